// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace actionplan::survey {

/// How replicate weights were made, which sets their scale: r replicates.
enum class ReplicateMethod : std::uint8_t {
  jk1,                    ///< jackknife, unstratified: (r - 1) / r
  jkn,                    ///< jackknife, stratified: rscales are given, scale 1
  jk2,                    ///< jackknife, one replicate per pair of units: 1
  brr,                    ///< balanced repeated replication, half samples: 1 / r
  fay,                    ///< the same with part of the other half: 1 / (r (1 - rho)^2)
  bootstrap,              ///< 1 / (r - 1)
  acs,                    ///< successive differences, about the full sample: 4 / r
  successive_difference,  ///< 4 / r
  other,                  ///< the scale is given
};

inline constexpr std::size_t replicate_method_count = 9;

[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(ReplicateMethod word) noexcept;

}  // namespace actionplan::survey
