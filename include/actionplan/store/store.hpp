// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/hash.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/evidence/appointment.hpp>
#include <actionplan/evidence/evidence.hpp>
#include <actionplan/evidence/person.hpp>
#include <actionplan/plan/amend.hpp>
#include <actionplan/plan/plan_history.hpp>
#include <actionplan/query/filter.hpp>
#include <actionplan/query/select.hpp>
#include <actionplan/store/new_entries.hpp>
#include <actionplan/store/redaction.hpp>
#include <actionplan/store/snapshot.hpp>
#include <actionplan/store/store_options.hpp>
#include <actionplan/store/withholding.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// Measures that pass a filter, each assessed: one page of them.
struct AssessedPage {
  std::vector<MeasureAssessment> measures = {};  ///< in the order asked for
  std::size_t total = 0;                         ///< of all pages
  std::string next_page_token = {};              ///< empty: this is the last page
};

/// A plan's revisions and the ledger of evidence in one SQLite file (docs/guide/store.md).
///
/// Every row is chained to the one before by its hash. One writer and many readers at a time, in
/// any processes. The calls of one Store, `close` too, take turns, whatever their threads; threads
/// that are to read side by side open one each. A callback (progress, `Cancel`) may ask nothing of
/// the Store whose call it belongs to: that throws StoreError. Moved, never copied; moving and
/// destroying are for the last user, as of any object.
///
/// A `Cancel` is asked while the call works and while it waits for its turn or for other programs;
/// yes throws Cancelled. All members throw StoreError when the file cannot be read or written, or
/// the Store was closed or moved from; its code says which.
class ACTIONPLAN_EXPORT Store {
 public:
  /// A new file that holds a plan, corrected and measured by a profile; it appears whole or not at
  /// all. Its owner alone can read it, unless `options.mode` says otherwise. A store is published
  /// whole: of the measures' extra cells it has those that may be (`published_part`).
  ///
  /// @param effective_on  first day on which it is the plan; absent: the day of its adoption, else
  ///                      `Date::earliest()`.
  /// @throws StoreError `exists` when the file, or a link of that name, is there already;
  ///         `unsupported` when its folder is on a network file system; `missing` when there is no
  ///         such folder. InvalidArgument when the profile speaks of what the plan does not have,
  ///         or `recorded_on` lies after `options.not_after`.
  [[nodiscard]] static Store create(const std::filesystem::path& path, const Plan& plan,
                                    const Profile& profile, Date recorded_on,
                                    std::optional<Date> effective_on = {},
                                    const CreateOptions& options = {});

  /// @throws StoreError `missing` when there is no such file, `not_a_store` when it is something
  ///         else, `newer` when a later version wrote it; for writing also `unsupported` when it is
  ///         on a network file system.
  [[nodiscard]] static Store open(const std::filesystem::path& path, StoreOptions options = {});

  /// Opens the store for writing, or creates it where there is no file: one call for programs of
  /// which any may be the first. A store that is there is taken as it is, whatever plan it holds.
  /// @throws as `open` and `create`.
  [[nodiscard]] static Store open_or_create(const std::filesystem::path& path, const Plan& plan,
                                            const Profile& profile, Date recorded_on,
                                            std::optional<Date> effective_on = {},
                                            const CreateOptions& options = {});

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  /// Closes the file when the call that runs has ended; whatever is asked afterwards throws
  /// StoreError, but to close again does nothing. @throws StoreError within a callback.
  void close();

  /// The file, as it was named; also of a closed store, and within a callback.
  [[nodiscard]] const std::filesystem::path& path() const;

  /// What speaks against using this store as it was opened: `sqlite_wal_reset`, a warning, when it
  /// is written with a release of SQLite that can corrupt it (`sqlite_version`).
  [[nodiscard]] std::vector<Problem> problems() const;

  /// Appends one entry. @throws as `append`.
  EntryId record(const Entry& entry, const AppendOptions& options = {});

  /// Appends entries, all or none, and returns when they are safely on disk.
  ///
  /// An entry may name another by the id that the store gave it or by the one that it had in memory
  /// (`entry_id`): each has a salt of its own, so that the ids of a store are no digest that tells
  /// short words.
  ///
  /// @return their ids in the store, in the order given.
  /// @throws InvalidArgument  an entry is not sound, is recorded before the store's last day or
  ///                          the entry before it or after `not_after`, or names an entry that is
  ///                          not there, or an id that no revision holds (unless
  ///                          `Orphans::keep`); the message says which. Nothing is appended then. Or
  ///                          there are lines, but not one for each entry.
  /// @throws StoreError       `duplicate`: one is recorded already; `conflict`: the head is not
  ///                          `expected_head`. Nothing is appended then.
  /// @throws Cancelled        nothing is appended.
  std::vector<EntryId> append(std::span<const Entry> entries, const AppendOptions& options = {});

  /// Is an entry with this id in the store, or one that had it in memory (`entry_id`)? What is no id
  /// of any entry is not.
  [[nodiscard]] bool contains(const EntryId& id) const;

  /// Adds a later version of the plan, with the ids of the last one (`amend` in plan/amend.hpp).
  ///
  /// @param profile  absent: the last one's, as `PlanHistory::revised` keeps it; `Profile{}`: none.
  ///                 Its ids are the plan's, and are carried over with them, unless
  ///                 `mapping.profile_ids` says that they are those of the store.
  /// @return its `problems` are what the profile says in vain.
  /// @throws InvalidArgument when `recorded_on` lies before the store's last day or after
  ///         `not_after`, the profile speaks of what neither this version nor an earlier one has,
  ///         or nobody can tell whose ids it has (`AmendMapping`); StoreError as `append`.
  Amendment amend(const Plan& plan, const std::optional<Profile>& profile, Date effective_on,
                  Date recorded_on, const AmendMapping& mapping = {},
                  const WriteConditions& conditions = {});

  /// Appends an appointment; the person's data goes where it can be erased.
  ///
  /// @param entry  of kind `appointment`, without `person`.
  /// @throws as `append`.
  EntryId appoint(Entry entry, const Person& person, Orphans orphans = Orphans::refuse,
                  const WriteConditions& conditions = {});
  /// The same for several, all or none. @return their ids, in the order given.
  std::vector<EntryId> appoint_all(std::span<const Appointment> appointments,
                                   Orphans orphans = Orphans::refuse,
                                   const WriteConditions& conditions = {});
  /// The person of an appointment, or nothing once redacted. @throws NotFound for any other id.
  [[nodiscard]] std::optional<Person> person(const EntryId& appointment) const;
  /// Erases the person's data for good, and overwrites it; the chain stays whole. To be repeated
  /// while `bytes_remain`. @throws NotFound for any other id.
  Redaction redact(const EntryId& appointment);

  /// Removes the words of an entry, which are its reporter, text and sources, for good, and
  /// overwrites them; a row of the chain says when and why. What decides a verdict stays, and so
  /// does the chain. To be repeated while `bytes_remain`.
  ///
  /// @param entry   as the store knows it, or as it was in memory (`entry_id`).
  /// @param reason  published with the entry, and never removed: names nobody. At most 4096 bytes.
  /// @throws NotFound         no entry has this id.
  /// @throws InvalidArgument  the reason is empty or no text, or `recorded_on` lies before the
  ///                          store's last day or after `not_after`.
  Withholding withhold(const EntryId& entry, std::string_view reason, Date recorded_on,
                       const WriteConditions& conditions = {});

  [[nodiscard]] PlanHistory history(const Cancel& cancel = {}) const;
  [[nodiscard]] Evidence evidence(const Cancel& cancel = {}) const;
  /// Both of one moment: asked for one after the other they need not fit.
  [[nodiscard]] Snapshot snapshot(const Cancel& cancel = {}) const;
  /// What was recorded after place `seq` of the chain: of `Snapshot::seq`, or `NewEntries::seq` of
  /// the last call; 0: everything. With what was read before it makes the ledger of one moment, so
  /// that a program that follows the store reads only what is new.
  ///
  /// @throws InvalidArgument when `seq` is negative; StoreError `conflict` when the chain ends
  ///         before it: the file is not the one that was read.
  [[nodiscard]] NewEntries entries_after(std::int64_t seq, const Cancel& cancel = {}) const;
  /// `actionplan::assess` of a snapshot.
  [[nodiscard]] Assessment assess(const AssessOptions& options, const Cancel& cancel = {}) const;
  /// The measures that pass a filter, as `actionplan::where` over `assess(options)` gives them, to
  /// the bit. What the filter says of the plan is asked of the plan, which the Store keeps between
  /// calls; only the measures that may pass are judged, and only evidence on them is read. Where
  /// filter and order ask the plan alone, those are the measures of the page.
  ///
  /// @throws what `assess` and `Query::where` throw; InvalidArgument when `among` is given, since
  ///         rows are of an assessment.
  [[nodiscard]] AssessedPage where(const Filter& filter, const AssessOptions& options,
                                   const SelectOptions& select_options = {},
                                   const Cancel& cancel = {}) const;
  /// The day on which the last revision or entry was recorded.
  [[nodiscard]] Date last_recorded_on() const;

  /// The last link of the chain: keep it elsewhere, to be able to tell later that nothing changed.
  [[nodiscard]] Hash head() const;

  /// Recomputes every digest and link, and compares each row with the one that would be written, and
  /// the schema with that of its version. Without errors: with `head`, nothing up to it has changed;
  /// without, only that the file is internally consistent. The first broken link is the first
  /// Problem. Of severity info, after all others: how many entries are withheld, and what others
  /// added to the schema without harm. Digests are computed in a second thread while rows are read.
  [[nodiscard]] std::vector<Problem> verify(std::optional<Hash> head = {},
                                            const Cancel& cancel = {}) const;

  /// Copies the store as it is now into a new file, while others read and write it. The file
  /// appears whole or not at all.
  /// @param mode  as `CreateOptions::mode`.
  /// @throws StoreError `exists` when the file is there already, `busy` when the store stays locked
  ///         for longer than its `busy_timeout_ms`.
  void backup(const std::filesystem::path& path, const Cancel& cancel = {},
              std::filesystem::perms mode = private_mode) const;

  /// Builds a new store for the public from the ledger alone: every revision, entry and withholding
  /// with its link, and the words that are not withheld with their salts, so that `verify` and
  /// `head` say the same, and no personal data, not even in pages that were freed. The same ledger
  /// gives the same bytes. Opens in a folder that cannot be written to. The file appears whole or
  /// not at all, with the permissions that the umask leaves.
  /// @throws StoreError `exists` when the file is there already.
  void publish_copy(const std::filesystem::path& path, const Cancel& cancel = {}) const;

 private:
  explicit Store(std::unique_ptr<class StoreState> state) noexcept;
  [[nodiscard]] class StoreState& state() const;
  std::unique_ptr<class StoreState> state_;
};

}  // namespace actionplan
