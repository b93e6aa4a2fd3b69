// SPDX-License-Identifier: Apache-2.0
#include "odt_lists.hpp"

#include <actionplan/core/text.hpp>

#include "read/format/grid.hpp"
#include "read/format/list_number.hpp"

#include <algorithm>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::size_t longest_affix = 40;  // of code points

std::string short_text(std::string_view value) {
  const std::string text = text::replace_invalid_utf8(value);
  return text.substr(0, text::byte_offset(text, longest_affix));
}

std::optional<std::uint32_t> start_of(const XmlAttributes& attributes) {
  const std::string_view value = attributes["start-value"];
  if (value.empty()) return std::nullopt;
  if (value == "0") return 0;
  return static_cast<std::uint32_t>(count_of(value, most_list_count));
}

// "a" to "z", then "aa", "ab": digits without a zero.
std::string letter_digits(std::uint32_t value, std::string_view alphabet) {
  std::string out;
  for (; value != 0; value = (value - 1) / static_cast<std::uint32_t>(alphabet.size())) {
    out.insert(out.begin(), alphabet[(value - 1) % alphabet.size()]);
  }
  return out;
}

std::string formatted(std::uint32_t value, const OdtListStyles::Level& level) {
  const std::string& format = level.format;
  const auto letters = [&](std::string_view alphabet) {
    return level.repeats_letters ? repeated_letter(value, alphabet)
                                 : letter_digits(value, alphabet);
  };
  if (format == "1") return std::to_string(value);
  if (format == "a") return letters(latin_letters);
  if (format == "A") return letters(latin_capitals);
  if (format == "i" || format == "I") return roman_number(value, format == "I");
  return {};  // of other scripts, whose alphabets are those of the program
}

}  // namespace

void OdtListStyles::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "list-style") {
    const std::string_view own = attributes["name"];
    budget_.charge(sizeof(Style) + own.size());
    current_ = &styles_[std::string{own}];
  } else if (name == "outline-style") {
    current_ = &outline_;
  } else if (name == "list-level-style-number" || name == "outline-level-style") {
    if (current_ != nullptr) read_level(attributes);
  }
}

void OdtListStyles::end(std::string_view name) {
  if (name == "list-style" || name == "outline-style") current_ = nullptr;
}

void OdtListStyles::read_level(const XmlAttributes& attributes) {
  const std::size_t number = count_of(attributes["level"], most_levels);
  Level& level = (*current_)[number - 1];
  level.start = start_of(attributes).value_or(1);
  level.shown_levels = count_of(attributes["display-levels"], number);
  level.format = short_text(attributes["num-format"]);
  level.prefix = short_text(attributes["num-prefix"]);
  level.suffix = short_text(attributes["num-suffix"]);
  level.pattern = short_text(attributes["num-list-format"]);
  level.repeats_letters = attributes["num-letter-sync"] == "true";
}

const OdtListStyles::Style* OdtListStyles::find(const std::string& name) const {
  const auto found = styles_.find(name);
  return found == styles_.end() ? nullptr : &found->second;
}

void OdtLists::open_list(const XmlAttributes& attributes) {
  OpenList list;
  list.style = attributes["style-name"];
  const std::string id{attributes["id"]};
  const std::string earlier{attributes["continue-list"]};
  const std::string_view said = attributes["continue-numbering"];
  list.continues = said.empty() && !open_.empty() ? open_.back().continues : said == "true";
  budget_.charge(sizeof(OpenList) + list.style.size() + id.size());
  if (open_.empty()) {
    const auto by_id = by_id_.find(earlier);
    const auto by_style = by_style_.find(list.style);
    if (!earlier.empty() && by_id != by_id_.end()) {
      current_ = by_id->second;
      list.continues = true;
    } else if (list.continues && by_style != by_style_.end()) {
      current_ = by_style->second;
    } else {
      budget_.charge(sizeof(Counters) + list.style.size());
      current_ = counters_.size();
      counters_.emplace_back();
    }
    by_style_[list.style] = current_;
  } else {
    if (list.style.empty()) list.style = open_.back().style;
    Counters& counters = counters_[current_];
    if (!list.continues && earlier.empty() && open_.size() < counters.size()) {
      counters[open_.size()].reset();
    }
  }
  if (!id.empty()) by_id_[id] = current_;
  open_.push_back(std::move(list));
}

void OdtLists::close_list() {
  if (!open_.empty()) open_.pop_back();
}

void OdtLists::open_item(const XmlAttributes& attributes) {
  if (!open_.empty()) open_.back().start = start_of(attributes);
}

std::string OdtLists::next_item(const std::string& style) {
  if (open_.empty()) return {};
  OpenList& list = open_.back();
  const OdtListStyles::Style* const found = styles_.find(list.style.empty() ? style : list.style);
  const std::size_t level = std::min(open_.size(), OdtListStyles::most_levels) - 1;
  const auto start = std::exchange(list.start, std::nullopt);
  return found == nullptr ? std::string{} : count(*found, counters_[current_], level, start);
}

std::string OdtLists::next_heading(std::size_t level, const XmlAttributes& attributes) {
  if (level == 0 || level > outline_.size() || attributes["is-list-header"] == "true") return {};
  return count(styles_.outline(), outline_, level - 1, start_of(attributes));
}

std::string OdtLists::count(const OdtListStyles::Style& style, Counters& counters,
                            std::size_t level, std::optional<std::uint32_t> start) {
  const OdtListStyles::Level& own = style[level];
  std::optional<std::uint32_t>& counter = counters[level];
  if (start) {
    counter = start;
  } else {
    counter = counter ? std::min(*counter + 1, most_list_count) : own.start;
  }
  for (std::size_t i = level + 1; i < counters.size(); ++i) counters[i].reset();
  if (own.format.empty()) return {};
  const auto number = [&](std::size_t at) {
    return formatted(counters[at].value_or(style[at].start), style[at]);
  };
  std::string out;
  if (own.pattern.empty()) {
    for (std::size_t i = level + 1 - std::min(own.shown_levels, level + 1); i <= level; ++i) {
      if (style[i].format.empty()) continue;
      if (!out.empty()) out += '.';
      out += number(i);
    }
    out = own.prefix + out + own.suffix;
  } else {
    for (std::size_t i = 0; i < own.pattern.size(); ++i) {
      const std::size_t end = own.pattern[i] == '%' ? own.pattern.find('%', i + 1) : i;
      if (own.pattern[i] != '%' || end == std::string::npos) {
        out += own.pattern[i];
        continue;
      }
      const std::size_t named =
          count_of(std::string_view{own.pattern}.substr(i + 1, end - i - 1), level + 1);
      if (!style[named - 1].format.empty()) out += number(named - 1);
      i = end;
    }
  }
  return std::string{text::trim(out)};
}

}  // namespace actionplan::detail
