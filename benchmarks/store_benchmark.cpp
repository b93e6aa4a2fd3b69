// SPDX-License-Identifier: Apache-2.0
// Appending to a store beside a bare batched insert of the same rows, loading it beside a bare loop
// that reads every column, and one measure asked of it beside the bare rows of that measure and
// beside the parsing of its plan. ACTIONPLAN_BENCHMARK_ENTRIES says how many entries there are; 100,000
// unless set, of which a time in milliseconds is 10 ns for each. The plan that is asked has a measure
// for each ten of them.
#include <actionplan/codec/json.hpp>
#include <actionplan/evaluate/assess.hpp>
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

using Row = std::vector<sqlite3_value*>;

// All rows of a table in the order of the chain, to be freed.
std::vector<Row> rows_of(Connection& source, const std::string& table) {
  sqlite3_stmt* read = source.prepare(("SELECT * FROM " + table + " ORDER BY seq").c_str());
  std::vector<Row> rows;
  const int columns = sqlite3_column_count(read);
  while (sqlite3_step(read) == SQLITE_ROW) {
    Row row;
    for (int i = 0; i < columns; ++i)
      row.push_back(sqlite3_value_dup(sqlite3_column_value(read, i)));
    rows.push_back(std::move(row));
  }
  sqlite3_finalize(read);
  return rows;
}

sqlite3_stmt* prepare_insert(Connection& target, const std::string& table, std::size_t columns) {
  std::string marks = "?";
  for (std::size_t i = 1; i < columns; ++i) marks += ", ?";
  return target.prepare(("INSERT INTO " + table + " VALUES (" + marks + ")").c_str());
}

void insert_row(sqlite3_stmt* insert, const Row& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    sqlite3_bind_value(insert, static_cast<int>(i) + 1, row[i]);
  }
  if (sqlite3_step(insert) != SQLITE_DONE) throw std::runtime_error("insert");
  sqlite3_reset(insert);
}

// The limit: the same values bound and inserted, in one transaction, into the same tables.
void bare_insert(benchmark::State& state) {
  Connection source{filled()};
  const std::vector<Row> rows = rows_of(source, "entry");
  const std::vector<Row> contents = rows_of(source, "content");
  const auto path = path_of("actionplan-bare.db");
  for (auto _ : state) {
    state.PauseTiming();
    remove_store(path);
    { (void)Store::create(path, plan(), Profile{}, Date::from_ymd(2016, 5, 1)); }
    Connection target{path};
    target.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    state.ResumeTiming();
    target.run("BEGIN");
    sqlite3_stmt* insert = prepare_insert(target, "entry", rows.front().size());
    sqlite3_stmt* insert_content = prepare_insert(target, "content", contents.front().size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      insert_row(insert, rows[i]);
      insert_row(insert_content, contents[i]);
    }
    sqlite3_finalize(insert);
    sqlite3_finalize(insert_content);
    target.run("COMMIT");
  }
  for (const auto* all : {&rows, &contents}) {
    for (const Row& row : *all) {
      for (sqlite3_value* value : row) sqlite3_value_free(value);
    }
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

void verify(benchmark::State& state) {
  const Store store = Store::open(filled());
  for (auto _ : state) {
    if (!store.verify().empty()) state.SkipWithError("the store is not whole");
  }
}
BENCHMARK(verify)->Unit(benchmark::kMillisecond);

// The limit: every column of every row is read, and nothing is kept.
void bare_read(benchmark::State& state) {
  Connection source{filled()};
  for (auto _ : state) {
    sqlite3_stmt* read = source.prepare(
        "SELECT * FROM entry JOIN content ON content.seq = entry.seq ORDER BY entry.seq");
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

// A plan of many measures, and entries on their indicators.
Plan wide_plan() {
  PlanBuilder builder;
  PlanHeading heading;
  heading.title = "A wide plan";
  builder.heading(heading);
  Agency justice;
  justice.id = AgencyId{"justice"};
  justice.name = "Ministry of Justice";
  builder.add(justice);
  for (int i = 0; i < entry_count() / 10; ++i) {
    Measure measure;
    measure.id = MeasureId{std::to_string(i)};
    measure.number = std::to_string(i);
    measure.title = "Trainings of civil servants, part " + std::to_string(i);
    measure.assignments = {Assignment{AgencyId{"justice"}, Role::implementer, Force::binding,
                                      Discharge::unstated, "Ministry of Justice"}};
    measure.deadline.kind = DeadlineKind::window;
    measure.deadline.text = "2016-2018";
    measure.deadline.start = Date::from_ymd(2016, 1, 1);
    measure.deadline.due = Date::from_ymd(2018, 12, 31);
    measure.indicator_text = "number of trainings";
    Indicator indicator;
    indicator.id = IndicatorId{std::to_string(i) + "/1"};
    indicator.kind = IndicatorKind::count;
    indicator.text = measure.indicator_text;
    indicator.span = {0, static_cast<std::uint32_t>(measure.indicator_text.size())};
    measure.indicators = {indicator};
    builder.add(measure);
  }
  return builder.build();
}

// The file that is asked for one measure; each has nine entries, and some are taken back.
const std::filesystem::path& asked() {
  static const std::filesystem::path path = [] {
    auto made = path_of("actionplan-asked.db");
    remove_store(made);
    Store store = Store::create(made, wide_plan(), Profile{}, Date::from_ymd(2016, 5, 1));
    std::vector<Entry> all = entries();
    const int measures = entry_count() / 10;
    for (int i = 0; i < entry_count(); ++i) {
      Entry& entry = all[static_cast<std::size_t>(i)];
      const auto measure = static_cast<int>((std::int64_t{i} * 7919 + i / measures) % measures);
      entry.indicator = IndicatorId{std::to_string(measure) + "/1"};
      if (i % 10 != 9) continue;
      Entry withdrawal{EntryKind::withdrawal, entry.recorded_on};
      withdrawal.about = entry_id(all[static_cast<std::size_t>(i) - 5]);
      withdrawal.reporter = entry.reporter;
      withdrawal.sources = entry.sources;
      entry = std::move(withdrawal);
    }
    (void)store.append(all);
    return made;
  }();
  return path;
}

AssessOptions asked_on() { return AssessOptions{Date::from_ymd(2019, 12, 31)}; }

Filter one_measure(int number) {
  return Filter::where(Field::id, Comparator::equal, std::to_string(number % (entry_count() / 10)));
}

void first_question(benchmark::State& state) {
  const auto& path = asked();
  for (auto _ : state) {
    const Store store = Store::open(path);
    benchmark::DoNotOptimize(store.where(one_measure(17), asked_on()));
  }
}
BENCHMARK(first_question)->Unit(benchmark::kMillisecond);

// The limit of the first question: its plan has to be read.
void parse_plan(benchmark::State& state) {
  Connection source{asked()};
  sqlite3_stmt* read = source.prepare("SELECT plan FROM revision");
  if (sqlite3_step(read) != SQLITE_ROW) throw std::runtime_error("no plan");
  const std::string json{reinterpret_cast<const char*>(sqlite3_column_text(read, 0)),
                         static_cast<std::size_t>(sqlite3_column_bytes(read, 0))};
  sqlite3_finalize(read);
  for (auto _ : state) {
    benchmark::DoNotOptimize(PlanHistory{plan_from_json(json)});
  }
}
BENCHMARK(parse_plan)->Unit(benchmark::kMillisecond);

void second_question(benchmark::State& state) {
  const Store store = Store::open(asked());
  (void)store.where(one_measure(17), asked_on());
  int number = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(store.where(one_measure(number += 101), asked_on()));
  }
}
BENCHMARK(second_question)->Unit(benchmark::kMillisecond);

// The limit of any further one: the rows of its entries, by the index.
void bare_rows(benchmark::State& state) {
  Connection source{asked()};
  sqlite3_stmt* read = source.prepare("SELECT * FROM entry WHERE indicator = ?");
  int number = 0;
  for (auto _ : state) {
    const std::string id = std::to_string((number += 101) % (entry_count() / 10)) + "/1";
    sqlite3_bind_text(read, 1, id.c_str(), -1, SQLITE_STATIC);
    std::size_t rows = 0;
    while (sqlite3_step(read) == SQLITE_ROW) ++rows;
    if (rows == 0) throw std::runtime_error("no rows");
    sqlite3_reset(read);
  }
  sqlite3_finalize(read);
}
BENCHMARK(bare_rows)->Unit(benchmark::kMillisecond);

// The other way: everything is read and judged.
void whole_assessment(benchmark::State& state) {
  const Store store = Store::open(asked());
  for (auto _ : state) {
    benchmark::DoNotOptimize(store.assess(asked_on()));
  }
}
BENCHMARK(whole_assessment)->Unit(benchmark::kMillisecond);

}  // namespace
