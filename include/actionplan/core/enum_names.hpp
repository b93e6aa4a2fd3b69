// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace actionplan {

// The names of an enumeration, which are its stored words, stand beside it in one function:
//
//     enum class Force : std::uint8_t { binding, recommended };
//     [[nodiscard]] constexpr auto names_of(Force) noexcept {
//       return names_to<Force::recommended>("binding", "recommended");
//     }
//
// Text, count, parsing, JSON, tables, filters and the Python enumeration follow from it. The
// enumerators count from 0 without gaps; tests hold each name to its enumerator.

/// A name for each enumerator of an enumeration from 0 to `last`, in their order.
template <auto last, class... Names>
[[nodiscard]] constexpr auto names_to(Names... names) noexcept {
  static_assert(sizeof...(Names) == static_cast<std::size_t>(last) + 1,
                "each enumerator has one name");
  return std::array<std::string_view, sizeof...(Names)>{names...};
}

/// An enumeration with a function `names_of` beside it.
template <class Enum>
concept NamedEnum = requires {
  names_of(Enum{}).size();
};

/// The names of its enumerators, in their order.
template <NamedEnum Enum>
inline constexpr auto enum_names = names_of(Enum{});

/// How many enumerators there are.
template <NamedEnum Enum>
inline constexpr std::size_t enum_count = enum_names<Enum>.size();

/// The enumerator's name, which is also its stored text; empty for what is no enumerator.
template <NamedEnum Enum>
[[nodiscard]] constexpr std::string_view to_string(Enum word) noexcept {
  const auto at = static_cast<std::size_t>(word);
  return at < enum_count<Enum> ? enum_names<Enum>[at] : std::string_view{};
}

/// The enumerator of this name, or nothing.
template <NamedEnum Enum>
[[nodiscard]] constexpr std::optional<Enum> find_enum(std::string_view name) noexcept {
  for (std::size_t i = 0; i < enum_count<Enum>; ++i) {
    if (enum_names<Enum>[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace actionplan
