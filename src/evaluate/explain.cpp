// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/explain.hpp>

#include "plan/internal/said_in_vain.hpp"

#include "assessor.hpp"
#include "decimals_to_show.hpp"
#include "last_held.hpp"
#include "set_aside.hpp"
#include "terms_history.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace actionplan {
namespace {

using detail::Derivation;
using detail::Grounds;
using detail::IndicatorQuestion;
using detail::present;

IndicatorStatus status_at(double value, const Grounds& grounds, const IndicatorQuestion& asked,
                          const Derivation& found) {
  detail::Measured measured;
  measured.estimate.value = value;
  measured.estimate.standard_error = 0;
  measured.day = found.seen_on;
  return detail::judge_value(measured, *asked.terms, asked.steps, grounds.clocks.as_of,
                             grounds.alpha)
      .status;
}

// The nearest of the numbers that were compared at which the status becomes another: on the number
// itself, which counts as reached, or just short of it.
void add_turning_value(const Grounds& grounds, const IndicatorQuestion& asked,
                       const Derivation& found, IndicatorExplanation& explained) {
  const auto used = std::count_if(found.uses.begin(), found.uses.end(),
                                  [](const auto& use) { return use.use == EntryUse::used; });
  const bool is_single = used == 1 && found.estimate.standard_error == 0;
  const bool is_judged = is_single && !std::isnan(found.value) &&
                         asked.terms->aggregation != Aggregation::sum &&
                         status_at(found.value, grounds, asked, found) == found.status;
  if (!is_judged) return;
  for (const double bound : {asked.terms->target, found.expected}) {
    if (std::isnan(bound)) continue;
    for (const double candidate : {bound, detail::just_short_of(bound, asked.terms->is_falling)}) {
      const IndicatorStatus status = status_at(candidate, grounds, asked, found);
      if (status == found.status) continue;
      const bool is_nearer =
          !explained.turning_value ||
          std::abs(candidate - found.value) < std::abs(*explained.turning_value - found.value);
      if (!is_nearer) continue;
      explained.turning_value = bound;
      explained.turned_status = status;
    }
  }
}

// Of what no longer counts: did a withdrawal end it, or an entry that took its place?
EntryUse use_in_words(const Evidence& evidence, const EntryId& id, EntryUse use) {
  if (use != EntryUse::replaced) return use;
  const std::optional<Date> ended_on = evidence.replaced_on(*evidence.find(id));
  for (const EvidenceLayer& layer : layers_of(evidence)) {
    const auto [begin, end] = layer.block->others_of(id.value());
    for (std::uint32_t at = begin; at < end; ++at) {
      const Entry& later = layer.block->others[at].entry;
      if (later.kind == EntryKind::withdrawal && later.about == id &&
          later.recorded_on == ended_on) {
        return EntryUse::withdrawn;
      }
    }
  }
  return use;
}

// The values of the entries used, as they were reported.
std::vector<double> values_used(const Derivation& found) {
  std::vector<double> values;
  for (const auto& [place, use] : found.uses) {
    if (use != EntryUse::used || place.is_other) continue;
    const double value = place.block->value[place.at];
    if (!std::isnan(value)) values.push_back(value);
  }
  return values;
}

IndicatorExplanation explain_indicator(const Grounds& grounds, std::size_t row,
                                       const IndicatorAssessment& verdict,
                                       const Derivation& found) {
  const IndicatorQuestion asked = detail::question(grounds, row);
  IndicatorExplanation explained;
  explained.verdict = verdict;
  for (const detail::PlacedUse& use : found.uses) {
    EntryId id{to_hex(use.place.hash())};
    const EntryUse said = use_in_words(*grounds.evidence, id, use.use);
    explained.entries.push_back({std::move(id), said});
  }
  if (!std::isnan(found.estimate.value)) explained.estimate = found.estimate;
  explained.baseline = present(asked.terms->baseline);
  explained.is_falling = asked.terms->is_falling;
  if (found.lowest != found.highest) {
    explained.lowest = present(found.lowest);
    explained.highest = present(found.highest);
  }
  explained.p_value = present(found.p_value);
  if (explained.p_value) {
    explained.alpha = std::isnan(asked.terms->alpha) ? grounds.alpha : asked.terms->alpha;
  }
  explained.point_status = found.point_status;
  add_turning_value(grounds, asked, found, explained);
  explained.decimals = detail::decimals_to_show(explained, values_used(found));
  return explained;
}

// Which of the entries on the measure itself counts, and that the others do not.
std::vector<UsedEntry> entries_on_measure(const Grounds& grounds, const MeasureAssessment& row) {
  std::vector<UsedEntry> entries;
  for (const detail::PlacedUse& found :
       detail::uses_of_others(*grounds.evidence, row.id, grounds.clocks)) {
    const EntryKind kind = found.place.block->others[found.place.at].entry.kind;
    const bool is_live = found.use == EntryUse::used;
    if (is_live && (kind == EntryKind::rating || kind == EntryKind::response)) continue;
    UsedEntry entry{EntryId{to_hex(found.place.hash())}, found.use};
    const bool is_report = std::any_of(
        row.reports.begin(), row.reports.end(), [&entry](const ReportAssessment& report) {
          return std::find(report.evidence.begin(), report.evidence.end(), entry.id) !=
                 report.evidence.end();
        });
    if (is_live && !is_report) entry.use = EntryUse::beside_the_point;
    entry.use = use_in_words(*grounds.evidence, entry.id, entry.use);
    entries.push_back(std::move(entry));
  }
  return entries;
}

// Those on indicators that an earlier revision had for the measure, and the plan of the day has not.
void add_on_earlier_wording(const Assessment& assessment, const Grounds& grounds,
                            const MeasureId& id, std::vector<UsedEntry>& entries) {
  detail::Clocks clocks = grounds.clocks;
  clocks.adopted_on = INT32_MIN;
  std::set<IndicatorId> former;
  for (const Revision* revision :
       assessment.history().in_force(assessment.as_of(), assessment.known_at())) {
    const Measure* measure = revision->plan.find_measure(id);
    if (measure == nullptr) continue;
    for (const Indicator& indicator : measure->indicators) {
      if (grounds.plan->find_indicator(indicator.id) == nullptr) former.insert(indicator.id);
    }
  }
  const auto add = [&entries](const detail::EntryPlace& place) {
    entries.push_back({EntryId{to_hex(place.hash())}, EntryUse::earlier_wording});
  };
  for (const IndicatorId& indicator : former) {
    for (const auto& row : detail::live_rows(*grounds.evidence, indicator, "", clocks).rows) {
      add(row.place);
    }
    for (const auto& place : detail::live_others(*grounds.evidence, indicator, clocks)) add(place);
  }
}

// Where all indicators are met and the measure is undecided, those that nobody confirmed to be as wide
// as its promise, as text; else nothing.
std::string narrower_indicators(const Explanation& explained) {
  std::string ids;
  for (const IndicatorExplanation& one : explained.indicators) {
    if (one.verdict.status != IndicatorStatus::met) return {};
    if (!one.verdict.reasons.has(IndicatorReason::narrower_than_measure)) continue;
    ids += (ids.empty() ? "" : ", ") + one.verdict.id.value();
  }
  return ids;
}

// Are all indicators met, and none of them what keeps the measure from being graded?
bool has_no_weight(const Explanation& explained) {
  const MeasureAssessment& row = explained.verdict;
  const auto is_met = [](const IndicatorAssessment& one) {
    return one.status == IndicatorStatus::met;
  };
  return row.reasons.has(Reason::not_gradable) && row.not_gradable.empty() &&
         !row.indicators.empty() &&
         std::all_of(row.indicators.begin(), row.indicators.end(), is_met);
}

// Says what became of a measure's indicators and of their terms, and judges by those of the due day.
class FormerTerms {
 public:
  FormerTerms(const Assessment& assessment, std::size_t measure)
      : assessment_{assessment},
        measure_{measure},
        revisions_{assessment.history().in_force(assessment.as_of(), assessment.known_at())} {}

  void explain(const std::vector<Derivation>& derivations, Explanation& explained) {
    if (revisions_.size() == 1) return;
    const detail::TermsHistory history{assessment_.history(), revisions_, assessment_.known_at()};
    const auto readings = detail::due_readings(revisions_, explained.verdict.id);
    explained.dropped_reports = detail::dropped_reports(readings);
    const Grounds grounds = Assessor::grounds(assessment_);
    const std::size_t first = grounds.terms->first_of_measure[measure_];
    for (std::size_t i = 0; i < derivations.size(); ++i) {
      judged_.push_back(Judged{std::in_place, grounds.terms->rows[first + i], derivations[i]});
    }
    bool is_changed_after_due = false;
    for (detail::TermsMoved& moved : history.of(readings)) {
      is_changed_after_due = is_changed_after_due || moved.is_changed_after_due;
      if (moved.position) {
        explain_present(moved, explained.indicators[*moved.position]);
      } else {
        explain_dropped(moved, explained);
      }
    }
    if (is_changed_after_due) explained.former_status = status();
  }

 private:
  // By the terms of one version; absent: the version has no such indicator.
  using Judged = std::optional<std::pair<IndicatorTerms, detail::IndicatorVerdict>>;

  void explain_present(detail::TermsMoved& moved, IndicatorExplanation& one) {
    one.changes = std::move(moved.changes);
    if (moved.is_changed_after_due) judged_[*moved.position] = judge(moved, one.former);
  }

  void explain_dropped(detail::TermsMoved& moved, Explanation& explained) {
    DroppedIndicator one;
    one.id = moved.indicator->id;
    one.kind = moved.indicator->kind;
    one.text = moved.indicator->text;
    one.changes = std::move(moved.changes);
    if (moved.is_changed_after_due) judged_.push_back(judge(moved, one.former));
    explained.dropped.push_back(std::move(one));
  }

  Judged judge(const detail::TermsMoved& moved, std::optional<FormerVerdict>& former) {
    if (!moved.former) return std::nullopt;
    const Revision& revision = *revisions_[*moved.former];
    const Grounds grounds = Assessor::grounds(assessment_, revision);
    const auto row = grounds.terms->find(moved.indicator->id);
    if (!row) return std::nullopt;
    const IndicatorTerms& terms = grounds.terms->rows[*row];
    const Derivation found = detail::derive(grounds, *row);
    former = FormerVerdict{revision.effective_on, present(terms.target), present(found.expected),
                           found.status};
    return Judged{std::in_place, terms, found};
  }

  [[nodiscard]] DeadlineStatus status() const {
    std::vector<IndicatorTerms> terms;
    std::vector<detail::IndicatorVerdict> outcomes;
    for (const Judged& one : judged_) {
      if (!one) continue;
      terms.push_back(one->first);
      outcomes.push_back(one->second);
    }
    return Assessor{assessment_}.verdict_by(measure_, terms, outcomes).status;
  }

  const Assessment& assessment_;
  std::size_t measure_;
  detail::Revisions revisions_;
  std::vector<Judged> judged_;  // the indicators of the day, then those that were dropped
};

// Does evidence name the indicators, and are they judged by none of it?
bool is_heard_in_vain(const Explanation& explained) {
  bool is_heard = false;
  for (const IndicatorExplanation& one : explained.indicators) {
    for (const UsedEntry& entry : one.entries) {
      if (entry.use == EntryUse::used) return false;
      is_heard = is_heard || detail::is_heard(entry.use);
    }
  }
  return is_heard;
}

std::string deadline_rule(const Explanation& explained) {
  const MeasureAssessment& row = explained.verdict;
  if (row.reasons.has(Reason::dropped_by_revision)) return "a later revision dropped the measure";
  if (row.reasons.has(Reason::deadline_unread)) {
    return "we could not read the deadline, so nothing is said of its days";
  }
  if (row.reasons.has(Reason::ratings_disagree)) {
    return "independent raters of the same day disagree, so no rating decides";
  }
  if (row.deadline_status == DeadlineStatus::withdrawn) {
    return "a rater says that it was withdrawn, so that it is neither late nor done";
  }
  if (row.deadline_status == DeadlineStatus::no_date) {
    return "its deadline names no day, so nothing is early or late";
  }
  if (row.deadline_status == DeadlineStatus::awaiting_trigger) {
    return "its deadline is counted from an event whose day is not known";
  }
  const bool is_undecided = row.reasons.has(Reason::evidence_undecided);
  if (is_undecided && row.reasons.has(Reason::standing_duty)) {
    return "a duty that goes on is done on no day, and nothing shows that it lapsed; where it is "
           "done once, say its `deadline` in the profile";
  }
  if (row.reasons.has(Reason::rated)) return "an independent rating decides before all else";
  if (row.reasons.has(Reason::rated_before_due)) {
    return "the last independent rating is from before the due day, and nothing shows how it ended";
  }
  if (row.reasons.has(Reason::indicators_met)) {
    return "every indicator is met, and each is as wide as the promise";
  }
  if (row.reasons.has(Reason::met_when_due)) {
    return "every indicator was met when it was due; what was lost since does not undo that";
  }
  const bool is_seen_late = row.deadline_status == DeadlineStatus::overdue ||
                            row.deadline_status == DeadlineStatus::lapsed;
  if (is_seen_late && row.reasons.has(Reason::indicator_not_met)) {
    return "evidence on or after the due day shows an indicator that is not met";
  }
  if (is_undecided) {
    if (has_no_weight(explained)) {
      return "every indicator is met, and each has the `weight` 0 in the profile, so that none "
             "counts";
    }
    const std::string narrower = narrower_indicators(explained);
    if (!narrower.empty()) {
      return "every indicator is met, and nobody confirmed by `covers_measure` that " + narrower +
             " shows the whole to be done";
    }
    return is_heard_in_vain(explained)
               ? "there is evidence, and its indicators cannot be judged by it"
               : "there is evidence, and it does not decide whether the whole was done";
  }
  if (row.reasons.has(Reason::no_evidence)) {
    if (detail::has_earlier_wording(explained)) {
      return "what was reported speaks of an earlier wording of the measure";
    }
    return detail::has_set_aside(row) ? "nothing was reported that could be judged"
                                      : "nothing was reported; silence is not failure";
  }
  return "its dates alone decide";
}

}  // namespace

Explanation explain(const Assessment& assessment, const MeasureId& id) {
  return explain(assessment, assessment.row(id));
}

Explanation explain(const Assessment& assessment, std::string_view id_or_number) {
  return explain(assessment, assessment.row(id_or_number));
}

namespace {

// What the plan was assessed to be on the days before measures were dropped.
using DaysBefore = std::map<std::int32_t, Assessment>;

// What a measure was on the day before it was dropped.
DeadlineStatus status_before(const Assessment& assessment, std::size_t index, DaysBefore& days) {
  AssessOptions options = assessment.options();
  const std::int32_t day = detail::last_held(assessment, index).dropped_on.days() - 1;
  options.as_of = Date::from_days(day);
  auto found = days.find(day);
  if (found == days.end()) {
    found = days.emplace(day, assess(assessment.history(), assessment.evidence(), options)).first;
  }
  const Assessment& before = found->second;
  return before.statuses()[before.row(assessment.measure(index).id)];
}

Explanation explain_row(const Assessment& assessment, std::size_t index, DaysBefore& days) {
  (void)assessment.measure(index);
  DerivedRow derived = Assessor::row(assessment, index);
  Explanation explained;
  explained.verdict = std::move(derived.row);
  const Grounds grounds = Assessor::grounds(assessment);
  for (std::size_t i = 0; i < explained.verdict.indicators.size(); ++i) {
    const std::size_t row = grounds.terms->first_of_measure[index] + i;
    explained.indicators.push_back(
        explain_indicator(grounds, row, explained.verdict.indicators[i], derived.derivations[i]));
  }
  explained.entries = entries_on_measure(grounds, explained.verdict);
  if (index < grounds.plan->measures().size()) {
    add_on_earlier_wording(assessment, grounds, explained.verdict.id, explained.entries);
    FormerTerms{assessment, index}.explain(derived.derivations, explained);
  } else if (explained.verdict.reasons.has(Reason::dropped_after_due)) {
    explained.former_status = status_before(assessment, index, days);
  }
  explained.deadline_rule = deadline_rule(explained);
  explained.not_applied =
      detail::said_in_vain(grounds.plan->heading(), assessment.measure(index), *grounds.profile);
  return explained;
}

}  // namespace

Explanation explain(const Assessment& assessment, std::size_t index) {
  DaysBefore days;
  return explain_row(assessment, index, days);
}

std::vector<Explanation> explain_all(const Assessment& assessment, const Cancel& cancel) {
  CancelPoll poll{cancel};
  std::vector<Explanation> explanations;
  explanations.reserve(assessment.size());
  DaysBefore days;
  for (std::size_t row = 0; row < assessment.size(); ++row) {
    poll();
    explanations.push_back(explain_row(assessment, row, days));
  }
  return explanations;
}

}  // namespace actionplan
