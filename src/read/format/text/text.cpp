// SPDX-License-Identifier: Apache-2.0
#include "text.hpp"

#include <actionplan/core/text.hpp>

#include "read/format/decode.hpp"
#include "read/format/text_sample.hpp"

#include <algorithm>
#include <utility>

namespace actionplan::detail {
namespace {

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
    append_bounded(cell, trimmed, limits_, problems_);
    preamble.push_back(std::move(cell));
  }

  void open(Place place) {
    close();
    cell_.place = place;
    in_cell_ = true;
  }

  void add_to_cell(std::string_view piece, Place place, bool is_new_line) {
    if (is_new_line && !cell_.text.empty()) append_bounded(cell_, "\n", limits_, problems_);
    const bool is_blank = text::trim(piece).empty();
    if (cell_.text.empty() && is_blank) return;
    if (cell_.text.empty()) cell_.place = Place{place.line, place.column + first_column(piece) - 1};
    append_bounded(cell_, piece, limits_, problems_);
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

}  // namespace

Document document_from_text(std::string_view bytes, const ReadLimits& limits, const Cancel& cancel,
                            std::string_view encoding) {
  ProblemList problems{limits.max_problems};
  const std::string text = decode(bytes, limits, problems, encoding);
  CancelPoll poll{cancel};
  CellCutter cutter{limits, poll, problems};
  cutter.read(text);
  Document document;
  document.has_text_places = true;
  for (Cell& line : cutter.preamble) {
    Block& block = document.blocks.emplace_back();
    block.text = std::move(line.text);
    block.place = line.place;
  }
  if (!cutter.cells.empty()) {
    Block& table = document.blocks.emplace_back();
    table.kind = BlockKind::table;
    table.has_row_breaks = false;
    table.place = cutter.cells.front().place;
    table.rows.push_back(std::move(cutter.cells));
  }
  document.problems = std::move(problems).take();
  return document;
}

namespace {

// A file of text without cells, whose lines are paragraphs, labelled ones among them.
bool is_lines_of_text(const TextSample& sample) {
  constexpr double most = 0.5;    // of the lines have what parts values
  constexpr double least = 0.25;  // of them have a colon
  if (!is_extension(sample.extension(), {".txt", ".text"})) return false;
  if (!sample.is_plain() || sample.has('\t')) return false;
  return sample.share_with(':') >= least && sample.share_with(',') < most &&
         sample.share_with(';') < most && sample.share_with('|') < most;
}

}  // namespace

FormatReader text_reader() {
  return {"text",
          "text with a tab before each cell",
          {".txt", ".text"},
          [](const DocumentSource& source) {
            const TextSample sample{source};
            const bool is_known = is_extension(sample.extension(), {"", ".txt", ".text"});
            if (is_extension(sample.extension(), {".csv", ".tsv", ".tab"})) return false;
            if (is_lines_of_text(sample)) return true;
            return sample.is_plain() && sample.has('\t') &&
                   (is_known || sample.share_beginning_with('\t') >= 0.25);
          },
          [](const DocumentSource& source, const ReadLimits& limits, const Cancel& cancel) {
            return document_from_text(source.bytes, limits, cancel, source.encoding);
          }};
}

}  // namespace actionplan::detail
