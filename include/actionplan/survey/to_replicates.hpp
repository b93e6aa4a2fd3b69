// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/survey/design.hpp>
#include <actionplan/survey/replicate_design.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace actionplan::survey {

using actionplan::to_string;

/// How units are drawn into replicates of a bootstrap.
enum class Bootstrap : std::uint8_t {
  rao_wu,         ///< n - 1 of the n units of a stratum, with replacement, rescaled
  canty_davison,  ///< n of n with replacement; no finite population correction
  preston,        ///< half of the units of every stage, without replacement, rescaled
};
[[nodiscard]] constexpr auto names_of(Bootstrap) noexcept {
  return names_to<Bootstrap::preston>("rao_wu", "canty_davison", "preston");
}

struct ToReplicatesOptions {
  ReplicateMethod method = ReplicateMethod::jkn;
  Bootstrap bootstrap = Bootstrap::rao_wu;
  std::size_t replicates = 0;  ///< bootstrap and successive differences; 0: as the method needs
  std::uint64_t seed = 0;      ///< of a bootstrap: the same seed gives the same replicates anywhere
  std::optional<double> rho =
      {};  ///< of Fay's method, of which alone it may be given; by default 0.5
  bool mse = false;
  bool ignore_strata = false;  ///< jk1 of a stratified design, as DHS reports rates
};

/// Replicates of a design by stages, for any statistic.
///
/// jk1, jkn: one unit of stage 1 is left out at a time. jk2: of each stratum, a pair, the first is
/// left out and the second doubled. brr, fay: half samples of pairs, balanced by a Hadamard matrix
/// of an order above the number of strata. bootstrap: see `Bootstrap`. successive_difference: units
/// of stage 1 in their order, by a Hadamard matrix. Finite population corrections of stage 1 enter
/// (of all stages, in `preston`): in scales of a jackknife, elsewhere as the root that shrinks the
/// factors.
///
/// Factors are kept per sampled unit, not per row. Borrows what the design borrows.
///
/// @throws InvalidArgument  jk1 of a stratified design, a stratum of one unit under
///         LonelyPsu::fail, adjust or average; pairs where a stratum has not two units; `acs`,
///         `other`; a calibrated design, which is to be calibrated after; fewer than two replicates.
/// @source  jackknife: Wolter 2007, chapter 4; BRR: McCarthy 1969, Fay 1989, Judkins 1990;
///          bootstrap: Rao, Wu 1988, JASA 83, 231; Canty, Davison 1999, The Statistician 48, 379;
///          Preston 2009, Survey Methodology 35, 227; successive differences: Fay, Train 1995
[[nodiscard]] ACTIONPLAN_EXPORT ReplicateDesign to_replicates(const Design& design,
                                                              const ToReplicatesOptions& options);

}  // namespace actionplan::survey
