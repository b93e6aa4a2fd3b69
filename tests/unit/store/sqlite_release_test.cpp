// SPDX-License-Identifier: Apache-2.0
// The releases that sqlite.org/wal.html names: "The WAL-Reset Bug".
#include "store/sqlite_release.hpp"

#include <actionplan/store/sqlite_version.hpp>

#include <gtest/gtest.h>

#include <sqlite3.h>

namespace actionplan::sqlite_release_test {
namespace {

struct Release {
  const char* name;
  int number;
  bool is_affected;
};

class SqliteRelease : public testing::TestWithParam<Release> {};

TEST_P(SqliteRelease, IsKnownToBeSafeOrNot) {
  const std::optional<Problem> problem = detail::wal_reset_problem(GetParam().number);
  ASSERT_EQ(problem.has_value(), GetParam().is_affected);
  if (!problem) return;
  EXPECT_EQ(problem->code, "sqlite_wal_reset");
  EXPECT_EQ(problem->severity, Severity::warning);
}

INSTANTIATE_TEST_SUITE_P(
    Table, SqliteRelease,
    testing::Values(Release{"without_a_log", 3'006'023, false}, Release{"first", 3'007'000, true},
                    Release{"debian_12", 3'040'001, true},
                    Release{"before_3_44_6", 3'044'005, true},
                    Release{"backport_3_44_6", 3'044'006, false},
                    Release{"v3_45_0", 3'045'000, true}, Release{"before_3_50_7", 3'050'006, true},
                    Release{"backport_3_50_7", 3'050'007, false},
                    Release{"v3_51_0", 3'051'000, true}, Release{"last", 3'051'002, true},
                    Release{"mended", 3'051'003, false}, Release{"withdrawn", 3'052'000, false},
                    Release{"later", 3'054'001, false}),
    [](const auto& row) { return row.param.name; });

TEST(SqliteReleaseProblem, NamesTheRelease) {
  const std::string said = detail::wal_reset_problem(3'040'001).value().message;
  EXPECT_NE(said.find("SQLite 3.40.1 can corrupt"), std::string::npos) << said;
}

TEST(SqliteVersion, IsThatOfTheLinkedLibrary) { EXPECT_EQ(sqlite_version(), sqlite3_libversion()); }

}  // namespace
}  // namespace actionplan::sqlite_release_test
