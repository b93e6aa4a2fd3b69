// SPDX-License-Identifier: Apache-2.0
// A Cancel ends a call as long as nothing is written, and what it throws leaves as it is.
#include "made_store.hpp"

#include <actionplan/core/error.hpp>

#include <SQLiteCpp/SQLiteCpp.h>

#include <functional>
#include <stdexcept>
#include <vector>

namespace actionplan::cancel_test {
namespace {

class Cancelling : public made::StoreTest {
 protected:
  static bool yes() { return true; }
};

TEST_F(Cancelling, AnAppendLeavesNothing) {
  Store store = create();
  const std::vector<Entry> entries{made::value("2016", 1), made::value("2017", 2)};
  AppendOptions options;
  options.cancel = yes;
  EXPECT_THROW((void)store.append(entries, options), Cancelled);
  EXPECT_FALSE(store.contains(entry_id(entries[0])));
  EXPECT_EQ(store.evidence().size(), 0U);
  EXPECT_TRUE(store.verify().empty());
}

TEST_F(Cancelling, AnAppendIsHeardUntilItsEntriesAreWritten) {
  Store store = create();
  const std::vector<Entry> entries{made::value("2016", 1), made::value("2017", 2)};
  bool is_done = false;
  AppendOptions options;
  options.on_progress = [&is_done](std::size_t) { is_done = true; };
  options.cancel = [&is_done] { return is_done; };
  EXPECT_THROW((void)store.append(entries, options), Cancelled);
  EXPECT_FALSE(store.contains(entry_id(entries[0])));
  EXPECT_FALSE(store.contains(entry_id(entries[1])));
  // The connection is as usable as before.
  const std::vector<EntryId> ids = store.append(entries);
  EXPECT_TRUE(store.contains(ids[0]));
  EXPECT_FALSE(store.contains(EntryId{"no id"}));
  EXPECT_TRUE(store.verify().empty());
}

TEST_F(Cancelling, ALongCallEndsAmidSqlite) {
  Store store = create();
  std::vector<Entry> entries;
  for (int i = 0; i < 20'000; ++i) entries.push_back(made::value("2017", i));
  (void)store.append(entries);
  // Says yes when asked for the second time, which is while rows are read.
  int asked = 0;
  const Cancel second = [&asked] { return ++asked > 1; };
  EXPECT_THROW((void)store.evidence(second), Cancelled);
  asked = 0;
  EXPECT_THROW((void)store.verify({}, second), Cancelled);
  asked = 0;
  EXPECT_THROW((void)store.snapshot(second), Cancelled);
  asked = 0;
  EXPECT_THROW(store.publish_copy(path("copy.db"), second), Cancelled);
  EXPECT_FALSE(std::filesystem::exists(path("copy.db")));
  EXPECT_TRUE(store.verify().empty());
}

TEST_F(Cancelling, WaitingForAnotherProgramEnds) {
  Store store = create();
  SQLite::Database other{path().string(), SQLite::OPEN_READWRITE};
  other.exec("BEGIN IMMEDIATE");
  int asked = 0;
  AppendOptions options;
  options.cancel = [&asked] { return ++asked > 1; };
  EXPECT_THROW((void)store.append(std::vector<Entry>{made::value("2016", 1)}, options), Cancelled);
  other.exec("ROLLBACK");
  EXPECT_EQ(store.evidence().size(), 0U);
}

struct Case {
  const char* name;
  std::function<void(const Store&, const Cancel&, const std::filesystem::path&)> call;
};

class CancellingEach : public Cancelling, public testing::WithParamInterface<Case> {};

TEST_P(CancellingEach, Ends) {
  const Store store = create();
  EXPECT_THROW(GetParam().call(store, yes, path("copy.db")), Cancelled);
  const auto angry = []() -> bool { throw std::runtime_error{"angry"}; };
  EXPECT_THROW(GetParam().call(store, angry, path("copy.db")), std::runtime_error);
  EXPECT_FALSE(std::filesystem::exists(path("copy.db")));
  GetParam().call(
      store, [] { return false; }, path("copy.db"));
}

const AssessOptions assessed{made::day("2020-01-01")};
INSTANTIATE_TEST_SUITE_P(
    Table, CancellingEach,
    testing::Values(
        Case{"history", [](auto& s, auto& c, auto&) { (void)s.history(c); }},
        Case{"evidence", [](auto& s, auto& c, auto&) { (void)s.evidence(c); }},
        Case{"snapshot", [](auto& s, auto& c, auto&) { (void)s.snapshot(c); }},
        Case{"assess", [](auto& s, auto& c, auto&) { (void)s.assess(assessed, c); }},
        Case{"where", [](auto& s, auto& c,
                         auto&) { (void)s.where(Filter::parse("number : 1"), assessed, {}, c); }},
        Case{"verify", [](auto& s, auto& c, auto&) { (void)s.verify({}, c); }},
        Case{"backup", [](auto& s, auto& c, auto& path) { s.backup(path, c); }},
        Case{"publish_copy", [](auto& s, auto& c, auto& path) { s.publish_copy(path, c); }}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace actionplan::cancel_test
