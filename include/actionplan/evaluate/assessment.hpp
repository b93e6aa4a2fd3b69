// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/evaluate/status.hpp>
#include <actionplan/plan/plan.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace actionplan {

/// What an assessment is asked. `as_of` is never defaulted: nothing here reads the clock.
struct AssessOptions {
  explicit AssessOptions(Date day) noexcept : as_of{day} {}

  Date as_of;                    ///< the day asked about: bounds what had become true
  std::optional<Date> known_at;  ///< ignore what was recorded after this day
  int due_soon_days = 30;        ///< a due day at most so many days ahead is `due_soon`; >= 0
};

/// One expected report on the day of an assessment.
struct ReportAssessment {
  Period period;
  std::optional<Date> due;
  std::optional<DueSource> due_source;
  bool before_adoption = false;  ///< listed, and not counted
  /// `upcoming` before its period, `open` while it runs, then by its due day `open`, `due_soon` or
  /// `unreported`; `no_date` when the period is over and no source says when the report is due.
  DeadlineStatus status = DeadlineStatus::upcoming;

  friend bool operator==(const ReportAssessment&, const ReportAssessment&) = default;
};

/// Counts of a measure's expected reports. `expected` are those whose period has ended and that
/// were not before adoption.
struct ReportCounts {
  std::size_t expected = 0;
  std::size_t received = 0;
  std::optional<std::size_t> on_time;  ///< only where every expected one has a due source
  std::vector<Period> missing;         ///< expected, nothing received
};

/// One measure on the day of an assessment.
struct MeasureAssessment {
  MeasureId id;
  std::string number;
  std::optional<SectionId> section;
  DeadlineStatus deadline_status = DeadlineStatus::no_date;
  std::optional<Date> due;                    ///< under the plan of the day (`due_current`)
  std::optional<Date> due_original;           ///< under the first plan that had the measure
  std::optional<std::int32_t> days_late;      ///< for `overdue`, `lapsed` and `done_late`
  std::optional<std::int32_t> days_past_due;  ///< as_of - due where past, whatever was done
  bool is_extended_after_due = false;         ///< its due day was moved when it had passed
  ReasonSet reasons;
  std::vector<ReportAssessment> reports;  ///< one for each expected report
  ReportCounts report_counts;
};

/// The outcome of evaluating a plan's history as of a day. Immutable; holds columns, one value for
/// each measure of the plan of the day in its order, then for each measure that a revision dropped.
class ACTIONPLAN_EXPORT Assessment {
 public:
  [[nodiscard]] const AssessOptions& options() const noexcept { return options_; }
  [[nodiscard]] Date as_of() const noexcept { return options_.as_of; }
  [[nodiscard]] std::optional<Date> known_at() const noexcept { return options_.known_at; }

  /// The plan of the day; assessed measures number `size()`, of which the first
  /// `plan().measures().size()` are its own.
  [[nodiscard]] const Plan& plan() const noexcept { return plan_; }
  [[nodiscard]] std::size_t size() const noexcept { return status_.size(); }

  [[nodiscard]] std::span<const DeadlineStatus> statuses() const noexcept { return status_; }
  [[nodiscard]] std::span<const ReasonSet> reasons() const noexcept { return reasons_; }

  /// The measure in row `index`, also a dropped one. @throws InvalidArgument when out of range.
  [[nodiscard]] const Measure& measure(std::size_t index) const;
  /// Everything about row `index`, put together on demand. @throws InvalidArgument out of range.
  [[nodiscard]] MeasureAssessment at(std::size_t index) const;
  /// By measure number. @throws NotFound when neither the plan nor a dropped measure has it.
  [[nodiscard]] MeasureAssessment operator[](std::string_view number) const;

  /// How many measures have each status.
  [[nodiscard]] StatusCounts summary() const noexcept;

 private:
  friend ACTIONPLAN_EXPORT Assessment assess(const class PlanHistory&, const AssessOptions&);
  explicit Assessment(AssessOptions options, Plan plan) noexcept;

  struct Revised {  // a measure whose due day differs between revisions
    std::size_t row = 0;
    std::optional<Date> due_original;
  };

  AssessOptions options_;
  Plan plan_;
  std::vector<DeadlineStatus> status_;
  std::vector<ReasonSet> reasons_;
  std::vector<Measure> dropped_;  // rows after the plan's own
  std::vector<Revised> revised_;  // by row
};

}  // namespace actionplan
