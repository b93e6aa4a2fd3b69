// SPDX-License-Identifier: Apache-2.0
#include "assessor.hpp"

#include "evidence/internal/evidence_block.hpp"

#include <algorithm>
#include <set>

namespace actionplan {
namespace {

using detail::Clocks;
using detail::Grounds;

// Is every part of the dimension declared, where the profile declares any?
bool is_declared(const Dimension& dimension, const IndicatorProfile* said) {
  if (said == nullptr || said->dimensions.empty()) return true;
  return std::all_of(dimension.begin(), dimension.end(), [said](const auto& part) {
    const auto found = said->dimensions.find(part.first);
    if (found == said->dimensions.end()) return false;
    const std::vector<std::string>& parts = found->second;
    return std::find(parts.begin(), parts.end(), part.second) != parts.end();
  });
}

const IndicatorProfile* said_of(const Profile& profile, const IndicatorId& id) {
  const auto found = profile.indicators.find(id);
  return found == profile.indicators.end() ? nullptr : &found->second;
}

// What the plan of the day does not have was held by any revision before it.
detail::Clocks clocks_of_lost(const Grounds& grounds, const Assessment& assessment) {
  detail::Clocks clocks = grounds.clocks;
  for (const Revision* revision :
       assessment.history().in_force(assessment.as_of(), assessment.known_at())) {
    const std::optional<Date> adopted_on = revision->plan.heading().adopted_on;
    if (adopted_on) clocks.adopted_on = std::min(clocks.adopted_on, adopted_on->days());
  }
  return clocks;
}

}  // namespace

std::vector<EntryId> Assessor::orphans(const Assessment& assessment) {
  const Grounds grounds = Assessor::grounds(assessment);
  const Plan& plan = *grounds.plan;
  std::set<EntryId> orphans;
  const auto add = [&orphans](const detail::EntryPlace& place) {
    orphans.insert(EntryId{to_hex(place.hash())});
  };
  const detail::Clocks of_lost = clocks_of_lost(grounds, assessment);
  for (const EvidenceLayer& layer : layers_of(*grounds.evidence)) {
    const EvidenceBlock* const block = layer.block.get();
    for (const IndicatorId& id : block->indicators) {
      const auto known = grounds.terms->find(id);
      const bool is_known = known.has_value();
      const IndicatorProfile* said = said_of(*grounds.profile, id);
      if (is_known && (said == nullptr || said->dimensions.empty())) continue;
      const detail::Clocks clocks =
          is_known ? clocks_of(grounds, grounds.terms->rows[*known].measure) : of_lost;
      for (const detail::LiveRow& row : detail::live_rows(*grounds.evidence, id, "", clocks).rows) {
        if (!is_known || !is_declared(*row.dimension, said)) add(row.place);
      }
    }
    for (std::size_t i = 0; i < block->others.size(); ++i) {
      const Entry& entry = block->others[i].entry;
      const bool is_lost = (entry.indicator && plan.find_indicator(*entry.indicator) == nullptr) ||
                           (entry.measure && plan.find_measure(*entry.measure) == nullptr);
      if (!is_lost) continue;
      const std::vector<detail::EntryPlace> live =
          entry.indicator ? detail::live_others(*grounds.evidence, *entry.indicator, grounds.clocks)
                          : detail::live_others(*grounds.evidence, *entry.measure, grounds.clocks);
      for (const detail::EntryPlace& place : live) {
        if (place.block == block && place.at == i) add(place);
      }
    }
  }
  return {orphans.begin(), orphans.end()};
}

std::vector<EntryId> Assessment::orphans() const { return Assessor::orphans(*this); }

}  // namespace actionplan
