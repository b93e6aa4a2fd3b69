// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/hash.hpp>
#include <actionplan/evidence/entry.hpp>
#include <actionplan/evidence/evidence.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace actionplan {

namespace detail {
class HashIndex;
}

/// What many entries have in common.
struct EntryContext {
  std::optional<AgencyId> agency;
  std::string unit;
  std::string reporter;
  ReporterType reporter_type = ReporterType::implementer;
  Method method = Method::statement;
  std::string member;
  std::vector<Source> sources;

  friend bool operator==(const EntryContext&, const EntryContext&) = default;
};

/// What few values have. A row without it has none of these.
struct EntryExtra {
  std::optional<Date> observed_on;  ///< where it is not `true_from`
  std::optional<Period> done_on;
  std::optional<double> standard_error;
  std::optional<double> df;
  std::optional<std::int64_t> n;
  std::optional<double> deff;
  std::optional<EntryId> replaces;
  std::string text;
  std::optional<Withheld> withheld;
};

/// An entry that is not in the columns: not a value or deliverable of an indicator.
struct OtherEntry {
  Entry entry;
  Hash hash;
  std::int32_t replaced_on;
};

/// How one entry speaks of another.
struct EntryReference {
  Hash target;
  std::int32_t recorded_on = 0;  ///< of the entry that refers
  bool is_verification = false;  ///< else it replaces or withdraws
};

/// A sorted block of the ledger, immutable. Rows are the observations and deliverables of
/// indicators, in the order of indicator, dimension, `true_from` and hash. Days count from
/// 1970-01-01; an absent period is INT32_MIN .. INT32_MAX, so that it overlaps every other, any
/// other absent day is INT32_MAX.
struct EvidenceBlock {
  enum Flag : std::uint8_t {
    is_deliverable = 1,   ///< `value` is 1 where it was done, 0 where it was seen not to be
    has_observed_on = 2,  ///< `true_from` is it
    has_extra = 4,        ///< there is an EntryExtra
    has_error = 8,        ///< in it, a standard error, or how many cases a survey has
    has_check = 16,       ///< an entry of this block says whether it holds
  };
  /// What all rows of an indicator have in common, so that a verdict need look at few of them.
  enum Shape : std::uint8_t {
    is_plain = 1,      ///< values for periods, without sampling errors, that nobody checked
    has_totals = 2,    ///< rows without dimension
    has_parts = 4,     ///< rows with one
    is_ascending = 8,  ///< within a dimension, those that count on any day never overlap
    is_gapless = 16,   ///< within a dimension, each begins on the day after the row before ended
    is_in_order = 32,  ///< nothing is replaced; within a dimension, recorded in the rows' order
    has_one_unit = 64,
    has_equal_parts = 128,  ///< the rows of each dimension are for the same periods
  };

  std::vector<IndicatorId> indicators;  ///< each that has rows, in order
  std::vector<IdKey> indicator_keys;    ///< of `indicators`
  std::vector<std::uint32_t> offsets;   ///< indicator i has the rows offsets[i] .. offsets[i + 1]
  std::vector<std::uint8_t> shapes;     ///< of each indicator, a set of Shape
  /// Of each indicator, the row from which on the `dimension`, `true_from`, `period_first` and
  /// `period_last` of its rows stand for the first time in the block. Many are reported on the same
  /// days, and those of the first are still near when the next comes.
  std::vector<std::uint32_t> days_from;
  std::vector<Dimension> dimensions;   ///< in order, the first is the total
  std::vector<EntryContext> contexts;  ///< in the order first met

  std::vector<std::uint32_t> dimension;  ///< position in `dimensions`
  std::vector<std::int32_t> true_from;
  std::vector<std::int32_t> period_first;
  std::vector<std::int32_t> period_last;
  std::vector<std::int32_t> published_on;
  std::vector<std::int32_t> recorded_on;
  std::vector<std::int32_t> replaced_on;
  std::vector<double> value;
  std::vector<double> denominator;  ///< NaN: none; empty where no row has one
  std::vector<std::uint8_t> flags;
  std::vector<std::uint32_t> context;  ///< position in `contexts`
  std::vector<Hash> hash;
  std::vector<EntrySalt> salts;                              ///< empty where no row has one
  std::vector<std::pair<std::uint32_t, EntryExtra>> extras;  ///< by row

  std::vector<OtherEntry> others;  ///< in the order of subject, `true_from` and hash

  std::vector<EntryReference> unresolved;  ///< references to entries that are not in this block

  [[nodiscard]] std::size_t rows() const noexcept { return value.size(); }
  /// The rows of an indicator; an empty range when it has none.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> rows_of(
      const IndicatorId& indicator) const noexcept;
  /// Positions in `others` whose subject (indicator, else measure, else agency, else the entry
  /// that it is about) is this.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> others_of(
      std::string_view subject) const noexcept;
  [[nodiscard]] const EntryExtra* extra(std::uint32_t row) const noexcept;
  /// The indicator of a row. @param row less than `rows()`.
  [[nodiscard]] const IndicatorId& indicator_of(std::uint32_t row) const noexcept;
  /// The row as the entry that was given. @param row less than `rows()`.
  [[nodiscard]] Entry entry(std::uint32_t row) const;
};

/// What an entry is filed under: its indicator, else measure, else agency, else the entry that it
/// is about.
[[nodiscard]] const std::string& subject(const Entry& entry) noexcept;

/// A block of the ledger with what later ones did to it.
struct EvidenceLayer {
  /// Positions in a block in order, each with the day from which it no longer counts.
  using Replaced = std::vector<std::pair<std::uint32_t, std::int32_t>>;

  std::shared_ptr<const EvidenceBlock> block;
  std::shared_ptr<const Replaced> later_rows;      ///< by later layers; null: none
  std::shared_ptr<const Replaced> later_others;    ///< the same of `others`
  std::shared_ptr<const Replaced> later_checks;    ///< rows of which later layers say if they hold
  std::shared_ptr<const detail::HashIndex> index;  ///< of the block; filled when first asked

  /// Day from which a row of the columns no longer counts; INT32_MAX: it counts.
  [[nodiscard]] std::int32_t replaced_on(std::uint32_t row) const noexcept;
  /// The same of the block's `others`.
  [[nodiscard]] std::int32_t other_replaced_on(std::uint32_t at) const noexcept;
};

/// For passes over many entries: the base, then what was appended. Borrows from the evidence.
[[nodiscard]] std::span<const EvidenceLayer> layers_of(const Evidence& evidence) noexcept;
[[nodiscard]] inline const EvidenceBlock& base_block(const Evidence& evidence) noexcept {
  return *layers_of(evidence).front().block;
}

}  // namespace actionplan
