// SPDX-License-Identifier: Apache-2.0
#include "column_words.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "header_text.hpp"
#include "read/tokens.hpp"
#include "split.hpp"
#include "word_texts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace actionplan::detail {
namespace {

enum class PhraseKind : std::uint8_t {
  column,
  weak,
  filler,
  preposition,
  lead_word,
  supporting_word,
  recommended_word,
  total,
  plan_title,
  position,
  approved,
  act,
};

struct ColumnPhrase {
  std::vector<std::string> words;  // folded; one that ends in a star has any ending
  PhraseKind kind = PhraseKind::column;
  Column column = Column::title;
  std::optional<Role> role;
  std::optional<Force> force;
  std::uint8_t language = 0;
  bool is_plain = false;    // stands above columns of any list: "Year"
  bool is_heading = false;  // of sections: "Chapter", not "Priority"
  bool is_result = false;   // of indicators: "Results", not "Indicator"
};

bool is_stem(std::string_view pattern) { return pattern.ends_with('*'); }

// A pattern without its star.
std::string_view letters_of(std::string_view pattern) {
  return is_stem(pattern) ? pattern.substr(0, pattern.size() - 1) : pattern;
}

bool fits(std::string_view word, std::string_view pattern) {
  return is_stem(pattern) ? word.starts_with(letters_of(pattern)) : word == pattern;
}

// The words of a text without its marks.
std::vector<std::string_view> plain_words(const Tokens& tokens, std::size_t end) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < end; ++i) {
    if (tokens[i].kind != TokenKind::mark) words.push_back(tokens[i].text);
  }
  return words;
}

class ColumnLexicon {
 public:
  struct Hit {
    const ColumnPhrase* phrase = nullptr;
    std::size_t at = 0;
    [[nodiscard]] std::size_t count() const { return phrase->words.size(); }
    [[nodiscard]] std::size_t end() const { return at + count(); }
  };

  ColumnLexicon() {
    for (const WordText& known : word_texts) {
      if (known.name != "columns") continue;
      languages_.push_back(known.language);
      is_head_last_.push_back(false);
      for (const ColumnRow& row : column_rows(known.language)) add(row);
    }
    make_index();
  }

  [[nodiscard]] const std::vector<std::string_view>& languages() const { return languages_; }
  [[nodiscard]] bool is_head_last(std::size_t language) const { return is_head_last_[language]; }

  // Every phrase that stands in the words.
  [[nodiscard]] std::vector<Hit> find(const std::vector<std::string_view>& words) const {
    std::vector<Hit> hits;
    for (std::size_t at = 0; at < words.size(); ++at) find_at(words, at, hits);
    return hits;
  }

  // The phrases that begin at one of the words, added to `hits`.
  void find_at(const std::vector<std::string_view>& words, std::size_t at,
               std::vector<Hit>& hits) const {
    const std::size_t before = hits.size();
    for (std::size_t i = last_start(words[at]); i != none; i = starts_[i].shorter) {
      for (const ColumnPhrase* phrase : starts_[i].phrases) {
        if (stands_at(*phrase, words, at)) hits.push_back({phrase, at});
      }
    }
    std::sort(hits.begin() + static_cast<std::ptrdiff_t>(before), hits.end(),
              [](const Hit& a, const Hit& b) { return a.phrase < b.phrase; });
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  // What some phrases begin with, without star, and where its own longest beginning stands in
  // `starts_`.
  struct Start {
    std::string_view letters;
    std::size_t shorter = none;
    std::vector<const ColumnPhrase*> phrases;  // in their order
  };

  void make_index() {
    std::map<std::string_view, std::vector<const ColumnPhrase*>> by_letters;
    for (const ColumnPhrase& phrase : phrases_)
      by_letters[letters_of(phrase.words.front())].push_back(&phrase);
    for (auto& [letters, phrases] : by_letters) {
      const std::size_t shorter = beginning_of(letters, starts_.size());
      starts_.push_back({letters, shorter, std::move(phrases)});
    }
  }

  // The longest start with which the word begins. Starts are in order of their letters, so that
  // all with which the word begins lie on the way from the last one before it to ever shorter ones.
  [[nodiscard]] std::size_t last_start(std::string_view word) const {
    const auto after = std::upper_bound(
        starts_.begin(), starts_.end(), word,
        [](std::string_view letters, const Start& start) { return letters < start.letters; });
    return beginning_of(word, static_cast<std::size_t>(after - starts_.begin()));
  }

  [[nodiscard]] std::size_t beginning_of(std::string_view word, std::size_t after) const {
    std::size_t i = after == 0 ? none : after - 1;
    while (i != none && !word.starts_with(starts_[i].letters)) i = starts_[i].shorter;
    return i;
  }

  static bool stands_at(const ColumnPhrase& phrase, const std::vector<std::string_view>& words,
                        std::size_t at) {
    if (phrase.words.size() > words.size() - at) return false;
    for (std::size_t i = 0; i < phrase.words.size(); ++i) {
      if (!fits(words[at + i], phrase.words[i])) return false;
    }
    return true;
  }

  void add(const ColumnRow& row) {
    if (row.meaning == "head") {
      is_head_last_.back() = true;
      return;
    }
    if (row.meaning == "plain") return mark(row, &ColumnPhrase::is_plain);
    if (row.meaning == "result") return mark(row, &ColumnPhrase::is_result);
    ColumnPhrase phrase = meaning_of(row.meaning);
    phrase.language = static_cast<std::uint8_t>(languages_.size() - 1);
    for (const std::string_view form : row.forms) {
      phrase.words.clear();
      for (const std::string_view piece : split(form, " ")) add_words(piece, phrase.words);
      if (!phrase.words.empty()) phrases_.push_back(phrase);
    }
  }

  // Of the language's phrases, which stand before this row.
  void mark(const ColumnRow& row, bool ColumnPhrase::*flag) {
    for (const std::string_view form : row.forms) {
      std::vector<std::string> words;
      for (const std::string_view piece : split(form, " ")) add_words(piece, words);
      for (ColumnPhrase& phrase : phrases_) {
        const bool is_same = phrase.language + 1U == languages_.size() && phrase.words == words;
        phrase.*flag = phrase.*flag || is_same;
      }
    }
  }

  static void add_words(std::string_view piece, std::vector<std::string>& words) {
    const Tokens tokens{piece};
    for (const std::string_view word : plain_words(tokens, tokens.size())) words.emplace_back(word);
    if (!words.empty() && piece.ends_with('*')) words.back() += '*';
  }

  static ColumnPhrase meaning_of(std::string_view meaning) {
    constexpr std::array<std::pair<std::string_view, PhraseKind>, 11> kinds = {
        {{"weak", PhraseKind::weak},
         {"filler", PhraseKind::filler},
         {"preposition", PhraseKind::preposition},
         {"lead", PhraseKind::lead_word},
         {"supporting", PhraseKind::supporting_word},
         {"recommended", PhraseKind::recommended_word},
         {"total", PhraseKind::total},
         {"plan_title", PhraseKind::plan_title},
         {"position", PhraseKind::position},
         {"approved", PhraseKind::approved},
         {"act", PhraseKind::act}}};
    ColumnPhrase phrase;
    for (const auto& [name, kind] : kinds) {
      if (name != meaning) continue;
      phrase.kind = kind;
      return phrase;
    }
    const std::size_t colon = std::min(meaning.find(':'), meaning.size());
    const auto column = find_enum<Column>(meaning.substr(0, colon));
    const std::string_view value = meaning.substr(std::min(colon + 1, meaning.size()));
    if (value == "lead") phrase.role = Role::lead;
    if (value == "supporting") phrase.role = Role::supporting;
    if (value == "recommended") phrase.force = Force::recommended;
    phrase.is_heading = column == Column::section && value == "heading";
    const bool is_known = value.empty() || phrase.role || phrase.force || phrase.is_heading;
    if (!column || !is_known) {
      throw InvalidArgument("The meaning \"" + std::string{meaning} +
                            "\" of a row of columns' words is not known; see "
                            "src/read/words/column_words.hpp.");
    }
    phrase.column = *column;
    return phrase;
  }

  std::vector<std::string_view> languages_;
  std::vector<bool> is_head_last_;
  std::vector<ColumnPhrase> phrases_;
  std::vector<Start> starts_;  // of `phrases_`
};

const ColumnLexicon& column_lexicon() {
  static const ColumnLexicon lexicon;
  return lexicon;
}

// What a header cell says in one language.
class HeaderCell {
 public:
  using Hit = ColumnLexicon::Hit;

  HeaderCell(std::size_t words, const std::vector<Hit>& hits, std::size_t language)
      : size_{words}, language_{language} {
    for (const Hit& hit : hits) {
      if (hit.phrase->language == language) hits_.push_back(hit);
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
    match.languages = std::uint32_t{1} << language_;
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
    for (const Hit& hit : hits_) {
      const PhraseKind kind = hit.phrase->kind;
      const bool is_filler = kind == PhraseKind::filler || kind == PhraseKind::preposition ||
                             (kind == PhraseKind::weak && !is_weak);
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

}  // namespace

const std::vector<std::string_view>& column_languages() { return column_lexicon().languages(); }

namespace {

bool have_kind(const std::vector<ColumnLexicon::Hit>& hits, PhraseKind kind) {
  return std::any_of(hits.begin(), hits.end(),
                     [kind](const ColumnLexicon::Hit& hit) { return hit.phrase->kind == kind; });
}

}  // namespace

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
    return hit.phrase->kind == PhraseKind::approved ||
           (hit.phrase->kind == PhraseKind::act && hit.at == 0);
  });
}

bool begins_with_an_act(std::string_view text) {
  const std::vector<ColumnLexicon::Hit> hits = leading_phrases(text);
  return have_kind(hits, PhraseKind::approved) || have_kind(hits, PhraseKind::act);
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

std::vector<ColumnRow> column_rows(std::string_view language) {
  std::vector<ColumnRow> rows;
  for (const WordText& known : word_texts) {
    if (known.language != language || known.name != "columns") continue;
    for (const std::string_view line : split(known.text, "\n")) {
      if (line.empty() || line.front() == '#') continue;
      const std::vector<std::string_view> columns = split(line, "\t");
      rows.push_back({columns[0], columns.size() > 1 ? split(columns[1], " | ")
                                                     : std::vector<std::string_view>{}});
    }
  }
  return rows;
}

namespace {

std::optional<ColumnMatch> match_whole(std::string_view text) {
  constexpr std::size_t longest = 200;  // a header cell is a few words, anything longer is text
  if (text.empty() || text.size() > longest) return std::nullopt;
  if (text == "#")
    return ColumnMatch{.column = Column::number, .share = 1, .role = {}, .force = {}};
  if (is_long_prose(text)) return std::nullopt;
  const Tokens tokens{text.find('(') == std::string_view::npos ? std::string{text}
                                                               : without_plurals(text)};
  std::size_t end = 0;
  while (end < tokens.size() && (end == 0 || !tokens.is_mark(end, '('))) ++end;
  if (is_prose(tokens, end)) return std::nullopt;
  const std::vector<std::string_view> words = plain_words(tokens, end);
  std::vector<ColumnLexicon::Hit> hits = column_lexicon().find(words);
  drop_parts_of_words(tokens, end, hits);
  std::uint32_t languages = 0;
  for (const ColumnLexicon::Hit& hit : hits) languages |= 1U << hit.phrase->language;
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
