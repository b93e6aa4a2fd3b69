// SPDX-License-Identifier: Apache-2.0
#include "migration.hpp"

#include "database.hpp"
#include "schema_sql.hpp"

#include <string>

namespace actionplan::detail {
namespace {

// The tables of version 1 make room for those of version 2.
constexpr const char* put_aside_sql = R"sql(
DROP VIEW IF EXISTS ledger;
DROP VIEW IF EXISTS entry_sources;
DROP VIEW IF EXISTS measures;
DROP VIEW IF EXISTS indicators;
DROP VIEW IF EXISTS agencies;
DROP VIEW IF EXISTS appointments;
DROP TRIGGER IF EXISTS revision_is_kept;
DROP TRIGGER IF EXISTS revision_stays;
DROP TRIGGER IF EXISTS entry_is_kept;
DROP TRIGGER IF EXISTS entry_stays;
ALTER TABLE revision RENAME TO revision_1;
ALTER TABLE entry RENAME TO entry_1;
ALTER TABLE person RENAME TO person_1;
)sql";

constexpr const char* entry_columns =
    "seq, id, kind, recorded_on, measure, indicator, agency, about, replaces, dimension, "
    "period_first, period_last, observed_on, done_first, done_last, published_on, value, "
    "denominator, standard_error, df, n, deff, done, completion, verification, unit, "
    "reporter_type, method, member, person";

// What of a connection cannot be changed within a transaction: until this ends, references are not
// checked, and no other object is rewritten when a table gets another name.
class LooseReferences {
 public:
  explicit LooseReferences(SQLite::Database& database) : database_{database} {
    database_.exec("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON");
  }
  LooseReferences(const LooseReferences&) = delete;
  LooseReferences& operator=(const LooseReferences&) = delete;
  LooseReferences(LooseReferences&&) = delete;
  LooseReferences& operator=(LooseReferences&&) = delete;
  ~LooseReferences() {
    (void)database_.tryExec("PRAGMA legacy_alter_table = OFF; PRAGMA foreign_keys = ON");
  }

 private:
  SQLite::Database& database_;
};

std::string insert_into(const TableCopy& table) {
  return "INSERT INTO " + std::string{table.name} + " (" + table.columns + ") ";
}

}  // namespace

std::vector<TableCopy> ledger_tables(int version, const std::string& suffix) {
  const bool is_first = version == 1;
  const std::string entry = entry_columns;
  const auto from = [&suffix](const std::string& columns, const char* table) {
    return "SELECT " + columns + " FROM " + table + suffix + " ORDER BY seq";
  };
  const std::string revision = "seq, effective_on, recorded_on, plan, profile, link";
  const std::string words = "seq, known, salt, reporter, text, sources";
  const std::string withholding = "seq, recorded_on, entry, reason, kept, link";
  std::vector<TableCopy> tables{
      {"revision", revision, from(revision, "revision")},
      {"entry", entry + ", content, link",
       from(entry + (is_first ? ", NULL, link" : ", content, link"), "entry")},
      // Entries of version 1 stay entry@1: without salt, and known by the digest that is their id.
      {"content", words,
       is_first ? from("seq, substr(id, 1, 16), NULL, reporter, text, sources", "entry")
                : from(words, "content")}};
  if (!is_first) tables.push_back({"withholding", withholding, from(withholding, "withholding")});
  return tables;
}

void migrate(SQLite::Database& database) {
  if (version_of(database) == schema_version) return;
  const LooseReferences loose{database};
  SQLite::Transaction transaction{database, SQLite::TransactionBehavior::IMMEDIATE};
  if (version_of(database) == schema_version) return;  // by another program, meanwhile
  database.exec(put_aside_sql);
  database.exec(schema_sql);
  for (const TableCopy& table : ledger_tables(1, "_1")) {
    database.exec(insert_into(table) + table.select);
  }
  database.exec(
      "INSERT INTO person (digest, salt, name, position, contact) "
      "SELECT digest, salt, name, position, contact FROM person_1; "
      "DROP TABLE entry_1; DROP TABLE revision_1; DROP TABLE person_1");
  database.exec("PRAGMA user_version = " + std::to_string(schema_version));
  transaction.commit();
}

}  // namespace actionplan::detail
