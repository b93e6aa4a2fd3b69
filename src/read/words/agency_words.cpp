// SPDX-License-Identifier: Apache-2.0
#include "agency_words.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "column_words.hpp"
#include "core/internal/by_text.hpp"
#include "split.hpp"
#include "word_forms.hpp"
#include "word_texts.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <utility>

namespace actionplan::detail {
namespace {

// Lists of words of agencies, by their place in `WordSets`.
struct List {
  enum Kind : std::size_t {
    article,
    opener,       // of a second agency behind "and"
    body,         // nouns of bodies
    field,        // of those whose names list fields
    several,      // of several such: "ministries"
    preposition,  // behind the noun; only where the noun is the last word before one
    genitive,     // "de la Santé"
    honorific,    // "Dr."
    office,       // "Minister"
    patronymic,   // "*ович"
    joining,      // first words of joining phrases
    anywhere,     // words that say "and" in any language
    behind_name,  // "Springs"
    asked,        // nouns of bodies in headers of any language
  };
};

// A bit for each language, in the order of their files.
using Languages = std::uint64_t;

// What else a language has.
struct AgencyWords {
  std::vector<std::vector<std::string>> joining;  // phrases, word by word, folded

  // Tokens [at, end) of a joining phrase that stands here; 0: none.
  [[nodiscard]] std::size_t end_of_joining(const Tokens& words, std::size_t at) const {
    for (const std::vector<std::string>& phrase : joining) {
      bool fits = true;
      for (std::size_t i = 0; i < phrase.size() && fits; ++i) fits = words.is(at + i, phrase[i]);
      if (fits) return at + phrase.size();
    }
    return 0;
  }
};

std::vector<std::string> folded_words(std::string_view phrase) {
  std::vector<std::string> out;
  for (const std::string_view word : split(phrase, " ")) out.push_back(text::fold(word));
  return out;
}

std::string folded_phrase(const Tokens& tokens, bool with_numbers) {
  std::string out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens.is_word(i) && !(with_numbers && tokens.is_number(i))) continue;
    out += (out.empty() ? "" : " ") + std::string{tokens[i].text};
  }
  return out;
}

std::string folded_phrase(std::string_view phrase, bool with_numbers = false) {
  return folded_phrase(Tokens{phrase}, with_numbers);
}

// Phrases, folded, and the words that they begin with, so that most texts need no search.
class Phrases {
 public:
  void insert(std::string phrase) {
    first_.emplace(phrase.substr(0, phrase.find(' ')));
    phrases_.insert(std::move(phrase));
  }

  [[nodiscard]] bool hold(std::string_view text, bool with_numbers) const {
    if (!may_hold(text)) return false;
    const Tokens tokens{text};
    std::size_t first = 0;
    while (first < tokens.size() && !tokens.is_word(first) &&
           !(with_numbers && tokens.is_number(first))) {
      ++first;
    }
    return first_.contains(tokens[first].text) &&
           phrases_.contains(folded_phrase(tokens, with_numbers));
  }

 private:
  // Does it begin like one? Quick to say no of a word in letters of ASCII, before the text is cut.
  [[nodiscard]] bool may_hold(std::string_view text) const {
    std::array<char, 16> word;  // NOLINT(*-member-init): as far as `size`
    std::size_t size = 0;
    for (const char c : text) {
      const bool is_letter = is_ascii_letter(c);
      if (!is_letter && size != 0 && is_ascii(c)) {
        return first_.contains(std::string_view{word.data(), size});
      }
      const bool is_mark = is_ascii(c) && !is_letter && !is_ascii_digit(c);
      if (is_mark) continue;
      if (!is_letter || size == word.size()) return true;
      word[size++] = ascii_lower(c);
    }
    return size == 0 || first_.contains(std::string_view{word.data(), size});
  }

  TextSet first_;
  TextSet phrases_;
};

struct AllWords {
  std::vector<AgencyWords> languages;
  WordForms forms;
  Languages head_last = 0;  // names end in their noun: "Maliyyə Nazirliyi"
  Languages with_prepositions = 0;
  std::vector<RoleWording> roles;
  Phrases open;           // phrases that name nobody
  Phrases more;           // phrases that say that there are more
  TextSet above;          // phrases that repeat what stands above
  TextSet given;          // given names of persons
  TextSet behind;         // of these, those that may stand behind the family name
  TextSet two_families;   // those before two family names
  TextSet places;         // those that are places or firms, too
  TextSet organisations;  // whole names of persons after whom a body is called
  TextSet particles;      // small words within names of persons
  TextSet countries;      // letters of countries, without dots

  AllWords() {
    for (const WordText& known : word_texts) {
      if (known.name == "agencies") add_file(known.text);
      if (known.name == "deadline") add_open(known.text);
      if (known.name == "and") add_anywhere(known.text);
      if (known.name == "given_names") add_persons(known.text);
      if (known.name == "asked_bodies") add_asked(known.text);
    }
    for (const std::string_view language : column_languages()) {
      if (language != "en") add_columns(language);
    }
    // The longest first, so that the whole of a label is found.
    std::stable_sort(roles.begin(), roles.end(),
                     [](const auto& a, const auto& b) { return a.words.size() > b.words.size(); });
  }

 private:
  // The role that a row of agencies.tsv or columns.tsv gives, by its meaning.
  static std::optional<std::pair<Role, Force>> role_of(std::string_view meaning) {
    if (meaning == "implementer" || meaning == "agencies")
      return std::pair{Role::implementer, Force::binding};
    if (meaning == "lead" || meaning == "agencies:lead")
      return std::pair{Role::lead, Force::binding};
    if (meaning == "supporting" || meaning == "agencies:supporting")
      return std::pair{Role::supporting, Force::binding};
    if (meaning == "agencies:recommended") return std::pair{Role::implementer, Force::recommended};
    return std::nullopt;
  }

  void add_role(std::string_view form, const std::pair<Role, Force>& said, bool is_joining = false,
                bool is_of_item = false) {
    if (form.find('*') != std::string_view::npos) return;
    std::string words = folded_phrase(form);
    if (words.empty()) return;
    roles.push_back(
        {std::move(words), said.first, said.second, form.size(), is_joining, is_of_item});
  }

  template <class Add>
  static void each_form(std::string_view rows, Add add_form) {
    for (const std::string_view line : split(rows, "\n")) {
      if (line.empty() || line.front() == '#') continue;
      const std::vector<std::string_view> columns = split(line, "\t");
      if (columns.size() < 2) continue;
      for (const std::string_view form : split(columns[1], " | ")) add_form(columns[0], form);
    }
  }

  void add_file(std::string_view rows) {
    constexpr std::size_t most = 63;  // each has a bit
    if (languages.size() == most)
      throw InvalidArgument(
          "There are words of agencies in more than 63 languages; widen `Languages`.");
    languages.emplace_back();
    each_form(rows, [&](std::string_view meaning, std::string_view form) { add(meaning, form); });
  }

  // Words that leave a day open leave open who, too, and those that repeat one repeat bodies.
  void add_open(std::string_view rows) {
    each_form(rows, [this](std::string_view meaning, std::string_view form) {
      if (meaning == "ditto") above.insert(text::fold(form));
      if (meaning != "undetermined" || form.find('*') != std::string_view::npos) return;
      std::string phrase = folded_phrase(form, true);
      if (!phrase.empty()) open.insert(std::move(phrase));
    });
  }

  // A row a language: its tag, then its words.
  void add_anywhere(std::string_view rows) {
    each_form(rows, [this](std::string_view, std::string_view form) {
      forms.add(form, List::anywhere, 0);
    });
  }

  void add_asked(std::string_view rows) {
    each_form(rows,
              [this](std::string_view, std::string_view form) { forms.add(form, List::asked, 0); });
  }

  void add_persons(std::string_view rows) {
    each_form(rows, [this](std::string_view meaning, std::string_view form) {
      if (meaning == "organisation") {
        organisations.insert(folded_phrase(form));
        return;
      }
      if (meaning == "particle") particles.insert(text::fold(form));
      if (meaning == "country") countries.insert(text::fold(form));
      if (meaning == "given_name:behind") behind.insert(text::fold(form));
      if (meaning == "given_name:two_families") two_families.insert(text::fold(form));
      if (meaning == "given_name:place") places.insert(text::fold(form));
      if (meaning.substr(0, meaning.find(':')) == "given_name") given.insert(text::fold(form));
    });
  }

  static std::optional<List::Kind> list_of(std::string_view meaning) {
    if (meaning == "article") return List::article;
    if (meaning == "second") return List::opener;
    if (meaning == "body") return List::body;
    if (meaning == "fields") return List::field;
    if (meaning == "fields_of_several") return List::several;
    if (meaning == "preposition") return List::preposition;
    if (meaning == "genitive") return List::genitive;
    if (meaning == "honorific") return List::honorific;
    if (meaning == "office") return List::office;
    if (meaning == "patronymic") return List::patronymic;
    if (meaning == "behind_name") return List::behind_name;
    return std::nullopt;
  }

  void add(std::string_view meaning, std::string_view form) {
    const std::size_t language = languages.size() - 1;
    const Languages bit = Languages{1} << language;
    if (meaning == "and") {
      const auto& phrase = languages.back().joining.emplace_back(folded_words(form));
      forms.add(phrase.front(), List::joining, language);
    } else if (const std::optional<List::Kind> list = list_of(meaning)) {
      forms.add(form, *list, language);
      if (*list == List::preposition) with_prepositions |= bit;
    } else if (meaning == "nobody") {
      open.insert(folded_phrase(form, true));
    } else if (meaning == "open_end") {
      more.insert(folded_phrase(form));
    } else if (meaning == "head") {
      head_last = form == "last" ? head_last | bit : head_last & ~bit;
    } else if (meaning == "with" || meaning == "with_behind_mark") {
      add_role(form, {Role::supporting, Force::binding}, true, meaning != "with");
    } else if (meaning == "recommending") {
      add_role(form, {Role::implementer, Force::recommended}, true);
    } else if (const auto role = role_of(meaning)) {
      add_role(form, *role);
    } else {
      throw InvalidArgument("The meaning \"" + std::string{meaning} +
                            "\" of a row of words of agencies is not known; see "
                            "src/read/words/agency_words.cpp.");
    }
  }

  void add_columns(std::string_view language) {
    for (const ColumnRow& row : column_rows(language)) {
      const auto role = role_of(row.meaning);
      if (!role) continue;
      for (const std::string_view form : row.forms) add_role(form, *role);
    }
  }
};

const AllWords& all_words() {
  static const AllWords words;
  return words;
}

// Which lists have the word at `at`; none beyond the end. What they say is kept, but of long texts.
WordSets lists_of(const Tokens& words, std::size_t at) {
  constexpr std::size_t longest = 4096;
  if (at >= words.size()) return {};
  if (words.size() > longest) return all_words().forms.of(words[at].text);
  auto& kept = words.kept();
  if (kept.empty()) kept.resize(words.size());
  if (!kept[at]) kept[at] = all_words().forms.of(words[at].text);
  return *kept[at];
}

// The first language whose bit is set, which is taken out of `languages`.
std::size_t take_first(Languages& languages) {
  const auto first = static_cast<std::size_t>(std::countr_zero(languages));
  languages &= languages - 1;
  return first;
}

// Where the noun of a name stands among the tokens [begin, end): in languages whose names end in it, and
// in those where a preposition follows it, at `first`, else anywhere from there to `last`.
struct Nouns {
  Languages languages = 0;
  std::size_t first = 0;
  std::size_t last = 0;
  bool is_anywhere = false;
  bool has_preposition = false;  // of these languages, behind the noun
};

template <class Visit>
bool any_nouns(const Tokens& words, std::size_t begin, std::size_t end, Visit visit) {
  const AllWords& all = all_words();
  std::size_t last = begin;
  while (last < end && !words.is_mark(last, '(')) ++last;
  const auto noun_before = [&](std::size_t behind) {
    std::size_t noun = behind;  // "Min. of Finance"
    while (noun > begin + 1 && words.is_mark(noun - 1, '.')) --noun;
    return noun != begin ? noun - 1 : begin;
  };
  const Languages languages = (Languages{1} << all.languages.size()) - 1;
  const Languages anywhere = languages & ~(all.head_last | all.with_prepositions);
  if (visit(Nouns{anywhere, begin, last, true, false})) return true;
  const Languages at_end = all.head_last & ~all.with_prepositions;
  if (visit(Nouns{at_end, noun_before(last), last, false, false})) return true;
  for (Languages left = all.with_prepositions; left != 0;) {
    const Languages one = Languages{1} << take_first(left);
    std::size_t behind = begin;
    while (behind < last &&
           (behind == begin || (lists_of(words, behind)[List::preposition] & one) == 0)) {
      ++behind;
    }
    if (visit(Nouns{one, noun_before(behind), behind, false, true})) return true;
  }
  return false;
}

// Where fields are listed of a noun; before it stand no more adjectives than this.
template <class Visit>
bool any_field_nouns(const Tokens& words, std::size_t begin, std::size_t end, Visit visit) {
  constexpr std::size_t most_before = 3;
  return any_nouns(words, begin, end, [&](Nouns nouns) {
    if (nouns.is_anywhere) nouns.last = std::min(nouns.last, begin + most_before);
    return visit(nouns);
  });
}

// The languages that have one of the tokens [first, last) in this list.
Languages have_word(const Tokens& words, const Nouns& nouns, List::Kind list) {
  Languages found = 0;
  for (std::size_t i = nouns.first; i < nouns.last; ++i) {
    if (words.is_word(i)) found |= lists_of(words, i)[list];
  }
  return found & nouns.languages;
}

}  // namespace

const std::vector<RoleWording>& role_wordings() { return all_words().roles; }

bool is_joining_word(const Tokens& words, std::size_t at) {
  for (Languages left = lists_of(words, at)[List::joining]; left != 0;) {
    const AgencyWords& one = all_words().languages[take_first(left)];
    if (one.end_of_joining(words, at) == at + 1) return true;
  }
  return false;
}

std::size_t second_agency_after(const Tokens& words, std::size_t at) {
  const AllWords& all = all_words();
  for (Languages left = lists_of(words, at)[List::joining]; left != 0;) {
    const std::size_t language = take_first(left);
    const std::size_t behind = all.languages[language].end_of_joining(words, at);
    if (behind == 0) continue;
    const auto has = [&](std::size_t index, List::Kind list) {
      return (lists_of(words, index)[list] >> language & 1U) != 0;
    };
    const std::size_t next = has(behind, List::article) ? behind + 1 : behind;
    const bool is_head_last = (all.head_last >> language & 1U) != 0;
    const bool ends_first = is_head_last && at != 0 && has(at - 1, List::opener);
    // "and Agency for Land"
    const bool begins_other =
        has(next, List::body) && words.is_word(next + 1) && has(next + 1, List::preposition);
    const bool opens = ends_first || begins_other || has(next, List::opener);
    if (words.is_word(next) && opens) return behind;
  }
  return 0;
}

bool names_nobody(std::string_view text) {
  constexpr std::size_t longest = 80;
  return text.size() <= longest && all_words().open.hold(text, true);
}

bool ends_openly(std::string_view text) {
  constexpr std::size_t longest = 60;
  return text.size() <= longest && all_words().more.hold(text, false);
}

bool continues_name(const Tokens& words, std::size_t at) {
  const WordSets lists = lists_of(words, at);
  return ((lists[List::preposition] | lists[List::article]) & all_words().with_prepositions) != 0;
}

bool says_as_above(std::string_view text) {
  constexpr std::size_t longest = 40;
  std::string_view plain = text::trim(text);
  while (plain.ends_with('.') || plain.ends_with(',')) plain.remove_suffix(1);
  return plain.size() <= longest && all_words().above.contains(text::fold(plain));
}

bool is_article(const Tokens& words, std::size_t at) {
  return lists_of(words, at)[List::article] != 0;
}

bool says_and(const Tokens& words, std::size_t at) {
  return words.is_word(at) &&
         (lists_of(words, at)[List::anywhere] != 0 || is_joining_word(words, at));
}

bool names_body(const Tokens& words, std::size_t begin, std::size_t end) {
  if (begin >= end) return false;
  return begins_agency(words, begin) || any_nouns(words, begin, end, [&](const Nouns& nouns) {
           return (have_word(words, nouns, List::body) | have_word(words, nouns, List::opener)) !=
                  0;
         });
}

FieldNoun field_noun(const Tokens& words, std::size_t begin, std::size_t end) {
  FieldNoun found = FieldNoun::none;
  const bool is_of_several = any_field_nouns(words, begin, end, [&](const Nouns& nouns) {
    if (have_word(words, nouns, List::field) != 0) found = FieldNoun::one;
    return have_word(words, nouns, List::several) != 0;
  });
  return is_of_several ? FieldNoun::several : found;
}

bool lists_fields_behind(const Tokens& words, std::size_t begin, std::size_t end) {
  return any_field_nouns(words, begin, end, [&](const Nouns& nouns) {
    // The first noun of each language counts, one of several bodies where there is no other.
    Languages left = nouns.languages & ~all_words().head_last;
    for (const List::Kind list : {List::field, List::several}) {
      for (std::size_t i = nouns.first; i < nouns.last && left != 0; ++i) {
        const Languages found = words.is_word(i) ? lists_of(words, i)[list] & left : 0;
        left &= ~found;
        if (found == 0 || i + 1 >= end) continue;
        const bool goes_on =
            nouns.has_preposition
                ? (lists_of(words, i + 1)[List::preposition] & found) != 0 && i + 2 < end
                : words.is_word(i + 1);
        if (goes_on) return true;
      }
    }
    return false;
  });
}

bool lists_fields_before(const Tokens& words, std::size_t begin, std::size_t end) {
  return any_field_nouns(words, begin, end, [&](const Nouns& nouns) {
    const Languages found =
        have_word(words, nouns, List::field) | have_word(words, nouns, List::several);
    return (found & all_words().head_last) != 0;
  });
}

bool begins_genitive(const Tokens& words, std::size_t at) {
  return lists_of(words, at)[List::genitive] != 0;
}

bool is_honorific(const Tokens& words, std::size_t at) {
  return words.is_word(at) && lists_of(words, at)[List::honorific] != 0;
}

bool is_office(const Tokens& words, std::size_t at) {
  return words.is_word(at) && lists_of(words, at)[List::office] != 0;
}

bool is_patronymic(const Tokens& words, std::size_t at) {
  return words.is_word(at) && lists_of(words, at)[List::patronymic] != 0;
}

bool is_name_particle(std::string_view word) { return all_words().particles.contains(word); }

bool are_of_country(std::string_view letters) { return all_words().countries.contains(letters); }

bool asks_for_body(const Tokens& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words.is_word(i) &&
        (lists_of(words, i)[List::asked] | lists_of(words, i)[List::body]) != 0) {
      return true;
    }
  }
  return false;
}

bool is_behind_name(const Tokens& words, std::size_t at) {
  return words.is_word(at) && lists_of(words, at)[List::behind_name] != 0;
}

bool names_organisation(const Tokens& words, std::size_t first) {
  constexpr std::size_t most = 3;
  std::string name;
  for (std::size_t i = first; i < words.size(); ++i) {
    if (!words.is_word(i) || i - first == most) return false;
    if (!name.empty()) name += ' ';
    name += words[i].text;
  }
  return all_words().organisations.contains(name);
}

bool is_given_name(const Tokens& words, std::size_t at, GivenName kind) {
  const AllWords& all = all_words();
  const TextSet& names = kind == GivenName::behind_family  ? all.behind
                         : kind == GivenName::of_two_names ? all.two_families
                         : kind == GivenName::of_place     ? all.places
                                                           : all.given;
  return words.is_word(at) && names.contains(words[at].text);
}

bool begins_agency(const Tokens& words, std::size_t at) {
  return words.is_word(at) && lists_of(words, at)[List::opener] != 0;
}

}  // namespace actionplan::detail
