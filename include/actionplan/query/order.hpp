// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/query/field.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// One key by which measures are put in order. Measures without a value come last either way.
struct OrderKey {
  Field field = Field::number;
  bool is_descending = false;

  friend bool operator==(const OrderKey&, const OrderKey&) = default;
};

/// Can measures be put in order by this field? Not by one of which a measure has several values.
[[nodiscard]] ACTIONPLAN_EXPORT bool is_orderable(Field field);

/// Reads `due desc, section`: fields between commas, each with or without `asc` or `desc`, as in
/// Google's AIP-132. Words are ordered as in their enumeration, numbers of measures by their parts,
/// sections as they stand in the plan, titles without case and diacritics.
/// @throws InvalidArgument naming what was found and the remedy.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<OrderKey> parse_order(std::string_view text);

/// In the form that `parse_order` reads.
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_text(const std::vector<OrderKey>& order);

}  // namespace actionplan
