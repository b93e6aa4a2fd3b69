// SPDX-License-Identifier: Apache-2.0
#include "made_store.hpp"

#include <actionplan/core/error.hpp>

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <string>
#include <vector>

namespace actionplan::backup_test {
namespace {

class Backup : public made::StoreTest {
 protected:
  // More than a few pages, so that it takes several steps.
  [[nodiscard]] Store filled() const {
    Store store = create();
    std::vector<Entry> entries;
    for (int i = 0; i < 5000; ++i) entries.push_back(made::value("2017", i));
    (void)store.append(entries);
    return store;
  }

  [[nodiscard]] std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& file : std::filesystem::directory_iterator{folder_}) {
      const std::string name = file.path().filename().string();
      if (name.rfind("monitor.db", 0) != 0) names.push_back(name);
    }
    return names;
  }
};

TEST_F(Backup, IsWhatTheStoreWasAtItsStart) {
  Store store = filled();
  ASSERT_GT(std::filesystem::file_size(path()) + std::filesystem::file_size(path("monitor.db-wal")),
            1U << 20U);
  Store other = Store::open(path(), {OpenMode::read_write});
  const Hash head = store.head();
  int asked = 0;
  store.backup(path("copy.db"), [&] {
    // From now on another writes all the while.
    if (asked > 0) (void)other.record(made::value("2018", asked));
    ++asked;
    return false;
  });
  EXPECT_EQ(files(), (std::vector<std::string>{"copy.db"}));
  const Store copy = Store::open(path("copy.db"));
  EXPECT_TRUE(copy.verify().empty());
  EXPECT_EQ(copy.head(), head);
  EXPECT_EQ(copy.evidence().size(), 5000U);
}

TEST_F(Backup, OfALockedStoreIsRefusedAndLeavesNothing) {
  {
    (void)create();
    SQLite::Database raw{path().string(), SQLite::OPEN_READWRITE};
    raw.exec("PRAGMA journal_mode = DELETE");
  }
  const Store store = Store::open(path(), {OpenMode::read_only, 20});
  SQLite::Database other{path().string(), SQLite::OPEN_READWRITE};
  other.exec("BEGIN EXCLUSIVE");
  try {
    store.backup(path("copy.db"));
    FAIL() << "a locked store was backed up";
  } catch (const StoreError& error) {
    EXPECT_NE(std::string{error.what()}.find("kept it locked for 20 ms"), std::string::npos)
        << error.what();
  }
  EXPECT_TRUE(files().empty());
  other.exec("ROLLBACK");
  store.backup(path("copy.db"));
  EXPECT_TRUE(Store::open(path("copy.db")).verify().empty());
}

TEST_F(Backup, ThatIsCancelledLeavesNothing) {
  const Store store = filled();
  EXPECT_THROW(store.backup(path("copy.db"), [] { return true; }), Cancelled);
  EXPECT_THROW(store.publish_copy(path("copy.db"), [] { return true; }), Cancelled);
  EXPECT_TRUE(files().empty());
}

TEST_F(Backup, OverwritesNothing) {
  const Store store = create();
  store.backup(path("copy.db"));
  EXPECT_THROW(store.backup(path("copy.db")), StoreError);
  EXPECT_THROW(store.backup(path("no such folder/copy.db")), StoreError);
  EXPECT_EQ(files(), (std::vector<std::string>{"copy.db"}));
}

}  // namespace
}  // namespace actionplan::backup_test
