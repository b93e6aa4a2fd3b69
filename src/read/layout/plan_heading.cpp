// SPDX-License-Identifier: Apache-2.0
#include "plan_heading.hpp"

#include <actionplan/core/text.hpp>

#include "read/deadline/dates.hpp"
#include "read/tokens.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace actionplan::detail {
namespace {

// Tokens of the line that names the act by which a plan was adopted.
constexpr std::array<std::string_view, 17> act_words = {
    "adopted",  "approved", "decree",  "order",  "resolution", "law",
    "decision", "act",      "enacted", "təsdiq", "sərəncam",   "sərəncami",
    "fərman",   "fərmani",  "qərar",   "qərari", "qanun"};

bool speaks_of_an_act(const Tokens& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto is_word = [&](std::string_view word) { return words.is(i, word); };
    if (std::any_of(act_words.begin(), act_words.end(), is_word)) return true;
  }
  return false;
}

// The first single day that the text names.
std::optional<Date> find_day(const Tokens& words) {
  DateFinder finder{words};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::optional<NamedDays> found = finder.find(i);
    if (found && found->first == found->last) return found->first;
  }
  return std::nullopt;
}

// The first stretch of whole years that the text names.
std::optional<Period> find_years(const Tokens& words) {
  DateFinder finder{words};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::optional<NamedDays> found = finder.find(i);
    if (!found) continue;
    const bool is_whole = found->first.month() == 1 && found->first.day() == 1 &&
                          found->last.month() == 12 && found->last.day() == 31;
    if (is_whole) return Period{found->first, found->last};
  }
  return std::nullopt;
}

}  // namespace

PlanHeading read_heading(const std::vector<Cell>& lines, ProblemList& problems) {
  PlanHeading heading;
  for (const Cell& line : lines) {
    const std::string text = text::collapse_spaces(line.text);
    const Tokens words{text};
    const std::optional<Date> day = heading.legal_basis.empty() ? find_day(words) : std::nullopt;
    if (day && speaks_of_an_act(words)) {
      heading.legal_basis = text;
      heading.adopted_on = day;
    } else if (heading.title.empty()) {
      heading.title = text;
      heading.period = find_years(words);
    } else {
      problems.add({"heading_line",
                    Severity::info,
                    line.place,
                    "The line \"" + text +
                        "\" before the table is neither title nor legal basis "
                        "and was left out of the plan.",
                    {}});
    }
  }
  return heading;
}

}  // namespace actionplan::detail
