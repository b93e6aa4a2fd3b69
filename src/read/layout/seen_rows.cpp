// SPDX-License-Identifier: Apache-2.0
#include "seen_rows.hpp"

#include "corrected.hpp"
#include "left_out.hpp"
#include "row_breaks.hpp"

#include <cstddef>

namespace actionplan::detail {
namespace {

bool is_unseen(const Cell& cell) {
  return !cell.text.empty() && (cell.has(Mark::struck) || cell.has(Mark::hidden));
}

// A copy in which cells that a person does not see are empty.
const std::vector<Row>& without_unseen(const std::vector<Row>& rows, Records& out,
                                       Account& account) {
  std::vector<Row>& copy = out.owned_tables.emplace_back(rows);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t k = 0; k < rows[i].size(); ++k) {
      const Cell& cell = rows[i][k];
      account.note_copy(copy[i][k], cell);
      if (!is_unseen(cell)) continue;
      const bool is_hidden = cell.has(Mark::hidden);
      account.claim(cell, is_hidden ? TextUse::named : TextUse::struck,
                    is_hidden ? "hidden_cells" : "");
      copy[i][k].text.clear();
    }
  }
  return copy;
}

}  // namespace

std::vector<RowView> seen_rows(const Block& block, AppliedMapping& mapping, Records& out,
                               Account& account, ProblemList& problems, CancelPoll& poll) {
  const std::vector<Row>* rows = &block.rows;
  std::size_t hidden = 0;
  bool has_unseen = false;
  for (const Row& row : *rows) {
    for (const Cell& cell : row) {
      has_unseen |= is_unseen(cell);
      hidden += !cell.text.empty() && cell.has(Mark::hidden) ? 1U : 0U;
    }
  }
  if (has_unseen) rows = &without_unseen(*rows, out, account);
  rows = &corrected_rows(*rows, mapping, out, account, problems);
  if (hidden != 0) {
    problems.add({"hidden_cells",
                  Severity::warning,
                  block.place,
                  counted(hidden, "cell of the table is", "cells of the table are") +
                      " hidden and were left out; show what belongs to the plan, and save it.",
                  {}});
  }
  if (!block.has_row_breaks && rows->size() == 1) return break_rows(rows->front(), poll);
  return {rows->begin(), rows->end()};
}

}  // namespace actionplan::detail
