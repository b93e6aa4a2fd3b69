// SPDX-License-Identifier: Apache-2.0
#include "columns.hpp"

#include <actionplan/core/text.hpp>

#include "persons_beside.hpp"
#include "read/contact.hpp"
#include "read/extra_texts.hpp"
#include "read/finance/money_text.hpp"
#include "read/number.hpp"
#include "read/tokens.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

namespace actionplan::detail {
namespace {

// "1.1." stands in rows of measures, not in a header.
bool is_label(std::string_view cell) {
  const std::optional<Number> number = leading_number(cell);
  return number && number->has_dot && !has_letters_or_digits(cell.substr(number->length));
}

// "Total", "Total (thousand lei)".
bool is_total_alone(std::string_view text) {
  constexpr std::ptrdiff_t most_spaces = 1;
  const std::string_view plain = text::trim(text.substr(0, text.find('(')));
  return begins_with_total(plain) && std::count(plain.begin(), plain.end(), ' ') <= most_spaces;
}

// A key of data as words, without the language that it ends in: "dueDate", "name_en"; nothing where
// it is no such key, or its words are apart already.
std::string words_of_key(std::string_view key) {
  constexpr std::size_t longest = 60;
  const bool is_key = key.size() <= longest && std::all_of(key.begin(), key.end(), [](char c) {
                        return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || c == '-';
                      });
  if (!is_key) return {};
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  std::string_view rest = key;
  const std::size_t mark = key.find_last_of("_-");
  const bool ends_in_language = mark != std::string_view::npos && mark != 0 &&
                                mark + 3 == key.size() && is_small(key[mark + 1]) &&
                                is_small(key[mark + 2]);
  const std::string_view last = key.substr(std::min(mark, key.size() - 1) + 1);
  if (ends_in_language && last != "id" && last != "no" && last != "nr") rest = key.substr(0, mark);
  std::string words;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const bool begins_word =
        i != 0 && is_small(rest[i - 1]) && is_ascii_letter(rest[i]) && !is_small(rest[i]);
    if (begins_word) words += ' ';
    words += rest[i] == '_' ? ' ' : rest[i];
  }
  return words == key ? std::string{} : words;
}

// Counts the languages that the cells of a header speak.
class LanguageVote {
 public:
  void add(LanguageSet languages) {
    for (std::size_t i = 0; i < counts_.size(); ++i)
      counts_[i] += static_cast<std::uint32_t>((languages >> i) & 1U);
  }

  // The one that most cells speak; of equals English, else the first; empty: none.
  [[nodiscard]] std::string_view winner() const {
    const std::vector<std::string_view>& names = column_languages();
    std::string_view best;
    std::uint32_t most = 0;
    for (std::size_t i = 0; i < std::min(names.size(), counts_.size()); ++i) {
      const bool is_more = counts_[i] > most || (counts_[i] == most && names[i] == "en");
      if (counts_[i] == 0 || !is_more) continue;
      best = names[i];
      most = counts_[i];
    }
    return best;
  }

 private:
  std::array<std::uint32_t, 64> counts_{};
};

class HeaderFinder {
 public:
  HeaderFinder(const std::vector<HeaderTexts>& columns, const MappedTable& mapped, bool is_told)
      : columns_{columns}, mapped_{mapped}, is_told_{is_told} {
    header_.width = columns.size();
    header_.kinds.resize(columns.size());
    header_.is_mapped.resize(columns.size(), false);
    header_.is_published.resize(columns.size(), false);
    matches_.resize(columns.size());
  }

  std::optional<Header> find() {
    if (!may_be_header()) return std::nullopt;
    header_.periods = period_columns(columns_);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      for (const std::string& text : columns_[i]) {
        if (is_label(text) && !is_told_) return std::nullopt;
      }
      if (const auto mapped = mapped_.find(i, columns_[i])) {
        take_mapped(i, *mapped);
        continue;
      }
      if (is_period(i)) {
        take_money_of_period(i);
        continue;
      }
      if (!columns_[i].empty() && is_extra_column(columns_[i].back())) {
        header_.kinds[i] = Column::other;
        continue;
      }
      const std::optional<ColumnMatch> match = match_of_texts(i);
      if (match && says_when_measured(i, *match)) {
        header_.kinds[i] = Column::other;
      } else if (match && !is_translation(i)) {
        take(i, *match);
      } else if (match) {
        header_.kinds[i] = match->column;
      }
    }
    take_plain_totals();
    settle_mapped();
    take_ends();
    find_earlier_days();
    find_who_and_when();
    if (!is_told_ && !is_header()) return std::nullopt;
    header_.may_be_listed = !is_told_ && may_be_listed();
    find_contacts();
    find_role();
    for (const auto& match : matches_) {
      if (match) vote_.add(match->languages);
    }
    header_.language = vote_.winner();
    return std::move(header_);
  }

 private:
  // Quick to say no of rows of prose: a header needs words for two columns at least.
  [[nodiscard]] bool may_be_header() const {
    constexpr std::size_t longest = 200;  // of what names a column
    if (is_told_ || (mapped_.mapping != nullptr && !mapped_.mapping->is_empty())) return true;
    const auto is_brief = [](const std::string& text) {
      return !text.empty() && text.size() <= longest;
    };
    const auto may_be_named = [&](const HeaderTexts& texts) {
      return std::any_of(texts.begin(), texts.end(), is_brief);
    };
    return std::count_if(columns_.begin(), columns_.end(), may_be_named) >= 2;
  }

  // "Indicator (fr)" behind "Indicator (en)": of one text in several languages the first is read.
  [[nodiscard]] bool is_translation(std::size_t at) {
    if (columns_[at].empty()) return false;
    const std::string_view text = columns_[at].back();
    const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    const bool has_language = text.size() > 5 && text.ends_with(')') &&
                              text[text.size() - 4] == '(' && is_small(text[text.size() - 3]) &&
                              is_small(text[text.size() - 2]);
    if (!has_language) return false;
    return !translated_.insert(text::fold(text.substr(0, text.size() - 4))).second;
  }

  // "Total" or "Source" below "Financing" is of money, and so are columns of our own tables.
  [[nodiscard]] std::optional<ColumnMatch> match_of_texts(std::size_t at) const {
    const HeaderTexts& texts = columns_[at];
    if (!texts.empty() && is_finance_column(texts.back())) return match_of(ColumnUse::finance);
    std::optional<ColumnMatch> match = find_column(texts);
    if (match && match->column != Column::other) return match;
    const std::string_view own =
        match || texts.empty() ? std::string_view{} : without_unit(texts.back());
    const bool has_unit = !match && !texts.empty() && own != texts.back();
    const std::optional<ColumnMatch> plain = has_unit ? match_column(own) : std::nullopt;
    if (plain && plain->column == Column::finance) return plain;
    const std::optional<ColumnMatch> group = find_group(texts);
    if (group && group->column == Column::finance) return group;
    return !match && !texts.empty() && is_sum_of_money(texts.back())
               ? std::optional{match_of(ColumnUse::finance)}
               : match;
  }

  // "Year" below "Baseline", "Date" below "Progress": when that was so, and no day by which something is due.
  [[nodiscard]] bool says_when_measured(std::size_t at, const ColumnMatch& match) const {
    if (!match.is_plain || !is_of_days(match.column)) return false;
    const std::optional<ColumnMatch> group = find_group(columns_[at]);
    return group && (group->column == Column::baseline || group->column == Column::progress ||
                     group->column == Column::status);
  }

  // "Estimate, USD", "Объем (тыс. тенге)"
  static bool is_sum_of_money(std::string_view header) {
    std::string_view words = without_unit(header);
    words = text::trim(words.substr(0, words.find('(')));
    return words.size() < header.size() && names_sum(words) &&
           !read_money_header(header, {}, {}).unit.currency.empty();
  }

  // "2024" below "Cost".
  void take_money_of_period(std::size_t at) {
    const std::optional<ColumnMatch> group = find_group(columns_[at]);
    if (!group || group->column != Column::finance) return;
    drop_period(at);
    take(at, *group);
  }

  // "Total" alone beside columns of money.
  void take_plain_totals() {
    if (header_.money.empty()) return;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (matches_[i] || columns_[i].size() != 1 || !is_total_alone(columns_[i].front())) continue;
      take(i, *matches_[header_.money.front()]);
    }
    std::sort(header_.money.begin(), header_.money.end());
  }

  void drop_period(std::size_t at) {
    std::erase_if(header_.periods,
                  [&](const PeriodColumn& column) { return column.position == at; });
  }

  // Of columns that would be kept with the measures, those that speak of persons in any words, and
  // beside such columns what the persons are.
  void find_contacts() {
    mark_contacts([](const HeaderTexts& texts) {
      return std::any_of(texts.begin(), texts.end(), speaks_of_contacts);
    });
    const auto& kinds = header_.kinds;
    if (std::find(kinds.begin(), kinds.end(), Column::contact) == kinds.end()) return;
    mark_contacts(
        [](const HeaderTexts& texts) { return !texts.empty() && names_position(texts.back()); });
  }

  // Beside persons a role is theirs.
  void find_role() {
    const auto& kinds = header_.kinds;
    const bool has_persons = std::find(kinds.begin(), kinds.end(), Column::contact) != kinds.end();
    if (has_persons || header_.agencies.size() > 1) header_.role.reset();
  }

  template <class IsContact>
  void mark_contacts(IsContact is_contact) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (header_.at(i) || header_.is_mapped[i] || is_period(i)) continue;
      if (is_contact(columns_[i])) header_.kinds[i] = Column::contact;
    }
  }

  [[nodiscard]] bool is_period(std::size_t at) const {
    return std::any_of(header_.periods.begin(), header_.periods.end(),
                       [&](const PeriodColumn& column) { return column.position == at; });
  }

  static bool is_of_days(Column column) {
    return column == Column::deadline || column == Column::start || column == Column::end;
  }

  // "Original deadline", "Revised deadline", also by the group above or a key of data.
  [[nodiscard]] Revision revision_at(std::size_t at, LanguageSet languages) const {
    Revision found = Revision::none;
    for (const std::string& text : columns_[at]) {
      const std::string words = words_of_key(text);
      const Revision said = revision_of(words.empty() ? text : words, languages);
      if (said != Revision::none) found = said;
    }
    return found;
  }

  void take(std::size_t at, ColumnMatch match) {
    if (is_of_days(match.column) && !header_.is_mapped[at]) {
      match.revision = revision_at(at, match.languages);
    }
    // When something was done is no day by which it is due.
    if (match.revision == Revision::actual) {
      header_.kinds[at] = Column::other;
      return;
    }
    matches_[at] = match;
    header_.kinds[at] = match.column;
    if (match.column == Column::agencies && !columns_[at].empty() &&
        asks_for_persons(columns_[at].back())) {
      header_.kinds[at] = Column::contact;
      return;
    }
    switch (match.column) {
      case Column::number: header_.numbers.push_back(at); return place(at, match);
      case Column::indicator:
      case Column::deadline: return place(at, match);
      case Column::title:
        if (!match.is_weak) header_.titles.push_back(at);
        return place(at, match);
      case Column::agencies:
        header_.agencies.push_back({at, match.role, match.force, asked_at(at)});
        return place(at, match);
      case Column::start:
        if (changes(match.revision, header_.start)) header_.start = at;
        return;
      case Column::end:
        if (changes(match.revision, header_.end)) header_.end = at;
        return;
      case Column::section: header_.sections.push_back(at); return;
      case Column::role:
        if (!header_.role && !header_.is_mapped[at]) header_.role = at;
        return;
      case Column::finance: header_.money.push_back(at); return;
      default:
        if (is_statement(match.column)) header_.statements.push_back({at, match.column});
        return;
    }
  }

  // Whom the header asks for, or the one above it; a person's word that these are bodies leaves the plain persons.
  [[nodiscard]] AskedFor asked_at(std::size_t at) const {
    AskedFor asked = AskedFor::any;
    for (const std::string& text : columns_[at]) {
      const AskedFor by_text = asked_by(text);
      if (by_text != AskedFor::any) asked = by_text;
    }
    if (asked != AskedFor::persons) return asked;
    const bool is_own = may_ask_for_persons(columns_[at].back());
    return is_own && !header_.is_mapped[at] ? AskedFor::persons : AskedFor::any;
  }

  // A person's word goes before the header's, whose language still counts.
  void take_mapped(std::size_t at, const MappedColumn& mapped) {
    ColumnMatch match = mapped.match;
    if (const auto natural = find_column(columns_[at])) match.languages = natural->languages;
    header_.is_mapped[at] = true;
    header_.is_published[at] = match.is_published;
    orders_.emplace(at, mapped.order);
    drop_period(at);
    take(at, match);
  }

  // Where a column is said to be the title or number, no other is; sections in the order of the
  // mapping where it names them all.
  void settle_mapped() {
    if (orders_.empty()) return;
    const auto is_said = [&](std::size_t at) { return header_.is_mapped[at]; };
    for (std::vector<std::size_t>* all : {&header_.titles, &header_.numbers}) {
      if (std::none_of(all->begin(), all->end(), is_said)) continue;
      all->erase(std::remove_if(all->begin(), all->end(), std::not_fn(is_said)), all->end());
    }
    std::vector<std::size_t>& sections = header_.sections;
    if (!std::all_of(sections.begin(), sections.end(), is_said)) return;
    std::stable_sort(sections.begin(), sections.end(),
                     [&](std::size_t a, std::size_t b) { return orders_.at(a) < orders_.at(b); });
  }

  void place(std::size_t at, const ColumnMatch& match) {
    std::optional<std::size_t>& position = header_.position[static_cast<std::size_t>(match.column)];
    if (position && !goes_before(match, *matches_[*position])) return;
    position = at;
  }

  // Does a column of days go before the one known? Of several that others change the last one does.
  [[nodiscard]] bool changes(Revision revision, const std::optional<std::size_t>& known) const {
    const Revision before = known ? matches_[*known]->revision : Revision::none;
    return !known || rank_of(revision) > rank_of(before) ||
           (revision == before && is_in_force(revision));
  }

  static bool goes_before(const ColumnMatch& match, const ColumnMatch& other) {
    if (match.is_weak != other.is_weak) return other.is_weak;
    const Revision rank = rank_of(match.revision);
    if (rank != rank_of(other.revision)) return rank > rank_of(other.revision);
    if (is_in_force(match.revision)) return true;
    // "Date" and "Term" give way to "Deadline".
    const bool are_of_days = match.column == Column::deadline && other.column == Column::deadline;
    if (are_of_days && match.is_plain != other.is_plain) return other.is_plain;
    if (match.share != other.share) return match.share > other.share;
    if (match.is_result != other.is_result) return other.is_result;
    // "Title of EU act" gives way to "Activity".
    return match.column == Column::title && match.share_of_all > other.share_of_all;
  }

  // The last day is the deadline where no column is called so.
  void take_ends() {
    std::optional<std::size_t>& deadline =
        header_.position[static_cast<std::size_t>(Column::deadline)];
    if (!deadline) deadline = header_.end;
  }

  [[nodiscard]] Revision revision_of_days(const std::optional<std::size_t>& at) const {
    return at && matches_[*at] ? matches_[*at]->revision : Revision::none;
  }

  // "Initial deadline" beside "Revised deadline". The one in force is read, and where a row has none of
  // it, the one before.
  void find_earlier_days() {
    std::optional<std::size_t>& deadline =
        header_.position[static_cast<std::size_t>(Column::deadline)];
    const Revision of_end = revision_of_days(header_.end);
    if (is_in_force(of_end) && revision_of_days(deadline) < of_end) deadline = header_.end;
    // "Fecha inicial" before "Fecha reprogramada" is no first day.
    const bool is_first_of_deadlines = header_.start && !header_.end &&
                                       revision_of_days(header_.start) < Revision::none &&
                                       is_in_force(revision_of_days(deadline));
    if (is_first_of_deadlines) {
      matches_[*header_.start]->column = Column::deadline;
      header_.start.reset();
    }
    // "Start", "End", "Revised deadline"
    const bool is_end_revised =
        header_.end && header_.end != deadline && is_in_force(revision_of_days(deadline));
    if (is_end_revised) header_.end = deadline;
    const auto may_be_earlier = [&](std::size_t i) {
      return matches_[i] && is_of_days(matches_[i]->column) && !header_.is_mapped[i] &&
             i != deadline && i != header_.start && i != header_.end;
    };
    std::array<std::size_t, 2> others{};  // of last days, and of first ones
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (may_be_earlier(i)) ++others.at(matches_[i]->column == Column::start ? 1 : 0);
    }
    for (std::size_t i = columns_.size(); i-- > 0;) {
      if (!may_be_earlier(i)) continue;
      const bool is_start = matches_[i]->column == Column::start;
      const Revision chosen = revision_of_days(is_start ? header_.start : deadline);
      const Revision own = matches_[i]->revision;
      // "Deadline for submission" alone beside "Revised deadline"
      const bool is_alone = others.at(is_start ? 1 : 0) == 1;
      const bool is_earlier =
          is_in_force(chosen)
              ? own != Revision::none || is_alone || matches_[i]->share_of_all == 1.0
              : own < Revision::none && chosen == Revision::none;
      if (is_earlier) header_.earlier.push_back({matches_[i]->column, i});
    }
    // Of days revised several times the last ones come first.
    std::stable_partition(
        header_.earlier.begin(), header_.earlier.end(),
        [&](const EarlierDays& one) { return is_in_force(matches_[one.position]->revision); });
  }

  // "Responsible, deadline": where no other column has the bodies or the days, one holds both.
  void find_who_and_when() {
    const std::optional<std::size_t> day = header_.of(Column::deadline);
    const std::optional<std::size_t> body = header_.of(Column::agencies);
    if (!day && !header_.start && header_.periods.empty()) find_persons_and_days();
    if (header_.has_persons_and_days) return;
    if (day.has_value() == body.has_value() || header_.agencies.size() > 1 || header_.start) return;
    const std::size_t at = day ? *day : *body;
    if (header_.is_mapped[at] || columns_[at].empty()) return;
    const std::string& own = columns_[at].back();
    const bool says_both =
        mentions_column(own, Column::deadline) && mentions_column(own, Column::agencies);
    if (says_both) header_.who_and_when = at;
  }

  // "Responsible person, deadline", where no other column has the days.
  void find_persons_and_days() {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const bool is_of_persons = header_.kinds[i] == Column::contact && !header_.is_mapped[i] &&
                                 !columns_[i].empty() && !header_.at(i);
      if (!is_of_persons || !mentions_column(columns_[i].back(), Column::deadline)) continue;
      header_.who_and_when = i;
      header_.has_persons_and_days = true;
      header_.position[static_cast<std::size_t>(Column::deadline)] = i;
      return;
    }
  }

  // "No, Title, Year" stands above publications, "No, Name, Department, Start date" above persons,
  // "No, Indicator, Year" above statistics: words of any list, and no day by which something is due.
  [[nodiscard]] bool is_list_of_things() const {
    const std::optional<std::size_t> title = header_.of(Column::title);
    const std::optional<std::size_t> day = header_.of(Column::deadline);
    if ((title && !matches_[*title]->is_plain) || (!day && !header_.start)) return false;
    if ((day && !matches_[*day]->is_plain) || !header_.periods.empty()) return false;
    if (!title) return header_.of(Column::indicator).has_value();
    if (header_.of(Column::indicator)) return false;
    const bool is_of_persons = matches_[*title]->is_weak && header_.start && !day;
    return header_.agencies.empty() || is_of_persons;
  }

  // "Country, Plan, Lead agency, Year": what others have planned, side by side. Rows of such a table are no
  // measures, whoever leads them, unless they are called so and something is due.
  [[nodiscard]] bool is_comparison() const {
    const std::optional<std::size_t> title = header_.of(Column::title);
    const std::optional<std::size_t> day = header_.of(Column::deadline);
    const bool has_title = title && !matches_[*title]->is_weak;
    const bool is_due =
        (day && !matches_[*day]->is_plain) || header_.start || !header_.periods.empty();
    if (has_title && (is_due || !day)) return false;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const bool is_unknown = !header_.kinds[i] || (matches_[i] && matches_[i]->is_weak);
      if (!is_unknown || header_.is_mapped[i] || columns_[i].empty()) continue;
      const std::string& text = columns_[i].back();
      if (names_country(text) || (!has_title && !is_due && mentions_document(text))) return true;
    }
    return false;
  }

  // "No, Title of the law, Responsible ministry, Year of adoption": a list of what there is, or a plan. What else
  // the document says decides.
  [[nodiscard]] bool may_be_listed() const {
    const std::optional<std::size_t> title = header_.of(Column::title);
    const std::optional<std::size_t> day = header_.of(Column::deadline);
    if (!title || !day || header_.is_mapped[*title] || header_.is_mapped[*day]) return false;
    const bool has_more = header_.start || !header_.periods.empty() || !header_.earlier.empty() ||
                          header_.of(Column::indicator) || !header_.statements.empty() ||
                          header_.who_and_when || header_.titles.size() > 1;
    if (has_more || columns_[*title].size() != 1 || columns_[*day].size() != 1) return false;
    const ColumnMatch& said = *matches_[*day];
    if (!names_listed(columns_[*title].front())) return false;
    if (said.share_of_all <= 0.5) return true;  // "Year of adoption"
    // "Agency" says not that it is responsible.
    return said.is_plain &&
           std::all_of(header_.agencies.begin(), header_.agencies.end(), [&](const auto& one) {
             const std::string& text = columns_[one.position].back();
             return one.role == Role::lead ||
                    (one.asked == AskedFor::bodies && text.find(' ') == std::string::npos);
           });
  }

  [[nodiscard]] bool is_header() const {
    const auto found = std::count_if(header_.position.begin(), header_.position.end(),
                                     [](const auto& position) { return position.has_value(); });
    const std::optional<std::size_t> title = header_.of(Column::title);
    const bool has_title = title && !matches_[*title]->is_weak;
    if (is_list_of_things()) return false;
    const bool is_known =
        tells_more(header_)
            ? (has_title && (found >= 2 || header_.start)) || found >= 3
            : has_title && (header_.of(Column::number) || header_.periods.size() >= 2);
    return is_known && !is_comparison();
  }

  const std::vector<HeaderTexts>& columns_;
  MappedTable mapped_;
  bool is_told_;
  std::map<std::size_t, std::size_t> orders_;  // of mapped columns
  std::vector<std::optional<ColumnMatch>> matches_;
  Header header_;
  LanguageVote vote_;
  std::set<std::string> translated_;  // texts that stand in several languages
};

}  // namespace

std::optional<Column> Header::at(std::size_t index) const noexcept {
  for (std::size_t i = 0; i < column_count; ++i) {
    if (position[i] == index) return static_cast<Column>(i);
  }
  const bool is_agencies = std::any_of(agencies.begin(), agencies.end(), [&](const auto& column) {
    return column.position == index;
  });
  if (is_agencies) return Column::agencies;
  if (part_of_year == index) return Column::deadline;
  if (start == index) return Column::start;
  if (end == index) return Column::end;
  if (std::find(sections.begin(), sections.end(), index) != sections.end()) return Column::section;
  for (const StatementColumn& statement : statements) {
    if (statement.position == index) return statement.column;
  }
  if (std::find(money.begin(), money.end(), index) != money.end()) return Column::finance;
  const bool is_period =
      std::any_of(periods.begin(), periods.end(),
                  [&](const PeriodColumn& column) { return column.position == index; });
  return is_period ? std::optional{Column::deadline} : std::nullopt;
}

bool tells_more(const Header& header) noexcept {
  return header.of(Column::indicator) || header.of(Column::agencies) ||
         header.of(Column::deadline) || header.start;
}

std::optional<ColumnMatch> find_column(const HeaderTexts& texts) {
  std::optional<ColumnMatch> weak;
  std::string joined;
  for (std::size_t i = texts.size(); i-- > 0;) {
    joined = joined.empty() ? texts[i] : texts[i] + " " + joined;
    std::optional<ColumnMatch> match = match_column(texts[i]);
    if (!match && i + 1 < texts.size()) match = match_column(joined);
    if (!match) match = match_column(words_of_key(texts[i]));
    if (!match) match = match_key(texts[i]);
    if (match && !match->is_weak) return match;
    if (!weak) weak = match;
  }
  return weak;
}

std::optional<ColumnMatch> find_group(HeaderTexts texts) {
  if (texts.size() < 2) return std::nullopt;
  texts.pop_back();
  return find_column(texts);
}

std::optional<Header> find_header(const std::vector<HeaderTexts>& columns,
                                  const MappedTable& mapped, bool is_told) {
  constexpr std::size_t widest = 200;
  if (!is_told && (columns.size() < 2 || columns.size() > widest)) return std::nullopt;
  return HeaderFinder{columns, mapped, is_told}.find();
}

}  // namespace actionplan::detail
