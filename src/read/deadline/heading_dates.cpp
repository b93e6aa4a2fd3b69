// SPDX-License-Identifier: Apache-2.0
#include "heading_dates.hpp"

#include "items.hpp"
#include "point.hpp"

#include <algorithm>

namespace actionplan::detail {
namespace {

const Lexicon* lexicon_of(std::string_view language) {
  return find_lexicon(language.empty() ? "en" : language);
}

}  // namespace

std::vector<Period> dates_in(std::string_view text, std::string_view language,
                             const DateSettings* settings) {
  DeadlineContext context;
  context.dates = settings;
  const Lexicon* const lexicon = lexicon_of(language);
  DateNotes notes{context, lexicon == nullptr ? std::string_view{} : lexicon->language()};
  const DeadlineItems items{text, lexicon, false};
  const PointParser parser{items, notes};
  std::vector<Period> found;
  for (std::size_t at = 0; at < items.size();) {
    const auto point = parser.parse(at);
    if (!point || !point->year) {
      ++at;
      continue;
    }
    auto days = resolve(*point, *point->year, text, notes);
    at = point->to;
    if (!days) continue;
    if (point->is_bare_year() && items.is_mark(at, '-')) {
      const auto until = parser.parse(at + 1);
      if (until && until->is_bare_year() && *until->year >= *point->year) {
        if (const auto last = resolve(*until, *until->year, text, notes)) {
          days->last = last->last;
          at = until->to;
        }
      }
    }
    found.emplace_back(days->first, days->last);
  }
  return found;
}

bool names_unset_fiscal_year(std::string_view text, std::string_view language,
                             const DateSettings& settings) {
  if (settings.fiscal_month) return false;
  DeadlineContext context;
  context.dates = &settings;
  const Lexicon* const lexicon = lexicon_of(language);
  DateNotes notes{context, lexicon == nullptr ? std::string_view{} : lexicon->language()};
  const DeadlineItems items{text, lexicon, false};
  const PointParser parser{items, notes};
  for (std::size_t at = 0; at < items.size();) {
    const auto point = parser.parse(at);
    if (point && point->year && point->is_fiscal && point->fiscal_month == 0) return true;
    at = point && point->year ? point->to : at + 1;
  }
  return false;
}

bool is_date_alone(std::string_view text, std::string_view language) {
  constexpr std::size_t longest = 64;
  const bool has_digit = text.find_first_of("0123456789") != std::string_view::npos;
  if (text.size() > longest || !has_digit) return false;
  DeadlineContext context;
  context.likely_language = language;
  const Deadline read = read_deadline(text, context);
  const bool is_dated = read.kind == DeadlineKind::window || read.kind == DeadlineKind::by;
  return is_dated && read.due && read.remarks.empty() && read.conditions.empty();
}

}  // namespace actionplan::detail
