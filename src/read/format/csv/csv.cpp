// SPDX-License-Identifier: Apache-2.0
#include "csv.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "read/format/decode.hpp"
#include "read/format/source_options.hpp"
#include "read/format/text_sample.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace actionplan::detail {
namespace {

// The separator that stands in the most lines, outside of quotes: prose has commas and semicolons
// too, but not in every line. Of equals the one that prose has least.
struct FoundSeparator {
  char separator = ',';
  char rival = 0;  // that stands in as many lines
};

FoundSeparator find_separator(std::string_view text) {
  constexpr std::array separators = {'\t', '|', ';', ','};
  constexpr std::size_t sample = 65536;
  std::array<std::size_t, separators.size()> lines{};
  std::array<bool, separators.size()> is_met{};
  bool is_quoted = false;
  for (const char c : text.substr(0, sample)) {
    if (c == '"') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (c == '\n') is_met.fill(false);
    for (std::size_t i = 0; i < separators.size(); ++i) {
      if (c != separators[i] || is_met[i]) continue;
      is_met[i] = true;
      ++lines[i];
    }
  }
  const auto best = std::max_element(lines.begin(), lines.end());
  const auto at = static_cast<std::size_t>(best - lines.begin());
  FoundSeparator found{separators[at]};
  if (*best == 0) return {};
  for (std::size_t i = at + 1; i < separators.size(); ++i) {
    if (lines[i] == *best && found.rival == 0) found.rival = separators[i];
  }
  return found;
}

// "sep=;" in the first line says to spreadsheets what stands between values, and is no text; 0: none does.
char told_separator(std::string_view text) {
  constexpr std::string_view begin = "sep=";
  if (!text.starts_with(begin) || text.size() < begin.size() + 2) return 0;
  const char separator = text[begin.size()];
  const char behind = text[begin.size() + 1];
  constexpr std::string_view known = "\t|;,";
  const bool is_told = known.find(separator) != std::string_view::npos && behind == '\n';
  return is_told ? separator : '\0';
}

std::string quoted_separator(char c) { return c == '\t' ? "a tab" : std::string{"\""} + c + '"'; }

class CsvReader {
 public:
  CsvReader(std::string_view text, char separator, const ReadLimits& limits, const Cancel& cancel,
            ProblemList& problems)
      : text_{text}, separator_{separator}, limits_{limits}, poll_{cancel}, problems_{problems} {}

  std::vector<Row> read() {
    while (at_ < text_.size() && !is_full_) read_row();
    return std::move(rows_);
  }

 private:
  void read_row() {
    Row row;
    do {
      if (++cells_ > cell_limit()) return too_many();
      row.push_back(read_cell());
    } while (take(separator_));
    take('\n');
    const bool is_blank =
        std::all_of(row.begin(), row.end(), [](const Cell& cell) { return cell.text.empty(); });
    if (is_blank) return;
    if (rows_.size() == limits_.max_rows) return too_many();
    rows_.push_back(std::move(row));
  }

  // A line of nothing but separators must not cost more memory than other input.
  [[nodiscard]] std::size_t cell_limit() const { return limits_.max_rows * 4; }

  Cell read_cell() {
    poll_();
    skip_blanks();
    Cell cell;
    cell.place = place_;
    if (at_ < text_.size() && text_[at_] == '"') read_quoted(cell);
    const std::size_t begin = at_;
    while (!at_end_of_cell()) advance();
    append_bounded(cell, text_.substr(begin, at_ - begin), limits_, problems_);
    cell.text = std::string{text::trim(cell.text)};
    return cell;
  }

  // Reads a quoted cell. Where nothing closes it, or what closes it stands on a later line amid
  // other text, the mark is taken as a character, so that the rows between are not lost.
  void read_quoted(Cell& cell) {
    const std::size_t open = at_;
    const Place open_place = place_;
    const bool is_closed = read_to_closing_quote(cell);
    if (is_closed) skip_blanks();
    if (is_closed && (at_end_of_cell() || place_.line == open_place.line)) {
      if (!at_end_of_cell())
        report("text_after_quote", place_,
               "Text stands after a closing quotation mark and was added to "
               "its cell; double the quotation marks inside a cell.");
      return;
    }
    report("unbalanced_quote", open_place,
           "A quotation mark opens a cell here and none closes it; it was read as a character. "
           "Close it or double it.");
    at_ = open;
    place_ = open_place;
    cell.place = open_place;
    cell.text.clear();
    append_bounded(cell, "\"", limits_, problems_);
    advance();
  }

  bool read_to_closing_quote(Cell& cell) {
    advance();
    cell.place = place_;
    std::size_t begin = at_;
    while (at_ < text_.size()) {
      if (text_[at_] != '"') {
        advance();
        continue;
      }
      append_bounded(cell, text_.substr(begin, at_ - begin), limits_, problems_);
      advance();
      if (at_ == text_.size() || text_[at_] != '"') return true;
      begin = at_;  // a doubled quotation mark stands for one
      advance();
    }
    return false;
  }

  void report(const char* code, Place place, const char* message) {
    problems_.add({code, Severity::warning, place, message, {}});
  }

  [[nodiscard]] bool at_end_of_cell() const {
    return at_ == text_.size() || text_[at_] == separator_ || text_[at_] == '\n';
  }

  void skip_blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') advance();
  }

  bool take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    advance();
    return true;
  }

  void advance() {
    const char c = text_[at_++];
    if (c == '\n') {
      ++place_.line;
      place_.column = 1;
    } else if (at_ == text_.size() || (static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U) {
      ++place_.column;
    }
  }

  void too_many() {
    is_full_ = true;
    problems_.add({"too_many_rows",
                   Severity::error,
                   place_,
                   "The table has more than " + std::to_string(limits_.max_rows) +
                       " rows, or four times as many cells; what follows was not read. Split it "
                       "or raise ReadLimits::max_rows.",
                   {}});
  }

  std::string_view text_;
  char separator_;
  const ReadLimits& limits_;
  CancelPoll poll_;
  ProblemList& problems_;
  std::vector<Row> rows_;
  std::size_t at_ = 0;
  Place place_{1, 1};
  std::size_t cells_ = 0;
  bool is_full_ = false;
};

}  // namespace

Document document_from_csv(const DocumentSource& source, const ReadLimits& limits,
                           const Cancel& cancel) {
  check_source_options(source);
  ProblemList problems{limits.max_problems};
  const std::string text = decode(source.bytes, limits, problems, source.encoding);
  FoundSeparator found{source.separator};
  const char told = told_separator(text);
  if (source.separator == 0) found = told != 0 ? FoundSeparator{told} : find_separator(text);
  if (found.rival != 0) {
    problems.add({"separator_guessed",
                  Severity::info,
                  Place{1, 1},
                  "As many lines have " + quoted_separator(found.rival) + " as " +
                      quoted_separator(found.separator) +
                      "; the latter was read as what stands between values. Give the separator if "
                      "it is the other.",
                  {}});
  }
  Document document;
  document.has_text_places = true;
  std::vector<Row> rows = CsvReader{text, found.separator, limits, cancel, problems}.read();
  if (told != 0 && !rows.empty()) rows.erase(rows.begin());
  if (!rows.empty()) {
    Block& table = document.blocks.emplace_back();
    table.kind = BlockKind::table;
    table.place = rows.front().front().place;
    table.rows = std::move(rows);
  }
  document.problems = std::move(problems).take();
  return document;
}

FormatReader csv_reader() {
  return {"csv",
          "values separated by commas, semicolons, tabs or bars",
          {".csv", ".tsv", ".tab"},
          [](const DocumentSource& source) {
            const TextSample sample{source};
            if (is_extension(sample.extension(), {".csv", ".tsv", ".tab"})) {
              return sample.is_text();
            }
            if (!sample.is_plain()) return false;
            if (is_extension(sample.extension(), {".json", ".geojson"})) return false;
            // What says nothing of itself is taken for values, since people have lists of them.
            if (is_extension(sample.extension(), {"", ".txt", ".text"})) return true;
            return sample.share_with(find_separator(sample.text()).separator) >= 0.75;
          },
          [](const DocumentSource& source, const ReadLimits& limits, const Cancel& cancel) {
            return document_from_csv(source, limits, cancel);
          }};
}

}  // namespace actionplan::detail
