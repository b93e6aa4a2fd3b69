// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/format/xml.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace actionplan::detail {

/// Which styles of a Word document are headings, and of what level.
class DocxStyles final : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view /*stretch*/) override {}

  /// Level of the headings of a style, its own or of the style that it is based on; 0: no heading.
  [[nodiscard]] std::uint8_t level_of(std::string_view style) const;

 private:
  struct Style {
    std::string based_on;
    std::uint8_t level = 0;
  };
  std::unordered_map<std::string, Style> styles_;
  Style* current_ = nullptr;
};

/// The level that `w:outlineLvl` means: 0 is the first; 9 and more are none.
[[nodiscard]] std::uint8_t outline_level(std::string_view value) noexcept;

}  // namespace actionplan::detail
