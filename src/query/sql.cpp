// SPDX-License-Identifier: Apache-2.0
#include <actionplan/query/sql.hpp>

#include <actionplan/core/text.hpp>

#include "filter_node.hpp"
#include "labels.hpp"

#include <span>
#include <utility>
#include <variant>

namespace actionplan {
namespace {

using detail::FilterNode;

struct Sql {
  std::string text;
  std::vector<std::string> values;
};

// What must hold where the filter passes, and what is enough for it to pass.
struct Bounds {
  Sql needed;
  Sql enough;
  bool is_exact = false;
};

const Sql always{"1", {}};
const Sql never{"0", {}};

Bounds exact(Sql sql) { return {sql, sql, true}; }

// NULL is no: a measure without a value passes nothing but negations.
Bounds exact_leaf(std::string text, std::vector<std::string> values) {
  return exact({"ifnull(" + text + ", 0)", std::move(values)});
}

// In a balanced tree, since SQLite bounds the depth of an expression.
Sql join(std::span<const Sql> parts, const char* word) {
  if (parts.size() == 1) return parts.front();
  const Sql left = join(parts.first(parts.size() / 2), word);
  Sql right = join(parts.subspan(parts.size() / 2), word);
  Sql out{"(" + left.text + word + right.text + ")", left.values};
  out.values.insert(out.values.end(), right.values.begin(), right.values.end());
  return out;
}

std::string bare(const TextPattern& pattern) {
  return std::string{detail::bare_label(pattern.text)};
}

// A column of text against a pattern.
Sql text_fits(const std::string& column, Comparator comparator, const TextPattern& pattern) {
  const std::string folded = "fold(" + column + ")";
  if (pattern.is_anything()) return {folded + " <> ''", {}};
  const std::string wanted = text::fold(pattern.text);
  if (comparator == Comparator::has) return {"instr(" + folded + ", ?) > 0", {wanted}};
  if (pattern.is_open_after) {
    return {"substr(" + folded + ", 1, length(?)) = ?", {wanted, wanted}};
  }
  if (pattern.is_open_before) {
    // A negative start counts from the end, so that a shorter text is compared whole.
    return {"substr(" + folded + ", -length(?)) = ?", {wanted, wanted}};
  }
  return {folded + " = ?", {wanted}};
}

Sql label_fits(const std::string& column, const Condition& condition) {
  const std::string label = "rtrim(" + column + ", '.')";
  const auto& pattern = std::get<TextPattern>(condition.value);
  if (pattern.is_anything()) return {label + " <> ''", {}};
  const std::string wanted = bare(pattern);
  if (condition.comparator == Comparator::equal) return {label + " = ?", {wanted}};
  return {"(" + label + " = ? OR substr(" + label + ", 1, length(?) + 1) = ? || '.')",
          {wanted, wanted, wanted}};
}

Bounds label_bounds(const Condition& condition) {
  const bool is_ordering =
      condition.comparator != Comparator::equal && condition.comparator != Comparator::has;
  if (is_ordering) return {always, never, false};  // by parts, as SQL does not order
  Sql sql = label_fits("measure.number", condition);
  return exact_leaf(std::move(sql.text), std::move(sql.values));
}

Bounds section_bounds(const Condition& condition) {
  const auto& pattern = std::get<TextPattern>(condition.value);
  if (pattern.is_anything()) {
    return exact_leaf("measure.section IN (SELECT section FROM section_above)", {});
  }
  const char* depth = condition.comparator == Comparator::has ? "" : "depth = 0 AND ";
  return exact_leaf(std::string{"measure.section IN (SELECT section FROM section_above WHERE "} +
                        depth + "((number <> '' AND rtrim(number, '.') = ?) OR fold(title) = ?))",
                    {bare(pattern), text::fold(pattern.text)});
}

// `column IN (the words that fit)`.
Sql word_fits(const std::string& column, const Condition& condition) {
  const auto& pattern = std::get<TextPattern>(condition.value);
  if (pattern.is_anything()) return {column + " IS NOT NULL", {}};
  const std::uint32_t bits = detail::fitting_words(condition.field, pattern);
  const std::vector<std::string_view>& words = words_of(condition.field);
  Sql out{column + " IN (", {}};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if ((bits >> i & 1U) == 0) continue;
    out.text += out.values.empty() ? "?" : ", ?";
    out.values.emplace_back(words[i]);
  }
  out.text += ")";
  return out;
}

Bounds some(const char* relation, Sql where) {
  return exact_leaf(
      std::string{"measure.id IN (SELECT measure FROM "} + relation + " WHERE " + where.text + ")",
      std::move(where.values));
}

Bounds word_bounds(const Condition& condition) {
  const auto of = [&](const std::string& column) { return word_fits(column, condition); };
  switch (condition.field) {
    case Field::role: return some("assignment", of("role"));
    case Field::indicator_kind: return some("indicator_kind", of("kind"));
    case Field::force: {
      // The strongest word is the first of the two in the alphabet, too.
      Sql sql = of("(SELECT min(force) FROM assignment WHERE measure = measure.id)");
      return exact_leaf(std::move(sql.text), std::move(sql.values));
    }
    case Field::deadline_kind:
    case Field::deadline_reason:
    case Field::conditional: {
      Sql sql = of("measure." + std::string{to_string(condition.field)});
      return exact_leaf(std::move(sql.text), std::move(sql.values));
    }
    default: return {always, never, false};
  }
}

// The verdicts of a measure rest on entries about it or its indicators, but for formulas, which
// reach out to other measures.
Bounds said_bounds(Sql where) {
  Bounds bounds = some("said", std::move(where));
  bounds.needed.text =
      "(" + bounds.needed.text + " OR measure.id IN (SELECT measure FROM computed))";
  return {bounds.needed, never, false};
}

Bounds agency_bounds(Comparator comparator, const TextPattern& pattern) {
  Sql name = text_fits("name", comparator, pattern);
  name.text = "agency IN (SELECT agency FROM agency_name WHERE " + name.text + ")";
  return some("assignment", std::move(name));
}

Bounds day_bounds(const Condition& condition) {
  if (condition.field == Field::due_original) return {always, never, false};
  const std::string column = "measure." + std::string{to_string(condition.field)};
  const auto* period = std::get_if<Period>(&condition.value);
  if (period == nullptr) return exact_leaf(column + " IS NOT NULL", {});
  const std::string first = period->first().iso();
  const std::string last = period->last().iso();
  switch (condition.comparator) {
    case Comparator::less: return exact_leaf(column + " < ?", {first});
    case Comparator::less_or_equal: return exact_leaf(column + " <= ?", {last});
    case Comparator::greater: return exact_leaf(column + " > ?", {last});
    case Comparator::greater_or_equal: return exact_leaf(column + " >= ?", {first});
    default: return exact_leaf("(" + column + " >= ? AND " + column + " <= ?)", {first, last});
  }
}

Bounds condition_bounds(const Condition& condition) {
  const auto text_of_measure = [&](const std::string& column) {
    Sql sql = text_fits(column, condition.comparator, std::get<TextPattern>(condition.value));
    return exact_leaf(std::move(sql.text), std::move(sql.values));
  };
  switch (condition.field) {
    case Field::id: {
      const auto& pattern = std::get<TextPattern>(condition.value);
      return pattern.is_anything() ? exact(always) : exact_leaf("measure.id = ?", {pattern.text});
    }
    case Field::number: return label_bounds(condition);
    case Field::section: return section_bounds(condition);
    case Field::title: return text_of_measure("measure.title");
    case Field::indicator_text: return text_of_measure("measure.indicator_text");
    case Field::agency:
      return agency_bounds(condition.comparator, std::get<TextPattern>(condition.value));
    case Field::role:
    case Field::force:
    case Field::indicator_kind:
    case Field::deadline_kind:
    case Field::deadline_reason:
    case Field::conditional: return word_bounds(condition);
    case Field::start:
    case Field::due:
    case Field::due_latest:
    case Field::due_original: return day_bounds(condition);
    case Field::reporter:
      return said_bounds(
          text_fits("reporter", condition.comparator, std::get<TextPattern>(condition.value)));
    case Field::reporter_type: return said_bounds(word_fits("reporter_type", condition));
    case Field::method: return said_bounds(word_fits("method", condition));
    default: return {always, never, false};
  }
}

Bounds search_bounds(const std::string& words) {
  const TextPattern pattern{words};
  const std::vector<Sql> parts{
      text_fits("measure.title", Comparator::has, pattern),
      text_fits("measure.indicator_text", Comparator::has, pattern),
      label_fits("measure.number", {Field::number, Comparator::equal, pattern}),
      Sql{"measure.id = ?", {words}}, agency_bounds(Comparator::has, pattern).needed};
  Sql all = join(parts, " OR ");
  return exact_leaf(std::move(all.text), std::move(all.values));
}

Bounds bounds_of(const FilterNode& node);

Bounds joined(const FilterNode& node, const char* word) {
  std::vector<Sql> needed;
  std::vector<Sql> enough;
  bool is_exact = true;
  for (const auto& part : node.parts) {
    Bounds bounds = bounds_of(*part);
    needed.push_back(std::move(bounds.needed));
    enough.push_back(std::move(bounds.enough));
    is_exact = is_exact && bounds.is_exact;
  }
  return {join(needed, word), join(enough, word), is_exact};
}

Sql negated(Sql sql) { return {"(NOT " + sql.text + ")", std::move(sql.values)}; }

Bounds bounds_of(const FilterNode& node) {
  switch (node.kind) {
    case FilterNode::Kind::everything: return exact(always);
    case FilterNode::Kind::all: return joined(node, " AND ");
    case FilterNode::Kind::any: return joined(node, " OR ");
    case FilterNode::Kind::condition: return condition_bounds(node.condition);
    case FilterNode::Kind::search: return search_bounds(node.words);
    case FilterNode::Kind::negation: break;
  }
  Bounds inner = bounds_of(*node.parts.front());
  return {negated(std::move(inner.enough)), negated(std::move(inner.needed)), inner.is_exact};
}

}  // namespace

SqlCondition sql_condition(const Filter& filter) {
  Bounds bounds = bounds_of(filter.node());
  return {std::move(bounds.needed.text), std::move(bounds.needed.values), bounds.is_exact};
}

}  // namespace actionplan
