// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/problem.hpp>
#include <actionplan/read/table.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// Collects problems, no more than so many of one code; what is beyond is counted and told once.
class ProblemList {
 public:
  explicit ProblemList(std::size_t most_of_one_code) : most_{most_of_one_code} {}

  void add(Problem problem);
  /// The problems in the order added, with one more for each code that had too many.
  [[nodiscard]] std::vector<Problem> take() &&;

 private:
  std::size_t most_;
  std::vector<Problem> problems_;
  std::map<std::string, std::size_t, std::less<>> counts_;
};

/// Well-formed UTF-8 without byte order mark or NUL, whose lines end in '\n'.
///
/// From UTF-8, with or without a byte order mark, or UTF-16 with one. Ill-formed sequences and NUL
/// become U+FFFD; each line that has some is a Problem.
/// @throws ParseError when there is no text, too much of it, or bytes that are no text.
[[nodiscard]] std::string decode(std::string_view bytes, const ReadLimits& limits,
                                 ProblemList& problems);

/// A text for a message: in quotation marks, cut after 60 code points, control characters as spaces.
[[nodiscard]] std::string shown(std::string_view text);

/// Adds the text of a cell up to the limit; tells of a cut once.
void append_bounded(Cell& cell, std::string_view text, const ReadLimits& limits,
                    ProblemList& problems);

}  // namespace actionplan::detail
