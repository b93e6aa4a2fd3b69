// SPDX-License-Identifier: Apache-2.0
#include "new_file.hpp"
#include "store_state.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>

namespace actionplan {
namespace {

// Steps through the rows of the store; its errors name it, and not the copy.
bool step(SQLite::Statement& select, const std::filesystem::path& store) {
  return detail::guarded(store, [&] { return select.executeStep(); });
}

void copy_revisions(const SQLite::Database& from, SQLite::Database& into,
                    const std::filesystem::path& store) {
  SQLite::Statement select{
      from,
      "SELECT seq, effective_on, recorded_on, plan, profile, link FROM revision ORDER BY seq"};
  SQLite::Statement insert{
      into,
      "INSERT INTO revision (seq, effective_on, recorded_on, plan, profile, link) "
      "VALUES (?, ?, ?, ?, ?, ?)"};
  while (step(select, store)) {
    insert.bind(1, select.getColumn(0).getInt64());
    for (int at = 1; at < 5; ++at) insert.bind(at + 1, select.getColumn(at).getString());
    detail::bind_hash(insert, 6, detail::hash_of(select.getColumn(5)));
    insert.exec();
    insert.reset();
  }
}

void copy_entries(const SQLite::Database& from, SQLite::Database& into,
                  const std::filesystem::path& store) {
  detail::EntryReader reader{from};
  detail::EntryWriter writer{into};
  const auto next = [&] { return detail::guarded(store, [&] { return reader.next(); }); };
  while (next()) writer.write(reader.seq(), reader.entry(), reader.id(), reader.link());
}

}  // namespace

void Store::publish_copy(const std::filesystem::path& path, const Cancel& cancel) const {
  guarded(state(), cancel, [&](detail::Interruption& interruption, auto&) {
    detail::NewFile file{path, std::nullopt};
    const auto rows = static_cast<std::size_t>(state().tip().seq);
    detail::guarded(path, [&] {
      SQLite::Database copy = detail::create_database(file.draft());
      const detail::LargeCache cache{copy, rows};
      const detail::Interruption::Watch watch{interruption, copy, state().busy_timeout_ms};
      {
        // One view of the ledger, whatever others append meanwhile.
        SQLite::Transaction reading{state().database()};
        SQLite::Transaction writing{copy, SQLite::TransactionBehavior::IMMEDIATE};
        copy_revisions(state().database(), copy, state().path);
        copy_entries(state().database(), copy, state().path);
        writing.commit();
      }
      copy.exec("VACUUM");
    });
    file.put_in_place();
  });
}

}  // namespace actionplan
