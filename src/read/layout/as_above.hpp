// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/table.hpp>

#include "read/account.hpp"
#include "read/problem_list.hpp"

#include <cstddef>
#include <unordered_map>

namespace actionplan::detail {

/// Cells of agencies that say no more than "the same": "-//-", "то же". They stand for the cell above.
class AsAbove {
 public:
  AsAbove(Account& account, ProblemList& problems) : account_{account}, problems_{problems} {}

  /// The cell to be read for this one, which may be null.
  [[nodiscard]] const Cell* read(std::size_t column, const Cell* cell);
  void clear() { last_.clear(); }

 private:
  Account& account_;
  ProblemList& problems_;
  std::unordered_map<std::size_t, const Cell*> last_;  // with text, by column
};

}  // namespace actionplan::detail
