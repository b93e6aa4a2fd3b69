// SPDX-License-Identifier: Apache-2.0
#include "numbering.hpp"

#include <actionplan/core/text.hpp>

#include "read/format/list_number.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::size_t most_lists = 20000;
constexpr std::size_t longest_text = 100;

std::optional<std::uint32_t> number_of(std::string_view value) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  const bool is_whole = error == std::errc{} && end == value.data() + value.size();
  return is_whole && number <= most_list_count ? std::optional{number} : std::nullopt;
}

std::string formatted(std::uint32_t value, std::string_view format) {
  if (format == "lowerLetter") return repeated_letter(value, latin_letters);
  if (format == "upperLetter") return repeated_letter(value, latin_capitals);
  if (format == "russianLower") return repeated_letter(value, "абвгдежзиклмнопрстуфхцчшщыэюя", 2);
  if (format == "russianUpper") return repeated_letter(value, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ", 2);
  if (format == "lowerRoman") return roman_number(value, false);
  if (format == "upperRoman") return roman_number(value, true);
  if (format == "none") return {};
  const std::string digits = std::to_string(value);
  return format == "decimalZero" && value < 10 ? "0" + digits : digits;
}

}  // namespace

void DocxNumbering::start(std::string_view name, const XmlAttributes& attributes) {
  const std::string_view value = attributes["val"];
  if (name == "abstractNum") {
    const bool has_room = definitions_.size() < most_lists;
    definition_ = has_room ? &definitions_[std::string{attributes["abstractNumId"]}] : nullptr;
  } else if (name == "num") {
    list_ = lists_.size() < most_lists ? &lists_[std::string{attributes["numId"]}] : nullptr;
  } else if (name == "lvlOverride") {
    override_ = number_of(attributes["ilvl"]).value_or(most_levels);
  } else if (name == "lvl") {
    const std::size_t level = number_of(attributes["ilvl"]).value_or(most_levels);
    level_ = nullptr;
    if (level >= most_levels) return;
    if (list_ != nullptr && override_ < most_levels) {
      list_->levels[override_] = Level{};
      level_ = &*list_->levels[override_];
    } else if (definition_ != nullptr) {
      level_ = &definition_->levels[level];
    }
  } else if (name == "abstractNumId") {
    if (list_ != nullptr) list_->definition = value;
  } else if (name == "startOverride") {
    if (list_ != nullptr && override_ < most_levels) list_->starts[override_] = number_of(value);
  } else if (name == "numStyleLink") {
    if (definition_ != nullptr) definition_->link = value;
  } else if (name == "styleLink") {
    if (definition_ != nullptr) definition_->linked = value;
  } else if (level_ == nullptr) {
    return;
  } else if (name == "start") {
    level_->start = number_of(value).value_or(1);
  } else if (name == "numFmt") {
    level_->format = value.substr(0, longest_text);
  } else if (name == "lvlText") {
    const std::string text = text::replace_invalid_utf8(value);
    level_->text = text.substr(0, text::byte_offset(text, longest_text));
  } else if (name == "pStyle") {
    level_->style = value;
  } else if (name == "lvlRestart") {
    level_->restarts = value != "0";
  } else if (name == "isLgl") {
    level_->is_legal = value != "0" && value != "false";
  }
}

void DocxNumbering::end(std::string_view name) {
  if (name == "lvl") level_ = nullptr;
  if (name == "lvlOverride") override_ = most_levels;
  if (name == "num") list_ = nullptr;
  if (name != "abstractNum" || definition_ == nullptr) return;
  if (!definition_->linked.empty()) {
    for (const auto& [id, definition] : definitions_) {
      if (&definition == definition_) definition_of_style_[definition.linked] = id;
    }
  }
  definition_ = nullptr;
}

// A definition may only name the style under which another one stands.
const std::string& DocxNumbering::resolve(const std::string& definition) const {
  const auto found = definitions_.find(definition);
  if (found == definitions_.end() || found->second.link.empty()) return definition;
  const auto linked = definition_of_style_.find(found->second.link);
  return linked == definition_of_style_.end() ? definition : linked->second;
}

const DocxNumbering::Level& DocxNumbering::level_of(const List& list, const Definition& definition,
                                                    std::size_t level) {
  return list.levels[level] ? *list.levels[level] : definition.levels[level];
}

// The text of the level, with the numbers of the levels that it names.
std::string DocxNumbering::show(const List& list, const Definition& definition,
                                const Counters& counters, std::size_t level) {
  const Level& own = level_of(list, definition, level);
  if (own.format == "bullet") return {};
  std::string out;
  for (std::size_t i = 0; i < own.text.size(); ++i) {
    const char next = i + 1 < own.text.size() ? own.text[i + 1] : '\0';
    if (own.text[i] != '%' || next < '1' || next > '9') {
      out += own.text[i];
      continue;
    }
    const auto at = static_cast<std::size_t>(next - '1');
    const Level& named = level_of(list, definition, at);
    const bool is_arabic = own.is_legal && at != level;
    out += formatted(counters[at].value_or(named.start),
                     is_arabic ? std::string_view{"decimal"} : std::string_view{named.format});
    ++i;
  }
  return std::string{text::trim(out)};
}

std::optional<DocxNumbering::Item> DocxNumbering::next(const ListReference& own,
                                                       std::string_view style,
                                                       const DocxStyles& styles) {
  const ListReference by_style = styles.list_of(style);
  const std::string& name = own.list.empty() ? by_style.list : own.list;
  if (name.empty() || name == "0") return std::nullopt;
  const auto found = lists_.find(name);
  if (found == lists_.end()) return Item{};
  const List& list = found->second;
  const std::string& id = resolve(list.definition);
  const auto defined = definitions_.find(id);
  if (defined == definitions_.end()) return Item{};
  const Definition& definition = defined->second;
  std::optional<std::size_t> level = own.level;
  for (std::size_t i = 0; !level && i < most_levels; ++i) {
    if (!style.empty() && level_of(list, definition, i).style == style) level = i;
  }
  if (!level) level = by_style.level.value_or(0);
  if (*level >= most_levels) return Item{};
  Counters& counters = counters_[id];
  std::optional<std::uint32_t>& count = counters[*level];
  const bool is_first_of_list =
      list.starts[*level] && begun_.insert(name + "/" + std::to_string(*level)).second;
  if (is_first_of_list) {
    count = list.starts[*level];
  } else {
    count =
        count ? std::min(*count + 1, most_list_count) : level_of(list, definition, *level).start;
  }
  for (std::size_t i = *level + 1; i < most_levels; ++i) {
    if (level_of(list, definition, i).restarts) counters[i].reset();
  }
  return Item{show(list, definition, counters, *level), *level};
}

}  // namespace actionplan::detail
