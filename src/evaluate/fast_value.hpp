// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "derive.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace actionplan::detail {

/// The verdicts of `derive` for the plain case, straight from the columns: totals for periods that
/// do not overlap, without sampling errors, in a ledger of values alone. `derive` is its oracle in
/// tests (tests/unit/evaluate/fast_value_test.cpp).
class FastValue {
 public:
  /// @param grounds  borrowed.
  explicit FastValue(const Grounds& grounds);

  /// @param in_base  position among the base block's indicators; UINT32_MAX: none.
  /// @return nothing where the case is not plain; else all of `derive` but the uses and estimate.
  [[nodiscard]] std::optional<Derivation> derive(std::size_t indicator_row,
                                                 std::uint32_t in_base) const;

 private:
  static constexpr std::size_t most_rows = 64;

  struct Values {
    std::array<double, most_rows> value;
    std::array<double, most_rows> denominator;
    std::array<std::int32_t, most_rows> first;
    std::array<std::int32_t, most_rows> last;
    std::size_t size = 0;
    bool has_early = false;  ///< rows from before the plan's adoption were left out
  };

  [[nodiscard]] bool gather(std::uint32_t begin, std::uint32_t end, const std::string& unit,
                            Values& values) const;
  [[nodiscard]] static std::optional<double> join(Aggregation aggregation, const Values& values);

  const Grounds& grounds_;
  const EvidenceBlock& block_;
  bool is_plain_;  ///< nothing in the question or the ledger asks for more
};

}  // namespace actionplan::detail
