// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/survey/adjustment.hpp>
#include <actionplan/survey/ids.hpp>
#include <actionplan/survey/words.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::survey {

namespace detail {
struct DesignData;
}

/// How a sample was drawn. Every column is borrowed and has one element per row of the data.
struct DesignOptions {
  std::span<const double> weights = {};  ///< >= 0; empty: product of N/n over the stages, or 1
                                         ///< each where there is no fpc
  std::vector<Ids> strata = {};          ///< stage 1 down; empty: one stratum
  std::vector<Ids> clusters = {};        ///< sampling units, stage 1 down; empty: rows
  std::vector<std::span<const double>> fpc =
      {};                                  ///< stage 1 down: N of the stratum, or n/N if all <= 1
  bool nest = false;                       ///< ids of units are used again in other strata
  bool with_replacement = false;           ///< fpc gives weights only
  bool ultimate_cluster = false;           ///< only stage 1 enters the variance, with its fpc
  LonelyPsu lonely_psu = LonelyPsu::fail;  ///< at every stage
  /// Strata of stage 1, by their text, for which another rule holds.
  std::vector<std::pair<std::string, LonelyPsu>> lonely_psu_of = {};
  bool adjust_domain_lonely = false;      ///< `adjust` and `average` also for a stratum of
                                          ///< which a domain holds a single unit
  std::optional<double> df = {};          ///< in place of units minus strata
  std::optional<double> population = {};  ///< to which weights are scaled
  std::size_t rows = 0;                   ///< where no column says how many there are
};

/// One stage of sampling. Units are numbered from 0 in the order in which rows name them first, and
/// belong to groups: the strata at stage 1, at a later stage those (or the whole) of a unit above.
struct Stage {
  std::vector<std::int32_t> group_of_unit = {};
  std::vector<std::int32_t> parent_of_unit = {};  ///< in the stage above; empty at stage 1
  std::vector<std::int32_t> group_size = {};      ///< units sampled, per group
  std::vector<double> fraction = {};        ///< of the group's units sampled; 0: with replacement
  std::vector<double> population = {};      ///< units of the group; 0: not given as a size
  std::vector<std::size_t> group_row = {};  ///< a row of the group
  std::vector<std::size_t> unit_row = {};   ///< a row of the unit; empty: rows are the units

  [[nodiscard]] std::size_t unit_count() const noexcept { return group_of_unit.size(); }
  [[nodiscard]] std::size_t group_count() const noexcept { return group_size.size(); }
};

/// A sample and how it was drawn: what every estimate needs beside the variables. An immutable
/// value; copies are cheap and share memory. Safe to read from many threads.
///
/// Borrows the columns of its options, which must outlive it and its copies. Owns one number of 32
/// bits per row (two where rows are the units), and weights only where they were not given.
///
/// @source  Särndal, Swensson, Wretman 1992, chapters 3 and 4 (stages), 2.8 (fpc)
class ACTIONPLAN_EXPORT Design {
 public:
  /// @throws InvalidArgument  columns of unequal length; a missing id, weight or fpc; a negative
  ///         weight; n > N; an fpc that varies in its group; a cluster in two strata without
  ///         `nest`; an fpc of some stages and no weights; a rule for a stratum that is not there.
  explicit Design(const DesignOptions& options);

  [[nodiscard]] std::size_t size() const noexcept;  ///< rows, inside the domain or not
  [[nodiscard]] std::span<const double> weights() const noexcept;
  [[nodiscard]] double population() const noexcept;  ///< sum of weights over all rows
  /// Weights add up to the number of rows, or to within a thousandth of it, as rounded ones do, so
  /// that they say nothing of the population. Not where there is an fpc, nor where each is 1.
  [[nodiscard]] bool has_normalised_weights() const noexcept;
  /// Each weight is 1, or none was given, and there is no fpc: totals are those of the sample.
  [[nodiscard]] bool has_unit_weights() const noexcept;

  /// The stages that enter the variance, at least one.
  [[nodiscard]] std::span<const Stage> stages() const noexcept;
  /// Unit of the last of `stages()`, per row; empty: each row is its own unit.
  [[nodiscard]] std::span<const std::int32_t> unit_of_row() const noexcept;
  [[nodiscard]] std::int32_t psu_of_row(std::size_t row) const noexcept;
  [[nodiscard]] const std::vector<Ids>& strata() const noexcept;
  [[nodiscard]] const std::vector<Ids>& clusters() const noexcept;

  [[nodiscard]] LonelyPsu lonely_psu() const noexcept;
  /// The rule of a stratum of stage 1, by its position.
  [[nodiscard]] LonelyPsu lonely_psu(std::size_t group) const noexcept;
  [[nodiscard]] bool has_lonely_psu(LonelyPsu rule) const noexcept;  ///< for any stratum
  /// Per stratum of stage 1; empty: the same for all.
  [[nodiscard]] std::span<const LonelyPsu> lonely_psu_of_groups() const noexcept;
  [[nodiscard]] bool adjusts_domain_lonely() const noexcept;
  [[nodiscard]] std::optional<double> given_df() const noexcept;

  /// As given, else units of stage 1 with a row of the domain and a weight above 0, minus strata
  /// with one. May be 0 or less.
  [[nodiscard]] double df() const;

  /// The same sample, of which only rows with `mask` not 0 (and in the domain so far) count; units
  /// without such a row stay in the sample and count as zeros.
  /// @throws InvalidArgument  mask.size() != size().
  [[nodiscard]] Design subset(std::span<const std::uint8_t> mask) const;
  /// Per row, 0: outside; empty: every row is inside.
  [[nodiscard]] std::span<const std::uint8_t> domain() const noexcept;
  [[nodiscard]] bool is_inside(std::size_t row) const noexcept;

  /// The same sample with other weights, owned, and what that does to the variance, if anything.
  /// @throws InvalidArgument  weights.size() != size(), or one that is not finite.
  [[nodiscard]] Design with_weights(std::vector<double> weights,
                                    std::shared_ptr<const Adjustment> adjustment) const;
  /// Applied first to last; empty for a plain design.
  [[nodiscard]] std::span<const std::shared_ptr<const Adjustment>> adjustments() const noexcept;

 private:
  std::shared_ptr<const detail::DesignData> data_;
  std::shared_ptr<const std::vector<std::uint8_t>> domain_;
};

}  // namespace actionplan::survey
