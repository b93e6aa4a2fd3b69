// SPDX-License-Identifier: Apache-2.0
#include "odt_body.hpp"

#include "read/format/grid.hpp"

namespace actionplan::detail {

void OdtStyles::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "style") {
    const std::string_view own = attributes["name"];
    const std::string_view parent = attributes["parent-style-name"];
    budget_.charge(sizeof(Style) + own.size() + parent.size() +
                   attributes["list-style-name"].size());
    current_ = &styles_[std::string{own}];
    current_->parent = parent;
    current_->list = attributes["list-style-name"];
    const std::string_view level = attributes["default-outline-level"];
    if (!level.empty()) current_->level = static_cast<std::uint8_t>(count_of(level, 10));
  } else if (name == "text-properties" && current_ != nullptr) {
    const std::string_view line = attributes["text-line-through-style"];
    const std::string_view type = attributes["text-line-through-type"];
    if (!line.empty() || !type.empty()) {
      current_->is_struck = line == "none" || (line.empty() && type == "none") ? 0 : 1;
    }
    const std::string_view display = attributes["display"];
    if (!display.empty()) current_->is_hidden = display == "none" ? 1 : 0;
  } else {
    lists_.start(name, attributes);
  }
}

void OdtStyles::end(std::string_view name) {
  if (name == "style") current_ = nullptr;
  lists_.end(name);
}

OdtStyles::Style OdtStyles::style(std::string_view name) const {
  constexpr int deepest = 32;  // parents may go in a circle
  Style found;
  std::string at{name};
  for (int i = 0; i < deepest && !at.empty(); ++i) {
    const auto style = styles_.find(at);
    if (style == styles_.end()) break;
    if (found.is_struck < 0) found.is_struck = style->second.is_struck;
    if (found.is_hidden < 0) found.is_hidden = style->second.is_hidden;
    if (found.level == 0) found.level = style->second.level;
    if (found.list.empty()) found.list = style->second.list;
    at = style->second.parent;
  }
  return found;
}

}  // namespace actionplan::detail
