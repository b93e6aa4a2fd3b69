// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/estimate.hpp>
#include <actionplan/evaluate/entry_use.hpp>
#include <actionplan/evidence/evidence.hpp>

#include "evidence/internal/evidence_block.hpp"
#include "evidence/internal/tie_order.hpp"

#include "zero_variance.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// Which entries count. Days count from 1970-01-01; INT32_MAX: no bound.
struct Clocks {
  std::int32_t as_of = 0;
  std::int32_t known_at = INT32_MAX;
  std::int32_t public_at = INT32_MAX;
  std::int32_t adopted_on = INT32_MIN;
  std::uint8_t reporters = 0xFF;  ///< bit of each ReporterType that counts
};

/// Where an entry lies in the evidence.
struct EntryPlace {
  const EvidenceBlock* block = nullptr;
  std::uint32_t at = 0;
  bool is_other = false;  ///< `at` is a position in `others`

  [[nodiscard]] const Hash& hash() const noexcept {
    return is_other ? block->others[at].hash : block->hash[at];
  }
  /// Where nothing else tells entries apart: the order of what they say, then of their ids.
  [[nodiscard]] bool comes_before(const EntryPlace& other) const {
    return detail::comes_before({block, at, is_other}, {other.block, other.at, other.is_other});
  }
  friend bool operator==(const EntryPlace&, const EntryPlace&) = default;
};

/// An entry of the ledger and what became of it in a verdict.
struct PlacedUse {
  EntryPlace place;
  EntryUse use = EntryUse::used;
};

/// One live row of an indicator.
struct LiveRow {
  EntryPlace place;
  std::size_t use_at = 0;          ///< position of its PlacedUse
  std::int32_t first = INT32_MIN;  ///< of its period, or the day on which it was observed
  std::int32_t last = INT32_MAX;
  std::int32_t true_from = 0;
  bool is_deliverable = false;
  Estimate estimate;                  ///< for a deliverable 1 or 0
  ZeroVariance sample;                ///< its size; of what it is a share is said by `make_series`
  const std::string* unit = nullptr;  ///< as the entry has it
  double denominator = 0;             ///< NaN: none
  const Dimension* dimension = nullptr;
  Verification verification = Verification::unverified;
  ReporterType reporter_type = ReporterType::implementer;
  std::int32_t recorded_on = 0;
};

/// The rows of one indicator, in order of their days.
struct LiveRows {
  std::vector<LiveRow> rows;
  std::vector<PlacedUse> uses;  ///< of every entry of the indicator, also those set aside
  bool has_other_unit = false;
};

/// Why an entry with these days does not count, or `used` when it does.
[[nodiscard]] inline EntryUse use_by_clocks(const Clocks& clocks, std::int32_t true_from,
                                            std::int32_t recorded_on, std::int32_t replaced_on,
                                            std::int32_t published_on,
                                            ReporterType reporter) noexcept {
  if (recorded_on > clocks.known_at) return EntryUse::not_recorded_yet;
  // Without a bound on what is known, whatever has been replaced by any day is replaced.
  const bool is_replaced =
      clocks.known_at == INT32_MAX ? replaced_on != INT32_MAX : replaced_on <= clocks.known_at;
  if (is_replaced) return EntryUse::replaced;
  if (true_from > clocks.as_of) return EntryUse::not_true_yet;
  if (clocks.public_at != INT32_MAX && published_on > clocks.public_at) {
    return EntryUse::not_public_yet;
  }
  if ((clocks.reporters >> static_cast<unsigned>(reporter) & 1U) == 0) {
    return EntryUse::other_reporter;
  }
  return EntryUse::used;
}

/// What was last said, by `known_at`, about whether an entry holds.
[[nodiscard]] Verification verification_of(const Evidence& evidence, const Hash& hash,
                                           const Clocks& clocks);

/// @param unit  that of the indicator; rows in another are set aside. Empty: any.
[[nodiscard]] LiveRows live_rows(const Evidence& evidence, const IndicatorId& indicator,
                                 std::string_view unit, const Clocks& clocks,
                                 CancelPoll* poll = nullptr);

/// Every entry on the measure itself and what the clocks make of it, in order of their days.
[[nodiscard]] std::vector<PlacedUse> uses_of_others(const Evidence& evidence,
                                                    const MeasureId& measure, const Clocks& clocks);

/// The others filed under this subject that count, in order of their days. A measure, an indicator
/// and an agency may have the same id; each has its own entries.
[[nodiscard]] std::vector<EntryPlace> live_others(const Evidence& evidence,
                                                  const MeasureId& measure, const Clocks& clocks);
[[nodiscard]] std::vector<EntryPlace> live_others(const Evidence& evidence,
                                                  const IndicatorId& indicator,
                                                  const Clocks& clocks);
[[nodiscard]] std::vector<EntryPlace> live_others(const Evidence& evidence, const AgencyId& agency,
                                                  const Clocks& clocks);
[[nodiscard]] std::vector<EntryPlace> live_others(const Evidence& evidence, const EntryId& about,
                                                  const Clocks& clocks);

}  // namespace actionplan::detail
