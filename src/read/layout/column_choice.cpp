// SPDX-License-Identifier: Apache-2.0
#include "column_choice.hpp"

#include <actionplan/core/text.hpp>
#include <actionplan/read/deadline_text.hpp>

#include "core/internal/code_points.hpp"
#include "periods.hpp"
#include "persons_beside.hpp"
#include "read/agency/bodies_within.hpp"
#include "read/number.hpp"
#include "read/tokens.hpp"
#include "read/words/column_words.hpp"
#include "row_kind.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>

namespace actionplan::detail {
namespace {

// Several words of a script that writes none between them: Chinese, Japanese, Thai.
bool is_unspaced(std::string_view text) {
  constexpr std::size_t least = 4;  // letters
  constexpr std::uint32_t first_thai = 0x0E00;
  constexpr std::uint32_t last_thai = 0x0E7F;
  constexpr std::uint32_t first_of_others = 0x3040;
  constexpr std::uint32_t last_of_others = 0x9FFF;
  const std::u32string letters = code_points(text);
  const auto count = std::count_if(letters.begin(), letters.end(), [](char32_t letter) {
    const auto code = static_cast<std::uint32_t>(letter);
    return (code >= first_thai && code <= last_thai) ||
           (code >= first_of_others && code <= last_of_others);
  });
  return static_cast<std::size_t>(count) >= least;
}

class ColumnChoice {
 public:
  ColumnChoice(const std::vector<RowView>& rows, HeaderRow& found)
      : rows_{rows}, first_{found.end}, header_{found.header}, headers_{found.texts} {}

  void choose() {
    take_numbers_out_of_titles();
    drop_flags();
    choose_title();
    choose_levels();
    find_days_of_targets();
    choose_days();
    replace_slugs();
    guess_title();
    choose_number();
    drop_sections();
    take_units_of_bodies();
    find_parts_of_years();
    leave_year_of_data();
    find_columns_of_persons(rows_, first_, header_);
  }

 private:
  struct Texts {
    std::size_t filled = 0;
    std::unordered_set<std::string_view> distinct;
  };

  [[nodiscard]] Texts texts_in(std::size_t column) const {
    Texts texts;
    for (std::size_t i = first_; i < rows_.size(); ++i) {
      if (column >= rows_[i].size() || !has_text(rows_[i][column])) continue;
      ++texts.filled;
      texts.distinct.insert(rows_[i][column].text);
    }
    return texts;
  }

  // Without headings, which stand alone in their rows.
  [[nodiscard]] Texts texts_of_measures(std::size_t column) const {
    Texts texts;
    for (std::size_t i = first_; i < rows_.size(); ++i) {
      if (column >= rows_[i].size() || !has_text(rows_[i][column])) continue;
      const bool may_be_heading = column == 0 || rows_[i][column].column_span > 1;
      const bool is_heading =
          may_be_heading && std::count_if(rows_[i].begin(), rows_[i].end(), has_text) == 1;
      if (is_heading) continue;
      ++texts.filled;
      texts.distinct.insert(rows_[i][column].text);
    }
    return texts;
  }

  [[nodiscard]] std::optional<std::size_t>& position(Column column) {
    return header_.position[static_cast<std::size_t>(column)];
  }

  // "1", "2.1": does some cell hold text, and none a word?
  [[nodiscard]] bool holds_numbers_alone(std::size_t column) const {
    const auto is_of_words = [](char c) { return is_ascii_letter(c) || !is_ascii(c); };
    const Texts texts = texts_in(column);
    return texts.filled != 0 &&
           std::none_of(texts.distinct.begin(), texts.distinct.end(), [&](std::string_view text) {
             return std::any_of(text.begin(), text.end(), is_of_words);
           });
  }

  // "Action", "Name of action": numbers below the first are the numbers of measures, not their names.
  void take_numbers_out_of_titles() {
    std::vector<std::size_t>& titles = header_.titles;
    if (titles.size() < 2) return;
    const auto names = std::stable_partition(titles.begin(), titles.end(), [&](std::size_t at) {
      return !header_.is_mapped[at] && holds_numbers_alone(at);
    });
    if (names == titles.begin() || names == titles.end()) return;
    for (auto at = titles.begin(); at != names; ++at) {
      header_.kinds[*at] = Column::number;
      header_.numbers.push_back(*at);
      if (!position(Column::number)) position(Column::number) = *at;
    }
    titles.erase(titles.begin(), names);
    position(Column::title) = titles.front();
  }

  // "Y", "N", "N/A": do several cells hold text, and all a few letters?
  [[nodiscard]] bool holds_flags(std::size_t column) const {
    constexpr std::size_t longest = 3;
    const Texts texts = texts_in(column);
    return texts.filled > 1 &&
           std::all_of(texts.distinct.begin(), texts.distinct.end(),
                       [](std::string_view text) { return text.size() <= longest; });
  }

  [[nodiscard]] bool holds_tables(std::size_t column) const {
    return texts_in(column).filled == 0 &&
           std::any_of(
               rows_.begin() + static_cast<std::ptrdiff_t>(first_), rows_.end(),
               [&](RowView row) { return column < row.size() && !row[column].blocks.empty(); });
  }

  // What says yes or no of each measure, "Action taken", is not its name, nor is "measures" beside "name" of
  // data, whose cells hold tables.
  void drop_flags() {
    std::optional<std::size_t>& title = position(Column::title);
    const auto is_flag = [&](std::size_t at) {
      return !header_.is_mapped[at] && (holds_tables(at) || holds_flags(at));
    };
    if (!title || !is_flag(*title)) return;
    bool has_other = holds_flags(*title);
    for (std::size_t i = 0; i < header_.kinds.size(); ++i) {
      has_other = has_other || (header_.kinds[i] == Column::title && !is_flag(i));
    }
    if (!has_other) return;
    std::erase_if(header_.titles, is_flag);
    if (!header_.titles.empty()) {
      title = header_.titles.front();
      return;
    }
    for (std::size_t i = 0; i < header_.kinds.size(); ++i) {
      if (header_.kinds[i] != Column::title || is_flag(i)) continue;
      title = i;
      return;
    }
  }

  // "retrofit-city-hall": do several cells hold text, and all one key of small letters with hyphens?
  [[nodiscard]] bool holds_slugs(std::size_t column) const {
    const Texts texts = texts_in(column);
    const auto is_slug = [](std::string_view text) {
      const bool is_key = std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || is_ascii_digit(c) || c == '-' || c == '_';
      });
      return is_key && text.find_first_of("-_") != std::string_view::npos;
    };
    return texts.filled > 1 && std::all_of(texts.distinct.begin(), texts.distinct.end(), is_slug);
  }

  // Keys of data name a measure where no column of words does; it is their number else.
  void replace_slugs() {
    const std::optional<std::size_t> keys = position(Column::title);
    if (!keys || header_.is_mapped[*keys] || !holds_slugs(*keys)) return;
    const std::size_t measures = texts_of_measures(*keys).filled;
    for (std::size_t at = 0; at < header_.kinds.size(); ++at) {
      const bool is_weak = at != *keys && header_.kinds[at] == Column::title && !header_.at(at);
      if (is_weak ? holds_slugs(at) : !may_be_title(at, measures, Column::title)) continue;
      header_.kinds[*keys] = Column::number;
      header_.numbers.push_back(*keys);
      if (!position(Column::number)) position(Column::number) = *keys;
      return take_guessed_title(at);
    }
  }

  // The title counts that tells most rows apart: a measure is the lowest row with a day or body of its
  // own. Those before it whose texts stand for several rows name what the measures stand under.
  void choose_title() {
    if (header_.titles.size() < 2) return;
    std::vector<std::size_t> filled;
    std::vector<std::size_t> distinct;
    for (const std::size_t at : header_.titles) {
      const Texts texts = texts_of_measures(at);
      filled.push_back(texts.filled);
      distinct.push_back(texts.distinct.size());
    }
    const std::size_t most = *std::max_element(filled.begin(), filled.end());
    // Of those that tell as many, the one whose header says so in fewer other words.
    const auto placed = std::find(header_.titles.begin(), header_.titles.end(),
                                  position(Column::title).value_or(header_.width));
    std::size_t chosen = placed == header_.titles.end()
                             ? 0
                             : static_cast<std::size_t>(placed - header_.titles.begin());
    for (std::size_t i = 0; i < filled.size(); ++i) {
      if (distinct[i] > distinct[chosen] && 2 * filled[i] >= most) chosen = i;
    }
    position(Column::title) = header_.titles[chosen];
    for (std::size_t i = 0; i < chosen; ++i) {
      if (distinct[i] < distinct[chosen]) header_.sections.push_back(header_.titles[i]);
    }
  }

  // "Goal", "Outcome 1", "Activity 1.1" in a column of which nothing is read: a logical framework. What
  // the rows say stands in the title, or where no header says so in the next column of unknown meaning.
  void choose_levels() {
    constexpr std::size_t least = 3;
    const std::optional<std::size_t> title = position(Column::title);
    const auto is_unknown = [&](std::size_t at) {
      return !header_.kinds[at] && !header_.is_mapped[at];
    };
    for (std::size_t at = 0; at < title.value_or(header_.kinds.size()); ++at) {
      // "Result level" speaks of results, but is no column of indicators.
      if (header_.is_mapped[at] || (header_.kinds[at] && header_.at(at))) continue;
      const Texts texts = texts_in(at);
      const auto is_of = [](RowLevel level) {
        return [level](std::string_view text) { return level_of(text) == level; };
      };
      const auto& all = texts.distinct;
      const bool are_levels =
          texts.filled >= least && std::none_of(all.begin(), all.end(), is_of(RowLevel::none));
      const bool has_measures = std::any_of(all.begin(), all.end(), is_of(RowLevel::measure));
      const bool has_headings = std::any_of(all.begin(), all.end(), is_of(RowLevel::heading));
      if (!are_levels || !has_measures || (title && !has_headings)) continue;
      for (std::size_t next = at + 1; next < header_.kinds.size(); ++next) {
        const bool is_name = title ? next == *title : is_unknown(next);
        if (!is_name || 2 * texts_in(next).filled < texts.filled) continue;
        header_.levels = at;
        header_.kinds[next] = Column::title;
        header_.titles = {next};
        position(Column::title) = next;
        if (!position(Column::number)) {
          header_.kinds[at] = Column::number;
          header_.numbers = {at};
          position(Column::number) = at;
        }
        return;
      }
    }
  }

  // Measures have a name. Where no header says which column holds it, it is the first one of unknown
  // meaning whose texts are words and tell nearly all rows apart.
  void guess_title() {
    if (position(Column::title)) return;
    std::size_t measures = 0;
    const auto note = [&](std::optional<std::size_t> at) {
      if (at) measures = std::max(measures, texts_of_measures(*at).filled);
    };
    note(position(Column::deadline));
    note(header_.start);
    for (const AgencyColumn& column : header_.agencies) note(column.position);
    if (measures == 0) note(position(Column::number));  // a form that says neither yet
    if (measures < 2) return;
    // "Problem" before what is read, and "Expected result" before "Indicator"
    for (const Column also : {Column::title, Column::other, Column::indicator}) {
      for (std::size_t at = 0; at < header_.kinds.size(); ++at) {
        const bool is_first_alone = also != Column::title;
        if (is_first_alone && header_.at(at) && header_.at(at) != Column::number) break;
        if (may_be_title(at, measures, also)) return take_guessed_title(at);
      }
    }
  }

  // @param also  among columns of that kind, which are beside a measure elsewhere: "Risk"
  [[nodiscard]] bool may_be_title(std::size_t at, std::size_t measures, Column also) const {
    const bool is_also = also != Column::title && header_.kinds[at] == also;
    const bool is_known =
        (header_.kinds[at] && !is_also) || header_.at(at) || header_.is_mapped[at];
    if (is_known || headers_[at].empty()) return false;
    const Texts texts = texts_of_measures(at);
    const auto of_words = static_cast<std::size_t>(
        std::count_if(texts.distinct.begin(), texts.distinct.end(), [](std::string_view text) {
          return has_letters(text) &&
                 (text.find(' ') != std::string_view::npos || is_unspaced(text));
        }));
    return 10 * texts.filled >= 9 * measures && 10 * texts.distinct.size() >= 9 * texts.filled &&
           2 * of_words > texts.filled;
  }

  void take_guessed_title(std::size_t at) {
    header_.kinds[at] = Column::title;
    header_.titles = {at};
    header_.guessed_title = at;
    position(Column::title) = at;
  }

  // "Unit" beside neither bodies nor anything that is measured: those who carry it out.
  void take_units_of_bodies() {
    const auto& statements = header_.statements;
    const bool has_measured =
        header_.of(Column::indicator) ||
        std::any_of(statements.begin(), statements.end(), [](const auto& one) {
          return one.column != Column::unit && one.column != Column::status;
        });
    const auto unit = std::find_if(statements.begin(), statements.end(),
                                   [](const auto& one) { return one.column == Column::unit; });
    if (unit == statements.end() || has_measured || !header_.agencies.empty()) return;
    const std::size_t at = unit->position;
    const Texts texts = texts_of_measures(at);
    std::size_t bodies = 0;
    for (const std::string_view text : texts.distinct) {
      const std::vector<BodyOrPerson> named = bodies_within(text);
      bodies += !named.empty() && named.front().is_body ? 1U : 0U;
    }
    if (header_.is_mapped[at] || bodies == 0 || 2 * bodies < texts.distinct.size()) return;
    header_.statements.erase(unit);
    header_.kinds[at] = Column::agencies;
    header_.agencies.push_back({at, std::nullopt, std::nullopt});
    position(Column::agencies) = at;
  }

  // Is the whole text a day, a month or the like, of whatever year where a word names a part of one?
  [[nodiscard]] bool says_day(std::string_view text) const {
    constexpr int any_year = 2020;
    constexpr std::size_t longest = 60;
    if (text.size() > longest) return false;
    DeadlineContext context;
    context.language = header_.language;
    if (has_letters(text)) context.year = any_year;
    const Deadline read = read_deadline(text, context);
    return read.due && (read.kind == DeadlineKind::by || read.kind == DeadlineKind::window);
  }

  static bool is_year(std::string_view text) {
    text = text::trim(text);
    return text.size() == 4 && std::all_of(text.begin(), text.end(), is_ascii_digit);
  }

  // "2026", "2028": years that a plan may have, and not "2000", "2050".
  static bool are_of_one_plan(const std::set<std::string_view>& years) {
    constexpr int longest = 30;
    const auto number = [](std::string_view year) { return std::stoi(std::string{year}); };
    return number(text::trim(*years.rbegin())) - number(text::trim(*years.begin())) <= longest;
  }

  // "Target" where nothing else holds days, and its cells do: no value that is to be reached.
  void find_days_of_targets() {
    constexpr std::size_t most_tried = 60;
    constexpr std::size_t least = 2;
    const bool has_days = position(Column::deadline) || header_.start || !header_.periods.empty() ||
                          header_.who_and_when;
    auto& statements = header_.statements;
    const auto target = std::find_if(statements.begin(), statements.end(),
                                     [](const auto& one) { return one.column == Column::target; });
    if (has_days || target == statements.end() || header_.is_mapped[target->position]) return;
    const std::size_t at = target->position;
    // Years alone may be values of what is measured: "2000" trees.
    const bool is_measured = position(Column::indicator) ||
                             std::any_of(statements.begin(), statements.end(), [](auto& one) {
                               return one.column == Column::baseline || one.column == Column::unit;
                             });
    std::size_t said = 0;
    std::size_t days = 0;
    std::set<std::string_view> years;
    for (const std::string_view text : texts_of_measures(at).distinct) {
      if (!has_letters_or_digits(text)) continue;
      ++said;
      if (is_year(text)) years.insert(text);
      days += says_day(text) ? 1U : 0U;
      if (said == most_tried || days == 0) break;
    }
    const bool are_days = days == said && (days >= least || texts_of_measures(at).filled >= least);
    if (days == 0 || !are_days || (!years.empty() && (is_measured || !are_of_one_plan(years)))) {
      return;
    }
    statements.erase(target);
    header_.kinds[at] = Column::deadline;
    header_.guessed_days = at;
    position(Column::deadline) = at;
  }

  // Other columns of days than the one that is read, none of which changes another.
  [[nodiscard]] std::optional<std::size_t> other_days(std::size_t due) const {
    std::optional<std::size_t> found;
    for (std::size_t at = 0; at < header_.kinds.size(); ++at) {
      const bool is_other = header_.kinds[at] == Column::deadline && at != due && !header_.at(at) &&
                            !header_.is_mapped[at];
      if (!is_other) continue;
      if (found) return std::nullopt;
      found = at;
    }
    return found;
  }

  // "Date" beside "Deadline" that says little, and "Afati i fillimit" beside "Afati i përfundimit", of which
  // half of the words are not known.
  void choose_days() {
    const std::optional<std::size_t> due = position(Column::deadline);
    const bool is_alone = due && !header_.start && !header_.end && header_.earlier.empty() &&
                          header_.periods.empty() && !header_.who_and_when;
    if (!is_alone || header_.is_mapped[*due]) return;
    const std::optional<std::size_t> other = other_days(*due);
    if (!other) return;
    const std::size_t said = texts_of_measures(*due).filled;
    const std::size_t said_beside = texts_of_measures(*other).filled;
    const std::optional<std::size_t> title = position(Column::title);
    if (said == 0 && said_beside != 0 && title && *title < *other) {
      header_.guessed_days = other;  // before the title stands the day of an entry
      position(Column::deadline) = other;
    } else if (2 * said < said_beside) {
      header_.days_beside = other;
    } else if (is_half_known(*due) && is_half_known(*other)) {
      find_window(std::min(*due, *other), std::max(*due, *other));
    }
  }

  [[nodiscard]] bool is_half_known(std::size_t at) const {
    const auto match = headers_[at].empty() ? std::nullopt : match_column(headers_[at].back());
    return match && match->share < 1.0;
  }

  // First and last days where each row says that the one is no later than the other.
  void find_window(std::size_t first, std::size_t last) {
    constexpr std::size_t most_tried = 60;
    constexpr std::size_t least = 2;
    DeadlineContext context;
    context.language = header_.language;
    std::size_t tried = 0;
    std::size_t apart = 0;
    for (std::size_t i = first_; i < rows_.size() && tried < most_tried; ++i) {
      if (std::max(first, last) >= rows_[i].size()) continue;
      if (!has_text(rows_[i][first]) || !has_text(rows_[i][last])) continue;
      const Deadline begin = read_deadline(rows_[i][first].text, context);
      const Deadline end = read_deadline(rows_[i][last].text, context);
      if (!begin.due || !end.due) continue;
      if (*end.due < *begin.due) return;
      ++tried;
      apart += *begin.due < *end.due ? 1U : 0U;
    }
    if (tried < least || 2 * apart < tried) return;
    header_.start = header_.guessed_start = first;
    header_.end = last;
    header_.kinds[first] = Column::start;
    position(Column::deadline) = last;
  }

  // "year" among keys of data is that of the promise as often as that of its end.
  void leave_year_of_data() {
    std::optional<std::size_t>& due = position(Column::deadline);
    const bool is_alone = due && !header_.start && header_.periods.empty() &&
                          header_.earlier.empty() && !header_.part_of_year &&
                          !header_.guessed_days && !header_.who_and_when;
    if (!is_alone || header_.is_mapped[*due]) return;
    const auto is_key = [](const HeaderTexts& texts) {
      if (texts.empty()) return true;
      return texts.size() == 1 &&
             std::all_of(texts.front().begin(), texts.front().end(),
                         [](char c) {
                           return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-';
                         }) &&
             texts.front().front() >= 'a' && texts.front().front() <= 'z';
    };
    if (!std::all_of(headers_.begin(), headers_.end(), is_key)) return;
    const auto match = match_column(headers_[*due].back());
    const Texts years = texts_of_measures(*due);
    const bool are_years = std::all_of(years.distinct.begin(), years.distinct.end(),
                                       [](auto text) { return is_year(text); });
    if (!match || !match->is_plain || years.filled == 0 || !are_years) return;
    header_.year_of_data = due;
    header_.kinds[*due] = Column::other;
    due.reset();
  }

  // "June" beside "2024": two columns of one day.
  void find_parts_of_years() {
    const std::optional<std::size_t> due = position(Column::deadline);
    const bool is_alone =
        due && header_.earlier.empty() && !header_.start && header_.periods.empty();
    if (!is_alone || header_.is_mapped[*due] || header_.who_and_when) return;
    const Texts years = texts_of_measures(*due);
    const bool are_years =
        std::all_of(years.distinct.begin(), years.distinct.end(),
                    [](std::string_view text) { return text.size() == 4 && is_period_text(text); });
    if (years.filled == 0 || !are_years) return;
    for (const std::size_t at : {*due - 1, *due + 1}) {  // before the first lies behind the last
      if (at >= header_.kinds.size() || header_.at(at) || header_.is_mapped[at]) continue;
      const Texts parts = texts_of_measures(at);
      const bool are_parts =
          std::all_of(parts.distinct.begin(), parts.distinct.end(), is_part_of_year);
      if (2 * parts.filled < years.filled || parts.filled == 0 || !are_parts) continue;
      header_.part_of_year = at;
      header_.kinds[at] = Column::deadline;
      return;
    }
  }

  // The number counts that tells the most rows apart: "US0113.1" beside "US0113".
  void choose_number() {
    if (header_.numbers.size() < 2) return;
    std::optional<std::size_t>& number = position(Column::number);
    std::size_t most = texts_in(*number).distinct.size();
    for (const std::size_t at : header_.numbers) {
      const std::size_t distinct = texts_in(at).distinct.size();
      if (distinct <= most) continue;
      most = distinct;
      number = at;
    }
  }

  // "Section", "Chapter" and headings with numbers come in whatever order; "Priority" may be a rank.
  [[nodiscard]] bool is_told_section(std::size_t column) const {
    const bool has_header = column < headers_.size() && !headers_[column].empty();
    const auto match = has_header ? match_column(headers_[column].back()) : std::nullopt;
    if (match && match->is_heading) return true;
    const Texts texts = texts_in(column);
    return std::any_of(texts.distinct.begin(), texts.distinct.end(),
                       [](std::string_view text) { return leading_number(text).has_value(); });
  }

  // Behind the title, a column whose texts come back in turns ("high", "low", "high") says of each
  // measure what it is, and parts them into none.
  [[nodiscard]] bool comes_back(std::size_t column, std::size_t title) const {
    if (column < title || is_told_section(column)) return false;
    std::size_t runs = 0;
    std::unordered_set<std::string_view> distinct;
    std::string_view last;
    for (std::size_t i = first_; i < rows_.size(); ++i) {
      if (column >= rows_[i].size() || !has_text(rows_[i][column])) continue;
      if (rows_[i][column].column_span > 1) continue;
      const std::string_view text = rows_[i][column].text;
      runs += runs == 0 || text != last ? 1U : 0U;
      last = text;
      distinct.insert(text);
    }
    return runs > distinct.size();
  }

  // A column of sections whose text is another in nearly each row says something of each measure,
  // and names nothing that they stand under.
  void drop_sections() {
    constexpr std::size_t least = 5;  // measures, of which that can be told
    const std::optional<std::size_t> title = header_.of(Column::title);
    const std::size_t measures = title ? texts_in(*title).filled : 0;
    const auto says_of_each = [&](std::size_t at) {
      if (header_.is_mapped[at] || !title) return false;
      if (at > *title && holds_numbers_alone(at)) return true;  // "Priority (1-5)"
      return comes_back(at, *title) ||
             (measures >= least && 5 * texts_in(at).distinct.size() > 4 * measures);
    };
    header_.sections.erase(
        std::remove_if(header_.sections.begin(), header_.sections.end(), says_of_each),
        header_.sections.end());
  }

  const std::vector<RowView>& rows_;
  std::size_t first_;
  Header& header_;
  const std::vector<HeaderTexts>& headers_;
};

}  // namespace

void choose_columns(const std::vector<RowView>& rows, HeaderRow& found) {
  ColumnChoice{rows, found}.choose();
}

}  // namespace actionplan::detail
