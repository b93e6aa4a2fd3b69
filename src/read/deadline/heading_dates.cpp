// SPDX-License-Identifier: Apache-2.0
#include "heading_dates.hpp"

#include "items.hpp"
#include "point.hpp"

namespace actionplan::detail {

std::vector<Period> dates_in(std::string_view text, std::string_view language) {
  const DeadlineContext none;
  const Lexicon* const lexicon = find_lexicon(language.empty() ? "en" : language);
  DateNotes notes{none, lexicon == nullptr ? std::string_view{} : lexicon->language()};
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

}  // namespace actionplan::detail
