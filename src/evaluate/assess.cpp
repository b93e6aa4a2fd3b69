// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/assess.hpp>

#include <actionplan/core/error.hpp>

#include "assessor.hpp"
#include "core/internal/shortest_number.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace actionplan {
namespace {

using Revisions = std::vector<const Revision*>;

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

// How a measure's due day moved over the revisions, and before them by its own words.
struct DueHistory {
  std::optional<Date> original;
  bool is_changed = false;
  bool is_extended_after_due = false;
};

// "Postponed from A to B": an extension that a text states never erases slippage.
void add_stated(const Deadline& deadline, DueHistory& history) {
  const std::optional<Date>& stated = deadline.due_original;
  if (stated && (!history.original || *stated < *history.original)) history.original = stated;
}

// A measure's deadline in one revision, and what its profile said of how to read it.
struct DueReading {
  const Revision* revision = nullptr;
  const Deadline* deadline = nullptr;
  const DeadlineCorrection* correction = nullptr;
  const ReportDueRule* report_due = nullptr;
};

DueReading due_reading(const Revision& revision, const Measure& measure) {
  const Profile& profile = revision.profile;
  DueReading reading{&revision, &measure.deadline};
  const auto found = profile.measures.find(measure.id);
  if (found != profile.measures.end()) {
    if (found->second.deadline) reading.correction = &*found->second.deadline;
    if (found->second.report_due) reading.report_due = &*found->second.report_due;
  }
  if (reading.report_due == nullptr && profile.report_due) {
    reading.report_due = &*profile.report_due;
  }
  return reading;
}

// The same words, read otherwise by a profile: the day moved in the reading, not in the plan. A
// correction that names the day from which it moved says that it did.
bool is_read_otherwise(const DueReading& before, const DueReading& now) {
  if (before.deadline->text != now.deadline->text) return false;
  if (now.correction != nullptr && now.correction->due_original) return false;
  const bool has_other_rule = (before.report_due == nullptr) != (now.report_due == nullptr) ||
                              (now.report_due != nullptr && *before.report_due != *now.report_due);
  return before.correction != nullptr || now.correction != nullptr ||
         (now.deadline->kind == DeadlineKind::recurring && has_other_rule) ||
         before.revision->profile.dates != now.revision->profile.dates;
}

DueHistory due_history(const Revisions& revisions, const MeasureId& id) {
  std::vector<DueReading> readings;
  for (const Revision* revision : revisions) {
    const Measure* now = revision->plan.find_measure(id);
    if (now != nullptr) readings.push_back(due_reading(*revision, *now));
  }
  // What a later profile reads in the same words is what they said all along.
  for (std::size_t i = readings.size(); i-- > 1;) {
    if (is_read_otherwise(readings[i - 1], readings[i])) {
      readings[i - 1].deadline = readings[i].deadline;
    }
  }
  DueHistory history;
  const Deadline* before = nullptr;
  for (const DueReading& reading : readings) {
    const Deadline& deadline = *reading.deadline;
    if (before == nullptr) {
      history.original = deadline.due;
    } else if (const std::optional<Date> old = before->due; old != deadline.due) {
      history.is_changed = true;
      const std::optional<Date> old_latest = latest_due(*before);
      const bool was_past = old_latest && *old_latest < reading.revision->effective_on;
      const bool is_later = !deadline.due || latest_due(deadline) > old_latest;
      if (was_past && is_later) history.is_extended_after_due = true;
    }
    add_stated(deadline, history);
    before = reading.deadline;
  }
  const bool is_stated = before != nullptr && before->due_original.has_value();
  if (is_stated && history.original != before->due) history.is_changed = true;
  return history;
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
  const AssessOptions& options = assessment.options_;
  detail::Grounds grounds;
  grounds.plan = &assessment.revision_->plan;
  grounds.profile = &assessment.revision_->profile;
  grounds.terms = &terms_of(assessment.history_, *assessment.revision_, options.known_at);
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

detail::Verdict Assessor::verdict_of(std::size_t measure,
                                     const std::vector<IndicatorVerdict>& outcomes) const {
  const std::size_t first = grounds_.terms->first_of_measure[measure];
  const auto terms = std::span{grounds_.terms->rows}.subspan(first, outcomes.size());
  return verdict(measure, detail::completion_code(outcomes, terms), outcomes).verdict;
}

IndicatorVerdict Assessor::derive(std::size_t row) const {
  if (grounds_.poll != nullptr) (*grounds_.poll)();
  return detail::derive(grounds_, row);
}

MeasureEvidence Assessor::measure_evidence(std::size_t measure,
                                           const std::vector<IndicatorVerdict>& outcomes) const {
  MeasureEvidence evidence;
  evidence.has_any =
      std::any_of(outcomes.begin(), outcomes.end(), [](const IndicatorVerdict& outcome) {
        return outcome.status != IndicatorStatus::no_evidence;
      });
  const std::size_t first = grounds_.terms->first_of_measure[measure];
  evidence.is_met_when_due = detail::met_when_due(
      outcomes, std::span{grounds_.terms->rows}.subspan(first, outcomes.size()));
  if (!has_others_) return evidence;
  const MeasureId& id = grounds_.plan->measures()[measure].id;
  for (const detail::EntryPlace& place :
       detail::live_others(*grounds_.evidence, id, grounds_.clocks)) {
    const Entry& entry = place.block->others[place.at].entry;
    const bool is_rating =
        entry.kind == EntryKind::rating && entry.completion != Completion::no_evidence;
    evidence.has_any = evidence.has_any || is_rating || entry.kind == EntryKind::deliverable;
  }
  evidence.rating = detail::deciding_rating(grounds_, id);
  return evidence;
}

detail::MeasureVerdict Assessor::verdict(std::size_t measure, std::optional<Completion> derived,
                                         const std::vector<IndicatorVerdict>& outcomes) const {
  const detail::DeadlineFacts asked = facts(measure);
  return detail::decide(silent_verdict(measure, asked), asked, measure_evidence(measure, outcomes),
                        derived, outcomes, assessment_.options_.as_of.days());
}

DerivedCompletion Assessor::completion(std::size_t measure,
                                       const std::vector<IndicatorVerdict>& outcomes) const {
  const std::size_t first = grounds_.terms->first_of_measure[measure];
  return detail::derive_completion(outcomes,
                                   std::span{grounds_.terms->rows}.subspan(first, outcomes.size()));
}

void Assessor::add_revised_and_dropped(Assessment& assessment, const Cancel& cancel) {
  const AssessOptions& options = assessment.options_;
  const Revisions revisions = assessment.history_.in_force(options.as_of, options.known_at);
  const Plan& plan = assessment.plan();
  CancelPoll poll{cancel};
  const auto add = [&](std::size_t i) {
    poll();
    const DueHistory due = due_history(revisions, plan.measures()[i].id);
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
