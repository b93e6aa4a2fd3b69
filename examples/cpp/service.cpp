// SPDX-License-Identifier: Apache-2.0
//
// A monitoring service in one program: four threads record what comes in, three follow the store and
// answer from an assessment of their own that keeps up, while the plan is amended and a backup is
// made. At the end every reader must have what an assessment from scratch gives.
// Usage: service PLAN [DAY]

#include <actionplan/actionplan.hpp>

#include <atomic>
#include <exception>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace actionplan;

constexpr int writer_count = 4;
constexpr int reader_count = 3;
constexpr int rounds = 12;

/// A folder of its own, removed at the end.
class Workplace {
 public:
  Workplace() {
    for (int i = 0; path_.empty(); ++i) {
      const auto tried =
          std::filesystem::temp_directory_path() / ("actionplan-service-" + std::to_string(i));
      if (std::filesystem::create_directory(tried)) path_ = tried;
    }
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  ~Workplace() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::filesystem::path file(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

Entry value_of(const IndicatorId& indicator, int writer, int round, Date day) {
  Entry entry{EntryKind::observation, day};
  entry.indicator = indicator;
  entry.period = Period::month(2016 + round / 12, 1 + round % 12);
  entry.value = 10 * round + writer;
  entry.reporter = "Desk " + std::to_string(writer);
  entry.sources = {Source{"https://example.org/report/" + std::to_string(round), {}, ""}};
  return entry;
}

/// Records until done. Where another one was faster, it reads the head anew and decides again.
void write(const std::filesystem::path& path, const std::vector<IndicatorId>& indicators,
           int writer, Date day) {
  Store store = Store::open(path, {.mode = OpenMode::read_write});
  for (int round = 0; round < rounds;) {
    const auto at = static_cast<std::size_t>(writer + writer_count * round) % indicators.size();
    AppendOptions options;
    options.expected_head = store.head();
    try {
      store.record(value_of(indicators[at], writer, round, day), options);
      ++round;
    } catch (const StoreError& error) {
      if (error.code() != StoreErrorCode::conflict) throw;
    }
  }
}

/// What one reader knows: read whole once, and afterwards only what is new.
class Follower {
 public:
  Follower(const std::filesystem::path& path, AssessOptions options)
      : store_{Store::open(path)}, options_{options} {
    read_whole();
  }

  /// @return whether anything was new.
  bool follow() {
    const NewEntries news = store_.entries_after(seq_);
    if (news.seq == seq_) return false;
    if (news.revision_count > 0 || !news.withheld.empty()) {
      read_whole();
      return true;
    }
    seq_ = news.seq;
    evidence_ = evidence_.appended(news.entries);
    current_ = reassess(std::move(*current_), evidence_);
    return true;
  }

  [[nodiscard]] std::string answer() const { return to_json(*current_); }
  [[nodiscard]] std::size_t size() const { return evidence_.size(); }

 private:
  void read_whole() {
    Snapshot snapshot = store_.snapshot();
    current_ = assess(snapshot.history, snapshot.evidence, options_);
    evidence_ = std::move(snapshot.evidence);
    seq_ = snapshot.seq;
  }

  Store store_;
  AssessOptions options_;
  Evidence evidence_;
  std::optional<Assessment> current_;
  std::int64_t seq_ = 0;
};

/// Runs the service. @return whether every reader ended with the right answer.
bool serve(const Plan& plan, Date day) {
  const Workplace place;
  const auto path = place.file("monitor.db");
  Store store = Store::create(path, plan, Profile{}, day);
  std::vector<IndicatorId> indicators;
  for (const Measure& measure : plan.measures()) {
    for (const Indicator& indicator : measure.indicators) indicators.push_back(indicator.id);
  }

  std::atomic<bool> is_over{false};
  std::vector<std::optional<Follower>> followers(reader_count);
  std::vector<std::exception_ptr> failures(writer_count + 1 + reader_count);
  const auto start = [&failures](std::size_t i, auto work) {
    return std::thread{[&failures, i, work] {
      try {
        work();
      } catch (...) {
        failures[i] = std::current_exception();
      }
    }};
  };
  std::vector<std::thread> writers;
  std::vector<std::thread> readers;
  for (std::size_t i = 0; i < writer_count; ++i) {
    writers.push_back(start(i, [&, i] { write(path, indicators, static_cast<int>(i), day); }));
  }
  writers.push_back(start(writer_count, [&] {
    store.amend(plan, {}, day, day);
    store.backup(place.file("backup.db"));
  }));
  for (std::size_t i = 0; i < reader_count; ++i) {
    readers.push_back(start(writer_count + 1 + i, [&, i] {
      Follower& follower = followers[i].emplace(path, AssessOptions{day});
      while (!is_over) {
        if (!follower.follow()) std::this_thread::yield();
      }
      follower.follow();
    }));
  }
  for (std::thread& writer : writers) writer.join();
  is_over = true;
  for (std::thread& reader : readers) reader.join();
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }

  const std::string want = to_json(store.assess(AssessOptions{day}));
  bool is_right =
      store.verify(store.head()).empty() && Store::open(place.file("backup.db")).verify().empty();
  for (const auto& follower : followers) is_right = is_right && follower->answer() == want;
  std::cout << followers.front()->size() << " entries by " << writer_count << " writers, "
            << store.history().revisions().size() << " revisions; " << reader_count
            << " readers know " << (is_right ? "the same" : "something else") << '\n';
  return is_right;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::cerr << "Usage: service PLAN [DAY]\n";
    return 2;
  }
  try {
    const Plan plan = read(std::filesystem::path{argv[1]});
    return serve(plan, argc == 3 ? Date::parse(argv[2]) : Date::from_ymd(2017, 6, 30)) ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
