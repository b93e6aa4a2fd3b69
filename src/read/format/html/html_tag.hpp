// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace actionplan::detail {

/// What an element of HTML does to the text within it.
enum class HtmlRole : std::uint8_t {
  none,          ///< nothing: its text runs on
  block,         ///< text before, within and behind it stands apart
  heading,       ///< the same, with a level
  list,          ///< holds items
  item,          ///< of a list, or a term of a list of definitions
  table,         ///< holds rows
  caption,       ///< of a table
  row,           ///< of a table
  cell,          ///< of a row
  struck,        ///< text that no longer counts
  inserted,      ///< text that was added
  line_break,    ///< a new line
  rule,          ///< stands between blocks, without text
  preformatted,  ///< a block whose line breaks count
  left_out,      ///< its text is no text of the page: scripts, styles, the head
  void_,         ///< has no text and no end
};

struct HtmlTag {
  std::string_view name;
  HtmlRole role = HtmlRole::none;
  std::uint8_t level = 0;  ///< of a heading
};

/// The role of an element by its name in small letters.
[[nodiscard]] HtmlTag html_tag(std::string_view name) noexcept;

/// What of an element's attributes counts.
struct HtmlAttributes {
  std::uint32_t row_span = 1;  ///< 0: to the last row
  std::uint32_t column_span = 1;
  bool is_hidden = false;
  bool has_numbers = true;             ///< of a list: do its items show numbers?
  std::optional<std::uint32_t> start;  ///< of a list: the first number
  std::optional<std::uint32_t> value;  ///< of an item: its own
};

}  // namespace actionplan::detail
