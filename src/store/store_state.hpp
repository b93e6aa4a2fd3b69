// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/unknown_ids.hpp>
#include <actionplan/query/select.hpp>
#include <actionplan/store/store.hpp>

#include "chain.hpp"
#include "database.hpp"
#include "entry_row.hpp"
#include "interruption.hpp"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace actionplan {

/// The end of the chain.
struct ChainTip {
  std::int64_t seq = 0;
  Hash link = detail::chain_start;
  Date recorded_on = Date::earliest();
};

/// The plan of a day, to be asked what it says by itself.
struct AskedPlan {
  std::vector<const Revision*> in_force;  ///< of the known history; the last is the plan of the day
  Query query;                            ///< of an assessment without evidence
};

/// A store's file until it is closed. Whoever speaks to its database has the `Turn`.
class StoreState {
 public:
  StoreState(std::filesystem::path name, SQLite::Database opened, const StoreOptions& options);

  /// @throws StoreError when the store was closed.
  [[nodiscard]] SQLite::Database& database() const;
  void close() noexcept {
    database_.reset();
    asked_plan_.reset();
    known_history_.reset();
  }

  [[nodiscard]] ChainTip tip() const;
  [[nodiscard]] Evidence evidence() const;
  /// What stands in the chain after a place. @throws StoreError when the chain ends before it.
  [[nodiscard]] NewEntries entries_after(std::int64_t seq) const;
  /// All revisions, kept between calls: what is added is read, and nothing else.
  [[nodiscard]] const PlanHistory& known_history();
  /// The plan of the day that the options ask about, kept until another one is asked for.
  /// @throws InvalidArgument when nothing was recorded by `known_at`.
  [[nodiscard]] const AskedPlan& asked_plan(const AssessOptions& options, const Cancel& cancel);
  /// The plan entered last.
  [[nodiscard]] Revision last_revision() const;
  /// The entry with this id, or the one that had it in memory before it was recorded.
  [[nodiscard]] std::optional<Hash> find_entry(const EntryId& id) const;
  /// The digest of an appointment's person. @throws NotFound when the id is none of an appointment.
  [[nodiscard]] std::string person_of(const EntryId& appointment) const;

  std::filesystem::path path;
  int busy_timeout_ms;
  std::vector<Problem> problems;

 private:
  friend class Turn;
  [[nodiscard]] StoreError unreadable(const ParseError& error) const;
  [[nodiscard]] StoreError without_plan() const;
  void read_revisions(std::int64_t first, std::int64_t last, std::vector<Revision>& into) const;

  mutable std::optional<SQLite::Database> database_;
  std::optional<PlanHistory> known_history_;
  std::int64_t known_revision_ = 0;  // the last one read
  std::optional<AskedPlan> asked_plan_;
  // Who came first goes first: the front has its turn.
  mutable std::mutex queue_mutex_;
  mutable std::condition_variable queue_moved_;
  mutable std::deque<std::thread::id> queue_;
};

/// The right to speak to a store's database, one call's at a time.
class Turn {
 public:
  /// Waits until the calls that came before have ended. @throws StoreError within one of this very
  /// thread, which is to say in a callback; Cancelled.
  Turn(const StoreState& state, detail::Interruption& interruption);
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  Turn(Turn&&) = delete;
  Turn& operator=(Turn&&) = delete;
  ~Turn();

 private:
  void leave() noexcept;

  const StoreState& state_;
  std::thread::id self_;
};

/// Waits for its turn, then runs `work(interruption, watch)`, which `cancel` can end; SQLite's
/// exceptions leave as StoreError.
template <class Work>
decltype(auto) guarded(const StoreState& state, const Cancel& cancel, Work&& work) {
  detail::Interruption interruption{cancel};
  const Turn turn{state, interruption};
  detail::Interruption::Watch watch{interruption, state.database(), state.busy_timeout_ms};
  return interruption.run([&]() -> decltype(auto) {
    return detail::guarded(state.path,
                           [&]() -> decltype(auto) { return work(interruption, watch); });
  });
}

/// The same for work that is short.
template <class Work>
decltype(auto) guarded(const StoreState& state, Work&& work) {
  const Cancel never;
  return guarded(state, never, [&](auto&, auto&) -> decltype(auto) { return work(); });
}

/// @throws InvalidArgument when the day of recording lies after the last one that may be.
void check_not_after(Date recorded_on, std::optional<Date> not_after);

/// One transaction of the only writer: waits for others, and is undone unless committed.
class Appending {
 public:
  /// @throws StoreError when the store's head is not the expected one.
  Appending(StoreState& state, const WriteConditions& conditions, Orphans orphans = Orphans::keep);

  void add_revision(const Plan& plan, const Profile& profile, Date effective_on, Date recorded_on);
  EntryId add_entry(const Entry& entry);
  void add_withholding(const Hash& entry, std::string_view reason, Date recorded_on);
  void commit() { transaction_.commit(); }

 private:
  void check_head(const Hash& expected) const;
  void check_day(Date recorded_on) const;
  void check_reference(const std::optional<EntryId>& id, const char* field,
                       std::optional<EntryId>& recorded) const;
  void check_replaced(const Entry& entry, const EntryId& replaced) const;
  void check_ids(const Entry& entry);
  // Ids are in NFC, except those that an earlier revision holds otherwise.
  template <class Id>
  void check_composed(const Id& id, const char* who, const char* noun);
  void check_composed(const Entry& entry);
  void check_composed(const Plan& plan);
  void write(const Entry& entry);

  StoreState& state_;
  std::optional<Date> not_after_;
  SQLite::Transaction transaction_;
  ChainTip tip_;
  detail::EntryWriter writer_;
  detail::EntrySalts salts_;
  Hash id_{};  // of the entry added last
  // Of entries that named others as they were in memory: their ids there, and here.
  std::map<std::string, Hash> aliases_;
  Orphans orphans_;
  std::optional<IdCheck> ids_;
};

}  // namespace actionplan
