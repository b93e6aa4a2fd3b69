// SPDX-License-Identifier: Apache-2.0
#include "column_words.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "column_lexicon.hpp"
#include "core/internal/by_text.hpp"
#include "header_text.hpp"
#include "lexicon.hpp"
#include "read/number.hpp"
#include "read/tokens.hpp"

#include <algorithm>

namespace actionplan::detail {
namespace {

// What a header cell says in one language.
class HeaderCell {
 public:
  using Hit = ColumnLexicon::Hit;

  HeaderCell(std::size_t words, const std::vector<Hit>& hits, std::size_t language)
      : size_{words}, language_{language} {
    for (const Hit& hit : hits) {
      const bool is_of_header = hit.phrase->kind != PhraseKind::document;
      if (is_of_header && hit.phrase->language == language) hits_.push_back(hit);
    }
    noun_end_ = size_;
    for (const Hit& hit : hits_) {
      if (hit.phrase->kind == PhraseKind::preposition && hit.at != 0) {
        noun_end_ = std::min(noun_end_, hit.at);
      }
    }
  }

  [[nodiscard]] std::optional<ColumnMatch> match() const {
    if (const Hit* phrase = longest(0, size_, 2)) return accept(*phrase, size_);
    const Hit* const noun = longest(0, noun_end_, 1);
    if (noun != nullptr && noun->phrase->kind != PhraseKind::weak) return accept(*noun, noun_end_);
    const Hit* const further = longest(noun_end_, size_, 1);
    if (further != nullptr && further->phrase->kind != PhraseKind::weak)
      return accept(*further, size_);
    return noun != nullptr ? accept(*noun, size_) : std::nullopt;
  }

  // How many of the words any wording of the language has.
  [[nodiscard]] std::size_t known_words() const {
    std::size_t known = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      known += std::any_of(hits_.begin(), hits_.end(),
                           [&](const Hit& hit) { return hit.at <= i && i < hit.end(); })
                   ? 1U
                   : 0U;
    }
    return known;
  }

 private:
  // The longest wording of so many words at least. Of equals the head of the phrase counts: the
  // first, or the last where nouns follow what describes them. A weak word gives way to any other.
  [[nodiscard]] const Hit* longest(std::size_t begin, std::size_t end, std::size_t least) const {
    const bool takes_last = column_lexicon().is_head_last(language_);
    const Hit* best = nullptr;
    for (const Hit& hit : hits_) {
      const PhraseKind kind = hit.phrase->kind;
      if (kind != PhraseKind::column && kind != PhraseKind::weak) continue;
      if (hit.at < begin || hit.end() > end || hit.count() < least) continue;
      if (is_part_of_body(hit, end)) continue;
      if (best == nullptr || goes_before(hit, *best, takes_last)) best = &hit;
    }
    return best;
  }

  // "Name of responsible" goes on with "institution", and "responsible officer" with "department".
  [[nodiscard]] bool is_part_of_body(const Hit& person, std::size_t end) const {
    const bool is_person = person.phrase->kind == PhraseKind::column &&
                           person.phrase->column == Column::contact && person.count() > 1;
    return is_person && std::any_of(hits_.begin(), hits_.end(), [&](const Hit& hit) {
             return hit.phrase->kind == PhraseKind::column &&
                    hit.phrase->column == Column::agencies && hit.at >= person.at &&
                    hit.at <= person.end() && hit.end() > person.end() && hit.end() <= end;
           });
  }

  static bool goes_before(const Hit& hit, const Hit& best, bool takes_last) {
    const bool is_weak = hit.phrase->kind == PhraseKind::weak;
    const bool best_is_weak = best.phrase->kind == PhraseKind::weak;
    if (is_weak != best_is_weak) return best_is_weak;
    if (hit.count() != best.count()) return hit.count() > best.count();
    return takes_last && hit.at > best.at;
  }

  [[nodiscard]] std::optional<ColumnMatch> accept(const Hit& hit, std::size_t end) const {
    ColumnMatch match;
    match.column = hit.phrase->column;
    match.is_weak = hit.phrase->kind == PhraseKind::weak;
    match.share = covered(hit, end);
    if (match.share < (match.is_weak ? 1.0 : 0.5)) return std::nullopt;
    match.share_of_all = end == size_ ? match.share : covered(hit, size_);
    match.languages = LanguageSet{1} << language_;
    match.is_plain = match.is_weak || (hit.phrase->is_plain && hit.count() == size_);
    match.is_heading = hit.phrase->is_heading;
    match.is_result = hit.phrase->is_result;
    if (match.column == Column::agencies) take_part(hit, match);
    return match;
  }

  // The share of the words before `end` that wordings of the column cover.
  [[nodiscard]] double covered(const Hit& best, std::size_t end) const {
    std::vector<std::uint8_t> is_told(end, 0);
    std::vector<std::uint8_t> is_idle(end, 0);
    const Column column = best.phrase->column;
    const bool is_weak = best.phrase->kind == PhraseKind::weak;
    const bool is_of_days =
        column == Column::deadline || column == Column::start || column == Column::end;
    for (const Hit& hit : hits_) {
      const PhraseKind kind = hit.phrase->kind;
      const bool is_filler =
          kind == PhraseKind::filler || kind == PhraseKind::preposition ||
          (kind == PhraseKind::weak && !is_weak) ||
          (is_of_days && (kind == PhraseKind::revised_word || kind == PhraseKind::current_word));
      const bool is_part = column == Column::agencies && kind >= PhraseKind::lead_word &&
                           kind <= PhraseKind::recommended_word;
      const bool tells = is_part || (kind == PhraseKind::column && hit.phrase->column == column) ||
                         (kind == PhraseKind::weak && is_weak);
      for (std::size_t i = hit.at; i < std::min(hit.end(), end); ++i) {
        is_idle[i] |= static_cast<std::uint8_t>(is_filler ? 1 : 0);
        is_told[i] |= static_cast<std::uint8_t>(tells ? 1 : 0);
      }
    }
    std::size_t told = 0;
    std::size_t all = 0;
    for (std::size_t i = 0; i < end; ++i) {
      if (is_idle[i] != 0 && is_told[i] == 0) continue;
      ++all;
      told += is_told[i];
    }
    return all == 0 ? 0 : static_cast<double>(told) / static_cast<double>(all);
  }

  // The part that the header gives to its agencies; two kinds at once say nothing.
  void take_part(const Hit& best, ColumnMatch& match) const {
    match.role = best.phrase->role;
    match.force = best.phrase->force;
    bool is_lead = false;
    bool is_supporting = false;
    for (const Hit& hit : hits_) {
      const PhraseKind kind = hit.phrase->kind;
      is_lead |= kind == PhraseKind::lead_word || hit.phrase->role == Role::lead;
      is_supporting |= kind == PhraseKind::supporting_word || hit.phrase->role == Role::supporting;
      if (kind == PhraseKind::recommended_word) match.force = Force::recommended;
    }
    if (is_lead && is_supporting && best.count() == 1) match.role.reset();
    if (match.role) return;
    if (is_lead != is_supporting) match.role = is_lead ? Role::lead : Role::supporting;
  }

  std::size_t size_;
  std::size_t noun_end_ = 0;
  std::size_t language_;
  std::vector<Hit> hits_;
};

// What begins or ends amid words that a hyphen joins: "co-ordination", "коли-чество".
void drop_parts_of_words(const Tokens& tokens, std::size_t end,
                         std::vector<ColumnLexicon::Hit>& hits) {
  std::vector<bool> is_joined;
  for (std::size_t i = 0; i < end; ++i) {
    if (tokens[i].kind == TokenKind::mark) continue;
    is_joined.push_back(i != 0 && tokens.is_mark(i - 1, '-') && tokens.is_joined(i) &&
                        tokens.is_joined(i - 1));
  }
  is_joined.push_back(false);
  hits.erase(std::remove_if(hits.begin(), hits.end(),
                            [&](const ColumnLexicon::Hit& hit) {
                              return is_joined[hit.at] || is_joined[hit.end()];
                            }),
             hits.end());
}

// The phrases that the text begins with.
std::vector<ColumnLexicon::Hit> leading_phrases(std::string_view text) {
  const Tokens tokens{text.substr(0, text::byte_offset(text, 60))};
  const std::vector<std::string_view> words = plain_words(tokens, tokens.size());
  std::vector<ColumnLexicon::Hit> hits;
  if (!words.empty()) column_lexicon().find_at(words, 0, hits);
  return hits;
}

bool have_kind(const std::vector<ColumnLexicon::Hit>& hits, PhraseKind kind) {
  return std::any_of(hits.begin(), hits.end(),
                     [kind](const ColumnLexicon::Hit& hit) { return hit.phrase->kind == kind; });
}

}  // namespace

namespace {

// The words of a row of columns.tsv that is no kind of phrase, of all languages.
TextSet words_of_rows(std::string_view meaning) {
  TextSet words;
  for (const std::string_view language : column_languages()) {
    for (const ColumnRow& row : column_rows(language)) {
      if (row.meaning != meaning) continue;
      for (const std::string_view form : row.forms) words.insert(text::fold(form));
    }
  }
  return words;
}

// Is the text of such words, and of words such as "of"?
bool is_of_words(std::string_view text, const TextSet& known, bool may_name_documents = false) {
  constexpr std::size_t longest = 200;
  if (text.size() > longest) return false;
  const Tokens words{text};
  bool has_word = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words.is_word(i)) continue;
    const bool is_document =
        may_name_documents && (names_document(words[i].text) || names_act(words[i].text));
    const bool is_known = is_document || known.contains(words[i].text);
    if (!is_known && !is_filler(words[i].text)) return false;
    has_word = has_word || is_known;
  }
  return has_word;
}

}  // namespace

bool names_sum(std::string_view text) {
  static const TextSet known = words_of_rows("sum");
  return is_of_words(text, known);
}

bool names_country(std::string_view text) {
  static const TextSet known = words_of_rows("country");
  return is_of_words(text, known);
}

bool names_listed(std::string_view text) {
  static const TextSet known = words_of_rows("listed");
  return is_of_words(text, known, true);
}

bool names_attendees(std::string_view text) {
  static const TextSet known = words_of_rows("attendees");
  return is_of_words(text, known);
}

bool is_filler(std::string_view word) {
  std::vector<ColumnLexicon::Hit> hits;
  if (!word.empty()) column_lexicon().find_at({word}, 0, hits);
  return have_kind(hits, PhraseKind::filler) || have_kind(hits, PhraseKind::preposition);
}

bool begins_with_total(std::string_view text) {
  constexpr std::size_t longest = 100;
  if (text.empty() || text.size() > longest) return false;
  const std::vector<ColumnLexicon::Hit> hits = leading_phrases(text);
  return have_kind(hits, PhraseKind::total);
}

bool mentions_total(std::string_view text) {
  constexpr std::size_t longest = 300;
  if (text.empty() || text.size() > longest) return false;
  std::string plain;
  std::size_t depth = 0;
  for (const char c : text) {
    if (c == '(') ++depth;
    plain += depth == 0 ? c : ' ';
    if (c == ')' && depth != 0) --depth;
  }
  const Tokens tokens{plain};
  const std::vector<ColumnLexicon::Hit> hits =
      column_lexicon().find(plain_words(tokens, tokens.size()));
  return have_kind(hits, PhraseKind::total);
}

namespace {

// Is the text, but for what stands in parentheses, a wording of this kind?
bool is_wording(std::string_view label, PhraseKind kind) {
  constexpr std::size_t longest = 100;
  if (label.empty() || label.size() > longest) return false;
  const Tokens tokens{label};
  std::size_t end = 0;
  while (end < tokens.size() && (end == 0 || !tokens.is_mark(end, '('))) ++end;
  const std::vector<std::string_view> words = plain_words(tokens, end);
  std::vector<ColumnLexicon::Hit> hits;
  if (!words.empty()) column_lexicon().find_at(words, 0, hits);
  return std::any_of(hits.begin(), hits.end(), [&](const ColumnLexicon::Hit& hit) {
    return hit.phrase->kind == kind && hit.end() == words.size();
  });
}

// Is there such a phrase in a short text?
template <class Wanted>
bool has_hit(std::string_view text, Wanted wanted) {
  constexpr std::size_t longest = 500;
  if (text.empty() || text.size() > longest) return false;
  const Tokens tokens{text};
  const std::vector<ColumnLexicon::Hit> hits =
      column_lexicon().find(plain_words(tokens, tokens.size()));
  return std::any_of(hits.begin(), hits.end(),
                     [&](const ColumnLexicon::Hit& hit) { return wanted(*hit.phrase); });
}

}  // namespace

bool names_plan_title(std::string_view label) { return is_wording(label, PhraseKind::plan_title); }

bool names_position(std::string_view label) { return is_wording(label, PhraseKind::position); }

bool speaks_of_an_act(std::string_view text) {
  constexpr std::size_t longest = 1000;
  if (text.empty() || text.size() > longest) return false;
  const Tokens tokens{text};
  const std::vector<ColumnLexicon::Hit> hits =
      column_lexicon().find(plain_words(tokens, tokens.size()));
  return std::any_of(hits.begin(), hits.end(), [](const ColumnLexicon::Hit& hit) {
    return hit.phrase->kind == PhraseKind::approved || hit.phrase->kind == PhraseKind::act_noun ||
           (hit.phrase->kind == PhraseKind::act && hit.at == 0);
  });
}

namespace {

// Nouns behind whatever word, or right behind a mark?
std::size_t find_act(std::string_view line, bool behind_any) {
  constexpr std::size_t longest = 1000;
  if (line.size() > longest || begins_with_an_act(line)) return std::string_view::npos;
  const Tokens tokens{line};
  const std::vector<std::string_view> words = plain_words(tokens, tokens.size());
  for (std::size_t i = 0, word = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == TokenKind::mark) continue;
    std::vector<ColumnLexicon::Hit> hits;
    column_lexicon().find_at(words, word++, hits);
    const bool is_behind_mark = i != 0 && tokens[i - 1].kind == TokenKind::mark &&
                                (tokens[i].after_space || tokens.is_mark(i - 1, '('));
    const bool is_noun = (behind_any || is_behind_mark) && have_kind(hits, PhraseKind::act_noun);
    if (is_noun || have_kind(hits, PhraseKind::approved)) return tokens[i].begin_byte;
  }
  return std::string_view::npos;
}

}  // namespace

namespace {

// "Klimaschutzgesetz"
bool ends_with_document(std::string_view word) {
  constexpr std::size_t shortest = 3;  // letters of what stands before
  constexpr std::size_t longest = 100;
  if (word.size() > longest) return false;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size(); at += letter_length(word.substr(at))) {
    if (letters++ < shortest) continue;
    std::vector<ColumnLexicon::Hit> hits;
    column_lexicon().find_at({word.substr(at)}, 0, hits);
    const bool is_end = std::any_of(hits.begin(), hits.end(), [](const ColumnLexicon::Hit& hit) {
      return hit.phrase->kind == PhraseKind::document &&
             column_lexicon().has_compounds(hit.phrase->language);
    });
    if (is_end) return true;
  }
  return false;
}

}  // namespace

std::size_t act_within(std::string_view line) { return find_act(line, false); }

std::size_t word_of_act_within(std::string_view line) { return find_act(line, true); }

bool names_act(std::string_view word) {
  std::vector<ColumnLexicon::Hit> hits;
  if (!word.empty()) column_lexicon().find_at({word}, 0, hits);
  return have_kind(hits, PhraseKind::act) || have_kind(hits, PhraseKind::act_noun);
}

bool names_document(std::string_view word) {
  std::vector<ColumnLexicon::Hit> hits;
  if (!word.empty()) column_lexicon().find_at({word}, 0, hits);
  const bool is_document = have_kind(hits, PhraseKind::document) && !names_act(word);
  return is_document || ends_with_document(word);
}

bool mentions_document(std::string_view text) {
  constexpr std::size_t longest = 60;
  if (text.size() > longest) return false;
  const Tokens words{text};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words.is_word(i) && names_document(words[i].text)) return true;
  }
  return false;
}

bool begins_with_an_act(std::string_view text) {
  const std::vector<ColumnLexicon::Hit> hits = leading_phrases(text);
  return have_kind(hits, PhraseKind::approved) || have_kind(hits, PhraseKind::act) ||
         have_kind(hits, PhraseKind::act_noun);
}

bool begins_with_recommendation(std::string_view text) {
  return have_kind(leading_phrases(text), PhraseKind::recommended_word);
}

bool mentions_column(std::string_view text, Column column) {
  return has_hit(text, [column](const ColumnPhrase& phrase) {
    return phrase.kind == PhraseKind::column && phrase.column == column;
  });
}

bool mentions_position(std::string_view text) {
  return has_hit(text,
                 [](const ColumnPhrase& phrase) { return phrase.kind == PhraseKind::position; });
}

bool begins_with_name(std::string_view text) {
  constexpr std::size_t longest = 100;
  if (text.empty() || text.size() > longest) return false;
  const Tokens tokens{text};
  const std::vector<std::string_view> words = plain_words(tokens, tokens.size());
  std::vector<ColumnLexicon::Hit> hits;
  if (!words.empty()) column_lexicon().find_at(words, 0, hits);
  return std::any_of(hits.begin(), hits.end(), [&](const ColumnLexicon::Hit& hit) {
    if (hit.phrase->kind != PhraseKind::weak || hit.end() > tokens.size()) return false;
    if (hit.end() == words.size() || !tokens.is_word(hit.end())) return true;
    std::vector<ColumnLexicon::Hit> behind;
    column_lexicon().find_at(words, hit.end(), behind);
    return have_kind(behind, PhraseKind::filler) && !have_kind(behind, PhraseKind::preposition);
  });
}

namespace {

// "Año actual": this year, and no day by which something is due.
bool names_year(std::string_view header, LanguageSet languages) {
  const std::vector<std::string_view>& all = column_languages();
  const Tokens words{header};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool is_asked = languages == 0 || ((languages >> i) & 1U) != 0;
    const Lexicon* const lexicon = is_asked ? find_lexicon(all[i]) : nullptr;
    for (std::size_t at = 0; lexicon != nullptr && at < words.size(); ++at) {
      const std::optional<Lexicon::Found> found = lexicon->find(words, at);
      if (found && found->meaning.sense == Sense::year_word) return true;
    }
  }
  return false;
}

}  // namespace

Revision revision_of(std::string_view header, LanguageSet languages) {
  std::optional<Revision> found;
  has_hit(header, [&](const ColumnPhrase& phrase) {
    if (languages != 0 && ((languages >> phrase.language) & 1U) == 0) return false;
    Revision said = phrase.revision;
    if (phrase.kind == PhraseKind::original_word) said = Revision::original;
    if (phrase.kind == PhraseKind::planned_word) said = Revision::planned;
    if (phrase.kind == PhraseKind::current_word) said = Revision::current;
    if (phrase.kind == PhraseKind::revised_word) said = Revision::revised;
    if (phrase.kind == PhraseKind::actual_word) said = Revision::actual;
    if (said != Revision::none) found = found ? std::max(*found, said) : said;
    return false;
  });
  if (found == Revision::current && names_year(header, languages)) return Revision::actual;
  return found.value_or(Revision::none);
}

bool says_unchanged(std::string_view text) {
  return !has_letters_or_digits(text) || is_wording(text, PhraseKind::unchanged);
}

bool is_given_sheet_name(std::string_view name) {
  const std::size_t end = name.find_last_not_of("0123456789() ");
  const std::string_view number =
      text::trim(name.substr(end == std::string_view::npos ? 0 : end + 1));
  const bool is_year =
      number.size() == 4 && std::all_of(number.begin(), number.end(), is_ascii_digit) &&
      (number.starts_with("19") || number.starts_with("20") || number.starts_with("21"));
  if (is_year) return false;
  if (end == std::string_view::npos) return true;
  return is_wording(name.substr(0, end + 1), PhraseKind::sheet);
}

std::optional<ColumnMatch> match_key(std::string_view key) {
  constexpr double certainty = 0.4;  // less than of any header that is matched whole
  const bool is_key = key.find_first_of(" \t\n") == std::string_view::npos;
  const std::size_t last = is_key ? key.rfind('_') : std::string_view::npos;
  if (last == std::string_view::npos || last == 0) return std::nullopt;
  const std::size_t before = key.rfind('_', last - 1);
  if (before == std::string_view::npos) return std::nullopt;
  std::optional<ColumnMatch> match = match_column(key.substr(before + 1));
  if (match) match->share = certainty;
  return match;
}

namespace {

std::optional<ColumnMatch> match_whole(std::string_view text) {
  constexpr std::size_t longest = 200;  // a header cell is a few words, anything longer is text
  if (text.empty() || text.size() > longest) return std::nullopt;
  if (text == "#")
    return ColumnMatch{.column = Column::number, .share = 1, .role = {}, .force = {}};
  if (is_long_prose(text)) return std::nullopt;
  const bool may_have_plurals = text.find('(') != std::string_view::npos;
  const Tokens tokens{may_have_plurals ? std::string_view{without_plurals(text)} : text};
  std::size_t end = 0;
  while (end < tokens.size() && (end == 0 || !tokens.is_mark(end, '('))) ++end;
  if (is_prose(tokens, end)) return std::nullopt;
  const std::vector<std::string_view> words = plain_words(tokens, end);
  std::vector<ColumnLexicon::Hit> hits = column_lexicon().find(words);
  drop_parts_of_words(tokens, end, hits);
  LanguageSet languages = 0;
  for (const ColumnLexicon::Hit& hit : hits) languages |= LanguageSet{1} << hit.phrase->language;
  std::optional<ColumnMatch> best;
  std::size_t best_known = 0;
  for (std::size_t i = 0; i < column_languages().size(); ++i) {
    if ((languages >> i & 1U) == 0) continue;
    const HeaderCell cell{words.size(), hits, i};
    const std::optional<ColumnMatch> match = cell.match();
    if (!match) continue;
    const std::size_t known = cell.known_words();
    const bool is_alike = best && best->column == match->column && best->share == match->share;
    if (is_alike) {
      best->languages |= match->languages;
      best->is_weak = best->is_weak && match->is_weak;
      best->is_plain = best->is_plain && match->is_plain;
      best->is_heading = best->is_heading || match->is_heading;
      best->is_result = best->is_result && match->is_result;
      continue;
    }
    // "Priority actions" is of two English words, of which another language has one.
    const bool says_more =
        best && (match->share != best->share ? match->share > best->share : known > best_known);
    const bool is_better = !best || (best->is_weak != match->is_weak ? best->is_weak : says_more);
    if (!is_better) continue;
    best = match;
    best_known = known;
  }
  return best;
}

}  // namespace

std::optional<ColumnMatch> match_column(std::string_view text) {
  const std::optional<ColumnMatch> plain = match_whole(text);
  const std::string joined = without_broken_words(text);
  if (joined.empty()) return plain;
  const std::optional<ColumnMatch> whole = match_whole(joined);
  return !plain || (whole && whole->share > plain->share) ? whole : plain;
}

}  // namespace actionplan::detail
