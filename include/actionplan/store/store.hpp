// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/core/hash.hpp>
#include <actionplan/core/problem.hpp>
#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/evidence/evidence.hpp>
#include <actionplan/plan/amend.hpp>
#include <actionplan/plan/plan_history.hpp>
#include <actionplan/query/filter.hpp>
#include <actionplan/query/select.hpp>
#include <actionplan/store/person.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace actionplan {

/// May a store be written? Reading is the default.
enum class OpenMode : std::uint8_t { read_only, read_write };

/// How entries are appended.
struct AppendOptions {
  /// Of each entry, its line in the file that it came from, which errors name; empty: its position.
  std::vector<std::uint32_t> lines;
  /// Called after each 1000 entries and after the last, with the number done and before they are
  /// safe. What it throws ends the appending, and nothing is appended.
  std::function<void(std::size_t)> on_progress;
};

/// How a store is made or opened.
struct StoreOptions {
  OpenMode mode = OpenMode::read_only;
  int busy_timeout_ms = 5000;  ///< how long to wait for another writer; >= 0
};

/// Measures that pass a filter, each assessed: one page of them.
struct AssessedPage {
  std::vector<MeasureAssessment> measures;  ///< in the order asked for
  std::size_t total = 0;                    ///< of all pages
  std::string next_page_token;              ///< empty: this is the last page
};

/// A plan's revisions and the ledger of evidence in one SQLite file (docs/guide/store.md).
///
/// Every row is chained to the one before by its hash. One writer and many readers at a time, in
/// any processes. The calls of one Store take turns, whatever their threads; threads that are to
/// read side by side open one each. Moved, never copied.
///
/// All members throw StoreError when the file cannot be read or written, or the Store was moved
/// from.
class ACTIONPLAN_EXPORT Store {
 public:
  /// A new file that holds a plan, corrected and measured by a profile.
  ///
  /// @param effective_on  first day on which it is the plan; absent: the day of its adoption, else
  ///                      `Date::earliest()`.
  /// @throws StoreError when the file is there already.
  [[nodiscard]] static Store create(const std::filesystem::path& path, const Plan& plan,
                                    const Profile& profile, Date recorded_on,
                                    std::optional<Date> effective_on = {});

  /// @throws StoreError when there is no such file, or it is not a store, or one by a later version.
  [[nodiscard]] static Store open(const std::filesystem::path& path, StoreOptions options = {});

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  /// Appends one entry. @throws as `append`.
  EntryId record(const Entry& entry);

  /// Appends entries, all or none, and returns when they are safely on disk.
  ///
  /// @return their ids, in the order given.
  /// @throws InvalidArgument  an entry is not sound, was recorded before, is recorded before the
  ///                          store's last day or the entry before it, or names an entry that is
  ///                          not there; the message says which. Nothing is appended then. Or
  ///                          there are lines, but not one for each entry.
  std::vector<EntryId> append(std::span<const Entry> entries, const AppendOptions& options = {});

  /// Adds a later version of the plan, with the ids of the last one (`amend` in plan/amend.hpp).
  ///
  /// @throws InvalidArgument when `recorded_on` lies before the store's last day.
  Amendment amend(const Plan& plan, const Profile& profile, Date effective_on, Date recorded_on,
                  const AmendMapping& mapping = {});

  /// Appends an appointment; the person's data goes where it can be erased.
  ///
  /// @param entry  of kind `appointment`, without `person`.
  EntryId appoint(Entry entry, const Person& person);
  /// The person of an appointment, or nothing once redacted. @throws NotFound for any other id.
  [[nodiscard]] std::optional<Person> person(const EntryId& appointment) const;
  /// Erases the person's data for good; the chain stays whole. @throws NotFound for any other id.
  void redact(const EntryId& appointment);

  [[nodiscard]] PlanHistory history() const;
  [[nodiscard]] Evidence evidence() const;
  /// The measures that pass a filter, as `actionplan::where` over `assess(history(), evidence(),
  /// options)` gives them. What the filter says of plan and ledger is asked in SQL first
  /// (`sql_condition`), and only the evidence on the measures that remain is read and judged.
  ///
  /// @throws what `assess` and `Query::where` throw; InvalidArgument when `among` is given, since
  ///         rows are of an assessment.
  [[nodiscard]] AssessedPage where(const Filter& filter, const AssessOptions& options,
                                   const SelectOptions& select_options = {}) const;
  /// The day on which the last revision or entry was recorded.
  [[nodiscard]] Date last_recorded_on() const;

  /// The last link of the chain: keep it elsewhere, to be able to tell later that nothing changed.
  [[nodiscard]] Hash head() const;

  /// Recomputes every digest and link. Empty: with `head`, nothing up to it has changed; without,
  /// only that the file is internally consistent. The first broken link is the first Problem.
  [[nodiscard]] std::vector<Problem> verify(std::optional<Hash> head = {}) const;

  /// Copies the store as it is now into a new file, while others read and write it.
  /// @throws StoreError when the file is there already.
  void backup(const std::filesystem::path& path) const;

  /// Builds a new store for the public from the ledger alone: every revision and entry with its
  /// link, so that `verify` and `head` say the same, and no personal data, not even in pages that
  /// were freed. The same ledger gives the same bytes. Opens in a folder that cannot be written to.
  /// @throws StoreError when the file is there already.
  void publish_copy(const std::filesystem::path& path) const;

 private:
  explicit Store(std::unique_ptr<class StoreState> state) noexcept;
  [[nodiscard]] class StoreState& state() const;
  std::unique_ptr<class StoreState> state_;
};

}  // namespace actionplan
