// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/error.hpp>
#include <actionplan/query/filter.hpp>

#include "made_store.hpp"

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace actionplan::made {

/// What the calls of members.hpp work on.
struct Called {
  Store& store;
  std::filesystem::path folder;
  EntryId appointment;
  int first = 0;  ///< so that two programs append different values
  std::atomic<int> count = 0;

  int next() { return first + count++; }
  Entry entry() { return value("2017", next()); }
  std::filesystem::path file() { return folder / ("file." + std::to_string(next()) + ".db"); }
};

struct Member {
  const char* name;
  std::function<void(Called&)> call;
};

inline Entry an_appointment(int number) {
  Entry made = entry(EntryKind::appointment);
  made.agency = AgencyId{"justice"};
  made.text = std::to_string(number);
  return made;
}

/// Every member of Store but those that make or end one: to be called in any order, by any thread.
inline std::vector<Member> members() {
  static const AssessOptions options{day("2020-01-01")};
  return {
      {"problems", [](Called& on) { (void)on.store.problems(); }},
      {"record", [](Called& on) { (void)on.store.record(on.entry()); }},
      {"append",
       [](Called& on) {
         (void)on.store.append(std::vector<Entry>{on.entry(), on.entry()});
       }},
      {"contains", [](Called& on) { (void)on.store.contains(on.appointment); }},
      {"amend",
       [](Called& on) {
         const Plan last = on.store.history().revisions().back().plan;
         (void)on.store.amend(last, {}, day("2019-06-01"), day("2019-06-01"));
       }},
      {"appoint",
       [](Called& on) {
         (void)on.store.appoint(an_appointment(on.next()), {"A. Adil", "head", "a"});
       }},
      {"appoint_all",
       [](Called& on) {
         const std::vector<Appointment> one{{an_appointment(on.next()), {"C. Cem"}}};
         (void)on.store.appoint_all(one);
       }},
      {"person", [](Called& on) { (void)on.store.person(on.appointment); }},
      {"redact", [](Called& on) { (void)on.store.redact(on.appointment); }},
      {"withhold",
       [](Called& on) { (void)on.store.withhold(on.appointment, "By order.", day("2019-06-01")); }},
      {"history", [](Called& on) { (void)on.store.history(); }},
      {"evidence", [](Called& on) { (void)on.store.evidence(); }},
      {"snapshot", [](Called& on) { (void)on.store.snapshot(); }},
      {"entries_after", [](Called& on) { (void)on.store.entries_after(1); }},
      {"assess", [](Called& on) { (void)on.store.assess(options); }},
      {"where", [](Called& on) { (void)on.store.where(Filter::parse("number : 1"), options); }},
      {"last_recorded_on", [](Called& on) { (void)on.store.last_recorded_on(); }},
      {"head", [](Called& on) { (void)on.store.head(); }},
      {"verify", [](Called& on) { EXPECT_FALSE(has_errors(on.store.verify())); }},
      {"backup", [](Called& on) { on.store.backup(on.file()); }},
      {"publish_copy", [](Called& on) { on.store.publish_copy(on.file()); }},
  };
}

class MembersTest : public StoreTest {
 protected:
  // What the calls on a store need.
  Called called(Store& store, int first = 0) const {
    return {store, folder_, store.appoint(an_appointment(first - 1), {"B. Bay", "head", "b"}),
            first};
  }

  // What the StoreError says that `call` throws.
  template <class Call>
  static std::string refusal(Call call) {
    try {
      call();
    } catch (const StoreError& error) {
      return error.what();
    }
    return "it was done";
  }
};

}  // namespace actionplan::made
