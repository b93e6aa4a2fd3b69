// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evidence/entry.hpp>

namespace actionplan::detail {

/// Is this field of an entry among its words: what can be withheld, and decides nothing?
template <auto member>
inline constexpr bool is_words = false;
template <>
inline constexpr bool is_words<&Entry::reporter> = true;
template <>
inline constexpr bool is_words<&Entry::text> = true;
template <>
inline constexpr bool is_words<&Entry::sources> = true;

}  // namespace actionplan::detail
