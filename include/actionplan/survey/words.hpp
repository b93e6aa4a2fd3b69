// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace actionplan::survey {

/// What a stratum with a single sampled unit adds to the variance, unless all its units are in the
/// sample (then nothing).
enum class LonelyPsu : std::uint8_t {
  fail,       ///< the estimate is refused
  remove,     ///< nothing
  certainty,  ///< nothing, as a unit that was sure to be in the sample
  adjust,     ///< its square about the mean over all units
  average,    ///< the mean of what the other strata add
};

/// What keeps one cell of a table from being a full estimate.
enum class CellFlag : std::uint8_t {
  none,
  empty,      ///< no case: no value
  one_case,   ///< a single case: a value without a standard error
  no_df,      ///< no degrees of freedom: no interval and no test
  undefined,  ///< division by a total of zero, or the like
  constant,   ///< every case of a sample has the same value, which is no share: no interval
};

/// What is done with a case of which a variable is missing.
enum class Missing : std::uint8_t {
  refuse,  ///< the estimate is refused
  omit,    ///< it is left out as if outside the domain: its unit stays in the sample
};

/// Degrees of freedom of an estimate in a domain.
enum class DfRule : std::uint8_t {
  domain,  ///< units with a case used minus strata with one, per domain
  design,  ///< those of the design and its subset, the same for every domain and variable
};

/// What the variance is compared with in a design effect.
enum class Deff : std::uint8_t {
  none,
  without_replacement,  ///< a simple random sample of as many cases, none drawn twice
  with_replacement,     ///< the same, drawn with replacement
};

/// How a quantile is read from the weighted distribution of the sample.
enum class QuantileRule : std::uint8_t {
  math,       ///< the lowest value at which the distribution reaches p; hf1 is the same
  school,     ///< the same, and the mean of two values where p is reached exactly; hf2
  shahvaish,  ///< math over a distribution of mid-ranks, with n + 1
  hf1,
  hf2,
  hf3,
  hf4,
  hf5,
  hf6,
  hf7,
  hf8,
  hf9,
};

/// On which scale the interval of a proportion, or of a quantile by its proportion, is laid.
enum class ProportionMethod : std::uint8_t {
  xlogit,      ///< logit of the proportion, by the delta method
  logit,       ///< logit, by a model of an intercept
  beta,        ///< Clopper and Pearson's with an effective sample size (Korn, Graubard 1998)
  wilson,      ///< Wilson's with an effective sample size
  asin,        ///< arc sine of the root
  mean,        ///< the proportion itself, as any mean
  likelihood,  ///< a likelihood scaled by the design effect
};

/// How a result may be shown, from open to closed.
enum class Presentation : std::uint8_t {
  show,
  footnote,     ///< with a note that its complement is unreliable
  review,       ///< after a statistician has looked at it
  parentheses,  ///< as based on few cases
  suppress,     ///< not at all; n may be
};

/// Whose rules for small cells: of the DHS Program, or of the US National Center for Health
/// Statistics.
enum class PresentationRule : std::uint8_t { dhs, nchs };

inline constexpr std::size_t quantile_rule_count = 12;

[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(LonelyPsu word) noexcept;
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(CellFlag word) noexcept;
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(Missing word) noexcept;
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(DfRule word) noexcept;
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(Deff word) noexcept;
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(QuantileRule word) noexcept;
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(ProportionMethod word) noexcept;
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(Presentation word) noexcept;
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(PresentationRule word) noexcept;

}  // namespace actionplan::survey
