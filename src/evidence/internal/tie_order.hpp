// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evidence/entry_table.hpp>

#include "evidence/internal/entry_words.hpp"
#include "evidence/internal/evidence_block.hpp"
#include "evidence/internal/stored_fields.hpp"

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

namespace actionplan::detail {

// Where nothing else tells two entries apart, what they say does, and their ids only where that is
// the same. Ids of a store are salted: by them alone a verdict would be another in each store, and
// could change when the words of an entry are withheld.

/// Does a field tell entries apart? Words can be withheld, and what names an entry is another in
/// each store.
template <auto member>
inline constexpr bool is_in_tie_order = !is_words<member>;
template <>
inline constexpr bool is_in_tie_order<&Entry::about> = false;
template <>
inline constexpr bool is_in_tie_order<&Entry::replaces> = false;
template <>
inline constexpr bool is_in_tie_order<&Entry::person> = false;

template <class Value>
[[nodiscard]] int tie_compare(const Value& a, const Value& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}
/// Numbers stand in an order that favours neither the higher nor the lower, since whoever stands last
/// among those that are trusted alike is taken: that of their bits, mixed. -0 is 0.
/// @source splitmix64, Steele et al. 2014
[[nodiscard]] inline std::uint64_t mixed_bits(double number) noexcept {
  auto bits = std::bit_cast<std::uint64_t>(number == 0 ? 0.0 : number) + 0x9E3779B97F4A7C15U;
  bits = (bits ^ (bits >> 30U)) * 0xBF58476D1CE4E5B9U;
  bits = (bits ^ (bits >> 27U)) * 0x94D049BB133111EBU;
  return bits ^ (bits >> 31U);
}
[[nodiscard]] inline int tie_compare(double a, double b) noexcept {
  return tie_compare(mixed_bits(a), mixed_bits(b));
}
template <class Value>
[[nodiscard]] int tie_compare(const std::optional<Value>& a, const std::optional<Value>& b) {
  if (!a || !b) return tie_compare(a.has_value(), b.has_value());
  return tie_compare(*a, *b);
}
[[nodiscard]] inline int tie_compare(const StoredPeriod& a, const StoredPeriod& b) {
  return a.first != b.first ? tie_compare(a.first, b.first) : tie_compare(a.last, b.last);
}

/// Which of two rows of the columns comes first: below 0, the first one; 0, they say the same. Of
/// rows that are not sorted yet, the indicator is not compared.
[[nodiscard]] inline int tie_order(const BlockRow& a, const BlockRow& b) {
  // Most often the value tells, and it is at hand.
  int order = tie_compare(a.block().value[a.row()], b.block().value[b.row()]);
  for_each_entry_field([&](const auto& field) {
    constexpr auto member = std::remove_cvref_t<decltype(field)>::member;
    if constexpr (is_in_rows<member> && is_in_tie_order<member> &&
                  !std::is_same_v<typename std::remove_cvref_t<decltype(field)>::Value,
                                  std::optional<IndicatorId>>) {
      if (order == 0) order = tie_compare(stored_field<member>(a), stored_field<member>(b));
    }
  });
  return order;
}

/// The same of entries that are not in the columns.
[[nodiscard]] inline int tie_order(const Entry& a, const Entry& b) {
  int order = 0;
  for_each_entry_field([&](const auto& field) {
    constexpr auto member = std::remove_cvref_t<decltype(field)>::member;
    if constexpr (is_in_tie_order<member>) {
      if (order == 0) order = tie_compare(a.*member, b.*member);
    }
  });
  return order;
}

/// An entry where it lies: a row of a block, else one of its others.
struct TiePlace {
  const EvidenceBlock* block;
  std::uint32_t at;
  bool is_other;
};

/// Which of two entries comes first, wherever they lie: rows of the columns, by their indicators,
/// then others; by what they say; by their ids.
[[nodiscard]] bool comes_before(const TiePlace& a, const TiePlace& b);

/// The same for whoever reads a list of them: of rows of one indicator the earlier period comes
/// first. No verdict hangs on this order, which would favour one of two values.
[[nodiscard]] bool is_listed_before(const TiePlace& a, const TiePlace& b);

}  // namespace actionplan::detail
