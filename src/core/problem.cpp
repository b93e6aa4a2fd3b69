// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/problem.hpp>

#include <algorithm>

namespace actionplan {

bool has_errors(const std::vector<Problem>& problems) noexcept {
  return std::any_of(problems.begin(), problems.end(),
                     [](const Problem& problem) { return problem.severity == Severity::error; });
}

}  // namespace actionplan
