// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "applied_mapping.hpp"
#include "read/account.hpp"
#include "records.hpp"

#include <cstddef>
#include <vector>

namespace actionplan::detail {

/// A block of the document as a cell; of other kinds than texts, none.
struct ClauseText {
  const Block* block = nullptr;
  const Cell* cell = nullptr;
};

/// The measure of a clause: a numbered text or an item, and short texts below it with its day and
/// bodies, as decrees write them: "1. Do this." / "Ministry of Works." / "December 2018."
struct Clause {
  std::size_t first = 0;  ///< positions of its texts
  std::size_t last = 0;
  Record record;
};

/// The clauses of a text; none where fewer than three have a day below them.
[[nodiscard]] std::vector<Clause> find_clauses(const std::vector<ClauseText>& texts,
                                               const AppliedMapping& mapping, Records& out,
                                               Account& account);

}  // namespace actionplan::detail
