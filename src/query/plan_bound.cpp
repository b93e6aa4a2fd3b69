// SPDX-License-Identifier: Apache-2.0
#include "query/internal/plan_bound.hpp"

#include "filter_node.hpp"

#include <algorithm>
#include <span>
#include <utility>
#include <variant>
#include <vector>

namespace actionplan::detail {
namespace {

// All measures or none, or those that a filter passes.
using Bound = std::variant<bool, Filter>;

bool is_of_ledger(Field field) {
  return field == Field::reporter || field == Field::reporter_type || field == Field::method;
}

Filter join_filters(std::span<const Filter> parts, bool is_all) {
  if (parts.size() == 1) return parts.front();
  const Filter left = join_filters(parts.first(parts.size() / 2), is_all);
  const Filter right = join_filters(parts.subspan(parts.size() / 2), is_all);
  return is_all ? left && right : left || right;
}

// @param is_needed  what must hold where the node passes; else what is enough for it to pass.
Bound bound_of(const FilterNode& node, bool is_needed) {
  switch (node.kind) {
    case FilterNode::Kind::everything: return true;
    case FilterNode::Kind::search: return Filter::search(node.words);
    case FilterNode::Kind::condition:
      if (is_of_plan(node.condition.field)) return Filter{node.condition};
      return is_needed;
    case FilterNode::Kind::negation: {
      const Bound inner = bound_of(*node.parts.front(), !is_needed);
      if (const bool* constant = std::get_if<bool>(&inner)) return !*constant;
      return !std::get<Filter>(inner);
    }
    case FilterNode::Kind::all:
    case FilterNode::Kind::any: break;
  }
  const bool is_all = node.kind == FilterNode::Kind::all;
  std::vector<Filter> parts;
  for (const auto& part : node.parts) {
    Bound bound = bound_of(*part, is_needed);
    if (const bool* constant = std::get_if<bool>(&bound)) {
      if (*constant != is_all) return *constant;
    } else {
      parts.push_back(std::get<Filter>(std::move(bound)));
    }
  }
  if (parts.empty()) return is_all;
  return join_filters(parts, is_all);
}

}  // namespace

bool is_of_plan(Field field) noexcept {
  switch (field) {
    case Field::id:
    case Field::number:
    case Field::section:
    case Field::title:
    case Field::indicator_text:
    case Field::agency:
    case Field::role:
    case Field::force:
    case Field::indicator_kind:
    case Field::deadline_kind:
    case Field::deadline_reason:
    case Field::conditional:
    case Field::start:
    case Field::due:
    case Field::due_latest: return true;
    default: return false;
  }
}

PlanBound plan_bound(const Filter& filter) {
  PlanBound found;
  const std::vector<Field> fields = filter.fields();
  found.is_exact = std::all_of(fields.begin(), fields.end(), is_of_plan);
  found.asks_ledger = std::any_of(fields.begin(), fields.end(), is_of_ledger);
  Bound bound = bound_of(filter.node(), true);
  if (const bool* constant = std::get_if<bool>(&bound)) {
    if (*constant) found.needed = Filter{};
  } else {
    found.needed = std::get<Filter>(std::move(bound));
  }
  return found;
}

}  // namespace actionplan::detail
