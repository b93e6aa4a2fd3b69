// SPDX-License-Identifier: Apache-2.0
// Reading and interpreting the Azerbaijani plan, beside its single steps and a bare split of the
// same bytes into cells.
#include <actionplan/codec/json.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/read/read.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace actionplan;

const std::string& bytes() {
  static const std::string read_once = [] {
    const std::ifstream file{ACTIONPLAN_EXAMPLE_DATA "/az-nap-2016-2018.txt", std::ios::binary};
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
  }();
  return read_once;
}

void read_plan(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(read_bytes(bytes(), "text"));
  }
}
BENCHMARK(read_plan)->Unit(benchmark::kMicrosecond);

void read_table_only(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(table_from_text(bytes()));
  }
}
BENCHMARK(read_table_only)->Unit(benchmark::kMicrosecond);

// The limit: cells cut at tabs and copied, nothing understood.
void bare_split(benchmark::State& state) {
  for (auto _ : state) {
    std::vector<std::string> cells;
    std::size_t begin = 0;
    while (begin < bytes().size()) {
      const std::size_t end = std::min(bytes().find('\t', begin), bytes().size());
      cells.emplace_back(bytes(), begin, end - begin);
      begin = end + 1;
    }
    benchmark::DoNotOptimize(cells);
  }
}
BENCHMARK(bare_split)->Unit(benchmark::kMicrosecond);

void plan_through_json(benchmark::State& state) {
  const std::string json = to_json(read_bytes(bytes(), "text"));
  for (auto _ : state) {
    benchmark::DoNotOptimize(plan_from_json(json));
  }
}
BENCHMARK(plan_through_json)->Unit(benchmark::kMicrosecond);

void assess_plan(benchmark::State& state) {
  const Plan plan = read_bytes(bytes(), "text");
  const AssessOptions options{Date::from_ymd(2017, 6, 30)};
  for (auto _ : state) {
    benchmark::DoNotOptimize(assess(plan, options));
  }
}
BENCHMARK(assess_plan)->Unit(benchmark::kMicrosecond);

}  // namespace
