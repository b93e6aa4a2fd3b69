// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "read/format/budget.hpp"
#include "read/format/html/html_tag.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// Makes blocks of the tags and texts of HTML as they come. What browsers repair in the tree (ends
/// that are missing or stand in the wrong place) is repaired here by what may stand in what: a cell
/// ends the one before. So time and memory are those of the text, whatever is nested in what.
class HtmlBlocks {
 public:
  /// @param document, budget borrowed; they have to outlive this.
  HtmlBlocks(Document& document, Budget& budget) : document_{document}, budget_{budget} {}

  void start(std::string_view name, const HtmlAttributes& attributes);
  void end(std::string_view name);
  void text(std::string_view stretch);
  /// There is no more.
  void finish();

 private:
  // A text by how its parts stand there.
  struct Text {
    std::string seen, struck, hidden;
    bool is_inserted = false;
    void clear();
  };
  struct OpenTable {
    std::size_t block = 0;
    std::vector<std::uint32_t> reach;  // of each column, rows that a cell above still covers
    Text text;                         // of the cell
    Cell cell;
    HtmlAttributes attributes;
    std::size_t lists = 0;  // that were open around it
    std::size_t struck = 0;
    bool has_block = false;
    bool is_within = false;  // a cell of another
    bool in_row = false;
    bool in_cell = false;
    bool is_row_hidden = false;
  };
  struct ListNumber {
    bool is_shown = false;
    std::uint32_t next = 1;
  };
  // The element that hides what stands in it.
  struct Hidden {
    std::string name;
    std::size_t depth = 0;  // of elements of its name; 0: nothing is hidden
    std::size_t tables = 0;
    std::size_t lists = 0;
  };

  void start_list(std::string_view name, const HtmlAttributes& attributes);
  void start_item(std::string_view name, const HtmlAttributes& attributes);
  void start_hidden(const HtmlTag& tag);
  [[nodiscard]] bool ends_hidden(const HtmlTag& tag) const;
  void start_table();
  void ensure_table();
  [[nodiscard]] Place place_within() const;
  void start_row(const HtmlAttributes& attributes);
  void start_cell(const HtmlAttributes& attributes);
  void end_cell();
  void end_row();
  void end_table();
  void cover(OpenTable& table, Row& row);
  void break_block();
  void append(char c);
  [[nodiscard]] std::string& target();
  [[nodiscard]] Text& current();
  [[nodiscard]] static std::uint8_t settle(Text& text, std::string& out);
  [[nodiscard]] OpenTable* open_cell();

  Document& document_;
  Budget& budget_;
  Text text_;  // of the block that is open outside of cells
  std::vector<OpenTable> tables_;
  Hidden hidden_;
  Hidden left_out_;
  std::size_t lists_ = 0;
  std::vector<ListNumber> numbers_;      // of the lists that are open, the outermost first
  std::optional<std::uint32_t> number_;  // that the item shows
  std::size_t struck_ = 0;
  std::size_t inserted_ = 0;
  std::size_t preformatted_ = 0;
  std::size_t menus_ = 0;  // elements of navigation, whose text is that of the page's top
  std::uint8_t heading_ = 0;
  bool is_item_ = false;  // is the next block the first of an item?
  bool is_space_due_ = false;
  std::uint32_t line_ = 0;
};

}  // namespace actionplan::detail
