// SPDX-License-Identifier: Apache-2.0
#include "sqlite_release.hpp"

#include <actionplan/store/sqlite_version.hpp>

#include <sqlite3.h>

#include <string>

namespace actionplan {

std::string_view sqlite_version() noexcept { return sqlite3_libversion(); }

namespace detail {
namespace {

constexpr int release_number(int major, int minor, int patch) {
  return major * 1'000'000 + minor * 1'000 + patch;
}

std::string release_text(int number) {
  return std::to_string(number / 1'000'000) + "." + std::to_string(number / 1'000 % 1'000) + "." +
         std::to_string(number % 1'000);
}

}  // namespace

std::optional<Problem> wal_reset_problem(int version_number) {
  const auto lies_between = [version_number](int first, int end) {
    return version_number >= first && version_number < end;
  };
  const bool is_affected = lies_between(release_number(3, 7, 0), release_number(3, 51, 3)) &&
                           !lies_between(release_number(3, 44, 6), release_number(3, 45, 0)) &&
                           !lies_between(release_number(3, 50, 7), release_number(3, 51, 0));
  if (!is_affected) return std::nullopt;
  return Problem{"sqlite_wal_reset",
                 Severity::warning,
                 {},
                 "SQLite " + release_text(version_number) +
                     " can corrupt a store that two programs write at once (its WAL-reset bug); "
                     "link 3.51.3 or later, or make sure that your system's package has the fix.",
                 {}};
}

}  // namespace detail
}  // namespace actionplan
