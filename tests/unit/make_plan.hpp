// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/text.hpp>
#include <actionplan/plan/plan_builder.hpp>

#include <string>
#include <utility>
#include <vector>

namespace actionplan::made {

// What a function gives, to borrow from within one expression.
template <class Given>
const Given& borrowed(const Given& given) {
  return given;
}

// Small plans for tests, made by hand.

inline Date day(const char* iso) { return Date::parse(iso); }

inline Deadline window(const char* start, const char* due) {
  Deadline deadline;
  deadline.kind = DeadlineKind::window;
  deadline.start = day(start);
  deadline.due = day(due);
  deadline.edtf = Period{*deadline.start, *deadline.due}.edtf();
  return deadline;
}

inline Deadline recurring(const char* start, const char* due, Cadence cadence,
                          const char* adopted_on = "2016-04-27") {
  Deadline deadline = window(start, due);
  deadline.kind = DeadlineKind::recurring;
  deadline.cadence = cadence;
  deadline.expected_reports =
      expected_reports(Period{*deadline.start, *deadline.due}, cadence, day(adopted_on));
  return deadline;
}

// Unread for the token that stands from code point `at` on; the candidate is the year 2018.
inline Deadline unread(const char* text, const char* token, std::uint32_t at) {
  Deadline deadline;
  deadline.text = text;
  deadline.reason = NoDateReason::unread;
  DeadlineCandidate& candidate = deadline.candidate.emplace();
  candidate.token = token;
  candidate.span = {at, at + static_cast<std::uint32_t>(text::count_code_points(token))};
  candidate.kind = DeadlineKind::window;
  candidate.start = day("2018-01-01");
  candidate.due = day("2018-12-31");
  candidate.edtf = "2018";
  return deadline;
}

inline Assignment assignment(const char* agency, Force force = Force::binding) {
  return Assignment{AgencyId{agency}, Role::implementer, force, Discharge::unstated, agency};
}

inline Measure measure(const std::string& number, Deadline deadline) {
  Measure made;
  made.id = MeasureId{number};
  made.number = number;
  made.title = "Measure " + number;
  made.deadline = std::move(deadline);
  return made;
}

// Gives the measure an indicator text that consists of these parts, divided by ", ".
inline void set_indicators(Measure& measure,
                           const std::vector<std::pair<std::string, IndicatorKind>>& parts) {
  measure.indicator_text.clear();
  measure.indicators.clear();
  for (const auto& part : parts) {
    if (!measure.indicator_text.empty()) measure.indicator_text += ", ";
    Indicator indicator;
    indicator.id =
        IndicatorId{measure.id.value() + "/" + std::to_string(measure.indicators.size() + 1)};
    indicator.kind = part.second;
    indicator.text = part.first;
    indicator.span.begin =
        static_cast<std::uint32_t>(text::count_code_points(measure.indicator_text));
    indicator.span.end =
        indicator.span.begin + static_cast<std::uint32_t>(text::count_code_points(part.first));
    measure.indicator_text += part.first;
    measure.indicators.push_back(std::move(indicator));
  }
}

inline PlanBuilder heading(const char* title = "A plan") {
  PlanHeading made;
  made.title = title;
  made.adopted_on = day("2016-04-27");
  made.language = "en";
  made.period = Period::parse("2016-2018");
  PlanBuilder builder;
  builder.heading(std::move(made));
  return builder;
}

inline Agency agency(const char* id) {
  Agency made;
  made.id = AgencyId{id};
  made.name = id;
  return made;
}

inline Section section(const char* number, const char* parent = nullptr) {
  Section made;
  made.id = SectionId{number};
  made.number = number;
  made.title = std::string{"Section "} + number;
  if (parent != nullptr) made.parent = SectionId{parent};
  return made;
}

}  // namespace actionplan::made
