// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/problem.hpp>
#include <actionplan/plan/measure.hpp>
#include <actionplan/plan/profile.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace actionplan::detail {

// What is said of an id in a profile that none of the measures has, with the nearest they have.
[[nodiscard]] Problem unknown_measure(const MeasureId& id, const std::vector<Measure>& measures);
[[nodiscard]] Problem unknown_indicator(const IndicatorId& id,
                                        const std::vector<Measure>& measures);

// What is said of a profile whose `plan` is another title, whatever its case and spaces.
[[nodiscard]] std::optional<Problem> other_plan(const Profile& profile, std::string_view title);

/// Problems in the order in which they come, each once, however many they are.
class DistinctProblems {
 public:
  void add(const Problem& problem);
  [[nodiscard]] std::vector<Problem> all() && { return std::move(problems_); }

 private:
  std::vector<Problem> problems_;
  std::unordered_multimap<std::string, std::size_t> by_message_;  // positions
};

/// What `apply` could not do, each once. An id that the plan had before is none that it lacks.
///
/// @param after  what `apply` made of the plan.
[[nodiscard]] std::vector<Problem> not_applied(const Plan& plan, const Plan& after);

}  // namespace actionplan::detail
