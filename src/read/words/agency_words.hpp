// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/assignment.hpp>

#include "read/tokens.hpp"

#include <cstddef>
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

/// The role words of src/read/words/LANGUAGE/agencies.tsv, and those that name columns of agencies
/// (columns.tsv), of every language but English, whose labels of columns have a list of their own.
[[nodiscard]] const std::vector<RoleWording>& role_wordings();

/// Does the word say "and", in any language but English?
[[nodiscard]] bool is_joining_word(const Tokens& words, std::size_t at);

/// Where words that say "and" stand before one that begins a second agency in the same language
/// ("und das Finanzministerium"), or behind one that ends a first ("Nazirliyi və"), the token behind
/// them; else 0. What a ministry's name may contain itself begins none.
[[nodiscard]] std::size_t second_agency_after(const Tokens& words, std::size_t at);

/// Do words where agencies stand say in so many words that none is named: "TBD", "n/a", "none", "noch offen"?
/// Those of each language that a deadline is left open with, and a few of people alone. Marks and the case of letters
/// count for nothing.
[[nodiscard]] bool names_nobody(std::string_view text);

/// Does a text say no more than that it is the same as above: "-//-", "то же", "idem"? In the words that
/// each language has for deadlines.
[[nodiscard]] bool says_as_above(std::string_view text);

/// Is the word an article in any of these languages?
[[nodiscard]] bool is_article(const Tokens& words, std::size_t at);

/// Does the word begin an agency's name in any of these languages: "Finanzministerium"?
[[nodiscard]] bool begins_agency(const Tokens& words, std::size_t at);

}  // namespace actionplan::detail
