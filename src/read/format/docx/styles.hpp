// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/format/xml.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace actionplan::detail {

/// What stands in a paragraph's properties, or those of its style, of the list that it is an item of.
struct ListReference {
  std::string list;                  ///< `w:numId`; empty: not said; "0": of none
  std::optional<std::size_t> level;  ///< `w:ilvl`, from 0
};

/// Which styles of a Word document are headings, of what level, and of which lists their items are.
class DocxStyles final : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view /*stretch*/) override {}

  /// The list that paragraphs of a style are items of, its own or that of the style it is based on.
  [[nodiscard]] ListReference list_of(std::string_view style) const;

  /// Level of the headings of a style, its own or of the style that it is based on; 0: no heading.
  [[nodiscard]] std::uint8_t level_of(std::string_view style) const;

 private:
  struct Style {
    std::string based_on;
    ListReference list;
    std::uint8_t level = 0;
  };
  std::unordered_map<std::string, Style> styles_;
  Style* current_ = nullptr;
};

/// The level that `w:ilvl` means, from 0; nothing where there is no such level.
[[nodiscard]] std::optional<std::size_t> list_level(std::string_view value) noexcept;

/// The level that `w:outlineLvl` means: 0 is the first; 9 and more are none.
[[nodiscard]] std::uint8_t outline_level(std::string_view value) noexcept;

}  // namespace actionplan::detail
