// SPDX-License-Identifier: Apache-2.0
#include <actionplan/write/evidence_template.hpp>

#include "plan/internal/indicator_terms.hpp"

#include "csv_text.hpp"
#include "entry_cell.hpp"

#include <actionplan/evidence/entry_table.hpp>
#include <actionplan/evidence/words.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace actionplan {
namespace {

using detail::CsvLine;
using detail::text_cell;

CsvLine form_columns() {
  CsvLine names;
  for_each_entry_field_by<&FieldPlaces::form>(
      [&names](const auto& field) { names.emplace_back(field.column()); });
  names.insert(names.end(), form_remarks.begin(), form_remarks.end());
  return names;
}

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
  FormWriter(const PlanHistory& history, const Agency& agency, const Period& period)
      : profile_{history.revisions().back().profile},
        agency_{agency},
        period_{period},
        terms_{terms_of(history, history.revisions().back())} {
    detail::append_line(out_, form_columns());
  }

  // @param at  position of the measure in the plan
  void add(const Measure& measure, std::size_t at) {
    bool has_reports = false;
    for (const ExpectedReport& report : measure.deadline.expected_reports) {
      if (is_before_adoption(report, at) || !period_.contains(report.period)) continue;
      has_reports = true;
      add_row(measure, nullptr, EntryKind::deliverable, report.period, report.due, true);
    }
    if (has_reports) return;
    for (std::size_t i = 0; i < measure.indicators.size(); ++i) {
      add(measure, measure.indicators[i], terms_.rows[terms_.first_of_measure[at] + i]);
    }
  }

  std::string text() && { return std::move(out_); }

 private:
  // Did it end before the first plan that has the measure was adopted?
  [[nodiscard]] bool is_before_adoption(const ExpectedReport& report, std::size_t measure) const {
    if (terms_.adopted.empty()) return report.before_adoption;
    return report.period.last().days() < terms_.adoption_of(measure);
  }

  // A row for each period that its cadence expects, else one for the whole.
  void add(const Measure& measure, const Indicator& indicator, const IndicatorTerms& terms) {
    const EntryKind kind = kind_of(indicator.kind);
    bool has_periods = false;
    for (const Period& period : terms_.periods_of(terms)) {
      if (!period_.contains(period)) continue;
      has_periods = true;
      add_row(measure, &indicator, kind, period, measure.deadline.due, true);
    }
    if (has_periods) return;
    const bool has_period = kind != EntryKind::deliverable;
    add_row(measure, &indicator, kind, period_, measure.deadline.due, has_period);
  }

  [[nodiscard]] std::string unit(const Indicator* indicator) const {
    if (indicator == nullptr) return {};
    const auto said = profile_.indicators.find(indicator->id);
    return said == profile_.indicators.end() ? std::string{} : said->second.unit.value_or("");
  }

  // A thing done once has no period; a report, a value or a note is about one.
  void add_row(const Measure& measure, const Indicator* indicator, EntryKind kind,
               const Period& period, const std::optional<Date>& due, bool has_period) {
    Entry blank{kind, Date::earliest()};
    if (indicator == nullptr) blank.measure = measure.id;
    if (indicator != nullptr) blank.indicator = indicator->id;
    blank.agency = agency_.id;
    if (has_period) blank.period = period;
    blank.unit = unit(indicator);
    blank.reporter = agency_.name;
    CsvLine line;
    for_each_entry_field_by<&FieldPlaces::form>([&](const auto& field) {
      const bool is_open = field.name == "method";  // how it is known is to be said
      line.push_back(is_open ? std::string{} : detail::entry_cell(blank.*field.member));
    });
    line.push_back(text_cell(label(measure) + " " + measure.title));
    line.push_back(text_cell(indicator == nullptr ? measure.indicator_text : indicator->text));
    line.push_back(due ? due->iso() : "");
    detail::append_line(out_, line);
  }

  const Profile& profile_;
  const Agency& agency_;
  const Period& period_;
  const TermsTable& terms_;
  std::string out_;
};

}  // namespace

std::string evidence_template(const PlanHistory& history, const AgencyId& agency,
                              const Period& period) {
  const Plan& plan = history.revisions().back().plan;
  FormWriter form{history, plan.agency(agency), period};
  for (std::size_t i = 0; i < plan.measures().size(); ++i) {
    const Measure& measure = plan.measures()[i];
    const bool takes_part = std::any_of(
        measure.assignments.begin(), measure.assignments.end(),
        [&agency](const Assignment& assignment) { return assignment.agency == agency; });
    if (takes_part) form.add(measure, i);
  }
  return std::move(form).text();
}

std::string evidence_template(const Plan& plan, const Profile& profile, const AgencyId& agency,
                              const Period& period) {
  std::vector<Revision> only;  // not corrected by the profile, which may have been applied
  only.push_back(Revision{plan, Date::earliest(), Date::earliest(), profile});
  return evidence_template(PlanHistory{std::move(only)}, agency, period);
}

}  // namespace actionplan
