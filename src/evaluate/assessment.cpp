// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/assessment.hpp>

#include <actionplan/core/error.hpp>

#include "assessor.hpp"
#include "core/internal/excerpt.hpp"
#include "core/internal/made_once.hpp"
#include "core/internal/near.hpp"
#include "core/internal/nearest.hpp"
#include "last_held.hpp"
#include "plan/internal/measure_names.hpp"
#include "reports.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace actionplan {
namespace {

using detail::EntryPlace;
using detail::Grounds;
using detail::present;

EntryId id_of(const EntryPlace& place) { return EntryId{to_hex(place.hash())}; }

ReportCounts count_reports(const std::vector<ReportAssessment>& reports, Date as_of) {
  ReportCounts counts;
  bool has_due_days = true;
  std::size_t on_time = 0;
  for (const ReportAssessment& report : reports) {
    if (report.before_adoption || report.period.last() >= as_of) continue;
    ++counts.expected;
    has_due_days = has_due_days && report.due_source.has_value();
    if (report.received) {
      ++counts.received;
      on_time += report.status == DeadlineStatus::done_on_time ? 1 : 0;
    } else {
      counts.missing.push_back(report.period);
    }
  }
  if (counts.expected != 0 && has_due_days) counts.on_time = on_time;
  return counts;
}

ReportAssessment assess_report(const ExpectedReport& expected, bool is_early,
                               const std::vector<detail::PeriodEntry>& entries, Date as_of,
                               int due_soon_days) {
  ReportAssessment report{
      expected.period, expected.due, expected.due_source, is_early, {}, false, {}};
  report.status = detail::judge_report(expected, as_of, due_soon_days);
  const detail::ReportFound found = detail::find_report(entries, expected.period);
  report.received = found.is_received;
  for (const EntryPlace& place : found.places) report.evidence.push_back(id_of(place));
  const std::int32_t due = expected.due ? expected.due->days() : INT32_MAX;
  if (found.is_received) {
    report.status = detail::timing(found.done, due, due);
  } else if (found.is_seen_missing && report.status == DeadlineStatus::unreported) {
    report.status = found.seen_on >= due ? DeadlineStatus::overdue : DeadlineStatus::undecided;
  }
  return report;
}

std::vector<ReportAssessment> assess_reports(const Grounds& grounds, const Measure& measure,
                                             Date as_of, int due_soon_days) {
  std::vector<ReportAssessment> reports;
  const std::vector<ExpectedReport>& expected = measure.deadline.expected_reports;
  if (expected.empty()) return reports;
  const std::vector<detail::PeriodEntry> entries = detail::period_entries(grounds, measure);
  reports.reserve(expected.size());
  for (const ExpectedReport& report : expected) {
    const bool is_early = detail::is_before_adoption(grounds, measure, report);
    reports.push_back(assess_report(report, is_early, entries, as_of, due_soon_days));
  }
  return reports;
}

// A measure is given up from a day on: no report is due for a period that had not ended by then.
void give_up(MeasureAssessment& row, Date given_up_on) {
  for (ReportAssessment& report : row.reports) {
    const bool is_ahead = report.period.last() >= given_up_on;
    if (is_ahead && !report.received) report.status = DeadlineStatus::withdrawn;
  }
  row.report_counts = count_reports(row.reports, given_up_on);
}

std::optional<PeriodCounts> count_periods(std::span<const Period> periods,
                                          const std::vector<bool>& received, std::int32_t as_of) {
  if (received.empty()) return std::nullopt;
  PeriodCounts counts;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    if (periods[i].last().days() >= as_of) continue;
    ++counts.expected;
    if (received[i]) {
      ++counts.received;
    } else {
      counts.missing.push_back(periods[i]);
    }
  }
  return counts;
}

IndicatorAssessment assess_indicator(const Grounds& grounds, std::size_t row,
                                     const detail::Derivation& found) {
  const detail::IndicatorQuestion asked = detail::question(grounds, row);
  IndicatorAssessment assessed;
  assessed.id = asked.indicator->id;
  assessed.kind = asked.indicator->kind;
  assessed.status = found.status;
  assessed.reasons = found.reasons;
  assessed.value = present(found.value);
  assessed.target = present(asked.terms->target);
  if (assessed.target) assessed.target_set_by = asked.terms->target_set_by;
  assessed.progress = present(found.progress);
  assessed.expected = present(found.expected);
  assessed.periods = count_periods(asked.periods, found.received, grounds.clocks.as_of);
  for (const detail::PlacedUse& use : found.uses) {
    if (use.use == EntryUse::used) assessed.evidence.push_back(id_of(use.place));
  }
  return assessed;
}

// Ratings and responses on a measure and on its indicators.
void add_words(const Grounds& grounds, const Measure& measure, MeasureAssessment& row) {
  const auto add = [&grounds, &row](const auto& subject) {
    for (const EntryPlace& place :
         detail::live_others(*grounds.evidence, subject, grounds.clocks)) {
      const Entry& entry = place.block->others[place.at].entry;
      if (entry.kind == EntryKind::response) row.responses.push_back(id_of(place));
      if (entry.kind != EntryKind::rating) continue;
      row.rated.push_back({id_of(place), shown_reporter(entry), entry.reporter_type,
                           entry.completion, shown_text(entry), entry.indicator, true_from(entry)});
    }
  };
  add(measure.id);
  for (const Indicator& indicator : measure.indicators) add(indicator.id);
}

}  // namespace

Assessment::Assessment(AssessOptions options, PlanHistory history, Evidence evidence)
    : options_{std::move(options)}, history_{std::move(history)}, evidence_{std::move(evidence)} {
  revision_ = history_.in_force(options_.as_of, options_.known_at).back();
  made_ = std::make_shared<const detail::MadeOnce>();
}

const Measure& Assessment::measure(std::size_t index) const& {
  if (index >= size()) {
    throw InvalidArgument("Row " + std::to_string(index) + " of an assessment of " +
                          std::to_string(size()) +
                          " measures does not exist; count from 0 to one less.");
  }
  const std::size_t own = plan().measures().size();
  return index < own ? plan().measures()[index] : dropped_[index - own];
}

MeasureAssessment Assessment::at(std::size_t index) const {
  (void)measure(index);
  return Assessor::row(*this, index).row;
}

MeasureAssessment Assessor::words(const Assessment& assessment, std::size_t index) {
  const Measure& source = assessment.measure(index);
  MeasureAssessment row;
  row.id = source.id;
  add_words(Assessor::grounds(assessment), source, row);
  return row;
}

DerivedRow Assessor::row(const Assessment& assessment, std::size_t index) {
  const Measure& source = assessment.measure(index);
  DerivedRow made;
  MeasureAssessment& row = made.row;
  row.id = source.id;
  row.number = source.number;
  row.section = source.section;
  row.deadline_status = assessment.status_[index];
  row.reasons = assessment.reasons_[index];
  row.due = source.deadline.due;
  row.due_latest = latest_due(source.deadline);
  row.deadline_reason = no_date_reason(source.deadline);
  row.due_original = due_original(assessment, index);
  row.is_extended_after_due = row.reasons.has(Reason::extended_after_due);
  row.is_target_changed_after_due = row.reasons.has(Reason::target_changed_after_due);
  const Grounds grounds = Assessor::grounds(assessment);
  add_words(grounds, source, row);
  const Date as_of = assessment.as_of();
  const int due_soon_days = assessment.options_.due_soon_days;
  if (index >= assessment.plan().measures().size()) {
    // Nothing is due any more but reports of the time in which the measure was in force.
    const detail::LastHeld held = detail::last_held(assessment, index);
    row.reports =
        assess_reports(Assessor::grounds(assessment, *held.revision), source, as_of, due_soon_days);
    give_up(row, held.dropped_on);
    return made;
  }
  if (row.due_latest && *row.due_latest < as_of) row.days_past_due = as_of - *row.due_latest;
  const TermsTable& terms = *grounds.terms;
  const std::size_t first = terms.first_of_measure[index];
  for (std::size_t i = 0; i < source.indicators.size(); ++i) {
    made.derivations.push_back(detail::derive(grounds, first + i));
    row.indicators.push_back(assess_indicator(grounds, first + i, made.derivations.back()));
  }
  const Assessor reader{assessment};
  const std::vector<detail::IndicatorVerdict> outcomes{made.derivations.begin(),
                                                       made.derivations.end()};
  const detail::DerivedCompletion derived = reader.completion(index, outcomes);
  row.derived = derived.completion;
  for (const std::size_t at : derived.not_gradable) {
    row.not_gradable.push_back(source.indicators[at].id);
  }
  const detail::MeasureVerdict decided = reader.verdict(index, derived.completion, outcomes);
  row.days_late = decided.days_late;
  row.reports = assess_reports(grounds, source, as_of, due_soon_days);
  if (decided.withdrawn_on) {
    row.days_past_due.reset();  // nothing is due any more
    give_up(row, std::min(as_of, Date::from_days(*decided.withdrawn_on)));
  } else {
    row.report_counts = count_reports(row.reports, as_of);
  }
  return made;
}

std::optional<Date> Assessor::due_original(const Assessment& assessment, std::size_t index) {
  const auto& revised = assessment.revised_;
  const auto found =
      std::lower_bound(revised.begin(), revised.end(), index,
                       [](const Assessment::Revised& a, std::size_t b) { return a.row < b; });
  const bool is_revised = found != revised.end() && found->row == index;
  return is_revised ? found->due_original : assessment.measure(index).deadline.due;
}

detail::BriefRow Assessor::brief(std::size_t index) const {
  detail::BriefRow brief;
  if (assessment_.revised_.empty() && index < deadlines_.due.size()) {
    const std::int32_t due = deadlines_.due[index];
    if (due != INT32_MAX) brief.due_original = Date::from_days(due);
  } else {
    brief.due_original = due_original(assessment_, index);
  }
  const DeadlineStatus status = assessment_.status_[index];
  const bool has_days_of_evidence =
      status == DeadlineStatus::overdue || status == DeadlineStatus::lapsed ||
      status == DeadlineStatus::done_late || status == DeadlineStatus::withdrawn;
  if (has_days_of_evidence) {
    MeasureAssessment whole = row(assessment_, index).row;
    brief.days_late = whole.days_late;
    brief.days_past_due = whole.days_past_due;
    brief.derived = whole.derived;
    brief.reports = std::move(whole.report_counts);
    return brief;
  }
  const std::vector<Measure>& measures = assessment_.plan().measures();
  const Measure& source = measures[index];
  constexpr std::size_t further = 16;  // as far as memory takes to answer
  if (index + further < measures.size())
    detail::bring_near(&measures[index + further].deadline.expected_reports);
  const Date as_of = assessment_.as_of();
  const std::int32_t latest = deadlines_.due_latest[index];
  if (latest < as_of.days()) brief.days_past_due = as_of.days() - latest;
  const std::size_t first = grounds_.terms->first_of_measure[index];
  const std::size_t size = grounds_.terms->first_of_measure[index + 1] - first;
  std::vector<detail::IndicatorVerdict> outcomes(size);
  for (std::size_t i = 0; i < size; ++i) {
    outcomes[i].status = assessment_.indicators_.status[first + i];
    outcomes[i].progress = assessment_.indicators_.progress[first + i];
  }
  brief.derived =
      detail::completion_code(outcomes, std::span{grounds_.terms->rows}.subspan(first, size));
  brief.reports = count_reports(
      assess_reports(grounds_, source, as_of, assessment_.options_.due_soon_days), as_of);
  return brief;
}

detail::BriefRows::BriefRows(const Assessment& assessment) : reader_{new Assessor{assessment}} {}
detail::BriefRows::~BriefRows() = default;
detail::BriefRows::BriefRows(BriefRows&&) noexcept = default;
detail::BriefRow detail::BriefRows::at(std::size_t index) const { return reader_->brief(index); }

std::optional<std::size_t> Assessment::find_row(const MeasureId& id) const noexcept {
  if (const auto position = plan().position(id)) return position;
  for (std::size_t i = 0; i < dropped_.size(); ++i) {
    if (dropped_[i].id == id) return plan().measures().size() + i;
  }
  return std::nullopt;
}

std::size_t Assessment::row(const MeasureId& id) const {
  if (const auto found = find_row(id)) return *found;
  throw NotFound("Measure \"" + detail::excerpt(id.value()) +
                 "\" is not in the assessment; check it against the plan's ids.");
}

std::size_t Assessment::row(std::string_view id_or_number) const {
  std::vector<std::size_t> found = plan().positions(id_or_number);
  const std::string_view number = detail::bare_number(id_or_number);
  for (std::size_t i = 0; i < dropped_.size(); ++i) {
    const bool has_number = !number.empty() && detail::bare_number(dropped_[i].number) == number;
    if (has_number || dropped_[i].id.value() == id_or_number) {
      found.push_back(plan().measures().size() + i);
    }
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    constexpr std::size_t most_compared = 10'000;  // a miss costs no more than it has to
    detail::NearestIds nearest{id_or_number};
    for (std::size_t i = 0; i < std::min(size(), most_compared); ++i) {
      nearest.add(measure(i).number);
      nearest.add(measure(i).id.value());
    }
    throw NotFound("Measure number \"" + detail::excerpt(id_or_number) +
                   "\" is not in the assessment" + nearest.sentence_part() +
                   "; check it against the plan's numbers and ids.");
  }
  detail::refuse_ambiguous(id_or_number, found.size(),
                           [&](std::size_t i) { return measure(found[i]).id.value(); });
}

StatusCounts Assessment::summary() const {
  StatusCounts counts;
  for (const DeadlineStatus status : status_) counts.add(status);
  counts.orphans = orphans().size();
  return counts;
}

// What is asked of a temporary is a value. Here, since copies of vectors take long to compile.
AssessOptions Assessment::options() const&& { return options(); }
PlanHistory Assessment::history() const&& { return history(); }
Evidence Assessment::evidence() const&& { return evidence(); }
Revision Assessment::revision() const&& { return revision(); }
Plan Assessment::plan() const&& { return plan(); }
Measure Assessment::measure(std::size_t index) const&& { return measure(index); }
std::span<const DeadlineStatus> Assessment::statuses() const& noexcept { return status_; }
std::span<const ReasonSet> Assessment::reasons() const& noexcept { return reasons_; }
std::span<const IndicatorStatus> Assessment::indicator_statuses() const& noexcept {
  return indicators_.status;
}
std::span<const IndicatorReasonSet> Assessment::indicator_reasons() const& noexcept {
  return indicators_.reasons;
}
std::span<const double> Assessment::values() const& noexcept { return indicators_.value; }
std::span<const double> Assessment::progress() const& noexcept { return indicators_.progress; }
std::span<const double> Assessment::expected() const& noexcept { return indicators_.expected; }

}  // namespace actionplan
