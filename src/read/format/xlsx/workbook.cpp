// SPDX-License-Identifier: Apache-2.0
#include "workbook.hpp"

#include <actionplan/core/text.hpp>

#include <charconv>
#include <utility>

namespace actionplan::detail {
namespace {

// With any alpha.
bool is_white_colour(std::string_view rgb) {
  return rgb.size() == 8 && (rgb.substr(2) == "FFFFFF" || rgb.substr(2) == "ffffff");
}

// "../comments1.xml" as seen from "xl/worksheets/".
std::string resolved(std::string folder, std::string_view target) {
  if (target.substr(0, 1) == "/") return std::string{target.substr(1)};
  while (target.substr(0, 3) == "../") {
    target.remove_prefix(3);
    if (!folder.empty()) folder.pop_back();
    const std::size_t slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash + 1);
  }
  return folder + std::string{target};
}

}  // namespace

std::size_t unsigned_of(std::string_view digits) noexcept {
  std::size_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool is_yes(std::string_view value) noexcept { return value == "1" || value == "true"; }

void XlsxRelations::start(std::string_view name, const XmlAttributes& attributes) {
  if (name != "Relationship" || attributes["TargetMode"] == "External") return;
  Relation relation;
  relation.id = attributes["Id"];
  const std::string_view type = attributes["Type"];
  relation.type = type.substr(type.rfind('/') + 1);
  relation.part = resolved(folder_, attributes["Target"]);
  budget_.charge(sizeof(Relation) + relation.id.size() * 2 + relation.type.size() +
                 relation.part.size());
  by_id_.emplace(relation.id, relations_.size());
  relations_.push_back(std::move(relation));
}

const XlsxRelations::Relation* XlsxRelations::find(std::string_view id) const {
  const auto at = by_id_.find(id);
  return at == by_id_.end() ? nullptr : &relations_[at->second];
}

void XlsxWorkbook::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "workbookPr") {
    is_1904 = is_yes(attributes["date1904"]);
  } else if (name == "sheet") {
    const std::string_view state = attributes["state"];
    sheets.push_back({text::replace_invalid_utf8(attributes["name"]), std::string{attributes["id"]},
                      state == "hidden" || state == "veryHidden"});
    budget_.charge(sizeof(Sheet) + sheets.back().name.size() + sheets.back().relation.size());
  }
}

void XlsxStrings::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "si") {
    rich_.clear();
  } else {
    rich_.start(name, attributes);
  }
}

void XlsxStrings::end(std::string_view name) {
  if (name != "si") return rich_.end(name);
  budget_.charge(sizeof(Text));
  Text text;
  text.text = rich_.take();
  text.is_struck = rich_.is_struck();
  texts.push_back(std::move(text));
}

void XlsxStyles::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "fonts") {
    list_ = List::fonts;
  } else if (name == "fills") {
    list_ = List::fills;
  } else if (name == "cellXfs") {
    list_ = List::cells;
  } else if (name == "numFmt" && list_ == List::none) {
    const std::string_view code = attributes["formatCode"];
    budget_.charge(code.size() + sizeof(std::string));
    codes_.emplace(unsigned_of(attributes["numFmtId"]), code);
  } else if (name == "font" && list_ == List::fonts) {
    budget_.charge(1);
    struck_fonts_.push_back(false);
  } else if (name == "strike" && list_ == List::fonts && !struck_fonts_.empty()) {
    const std::string_view value = attributes["val"];
    struck_fonts_.back() = value.empty() || is_yes(value);
  } else if (name == "fill" && list_ == List::fills) {
    budget_.charge(sizeof(Fill));
    fills_.emplace_back();
    is_solid_ = false;
  } else if (name == "patternFill") {
    is_solid_ = attributes["patternType"] == "solid";
  } else if (name == "fgColor" && is_solid_ && !fills_.empty()) {
    const bool is_white = is_white_colour(attributes["rgb"]) ||
                          (attributes["theme"] == "0" && attributes["tint"].empty());
    fills_.back() = {!is_white,
                     attributes["indexed"].empty() ? no_index : unsigned_of(attributes["indexed"])};
  } else if (name == "rgbColor") {
    budget_.charge(1);
    palette_.push_back(is_white_colour(attributes["rgb"]));
  } else if (name == "xf" && list_ == List::cells) {
    add_style(attributes);
  }
}

void XlsxStyles::end(std::string_view name) {
  if (name == "fonts" || name == "fills" || name == "cellXfs") list_ = List::none;
  if (name != "styleSheet") return;
  // The workbook's own palette stands behind what uses it.
  constexpr std::size_t white = 9;
  constexpr std::size_t system_background = 65;
  for (Style& style : styles_) {
    if (style.fill >= fills_.size() || !fills_[style.fill].is_coloured) continue;
    const std::size_t index = fills_[style.fill].index;
    const bool is_white =
        index < palette_.size() ? palette_[index] : index == white || index == system_background;
    style.is_filled = !is_white;
  }
}

void XlsxStyles::add_style(const XmlAttributes& attributes) {
  constexpr std::size_t parsed_size = 1024;  // of a format, at most
  budget_.charge(sizeof(Style) + parsed_size);
  Style style;
  const std::size_t id = unsigned_of(attributes["numFmtId"]);
  const auto own = codes_.find(id);
  style.format =
      NumberFormat{own == codes_.end() ? NumberFormat::builtin(id) : std::string_view{own->second}};
  const std::size_t font = unsigned_of(attributes["fontId"]);
  style.is_struck = font < struck_fonts_.size() && struck_fonts_[font];
  const std::size_t fill = unsigned_of(attributes["fillId"]);
  style.fill = fill;
  styles_.push_back(std::move(style));
}

const XlsxStyles::Style& XlsxStyles::style(std::size_t number) const noexcept {
  return number < styles_.size() ? styles_[number] : plain_;
}

}  // namespace actionplan::detail
