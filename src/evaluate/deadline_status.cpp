// SPDX-License-Identifier: Apache-2.0
#include "deadline_status.hpp"

namespace actionplan::detail {
namespace {

// Where `as_of` lies in relation to the days of a deadline that has a window or a due day.
Verdict judge_window(std::int32_t start, std::int32_t due, std::int32_t as_of,
                     std::int32_t due_soon_days) noexcept {
  Verdict verdict;
  if (as_of < start) {
    verdict.status = DeadlineStatus::upcoming;
    verdict.reasons.add(Reason::before_window);
  } else if (as_of > due) {
    verdict.status = DeadlineStatus::unreported;
    verdict.reasons.add(Reason::past_due);
    verdict.reasons.add(Reason::no_evidence);
  } else {
    const bool is_near = std::int64_t{due} - as_of <= due_soon_days;
    verdict.status = is_near ? DeadlineStatus::due_soon : DeadlineStatus::open;
    verdict.reasons.add(Reason::within_window);
    if (is_near) verdict.reasons.add(Reason::within_due_soon_days);
  }
  return verdict;
}

// A standing duty comes to an end but is never delivered, so it is never `due_soon`.
Verdict judge_continuous(const DeadlineFacts& facts, std::int32_t as_of) noexcept {
  constexpr std::int32_t never_soon = -1;
  Verdict verdict = judge_window(facts.start, facts.due, as_of, never_soon);
  verdict.reasons.add(Reason::standing_duty);
  return verdict;
}

Verdict without_day(DeadlineStatus status, Reason reason) noexcept {
  Verdict verdict{status, {}};
  verdict.reasons.add(reason);
  return verdict;
}

Verdict judge_kind(const DeadlineFacts& facts, std::int32_t as_of,
                   std::int32_t due_soon_days) noexcept {
  Verdict verdict;
  switch (facts.kind) {
    case DeadlineKind::no_date:
      return without_day(DeadlineStatus::no_date, Reason::text_without_date);
    case DeadlineKind::continuous: return judge_continuous(facts, as_of);
    case DeadlineKind::relative:
      if (facts.due == INT32_MAX) {
        return without_day(DeadlineStatus::awaiting_trigger, Reason::trigger_unknown);
      }
      return judge_window(facts.start, facts.due, as_of, due_soon_days);
    case DeadlineKind::by: return judge_window(facts.start, facts.due, as_of, due_soon_days);
    case DeadlineKind::window:
      verdict = judge_window(facts.start, facts.due, as_of, due_soon_days);
      verdict.reasons.add(Reason::window_only);
      return verdict;
    case DeadlineKind::several:
      verdict = judge_window(facts.start, facts.due, as_of, due_soon_days);
      verdict.reasons.add(Reason::due_of_last_part);
      return verdict;
    case DeadlineKind::recurring:
      verdict = judge_window(facts.start, facts.due, as_of, due_soon_days);
      verdict.reasons.add(Reason::due_of_last_report);
      return verdict;
  }
  return verdict;
}

}  // namespace

Verdict judge(const DeadlineFacts& facts, std::int32_t as_of, std::int32_t due_soon_days) noexcept {
  Verdict verdict = judge_kind(facts, as_of, due_soon_days);
  if (!facts.force) {
    verdict.reasons.add(Reason::no_assignment);
  } else if (*facts.force == Force::recommended) {
    verdict.reasons.add(Reason::only_recommended);
  }
  return verdict;
}

DeadlineStatus judge_report(const ExpectedReport& report, Date as_of,
                            std::int32_t due_soon_days) noexcept {
  if (as_of < report.period.first()) return DeadlineStatus::upcoming;
  if (as_of <= report.period.last()) return DeadlineStatus::open;
  if (!report.due) return DeadlineStatus::no_date;
  return judge_window(report.period.first().days(), report.due->days(), as_of.days(), due_soon_days)
      .status;
}

}  // namespace actionplan::detail
