// SPDX-License-Identifier: Apache-2.0
#include <actionplan/query/filter.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "filter_node.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace actionplan {
namespace {

using detail::FilterNode;
using Node = std::shared_ptr<const FilterNode>;
using Kind = FilterNode::Kind;

const Node& everything() {
  static const Node node = std::make_shared<const FilterNode>();
  return node;
}

bool is_joined(const FilterNode& node) { return node.kind == Kind::all || node.kind == Kind::any; }

std::string as_part(const FilterNode& node) {
  return is_joined(node) ? "(" + node.text + ")" : node.text;
}

Node checked(FilterNode node) {
  const auto refuse = [](const char* what, std::size_t bound) {
    throw InvalidArgument(std::string{"The filter has more than "} + std::to_string(bound) + " " +
                          what + "; ask in several filters.");
  };
  if (node.depth > Filter::max_depth) refuse("levels", Filter::max_depth);
  if (node.conditions > Filter::max_conditions) refuse("conditions", Filter::max_conditions);
  if (node.text.size() > Filter::max_bytes) refuse("bytes", Filter::max_bytes);
  return std::make_shared<const FilterNode>(std::move(node));
}

// Both or either; a part of the same kind hands over its own parts.
Node join(Kind kind, const Node& a, const Node& b) {
  FilterNode joined;
  joined.kind = kind;
  for (const Node& side : {a, b}) {
    if (side->kind == kind) {
      joined.parts.insert(joined.parts.end(), side->parts.begin(), side->parts.end());
    } else {
      joined.parts.push_back(side);
    }
    joined.conditions += side->conditions;
  }
  for (const Node& part : joined.parts) {
    if (!joined.text.empty()) joined.text += kind == Kind::all ? " AND " : " OR ";
    joined.text += as_part(*part);
    joined.depth = std::max(joined.depth, part->depth + 1);
  }
  return checked(std::move(joined));
}

Node negated(const Node& node) {
  if (node->kind == Kind::negation) return node->parts.front();
  if (node->kind == Kind::everything) {
    throw InvalidArgument(
        "The filter that every measure passes cannot be negated; no measure would pass it.");
  }
  FilterNode negation;
  negation.kind = Kind::negation;
  negation.parts = {node};
  negation.text = "NOT " + as_part(*node);
  negation.depth = node->depth + 1;
  negation.conditions = node->conditions;
  return checked(std::move(negation));
}

Node leaf(Condition condition) {
  detail::NormalCondition normal = detail::normalise(std::move(condition));
  FilterNode node;
  node.kind = Kind::condition;
  node.text = detail::to_text(normal.condition);
  node.condition = std::move(normal.condition);
  node.conditions = 1;
  const Node made = checked(std::move(node));
  return normal.is_negated ? negated(made) : made;
}

}  // namespace

Filter::Filter() : node_{everything()} {}

Filter::Filter(std::shared_ptr<const FilterNode> node) noexcept : node_{std::move(node)} {}

Filter::Filter(Condition condition) : node_{leaf(std::move(condition))} {}

Filter Filter::where(Condition condition) { return Filter{std::move(condition)}; }

Filter Filter::where(Field field, Comparator comparator, std::string_view value) {
  detail::check_characters(value, "The value for the field " + std::string{to_string(field)});
  return Filter{{field, comparator,
                 detail::read_value(field, TextPattern{std::string{value}, false, false})}};
}

Filter Filter::present(Field field) {
  return Filter{{field, Comparator::has, TextPattern{"", true, true}}};
}

Filter Filter::search(std::string_view words) {
  detail::check_characters(words, "The text that is searched for");
  if (text::fold(words).empty()) {
    throw InvalidArgument("The text that is searched for is empty; write a word.");
  }
  FilterNode node;
  node.kind = Kind::search;
  node.words = std::string{words};
  node.text = detail::quoted_text(words);
  node.conditions = 1;
  return Filter{checked(std::move(node))};
}

const std::string& Filter::text() const& noexcept { return node_->text; }

bool Filter::is_everything() const noexcept { return node_->kind == Kind::everything; }

namespace {

void add_fields(const detail::FilterNode& node, std::set<Field>& fields) {
  if (node.kind == Kind::condition) fields.insert(node.condition.field);
  for (const auto& part : node.parts) add_fields(*part, fields);
}

}  // namespace

std::vector<Field> Filter::fields() const {
  std::set<Field> fields;
  add_fields(*node_, fields);
  return {fields.begin(), fields.end()};
}

Filter operator&&(const Filter& a, const Filter& b) {
  if (a.is_everything()) return b;
  if (b.is_everything()) return a;
  return Filter{join(Kind::all, a.node_, b.node_)};
}

Filter operator||(const Filter& a, const Filter& b) {
  if (a.is_everything()) return a;
  if (b.is_everything()) return b;
  return Filter{join(Kind::any, a.node_, b.node_)};
}

Filter operator!(const Filter& a) { return Filter{negated(a.node_)}; }

}  // namespace actionplan
