// SPDX-License-Identifier: Apache-2.0
#include "made_store.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/unknown_ids.hpp>

#include <SQLiteCpp/SQLiteCpp.h>

#include <fstream>
#include <set>
#include <stdexcept>

namespace actionplan::store_test {
namespace {

using made::day;

class StoreKeeps : public made::StoreTest {};

std::set<std::string> contents(const Evidence& evidence) {
  std::set<std::string> all;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const auto replaced_on = evidence.replaced_on(i);
    EXPECT_EQ(evidence.id(i), entry_id(evidence.entry(i)));
    all.insert(canonical(made::unsalted(evidence, i)) + (replaced_on ? replaced_on->iso() : ""));
  }
  return all;
}

StoreOptions writable(int busy_timeout_ms = 5000) {
  return {OpenMode::read_write, busy_timeout_ms};
}

TEST_F(StoreKeeps, EveryFieldOfEveryKind) {
  const std::vector<Entry> entries = made::all_kinds();
  std::vector<EntryId> ids;
  {
    Store store = create();
    ids = store.append(entries);
  }
  const Store store = Store::open(path());
  EXPECT_EQ(contents(store.evidence()), contents(Evidence{entries}));
  EXPECT_EQ(store.evidence().size(), entries.size());
  const Evidence kept = store.evidence();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    EXPECT_EQ(made::unsalted(kept, *kept.find(ids[i])), entries[i]);
    // As it was in memory, unless it named others as they were there.
    EXPECT_EQ(store.contains(entry_id(entries[i])), !entries[i].about && !entries[i].replaces);
  }
  EXPECT_TRUE(store.verify().empty());
  EXPECT_EQ(store.last_recorded_on(), day("2019-06-01"));
}

TEST_F(StoreKeeps, ThePlanAndItsProfile) {
  Profile profile;
  profile.plan = "A plan";
  profile.indicators[IndicatorId{"1/1"}].unit = "trainings";
  { (void)Store::create(path(), plan(), profile, day("2016-05-01")); }
  const PlanHistory history = Store::open(path()).history();
  ASSERT_EQ(history.revisions().size(), 1U);
  EXPECT_EQ(history.revisions()[0].plan, plan());
  EXPECT_EQ(history.revisions()[0].profile, profile);
  EXPECT_EQ(history.revisions()[0].effective_on, day("2016-04-27"));
  EXPECT_EQ(history.revisions()[0].recorded_on, day("2016-05-01"));
}

TEST_F(StoreKeeps, TheVerdictsOfMemory) {
  const std::vector<Entry> entries = made::all_kinds();
  Store store = create();
  (void)store.append(entries);
  const AssessOptions options{day("2020-01-01")};
  const Assessment kept = assess(store.history(), store.evidence(), options);
  const Assessment memory = assess(plan(), Evidence{entries}, options);
  for (std::size_t i = 0; i < memory.size(); ++i) {
    EXPECT_EQ(kept.statuses()[i], memory.statuses()[i]);
  }
  for (std::size_t i = 0; i < memory.indicator_statuses().size(); ++i) {
    EXPECT_EQ(kept.indicator_statuses()[i], memory.indicator_statuses()[i]);
  }
}

TEST_F(StoreKeeps, NoEntryOnWhatNoRevisionHolds) {
  Store store = create();
  try {
    (void)store.append(std::vector<Entry>{made::value("2017", 3), made::value("2017", 3, "1")});
    FAIL() << "an unknown id was appended";
  } catch (const InvalidArgument& error) {
    EXPECT_STREQ(error.what(),
                 "Entry 2 of 2: The plan has no indicator \"1\"; the nearest are 1/1 and 1/2; give "
                 "an id that it has. Nothing was appended.");
  }
  EXPECT_EQ(store.evidence().size(), 0U);
  Entry of_nobody = made::value("2017", 3);
  of_nobody.agency = AgencyId{"justise"};
  EXPECT_THROW((void)store.record(of_nobody), InvalidArgument);
  const Entry rating = made::rating(Completion::limited, "2018-02-01");
  EXPECT_NO_THROW((void)store.record(rating));  // a measure's id serves where a measure is meant
}

TEST_F(StoreKeeps, OrphansWhereThatIsAsked) {
  const Entry lost = made::value("2017", 3, "9.9/1");
  {
    Store store = create();
    AppendOptions options;
    options.orphans = Orphans::keep;
    (void)store.append({&lost, 1}, options);
  }
  const Store store = Store::open(path());
  EXPECT_TRUE(store.verify().empty());
  EXPECT_EQ(store.assess(AssessOptions{day("2020-01-01")}).summary().orphans, 1U);
  EXPECT_EQ(unknown_ids(store.history(), store.evidence()).size(), 1U);
}

TEST_F(StoreKeeps, NoProfileOfAnotherPlan) {
  Profile profile;
  profile.indicators[IndicatorId{"1/7"}].unit = "trainings";
  EXPECT_THROW((void)Store::create(path(), plan(), profile, day("2016-05-01")), InvalidArgument);
  EXPECT_FALSE(std::filesystem::exists(path()));
  profile.indicators.clear();
  profile.indicators[IndicatorId{"1/1"}].formula = Formula::parse("[1/9] * 2");
  EXPECT_THROW((void)Store::create(path(), plan(), profile, day("2016-05-01")), InvalidArgument);
}

TEST_F(StoreKeeps, IdsOverAnAmendment) {
  Store store = create();
  (void)store.record(made::value("2017", 3));
  PlanBuilder later = made::heading();
  Measure renumbered = made::measure("1.1", made::window("2016-01-01", "2019-12-31"));
  renumbered.title = "Measure 1";
  made::set_indicators(renumbered, {{"a register", IndicatorKind::deliverable},
                                    {"number of trainings", IndicatorKind::count}});
  later.add(renumbered);
  const Amendment amendment =
      store.amend(later.build(), Profile{}, day("2019-07-01"), day("2019-07-02"));
  EXPECT_EQ(amendment.kept, std::vector<IndicatorId>{IndicatorId{"1/1"}});
  EXPECT_EQ(amendment.dropped, (std::vector<IndicatorId>{IndicatorId{"1/2"}, IndicatorId{"2/1"}}));
  EXPECT_EQ(amendment.added, std::vector<IndicatorId>{IndicatorId{"1/1~2"}});
  EXPECT_EQ(amendment.dropped_measures, std::vector<MeasureId>{MeasureId{"2"}});
  EXPECT_EQ(store.history().revisions().size(), 2U);
  EXPECT_TRUE(store.verify().empty());
  const Assessment after =
      assess(store.history(), store.evidence(), AssessOptions{day("2020-01-01")});
  EXPECT_EQ(after["1.1"].indicators[1].value, 3);
}

TEST_F(StoreKeeps, TheProfileOverAnAmendmentWithoutOne) {
  Profile profile;
  Target target;
  target.value = 40;
  profile.indicators[IndicatorId{"1/1"}].targets = {target};
  profile.indicators[IndicatorId{"1/1"}].direction = Direction::up;
  Store store = Store::create(path(), plan(), profile, day("2016-05-01"));
  (void)store.record(made::value("2017", 41));
  (void)store.amend(plan(), std::nullopt, day("2019-01-01"), day("2019-06-02"));
  EXPECT_EQ(store.history().revisions().back().profile, profile);
  const Assessment kept = store.assess(AssessOptions{day("2019-06-01")});
  EXPECT_EQ(kept["1"].indicators[0].target, 40);
  (void)store.amend(plan(), Profile{}, day("2019-07-01"), day("2019-07-02"));
  const Assessment none = store.assess(AssessOptions{day("2019-08-01")});
  EXPECT_EQ(none["1"].indicators[0].target, std::nullopt);
  EXPECT_TRUE(store.verify().empty());
}

TEST_F(StoreKeeps, TheIdsOfPartsThatAProfileMadeOverAnAmendment) {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2018-12-31"));
  made::set_indicators(measure, {{"laws and trainings", IndicatorKind::count}});
  const Plan read = builder.add(measure).build();
  Profile profile;
  profile.measures[MeasureId{"1"}].indicators = {{"laws", IndicatorKind::count},
                                                 {"trainings", IndicatorKind::count}};
  Store store = Store::create(path(), read, profile, day("2016-05-01"));
  const std::vector<Indicator> before = store.history().revisions()[0].plan["1"].indicators;
  ASSERT_EQ(before.size(), 2U);
  const Amendment amendment = store.amend(read, std::nullopt, day("2019-01-01"), day("2019-01-02"));
  EXPECT_EQ(amendment.plan["1"].indicators, before);
  EXPECT_EQ(amendment.kept, (std::vector<IndicatorId>{before[0].id, before[1].id}));
  EXPECT_TRUE(amendment.added.empty());
  EXPECT_TRUE(amendment.dropped.empty());
}

TEST_F(StoreKeeps, NoBatchOutOfTheOrderOfItsDaysAndSaysToSortIt) {
  Store store = create();
  Entry late = made::value("2017", 3);
  late.recorded_on = day("2018-03-01");
  Entry early = made::value("2016", 2);
  early.recorded_on = day("2018-02-01");
  const std::vector<Entry> unsorted{late, early};
  try {
    (void)store.append(unsorted);
    ADD_FAILURE() << "was appended";
  } catch (const InvalidArgument& error) {
    EXPECT_NE(std::string{error.what()}.find("sort it by recorded_on"), std::string::npos);
  }
  const std::vector<Entry> sorted{early, late};
  EXPECT_EQ(store.append(sorted).size(), 2U);
}

TEST_F(StoreKeeps, PersonsUntilTheyAreRedacted) {
  Store store = create();
  Entry appointment = made::entry(EntryKind::appointment);
  appointment.agency = AgencyId{"justice"};
  const Person person{"A. Adil", "Head of unit", "a@example.org"};
  const EntryId id = store.appoint(appointment, person);
  EXPECT_EQ(store.person(id), person);
  const Hash head = store.head();
  store.redact(id);
  EXPECT_EQ(store.person(id), std::nullopt);
  EXPECT_TRUE(store.verify(head).empty());
  EXPECT_THROW((void)store.person(EntryId{"none"}), NotFound);
  for (const auto& file : std::filesystem::directory_iterator{folder_}) {
    std::ifstream stream{file.path(), std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
    EXPECT_EQ(bytes.find("A. Adil"), std::string::npos) << file.path();
  }
}

TEST_F(StoreKeeps, ABackupWhileItIsWritten) {
  Store store = create();
  (void)store.record(made::value("2016", 1));
  const Hash head = store.head();
  store.backup(path("copy.db"));
  (void)store.record(made::value("2017", 2));
  const Store copy = Store::open(path("copy.db"));
  EXPECT_EQ(copy.evidence().size(), 1U);
  EXPECT_EQ(copy.head(), head);
  EXPECT_TRUE(store.verify(head).empty()) << "an earlier head is still a link";
  EXPECT_THROW(store.backup(path("copy.db")), StoreError);
}

class StoreRefuses : public made::StoreTest {
 protected:
  // What `work` throws, of type Expected.
  template <class Expected, class Work>
  static std::string refusal(Work work) {
    try {
      work();
    } catch (const Expected& error) {
      return error.what();
    }
    ADD_FAILURE() << "nothing was thrown";
    return {};
  }
  void raw(const char* sql) const {
    SQLite::Database database{path().string(), SQLite::OPEN_READWRITE};
    database.exec(sql);
  }
};

TEST_F(StoreRefuses, ABatchWithOneBadEntryWhole) {
  Store store = create();
  Entry bad = made::value("2017", 2);
  bad.reporter.clear();
  const std::vector<Entry> batch{made::value("2016", 1), bad};
  const std::string said = refusal<InvalidArgument>([&] { (void)store.append(batch); });
  EXPECT_NE(said.find("Entry 2 of 2"), std::string::npos) << said;
  EXPECT_EQ(store.evidence().size(), 0U);
  EXPECT_TRUE(store.verify().empty());
}

TEST_F(StoreRefuses, AnEntryByItsLine) {
  Store store = create();
  const Entry good = made::value("2017", 2);
  const std::vector<Entry> batch{good, good};
  AppendOptions by_line;
  by_line.lines = {3, 7};
  const std::string said = refusal<StoreError>([&] { (void)store.append(batch, by_line); });
  EXPECT_NE(said.find("Line 7: It is in the store already"), std::string::npos) << said;
  EXPECT_NE(said.find("Nothing was appended."), std::string::npos) << said;
  by_line.lines = {3};
  EXPECT_THROW((void)store.append(batch, by_line), InvalidArgument);
  EXPECT_EQ(store.evidence().size(), 0U);
}

TEST_F(StoreRefuses, AProfileThatNobodyCouldReadBack) {
  Profile profile;
  profile.plan = "A plan";
  MeasureProfile& corrected = profile.measures[MeasureId{"1"}];
  corrected.set_by = SetBy::law;
  corrected.source = "The register";
  DeadlineCorrection& turned = corrected.deadline.emplace();
  turned.kind = DeadlineKind::window;
  turned.start = day("2019-01-01");
  turned.due = day("2018-01-01");
  EXPECT_THROW((void)Store::create(path(), plan(), profile, day("2016-05-01")), InvalidArgument);
  EXPECT_FALSE(std::filesystem::exists(path()));
  Store store = create();
  const std::string head = to_hex(store.head());
  EXPECT_THROW((void)store.amend(plan(), profile, day("2019-01-01"), day("2019-01-01")),
               InvalidArgument);
  EXPECT_EQ(to_hex(store.head()), head);
  EXPECT_EQ(store.history().revisions().size(), 1U);
}

// "é" as a letter and an accent; no revision that is new may bring it in, entries may name what is.
TEST_F(StoreRefuses, IdsThatAreNotComposed) {
  const auto plan_with = [](const std::string& id) {
    PlanBuilder builder = made::heading();
    builder.add(made::agency("justice"));
    builder.add(made::measure(id, made::window("2016-01-01", "2018-12-31")));
    return builder.build();
  };
  try {
    (void)Store::create(path(), plan_with("1.e\xCC\x81"), Profile{}, day("2016-05-01"));
    FAIL() << "an id with a loose accent was kept";
  } catch (const InvalidArgument& error) {
    EXPECT_STREQ(error.what(),
                 "The plan names the measure \"1.e\xCC\x81\", which is not in Unicode's composed "
                 "form (NFC); write it as \"1.\xC3\xA9\".");
  }
  EXPECT_FALSE(std::filesystem::exists(path()));
  Store store = Store::create(path(), plan_with("1.\xC3\xA9"), Profile{}, day("2016-05-01"));
  EXPECT_THROW(
      (void)store.amend(plan_with("2.e\xCC\x81"), {}, day("2017-01-01"), day("2017-01-01")),
      InvalidArgument);
}

TEST_F(StoreKeeps, NothingWhenProgressThrows) {
  Store store = create();
  std::vector<Entry> entries;
  for (int i = 0; i < 2000; ++i) entries.push_back(made::value("2017", i));
  std::vector<std::size_t> told;
  const auto stop = [&told](std::size_t done) {
    told.push_back(done);
    if (done == 2000) throw std::runtime_error{"enough"};
  };
  AppendOptions options;
  options.on_progress = stop;
  EXPECT_THROW((void)store.append(entries, options), std::runtime_error);
  EXPECT_EQ(told, (std::vector<std::size_t>{1000, 2000}));
  EXPECT_EQ(store.evidence().size(), 0U);
  EXPECT_TRUE(store.verify().empty());
}

TEST_F(StoreRefuses, WhatWasRecordedBeforeItsLast) {
  Store store = create();
  (void)store.record(made::value("2017", 2));
  Entry early = made::value("2016", 1);
  early.recorded_on = day("2019-05-31");
  EXPECT_THROW((void)store.record(early), InvalidArgument);
  EXPECT_THROW((void)store.amend(plan(), {}, day("2019-01-01"), day("2019-05-31")),
               InvalidArgument);
}

TEST_F(StoreRefuses, TheSameTwiceAndUnknownReferences) {
  Store store = create();
  (void)store.record(made::value("2017", 2));
  EXPECT_THROW((void)store.record(made::value("2017", 2)), StoreError);
  EXPECT_THROW((void)store.record(made::replacing(made::value("2017", 3), made::value("2016", 9))),
               InvalidArgument);
}

TEST_F(StoreRefuses, AReplacementOfWhatIsAboutSomethingElse) {
  Store store = create();
  const EntryId first = store.record(made::value("2017", 5, "1/1"));
  Entry other = made::value("2017", 6, "2/1");
  other.replaces = first;
  const auto refusal_of = [&store](const std::vector<Entry>& entries) -> std::string {
    try {
      (void)store.append(entries);
    } catch (const InvalidArgument& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(refusal_of({other}),
            "It replaces entry " + first.value() +
                ", which is about indicator \"1/1\" and not about indicator \"2/1\"; leave "
                "`replaces` out, and withdraw that one if it is wrong (kind withdrawal, `about`).");
  const Entry sound = made::value("2016", 1, "2/1");
  EXPECT_EQ(refusal_of({sound, other}).rfind("Entry 2 of 2: It replaces entry ", 0), 0U);
  Entry of_measure = made::entry(EntryKind::note);
  of_measure.measure = MeasureId{"1"};
  of_measure.text = "A note";
  of_measure.replaces = first;
  EXPECT_NE(refusal_of({of_measure}).find("and not about measure \"1\""), std::string::npos);
  // Of the same batch, by the id that it has in memory.
  Entry again = made::value("2018", 7, "1/1");
  again.replaces = entry_id(sound);
  EXPECT_NE(refusal_of({sound, again}), "");
  EXPECT_EQ(store.evidence().size(), 1U);
  Entry same = made::value("2017", 6, "1/1");
  same.replaces = first;
  EXPECT_EQ(refusal_of({same}), "");
}

TEST_F(StoreRefuses, WritingWhenOpenedForReading) {
  { (void)create(); }
  Store store = Store::open(path());
  EXPECT_THROW((void)store.record(made::value("2017", 2)), StoreError);
}

TEST_F(StoreRefuses, ASecondWriterAfterWaiting) {
  Store store = create();
  SQLite::Database other{path().string(), SQLite::OPEN_READWRITE};
  other.exec("BEGIN IMMEDIATE");
  Store second = Store::open(path(), writable(10));
  const std::string said =
      refusal<StoreError>([&] { (void)second.record(made::value("2017", 2)); });
  EXPECT_NE(said.find("Another program is writing"), std::string::npos) << said;
  EXPECT_EQ(second.evidence().size(), 0U) << "readers never wait";
  other.exec("ROLLBACK");
  (void)second.record(made::value("2017", 2));
}

TEST_F(StoreRefuses, FilesThatAreNoStores) {
  EXPECT_THROW((void)Store::open(path("none.db")), StoreError);
  EXPECT_THROW((void)Store::open(folder_), StoreError);
  { std::ofstream{path("empty.db")}; }
  EXPECT_THROW((void)Store::open(path("empty.db")), StoreError);
  std::ofstream{path("text.db")} << std::string(5000, 'x');
  EXPECT_THROW((void)Store::open(path("text.db")), StoreError);
  {
    SQLite::Database other{path("other.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    other.exec("CREATE TABLE t (x)");
  }
  EXPECT_NE(
      refusal<StoreError>([&] { (void)Store::open(path("other.db")); }).find("not one of ours"),
      std::string::npos);
  EXPECT_THROW((void)Store::create(path("text.db"), plan(), {}, day("2016-05-01")), StoreError);
  EXPECT_THROW((void)Store::create(folder_ / "no" / "folder.db", plan(), {}, day("2016-05-01")),
               StoreError);
}

TEST_F(StoreRefuses, AFileOfALaterVersion) {
  { (void)create(); }
  raw("PRAGMA user_version = 3");
  EXPECT_NE(refusal<StoreError>([&] { (void)Store::open(path()); }).find("later version"),
            std::string::npos);
}

TEST_F(StoreRefuses, ChangesToTheLedger) {
  Store store = create();
  (void)store.record(made::value("2017", 2));
  EXPECT_THROW(raw("UPDATE entry SET value = 3"), SQLite::Exception);
  EXPECT_THROW(raw("DELETE FROM entry"), SQLite::Exception);
  EXPECT_THROW(raw("UPDATE revision SET plan = ''"), SQLite::Exception);
  EXPECT_THROW(raw("DELETE FROM revision"), SQLite::Exception);
}

TEST_F(StoreRefuses, FlippedAndMissingBytes) {
  {
    Store store = create();
    std::vector<Entry> many;
    for (int year = 1900; year < 2018; ++year) {
      many.push_back(made::value(std::to_string(year).c_str(), year));
    }
    (void)store.append(many);
    store.backup(path("whole.db"));
  }
  std::ifstream stream{path("whole.db"), std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
  const Hash head = Store::open(path("whole.db")).head();
  const auto is_found_or_harmless = [&](const std::string& changed) {
    std::ofstream{path("changed.db"), std::ios::binary} << changed;
    try {
      const Store store = Store::open(path("changed.db"));
      if (!store.verify(head).empty()) return;
      EXPECT_EQ(store.evidence().size(), 118U);
    } catch (const StoreError&) {
    }
  };
  for (std::size_t at = 0; at < bytes.size(); at += 977) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x5A);
    is_found_or_harmless(changed);
  }
  for (std::size_t length = 1; length < bytes.size(); length += bytes.size() / 13) {
    is_found_or_harmless(bytes.substr(0, length));
  }
}

}  // namespace
}  // namespace actionplan::store_test
