// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/error.hpp>
#include <actionplan/plan/measure.hpp>
#include <actionplan/read/document.hpp>

#include "problem_list.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// Names a language that was given and has no words (`language_unknown`), and indicators that are
/// qualitative since the wording of their language is not known (`indicator_language`).
void add_language_problems(std::string_view given, std::string_view language,
                           const std::vector<Measure>& measures, ProblemList& problems);

/// What is said of an encoding that was guessed, behind a space; empty: it was not.
[[nodiscard]] std::string guess_of_encoding(const Document& document);

/// Calls `read`; where it finds no plan in a text whose encoding was guessed, that is said too.
template <class Read>
auto naming_guess(const Document& document, Read read) {
  try {
    return read();
  } catch (const ParseError& error) {
    if (error.code() != ParseErrorCode::no_plan) throw;
    throw ParseError(error.what() + guess_of_encoding(document), error.place(), error.code());
  }
}

}  // namespace actionplan::detail
