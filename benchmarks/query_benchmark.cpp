// SPDX-License-Identifier: Apache-2.0
// Filtering 1,000,000 measures: the question of the design, others beside it, and a bare loop over
// the same columns. With so many measures a time in milliseconds reads as nanoseconds for each.
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/plan/plan_builder.hpp>
#include <actionplan/query/select.hpp>

#include <benchmark/benchmark.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace actionplan;

constexpr std::size_t measure_count = 1'000'000;
constexpr std::size_t agency_count = 200;
constexpr std::size_t section_count = 1000;

Deadline random_deadline(std::mt19937& random) {
  Deadline deadline;
  if (random() % 10 == 0) return deadline;
  deadline.kind = random() % 8 == 0 ? DeadlineKind::by : DeadlineKind::window;
  const Period first =
      Period::month(2016 + static_cast<int>(random() % 3), 1 + static_cast<int>(random() % 12));
  deadline.start = first.first();
  deadline.due = first.last().plus_months(static_cast<int>(random() % 12));
  return deadline;
}

std::string random_title(std::mt19937& random) {
  static const std::vector<std::string> words{
      "information", "of",     "the",     "public", "training", "state", "bodies",
      "electronic",  "budget", "society", "şəffaf", "hökumət",  "açıq",  "data"};
  std::string title;
  for (int i = 0; i < 8; ++i) title += words[random() % words.size()] + " ";
  title += std::to_string(random() % 1000);
  return title;
}

Plan random_plan() {
  std::mt19937 random{20160427};
  PlanBuilder builder;
  for (std::size_t i = 0; i < agency_count; ++i) {
    Agency agency;
    agency.id = AgencyId{"agency-" + std::to_string(i)};
    agency.name = (i % 20 == 0 ? "Ministry of Justice " : "State Committee ") + std::to_string(i);
    builder.add(agency);
  }
  for (std::size_t i = 0; i < section_count; ++i) {
    Section section;
    section.number = std::to_string(i + 1);
    section.id = SectionId{section.number};
    builder.add(section);
  }
  for (std::size_t i = 0; i < measure_count; ++i) {
    Measure measure;
    const std::size_t section = i / (measure_count / section_count) + 1;
    measure.section = SectionId{std::to_string(section)};
    measure.number = measure.section->value() + "." + std::to_string(i);
    measure.id = MeasureId{measure.number};
    measure.title = random_title(random);
    measure.deadline = random_deadline(random);
    for (std::size_t k = 1 + random() % 3; k-- > 0;) {
      const AgencyId agency{"agency-" + std::to_string(random() % agency_count)};
      measure.assignments.push_back({agency, k == 0 ? Role::lead : Role::supporting,
                                     random() % 6 == 0 ? Force::recommended : Force::binding,
                                     Discharge::unstated, ""});
    }
    builder.add(std::move(measure));
  }
  return builder.build();
}

const Query& query() {
  static const Query made{assess(random_plan(), AssessOptions{Date::from_ymd(2017, 6, 30)})};
  return made;
}

void filter(benchmark::State& state, const char* text) {
  const Filter asked = Filter::parse(text);
  const std::size_t total = query().where(asked).total;  // the columns are made here
  for (auto _ : state) {
    benchmark::DoNotOptimize(query().where(asked));
  }
  state.counters["rows"] = static_cast<double>(total);
}
BENCHMARK_CAPTURE(filter, design,
                  R"(deadline_status = unreported AND agency : "Justice" AND due < 2018-01-01)")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(filter, status, "deadline_status = unreported")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(filter, section_and_role, "(section : 40 OR role = supporting) AND due : *")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(filter, number, "number : 40")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(filter, common_word, "title : training")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(filter, rare_word, "title : transparency")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(filter, status_and_word, "deadline_status = due_soon AND title : hökumət")
    ->Unit(benchmark::kMillisecond);

// The first question, with the making of its columns.
void filter_once(benchmark::State& state) {
  const Filter asked =
      Filter::parse(R"(deadline_status = unreported AND agency : "Justice" AND due < 2018-01-01)");
  const Assessment& assessment = query().assessment();
  for (auto _ : state) {
    benchmark::DoNotOptimize(where(assessment, asked));
  }
}
BENCHMARK(filter_once)->Unit(benchmark::kMillisecond);

void order_one_page(benchmark::State& state) {
  SelectOptions options;
  options.order = parse_order("due desc, number");
  options.page_size = 50;
  for (auto _ : state) {
    benchmark::DoNotOptimize(query().where(Filter{}, options));
  }
}
BENCHMARK(order_one_page)->Unit(benchmark::kMillisecond);

void count_by_agency(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(query().count_by(Field::agency));
  }
}
BENCHMARK(count_by_agency)->Unit(benchmark::kMillisecond);

// The limit: a status and a due day of each row compared, positions written.
void bare_loop(benchmark::State& state) {
  const Assessment& assessment = query().assessment();
  const std::span<const std::int32_t> due = assessment.plan().deadlines().due;
  const std::int32_t day = Date::from_ymd(2018, 1, 1).days();
  for (auto _ : state) {
    std::vector<std::size_t> rows(due.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < due.size(); ++i) {
      rows[count] = i;
      const bool passes = assessment.statuses()[i] == DeadlineStatus::unreported && due[i] < day;
      count += passes ? 1 : 0;
    }
    rows.resize(count);
    benchmark::DoNotOptimize(rows);
  }
}
BENCHMARK(bare_loop)->Unit(benchmark::kMillisecond);

}  // namespace
