// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace actionplan::made {

// A document in a few lines, a block each: "# heading", "* item" ("** item" below it), "| cells of | a
// row", else a paragraph. In a cell "~" is a line end, ">" alone is covered by the cell before it, "^"
// by the cell above, and "@" before the text fills it with a colour.
class Sketch {
 public:
  explicit Sketch(const std::string& text) {
    std::size_t begin = 0;
    while (begin < text.size()) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      add(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  [[nodiscard]] Document document() && { return std::move(document_); }

 private:
  void add(const std::string& line) {
    ++line_;
    if (line.empty()) {
      in_table_ = false;
    } else if (line.front() == '|') {
      if (!in_table_) begin(BlockKind::table);
      in_table_ = true;
      add_row(line);
    } else {
      in_table_ = false;
      add_text(line);
    }
  }

  void add_text(const std::string& line) {
    const char mark = line.front();
    const bool is_marked = mark == '#' || mark == '*';
    const std::size_t level =
        is_marked ? std::min(line.find_first_not_of(mark), line.size()) : std::size_t{0};
    begin(mark == '#' ? BlockKind::heading : is_marked ? BlockKind::item : BlockKind::paragraph);
    document_.blocks.back().level = static_cast<std::uint8_t>(std::min<std::size_t>(level, 255));
    const std::size_t space = level < line.size() && line[level] == ' ' ? 1 : 0;
    document_.blocks.back().text = line.substr(is_marked ? level + space : 0);
  }

  void begin(BlockKind kind) {
    Block& block = document_.blocks.emplace_back();
    block.kind = kind;
    block.place = Place{line_, 1};
  }

  void add_row(const std::string& line) {
    Block& table = document_.blocks.back();
    Row& row = table.rows.emplace_back();
    std::size_t begin = 1;
    while (begin <= line.size()) {
      const std::size_t end = std::min(line.find('|', begin), line.size());
      std::string text = line.substr(begin, end - begin);
      std::replace(text.begin(), text.end(), '~', '\n');
      const auto column = static_cast<std::uint32_t>(row.size() + 1);
      Cell& cell = row.emplace_back();
      cell.place = Place{line_, column};
      if (text == ">" || text == "^") {
        cell.marks = static_cast<std::uint8_t>(Mark::covered);
        widen(table, row.size() - 1, text == ">");
      } else if (text.starts_with('@')) {
        cell.marks = static_cast<std::uint8_t>(Mark::filled);
        cell.text = text.substr(1);
      } else {
        cell.text = text;
      }
      begin = end + 1;
    }
  }

  // The cell that covers this one, if there is one, covers one more.
  static void widen(Block& table, std::size_t at, bool is_beside) {
    std::size_t above = table.rows.size() - 1;
    while (at < table.rows[above].size() && table.rows[above][at].has(Mark::covered)) {
      std::size_t& next = is_beside ? at : above;
      if (next == 0) return;
      --next;
    }
    if (at >= table.rows[above].size()) return;
    Cell& cell = table.rows[above][at];
    ++(is_beside ? cell.column_span : cell.row_span);
  }

  Document document_;
  std::uint32_t line_ = 0;
  bool in_table_ = false;
};

}  // namespace actionplan::made
