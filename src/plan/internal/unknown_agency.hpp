// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/plan.hpp>

#include "core/internal/near_names.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// Adds the agencies of a plan, by id, name and aliases, to those that are looked at.
inline void add_agencies(const Plan& plan, NearNames& near) {
  std::vector<std::string_view> names;
  for (const Agency& agency : plan.agencies()) {
    names.assign(1, agency.name);
    names.insert(names.end(), agency.aliases.begin(), agency.aliases.end());
    near.add(agency.id.value(), names);
  }
}

/// What goes on after `... no agency "X"`, and ends the sentence: whose name that is, since a name is
/// never taken for an id, or which agencies are like it.
[[nodiscard]] inline std::string agency_remedy(const NearNames& near) {
  const std::vector<std::string>& named = near.named_so();
  if (named.size() == 1) {
    return "; it is the name of the agency \"" + named.front() + "\", so give that id.";
  }
  if (named.empty()) return near.sentence_part() + "; give an id that it has.";
  constexpr std::size_t most = 3;
  std::string ids;
  for (std::size_t i = 0; i < named.size() && i < most; ++i) {
    ids += (i == 0 ? "\"" : ", \"") + named[i] + '"';
  }
  return "; several have that name, " + ids + (named.size() > most ? " and more" : "") +
         "; give the id of the one that is meant.";
}

}  // namespace actionplan::detail
