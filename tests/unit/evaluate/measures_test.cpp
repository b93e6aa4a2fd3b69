// SPDX-License-Identifier: Apache-2.0
// The pass over many measures gives the same verdicts as `decide`, which reads everything that is
// filed under a measure and is taken as soon as anything is.
#include <actionplan/evaluate/assess.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

namespace actionplan::measures_test {
namespace {

using made::day;

constexpr std::size_t measure_count = 400;

// Neighbours sometimes share a deadline.
Deadline random_deadline(std::mt19937& random) {
  Deadline deadline = made::window("2016-01-01", "2018-12-31");
  const auto kind = random() % 5;
  if (kind == 0) deadline.due = day("2017-06-30");
  if (kind == 1) deadline.kind = DeadlineKind::continuous;
  if (kind == 2) deadline = Deadline{};
  if (kind == 3) deadline = made::recurring("2016-07-01", "2017-12-31", Cadence::quarterly);
  return deadline;
}

PlanHistory random_history(std::mt19937& random) {
  PlanBuilder builder = made::heading();
  builder.add(made::agency("justice"));
  Profile profile;
  Deadline deadline = random_deadline(random);
  for (std::size_t i = 0; i < measure_count; ++i) {
    if (random() % 3 != 0) deadline = random_deadline(random);
    Measure measure = made::measure(std::to_string(i), deadline);
    std::vector<std::pair<std::string, IndicatorKind>> parts;
    const auto size = 1 + random() % 3;
    for (std::size_t k = 0; k < size; ++k) {
      parts.emplace_back("part " + std::to_string(k),
                         random() % 8 == 0 ? IndicatorKind::deliverable : IndicatorKind::count);
    }
    made::set_indicators(measure, parts);
    if (random() % 3 != 0) {
      const Force force = random() % 2 == 0 ? Force::binding : Force::recommended;
      measure.assignments = {made::assignment("justice", force)};
    }
    for (const Indicator& indicator : measure.indicators) {
      IndicatorProfile& said = profile.indicators[indicator.id];
      if (random() % 8 != 0) said.direction = Direction::up;
      if (random() % 8 != 0) said.baseline = 0;
      if (random() % 6 == 0) said.covers_measure = random() % 2 == 0;
      if (random() % 3 == 0) said.weight = static_cast<double>(random() % 4);
      said.aggregation = Aggregation::last;
      if (indicator.kind == IndicatorKind::deliverable) continue;
      said.targets = {Target{}};
      said.targets[0].value = static_cast<double>(random() % 100);
    }
    builder.add(measure);
  }
  return PlanHistory{builder.build(), profile};
}

std::vector<Entry> random_entries(const Plan& plan, std::mt19937& random) {
  std::vector<Entry> entries;
  for (const Measure& measure : plan.measures()) {
    if (random() % 6 == 0) continue;
    for (const Indicator& indicator : measure.indicators) {
      if (random() % 6 == 0) continue;
      const std::string period = std::to_string(2016 + random() % 4);
      Entry entry = made::value(period.c_str(), static_cast<double>(random() % 120),
                                indicator.id.value().c_str());
      entry.recorded_on = day("2020-06-01");
      if (indicator.kind == IndicatorKind::deliverable) {
        entry = made::entry(EntryKind::deliverable, "2020-06-01");
        entry.indicator = indicator.id;
        entry.done = random() % 3 != 0;
        if (*entry.done) entry.done_on = Period::parse(period);
        if (!*entry.done) entry.observed_on = Period::parse(period).last();
      }
      entries.push_back(entry);
    }
  }
  return entries;
}

TEST(PassOverMeasures, DecidesAsDecideDoes) {
  std::mt19937 random{20160427};
  std::set<DeadlineStatus> seen;
  for (int round = 0; round < 12; ++round) {
    const PlanHistory history = random_history(random);
    const Evidence evidence{random_entries(history.revisions()[0].plan, random)};
    Entry note = made::entry(EntryKind::note, "2015-01-01");
    note.agency = AgencyId{"justice"};
    note.text = "It says nothing of any measure.";
    const AssessOptions options{
        day("2016-01-01").plus_days(static_cast<std::int32_t>(random() % 1800))};
    const Assessment quick = assess(history, evidence, options);
    const Assessment clear = assess(history, evidence.appended({&note, 1}), options);
    ASSERT_FALSE(quick.evidence().has_others());
    ASSERT_TRUE(clear.evidence().has_others());
    for (std::size_t i = 0; i < measure_count; ++i) {
      ASSERT_EQ(quick.statuses()[i], clear.statuses()[i]) << i;
      ASSERT_EQ(quick.reasons()[i], clear.reasons()[i]) << i;
      seen.insert(quick.statuses()[i]);
    }
  }
  EXPECT_GE(seen.size(), 10U) << "most statuses come up";
}

}  // namespace
}  // namespace actionplan::measures_test
