// SPDX-License-Identifier: Apache-2.0
// Reading and interpreting the Azerbaijani plan, beside its single steps and a bare split of the
// same bytes into cells; and from cells to a plan, beside folding every cell once.
#include <actionplan/codec/json.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/read/read.hpp>
#include <actionplan/read/reading.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace actionplan;

std::string bytes_of(const std::string& path) {
  const std::ifstream file{path, std::ios::binary};
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

const std::string& bytes() {
  static const std::string read_once = bytes_of(ACTIONPLAN_EXAMPLE_DATA "/az-nap-2016-2018.txt");
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

// The DOCX of the plan, or ACTIONPLAN_BENCHMARK_DOCUMENT; its tables with their rows so many times.
Document cells(std::size_t times) {
  const char* const given = std::getenv("ACTIONPLAN_BENCHMARK_DOCUMENT");
  const std::string path =
      given != nullptr ? given : ACTIONPLAN_EXAMPLE_DATA "/az-nap-2016-2018.docx";
  const std::string file = bytes_of(path);
  DocumentSource source;
  source.name = path;
  source.bytes = file;
  Document document = read_document(source);
  for (Block& block : document.blocks) {
    const std::vector<Row> rows = block.rows;
    for (std::size_t i = 1; i < times && !rows.empty(); ++i) {
      block.rows.insert(block.rows.end(), rows.begin() + 1, rows.end());
    }
  }
  return document;
}

// The counter `measure` is the time for each measure.
void cells_to_plan(benchmark::State& state) {
  const Document document = cells(static_cast<std::size_t>(state.range(0)));
  std::size_t measures = 0;
  for (auto _ : state) measures = interpret_all(document).plan.measures().size();
  state.counters["measure"] = benchmark::Counter(
      static_cast<double>(measures),
      benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(cells_to_plan)->Arg(1)->Arg(100)->Unit(benchmark::kMillisecond);

// The limit: every cell folded and copied, nothing understood.
void cells_folded(benchmark::State& state) {
  const Document document = cells(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    for (const Block& block : document.blocks) {
      for (const Row& row : block.rows) {
        for (const Cell& cell : row) benchmark::DoNotOptimize(text::fold(cell.text));
      }
    }
  }
}
BENCHMARK(cells_folded)->Arg(1)->Arg(100)->Unit(benchmark::kMillisecond);

void assess_plan(benchmark::State& state) {
  const Plan plan = read_bytes(bytes(), "text");
  const AssessOptions options{Date::from_ymd(2017, 6, 30)};
  for (auto _ : state) {
    benchmark::DoNotOptimize(assess(plan, options));
  }
}
BENCHMARK(assess_plan)->Unit(benchmark::kMicrosecond);

}  // namespace
