// SPDX-License-Identifier: Apache-2.0
#include "plan_heading.hpp"

#include <actionplan/core/period.hpp>
#include <actionplan/core/text.hpp>

#include "read/deadline/heading_dates.hpp"
#include "read/tokens.hpp"
#include "read/words/lexicon.hpp"

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

std::optional<Date> find_day(std::string_view text, std::string_view language) {
  for (const Period& period : dates_in(text, language)) {
    if (period.first() == period.last()) return period.first();
  }
  return std::nullopt;
}

// The first single day that the text names, in English or the first other language that has one.
std::optional<Date> find_day(std::string_view text) {
  if (const auto day = find_day(text, "en")) return day;
  for (const std::string_view language : plan_languages()) {
    if (const auto day = find_day(text, language)) return day;
  }
  return std::nullopt;
}

// The first stretch of whole years that the text names.
std::optional<Period> find_years(std::string_view text) {
  for (const Period& period : dates_in(text, {})) {
    const bool is_whole = period.first().month() == 1 && period.first().day() == 1 &&
                          period.last().month() == 12 && period.last().day() == 31;
    if (is_whole) return period;
  }
  return std::nullopt;
}

}  // namespace

PlanHeading read_heading(const std::vector<const Cell*>& lines, bool has_stated_title,
                         Account& account, ProblemList& problems) {
  PlanHeading heading;
  for (const Cell* const found : lines) {
    const Cell& line = *found;
    const std::string text = text::collapse_spaces(line.text);
    const Tokens words{text};
    const bool is_stated = has_stated_title && found == lines.front();
    const bool may_be_act = !is_stated && heading.legal_basis.empty() && speaks_of_an_act(words);
    const std::optional<Date> day = may_be_act ? find_day(text) : std::nullopt;
    if (day) {
      account.claim(line, TextUse::legal_basis);
      heading.legal_basis = text;
      heading.adopted_on = day;
    } else if (heading.title.empty()) {
      account.claim(line, TextUse::plan_title);
      heading.title = text;
      heading.period = find_years(text);
    } else {
      account.claim(line, TextUse::named, "heading_line");
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
