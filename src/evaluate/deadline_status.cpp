// SPDX-License-Identifier: Apache-2.0
#include "deadline_status.hpp"

namespace actionplan::detail {
namespace {

// A window or a due day, which may be vague.
struct Days {
  std::int32_t start;
  std::int32_t due;
  std::int32_t latest;
};

// Where `as_of` lies in relation to the days of a deadline. A vague one is still soon between its
// due day and the last that it could mean; nothing is late before that.
Verdict judge_window(const Days& days, std::int32_t as_of,
                     std::optional<std::int32_t> due_soon_days) noexcept {
  Verdict verdict;
  if (as_of < days.start) {
    verdict.status = DeadlineStatus::upcoming;
    verdict.reasons.add(Reason::before_window);
  } else if (as_of > days.latest) {
    verdict.status = DeadlineStatus::unreported;
    verdict.reasons.add(Reason::past_due);
    verdict.reasons.add(Reason::no_evidence);
  } else {
    const bool is_near = due_soon_days && std::int64_t{days.due} - as_of <= *due_soon_days;
    verdict.status = is_near ? DeadlineStatus::due_soon : DeadlineStatus::open;
    verdict.reasons.add(Reason::within_window);
    if (is_near) verdict.reasons.add(Reason::within_due_soon_days);
    if (as_of > days.due) verdict.reasons.add(Reason::vague_deadline);
  }
  return verdict;
}

// A standing duty comes to an end but is never delivered, so it is never `due_soon`.
Verdict judge_continuous(const Days& days, std::int32_t as_of) noexcept {
  Verdict verdict = judge_window(days, as_of, std::nullopt);
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
  const Days days{facts.start, facts.due, facts.latest};
  Verdict verdict;
  switch (facts.kind) {
    case DeadlineKind::no_date:
      if (facts.is_unread) return without_day(DeadlineStatus::unread, Reason::deadline_unread);
      return without_day(DeadlineStatus::no_date, Reason::text_without_date);
    case DeadlineKind::continuous: return judge_continuous(days, as_of);
    case DeadlineKind::relative:
      if (facts.due == INT32_MAX) {
        return without_day(DeadlineStatus::awaiting_trigger, Reason::trigger_unknown);
      }
      return judge_window(days, as_of, due_soon_days);
    case DeadlineKind::by: return judge_window(days, as_of, due_soon_days);
    case DeadlineKind::window:
      verdict = judge_window(days, as_of, due_soon_days);
      verdict.reasons.add(Reason::window_only);
      return verdict;
    case DeadlineKind::several:
      verdict = judge_window(days, as_of, due_soon_days);
      verdict.reasons.add(Reason::due_of_last_part);
      return verdict;
    case DeadlineKind::recurring:
      verdict = judge_window(days, as_of, due_soon_days);
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
  if (facts.is_conditional) verdict.reasons.add(Reason::conditional);
  return verdict;
}

DeadlineStatus judge_report(const ExpectedReport& report, Date as_of,
                            std::int32_t due_soon_days) noexcept {
  if (as_of < report.period.first()) return DeadlineStatus::upcoming;
  if (as_of <= report.period.last()) return DeadlineStatus::open;
  if (!report.due) return DeadlineStatus::no_date;
  const std::int32_t due = report.due->days();
  return judge_window({report.period.first().days(), due, due}, as_of.days(), due_soon_days).status;
}

}  // namespace actionplan::detail
