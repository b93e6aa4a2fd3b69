// SPDX-License-Identifier: Apache-2.0
#include "decide.hpp"

#include "core/internal/always_inline.hpp"
#include "reports.hpp"

#include <algorithm>
#include <cmath>

namespace actionplan::detail {
namespace {

// Between 0 and 1, or NaN where the indicator does not tell how far it came.
ACTIONPLAN_ALWAYS_INLINE double score(const IndicatorVerdict& outcome,
                                      const IndicatorTerms& terms) {
  if (is_narrower_than_measure(terms)) return IndicatorTerms::absent;
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
  bool is_lost_since = false;  // though done when it was due
  bool is_incomplete = false;
  DoneWithin done;
  std::int32_t seen_on = INT32_MIN;
};

// Done when the last of its indicators was.
DoneWithin done_with_all(std::span<const IndicatorVerdict> outcomes) {
  DoneWithin all{INT32_MIN, INT32_MIN};
  for (const IndicatorVerdict& outcome : outcomes) {
    all.first = std::max(all.first, outcome.done.first);
    all.last = std::max(all.last, outcome.done.last);
  }
  return all;
}

// Does a rating of this code say how a measure ended, whenever it was given?
bool is_final(Completion code) {
  return code == Completion::complete || code == Completion::withdrawn;
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

ACTIONPLAN_ALWAYS_INLINE Finding find_by_indicators(bool is_complete, bool is_met_when_due,
                                                    std::span<const IndicatorVerdict> outcomes) {
  Finding found;
  if (is_complete || is_met_when_due) {
    found.is_done = true;
    found.is_lost_since = !is_complete;
    found.done = done_with_all(outcomes);
    return found;
  }
  for (const IndicatorVerdict& outcome : outcomes) {
    const bool is_lost_since = outcome.reasons.has(IndicatorReason::reached_when_due);
    if (outcome.status != IndicatorStatus::not_met || is_lost_since) continue;
    found.is_incomplete = true;
    found.seen_on = std::max(found.seen_on, outcome.seen_on);
  }
  return found;
}

// Done by a vague deadline. Where it decides that no one can tell, that is said.
DeadlineStatus vague_timing(const DoneWithin& done, const DeadlineFacts& facts,
                            ReasonSet& reasons) {
  const DeadlineStatus status = timing(done, facts.due, facts.latest);
  const auto is_decided_by = [&done](std::int32_t day) {
    return timing(done, day, day) != DeadlineStatus::done_timing_unknown;
  };
  const bool is_unknown = status == DeadlineStatus::done_timing_unknown;
  if (is_unknown && (is_decided_by(facts.due) || is_decided_by(facts.latest))) {
    reasons.add(Reason::vague_deadline);
  }
  return status;
}

// Completes a verdict that has the status in silence and the reasons so far. Did the finding decide?
ACTIONPLAN_ALWAYS_INLINE bool apply(const Finding& found, const DeadlineFacts& facts,
                                    std::int32_t as_of, MeasureVerdict& out) {
  const bool has_end = facts.due != INT32_MAX && facts.kind != DeadlineKind::no_date;
  const bool is_standing = facts.kind == DeadlineKind::continuous;
  const bool is_past_due = has_end && as_of > facts.latest;
  if (found.is_done && has_end && !is_standing) {
    out.verdict.reasons.remove(Reason::vague_deadline);
    out.verdict.status = facts.is_vague() ? vague_timing(found.done, facts, out.verdict.reasons)
                                          : timing(found.done, facts.due, facts.due);
    if (out.verdict.status == DeadlineStatus::done_late) {
      out.days_late = found.done.first - facts.latest;
    }
    return true;
  }
  const bool is_decided = found.is_incomplete && is_past_due && found.seen_on >= facts.latest;
  if (is_decided) {
    const bool has_lapsed = is_standing || facts.force == Force::recommended;
    out.verdict.status = has_lapsed ? DeadlineStatus::lapsed : DeadlineStatus::overdue;
    out.days_late = found.seen_on - facts.latest;
  } else if (is_past_due) {
    out.verdict.status = DeadlineStatus::undecided;
    out.verdict.reasons.add(Reason::evidence_undecided);
    const bool is_between = found.is_incomplete && found.seen_on >= facts.due;
    if (is_between) out.verdict.reasons.add(Reason::vague_deadline);
  }
  return is_decided;
}

// How much of their weight the indicators reached; NaN: not gradable.
struct Reached {
  double share = IndicatorTerms::absent;
  bool is_silent = true;
  bool is_every_met = true;  // of those that have a weight

  [[nodiscard]] bool is_gradable() const noexcept { return is_silent || !std::isnan(share); }
  // Whatever their progress, for a target is reached only where the indicator's status says so.
  [[nodiscard]] bool is_complete() const noexcept {
    return !is_silent && is_every_met && !std::isnan(share);
  }
};

ACTIONPLAN_ALWAYS_INLINE Reached reached(std::span<const IndicatorVerdict> outcomes,
                                         std::span<const IndicatorTerms> terms) {
  double total = 0;
  double sum = 0;
  Reached reached;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    reached.is_silent = reached.is_silent && outcomes[i].status == IndicatorStatus::no_evidence;
    const bool is_met = outcomes[i].status == IndicatorStatus::met;
    reached.is_every_met = reached.is_every_met && (is_met || !(terms[i].weight > 0));
    total += terms[i].weight;
    sum += terms[i].weight * score(outcomes[i], terms[i]);  // NaN: not gradable
  }
  if (total > 0) reached.share = sum / total;
  return reached;
}

ACTIONPLAN_ALWAYS_INLINE void add_evidence(const Verdict& silent, bool is_gradable,
                                           MeasureVerdict& out) {
  out.verdict.status = silent.status;
  out.verdict.reasons = silent.reasons;
  out.verdict.reasons.remove(Reason::no_evidence);
  if (!is_gradable) out.verdict.reasons.add(Reason::not_gradable);
}

// Where an indicator that is not met speaks of a day between a vague due day and the last that it
// could mean, the exact due day would decide otherwise.
void add_vague(std::span<const IndicatorVerdict> outcomes, const DeadlineFacts& facts,
               MeasureVerdict& out) {
  if (out.verdict.status != DeadlineStatus::undecided) return;
  for (const IndicatorVerdict& outcome : outcomes) {
    const bool is_between = outcome.seen_on >= facts.due && outcome.seen_on < facts.latest;
    if (is_between && outcome.status != IndicatorStatus::met) {
      out.verdict.reasons.add(Reason::vague_deadline);
    }
  }
}

ACTIONPLAN_ALWAYS_INLINE void by_indicators(const Finding& found,
                                            std::span<const IndicatorVerdict> outcomes,
                                            const DeadlineFacts& facts, std::int32_t as_of,
                                            MeasureVerdict& out) {
  if (found.is_done) {
    out.verdict.reasons.add(found.is_lost_since ? Reason::met_when_due : Reason::indicators_met);
  } else if (found.is_incomplete) {
    out.verdict.reasons.add(Reason::indicator_not_met);
  }
  apply(found, facts, as_of, out);
  if (facts.is_vague()) add_vague(outcomes, facts, out);
}

}  // namespace

std::optional<Completion> completion_code(std::span<const IndicatorVerdict> outcomes,
                                          std::span<const IndicatorTerms> terms) {
  const Reached found = reached(outcomes, terms);
  if (found.is_silent) {
    return outcomes.empty() ? std::nullopt : std::optional{Completion::no_evidence};
  }
  if (!found.is_gradable()) return std::nullopt;
  return found.is_complete()             ? Completion::complete
         : found.share >= 0.5 - rounding ? Completion::substantial
         : found.share > rounding        ? Completion::limited
                                         : Completion::not_started;
}

bool met_when_due(std::span<const IndicatorVerdict> outcomes,
                  std::span<const IndicatorTerms> terms) {
  const auto is_lost = [](const IndicatorVerdict& outcome) {
    return outcome.reasons.has(IndicatorReason::reached_when_due);
  };
  if (std::none_of(outcomes.begin(), outcomes.end(), is_lost)) return false;
  std::vector<IndicatorVerdict> then{outcomes.begin(), outcomes.end()};
  for (IndicatorVerdict& outcome : then) {
    if (is_lost(outcome)) outcome.status = IndicatorStatus::met;
  }
  return reached(then, terms).is_complete();
}

DerivedCompletion derive_completion(std::span<const IndicatorVerdict> outcomes,
                                    std::span<const IndicatorTerms> terms) {
  DerivedCompletion derived{completion_code(outcomes, terms), {}};
  if (derived.completion) return derived;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (std::isnan(score(outcomes[i], terms[i]))) derived.not_gradable.push_back(i);
  }
  return derived;
}

Verdict decide_by_indicators(const Silence& silence, std::span<const IndicatorVerdict> outcomes,
                             std::span<const IndicatorTerms> terms, std::int32_t as_of) {
  const Reached whole = reached(outcomes, terms);
  if (whole.is_silent) return silence.verdict;
  MeasureVerdict out;
  add_evidence(silence.verdict, whole.is_gradable(), out);
  const bool is_met_when_due = !whole.is_complete() && met_when_due(outcomes, terms);
  by_indicators(find_by_indicators(whole.is_complete(), is_met_when_due, outcomes), outcomes,
                silence.facts, as_of, out);
  return out.verdict;
}

MeasureVerdict decide(const Verdict& silent, const DeadlineFacts& facts,
                      const MeasureEvidence& evidence, std::optional<Completion> derived,
                      std::span<const IndicatorVerdict> outcomes, std::int32_t as_of) {
  MeasureVerdict out{silent, std::nullopt, std::nullopt};
  if (!evidence.has_any) return out;
  add_evidence(silent, derived.has_value(), out);
  const Finding by_indicators_alone =
      find_by_indicators(derived == Completion::complete, evidence.is_met_when_due, outcomes);
  // A rating of the way there says nothing of how it ended, once the indicators do.
  const bool is_past_due = facts.due != INT32_MAX && as_of > facts.latest;
  const bool is_midterm =
      is_past_due && evidence.rating && evidence.rating->rated_on < facts.latest &&
      !is_final(evidence.rating->completion) && !evidence.rating->is_contested &&
      (by_indicators_alone.is_done || by_indicators_alone.is_incomplete);
  const bool has_rating =
      evidence.rating && !is_midterm && evidence.rating->completion != Completion::no_evidence;
  if (!has_rating) {
    by_indicators(by_indicators_alone, outcomes, facts, as_of, out);
    return out;
  }
  if (evidence.rating->is_contested) {
    out.verdict.reasons.add(Reason::ratings_disagree);
    apply({}, facts, as_of, out);
    return out;
  }
  if (evidence.rating->completion == Completion::withdrawn) {
    out.verdict.reasons.add(Reason::rated);
    out.verdict.status = DeadlineStatus::withdrawn;  // neither late nor done, whatever its days
    out.verdict.reasons.remove(Reason::vague_deadline);
    out.withdrawn_on = evidence.rating->rated_on;
    return out;
  }
  Finding found = find_by_rating(*evidence.rating);
  const bool needs_time = found.is_done && !evidence.rating->done_on;
  const bool is_timed = by_indicators_alone.is_done && by_indicators_alone.done.is_known();
  if (needs_time && is_timed) found.done = by_indicators_alone.done;
  const bool is_decided = apply(found, facts, as_of, out);
  if (is_decided) out.verdict.reasons.add(Reason::rated);
  const bool is_early = found.is_incomplete && found.seen_on < facts.due;
  if (is_early && out.verdict.status == DeadlineStatus::undecided) {
    out.verdict.reasons.add(Reason::rated_before_due);
  }
  return out;
}

}  // namespace actionplan::detail
