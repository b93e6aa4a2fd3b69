// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/error.hpp>
#include <actionplan/query/filter.hpp>

#include "made_store.hpp"
#include "store/database.hpp"
#include "test_paths.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace actionplan::made {

// Work on a store in steps, to be interrupted anywhere.

/// Where the work is done.
struct Desk {
  std::filesystem::path folder;
  std::optional<Store> open;  ///< for writing, as long as a step leaves it open

  [[nodiscard]] std::filesystem::path file(const std::string& name = "monitor.db") const {
    return folder / name;
  }
  Store& store() {
    if (!open) open = Store::open(file(), {OpenMode::read_write, 1000});
    return *open;
  }
};

/// What is there of a step.
enum class Found : std::uint8_t { nothing, whole, broken };

struct Step {
  std::function<void(Desk&)> run;
  std::function<Found(const Desk&)> find;
  std::string erased = {};  ///< what is nowhere in the folder afterwards
};

struct Work {
  const char* name;
  std::function<void(const Desk&)> prepare;
  std::vector<Step> steps;
  bool makes_files = false;  ///< a step that fails has left no file
};

inline std::ostream& operator<<(std::ostream& out, const Work& work) { return out << work.name; }

inline constexpr const char* secret = "Unmistakable Person";

inline Entry numbered_appointment(int number) {
  Entry made = entry(EntryKind::appointment);
  made.agency = AgencyId{"justice"};
  made.text = "appointment " + std::to_string(number);
  return made;
}

/// A batch of more than a page.
inline std::vector<Entry> batch(int number) {
  std::vector<Entry> entries{value("2017", 10 * number), value("2017", 10 * number + 1)};
  entries[1].text = std::string(6000, static_cast<char>('a' + number % 26));
  return entries;
}

inline Plan plan_of(int measure_count) {
  PlanBuilder builder = heading();
  builder.add(agency("justice"));
  for (int i = 1; i <= measure_count; ++i) {
    Measure made = measure(std::to_string(i), window("2016-01-01", "2018-12-31"));
    set_indicators(made, {{"number of trainings", IndicatorKind::count}});
    builder.add(made);
  }
  return builder.build();
}

/// A store with a batch, number 0, and three appointments.
inline void prepare_store(const Desk& desk) {
  Store store = Store::create(desk.file(), plan_of(2), Profile{}, day("2016-05-01"));
  (void)store.append(batch(0));
  for (int i = 0; i < 3; ++i) {
    (void)store.appoint(numbered_appointment(i), {secret + std::to_string(i), "head", "a"});
  }
}

inline Found whole_if(bool is_whole) { return is_whole ? Found::whole : Found::broken; }

/// As they were recorded, or with their words withheld since.
inline Found find_entries(const Desk& desk, const std::vector<Entry>& entries) {
  const Evidence evidence = Store::open(desk.file()).evidence();
  const auto is_there = [&](const Entry& one) {
    for (std::size_t i = 0; i < evidence.size(); ++i) {
      const Entry found = evidence.entry(i);
      if (found.value != one.value || found.indicator != one.indicator) continue;
      return found.text == one.text || found.withheld.has_value();
    }
    return false;
  };
  const auto count = std::count_if(entries.begin(), entries.end(), is_there);
  return count == 0 ? Found::nothing : whole_if(count == std::ssize(entries));
}

/// Of an appointment by its text: its id, or nothing.
inline std::optional<EntryId> find_appointment(const Store& store, int number) {
  const Evidence evidence = store.evidence();
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (evidence.entry(i).text == numbered_appointment(number).text) return evidence.id(i);
  }
  return std::nullopt;
}

/// @param may_be_erased  a later step does so
inline Found find_person(const Desk& desk, int number, bool may_be_erased) {
  const Store store = Store::open(desk.file());
  const std::optional<EntryId> id = find_appointment(store, number);
  if (!id) return Found::nothing;
  const std::optional<Person> person = store.person(*id);
  if (!person) return whole_if(may_be_erased);
  return whole_if(*person == Person{secret + std::to_string(number), "head", "a"});
}

inline bool holds_text(const std::filesystem::path& file, const std::string& text) {
  std::ifstream stream{file, std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
  return bytes.find(text) != std::string::npos;
}

/// Nowhere in the folder. Every store has to be closed: to close a file gives up the locks on it.
/// The index of the log ("-shm") is left out: where it finds a log without a whole commit, SQLite
/// fills the index from memory that it did not clear, so that it shows what this program knows.
inline bool is_erased(const Desk& desk, const std::string& text) {
  const std::filesystem::directory_iterator files{desk.folder};
  return std::none_of(begin(files), end(files), [&](const auto& file) {
    const bool is_index = file.path().extension() == ".db-shm";
    return !is_index && holds_text(file.path(), text);
  });
}

/// Whole: the person is gone, for readers of the store.
inline Found find_redaction(const Desk& desk, int number) {
  const Store store = Store::open(desk.file());
  const std::optional<EntryId> id = find_appointment(store, number);
  if (!id) return Found::broken;
  const std::optional<Person> person = store.person(*id);
  if (!person) return Found::whole;
  return person->name == secret + std::to_string(number) ? Found::nothing : Found::broken;
}

/// A copy that says the same as the store it was made of.
inline Found find_copy(const Desk& desk, const std::string& name) {
  if (!std::filesystem::exists(desk.file(name))) return Found::nothing;
  const Store copy = Store::open(desk.file(name));
  return whole_if(copy.verify(Store::open(desk.file()).head()).empty());
}

inline Step append_step(int number) {
  return {[=](Desk& desk) { (void)desk.store().append(batch(number)); },
          [=](const Desk& desk) { return find_entries(desk, batch(number)); }};
}

inline Step amend_step(int number) {
  return {[=](Desk& desk) {
            (void)desk.store().amend(plan_of(3 + number), {}, day("2019-06-01"), day("2019-06-01"));
          },
          [=](const Desk& desk) {
            const PlanHistory history = Store::open(desk.file()).history();
            return static_cast<int>(history.revisions().size()) > 1 + number ? Found::whole
                                                                             : Found::nothing;
          }};
}

/// Two together, of which the second is never redacted.
inline Step appoint_step(int number, bool may_be_erased = false) {
  const int second = 900 + number;
  return {
      [=](Desk& desk) {
        std::vector<Appointment> both;
        for (const int one : {number, second}) {
          both.push_back({numbered_appointment(one), {secret + std::to_string(one), "head", "a"}});
        }
        (void)desk.store().appoint_all(both);
      },
      [=](const Desk& desk) {
        const Found first = find_person(desk, number, may_be_erased);
        return first == find_person(desk, second, false) ? first : Found::broken;
      }};
}

inline Step redact_step(int number) {
  return {[=](Desk& desk) {
            Store& store = desk.store();
            if (store.redact(find_appointment(store, number).value()).bytes_remain) {
              throw StoreError("Nobody reads, and still bytes remain.");
            }
          },
          [=](const Desk& desk) { return find_redaction(desk, number); },
          secret + std::to_string(number)};
}

/// The words of the second entry of a batch.
inline Step withhold_step(int number) {
  const Entry entry = batch(number)[1];
  return {
      [=](Desk& desk) {
        if (desk.store().withhold(entry_id(entry), "An order", day("2019-06-01")).bytes_remain) {
          throw StoreError("Nobody reads, and still bytes remain.");
        }
      },
      [=](const Desk& desk) {
        const Evidence evidence = Store::open(desk.file()).evidence();
        for (std::size_t i = 0; i < evidence.size(); ++i) {
          const Entry found = evidence.entry(i);
          if (found.value != entry.value) continue;
          if (found.text == entry.text) return Found::nothing;
          return whole_if(found.text.empty() && found.sources.empty());
        }
        return Found::broken;
      },
      entry.text.substr(0, 100)};
}

inline Step close_step() {
  return {[](Desk& desk) { desk.open.reset(); },
          [](const Desk& desk) { return whole_if(Store::open(desk.file()).verify().empty()); }};
}

inline Step create_step(const std::string& name) {
  return {[=](Desk& desk) {
            (void)Store::create(desk.file(name), plan_of(2), Profile{}, day("2016-05-01"));
          },
          [=](const Desk& desk) {
            if (!std::filesystem::exists(desk.file(name))) return Found::nothing;
            const Store store = Store::open(desk.file(name));
            return whole_if(store.verify().empty() && store.history().revisions().size() == 1);
          }};
}

inline Step backup_step(const std::string& name) {
  return {[=](Desk& desk) { Store::open(desk.file()).backup(desk.file(name)); },
          [=](const Desk& desk) { return find_copy(desk, name); }};
}

inline Step publish_step(const std::string& name) {
  return {[=](Desk& desk) { Store::open(desk.file()).publish_copy(desk.file(name)); },
          [=](const Desk& desk) {
            const Found found = find_copy(desk, name);
            return found == Found::whole ? whole_if(!holds_text(desk.file(name), secret)) : found;
          }};
}

/// A store as the first version made it, with the Azerbaijani plan.
inline void prepare_version_1(const Desk& desk) {
  std::filesystem::copy_file(std::string{ACTIONPLAN_TEST_DATA} + "/store/v1.db", desk.file());
  std::filesystem::permissions(desk.file(), std::filesystem::perms::owner_write,
                               std::filesystem::perm_options::add);
}

/// Brought up to the version of this library by opening it for writing.
inline Step migrate_step() {
  return {[](Desk& desk) { (void)desk.store(); },
          [](const Desk& desk) {
            SQLite::Database database{desk.file().string()};
            const int version = database.execAndGet("PRAGMA user_version").getInt();
            if (version == 1) return Found::nothing;
            return whole_if(version == detail::schema_version &&
                            Store::open(desk.file()).evidence().size() >= 9);
          }};
}

inline Step record_step(const Entry& entry) {
  return {[=](Desk& desk) { (void)desk.store().record(entry); },
          [=](const Desk& desk) { return find_entries(desk, {entry}); }};
}

/// Right answers, or none.
inline Step read_step() {
  return {[](Desk& desk) {
            const Store store = Store::open(desk.file());
            const auto found =
                store.where(Filter::parse("title : Measure"), AssessOptions{day("2020-01-01")});
            if (store.history().revisions().size() != 1 || store.evidence().size() != 5 ||
                found.total != 2) {
              throw std::logic_error("something was read wrong");
            }
            if (!store.verify().empty()) {
              throw StoreError("\"monitor.db\" does not verify; read it again.");
            }
          },
          [](const Desk&) { return Found::whole; }};
}

/// Everything that touches the disk.
inline std::vector<Work> all_work() {
  return {
      {"create", [](const Desk&) {}, {create_step("monitor.db"), create_step("other.db")}, true},
      {"append", &prepare_store, {append_step(1), append_step(2), close_step(), append_step(3)}},
      {"amend", &prepare_store, {amend_step(0), amend_step(1), close_step()}},
      {"appoint", &prepare_store, {appoint_step(10), appoint_step(11), close_step()}},
      // Of a person in the file, and of one still in the log; that is begun anew in between.
      {"redact",
       &prepare_store,
       {redact_step(0), appoint_step(10, true), redact_step(10), append_step(1)}},
      {"withhold",
       &prepare_store,
       {append_step(1), withhold_step(1), withhold_step(0), append_step(2)}},
      {"backup", &prepare_store, {backup_step("copy.db"), backup_step("later.db")}, true},
      {"publish_copy", &prepare_store, {publish_step("copy.db"), publish_step("later.db")}, true},
      {"migrate", &prepare_version_1, {migrate_step(), record_step(value("2018", 7, "2.2/2"))}},
      {"read", &prepare_store, {read_step(), read_step()}},
  };
}

}  // namespace actionplan::made
