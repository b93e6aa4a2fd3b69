// SPDX-License-Identifier: Apache-2.0
#include "styles.hpp"

#include <actionplan/core/text.hpp>

namespace actionplan::detail {
namespace {

constexpr std::size_t most_styles = 10000;

// The names that Word gives to its headings in every language of its menus.
std::uint8_t level_of_name(std::string_view name) {
  const std::string folded = text::fold(name);
  if (folded == "title") return 1;
  constexpr std::string_view heading = "heading ";
  const std::string_view rest = std::string_view{folded}.substr(0, heading.size()) == heading
                                    ? std::string_view{folded}.substr(heading.size())
                                    : std::string_view{};
  const bool is_level = rest.size() == 1 && rest[0] >= '1' && rest[0] <= '9';
  return is_level ? static_cast<std::uint8_t>(rest[0] - '0') : std::uint8_t{0};
}

}  // namespace

std::uint8_t outline_level(std::string_view value) noexcept {
  const bool is_level = value.size() == 1 && value[0] >= '0' && value[0] <= '8';
  return is_level ? static_cast<std::uint8_t>(value[0] - '0' + 1) : std::uint8_t{0};
}

void DocxStyles::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "style") {
    const bool is_kept = attributes["type"] == "paragraph" && styles_.size() < most_styles;
    current_ = is_kept ? &styles_[std::string{attributes["styleId"]}] : nullptr;
  } else if (current_ == nullptr) {
    return;
  } else if (name == "name" && current_->level == 0) {
    current_->level = level_of_name(text::replace_invalid_utf8(attributes["val"]));
  } else if (name == "basedOn") {
    current_->based_on = attributes["val"];
  } else if (name == "outlineLvl") {
    current_->level = outline_level(attributes["val"]);
  } else if (name == "numId") {
    current_->list.list = attributes["val"];
  } else if (name == "ilvl") {
    current_->list.level = list_level(attributes["val"]);
  }
}

void DocxStyles::end(std::string_view name) {
  if (name == "style") current_ = nullptr;
}

std::optional<std::size_t> list_level(std::string_view value) noexcept {
  const bool is_level = value.size() == 1 && value[0] >= '0' && value[0] <= '8';
  return is_level ? std::optional{static_cast<std::size_t>(value[0] - '0')} : std::nullopt;
}

ListReference DocxStyles::list_of(std::string_view style) const {
  constexpr int farthest = 20;
  std::string name{style};
  std::optional<std::size_t> level;
  for (int i = 0; i < farthest; ++i) {
    const auto found = styles_.find(name);
    if (found == styles_.end()) return {};
    const ListReference& list = found->second.list;
    if (!level) level = list.level;
    if (!list.list.empty()) return {list.list, level};
    name = found->second.based_on;
  }
  return {};
}

std::uint8_t DocxStyles::level_of(std::string_view style) const {
  constexpr int farthest = 20;  // styles may be based on each other in a circle
  std::string name{style};
  for (int i = 0; i < farthest; ++i) {
    const auto found = styles_.find(name);
    if (found == styles_.end()) return 0;
    if (found->second.level != 0) return found->second.level;
    name = found->second.based_on;
  }
  return 0;
}

}  // namespace actionplan::detail
