// SPDX-License-Identifier: Apache-2.0
#include "store_state.hpp"

#include <actionplan/codec/json.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/evaluate/assess.hpp>

#include "core/internal/excerpt.hpp"
#include "evidence/internal/encoding.hpp"

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
  std::vector<std::string> tables{"revision", "entry"};
  if (detail::version_of(database()) > 1) tables.emplace_back("withholding");
  ChainTip tip;
  const std::string* last = nullptr;
  for (const std::string& table : tables) {
    SQLite::Statement select{database(), "SELECT max(seq) FROM " + table};
    const std::int64_t seq = select.executeStep() ? select.getColumn(0).getInt64() : 0;
    if (seq <= tip.seq) continue;
    tip.seq = seq;
    last = &table;
  }
  if (last == nullptr) return tip;
  // A revision's link lies behind its plan, which can be long: one row alone is read.
  SQLite::Statement select{database(), "SELECT link, recorded_on FROM " + *last + " WHERE seq = ?"};
  select.bind(1, tip.seq);
  if (!select.executeStep()) return {};
  tip.link = detail::hash_of(select.getColumn(0));
  tip.recorded_on = detail::day_of(select.getColumn(1));
  return tip;
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

const PlanHistory& StoreState::known_history() {
  SQLite::Statement select{database(), "SELECT max(seq) FROM revision"};
  const std::int64_t last = select.executeStep() ? select.getColumn(0).getInt64() : 0;
  if (last <= 0) throw without_plan();
  if (known_history_ && known_revision_ == last) return *known_history_;
  std::vector<Revision> revisions;
  std::int64_t first = 0;
  if (known_history_ && known_revision_ < last) {
    revisions = known_history_->revisions();
    first = known_revision_ + 1;
  }
  read_revisions(first, last, revisions);
  if (revisions.empty()) throw without_plan();
  asked_plan_.reset();
  known_history_.emplace(std::move(revisions));
  known_revision_ = last;
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
  if (detail::version_of(database()) > 1) {
    SQLite::Statement withheld{database(),
                               "SELECT entry FROM withholding WHERE seq > ? ORDER BY seq"};
    withheld.bind(1, seq);
    while (withheld.executeStep()) {
      found.withheld.emplace_back(to_hex(detail::hash_of(withheld.getColumn(0))));
    }
  }
  detail::EntryReader reader{database(), detail::EntryReader::After{seq}};
  while (reader.next()) {
    found.seqs.push_back(reader.seq());
    found.ids.emplace_back(to_hex(reader.id()));
    found.entries.push_back(reader.entry());
  }
  return found;
}

std::optional<Hash> StoreState::find_entry(const EntryId& id) const {
  const std::optional<Hash> hash = detail::find_hash(id.value());
  if (!hash) return std::nullopt;
  SQLite::Statement select{database(), "SELECT 1 FROM entry WHERE id = ?"};
  detail::bind_hash(select, 1, *hash);
  if (select.executeStep()) return hash;
  if (detail::version_of(database()) == 1) return std::nullopt;
  SQLite::Statement known{database(),
                          "SELECT entry.id FROM content JOIN entry ON entry.seq = content.seq "
                          "WHERE content.known = ?"};
  known.bind(1, static_cast<const void*>(hash->data()), static_cast<int>(detail::known_size));
  if (!known.executeStep()) return std::nullopt;
  return detail::hash_of(known.getColumn(0));
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

namespace {

// A profile that is made by hand can say what none that is read does; nothing takes it back.
void check_readable(const std::string& profile_json) {
  try {
    (void)profile_from_json(profile_json);
  } catch (const ParseError& error) {
    throw InvalidArgument(std::string{"The profile could not be read back from a store: "} +
                          error.what() + " Nothing was recorded.");
  }
}

}  // namespace

void Appending::add_revision(const Plan& plan, const Profile& profile, Date effective_on,
                             Date recorded_on) {
  check_day(recorded_on);
  check_composed(plan);
  const std::string plan_json = to_json(published_part(plan));
  const std::string profile_json = to_json(profile);
  check_readable(profile_json);
  const Hash content = detail::revision_content(effective_on, recorded_on, plan_json, profile_json);
  tip_.link = detail::next_link(tip_.link, detail::LinkKind::revision, content);
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

void Appending::check_reference(const std::optional<EntryId>& id, const char* field,
                                std::optional<EntryId>& recorded) const {
  if (!id) return;
  const auto alias = aliases_.find(id->value());
  const std::optional<Hash> found =
      alias != aliases_.end() ? alias->second : state_.find_entry(*id);
  if (!found) {
    throw InvalidArgument(std::string{"It names entry "} + id->value() + " in `" + field +
                          "`, which is not in the store; record that one first, or correct the "
                          "id.");
  }
  recorded.emplace(to_hex(*found));
}

namespace {

std::string subject_of(const std::string& indicator, const std::string& measure,
                       const std::string& agency) {
  if (indicator.empty() && measure.empty() && agency.empty()) return "another entry";
  const std::string& id = !indicator.empty() ? indicator : !measure.empty() ? measure : agency;
  const char* noun = !indicator.empty() ? "indicator" : !measure.empty() ? "measure" : "agency";
  return std::string{noun} + " \"" + detail::excerpt(id) + "\"";
}

}  // namespace

// What was said of one thing is no correction of what was said of another: that would count no more.
void Appending::check_replaced(const Entry& entry, const EntryId& replaced) const {
  SQLite::Statement select{state_.database(),
                           "SELECT indicator, measure, agency FROM entry WHERE id = ?"};
  detail::bind_hash(select, 1, *detail::find_hash(replaced.value()));
  if (!select.executeStep()) return;
  const auto column = [&select](int at) { return select.getColumn(at).getString(); };
  const auto text = [](const auto& id) { return id ? id->value() : std::string{}; };
  const bool is_of_plan =
      entry.indicator || entry.measure || !column(0).empty() || !column(1).empty();
  const bool is_same = column(0) == text(entry.indicator) && column(1) == text(entry.measure) &&
                       (is_of_plan || column(2) == text(entry.agency));
  if (is_same) return;
  throw InvalidArgument(
      "It replaces entry " + replaced.value() + ", which is about " +
      subject_of(column(0), column(1), column(2)) + " and not about " +
      subject_of(text(entry.indicator), text(entry.measure), text(entry.agency)) +
      "; leave `replaces` out, and withdraw that one if it is wrong (kind withdrawal, `about`).");
}

void Appending::check_ids(const Entry& entry) {
  if (orphans_ == Orphans::keep || (!entry.measure && !entry.indicator && !entry.agency)) return;
  if (!ids_) ids_.emplace(state_.known_history());
  const std::optional<UnknownId> unknown = ids_->find_unknown(entry);
  if (unknown) throw InvalidArgument(unknown->message);
}

namespace {

bool holds(const Plan& plan, const MeasureId& id) { return plan.find_measure(id) != nullptr; }
bool holds(const Plan& plan, const IndicatorId& id) { return plan.find_indicator(id) != nullptr; }
bool holds(const Plan& plan, const AgencyId& id) { return plan.find_agency(id) != nullptr; }
bool holds(const Plan& plan, const SectionId& id) { return plan.find_section(id) != nullptr; }

}  // namespace

template <class Id>
void Appending::check_composed(const Id& id, const char* who, const char* noun) {
  const std::string composed = text::nfc(id.value());
  if (composed == id.value()) return;
  const bool has_history = tip_.seq > 0;
  if (has_history) {
    const auto& revisions = state_.known_history().revisions();
    const auto is_held = [&](const Revision& revision) { return holds(revision.plan, id); };
    if (std::any_of(revisions.begin(), revisions.end(), is_held)) return;  // older than the rule
  }
  throw InvalidArgument(std::string{who} + " names the " + noun + " \"" + id.value() +
                        "\", which is not in Unicode's composed form (NFC); write it as \"" +
                        composed + "\".");
}

void Appending::check_composed(const Entry& entry) {
  if (entry.measure) check_composed(*entry.measure, "It", "measure");
  if (entry.indicator) check_composed(*entry.indicator, "It", "indicator");
  if (entry.agency) check_composed(*entry.agency, "It", "agency");
}

void Appending::check_composed(const Plan& plan) {
  for (const Agency& agency : plan.agencies()) check_composed(agency.id, "The plan", "agency");
  for (const Section& section : plan.sections()) check_composed(section.id, "The plan", "section");
  for (const Measure& measure : plan.measures()) {
    check_composed(measure.id, "The plan", "measure");
    for (const Indicator& indicator : measure.indicators) {
      check_composed(indicator.id, "The plan", "indicator");
    }
  }
}

EntryId Appending::add_entry(const Entry& entry) {
  if (entry.withheld) {
    throw InvalidArgument("Its words were withheld on " + entry.withheld->recorded_on.iso() +
                          "; only an entry that is whole can be recorded.");
  }
  check(entry);
  check_ids(entry);
  check_composed(entry);
  check_day(entry.recorded_on);
  if (!entry.about && !entry.replaces) {
    write(entry);
  } else {
    Entry named = entry;
    check_reference(entry.about, "about", named.about);
    check_reference(entry.replaces, "replaces", named.replaces);
    if (named.replaces) check_replaced(entry, *named.replaces);
    write(named);
    // A later one of the batch may name it as it was given.
    const bool is_as_given = named.about == entry.about && named.replaces == entry.replaces;
    if (!is_as_given) aliases_.emplace(to_hex(sha256(detail::canonical_1(entry))), id_);
  }
  return EntryId{to_hex(id_)};
}

void Appending::write(const Entry& entry) {
  const Hash known = sha256(detail::canonical_1(entry));
  detail::EntryRecord record;
  record.seq = tip_.seq + 1;
  record.known = known;
  record.salt = salts_.next();
  record.content = detail::content_digest(entry, record.salt);
  record.id = sha256(detail::canonical_2(entry, record.content));
  record.link = detail::next_link(tip_.link, detail::LinkKind::entry_2, record.id);
  try {
    writer_.write(entry, record);
  } catch (const SQLite::Exception& error) {
    if (error.getExtendedErrorCode() != SQLITE_CONSTRAINT_UNIQUE) throw;
    const std::optional<Hash> found = state_.find_entry(EntryId{to_hex(known)});
    throw StoreError("It is in the store already, as " + to_hex(found.value_or(known)) +
                         "; the same is recorded once.",
                     StoreErrorCode::duplicate);
  }
  tip_ = {record.seq, record.link, entry.recorded_on};
  id_ = record.id;
}

void Appending::add_withholding(const Hash& entry, std::string_view reason, Date recorded_on) {
  check_day(recorded_on);
  std::optional<Hash> kept;
  {
    detail::EntryReader reader{state_.database(), entry};
    if (reader.next() && !reader.content()) {
      kept = sha256(detail::canonical_kept(reader.entry()));
    }
  }
  const Hash content = detail::withholding_content(recorded_on, entry, reason, kept);
  tip_ = {tip_.seq + 1, detail::next_link(tip_.link, detail::LinkKind::withholding, content),
          recorded_on};
  SQLite::Statement insert{state_.database(),
                           "INSERT INTO withholding (seq, recorded_on, entry, reason, kept, link) "
                           "VALUES (?, ?, ?, ?, ?, ?)"};
  insert.bind(1, tip_.seq);
  insert.bind(2, recorded_on.iso());
  detail::bind_hash(insert, 3, entry);
  insert.bind(4, std::string{reason});
  if (kept) detail::bind_hash(insert, 5, *kept);
  detail::bind_hash(insert, 6, tip_.link);
  insert.exec();
}

}  // namespace actionplan
