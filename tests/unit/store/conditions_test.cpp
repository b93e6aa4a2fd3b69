// SPDX-License-Identifier: Apache-2.0
// What a program that shares a store with others relies on: conditions of writing, what is new since
// it read, and codes of errors.
#include "made_store.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/evidence/entry_view.hpp>

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace actionplan::conditions_test {
namespace {

using made::day;

class StoreConditions : public made::StoreTest {
 protected:
  // The code of the StoreError that `call` throws; empty: it throws none.
  template <class Call>
  static std::string code_of(Call call) {
    try {
      call();
    } catch (const StoreError& error) {
      return std::string{to_string(error.code())};
    }
    return {};
  }

  template <class Call>
  static std::string refusal(Call call) {
    try {
      call();
    } catch (const InvalidArgument& error) {
      return error.what();
    }
    return {};
  }

  static Entry an_appointment() {
    Entry made = made::entry(EntryKind::appointment);
    made.agency = AgencyId{"justice"};
    return made;
  }

  static WriteConditions not_after(const char* last) { return {std::nullopt, day(last)}; }
  static AppendOptions append_not_after(const char* last) { return {not_after(last), {}, {}, {}}; }
};

TEST_F(StoreConditions, RefuseADayOfRecordingAheadOfToday) {
  Store store = create();
  const Hash head = store.head();
  Entry slip = made::value("2017", 1);
  slip.recorded_on = day("2071-06-01");
  Entry appointed = an_appointment();
  appointed.recorded_on = day("2071-06-01");
  const std::vector<Entry> batch{made::value("2016", 1), slip};
  const std::string said =
      refusal([&] { (void)store.append(batch, append_not_after("2017-06-01")); });
  EXPECT_NE(said.find("Entry 1 of 2: recorded_on 2019-06-01 lies after 2017-06-01"),
            std::string::npos)
      << said;
  const std::vector<std::function<void()>> calls{
      [&] { (void)store.record(slip, append_not_after("2019-06-01")); },
      [&] { (void)store.append(batch, append_not_after("2019-06-01")); },
      [&] {
        (void)store.appoint(appointed, {"A", "", ""}, {}, not_after("2019-06-01"));
      },
      [&] {
        (void)store.amend(plan(), {}, day("2018-01-01"), day("2071-06-01"), {},
                          not_after("2019-06-01"));
      },
      [&] {
        (void)Store::create(path("other.db"), plan(), {}, day("2071-06-01"), {},
                            {day("2019-06-01"), private_mode});
      },
      [&] {
        (void)Store::open_or_create(path("other.db"), plan(), {}, day("2071-06-01"), {},
                                    {day("2019-06-01"), private_mode});
      },
  };
  for (const auto& call : calls) {
    EXPECT_NE(refusal(call).find("2071-06-01 lies after 2019-06-01"), std::string::npos);
  }
  EXPECT_EQ(store.head(), head);
  EXPECT_FALSE(std::filesystem::exists(path("other.db")));
  (void)store.record(made::value("2017", 1), append_not_after("2019-06-01"));
}

TEST_F(StoreConditions, RefuseToWriteOnAnotherHead) {
  Store store = create();
  const Hash read = store.head();
  (void)store.record(made::value("2016", 1));
  const Hash now = store.head();
  const WriteConditions on_read{read, {}};
  const std::vector<std::function<void()>> calls{
      [&] {
        (void)store.record(made::value("2017", 1), {on_read, {}, {}, {}});
      },
      [&] {
        (void)store.append({}, {on_read, {}, {}, {}});
      },
      [&] {
        (void)store.appoint(an_appointment(), {"A", "", ""}, {}, on_read);
      },
      [&] { (void)store.amend(plan(), {}, day("2020-01-01"), day("2020-01-01"), {}, on_read); },
  };
  for (const auto& call : calls) EXPECT_EQ(code_of(call), "conflict");
  EXPECT_EQ(store.head(), now);
  (void)store.record(made::value("2017", 1), {{now, {}}, {}, {}, {}});
  (void)store.appoint(an_appointment(), {"A", "", ""}, {}, {store.head(), {}});
  (void)store.amend(plan(), {}, day("2020-01-01"), day("2020-01-01"), {}, {store.head(), {}});
  EXPECT_TRUE(store.verify().empty());
}

TEST_F(StoreConditions, LetOneOfManyWriteOnEachHead) {
  constexpr int writer_count = 4;
  { (void)create(); }
  const Hash head = Store::open(path()).head();
  std::vector<pid_t> children;
  for (int writer = 0; writer < writer_count; ++writer) {
    children.push_back(fork());
    if (children.back() != 0) continue;
    int code = 2;
    try {
      Store store = Store::open(path(), {OpenMode::read_write, 60'000});
      (void)store.record(made::value("2017", writer), {{head, {}}, {}, {}, {}});
      code = 0;
    } catch (const StoreError& error) {
      if (error.code() == StoreErrorCode::conflict) code = 1;
    }
    _exit(code);
  }
  int written = 0;
  for (const pid_t child : children) {
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) < 2) << status;
    if (WEXITSTATUS(status) == 0) ++written;
  }
  EXPECT_EQ(written, 1);
  EXPECT_EQ(Store::open(path()).evidence().size(), 1U);
}

TEST_F(StoreConditions, FollowAStoreByWhatIsNew) {
  Store store = create();
  const std::vector<Entry> entries = made::all_kinds();
  const Snapshot first = Store::open(path()).snapshot();
  EXPECT_EQ(first.seq, 1);
  const Store other = Store::open(path());
  Evidence followed = first.evidence;
  std::int64_t seq = first.seq;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const EntryId id = store.record(entries[i]);
    const NewEntries found = other.entries_after(seq);
    ASSERT_EQ(found.entries.size(), 1U);
    const Evidence now = store.evidence();
    EXPECT_EQ(found.entries[0], now.entry(now.find(id).value()));
    EXPECT_EQ(found.ids, (std::vector<EntryId>{id}));
    EXPECT_EQ(found.seqs, (std::vector<std::int64_t>{seq + 1}));
    EXPECT_EQ(found.seq, seq + 1);
    EXPECT_EQ(found.head, store.head());
    EXPECT_EQ(found.revision_count, 0U);
    followed = followed.appended(found.entries);
    seq = found.seq;
  }
  (void)store.amend(plan(), {}, day("2020-01-01"), day("2020-01-01"));
  (void)store.record([] {
    Entry late = made::value("2018", 5);
    late.recorded_on = day("2020-01-02");
    return late;
  }());
  const NewEntries last = other.entries_after(seq);
  EXPECT_EQ(last.revision_count, 1U);
  EXPECT_EQ(last.seqs, (std::vector<std::int64_t>{seq + 2})) << "a revision has a place, too";
  followed = followed.appended(last.entries);
  const Snapshot whole = other.snapshot();
  EXPECT_EQ(last.head, whole.head);
  EXPECT_EQ(last.seq, whole.seq);
  ASSERT_EQ(followed.size(), whole.evidence.size());
  for (std::size_t i = 0; i < whole.evidence.size(); ++i) {
    const auto at = followed.find(whole.evidence.id(i));
    ASSERT_TRUE(at);
    EXPECT_EQ(followed.entry(*at), whole.evidence.entry(i));
    EXPECT_EQ(followed.replaced_on(*at), whole.evidence.replaced_on(i));
  }
  EXPECT_EQ(other.entries_after(0).entries.size(), entries.size() + 1);
  EXPECT_EQ(other.entries_after(0).revision_count, 2U);
  EXPECT_TRUE(other.entries_after(last.seq).entries.empty());
  EXPECT_EQ(other.entries_after(last.seq).head, last.head);
}

TEST_F(StoreConditions, TellThatAShorterFileTookThePlace) {
  Store store = create();
  store.backup(path("early.db"));
  (void)store.record(made::value("2017", 1));
  const std::int64_t seq = store.snapshot().seq;
  const Store early = Store::open(path("early.db"));
  EXPECT_EQ(code_of([&] { (void)early.entries_after(seq); }), "conflict");
  EXPECT_NE(refusal([&] { (void)early.entries_after(-1); }).find("seq is -1"), std::string::npos);
}

TEST_F(StoreConditions, OpenOrCreateMakesAStoreOnceAndTakesItAsItIs) {
  PlanBuilder builder = made::heading();
  builder.add(made::measure("9", made::window("2016-01-01", "2016-12-31")));
  {
    Store made = Store::open_or_create(path(), plan(), {}, day("2016-05-01"));
    (void)made.record(made::value("2017", 1));
  }
  Store again = Store::open_or_create(path(), builder.build(), {}, day("2016-05-01"));
  EXPECT_EQ(again.evidence().size(), 1U);
  EXPECT_EQ(again.history().revisions().back().plan, plan());
  (void)again.record(made::value("2018", 1));  // it is open for writing
  std::ofstream{path("text.db")} << "no store";
  EXPECT_EQ(
      code_of([&] { (void)Store::open_or_create(path("text.db"), plan(), {}, day("2016-05-01")); }),
      "not_a_store");
}

TEST_F(StoreConditions, OpenOrCreateByManyAtOnceMakesOne) {
  std::vector<pid_t> children;
  for (int writer = 0; writer < 6; ++writer) {
    children.push_back(fork());
    if (children.back() != 0) continue;
    int code = 1;
    try {
      Store store = Store::open_or_create(path(), plan(), {}, day("2016-05-01"));
      (void)store.record(made::value("2017", writer));
      code = 0;
    } catch (const std::exception& error) {
      std::fprintf(stderr, "%s\n", error.what());
    }
    _exit(code);
  }
  for (const pid_t child : children) {
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  }
  const Store store = Store::open(path());
  EXPECT_EQ(store.evidence().size(), 6U);
  EXPECT_EQ(store.history().revisions().size(), 1U);
  EXPECT_TRUE(store.verify().empty());
}

TEST_F(StoreConditions, AreToldApartByCodes) {
  { (void)create(); }
  Store store = Store::open(path(), {OpenMode::read_write, 20});
  (void)store.record(made::value("2017", 1));
  std::ofstream{path("text.db")} << std::string(200, 'x');
  std::ofstream{path("empty.db")}.flush();
  { SQLite::Database{path("foreign.db").string(), 6}.exec("CREATE TABLE t (x)"); }
  store.backup(path("newer.db"));
  SQLite::Database{path("newer.db").string(), SQLite::OPEN_READWRITE}.exec(
      "PRAGMA user_version = 1000");
  store.backup(path("broken.db"));
  SQLite::Database{path("broken.db").string(), SQLite::OPEN_READWRITE}.exec(
      "DROP TRIGGER revision_is_kept; UPDATE revision SET plan = '{'");
  struct Case {
    const char* code;
    std::function<void()> call;
  };
  const auto opening = [&](const char* name) {
    return [this, name] { (void)Store::open(path(name)); };
  };
  const std::vector<Case> cases{
      {"missing", opening("no.db")},
      {"missing", [&] { store.backup(path("no folder/copy.db")); }},
      {"not_a_store", opening("text.db")},
      {"not_a_store", opening("empty.db")},
      {"not_a_store", opening("foreign.db")},
      {"not_a_store", opening(".")},
      {"newer", opening("newer.db")},
      {"corrupt", [&] { (void)Store::open(path("broken.db")).history(); }},
      {"exists", [&] { (void)create(); }},
      {"exists", [&] { store.backup(path()); }},
      {"exists", [&] { store.publish_copy(path()); }},
      {"read_only", [&] { (void)Store::open(path()).record(made::value("2018", 1)); }},
      {"duplicate", [&] { (void)store.record(made::value("2017", 1)); }},
      {"busy",
       [&] {
         SQLite::Database other{path().string(), SQLite::OPEN_READWRITE};
         const SQLite::Transaction held{other, SQLite::TransactionBehavior::IMMEDIATE};
         (void)store.record(made::value("2018", 1));
       }},
      {"misuse",
       [&] {
         Store closed = Store::open(path());
         closed.close();
         (void)closed.head();
       }},
      {"misuse",
       [&] {
         const Store moved = std::move(store);
         (void)store.head();
       }},
  };
  for (const Case& c : cases) EXPECT_EQ(code_of(c.call), c.code) << &c - cases.data();
}

}  // namespace
}  // namespace actionplan::conditions_test
