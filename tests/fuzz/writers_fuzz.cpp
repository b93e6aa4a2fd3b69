// SPDX-License-Identifier: Apache-2.0
// CSV and iCalendar, held against readers of their own: strict ones, by which each text comes back,
// and one that takes CSV as a spreadsheet of another locale does, which must find no formula.
#include <actionplan/core/error.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/plan/plan_builder.hpp>
#include <actionplan/write/calendar.hpp>
#include <actionplan/write/csv.hpp>

#include "core/internal/cell_guard.hpp"
#include "fuzz_input.hpp"

namespace {

using namespace actionplan;
using fuzz::Input;
using fuzz::require;

// RFC 4180: every line ended by CRLF, quotation marks at both ends of a cell or nowhere.
std::vector<std::vector<std::string>> read_csv(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  while (!text.empty()) {
    std::string cell;
    if (text.starts_with('"')) {
      text.remove_prefix(1);
      for (;;) {
        const std::size_t end = text.find('"');
        require(end != std::string_view::npos);
        cell += text.substr(0, end);
        text.remove_prefix(end + 1);
        if (!text.starts_with('"')) break;
        cell += '"';
        text.remove_prefix(1);
      }
    } else {
      const std::size_t end = text.find_first_of(",\r\n\"");
      require(end != std::string_view::npos);
      cell = text.substr(0, end);
      text.remove_prefix(end);
    }
    row.push_back(std::move(cell));
    if (text.starts_with(',')) {
      text.remove_prefix(1);
      continue;
    }
    require(text.starts_with("\r\n"));
    text.remove_prefix(2);
    rows.push_back(std::move(row));
    row.clear();
  }
  require(row.empty());
  return rows;
}

// What parts cells and rows in other locales does so here, whatever quotation marks say. One opens a
// cell, two are an empty text before the rest; of three, one is a letter.
void check_cells_of_other_locales(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(";\t\r\n", at), text.size());
    const std::string_view cell = text.substr(at, end - at);
    const std::size_t first = cell.find_first_not_of(" \"");
    if (first != std::string_view::npos &&
        std::count(cell.begin(), cell.begin() + first, '"') < 3) {
      require(!detail::begins_formula(cell.substr(first)));
    }
    at = end + 1;
  }
}

void check_csv(const std::string& csv, std::size_t lines, std::size_t column,
               const std::vector<std::string>& texts) {
  check_cells_of_other_locales(csv);
  const auto rows = read_csv(csv);
  require(rows.size() == lines + 1);
  for (const auto& row : rows) require(row.size() == rows[0].size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string& cell = rows[i + 1][column];
    require(detail::unguard_cell(cell) == texts[i]);
    require(!detail::begins_formula(cell));
  }
}

bool is_ical_name(std::string_view name) {
  return !name.empty() && name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ-") == name.npos;
}

// RFC 5545: lines of at most 75 octets, folded between characters, each a name and a value.
void check_calendar(std::string_view text, std::size_t most_events) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find("\r\n");
    require(end != std::string_view::npos && end <= 75);
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 2);
    require(text::find_invalid_utf8(line) == std::string_view::npos);
    for (const char c : line) require(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
    if (line.starts_with(' ')) {
      require(!lines.empty());
      lines.back() += line.substr(1);
    } else {
      lines.emplace_back(line);
    }
  }
  std::vector<std::string> open;
  std::size_t events = 0;
  for (const std::string& line : lines) {
    const std::size_t colon = line.find(':');
    require(colon != std::string::npos);
    require(is_ical_name(line.substr(0, std::min(colon, line.find(';')))));
    const std::string value = line.substr(colon + 1);
    if (line.starts_with("BEGIN:")) {
      open.push_back(value);
      if (value == "VEVENT") ++events;
    } else if (line.starts_with("END:")) {
      require(!open.empty() && open.back() == value);
      open.pop_back();
    } else if (line.starts_with("SUMMARY") || line.starts_with("DESCRIPTION")) {
      for (std::size_t i = 0; i < value.size(); ++i) {
        require(value[i] != ';' && value[i] != ',');
        if (value[i] != '\\') continue;
        ++i;
        require(i < value.size() && std::string_view{"\\;,n"}.find(value[i]) != std::string::npos);
      }
    }
  }
  require(open.empty() && events <= most_events);
}

struct Made {
  explicit Made(Input& input) {
    PlanBuilder builder;
    builder.heading().title = input.text();
    const std::size_t count = input.below(5);
    for (std::size_t i = 0; i < count; ++i) {
      Measure measure;
      measure.id = MeasureId{std::to_string(i + 1)};
      measure.number = input.flag() ? measure.id.value() : input.text();
      measure.title = input.text();
      measure.deadline.text = input.text();
      measure.deadline.kind = DeadlineKind::by;
      measure.deadline.due = Date::from_ymd(1990 + static_cast<int>(input.below(60)), 2, 28);
      titles.push_back(measure.title);
      texts.push_back(measure.deadline.text);
      builder.add(std::move(measure));
    }
    plan = builder.build();
  }
  Plan plan;
  std::vector<std::string> titles;
  std::vector<std::string> texts;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input{data, size};
  try {
    const Made made{input};
    const Assessment assessment = assess(made.plan, AssessOptions{Date::from_ymd(2017, 6, 30)});
    check_csv(to_csv(assessment), made.titles.size(), 2, made.titles);
    check_cells_of_other_locales(deadlines_to_csv(assessment));
    require(read_csv(deadlines_to_csv(assessment)).size() == made.titles.size() + 1);
    check_calendar(calendar(made.plan), made.titles.size());
  } catch (const InvalidArgument& error) {
    require(std::string_view{error.what()}.ends_with('.'));
  }
  return 0;
}
