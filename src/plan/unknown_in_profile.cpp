// SPDX-License-Identifier: Apache-2.0
#include "unknown_in_profile.hpp"

#include "core/internal/excerpt.hpp"
#include "core/internal/nearest.hpp"

#include <string>

namespace actionplan::detail {
namespace {

Problem unknown(const char* what, const std::string& id, const NearestIds& nearest) {
  return {std::string{"profile_unknown_"} + what,
          Severity::error,
          {},
          std::string{"The profile speaks of "} + what + " \"" + excerpt(id) +
              "\", which the plan does not have" + nearest.sentence_part() + "; correct the id.",
          id};
}

}  // namespace

Problem unknown_measure(const MeasureId& id, const std::vector<Measure>& measures) {
  NearestIds nearest{id.value()};
  for (const Measure& measure : measures) nearest.add(measure.id.value());
  return unknown("measure", id.value(), nearest);
}

Problem unknown_indicator(const IndicatorId& id, const std::vector<Measure>& measures) {
  NearestIds nearest{id.value()};
  for (const Measure& measure : measures) {
    for (const Indicator& indicator : measure.indicators) nearest.add(indicator.id.value());
  }
  return unknown("indicator", id.value(), nearest);
}

}  // namespace actionplan::detail
