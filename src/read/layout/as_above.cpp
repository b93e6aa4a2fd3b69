// SPDX-License-Identifier: Apache-2.0
#include "as_above.hpp"

#include "read/words/agency_words.hpp"

namespace actionplan::detail {

const Cell* AsAbove::read(std::size_t column, const Cell* cell) {
  if (cell == nullptr || cell->text.empty()) return cell;
  if (!says_as_above(cell->text)) {
    last_[column] = cell;
    return cell;
  }
  const auto above = last_.find(column);
  if (above == last_.end()) return cell;
  account_.claim(*cell, TextUse::agencies);
  problems_.add({"agencies_as_above",
                 Severity::info,
                 cell->place,
                 "The text " + shown(cell->text) + " stands for the agencies of the row above, " +
                     shown(above->second->text) + ".",
                 {}});
  return above->second;
}

}  // namespace actionplan::detail
