// SPDX-License-Identifier: Apache-2.0
#include <actionplan/store/store.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/plan/profile_check.hpp>

#include "plan/internal/carry_profile.hpp"
#include "plan/internal/profile_ids.hpp"

#include "file_system.hpp"
#include "new_file.hpp"
#include "store_state.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace actionplan {
namespace {

// What is wrong with one of several entries, by its line or position.
std::string refusal_of(std::size_t index, std::span<const Entry> entries,
                       const AppendOptions& options, const char* what) {
  if (entries.size() == 1 && options.lines.empty()) return what;
  std::string said = options.lines.empty() ? "Entry " + std::to_string(index + 1) + " of " +
                                                 std::to_string(entries.size())
                                           : "Line " + std::to_string(options.lines[index]);
  said.append(": ").append(what);
  if (index != 0 && entries[index].recorded_on < entries[index - 1].recorded_on) {
    said += " The batch is not in the order of its days: sort it by recorded_on.";
  }
  return said + " Nothing was appended.";
}

}  // namespace

namespace {

// @param history  of the revisions before, which may hold what the profile speaks of; null: none
// @return what the profile says in vain besides
std::vector<Problem> refuse_unknown(const Plan& plan, const Profile& profile,
                                    const PlanHistory* history) {
  const auto was_held = [&](const std::string& id) {
    if (history == nullptr) return false;
    const auto holds = [&id](const Revision& revision) {
      return revision.plan.find_measure(MeasureId{id}) != nullptr ||
             revision.plan.find_indicator(IndicatorId{id}) != nullptr;
    };
    return std::any_of(history->revisions().begin(), history->revisions().end(), holds);
  };
  std::vector<Problem> others;
  for (const Problem& problem : check_profile(plan, profile)) {
    const bool is_unknown =
        problem.code == "profile_unknown_measure" || problem.code == "profile_unknown_indicator";
    if (is_unknown && was_held(problem.subject)) continue;
    if (!is_unknown && problem.code != "unknown_indicator") {
      others.push_back(problem);
      continue;
    }
    throw InvalidArgument(problem.message + " Nothing was recorded.");
  }
  return others;
}

// What the profile of a new revision says of what the revision lacks.
std::vector<Problem> dropped_of(const PlanHistory& history, const detail::RevisedPlan& revised,
                                Date effective_on, Date recorded_on) {
  const Revision added{revised.amendment.plan, effective_on, recorded_on, revised.profile};
  std::vector<Revision> revisions = history.revisions();
  const auto later =
      std::upper_bound(revisions.begin(), revisions.end(), effective_on,
                       [](Date day, const Revision& one) { return day < one.effective_on; });
  const auto at = static_cast<std::size_t>(later - revisions.begin());
  revisions.insert(later, added);
  return detail::dropped_from_profile(revisions, at);
}

}  // namespace

Store::Store(std::unique_ptr<StoreState> state) noexcept : state_{std::move(state)} {}
StoreState& Store::state() const {
  if (!state_) {
    throw StoreError("The store was moved elsewhere; ask it there, or open it again.",
                     StoreErrorCode::misuse);
  }
  return *state_;
}

Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::create(const std::filesystem::path& path, const Plan& plan, const Profile& profile,
                    Date recorded_on, std::optional<Date> effective_on,
                    const CreateOptions& options) {
  check_not_after(recorded_on, options.not_after);
  const Plan corrected = profile == Profile{} ? plan : apply(plan, profile);
  (void)refuse_unknown(corrected, profile, nullptr);
  const Date first = effective_on.value_or(plan.heading().adopted_on.value_or(Date::earliest()));
  const StoreOptions writing{OpenMode::read_write};
  detail::check_is_local(path, detail::folder_of(path));
  detail::NewFile file{path, options.mode};
  detail::guarded(path, [&] {
    StoreState state{path, detail::create_database(file.draft()), writing};
    {
      Appending appending{state, {}};
      appending.add_revision(corrected, profile, first, recorded_on);
      appending.commit();
    }
    detail::keep_log(state.database(), path);
  });
  file.put_in_place();
  try {
    return open(path, writing);
  } catch (...) {
    file.take_back();
    throw;
  }
}

Store Store::open_or_create(const std::filesystem::path& path, const Plan& plan,
                            const Profile& profile, Date recorded_on,
                            std::optional<Date> effective_on, const CreateOptions& options) {
  const StoreOptions writing{OpenMode::read_write};
  try {
    return open(path, writing);
  } catch (const StoreError& error) {
    if (error.code() != StoreErrorCode::missing) throw;
  }
  try {
    return create(path, plan, profile, recorded_on, effective_on, options);
  } catch (const StoreError& error) {
    if (error.code() != StoreErrorCode::exists) throw;
    return open(path, writing);  // another program was first
  }
}

Store Store::open(const std::filesystem::path& path, StoreOptions options) {
  return Store{std::make_unique<StoreState>(path, detail::open_database(path, options), options)};
}

void Store::close() {
  if (!state_) return;
  const Cancel never;
  detail::Interruption interruption{never};
  const Turn turn{*state_, interruption};
  state_->close();
}

const std::filesystem::path& Store::path() const { return state().path; }

std::vector<Problem> Store::problems() const {
  return guarded(state(), [&] { return state().problems; });
}

EntryId Store::record(const Entry& entry, const AppendOptions& options) {
  return append({&entry, 1}, options).front();
}

std::vector<EntryId> Store::append(std::span<const Entry> entries, const AppendOptions& options) {
  if (!options.lines.empty() && options.lines.size() != entries.size()) {
    throw InvalidArgument("There are " + std::to_string(options.lines.size()) + " lines for " +
                          std::to_string(entries.size()) + " entries; give one for each, or none.");
  }
  constexpr std::size_t progress_step = 1000;
  return guarded(state(), options.cancel, [&](detail::Interruption& interruption, auto&) {
    const detail::LargeCache cache{state().database(), entries.size()};
    Appending appending{state(), options, options.orphans};
    std::vector<EntryId> ids;
    ids.reserve(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
      try {
        ids.push_back(appending.add_entry(entries[i]));
      } catch (const InvalidArgument& error) {
        throw InvalidArgument(refusal_of(i, entries, options, error.what()));
      } catch (const StoreError& error) {
        if (error.code() != StoreErrorCode::duplicate) throw;
        throw StoreError(refusal_of(i, entries, options, error.what()), error.code());
      }
      const bool is_told = ids.size() % progress_step == 0 || ids.size() == entries.size();
      if (options.on_progress && is_told) options.on_progress(ids.size());
    }
    interruption.end();
    appending.commit();
    return ids;
  });
}

bool Store::contains(const EntryId& id) const {
  return guarded(state(), [&] { return state().find_entry(id).has_value(); });
}

Amendment Store::amend(const Plan& plan, const std::optional<Profile>& profile, Date effective_on,
                       Date recorded_on, const AmendMapping& mapping,
                       const WriteConditions& conditions) {
  return guarded(state(), [&] {
    Appending appending{state(),
                        conditions};  // first, so that nobody else amends the same revision
    const PlanHistory history = state().known_history();
    detail::RevisedPlan revised =
        detail::revise(state().last_revision(), plan, mapping, history.revisions(), profile);
    std::vector<Problem>& problems = revised.amendment.problems;
    if (profile) problems = refuse_unknown(revised.amendment.plan, revised.profile, &history);
    for (Problem& problem : dropped_of(history, revised, effective_on, recorded_on)) {
      problems.push_back(std::move(problem));
    }
    appending.add_revision(revised.amendment.plan, revised.profile, effective_on, recorded_on);
    appending.commit();
    return std::move(revised.amendment);
  });
}

namespace {

EntryId add_appointment(Appending& appending, SQLite::Database& database, Entry entry,
                        const Person& person) {
  if (entry.kind != EntryKind::appointment) {
    throw InvalidArgument("An entry of kind " + std::string{to_string(entry.kind)} +
                          " appoints nobody; give an appointment.");
  }
  const Hash salt = detail::random_salt();
  const std::string_view salt_bytes{reinterpret_cast<const char*>(salt.data()), salt.size()};
  entry.person = to_hex(detail::person_digest(salt_bytes, person));
  EntryId id = appending.add_entry(entry);
  SQLite::Statement insert{
      database,
      "INSERT INTO person (digest, salt, name, position, contact) VALUES (?, ?, ?, ?, ?)"};
  insert.bind(1, entry.person);
  detail::bind_hash(insert, 2, salt);
  insert.bind(3, person.name);
  insert.bind(4, person.position);
  insert.bind(5, person.contact);
  insert.exec();
  return id;
}

}  // namespace

EntryId Store::appoint(Entry entry, const Person& person, Orphans orphans,
                       const WriteConditions& conditions) {
  return guarded(state(), [&] {
    Appending appending{state(), conditions, orphans};
    EntryId id = add_appointment(appending, state().database(), std::move(entry), person);
    appending.commit();
    return id;
  });
}

std::vector<EntryId> Store::appoint_all(std::span<const Appointment> appointments, Orphans orphans,
                                        const WriteConditions& conditions) {
  return guarded(state(), [&] {
    Appending appending{state(), conditions, orphans};
    std::vector<EntryId> ids;
    for (const Appointment& one : appointments) {
      ids.push_back(add_appointment(appending, state().database(), one.entry, one.person));
    }
    appending.commit();
    return ids;
  });
}

std::optional<Person> Store::person(const EntryId& appointment) const {
  return guarded(state(), [&]() -> std::optional<Person> {
    const SQLite::Transaction reading{state().database()};
    const std::string digest = state().person_of(appointment);
    SQLite::Statement select{state().database(),
                             "SELECT name, position, contact FROM person WHERE digest = ?"};
    select.bind(1, digest);
    if (!select.executeStep()) return std::nullopt;
    return Person{select.getColumn(0).getString(), select.getColumn(1).getString(),
                  select.getColumn(2).getString()};
  });
}

Redaction Store::redact(const EntryId& appointment) {
  return guarded(state(), [&] {
    Redaction redaction;
    SQLite::Transaction transaction{state().database(), SQLite::TransactionBehavior::IMMEDIATE};
    SQLite::Statement remove{state().database(), "DELETE FROM person WHERE digest = ?"};
    remove.bind(1, state().person_of(appointment));
    redaction.erased = remove.exec() > 0;
    transaction.commit();
    // The log still holds the pages as they were; this empties it, once nobody reads them.
    redaction.bytes_remain = !detail::empty_log(state().database());
    return redaction;
  });
}

namespace {

void check_reason(std::string_view reason) {
  constexpr std::size_t max_bytes = 4096;
  if (text::trim(reason).empty()) {
    throw InvalidArgument(
        "The reason for withholding an entry is empty; say why, such as the "
        "court's order.");
  }
  if (reason.size() > max_bytes || reason.find('\0') != std::string_view::npos ||
      text::find_invalid_utf8(reason) != std::string_view::npos) {
    throw InvalidArgument("The reason for withholding an entry is no text in UTF-8 of at most " +
                          std::to_string(max_bytes) + " bytes; shorten or convert it.");
  }
}

}  // namespace

Withholding Store::withhold(const EntryId& entry, std::string_view reason, Date recorded_on,
                            const WriteConditions& conditions) {
  check_reason(reason);
  return guarded(state(), [&] {
    Withholding done;
    Appending appending{state(), conditions};
    const std::optional<Hash> id = state().find_entry(entry);
    if (!id) {
      throw NotFound("No entry in the store has the id \"" + entry.value() +
                     "\"; look it up in the view ledger.");
    }
    const auto find_row = [&](const char* sql) {
      SQLite::Statement select{state().database(), sql};
      detail::bind_hash(select, 1, *id);
      return select.executeStep();
    };
    done.is_guessable = find_row("SELECT 1 FROM entry WHERE id = ? AND content IS NULL");
    done.withheld = !find_row("SELECT 1 FROM withholding WHERE entry = ?");
    if (done.withheld) appending.add_withholding(*id, reason, recorded_on);
    // Also where they are there again, against an earlier withholding.
    SQLite::Statement remove{
        state().database(), "DELETE FROM content WHERE seq = (SELECT seq FROM entry WHERE id = ?)"};
    detail::bind_hash(remove, 1, *id);
    remove.exec();
    appending.commit();
    // The log still holds the pages as they were; this empties it, once nobody reads them.
    done.bytes_remain = !detail::empty_log(state().database());
    return done;
  });
}

PlanHistory Store::history(const Cancel& cancel) const {
  return guarded(state(), cancel, [&](auto&, auto&) { return state().known_history(); });
}

Evidence Store::evidence(const Cancel& cancel) const {
  return guarded(state(), cancel, [&](auto&, auto&) { return state().evidence(); });
}

Snapshot Store::snapshot(const Cancel& cancel) const {
  return guarded(state(), cancel, [&](auto&, auto&) {
    const SQLite::Transaction reading{state().database()};
    const ChainTip tip = state().tip();
    return Snapshot{state().known_history(), state().evidence(), tip.link, tip.seq};
  });
}

NewEntries Store::entries_after(std::int64_t seq, const Cancel& cancel) const {
  if (seq < 0) {
    throw InvalidArgument("seq is " + std::to_string(seq) +
                          "; give a place in the chain, or 0 for its beginning.");
  }
  return guarded(state(), cancel, [&](auto&, auto&) {
    const SQLite::Transaction reading{state().database()};
    return state().entries_after(seq);
  });
}

Assessment Store::assess(const AssessOptions& options, const Cancel& cancel) const {
  const Snapshot read = snapshot(cancel);
  return actionplan::assess(read.history, read.evidence, options, cancel);
}

Date Store::last_recorded_on() const {
  return guarded(state(), [&] { return state().tip().recorded_on; });
}

Hash Store::head() const {
  return guarded(state(), [&] { return state().tip().link; });
}

}  // namespace actionplan
