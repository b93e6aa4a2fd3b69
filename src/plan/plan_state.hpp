// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/plan.hpp>

#include "core/internal/made_once.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace actionplan {
namespace detail {

/// Position of an object by its id or number; the keys are borrowed from the objects.
using Index = std::unordered_map<std::string_view, std::size_t>;

}  // namespace detail

/// What the copies of a Plan share. Filled by PlanBuilder, then indexed once, then never changed.
struct Plan::State {
  PlanHeading heading;
  std::vector<Agency> agencies;
  std::vector<Section> sections;
  std::vector<Measure> measures;
  std::vector<Problem> problems;
  std::vector<std::string> parts;

  std::vector<std::int32_t> start;
  std::vector<std::int32_t> due;
  std::vector<DeadlineKind> kind;
  std::vector<std::optional<Force>> force;
  std::vector<std::int32_t> due_latest;
  std::vector<std::optional<NoDateReason>> reason;
  std::vector<std::uint8_t> is_conditional;
  std::vector<std::uint32_t> run_end;
  std::vector<std::uint32_t> postponed;

  detail::Index agency_index;
  detail::Index section_index;
  detail::Index measure_index;
  detail::Index number_index;                 // the first of equal numbers
  std::vector<std::size_t> next_same_number;  // of each measure; the count of measures: no other
  detail::Index indicator_index;              // position of the indicator's measure

  detail::MadeOnce made;

  State() = default;
  State(const State&) = delete;  // the indices borrow from the vectors
  State& operator=(const State&) = delete;

  /// Fills the columns and indices from the vectors.
  void index();
  void index_deadlines();
};

}  // namespace actionplan
