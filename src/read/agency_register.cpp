// SPDX-License-Identifier: Apache-2.0
#include "agency_register.hpp"

#include <actionplan/core/text.hpp>

#include "agency_name.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace actionplan::detail {

AgencyRegister::AgencyRegister(const KnownAgencies& known) : known_{known} {
  for (const Agency& agency : known.all()) taken_ids_.emplace(agency.id.value(), 1);
}

std::size_t AgencyRegister::note(std::string_view spelling, Place place) {
  const auto inserted = by_folded_.emplace(text::fold(spelling), spellings_.size());
  if (inserted.second) {
    spellings_.push_back({std::string{spelling}, agency_key(spelling), place, 0});
  }
  return inserted.first->second;
}

void AgencyRegister::group() {
  std::unordered_set<std::string_view> spelled;  // keys that stand in the plan
  for (const Spelling& spelling : spellings_) spelled.insert(spelling.key);
  std::unordered_map<std::string, std::size_t> met_by_key;
  for (std::size_t i = 0; i < spellings_.size(); ++i) {
    Spelling& spelling = spellings_[i];
    const Agency* known = known_.find(spelling.text);
    const std::string_view bare = without_qualifier(spelling.key);
    std::string key = "key " + std::string{spelled.count(bare) != 0 ? bare : spelling.key};
    if (known != nullptr) key = "id " + known->id.value();
    const auto inserted = met_by_key.emplace(std::move(key), met_.size());
    if (inserted.second) met_.push_back({{}, known, {}});
    spelling.agency = inserted.first->second;
    met_[spelling.agency].spellings.push_back(i);
  }
}

std::string AgencyRegister::free_id(std::string_view name) {
  const std::string first = agency_slug(name);
  std::string id = first;
  std::size_t& count = taken_ids_[first];
  while (++count > 1) {
    id = first + "-" + std::to_string(count);
    if (taken_ids_.emplace(id, 1).second) break;
  }
  return id;
}

Agency AgencyRegister::make(Met& met, ProblemList& problems) {
  const Spelling& first = spellings_[met.spellings.front()];
  Agency agency;
  if (met.known != nullptr) {
    agency = *met.known;
  } else {
    agency.id = AgencyId{free_id(first.text)};
    agency.name = first.text;
    for (const std::size_t i : met.spellings) {
      const std::string& text = spellings_[i].text;
      if (text::count_code_points(text) > text::count_code_points(agency.name)) agency.name = text;
    }
    agency.collective = is_collective(agency.name);
  }
  met.id = agency.id;
  add_aliases(agency, met, problems);
  return agency;
}

void AgencyRegister::add_aliases(Agency& agency, const Met& met, ProblemList& problems) const {
  std::unordered_set<std::string> listed{text::fold(agency.name)};
  for (const std::string& alias : agency.aliases) listed.insert(text::fold(alias));
  for (const std::size_t i : met.spellings) {
    const Spelling& spelling = spellings_[i];
    if (!listed.insert(text::fold(spelling.text)).second) continue;
    agency.aliases.push_back(spelling.text);
    problems.add({"agency_merged", Severity::info, spelling.place,
                  "The agency " + shown(spelling.text) + " was read as a variant of " +
                      shown(agency.name) + "; keep them apart by an agency file that names both.",
                  agency.id.value()});
  }
}

void AgencyRegister::add_successors(std::vector<Agency>& agencies, ProblemList& problems) const {
  std::unordered_map<std::string, const Agency*> by_id;
  for (const Agency& agency : known_.all()) by_id.emplace(agency.id.value(), &agency);
  std::unordered_set<std::string> listed;
  for (const Agency& agency : agencies) listed.insert(agency.id.value());
  for (std::size_t i = 0; i < agencies.size(); ++i) {
    const AgencyId own = agencies[i].id;
    std::vector<AgencyId> successors;
    std::swap(successors, agencies[i].successors);  // `agencies` may move
    const auto is_odd = [&](const AgencyId& id) {
      return id == own || by_id.count(id.value()) == 0;
    };
    for (const AgencyId& id : successors) {
      if (is_odd(id)) {
        problems.add({"successor_unknown", Severity::warning, Place{},
                      "The successor " + shown(id.value()) + " of agency " + shown(own.value()) +
                          " is no other agency of the agency file and was left out; add it there.",
                      own.value()});
      } else if (listed.insert(id.value()).second) {
        agencies.push_back(*by_id.at(id.value()));
      }
    }
    successors.erase(std::remove_if(successors.begin(), successors.end(), is_odd),
                     successors.end());
    std::swap(successors, agencies[i].successors);
  }
}

std::vector<Agency> AgencyRegister::resolve(ProblemList& problems) {
  group();
  std::vector<Agency> agencies;
  for (Met& met : met_) agencies.push_back(make(met, problems));
  add_successors(agencies, problems);
  return agencies;
}

const AgencyId& AgencyRegister::agency_of(std::size_t number) const {
  return met_[spellings_[number].agency].id;
}

}  // namespace actionplan::detail
