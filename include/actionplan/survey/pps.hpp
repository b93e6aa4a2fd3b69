// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/survey/design.hpp>
#include <actionplan/survey/matrix.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace actionplan::survey {

using actionplan::to_string;

/// How the joint inclusion probabilities of two units are had.
enum class PpsJoint : std::uint8_t {
  brewer,       ///< not needed: each unit's own correction
  overton,      ///< approximated from those of the two units
  hartley_rao,  ///< approximated, with the sum of squares over the population
  given,        ///< a matrix
};
[[nodiscard]] constexpr auto names_of(PpsJoint) noexcept {
  return names_to<PpsJoint::given>("brewer", "overton", "hartley_rao", "given");
}

/// Form of the variance where joint probabilities are had.
enum class PpsVariance : std::uint8_t {
  horvitz_thompson,
  yates_grundy,  ///< for samples of fixed size
};
[[nodiscard]] constexpr auto names_of(PpsVariance) noexcept {
  return names_to<PpsVariance::yates_grundy>("horvitz_thompson", "yates_grundy");
}

struct PpsOptions {
  PpsJoint joint = PpsJoint::brewer;
  PpsVariance variance = PpsVariance::horvitz_thompson;
  std::optional<double> sum_p2_over_n =
      {};                               ///< hartley_rao: sum of p^2 over the population, over n; by
                                        ///< default the sample's mean p. Unstratified only
  MatrixView joint_probabilities = {};  ///< given: units x units, in order of the rows that first
                                        ///< name them; the diagonal is p. Copied
};

/// A design whose units of stage 1 were drawn without replacement with unequal probabilities: the
/// same weights and domain, another variance for every estimator.
///
/// With z a unit's total of weighted influence, n units in a stratum and p their probabilities:
/// brewer sums (1 - p_i) n / (n - 1) (z_i - mean z)^2 over units; the others sum D_ij z_i z_j, or by
/// Yates and Grundy -D_ij (z_i - z_j)^2 / 2, where D_ij = 1 - p_i p_j / p_ij and D_ii = 1 - p_i:
/// overton D_ij = 1 - (n - (p_i + p_j) / 2) / (n - 1), hartley_rao 1 - (n - p_i - p_j + S) / (n - 1).
///
/// @param design  without an fpc of its own.
/// @param p       probability of each row's unit of stage 1 to be drawn, the same in all its rows.
/// @throws InvalidArgument  a probability outside (0, 1] or that varies within a unit; a matrix of
///         another size, not symmetric, or with an entry outside (0, 1]; an fpc; more than 20000
///         units with a matrix.
/// @throws EstimationError  when estimating: a stratum of one unit that was not sure to be drawn,
///         under any LonelyPsu but remove and certainty.
/// @source  Brewer, Hanif 1983; Overton, Stehman 1995; Hartley, Rao 1962; Yates, Grundy 1953;
///          Horvitz, Thompson 1952; Berger 2004
[[nodiscard]] ACTIONPLAN_EXPORT Design pps(const Design& design, std::span<const double> p,
                                           const PpsOptions& options = {});

}  // namespace actionplan::survey
