// SPDX-License-Identifier: Apache-2.0
#include "decide.hpp"

#include "reports.hpp"

#include <algorithm>
#include <cmath>

namespace actionplan::detail {
namespace {

// Between 0 and 1, or NaN where the indicator does not tell how far it came.
double score(const IndicatorOutcome& outcome, const IndicatorTerms& terms) {
  const bool is_report = terms.kind == IndicatorKind::report;
  if (terms.is_narrower || (is_report && !terms.is_confirmed)) return IndicatorTerms::absent;
  switch (outcome.status) {
    case IndicatorStatus::met: return 1;
    case IndicatorStatus::not_met:
      return std::isnan(outcome.progress) ? 0 : std::clamp(outcome.progress, 0.0, 1.0);
    case IndicatorStatus::behind:
    case IndicatorStatus::on_track:
    case IndicatorStatus::incomplete: return std::clamp(outcome.progress, 0.0, 1.0);
    case IndicatorStatus::no_evidence:
    case IndicatorStatus::no_target:
    case IndicatorStatus::inconclusive:
    case IndicatorStatus::contested: break;
  }
  return IndicatorTerms::absent;
}

// What evidence says of the whole: done within these days, or seen to be incomplete on a day.
struct Finding {
  bool is_done = false;
  bool is_incomplete = false;
  DoneWithin done;
  std::int32_t seen_on = INT32_MIN;
};

// Done when the last of its indicators was.
DoneWithin done_with_all(std::span<const IndicatorOutcome> outcomes) {
  DoneWithin all{INT32_MIN, INT32_MIN};
  for (const IndicatorOutcome& outcome : outcomes) {
    all.first = std::max(all.first, outcome.done.first);
    all.last = std::max(all.last, outcome.done.last);
  }
  return all;
}

Finding find_by_rating(const DecidingRating& rating) {
  Finding found;
  found.is_done = rating.completion == Completion::complete;
  found.is_incomplete = !found.is_done;
  found.seen_on = rating.rated_on;
  if (found.is_done && rating.done_on) {
    found.done = {rating.done_on->first().days(), rating.done_on->last().days()};
  } else {
    found.done.last = rating.rated_on;
  }
  return found;
}

Finding find_by_indicators(std::optional<Completion> derived,
                           std::span<const IndicatorOutcome> outcomes) {
  Finding found;
  if (derived == Completion::complete) {
    found.is_done = true;
    found.done = done_with_all(outcomes);
    return found;
  }
  for (const IndicatorOutcome& outcome : outcomes) {
    if (outcome.status != IndicatorStatus::not_met) continue;
    found.is_incomplete = true;
    found.seen_on = std::max(found.seen_on, outcome.seen_on);
  }
  return found;
}

MeasureVerdict apply(const Finding& found, Verdict verdict, const DeadlineFacts& facts,
                     std::int32_t as_of) {
  const bool has_end = facts.due != INT32_MAX && facts.kind != DeadlineKind::no_date;
  const bool is_standing = facts.kind == DeadlineKind::continuous;
  const bool is_past_due = has_end && as_of > facts.due;
  if (found.is_done && has_end && !is_standing) {
    verdict.status = timing(found.done, facts.due);
    if (verdict.status != DeadlineStatus::done_late) return {verdict, std::nullopt};
    return {verdict, found.done.first - facts.due};
  }
  const bool is_decided = found.is_incomplete && is_past_due && found.seen_on >= facts.due;
  if (is_decided) {
    const bool has_lapsed = is_standing || facts.force == Force::recommended;
    verdict.status = has_lapsed ? DeadlineStatus::lapsed : DeadlineStatus::overdue;
    return {verdict, found.seen_on - facts.due};
  }
  if (is_past_due) {
    verdict.status = DeadlineStatus::undecided;
    verdict.reasons.add(Reason::evidence_undecided);
  }
  return {verdict, std::nullopt};
}

}  // namespace

std::optional<Completion> completion_code(std::span<const IndicatorOutcome> outcomes,
                                          std::span<const IndicatorTerms> terms) {
  double total = 0;
  double reached = 0;
  bool is_silent = true;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    is_silent = is_silent && outcomes[i].status == IndicatorStatus::no_evidence;
    total += terms[i].weight;
    reached += terms[i].weight * score(outcomes[i], terms[i]);  // NaN: not gradable
  }
  if (is_silent) {
    return outcomes.empty() ? std::nullopt : std::optional{Completion::no_evidence};
  }
  if (std::isnan(reached) || total <= 0) return std::nullopt;
  constexpr double rounding = 1e-12;
  const double share = reached / total;
  return share >= 1 - rounding     ? Completion::complete
         : share >= 0.5 - rounding ? Completion::substantial
         : share > rounding        ? Completion::limited
                                   : Completion::not_started;
}

DerivedCompletion derive_completion(std::span<const IndicatorOutcome> outcomes,
                                    std::span<const IndicatorTerms> terms) {
  DerivedCompletion derived{completion_code(outcomes, terms), {}};
  if (derived.completion) return derived;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (std::isnan(score(outcomes[i], terms[i]))) derived.not_gradable.push_back(i);
  }
  return derived;
}

MeasureVerdict decide_by_indicators(const Verdict& silent, const DeadlineFacts& facts,
                                    std::optional<Completion> derived,
                                    std::span<const IndicatorOutcome> outcomes,
                                    std::int32_t as_of) {
  Verdict verdict = silent;
  verdict.reasons.remove(Reason::no_evidence);
  if (!derived) verdict.reasons.add(Reason::not_gradable);
  const Finding found = find_by_indicators(derived, outcomes);
  if (found.is_done) {
    verdict.reasons.add(Reason::indicators_met);
  } else if (found.is_incomplete) {
    verdict.reasons.add(Reason::indicator_not_met);
  }
  return apply(found, verdict, facts, as_of);
}

MeasureVerdict decide(const Verdict& silent, const DeadlineFacts& facts,
                      const MeasureEvidence& evidence, std::optional<Completion> derived,
                      std::span<const IndicatorOutcome> outcomes, std::int32_t as_of) {
  if (!evidence.has_any) return {silent, std::nullopt};
  const bool has_rating = evidence.rating && evidence.rating->completion != Completion::no_evidence;
  if (!has_rating) return decide_by_indicators(silent, facts, derived, outcomes, as_of);
  Verdict verdict = silent;
  verdict.reasons.remove(Reason::no_evidence);
  if (!derived) verdict.reasons.add(Reason::not_gradable);
  if (evidence.rating->is_contested) {
    verdict.reasons.add(Reason::ratings_disagree);
    return apply({}, verdict, facts, as_of);
  }
  verdict.reasons.add(Reason::rated);
  const Finding by_indicators = find_by_indicators(derived, outcomes);
  Finding found = find_by_rating(*evidence.rating);
  const bool needs_time = found.is_done && !evidence.rating->done_on;
  const bool is_timed = by_indicators.is_done && by_indicators.done.is_known();
  if (needs_time && is_timed) found.done = by_indicators.done;
  return apply(found, verdict, facts, as_of);
}

}  // namespace actionplan::detail
