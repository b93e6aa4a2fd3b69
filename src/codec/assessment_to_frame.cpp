// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/to_frame.hpp>

#include <actionplan/core/error.hpp>

#include "core/internal/made_once.hpp"
#include "evaluate/internal/brief_row.hpp"
#include "plan/internal/indicator_terms.hpp"

#include "extra_columns.hpp"
#include "frame_parts.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

namespace actionplan {
namespace {

using detail::BriefRow;
using detail::joined;
using detail::TableBuilder;
using detail::unless_empty;

// Some rows of an assessment, of which those that are asked about next are put together.
class MeasureRows {
 public:
  struct Row {
    const Measure* measure;
    DeadlineStatus status;
    ReasonSet reasons;
    BriefRow brief;
  };

  MeasureRows(const Assessment& assessment, std::span<const std::size_t> chosen)
      : assessment_{&assessment}, chosen_{chosen}, brief_{assessment} {
    made_.reserve(detail::ColumnWriter::block);
  }
  [[nodiscard]] std::size_t size() const noexcept { return chosen_.size(); }
  void prepare(std::size_t begin, std::size_t end) {
    begin_ = begin;
    made_.clear();
    for (const std::size_t row : chosen_.subspan(begin, end - begin)) {
      const Measure& measure = assessment_->measure(row);
      made_.push_back(
          {&measure, assessment_->statuses()[row], assessment_->reasons()[row], brief_.at(row)});
    }
  }
  [[nodiscard]] const Row& operator[](std::size_t row) const noexcept {
    return made_[row - begin_];
  }

 private:
  const Assessment* assessment_;
  std::span<const std::size_t> chosen_;
  detail::BriefRows brief_;
  std::size_t begin_ = 0;
  std::vector<Row> made_;
};

// The columns that say the same as the plan's own table are shared with it, where the rows are those
// of the plan; else they are made of the measures.
class PlanColumns {
 public:
  PlanColumns(const Assessment& assessment, std::span<const std::size_t> chosen,
              TableBuilder<MeasureRows>& table)
      : table_{table} {
    const std::size_t own = assessment.plan().measures().size();
    bool is_whole = chosen.size() == own && assessment.size() == own;
    for (std::size_t i = 0; is_whole && i < own; ++i) is_whole = chosen[i] == i;
    if (is_whole) plan_ = to_frame(assessment.plan(), PlanTable::measures);
  }

  // Is it done already?
  [[nodiscard]] bool share(const char* name) {
    const FrameColumn* const column = plan_ ? plan_->find(name) : nullptr;
    if (column != nullptr) table_.shared(*column);
    return column != nullptr;
  }
  template <class Get>
  void texts(const char* name, Get get) {
    if (!share(name)) table_.texts(name, [get](const auto& r) mutable { return get(*r.measure); });
  }
  template <class Get>
  void repeated(const char* name, Get get) {
    if (!share(name))
      table_.repeated(name, [get](const auto& r) mutable { return get(*r.measure); });
  }
  template <class Get>
  void days(const char* name, Get get) {
    if (!share(name)) table_.days(name, [get](const auto& r) mutable { return get(*r.measure); });
  }
  // What further cells of measures make columns of: those that stand last in the plan's table.
  void add_rest(const Assessment& assessment, std::span<const std::size_t> chosen) {
    if (plan_) {
      const std::vector<FrameColumn>& all = plan_->columns();
      const auto last = std::find_if(all.begin(), all.end(), [](const FrameColumn& column) {
        return column.name() == detail::last_own_column;
      });
      for (auto column = last + 1; column != all.end(); ++column) table_.shared(*column);
      return;
    }
    detail::ExtraColumns extra;
    detail::FinanceColumns finance;
    const auto add_both = [&](const Measure& measure) {
      extra.add(measure);
      finance.add(measure);
    };
    for (const Measure& measure : assessment.plan().measures()) add_both(measure);
    for (const std::size_t row : chosen) add_both(assessment.measure(row));
    detail::add_extra_columns(*this, extra);
    detail::add_finance_columns(*this, finance);
  }
  template <class Enum, class Get>
  void words(const char* name, Get get) {
    if (!share(name))
      table_.words<Enum>(name, [get](const auto& r) mutable { return get(*r.measure); });
  }

 private:
  TableBuilder<MeasureRows>& table_;
  std::optional<Frame> plan_;
};

Frame measures(const Assessment& assessment, std::span<const std::size_t> chosen) {
  using Row = MeasureRows::Row;
  const Plan& plan = assessment.plan();
  TableBuilder table{MeasureRows{assessment, chosen}};
  PlanColumns own{assessment, chosen, table};
  std::string reasons;
  std::string missing;
  detail::AgencyNames names{plan};
  detail::Conditions conditions;
  own.texts("id", [](const Measure& m) { return std::string_view{m.id.value()}; });
  own.texts("number", [](const Measure& m) { return std::string_view{m.number}; });
  own.repeated("section", [](const Measure& m) -> std::optional<std::string_view> {
    if (!m.section) return std::nullopt;
    return m.section->value();
  });
  own.texts("title", [](const Measure& m) { return std::string_view{m.title}; });
  table.words<DeadlineStatus>("deadline_status", [](const Row& r) { return r.status; });
  own.words<DeadlineKind>("deadline_kind", [](const Measure& m) { return m.deadline.kind; });
  own.days("start", [](const Measure& m) { return m.deadline.start; });
  own.days("due", [](const Measure& m) { return m.deadline.due; });
  table.days("due_original", [](const Row& r) { return r.brief.due_original; });
  table.integers("days_late", [](const Row& r) { return r.brief.days_late; });
  table.integers("days_past_due", [](const Row& r) { return r.brief.days_past_due; });
  table.booleans("is_extended_after_due",
                 [](const Row& r) { return r.reasons.has(Reason::extended_after_due); });
  table.booleans("is_target_changed_after_due",
                 [](const Row& r) { return r.reasons.has(Reason::target_changed_after_due); });
  table.repeated(
      "reasons", [](const Row& r) { return detail::TextKey{r.reasons.bits()}; },
      [&reasons](const Row& r) {
        reasons = joined(r.reasons.list(), [](Reason reason) { return to_string(reason); });
        return unless_empty(reasons);
      });
  table.words<Completion>("derived", [](const Row& r) { return r.brief.derived; });
  table.integers("reports_expected", [](const Row& r) { return r.brief.reports.expected; });
  table.integers("reports_received", [](const Row& r) { return r.brief.reports.received; });
  table.integers("reports_on_time", [](const Row& r) { return r.brief.reports.on_time; });
  table.repeated("reports_missing", [&missing](const Row& r) {
    missing = joined(r.brief.reports.missing, [](const Period& period) { return period.text(); });
    return unless_empty(missing);
  });
  own.words<Force>("force", [](const Measure& m) { return force(m); });
  own.texts("agencies_binding", [&names](const Measure& m) { return names.of(m, Force::binding); });
  own.texts("agencies_recommended",
            [&names](const Measure& m) { return names.of(m, Force::recommended); });
  table.days("as_of", [day = assessment.as_of()](const Row&) { return day; });
  own.days("due_latest", [](const Measure& m) { return latest_due(m.deadline); });
  own.words<NoDateReason>("deadline_reason",
                          [](const Measure& m) { return no_date_reason(m.deadline); });
  own.repeated("conditions", [&conditions](const Measure& m) { return conditions.of(m); });
  own.repeated("section_title",
               [&plan](const Measure& m) { return detail::section_title(plan, m); });
  const std::string plan_label = label(plan);
  own.repeated(detail::last_own_column,
               [&plan_label](const Measure&) { return std::string_view{plan_label}; });
  own.add_rest(assessment, chosen);
  return table.build();
}

// One indicator of the plan of the day: its measure, and its position among all.
struct IndicatorRow {
  const Measure* measure;
  const Indicator* indicator;
  std::size_t at;
};

std::vector<IndicatorRow> indicator_rows(const Assessment& assessment,
                                         std::span<const std::size_t> chosen) {
  const TermsTable& terms =
      terms_of(assessment.history(), assessment.revision(), assessment.known_at());
  std::vector<IndicatorRow> out;
  for (const std::size_t row : chosen) {
    const Measure& measure = assessment.measure(row);
    if (row >= assessment.plan().measures().size()) continue;  // dropped: nothing is assessed of it
    for (std::size_t i = 0; i < measure.indicators.size(); ++i) {
      out.push_back({&measure, &measure.indicators[i], terms.first_of_measure[row] + i});
    }
  }
  return out;
}

Frame indicators(const Assessment& assessment, std::span<const std::size_t> chosen) {
  using Row = IndicatorRow;
  const std::vector<Row> rows = indicator_rows(assessment, chosen);
  const std::vector<IndicatorTerms>& terms =
      terms_of(assessment.history(), assessment.revision(), assessment.known_at()).rows;
  const auto numbers = [](std::span<const double> values) {
    return [values](const Row& r) { return values[r.at]; };
  };
  std::string reasons;
  TableBuilder table{rows};
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
  table.words<IndicatorStatus>("status", [statuses = assessment.indicator_statuses()](
                                             const Row& r) { return statuses[r.at]; });
  table.repeated(
      "reasons",
      [&assessment](const Row& r) {
        return detail::TextKey{assessment.indicator_reasons()[r.at].bits()};
      },
      [&reasons, &assessment](const Row& r) {
        reasons = joined(assessment.indicator_reasons()[r.at].list(),
                         [](IndicatorReason reason) { return to_string(reason); });
        return unless_empty(reasons);
      });
  table.reals("baseline", [&](const Row& r) { return terms[r.at].baseline; });
  table.reals("target", [&](const Row& r) { return terms[r.at].target; });
  table.words<SetBy>("target_set_by", [&](const Row& r) -> std::optional<SetBy> {
    if (std::isnan(terms[r.at].target)) return std::nullopt;
    return terms[r.at].target_set_by;
  });
  table.reals("value", numbers(assessment.values()));
  table.reals("progress", numbers(assessment.progress()));
  table.reals("expected", numbers(assessment.expected()));
  table.days("as_of", [day = assessment.as_of()](const Row&) { return day; });
  return table.build();
}

using Shared = std::shared_ptr<const Assessment>;

// All indicators of an assessment that is shared: its statuses and numbers where they lie.
Frame indicators_in_place(const Shared& assessment) {
  const Frame made = to_frame(*assessment, AssessmentTable::indicators);
  FrameBuilder builder{made.rows()};
  for (const FrameColumn& column : made.columns()) {
    if (column.name() == "status") {
      static_assert(sizeof(IndicatorStatus) == 1);
      const std::span<const IndicatorStatus> statuses = assessment->indicator_statuses();
      const auto* const codes = reinterpret_cast<const std::uint8_t*>(statuses.data());
      builder.borrow_words("status", detail::words_of<IndicatorStatus>(), {codes, statuses.size()},
                           assessment);
    } else if (column.name() == "value") {
      builder.borrow_reals("value", assessment->values(), assessment);
    } else if (column.name() == "progress") {
      builder.borrow_reals("progress", assessment->progress(), assessment);
    } else if (column.name() == "expected") {
      builder.borrow_reals("expected", assessment->expected(), assessment);
    } else {
      builder.add(column);
    }
  }
  return builder.build();
}

// One of several things that belong to a measure.
template <class Part>
struct PartRow {
  const Measure* measure;
  Part part;
};

template <class Part>
void add_measure(TableBuilder<detail::VectorRows<PartRow<Part>>>& table) {
  table.repeated("measure", [](const auto& r) { return std::string_view{r.measure->id.value()}; });
  table.repeated("number", [](const auto& r) { return std::string_view{r.measure->number}; });
}

Frame reports(const Assessment& assessment, std::span<const std::size_t> chosen) {
  std::vector<PartRow<ReportAssessment>> rows;
  for (const std::size_t row : chosen) {
    for (ReportAssessment& report : assessment.at(row).reports) {
      rows.push_back({&assessment.measure(row), std::move(report)});
    }
  }
  std::string period;
  TableBuilder table{rows};
  add_measure(table);
  table.repeated("period", [&period](const auto& r) {
    period = r.part.period.text();
    return std::string_view{period};
  });
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
      rows.push_back({&assessment.measure(row), std::move(rating)});
    }
  }
  TableBuilder table{rows};
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
  const TermsTable& table =
      terms_of(assessment.history(), assessment.revision(), assessment.known_at());
  std::vector<TargetRow> out;
  for (const IndicatorRow& row : indicator_rows(assessment, chosen)) {
    const IndicatorTerms& terms = table.rows[row.at];
    const auto add = [&](std::int32_t day, double value, bool is_baseline) {
      if (!std::isnan(value)) {
        out.push_back({row.measure, row.indicator, &terms, day, value, is_baseline});
      }
    };
    // Before the path begins, what is expected is the baseline.
    const bool has_day = terms.said != nullptr && terms.said->baseline_on.has_value();
    if (has_day && terms.said->baseline_on->days() < terms.path_start) {
      add(terms.said->baseline_on->days(), terms.baseline, true);
    }
    add(terms.path_start, terms.baseline, true);
    for (const TargetStep& step : table.steps_of(terms)) add(step.due, step.value, false);
    if (terms.step_count == 0) add(terms.due, terms.target, false);
  }
  return out;
}

Frame targets(const Assessment& assessment, std::span<const std::size_t> chosen) {
  using Row = TargetRow;
  const std::vector<Row> rows = target_rows(assessment, chosen);
  TableBuilder table{rows};
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

Frame make(const Assessment& assessment, std::span<const std::size_t> rows, AssessmentTable table) {
  switch (table) {
    case AssessmentTable::measures: return measures(assessment, rows);
    case AssessmentTable::indicators: return indicators(assessment, rows);
    case AssessmentTable::reports: return reports(assessment, rows);
    case AssessmentTable::ratings: return ratings(assessment, rows);
    default: return targets(assessment, rows);
  }
}

}  // namespace

// A table borrows nothing of its assessment, which keeps it.
Frame to_frame(const Assessment& assessment, AssessmentTable table) {
  return *assessment.made().get<Frame>(static_cast<std::size_t>(table), [&] {
    std::vector<std::size_t> rows(assessment.size());
    std::iota(rows.begin(), rows.end(), 0);
    return make(assessment, rows, table);
  });
}

Frame to_frame(const Shared& assessment, AssessmentTable table) {
  if (table == AssessmentTable::indicators) return indicators_in_place(assessment);
  return to_frame(*assessment, table);
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
