// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace actionplan::survey {

using actionplan::to_string;

/// What a stratum with a single sampled unit adds to the variance, unless all its units are in the
/// sample (then nothing).
enum class LonelyPsu : std::uint8_t {
  fail,       ///< the estimate is refused
  remove,     ///< nothing
  certainty,  ///< nothing, as a unit that was sure to be in the sample
  adjust,     ///< its square about the mean over all units
  average,    ///< the mean of what the other strata add
};
[[nodiscard]] constexpr auto names_of(LonelyPsu) noexcept {
  return names_to<LonelyPsu::average>("fail", "remove", "certainty", "adjust", "average");
}

/// What keeps one cell of a table from being a full estimate.
enum class CellFlag : std::uint8_t {
  none,
  empty,      ///< no case: no value
  one_case,   ///< a single case: a value without a standard error
  no_df,      ///< no degrees of freedom: no interval and no test
  undefined,  ///< division by a total of zero, or the like
  constant,   ///< every case of a sample has the same value, which is no share: no interval
};
[[nodiscard]] constexpr auto names_of(CellFlag) noexcept {
  return names_to<CellFlag::constant>("none", "empty", "one_case", "no_df", "undefined",
                                      "constant");
}

/// What is done with a case of which a variable is missing.
enum class Missing : std::uint8_t {
  refuse,  ///< the estimate is refused
  omit,    ///< it is left out as if outside the domain: its unit stays in the sample
};
[[nodiscard]] constexpr auto names_of(Missing) noexcept {
  return names_to<Missing::omit>("refuse", "omit");
}

/// Degrees of freedom of an estimate in a domain.
enum class DfRule : std::uint8_t {
  domain,  ///< units with a case used minus strata with one, per domain
  design,  ///< those of the design and its subset, the same for every domain and variable
};
[[nodiscard]] constexpr auto names_of(DfRule) noexcept {
  return names_to<DfRule::design>("domain", "design");
}

/// What the variance is compared with in a design effect.
enum class Deff : std::uint8_t {
  none,
  without_replacement,  ///< a simple random sample of as many cases, none drawn twice
  with_replacement,     ///< the same, drawn with replacement
};
[[nodiscard]] constexpr auto names_of(Deff) noexcept {
  return names_to<Deff::with_replacement>("none", "without_replacement", "with_replacement");
}

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
[[nodiscard]] constexpr auto names_of(QuantileRule) noexcept {
  return names_to<QuantileRule::hf9>("math", "school", "shahvaish", "hf1", "hf2", "hf3", "hf4",
                                     "hf5", "hf6", "hf7", "hf8", "hf9");
}

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
[[nodiscard]] constexpr auto names_of(ProportionMethod) noexcept {
  return names_to<ProportionMethod::likelihood>("xlogit", "logit", "beta", "wilson", "asin", "mean",
                                                "likelihood");
}

/// How a result may be shown, from open to closed.
enum class Presentation : std::uint8_t {
  show,
  footnote,     ///< with a note that its complement is unreliable
  review,       ///< after a statistician has looked at it
  parentheses,  ///< as based on few cases
  suppress,     ///< not at all; n may be
};
[[nodiscard]] constexpr auto names_of(Presentation) noexcept {
  return names_to<Presentation::suppress>("show", "footnote", "review", "parentheses", "suppress");
}

/// Whose rules for small cells: of the DHS Program, or of the US National Center for Health
/// Statistics.
enum class PresentationRule : std::uint8_t { dhs, nchs };
[[nodiscard]] constexpr auto names_of(PresentationRule) noexcept {
  return names_to<PresentationRule::nchs>("dhs", "nchs");
}

}  // namespace actionplan::survey
