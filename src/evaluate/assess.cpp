// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/assess.hpp>

#include <actionplan/core/error.hpp>

#include "assessor.hpp"
#include "core/internal/shortest_number.hpp"
#include "due_history.hpp"
#include "last_held.hpp"
#include "terms_history.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace actionplan {
namespace {

using detail::Revisions;

// The measures that an earlier revision had and the plan of the day has not, each in its last
// wording, in the order in which they were first met.
std::vector<Measure> dropped_measures(const Revisions& revisions, const Plan& plan,
                                      CancelPoll& poll) {
  std::vector<Measure> dropped;
  std::set<MeasureId> seen;
  for (const Revision* revision : revisions) {
    for (const Measure& measure : revision->plan.measures()) {
      poll();
      if (plan.find_measure(measure.id) != nullptr || !seen.insert(measure.id).second) continue;
      const Measure* last = &measure;
      for (const Revision* later : revisions) {
        if (const Measure* found = later->plan.find_measure(measure.id)) last = found;
      }
      dropped.push_back(*last);
    }
  }
  return dropped;
}

}  // namespace

using detail::DerivedCompletion;
using detail::IndicatorVerdict;
using detail::MeasureEvidence;

Assessor::Assessor(const Assessment& assessment, CancelPoll* poll)
    : assessment_{assessment},
      grounds_{grounds(assessment)},
      deadlines_{grounds_.plan->deadlines()},
      has_others_{grounds_.evidence->has_others()} {
  grounds_.poll = poll;
}

detail::Grounds Assessor::grounds(const Assessment& assessment) {
  return grounds(assessment, *assessment.revision_);
}

detail::Grounds Assessor::grounds(const Assessment& assessment, const Revision& revision) {
  const AssessOptions& options = assessment.options_;
  detail::Grounds grounds;
  grounds.plan = &revision.plan;
  grounds.profile = &revision.profile;
  grounds.terms = &terms_of(assessment.history_, revision, options.known_at);
  grounds.evidence = &assessment.evidence_;
  grounds.alpha = options.alpha;
  grounds.pick = options.pick;
  grounds.implementer_ratings_decide = options.implementer_ratings_decide;
  detail::Clocks& clocks = grounds.clocks;
  clocks.as_of = options.as_of.days();
  if (options.known_at) clocks.known_at = options.known_at->days();
  if (options.public_at) clocks.public_at = options.public_at->days();
  clocks.adopted_on = grounds.terms->adopted_on;
  if (!options.reporters.empty()) {
    clocks.reporters = 0;
    for (const ReporterType type : options.reporters) {
      clocks.reporters |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(type));
    }
  }
  return grounds;
}

Assessment Assessor::assess(const PlanHistory& history, const Evidence& evidence,
                            const AssessOptions& options, const Cancel& cancel) {
  if (options.due_soon_days < 0) {
    throw InvalidArgument("due_soon_days is " + std::to_string(options.due_soon_days) +
                          "; give the number of days ahead, 0 or more.");
  }
  if (!(options.alpha > 0 && options.alpha < 0.5)) {
    throw InvalidArgument("alpha is " + actionplan::detail::number_text(options.alpha) +
                          "; give the level of a one-sided test, between 0 and 0.5.");
  }
  Assessment assessment{options, history, evidence};
  judge_all(assessment, cancel);
  add_revised_and_dropped(assessment, cancel);
  return assessment;
}

detail::DeadlineFacts Assessor::facts(std::size_t measure) const {
  return {deadlines_.start[measure],
          deadlines_.due[measure],
          deadlines_.kind[measure],
          deadlines_.force[measure],
          deadlines_.due_latest[measure],
          deadlines_.reason[measure] == NoDateReason::unread,
          deadlines_.is_conditional[measure] != 0};
}

detail::Verdict Assessor::silent_verdict(std::size_t measure,
                                         const detail::DeadlineFacts& facts) const {
  const AssessOptions& options = assessment_.options_;
  detail::Verdict verdict = detail::judge(facts, options.as_of.days(), options.due_soon_days);
  if (options.as_of.days() < grounds_.terms->adoption_of(measure)) {
    verdict.reasons.add(Reason::before_adoption);
  }
  return verdict;
}

std::span<const IndicatorTerms> Assessor::terms_of_measure(std::size_t measure) const {
  const std::vector<std::uint32_t>& first = grounds_.terms->first_of_measure;
  return std::span{grounds_.terms->rows}.subspan(first[measure],
                                                 first[measure + 1] - first[measure]);
}

detail::Verdict Assessor::verdict_of(std::size_t measure,
                                     const std::vector<IndicatorVerdict>& outcomes) const {
  return verdict_by(measure, terms_of_measure(measure), outcomes);
}

detail::Verdict Assessor::verdict_by(std::size_t measure, std::span<const IndicatorTerms> terms,
                                     const std::vector<IndicatorVerdict>& outcomes) const {
  return verdict(measure, detail::completion_code(outcomes, terms), terms, outcomes).verdict;
}

IndicatorVerdict Assessor::derive(std::size_t row) const {
  if (grounds_.poll != nullptr) (*grounds_.poll)();
  return detail::derive(grounds_, row);
}

MeasureEvidence Assessor::measure_evidence(std::size_t measure,
                                           std::span<const IndicatorTerms> terms,
                                           const std::vector<IndicatorVerdict>& outcomes) const {
  MeasureEvidence evidence;
  evidence.has_any =
      std::any_of(outcomes.begin(), outcomes.end(), [](const IndicatorVerdict& outcome) {
        return outcome.status != IndicatorStatus::no_evidence;
      });
  evidence.is_met_when_due = detail::met_when_due(outcomes, terms);
  if (!has_others_) return evidence;
  const Measure& asked = grounds_.plan->measures()[measure];
  const MeasureId& id = asked.id;
  const auto hear = [&evidence](const std::vector<detail::EntryPlace>& places) {
    for (const detail::EntryPlace& place : places) {
      const Entry& entry = place.block->others[place.at].entry;
      const bool is_rating =
          entry.kind == EntryKind::rating && entry.completion != Completion::no_evidence;
      evidence.has_any = evidence.has_any || is_rating || entry.kind == EntryKind::deliverable;
    }
  };
  hear(detail::live_others(*grounds_.evidence, id, grounds_.clocks));
  for (const Indicator& indicator : asked.indicators) {
    hear(detail::live_others(*grounds_.evidence, indicator.id, grounds_.clocks));
  }
  evidence.rating = detail::deciding_rating(grounds_, id);
  return evidence;
}

detail::MeasureVerdict Assessor::verdict(std::size_t measure, std::optional<Completion> derived,
                                         const std::vector<IndicatorVerdict>& outcomes) const {
  return verdict(measure, derived, terms_of_measure(measure), outcomes);
}

detail::MeasureVerdict Assessor::verdict(std::size_t measure, std::optional<Completion> derived,
                                         std::span<const IndicatorTerms> terms,
                                         const std::vector<IndicatorVerdict>& outcomes) const {
  const detail::DeadlineFacts asked = facts(measure);
  return detail::decide(silent_verdict(measure, asked), asked,
                        measure_evidence(measure, terms, outcomes), derived, outcomes,
                        assessment_.options_.as_of.days());
}

DerivedCompletion Assessor::completion(std::size_t measure,
                                       const std::vector<IndicatorVerdict>& outcomes) const {
  return detail::derive_completion(outcomes, terms_of_measure(measure));
}

void Assessor::add_revised_and_dropped(Assessment& assessment, const Cancel& cancel) {
  const AssessOptions& options = assessment.options_;
  const Revisions revisions = assessment.history_.in_force(options.as_of, options.known_at);
  const Plan& plan = assessment.plan();
  CancelPoll poll{cancel};
  const detail::TermsHistory terms{assessment.history_, revisions, options.known_at};
  const auto add = [&](std::size_t i) {
    poll();
    const Measure& measure = plan.measures()[i];
    const std::vector<detail::DueReading> readings = detail::due_readings(revisions, measure.id);
    for (const detail::TermsMoved& moved : terms.of(readings)) {
      assessment.reasons_[i].add(Reason::target_changed);
      if (moved.is_changed_after_due) assessment.reasons_[i].add(Reason::target_changed_after_due);
    }
    const detail::DueHistory due = detail::due_history(readings);
    if (due.is_recommended_after_due) assessment.reasons_[i].add(Reason::recommended_after_due);
    if (!due.is_changed) return;
    assessment.reasons_[i].add(Reason::due_changed);
    if (due.is_extended_after_due) assessment.reasons_[i].add(Reason::extended_after_due);
    assessment.revised_.push_back({i, due.original});
  };
  if (revisions.size() == 1) {
    for (const std::uint32_t i : plan.deadlines().postponed) add(i);
    return;
  }
  for (std::size_t i = 0; i < plan.measures().size(); ++i) add(i);
  assessment.dropped_ = dropped_measures(revisions, plan, poll);
  for (std::size_t i = 0; i < assessment.dropped_.size(); ++i) {
    ReasonSet reasons;
    reasons.add(Reason::dropped_by_revision);
    const detail::LastHeld last = detail::last_held(revisions, assessment.dropped_[i].id);
    if (detail::was_past(*last.deadline, *last.dropped_by)) {
      reasons.add(Reason::dropped_after_due);
    }
    assessment.status_.push_back(DeadlineStatus::withdrawn);
    assessment.reasons_.push_back(reasons);
  }
}

Assessment assess(const PlanHistory& history, const Evidence& evidence,
                  const AssessOptions& options, const Cancel& cancel) {
  return Assessor::assess(history, evidence, options, cancel);
}

Assessment assess(const PlanHistory& history, const AssessOptions& options, const Cancel& cancel) {
  return Assessor::assess(history, Evidence{}, options, cancel);
}

}  // namespace actionplan
