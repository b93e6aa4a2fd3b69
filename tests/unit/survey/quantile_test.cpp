// SPDX-License-Identifier: Apache-2.0
// Weighted quantiles against a clear version of each rule, and Woodruff's intervals against their
// definition.
#include <actionplan/survey/quantile.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/survey/contrast.hpp>
#include <actionplan/survey/estimators.hpp>
#include <actionplan/survey/proportion.hpp>
#include <actionplan/survey/replicate_estimators.hpp>
#include <actionplan/survey/to_replicates.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <vector>

namespace actionplan::survey::quantile_test {
namespace {

struct Sample {
  std::vector<double> values;
  std::vector<double> weights;
};

// Places in order with cumulative weights, all of them, in long double.
struct Sorted {
  std::vector<long double> x, w, c;
  long double total = 0;

  explicit Sorted(const Sample& sample) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < sample.values.size(); ++i) {
      if (sample.weights[i] > 0) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return sample.values[a] < sample.values[b];
    });
    for (const std::size_t i : order) {
      x.push_back(static_cast<long double>(sample.values[i]));
      w.push_back(static_cast<long double>(sample.weights[i]));
      c.push_back(total += static_cast<long double>(sample.weights[i]));
    }
  }

  // The first place with C_k - share w_k >= target, or the last.
  [[nodiscard]] std::size_t first(long double target, long double share) const {
    std::size_t k = 0;
    while (k + 1 < x.size() && c[k] - share * w[k] < target - 1e-12L * total) ++k;
    return k;
  }
};

long double clear_step(const Sorted& s, long double target, long double share, bool averages) {
  const std::size_t k = s.first(target, share);
  const bool is_hit = std::abs(s.c[k] - share * s.w[k] - target) <= 1e-12L * s.total;
  return averages && is_hit && k + 1 < s.x.size() ? (s.x[k] + s.x[k + 1]) / 2 : s.x[k];
}

long double clear_nearest(const Sorted& s, long double target) {
  const std::size_t k = s.first(target, 0);
  if (k == 0) return s.x[0];
  const long double up = s.c[k] - target;
  const long double down = target - s.c[k - 1];
  if (std::abs(up - down) <= 1e-12L * s.total) return k % 2 == 0 ? s.x[k - 1] : s.x[k];
  return up < down ? s.x[k] : s.x[k - 1];
}

long double clear_line(const Sorted& s, long double p, long double alpha, long double beta) {
  const long double target = p * (s.total + (1 - alpha - beta) * s.w.back());
  const std::size_t k = s.first(target, alpha);
  if (k == 0) return s.x[0];
  const long double low = s.c[k - 1] - alpha * s.w[k - 1];
  const long double high = s.c[k] - alpha * s.w[k];
  const long double share = std::clamp((target - low) / (high - low), 0.0L, 1.0L);
  return s.x[k - 1] + share * (s.x[k] - s.x[k - 1]);
}

long double clear_quantile(const Sorted& s, long double p, QuantileRule rule) {
  const long double target = p * s.total;
  switch (rule) {
    case QuantileRule::math:
    case QuantileRule::hf1: return clear_step(s, target, 0, false);
    case QuantileRule::school:
    case QuantileRule::hf2: return clear_step(s, target, 0, true);
    case QuantileRule::shahvaish: {
      const auto n = static_cast<long double>(s.x.size());
      return clear_step(s, (p * (n + 1) - 0.5L) * s.total / n, 0.5L, false);
    }
    case QuantileRule::hf3: return clear_nearest(s, target);
    case QuantileRule::hf4: return clear_line(s, p, 0, 1);
    case QuantileRule::hf5: return clear_line(s, p, 0.5L, 0.5L);
    case QuantileRule::hf6: return clear_line(s, p, 0, 0);
    case QuantileRule::hf7: return clear_line(s, p, 1, 1);
    case QuantileRule::hf8: return clear_line(s, p, 1 / 3.0L, 1 / 3.0L);
    case QuantileRule::hf9: return clear_line(s, p, 0.375L, 0.375L);
  }
  return std::numeric_limits<long double>::quiet_NaN();
}

struct Kind {
  const char* name;
  std::size_t rows;
  Sample (*make)(std::mt19937_64& random, std::size_t rows);
};

Sample make_continuous(std::mt19937_64& random, std::size_t rows) {
  std::normal_distribution<double> normal;
  Sample out;
  for (std::size_t i = 0; i < rows; ++i) {
    out.values.push_back(normal(random));
    out.weights.push_back(0.25 + static_cast<double>(random() % 4096) / 512);
  }
  return out;
}

// Incomes: many zeros, heaps at round numbers, a long tail; some weights of 0.
Sample make_incomes(std::mt19937_64& random, std::size_t rows) {
  std::lognormal_distribution<double> income{7, 2};
  Sample out;
  for (std::size_t i = 0; i < rows; ++i) {
    out.values.push_back(random() % 5 == 0 ? 0.0 : std::round(income(random) / 50) * 50);
    out.weights.push_back(static_cast<double>(random() % 9));
  }
  return out;
}

// Values that fill the range of doubles, among them both zeros and the least above 0.
Sample make_extreme(std::mt19937_64& random, std::size_t rows) {
  const double pool[] = {-1e308, -1.0, -0.0, 0.0, 5e-324, 1e-300, 1e9, 1e9 + 1e-6, 1e308};
  Sample out;
  for (std::size_t i = 0; i < rows; ++i) {
    out.values.push_back(pool[random() % 9]);
    out.weights.push_back(1e-3 * static_cast<double>(1 + random() % 1000));
  }
  return out;
}

Sample make_one_value(std::mt19937_64& random, std::size_t rows) {
  Sample out{std::vector<double>(rows, 7.5), {}};
  for (std::size_t i = 0; i < rows; ++i) out.weights.push_back(1 + double(random() % 3));
  return out;
}

class QuantileRules : public testing::TestWithParam<Kind> {};

TEST_P(QuantileRules, AgreeWithTheClearVersion) {
  std::mt19937_64 random{1996};
  const Sample sample = GetParam().make(random, GetParam().rows);
  const Sorted sorted{sample};
  for (std::size_t rule = 0; rule < enum_count<QuantileRule>; ++rule) {
    for (const double p : {0.0, 1e-6, 0.01, 0.1, 0.25, 1.0 / 3, 0.5, 0.77, 0.9, 0.999, 1.0}) {
      const auto word = static_cast<QuantileRule>(rule);
      const auto want =
          static_cast<double>(clear_quantile(sorted, static_cast<long double>(p), word));
      const double got = weighted_quantile(sample.values, sample.weights, p, word);
      const double near = std::nextafter(std::abs(want) * 1e-9, 1.0);
      EXPECT_NEAR(got, want, near) << to_string(word) << " at " << p;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Quantiles, QuantileRules,
    testing::Values(Kind{"few", 7, &make_continuous}, Kind{"one_row", 1, &make_continuous},
                    Kind{"two_rows", 2, &make_continuous}, Kind{"many", 30'011, &make_continuous},
                    Kind{"incomes", 20'000, &make_incomes}, Kind{"extreme", 5'000, &make_extreme},
                    Kind{"one_value", 10'000, &make_one_value}),
    [](const auto& tested) { return std::string{tested.param.name}; });

TEST(WeightedQuantile, OfCountsAsWeightsIsThatOfTheRowsRepeated) {
  const Sample counted{{5, 1, 3, 9}, {3, 2, 4, 1}};
  const std::vector<double> repeated = {1, 1, 3, 3, 3, 3, 5, 5, 5, 9};
  const std::vector<double> ones(10, 1);
  for (const QuantileRule rule : {QuantileRule::math, QuantileRule::school}) {
    for (int k = 0; k <= 40; ++k) {
      const double p = k / 40.0;
      EXPECT_EQ(weighted_quantile(counted.values, counted.weights, p, rule),
                weighted_quantile(repeated, ones, p, rule))
          << p;
    }
  }
}

// Of Shah and Vaish 2006 the positions are (mid-rank) / (n + 1): k / (n + 1) for equal weights, as
// Hyndman and Fan's definition 6 has them.
TEST(ShahVaishQuantile, HasPositionsOfRanksOverOneMoreThanTheCases) {
  const std::vector<double> values = {40, 10, 30, 20};
  const std::vector<double> weights(4, 2.5);
  for (std::size_t k = 1; k <= 4; ++k) {
    const double position = static_cast<double>(k) / 5;
    const auto at = [&](double p) {
      return weighted_quantile(values, weights, p, QuantileRule::shahvaish);
    };
    EXPECT_EQ(at(position), 10.0 * static_cast<double>(k));
    EXPECT_EQ(at(position + 1e-9), 10.0 * static_cast<double>(std::min<std::size_t>(k + 1, 4)));
  }
}

// Over n the positions of a sample and of its mirror image would not add up to 1.
TEST(ShahVaishQuantile, OfTheMirrorImageIsTheMirrorImage) {
  std::mt19937_64 random(2006);
  std::uniform_real_distribution<double> weight(0.2, 5);
  std::normal_distribution<double> normal;
  std::vector<double> values, mirrored, weights;
  for (int i = 0; i < 41; ++i) {
    values.push_back(normal(random));
    mirrored.push_back(-values.back());
    weights.push_back(weight(random));
  }
  for (int i = 1; i < 100; ++i) {
    // Between two steps the inverse is the upper value, and its mirror image the lower: one place on.
    const double p = 0.01 * i;
    const double up = weighted_quantile(values, weights, p, QuantileRule::shahvaish);
    const double down = -weighted_quantile(mirrored, weights, 1 - p, QuantileRule::shahvaish);
    std::vector<double> order = values;
    std::sort(order.begin(), order.end());
    const auto above = std::find(order.begin(), order.end(), up);
    const auto below = std::find(order.begin(), order.end(), down);
    const bool is_an_end = up == order.front() || down == order.back();
    EXPECT_TRUE(is_an_end || above - below == 1) << p;
  }
}

TEST(WeightedQuantile, OfNothingOrOutsideTheUnitIntervalIsNaN) {
  const std::vector<double> values = {1, 2};
  const std::vector<double> weights = {1, 1};
  const std::vector<double> zeros = {0, 0};
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double p : {-0.1, 1.1, nan}) {
    EXPECT_TRUE(std::isnan(weighted_quantile(values, weights, p, QuantileRule::hf7))) << p;
  }
  EXPECT_TRUE(std::isnan(weighted_quantile(values, zeros, 0.5, QuantileRule::math)));
  EXPECT_TRUE(std::isnan(weighted_quantile({}, {}, 0.5, QuantileRule::math)));
}

TEST(WeightedQuantile, RefusesWhatIsNoWeightedSample) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  constexpr double infinite = std::numeric_limits<double>::infinity();
  const auto of = [](std::vector<double> values, std::vector<double> weights) {
    return weighted_quantile(values, weights, 0.5, QuantileRule::math);
  };
  EXPECT_THROW(of({1, nan}, {1, 1}), InvalidArgument);
  EXPECT_THROW(of({1, infinite}, {1, 1}), InvalidArgument);
  EXPECT_THROW(of({1, 2}, {1, -1}), InvalidArgument);
  EXPECT_THROW(of({1, 2}, {1, nan}), InvalidArgument);
  EXPECT_THROW(of({1, 2}, {1}), InvalidArgument);
  EXPECT_EQ(of({1, nan}, {1, 0}), 1);  // a row of weight 0 is none
}

struct Survey {
  Sample sample;
  std::vector<std::int32_t> codes;
  std::vector<std::int32_t> clusters;

  Survey() {
    std::mt19937_64 random{1952};
    sample = make_incomes(random, 900);
    for (std::int32_t i = 0; i < 900; ++i) {
      codes.push_back(i % 4 - 1);
      clusters.push_back(i / 15);
    }
  }
  [[nodiscard]] Design design() const {
    DesignOptions options;
    options.weights = sample.weights;
    options.clusters = {Ids{std::span{clusters}}};
    return Design{options};
  }
};

class WoodruffInterval : public testing::TestWithParam<ProportionMethod> {};

TEST_P(WoodruffInterval, IsThatOfTheProportionNotAboveReadBack) {
  const Survey survey;
  const Design design = survey.design();
  const Column column{std::span<const double>{survey.sample.values}};
  EstimateOptions options;
  options.by = {survey.codes, 3};
  QuantileOptions wanted;
  wanted.probabilities = {0.2, 0.3, 0.4, 0.5, 0.55, 0.6, 0.7, 0.75, 0.8, 0.9};
  wanted.interval = GetParam();
  wanted.rule = QuantileRule::hf5;
  wanted.level = 0.9;
  const Quantiles got = quantile(design, {&column, 1}, wanted, options);
  ASSERT_EQ(got.intervals.size(), 30U);
  for (std::size_t i = 0; i < 30; ++i) {
    const auto domain = static_cast<std::int32_t>(i % 3);
    Sample own = survey.sample;
    std::vector<double> below(900);
    for (std::size_t row = 0; row < 900; ++row) {
      if (survey.codes[row] != domain) own.weights[row] = 0;
      below[row] = own.values[row] <= got.estimates.values[i] ? 1 : 0;
    }
    const Column indicator{std::span<const double>{below}};
    const Estimate share = mean(design, {&indicator, 1}, options).at(std::size_t(domain));
    const Interval ends = proportion_interval(share, GetParam(), 0.9);
    const auto at = [&](double p) {
      return weighted_quantile(own.values, own.weights, p, QuantileRule::hf5);
    };
    EXPECT_DOUBLE_EQ(got.estimates.values[i], at(wanted.probabilities[i / 3])) << i;
    EXPECT_NEAR(got.intervals[i].lower, at(ends.lower), 1e-6) << i;
    EXPECT_NEAR(got.intervals[i].upper, at(ends.upper), 1e-6) << i;
    const double t = confint(Estimate{0, 1, share.df, 0, {}}, 0.9).upper;
    EXPECT_NEAR(got.estimates.standard_errors[i],
                (got.intervals[i].upper - got.intervals[i].lower) / (2 * t), 1e-9)
        << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Quantiles, WoodruffInterval,
                         testing::Values(ProportionMethod::xlogit, ProportionMethod::logit,
                                         ProportionMethod::beta, ProportionMethod::wilson,
                                         ProportionMethod::asin, ProportionMethod::mean,
                                         ProportionMethod::likelihood),
                         [](const auto& tested) { return std::string{to_string(tested.param)}; });

TEST(Quantiles, EndsBeyondTheSampleAreNaNAndLeaveNoStandardError) {
  const std::vector<double> values = {1, 2, 3, 4, 5};
  const std::vector<double> weights(5, 1);
  DesignOptions options;
  options.weights = weights;
  const Column column{std::span<const double>{values}};
  QuantileOptions wanted;
  wanted.probabilities = {0.1};
  const Quantiles got = quantile(Design{options}, {&column, 1}, wanted);
  EXPECT_EQ(got.estimates.values[0], 1);
  EXPECT_TRUE(std::isnan(got.intervals[0].lower));
  EXPECT_FALSE(std::isnan(got.intervals[0].upper));
  EXPECT_TRUE(std::isnan(got.estimates.standard_errors[0]));
}

double correlation(const Matrix& covariance, std::size_t a, std::size_t b) {
  return covariance(a, b) / std::sqrt(covariance(a, a) * covariance(b, b));
}

TEST(QuantileCovariance, HasTheCorrelationOfTheSharesBelowAndTheErrorsOfTheQuantiles) {
  const Survey survey;
  std::vector<double> other = survey.sample.values;
  for (std::size_t row = 0; row < other.size(); ++row) other[row] += double(row % 40) * 20;
  const Design design = survey.design();
  const std::vector<const std::vector<double>*> values = {&survey.sample.values, &other};
  std::vector<Column> variables;
  for (const auto* each : values) variables.emplace_back(std::span<const double>{*each});
  EstimateOptions options;
  options.by = {survey.codes, 3};
  QuantileOptions wanted;
  wanted.probabilities = {0.25, 0.6};
  wanted.interval = ProportionMethod::xlogit;
  const Estimates got = quantile(design, variables, wanted, options).estimates;
  ASSERT_EQ(got.size(), 12U);
  ASSERT_EQ(got.covariance.rows, 12U);

  // Each share by itself, zero outside the domain and over the domain's own weight.
  std::vector<std::vector<double>> below(12, std::vector<double>(900));
  std::vector<Column> shares;
  for (std::size_t i = 0; i < 12; ++i) {
    for (std::size_t row = 0; row < 900; ++row) {
      if (survey.codes[row] != static_cast<std::int32_t>(i % 3)) continue;
      below[i][row] = (*values[i / 6])[row] <= got.values[i] ? 1 : 0;
    }
    shares.emplace_back(std::span<const double>{below[i]});
  }
  const Matrix want = mean(design, shares, options).covariance;  // of 12 shares in 3 domains
  for (std::size_t a = 0; a < 12; ++a) {
    EXPECT_DOUBLE_EQ(got.covariance(a, a), got.standard_errors[a] * got.standard_errors[a]);
    for (std::size_t b = 0; b < 12; ++b) {
      EXPECT_EQ(got.covariance(a, b), got.covariance(b, a));
      EXPECT_NEAR(correlation(got.covariance, a, b),
                  correlation(want, a * 3 + a % 3, b * 3 + b % 3), 1e-12)
          << a << ' ' << b;
    }
  }
}

TEST(QuantileCovariance, OfSimpleRandomSamplingIsKnown) {
  std::vector<double> values(400);
  std::iota(values.begin(), values.end(), 1.0);
  const std::vector<double> weights(400, 10);
  DesignOptions options;
  options.weights = weights;
  const Column column{std::span<const double>{values}};
  QuantileOptions wanted;
  wanted.probabilities = {0.25, 0.75, 0.25};
  const Estimates got = quantile(Design{options}, {&column, 1}, wanted).estimates;
  // cov(F_a, F_b) is F_a (1 - F_b) / (n - 1): the root of 1/4 1/4 over 3/4 3/4.
  EXPECT_NEAR(correlation(got.covariance, 0, 1), 1.0 / 3, 1e-12);
  EXPECT_NEAR(correlation(got.covariance, 0, 2), 1, 1e-12);  // the same quantile twice
  const std::vector<double> weights_of_range = {-1, 1, 0};
  const Estimates range = contrast(got, {weights_of_range, 1, 3}, {"interquartile range"});
  EXPECT_EQ(range.values[0], 200);
  const double a = got.standard_errors[0];
  const double b = got.standard_errors[1];
  EXPECT_NEAR(range.standard_errors[0], std::sqrt(a * a + b * b - 2 * a * b / 3), 1e-9);
}

TEST(QuantileCovariance, IsNearThatOfBootstrapReplicates) {
  // Without ties, of which a replicate's quantile would move by whole gaps or not at all.
  constexpr std::size_t rows = 2000;
  std::mt19937_64 random{1991};
  std::normal_distribution<double> normal;
  Sample sample;
  std::vector<double> other;
  std::vector<std::int32_t> clusters;
  double of_cluster = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    if (row % 10 == 0) of_cluster = normal(random) / 2;
    sample.values.push_back(of_cluster + normal(random));
    sample.weights.push_back(1 + double(random() % 3));
    other.push_back(sample.values.back() + normal(random));
    clusters.push_back(static_cast<std::int32_t>(row / 10));
  }
  DesignOptions how;
  how.weights = sample.weights;
  how.clusters = {Ids{std::span{clusters}}};
  const Design design{how};
  const std::vector<Column> variables = {Column{std::span{sample.values}},
                                         Column{std::span<const double>{other}}};
  QuantileOptions wanted;
  wanted.probabilities = {0.3, 0.5};
  const Estimates got = quantile(design, variables, wanted).estimates;

  ToReplicatesOptions bootstrap;
  bootstrap.method = ReplicateMethod::bootstrap;
  bootstrap.replicates = 400;
  bootstrap.seed = 1952;
  const ReplicateDesign replicates = to_replicates(design, bootstrap);
  const Estimates want = replicated(replicates, [&](std::span<const double> weights) {
    std::vector<double> out;
    for (const std::vector<double>& values : {sample.values, other}) {
      for (const double p : wanted.probabilities) {
        out.push_back(weighted_quantile(values, weights, p, QuantileRule::math));
      }
    }
    return out;
  });
  const Estimates by_replicates = quantile(replicates, variables, wanted).estimates;
  for (std::size_t a = 0; a < 4; ++a) {
    EXPECT_NEAR(got.standard_errors[a] / want.standard_errors[a], 1, 0.25) << a;
    for (std::size_t b = 0; b < a; ++b) {
      const double near = correlation(want.covariance, a, b);
      EXPECT_NEAR(correlation(got.covariance, a, b), near, 0.12) << a << ' ' << b;
      EXPECT_NEAR(correlation(by_replicates.covariance, a, b), near, 0.12) << a << ' ' << b;
    }
  }
}

TEST(QuantileCovariance, LeavesNoCombinationAVarianceBelowZero) {
  const Survey survey;
  const Column column{std::span<const double>{survey.sample.values}};
  EstimateOptions options;
  options.by = {survey.codes, 3};
  QuantileOptions wanted;
  wanted.probabilities = {0.2, 0.21, 0.5, 0.8};
  const Estimates got = quantile(survey.design(), {&column, 1}, wanted, options).estimates;
  std::mt19937_64 random{7};
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<double> weights;
    for (std::size_t i = 0; i < got.size(); ++i) weights.push_back(double(random() % 200) - 100);
    double variance = 0;
    double scale = 0;
    for (std::size_t a = 0; a < got.size(); ++a) {
      for (std::size_t b = 0; b < got.size(); ++b) {
        const double term = weights[a] * weights[b] * got.covariance(a, b);
        variance += term;
        scale += std::abs(term);
      }
    }
    EXPECT_GT(variance, -1e-12 * scale);
  }
}

TEST(QuantileCovariance, IsLeftOutOnDemandAndNotANumberWithoutErrors) {
  const Survey survey;
  const Column column{std::span<const double>{survey.sample.values}};
  EstimateOptions options;
  options.by = {survey.codes, 3};
  QuantileOptions wanted;
  const auto estimates = [&] {
    return quantile(survey.design(), {&column, 1}, wanted, options).estimates;
  };
  options.covariance = false;
  EXPECT_EQ(estimates().covariance.rows, 0U);
  options.covariance = true;
  EXPECT_EQ(estimates().covariance.rows, 3U);
  wanted.has_intervals = false;
  EXPECT_TRUE(std::isnan(estimates().covariance(0, 1)));
  options.by = {};
  wanted.has_intervals = true;
  const Estimates single = estimates();
  EXPECT_EQ(single.covariance(0, 0), single.standard_errors[0] * single.standard_errors[0]);
}

TEST(Quantiles, OfEmptyAndSingleCasesAreFlagged) {
  const std::vector<double> values = {4, 2, 3, 8};
  const std::vector<double> weights(4, 1);
  const std::vector<std::int32_t> codes = {0, 2, 2, 2};
  DesignOptions design;
  design.weights = weights;
  const Column column{std::span<const double>{values}};
  EstimateOptions options;
  options.by = {codes, 3};
  const Quantiles got = quantile(Design{design}, {&column, 1}, {}, options);
  EXPECT_EQ(got.estimates.flags,
            (std::vector{CellFlag::one_case, CellFlag::empty, CellFlag::none}));
  EXPECT_EQ(got.estimates.values[0], 4);
  EXPECT_TRUE(std::isnan(got.estimates.values[1]));
  EXPECT_EQ(got.estimates.values[2], 3);
  EXPECT_TRUE(std::isnan(got.estimates.standard_errors[0]));
  EXPECT_TRUE(std::isnan(got.intervals[0].upper));
}

TEST(Quantiles, MissingValuesAreRefusedOrOmittedAndThreadsChangeNoBit) {
  Survey survey;
  survey.sample.values[10] = std::numeric_limits<double>::quiet_NaN();
  survey.sample.weights[10] = 3;
  const Design design = survey.design();
  const Column column{std::span<const double>{survey.sample.values}};
  EXPECT_THROW(static_cast<void>(quantile(design, {&column, 1}, {})), InvalidArgument);
  EstimateOptions options;
  options.missing = Missing::omit;
  const Quantiles one = quantile(design, {&column, 1}, {}, options);
  Sample without = survey.sample;
  without.weights[10] = 0;
  EXPECT_EQ(one.estimates.values[0],
            weighted_quantile(without.values, without.weights, 0.5, QuantileRule::math));
  options.threads = 2;
  const Quantiles two = quantile(design, {&column, 1}, {}, options);
  EXPECT_EQ(one.intervals, two.intervals);
  EXPECT_EQ(one.estimates.standard_errors, two.estimates.standard_errors);
}

TEST(Quantiles, OfSeveralVariablesAndReplicatesAreTheSameOnAnyThreads) {
  const Survey survey;
  std::vector<double> doubled = survey.sample.values;
  std::vector<double> backwards{doubled.rbegin(), doubled.rend()};
  for (double& value : doubled) value *= 2;
  const std::vector<Column> columns{Column{std::span<const double>{survey.sample.values}},
                                    Column{std::span<const double>{doubled}},
                                    Column{std::span<const double>{backwards}}};
  const Design design = survey.design();
  const ReplicateDesign replicates = to_replicates(design, ToReplicatesOptions{});
  QuantileOptions wanted;
  wanted.probabilities = {0.25, 0.5};
  wanted.error = QuantileError::replicates;
  EstimateOptions options;
  const Quantiles linearised = quantile(design, columns, {}, options);
  const Quantiles replicated = quantile(replicates, columns, wanted, options);
  EXPECT_EQ(linearised.estimates.values[1], 2 * linearised.estimates.values[0]);
  options.threads = 3;
  const Quantiles again = quantile(design, columns, {}, options);
  EXPECT_EQ(again.estimates.values, linearised.estimates.values);
  EXPECT_EQ(again.estimates.standard_errors, linearised.estimates.standard_errors);
  EXPECT_EQ(again.intervals, linearised.intervals);
  EXPECT_EQ(again.estimates.covariance.values, linearised.estimates.covariance.values);
  const Quantiles replicated_again = quantile(replicates, columns, wanted, options);
  EXPECT_EQ(replicated_again.estimates.values, replicated.estimates.values);
  EXPECT_EQ(replicated_again.estimates.standard_errors, replicated.estimates.standard_errors);
}

TEST(Quantiles, ProbabilitiesAndLevelsOutsideTheirRangeAreRefused) {
  const Survey survey;
  const Column column{std::span<const double>{survey.sample.values}};
  QuantileOptions wanted;
  wanted.probabilities = {0.5, 1.5};
  EXPECT_THROW(static_cast<void>(quantile(survey.design(), {&column, 1}, wanted)), InvalidArgument);
  wanted.probabilities = {0.5};
  wanted.level = 1;
  EXPECT_THROW(static_cast<void>(quantile(survey.design(), {&column, 1}, wanted)), InvalidArgument);
}

}  // namespace
}  // namespace actionplan::survey::quantile_test
