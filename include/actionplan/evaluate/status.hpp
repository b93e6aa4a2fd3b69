// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/word_set.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace actionplan {

/// How a measure, or one expected report, stands to its deadline on a day.
/// docs/guide/deadline_status.md has the decision table.
enum class DeadlineStatus : std::uint8_t {
  upcoming,             ///< its window has not begun
  open,                 ///< its window runs, or it has no last day
  due_soon,             ///< open, and due within `AssessOptions::due_soon_days`
  unreported,           ///< past due, no evidence
  undecided,            ///< past due, evidence does not decide
  overdue,              ///< past due, evidence shows it was incomplete on or after the due day
  done_on_time,         ///< done by the due day
  done_late,            ///< the whole of `done_on` lies after the due day
  done_timing_unknown,  ///< done, day unknown
  lapsed,               ///< stands for overdue where every assignment is only recommended
  awaiting_trigger,     ///< counted from an event that has no known day
  no_date,              ///< no day is given by which it is due
  unread,               ///< we could not read the deadline: a day may be given
  withdrawn,            ///< a later revision dropped it, or the rating that decides says so
};
[[nodiscard]] constexpr auto names_of(DeadlineStatus) noexcept {
  return names_to<DeadlineStatus::withdrawn>("upcoming", "open", "due_soon", "unreported",
                                             "undecided", "overdue", "done_on_time", "done_late",
                                             "done_timing_unknown", "lapsed", "awaiting_trigger",
                                             "no_date", "unread", "withdrawn");
}

/// Why a status was given. An assessment holds them as a set of bits, one column.
enum class Reason : std::uint8_t {
  before_window,             ///< as_of lies before the window
  within_window,             ///< as_of lies in the window, or before a `by` day
  within_due_soon_days,      ///< the due day is near
  past_due,                  ///< as_of lies after the due day
  no_evidence,               ///< nothing was reported; silence is not failure
  window_only,               ///< due on the last day of a window: the plan names no other day
  due_of_last_part,          ///< `several`: due when its last part is
  due_of_last_report,        ///< `recurring`: due when its last expected report is
  standing_duty,             ///< `continuous`: no end of its own
  trigger_unknown,           ///< `relative`: the event has no known day
  text_without_date,         ///< the deadline text names no day
  only_recommended,          ///< every assignment is only recommended
  no_assignment,             ///< no agency is named
  before_adoption,           ///< as_of lies before the plan was adopted
  due_changed,               ///< a revision moved the due day
  extended_after_due,        ///< a revision moved it when it had already passed
  dropped_by_revision,       ///< the plan of the day no longer has it
  rated,                     ///< an independent rating decides
  ratings_disagree,          ///< independent raters of the same day disagree
  indicators_met,            ///< every indicator is met
  indicator_not_met,         ///< evidence on or after the due day shows that one is not
  not_gradable,              ///< the indicators do not tell how far the measure came
  evidence_undecided,        ///< there is evidence, and it does not decide
  vague_deadline,            ///< the status rests on how late the deadline's words could mean
  conditional,               ///< the deadline states a condition: "subject to funding"
  deadline_unread,           ///< the deadline text was not understood
  met_when_due,              ///< every indicator was met when it was due, and one is no longer
  target_changed,            ///< a revision changed an indicator, or what it is measured by
  target_changed_after_due,  ///< it did, or said it first, when the day had already passed
  dropped_after_due,         ///< a revision dropped it when its due day had already passed
  recommended_after_due,     ///< a revision made it only recommended when that day had passed
  rated_before_due,          ///< the last independent rating is from before the due day
};
[[nodiscard]] constexpr auto names_of(Reason) noexcept {
  return names_to<Reason::rated_before_due>(
      "before_window", "within_window", "within_due_soon_days", "past_due", "no_evidence",
      "window_only", "due_of_last_part", "due_of_last_report", "standing_duty", "trigger_unknown",
      "text_without_date", "only_recommended", "no_assignment", "before_adoption", "due_changed",
      "extended_after_due", "dropped_by_revision", "rated", "ratings_disagree", "indicators_met",
      "indicator_not_met", "not_gradable", "evidence_undecided", "vague_deadline", "conditional",
      "deadline_unread", "met_when_due", "target_changed", "target_changed_after_due",
      "dropped_after_due", "recommended_after_due", "rated_before_due");
}

/// What the reason says, as a phrase for people.
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view meaning(Reason reason) noexcept;
/// What would mend it, as a sentence; empty: nothing is to be mended.
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view remedy(Reason reason) noexcept;

/// A set of reasons, as an assessment holds them: one column of bits.
using ReasonSet = WordSet<Reason>;

/// How many of a group of measures have each status.
class StatusCounts {
 public:
  void add(DeadlineStatus status) noexcept { ++counts_[static_cast<std::size_t>(status)]; }
  [[nodiscard]] std::size_t operator[](DeadlineStatus status) const noexcept {
    return counts_[static_cast<std::size_t>(status)];
  }
  StatusCounts& operator+=(const StatusCounts& other) noexcept {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
    orphans += other.orphans;
    return *this;
  }
  /// Over all statuses.
  [[nodiscard]] ACTIONPLAN_EXPORT std::size_t total() const noexcept;

  friend bool operator==(const StatusCounts&, const StatusCounts&) = default;

  /// Of a whole assessment: entries that belong to no measure of it (`Assessment::orphans`).
  std::size_t orphans = 0;

 private:
  std::array<std::size_t, enum_count<DeadlineStatus>> counts_{};
};

}  // namespace actionplan
