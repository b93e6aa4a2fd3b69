// SPDX-License-Identifier: Apache-2.0
#include <actionplan/store/store.hpp>

#include <actionplan/codec/json.hpp>

#include "store_state.hpp"

#include <SQLiteCpp/Backup.h>

#include <string>
#include <system_error>
#include <utility>

namespace actionplan {
namespace {

// How an error names the entry that it is about.
std::string place_of(std::size_t index, std::size_t count, const AppendOptions& options) {
  if (!options.lines.empty()) return "Line " + std::to_string(options.lines[index]) + ": ";
  return "Entry " + std::to_string(index + 1) + " of " + std::to_string(count) + ": ";
}

}  // namespace

Store::Store(std::unique_ptr<StoreState> state) noexcept : state_{std::move(state)} {}
StoreState& Store::state() const {
  if (!state_) throw StoreError("The store was closed; open it again.");
  return *state_;
}

Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::create(const std::filesystem::path& path, const Plan& plan, const Profile& profile,
                    Date recorded_on, std::optional<Date> effective_on) {
  const Plan corrected = profile == Profile{} ? plan : apply(plan, profile);
  const Date first = effective_on.value_or(plan.heading().adopted_on.value_or(Date::earliest()));
  auto state = std::make_unique<StoreState>(path, detail::create_database(path));
  guarded(*state, [&] {
    Appending appending{*state};
    appending.add_revision(corrected, profile, first, recorded_on);
    appending.commit();
  });
  return Store{std::move(state)};
}

Store Store::open(const std::filesystem::path& path, StoreOptions options) {
  return Store{std::make_unique<StoreState>(path, detail::open_database(path, options))};
}

EntryId Store::record(const Entry& entry) { return append({&entry, 1}).front(); }

std::vector<EntryId> Store::append(std::span<const Entry> entries, const AppendOptions& options) {
  if (!options.lines.empty() && options.lines.size() != entries.size()) {
    throw InvalidArgument("There are " + std::to_string(options.lines.size()) + " lines for " +
                          std::to_string(entries.size()) + " entries; give one for each, or none.");
  }
  constexpr std::size_t progress_step = 1000;
  return guarded(state(), [&] {
    Appending appending{state()};
    std::vector<EntryId> ids;
    ids.reserve(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
      try {
        ids.push_back(appending.add_entry(entries[i]));
      } catch (const InvalidArgument& error) {
        if (entries.size() == 1 && options.lines.empty()) throw;
        throw InvalidArgument(place_of(i, entries.size(), options) + error.what() +
                              " Nothing was appended.");
      }
      const bool is_told = ids.size() % progress_step == 0 || ids.size() == entries.size();
      if (options.on_progress && is_told) options.on_progress(ids.size());
    }
    appending.commit();
    return ids;
  });
}

Amendment Store::amend(const Plan& plan, const Profile& profile, Date effective_on,
                       Date recorded_on, const AmendMapping& mapping) {
  Amendment amendment = actionplan::amend(history().revisions().back().plan, plan, mapping);
  if (profile != Profile{}) amendment.plan = apply(amendment.plan, profile);
  guarded(state(), [&] {
    Appending appending{state()};
    appending.add_revision(amendment.plan, profile, effective_on, recorded_on);
    appending.commit();
  });
  return amendment;
}

EntryId Store::appoint(Entry entry, const Person& person) {
  if (entry.kind != EntryKind::appointment) {
    throw InvalidArgument("An entry of kind " + std::string{to_string(entry.kind)} +
                          " appoints nobody; give an appointment.");
  }
  const Hash salt = detail::random_salt();
  const std::string_view salt_bytes{reinterpret_cast<const char*>(salt.data()), salt.size()};
  entry.person = to_hex(detail::person_digest(salt_bytes, person));
  return guarded(state(), [&] {
    Appending appending{state()};
    EntryId id = appending.add_entry(entry);
    SQLite::Statement insert{
        state().database,
        "INSERT INTO person (digest, salt, name, position, contact) VALUES (?, ?, ?, ?, ?)"};
    insert.bind(1, entry.person);
    detail::bind_hash(insert, 2, salt);
    insert.bind(3, person.name);
    insert.bind(4, person.position);
    insert.bind(5, person.contact);
    insert.exec();
    appending.commit();
    return id;
  });
}

std::optional<Person> Store::person(const EntryId& appointment) const {
  return guarded(state(), [&]() -> std::optional<Person> {
    const std::string digest = state().person_of(appointment);
    SQLite::Statement select{state().database,
                             "SELECT name, position, contact FROM person WHERE digest = ?"};
    select.bind(1, digest);
    if (!select.executeStep()) return std::nullopt;
    return Person{select.getColumn(0).getString(), select.getColumn(1).getString(),
                  select.getColumn(2).getString()};
  });
}

void Store::redact(const EntryId& appointment) {
  guarded(state(), [&] {
    const std::string digest = state().person_of(appointment);
    state().database.exec("PRAGMA secure_delete = ON");  // overwrites what is deleted
    SQLite::Transaction transaction{state().database, SQLite::TransactionBehavior::IMMEDIATE};
    SQLite::Statement remove{state().database, "DELETE FROM person WHERE digest = ?"};
    remove.bind(1, digest);
    remove.exec();
    transaction.commit();
    // The log still holds the pages as they were; this empties it.
    state().database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  });
}

PlanHistory Store::history() const {
  return guarded(state(), [&] {
    std::vector<Revision> revisions;
    SQLite::Statement select{
        state().database,
        "SELECT plan, profile, effective_on, recorded_on FROM revision ORDER BY seq"};
    while (select.executeStep()) {
      try {
        revisions.push_back(Revision{plan_from_json(select.getColumn(0).getString()),
                                     Date::parse(select.getColumn(2).getString()),
                                     Date::parse(select.getColumn(3).getString()),
                                     profile_from_json(select.getColumn(1).getString())});
      } catch (const ParseError& error) {
        throw StoreError("A plan in the store \"" + state().path.string() +
                         "\" cannot be read: " + error.what() + " Verify the store.");
      }
    }
    if (revisions.empty()) {
      throw StoreError("The store \"" + state().path.string() +
                       "\" holds no plan; it was not made whole. Restore a copy.");
    }
    return PlanHistory{std::move(revisions)};
  });
}

Evidence Store::evidence() const {
  return guarded(state(), [&] {
    EvidenceBuilder builder;
    detail::EntryReader reader{state().database};
    while (reader.next()) builder.add(reader.entry(), reader.id());
    return builder.build();
  });
}

Date Store::last_recorded_on() const {
  return guarded(state(), [&] { return state().tip().recorded_on; });
}

Hash Store::head() const {
  return guarded(state(), [&] { return state().tip().link; });
}

void Store::backup(const std::filesystem::path& path) const {
  std::error_code error;
  if (std::filesystem::exists(path, error)) {
    throw StoreError("The file \"" + path.string() +
                     "\" is there already; choose another name, or remove it first.");
  }
  guarded(state(), [&] {
    SQLite::Database copy{path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
    SQLite::Backup backup{copy, state().database};
    backup.executeStep(-1);
  });
}

}  // namespace actionplan
