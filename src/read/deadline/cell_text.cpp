// SPDX-License-Identifier: Apache-2.0
#include "cell_text.hpp"

#include <actionplan/core/text.hpp>

#include "read/tokens.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace actionplan::detail {
namespace {

// Text as a vector of code points, each a small UTF-8 string.
std::vector<std::string_view> cut(std::string_view text) {
  std::vector<std::string_view> points;
  for (std::size_t at = 0; at < text.size();) {
    points.push_back(text.substr(at, letter_length(text.substr(at))));
    at += points.back().size();
  }
  return points;
}

std::string join(const std::vector<std::string_view>& points, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < std::min(to, points.size()); ++i) out += points[i];
  return out;
}

constexpr std::array<std::string_view, 17> note_marks = {
    "\u00B9", "\u00B2", "\u00B3", "\u2070", "\u2074", "\u2075", "\u2076", "\u2077", "\u2078",
    "\u2079", "*",      "\u2020", "\u2021", "\u00A7", "\u203B", "\u2042", "\u2051"};

bool is_note_mark(std::string_view point) {
  if (point.size() == 1 && point != "*") return false;
  return std::find(note_marks.begin(), note_marks.end(), point) != note_marks.end();
}

// Arabic and Persian digits as Latin ones, which fold to nothing else; other marks as they are.
std::string_view latin_digit(std::string_view point) {
  constexpr std::string_view digits = "0123456789";
  if (point.size() != 2) return point;
  const auto code = static_cast<unsigned char>(point[1]);
  const auto zero = point[0] == '\xD9' ? 0xA0U : point[0] == '\xDB' ? 0xB0U : 0xFFU;
  return code >= zero && code < zero + digits.size() ? digits.substr(code - zero, 1) : point;
}

// Most cells: printable ASCII parted by single spaces, with nothing in it to take out.
bool is_clean(std::string_view raw) {
  char before = ' ';
  for (const char c : raw) {
    if (c < ' ' || c > '~' || c == '<' || c == '[' || c == '~' || c == '*') return false;
    if (c == ' ' && before == ' ') return false;
    before = c;
  }
  return before != ' ';
}

class CellCleaner {
 public:
  explicit CellCleaner(std::string_view raw) {
    bool ends_line = false;
    std::string shown;
    std::vector<bool> line_ends;
    std::size_t spaces = 0;
    for (std::size_t at = 0; at < raw.size();) {
      if (const std::size_t space = text::space_length(raw.substr(at)); space != 0) {
        ends_line = ends_line || raw[at] == '\n' || raw[at] == '\r';
        ++spaces;
        at += space;
        continue;
      }
      if (spaces != 0 && !line_ends.empty()) {
        shown += ' ';
        line_ends.push_back(ends_line);
      }
      spaces = 0;
      ends_line = false;
      const std::size_t length = letter_length(raw.substr(at));
      shown += raw.substr(at, length);
      line_ends.push_back(false);
      at += length;
    }
    cell_.shown = std::move(shown);
    points_ = cut(cell_.shown);
    for (std::size_t i = 0; i < points_.size() && i < line_ends.size(); ++i) {
      if (line_ends[i]) end_line(i);
    }
  }

  CellText clean() {
    take_out("~~", "~~", cell_.struck);
    if (cell_.shown.find('<') != std::string::npos) read_tags();
    for (std::size_t i = 0; i < points_.size(); ++i) {
      if (is_note_mark(points_[i])) note(i, i + 1, points_[i] == "*");
    }
    if (cell_.shown.find('[') != std::string::npos) take_bracket_notes();
    for (const std::string_view point : points_) cell_.read += latin_digit(point);
    return std::move(cell_);
  }

 private:
  void read_tags() {
    take_out("<s>", "</s>", cell_.struck);
    take_out("<del>", "</del>", cell_.struck);
    take_out("<strike>", "</strike>", cell_.struck);
    take_superscripts();
    for (const std::string_view tag : {"<br>", "<br/>", "<br />"}) break_line(tag);
  }

  void end_line(std::size_t at) {
    points_[at] = "|";
    cell_.has_line_ends = true;
  }

  void blank(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) points_[i] = " ";
  }

  void note(std::size_t from, std::size_t to, bool is_decoration) {
    if (!is_decoration) cell_.notes.push_back(join(points_, from, to));
    blank(from, to);
  }

  [[nodiscard]] bool stands(std::size_t at, std::string_view mark) const {
    if (at + mark.size() > points_.size()) return false;
    for (std::size_t i = 0; i < mark.size(); ++i) {
      if (points_[at + i] != mark.substr(i, 1)) return false;
    }
    return true;
  }

  [[nodiscard]] std::size_t find(std::size_t at, std::string_view mark) const {
    while (at < points_.size() && !stands(at, mark)) ++at;
    return at;
  }

  void take_out(std::string_view open, std::string_view close, std::vector<std::string>& out) {
    for (std::size_t at = find(0, open); at < points_.size(); at = find(at, open)) {
      const std::size_t end = find(at + open.size(), close);
      if (end >= points_.size()) return;
      out.push_back(join(points_, at + open.size(), end));
      blank(at, end + close.size());
    }
  }

  // A superscript of digits or marks is a note; one of letters ends an ordinal ("1<sup>er</sup>").
  void take_superscripts() {
    constexpr std::string_view open = "<sup>";
    constexpr std::string_view close = "</sup>";
    for (std::size_t at = find(0, open); at < points_.size(); at = find(at + 1, open)) {
      const std::size_t begin = at + open.size();
      const std::size_t end = find(begin, close);
      if (end >= points_.size()) return;
      const bool is_note =
          std::none_of(points_.begin() + static_cast<std::ptrdiff_t>(begin),
                       points_.begin() + static_cast<std::ptrdiff_t>(end),
                       [](std::string_view point) { return point >= "a" && point <= "z"; });
      if (is_note) cell_.notes.push_back(join(points_, begin, end));
      blank(at, is_note ? end + close.size() : begin);
      if (!is_note) blank(end, end + close.size());
    }
  }

  void break_line(std::string_view tag) {
    for (std::size_t at = find(0, tag); at < points_.size(); at = find(at, tag)) {
      blank(at, at + tag.size());
      end_line(at);
    }
  }

  // "2018[1]", "June 2019 [a]"
  void take_bracket_notes() {
    for (std::size_t at = find(0, "["); at < points_.size(); at = find(at + 1, "[")) {
      const std::size_t end = find(at, "]");
      constexpr std::size_t longest = 3;
      if (at == 0 || end >= points_.size() || end - at > longest || end == at + 1) continue;
      note(at, end + 1, false);
    }
  }

  CellText cell_;
  std::vector<std::string_view> points_;
};

}  // namespace

CellText make_cell_text(std::string_view raw) {
  if (!is_clean(raw)) return CellCleaner{raw}.clean();
  CellText cell;
  cell.shown = cell.read = raw;
  return cell;
}

std::string code_point_range(std::string_view text, std::size_t from, std::size_t to) {
  const std::size_t begin = text::byte_offset(text, from);
  return std::string{text.substr(begin, text::byte_offset(text, to) - begin)};
}

}  // namespace actionplan::detail
