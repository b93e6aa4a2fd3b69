// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/measure.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace actionplan::detail {

/// The columns that the extra cells of measures make in a table, "extra.Budget", in the order of
/// their first cells. Headers beyond `most` share the column "extra", a line a cell, since cards may
/// have a label of their own each.
class ExtraColumns {
 public:
  static constexpr std::size_t most = 256;

  /// @param only_published  of others there is no column.
  explicit ExtraColumns(bool only_published = false) : only_published_{only_published} {}

  void add(const Measure& measure) {
    if (!measure.extra.empty()) add_cells(measure);
  }

  [[nodiscard]] const std::vector<std::string>& headers() const noexcept { return headers_; }
  [[nodiscard]] bool has_rest() const noexcept { return has_rest_; }

  /// What the measure has under this header; nothing where it has nothing.
  [[nodiscard]] std::optional<std::string_view> text(const Measure& measure,
                                                     std::string_view header) const;
  /// What it has under headers without a column of their own.
  [[nodiscard]] std::string rest(const Measure& measure) const;

 private:
  void add_cells(const Measure& measure);
  [[nodiscard]] bool takes(const ExtraCell& cell) const noexcept {
    return cell.published || !only_published_;
  }

  bool only_published_;
  bool has_rest_ = false;
  std::vector<std::string> headers_;
  std::unordered_set<std::string> known_;
};

/// The columns that the finance of measures makes in such a table, "finance.Budget", with its texts
/// as they stand, so that a table of measures is whole by itself; `PlanTable::finance` has what was
/// read of them. Headers beyond `most` have no column.
class FinanceColumns {
 public:
  static constexpr std::size_t most = 256;

  explicit FinanceColumns(bool only_published = false) : only_published_{only_published} {}

  void add(const Measure& measure);
  [[nodiscard]] const std::vector<std::string>& headers() const noexcept { return headers_; }

  /// What the measure has under this header, a line for each item; nothing where it has nothing.
  /// A source that another column names stands before the text ("Donor: 500").
  [[nodiscard]] std::optional<std::string> text(const Measure& measure,
                                                std::string_view header) const;

 private:
  bool only_published_;
  std::vector<std::string> headers_;
  std::unordered_set<std::string> known_;
};

/// Names of these columns: "extra.Budget", and "extra" for the rest; "finance.Budget".
[[nodiscard]] inline std::string extra_column_name(std::string_view header) {
  return "extra." + std::string{header};
}
[[nodiscard]] inline std::string finance_column_name(std::string_view header) {
  return "finance." + std::string{header};
}
inline constexpr const char* extra_rest_name = "extra";

}  // namespace actionplan::detail
