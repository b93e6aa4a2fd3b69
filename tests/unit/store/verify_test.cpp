// SPDX-License-Identifier: Apache-2.0
// Edits of a store's file by another tool, past its triggers: each is found.
#include "made_store.hpp"

#include <actionplan/core/error.hpp>

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <string>
#include <vector>

namespace actionplan::verify_test {
namespace {

using made::day;

struct Edit {
  const char* name;
  const char* sql;
  const char* want;  // the code of the first problem
};

class EditedStore : public made::StoreTest {
 protected:
  // seq 1: the plan; 2 to 4: values; 5: a thing done; 6: an appointment; 7: a withholding of 4.
  Hash fill() const {
    Store store = create();
    Entry part = made::value("2016", 1);
    part.dimension = {{"region", "Baku"}};
    part.text = "First.";
    Entry third = made::value("2018", 3);
    third.agency = AgencyId{"justice"};
    const std::vector<EntryId> ids = store.append(std::vector<Entry>{
        part, made::value("2017", 2), third, made::done("2017-03-01/2017-03-31", "1/2")});
    Entry appointed = made::entry(EntryKind::appointment);
    appointed.agency = AgencyId{"justice"};
    (void)store.appoint(appointed, {"A. Adil", "head", "a@example.org"});
    (void)store.withhold(ids[2], "Order", day("2019-06-01"));
    return store.head();
  }

  void raw(const std::string& sql) const {
    SQLite::Database database{path().string(), SQLite::OPEN_READWRITE};
    database.exec("PRAGMA foreign_keys = OFF");
    database.exec(sql);
  }

  // With the triggers out of the way meanwhile, as an attacker would.
  void forge(const std::string& sql) const {
    SQLite::Database database{path().string(), SQLite::OPEN_READWRITE};
    database.exec("PRAGMA foreign_keys = OFF");
    std::vector<std::string> texts;
    std::string drop;
    {
      SQLite::Statement select{database,
                               "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"};
      while (select.executeStep()) {
        drop += "DROP TRIGGER " + select.getColumn(0).getString() + ";";
        texts.push_back(select.getColumn(1).getString());
      }
    }
    database.exec(drop);
    database.exec(sql);
    for (const std::string& text : texts) database.exec(text);
  }

  static std::string first_code(const std::vector<Problem>& problems) {
    return problems.empty() ? "none" : problems.front().code;
  }
};

TEST_F(EditedStore, IsSoundBefore) {
  const Hash head = fill();
  forge("SELECT 1");
  const std::vector<Problem> found = Store::open(path()).verify(head);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, "withheld");
  EXPECT_EQ(found[0].severity, Severity::info);
}

// Digests are compared some thousand rows at a time, beside the reading: of several faults in
// different parts, and of a row that cannot even be read, the first in the chain is the one told.
TEST_F(EditedStore, IsToldByItsFirstFaultOfMany) {
  {
    Store store = create();
    std::vector<Entry> entries;
    for (int i = 0; i < 6000; ++i) entries.push_back(made::value("2016", i));
    store.append(entries);
  }
  const auto edited = [this](const std::vector<const char*>& edits) {
    std::filesystem::copy_file(path(), path("whole.db"));
    for (const char* edit : edits) forge(edit);
    const std::vector<Problem> found = Store::open(path()).verify();
    std::filesystem::rename(path("whole.db"), path());
    return found.size() == 1 ? found[0].message : std::to_string(found.size()) + " problems";
  };
  const char* const first = "UPDATE entry SET value = -1 WHERE seq = 2";
  const char* const middle = "UPDATE entry SET link = randomblob(32) WHERE seq = 3000";
  const char* const unread = "UPDATE entry SET recorded_on = 'soon' WHERE seq = 3001";
  const char* const last = "UPDATE entry SET value = -1 WHERE seq = 6001";
  EXPECT_EQ(edited({}), "0 problems");
  EXPECT_EQ(edited({last}).find("The entry at link 6001 is not what"), 0U) << edited({last});
  EXPECT_EQ(edited({last, unread}).find("The entry at link 3001 cannot be read"), 0U)
      << edited({last, unread});
  EXPECT_EQ(edited({last, unread, middle}).find("Link 3000 of the chain"), 0U)
      << edited({last, unread, middle});
  EXPECT_EQ(edited({last, unread, middle, first}).find("The entry at link 2 is not what"), 0U)
      << edited({last, unread, middle, first});
}

class VerifyFinds : public EditedStore, public testing::WithParamInterface<Edit> {};

TEST_P(VerifyFinds, TheEdit) {
  const Hash head = fill();
  forge(GetParam().sql);
  const Store store = Store::open(path());
  EXPECT_EQ(first_code(store.verify(head)), GetParam().want);
  EXPECT_EQ(first_code(store.verify()),
            std::string{GetParam().want} == "unknown_head" ? "none" : GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, VerifyFinds,
    testing::Values(
        Edit{"value", "UPDATE entry SET value = 9 WHERE seq = 3", "broken_entry"},
        Edit{"date", "UPDATE entry SET recorded_on = 'soon' WHERE seq = 3", "broken_entry"},
        Edit{"removed", "DELETE FROM entry WHERE seq = 3", "missing_link"},
        Edit{"link", "UPDATE entry SET link = randomblob(32) WHERE seq = 3", "broken_link"},
        Edit{"plan", "UPDATE revision SET plan = replace(plan, 'laws', 'jokes')", "broken_link"},
        Edit{"effective_on", "UPDATE revision SET effective_on = '2018-01-01'", "broken_link"},
        Edit{"duplicate_key",
             "UPDATE content SET sources = replace(sources, '[{', '[{\"text\":\"else\",') "
             "WHERE seq = 3",
             "broken_entry"},
        Edit{"extra_key",
             "UPDATE content SET sources = replace(sources, '}]', ',\"note\":\"x\"}]') "
             "WHERE seq = 3",
             "broken_entry"},
        Edit{"space_in_sources",
             "UPDATE content SET sources = replace(sources, '[{', '[ {') WHERE seq = 3",
             "broken_entry"},
        Edit{"duplicate_part",
             "UPDATE entry SET dimension = '{\"region\":\"Ganja\",\"region\":\"Baku\"}' "
             "WHERE seq = 2",
             "broken_entry"},
        Edit{"empty_dimension", "UPDATE entry SET dimension = '{}' WHERE seq = 3", "broken_entry"},
        Edit{"last_day_alone", "UPDATE entry SET done_last = '2017-01-01' WHERE seq = 3",
             "broken_entry"},
        Edit{"period_last_alone", "UPDATE entry SET period_last = '2017-01-01' WHERE seq = 5",
             "broken_entry"},
        Edit{"empty_unit", "UPDATE entry SET unit = '' WHERE seq = 3", "broken_entry"},
        Edit{"empty_agency", "UPDATE entry SET agency = '' WHERE seq = 3", "broken_entry"},
        Edit{"empty_measure", "UPDATE entry SET measure = '' WHERE seq = 3", "broken_entry"},
        Edit{"empty_completion", "UPDATE entry SET completion = '' WHERE seq = 3", "broken_entry"},
        Edit{"empty_text", "UPDATE content SET text = '' WHERE seq = 3", "broken_entry"},
        Edit{"text", "UPDATE content SET text = 'Else.' WHERE seq = 2", "broken_entry"},
        Edit{"reporter", "UPDATE content SET reporter = 'Else' WHERE seq = 2", "broken_entry"},
        Edit{"salt", "UPDATE content SET salt = randomblob(16) WHERE seq = 2", "broken_entry"},
        Edit{"no_salt", "UPDATE content SET salt = NULL WHERE seq = 2", "broken_entry"},
        Edit{"known", "UPDATE content SET known = randomblob(16) WHERE seq = 2", "broken_entry"},
        Edit{"digest_of_words", "UPDATE entry SET content = randomblob(32) WHERE seq = 2",
             "broken_entry"},
        Edit{"as_if_of_version_1", "UPDATE entry SET content = NULL WHERE seq = 2", "broken_entry"},
        Edit{"words_gone", "DELETE FROM content WHERE seq = 2", "broken_entry"},
        Edit{"words_of_nobody",
             "INSERT INTO content SELECT 99, randomblob(16), salt, reporter, text, sources "
             "FROM content WHERE seq = 2",
             "stray_words"},
        Edit{"what_was_withheld", "UPDATE entry SET value = 4 WHERE seq = 4", "broken_entry"},
        Edit{"reason", "UPDATE withholding SET reason = 'Else'", "broken_link"},
        Edit{"day_of_withholding", "UPDATE withholding SET recorded_on = '2019-06-02'",
             "broken_link"},
        Edit{"other_entry_withheld",
             "DELETE FROM content WHERE seq = 3; UPDATE withholding SET entry = (SELECT id FROM "
             "entry WHERE seq = 3)",
             "broken_entry"},
        Edit{"withholding_gone", "DELETE FROM withholding", "broken_entry"},
        Edit{"name", "UPDATE person SET name = 'B. Bay'", "broken_person"},
        Edit{"person_of_nobody",
             "INSERT INTO person SELECT 'ff' || substr(digest, 3), salt, name, position, contact "
             "FROM person",
             "broken_person"},
        Edit{"cut",
             "DELETE FROM entry WHERE seq = 6; DELETE FROM content WHERE seq = 6; "
             "DELETE FROM person",
             "missing_link"},
        Edit{"cut_at_the_end",
             "DELETE FROM withholding; DELETE FROM entry WHERE seq IN (4, 5, 6); "
             "DELETE FROM content WHERE seq IN (4, 5, 6); DELETE FROM person",
             "unknown_head"}),
    [](const auto& row) { return row.param.name; });

class SchemaEdits : public EditedStore, public testing::WithParamInterface<Edit> {};

TEST_P(SchemaEdits, AreFound) {
  const Hash head = fill();
  raw(GetParam().sql);
  const Store store = Store::open(path());
  EXPECT_EQ(first_code(store.verify(head)), GetParam().want);
  EXPECT_EQ(store.evidence().size(), 5U) << "and reading is none the worse";
}

INSTANTIATE_TEST_SUITE_P(
    Table, SchemaEdits,
    testing::Values(
        Edit{"dropped_trigger", "DROP TRIGGER entry_is_kept", "changed_schema"},
        Edit{"rewritten_trigger",
             "DROP TRIGGER entry_is_kept; CREATE TRIGGER entry_is_kept BEFORE UPDATE ON entry "
             "BEGIN SELECT 1; END",
             "changed_schema"},
        Edit{"added_trigger",
             "CREATE TRIGGER swallow BEFORE INSERT ON entry BEGIN SELECT RAISE(IGNORE); END",
             "changed_schema"},
        Edit{"dropped_view", "DROP VIEW ledger", "changed_schema"},
        Edit{"rewritten_view",
             "DROP VIEW entry_sources; CREATE VIEW entry_sources AS SELECT 1 AS entry",
             "changed_schema"},
        Edit{"dropped_index", "DROP INDEX entry_about", "changed_schema"},
        Edit{"rewritten_table",
             "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = "
             "replace(sql, 'CHECK (done IN (0, 1))', '') WHERE name = 'entry'",
             "changed_schema"}),
    [](const auto& row) { return row.param.name; });

TEST_F(EditedStore, TellsWhatOthersAddedWithoutHarm) {
  const Hash head = fill();
  raw("CREATE INDEX mine ON entry (agency); CREATE VIEW my_view AS SELECT 1; CREATE TABLE t (x); "
      "ANALYZE");
  const std::vector<Problem> found = Store::open(path()).verify(head);
  ASSERT_EQ(found.size(), 4U);
  EXPECT_FALSE(has_errors(found));
  EXPECT_EQ(found[0].code, "added_to_schema");
  EXPECT_EQ(found[0].subject, "mine");
  EXPECT_EQ(found.back().code, "withheld");
}

TEST_F(EditedStore, RunsNoTriggerOfOthers) {
  (void)fill();
  raw("CREATE TRIGGER swallow BEFORE INSERT ON entry BEGIN SELECT RAISE(IGNORE); END");
  raw("CREATE TRIGGER keep_person BEFORE DELETE ON person BEGIN SELECT RAISE(IGNORE); END");
  Store store = Store::open(path(), {OpenMode::read_write});
  const EntryId id = store.record(made::value("2019", 5));
  EXPECT_TRUE(store.contains(id));
  const Evidence evidence = store.evidence();
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (evidence.entry(i).kind != EntryKind::appointment) continue;
    EXPECT_TRUE(store.redact(evidence.id(i)).erased);
    EXPECT_EQ(store.person(evidence.id(i)), std::nullopt);
  }
}

struct Impostor {
  const char* name;
  const char* sql;
};

class Impostors : public EditedStore, public testing::WithParamInterface<Impostor> {};

TEST_P(Impostors, AreRefusedWhenItIsOpened) {
  (void)fill();
  raw(GetParam().sql);
  try {
    (void)Store::open(path());
    FAIL() << "was opened";
  } catch (const StoreError& error) {
    EXPECT_NE(std::string{error.what()}.find("\"person\" is no table"), std::string::npos)
        << error.what();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, Impostors,
    testing::Values(Impostor{"missing", "DROP VIEW appointments; DROP TABLE person"},
                    Impostor{"view",
                             "DROP VIEW appointments; DROP TABLE person; CREATE VIEW person AS "
                             "SELECT 'x' AS digest, zeroblob(32) AS salt, 'a' AS name, 'b' AS "
                             "position, 'c' AS contact"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace actionplan::verify_test
