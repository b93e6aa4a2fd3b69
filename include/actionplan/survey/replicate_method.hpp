// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace actionplan::survey {

using actionplan::to_string;

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
[[nodiscard]] constexpr auto names_of(ReplicateMethod) noexcept {
  return names_to<ReplicateMethod::other>("jk1", "jkn", "jk2", "brr", "fay", "bootstrap", "acs",
                                          "successive_difference", "other");
}

}  // namespace actionplan::survey
