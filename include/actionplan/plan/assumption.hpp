// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace actionplan {

/// A sentence that the library states as an assumption of a deadline, with named places in braces:
/// "Due on the last day of the window: {day}.". `day`, `first` and `last` are days in ISO form,
/// `period` is a period's text, `cadence` and `set_by` are words of those lists; the rest is text.
struct AssumptionPattern {
  std::string_view id = {};
  std::string_view text = {};
};

/// Every pattern. Sentences are matched to them in this order.
[[nodiscard]] ACTIONPLAN_EXPORT const std::vector<AssumptionPattern>& assumption_patterns();

/// The sentence that a pattern makes of the values of its places, in their order.
/// @throws InvalidArgument   there are more or fewer values than places.
[[nodiscard]] ACTIONPLAN_EXPORT std::string assumption_text(
    const AssumptionPattern& pattern, std::initializer_list<std::string_view> values);

/// A sentence told apart: which pattern it follows, and what stands in each place.
struct Assumption {
  AssumptionPattern pattern = {};
  std::vector<std::pair<std::string, std::string>> values = {};  ///< name and value, in their order
};

/// Tells a sentence apart, so that it can be said in another language. Nothing where the library
/// did not make it: plans given as JSON may assume in words of their own, of any length.
[[nodiscard]] ACTIONPLAN_EXPORT std::optional<Assumption> find_assumption(
    std::string_view sentence);

}  // namespace actionplan
