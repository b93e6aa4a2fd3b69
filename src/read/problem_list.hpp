// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/problem.hpp>

#include <cstddef>
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

/// Is it a control character other than white space?
[[nodiscard]] constexpr bool is_control(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x20 && !(c >= '\t' && c <= '\r');
}

/// A text for a message: in quotation marks, cut after 60 code points, control characters as spaces.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace actionplan::detail
