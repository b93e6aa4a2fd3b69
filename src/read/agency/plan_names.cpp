// SPDX-License-Identifier: Apache-2.0
#include "plan_names.hpp"

#include "agency_name.hpp"

#include <optional>

namespace actionplan::detail {

void PlanNames::add(std::string_view name) {
  added_.of(name, [this](std::string_view one) {
    keys_.insert(agency_key(one));
    if (const std::optional<Abbreviated> found = abbreviated(one)) {
      keys_.insert(agency_key(found->name));
      keys_.insert(agency_key(found->abbreviation));
    }
    return true;
  });
}

bool PlanNames::holds(std::string_view name) const {
  if (gather_) {
    PlanNames all{nullptr};
    gather_(all);
    gather_ = nullptr;
    keys_ = std::move(all.keys_);
  }
  return asked_.of(name, [this](std::string_view one) { return keys_.contains(agency_key(one)); });
}

}  // namespace actionplan::detail
