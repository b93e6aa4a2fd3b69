// SPDX-License-Identifier: Apache-2.0
// Appending to a store beside a bare batched insert of the same rows, and loading it beside a bare
// loop that reads every column. ACTIONPLAN_BENCHMARK_ENTRIES says how many; 100,000 unless set, of
// which a time in milliseconds is 10 ns for each.
#include <actionplan/evidence/evidence.hpp>
#include <actionplan/plan/plan_builder.hpp>
#include <actionplan/store/store.hpp>

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using namespace actionplan;

int entry_count() {
  static const int count = [] {
    const char* const said = std::getenv("ACTIONPLAN_BENCHMARK_ENTRIES");
    return said == nullptr ? 100'000 : std::stoi(said);
  }();
  return count;
}

std::filesystem::path path_of(const char* name) {
  return std::filesystem::temp_directory_path() / name;
}

void remove_store(const std::filesystem::path& path) {
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path.string() + suffix);
}

const std::vector<Entry>& entries() {
  static const std::vector<Entry> all = [] {
    std::vector<Entry> made;
    made.reserve(static_cast<std::size_t>(entry_count()));
    for (int i = 0; i < entry_count(); ++i) {
      Entry entry{EntryKind::observation, Date::from_ymd(2019, 6, 1)};
      entry.indicator = IndicatorId{std::to_string(i % 5000) + "/1"};
      entry.period = Period::quarter(2016 + i % 3, 1 + i % 4);
      entry.value = i * 0.5;
      entry.unit = "trainings";
      entry.reporter = "Ministry " + std::to_string(i % 33);
      entry.sources = {Source{"https://example.org/report/" + std::to_string(i % 500), {}, ""}};
      made.push_back(std::move(entry));
    }
    return made;
  }();
  return all;
}

Plan plan() {
  PlanBuilder builder;
  PlanHeading heading;
  heading.title = "A plan";
  builder.heading(heading);
  return builder.build();
}

// The entries are on indicators that the plan, which is empty, does not hold.
AppendOptions keeping_orphans() {
  AppendOptions options;
  options.orphans = Orphans::keep;
  return options;
}

void append(benchmark::State& state) {
  const auto path = path_of("actionplan-append.db");
  const std::vector<Entry>& all = entries();
  for (auto _ : state) {
    state.PauseTiming();
    remove_store(path);
    Store store = Store::create(path, plan(), Profile{}, Date::from_ymd(2016, 5, 1));
    state.ResumeTiming();
    benchmark::DoNotOptimize(store.append(all, keeping_orphans()));
  }
  remove_store(path);
}
BENCHMARK(append)->Unit(benchmark::kMillisecond);

// The file that the bare loops copy from and read.
const std::filesystem::path& filled() {
  static const std::filesystem::path path = [] {
    auto made = path_of("actionplan-load.db");
    remove_store(made);
    Store store = Store::create(made, plan(), Profile{}, Date::from_ymd(2016, 5, 1));
    (void)store.append(entries(), keeping_orphans());
    return made;
  }();
  return path;
}

// A connection that closes itself.
class Connection {
 public:
  explicit Connection(const std::filesystem::path& path) {
    if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) throw std::runtime_error("open");
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { sqlite3_close(database_); }
  void run(const std::string& sql) {
    if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(database_));
    }
  }
  sqlite3_stmt* prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(database_));
    }
    return statement;
  }

 private:
  sqlite3* database_ = nullptr;
};

// The limit: the same values bound and inserted, in one transaction, into the same table.
void bare_insert(benchmark::State& state) {
  Connection source{filled()};
  sqlite3_stmt* read = source.prepare("SELECT * FROM entry ORDER BY seq");
  std::vector<std::vector<sqlite3_value*>> rows;
  const int columns = sqlite3_column_count(read);
  while (sqlite3_step(read) == SQLITE_ROW) {
    std::vector<sqlite3_value*> row;
    for (int i = 0; i < columns; ++i)
      row.push_back(sqlite3_value_dup(sqlite3_column_value(read, i)));
    rows.push_back(std::move(row));
  }
  sqlite3_finalize(read);
  std::string marks = "?";
  for (int i = 1; i < columns; ++i) marks += ", ?";
  const auto path = path_of("actionplan-bare.db");
  for (auto _ : state) {
    state.PauseTiming();
    remove_store(path);
    { (void)Store::create(path, plan(), Profile{}, Date::from_ymd(2016, 5, 1)); }
    Connection target{path};
    target.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    state.ResumeTiming();
    target.run("BEGIN");
    sqlite3_stmt* insert = target.prepare(("INSERT INTO entry VALUES (" + marks + ")").c_str());
    for (const auto& row : rows) {
      for (int i = 0; i < columns; ++i) {
        sqlite3_bind_value(insert, i + 1, row[static_cast<std::size_t>(i)]);
      }
      if (sqlite3_step(insert) != SQLITE_DONE) throw std::runtime_error("insert");
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    target.run("COMMIT");
  }
  for (const auto& row : rows) {
    for (sqlite3_value* value : row) sqlite3_value_free(value);
  }
  remove_store(path);
}
BENCHMARK(bare_insert)->Unit(benchmark::kMillisecond);

void load(benchmark::State& state) {
  const Store store = Store::open(filled());
  for (auto _ : state) {
    benchmark::DoNotOptimize(store.evidence());
  }
}
BENCHMARK(load)->Unit(benchmark::kMillisecond);

// The limit: every column of every row is read, and nothing is kept.
void bare_read(benchmark::State& state) {
  Connection source{filled()};
  for (auto _ : state) {
    sqlite3_stmt* read = source.prepare("SELECT * FROM entry ORDER BY seq");
    const int columns = sqlite3_column_count(read);
    std::size_t bytes = 0;
    while (sqlite3_step(read) == SQLITE_ROW) {
      for (int i = 0; i < columns; ++i) {
        switch (sqlite3_column_type(read, i)) {
          case SQLITE_INTEGER: bytes += sqlite3_column_int64(read, i) != 0 ? 1U : 0U; break;
          case SQLITE_FLOAT: bytes += sqlite3_column_double(read, i) != 0 ? 1U : 0U; break;
          case SQLITE_NULL: break;
          default:
            benchmark::DoNotOptimize(sqlite3_column_blob(read, i));
            bytes += static_cast<std::size_t>(sqlite3_column_bytes(read, i));
        }
      }
    }
    sqlite3_finalize(read);
    benchmark::DoNotOptimize(bytes);
  }
}
BENCHMARK(bare_read)->Unit(benchmark::kMillisecond);

}  // namespace
