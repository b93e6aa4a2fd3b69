// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/text.hpp>
#include <actionplan/evaluate/verification.hpp>
#include <actionplan/query/filter.hpp>

#include "query/filter_node.hpp"
#include "query/labels.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace actionplan::made {

// The clear version of what a filter asks: one measure at a time, from its assessment as it is put
// together on demand, without columns.
class RowMatcher {
 public:
  RowMatcher(const Assessment& assessment, std::size_t row)
      : assessment_{assessment}, source_{assessment.measure(row)}, row_{assessment.at(row)} {}

  [[nodiscard]] bool passes(const detail::FilterNode& node) const {
    using Kind = detail::FilterNode::Kind;
    const auto part_passes = [this](const auto& part) { return passes(*part); };
    switch (node.kind) {
      case Kind::everything: return true;
      case Kind::all: return std::all_of(node.parts.begin(), node.parts.end(), part_passes);
      case Kind::any: return std::any_of(node.parts.begin(), node.parts.end(), part_passes);
      case Kind::negation: return !passes(*node.parts.front());
      case Kind::condition: return passes(node.condition);
      case Kind::search: break;
    }
    const std::string words = text::fold(node.words);
    const auto holds = [&](const std::string& text) {
      return text::fold(text).find(words) != std::string::npos;
    };
    if (holds(source_.title) || holds(source_.indicator_text)) return true;
    if (bare(source_.number) == bare(node.words) || source_.id.value() == node.words) return true;
    const std::vector<std::string> names = texts(Field::agency);
    return std::any_of(names.begin(), names.end(), holds);
  }

  [[nodiscard]] bool passes(const Condition& condition) const {
    switch (info(condition.field).type) {
      case FieldType::day: return day_passes(condition);
      case FieldType::number: return number_passes(condition);
      case FieldType::word: return word_passes(condition);
      case FieldType::text: return text_passes(condition);
      case FieldType::id: return id_passes(condition);
      case FieldType::label: break;
    }
    return condition.field == Field::section ? section_passes(condition) : label_passes(condition);
  }

 private:
  static std::string bare(std::string text) {
    while (!text.empty() && text.back() == '.') text.pop_back();
    return text;
  }

  template <class Value, class Least, class Most>
  static bool compares(Comparator comparator, const Value& value, const Least& least,
                       const Most& most) {
    switch (comparator) {
      case Comparator::less: return value < least;
      case Comparator::less_or_equal: return value <= most;
      case Comparator::greater: return value > most;
      case Comparator::greater_or_equal: return value >= least;
      default: return value >= least && value <= most;
    }
  }

  [[nodiscard]] bool id_passes(const Condition& condition) const {
    const TextPattern& pattern = std::get<TextPattern>(condition.value);
    return pattern.is_anything() || source_.id.value() == pattern.text;
  }

  [[nodiscard]] bool day_passes(const Condition& condition) const {
    const std::optional<Date> day = condition.field == Field::start        ? source_.deadline.start
                                    : condition.field == Field::due_latest ? row_.due_latest
                                    : condition.field == Field::due        ? row_.due
                                                                           : row_.due_original;
    if (!day) return false;
    const auto* period = std::get_if<Period>(&condition.value);
    return period == nullptr ||
           compares(condition.comparator, *day, period->first(), period->last());
  }

  [[nodiscard]] bool number_passes(const Condition& condition) const {
    std::vector<double> values;
    if (condition.field == Field::days_late && row_.days_late) values = {double(*row_.days_late)};
    if (condition.field == Field::days_past_due && row_.days_past_due) {
      values = {double(*row_.days_past_due)};
    }
    if (condition.field == Field::progress) {
      for (const auto& indicator : row_.indicators) {
        if (indicator.progress) values.push_back(*indicator.progress);
      }
    }
    const auto* wanted = std::get_if<double>(&condition.value);
    if (wanted == nullptr) return !values.empty();
    return std::any_of(values.begin(), values.end(), [&](double value) {
      return compares(condition.comparator, value, *wanted, *wanted);
    });
  }

  [[nodiscard]] std::vector<Entry> entries() const {
    std::vector<Entry> entries;
    const auto add = [&](const EntryId& id) {
      entries.push_back(assessment_.evidence().entry(*assessment_.evidence().find(id)));
    };
    for (const auto& indicator : row_.indicators) {
      for (const EntryId& id : indicator.evidence) add(id);
    }
    for (const auto& report : row_.reports) {
      for (const EntryId& id : report.evidence) add(id);
    }
    for (const auto& rating : row_.rated) add(rating.entry);
    return entries;
  }

  [[nodiscard]] std::vector<std::string> texts(Field field) const {
    std::vector<std::string> out;
    if (field == Field::title) out = {source_.title};
    if (field == Field::indicator_text) out = {source_.indicator_text};
    if (field == Field::reporter) {
      for (const Entry& entry : entries()) out.push_back(entry.reporter);
    }
    if (field != Field::agency) return out;
    for (const Assignment& assignment : source_.assignments) {
      const Agency* agency = assessment_.plan().find_agency(assignment.agency);
      if (agency == nullptr) continue;
      out.push_back(agency->id.value());
      out.push_back(agency->name);
      out.insert(out.end(), agency->aliases.begin(), agency->aliases.end());
    }
    return out;
  }

  [[nodiscard]] bool text_passes(const Condition& condition) const {
    const TextPattern& pattern = std::get<TextPattern>(condition.value);
    const std::string wanted = text::fold(pattern.text);
    const std::vector<std::string> all = texts(condition.field);
    return std::any_of(all.begin(), all.end(), [&](const std::string& one) {
      const std::string text = text::fold(one);
      if (pattern.is_anything()) return !text.empty();
      if (condition.comparator == Comparator::has) return text.find(wanted) != std::string::npos;
      if (text.size() < wanted.size()) return false;
      if (pattern.is_open_after) return text.compare(0, wanted.size(), wanted) == 0;
      if (pattern.is_open_before) return text.substr(text.size() - wanted.size()) == wanted;
      return text == wanted;
    });
  }

  [[nodiscard]] std::vector<std::string_view> words(Field field) const {
    std::vector<std::string_view> out;
    const auto add = [&](auto word) { out.push_back(to_string(word)); };
    switch (field) {
      case Field::role:
        for (const auto& assignment : source_.assignments) add(assignment.role);
        break;
      case Field::force:
        if (const auto strongest = force(source_)) add(*strongest);
        break;
      case Field::indicator_kind:
        for (const auto& indicator : source_.indicators) add(indicator.kind);
        break;
      case Field::deadline_kind: add(source_.deadline.kind); break;
      case Field::deadline_status: add(row_.deadline_status); break;
      case Field::deadline_reason:
        if (row_.deadline_reason) add(*row_.deadline_reason);
        break;
      case Field::conditional:
        add(source_.deadline.conditions.empty() ? YesNo::no : YesNo::yes);
        break;
      case Field::reason:
        for (const Reason reason : row_.reasons.list()) add(reason);
        break;
      case Field::indicator_status:
        for (const auto& indicator : row_.indicators) add(indicator.status);
        break;
      case Field::derived:
        if (row_.derived) add(*row_.derived);
        break;
      case Field::rated:
        for (const auto& rating : row_.rated) {
          if (!rating.indicator && rating.completion) add(*rating.completion);
        }
        break;
      default:
        for (const Entry& entry : entries()) {
          if (field == Field::reporter_type) add(entry.reporter_type);
          if (field == Field::method) add(entry.method);
          if (field == Field::verification) add(verification(assessment_, entry_id(entry)));
        }
    }
    return out;
  }

  [[nodiscard]] bool word_passes(const Condition& condition) const {
    const TextPattern& pattern = std::get<TextPattern>(condition.value);
    const std::vector<std::string_view> all = words(condition.field);
    return std::any_of(all.begin(), all.end(), [&](std::string_view word) {
      if (pattern.is_anything()) return true;
      if (pattern.is_open_before && pattern.is_open_after) {
        return word.find(pattern.text) != std::string_view::npos;
      }
      if (word.size() < pattern.text.size()) return false;
      if (pattern.is_open_after) return word.substr(0, pattern.text.size()) == pattern.text;
      if (pattern.is_open_before) {
        return word.substr(word.size() - pattern.text.size()) == pattern.text;
      }
      return word == pattern.text;
    });
  }

  [[nodiscard]] bool section_passes(const Condition& condition) const {
    const TextPattern& pattern = std::get<TextPattern>(condition.value);
    const Section* section =
        source_.section ? assessment_.plan().find_section(*source_.section) : nullptr;
    if (section == nullptr || pattern.is_anything()) return section != nullptr;
    for (;;) {
      const bool has_number =
          !section->number.empty() && bare(section->number) == bare(pattern.text);
      if (has_number || text::fold(section->title) == text::fold(pattern.text)) return true;
      if (condition.comparator != Comparator::has || !section->parent) return false;
      section = &assessment_.plan().section(*section->parent);
    }
  }

  [[nodiscard]] bool label_passes(const Condition& condition) const {
    const TextPattern& pattern = std::get<TextPattern>(condition.value);
    const std::string number = bare(source_.number);
    const std::string wanted = bare(pattern.text);
    if (pattern.is_anything()) return !number.empty();
    if (condition.comparator == Comparator::equal) return number == wanted;
    if (condition.comparator == Comparator::has) {
      return number == wanted || number.rfind(wanted + ".", 0) == 0;
    }
    return compares(condition.comparator, detail::compare_labels(number, wanted), 0, 0);
  }

  const Assessment& assessment_;
  const Measure& source_;
  MeasureAssessment row_;
};

}  // namespace actionplan::made
