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
#include <optional>
#include <utility>

namespace actionplan::detail {
namespace {

// What words of agencies a language has, folded.
struct AgencyWords {
  std::vector<std::vector<std::string>> joining;  // phrases, word by word
  WordForms articles;
  WordForms openers;          // of a second agency behind "and"
  WordForms bodies;           // nouns of bodies
  WordForms fields;           // of those whose names list fields
  WordForms several;          // of several such: "ministries"
  WordForms prepositions;     // behind the noun; only where the noun is the last word before one
  WordForms genitives;        // "de la Santé"
  WordForms honorifics;       // "Dr."
  WordForms offices;          // "Minister"
  WordForms patronymics;      // "*ович"
  bool is_head_last = false;  // names end in their noun: "Maliyyə Nazirliyi"

  [[nodiscard]] bool opens(std::string_view word) const { return openers.hold(word); }

  // Of the tokens [begin, end) those among which the noun stands.
  [[nodiscard]] std::pair<std::size_t, std::size_t> nouns(const Tokens& words, std::size_t begin,
                                                          std::size_t end) const {
    std::size_t behind = begin;
    while (behind < end && !words.is_mark(behind, '(') &&
           (behind == begin || !prepositions.hold(words[behind].text))) {
      ++behind;
    }
    const bool is_last = is_head_last || !prepositions.is_empty();
    std::size_t noun = behind;  // "Min. of Finance"
    while (noun > begin + 1 && words.is_mark(noun - 1, '.')) --noun;
    return {is_last && noun != begin ? noun - 1 : begin, behind};
  }

  // The token behind the noun that is one of `forms`; 0: none. Adjectives may stand before it.
  [[nodiscard]] std::size_t behind_field(const WordForms& forms, const Tokens& words,
                                         std::size_t begin, std::size_t end) const {
    constexpr std::size_t most_before = 3;
    auto [first, last] = nouns(words, begin, end);
    if (!is_head_last && prepositions.is_empty()) last = std::min(last, begin + most_before);
    for (std::size_t i = first; i < last; ++i) {
      if (words.is_word(i) && forms.hold(words[i].text)) return i + 1;
    }
    return 0;
  }

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

std::string folded_phrase(std::string_view phrase, bool with_numbers = false) {
  const Tokens tokens{phrase};
  std::string out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens.is_word(i) && !(with_numbers && tokens.is_number(i))) continue;
    out += (out.empty() ? "" : " ") + std::string{tokens[i].text};
  }
  return out;
}

struct AllWords {
  std::vector<AgencyWords> languages;
  AgencyWords any;       // the forms of all of them
  WordForms continuing;  // articles and prepositions of those that have prepositions
  std::vector<RoleWording> roles;
  TextSet joining_words;  // those of one word
  TextSet joining;        // first words of joining phrases, of all languages
  TextSet anywhere;       // words that say "and" in any language
  TextSet open;           // phrases that name nobody
  TextSet more;           // phrases that say that there are more
  TextSet above;          // phrases that repeat what stands above
  TextSet given;          // given names of persons
  TextSet behind;         // of these, those that may stand behind the family name
  TextSet two_families;   // those before two family names

  AllWords() {
    for (const WordText& known : word_texts) {
      if (known.name == "agencies") add_file(known.text);
      if (known.name == "deadline") add_open(known.text);
      if (known.name == "and") add_anywhere(known.text);
      if (known.name == "given_names") add_given(known.text);
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
    AgencyWords& words = languages.emplace_back();
    each_form(rows,
              [&](std::string_view meaning, std::string_view form) { add(meaning, form, words); });
    if (words.prepositions.is_empty()) return;
    each_form(rows, [&](std::string_view meaning, std::string_view form) {
      if (meaning == "article" || meaning == "preposition") continuing.add(form);
    });
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
      anywhere.insert(text::fold(form));
    });
  }

  void add_given(std::string_view rows) {
    each_form(rows, [this](std::string_view meaning, std::string_view form) {
      if (meaning == "given_name:behind") behind.insert(text::fold(form));
      if (meaning == "given_name:two_families") two_families.insert(text::fold(form));
      given.insert(text::fold(form));
    });
  }

  static WordForms* forms_of(std::string_view meaning, AgencyWords& words) {
    if (meaning == "article") return &words.articles;
    if (meaning == "second") return &words.openers;
    if (meaning == "body") return &words.bodies;
    if (meaning == "fields") return &words.fields;
    if (meaning == "fields_of_several") return &words.several;
    if (meaning == "preposition") return &words.prepositions;
    if (meaning == "genitive") return &words.genitives;
    if (meaning == "honorific") return &words.honorifics;
    if (meaning == "office") return &words.offices;
    if (meaning == "patronymic") return &words.patronymics;
    return nullptr;
  }

  void add(std::string_view meaning, std::string_view form, AgencyWords& words) {
    if (meaning == "and") {
      words.joining.push_back(folded_words(form));
      joining.insert(words.joining.back().front());
      if (words.joining.back().size() == 1) joining_words.insert(words.joining.back().front());
    } else if (WordForms* const forms = forms_of(meaning, words)) {
      forms->add(form);
      forms_of(meaning, any)->add(form);
    } else if (meaning == "nobody") {
      open.insert(folded_phrase(form, true));
    } else if (meaning == "open_end") {
      more.insert(folded_phrase(form));
    } else if (meaning == "head") {
      words.is_head_last = form == "last";
    } else if (meaning == "with" || meaning == "with_behind_mark") {
      add_role(form, {Role::supporting, Force::binding}, true, meaning != "with");
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

}  // namespace

const std::vector<RoleWording>& role_wordings() { return all_words().roles; }

bool is_joining_word(const Tokens& words, std::size_t at) {
  if (!all_words().joining_words.contains(words[at].text)) return false;
  const auto& languages = all_words().languages;
  return std::any_of(languages.begin(), languages.end(), [&](const AgencyWords& one) {
    return one.end_of_joining(words, at) == at + 1;
  });
}

std::size_t second_agency_after(const Tokens& words, std::size_t at) {
  if (!all_words().joining.contains(words[at].text)) return 0;
  for (const AgencyWords& one : all_words().languages) {
    const std::size_t behind = one.end_of_joining(words, at);
    if (behind == 0) continue;
    const bool has_article = one.articles.hold(words[behind].text);
    const std::size_t next = has_article ? behind + 1 : behind;
    const bool ends_first = one.is_head_last && at != 0 && one.opens(words[at - 1].text);
    // "and Agency for Land"
    const bool begins_other = !one.prepositions.is_empty() && one.bodies.hold(words[next].text) &&
                              words.is_word(next + 1) &&
                              one.prepositions.hold(words[next + 1].text);
    const bool opens = ends_first || begins_other || one.opens(words[next].text);
    if (words.is_word(next) && opens) return behind;
  }
  return 0;
}

bool names_nobody(std::string_view text) {
  constexpr std::size_t longest = 80;
  return text.size() <= longest && all_words().open.contains(folded_phrase(text, true));
}

bool ends_openly(std::string_view text) {
  constexpr std::size_t longest = 60;
  return text.size() <= longest && all_words().more.contains(folded_phrase(text));
}

bool continues_name(const Tokens& words, std::size_t at) {
  return all_words().continuing.hold(words[at].text);
}

bool says_as_above(std::string_view text) {
  constexpr std::size_t longest = 40;
  std::string_view plain = text::trim(text);
  while (plain.ends_with('.') || plain.ends_with(',')) plain.remove_suffix(1);
  return plain.size() <= longest && all_words().above.contains(text::fold(plain));
}

bool is_article(const Tokens& words, std::size_t at) {
  return all_words().any.articles.hold(words[at].text);
}

bool says_and(const Tokens& words, std::size_t at) {
  return words.is_word(at) &&
         (all_words().anywhere.contains(words[at].text) || is_joining_word(words, at));
}

bool names_body(const Tokens& words, std::size_t begin, std::size_t end) {
  if (begin >= end) return false;
  if (begins_agency(words, begin)) return true;
  const AgencyWords& any = all_words().any;
  const auto is_noun = [&](const AgencyWords& one, std::size_t at) {
    return words.is_word(at) && (one.bodies.hold(words[at].text) || one.opens(words[at].text));
  };
  std::size_t first = begin;
  while (first < end && !is_noun(any, first)) ++first;
  if (first == end) return false;
  const auto& languages = all_words().languages;
  return std::any_of(languages.begin(), languages.end(), [&](const AgencyWords& one) {
    const auto [from, last] = one.nouns(words, begin, end);
    for (std::size_t i = std::max(from, first); i < last; ++i) {
      if (is_noun(one, i)) return true;
    }
    return false;
  });
}

namespace {

// Is there a noun in the name that fields are listed of, in any language?
bool has_field_noun(const Tokens& words, std::size_t begin, std::size_t end) {
  const AgencyWords& any = all_words().any;
  for (std::size_t i = begin; i < end; ++i) {
    const std::string_view word = words[i].text;
    if (words.is_word(i) && (any.fields.hold(word) || any.several.hold(word))) return true;
  }
  return false;
}

}  // namespace

FieldNoun field_noun(const Tokens& words, std::size_t begin, std::size_t end) {
  FieldNoun found = FieldNoun::none;
  if (!has_field_noun(words, begin, end)) return found;
  for (const AgencyWords& one : all_words().languages) {
    if (one.behind_field(one.several, words, begin, end) != 0) return FieldNoun::several;
    if (one.behind_field(one.fields, words, begin, end) != 0) found = FieldNoun::one;
  }
  return found;
}

bool lists_fields_behind(const Tokens& words, std::size_t begin, std::size_t end) {
  if (!has_field_noun(words, begin, end)) return false;
  const auto& languages = all_words().languages;
  return std::any_of(languages.begin(), languages.end(), [&](const AgencyWords& one) {
    if (one.is_head_last) return false;
    std::size_t behind = one.behind_field(one.fields, words, begin, end);
    if (behind == 0) behind = one.behind_field(one.several, words, begin, end);
    if (behind == 0 || behind >= end) return false;
    if (one.prepositions.is_empty()) return words.is_word(behind);
    return one.prepositions.hold(words[behind].text) && behind + 1 < end;
  });
}

bool lists_fields_before(const Tokens& words, std::size_t begin, std::size_t end) {
  if (!has_field_noun(words, begin, end)) return false;
  const auto& languages = all_words().languages;
  return std::any_of(languages.begin(), languages.end(), [&](const AgencyWords& one) {
    return one.is_head_last && (one.behind_field(one.fields, words, begin, end) != 0 ||
                                one.behind_field(one.several, words, begin, end) != 0);
  });
}

bool begins_genitive(const Tokens& words, std::size_t at) {
  return all_words().any.genitives.hold(words[at].text);
}

bool is_honorific(const Tokens& words, std::size_t at) {
  return words.is_word(at) && all_words().any.honorifics.hold(words[at].text);
}

bool is_office(const Tokens& words, std::size_t at) {
  return words.is_word(at) && all_words().any.offices.hold(words[at].text);
}

bool is_patronymic(const Tokens& words, std::size_t at) {
  return words.is_word(at) && all_words().any.patronymics.hold(words[at].text);
}

bool is_given_name(const Tokens& words, std::size_t at, GivenName kind) {
  const AllWords& all = all_words();
  const TextSet& names = kind == GivenName::behind_family  ? all.behind
                         : kind == GivenName::of_two_names ? all.two_families
                                                           : all.given;
  return words.is_word(at) && names.contains(words[at].text);
}

bool begins_agency(const Tokens& words, std::size_t at) {
  return words.is_word(at) && all_words().any.opens(words[at].text);
}

}  // namespace actionplan::detail
