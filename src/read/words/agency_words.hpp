// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/assignment.hpp>

#include "read/tokens.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// A word that stands for the role of the agencies behind it.
struct RoleWording {
  std::string words;  ///< folded, a space between them
  Role role = Role::implementer;
  Force force = Force::binding;
  std::size_t written = 0;  ///< bytes of the wording before it was folded
  bool is_joining = false;  ///< "together with": behind a name too, and without a colon
  bool is_of_item =
      false;  ///< "with": likewise, in small letters behind a comma or another mark alone
};

/// Bodies that a name lists fields of: "Ministry of Health, Labour and Welfare", "Ministries of ...".
enum class FieldNoun : std::uint8_t { none, one, several };

/// The role words of src/read/words/LANGUAGE/agencies.tsv, and those that name columns of agencies
/// (columns.tsv), of every language but English, whose labels of columns have a list of their own.
[[nodiscard]] const std::vector<RoleWording>& role_wordings();

/// Does the word say "and", in any language that has words of agencies?
[[nodiscard]] bool is_joining_word(const Tokens& words, std::size_t at);

/// Does the word say "and", in any language at all (src/read/words/mul/and.tsv)? For what stands between
/// abbreviations alone: "e", "a" and "i" mean other things elsewhere.
[[nodiscard]] bool says_and(const Tokens& words, std::size_t at);

/// Where words that say "and" stand before one that begins a second agency in the same language
/// ("und das Finanzministerium"), or behind one that ends a first ("Nazirliyi və"), the token behind
/// them; else 0. What a ministry's name may contain itself begins none.
[[nodiscard]] std::size_t second_agency_after(const Tokens& words, std::size_t at);

/// Do words where agencies stand say in so many words that none is named: "TBD", "n/a", "none", "noch offen"?
/// Those of each language that a deadline is left open with, and its words of people alone. Marks and the case of letters
/// count for nothing.
[[nodiscard]] bool names_nobody(std::string_view text);

/// Does it say that there are more, and none of them: "etc.", "та інші"?
[[nodiscard]] bool ends_openly(std::string_view text);

/// Does a text say no more than that it is the same as above: "-//-", "то же", "idem"? In the words that
/// each language has for deadlines.
[[nodiscard]] bool says_as_above(std::string_view text);

/// Is the word an article in any of these languages?
[[nodiscard]] bool is_article(const Tokens& words, std::size_t at);

/// Is the word one within a name, so that a line may break before or behind it: "of", "the"?
[[nodiscard]] bool continues_name(const Tokens& words, std::size_t at);

/// Does the word begin an agency's name in any of these languages: "Finanzministerium"?
[[nodiscard]] bool begins_agency(const Tokens& words, std::size_t at);

/// Does the name in tokens [begin, end) have a noun of a body of its own: "Central Bank", "Комитет по
/// печати"? Where a language's names end in it, or in English before "of" and the like, only there.
[[nodiscard]] bool names_body(const Tokens& words, std::size_t begin, std::size_t end);

/// Is its noun one that fields are listed of?
[[nodiscard]] FieldNoun field_noun(const Tokens& words, std::size_t begin, std::size_t end);

/// Likewise, and do fields follow it: "Ministry of Health"?
[[nodiscard]] bool lists_fields_behind(const Tokens& words, std::size_t begin, std::size_t end);

/// Likewise, and do they stand before it: "Şehircilik ve İklim Değişikliği Bakanlığı"?
[[nodiscard]] bool lists_fields_before(const Tokens& words, std::size_t begin, std::size_t end);

/// Does the word stand before names of persons: "Mr", "Frau"?
[[nodiscard]] bool is_honorific(const Tokens& words, std::size_t at);

/// Is it the office of a person, as before the name: "Minister", "директор"?
[[nodiscard]] bool is_office(const Tokens& words, std::size_t at);

/// Does it end as names after the father do, or say so: "Иванович", "oğlu"?
[[nodiscard]] bool is_patronymic(const Tokens& words, std::size_t at);

enum class GivenName : std::uint8_t {
  any,
  behind_family,  ///< of a language that may write it behind the family name
  of_two_names,   ///< of one whose persons have two family names
  of_place,       ///< a place or a firm, too: no person where it stands alone
};

/// Are the words from `first` on the whole name of a person after whom a body is called, and by which it is
/// meant where bodies stand: "Marie Stopes"?
[[nodiscard]] bool names_organisation(const Tokens& words, std::size_t first);

/// Is it usual as a given name?
[[nodiscard]] bool is_given_name(const Tokens& words, std::size_t at,
                                 GivenName kind = GivenName::any);

/// Is it a small word within names of persons: "da Silva", "van Eck"? Folded.
[[nodiscard]] bool is_name_particle(std::string_view word);

/// Do the letters stand for a country or a community before a body, as "us" of "U.S. Treasury"? Folded.
[[nodiscard]] bool are_of_country(std::string_view letters);

/// Does a header ask for bodies by a noun of theirs: "Lead agency", "Entidad responsable"?
[[nodiscard]] bool asks_for_body(const Tokens& words);

/// Is it a noun behind names in those of places and firms, which tells of no body elsewhere: "Alice Springs"?
[[nodiscard]] bool is_behind_name(const Tokens& words, std::size_t at);

/// Does the word say that what follows belongs to a noun before it: "de la Santé", "dell'università"?
[[nodiscard]] bool begins_genitive(const Tokens& words, std::size_t at);

}  // namespace actionplan::detail
