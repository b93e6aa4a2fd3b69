// SPDX-License-Identifier: Apache-2.0
#include "plan/internal/profile_ids.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "core/internal/excerpt.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace actionplan::detail {
namespace {

template <class Id>
const Id* found(const std::map<Id, Id>& ids, const Id& id) {
  const auto at = ids.find(id);
  return at == ids.end() ? nullptr : &at->second;
}

// A formula by other ids, which stand in brackets.
template <class Rename>
Formula renamed(const Formula& formula, const Rename& rename) {
  const std::string& text = formula.text();
  std::string out;
  std::size_t done = 0;
  for (std::size_t open = text.find('['); open != std::string::npos; open = text.find('[', done)) {
    const std::size_t close = text.find(']', open);
    if (close == std::string::npos) break;
    out.append(text, done, open + 1 - done);
    const std::string_view id = std::string_view{text}.substr(open + 1, close - open - 1);
    out += rename(IndicatorId{text::trim(id)}).value();
    done = close;
  }
  out.append(text, done);
  return out == text ? formula : Formula::parse(out);
}

template <class Id, class Said>
void put(std::map<Id, Said>& all, const Id& was, const Id& now, Said said, const char* what) {
  if (all.emplace(now, std::move(said)).second) return;
  throw InvalidArgument(std::string{"The profile speaks of "} + what + " \"" +
                        excerpt(was.value()) + "\", which is \"" + excerpt(now.value()) +
                        "\" by the earlier version, and by another id of the same; say all by "
                        "the ids of one version.");
}

// Ids that are new in a revision and of which its profile says nothing.
template <class Id, class Has, class Speaks>
void add_new(const Id& id, std::span<const Revision> earlier, const Has& has, const Speaks& speaks,
             std::vector<std::string>& fresh) {
  const auto is_older = [&](const Revision& one) { return has(one.plan, id); };
  if (speaks(id) || std::any_of(earlier.begin(), earlier.end(), is_older)) return;
  fresh.push_back(id.value());
}

std::string listed(const std::vector<std::string>& ids) {
  constexpr std::size_t shown = 3;
  std::string out;
  for (std::size_t i = 0; i < std::min(ids.size(), shown); ++i) {
    out += (i == 0 ? "\"" : ", \"") + excerpt(ids[i]) + "\"";
  }
  if (ids.size() > shown) out += " and " + std::to_string(ids.size() - shown) + " more";
  return out;
}

Problem dropped(const char* what, const std::string& id, const Revision& revision,
                const std::vector<std::string>& fresh) {
  std::string said = std::string{"The profile of the version in force from "} +
                     revision.effective_on.iso() + " speaks of " + what + " \"" + excerpt(id) +
                     "\", which this version no longer has";
  if (fresh.empty()) {
    said += "; drop the entry, unless a later version has it again.";
  } else {
    said +=
        ", and not of " + listed(fresh) +
        (fresh.size() == 1 ? ", which is new; if it is" : ", which are new; if one of them is") +
        " the same, a mapping of `amend` keeps its id, or give it an entry of its own.";
  }
  return {std::string{"profile_dropped_"} + what,
          fresh.empty() ? Severity::info : Severity::warning,
          {},
          std::move(said),
          id};
}

// The entries of one map of a profile that speak of what the plan of its revision lacks.
template <class Map, class Has, class Said>
void add_dropped(const Map& entries, std::span<const Revision> revisions, std::size_t at,
                 const char* what, const Has& has, const Said& said_before,
                 const std::vector<std::string>& fresh, std::vector<Problem>& problems) {
  for (const auto& [id, said] : entries) {
    if (has(revisions[at].plan, id)) continue;
    const auto holds = [&has, &key = id](const Revision& one) { return has(one.plan, key); };
    if (std::none_of(revisions.begin(), revisions.end(), holds)) continue;
    const bool is_repeated = at != 0 && !has(revisions[at - 1].plan, id) && said_before(id);
    if (!is_repeated) problems.push_back(dropped(what, id.value(), revisions[at], fresh));
  }
}

}  // namespace

Renaming::Renaming(const Plan& from, const Plan& to) {
  const std::size_t measures = std::min(from.measures().size(), to.measures().size());
  for (std::size_t i = 0; i < measures; ++i) {
    const Measure& was = from.measures()[i];
    const Measure& now = to.measures()[i];
    measures_.emplace(was.id, now.id);
    const std::size_t indicators = std::min(was.indicators.size(), now.indicators.size());
    for (std::size_t k = 0; k < indicators; ++k) {
      indicators_.emplace(was.indicators[k].id, now.indicators[k].id);
    }
  }
}

const MeasureId* Renaming::find(const MeasureId& id) const { return found(measures_, id); }
const IndicatorId* Renaming::find(const IndicatorId& id) const { return found(indicators_, id); }

Profile Renaming::carry(const Profile& profile) const {
  const auto now = [this](const auto& id) {
    const auto* other = find(id);
    return other == nullptr ? id : *other;
  };
  Profile carried = profile;
  carried.measures.clear();
  carried.indicators.clear();
  for (const auto& [id, said] : profile.measures) {
    put(carried.measures, id, now(id), said, "measure");
  }
  for (const auto& [id, said] : profile.indicators) {
    IndicatorProfile again = said;
    if (said.formula) again.formula = renamed(*said.formula, now);
    put(carried.indicators, id, now(id), std::move(again), "indicator");
  }
  return carried;
}

std::vector<IndicatorId> indicators_of(const Profile& profile) {
  std::vector<IndicatorId> ids;
  for (const auto& [id, said] : profile.indicators) {
    ids.push_back(id);
    if (!said.formula) continue;
    for (const FormulaInput& input : said.formula->inputs()) ids.push_back(input.indicator);
  }
  return ids;
}

std::vector<Problem> dropped_from_profile(std::span<const Revision> revisions, std::size_t at) {
  const Revision& revision = revisions[at];
  const Profile& profile = revision.profile;
  const auto has_measure = [](const Plan& plan, const MeasureId& id) {
    return plan.find_measure(id) != nullptr;
  };
  const auto has_indicator = [](const Plan& plan, const IndicatorId& id) {
    return plan.find_indicator(id) != nullptr;
  };
  const auto lacks_any = [&] {
    const auto lacks = [&](const auto& entries, const auto& has) {
      return std::any_of(entries.begin(), entries.end(),
                         [&](const auto& entry) { return !has(revision.plan, entry.first); });
    };
    return lacks(profile.measures, has_measure) || lacks(profile.indicators, has_indicator);
  };
  std::vector<Problem> problems;
  if (!lacks_any()) return problems;
  std::vector<std::string> measures;
  std::vector<std::string> indicators;
  for (const Measure& measure : revision.plan.measures()) {
    add_new(
        measure.id, revisions.first(at), has_measure,
        [&](const MeasureId& id) { return profile.measures.count(id) != 0; }, measures);
    for (const Indicator& indicator : measure.indicators) {
      add_new(
          indicator.id, revisions.first(at), has_indicator,
          [&](const IndicatorId& id) { return profile.indicators.count(id) != 0; }, indicators);
    }
  }
  const Profile none;
  const Profile& before = at == 0 ? none : revisions[at - 1].profile;
  add_dropped(
      profile.measures, revisions, at, "measure", has_measure,
      [&](const MeasureId& id) { return before.measures.count(id) != 0; }, measures, problems);
  add_dropped(
      profile.indicators, revisions, at, "indicator", has_indicator,
      [&](const IndicatorId& id) { return before.indicators.count(id) != 0; }, indicators,
      problems);
  return problems;
}

}  // namespace actionplan::detail
