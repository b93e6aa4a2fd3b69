// SPDX-License-Identifier: Apache-2.0
// A mean with its standard error from 80 replicate weights, and what is around it.
// ACTIONPLAN_SURVEY_ROWS sets the number of rows (1000000).
#include <actionplan/survey/replicate_estimators.hpp>

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace actionplan::survey;

constexpr std::size_t replicate_count = 80;

struct Microdata {
  std::vector<double> weights;
  std::vector<double> y;
  std::vector<std::int32_t> domains;
  std::vector<std::vector<float>> replicates;

  explicit Microdata(std::size_t rows) : replicates(replicate_count, std::vector<float>(rows)) {
    std::mt19937_64 random{2018};
    for (std::size_t row = 0; row < rows; ++row) {
      const std::uint64_t bits = random();
      weights.push_back(1 + static_cast<double>(bits >> 40U & 1023U) / 256);
      y.push_back(static_cast<double>(bits & 255U));
      domains.push_back(static_cast<std::int32_t>(bits >> 60U));
      const std::uint64_t signs = random();
      for (std::size_t r = 0; r < replicate_count; ++r) {
        const double factor = (signs >> (r % 64) & 1U) != 0 ? 1.7 : 0.3;
        replicates[r][row] = static_cast<float>(weights.back() * factor);
      }
    }
  }

  [[nodiscard]] ReplicateDesign design() const {
    ReplicateOptions options;
    options.weights = weights;
    for (const auto& column : replicates) {
      options.replicates.emplace_back(std::span<const float>{column});
    }
    options.method = ReplicateMethod::successive_difference;
    return ReplicateDesign{options};
  }
};

const Microdata& microdata() {
  static const Microdata data{[] {
    const char* given = std::getenv("ACTIONPLAN_SURVEY_ROWS");
    return given == nullptr ? std::size_t{1000000} : std::stoul(given);
  }()};
  return data;
}

void per_row(benchmark::State& state) {
  state.counters["per_row"] = benchmark::Counter(
      static_cast<double>(microdata().y.size()) * static_cast<double>(state.iterations()),
      benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void mean_of_80_replicates(benchmark::State& state) {
  const ReplicateDesign design = microdata().design();
  const Column y{std::span{microdata().y}};
  EstimateOptions options;
  options.threads = static_cast<int>(state.range(0));
  static_cast<void>(design.df());  // found once
  for (auto _ : state) benchmark::DoNotOptimize(mean(design, {&y, 1}, options));
  per_row(state);
}
BENCHMARK(mean_of_80_replicates)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

void means_in_16_domains(benchmark::State& state) {
  const ReplicateDesign design = microdata().design();
  const Column y{std::span{microdata().y}};
  EstimateOptions options;
  options.threads = static_cast<int>(state.range(0));
  options.by = {microdata().domains, 16};
  options.df_rule = DfRule::design;
  static_cast<void>(design.df());
  for (auto _ : state) benchmark::DoNotOptimize(mean(design, {&y, 1}, options));
  per_row(state);
}
BENCHMARK(means_in_16_domains)->Arg(1)->Arg(2)->UseRealTime()->Unit(benchmark::kMillisecond);

void degrees_of_freedom(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(microdata().design().df());
  per_row(state);
}
BENCHMARK(degrees_of_freedom)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
