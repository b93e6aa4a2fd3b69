// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/text.hpp>
#include <actionplan/read/table.hpp>

#include "read/format/decode.hpp"
#include "read/number.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace actionplan {
namespace {

using detail::Number;
using detail::ProblemList;

// Cuts text into cells: a tab opens one, further lines continue it.
class CellCutter {
 public:
  CellCutter(const ReadLimits& limits, CancelPoll& poll, ProblemList& problems)
      : limits_{limits}, poll_{poll}, problems_{problems} {}

  void read(std::string_view text) {
    std::uint32_t line = 1;
    for (std::size_t begin = 0; begin <= text.size(); ++line) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      read_line(text.substr(begin, end - begin), line);
      begin = end + 1;
    }
    close();
  }

  std::vector<Cell> preamble;
  std::vector<Cell> cells;

 private:
  void read_line(std::string_view line, std::uint32_t number) {
    std::uint32_t column = 1;
    bool is_first = true;
    for (std::size_t begin = 0; begin <= line.size(); is_first = false) {
      poll_();
      const std::size_t end = std::min(line.find('\t', begin), line.size());
      const std::string_view piece = line.substr(begin, end - begin);
      if (!is_first) open(Place{number, column});
      if (is_first && !in_cell_) {
        add_to_preamble(piece, number);
      } else {
        add_to_cell(piece, Place{number, column}, is_first);
      }
      column += static_cast<std::uint32_t>(text::count_code_points(piece)) + 1;
      begin = end + 1;
    }
  }

  void add_to_preamble(std::string_view piece, std::uint32_t line) {
    const std::string_view trimmed = text::trim(piece);
    if (trimmed.empty()) return;
    if (preamble.size() == limits_.max_rows) return too_many();
    Cell cell;
    cell.place = Place{line, first_column(piece)};
    detail::append_bounded(cell, trimmed, limits_, problems_);
    preamble.push_back(std::move(cell));
  }

  void open(Place place) {
    close();
    cell_.place = place;
    in_cell_ = true;
  }

  void add_to_cell(std::string_view piece, Place place, bool is_new_line) {
    if (is_new_line && !cell_.text.empty()) detail::append_bounded(cell_, "\n", limits_, problems_);
    const bool is_blank = text::trim(piece).empty();
    if (cell_.text.empty() && is_blank) return;
    if (cell_.text.empty()) cell_.place = Place{place.line, place.column + first_column(piece) - 1};
    detail::append_bounded(cell_, piece, limits_, problems_);
  }

  void close() {
    if (!in_cell_) return;
    cell_.text = std::string{text::trim(cell_.text)};
    if (cells.size() == limits_.max_rows) {
      too_many();
    } else {
      cells.push_back(std::move(cell_));
    }
    cell_ = Cell{};
  }

  void too_many() {
    if (is_full_) return;
    is_full_ = true;
    problems_.add({"too_many_rows",
                   Severity::error,
                   cell_.place,
                   "The text has more than " + std::to_string(limits_.max_rows) +
                       " cells; what follows was not read. Split it or raise "
                       "ReadLimits::max_rows.",
                   {}});
  }

  // Column, counted from 1 in the piece, of its first character that is no white space.
  static std::uint32_t first_column(std::string_view piece) {
    std::uint32_t column = 1;
    while (const std::size_t length = text::space_length(piece)) {
      piece.remove_prefix(length);
      ++column;
    }
    return column;
  }

  const ReadLimits& limits_;
  CancelPoll& poll_;
  ProblemList& problems_;
  Cell cell_;
  bool in_cell_ = false;
  bool is_full_ = false;
};

// Puts cells into rows. The header is what stands before the first number.
class RowMaker {
 public:
  void add(Cell cell) {
    std::optional<Number> number = detail::leading_number(cell.text);
    const bool is_alone = number && !detail::has_letters_or_digits(
                                        std::string_view{cell.text}.substr(number->length));
    if (number && starts_row(*number, is_alone)) {
      begin_row(std::move(*number), !is_alone);
    } else if (rows.empty()) {
      rows.emplace_back();  // the header, or a table without numbers
    }
    rows.back().push_back(std::move(cell));
  }

  std::vector<Row> rows;

 private:
  [[nodiscard]] bool starts_row(const Number& number, bool is_alone) const {
    if (!is_alone && !number.has_dot) return false;  // "3 seminars"
    if (!last_) return number.has_dot || !rows.empty();
    // A row that lacks cells ends early only where the number is the next one: a title may begin
    // with a number of its own, and a cell may hold nothing but a quantity.
    if (is_complete()) return true;
    const bool has_title = rows.back().size() > 1;
    return number.has_dot && (is_alone || has_title) && detail::follows(number, *last_);
  }

  // Headings are rows of one cell; a measure's row has as many cells as the header.
  [[nodiscard]] bool is_complete() const {
    return rows.back().size() >= width_ || (rows.back().size() == 1 && last_is_heading_);
  }

  void begin_row(Number number, bool is_heading) {
    if (!last_) width_ = rows.empty() ? 0 : rows.back().size();
    rows.emplace_back();
    last_ = std::move(number);
    last_is_heading_ = is_heading;
  }

  std::size_t width_ = 0;
  std::optional<Number> last_;
  bool last_is_heading_ = false;
};

}  // namespace

Table table_from_text(std::string_view bytes, const ReadLimits& limits, const Cancel& cancel) {
  ProblemList problems{limits.max_problems};
  const std::string text = detail::decode(bytes, limits, problems);
  CancelPoll poll{cancel};
  CellCutter cutter{limits, poll, problems};
  cutter.read(text);
  Table table;
  table.preamble = std::move(cutter.preamble);
  RowMaker maker;
  for (Cell& cell : cutter.cells) {
    poll();
    maker.add(std::move(cell));
  }
  table.rows = std::move(maker.rows);
  table.problems = std::move(problems).take();
  return table;
}

}  // namespace actionplan
