// SPDX-License-Identifier: Apache-2.0
#include "list_layout.hpp"

#include <actionplan/core/text.hpp>

#include "cell_parts.hpp"
#include "read/agency/bodies_within.hpp"
#include "read/contact.hpp"
#include "read/deadline/heading_dates.hpp"
#include "read/finance/money_text.hpp"
#include "read/number.hpp"
#include "read/tokens.hpp"
#include "read/words/lexicon.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace actionplan::detail {
namespace {

constexpr std::size_t longest_date = 80;

std::string_view text_in(const Cell& cell, const LineSpan& span) {
  return std::string_view{cell.text}.substr(span.begin, span.end - span.begin);
}

bool is_space_before(std::string_view text, std::size_t at) {
  return at == 0 || text[at - 1] == ' ' || text[at - 1] == '\n' || text[at - 1] == '\t';
}

// The stretches between spaced dashes. A dash may stand at the end of its line.
std::vector<LineSpan> parts_of_item(std::string_view text) {
  constexpr std::array<std::string_view, 3> dashes = {"-", "–", "—"};
  std::vector<LineSpan> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const std::string_view dash : dashes) {
      if (!text.substr(at).starts_with(dash) || !is_space_before(text, at)) continue;
      const std::size_t after = at + dash.size();
      if (after < text.size() && text::space_length(text.substr(after)) == 0) continue;
      parts.push_back({begin, at});
      begin = after;
    }
  }
  parts.push_back({begin, text.size()});
  const auto is_blank = [&](const LineSpan& span) {
    return text::trim(text.substr(span.begin, span.end - span.begin)).empty();
  };
  parts.erase(std::remove_if(parts.begin(), parts.end(), is_blank), parts.end());
  return parts;
}

bool is_date_part(std::string_view text) {
  const std::string_view plain = text::trim(text);
  return plain.size() <= longest_date && names_date(plain);
}

// "CAP2.PA.LA01", "1.3": letters or dots with digits, in one word.
bool is_code(std::string_view text) {
  std::string_view plain = text::trim(text);
  while (plain.ends_with('.') || plain.ends_with(';')) plain.remove_suffix(1);
  if (plain.empty() || plain.size() > longest_label) return false;
  const bool has_digit = plain.find_first_of("0123456789") != std::string_view::npos;
  const bool is_number = plain.find_first_not_of("0123456789") == std::string_view::npos;
  return has_digit && !is_number && plain.find_first_of(" \n\t,") == std::string_view::npos;
}

bool is_in_parentheses(std::string_view text) {
  const std::string_view plain = text::trim(text);
  return plain.size() > 2 && plain.front() == '(' && plain.back() == ')' &&
         plain.find('(', 1) == std::string_view::npos;
}

bool is_list_number(std::string_view text) {
  const std::optional<Number> number = leading_number(text);
  return number && number->parts.size() == 1 && number->length == text.size();
}

// "20 000 EUR", "cost: 500 thousand lei": an amount with its currency and nothing else.
bool is_money_part(std::string_view text) {
  const std::vector<MoneyText> said = read_money_lines(text::trim(text), {});
  return said.size() == 1 && said.front().outcome == MoneyOutcome::read &&
         !said.front().unit.currency.empty();
}

// Where the label of a contact ends, "contact: A. Person"; 0: it has none, "a.person@mail.example".
std::optional<std::size_t> contact_label(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && speaks_of_contacts(text.substr(0, colon))) {
    return colon + 1;
  }
  return begins_contact(text::trim(text)) ? std::optional{std::size_t{0}} : std::nullopt;
}

// A label of it, or the word for it in English.
const MoneyHeader* list_money_header(std::string_view text, Records& out) {
  MoneyHeader& header = out.money_headers.emplace_back();
  const std::size_t colon = text.find(':');
  const std::string_view label = text::trim(text.substr(0, std::min(colon, text.size())));
  const bool is_label = colon != std::string_view::npos && !label.empty();
  header.text = is_label ? text::collapse_spaces(label) : "finance";
  return &header;
}

// "By March 2024, do this": the clause before the comma.
std::optional<std::vector<LineSpan>> split_clause(std::string_view text) {
  for (const char mark : {',', ':'}) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos || at > longest_date) continue;
    if (is_date_part(text.substr(0, at))) {
      return std::vector<LineSpan>{{0, at}, {at + 1, text.size()}};
    }
  }
  return std::nullopt;
}

// Where the parentheses that end a text begin; the text's size: it ends in none.
std::size_t last_parentheses(std::string_view text) {
  const std::string_view plain = text::trim(text);
  if (!plain.ends_with(')')) return text.size();
  std::size_t depth = 0;
  for (std::size_t at = static_cast<std::size_t>(plain.data() - text.data()) + plain.size();
       at-- > 0;) {
    if (text[at] == ')') ++depth;
    if (text[at] == '(' && --depth == 0) return at;
  }
  return text.size();
}

// "Do this (Ministry of Works; by 2025)": what stands between semicolons, else commas, in parentheses at
// the end; one names a day, and the others bodies.
std::optional<Record> measure_with_parentheses(const Cell& item, Records& out, Account& account) {
  constexpr std::size_t longest = 300;
  constexpr std::size_t shortest_title = 10;
  const std::string_view text = item.text;
  const std::size_t open = last_parentheses(text);
  if (open == text.size() || open < shortest_title || text.size() - open > longest) {
    return std::nullopt;
  }
  const std::size_t close = text.rfind(')');
  const char mark = text.substr(open, close - open).find(';') != std::string_view::npos ? ';' : ',';
  std::vector<LineSpan> parts;
  for (std::size_t begin = open + 1; begin <= close;) {
    const std::size_t end = std::min(text.find(mark, begin), close);
    parts.push_back({begin, end});
    begin = end + 1;
  }
  const auto is_day = [&](const LineSpan& part) { return is_date_part(text_in(item, part)); };
  const auto day = std::find_if(parts.begin(), parts.end(), is_day);
  const bool is_at_edge = day == parts.begin() || (day != parts.end() && day + 1 == parts.end());
  if (parts.size() < 2 || !is_at_edge || std::count_if(parts.begin(), parts.end(), is_day) != 1) {
    return std::nullopt;
  }
  const LineSpan when = *day;
  parts.erase(day);
  Record record;
  record.first = &item;
  const auto take = [&](Column column, std::size_t begin, std::size_t end) {
    record.fields.push_back(
        {column, part_of(item, begin, end, out, account), std::nullopt, std::nullopt});
  };
  take(Column::title, 0, open);
  take(Column::deadline, when.begin, when.end);
  take(Column::agencies, parts.front().begin, parts.back().end);
  account.claim(item, open, open + 1, TextUse::column, {});
  account.claim(item, close, text.size(), TextUse::column, {});
  const std::size_t between = when.begin < parts.front().begin ? when.end : parts.back().end;
  account.claim(item, between, between + 1, TextUse::column, {});
  return record;
}

}  // namespace

void name_contacts(const Record& record, ProblemList& problems) {
  for (const BesideText& contact : record.contacts) {
    problems.add({"contact_left_out",
                  Severity::warning,
                  contact.cell->place,
                  "What the item says last is a contact, no part of a measure, and was kept apart "
                  "from the plan, as personal data.",
                  {}});
  }
}

std::size_t list_number_length(std::string_view text) {
  const std::optional<Number> number = leading_number(text);
  const bool is_one = number && number->parts.size() == 1 && number->has_dot;
  return is_one && text::space_length(text.substr(number->length)) != 0 ? number->length : 0;
}

bool counts_in_list(std::span<const Block> blocks, std::size_t item) {
  constexpr std::size_t farthest = 20;  // items below those beside each other
  const Block& own = blocks[item];
  if (list_number_length(own.text) == 0) return false;
  const int number = leading_number(own.text)->parts.front();
  const auto counts = [&](bool forward) {
    for (std::size_t k = 1; k <= farthest; ++k) {
      if (forward ? item + k >= blocks.size() : item < k) return false;
      const Block& other = forward ? blocks[item + k] : blocks[item - k];
      if (other.kind != BlockKind::item || other.level < own.level) return false;
      if (other.level > own.level) continue;
      return list_number_length(other.text) != 0 &&
             leading_number(other.text)->parts.front() == number + (forward ? 1 : -1);
    }
    return false;
  };
  return counts(false) || counts(true);
}

bool is_item_of_date(const Cell& item) { return is_date_part(item.text); }

Record measure_of_items(const Cell& date, const std::vector<const Cell*>& below, Records& out,
                        Account& account) {
  std::string title;
  for (const Cell* item : below) {
    if (!title.empty()) title += "; ";
    title += text::trim(item->text);
  }
  Record record;
  record.first = &date;
  record.fields.push_back({Column::deadline, &date, std::nullopt, std::nullopt});
  record.fields.push_back(
      {Column::title, cell_of_sources(std::move(title), below.front()->place, below, out, account),
       std::nullopt, std::nullopt});
  return record;
}

namespace {

// What stands in parentheses at the end of a part behind other words, where all of it is plainly bodies;
// empty: nothing does.
LineSpan bodies_at_end(std::string_view text, LineSpan part) {
  const std::string_view said = text.substr(0, part.end);
  const std::size_t open = said.rfind('(');
  if (!said.ends_with(')') || open == std::string_view::npos || open <= part.begin) return {};
  constexpr std::size_t longest = 300;
  const std::string_view inside = said.substr(open + 1, said.size() - open - 2);
  if (inside.size() > longest) return {};
  const std::vector<BodyOrPerson> named = bodies_within(inside);
  const bool are_bodies = named.size() == 1 && named.front().is_body;
  const Tokens words{inside};
  return are_bodies && words[0].is_capital ? LineSpan{open + 1, part.end - 1} : LineSpan{};
}

}  // namespace

std::optional<Record> measure_of_numbered(const Cell& item, Records& out, Account& account) {
  const std::size_t length = list_number_length(item.text);
  const Cell* const said = part_of(item, length, item.text.size(), out, account);
  std::optional<Record> record = measure_of_item(*said, out, account);
  if (!record) return std::nullopt;
  const bool has_number = record->cell(Column::number) != nullptr;
  if (has_number) {
    account.claim(item, 0, length, TextUse::column, {});
  } else {
    const Cell* const number = part_of(item, 0, length, out, account);
    record->fields.push_back({Column::number, number, std::nullopt, std::nullopt});
  }
  record->first = &item;
  return record;
}

std::optional<Record> measure_of_item(const Cell& item, Records& out, Account& account) {
  std::vector<LineSpan> parts = parts_of_item(item.text);
  if (parts.empty()) return std::nullopt;  // dashes alone
  if (parts.size() == 1) {
    std::optional<std::vector<LineSpan>> clause = split_clause(item.text);
    if (!clause) return measure_with_parentheses(item, out, account);
    parts = *std::move(clause);
  }
  const std::vector<LineSpan> all = parts;
  Record record;
  record.first = &item;
  const auto take = [&](Column column, LineSpan span) {
    if (column == Column::agencies) {  // without its parentheses
      span.begin = item.text.find('(', span.begin) + 1;
      span.end = item.text.rfind(')', span.end - 1);
    }
    const Cell* part = part_of(item, span.begin, span.end, out, account);
    record.fields.push_back({column, part, std::nullopt, std::nullopt});
  };
  const auto take_at = [&](std::size_t at, Column column) {
    take(column, parts[at]);
    parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(at));
  };
  if (is_code(text_in(item, parts.back()))) {
    take_at(parts.size() - 1, Column::number);
  } else if (is_code(text_in(item, parts.front()))) {
    take_at(0, Column::number);
  }
  if (parts.size() < 2) return std::nullopt;
  if (is_date_part(text_in(item, parts.front()))) {
    take_at(0, Column::deadline);
  } else if (is_date_part(text_in(item, parts.back()))) {
    take_at(parts.size() - 1, Column::deadline);
  } else {
    return std::nullopt;
  }
  const std::optional<std::size_t> label = contact_label(text_in(item, parts.back()));
  if (parts.size() > 1 && label) {
    const LineSpan span = parts.back();
    record.contacts.push_back({part_of(item, span.begin, span.begin + *label, out, account),
                               part_of(item, span.begin + *label, span.end, out, account)});
    parts.pop_back();
  }
  if (parts.size() > 1 && is_in_parentheses(text_in(item, parts.back()))) {
    take_at(parts.size() - 1, Column::agencies);
  }
  if (parts.size() > 1 && is_money_part(text_in(item, parts.back()))) {
    record.money.push_back({list_money_header(text_in(item, parts.back()), out),
                            part_of(item, parts.back().begin, parts.back().end, out, account)});
    parts.pop_back();
  }
  if (parts.empty()) return std::nullopt;
  if (record.cell(Column::agencies) == nullptr) {
    const LineSpan inside = bodies_at_end(item.text, parts.back());
    if (inside.end != 0) {  // "publish the catalogue (Statistics Office)"
      const Cell* const bodies = part_of(item, inside.begin, inside.end, out, account);
      record.fields.push_back({Column::agencies, bodies, std::nullopt, std::nullopt});
      const std::string_view title = std::string_view{item.text}.substr(0, inside.begin - 1);
      const std::size_t end = title.find_last_not_of(" \t\n") + 1;
      account.claim(item, end, inside.begin, TextUse::column, {});
      account.claim(item, inside.end, inside.end + 1, TextUse::column, {});
      parts.back().end = end;
    }
  }
  take(Column::title, {parts.front().begin, parts.back().end});
  for (const BesideText& contact : record.contacts) {
    account.claim(*contact.header, TextUse::named, "contact_left_out");
    account.claim(*contact.cell, TextUse::named, "contact_left_out");
  }
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {  // what parts them
    account.claim(item, all[i].end, all[i + 1].begin, TextUse::column, {});
  }
  return record;
}

bool is_of_chronicle(const Record& measure) {
  const Cell* const day = measure.cell(Column::deadline);
  const Cell* const number = measure.cell(Column::number);
  // That of a list counts the days.
  const bool is_of_list = number != nullptr && is_list_number(number->text);
  const bool says_more = (number != nullptr && !is_of_list) ||
                         measure.cell(Column::agencies) != nullptr || !measure.money.empty();
  if (day == nullptr || says_more) return false;
  const auto is_bare = [&](std::string_view language) {
    if (!is_date_alone(day->text, language)) return false;
    const std::vector<Period> dates = dates_in(day->text, language);
    return dates.size() == 1 && dates.front().first() == dates.front().last();
  };
  if (is_bare({})) return true;
  const auto& languages = plan_languages();
  return std::any_of(languages.begin(), languages.end(), is_bare);
}

}  // namespace actionplan::detail
