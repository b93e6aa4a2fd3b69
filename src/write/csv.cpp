// SPDX-License-Identifier: Apache-2.0
#include <actionplan/write/csv.hpp>

#include "csv_columns.hpp"
#include "csv_rows.hpp"
#include "csv_text.hpp"
#include "entry_cell.hpp"

#include <actionplan/evidence/entry_table.hpp>
#include <actionplan/evidence/words.hpp>

#include <string_view>
#include <vector>

namespace actionplan {
namespace {

using detail::append_line;
using detail::list_cell;
using detail::real_cell;
using detail::text_cell;
using Line = detail::CsvLine;

template <class Number>
std::string number_cell(const std::optional<Number>& number) {
  return number ? std::to_string(*number) : std::string{};
}

std::string date_cell(const std::optional<Date>& date) { return date ? date->iso() : ""; }

template <class Enum>
std::string word_cell(const std::optional<Enum>& word) {
  return word ? std::string{to_string(*word)} : std::string{};
}

std::string agencies_cell(const Plan& plan, const Measure& measure, Force force) {
  std::vector<Assignment> chosen;
  for (const Assignment& assignment : measure.assignments) {
    if (assignment.force == force) chosen.push_back(assignment);
  }
  return list_cell(chosen, [&](const Assignment& assignment) {
    // A dropped measure's agencies may be those of an earlier plan.
    const Agency* agency = plan.find_agency(assignment.agency);
    return agency != nullptr ? agency->name : assignment.agency.value();
  });
}

Line make_line(detail::RowSource& rows, std::size_t row, const detail::MoreColumns& more) {
  const Assessment& assessment = rows.assessment();
  const MeasureAssessment& assessed = rows.row(row);
  const Measure& measure = assessment.measure(row);
  const ReportCounts& reports = assessed.report_counts;
  Line line{text_cell(assessed.number),
            text_cell(assessed.section ? assessed.section->value() : ""),
            text_cell(measure.title),
            std::string{to_string(assessed.deadline_status)},
            assessed.due ? assessed.due->iso() : "",
            number_cell(assessed.days_late),
            number_cell(assessed.days_past_due),
            list_cell(assessed.reasons.list(), [](Reason reason) { return to_string(reason); }),
            std::to_string(reports.expected),
            std::to_string(reports.received),
            list_cell(reports.missing, [](const Period& period) { return period.text(); }),
            agencies_cell(assessment.plan(), measure, Force::binding),
            agencies_cell(assessment.plan(), measure, Force::recommended),
            text_cell(assessed.id.value())};
  for (const std::string& header : more.extra.headers()) {
    line.push_back(text_cell(more.extra.text(measure, header).value_or("")));
  }
  if (more.extra.has_rest()) line.push_back(text_cell(more.extra.rest(measure)));
  for (const std::string& header : more.finance.headers()) {
    line.push_back(text_cell(more.finance.text(measure, header).value_or("")));
  }
  return line;
}

Line indicator_line(const Assessment& assessment, const Measure& measure,
                    const IndicatorAssessment& row) {
  const Indicator* indicator = assessment.plan().find_indicator(row.id);
  const auto& profiles = assessment.revision().profile.indicators;
  const auto profile = profiles.find(row.id);
  const bool has_unit = profile != profiles.end() && profile->second.unit;
  return {text_cell(row.id.value()),
          text_cell(measure.id.value()),
          std::string{to_string(row.kind)},
          text_cell(indicator != nullptr ? indicator->text : ""),
          std::string{to_string(row.status)},
          list_cell(row.reasons.list(), [](IndicatorReason reason) { return to_string(reason); }),
          text_cell(has_unit ? *profile->second.unit : ""),
          real_cell(row.value),
          real_cell(row.target),
          word_cell(row.target_set_by),
          real_cell(row.expected),
          real_cell(row.progress),
          std::to_string(row.evidence.size())};
}

Line deadline_line(const MeasureAssessment& assessed, const Measure& measure) {
  const auto itself = [](const std::string& text) { return text; };
  const Deadline& deadline = measure.deadline;
  std::string assumptions;
  for (const std::string& assumption : deadline.assumptions) {
    assumptions += (assumptions.empty() ? "" : " | ") + assumption;
  }
  return {text_cell(measure.id.value()),
          text_cell(measure.number),
          text_cell(deadline.text),
          std::string{to_string(deadline.kind)},
          word_cell(assessed.deadline_reason),
          date_cell(deadline.start),
          date_cell(assessed.due),
          date_cell(assessed.due_latest),
          date_cell(assessed.due_original),
          text_cell(deadline.edtf),
          word_cell(deadline.cadence),
          list_cell(deadline.conditions, itself),
          text_cell(assumptions),
          list_cell(deadline.remarks, itself),
          text_cell(deadline.language),
          text_cell(deadline.candidate ? deadline.candidate->token : "")};
}

Line finance_line(const Measure& measure, const FinanceItem& item) {
  return {text_cell(measure.id.value()), text_cell(measure.number),
          text_cell(item.header),        text_cell(item.text),
          real_cell(item.amount),        text_cell(item.currency),
          std::to_string(item.scale),    item.period ? item.period->text() : std::string{},
          text_cell(item.source),        std::string{to_string(item.stage)},
          item.total ? "yes" : "no"};
}

Line evidence_line(const Evidence& evidence, std::size_t at) {
  Entry entry = evidence.entry(at);
  if (entry.withheld) {
    entry.text = shown_text(entry);
    entry.reporter = shown_reporter(entry);
  }
  Line line{evidence.id(at).value()};
  line.reserve(detail::evidence_columns().size());
  for_each_entry_field_by<&FieldPlaces::csv>([&](const auto& field) {
    if (line.size() + 1 == place_of_replaced_on) {
      line.push_back(date_cell(evidence.replaced_on(at)));
    }
    line.push_back(detail::entry_cell(entry.*field.member));
  });
  return line;
}

}  // namespace

namespace detail {

MoreColumns more_columns(const Assessment& assessment, bool only_published) {
  MoreColumns more{only_published};
  for (std::size_t row = 0; row < assessment.size(); ++row) more.add(assessment.measure(row));
  return more;
}

std::string measures_csv(RowSource& rows, const MoreColumns& more, const Cancel& cancel) {
  CancelPoll poll{cancel};
  std::string out;
  append_header(out, measure_columns(more));
  for (std::size_t row = 0; row < rows.assessment().size(); ++row) {
    poll();
    append_line(out, make_line(rows, row, more));
  }
  return out;
}

std::string indicators_csv(RowSource& rows, const Cancel& cancel) {
  CancelPoll poll{cancel};
  const Assessment& assessment = rows.assessment();
  std::string out;
  append_header(out, indicator_columns());
  for (std::size_t row = 0; row < assessment.size(); ++row) {
    poll();
    const Measure& measure = assessment.measure(row);
    for (const IndicatorAssessment& indicator : rows.row(row).indicators) {
      append_line(out, indicator_line(assessment, measure, indicator));
    }
  }
  return out;
}

std::string deadlines_csv(RowSource& rows, const Cancel& cancel) {
  CancelPoll poll{cancel};
  std::string out;
  append_header(out, deadline_columns());
  for (std::size_t row = 0; row < rows.assessment().size(); ++row) {
    poll();
    append_line(out, deadline_line(rows.row(row), rows.assessment().measure(row)));
  }
  return out;
}

std::string finance_csv(const Assessment& assessment, bool only_published, const Cancel& cancel) {
  CancelPoll poll{cancel};
  std::string out;
  append_header(out, finance_columns());
  for (std::size_t row = 0; row < assessment.size(); ++row) {
    poll();
    const Measure& measure = assessment.measure(row);
    for (const FinanceItem& item : measure.finance) {
      if (item.published || !only_published) append_line(out, finance_line(measure, item));
    }
  }
  return out;
}

}  // namespace detail

std::string to_csv(const Assessment& assessment, const Cancel& cancel) {
  detail::RowSource rows{assessment};
  return detail::measures_csv(rows, detail::more_columns(assessment, false), cancel);
}

std::string to_csv(const Assessment& assessment, std::span<const std::size_t> rows,
                   const Cancel& cancel) {
  CancelPoll poll{cancel};
  detail::RowSource source{assessment};
  std::string out;
  const detail::MoreColumns more = detail::more_columns(assessment, false);
  detail::append_header(out, detail::measure_columns(more));
  for (const std::size_t row : rows) {
    poll();
    append_line(out, make_line(source, row, more));
  }
  return out;
}

std::string indicators_to_csv(const Assessment& assessment, const Cancel& cancel) {
  detail::RowSource rows{assessment};
  return detail::indicators_csv(rows, cancel);
}

std::string deadlines_to_csv(const Assessment& assessment, const Cancel& cancel) {
  detail::RowSource rows{assessment};
  return detail::deadlines_csv(rows, cancel);
}

std::string finance_to_csv(const Assessment& assessment, const Cancel& cancel) {
  return detail::finance_csv(assessment, false, cancel);
}

std::string to_csv(const Evidence& evidence, const Cancel& cancel) {
  CancelPoll poll{cancel};
  std::string out;
  detail::append_header(out, detail::evidence_columns());
  for (const std::size_t at : evidence.in_order()) {
    poll();
    append_line(out, evidence_line(evidence, at));
  }
  return out;
}

}  // namespace actionplan
