// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/assessment.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace actionplan {

class Assessor;

namespace detail {

/// What a table of measures shows of a row beside its columns.
struct BriefRow {
  std::optional<Date> due_original;
  std::optional<std::int32_t> days_late;
  std::optional<std::int32_t> days_past_due;
  std::optional<Completion> derived;
  ReportCounts reports;
};

/// Rows as `Assessment::at` tells them, without what takes long and is not shown: indicators are
/// derived only where a day of theirs is. Borrows the assessment.
class BriefRows {
 public:
  explicit BriefRows(const Assessment& assessment);
  ~BriefRows();
  BriefRows(BriefRows&&) noexcept;
  BriefRows& operator=(BriefRows&&) = delete;

  /// @param index  less than the assessment's size.
  [[nodiscard]] BriefRow at(std::size_t index) const;

 private:
  std::unique_ptr<const Assessor> reader_;
};

}  // namespace detail
}  // namespace actionplan
