// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/error.hpp>
#include <actionplan/read/evidence_csv.hpp>

#include "casters.hpp"
#include "warnings.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::bindings {

/// What is declared of a table of evidence, as Python gives it.
inline EvidenceTableOptions table_options(std::optional<PlanHistory> plan,
                                          std::map<std::string, std::string> columns,
                                          std::vector<std::string> missing,
                                          const std::optional<Text>& decimal,
                                          const std::optional<Text>& letter_t,
                                          std::string encoding = {}) {
  EvidenceTableOptions options{std::move(columns), std::move(missing), {}, std::move(plan)};
  options.encoding = std::move(encoding);
  if (letter_t) {
    if (letter_t->value != "quarter" && letter_t->value != "four_months") {
      throw InvalidArgument("letter_t is " + in_message(letter_t->value) +
                            "; give \"quarter\" or \"four_months\".");
    }
    options.letter_t = letter_t->value == "quarter" ? LetterT::quarter : LetterT::four_months;
  }
  if (!decimal) return options;
  if (decimal->value.size() != 1) {
    throw InvalidArgument("decimal is " + in_message(decimal->value) + "; give \".\" or \",\".");
  }
  options.decimal = decimal->value.front();
  return options;
}

/// Warns once of what a table handed over from Python lost, and once of what it kept and cannot mean:
/// how many, the first with its row, and where each stands.
///
/// @param header  line of the header; what is said of it is of a column.
/// @throws error_already_set where warnings are errors.
inline void warn_of_left_out(const char* door, const EvidenceRows& rows, std::uint32_t header) {
  const auto warn_of = [&](Severity severity, const char* what) {
    const Problem* first = nullptr;
    std::set<std::uint32_t> lines;
    for (const Problem& problem : rows.problems) {
      if (problem.severity != severity) continue;
      if (first == nullptr) first = &problem;
      lines.insert(problem.place.line);
    }
    if (first == nullptr) return;
    const bool is_row = first->place.line > header;
    std::string message = std::string{door} + ": " + what + ": ";
    if (is_row) message += "row " + std::to_string(first->place.line) + ": ";
    message += first->message;
    warn(std::move(message), lines.size() - 1, "problems");
  };
  warn_of(Severity::error, "left out");
  warn_of(Severity::warning, "kept with a doubt");
}

}  // namespace actionplan::bindings
