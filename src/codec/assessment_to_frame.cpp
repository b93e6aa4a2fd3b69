// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/to_frame.hpp>

#include <actionplan/core/error.hpp>

#include "plan/internal/indicator_terms.hpp"

#include "frame_parts.hpp"

#include <array>
#include <cmath>
#include <memory>
#include <numeric>

namespace actionplan {
namespace {

using detail::joined;
using detail::TableBuilder;
using detail::unless_empty;

// One measure with what was put together of it.
struct MeasureRow {
  const Measure* measure;
  MeasureAssessment assessed;
  std::string reasons;
  std::string missing;
  std::string binding;
  std::string recommended;
  std::string conditions;
};

std::vector<MeasureRow> measure_rows(const Assessment& assessment,
                                     std::span<const std::size_t> rows) {
  std::vector<MeasureRow> out;
  out.reserve(rows.size());
  for (const std::size_t row : rows) {
    MeasureRow made{&assessment.measure(row), assessment.at(row), {}, {}, {}, {}, {}};
    made.reasons =
        joined(made.assessed.reasons.list(), [](Reason reason) { return to_string(reason); });
    made.missing = joined(made.assessed.report_counts.missing,
                          [](const Period& period) { return period.text(); });
    made.binding = detail::agencies_of(assessment.plan(), *made.measure, Force::binding);
    made.recommended = detail::agencies_of(assessment.plan(), *made.measure, Force::recommended);
    made.conditions = detail::conditions_of(*made.measure);
    out.push_back(std::move(made));
  }
  return out;
}

Frame measures(const Assessment& assessment, std::span<const std::size_t> chosen) {
  using Row = MeasureRow;
  const std::vector<Row> rows = measure_rows(assessment, chosen);
  TableBuilder<Row> table{rows};
  table.texts("id", [](const Row& r) { return std::string_view{r.measure->id.value()}; });
  table.texts("number", [](const Row& r) { return std::string_view{r.measure->number}; });
  table.repeated("section", [](const Row& r) -> std::optional<std::string_view> {
    if (!r.measure->section) return std::nullopt;
    return r.measure->section->value();
  });
  table.texts("title", [](const Row& r) { return std::string_view{r.measure->title}; });
  table.words<DeadlineStatus>("deadline_status",
                              [](const Row& r) { return r.assessed.deadline_status; });
  table.words<DeadlineKind>("deadline_kind", [](const Row& r) { return r.measure->deadline.kind; });
  table.days("start", [](const Row& r) { return r.measure->deadline.start; });
  table.days("due", [](const Row& r) { return r.assessed.due; });
  table.days("due_original", [](const Row& r) { return r.assessed.due_original; });
  table.integers("days_late", [](const Row& r) { return r.assessed.days_late; });
  table.integers("days_past_due", [](const Row& r) { return r.assessed.days_past_due; });
  table.booleans("is_extended_after_due",
                 [](const Row& r) { return r.assessed.is_extended_after_due; });
  table.repeated("reasons", [](const Row& r) { return unless_empty(r.reasons); });
  table.words<Completion>("derived", [](const Row& r) { return r.assessed.derived; });
  table.integers("reports_expected",
                 [](const Row& r) { return r.assessed.report_counts.expected; });
  table.integers("reports_received",
                 [](const Row& r) { return r.assessed.report_counts.received; });
  table.integers("reports_on_time", [](const Row& r) { return r.assessed.report_counts.on_time; });
  table.repeated("reports_missing", [](const Row& r) { return unless_empty(r.missing); });
  table.words<Force>("force", [](const Row& r) { return force(*r.measure); });
  table.repeated("agencies_binding", [](const Row& r) { return unless_empty(r.binding); });
  table.repeated("agencies_recommended", [](const Row& r) { return unless_empty(r.recommended); });
  table.days("as_of", [day = assessment.as_of()](const Row&) { return day; });
  table.days("due_latest", [](const Row& r) { return r.assessed.due_latest; });
  table.words<NoDateReason>("deadline_reason",
                            [](const Row& r) { return r.assessed.deadline_reason; });
  table.repeated("conditions", [](const Row& r) { return unless_empty(r.conditions); });
  const Plan& plan = assessment.plan();
  table.repeated("section_title",
                 [&plan](const Row& r) { return detail::section_title(plan, *r.measure); });
  table.repeated("plan", [&plan](const Row&) { return unless_empty(plan.heading().title); });
  return table.build();
}

// One indicator of the plan of the day: its measure, and its position among all.
struct IndicatorRow {
  const Measure* measure;
  const Indicator* indicator;
  std::size_t at;
  std::string reasons;
};

std::vector<IndicatorRow> indicator_rows(const Assessment& assessment,
                                         std::span<const std::size_t> chosen) {
  const TermsTable& terms = terms_of(assessment.history(), assessment.revision());
  std::vector<IndicatorRow> out;
  for (const std::size_t row : chosen) {
    const Measure& measure = assessment.measure(row);
    if (row >= assessment.plan().measures().size()) continue;  // dropped: nothing is assessed of it
    for (std::size_t i = 0; i < measure.indicators.size(); ++i) {
      const std::size_t at = terms.first_of_measure[row] + i;
      out.push_back({&measure, &measure.indicators[i], at,
                     joined(assessment.indicator_reasons()[at].list(),
                            [](IndicatorReason reason) { return to_string(reason); })});
    }
  }
  return out;
}

using Shared = std::shared_ptr<const Assessment>;

// The assessment's own columns: where they lie if all indicators are shown of one that is shared,
// else copied.
void add_numbers(const Assessment& assessment, const Shared& owner,
                 TableBuilder<IndicatorRow>& table) {
  const auto add = [&](const char* name, std::span<const double> values) {
    if (owner != nullptr) {
      table.builder().borrow_reals(name, values, owner);
    } else {
      table.reals(name, [values](const IndicatorRow& r) { return values[r.at]; });
    }
  };
  add("value", assessment.values());
  add("progress", assessment.progress());
  add("expected", assessment.expected());
}

void add_status(const Assessment& assessment, const Shared& owner,
                TableBuilder<IndicatorRow>& table) {
  const std::span<const IndicatorStatus> statuses = assessment.indicator_statuses();
  if (owner == nullptr) {
    table.words<IndicatorStatus>("status",
                                 [statuses](const IndicatorRow& r) { return statuses[r.at]; });
    return;
  }
  static_assert(sizeof(IndicatorStatus) == 1);
  const auto* const codes = reinterpret_cast<const std::uint8_t*>(statuses.data());
  table.builder().borrow_words("status", detail::words_of<IndicatorStatus>(),
                               {codes, statuses.size()}, owner);
}

Frame indicators(const Assessment& assessment, std::span<const std::size_t> chosen,
                 const Shared& owner) {
  using Row = IndicatorRow;
  const std::vector<Row> rows = indicator_rows(assessment, chosen);
  const std::vector<IndicatorTerms>& terms =
      terms_of(assessment.history(), assessment.revision()).rows;
  TableBuilder<Row> table{rows};
  table.texts("id", [](const Row& r) { return std::string_view{r.indicator->id.value()}; });
  table.repeated("measure", [](const Row& r) { return std::string_view{r.measure->id.value()}; });
  table.repeated("number", [](const Row& r) { return std::string_view{r.measure->number}; });
  table.words<IndicatorKind>("kind", [](const Row& r) { return r.indicator->kind; });
  table.texts("text", [](const Row& r) { return std::string_view{r.indicator->text}; });
  table.repeated("unit", [&](const Row& r) -> std::optional<std::string_view> {
    const IndicatorProfile* said = terms[r.at].said;
    if (said == nullptr || !said->unit) return std::nullopt;
    return *said->unit;
  });
  add_status(assessment, owner, table);
  table.repeated("reasons", [](const Row& r) { return unless_empty(r.reasons); });
  table.reals("baseline", [&](const Row& r) { return terms[r.at].baseline; });
  table.reals("target", [&](const Row& r) { return terms[r.at].target; });
  table.words<SetBy>("target_set_by", [&](const Row& r) -> std::optional<SetBy> {
    if (std::isnan(terms[r.at].target)) return std::nullopt;
    return terms[r.at].target_set_by;
  });
  add_numbers(assessment, owner, table);
  table.days("as_of", [day = assessment.as_of()](const Row&) { return day; });
  return table.build();
}

// One of several things that belong to a measure.
template <class Part>
struct PartRow {
  const Measure* measure;
  Part part;
  std::string period;
};

template <class Part>
void add_measure(TableBuilder<PartRow<Part>>& table) {
  table.repeated("measure", [](const auto& r) { return std::string_view{r.measure->id.value()}; });
  table.repeated("number", [](const auto& r) { return std::string_view{r.measure->number}; });
}

Frame reports(const Assessment& assessment, std::span<const std::size_t> chosen) {
  std::vector<PartRow<ReportAssessment>> rows;
  for (const std::size_t row : chosen) {
    for (ReportAssessment& report : assessment.at(row).reports) {
      std::string period = report.period.text();
      rows.push_back({&assessment.measure(row), std::move(report), std::move(period)});
    }
  }
  TableBuilder<PartRow<ReportAssessment>> table{rows};
  add_measure(table);
  table.repeated("period", [](const auto& r) { return std::string_view{r.period}; });
  table.days("period_first", [](const auto& r) { return r.part.period.first(); });
  table.days("period_last", [](const auto& r) { return r.part.period.last(); });
  table.days("due", [](const auto& r) { return r.part.due; });
  table.words<DueSource>("due_source", [](const auto& r) { return r.part.due_source; });
  table.booleans("before_adoption", [](const auto& r) { return r.part.before_adoption; });
  table.words<DeadlineStatus>("status", [](const auto& r) { return r.part.status; });
  table.booleans("received", [](const auto& r) { return r.part.received; });
  table.days("as_of", [day = assessment.as_of()](const auto&) { return day; });
  return table.build();
}

Frame ratings(const Assessment& assessment, std::span<const std::size_t> chosen) {
  std::vector<PartRow<RatingAssessment>> rows;
  for (const std::size_t row : chosen) {
    for (RatingAssessment& rating : assessment.at(row).rated) {
      rows.push_back({&assessment.measure(row), std::move(rating), {}});
    }
  }
  TableBuilder<PartRow<RatingAssessment>> table{rows};
  add_measure(table);
  table.repeated("indicator", [](const auto& r) -> std::optional<std::string_view> {
    if (!r.part.indicator) return std::nullopt;
    return r.part.indicator->value();
  });
  table.words<Completion>("completion", [](const auto& r) { return r.part.completion; });
  table.repeated("reporter", [](const auto& r) { return std::string_view{r.part.reporter}; });
  table.words<ReporterType>("reporter_type", [](const auto& r) { return r.part.reporter_type; });
  table.days("rated_on", [](const auto& r) { return r.part.rated_on; });
  table.texts("entry", [](const auto& r) { return std::string_view{r.part.entry.value()}; });
  table.days("as_of", [day = assessment.as_of()](const auto&) { return day; });
  return table.build();
}

// One point of a target path.
struct TargetRow {
  const Measure* measure;
  const Indicator* indicator;
  const IndicatorTerms* terms;
  std::int32_t day;
  double value;
  bool is_baseline;
};

std::vector<TargetRow> target_rows(const Assessment& assessment,
                                   std::span<const std::size_t> chosen) {
  const TermsTable& table = terms_of(assessment.history(), assessment.revision());
  std::vector<TargetRow> out;
  for (const IndicatorRow& row : indicator_rows(assessment, chosen)) {
    const IndicatorTerms& terms = table.rows[row.at];
    const auto add = [&](std::int32_t day, double value, bool is_baseline) {
      if (!std::isnan(value)) {
        out.push_back({row.measure, row.indicator, &terms, day, value, is_baseline});
      }
    };
    add(terms.path_start, terms.baseline, true);
    for (const TargetStep& step : table.steps_of(terms)) add(step.due, step.value, false);
    if (terms.step_count == 0) add(terms.due, terms.target, false);
  }
  return out;
}

Frame targets(const Assessment& assessment, std::span<const std::size_t> chosen) {
  using Row = TargetRow;
  const std::vector<Row> rows = target_rows(assessment, chosen);
  TableBuilder<Row> table{rows};
  table.repeated("indicator",
                 [](const Row& r) { return std::string_view{r.indicator->id.value()}; });
  table.repeated("measure", [](const Row& r) { return std::string_view{r.measure->id.value()}; });
  table.repeated("number", [](const Row& r) { return std::string_view{r.measure->number}; });
  table.days("due", [](const Row& r) -> std::optional<Date> {
    if (r.day == INT32_MIN || r.day == INT32_MAX) return std::nullopt;
    return Date::from_days(r.day);
  });
  table.reals("value", [](const Row& r) { return r.value; });
  table.booleans("is_baseline", [](const Row& r) { return r.is_baseline; });
  table.booleans("is_stepwise", [](const Row& r) { return r.terms->step_count != 0; });
  table.words<SetBy>("target_set_by", [](const Row& r) { return r.terms->target_set_by; });
  return table.build();
}

Frame make(const Assessment& assessment, std::span<const std::size_t> rows, AssessmentTable table,
           const Shared& owner = nullptr) {
  switch (table) {
    case AssessmentTable::measures: return measures(assessment, rows);
    case AssessmentTable::indicators: return indicators(assessment, rows, owner);
    case AssessmentTable::reports: return reports(assessment, rows);
    case AssessmentTable::ratings: return ratings(assessment, rows);
    default: return targets(assessment, rows);
  }
}

std::vector<std::size_t> all_rows(const Assessment& assessment) {
  std::vector<std::size_t> rows(assessment.size());
  std::iota(rows.begin(), rows.end(), 0);
  return rows;
}

}  // namespace

Frame to_frame(const Assessment& assessment, AssessmentTable table) {
  return make(assessment, all_rows(assessment), table);
}

Frame to_frame(const Shared& assessment, AssessmentTable table) {
  return make(*assessment, all_rows(*assessment), table, assessment);
}

Frame to_frame(const Assessment& assessment, std::span<const std::size_t> rows,
               AssessmentTable table) {
  return make(assessment, rows, table);
}

ArrowStreamOwner to_arrow(const Assessment& assessment, AssessmentTable table) {
  return to_frame(assessment, table).to_arrow();
}

ArrowStreamOwner to_arrow(const Shared& assessment, AssessmentTable table) {
  return to_frame(assessment, table).to_arrow();
}

ArrowStreamOwner to_arrow(const Assessment& assessment, std::span<const std::size_t> rows,
                          AssessmentTable table) {
  return to_frame(assessment, rows, table).to_arrow();
}

}  // namespace actionplan
