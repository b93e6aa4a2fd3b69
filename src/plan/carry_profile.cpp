// SPDX-License-Identifier: Apache-2.0
#include "plan/internal/carry_profile.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/plan/plan_builder.hpp>

#include "core/internal/excerpt.hpp"
#include "plan/internal/profile_ids.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::detail {
namespace {

struct CarriedWords {
  Profile profile;
  std::vector<Problem> problems;
};

CarriedWords carry_words(const Profile& profile, const Plan& before, const Plan& after) {
  CarriedWords out{profile, {}};
  if (out.profile.plan == before.heading().title) out.profile.plan = after.heading().title;
  for (auto& [id, said] : out.profile.measures) {
    const Measure* old = before.find_measure(id);
    const Measure* now = after.find_measure(id);
    const bool is_of_another_text = said.deadline && old != nullptr && now != nullptr &&
                                    old->deadline.text != now->deadline.text;
    if (!is_of_another_text) continue;
    said.deadline.reset();
    out.problems.push_back({"profile_deadline", Severity::warning, now->place,
                            "The deadline that the profile gives measure " + label(*now) +
                                " was of the text \"" + old->deadline.text + "\", which is now \"" +
                                now->deadline.text +
                                "\", so it is not kept; give the deadline anew if it still holds.",
                            id.value()});
  }
  return out;
}

Plan with_problems(const Plan& plan, std::vector<Problem> problems) {
  if (problems.empty()) return plan;
  PlanBuilder builder{plan};
  for (Problem& problem : problems) builder.add(std::move(problem));
  return builder.build();
}

Plan corrected(const Plan& plan, const Profile& profile) {
  return profile == Profile{} ? plan : apply(plan, profile);
}

// The profile's splits and nothing else.
Profile splits_of(const Profile& profile) {
  Profile splits;
  for (const auto& [id, said] : profile.measures) {
    if (!said.indicators.empty()) splits.measures[id].indicators = said.indicators;
  }
  return splits;
}

// What a profile says of those measures that a plan has.
Profile of_measures(Profile profile, const Plan& plan) {
  std::erase_if(profile.measures,
                [&](const auto& entry) { return plan.find_measure(entry.first) == nullptr; });
  return profile;
}

// What is the same already, so that nothing else is taken for it.
AmendMapping same_ids(const Plan& before, const Amendment& amendment) {
  AmendMapping same;
  for (const Measure& measure : amendment.plan.measures()) {
    if (before.find_measure(measure.id) != nullptr) same.measures.emplace(measure.id, measure.id);
  }
  for (const IndicatorId& id : amendment.changed) same.indicators.emplace(id, id);
  return same;
}

// An indicator text is matched whole; the parts that a split makes of it are matched again.
// @param splits  by the ids of `amendment.plan`
Amendment with_parts(Amendment amendment, const Profile& splits, const Plan& before,
                     std::span<const Revision> revisions) {
  if (splits.measures.empty()) return amendment;
  AmendMapping same = same_ids(before, amendment);
  const Plan parted = apply(amendment.plan, splits);
  std::erase_if(same.indicators,
                [&](const auto& pair) { return parted.find_indicator(pair.first) == nullptr; });
  Amendment again = amend(before, parted, same, revisions);
  PlanBuilder builder{again.plan};
  builder.problems() = amendment.plan.problems();  // those of the splits come again later
  again.plan = builder.build();
  again.read =
      apply(amendment.read,
            Renaming{amendment.plan, amendment.read}.carry(of_measures(splits, amendment.plan)));
  return again;
}

// Of the ids that change with the plan's: how often the last profile says the same of what the
// earlier versions call so, and how often of what the plan given calls so.
struct Alike {
  std::size_t asked = 0;  // of those whose ids the last profile has
  std::size_t by_store = 0;
  std::size_t by_plan = 0;
  std::string first = {};      // the first id that is the store's by all appearances
  std::string first_now = {};  // what it is if it is the plan's
};

template <class Id, class Said, class Holds>
void count_alike(const std::map<Id, Said>& entries, const std::map<Id, Said>& last,
                 const Renaming& ids, const Holds& holds, Alike& alike) {
  const auto says = [&last](const Id& id, const Said& said) {
    const auto at = last.find(id);
    return at != last.end() && at->second == said;
  };
  for (const auto& [id, said] : entries) {
    const Id* now = ids.find(id);
    if (now == nullptr || *now == id) continue;
    alike.asked += last.count(id);
    // What a document prints of a measure that it rewords is what the last one printed.
    const bool may_be_reworded = said.set_by == SetBy::plan && !(holds(id) && holds(*now));
    if (says(id, said) && !may_be_reworded) {
      if (alike.by_store++ == 0) {
        alike.first = id.value();
        alike.first_now = now->value();
      }
    }
    if (holds(*now) && says(*now, said)) ++alike.by_plan;
  }
}

[[noreturn]] void refuse_whose(const std::string& id, const std::string& now,
                               const std::string& why) {
  throw InvalidArgument("The profile speaks of \"" + excerpt(id) + "\", which is \"" +
                        excerpt(now) + "\" if that is an id of the plan given, and " + why +
                        "; say by `profile_ids` whether its ids are those of the plan or of the "
                        "store. Nothing was recorded.");
}

// Refuses a profile whose ids may be those of the store, rather than of the plan it is given with.
void refuse_doubtful(const Profile& profile, const Renaming& ids, const Revision& before,
                     std::span<const Revision> revisions) {
  std::string moved;
  std::string moved_now;
  std::string foreign;
  const auto look = [&](const auto& id, const auto& is_held) {
    const auto* now = ids.find(id);
    if (now == nullptr) {
      if (foreign.empty() && std::any_of(revisions.begin(), revisions.end(), is_held)) {
        foreign = id.value();
      }
    } else if (*now != id && moved.empty()) {
      moved = id.value();
      moved_now = now->value();
    }
  };
  for (const auto& entry : profile.measures) {
    const MeasureId& id = entry.first;
    look(id, [&id](const Revision& one) { return one.plan.find_measure(id) != nullptr; });
  }
  for (const IndicatorId& id : indicators_of(profile)) {
    look(id, [&id](const Revision& one) { return one.plan.find_indicator(id) != nullptr; });
  }
  if (moved.empty()) return;
  if (!foreign.empty()) {
    refuse_whose(moved, moved_now,
                 "it names \"" + excerpt(foreign) + "\", which only earlier versions have");
  }
  Alike alike;
  count_alike(
      profile.measures, before.profile.measures, ids,
      [&](const MeasureId& id) { return before.plan.find_measure(id) != nullptr; }, alike);
  count_alike(
      profile.indicators, before.profile.indicators, ids,
      [&](const IndicatorId& id) { return before.plan.find_indicator(id) != nullptr; }, alike);
  // A few are alike by chance: "100 %" is the target of many.
  if (alike.by_store <= alike.by_plan || 2 * alike.by_store < alike.asked) return;
  refuse_whose(alike.first, alike.first_now,
               "it says what the last profile says of that id of the store");
}

}  // namespace

CarriedProfile carry_profile(const Profile& profile, const Plan& before, const Plan& after) {
  CarriedWords words = carry_words(profile, before, after);
  Plan plan = corrected(with_problems(after, std::move(words.problems)), words.profile);
  return {std::move(plan), std::move(words.profile)};
}

RevisedPlan revise(const Revision& before, const Plan& after, const AmendMapping& mapping,
                   std::span<const Revision> revisions, const std::optional<Profile>& profile) {
  RevisedPlan out;
  Amendment whole = amend(before.plan, after, mapping, revisions);
  if (!profile) {
    CarriedWords words = carry_words(before.profile, before.plan, whole.plan);
    out.profile = std::move(words.profile);
    out.amendment = with_parts(std::move(whole), splits_of(out.profile), before.plan, revisions);
    out.amendment.plan = with_problems(out.amendment.plan, std::move(words.problems));
  } else if (mapping.profile_ids == ProfileIds::store) {
    out.profile = *profile;
    out.amendment = with_parts(std::move(whole), splits_of(*profile), before.plan, revisions);
  } else {
    const Profile splits =
        Renaming{after, whole.plan}.carry(of_measures(splits_of(*profile), after));
    out.amendment = with_parts(std::move(whole), splits, before.plan, revisions);
    const Renaming ids{out.amendment.read, out.amendment.plan};
    if (!mapping.profile_ids) refuse_doubtful(*profile, ids, before, revisions);
    out.profile = ids.carry(*profile);
  }
  out.amendment.plan = corrected(out.amendment.plan, out.profile);
  return out;
}

}  // namespace actionplan::detail

namespace actionplan {

Profile Amendment::carried(const Profile& profile) const {
  const Profile splits = detail::splits_of(profile);
  if (splits.measures.empty()) return detail::Renaming{read, plan}.carry(profile);
  const Profile now = detail::Renaming{read, plan}.carry(splits);
  return detail::Renaming{apply(read, splits), apply(plan, now)}.carry(profile);
}

}  // namespace actionplan
