// SPDX-License-Identifier: Apache-2.0
#include "card_label.hpp"

#include <actionplan/core/text.hpp>

#include "labelled_number.hpp"
#include "read/contact.hpp"
#include "read/finance/money_text.hpp"
#include "read/number.hpp"
#include "read/tokens.hpp"

#include <algorithm>

namespace actionplan::detail {
namespace {

std::optional<ColumnMatch> find_match(std::string_view text, const AppliedMapping& mapping);

}  // namespace

std::string_view plain_label(std::string_view text) {
  text = text::trim(text);
  while (text.ends_with(':')) text = text::trim(text.substr(0, text.size() - 1));
  return text;
}

std::optional<ColumnMatch> match_label(std::string_view text, const AppliedMapping& mapping) {
  return mapping.labels_met().of(text,
                                 [&](std::string_view one) { return find_match(one, mapping); });
}

namespace {

std::optional<ColumnMatch> find_match(std::string_view text, const AppliedMapping& mapping) {
  if (const auto told = mapping.find_label(plain_label(text))) return told;
  const bool is_phrase = text::trim(text).find(' ') != std::string_view::npos;
  if (is_phrase && names_position(plain_label(text))) {  // "Title, department"
    ColumnMatch match;
    match.column = Column::contact;
    return match;
  }
  if (const std::optional<Number> number = leading_number(text)) text.remove_prefix(number->length);
  text = text::trim(text);
  while (text.ends_with(':') || text.ends_with('.'))
    text = text::trim(text.substr(0, text.size() - 1));
  if (std::optional<ColumnMatch> match = match_column(text)) {
    const bool is_of_persons = match->column == Column::agencies && asks_for_persons(text);
    if (is_of_persons) match->column = Column::contact;
    return match;
  }
  if (const auto labelled = labelled_number(text); labelled && labelled->rest == text.size()) {
    return match_column(text::trim(text.substr(0, text.find_first_of("0123456789"))));
  }
  const std::string_view plain_text = without_unit(text);
  if (plain_text == text) return std::nullopt;
  const std::optional<ColumnMatch> plain = match_column(plain_text);
  return plain && plain->column == Column::finance ? plain : std::nullopt;
}

}  // namespace

bool is_label_of_few_words(std::string_view text, const AppliedMapping& mapping) {
  text = text::trim(text);
  if (std::count(text.begin(), text.end(), ' ') > 1) return false;
  const std::optional<ColumnMatch> match = match_label(text, mapping);
  return match && match->share == 1.0;
}

std::size_t label_end(std::string_view line, const AppliedMapping& mapping) {
  constexpr std::size_t longest = 100;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > longest) return 0;
  return match_label(line.substr(0, colon), mapping) ? colon + 1 : 0;
}

std::size_t unknown_label_end(std::string_view line) {
  constexpr std::size_t longest = 80;
  constexpr std::size_t most_words = 5;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon > longest) return 0;
  if (colon + 1 < line.size() && text::space_length(line.substr(colon + 1)) == 0) return 0;
  const Tokens words{line.substr(0, colon)};
  if (words.is_empty() || words.size() > most_words || !words[0].is_capital) return 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words.is_word(i) && !words.is_mark(i, '-')) return 0;
  }
  return colon + 1;
}

bool goes_on(std::string_view before, std::string_view next) {
  before = text::trim(before);
  if (before.ends_with(',') || before.ends_with(';') || before.ends_with('-')) return true;
  const Tokens words{next.substr(0, text::byte_offset(next, 40))};
  return !words.is_empty() && words.is_word(0) && !words[0].is_capital;
}

bool is_brief(const std::optional<ColumnMatch>& match) noexcept {
  return match && (tells_when_or_who(*match) || match->column == Column::number);
}

std::optional<ColumnMatch> label_of_text(std::string_view text, const AppliedMapping& mapping) {
  const std::string_view line = text.substr(0, text.find('\n'));
  if (const std::size_t end = label_end(line, mapping)) {
    return match_label(line.substr(0, end), mapping);
  }
  // "Ministry of Health" is no label, as "Date of completion" is.
  constexpr std::size_t longest = 60;
  constexpr double least = 0.5;
  if (line.size() > longest) return std::nullopt;
  std::optional<ColumnMatch> match = match_label(line, mapping);
  const bool is_told = match && mapping.find_label(plain_label(line)).has_value();
  const bool is_contact = match && match->column == Column::contact;
  return match && (is_told || is_contact || match->share_of_all >= least) ? match : std::nullopt;
}

}  // namespace actionplan::detail
