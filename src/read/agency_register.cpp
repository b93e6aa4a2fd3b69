// SPDX-License-Identifier: Apache-2.0
#include "agency_register.hpp"

#include <actionplan/core/text.hpp>

#include "assignment_text.hpp"
#include "words.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

namespace actionplan::detail {
namespace {

constexpr std::array<std::string_view, 9> empty_words = {"the", "of", "and", "for", "on",
                                                         "s",   "a",  "an",  "to"};
constexpr std::array<std::string_view, 4> qualifiers = {"nation", "state", "republic",
                                                        "republican"};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool ends_with(std::string_view word, std::string_view ending) {
  return word.size() >= ending.size() && word.substr(word.size() - ending.size()) == ending;
}

// "ministries" and "ministry", "chambers" and "chamber", "educational" and "education" are one.
std::string stem(std::string_view word) {
  constexpr std::size_t shortest = 5;  // what has to be left
  std::string out{word};
  if (ends_with(out, "ies") && out.size() > shortest) {
    out.replace(out.size() - 3, 3, "y");
  } else if (ends_with(out, "s") && !ends_with(out, "ss") && out.size() > 3) {
    out.pop_back();
  }
  if (ends_with(out, "al") && out.size() >= shortest + 2) out.resize(out.size() - 2);
  return out;
}

std::string key_of(std::string_view name) {
  const Words words{name};
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].kind == WordKind::mark || is_one_of(words[i].text, empty_words)) continue;
    parts.push_back(stem(words[i].text));
  }
  if (parts.size() > 1 && parts.back() == "office") parts.pop_back();
  std::string key;
  for (const std::string& part : parts) key += (key.empty() ? "" : " ") + part;
  return key;
}

// Lower-case letters and digits with "-" between words.
std::string slug(std::string_view name) {
  constexpr std::size_t longest = 80;
  const Words words{name};
  std::string out;
  for (std::size_t i = 0; i < words.size() && out.size() < longest; ++i) {
    if (words[i].kind == WordKind::mark) continue;
    if (!out.empty()) out += '-';
    out += words[i].text;
  }
  return out.empty() ? "agency" : out;
}

}  // namespace

AgencyRegister::AgencyRegister(const std::vector<Agency>& known) : known_{known} {
  for (std::size_t i = 0; i < known.size(); ++i) {
    taken_ids_.emplace(known[i].id.value(), 1);
    known_by_key_.emplace(text::fold(text::collapse_spaces(known[i].name)), i);
    for (const std::string& alias : known[i].aliases) {
      known_by_key_.emplace(text::fold(text::collapse_spaces(alias)), i);
    }
  }
  // Keys come after all spellings: what is written out counts for more than what is like it.
  for (std::size_t i = 0; i < known.size(); ++i) {
    known_by_key_.emplace("key " + key_of(known[i].name), i);
    for (const std::string& alias : known[i].aliases) {
      known_by_key_.emplace("key " + key_of(alias), i);
    }
  }
}

std::size_t AgencyRegister::note(std::string_view spelling, Place place) {
  const auto inserted = by_folded_.emplace(text::fold(spelling), spellings_.size());
  if (inserted.second) {
    spellings_.push_back({std::string{spelling}, key_of(spelling), place, 0});
  }
  return inserted.first->second;
}

const Agency* AgencyRegister::find_known(const Spelling& spelling) const {
  auto found = known_by_key_.find(text::fold(spelling.text));
  if (found == known_by_key_.end()) found = known_by_key_.find("key " + spelling.key);
  return found == known_by_key_.end() ? nullptr : &known_[found->second];
}

std::string AgencyRegister::key_without_qualifier(
    const std::string& key, const std::unordered_map<std::string, std::size_t>& met_by_key) const {
  const std::size_t space = key.find(' ');
  if (space == std::string::npos) return key;
  if (!is_one_of(std::string_view{key}.substr(0, space), qualifiers)) return key;
  const std::string rest = key.substr(space + 1);
  return met_by_key.count(rest) != 0 ? rest : key;
}

void AgencyRegister::group() {
  std::unordered_map<std::string, std::size_t> spelled;  // keys that stand in the plan
  for (const Spelling& spelling : spellings_) spelled.emplace(spelling.key, 0);
  std::unordered_map<std::string, std::size_t> met_by_key;
  for (std::size_t i = 0; i < spellings_.size(); ++i) {
    Spelling& spelling = spellings_[i];
    const Agency* known = find_known(spelling);
    const std::string key =
        known != nullptr ? "id " + known->id.value() : key_without_qualifier(spelling.key, spelled);
    const auto inserted = met_by_key.emplace(key, met_.size());
    if (inserted.second) met_.push_back({{}, known, {}});
    spelling.agency = inserted.first->second;
    met_[spelling.agency].spellings.push_back(i);
  }
}

std::string AgencyRegister::free_id(std::string_view name) {
  const std::string first = slug(name);
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
  for (const Agency& agency : known_) by_id.emplace(agency.id.value(), &agency);
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
