// SPDX-License-Identifier: Apache-2.0
#include "known_agencies.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "agency_name.hpp"

#include <algorithm>
#include <unordered_set>

namespace actionplan::detail {
namespace {

std::string as_written(std::string_view spelling) {
  return "= " + text::fold(text::collapse_spaces(spelling));
}

std::size_t count_parting_marks(std::string_view spelling) {
  constexpr std::string_view marks = ",;/|+";
  return static_cast<std::size_t>(std::count_if(spelling.begin(), spelling.end(), [&](char c) {
    return marks.find(c) != std::string_view::npos;
  }));
}

void check_ids(const std::vector<Agency>& agencies) {
  std::unordered_set<std::string_view> ids;
  for (const Agency& agency : agencies) {
    if (agency.id.is_empty()) {
      throw InvalidArgument("The known agency \"" + agency.name + "\" has no id; give it one.");
    }
    if (!ids.insert(agency.id.value()).second) {
      throw InvalidArgument("The id \"" + agency.id.value() +
                            "\" is given to two known agencies; give each its own.");
    }
  }
}

}  // namespace

KnownAgencies::KnownAgencies(const std::vector<Agency>& agencies) : agencies_{agencies} {
  check_ids(agencies);
  for (std::size_t i = 0; i < agencies.size(); ++i) {
    const auto add_spelling = [&](const std::string& spelling) {
      add(as_written(spelling), i);
      const std::string key = agency_key(spelling);
      add("key " + key, i);
      const std::string_view bare = without_qualifier(key);
      if (!bare.empty()) add("bare " + std::string{bare}, i);
      most_marks_ = std::max(most_marks_, count_parting_marks(spelling));
    };
    add_spelling(agencies[i].name);
    for (const std::string& alias : agencies[i].aliases) add_spelling(alias);
  }
}

const Agency* KnownAgencies::find_text(const std::string& text) const {
  const auto found = by_spelling_.find(text);
  return found == by_spelling_.end() ? nullptr : &agencies_[found->second];
}

const Agency* KnownAgencies::find(std::string_view spelling) const {
  if (agencies_.empty()) return nullptr;
  if (const Agency* found = find_text(as_written(spelling))) return found;
  const std::string key = agency_key(spelling);
  if (const Agency* found = find_text("key " + key)) return found;
  const std::string_view bare = without_qualifier(key);
  if (!bare.empty()) return find_text("key " + std::string{bare});
  return find_text("bare " + key);
}

}  // namespace actionplan::detail
