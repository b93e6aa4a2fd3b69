// SPDX-License-Identifier: Apache-2.0
// Means of 10 variables in 16 domains with standard errors, over 50 strata of 20 sampling units.
// ACTIONPLAN_SURVEY_ROWS sets the number of rows (1000000).
#include <actionplan/survey/estimators.hpp>
#include <actionplan/survey/quantile.hpp>
#include <actionplan/survey/replicate_design.hpp>
#include <actionplan/survey/replicate_estimators.hpp>
#include <actionplan/survey/sums.hpp>

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace actionplan::survey;

struct Microdata {
  std::vector<double> weights;
  std::vector<std::int32_t> strata;
  std::vector<std::int32_t> clusters;
  std::vector<std::int32_t> domains;
  std::vector<std::vector<double>> values;

  Microdata(std::size_t rows, bool is_sorted) : values(10, std::vector<double>(rows)) {
    std::mt19937_64 random{2018};
    for (std::size_t row = 0; row < rows; ++row) {
      const std::uint64_t bits = random();
      const std::size_t unit = is_sorted ? row * 1000 / rows : bits % 1000;
      strata.push_back(static_cast<std::int32_t>(unit / 20));
      clusters.push_back(static_cast<std::int32_t>(unit));
      domains.push_back(static_cast<std::int32_t>(bits >> 60U));
      weights.push_back(1 + static_cast<double>(bits >> 40U & 1023U) / 256);
      for (std::size_t j = 0; j < values.size(); ++j) {
        values[j][row] = static_cast<double>((bits >> (4 * j)) & 255U) + static_cast<double>(j);
      }
    }
  }

  [[nodiscard]] Design design() const {
    DesignOptions options;
    options.weights = weights;
    options.strata = {Ids{std::span{strata}}};
    options.clusters = {Ids{std::span{clusters}}};
    return Design{options};
  }
  [[nodiscard]] std::vector<Column> columns() const {
    std::vector<Column> out;
    for (const auto& column : values) out.emplace_back(std::span<const double>{column});
    return out;
  }
};

const Microdata& microdata(bool is_sorted) {
  const char* rows = std::getenv("ACTIONPLAN_SURVEY_ROWS");
  static const std::size_t count = rows != nullptr ? std::stoul(rows) : 1'000'000;
  static const Microdata sorted{count, true};
  if (is_sorted) return sorted;
  static const Microdata mixed{count, false};
  return mixed;
}

void per_row(benchmark::State& state, std::size_t rows) {
  state.counters["ns_per_row"] = benchmark::Counter(
      static_cast<double>(rows) * 1e-9,
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

// Arguments: threads; rows in order of their units or mixed.
void mean_by_domain(benchmark::State& state) {
  const Microdata& data = microdata(state.range(1) != 0);
  const Design design = data.design();
  const std::vector<Column> columns = data.columns();
  EstimateOptions options;
  options.by = {data.domains, 16};
  options.threads = static_cast<int>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(mean(design, columns, options));
  per_row(state, data.weights.size());
}
BENCHMARK(mean_by_domain)
    ->ArgNames({"threads", "sorted"})
    ->ArgsProduct({{1, 2}, {1, 0}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

// Adds up every column that the estimate reads, in order: the bound of memory.
double add_up(const Microdata& data, std::size_t begin, std::size_t end) {
  double sum = 0;
  const auto add_column = [&](const std::vector<double>& column) {
    double part[8] = {};
    for (std::size_t row = begin; row + 8 <= end; row += 8) {
      for (std::size_t k = 0; k < 8; ++k) part[k] += column[row + k];
    }
    for (const double p : part) sum += p;
  };
  for (const auto& column : data.values) add_column(column);
  add_column(data.weights);
  std::int64_t codes = 0;
  for (std::size_t row = begin; row < end; ++row) codes += data.clusters[row] + data.domains[row];
  return sum + static_cast<double>(codes);
}

void read_columns(benchmark::State& state) {
  const Microdata& data = microdata(true);
  const auto threads = static_cast<std::size_t>(state.range(0));
  const std::size_t rows = data.weights.size();
  std::vector<double> sums(threads);
  for (auto _ : state) {
    std::vector<std::thread> others;
    for (std::size_t t = 1; t < threads; ++t) {
      others.emplace_back(
          [&, t] { sums[t] = add_up(data, rows * t / threads, rows * (t + 1) / threads); });
    }
    sums[0] = add_up(data, 0, rows / threads);
    for (std::thread& other : others) other.join();
    benchmark::DoNotOptimize(sums.data());
  }
  per_row(state, rows);
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(rows * 96));
}
BENCHMARK(read_columns)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

// One variable, in domains or in the whole.
void mean_of_one(benchmark::State& state) {
  const Microdata& data = microdata(true);
  const Design design = data.design();
  const Column column{std::span<const double>{data.values[0]}};
  EstimateOptions options;
  if (state.range(1) > 1) options.by = {data.domains, 16};
  options.threads = static_cast<int>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(mean(design, {&column, 1}, options));
  per_row(state, data.weights.size());
}
BENCHMARK(mean_of_one)
    ->ArgNames({"threads", "domains"})
    ->ArgsProduct({{1, 2}, {1, 16}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void make_design(benchmark::State& state) {
  const Microdata& data = microdata(true);
  for (auto _ : state) benchmark::DoNotOptimize(data.design());
  per_row(state, data.weights.size());
}
BENCHMARK(make_design)->UseRealTime()->Unit(benchmark::kMillisecond);

void median(benchmark::State& state) {
  const Microdata& data = microdata(true);
  const Design design = data.design();
  const Column column{std::span<const double>{data.values[0]}};
  EstimateOptions options;
  options.threads = static_cast<int>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(quantile(design, {&column, 1}, {}, options));
  per_row(state, data.weights.size());
}
BENCHMARK(median)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

// The mean of one variable with the error of 80 replicate weights, at a tenth of the rows.
void mean_by_replicates(benchmark::State& state) {
  const Microdata& data = microdata(true);
  const std::size_t rows = data.weights.size() / 10;
  static const std::vector<std::vector<double>> weights = [&] {
    std::mt19937_64 random{80};
    std::vector<std::vector<double>> out(80, std::vector<double>(rows));
    for (auto& column : out) {
      for (double& weight : column) weight = 1 + static_cast<double>(random() >> 40U) * 0x1p-24;
    }
    return out;
  }();
  ReplicateOptions options;
  options.weights = std::span{data.weights}.first(rows);
  for (const auto& column : weights)
    options.replicates.emplace_back(std::span<const double>{column});
  options.scale = 1.0 / 80;
  options.df = 79;
  const ReplicateDesign design{options};
  const Column column{std::span<const double>{data.values[0]}.first(rows)};
  EstimateOptions how;
  how.threads = static_cast<int>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(mean(design, {&column, 1}, how));
  per_row(state, rows);
}
BENCHMARK(mean_by_replicates)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
