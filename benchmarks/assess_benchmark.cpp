// SPDX-License-Identifier: Apache-2.0
// Assessing the deadlines of 1,000,000 measures, beside a bare loop over the same columns.
// With so many measures a time in milliseconds reads as nanoseconds for each.
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/plan/plan_builder.hpp>

#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace actionplan;

constexpr std::size_t measure_count = 1'000'000;

Deadline random_deadline(std::mt19937& random) {
  std::uniform_int_distribution<int> kind{0, 9};
  std::uniform_int_distribution<int> year{2016, 2018};
  std::uniform_int_distribution<int> month{1, 12};
  Deadline deadline;
  const Period first = Period::month(year(random), month(random));
  deadline.start = first.first();
  deadline.due = first.last().plus_months(month(random));
  switch (kind(random)) {
    case 0: deadline.kind = DeadlineKind::by; break;
    case 1: deadline.kind = DeadlineKind::several; break;
    case 2: deadline.kind = DeadlineKind::continuous; break;
    case 3:
      deadline = Deadline{};
      deadline.kind = DeadlineKind::relative;
      break;
    case 4: deadline = Deadline{}; break;
    default: deadline.kind = DeadlineKind::window; break;
  }
  return deadline;
}

Plan random_plan() {
  std::mt19937 random{20160427};
  PlanBuilder builder;
  Agency agency;
  agency.id = AgencyId{"agency"};
  builder.add(agency);
  for (std::size_t i = 0; i < measure_count; ++i) {
    Measure measure;
    measure.number = std::to_string(i);
    measure.id = MeasureId{measure.number};
    measure.deadline = random_deadline(random);
    const Force force = random() % 6 == 0 ? Force::recommended : Force::binding;
    measure.assignments.push_back({agency.id, Role::implementer, force, Discharge::unstated, ""});
    builder.add(std::move(measure));
  }
  return builder.build();
}

const Plan& plan() {
  static const Plan made = random_plan();
  return made;
}

const Date as_of = Date::from_ymd(2017, 6, 30);

void assess_deadlines(benchmark::State& state) {
  const PlanHistory history{plan()};
  const AssessOptions options{as_of};
  for (auto _ : state) {
    benchmark::DoNotOptimize(assess(history, options));
  }
}
BENCHMARK(assess_deadlines)->Unit(benchmark::kMillisecond);

// The limit: two comparisons for each row of the due column and one status byte written.
void bare_loop(benchmark::State& state) {
  const DeadlineColumns columns = plan().deadlines();
  const std::int32_t day = as_of.days();
  for (auto _ : state) {
    std::vector<std::uint8_t> status(columns.due.size());
    for (std::size_t i = 0; i < status.size(); ++i) {
      status[i] = day < columns.start[i] ? 0 : day > columns.due[i] ? 2 : 1;
    }
    benchmark::DoNotOptimize(status);
  }
}
BENCHMARK(bare_loop)->Unit(benchmark::kMillisecond);

void count_statuses(benchmark::State& state) {
  const Assessment assessment = assess(plan(), AssessOptions{as_of});
  for (auto _ : state) {
    benchmark::DoNotOptimize(assessment.summary());
  }
}
BENCHMARK(count_statuses)->Unit(benchmark::kMillisecond);

}  // namespace
