// SPDX-License-Identifier: Apache-2.0
#include "sheet.hpp"

#include <actionplan/core/text.hpp>

#include "core/internal/read_double.hpp"
#include "read/format/grid.hpp"
#include "read/format/xlsx/serial_date.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::uint32_t most_lines = 1U << 20U;

// Does the text say just this number, however it is written?
bool says_number(std::string_view text, double value) {
  std::string plain;
  for (const char c : text) {
    if (std::string_view{"0123456789.-E"}.find(c) != std::string_view::npos) plain += c;
  }
  const std::optional<double> said = double_in(plain);
  return said && std::abs(*said - value) <= 1e-12 * std::abs(value);
}

bool is_blank(const Cell& cell) {
  return cell.text.empty() && (cell.marks & ~bit(Mark::hidden)) == 0 && cell.blocks.empty();
}

}  // namespace

CellName::CellName(std::string_view name) noexcept {
  std::size_t at = 0;
  std::uint32_t letters = 0;
  for (; at < name.size() && name[at] >= 'A' && name[at] <= 'Z' && letters <= most_columns; ++at) {
    letters = letters * 26 + static_cast<std::uint32_t>(name[at] - 'A' + 1);
  }
  std::uint32_t digits = 0;
  const auto [end, error] = std::from_chars(name.data() + at, name.data() + name.size(), digits);
  if (error != std::errc{} || end != name.data() + name.size()) return;
  if (letters == 0 || letters > most_columns || digits == 0 || digits > most_lines) return;
  row = digits;
  column = letters;
}

XlsxSheet::XlsxSheet(const XlsxShared& shared, bool is_hidden)
    : shared_{shared},
      rich_{shared.budget},
      table_{shared.document.blocks.size() - 1},
      part_{static_cast<std::uint32_t>(shared.document.parts.size() - 1)},
      marks_{is_hidden ? bit(Mark::hidden) : std::uint8_t{0}} {}

void XlsxSheet::report(const char* code, const std::string& message) {
  shared_.problems.add({code, Severity::warning, Place{line_, column_, part_}, message, {}});
}

void XlsxSheet::start(std::string_view name, const XmlAttributes& attributes) {
  if (in_inline_) {
    rich_.start(name, attributes);
  } else if (in_cell_) {
    if (name == "v") {
      in_value_ = has_value_ = true;
    } else if (name == "f") {
      has_formula_ = true;
    } else if (name == "is") {
      in_inline_ = true;
      rich_.clear();
    }
  } else if (name == "c") {
    start_cell(attributes);
  } else if (name == "row") {
    start_row(attributes);
  } else if (name == "col") {
    add_hidden_columns(attributes);
  } else if (name == "mergeCell") {
    Range range{};
    if (!parse_range(attributes["ref"], range)) return;
    shared_.budget.charge(sizeof(Range));
    merged_.push_back(range);
  }
}

void XlsxSheet::end(std::string_view name) {
  if (in_inline_) {
    if (name == "is") {
      in_inline_ = false;
    } else {
      rich_.end(name);
    }
  } else if (name == "v") {
    in_value_ = false;
  } else if (name == "c" && in_cell_) {
    end_cell();
  } else if (name == "row" && !row_.empty()) {
    shared_.budget.charge(sizeof(Row) * (line_ - rows().size()));
    rows().resize(line_ - 1);
    rows().emplace_back(std::move_iterator{row_.begin()}, std::move_iterator{row_.end()});
    row_.clear();
  }
}

void XlsxSheet::text(std::string_view stretch) {
  if (in_inline_) {
    rich_.text(stretch);
  } else if (in_value_) {
    shared_.budget.charge(stretch.size());
    value_ += stretch;
  }
}

void XlsxSheet::add_hidden_columns(const XmlAttributes& attributes) {
  if (!is_yes(attributes["hidden"])) return;
  const std::size_t begin = unsigned_of(attributes["min"]);
  const std::size_t end = std::min(unsigned_of(attributes["max"]), most_columns);
  if (begin == 0 || end < begin) return;
  shared_.budget.charge(sizeof(Columns));
  hidden_columns_.push_back({begin - 1, end});
}

// Lines without a number, or with one that lies above, follow the line before.
void XlsxSheet::start_row(const XmlAttributes& attributes) {
  const std::size_t said = unsigned_of(attributes["r"]);
  if (line_ >= most_lines) {
    throw ParseError("The sheet has more than " + std::to_string(most_lines) +
                         " rows, as no sheet can; it was refused.",
                     Place{line_, 1, part_}, ParseErrorCode::limit);
  }
  line_ = said > line_ && said <= most_lines ? static_cast<std::uint32_t>(said) : line_ + 1;
  column_ = 0;
  row_.clear();
  row_marks_ = is_yes(attributes["hidden"]) ? bit(Mark::hidden) : std::uint8_t{0};
}

void XlsxSheet::start_cell(const XmlAttributes& attributes) {
  if (line_ == 0) return;  // outside of any row
  const CellName name{attributes["r"]};
  column_ = name.column > column_ ? name.column : column_ + 1;
  in_cell_ = true;
  cell_ = Cell{};
  value_.clear();
  has_formula_ = has_value_ = false;
  rich_.clear();
  style_ = unsigned_of(attributes["s"]);
  const std::string_view type = attributes["t"];
  cell_kind_ = type.empty()          ? Kind::number
               : type == "s"         ? Kind::shared
               : type == "str"       ? Kind::text
               : type == "inlineStr" ? Kind::inline_text
               : type == "b"         ? Kind::boolean
               : type == "e"         ? Kind::error
               : type == "d"         ? Kind::day
                                     : Kind::number;
}

void XlsxSheet::end_cell() {
  in_cell_ = in_value_ = false;
  if (column_ > most_columns) return;
  fill_cell();
  if (is_blank(cell_)) return;
  cell_.marks |= marks_ | row_marks_;
  shared_.budget.charge(sizeof(Cell) * (column_ - row_.size()));
  for (auto column = static_cast<std::uint32_t>(row_.size()); column + 1 < column_; ++column) {
    row_.emplace_back().place = Place{line_, column + 1, part_};
    row_.back().marks = marks_ | row_marks_;
  }
  cell_.place = Place{line_, column_, part_};
  row_.push_back(std::move(cell_));
}

void XlsxSheet::fill_cell() {
  const XlsxStyles::Style& style = shared_.styles.style(style_);
  if (style.is_struck) cell_.marks |= bit(Mark::struck);
  if (style.is_filled) cell_.marks |= bit(Mark::filled);
  const std::string_view value = text::trim(value_);
  switch (cell_kind_) {
    case Kind::shared: {
      std::size_t number = shared_.strings.texts.size();
      std::from_chars(value.data(), value.data() + value.size(), number);
      if (value.empty()) break;
      if (number >= shared_.strings.texts.size()) {
        report("text_missing", "The cell refers to text " + shown(value) +
                                   ", which the workbook does not have; save it again.");
        break;
      }
      const XlsxStrings::Text& text = shared_.strings.texts[number];
      shared_.budget.charge(text.text.size());
      cell_.text = text.text;
      if (text.is_struck) cell_.marks |= bit(Mark::struck);
      break;
    }
    case Kind::inline_text:
      cell_.text = rich_.take();
      if (rich_.is_struck()) cell_.marks |= bit(Mark::struck);
      break;
    case Kind::text: cell_.text = std::string{text::trim(unescaped(value_))}; break;
    case Kind::boolean: cell_.text = value.empty() ? "" : is_yes(value) ? "TRUE" : "FALSE"; break;
    case Kind::error:
      cell_.text = value;
      report("error_value", "The cell shows the error " + shown(value) +
                                " in place of a value; mend its formula.");
      break;
    case Kind::day: {
      const std::size_t time = value.find("T00:00:00");
      cell_.text = value.substr(0, time);
      break;
    }
    case Kind::number: show_number(style); break;
  }
  const bool is_text = cell_kind_ != Kind::number && cell_kind_ != Kind::boolean;
  if (is_text && style.format.hides_text()) cell_.marks |= bit(Mark::hidden);
  if (cell_.text.empty()) {
    cell_.marks &= static_cast<std::uint8_t>(~bit(Mark::struck));
    if (has_formula_ && !has_value_) cell_.marks |= bit(Mark::no_value);
  }
}

void XlsxSheet::show_number(const XlsxStyles::Style& style) {
  const std::string_view digits = text::trim(value_);
  if (digits.empty()) return;
  const std::optional<double> number = double_in(digits);
  if (!number || !std::isfinite(*number)) {
    cell_.text = digits;
    report("number_unreadable",
           "The cell holds " + shown(digits) + " where a number belongs; it was read as text.");
    return;
  }
  const double value = *number;
  const ShownNumber shown_number = style.format.show(value, shared_.is_1904);
  cell_.text = std::string{text::trim(shown_number.text)};
  if (shown_number.is_hidden) cell_.marks |= bit(Mark::hidden);
  if (shown_number.is_unread) {
    report("date_unreadable", "The number " + cell_.text +
                                  " has the format of a date, and is none that a calendar has; it "
                                  "was read as a number.");
  }
  shared_.budget.charge(cell_.text.size());
  const std::optional<double> stored = shown_number.is_date      ? unix_days(value, shared_.is_1904)
                                       : shown_number.is_percent ? value * 100
                                                                 : value;
  if (!stored || (!shown_number.is_date && says_number(cell_.text, *stored))) return;
  shared_.budget.charge(sizeof(StoredValue));
  shared_.document.stored.push_back({Place{line_, column_, part_}, *stored, shown_number.is_date});
}

bool XlsxSheet::parse_range(std::string_view text, Range& range) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  const CellName first{text.substr(0, colon)};
  const CellName last{text.substr(colon + 1)};
  if (first.row == 0 || last.row < first.row || last.column < first.column) return false;
  range = {first.row, first.column, last.row, last.column};
  return true;
}

void XlsxSheet::finish() {
  std::vector<bool> is_hidden(most_columns);
  for (const Columns& columns : hidden_columns_) {
    for (std::size_t i = columns.begin; i < columns.end && !is_hidden[i]; ++i) is_hidden[i] = true;
  }
  for (Row& row : rows()) {
    shared_.budget.poll();
    widest_ = std::max(widest_, row.size());
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (is_hidden[i]) row[i].marks |= bit(Mark::hidden);
    }
  }
  for (const Range& range : merged_) merge(range);
}

// Only cells within what is used count as covered: a title is merged over a million columns too. Of
// ranges that overlap, as they must not, the first holds: so each cell is covered once at most, and
// the time is that of the cells.
void XlsxSheet::merge(const Range& range) {
  shared_.budget.poll();
  if (range.top > rows().size() || range.left > widest_) return;
  const std::size_t bottom = std::min<std::size_t>(range.bottom, rows().size());
  const std::size_t right = std::min<std::size_t>(range.right, widest_);
  for (std::uint32_t line = range.top; line <= bottom; ++line) {
    Row& row = rows()[line - 1];
    if (row.size() < right) shared_.budget.charge(sizeof(Cell) * (right - row.size()));
    while (row.size() < right) {
      const auto column = static_cast<std::uint32_t>(row.size() + 1);
      row.emplace_back().place = Place{line, column, part_};
      row.back().marks = marks_;
    }
    if (line == range.top && row[range.left - 1].has(Mark::covered)) return;
    for (std::uint32_t column = range.left; column <= right; ++column) {
      if (line == range.top && column == range.left) continue;
      Cell& cell = row[column - 1];
      if (cell.has(Mark::covered)) return;
      cell.marks |= bit(Mark::covered);
      if (!cell.text.empty()) cell.marks |= bit(Mark::hidden);
    }
    Cell& first = rows()[range.top - 1][range.left - 1];
    first.row_span = line - range.top + 1;
    first.column_span = static_cast<std::uint32_t>(right) - range.left + 1;
  }
}

}  // namespace actionplan::detail
