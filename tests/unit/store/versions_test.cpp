// SPDX-License-Identifier: Apache-2.0
// A store of every schema version ever released (tests/data/store) opens and holds what was put in
// it: the Azerbaijani plan with examples/data/fictitious-profile.json, recorded on 2016-05-01, and
// fictitious-evidence.csv, recorded on 2019-06-01. A new version of the schema adds its file, made
// by `init` and `import` of that release, and is not done before those of all earlier ones open.
#include "store/database.hpp"
#include "test_paths.hpp"

#include "made_store.hpp"

#include <actionplan/evaluate/assess.hpp>

#include <actionplan/query/filter.hpp>

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <cstddef>
#include <filesystem>
#include <set>
#include <string>

namespace actionplan::versions_test {
namespace {

using made::day;

class StoreOfVersion : public made::StoreTest, public testing::WithParamInterface<int> {
 protected:
  // A copy, so that the released file stays as it is.
  [[nodiscard]] std::filesystem::path copy() const {
    const std::string name = "v" + std::to_string(GetParam()) + ".db";
    std::filesystem::copy_file(std::string{ACTIONPLAN_TEST_DATA} + "/store/" + name,
                               path(name.c_str()));
    std::filesystem::permissions(path(name.c_str()), std::filesystem::perms::owner_write,
                                 std::filesystem::perm_options::add);
    return path(name.c_str());
  }

  // The last link of its chain; from version 2 on salts make it another in each file.
  static Hash head() {
    constexpr std::array<const char*, detail::schema_version> heads{
        "ded3e413e6eeec6474461c402e4b7c324f053d79f27fb450219f87cc334f5e32",
        "e7ed5215cfc136672d63766a28bae6fec23a3a74d236ac40ef7deed3562ce8e2"};
    return hash_from_hex(heads.at(static_cast<std::size_t>(GetParam()) - 1));
  }

  // Everything in the file's schema: what it is, and its text.
  static std::set<std::string> objects(SQLite::Database& database) {
    std::set<std::string> all;
    SQLite::Statement select{
        database,
        "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || ifnull(sql, '') "
        "FROM sqlite_schema"};
    while (select.executeStep()) all.insert(select.getColumn(0).getString());
    return all;
  }
};

TEST_P(StoreOfVersion, IsReadWhole) {
  const Store store = Store::open(copy());
  EXPECT_TRUE(store.verify(head()).empty());
  const PlanHistory history = store.history();
  EXPECT_EQ(history.revisions().at(0).plan.measures().size(), 59U);
  EXPECT_FALSE(history.revisions()[0].profile.indicators.empty());
  EXPECT_EQ(store.evidence().size(), 9U);
  const Assessment assessment = assess(history, store.evidence(), AssessOptions{day("2019-06-30")});
  const MeasureAssessment row = assessment["2.2"];
  EXPECT_EQ(row.indicators.at(1).status, IndicatorStatus::incomplete);
  EXPECT_EQ(row.indicators[1].evidence.size(), 2U);
}

TEST_P(StoreOfVersion, IsWrittenOn) {
  const std::filesystem::path file = copy();
  {
    Store store = Store::open(file, {OpenMode::read_write, 1000});
    store.record(made::value("2018", 7, "2.2/2"));
  }
  const Store store = Store::open(file);
  EXPECT_TRUE(store.verify().empty());
  EXPECT_EQ(store.evidence().size(), 10U);
}

TEST_P(StoreOfVersion, AnswersWithoutBeingBroughtUp) {
  const std::filesystem::path file = copy();
  {
    const Store store = Store::open(file);
    const AssessOptions options{day("2019-06-30")};
    EXPECT_EQ(store.where(Filter::parse("reporter : \"Ministry\""), options).total,
              where(store.assess(options), Filter::parse("reporter : \"Ministry\"")).total);
    store.publish_copy(path("public.db"));
  }
  const Store copied = Store::open(path("public.db"));
  EXPECT_TRUE(copied.verify(head()).empty());
  EXPECT_EQ(copied.head(), head());
  SQLite::Database database{file.string()};
  EXPECT_EQ(database.execAndGet("PRAGMA user_version").getInt(), GetParam());
}

TEST_P(StoreOfVersion, IsBroughtUpWhenItIsOpenedForWriting) {
  const std::filesystem::path file = copy();
  { (void)Store::open(file, {OpenMode::read_write, 1000}); }
  {
    const Store store = Store::open(file);
    EXPECT_EQ(store.head(), head());
    EXPECT_TRUE(store.verify(head()).empty());
    EXPECT_EQ(store.evidence().size(), 9U);
  }
  SQLite::Database database{file.string()};
  EXPECT_EQ(database.execAndGet("PRAGMA user_version").getInt(), detail::schema_version);
  EXPECT_EQ(database.execAndGet("SELECT count(*) FROM pragma_foreign_key_check").getInt(), 0);
  { (void)create(); }
  SQLite::Database fresh{path().string()};
  EXPECT_EQ(objects(database), objects(fresh));
}

TEST_P(StoreOfVersion, StaysAsItWasWhenItCannotBeBroughtUp) {
  const std::filesystem::path file = copy();
  if (GetParam() == detail::schema_version) GTEST_SKIP() << "there is nothing to bring up";
  {
    SQLite::Database database{file.string(), SQLite::OPEN_READWRITE};
    database.exec("CREATE TABLE content (x)");  // in the way of a table of a later version
  }
  EXPECT_THROW((void)Store::open(file, {OpenMode::read_write, 1000}), StoreError);
  const Store store = Store::open(file);
  EXPECT_EQ(store.head(), head());
  EXPECT_EQ(store.evidence().size(), 9U);
}

INSTANTIATE_TEST_SUITE_P(Released, StoreOfVersion, testing::Range(1, detail::schema_version + 1),
                         [](const auto& row) { return "v" + std::to_string(row.param); });

}  // namespace
}  // namespace actionplan::versions_test
