// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/status.hpp>
#include <actionplan/plan/plan.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace actionplan::detail {

/// A status with its reasons.
struct Verdict {
  DeadlineStatus status = DeadlineStatus::no_date;
  ReasonSet reasons;
};

/// What one deadline is judged by. `start` is INT32_MIN, `due` and `latest` INT32_MAX where absent.
struct DeadlineFacts {
  std::int32_t start = INT32_MIN;
  std::int32_t due = INT32_MAX;
  DeadlineKind kind = DeadlineKind::no_date;
  std::optional<Force> force;
  std::int32_t latest = INT32_MAX;  ///< last day that it could mean: `due` where it is exact
  bool is_unread = false;
  bool is_conditional = false;

  [[nodiscard]] bool is_vague() const noexcept { return latest != due; }
};

/// The decision table of docs/guide/deadline_status.md for a measure without evidence.
[[nodiscard]] Verdict judge(const DeadlineFacts& facts, std::int32_t as_of,
                            std::int32_t due_soon_days) noexcept;

/// The same table for one expected report: its window is its period, and without a due source it
/// has no day by which it is due.
[[nodiscard]] DeadlineStatus judge_report(const ExpectedReport& report, Date as_of,
                                          std::int32_t due_soon_days) noexcept;

}  // namespace actionplan::detail
