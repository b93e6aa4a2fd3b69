// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/reading.hpp>

#include "read/account.hpp"
#include "read/problem_list.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace actionplan::detail {

/// Keeps what stands with measures and is no part of them; what is of persons is named instead.
/// Borrows both arguments.
class ExtraTexts {
 public:
  ExtraTexts(Account& account, ProblemList& problems) : account_{account}, problems_{problems} {}

  /// Adds a cell to `measure.extra`, or to the text that stands there under the same header.
  /// @param header  of the column, or the label; "extra.Budget", as our tables have it, is "Budget".
  void keep(std::string_view header, const Cell& cell, bool is_published, Measure& measure);

  /// All that were kept, with their places.
  [[nodiscard]] std::vector<ExtraText> take() && { return std::move(kept_); }

 private:
  void leave_out(const Cell& cell, const std::string& header);

  Account& account_;
  ProblemList& problems_;
  std::vector<ExtraText> kept_;
  MeasureId current_;                                // of which the cells are being kept
  std::unordered_map<std::string, std::size_t> at_;  // in its `extra`, by header
  std::set<std::string> left_out_;                   // headers, of which it was said once
};

/// Is it the name of a column of money in a table of ours? And its header.
[[nodiscard]] bool is_finance_column(std::string_view header);
[[nodiscard]] std::string_view finance_header(std::string_view header);

/// Is it the name of such a column in a table of ours?
[[nodiscard]] bool is_extra_column(std::string_view header);

}  // namespace actionplan::detail
