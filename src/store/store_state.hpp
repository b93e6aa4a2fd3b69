// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/store/store.hpp>

#include "chain.hpp"
#include "database.hpp"
#include "entry_row.hpp"

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <utility>

namespace actionplan {

/// The end of the chain.
struct ChainTip {
  std::int64_t seq = 0;
  Hash link = detail::chain_start;
  Date recorded_on = Date::earliest();
};

/// An open file. Whoever speaks to its database holds `turn`.
class StoreState {
 public:
  StoreState(std::filesystem::path name, SQLite::Database opened)
      : path{std::move(name)}, database{std::move(opened)} {}

  [[nodiscard]] ChainTip tip() const;
  /// The digest of an appointment's person. @throws NotFound when the id is none of an appointment.
  [[nodiscard]] std::string person_of(const EntryId& appointment) const;

  std::filesystem::path path;
  mutable SQLite::Database database;
  mutable std::recursive_mutex turn;  // again in a call that tells its progress
};

/// Waits for its turn, then runs `work`; SQLite's exceptions leave as StoreError.
template <class Work>
decltype(auto) guarded(const StoreState& state, Work&& work) {
  const std::lock_guard turn{state.turn};
  return detail::guarded(state.path, std::forward<Work>(work));
}

/// One transaction of the only writer: waits for others, and is undone unless committed.
class Appending {
 public:
  explicit Appending(StoreState& state);

  void add_revision(const Plan& plan, const Profile& profile, Date effective_on, Date recorded_on);
  EntryId add_entry(const Entry& entry);
  void commit() { transaction_.commit(); }

 private:
  void check_day(Date recorded_on) const;
  void check_reference(const std::optional<EntryId>& id, const char* field);
  [[nodiscard]] bool has(const Hash& id);

  StoreState& state_;
  SQLite::Transaction transaction_;
  ChainTip tip_;
  detail::EntryWriter writer_;
  SQLite::Statement find_;
};

}  // namespace actionplan
