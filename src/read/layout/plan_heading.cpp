// SPDX-License-Identifier: Apache-2.0
#include "plan_heading.hpp"

#include <actionplan/core/period.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/read/deadline_text.hpp>

#include "core/internal/capitals.hpp"
#include "core/internal/code_points.hpp"
#include "read/deadline/heading_dates.hpp"
#include "read/tokens.hpp"
#include "read/words/agency_words.hpp"
#include "read/words/column_words.hpp"
#include "read/words/lexicon.hpp"
#include "title_years.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace actionplan::detail {
namespace {

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

// Does a text begin with a small letter, of a script that has capitals? Nothing tells a new sentence from the rest of
// the one before in the others.
bool begins_small(std::string_view text) {
  constexpr std::uint32_t last_of_first = 0x058F;  // Latin, Greek, Cyrillic, Armenian
  constexpr std::uint32_t first_of_others = 0x1E00;
  constexpr std::uint32_t last_of_others = 0x1FFF;
  if (text.empty()) return false;
  const std::string_view letter = text.substr(0, text::byte_offset(text, 1));
  if (count_capitals(letter) != 0) return false;
  const std::uint32_t code = static_cast<std::uint32_t>(code_points(letter).front());
  return code <= last_of_first || (code >= first_of_others && code <= last_of_others);
}

// Does a text go on with the line before it: "щодо реалізації Стратегії" below "ПЛАН ЗАХОДІВ"?
bool continues_title(std::string_view title, std::string_view text) {
  constexpr std::size_t longest = 600;
  if (title.empty() || title.ends_with('.') || title.size() + text.size() > longest) return false;
  const Tokens words{text};
  return words.is_word(0) && begins_small(text.substr(words[0].begin_byte)) && words.size() > 1;
}

// "ПЛАН МЕРОПРИЯТИЙ": few words in capitals, which a line with the plan's years goes on with.
bool is_bare_title(std::string_view title) {
  constexpr std::size_t most_words = 4;
  constexpr std::size_t least_letters = 8;
  const Tokens words{title};
  std::size_t letters = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    letters += words.is_word(i) ? words[i].end - words[i].begin : 0U;
  }
  return words.size() <= most_words && letters >= least_letters && count_capitals(title) == letters;
}

class HeadingReader {
 public:
  HeadingReader(const std::vector<const Cell*>& lines, std::string_view language, Account& account,
                ProblemList& problems)
      : lines_{lines}, language_{language}, account_{account}, problems_{problems} {}

  PlanHeading read(bool has_stated_title) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool is_stated = has_stated_title && i == 0;
      const bool is_of_other = !is_stated && speaks_of_other_act(i);
      if (!is_stated && !is_of_other && take_title_with_act(i)) continue;
      if (const std::size_t count = is_stated || is_of_other ? 0 : take_act(i)) {
        i += count - 1;
        continue;
      }
      const std::string text = text::collapse_spaces(lines_[i]->text);
      const bool is_stamp = !is_stated && (is_stamp_alone(text) || goes_on_with_stamp(i, text) ||
                                           (i + 1 < lines_.size() && is_stamp_of_annex(text)));
      if (is_stamp) stamp_ = i + 1;
      const bool is_other = !is_stated && heading_.title.empty() && !is_stamp &&
                            (is_named_below(i, text) || (is_of_other && title_below(i) != nullptr));
      if (heading_.title.empty() && !is_stamp && !is_other) {
        take_title(i, text, is_stated);
        if (is_of_other && find_day(text)) report_act(*lines_[i], text);
      } else if (i == next_of_title_ &&
                 (continues_title(heading_.title, text) || says_years(text))) {
        take_title(i, heading_.title + " " + text, false);
      } else {
        leave_out(*lines_[i], text);
      }
    }
    return std::move(heading_);
  }

 private:
  // The act stands in one line with its day, or begins one and has its day up to three lines below.
  // How many lines it takes; 0: none begins here.
  std::size_t take_act(std::size_t first) {
    constexpr std::size_t most = 4;
    constexpr std::size_t longest = 200;  // of further lines
    if (!heading_.legal_basis.empty()) return 0;
    std::string text = text::collapse_spaces(lines_[first]->text);
    if (!speaks_of_an_act(text)) return 0;
    const std::size_t reach = begins_with_an_act(text) ? most : 1;
    for (std::size_t count = 1; count <= reach; ++count) {
      if (const std::optional<Date> day = find_day(text)) {
        for (std::size_t i = first; i < first + count; ++i) {
          account_.claim(*lines_[i], TextUse::legal_basis);
        }
        heading_.legal_basis = text;
        heading_.adopted_on = day;
        return count;
      }
      const std::size_t next = first + count;
      if (next >= lines_.size() || lines_[next]->text.size() > longest) return 0;
      text += ' ' + text::collapse_spaces(lines_[next]->text);
    }
    return 0;
  }

  // "Republic of X", "Ministry of Y" above "National Action Plan 2022-2024": lines of a cover before the one
  // that says what the plan is called.
  [[nodiscard]] bool is_named_below(std::size_t at, std::string_view text) const {
    return at + 1 < lines_.size() && !names_plan(text) && title_below(at) != nullptr;
  }

  // The line below that says what the plan is called, if there is one.
  [[nodiscard]] const Cell* title_below(std::size_t at) const {
    constexpr std::size_t farthest = 6;
    for (std::size_t i = at + 1; i < std::min(lines_.size(), at + 1 + farthest); ++i) {
      if (is_title_of_plan(lines_[i]->text)) return lines_[i];
    }
    return nullptr;
  }

  // Is the act of a line, as far as can be told, that of another document than the plan: "Action Plan 2024-2026
  // to implement the Law on Water of 5 May 2020"? Where it cannot be told, it is none of the plan's.
  [[nodiscard]] bool speaks_of_other_act(std::size_t at) const {
    const std::string text = text::collapse_spaces(lines_[at]->text);
    if (!speaks_of_an_act(text) || begins_with_an_act(text)) return false;
    const std::size_t act = act_within(text);
    const std::string_view before =
        std::string_view{text}.substr(0, std::min(act, word_of_act_within(text)));
    // A noun amid the words: "the Law on Water", "in order to"
    if (act == std::string_view::npos) return names_document_or_years(before);
    const std::string_view whole = std::string_view{text}.substr(0, act);
    if (names_other_document(whole)) return true;
    const Cell* const below = title_below(at);
    const std::string_view title = !heading_.title.empty() ? std::string_view{heading_.title}
                                   : below != nullptr      ? std::string_view{below->text}
                                                           : std::string_view{};
    if (title.empty()) {
      return years_of_title(whole, language_) && !ends_with_mark(whole) && !ends_with_years(whole);
    }
    // "The Strategy was adopted on 3 May 2020" above "Action plan 2021-2023"
    const std::string noun = other_noun_of(whole);
    return !noun.empty() && !has_word(title, noun);
  }

  static bool has_word(std::string_view text, std::string_view folded) {
    const Tokens words{text};
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words.is(i, folded)) return true;
    }
    return false;
  }

  static bool ends_with_mark(std::string_view text) {
    text = text::trim(text);
    return !text.empty() &&
           (std::string_view{",;(-:."}.find(text.back()) != std::string_view::npos ||
            text.ends_with("\u2013") || text.ends_with("\u2014"));
  }

  // Behind "2025-2027", or "2025" and another word than a month; 0: it begins with no year.
  static std::size_t end_of_leading_years(const Tokens& words) {
    constexpr std::uint32_t digits = 4;
    const auto is_year = [&](std::size_t at) {
      return words.is_number(at) && words[at].digits == digits;
    };
    if (!is_year(0)) return 0;
    const bool is_stretch = words.is_mark(1, '-') && is_year(2);
    const std::size_t end = is_stretch ? 3 : 1;
    return words.is_mark(end, '.') || words.is_mark(end, '/') || words.is_number(end) ? 0 : end;
  }

  // A line of a few words that names one, no sentence and no caption ("Table 1. Action plan").
  static bool is_title_of_plan(std::string_view text) {
    constexpr std::size_t longest = 250;
    constexpr std::size_t most_words = 25;
    text = text::trim(text);
    if (text.size() > longest || text.ends_with('.') || text.ends_with(':')) return false;
    const Tokens words{text};
    if (words.size() > most_words || speaks_of_an_act(text)) return false;
    // "2025-2027-ci illər üzrə Tədbirlər Planı": the years stand first, and a noun behind them.
    if (const std::size_t rest = end_of_leading_years(words)) {
      return rest < words.size() && names_plan(text.substr(words[rest].begin_byte));
    }
    if (words.is_number(1) || !words.is_word(0)) return false;
    constexpr std::size_t most_behind_article = 9;  // "The action plan sets out what we will do"
    if (words.size() > most_behind_article && is_article(words, 0)) return false;
    return words[0].is_capital && names_plan(text);
  }

  // "Plan 2022-2024, approved by Decree 5 of 15 March 2022": the title, and behind it the act. Not where
  // a line below says the title.
  bool take_title_with_act(std::size_t at) {
    if (!heading_.title.empty() || !heading_.legal_basis.empty()) return false;
    const std::string_view text = lines_[at]->text;
    const std::size_t act = act_within(text);
    if (act == 0 || act == std::string_view::npos) return false;
    std::string_view title = text::trim(text.substr(0, act));
    const bool has_mark =
        !title.empty() && std::string_view{",;(-:."}.find(title.back()) != std::string_view::npos;
    while (!title.empty() &&
           std::string_view{",;(-: "}.find(title.back()) != std::string_view::npos)
      title.remove_suffix(1);
    const bool is_dashed = title.ends_with("\u2013") || title.ends_with("\u2014");
    if (is_dashed) title = text::trim(title.substr(0, title.size() - 3));
    const bool has_years = years_of_title(title, language_).has_value();
    constexpr std::size_t least_words = 2;
    const bool is_marked = has_mark || is_dashed;
    const bool is_title = has_years ? is_marked || ends_with_years(title)
                                    : is_marked && Tokens{title}.size() >= least_words;
    if (!is_title) return false;
    const bool is_said_below = std::any_of(
        lines_.begin() + static_cast<std::ptrdiff_t>(at) + 1, lines_.end(), [&](const Cell* line) {
          return !speaks_of_an_act(line->text) &&
                 (!has_years || years_of_title(line->text, language_));
        });
    if (is_said_below) return false;
    const std::string basis = text::collapse_spaces(text.substr(act));
    const std::optional<Date> day = find_day(basis);
    if (!day) return false;
    account_.claim(*lines_[at], 0, act, TextUse::plan_title, {});
    account_.claim(*lines_[at], act, text.size(), TextUse::legal_basis, {});
    heading_.title = text::collapse_spaces(title);
    heading_.period = years_of_title(heading_.title, language_);
    heading_.legal_basis = basis.ends_with(')') && basis.find('(') == std::string::npos
                               ? basis.substr(0, basis.size() - 1)
                               : basis;
    heading_.adopted_on = day;
    next_of_title_ = lines_.size();
    return true;
  }

  // "APPROVED", "Annex 1": no title.
  static bool is_stamp_alone(std::string_view text) {
    constexpr std::ptrdiff_t most_spaces = 2;
    return begins_with_an_act(text) && std::count(text.begin(), text.end(), ' ') <= most_spaces;
  }

  // "Annex 2 to the Programme", with a line below it that may be the title.
  static bool is_stamp_of_annex(std::string_view text) {
    if (!begins_with_an_act(text)) return false;
    const Tokens words{text};
    std::size_t at = 1;
    constexpr std::size_t farthest = 3;  // "No.", "№"
    while (at <= farthest && !words.is_number(at)) ++at;
    return words.is_number(at) && words.is_word(at + 1) && !words[at + 1].is_capital;
  }

  // "до Стратегії розвитку" below "Додаток 2".
  [[nodiscard]] bool goes_on_with_stamp(std::size_t at, std::string_view text) const {
    const Tokens words{text};
    return at != 0 && at == stamp_ && words.is_word(0) && !words[0].is_capital;
  }

  // The years of a plan whose title is "ПЛАН МЕРОПРИЯТИЙ" alone.
  [[nodiscard]] bool says_years(std::string_view text) const {
    if (!is_bare_title(heading_.title)) return false;
    const std::optional<Period> years = years_of_title(text, language_);
    return years && years->first().year() != years->last().year();
  }

  void take_title(std::size_t at, std::string title, bool is_stated) {
    account_.claim(*lines_[at], TextUse::plan_title);
    heading_.title = std::move(title);
    heading_.period = years_of_title(heading_.title, language_);
    next_of_title_ = is_stated ? lines_.size() : at + 1;
  }

  void report_act(const Cell& line, const std::string& text) {
    problems_.add(
        {"act_unclear",
         Severity::warning,
         line.place,
         "The title \"" + text +
             "\" names a day that may be that of another act, which was not taken for the "
             "plan's adoption; write who adopted the plan and when in a line of its own.",
         {}});
  }

  void leave_out(const Cell& line, const std::string& text) {
    account_.claim(line, TextUse::named, "heading_line");
    problems_.add({"heading_line",
                   Severity::info,
                   line.place,
                   "The line \"" + text +
                       "\" before the table is neither title nor legal basis "
                       "and was left out of the plan.",
                   {}});
  }

  const std::vector<const Cell*>& lines_;
  std::string_view language_;
  Account& account_;
  ProblemList& problems_;
  PlanHeading heading_;
  std::size_t stamp_ = 0;          // the line behind the last one
  std::size_t next_of_title_ = 0;  // the line that may go on with it; 0: there is no title yet
};

}  // namespace

bool are_lines_of_an_act(const std::vector<const Cell*>& lines) {
  constexpr std::size_t most = 4;
  return !lines.empty() && lines.size() <= most && speaks_of_an_act(lines.front()->text);
}

bool names_plan_first(const Block& heading, const std::vector<const Cell*>& lines) {
  constexpr std::size_t most = 40;
  return lines.size() <= most && names_plan(heading.text) &&
         std::none_of(lines.begin(), lines.end(),
                      [](const Cell* line) { return names_plan(line->text); });
}

PlanHeading read_heading(const std::vector<const Cell*>& lines, bool has_stated_title,
                         std::string_view language, Account& account, ProblemList& problems) {
  return HeadingReader{lines, language, account, problems}.read(has_stated_title);
}

namespace {

// "by 1 March", "Q2": a day of whatever year the plan has.
bool names_part_of_year(std::string_view text) {
  constexpr int any_year = 2020;
  DeadlineContext context;
  context.year = any_year;
  const Deadline read = read_deadline(text, context);
  return read.due && read.due->year() == any_year && read.kind != DeadlineKind::recurring &&
         read.kind != DeadlineKind::continuous;
}

}  // namespace

void drop_far_year(PlanHeading& heading, const std::vector<const Cell*>& lines,
                   const std::vector<std::string_view>& deadlines, bool has_parts_of_year,
                   ProblemList& problems) {
  const std::optional<Period> period = heading.period;
  if (!period || period->first().year() != period->last().year()) return;
  const int year = period->first().year();
  std::size_t dated = 0;
  std::size_t before = 0;
  std::size_t behind = 0;
  for (const std::string_view text : deadlines) {
    const std::vector<Period> named = dates_in(text, {});
    if (named.empty()) continue;
    ++dated;
    const auto is_before = [&](const Period& one) { return one.last().year() < year; };
    const auto is_behind = [&](const Period& one) { return one.first().year() > year; };
    before += std::all_of(named.begin(), named.end(), is_before) ? 1U : 0U;
    behind += std::all_of(named.begin(), named.end(), is_behind) ? 1U : 0U;
  }
  const bool is_adopted_before = heading.adopted_on && heading.adopted_on->year() + 1 < year;
  const bool is_adopted_now = heading.adopted_on && !is_adopted_before;
  const bool may_be_horizon = dated == 0 && !has_parts_of_year && !is_adopted_now &&
                              may_name_horizon(heading.title) &&
                              std::none_of(deadlines.begin(), deadlines.end(), names_part_of_year);
  const bool is_apart = is_adopted_before || before != 0 || 2 * behind > dated;
  if (!is_apart && !may_be_horizon) return;
  heading.period.reset();
  problems.add(
      {"plan_period_unclear",
       Severity::warning,
       lines.empty() ? Place{} : lines.front()->place,
       "The year " + std::to_string(year) + " of the plan's title " +
           (is_apart ? "lies apart from days of the plan"
                     : "may be one by which something is to be reached, as no measure has a day,") +
           " and was not taken for its period; write the period as \"2024-2030\", or set "
           "`plan_period`.",
       {}});
}

}  // namespace actionplan::detail
