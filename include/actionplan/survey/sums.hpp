// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/survey/column.hpp>
#include <actionplan/survey/design.hpp>
#include <actionplan/survey/estimate_options.hpp>
#include <actionplan/survey/estimates.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::survey {

/// Sums of a sample by sampling unit and domain: all that means, totals and ratios of its variables,
/// with their covariance, need of the rows. The first half of estimation over one stage of
/// clusters: one pass over rows, whose result is small and can be kept, sent and merged.
///
/// Sums are about a value near each domain's data, so that an offset costs no digits. A value; safe
/// to read from many threads.
struct Sums {
  /// A stratum, by its text.
  struct Group {
    std::string name = {};
    double population = 0;  ///< units in it; 0: not given as a size
    double fraction = 0;    ///< of its units sampled; 0: not given so

    friend bool operator==(const Group&, const Group&) = default;
  };
  /// A sampling unit, by its text in its stratum.
  struct Unit {
    std::string name = {};
    std::int32_t group = 0;

    friend bool operator==(const Unit&, const Unit&) = default;
  };

  std::vector<Group> groups = {};
  std::vector<Unit> units = {};
  std::vector<std::string> domains = {};  ///< names, by which parts are merged
  std::size_t variables = 0;
  std::vector<double> shifts = {};  ///< domains x variables; NaN: no case yet
  std::vector<double> cells =
      {};  ///< units x domains x width(): n, weights, weighted values - shift
  /// domains x product_count(): weighted products of pairs of values - shift, (0, 0), (1, 0),
  /// (1, 1), ...; for design effects, empty where none were asked for.
  std::vector<double> products = {};
  double rows = 0;    ///< of the data, used or not
  double weight = 0;  ///< of all rows
  LonelyPsu lonely_psu = LonelyPsu::fail;
  std::optional<double> df = {};

  /// Numbers per cell; even, so that pairs of them are aligned.
  [[nodiscard]] std::size_t width() const noexcept { return 2 + (variables + 1) / 2 * 2; }
  [[nodiscard]] std::size_t product_count() const noexcept {
    return variables * (variables + 1) / 2;
  }
  /// The weights say nothing of the size of the population: as of a design, and as far as can be
  /// told of sums, they are not each 1.
  [[nodiscard]] bool has_normalised_weights() const noexcept;
  [[nodiscard]] bool has_unit_weights() const noexcept;
  /// Some stratum has a population, or a fraction that was sampled.
  [[nodiscard]] bool has_population() const noexcept;

  friend bool operator==(const Sums&, const Sums&) = default;
};

/// One pass over the rows of a design, which may be a part of a sample. Rows go through fixed blocks
/// whose sums are added in their order: the number of threads never changes a bit.
///
/// @param options       `by`, `missing` and `threads` are used; with `deff`, products are kept.
/// @param domain_names  one per domain; empty: their numbers.
/// @throws InvalidArgument  as `mean`; a design of several stages, of rows as units, or adjusted.
/// @source  Särndal, Swensson, Wretman 1992, 4.3, 10.3; Chan, Golub, LeVeque 1983 (shifts)
[[nodiscard]] ACTIONPLAN_EXPORT Sums accumulate(const Design& design,
                                                std::span<const Column> variables,
                                                const EstimateOptions& options = {},
                                                std::vector<std::string> domain_names = {});

/// Adds another part of the sample: strata, units and domains of the same names are the same.
/// @throws InvalidArgument  other variables; a stratum with another population or fraction; one with
///         products and one without.
ACTIONPLAN_EXPORT void merge(Sums& into, const Sums& part);

/// Results as the functions of the same names give of the rows.
/// @throws EstimationError  as there.
/// @throws InvalidArgument  design effects of sums without products.
[[nodiscard]] ACTIONPLAN_EXPORT Estimates mean(const Sums& sums,
                                               const EstimateOptions& options = {});
[[nodiscard]] ACTIONPLAN_EXPORT Estimates total(const Sums& sums,
                                                const EstimateOptions& options = {});
/// Of variables by their positions.
[[nodiscard]] ACTIONPLAN_EXPORT Estimates ratio(const Sums& sums,
                                                std::span<const std::size_t> numerators,
                                                std::span<const std::size_t> denominators,
                                                const EstimateOptions& options = {});

/// Bytes that hold the sums: a mark, a version, then little-endian numbers and texts.
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_bytes(const Sums& sums);
/// @throws ParseError  bytes that hold no sums, or of another version.
[[nodiscard]] ACTIONPLAN_EXPORT Sums sums_from_bytes(std::string_view bytes);

}  // namespace actionplan::survey
