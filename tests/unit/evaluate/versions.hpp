// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/explain.hpp>
#include <actionplan/plan/profile.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace actionplan::made {

// Histories for tests of what later versions change, of measures that are due on the last day of
// 2016, by a second version that is in force from one of these days.

inline constexpr const char* before_due = "2016-06-01";
inline constexpr const char* on_due = "2016-12-31";
inline constexpr const char* after_due = "2017-03-01";

inline IndicatorProfile terms(double target = 1500) {
  IndicatorProfile said;
  said.direction = Direction::up;
  said.baseline = 0;
  said.aggregation = Aggregation::last;
  said.targets = {Target{target, {}, {}, {}, {}}};
  said.set_by = SetBy::plan;
  return said;
}

inline Revision version(const Plan& plan, const Profile& profile, const char* effective_on,
                        const char* recorded_on) {
  return {apply(plan, profile), day(effective_on), day(recorded_on), profile};
}

// What one version says: a plan, and how it is measured.
using Said = std::pair<Plan, Profile>;

// Nobody knows of the second before 2017-04-01.
inline PlanHistory history_of(const Said& first, const Said& second, const char* effective_on) {
  return PlanHistory{{version(first.first, first.second, "2016-01-01", "2016-01-10"),
                      version(second.first, second.second, effective_on, "2017-04-01")}};
}

inline AssessOptions asked(const char* as_of = "2018-01-01", const char* known_at = "") {
  AssessOptions options{day(as_of)};
  if (*known_at != '\0') options.known_at = day(known_at);
  return options;
}

// What is said of measure 1: "", "changed" or "after due". The explanation tells as much as the
// verdict, of each change and no other.
inline std::string said_of(const Assessment& assessment) {
  const MeasureAssessment row = assessment["1"];
  const bool is_changed = row.reasons.has(Reason::target_changed);
  const bool is_late = row.reasons.has(Reason::target_changed_after_due);
  EXPECT_EQ(row.is_target_changed_after_due, is_late);
  EXPECT_TRUE(is_changed || !is_late);
  const Explanation explained = explain(assessment, MeasureId{"1"});
  bool has_change = false;
  bool has_late = false;
  const auto look_at = [&](const std::vector<TermChange>& changes) {
    for (const TermChange& change : changes) {
      has_change = true;
      has_late = has_late || change.is_after_due;
      EXPECT_TRUE(change.before || change.after);
    }
  };
  for (const IndicatorExplanation& one : explained.indicators) look_at(one.changes);
  for (const DroppedIndicator& one : explained.dropped) {
    EXPECT_FALSE(one.changes.empty());
    look_at(one.changes);
  }
  EXPECT_EQ(has_change, is_changed);
  EXPECT_EQ(has_late, is_late);
  EXPECT_EQ(explained.former_status.has_value(), is_late);
  return is_late ? "after due" : is_changed ? "changed" : "";
}

}  // namespace actionplan::made
