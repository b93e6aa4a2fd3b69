// SPDX-License-Identifier: Apache-2.0
// For ThreadSanitizer: estimates that are computed by several threads each, of designs that several
// threads share.
#include "../side_by_side.hpp"

#include <actionplan/survey/estimators.hpp>
#include <actionplan/survey/quantile.hpp>
#include <actionplan/survey/replicate_design.hpp>
#include <actionplan/survey/replicate_estimators.hpp>
#include <actionplan/survey/sums.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace actionplan::survey::threads_test {
namespace {

constexpr std::size_t row_count = 60'000;  // of many blocks
constexpr int thread_count = 4;

struct Sample {
  std::vector<double> weights = std::vector<double>(row_count);
  std::vector<double> values = std::vector<double>(row_count);
  std::vector<std::int64_t> clusters = std::vector<std::int64_t>(row_count);
  std::vector<std::int32_t> domains = std::vector<std::int32_t>(row_count);
  std::vector<std::vector<double>> replicates{4, std::vector<double>(row_count)};

  Sample() {
    for (std::size_t i = 0; i < row_count; ++i) {
      weights[i] = 1 + static_cast<double>(i % 7);
      values[i] = static_cast<double>(i * i % 1009);
      clusters[i] = static_cast<std::int64_t>(i % 50);
      domains[i] = static_cast<std::int32_t>(i % 5);
      for (std::size_t k = 0; k < replicates.size(); ++k) {
        replicates[k][i] = (i + k) % 3 == 0 ? 0 : weights[i] * 1.5;
      }
    }
  }
  [[nodiscard]] EstimateOptions options(int threads) const {
    EstimateOptions made;
    made.by = {domains, 5};
    made.threads = threads;
    return made;
  }
};

TEST(SurveyThreads, SumUpOneDesignTogether) {
  const Sample sample;
  DesignOptions options;
  options.weights = std::span{sample.weights};
  options.clusters = {Ids{std::span{sample.clusters}}};
  const Design design{options};
  const std::vector<Column> columns{std::span{sample.values}};
  const Sums alone = accumulate(design, columns, sample.options(1));
  made::side_by_side(thread_count, [&](int) {
    EXPECT_EQ(accumulate(design, columns, sample.options(3)).cells, alone.cells);
  });
}

TEST(SurveyThreads, AskOneDesignWithReplicatesTogether) {
  const Sample sample;
  ReplicateOptions options;
  options.weights = std::span{sample.weights};
  for (const auto& replicate : sample.replicates)
    options.replicates.push_back(std::span{replicate});
  options.method = ReplicateMethod::bootstrap;
  const ReplicateDesign design{options};
  const std::vector<Column> columns{std::span{sample.values}};
  const Estimates alone = mean(ReplicateDesign{options}, columns, sample.options(1));
  const double df = ReplicateDesign{options}.df();
  made::side_by_side(thread_count, [&](int) {
    EXPECT_EQ(design.df(), df);  // computed by the first that asks
    const Estimates together = mean(design, columns, sample.options(3));
    EXPECT_EQ(together.values, alone.values);
    EXPECT_EQ(together.covariance.values, alone.covariance.values);
  });
}

// So many rows that several threads put them in order; sums of such weights tell in which order they
// were added.
TEST(SurveyThreads, FindQuantilesOfManyRowsTogether) {
  constexpr std::size_t rows = 700'000;
  std::vector<double> weights(rows);
  std::vector<double> values(rows);
  std::vector<std::int64_t> clusters(rows);
  std::vector<std::int32_t> domains(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    weights[i] = i % 11 == 0 ? 0 : 0.1 + static_cast<double>(i % 97) / 7;
    values[i] = static_cast<double>(i * 7919 % 100'003) / 3;
    clusters[i] = static_cast<std::int64_t>(i % 60);
    domains[i] = static_cast<std::int32_t>(i % 4) - 1;  // one in four is in none
  }
  DesignOptions options;
  options.weights = std::span<const double>{weights};
  options.clusters = {Ids{std::span<const std::int64_t>{clusters}}};
  const Design design{options};
  const std::vector<Column> columns{std::span<const double>{values}};
  EstimateOptions how;
  how.by = {domains, 3};
  how.threads = 1;
  QuantileOptions wanted;
  wanted.probabilities = {0.25, 0.5};
  const Quantiles alone = quantile(design, columns, wanted, how);
  for (std::size_t d = 0; d < 3; ++d) {
    const double median = alone.estimates.values[3 + d];
    double all = 0;
    double below = 0;
    double up_to = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      if (domains[i] != static_cast<std::int32_t>(d)) continue;
      all += weights[i];
      below += values[i] < median ? weights[i] : 0;
      up_to += values[i] <= median ? weights[i] : 0;
    }
    EXPECT_LE(below, all / 2) << d;
    EXPECT_GE(up_to, all / 2) << d;
  }
  for (const int threads : {2, 3}) {
    how.threads = threads;
    const Quantiles together = quantile(design, columns, wanted, how);
    EXPECT_EQ(together.estimates.values, alone.estimates.values) << threads;
    EXPECT_EQ(together.estimates.standard_errors, alone.estimates.standard_errors) << threads;
    EXPECT_EQ(together.intervals, alone.intervals) << threads;
  }
}

}  // namespace
}  // namespace actionplan::survey::threads_test
