// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/plan/agency.hpp>

#include "known_agencies.hpp"
#include "read/once.hpp"
#include "read/problem_list.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace actionplan::detail {

/// Gathers the spellings under which a plan names its agencies, and finds which are one agency.
///
/// Known agencies are recognised first. Other spellings are one agency when their keys are equal
/// (`agency_key`); a leading "national", "state" or "republic" is left out where the plan has the name
/// without it too. "Centre (NAC)" is "Centre", and "NAC" where the plan has one name alone with that
/// abbreviation, and that name with no other. Each merge is told in a Problem.
class AgencyRegister {
 public:
  /// @param known borrowed; it has to outlive this.
  explicit AgencyRegister(const KnownAgencies& known);

  /// Notes a spelling. Equal letters, whatever their case, give the same number.
  std::size_t note(std::string_view spelling, Place place);

  /// The agencies met, by first mention, with the successors of known ones after them. To be called
  /// once, when every spelling was noted.
  [[nodiscard]] std::vector<Agency> resolve(ProblemList& problems, CancelPoll& poll);

  /// After `resolve`: the agency of a spelling's number.
  [[nodiscard]] const AgencyId& agency_of(std::size_t number) const;

 private:
  struct Spelling {
    std::string text;
    std::string key;
    Place place;
  };
  // An agency that the plan names.
  struct Met {
    std::vector<std::size_t> spellings;
    const Agency* known = nullptr;
    AgencyId id;
  };

  void unite_abbreviated(CancelPoll& poll);
  void group(CancelPoll& poll);
  [[nodiscard]] Agency make(Met& met, ProblemList& problems);
  [[nodiscard]] std::string free_id(std::string_view name);
  void add_aliases(Agency& agency, const Met& met, ProblemList& problems) const;
  void add_successors(std::vector<Agency>& agencies, ProblemList& problems) const;

  const KnownAgencies& known_;
  std::vector<Spelling> spellings_;
  std::unordered_map<std::string, std::size_t> by_folded_;
  Once<std::size_t> numbers_;  // of spellings as they are written
  std::vector<Met> met_;
  std::vector<std::size_t> met_of_;  // of each spelling
  std::unordered_map<std::string, std::size_t> taken_ids_;
};

}  // namespace actionplan::detail
