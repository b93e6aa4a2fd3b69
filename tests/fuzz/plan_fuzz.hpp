// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/read/read.hpp>

#include "fuzz_input.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace actionplan::fuzz {

// Small enough that the bounds themselves are met.
inline ReadOptions small_options() {
  ReadOptions options;
  options.limits.max_bytes = std::size_t{1} << 16;
  options.limits.max_cell_bytes = std::size_t{1} << 11;
  options.limits.max_rows = std::size_t{1} << 10;
  options.limits.max_problems = 20;
  options.limits.max_expected_reports = std::size_t{1} << 10;
  options.agencies.push_back(
      {AgencyId{"justice"}, "Ministry of Justice", {"MoJ"}, false, {}, {}, {AgencyId{"law"}}});
  options.agencies.push_back({AgencyId{"law"}, "Ministry of Law", {}, false, {}, {}, {}});
  return options;
}

// Every problem says what, and of one code there are no more than the limit and one.
inline void check_problems(const Plan& plan, std::size_t most_of_one_code) {
  std::map<std::string, std::size_t> count;
  for (const Problem& problem : plan.problems()) {
    require(!problem.code.empty() && !problem.message.empty());
    require(problem.place.is_known() == (problem.place.column != 0));
    require(++count[problem.code] <= most_of_one_code + 1);
  }
}

// Bounded by the text: nothing is read twice.
inline void check_size(const Plan& plan, std::size_t size) {
  require(plan.measures().size() + plan.sections().size() <= size);
  for (const Measure& measure : plan.measures()) {
    require(measure.assignments.size() <= measure.assignment_text.size());
    require(measure.deadline.expected_reports.size() <= max_expected_reports);
  }
}

// What is read stands up to the builder and comes through JSON unchanged; what is refused is refused
// in words.
inline void check_read(const std::uint8_t* data, std::size_t size, const char* format) {
  const std::string_view bytes{reinterpret_cast<const char*>(data), size};
  static const ReadOptions options = small_options();
  try {
    const Plan plan = read_bytes(bytes, format, options);
    check_problems(plan, options.limits.max_problems);
    check_size(plan, size);
    const Plan again = plan_from_json(to_json(plan));
    require(again == plan);
    require(again.problems() == plan.problems());
  } catch (const ParseError& error) {
    require(*error.what() != '\0');
  }
}

// A document is refused in words, or its plan, where it holds one, comes through JSON.
inline void check_document(const std::string& bytes, const char* name = "") {
  ReadOptions options = small_options();
  options.limits.max_bytes = std::size_t{1} << 20;
  options.limits.max_document_bytes = std::size_t{1} << 20;
  try {
    const Plan plan = read(DocumentSource{name, bytes, {}}, options);
    check_problems(plan, options.limits.max_problems);
    require(plan_from_json(to_json(plan)) == plan);
  } catch (const ParseError& error) {
    require(*error.what() != '\0');
  }
}

}  // namespace actionplan::fuzz
