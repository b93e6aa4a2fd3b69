// SPDX-License-Identifier: Apache-2.0
// The fast way and the clear one give the same verdicts on random ledgers, to the last bit.
#include "evaluate/fast_value.hpp"

#include <actionplan/evaluate/assess.hpp>

#include "evidence/internal/evidence_block.hpp"

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace actionplan::fast_value_test {
namespace {

using made::day;

constexpr std::size_t indicator_count = 300;

// Indicators with random terms, in one plan.
PlanHistory random_history(std::mt19937& random) {
  PlanBuilder builder = made::heading();
  Profile profile;
  for (std::size_t i = 0; i < indicator_count; ++i) {
    Measure measure = made::measure(
        std::to_string(i), made::window("2016-01-01", i % 5 == 0 ? "2017-06-30" : "2018-12-31"));
    made::set_indicators(measure, {{"it", IndicatorKind::count}});
    builder.add(measure);
    IndicatorProfile& said = profile.indicators[IndicatorId{measure.number + "/1"}];
    if (random() % 8 != 0) said.direction = random() % 4 == 0 ? Direction::down : Direction::up;
    if (random() % 3 != 0) said.baseline = static_cast<double>(random() % 50);
    if (random() % 8 != 0) said.aggregation = static_cast<Aggregation>(random() % 6);
    if (random() % 4 == 0) said.unit = i % 3 == 0 ? "%" : "laws";
    if (random() % 8 == 0) said.weight = static_cast<double>(random() % 3);
    if (random() % 8 == 0) said.covers_measure = random() % 2 == 0;
    if (random() % 3 == 0) said.cadence = static_cast<Cadence>(random() % 5);
    if (i % 4 == 0) {
      said.dimensions["region"] = {"a", "b", "c"};
      if (random() % 8 != 0) {
        said.dimension_aggregation = static_cast<Aggregation>(random() % 6);
      }
    }
    if (random() % 6 != 0) {
      said.targets = {Target{}};
      said.targets[0].value = static_cast<double>(random() % 200);
    }
  }
  return PlanHistory{builder.build(), profile};
}

std::vector<Entry> random_entries(std::mt19937& random) {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < indicator_count; ++i) {
    const std::string id = std::to_string(i) + "/1";
    const bool has_denominators = random() % 2 == 0;
    const bool has_parts = i % 4 == 0;
    const auto rows = has_parts ? 36 : 12;
    for (int at = 0; at < rows; ++at) {
      const int quarter = at % 12;
      if (random() % (has_parts ? 300 : 5) == 0) continue;
      const Period period = Period::quarter(2016 + quarter / 4, 1 + quarter % 4);
      Entry entry =
          made::value(period.text().c_str(), static_cast<double>(random() % 1000) / 7, id.c_str());
      entry.recorded_on =
          period.last().plus_days(has_parts ? 20 : static_cast<std::int32_t>(random() % 300));
      if (has_denominators) entry.denominator = static_cast<double>(1 + random() % 999);
      if (random() % 300 == 0) entry.unit = "decrees";
      if (random() % 300 == 0) entry.text = "A remark.";
      if (has_parts) entry.dimension["region"] = std::string(1, "abc"[at / 12]);
      if (random() % 300 == 0) entry.dimension["region"] = "Baku";
      if (random() % 300 == 0) entry.dimension.clear();
      if (random() % 300 == 0) entry.reporter_type = ReporterType::independent;
      if (random() % 300 == 0) entry.period = Period::year(2017);
      Entry replaced = entry;
      for (auto more = random() % 30; more < 3; ++more) {  // one after the other
        Entry later = made::replacing(replaced, replaced);
        later.recorded_on = replaced.recorded_on.plus_days(30);
        later.value = static_cast<double>(random() % 500);
        entries.push_back(later);
        replaced = later;
      }
      entries.push_back(entry);
      for (auto more = random() % (has_parts ? 300 : 30); more > 27 && more < 30; --more) {
        Entry other = entry;
        other.reporter = "Somebody else " + std::to_string(more);
        if (random() % 2 == 0) other.reporter_type = ReporterType::civil_society;
        if (random() % 3 != 0) other.value = static_cast<double>(random() % 1000) / 7;
        entries.push_back(other);
      }
    }
  }
  return entries;
}

bool is_same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

TEST(FastValue, IsDerive) {
  std::mt19937 random{20160427};
  std::size_t fast_count = 0;
  std::size_t parts_count = 0;
  std::size_t contested_count = 0;
  std::size_t periods_missing_count = 0;
  for (int round = 0; round < 10; ++round) {
    const PlanHistory history = random_history(random);
    const Evidence evidence{random_entries(random)};
    detail::Grounds grounds;
    grounds.plan = &history.revisions()[0].plan;
    grounds.profile = &history.revisions()[0].profile;
    grounds.terms = &terms_of(history, history.revisions()[0]);
    grounds.evidence = &evidence;
    grounds.clocks.as_of = day("2016-01-01").days() + static_cast<std::int32_t>(random() % 1500);
    grounds.clocks.adopted_on = day("2016-04-27").days();
    if (round % 3 == 0) grounds.pick = Pick::latest_recorded;
    if (round % 2 == 0) grounds.clocks.known_at = grounds.clocks.as_of + 40;
    detail::FastValue fast{grounds};
    const std::vector<IndicatorId>& in_base = base_block(evidence).indicators;
    for (std::size_t row = 0; row < indicator_count; ++row) {
      const IndicatorId id{std::to_string(row) + "/1"};
      const auto at = std::lower_bound(in_base.begin(), in_base.end(), id);
      detail::IndicatorVerdict found;
      const auto in_block = static_cast<std::uint32_t>(at - in_base.begin());
      if (!fast.derive(row, in_block, found)) continue;
      ++fast_count;
      if (row % 4 == 0) ++parts_count;
      if (found.status == IndicatorStatus::contested) ++contested_count;
      if (found.reasons.has(IndicatorReason::periods_missing)) ++periods_missing_count;
      const detail::Derivation want = detail::derive(grounds, row);
      ASSERT_EQ(found.status, want.status) << id.value();
      ASSERT_EQ(found.reasons.bits(), want.reasons.bits()) << id.value();
      ASSERT_TRUE(is_same(found.value, want.value)) << found.value << " " << want.value;
      ASSERT_TRUE(is_same(found.expected, want.expected));
      ASSERT_TRUE(is_same(found.progress, want.progress));
      ASSERT_EQ(found.done.first, want.done.first);
      ASSERT_EQ(found.done.last, want.done.last);
      ASSERT_EQ(found.seen_on, want.seen_on);
    }
  }
  EXPECT_GT(fast_count, 1000U) << "the fast way is taken often enough to be tested";
  EXPECT_GT(parts_count, 50U);
  EXPECT_GT(contested_count, 5U);
  EXPECT_GT(periods_missing_count, 10U);
}

// What is decided once for measures that compare alike is what is decided of each: a remark about
// nothing that the plan has sends each of them the clear way.
TEST(DecideAlike, IsDecide) {
  std::mt19937 random{20160428};
  std::set<DeadlineStatus> met;
  for (int round = 0; round < 10; ++round) {
    const PlanHistory history = random_history(random);
    std::vector<Entry> entries = random_entries(random);
    const AssessOptions options{
        day("2016-01-01").plus_days(static_cast<std::int32_t>(random() % 1500))};
    const Assessment alike = assess(history, Evidence{entries}, options);
    Entry remark = made::entry(EntryKind::note, "2020-01-01");
    remark.measure = MeasureId{"none such"};
    remark.text = "A remark.";
    entries.push_back(remark);
    const Assessment each = assess(history, Evidence{entries}, options);
    for (std::size_t i = 0; i < alike.size(); ++i) {
      ASSERT_EQ(alike.statuses()[i], each.statuses()[i]) << i;
      ASSERT_EQ(alike.reasons()[i].bits(), each.reasons()[i].bits()) << i;
      met.insert(alike.statuses()[i]);
    }
  }
  EXPECT_GT(met.size(), 3U) << "many kinds of verdicts were compared";
}

// Ratings, checks and withdrawals of some of the entries.
std::vector<Entry> random_others(const std::vector<Entry>& entries, std::mt19937& random) {
  std::vector<Entry> others;
  for (const Entry& entry : entries) {
    const auto what = random() % 60;
    if (what > 2) continue;
    Entry other = made::entry(what == 0   ? EntryKind::verification
                              : what == 1 ? EntryKind::withdrawal
                                          : EntryKind::rating,
                              "2019-07-01");
    other.recorded_on = entry.recorded_on.plus_days(static_cast<std::int32_t>(random() % 40));
    if (what == 2) {
      other.indicator = entry.indicator;
      other.completion = Completion::limited;
      other.reporter_type = ReporterType::independent;
    } else {
      other.about = entry_id(entry);
    }
    if (what == 0) {
      other.verification = random() % 2 == 0 ? Verification::disputed : Verification::verified;
    }
    others.push_back(other);
  }
  return others;
}

// The columns of an assessment beside what is derived of each row.
void expect_derived(const Assessment& assessment) {
  for (std::size_t i = 0; i < indicator_count; ++i) {
    const IndicatorAssessment want = assessment.at(i).indicators.at(0);
    ASSERT_EQ(assessment.indicator_statuses()[i], want.status) << want.id.value();
    ASSERT_EQ(assessment.indicator_reasons()[i], want.reasons) << want.id.value();
    ASSERT_TRUE(is_same(assessment.values()[i],
                        want.value.value_or(std::numeric_limits<double>::quiet_NaN())));
  }
}

TEST(FastValue, LeavesToDeriveWhatOtherEntriesAndLaterLayersSpeakOf) {
  std::mt19937 random{20181231};
  for (int round = 0; round < 6; ++round) {
    const PlanHistory history = random_history(random);
    std::vector<Entry> entries = random_entries(random);
    for (Entry& other : random_others(entries, random)) entries.push_back(std::move(other));
    std::shuffle(entries.begin(), entries.end(), random);
    AssessOptions options{day("2016-01-01").plus_days(static_cast<std::int32_t>(random() % 1500))};
    if (round % 2 == 0) options.known_at = options.as_of.plus_days(40);
    if (round % 3 == 0) options.reporters = {ReporterType::implementer};
    const Assessment at_once = assess(history, Evidence{entries}, options);
    expect_derived(at_once);
    const std::size_t later = entries.size() / 5;
    Evidence in_steps{std::span{entries}.first(entries.size() - later)};
    for (std::size_t at = entries.size() - later; at < entries.size(); at += 7) {
      const std::size_t step = std::min<std::size_t>(7, entries.size() - at);
      in_steps = in_steps.appended(std::span{entries}.subspan(at, step));
    }
    ASSERT_GT(layers_of(in_steps).size(), 1U);
    const Assessment stepwise = assess(history, in_steps, options);
    expect_derived(stepwise);
    for (std::size_t i = 0; i < indicator_count; ++i) {
      ASSERT_EQ(at_once.indicator_statuses()[i], stepwise.indicator_statuses()[i]);
      ASSERT_EQ(at_once.statuses()[i], stepwise.statuses()[i]);
    }
  }
}

}  // namespace
}  // namespace actionplan::fast_value_test
