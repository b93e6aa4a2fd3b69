// SPDX-License-Identifier: Apache-2.0
#include <actionplan/query/condition.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "core/internal/read_double.hpp"
#include "core/internal/shortest_number.hpp"

#include "filter_node.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace actionplan {

namespace detail {
namespace {

std::string start_of(Field field) { return "The field " + std::string{to_string(field)}; }

bool is_ordering(Comparator comparator) noexcept {
  return comparator != Comparator::equal && comparator != Comparator::not_equal &&
         comparator != Comparator::has;
}

bool is_ordered(Field field) {
  const FieldType type = info(field).type;
  return type == FieldType::day || type == FieldType::number || field == Field::number;
}

// The words of a field, for a message.
std::string list_words(Field field) {
  std::string list;
  for (const std::string_view word : words_of(field)) {
    if (!list.empty()) list += ", ";
    list += word;
  }
  return list;
}

[[noreturn]] void refuse_value(Field field, const std::string& found, const char* remedy) {
  const std::size_t end = text::byte_offset(found, 60);
  throw InvalidArgument(start_of(field) + " cannot be held against \"" + found.substr(0, end) +
                        (end < found.size() ? "..." : "") + "\"; " + remedy + ".");
}

std::string shown(const TextPattern& pattern) {
  return (pattern.is_open_before ? "*" : "") + pattern.text + (pattern.is_open_after ? "*" : "");
}

void check_comparator(Field field, Comparator comparator) {
  if (is_ordering(comparator) && !is_ordered(field)) {
    throw InvalidArgument(start_of(field) + " has no order, so that \"" +
                          std::string{to_string(comparator)} + "\" says nothing; use =, != or :.");
  }
}

void check_pattern(const Condition& condition, const TextPattern& pattern) {
  const Field field = condition.field;
  const FieldType type = info(field).type;
  check_characters(pattern.text, "The value for the field " + std::string{to_string(field)});
  if (pattern.is_anything()) {
    if (!is_ordering(condition.comparator)) return;
    refuse_value(field, "*", "write the value, or \": *\" for any value");
  }
  const bool is_empty = type == FieldType::id ? pattern.text.empty() && !pattern.is_open_before &&
                                                    !pattern.is_open_after
                                              : text::fold(pattern.text).empty();
  if (is_empty) {
    refuse_value(field, shown(pattern), "write a text, or \": *\" for any value");
  }
  const bool is_open = pattern.is_open_before || pattern.is_open_after;
  if (type == FieldType::label && is_open) {
    refuse_value(field, shown(pattern), "write it whole; \":\" takes all that is below it");
  }
  if (type == FieldType::id && is_open) {
    refuse_value(field, shown(pattern),
                 "write it whole, with \"\\*\" for a star that is part of it");
  }
  if (type == FieldType::word && fitting_words(field, pattern) == 0) {
    refuse_value(field, shown(pattern), ("write one of " + list_words(field)).c_str());
  }
}

std::string number_text_of(double number) { return *shortest_number(number); }

// What a field was held against, as a message shows it.
std::string shown_value(const Condition& condition) {
  if (const auto* pattern = std::get_if<TextPattern>(&condition.value)) return shown(*pattern);
  if (const auto* number = std::get_if<double>(&condition.value)) {
    return "the number " + number_text_of(*number);
  }
  const Period& period = std::get<Period>(condition.value);
  return (period.first() == period.last() ? "the day " : "the period ") + period.text();
}

void check_value(const Condition& condition) {
  const FieldType type = info(condition.field).type;
  const auto* pattern = std::get_if<TextPattern>(&condition.value);
  const bool is_anything = pattern != nullptr && pattern->is_anything();
  const bool is_day = std::holds_alternative<Period>(condition.value);
  const bool is_number = std::holds_alternative<double>(condition.value);
  if (is_number && !std::isfinite(std::get<double>(condition.value))) {
    refuse_value(condition.field, "a number without end", "give a finite number");
  }
  if (pattern != nullptr && (is_anything || type == FieldType::id || type == FieldType::label ||
                             type == FieldType::text || type == FieldType::word)) {
    check_pattern(condition, *pattern);
  } else if (type == FieldType::day && !is_day) {
    refuse_value(condition.field, shown_value(condition), "give a day or a period");
  } else if (type == FieldType::number && !is_number) {
    refuse_value(condition.field, shown_value(condition), "give a number");
  } else if (pattern == nullptr && type != FieldType::day && type != FieldType::number) {
    const double* const number = std::get_if<double>(&condition.value);
    const std::string text =
        number != nullptr ? number_text_of(*number) : std::get<Period>(condition.value).text();
    const std::string remedy = "give a text, \"" + text + "\"";
    refuse_value(condition.field, shown_value(condition), remedy.c_str());
  }
}

// `:` and `=` mean the same but for a text and a label; a text that is open at both ends is a part.
void unify(Condition& condition) {
  auto* pattern = std::get_if<TextPattern>(&condition.value);
  const FieldType type = info(condition.field).type;
  if (pattern != nullptr && pattern->is_anything()) {
    condition.comparator = Comparator::has;
    return;
  }
  if (type == FieldType::text) {
    const bool is_part = pattern->is_open_before && pattern->is_open_after;
    if (is_part) condition.comparator = Comparator::has;
    if (condition.comparator == Comparator::has) {
      pattern->is_open_before = pattern->is_open_after = false;
    }
  } else if (type != FieldType::label && condition.comparator == Comparator::has) {
    condition.comparator = Comparator::equal;
  }
  if (auto* number = std::get_if<double>(&condition.value)) *number += 0.0;  // no -0
}

double read_number(Field field, const TextPattern& written) {
  const std::optional<double> value = detail::double_in(written.text);
  if (!value || !std::isfinite(*value) || written.is_open_before || written.is_open_after) {
    refuse_value(field, shown(written), "write a number such as 30 or 0.5");
  }
  return *value;
}

Period read_period(Field field, const TextPattern& written) {
  try {
    if (!written.is_open_before && !written.is_open_after) return Period::parse(written.text);
  } catch (const ParseError&) {  // said below, with the field
  }
  refuse_value(field, shown(written),
               "write a day such as 2018-01-31, or a period such as 2018, 2018Q1 or 2018-01");
}

}  // namespace

void check_characters(std::string_view text, const std::string& what) {
  const std::size_t invalid = text::find_invalid_utf8(text);
  if (invalid != std::string_view::npos) {
    throw InvalidArgument(what + " is not well-formed UTF-8 at byte " + std::to_string(invalid) +
                          "; convert it.");
  }
  const std::size_t nul = text.find('\0');
  if (nul != std::string_view::npos) {
    throw InvalidArgument(what + " holds a NUL character at byte " + std::to_string(nul) +
                          "; remove it.");
  }
}

std::uint32_t fitting_words(Field field, const TextPattern& pattern) {
  std::uint32_t bits = 0;
  const std::vector<std::string_view>& words = words_of(field);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    const std::size_t at = word.find(pattern.text);
    const bool is_start = word.substr(0, pattern.text.size()) == pattern.text;
    const bool is_end = word.size() >= pattern.text.size() &&
                        word.substr(word.size() - pattern.text.size()) == pattern.text;
    bool fits = word == pattern.text;
    if (pattern.is_open_before && pattern.is_open_after) {
      fits = at != std::string_view::npos;
    } else if (pattern.is_open_after) {
      fits = is_start;
    } else if (pattern.is_open_before) {
      fits = is_end;
    }
    if (fits) bits |= std::uint32_t{1} << i;
  }
  return bits;
}

NormalCondition normalise(Condition condition) {
  check_comparator(condition.field, condition.comparator);
  check_value(condition);
  const bool is_negated = condition.comparator == Comparator::not_equal;
  if (is_negated) condition.comparator = Comparator::equal;
  unify(condition);
  return {std::move(condition), is_negated};
}

FilterValue read_value(Field field, const TextPattern& written) {
  if (written.is_anything()) return written;
  switch (info(field).type) {
    case FieldType::day: return read_period(field, written);
    case FieldType::number: return read_number(field, written);
    case FieldType::id:
    case FieldType::label:
    case FieldType::text:
    case FieldType::word: break;
  }
  return written;
}

std::string quoted_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == '*') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string to_text(const Condition& condition) {
  std::string out{to_string(condition.field)};
  out += ' ';
  out += to_string(condition.comparator);
  out += ' ';
  if (const auto* period = std::get_if<Period>(&condition.value)) return out + period->text();
  if (const auto* number = std::get_if<double>(&condition.value)) {
    std::array<char, 32> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), *number);
    return out.append(digits.data(), end);
  }
  const auto& pattern = std::get<TextPattern>(condition.value);
  if (pattern.is_anything()) return out + '*';
  if (info(condition.field).type == FieldType::word) return out + shown(pattern);
  std::string text = quoted_text(pattern.text);
  if (pattern.is_open_before) text.insert(1, "*");
  if (pattern.is_open_after) text.insert(text.size() - 1, "*");
  return out + text;
}

}  // namespace detail
}  // namespace actionplan
