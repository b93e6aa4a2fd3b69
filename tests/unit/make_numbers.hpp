// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "make_evidence.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace actionplan::made {

// A plan whose numbers are missing, repeat, differ by case alone, or are hostile; ids are told apart
// as the readers do it. Each measure has one indicator and evidence of its own: those at even
// positions are done, the others seen not to be.

inline std::vector<std::string> odd_numbers() {
  return {"",
          "",
          "3",
          "3",
          "3.",
          "3#2",
          "3/1",
          "a.1",
          "A.1",
          "<b>1</b>",
          "../../etc",
          "..",
          ".",
          "CON",
          "con",
          "index",
          " ",
          "a b",
          "a-b",
          "a/b",
          "=1+1",
          "'=1+1",
          "4\n5",
          "6\t7",
          "\x01",
          "\u202e1.2",
          "\u0661",
          "e\u0301",
          "\u00e9",
          "*",
          "\"quoted\"",
          "a, b",
          std::string(300, '9'),
          std::string(299, '9') + "8"};
}

inline std::string own_id(const std::string& number, std::vector<std::string>& taken) {
  const std::string label = number.empty() ? "unnumbered" : number;
  std::string id = label;
  for (int i = 2; std::find(taken.begin(), taken.end(), id) != taken.end(); ++i) {
    id = label + "#" + std::to_string(i);
  }
  taken.push_back(id);
  return id;
}

inline Plan plan_of_numbers(const std::vector<std::string>& numbers) {
  PlanBuilder builder = heading("Numbers");
  builder.add(agency("Ministry"));
  std::vector<std::string> taken;
  for (const std::string& number : numbers) {
    Measure made = measure(own_id(number, taken), window("2016-01-01", "2016-12-31"));
    made.number = number;
    made.title = "Title " + std::to_string(taken.size());
    made.assignments.push_back(assignment("Ministry"));
    set_indicators(made, {{"Act adopted", IndicatorKind::deliverable}});
    builder.add(std::move(made));
  }
  return builder.build();
}

inline bool is_done_of_numbers(std::size_t row) { return row % 2 == 0; }

inline Evidence evidence_of_numbers(const Plan& plan) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < plan.measures().size(); ++i) {
    const char* indicator = plan.measures()[i].indicators.front().id.value().c_str();
    entries.push_back(is_done_of_numbers(i) ? done("2016-06-01", indicator)
                                            : missing("2017-01-15", indicator));
  }
  return Evidence{entries};
}

}  // namespace actionplan::made
