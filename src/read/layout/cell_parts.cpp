// SPDX-License-Identifier: Apache-2.0
#include "cell_parts.hpp"

#include <actionplan/core/text.hpp>
#include <actionplan/read/deadline_text.hpp>

#include "read/agency/assignment_text.hpp"
#include "read/number.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::array<std::string_view, 9> line_bullets = {"-", "–", "—", "•", "·",
                                                          "*", "●", "▪", "○"};

bool is_plain_digit(char c) noexcept { return c >= '0' && c <= '9'; }

DeadlineContext context_of(SerialEpoch epoch) {
  DeadlineContext context;
  context.serial_epoch = epoch;
  return context;
}

bool is_serial(std::string_view text) {
  return text.size() == 5 && std::all_of(text.begin(), text.end(), is_plain_digit);
}

// The text, or the day that a spreadsheet stores as a number.
std::string day_text(std::string_view text, SerialEpoch epoch) {
  const std::string plain = text::collapse_spaces(text);
  if (epoch == SerialEpoch::none || !is_serial(plain)) return plain;
  const Deadline deadline = read_deadline(plain, context_of(epoch));
  return deadline.due ? deadline.due->iso() : plain;
}

}  // namespace

const Cell* part_of(const Cell& cell, std::size_t begin, std::size_t end, Records& out,
                    Account& account) {
  std::string_view text = std::string_view{cell.text}.substr(begin, end - begin);
  while (const std::size_t length = text::space_length(text)) {
    text.remove_prefix(length);
    begin += length;
  }
  Cell& part = out.owned_cells.emplace_back();
  part.text = text::trim(text);
  part.marks = cell.marks;
  part.place = CellPlaces{cell, out.has_text_places}.at(begin);
  account.note_source(part, cell, begin, begin + part.text.size());
  return &part;
}

const Cell* cell_of_sources(std::string text, Place place, const std::vector<const Cell*>& sources,
                            Records& out, Account& account) {
  Cell& cell = out.owned_cells.emplace_back();
  cell.text = std::move(text);
  cell.place = place;
  for (const Cell* source : sources) {
    if (source != nullptr) account.note_source(cell, *source, 0, source->text.size());
  }
  return &cell;
}

const Cell* cell_without(const Cell& cell, const std::vector<LineSpan>& stretches, Records& out,
                         Account& account) {
  Cell& rest = out.owned_cells.emplace_back();
  std::optional<std::size_t> first;
  const auto add = [&](std::size_t begin, std::size_t end) {
    const std::string_view text = std::string_view{cell.text}.substr(begin, end - begin);
    const bool is_blank = text::trim(text).empty();
    if (begin >= end || (is_blank && !first)) return;
    if (!first) first = begin + static_cast<std::size_t>(text::trim(text).data() - text.data());
    rest.text += first > begin ? text.substr(*first - begin) : text;
    if (!is_blank) account.note_source(rest, cell, begin, end);
  };
  std::size_t at = 0;
  for (const LineSpan& out_of : stretches) {
    add(at, std::max(at, out_of.begin));
    at = std::max(at, out_of.end);
  }
  add(at, cell.text.size());
  rest.text = std::string{text::trim(rest.text)};
  rest.marks = cell.marks;
  if (!has_letters_or_digits(rest.text)) return nullptr;
  rest.place = CellPlaces{cell, out.has_text_places}.at(*first);
  return &rest;
}

std::vector<LineSpan> lines_of(std::string_view text) {
  std::vector<LineSpan> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (!text::trim(text.substr(begin, end - begin)).empty()) lines.push_back({begin, end});
    begin = end + 1;
  }
  return lines;
}

std::size_t marker_length(std::string_view line) {
  std::size_t begin = 0;
  while (const std::size_t length = text::space_length(line.substr(begin))) begin += length;
  const std::string_view text = line.substr(begin);
  for (const std::string_view bullet : line_bullets) {
    if (text.starts_with(bullet) && text.size() > bullet.size()) return begin + bullet.size();
  }
  std::size_t at = 0;
  while (at < text.size() && at < 3 && is_plain_digit(text[at])) ++at;
  const bool is_letter = at == 0 && !text.empty() && text[0] >= 'a' && text[0] <= 'z';
  if (is_letter) at = 1;
  if (at == 0 || at + 1 >= text.size()) return 0;
  const bool has_end = text[at] == ')' || (text[at] == '.' && !is_letter);
  return has_end && text::space_length(text.substr(at + 1)) != 0 ? begin + at + 1 : 0;
}

std::optional<std::vector<LineSpan>> list_lines(std::string_view text) {
  std::vector<LineSpan> lines = lines_of(text);
  const bool is_list =
      lines.size() >= 2 && std::all_of(lines.begin(), lines.end(), [&](const LineSpan& line) {
        return marker_length(text.substr(line.begin, line.end - line.begin)) != 0;
      });
  return is_list ? std::optional{std::move(lines)} : std::nullopt;
}

bool names_date(std::string_view text) {
  return !text.empty() && read_deadline(text).kind != DeadlineKind::no_date;
}

std::optional<std::string> window_text(std::string_view start, std::string_view end,
                                       SerialEpoch epoch) {
  const std::string first = day_text(start, epoch);
  const std::string last = day_text(end, epoch);
  const DeadlineContext context = context_of(epoch);
  if (first.empty()) return last.empty() ? std::nullopt : std::optional{last};
  if (last.empty()) {
    const Deadline alone = read_deadline(first, context);
    const std::optional<Date> day = alone.start ? alone.start : alone.due;
    if (alone.kind == DeadlineKind::no_date || !day) return std::nullopt;
    return day->iso() + "/..";
  }
  const std::string joined = first + " – " + last;
  const Deadline window = read_deadline(joined, context);
  if (window.kind == DeadlineKind::window && window.start && window.due) return joined;
  const Deadline opens = read_deadline(first, context);
  const Deadline closes = read_deadline(last, context);
  const std::optional<Date> open = opens.start ? opens.start : opens.due;
  if (!open || !closes.due) {
    // A day that cannot be is refused together with the other; words beside a day are none of it.
    const auto is_no_day = [](std::string_view cell, const Deadline& alone) {
      return alone.kind == DeadlineKind::no_date &&
             cell.find_first_of("0123456789") != std::string_view::npos;
    };
    const bool is_refused = window.kind == DeadlineKind::no_date &&
                            (is_no_day(first, opens) || is_no_day(last, closes));
    return is_refused ? std::optional{joined} : std::nullopt;
  }
  if (*open <= *closes.due) return open->iso() + "/" + closes.due->iso();
  // Nobody's word to turn: as one text it is refused, with both days.
  return window.kind == DeadlineKind::no_date ? joined : open->iso() + " – " + closes.due->iso();
}

const Cell* window_cell(const Cell* start, const Cell* end, Records& out, Account& account) {
  std::optional<std::string> text = window_text(start != nullptr ? start->text : "",
                                                end != nullptr ? end->text : "", out.serial_epoch);
  if (!text) return nullptr;
  const bool has_end = end != nullptr && has_text(*end);
  return cell_of_sources(*std::move(text), has_end ? end->place : start->place, {start, end}, out,
                         account);
}

}  // namespace actionplan::detail
