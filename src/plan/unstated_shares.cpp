// SPDX-License-Identifier: Apache-2.0
#include "plan/internal/unstated_shares.hpp"

#include "core/internal/excerpt.hpp"
#include "core/internal/shortest_number.hpp"
#include "plan/internal/indicator_terms.hpp"

#include <algorithm>
#include <string>

namespace actionplan::detail {

bool has_unstated_share(const IndicatorProfile& said) noexcept {
  if (said.unit && !said.unit->empty()) return false;
  return (said.baseline && may_be_share_of_one(*said.baseline)) ||
         std::any_of(said.targets.begin(), said.targets.end(),
                     [](const Target& target) { return may_be_share_of_one(target.value); });
}

std::vector<Problem> unstated_shares(const IndicatorId& id, IndicatorKind kind,
                                     const IndicatorProfile& said) {
  std::vector<Problem> problems;
  if (kind != IndicatorKind::percentage || !has_unstated_share(said)) return problems;
  const auto report = [&](const std::string& what, double value) {
    if (!may_be_share_of_one(value)) return;
    const std::string number = general_number(value, 12);
    problems.push_back({"profile_unit_unstated",
                        Severity::warning,
                        {},
                        "Indicator " + excerpt(id.value()) + " is measured in percent, and its " +
                            what + " " + number + " has no unit; it counts as " + number +
                            " %. Give the unit \"%\" where that is meant, or the " + what + " " +
                            general_number(value * 100, 12) + " with the unit \"%\".",
                        id.value()});
  };
  if (said.baseline) report("baseline", *said.baseline);
  for (const Target& target : said.targets) report("target", target.value);
  return problems;
}

}  // namespace actionplan::detail
