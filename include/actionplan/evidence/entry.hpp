// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/core/estimate.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/id.hpp>
#include <actionplan/core/period.hpp>
#include <actionplan/evidence/words.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// SHA-256 of an entry's canonical encoding, in 64 hexadecimal digits.
using EntryId = Id<struct EntryTag>;

/// Where an entry comes from.
struct Source {
  std::string text = {};                 ///< URL or citation; not empty
  std::optional<Date> accessed_on = {};  ///< day on which it was looked at
  std::string content_hash = {};  ///< digest of the document, e.g. `sha256:...`; may be empty

  friend bool operator==(const Source&, const Source&) = default;
};

/// What part of the whole a value is about, by name: {"region": "Baku"}. Empty: the total.
using Dimension = std::map<std::string, std::string>;

/// What a store mixes into the digest of an entry's words, so that they cannot be guessed from it.
/// It says nothing: entries that differ in it alone are equal, though they have different ids.
class EntrySalt {
 public:
  static constexpr std::size_t size = 16;
  using Bytes = std::array<std::uint8_t, size>;

  /// None: of an entry that no store has recorded, or one of version 1.
  EntrySalt() noexcept = default;
  explicit EntrySalt(const Bytes& bytes) noexcept : bytes_{bytes} {}

  [[nodiscard]] const Bytes& bytes() const noexcept { return bytes_; }
  [[nodiscard]] bool is_set() const noexcept {
    return std::any_of(bytes_.begin(), bytes_.end(), [](std::uint8_t byte) { return byte != 0; });
  }
  friend bool operator==(const EntrySalt&, const EntrySalt&) noexcept { return true; }

 private:
  Bytes bytes_{};  // all zero: none
};

/// That the words of an entry, which are its reporter, text and sources, were withheld: removed
/// from the store for good, while what decides a verdict stays.
struct Withheld {
  Date recorded_on;     ///< day on which they were
  std::string reason;   ///< why; not empty
  EntryId id;           ///< of the entry, as it was before
  std::string content;  ///< salted digest of the words, in hexadecimal; empty: an entry@1

  friend bool operator==(const Withheld&, const Withheld&) = default;
};

/// One line of the ledger. What each kind holds is the table of docs/guide/evidence.md; `check`
/// refuses anything else. Never changed once recorded: corrected by a later entry that `replaces`
/// it, taken back by a `withdrawal` that is `about` it.
///
/// The defaults claim least: reported by the implementer, by statement.
struct Entry {
  /// `recorded_on` is never defaulted: nothing here reads the clock.
  Entry(EntryKind what, Date recorded) : kind{what}, recorded_on{recorded} {}

  EntryKind kind;
  Date recorded_on = {};  ///< day on which it was entered here

  std::optional<MeasureId> measure = {};
  std::optional<IndicatorId> indicator = {};
  std::optional<AgencyId> agency = {};   ///< whom it is about
  std::optional<EntryId> about = {};     ///< the entry that is verified, withdrawn or answered
  std::optional<EntryId> replaces = {};  ///< the entry in whose place it stands
  Dimension dimension = {};

  std::optional<Period> period = {};      ///< what it speaks about
  std::optional<Date> observed_on = {};   ///< when it became true
  std::optional<Period> done_on = {};     ///< when a thing was done: a day, an interval or unknown
  std::optional<Date> published_on = {};  ///< when it was made public

  std::optional<double> value = {};           ///< in `unit`
  std::optional<double> denominator = {};     ///< of a ratio: how many it is a ratio of; > 0
  std::optional<double> standard_error = {};  ///< of a survey's value, in `unit`; >= 0
  std::optional<double> df = {};              ///< degrees of freedom; absent: infinite
  std::optional<std::int64_t> n = {};         ///< unweighted cases
  std::optional<double> deff = {};            ///< design effect
  std::optional<bool> done = {};              ///< the thing exists, or was seen not to
  std::optional<Completion> completion =
      {};  ///< of a rating; absent: its words in `text` have no code
  std::optional<Verification> verification = {};

  std::string unit = {};
  std::string reporter = {};  ///< who says so
  ReporterType reporter_type = ReporterType::implementer;
  Method method = Method::statement;
  std::string member = {};           ///< of a collective agency
  std::string person = {};           ///< salted digest of the responsible person's data
  std::string text = {};             ///< words: a reply, a note, a reason
  std::vector<Source> sources = {};  ///< one or more

  std::optional<Withheld> withheld;  ///< then `reporter`, `text` and `sources` are empty
  EntrySalt salt;                    ///< of an entry that was read from a store

  friend bool operator==(const Entry&, const Entry&) = default;
};

/// @throws InvalidArgument naming the field, its value and the remedy when the entry lacks what its
///         kind needs, holds what its kind does not, or contradicts itself.
ACTIONPLAN_EXPORT void check(const Entry& entry);

/// What `check` refuses of the fields that are given, each by itself, however much is still missing: a
/// number that is none or out of its bounds, an empty id, an id of an entry that is no digest, a text
/// that is none. In Python an entry is checked by this when it is made.
/// @throws InvalidArgument as `check`, in the same words.
ACTIONPLAN_EXPORT void check_given(const Entry& entry);

/// The entry as bytes, versioned: `actionplan/entry@1`, then each field that is present, in the
/// order of the fields' names in docs/guide/evidence.md, as `name=length:bytes` and a line feed.
/// Numbers in the shortest form that reads back. One with a salt is `actionplan/entry@2`, where the
/// salted digest of its words stands for them; of a withheld entry@1 what stays is encoded, as
/// `actionplan/kept@1`. Entries that are equal and have the same salt, and only those, have equal
/// encodings.
[[nodiscard]] ACTIONPLAN_EXPORT std::string canonical(const Entry& entry);

/// Digest of `canonical(entry)`; of a withheld entry the id that it had.
[[nodiscard]] ACTIONPLAN_EXPORT EntryId entry_id(const Entry& entry);

/// Who reports the entry, or that this was withheld: for people.
[[nodiscard]] ACTIONPLAN_EXPORT std::string shown_reporter(const Entry& entry);
/// The entry's text, or a sentence that says when and why its words were withheld: for people.
[[nodiscard]] ACTIONPLAN_EXPORT std::string shown_text(const Entry& entry);

/// The value with its sampling error; a standard error of 0 where none is given.
/// @throws InvalidArgument when the entry has no value.
[[nodiscard]] ACTIONPLAN_EXPORT Estimate estimate(const Entry& entry);

/// The day from which an entry holds, by what is given first: for a deliverable the last day of
/// `done_on`; `observed_on`; for an observation the last day of `period`; `published_on`;
/// `recorded_on`.
[[nodiscard]] ACTIONPLAN_EXPORT Date true_from(const Entry& entry) noexcept;

}  // namespace actionplan
