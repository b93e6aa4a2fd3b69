// SPDX-License-Identifier: Apache-2.0
#include "deadline_problems.hpp"

#include <actionplan/plan/assumption.hpp>
#include <actionplan/plan/assumption_list.hpp>

#include "plan/internal/odd_days.hpp"

#include <string_view>

namespace actionplan::detail {
namespace {

// A month that is read although it is misspelt.
void add_slips(const Measure& measure, Place place, const std::string& called,
               ProblemList& problems) {
  for (const std::string& said : measure.deadline.assumptions) {
    constexpr std::string_view pattern = assumed::month_slip.text;
    if (!said.ends_with(pattern.substr(pattern.find('}') + 1))) continue;
    const auto assumption = find_assumption(said);
    if (!assumption || assumption->pattern.id != assumed::month_slip.id) continue;
    problems.add({"deadline_misspelt", Severity::info, place,
                  "In the deadline of " + called + ": " + said + " Correct the source.",
                  measure.number});
  }
}

}  // namespace

void add_deadline_problems(const PlanHeading& heading, const Measure& measure, Place place,
                           const std::string& called, ProblemList& problems) {
  add_slips(measure, place, called, problems);
  const Deadline& deadline = measure.deadline;
  const auto object = [&] { return "The deadline " + shown(deadline.text) + " of " + called; };
  if (deadline.kind == DeadlineKind::no_date && !deadline.text.empty()) {
    std::string why;
    for (const std::string& assumption : deadline.assumptions) why += " " + assumption;
    problems.add({"deadline_unreadable", Severity::warning, place,
                  object() + " names no day that can be read." +
                      (why.empty() ? " Write a year, a day or a period such as 2016-2018." : why),
                  measure.number});
  }
  const std::optional<Date> due = last_due(deadline);
  if (due && *due > last_likely_day(heading)) {
    problems.add(
        {"deadline_far", Severity::warning, place,
         object() + " is due on " + due->iso() + ", which is hardly meant; correct the year.",
         measure.number});
  }
}

}  // namespace actionplan::detail
