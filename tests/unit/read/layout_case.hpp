// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/read.hpp>

#include "sketch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

namespace actionplan::made {

inline Plan plan_of(const std::string& sketch) { return interpret(Sketch{sketch}.document()); }

// "[section > section] number: title (agencies; day/day)".
inline std::string described(const Plan& plan, const Measure& measure) {
  std::string path;
  for (auto at = measure.section; at;) {
    const Section& section = plan.section(*at);
    path = section.title + (path.empty() ? "" : " > " + path);
    at = section.parent;
  }
  std::string out = path.empty() ? "" : "[" + path + "] ";
  out += measure.number + ": " + measure.title + " (";
  for (const Assignment& assignment : measure.assignments) {
    out += assignment.text + "/" + std::string{to_string(assignment.role)};
    if (assignment.force == Force::recommended) out += "/recommended";
    out += " ";
  }
  const Deadline& deadline = measure.deadline;
  out += (deadline.start ? deadline.start->iso() : "") + ".." +
         (deadline.due ? deadline.due->iso() : "") + ")";
  return out;
}

struct Case {
  std::string name;
  std::string document;
  std::vector<std::string> measures;
  std::vector<std::string> problems;  // codes that have to be there
};

inline void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

inline void check(const Case& c) {
  const Plan plan = plan_of(c.document);
  std::vector<std::string> found;
  for (const Measure& measure : plan.measures()) found.push_back(described(plan, measure));
  EXPECT_EQ(found, c.measures);
  for (const std::string& code : c.problems) {
    EXPECT_TRUE(std::any_of(plan.problems().begin(), plan.problems().end(),
                            [&](const Problem& problem) { return problem.code == code; }))
        << code;
  }
}

}  // namespace actionplan::made
