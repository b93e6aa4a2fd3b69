// SPDX-License-Identifier: Apache-2.0
#include "grid_table.hpp"

#include <actionplan/core/text.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace actionplan::detail {
namespace {

std::string_view line_at(std::string_view text, std::size_t at) {
  return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

// "+-----+:====:+": a line between rows.
bool is_border(std::string_view line) {
  constexpr std::size_t least = 5;
  line = text::trim(line);
  return line.size() >= least && line.front() == '+' && line.back() == '+' &&
         line.find_first_not_of("+-=:") == std::string_view::npos &&
         line.find_first_of("-=") != std::string_view::npos;
}

using Cells = std::vector<std::string>;

// The table that begins with the border at `at`, read line by line.
class GridTable {
 public:
  GridTable(std::string_view text, std::size_t at) : border_{text::trim(line_at(text, at))} {
    const auto columns =
        static_cast<std::size_t>(std::count(border_.begin(), border_.end(), '+')) - 1;
    if (columns > most_columns) return;
    Cells row(columns);
    bool is_open = false;
    while (at < text.size()) {
      const std::string_view whole = line_at(text, at);
      const std::string_view line = text::trim(whole);
      const bool is_part = !line.empty() && (line.front() == '|' || line.front() == '+');
      if (!is_part) break;
      at = std::min(at + whole.size() + 1, text.size());
      if (is_border(line)) {
        if (!has_same_columns(line)) return;
        if (is_open) add_row(row);
        is_open = is_wide_ = false;
        end_ = at;
        continue;
      }
      if (!add_line(line, row, !is_open)) return;
      is_open = true;
    }
    is_simple_ = !is_open && row_count_ > 1;
  }

  // Rows and nothing else, each of as many cells.
  [[nodiscard]] bool is_simple() const noexcept { return is_simple_; }
  [[nodiscard]] std::size_t end() const noexcept { return end_; }

  void append_to(std::string& out) const {
    out += '\n';
    out += rows_;
    out += '\n';
  }

 private:
  static constexpr std::size_t most_columns = 16384;

  // Its cells are empty behind.
  void add_row(Cells& row) {
    for (std::string& cell : row) {
      rows_.append("| ").append(cell).append(" ");
      cell.clear();
    }
    rows_ += "|\n";
    if (row_count_++ != 0) return;
    for (std::size_t i = 0; i < row.size(); ++i) rows_ += "|---";
    rows_ += "|\n";
  }

  [[nodiscard]] bool has_same_columns(std::string_view line) const {
    if (line.size() != border_.size()) return false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if ((line[i] == '+') != (border_[i] == '+')) return false;
    }
    return true;
  }

  // A line of a cell that begins an item, or one behind a blank line, stands apart; others go on.
  static void add_text(std::string_view piece, std::string& cell, bool& was_blank) {
    piece = text::trim(piece);
    if (piece.empty()) {
      was_blank = !cell.empty();
      return;
    }
    const bool is_item =
        piece.starts_with("- ") || piece.starts_with("* ") || piece.starts_with("\u2022");
    if (!cell.empty()) cell += is_item || was_blank ? "<br>" : " ";
    if (is_item && piece.front() != '\xE2') piece = text::trim(piece.substr(1));
    cell += piece;
    was_blank = false;
  }

  // One cell over all columns, as headings have, counts for the first of them.
  bool add_line(std::string_view line, Cells& row, bool is_first) {
    const bool has_border_within =
        line.find("+--") != std::string_view::npos || line.find("+==") != std::string_view::npos;
    if (line.front() != '|' || line.back() != '|' || has_border_within) return false;
    const auto bars = static_cast<std::size_t>(std::count(line.begin(), line.end(), '|'));
    was_blank_.resize(row.size());
    if (is_first) is_wide_ = bars == 2 && row.size() > 1 && row_count_ != 0;
    if (is_wide_ && bars == 2) {
      bool was_blank = was_blank_[0] && !row[0].empty();
      add_text(line.substr(1, line.size() - 2), row[0], was_blank);
      was_blank_[0] = was_blank;
      return true;
    }
    if (is_wide_ || bars != row.size() + 1) return false;
    std::size_t begin = 1;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::size_t end = line.find('|', begin);
      bool was_blank = was_blank_[i] && !row[i].empty();
      add_text(line.substr(begin, end - begin), row[i], was_blank);
      was_blank_[i] = was_blank;
      begin = end + 1;
    }
    return true;
  }

  std::string_view border_;
  std::string rows_;  // as bars: cells apart take many times what is written of empty ones
  std::size_t row_count_ = 0;
  std::vector<bool> was_blank_;
  std::size_t end_ = 0;
  bool is_wide_ = false;  // is the row one cell?
  bool is_simple_ = false;
};

}  // namespace

std::string with_bar_tables(std::string_view text) {
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view line = line_at(text, at);
    if (line.find('+') < 4 && is_border(line)) {
      const GridTable table{text, at};
      if (table.is_simple()) {
        out += text.substr(copied, at - copied);
        table.append_to(out);
        copied = at = table.end();
        continue;
      }
      // No table begins within one that is not read.
      while (at < text.size() && text::trim(line_at(text, at)).find_first_of("|+") == 0) {
        at += line_at(text, at).size() + 1;
      }
      continue;
    }
    at += line.size() + 1;
  }
  if (copied == 0) return {};
  out += text.substr(copied);
  return out;
}

}  // namespace actionplan::detail
