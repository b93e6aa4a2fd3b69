// SPDX-License-Identifier: Apache-2.0
#include "evidence/internal/encoding.hpp"
#include "test_paths.hpp"

#include "made_store.hpp"

#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/explain.hpp>
#include <actionplan/write/csv.hpp>

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace actionplan::withhold_test {
namespace {

using made::day;

constexpr const char* secret = "Zumrud Unmistakable";

class WithholdingWords : public made::StoreTest {
 protected:
  static Entry reply(const char* text = secret) {
    Entry entry = made::entry(EntryKind::response);
    entry.measure = MeasureId{"1"};
    entry.agency = AgencyId{"justice"};
    entry.text = text;
    entry.reporter = std::string{"Reporter "} + secret;
    entry.sources = {Source{std::string{"https://example.org/"} + secret, {}, ""}};
    return entry;
  }

  [[nodiscard]] bool is_in(const char* file) const {
    std::ifstream stream{path(file), std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
    return bytes.find(secret) != std::string::npos;
  }

  static std::set<std::string> codes(const std::vector<Problem>& problems) {
    std::set<std::string> all;
    for (const Problem& problem : problems) {
      all.insert(std::string{to_string(problem.severity)} + " " + problem.code);
    }
    return all;
  }

  // A store that version 1 made, with a released file's entries.
  [[nodiscard]] std::filesystem::path first_version() const {
    std::filesystem::copy_file(std::string{ACTIONPLAN_TEST_DATA} + "/store/v1.db", path("v1.db"));
    std::filesystem::permissions(path("v1.db"), std::filesystem::perms::owner_write,
                                 std::filesystem::perm_options::add);
    return path("v1.db");
  }
};

TEST_F(WithholdingWords, LeavesNoByteAndAWholeChain) {
  Store store = create();
  const EntryId id = store.record(reply());
  EXPECT_TRUE(is_in("monitor.db-wal"));
  const Hash before = store.head();
  const Withholding done = store.withhold(id, "Court order 12", day("2019-07-01"));
  EXPECT_EQ(done, (Withholding{true, false, false}));
  EXPECT_FALSE(is_in("monitor.db"));
  EXPECT_FALSE(is_in("monitor.db-wal"));
  EXPECT_NE(store.head(), before) << "that it was withheld is in the chain";
  EXPECT_EQ(codes(store.verify(before)), (std::set<std::string>{"info withheld"}));
  EXPECT_EQ(store.verify().back().message.substr(0, 19), "1 entry is withheld");
  EXPECT_EQ(store.last_recorded_on(), day("2019-07-01"));
  const NewEntries since = store.entries_after(2);
  EXPECT_TRUE(since.entries.empty());
  EXPECT_EQ(since.withheld, std::vector<EntryId>{id});
  const Hash after = store.head();
  EXPECT_EQ(store.withhold(id, "Again", day("2019-07-02")), (Withholding{false, false, false}));
  EXPECT_EQ(store.head(), after) << "once is enough";
}

TEST_F(WithholdingWords, OverwritesWhatIsInTheFile) {
  EntryId id;
  {
    Store store = create();
    id = store.record(reply());
  }
  ASSERT_TRUE(is_in("monitor.db")) << "the log was moved into the file";
  Store store = Store::open(path(), {OpenMode::read_write});
  EXPECT_FALSE(store.withhold(id, "Court order 12", day("2019-07-01")).bytes_remain);
  EXPECT_FALSE(is_in("monitor.db"));
}

TEST_F(WithholdingWords, SaysWhenAReaderKeepsTheOldPages) {
  { (void)create(); }
  Store store = Store::open(path(), {OpenMode::read_write, 0});
  const EntryId id = store.record(reply());
  {
    SQLite::Database held{path().string(), SQLite::OPEN_READONLY};
    held.exec("BEGIN");
    (void)held.execAndGet("SELECT count(*) FROM content");
    EXPECT_EQ(store.withhold(id, "Order", day("2019-07-01")), (Withholding{true, true, false}));
    EXPECT_TRUE(store.evidence().entry(0).withheld);
  }
  EXPECT_EQ(store.withhold(id, "Order", day("2019-07-01")), (Withholding{false, false, false}));
  EXPECT_FALSE(is_in("monitor.db"));
  EXPECT_FALSE(is_in("monitor.db-wal"));
}

TEST_F(WithholdingWords, KeepsWhatDecidesAVerdictAndTheId) {
  Store store = create();
  const std::vector<EntryId> ids = store.append(made::all_kinds());
  const AssessOptions options{day("2020-01-01")};
  const Assessment before = store.assess(options);
  const Evidence all = store.evidence();
  for (const EntryId& id : ids) (void)store.withhold(id, "Order", day("2019-07-01"));
  const Evidence kept = store.evidence();
  ASSERT_EQ(kept.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    Entry want = all.entry(i);
    const std::optional<std::size_t> at = kept.find(all.id(i));
    ASSERT_TRUE(at);
    Entry got = kept.entry(*at);
    EXPECT_EQ(entry_id(got), all.id(i));
    ASSERT_TRUE(got.withheld);
    EXPECT_EQ(got.withheld->recorded_on, day("2019-07-01"));
    EXPECT_EQ(got.withheld->reason, "Order");
    EXPECT_EQ(sha256(canonical(got)), hash_from_hex(all.id(i).value()))
        << "recomputed without words";
    EXPECT_NO_THROW(check(got));
    want.reporter.clear();
    want.text.clear();
    want.sources.clear();
    got.withheld.reset();
    EXPECT_EQ(got, want);
    EXPECT_EQ(kept.replaced_on(*at), all.replaced_on(i));
  }
  const Assessment after = store.assess(options);
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(after.statuses()[i], before.statuses()[i]);
    EXPECT_EQ(after.at(i).derived, before.at(i).derived);
    for (std::size_t k = 0; k < before.at(i).indicators.size(); ++k) {
      EXPECT_EQ(after.at(i).indicators[k].evidence, before.at(i).indicators[k].evidence);
    }
  }
  // What was withheld is an entry like any other in memory.
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < kept.size(); ++i) entries.push_back(kept.entry(i));
  const Evidence again{entries};
  for (std::size_t i = 0; i < kept.size(); ++i) EXPECT_TRUE(again.find(kept.id(i)));
}

TEST_F(WithholdingWords, IsShownWhereverTheWordsWere) {
  Store store = create();
  const EntryId id = store.record(reply());
  Entry observed = made::value("2017", 41);
  observed.reporter = secret;
  const EntryId value = store.record(observed);
  Entry rated = made::rating(Completion::limited, "2018-06-01");
  rated.completion.reset();
  rated.text = secret;
  const EntryId rating = store.record(rated);
  for (const EntryId& one : {id, value, rating}) {
    (void)store.withhold(one, "Court order 12", day("2019-07-01"));
  }
  const Assessment assessment = store.assess(AssessOptions{day("2020-01-01")});
  const std::string csv = to_csv(store.evidence());
  const std::string json = to_json(store.evidence());
  const std::string text = to_text(explain(assessment, assessment.measure(0).id), assessment);
  const std::string explained = explanations_to_json(assessment);
  for (const std::string& shown : {csv, json, text, explained, to_json(assessment)}) {
    EXPECT_EQ(shown.find(secret), std::string::npos);
    EXPECT_NE(shown.find("Court order 12"), std::string::npos) << shown;
    EXPECT_NE(shown.find("2019-07-01"), std::string::npos);
  }
  store.publish_copy(path("public.db"));
  store.backup(path("backup.db"));
  for (const char* name : {"public.db", "backup.db"}) {
    EXPECT_FALSE(is_in(name));
    const Store copy = Store::open(path(name));
    EXPECT_EQ(copy.head(), store.head());
    EXPECT_EQ(codes(copy.verify(store.head())), (std::set<std::string>{"info withheld"}));
    EXPECT_EQ(to_json(copy.evidence()), json);
  }
}

TEST_F(WithholdingWords, LetsNobodyGuess) {
  Store store = create();
  const Entry guessed = reply("yes");
  const EntryId id = store.record(guessed);
  store.publish_copy(path("before.db"));
  (void)store.withhold(id, "Order", day("2019-07-01"));
  EXPECT_NE(id, entry_id(guessed)) << "its id is no digest of its words alone";
  EXPECT_FALSE(store.contains(entry_id(guessed)));
  EXPECT_NO_THROW((void)store.record([&] {
    Entry again = guessed;
    again.recorded_on = day("2019-07-01");
    return again;
  }()));
  SQLite::Database database{path().string(), SQLite::OPEN_READONLY};
  EXPECT_EQ(database.execAndGet("SELECT count(*) FROM content").getInt(), 1);
}

TEST_F(WithholdingWords, EachEntryHasASaltOfItsOwn) {
  const Entry same = reply();
  std::set<std::string> ids;
  for (const char* name : {"a.db", "b.db"}) {
    Store store = Store::create(path(name), plan(), Profile{}, day("2016-05-01"));
    ids.insert(store.record(same).value());
    Entry later = same;
    later.recorded_on = day("2019-06-02");
    ids.insert(store.record(later).value());
    const Entry kept = store.evidence().entry(0);
    EXPECT_TRUE(kept.salt.is_set());
    EXPECT_EQ(detail::content_digest(kept, kept.salt), detail::content_digest(same, kept.salt));
  }
  EXPECT_EQ(ids.size(), 4U);
}

TEST_F(WithholdingWords, AreNamedByTheirIdInMemoryToo) {
  Store store = create();
  const Entry first = reply();
  const EntryId id = store.record(first);
  EXPECT_TRUE(store.contains(entry_id(first)));
  EXPECT_THROW((void)store.record(first), StoreError) << "recorded before";
  EXPECT_TRUE(store.withhold(entry_id(first), "Order", day("2019-07-01")).withheld);
  EXPECT_FALSE(store.withhold(id, "Order", day("2019-07-01")).withheld);
}

TEST_F(WithholdingWords, IsRefusedWithoutAReasonAnEntryOrADay) {
  Store store = create();
  const EntryId id = store.record(reply());
  EXPECT_THROW((void)store.withhold(id, " ", day("2019-07-01")), InvalidArgument);
  EXPECT_THROW((void)store.withhold(id, "\xFF", day("2019-07-01")), InvalidArgument);
  EXPECT_THROW((void)store.withhold(id, std::string(5000, 'x'), day("2019-07-01")),
               InvalidArgument);
  EXPECT_THROW((void)store.withhold(id, "Order", day("2019-05-31")), InvalidArgument);
  EXPECT_THROW((void)store.withhold(EntryId{"none"}, "Order", day("2019-07-01")), NotFound);
  EXPECT_TRUE(store.verify().empty());
  (void)store.withhold(id, "Order", day("2019-07-01"));
  EXPECT_THROW((void)store.record(store.evidence().entry(0)), InvalidArgument);
}

TEST_F(WithholdingWords, OfTheFirstVersionStayGuessableAndStillVerify) {
  Store store = Store::open(first_version(), {OpenMode::read_write, 1000});
  const Hash head = store.head();
  const EntryId id = store.evidence().id(0);
  EXPECT_EQ(store.withhold(id, "Order", day("2019-07-01")), (Withholding{true, false, true}));
  EXPECT_EQ(codes(store.verify(head)), (std::set<std::string>{"info withheld"}));
  EXPECT_EQ(entry_id(store.evidence().entry(*store.evidence().find(id))), id);
  store.close();
  // What stays of it is in the chain too.
  SQLite::Database database{path("v1.db").string(), SQLite::OPEN_READWRITE};
  database.exec("DROP TRIGGER entry_is_kept");
  database.exec("UPDATE entry SET unit = 'laws' WHERE lower(hex(id)) = '" + id.value() + "'");
  database.exec(
      "CREATE TRIGGER entry_is_kept BEFORE UPDATE ON entry\n"
      "BEGIN SELECT RAISE(ABORT, 'the ledger only grows: an entry is never changed'); END");
  EXPECT_EQ(codes(Store::open(path("v1.db")).verify()),
            (std::set<std::string>{"error broken_entry"}));
}

TEST_F(WithholdingWords, FoundAgainAreAnError) {
  EntryId id;
  {
    Store store = create();
    id = store.record(reply());
    store.backup(path("backup.db"));
    (void)store.withhold(id, "Order", day("2019-07-01"));
  }
  {
    SQLite::Database database{path().string(), SQLite::OPEN_READWRITE};
    database.exec("ATTACH '" + path("backup.db").string() +
                  "' AS old; INSERT INTO content SELECT * FROM old.content");
  }
  {
    const Store store = Store::open(path());
    EXPECT_EQ(codes(store.verify()), (std::set<std::string>{"error words_remain"}));
    EXPECT_TRUE(store.evidence().entry(0).text.empty()) << "they are not shown all the same";
  }
  Store store = Store::open(path(), {OpenMode::read_write});
  EXPECT_FALSE(store.withhold(id, "Order", day("2019-07-01")).withheld);
  EXPECT_EQ(codes(store.verify()), (std::set<std::string>{"info withheld"}));
  EXPECT_FALSE(is_in("monitor.db"));
}

TEST_F(WithholdingWords, AreGuardedAgainstOtherPrograms) {
  Store store = create();
  (void)store.record(reply());
  SQLite::Database database{path().string(), SQLite::OPEN_READWRITE};
  EXPECT_THROW(database.exec("DELETE FROM content"), SQLite::Exception);
  EXPECT_THROW(database.exec("UPDATE content SET text = 'x'"), SQLite::Exception);
  (void)store.withhold(store.evidence().id(0), "Order", day("2019-07-01"));
  EXPECT_THROW(database.exec("DELETE FROM withholding"), SQLite::Exception);
  EXPECT_THROW(database.exec("UPDATE withholding SET reason = 'x'"), SQLite::Exception);
}

TEST_F(WithholdingWords, NamesAreComposed) {
  Store store = create();
  Entry entry = made::value("2017", 3, "e\xCC\x81/1");
  AppendOptions options;
  options.orphans = Orphans::keep;
  EXPECT_THROW((void)store.append({&entry, 1}, options), InvalidArgument);
  entry.indicator = IndicatorId{"é/1"};
  EXPECT_EQ(store.append({&entry, 1}, options).size(), 1U);
}

}  // namespace
}  // namespace actionplan::withhold_test
