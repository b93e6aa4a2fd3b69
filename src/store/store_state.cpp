// SPDX-License-Identifier: Apache-2.0
#include "store_state.hpp"

#include <actionplan/codec/json.hpp>
#include <actionplan/evaluate/assess.hpp>

#include "sqlite_release.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace actionplan {

StoreState::StoreState(std::filesystem::path name, SQLite::Database opened,
                       const StoreOptions& options)
    : path{std::move(name)},
      busy_timeout_ms{options.busy_timeout_ms},
      database_{std::move(opened)} {
  if (options.mode == OpenMode::read_only) return;
  if (auto problem = detail::wal_reset_problem(sqlite3_libversion_number())) {
    problems.push_back(std::move(*problem));
  }
}

SQLite::Database& StoreState::database() const {
  if (!database_) throw StoreError("The store was closed; open it again.", StoreErrorCode::misuse);
  return *database_;
}

Turn::Turn(const StoreState& state, detail::Interruption& interruption)
    : state_{state}, self_{std::this_thread::get_id()} {
  std::unique_lock lock{state_.queue_mutex_};
  auto& queue = state_.queue_;
  if (std::find(queue.begin(), queue.end(), self_) != queue.end()) {
    throw StoreError("The store " + detail::quoted(state_.path) +
                         " is in use by the call whose callback this is; ask it when that call has "
                         "ended.",
                     StoreErrorCode::misuse);
  }
  queue.push_back(self_);
  while (queue.front() != self_) {
    if (!interruption.is_asked()) {
      state_.queue_moved_.wait(lock);
      continue;
    }
    state_.queue_moved_.wait_for(lock, std::chrono::milliseconds{10});
    lock.unlock();
    try {
      interruption.ask();
    } catch (...) {
      leave();
      throw;
    }
    lock.lock();
  }
}

Turn::~Turn() { leave(); }

void Turn::leave() noexcept {
  {
    const std::lock_guard lock{state_.queue_mutex_};
    auto& queue = state_.queue_;
    queue.erase(std::find(queue.begin(), queue.end(), self_));
  }
  state_.queue_moved_.notify_all();
}

ChainTip StoreState::tip() const {
  SQLite::Statement select{database(),
                           "SELECT seq, link, recorded_on FROM ("
                           "SELECT seq, link, recorded_on FROM revision UNION ALL "
                           "SELECT seq, link, recorded_on FROM entry) ORDER BY seq DESC LIMIT 1"};
  if (!select.executeStep()) return {};
  return {select.getColumn(0).getInt64(), detail::hash_of(select.getColumn(1)),
          Date::parse(select.getColumn(2).getString())};
}

StoreError StoreState::unreadable(const ParseError& error) const {
  return StoreError("A plan in the store " + detail::quoted(path) +
                        " cannot be read: " + error.what() + " Verify the store.",
                    StoreErrorCode::corrupt);
}

StoreError StoreState::without_plan() const {
  return StoreError("The store " + detail::quoted(path) +
                        " holds no plan; it was not made whole. Restore a copy.",
                    StoreErrorCode::corrupt);
}

namespace {

// A row of plan, profile, effective_on and recorded_on.
Revision revision_of(SQLite::Statement& select) {
  return {plan_from_json(select.getColumn(0).getString()),
          Date::parse(select.getColumn(2).getString()),
          Date::parse(select.getColumn(3).getString()),
          profile_from_json(select.getColumn(1).getString())};
}

}  // namespace

void StoreState::read_revisions(std::int64_t first, std::int64_t last,
                                std::vector<Revision>& into) const {
  SQLite::Statement select{database(),
                           "SELECT plan, profile, effective_on, recorded_on FROM revision "
                           "WHERE seq BETWEEN ? AND ? ORDER BY seq"};
  select.bind(1, first);
  select.bind(2, last);
  while (select.executeStep()) {
    try {
      into.push_back(revision_of(select));
    } catch (const ParseError& error) {
      throw unreadable(error);
    }
  }
}

bool StoreState::has_link(std::int64_t revision, const Hash& link) const {
  SQLite::Statement select{database(), "SELECT link FROM revision WHERE seq = ?"};
  select.bind(1, revision);
  return select.executeStep() && detail::hash_of(select.getColumn(0)) == link;
}

const PlanHistory& StoreState::known_history() {
  SQLite::Statement select{database(), "SELECT seq, link FROM revision ORDER BY seq DESC LIMIT 1"};
  if (!select.executeStep()) throw without_plan();
  const std::int64_t last = select.getColumn(0).getInt64();
  const Hash link = detail::hash_of(select.getColumn(1));
  if (known_history_ && known_revision_ == last && known_link_ == link) return *known_history_;
  std::vector<Revision> revisions;
  std::int64_t first = 0;
  if (known_history_ && known_revision_ < last && has_link(known_revision_, known_link_)) {
    revisions = known_history_->revisions();
    first = known_revision_ + 1;
  }
  read_revisions(first, last, revisions);
  asked_plan_.reset();
  known_history_.emplace(std::move(revisions));
  known_revision_ = last;
  known_link_ = link;
  return *known_history_;
}

const AskedPlan& StoreState::asked_plan(const AssessOptions& options, const Cancel& cancel) {
  const PlanHistory& history = known_history();
  std::vector<const Revision*> in_force = history.in_force(options.as_of, options.known_at);
  if (!asked_plan_ || asked_plan_->in_force != in_force) {
    AssessOptions silent{options.as_of};
    silent.known_at = options.known_at;
    asked_plan_.reset();
    asked_plan_.emplace(
        AskedPlan{std::move(in_force), Query{actionplan::assess(history, silent, cancel)}});
  }
  return *asked_plan_;
}

Revision StoreState::last_revision() const {
  SQLite::Statement select{database(),
                           "SELECT plan, profile, effective_on, recorded_on FROM revision "
                           "ORDER BY seq DESC LIMIT 1"};
  if (!select.executeStep()) throw without_plan();
  try {
    return revision_of(select);
  } catch (const ParseError& error) {
    throw unreadable(error);
  }
}

Evidence StoreState::evidence() const {
  EvidenceBuilder builder;
  detail::EntryReader reader{database()};
  while (reader.next()) builder.add(reader.entry(), reader.id());
  return builder.build();
}

NewEntries StoreState::entries_after(std::int64_t seq) const {
  const ChainTip last = tip();
  if (seq > last.seq) {
    throw StoreError("The store " + detail::quoted(path) + " ends at place " +
                         std::to_string(last.seq) + " of its chain, before place " +
                         std::to_string(seq) +
                         ", which was read before: another file took its place. Read it anew.",
                     StoreErrorCode::conflict);
  }
  NewEntries found;
  found.seq = last.seq;
  found.head = last.link;
  SQLite::Statement revisions{database(), "SELECT count(*) FROM revision WHERE seq > ?"};
  revisions.bind(1, seq);
  (void)revisions.executeStep();
  found.revision_count = static_cast<std::size_t>(revisions.getColumn(0).getInt64());
  detail::EntryReader reader{database(), detail::EntryReader::After{seq}};
  while (reader.next()) {
    found.seqs.push_back(reader.seq());
    found.ids.emplace_back(to_hex(reader.id()));
    found.entries.push_back(reader.entry());
  }
  return found;
}

bool StoreState::has_entry(const Hash& id) const {
  SQLite::Statement select{database(), "SELECT 1 FROM entry WHERE id = ?"};
  detail::bind_hash(select, 1, id);
  return select.executeStep();
}

std::string StoreState::person_of(const EntryId& appointment) const {
  SQLite::Statement select{database(),
                           "SELECT person FROM entry WHERE id = ? AND kind = 'appointment'"};
  const std::optional<Hash> hash = detail::find_hash(appointment.value());
  if (hash) detail::bind_hash(select, 1, *hash);
  if (!hash || !select.executeStep()) {
    throw NotFound("No appointment in the store has the id \"" + appointment.value() +
                   "\"; look it up in the view appointments.");
  }
  return select.getColumn(0).getString();
}

void check_not_after(Date recorded_on, std::optional<Date> not_after) {
  if (!not_after || recorded_on <= *not_after) return;
  throw InvalidArgument("recorded_on " + recorded_on.iso() + " lies after " + not_after->iso() +
                        ", the last day that `not_after` allows; correct it, since nothing can be "
                        "recorded on an earlier day afterwards.");
}

Appending::Appending(StoreState& state, const WriteConditions& conditions, Orphans orphans)
    : state_{state},
      not_after_{conditions.not_after},
      transaction_{state.database(), SQLite::TransactionBehavior::IMMEDIATE},
      tip_{state.tip()},
      writer_{state.database()},
      find_{state.database(), "SELECT 1 FROM entry WHERE id = ?"},
      orphans_{orphans} {
  if (conditions.expected_head) check_head(*conditions.expected_head);
}

void Appending::check_head(const Hash& expected) const {
  if (tip_.link == expected) return;
  throw StoreError("The head of the store " + detail::quoted(state_.path) + " is " +
                       to_hex(tip_.link) + ", not " + to_hex(expected) +
                       " as expected: something was recorded since. Read what is new "
                       "(entries_after), then decide again.",
                   StoreErrorCode::conflict);
}

void Appending::check_day(Date recorded_on) const {
  check_not_after(recorded_on, not_after_);
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
  SQLite::Statement insert{state_.database(),
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

void Appending::check_ids(const Entry& entry) {
  if (orphans_ == Orphans::keep || (!entry.measure && !entry.indicator && !entry.agency)) return;
  if (!ids_) ids_.emplace(state_.known_history());
  const std::optional<UnknownId> unknown = ids_->find_unknown(entry);
  if (unknown) throw InvalidArgument(unknown->message);
}

EntryId Appending::add_entry(const Entry& entry) {
  check(entry);
  check_ids(entry);
  check_day(entry.recorded_on);
  check_reference(entry.about, "about");
  check_reference(entry.replaces, "replaces");
  const Hash id = sha256(canonical(entry));
  if (has(id)) {
    throw StoreError(
        "It is in the store already, as " + to_hex(id) + "; the same is recorded once.",
        StoreErrorCode::duplicate);
  }
  tip_.link = detail::next_link(tip_.link, "entry", id);
  tip_.recorded_on = entry.recorded_on;
  writer_.write(++tip_.seq, entry, id, tip_.link);
  return EntryId{to_hex(id)};
}

}  // namespace actionplan
