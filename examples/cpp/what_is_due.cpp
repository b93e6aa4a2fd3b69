// SPDX-License-Identifier: Apache-2.0
//
// Prints what a plan had due by a day and what nobody reported on.
// Usage: what_is_due PLAN [DAY]

#include <actionplan/actionplan.hpp>

#include <iostream>

int main(int argc, char** argv) {
  using namespace actionplan;
  if (argc < 2 || argc > 3) {
    std::cerr << "Usage: what_is_due PLAN [DAY]\n";
    return 2;
  }
  try {
    const Plan plan = read(std::filesystem::path{argv[1]});
    const Date day = argc == 3 ? Date::parse(argv[2]) : Date::from_ymd(2017, 6, 30);
    const Assessment assessment = assess(plan, AssessOptions{day});

    std::cout << plan.heading().title << "\nas of " << day.iso() << ": "
              << assessment.summary()[DeadlineStatus::unreported] << " of " << assessment.size()
              << " measures are past due and unreported\n";
    for (std::size_t i = 0; i < assessment.size(); ++i) {
      if (assessment.statuses()[i] != DeadlineStatus::unreported) continue;
      const Measure& measure = assessment.measure(i);
      std::cout << measure.number << " was due on " << measure.deadline.due->iso() << ": "
                << measure.title << '\n';
    }
  } catch (const Error& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
