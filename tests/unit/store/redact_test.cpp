// SPDX-License-Identifier: Apache-2.0
#include "made_store.hpp"

#include <actionplan/core/error.hpp>

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace actionplan::redact_test {
namespace {

class Redacting : public made::StoreTest {
 protected:
  static constexpr const char* name = "Zumrud Unmistakable";

  static EntryId appoint(Store& store) {
    Entry appointment = made::entry(EntryKind::appointment);
    appointment.agency = AgencyId{"justice"};
    return store.appoint(appointment, {name, "Head of unit", "a@example.org"});
  }

  [[nodiscard]] bool is_in(const char* file) const {
    std::ifstream stream{path(file), std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
    return bytes.find(name) != std::string::npos;
  }

  // A reader that keeps seeing the store as it is now.
  [[nodiscard]] SQLite::Database reader() const {
    SQLite::Database database{path().string(), SQLite::OPEN_READONLY};
    database.exec("BEGIN");
    (void)database.execAndGet("SELECT count(*) FROM person");
    return database;
  }
};

TEST_F(Redacting, LeavesNoByte) {
  Store store = create();
  const EntryId id = appoint(store);
  EXPECT_TRUE(is_in("monitor.db-wal"));
  EXPECT_EQ(store.redact(id), (Redaction{true, false}));
  EXPECT_FALSE(is_in("monitor.db"));
  EXPECT_FALSE(is_in("monitor.db-wal"));
  EXPECT_EQ(store.redact(id), (Redaction{false, false})) << "again is no error";
}

TEST_F(Redacting, SaysWhenAReaderKeepsTheOldPages) {
  { (void)create(); }
  Store store = Store::open(path(), {OpenMode::read_write, 0});
  const EntryId id = appoint(store);
  const Hash head = store.head();
  {
    SQLite::Database held = reader();
    EXPECT_EQ(store.redact(id), (Redaction{true, true}));
    EXPECT_EQ(store.person(id), std::nullopt) << "the row is gone";
    EXPECT_TRUE(is_in("monitor.db-wal"));
    EXPECT_EQ(held.execAndGet("SELECT name FROM person").getString(), name);
    EXPECT_EQ(store.redact(id), (Redaction{false, true})) << "the reader is still there";
  }
  EXPECT_EQ(store.redact(id), (Redaction{false, false}));
  EXPECT_FALSE(is_in("monitor.db"));
  EXPECT_FALSE(is_in("monitor.db-wal"));
  EXPECT_TRUE(store.verify(head).empty());
}

TEST_F(Redacting, OverwritesWhatIsInTheFile) {
  EntryId id{"none"};
  {
    Store store = create();
    id = appoint(store);
  }
  ASSERT_TRUE(is_in("monitor.db")) << "the log was moved into the file";
  Store store = Store::open(path(), {OpenMode::read_write});
  EXPECT_EQ(store.redact(id), (Redaction{true, false}));
  EXPECT_FALSE(is_in("monitor.db"));
}

TEST_F(Redacting, ReachesEachOfSeveralAppointedTogether) {
  Store store = create();
  Entry entry = made::entry(EntryKind::appointment);
  entry.agency = AgencyId{"justice"};
  Entry nowhere = entry;
  nowhere.agency.reset();
  const std::vector<Appointment> unsound{{entry, {name}}, {nowhere, {"B. Person"}}};
  EXPECT_THROW((void)store.appoint_all(unsound), InvalidArgument);
  EXPECT_EQ(store.evidence().size(), 0U) << "all or none";
  const std::vector<Appointment> two{{entry, {name, "", "+994 12 000 00 00"}}, {entry, {name}}};
  const std::vector<EntryId> ids = store.appoint_all(two);
  ASSERT_EQ(ids.size(), 2U);
  EXPECT_EQ(store.person(ids[0]), two[0].person);
  store.publish_copy(path("copy.db"));
  EXPECT_FALSE(is_in("copy.db"));
  for (const EntryId& id : ids) EXPECT_EQ(store.redact(id), (Redaction{true, false}));
  EXPECT_FALSE(is_in("monitor.db"));
  EXPECT_FALSE(is_in("monitor.db-wal"));
  EXPECT_TRUE(store.verify().empty());
}

TEST_F(Redacting, IsRefusedForWhatIsNoAppointment) {
  Store store = create();
  const EntryId other = store.record(made::value("2017", 1));
  EXPECT_THROW((void)store.redact(other), NotFound);
  EXPECT_THROW((void)store.redact(EntryId{"none"}), NotFound);
}

}  // namespace
}  // namespace actionplan::redact_test
