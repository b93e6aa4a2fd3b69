// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/error.hpp>
#include <actionplan/read/evidence_csv.hpp>

#include "casters.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::bindings {

/// What is declared of a table of evidence, as Python gives it.
inline EvidenceTableOptions table_options(std::optional<PlanHistory> plan,
                                          std::map<std::string, std::string> columns,
                                          std::vector<std::string> missing,
                                          const std::optional<Text>& decimal) {
  EvidenceTableOptions options{std::move(columns), std::move(missing), {}, std::move(plan)};
  if (!decimal) return options;
  if (decimal->value.size() != 1) {
    throw InvalidArgument("decimal is " + in_message(decimal->value) + "; give \".\" or \",\".");
  }
  options.decimal = decimal->value.front();
  return options;
}

}  // namespace actionplan::bindings
