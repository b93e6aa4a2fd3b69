// SPDX-License-Identifier: Apache-2.0
#include "agency_register.hpp"

#include <actionplan/core/text.hpp>

#include "agency_name.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

namespace actionplan::detail {

AgencyRegister::AgencyRegister(const KnownAgencies& known) : known_{known} {
  for (const Agency& agency : known.all()) taken_ids_.emplace(agency.id.value(), 1);
}

std::size_t AgencyRegister::note(std::string_view spelling, Place place) {
  return numbers_.of(spelling, [&](std::string_view text) {
    const auto inserted = by_folded_.emplace(text::fold(text), spellings_.size());
    if (inserted.second) spellings_.push_back({std::string{text}, agency_key(text), place});
    return inserted.first->second;
  });
}

// Gives the spellings "Centre (NAC)" and "NAC" the key of "Centre".
void AgencyRegister::unite_abbreviated(CancelPoll& poll) {
  struct Pair {
    std::string other;  // the name of an abbreviation, the abbreviation of a name
    bool is_alone = true;
  };
  std::unordered_map<std::string, Pair> name_of;
  std::unordered_map<std::string, Pair> abbreviation_of;
  const auto join = [](std::unordered_map<std::string, Pair>& all, const std::string& one,
                       const std::string& other) {
    const auto met = all.emplace(one, Pair{other, true});
    if (met.first->second.other != other) met.first->second.is_alone = false;
  };
  std::vector<std::pair<std::string, std::string>> parts(spellings_.size());  // name, abbreviation
  for (std::size_t i = 0; i < spellings_.size(); ++i) {
    poll();
    const std::optional<Abbreviated> found = abbreviated(spellings_[i].text);
    if (!found) continue;
    parts[i] = {agency_key(found->name), text::fold(found->abbreviation)};
    join(name_of, parts[i].second, parts[i].first);
    join(abbreviation_of, parts[i].first, parts[i].second);
  }
  if (name_of.empty()) return;
  for (std::size_t i = 0; i < spellings_.size(); ++i) {
    const std::string& abbreviation =
        parts[i].second.empty() ? text::fold(spellings_[i].text) : parts[i].second;
    const auto name = name_of.find(abbreviation);
    if (name == name_of.end() || !name->second.is_alone) continue;
    if (!abbreviation_of.at(name->second.other).is_alone) continue;
    spellings_[i].key = name->second.other;
  }
}

void AgencyRegister::group(CancelPoll& poll) {
  unite_abbreviated(poll);
  constexpr auto none = static_cast<std::size_t>(-1);
  // Every key that stands in the plan.
  std::unordered_map<std::string_view, std::size_t> met_by_key;
  std::unordered_map<const Agency*, std::size_t> met_by_known;
  for (const Spelling& spelling : spellings_) met_by_key.emplace(spelling.key, none);
  for (std::size_t i = 0; i < spellings_.size(); ++i) {
    poll();
    const Spelling& spelling = spellings_[i];
    const Agency* known = known_.find(spelling.text);
    auto by_key = met_by_key.find(without_qualifier(spelling.key));
    if (by_key == met_by_key.end()) by_key = met_by_key.find(spelling.key);
    std::size_t& met =
        known != nullptr ? met_by_known.emplace(known, none).first->second : by_key->second;
    if (met == none) {
      met = met_.size();
      met_.push_back({{}, known, {}});
    }
    met_of_.push_back(met);
    met_[met].spellings.push_back(i);
  }
}

std::string AgencyRegister::free_id(std::string_view name) {
  const std::string first = agency_slug(text::nfc(name));
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
    std::size_t longest = 0;
    for (const std::size_t i : met.spellings) {
      const std::size_t length = text::count_code_points(spellings_[i].text);
      if (length > longest) agency.name = spellings_[i].text;
      longest = std::max(longest, length);
    }
    agency.collective = is_collective(agency.name);
  }
  met.id = agency.id;
  if (met.known != nullptr || met.spellings.size() > 1) add_aliases(agency, met, problems);
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

std::vector<Agency> AgencyRegister::resolve(ProblemList& problems, CancelPoll& poll) {
  group(poll);
  std::vector<Agency> agencies;
  agencies.reserve(met_.size());
  for (Met& met : met_) {
    poll();
    agencies.push_back(make(met, problems));
  }
  if (!known_.is_empty()) add_successors(agencies, problems);
  // What is not needed any more may be large.
  std::vector<Spelling>{}.swap(spellings_);
  std::unordered_map<std::string, std::size_t>{}.swap(by_folded_);
  std::unordered_map<std::string, std::size_t>{}.swap(taken_ids_);
  return agencies;
}

const AgencyId& AgencyRegister::agency_of(std::size_t number) const {
  return met_[met_of_[number]].id;
}

}  // namespace actionplan::detail
