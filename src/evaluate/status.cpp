// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/status.hpp>

#include <numeric>

namespace actionplan {

std::string_view to_string(DeadlineStatus status) noexcept {
  switch (status) {
    case DeadlineStatus::upcoming: return "upcoming";
    case DeadlineStatus::open: return "open";
    case DeadlineStatus::due_soon: return "due_soon";
    case DeadlineStatus::unreported: return "unreported";
    case DeadlineStatus::undecided: return "undecided";
    case DeadlineStatus::overdue: return "overdue";
    case DeadlineStatus::done_on_time: return "done_on_time";
    case DeadlineStatus::done_late: return "done_late";
    case DeadlineStatus::done_timing_unknown: return "done_timing_unknown";
    case DeadlineStatus::lapsed: return "lapsed";
    case DeadlineStatus::awaiting_trigger: return "awaiting_trigger";
    case DeadlineStatus::no_date: return "no_date";
    case DeadlineStatus::unread: return "unread";
    case DeadlineStatus::withdrawn: return "withdrawn";
  }
  return "no_date";
}

std::string_view to_string(Reason reason) noexcept {
  switch (reason) {
    case Reason::before_window: return "before_window";
    case Reason::within_window: return "within_window";
    case Reason::within_due_soon_days: return "within_due_soon_days";
    case Reason::past_due: return "past_due";
    case Reason::no_evidence: return "no_evidence";
    case Reason::window_only: return "window_only";
    case Reason::due_of_last_part: return "due_of_last_part";
    case Reason::due_of_last_report: return "due_of_last_report";
    case Reason::standing_duty: return "standing_duty";
    case Reason::trigger_unknown: return "trigger_unknown";
    case Reason::text_without_date: return "text_without_date";
    case Reason::only_recommended: return "only_recommended";
    case Reason::no_assignment: return "no_assignment";
    case Reason::before_adoption: return "before_adoption";
    case Reason::due_changed: return "due_changed";
    case Reason::extended_after_due: return "extended_after_due";
    case Reason::dropped_by_revision: return "dropped_by_revision";
    case Reason::rated: return "rated";
    case Reason::ratings_disagree: return "ratings_disagree";
    case Reason::indicators_met: return "indicators_met";
    case Reason::indicator_not_met: return "indicator_not_met";
    case Reason::not_gradable: return "not_gradable";
    case Reason::evidence_undecided: return "evidence_undecided";
    case Reason::vague_deadline: return "vague_deadline";
    case Reason::conditional: return "conditional";
    case Reason::deadline_unread: return "deadline_unread";
  }
  return "no_evidence";
}

std::size_t StatusCounts::total() const noexcept {
  return std::accumulate(counts_.begin(), counts_.end(), std::size_t{0});
}

}  // namespace actionplan
