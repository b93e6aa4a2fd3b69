// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>

#include "new_file.hpp"
#include "store_state.hpp"

#include <SQLiteCpp/Backup.h>

#include <sqlite3.h>

#include <filesystem>
#include <string>

namespace actionplan {
namespace {

StoreError not_backed_up(const StoreState& state) {
  return StoreError("The store " + detail::quoted(state.path) +
                        " was not backed up: another program kept it locked for " +
                        std::to_string(state.busy_timeout_ms) +
                        " ms; try again, or wait longer (busy_timeout_ms).",
                    StoreErrorCode::busy);
}

// Settles which state is copied, so that what others write does not start the copy again.
void start_reading(const StoreState& state, const detail::Interruption& interruption) {
  try {
    (void)state.tip();
  } catch (const SQLite::Exception& error) {
    if (detail::primary_code(error) == SQLITE_BUSY && !interruption.was_answered()) {
      throw not_backed_up(state);
    }
    throw;
  }
}

// Which of both files failed: what is damaged or cannot be read is the store, since the copy is new.
StoreError error_of_step(const StoreState& state, const std::filesystem::path& path,
                         const SQLite::Exception& error) {
  const int code = detail::primary_code(error);
  const bool is_read = code == SQLITE_CORRUPT || code == SQLITE_NOTADB ||
                       error.getErrorCode() == SQLITE_IOERR_READ ||
                       error.getErrorCode() == SQLITE_IOERR_SHORT_READ ||
                       error.getErrorCode() == SQLITE_IOERR_CORRUPTFS;
  return detail::store_error(is_read ? state.path : path, error);
}

// Copies all pages, some at a time.
void copy_pages(SQLite::Backup& backup, detail::Interruption& interruption,
                detail::Interruption::Watch& watch, const StoreState& state) {
  constexpr int pages_at_once = 256;  // 1 MiB
  int times = 0;
  for (;;) {
    interruption.ask();
    const int result = backup.executeStep(pages_at_once);
    if (result == SQLITE_DONE) return;
    if (result == SQLITE_OK) {
      times = 0;
    } else if (!watch.wait(times++)) {
      throw not_backed_up(state);
    }
  }
}

}  // namespace

void Store::backup(const std::filesystem::path& path, const Cancel& cancel,
                   std::filesystem::perms mode) const {
  guarded(state(), cancel, [&](detail::Interruption& interruption, auto& watch) {
    detail::NewFile file{path, mode};
    const SQLite::Transaction reading{state().database()};
    start_reading(state(), interruption);
    try {
      SQLite::Database copy{file.draft().string(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX};
      SQLite::Backup backup{copy, state().database()};
      copy_pages(backup, interruption, watch, state());
    } catch (const SQLite::Exception& error) {
      if (interruption.was_answered()) throw;
      throw error_of_step(state(), path, error);
    }
    file.put_in_place();
  });
}

}  // namespace actionplan
