// SPDX-License-Identifier: Apache-2.0
#include <actionplan/publish/evidence_template.hpp>

#include "csv_text.hpp"

#include <actionplan/evidence/words.hpp>

#include <algorithm>

namespace actionplan {
namespace {

using detail::CsvLine;
using detail::text_cell;

const CsvLine columns{"kind",          "measure",        "indicator", "agency",  "period",
                      "value",         "unit",           "done",      "done_on", "observed_on",
                      "reporter",      "reporter_type",  "method",    "source",  "text",
                      "measure_title", "indicator_text", "due"};

EntryKind kind_of(IndicatorKind kind) {
  switch (kind) {
    case IndicatorKind::count:
    case IndicatorKind::amount:
    case IndicatorKind::percentage: return EntryKind::observation;
    case IndicatorKind::deliverable:
    case IndicatorKind::publication:
    case IndicatorKind::activity:
    case IndicatorKind::report: return EntryKind::deliverable;
    case IndicatorKind::qualitative: break;
  }
  return EntryKind::note;
}

class FormWriter {
 public:
  FormWriter(const Profile& profile, const Agency& agency, const Period& period)
      : profile_{profile}, agency_{agency}, period_{period} {
    detail::append_line(out_, columns);
  }

  void add(const Measure& measure) {
    bool has_reports = false;
    for (const ExpectedReport& report : measure.deadline.expected_reports) {
      if (report.before_adoption || !period_.contains(report.period)) continue;
      has_reports = true;
      add_row(measure, nullptr, EntryKind::deliverable, report.period, report.due);
    }
    if (has_reports) return;
    for (const Indicator& indicator : measure.indicators) {
      const EntryKind kind = kind_of(indicator.kind);
      add_row(measure, &indicator, kind, period_, measure.deadline.due);
    }
  }

  std::string text() && { return std::move(out_); }

 private:
  [[nodiscard]] std::string unit(const Indicator* indicator) const {
    if (indicator == nullptr) return {};
    const auto said = profile_.indicators.find(indicator->id);
    return said == profile_.indicators.end() ? std::string{} : said->second.unit.value_or("");
  }

  // A thing done has no period but that of its report; what a value or a note is about, has.
  void add_row(const Measure& measure, const Indicator* indicator, EntryKind kind,
               const Period& period, const std::optional<Date>& due) {
    const bool has_period = indicator == nullptr || kind != EntryKind::deliverable;
    detail::append_line(
        out_,
        {std::string{to_string(kind)}, text_cell(indicator == nullptr ? measure.id.value() : ""),
         text_cell(indicator == nullptr ? "" : indicator->id.value()),
         text_cell(agency_.id.value()), has_period ? period.text() : "", "",
         text_cell(unit(indicator)), "", "", "", text_cell(agency_.name),
         std::string{to_string(ReporterType::implementer)}, "", "", "",
         text_cell(measure.number + " " + measure.title),
         text_cell(indicator == nullptr ? measure.indicator_text : indicator->text),
         due ? due->iso() : ""});
  }

  const Profile& profile_;
  const Agency& agency_;
  const Period& period_;
  std::string out_;
};

}  // namespace

std::string evidence_template(const Plan& plan, const Profile& profile, const AgencyId& agency,
                              const Period& period) {
  FormWriter form{profile, plan.agency(agency), period};
  for (const Measure& measure : plan.measures()) {
    const bool takes_part = std::any_of(
        measure.assignments.begin(), measure.assignments.end(),
        [&agency](const Assignment& assignment) { return assignment.agency == agency; });
    if (takes_part) form.add(measure);
  }
  return std::move(form).text();
}

}  // namespace actionplan
