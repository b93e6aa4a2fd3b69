// SPDX-License-Identifier: Apache-2.0
#include "store_state.hpp"

#include <utility>

namespace actionplan {
namespace {

// Walks the chain from its start and compares each link with what it should be.
class Verifier {
 public:
  Verifier(const StoreState& state, std::optional<Hash> head) : state_{state}, head_{head} {}

  std::vector<Problem> verify() {
    check_file();
    if (problems_.empty()) walk();
    if (problems_.empty()) check_persons();
    if (problems_.empty() && head_ && !has_head_) {
      report("unknown_head", "The head " + to_hex(*head_) +
                                 " is no link of this chain, whose last is " + to_hex(link_) +
                                 ": it was cut or rebuilt since. Compare with a backup.");
    }
    return std::move(problems_);
  }

 private:
  void report(std::string code, std::string message) {
    problems_.push_back({std::move(code), Severity::error, {}, std::move(message), {}});
  }

  void check_file() {
    SQLite::Statement check{state_.database(), "PRAGMA integrity_check(1)"};
    if (check.executeStep() && check.getColumn(0).getString() != "ok") {
      report("damaged_file", "SQLite finds the file damaged: " + check.getColumn(0).getString() +
                                 ". Restore a backup.");
    }
  }

  // Both tables in step, by their common sequence.
  void walk() {
    SQLite::Statement revisions{
        state_.database(),
        "SELECT seq, effective_on, recorded_on, plan, profile, link FROM revision ORDER BY seq"};
    detail::EntryReader entries{state_.database()};
    bool has_revision = revisions.executeStep();
    bool has_entry = entries.next();
    if (!has_revision) report("no_plan", "The chain holds no plan. Restore a backup.");
    for (std::int64_t seq = 1; problems_.empty() && (has_revision || has_entry); ++seq) {
      if (has_revision && revisions.getColumn(0).getInt64() == seq) {
        check_revision(revisions, seq);
        has_revision = revisions.executeStep();
      } else if (has_entry && entries.seq() == seq) {
        check_entry(entries, seq);
        has_entry = entries.next();
      } else {
        report("missing_link", "Link " + std::to_string(seq) +
                                   " of the chain is missing, though later ones are there. "
                                   "Restore a backup.");
      }
      if (head_ && link_ == *head_) has_head_ = true;
    }
  }

  void check_revision(SQLite::Statement& row, std::int64_t seq) {
    Hash content{};
    try {
      content = detail::revision_content(
          Date::parse(row.getColumn(1).getString()), Date::parse(row.getColumn(2).getString()),
          row.getColumn(3).getString(), row.getColumn(4).getString());
    } catch (const Error& error) {
      report("broken_revision", "Revision at link " + std::to_string(seq) + ": " + error.what());
      return;
    }
    check_link(detail::hash_of(row.getColumn(5)), "revision", content, seq);
  }

  void check_entry(detail::EntryReader& row, std::int64_t seq) {
    const Hash id = row.id();
    try {
      const Entry& entry = row.entry();
      if (sha256(canonical(entry)) != id) {
        report("broken_entry", "The entry at link " + std::to_string(seq) + " is not what its id " +
                                   to_hex(id) +
                                   " was computed from: it was changed. Restore a backup.");
        return;
      }
    } catch (const Error& error) {
      report("broken_entry",
             "The entry at link " + std::to_string(seq) + " cannot be read: " + error.what());
      return;
    }
    check_link(row.link(), "entry", id, seq);
  }

  void check_link(const Hash& found, std::string_view kind, const Hash& content, std::int64_t seq) {
    link_ = detail::next_link(link_, kind, content);
    if (link_ == found) return;
    report("broken_link", "Link " + std::to_string(seq) + " of the chain, a " + std::string{kind} +
                              ", does not follow from what is before it: something up to there was "
                              "changed, added or removed. Restore a backup.");
  }

  void check_persons() {
    SQLite::Statement select{state_.database(),
                             "SELECT digest, salt, name, position, contact FROM person"};
    while (select.executeStep()) {
      const SQLite::Column salt = select.getColumn(1);
      const std::string_view bytes{static_cast<const char*>(salt.getBlob()),
                                   static_cast<std::size_t>(salt.getBytes())};
      const Person person{select.getColumn(2).getString(), select.getColumn(3).getString(),
                          select.getColumn(4).getString()};
      if (to_hex(detail::person_digest(bytes, person)) == select.getColumn(0).getString()) continue;
      report("broken_person", "The data of the person " + select.getColumn(0).getString() +
                                  " was changed since the appointment. Restore a backup.");
    }
  }

  const StoreState& state_;
  std::optional<Hash> head_;
  bool has_head_ = false;
  Hash link_ = detail::chain_start;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> Store::verify(std::optional<Hash> head, const Cancel& cancel) const {
  return guarded(state(), cancel, [&](const detail::Interruption& interruption, auto&) {
    try {
      const SQLite::Transaction reading{state().database()};  // one view, whoever appends meanwhile
      return Verifier{state(), head}.verify();
    } catch (const SQLite::Exception& error) {
      if (interruption.was_answered()) throw;
      const StoreError said = detail::store_error(state().path, error);
      return std::vector<Problem>{{"damaged_file", Severity::error, {}, said.what(), {}}};
    }
  });
}

}  // namespace actionplan
