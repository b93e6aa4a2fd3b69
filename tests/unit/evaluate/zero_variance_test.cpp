// SPDX-License-Identifier: Apache-2.0
#include "evaluate/zero_variance.hpp"

#include "../make_evidence.hpp"
#include "../make_plan.hpp"

#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/explain.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace actionplan::zero_variance_test {
namespace {

using detail::exact_p;

// Clopper and Pearson: 8 of 8 and 30 of 30 exclude, at 5 %, what lies below 0.05^(1/8) = 0.6877 and
// 0.05^(1/30) = 0.9050; 0 of 30 what lies above 1 - 0.9050.
TEST(ZeroVariance, ExactBoundsOfUnanimousSamples) {
  EXPECT_NEAR(exact_p(1, 8, std::pow(0.05, 1.0 / 8)).above, 0.05, 1e-12);
  EXPECT_NEAR(exact_p(1, 30, 0.904966).above, 0.05, 2e-6);
  EXPECT_NEAR(exact_p(0, 30, 1 - 0.904966).below, 0.05, 2e-6);
  EXPECT_EQ(exact_p(1, 8, 0.5).below, 1);
}

// 15 of 20 against 0.5: P(X >= 15) = 21700 / 2^20 and P(X <= 15) = 1042380 / 2^20 by the binomial
// coefficients of 20.
TEST(ZeroVariance, IsTheBinomialDistributionInside) {
  EXPECT_NEAR(exact_p(0.75, 20, 0.5).above, 21700 / 1048576.0, 1e-14);
  EXPECT_NEAR(exact_p(0.75, 20, 0.5).below, 1042380 / 1048576.0, 1e-14);
}

TEST(ZeroVariance, NoSampleClearsTheEndsOfTheScale) {
  EXPECT_EQ(exact_p(1, 1e6, 1).above, 1);
  EXPECT_EQ(exact_p(0, 1e6, 0).below, 1);
}

TEST(ZeroVariance, EffectiveCasesAreThoseOfTheDesignEffectElseOfTheUnits) {
  Estimate estimate{1, 0, 14, 300, {}};
  EXPECT_EQ(detail::effective_size(estimate), 15);
  estimate.deff = 2;
  EXPECT_EQ(detail::effective_size(estimate), 150);
  estimate.deff = 0.5;
  EXPECT_EQ(detail::effective_size(estimate), 300);
}

class Unanimous : public testing::Test {
 protected:
  Entry entry = made::estimate("2018", 100, 0);
  std::optional<double> target = 95;
  std::string unit = "percent";

  void SetUp() override {
    entry.method = Method::survey;
    entry.n = 30;
    entry.df = 29;
    entry.unit = unit;
  }
  [[nodiscard]] Assessment assessed(std::vector<Entry> entries,
                                    std::optional<Aggregation> aggregation = {}) const {
    PlanBuilder builder = made::heading();
    Measure measure = made::measure("1", made::window("2016-01-01", "2018-12-31"));
    made::set_indicators(measure, {{"Share of offices", IndicatorKind::percentage}});
    builder.add(measure);
    IndicatorProfile said;
    said.targets.resize(1);
    said.targets[0].value = *target;
    said.direction = Direction::up;
    said.unit = unit;
    said.aggregation = aggregation;
    Profile profile;
    profile.indicators[IndicatorId{"1/1"}] = said;
    return assess(PlanHistory{builder.build(), profile}, Evidence{std::move(entries)},
                  AssessOptions{made::day("2020-01-01")});
  }
  [[nodiscard]] IndicatorStatus status(std::vector<Entry> entries) const {
    return assessed(std::move(entries)).at(0).indicators.at(0).status;
  }
};

TEST_F(Unanimous, ThirtyOfThirtyIsInconclusiveAgainst95) {
  EXPECT_EQ(status({entry}), IndicatorStatus::inconclusive);
  target = 90;
  EXPECT_EQ(status({entry}), IndicatorStatus::met);
}

TEST_F(Unanimous, AnEntryWithoutAStandardErrorIsASampleWhereItHasN) {
  entry.standard_error.reset();
  entry.df.reset();
  EXPECT_EQ(status({entry}), IndicatorStatus::inconclusive);
}

TEST_F(Unanimous, RecordsAndACensusStandAsTheyAre) {
  Entry record = entry;
  record.method = Method::administrative_record;
  EXPECT_EQ(status({record}), IndicatorStatus::met);
  entry.denominator = 30;
  EXPECT_EQ(status({entry}), IndicatorStatus::met);
  entry.denominator = 31;
  EXPECT_EQ(status({entry}), IndicatorStatus::inconclusive);
}

TEST_F(Unanimous, TheDeclaredDesignEffectCounts) {
  entry.n = 60;
  entry.df = 59;
  EXPECT_EQ(status({entry}), IndicatorStatus::met);
  entry.deff = 2;
  EXPECT_EQ(status({entry}), IndicatorStatus::inconclusive);
}

TEST_F(Unanimous, FewUnitsOfManyCasesCountAsFew) {
  entry.n = 600;
  entry.df = 7;
  EXPECT_EQ(status({entry}), IndicatorStatus::inconclusive);
}

TEST_F(Unanimous, NoSampleClearsAHundredPercent) {
  target = 100;
  entry.n = 1000000;
  entry.df.reset();
  EXPECT_EQ(status({entry}), IndicatorStatus::inconclusive);
  const Assessment assessment = assessed({entry});
  EXPECT_NE(to_text(explain(assessment, "1"), assessment).find("set one with a margin"),
            std::string::npos);
}

TEST_F(Unanimous, AMeanOfSeveralHasAnError) {
  const auto mean_of_two = [this](std::int64_t n) {
    entry.n = n;
    entry.df.reset();
    Entry before = entry;
    before.period = Period::parse("2017");
    return assessed({before, entry}, Aggregation::mean).at(0).indicators.at(0).status;
  };
  EXPECT_EQ(mean_of_two(20), IndicatorStatus::inconclusive);  // 0.95^40 = 0.129
  EXPECT_EQ(mean_of_two(30), IndicatorStatus::met);           // 0.95^60 = 0.046
}

TEST_F(Unanimous, TheExplanationSaysHowItWasTested) {
  const Assessment assessment = assessed({entry});
  const std::string text = to_text(explain(assessment, "1"), assessment);
  EXPECT_NE(text.find("probabilities with 30 effective cases"), std::string::npos) << text;
}

}  // namespace
}  // namespace actionplan::zero_variance_test
