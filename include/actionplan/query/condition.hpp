// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/core/period.hpp>
#include <actionplan/query/field.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace actionplan {

/// How a field is held against a value. `!=` is the opposite of `=` in every case, so that a measure
/// without a value, or with another one beside it, passes or not as `NOT ... = ...` would say.
enum class Comparator : std::uint8_t {
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  has,  ///< `:`, a part of a text, a number and all below it
};
/// As the text form writes them.
[[nodiscard]] constexpr auto names_of(Comparator) noexcept {
  return names_to<Comparator::has>("=", "!=", "<", "<=", ">", ">=", ":");
}

/// A text with or without more text at its ends: `"open*"` is open after. Without any text and open
/// at both ends it is `*`, any value at all.
struct TextPattern {
  std::string text = {};
  bool is_open_before = false;
  bool is_open_after = false;

  [[nodiscard]] bool is_anything() const noexcept {
    return text.empty() && is_open_before && is_open_after;
  }
  friend bool operator==(const TextPattern&, const TextPattern&) = default;
};

/// What a field is compared with: a pattern for labels, texts and words, a period for days (a day is
/// the period of that day), a number for numbers.
using FilterValue = std::variant<TextPattern, Period, double>;

/// One question to one field.
struct Condition {
  Field field = Field::number;
  Comparator comparator = Comparator::equal;
  FilterValue value = {};
};

}  // namespace actionplan
