// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/core/id.hpp>
#include <actionplan/core/problem.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// One indicator that a formula asks for.
struct FormulaInput {
  IndicatorId indicator = {};
  bool is_summed = false;  ///< over all periods up to the one that is computed

  friend bool operator==(const FormulaInput&, const FormulaInput&) = default;
};

/// How an indicator's value follows from those of others for the same period:
/// `[1.1/2] / [1.1/3] * 100`, `sum([1.1/2])`. docs/guide/formulas.md has the grammar.
///
/// Immutable, a cheap handle; checked once when it is parsed.
class ACTIONPLAN_EXPORT Formula {
 public:
  static constexpr std::size_t max_bytes = 4096;
  static constexpr std::size_t max_depth = 64;

  /// @throws ParseError with its column, when the text is no formula or beyond these limits.
  [[nodiscard]] static Formula parse(std::string_view text);

  [[nodiscard]] const std::string& text() const& noexcept;
  [[nodiscard]] std::string text() const&&;
  /// In the order of their first use, each once for itself and once summed.
  [[nodiscard]] const std::vector<FormulaInput>& inputs() const& noexcept;
  [[nodiscard]] std::vector<FormulaInput> inputs() const&&;

  /// The values of many periods at once.
  ///
  /// @param columns  one for each input, in order, of the same length; NaN: no value.
  /// @return NaN where an input has no value, a divisor is 0 or the result is beyond all numbers.
  /// @throws InvalidArgument when there are not as many columns, or they differ in length.
  [[nodiscard]] std::vector<double> evaluate(
      std::span<const std::span<const double>> columns) const;

  /// Where + - `min` or `max` join values of different units. A product has no unit that is known,
  /// nor has a quotient of different units; a plain number fits any.
  /// @param unit  of an indicator; nothing where it is not known.
  [[nodiscard]] std::vector<Problem> check_units(
      const std::function<std::optional<std::string>(const IndicatorId&)>& unit) const;

  friend bool operator==(const Formula& a, const Formula& b) noexcept {
    return a.text() == b.text();
  }

 private:
  struct Program;
  explicit Formula(std::shared_ptr<const Program> program) noexcept;
  std::shared_ptr<const Program> program_;
  friend class FormulaParser;
};

/// What a set of formulas asks for in vain, or in a circle.
///
/// @param is_known  is there such an indicator?
/// @param nearest   what to say of those that are like one that is not there; empty: nothing
/// @return `unknown_indicator` and `formula_cycle`, which names the circle.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Problem> check_formulas(
    const std::map<IndicatorId, Formula>& formulas,
    const std::function<bool(const IndicatorId&)>& is_known,
    const std::function<std::string(const IndicatorId&)>& nearest = {});

}  // namespace actionplan
