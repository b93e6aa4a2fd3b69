// SPDX-License-Identifier: Apache-2.0
#include "schema_check.hpp"

#include "core/internal/excerpt.hpp"

#include "database.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace actionplan::detail {
namespace {

struct SchemaObject {
  std::string table;
  std::string text;  // empty: an index that a constraint made

  friend bool operator==(const SchemaObject&, const SchemaObject&) = default;
};

// By type and name.
using Schema = std::map<std::pair<std::string, std::string>, SchemaObject>;

Schema schema_of(const SQLite::Database& database) {
  Schema schema;
  SQLite::Statement select{database,
                           "SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_schema"};
  while (select.executeStep()) {
    schema.insert_or_assign(
        {select.getColumn(0).getString(), select.getColumn(1).getString()},
        SchemaObject{select.getColumn(2).getString(), select.getColumn(3).getString()});
  }
  return schema;
}

Schema expected_schema(int version) {
  SQLite::Database made{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
  made.exec(schema_text(version));
  return schema_of(made);
}

// Of SQLite's own making, such as the statistics of ANALYZE.
bool is_of_sqlite(const std::string& name) { return name.starts_with("sqlite_"); }

}  // namespace

std::vector<Problem> check_schema_of(const SQLite::Database& database) {
  std::vector<Problem> problems;
  const Schema found = schema_of(database);
  const Schema expected = expected_schema(version_of(database));
  for (const auto& [key, object] : expected) {
    const auto there = found.find(key);
    if (there != found.end() && there->second == object) continue;
    problems.push_back({"changed_schema",
                        Severity::error,
                        {},
                        "The " + key.first + " " + key.second + " of the store's schema " +
                            (there == found.end() ? "is missing" : "was rewritten") +
                            ". Restore a backup.",
                        key.second});
  }
  for (const auto& [key, object] : found) {
    if (expected.contains(key) || is_of_sqlite(key.second)) continue;
    const bool is_trigger = key.first == "trigger";
    problems.push_back({is_trigger ? "changed_schema" : "added_to_schema",
                        is_trigger ? Severity::error : Severity::info,
                        {},
                        "Others added the " + key.first + " \"" + excerpt(key.second) +
                            "\" to the store" +
                            (is_trigger ? ", which can undo what other programs write: drop it."
                                        : "; this library does not use it."),
                        key.second});
  }
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return a.severity == Severity::error && b.severity != Severity::error;
  });
  return problems;
}

}  // namespace actionplan::detail
