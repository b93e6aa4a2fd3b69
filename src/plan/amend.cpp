// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/amend.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/plan/plan_builder.hpp>

#include "plan/internal/plan_name.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace actionplan {
namespace {

template <class Id>
Id next_free(const Id& wanted, const std::set<Id>& taken) {
  if (taken.count(wanted) == 0) return wanted;
  for (int i = 2;; ++i) {
    Id candidate{wanted.value() + "~" + std::to_string(i)};
    if (taken.count(candidate) == 0) return candidate;
  }
}

template <class Id>
void check_mapping(const std::map<Id, Id>& mapping, const char* what) {
  std::set<Id> targets;
  for (const auto& [from, to] : mapping) {
    if (targets.insert(to).second) continue;
    throw InvalidArgument(std::string{"The mapping gives "} + what + " " + to.value() +
                          " two origins; name one for each.");
  }
}

class Amender {
 public:
  Amender(const Plan& before, const Plan& after, const AmendMapping& mapping,
          std::span<const Revision> revisions)
      : before_{before}, after_{after}, mapping_{mapping}, builder_{after} {
    check_mapping(mapping.measures, "measure");
    check_mapping(mapping.indicators, "indicator");
    for (const auto& [from, to] : mapping.measures) {
      (void)before.measure(from);
      (void)after.measure(to);
    }
    for (const auto& [from, to] : mapping.indicators) {
      (void)before.indicator(from);
      (void)after.indicator(to);
    }
    take_ids(before);
    for (const Revision& revision : revisions) take_ids(revision.plan);
  }

  Amendment amend() {
    match_measures();
    check_related();
    Amendment amendment;
    amendment.read = after_;
    std::set<IndicatorId> found;
    for (std::size_t i = 0; i < builder_.measures().size(); ++i) {
      Measure& measure = builder_.measures()[i];
      const Measure* origin = origin_[i];
      if (origin == nullptr) {
        measure.id = next_free(measure.id, taken_measures_);
        taken_measures_.insert(measure.id);
        amendment.added_measures.push_back(measure.id);
      } else {
        measure.id = origin->id;
      }
      for (Indicator& indicator : measure.indicators) {
        carry(indicator, measure, origin, found, amendment);
      }
    }
    for (const Measure& measure : before_.measures()) {
      const bool is_kept = std::find(origin_.begin(), origin_.end(), &measure) != origin_.end();
      if (!is_kept) amendment.dropped_measures.push_back(measure.id);
      for (const Indicator& indicator : measure.indicators) {
        if (found.count(indicator.id) == 0) amendment.dropped.push_back(indicator.id);
      }
    }
    amendment.plan = builder_.build();
    return amendment;
  }

 private:
  void take_ids(const Plan& plan) {
    for (const Measure& measure : plan.measures()) {
      taken_measures_.insert(measure.id);
      for (const Indicator& indicator : measure.indicators) taken_.insert(indicator.id);
    }
  }

  // Mapped ones first, then the same number with the same title, then the same title alone. Where
  // several share number and title, those with the same indicator text first.
  void match_measures() {
    origin_.assign(builder_.measures().size(), nullptr);
    std::set<const Measure*> used;
    const auto match = [&](auto is_same) {
      for (std::size_t i = 0; i < origin_.size(); ++i) {
        if (origin_[i] != nullptr) continue;
        for (const Measure& candidate : before_.measures()) {
          if (used.count(&candidate) != 0 || !is_same(candidate, after_.measures()[i])) continue;
          origin_[i] = &candidate;
          used.insert(&candidate);
          break;
        }
      }
    };
    match([this](const Measure& old, const Measure& now) {
      const auto mapped = mapping_.measures.find(old.id);
      return mapped != mapping_.measures.end() && mapped->second == now.id;
    });
    const auto is_unmapped = [this](const Measure& old) {
      return mapping_.measures.count(old.id) == 0;
    };
    match([&](const Measure& old, const Measure& now) {
      return is_unmapped(old) && old.number == now.number && old.title == now.title &&
             old.indicator_text == now.indicator_text;
    });
    match([&](const Measure& old, const Measure& now) {
      return is_unmapped(old) && old.number == now.number && old.title == now.title;
    });
    match([&](const Measure& old, const Measure& now) {
      return is_unmapped(old) && old.title == now.title;
    });
  }

  // A revision that keeps nothing, not even its name, is another plan.
  void check_related() const {
    const auto folded = [](const Plan& plan) {
      return text::fold(text::collapse_spaces(plan.heading().title));
    };
    const bool is_any = before_.measures().empty() || after_.measures().empty() ||
                        std::any_of(origin_.begin(), origin_.end(),
                                    [](const Measure* origin) { return origin != nullptr; });
    const std::string title = folded(before_);
    if (is_any || !mapping_.indicators.empty() || (!title.empty() && title == folded(after_))) {
      return;
    }
    throw InvalidArgument("No measure of " + detail::plan_name(after_.heading().title) +
                          " is one of " + detail::plan_name(before_.heading().title) +
                          ", and the titles differ: these are two plans. Keep each in a store "
                          "of its own, or say by the mapping which measures are the same.");
  }

  void carry(Indicator& indicator, const Measure& measure, const Measure* origin,
             std::set<IndicatorId>& found, Amendment& amendment) {
    for (const auto& [from, to] : mapping_.indicators) {
      if (to != indicator.id) continue;
      const bool is_same_text = before_.indicator(from).text == indicator.text;
      indicator.id = from;
      found.insert(from);
      (is_same_text ? amendment.kept : amendment.changed).push_back(from);
      return;
    }
    if (origin != nullptr) {
      for (const Indicator& old : origin->indicators) {
        const bool is_same = old.text == indicator.text && found.count(old.id) == 0 &&
                             mapping_.indicators.count(old.id) == 0;
        if (!is_same) continue;
        indicator.id = old.id;
        found.insert(old.id);
        amendment.kept.push_back(old.id);
        return;
      }
    }
    const std::string& read = indicator.id.value();
    const std::size_t slash = read.rfind('/');
    const std::string ordinal = slash == std::string::npos ? "/1" : read.substr(slash);
    indicator.id = next_free(IndicatorId{measure.id.value() + ordinal}, taken_);
    taken_.insert(indicator.id);
    amendment.added.push_back(indicator.id);
  }

  const Plan& before_;
  const Plan& after_;
  const AmendMapping& mapping_;
  PlanBuilder builder_;
  std::vector<const Measure*> origin_;  // of each measure of the later plan
  std::set<MeasureId> taken_measures_;
  std::set<IndicatorId> taken_;
};

}  // namespace

Amendment amend(const Plan& before, const Plan& after, const AmendMapping& mapping,
                std::span<const Revision> revisions) {
  return Amender{before, after, mapping, revisions}.amend();
}

}  // namespace actionplan
