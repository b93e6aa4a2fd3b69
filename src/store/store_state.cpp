// SPDX-License-Identifier: Apache-2.0
#include "store_state.hpp"

#include <actionplan/codec/json.hpp>

#include <optional>
#include <utility>

namespace actionplan {

ChainTip StoreState::tip() const {
  SQLite::Statement select{database,
                           "SELECT seq, link, recorded_on FROM ("
                           "SELECT seq, link, recorded_on FROM revision UNION ALL "
                           "SELECT seq, link, recorded_on FROM entry) ORDER BY seq DESC LIMIT 1"};
  if (!select.executeStep()) return {};
  return {select.getColumn(0).getInt64(), detail::hash_of(select.getColumn(1)),
          Date::parse(select.getColumn(2).getString())};
}

std::string StoreState::person_of(const EntryId& appointment) const {
  SQLite::Statement select{database,
                           "SELECT person FROM entry WHERE id = ? AND kind = 'appointment'"};
  std::optional<Hash> hash;
  try {
    hash = hash_from_hex(appointment.value());
  } catch (const ParseError&) {
    hash.reset();
  }
  if (hash) detail::bind_hash(select, 1, *hash);
  if (!hash || !select.executeStep()) {
    throw NotFound("No appointment in the store has the id \"" + appointment.value() +
                   "\"; look it up in the view appointments.");
  }
  return select.getColumn(0).getString();
}

Appending::Appending(StoreState& state)
    : state_{state},
      transaction_{state.database, SQLite::TransactionBehavior::IMMEDIATE},
      tip_{state.tip()},
      writer_{state.database},
      find_{state.database, "SELECT 1 FROM entry WHERE id = ?"} {}

void Appending::check_day(Date recorded_on) const {
  if (recorded_on >= tip_.recorded_on) return;
  throw InvalidArgument("recorded_on " + recorded_on.iso() + " lies before " +
                        tip_.recorded_on.iso() +
                        ", the last day on which something was recorded; the ledger only grows, so "
                        "give that day or a later one.");
}

void Appending::add_revision(const Plan& plan, const Profile& profile, Date effective_on,
                             Date recorded_on) {
  check_day(recorded_on);
  const std::string plan_json = to_json(plan);
  const std::string profile_json = to_json(profile);
  const Hash content = detail::revision_content(effective_on, recorded_on, plan_json, profile_json);
  tip_.link = detail::next_link(tip_.link, "revision", content);
  tip_.recorded_on = recorded_on;
  SQLite::Statement insert{state_.database,
                           "INSERT INTO revision (seq, effective_on, recorded_on, plan, profile, "
                           "link) VALUES (?, ?, ?, ?, ?, ?)"};
  insert.bind(1, ++tip_.seq);
  insert.bind(2, effective_on.iso());
  insert.bind(3, recorded_on.iso());
  insert.bind(4, plan_json);
  insert.bind(5, profile_json);
  detail::bind_hash(insert, 6, tip_.link);
  insert.exec();
}

bool Appending::has(const Hash& id) {
  find_.reset();
  detail::bind_hash(find_, 1, id);
  return find_.executeStep();
}

void Appending::check_reference(const std::optional<EntryId>& id, const char* field) {
  if (!id || has(hash_from_hex(id->value()))) return;
  throw InvalidArgument(std::string{"It names entry "} + id->value() + " in `" + field +
                        "`, which is not in the store; record that one first, or correct the id.");
}

EntryId Appending::add_entry(const Entry& entry) {
  check(entry);
  check_day(entry.recorded_on);
  check_reference(entry.about, "about");
  check_reference(entry.replaces, "replaces");
  const Hash id = sha256(canonical(entry));
  if (has(id)) {
    throw InvalidArgument("It is in the store already, as " + to_hex(id) +
                          "; the same is recorded once.");
  }
  tip_.link = detail::next_link(tip_.link, "entry", id);
  tip_.recorded_on = entry.recorded_on;
  writer_.write(++tip_.seq, entry, id, tip_.link);
  return EntryId{to_hex(id)};
}

}  // namespace actionplan
