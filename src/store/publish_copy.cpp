// SPDX-License-Identifier: Apache-2.0
#include "new_file.hpp"
#include "store_state.hpp"

#include <string>

namespace actionplan {
namespace {

void copy_revisions(const SQLite::Database& from, SQLite::Database& into) {
  SQLite::Statement select{
      from,
      "SELECT seq, effective_on, recorded_on, plan, profile, link FROM revision ORDER BY seq"};
  SQLite::Statement insert{
      into,
      "INSERT INTO revision (seq, effective_on, recorded_on, plan, profile, link) "
      "VALUES (?, ?, ?, ?, ?, ?)"};
  while (select.executeStep()) {
    insert.bind(1, select.getColumn(0).getInt64());
    for (int at = 1; at < 5; ++at) insert.bind(at + 1, select.getColumn(at).getString());
    detail::bind_hash(insert, 6, detail::hash_of(select.getColumn(5)));
    insert.exec();
    insert.reset();
  }
}

void copy_entries(const SQLite::Database& from, SQLite::Database& into) {
  detail::EntryReader reader{from};
  detail::EntryWriter writer{into};
  while (reader.next()) writer.write(reader.seq(), reader.entry(), reader.id(), reader.link());
}

}  // namespace

void Store::publish_copy(const std::filesystem::path& path, const Cancel& cancel) const {
  guarded(state(), cancel, [&](detail::Interruption& interruption, auto&) {
    detail::NewFile file{path};
    detail::guarded(path, [&] {
      SQLite::Database copy = detail::create_database(file.draft());
      const detail::Interruption::Watch watch{interruption, copy, state().busy_timeout_ms};
      {
        // One view of the ledger, whatever others append meanwhile.
        SQLite::Transaction reading{state().database()};
        SQLite::Transaction writing{copy, SQLite::TransactionBehavior::IMMEDIATE};
        copy_revisions(state().database(), copy);
        copy_entries(state().database(), copy);
        writing.commit();
      }
      copy.exec("VACUUM");
    });
    file.put_in_place();
  });
}

}  // namespace actionplan
