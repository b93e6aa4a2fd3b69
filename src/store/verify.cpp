// SPDX-License-Identifier: Apache-2.0
#include "evidence/internal/encoding.hpp"

#include "schema_check.hpp"
#include "store_state.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <future>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace actionplan {
namespace {

using detail::LinkKind;

// Digests of texts to recompute, gathered while rows are read and compared in a thread of their own,
// since that takes as long as the reading.
class DigestCheck {
 public:
  // A digest that is not the one of its text: of a row or, if not, of its link.
  struct Broken {
    std::int64_t seq;
    bool is_row;
    LinkKind kind;
    Hash of;  // the id or what is linked
  };

  // `want` are the first bytes of the digest, at most all.
  void add(std::string_view text, std::string_view want, const Broken& otherwise) {
    Digest digest{text_.size(), text.size(), want.size(), {}, otherwise};
    std::copy_n(want.begin(), want.size(), digest.want.begin());
    text_ += text;
    digests_.push_back(digest);
  }
  void add(std::string_view text, const Hash& want, const Broken& otherwise) {
    add(text, bytes_of(want), otherwise);
  }

  // Is there enough for a thread to be worth it, and no more than memory should hold?
  [[nodiscard]] bool is_full() const noexcept { return text_.size() >= std::size_t{1} << 20U; }
  [[nodiscard]] bool is_empty() const noexcept { return digests_.empty(); }

  // The first that is not what it should be.
  [[nodiscard]] std::optional<Broken> first_broken() const {
    for (const Digest& digest : digests_) {
      const Hash found = sha256(std::string_view{text_}.substr(digest.begin, digest.size));
      if (std::memcmp(found.data(), digest.want.data(), digest.width) != 0) return digest.otherwise;
    }
    return std::nullopt;
  }

  static std::string_view bytes_of(const Hash& hash) noexcept {
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
  }

 private:
  struct Digest {
    std::size_t begin;
    std::size_t size;
    std::size_t width;
    std::array<char, std::tuple_size_v<Hash>> want;
    Broken otherwise;
  };

  std::string text_;
  std::vector<Digest> digests_;
};

// Walks the chain from its start and compares each link with what it should be.
class Verifier {
 public:
  Verifier(const StoreState& state, std::optional<Hash> head) : state_{state}, head_{head} {}

  std::vector<Problem> verify() {
    check_file();
    if (problems_.empty()) check_schema();
    if (problems_.empty()) walk();
    if (problems_.empty()) check_words();
    if (problems_.empty()) check_persons();
    if (problems_.empty() && head_ && !has_head_) {
      report("unknown_head", "The head " + to_hex(*head_) +
                                 " is no link of this chain, whose last is " + to_hex(link_) +
                                 ": it was cut or rebuilt since. Compare with a backup.");
    }
    if (problems_.empty()) tell_withheld();
    problems_.insert(problems_.end(), told_.begin(), told_.end());
    return std::move(problems_);
  }

 private:
  void report(std::string code, std::string message) {
    problems_.push_back({std::move(code), Severity::error, {}, std::move(message), {}});
  }

  // Of a row of the chain: what is wrong before it comes first, and alone.
  void report_row(std::string code, std::string message) {
    settle();
    if (problems_.empty()) report(std::move(code), std::move(message));
  }

  // Waits for the digests that are compared, and reports the first that is broken.
  void await_digests() {
    if (!compared_.valid()) return;
    const std::optional<DigestCheck::Broken> broken = compared_.get();
    if (!broken) return;
    if (broken->is_row) return report_not_what_was_hashed(broken->seq, broken->of);
    report("broken_link", "Link " + std::to_string(broken->seq) + " of the chain, of kind " +
                              std::string{detail::row_kind(broken->kind)} +
                              ", does not follow from what is before it: something up to there was "
                              "changed, added or removed. Restore a backup.");
  }

  // Hands on what was gathered. Where there is no thread to be had it is compared when awaited.
  void compare_digests() {
    await_digests();
    if (digests_.is_empty() || !problems_.empty()) return;
    compared_ = std::async(std::launch::async | std::launch::deferred,
                           [batch = std::exchange(digests_, {})] { return batch.first_broken(); });
  }

  void settle() {
    compare_digests();
    await_digests();
  }

  void report_not_what_was_hashed(std::int64_t seq, const Hash& id) {
    report("broken_entry", "The entry at link " + std::to_string(seq) + " is not what its id " +
                               to_hex(id) +
                               " was computed from: it was changed. Restore a backup.");
  }

  void check_file() {
    SQLite::Statement check{state_.database(), "PRAGMA integrity_check(1)"};
    if (check.executeStep() && check.getColumn(0).getString() != "ok") {
      report("damaged_file", "SQLite finds the file damaged: " + check.getColumn(0).getString() +
                                 ". Restore a backup.");
    }
  }

  void check_schema() {
    for (Problem& problem : detail::check_schema_of(state_.database())) {
      (problem.severity == Severity::error ? problems_ : told_).push_back(std::move(problem));
    }
  }

  // All tables in step, by their common sequence.
  void walk() {
    SQLite::Statement revisions{
        state_.database(),
        "SELECT seq, effective_on, recorded_on, plan, profile, link FROM revision ORDER BY seq"};
    detail::EntryReader entries{state_.database(), detail::EntryReader::Digests{}};
    const bool is_first = detail::version_of(state_.database()) == 1;
    SQLite::Statement withholdings{state_.database(),
                                   is_first ? "SELECT NULL WHERE 0"
                                            : "SELECT seq, recorded_on, entry, reason, kept, link "
                                              "FROM withholding ORDER BY seq"};
    bool has_revision = revisions.executeStep();
    bool has_entry = entries.next();
    bool has_withholding = withholdings.executeStep();
    if (!has_revision) report("no_plan", "The chain holds no plan. Restore a backup.");
    for (std::int64_t seq = 1; problems_.empty() && (has_revision || has_entry || has_withholding);
         ++seq) {
      if (has_revision && revisions.getColumn(0).getInt64() == seq) {
        check_revision(revisions, seq);
        has_revision = revisions.executeStep();
      } else if (has_entry && entries.seq() == seq) {
        check_entry(entries, seq);
        has_entry = entries.next();
      } else if (has_withholding && withholdings.getColumn(0).getInt64() == seq) {
        check_withholding(withholdings, seq);
        has_withholding = withholdings.executeStep();
      } else {
        report_row("missing_link", "Link " + std::to_string(seq) +
                                       " of the chain is missing, though later ones are there. "
                                       "Restore a backup.");
      }
      if (head_ && link_ == *head_) has_head_ = true;
      if (digests_.is_full()) compare_digests();
    }
    settle();
  }

  void check_revision(SQLite::Statement& row, std::int64_t seq) {
    Hash content{};
    try {
      content = detail::revision_content(
          Date::parse(row.getColumn(1).getString()), Date::parse(row.getColumn(2).getString()),
          row.getColumn(3).getString(), row.getColumn(4).getString());
    } catch (const Error& error) {
      report_row("broken_revision",
                 "Revision at link " + std::to_string(seq) + ": " + error.what());
      return;
    }
    check_link(detail::hash_of(row.getColumn(5)), LinkKind::revision, content, seq);
  }

  void check_entry(detail::EntryReader& row, std::int64_t seq) {
    const Hash id = row.id();
    const std::optional<Hash> content = row.content();
    const LinkKind kind = content ? LinkKind::entry_2 : LinkKind::entry_1;
    try {
      const Entry& entry = row.entry();
      if (!gather_digests(entry, row, content, {seq, true, kind, id})) {
        settle();
        if (problems_.empty()) report_not_what_was_hashed(seq, id);
        return;
      }
      const std::string_view odd = row.odd_column();
      if (!odd.empty()) {
        report_row("broken_entry",
                   "The entry at link " + std::to_string(seq) + " has in `" + std::string{odd} +
                       "` what says the same to this library, but was never written: "
                       "it was changed, and others may read it otherwise. Restore a "
                       "backup.");
        return;
      }
      words_ += row.has_words() ? 1 : 0;
      if (entry.withheld && row.has_words()) {
        report_row("words_remain", "The entry at link " + std::to_string(seq) + ", " + to_hex(id) +
                                       ", was withheld on " + entry.withheld->recorded_on.iso() +
                                       ", but its words are in the store. Withhold it again.");
      }
    } catch (const Error& error) {
      report_row("broken_entry",
                 "The entry at link " + std::to_string(seq) + " cannot be read: " + error.what());
      return;
    }
    check_link(row.link(), kind, id, seq);
  }

  // The digest of the words stands in a column too: it has to be the one that the id is made of.
  // @return false where no text can have given what stands in the row.
  bool gather_digests(const Entry& entry, const detail::EntryReader& row,
                      const std::optional<Hash>& content, const DigestCheck::Broken& otherwise) {
    const Hash& id = otherwise.of;
    if (!entry.withheld) {
      if (content.has_value() != entry.salt.is_set()) return false;
      const std::optional<std::string_view> known = row.known();
      if (known && known->size() != detail::known_size) return false;
      const std::string in_the_clear = detail::canonical_1(entry);
      if (known) digests_.add(in_the_clear, *known, otherwise);
      if (!content) {
        digests_.add(in_the_clear, id, otherwise);
        return true;
      }
      digests_.add(detail::content_text(entry, entry.salt), *content, otherwise);
      digests_.add(detail::canonical_2(entry, *content), id, otherwise);
      return true;
    }
    const std::optional<Hash>& kept = row.withholding()->kept;
    if (content.has_value() == kept.has_value()) return false;
    if (content) {
      digests_.add(detail::canonical_2(entry, *content), id, otherwise);
    } else {
      digests_.add(detail::canonical_kept(entry), *kept, otherwise);
    }
    return true;
  }

  void check_withholding(SQLite::Statement& row, std::int64_t seq) {
    Hash content{};
    try {
      std::optional<Hash> kept;
      if (!row.isColumnNull(4)) kept = detail::hash_of(row.getColumn(4));
      content = detail::withholding_content(Date::parse(row.getColumn(1).getString()),
                                            detail::hash_of(row.getColumn(2)),
                                            row.getColumn(3).getString(), kept);
    } catch (const Error& error) {
      report_row("broken_withholding", "The withholding at link " + std::to_string(seq) +
                                           " cannot be read: " + error.what());
      return;
    }
    ++withheld_;
    check_link(detail::hash_of(row.getColumn(5)), LinkKind::withholding, content, seq);
  }

  // From the link that stands before it, which is held to its own before this one is reported.
  void check_link(const Hash& found, LinkKind kind, const Hash& content, std::int64_t seq) {
    digests_.add(detail::link_text(link_, kind, content), found, {seq, false, kind, content});
    link_ = found;
  }

  std::int64_t count(const char* sql) {
    SQLite::Statement select{state_.database(), sql};
    return select.executeStep() ? select.getColumn(0).getInt64() : 0;
  }

  // Words that belong to no entry were put there by somebody else.
  void check_words() {
    if (detail::version_of(state_.database()) == 1) return;
    const std::int64_t all = count("SELECT count(*) FROM content");
    if (all == words_) return;
    report("stray_words", "The store has words of " + std::to_string(all) + " entries, but " +
                              std::to_string(words_) + " entries with words. Restore a backup.");
  }

  void tell_withheld() {
    if (withheld_ == 0) return;
    const std::string said = withheld_ == 1 ? "1 entry is withheld"
                                            : std::to_string(withheld_) + " entries are withheld";
    told_.push_back({"withheld",
                     Severity::info,
                     {},
                     said + ": the words were removed, and the chain says when and why.",
                     {}});
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
    const std::int64_t strangers = count(
        "SELECT count(*) FROM person WHERE digest NOT IN "
        "(SELECT person FROM entry WHERE kind = 'appointment' AND person IS NOT NULL)");
    if (strangers == 0) return;
    report("broken_person", "The store has the data of " + std::to_string(strangers) +
                                " persons whom no appointment names. Restore a backup.");
  }

  const StoreState& state_;
  std::optional<Hash> head_;
  bool has_head_ = false;
  Hash link_ = detail::chain_start;
  DigestCheck digests_;                                       // of the rows that were read last
  std::future<std::optional<DigestCheck::Broken>> compared_;  // of those before
  std::int64_t words_ = 0;                                    // entries that have theirs
  std::int64_t withheld_ = 0;                                 // withholdings
  std::vector<Problem> problems_;
  std::vector<Problem> told_;  // what is no error
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
