// SPDX-License-Identifier: Apache-2.0
// Assessing indicators with twenty observations each, with both clocks, beside a bare loop over the
// same columns. Of the indicators 10% are disaggregated, 5% pooled and 1% contradicted; 1% of the
// observations are replaced. Each observation is recorded 5 to 44 days after its period.
// ACTIONPLAN_BENCHMARK_INDICATORS says how many; 100,000 unless set. With
// ACTIONPLAN_BENCHMARK_OWN_DAYS set, each observation was also made on a day of its own.
#include <actionplan/core/hash.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/plan/plan_builder.hpp>

#include "evidence/internal/evidence_block.hpp"

#include <benchmark/benchmark.h>

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace actionplan;

std::size_t indicator_count() {
  static const std::size_t count = [] {
    const char* const said = std::getenv("ACTIONPLAN_BENCHMARK_INDICATORS");
    return said == nullptr ? 100'000 : std::stoul(said);
  }();
  return count;
}

constexpr int periods = 20;

enum class Shape : std::uint8_t { last, sum, mean, pooled, parts, contradicted };

Shape shape_of(std::size_t indicator) {
  const std::size_t share = indicator % 100;
  if (share < 10) return Shape::parts;
  if (share < 15) return Shape::pooled;
  if (share < 16) return Shape::contradicted;
  return share < 50 ? Shape::last : share < 80 ? Shape::sum : Shape::mean;
}

std::string number_of(std::size_t indicator) { return std::to_string(1'000'000 + indicator); }

PlanHistory make_history() {
  PlanBuilder builder;
  Profile profile;
  PlanHeading heading;
  heading.title = "A plan";
  builder.heading(heading);
  for (std::size_t i = 0; i < indicator_count(); ++i) {
    Measure measure;
    measure.number = number_of(i);
    measure.id = MeasureId{measure.number};
    measure.indicator_text = "it";
    const IndicatorId id{measure.number + "/1"};
    measure.indicators = {Indicator{id, IndicatorKind::count, "it", Span{0, 2}}};
    measure.deadline.kind = DeadlineKind::window;
    measure.deadline.start = Date::from_ymd(2014, 1, 1);
    measure.deadline.due = Date::from_ymd(2018, 12, 31);
    builder.add(std::move(measure));
    IndicatorProfile& said = profile.indicators[id];
    said.direction = Direction::up;
    said.baseline = 0;
    said.targets = {Target{}};
    said.targets[0].value = 100;
    const Shape shape = shape_of(i);
    said.aggregation = shape == Shape::sum      ? Aggregation::sum
                       : shape == Shape::mean   ? Aggregation::mean
                       : shape == Shape::pooled ? Aggregation::pooled_ratio
                                                : Aggregation::last;
    if (shape == Shape::parts) {
      said.dimensions["region"] = {"a", "b", "c", "d"};
      said.dimension_aggregation = Aggregation::sum;
    }
  }
  return PlanHistory{builder.build(), profile};
}

// A digest that is as good as any: these entries are never looked up by it.
Hash nth_hash(std::uint64_t number) {
  Hash hash{};
  for (std::size_t i = 0; i < 8; ++i) hash[i] = static_cast<std::uint8_t>(number >> (56 - 8 * i));
  return hash;
}

Evidence make_evidence() {
  std::mt19937_64 random{20160427};
  EvidenceBuilder builder;
  Entry entry{EntryKind::observation, Date::from_ymd(2019, 1, 15)};
  entry.reporter = "Ministry";
  entry.sources = {Source{"https://example.org", {}, ""}};
  const bool has_own_days = std::getenv("ACTIONPLAN_BENCHMARK_OWN_DAYS") != nullptr;
  std::uint64_t number = 0;
  const auto add = [&](const Period& period, double value) {
    entry.period = period;
    entry.value = value;
    entry.recorded_on = period.last().plus_days(5 + static_cast<std::int32_t>(random() % 40));
    if (has_own_days) {
      entry.observed_on = period.last().plus_days(-static_cast<std::int32_t>(random() % 40));
    }
    entry.replaces.reset();
    builder.add(entry, nth_hash(++number));
    if (random() % 100 != 0) return;
    entry.replaces = EntryId{to_hex(nth_hash(number))};
    entry.recorded_on = entry.recorded_on.plus_days(30);
    builder.add(entry, nth_hash(++number));
  };
  for (std::size_t i = 0; i < indicator_count(); ++i) {
    const Shape shape = shape_of(i);
    entry.indicator = IndicatorId{number_of(i) + "/1"};
    entry.denominator.reset();
    entry.dimension.clear();
    if (shape == Shape::pooled) entry.denominator = 50;
    for (int at = 0; at < periods; ++at) {
      const auto value = static_cast<double>(random() % 120);
      if (shape == Shape::parts) {
        entry.dimension = {{"region", std::string(1, static_cast<char>('a' + at % 4))}};
        add(Period::year(2014 + at / 4), value);
      } else {
        add(Period::quarter(2014 + at / 4, 1 + at % 4), value);
      }
    }
    if (shape == Shape::contradicted) add(Period::quarter(2018, 3), 50);
  }
  return builder.build();
}

const PlanHistory& history() {
  static const PlanHistory made = make_history();
  return made;
}

std::size_t heap_bytes() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

std::size_t heap_before = 0;

const Evidence& evidence() {
  static const Evidence made = [] {
    heap_before = heap_bytes();
    return make_evidence();
  }();
  return made;
}

// What the columns of the rows take at least.
std::size_t column_bytes(const EvidenceBlock& block) {
  constexpr std::size_t row = 6 * sizeof(std::int32_t) + 2 * sizeof(double) + sizeof(std::uint8_t) +
                              2 * sizeof(std::uint32_t) + sizeof(Hash);
  const std::size_t indicator = sizeof(IndicatorId) + sizeof(std::uint32_t);
  return block.rows() * row + block.indicators.size() * indicator;
}

AssessOptions options() {
  AssessOptions made{Date::from_ymd(2018, 9, 30)};
  made.known_at = Date::from_ymd(2018, 11, 30);
  return made;
}

// Argument: threads.
void assess_evidence(benchmark::State& state) {
  AssessOptions asked = options();
  asked.threads = static_cast<int>(state.range(0));
  const auto rows = static_cast<double>(evidence().size());
  static const double memory = static_cast<double>(heap_bytes() - heap_before) /
                               static_cast<double>(column_bytes(base_block(evidence())));
  (void)history();
  for (auto _ : state) benchmark::DoNotOptimize(assess(history(), evidence(), asked));
  state.counters["observations"] = rows;
  state.counters["memory_to_columns"] = memory;
}
BENCHMARK(assess_evidence)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

// The limit: of each row what the clocks ask for, and its value added up by indicator. Each thread
// takes as many indicators.
void bare_loop(benchmark::State& state) {
  const EvidenceBlock& block = base_block(evidence());
  const AssessOptions asked = options();
  const std::int32_t as_of = asked.as_of.days();
  const std::int32_t known_at = asked.known_at->days();
  const auto threads = static_cast<std::size_t>(state.range(0));
  const auto add_up = [&](std::vector<double>& sums, std::size_t part) {
    const std::size_t size = sums.size();
    for (std::size_t i = size * part / threads; i < size * (part + 1) / threads; ++i) {
      double sum = 0;
      for (std::uint32_t row = block.offsets[i]; row < block.offsets[i + 1]; ++row) {
        const bool counts = block.recorded_on[row] <= known_at &&
                            known_at < block.replaced_on[row] && block.true_from[row] <= as_of;
        sum += counts ? block.value[row] : 0;
      }
      sums[i] = sum;
    }
  };
  for (auto _ : state) {
    std::vector<double> sums(block.indicators.size());
    std::vector<std::thread> helpers;
    for (std::size_t part = 1; part < threads; ++part) {
      helpers.emplace_back(add_up, std::ref(sums), part);
    }
    add_up(sums, 0);
    for (std::thread& helper : helpers) helper.join();
    benchmark::DoNotOptimize(sums);
  }
}
BENCHMARK(bare_loop)->ArgName("threads")->Arg(1)->Arg(2)->UseRealTime()->Unit(
    benchmark::kMillisecond);

// As a monitoring service does: one entry after another is appended, and the assessment follows.
void reassess_one_entry(benchmark::State& state) {
  Entry entry{EntryKind::observation, Date::from_ymd(2018, 10, 1)};
  entry.period = Period::month(2018, 8);
  entry.reporter = "Ministry";
  entry.sources = {Source{"https://example.org", {}, ""}};
  Evidence grown = evidence();
  Assessment current = assess(history(), grown, options());
  std::size_t count = 0;
  std::vector<double> taken;  // by hand: to stop the benchmark's clock costs more than is measured
  for (auto _ : state) {
    ++count;
    entry.indicator = IndicatorId{number_of(count * 7919 % indicator_count()) + "/1"};
    entry.value = static_cast<double>(count);
    grown = grown.appended({&entry, 1});
    const auto start = std::chrono::steady_clock::now();
    current = reassess(std::move(current), grown);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    benchmark::DoNotOptimize(current);
    state.SetIterationTime(seconds.count());
    taken.push_back(seconds.count() * 1e6);
  }
  std::nth_element(taken.begin(), taken.begin() + static_cast<std::ptrdiff_t>(taken.size() / 2),
                   taken.end());
  state.counters["median_us"] = taken[taken.size() / 2];
}
BENCHMARK(reassess_one_entry)->Unit(benchmark::kMicrosecond)->UseManualTime()->Iterations(1000);

// Three thousand entries, one by one, of which each hundredth replaces one of the base: the time of
// all, and of the slowest.
void append_one_by_one(benchmark::State& state) {
  constexpr int count = 3000;
  Entry entry{EntryKind::observation, Date::from_ymd(2019, 6, 1)};
  entry.reporter = "Ministry";
  entry.sources = {Source{"https://example.org", {}, ""}};
  const Evidence& base = evidence();
  double worst = 0;
  for (auto _ : state) {
    Evidence grown = base;
    for (int i = 0; i < count; ++i) {
      const auto indicator = static_cast<std::size_t>(i) * 7919 % indicator_count();
      entry.indicator = IndicatorId{number_of(indicator) + "/1"};
      entry.period = Period::month(2018, 1 + i % 12);
      entry.value = i;
      entry.replaces.reset();
      if (i % 100 == 99) entry.replaces = base.id(static_cast<std::size_t>(i));
      const auto start = std::chrono::steady_clock::now();
      grown = grown.appended({&entry, 1});
      const std::chrono::duration<double, std::micro> taken =
          std::chrono::steady_clock::now() - start;
      worst = std::max(worst, taken.count());
    }
    benchmark::DoNotOptimize(grown);
  }
  state.counters["worst_us"] = worst;
  state.counters["each"] = benchmark::Counter(
      count, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(append_one_by_one)->Unit(benchmark::kMillisecond);

}  // namespace
