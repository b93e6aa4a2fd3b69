// SPDX-License-Identifier: Apache-2.0
// A later version of a plan: ids are never given twice, each indicator becomes one thing, and what the
// mapping cannot mean is refused.
#include <actionplan/core/error.hpp>
#include <actionplan/plan/amend.hpp>
#include <actionplan/plan/plan_builder.hpp>

#include "fuzz_input.hpp"

#include <set>

namespace {

using namespace actionplan;
using fuzz::require;

constexpr const char* titles[] = {"Train", "Build", "Report", ""};

// Small, so that ids, numbers and titles meet again.
Plan make_plan(fuzz::Input& input) {
  PlanBuilder builder;
  for (std::size_t left = input.below(6); left > 0; --left) {
    Measure measure;
    const std::string number = std::to_string(1 + input.below(4));
    measure.number = input.below(4) == 0 ? "" : number;
    measure.id = MeasureId{input.below(3) == 0 ? input.text() : number};
    measure.title = titles[input.below(4)];
    const std::size_t parts = input.below(4);
    for (std::size_t i = 0; i < parts; ++i) {
      Indicator indicator;
      indicator.id = IndicatorId{measure.id.value() + "/" + std::to_string(1 + input.below(4))};
      indicator.kind = IndicatorKind::count;
      indicator.text = titles[input.below(3)];
      const auto begin = static_cast<std::uint32_t>(measure.indicator_text.size());
      measure.indicator_text += indicator.text;
      indicator.span = {begin, static_cast<std::uint32_t>(measure.indicator_text.size())};
      measure.indicators.push_back(std::move(indicator));
    }
    builder.add(std::move(measure));
  }
  return builder.build();
}

template <class Id>
Id pick(fuzz::Input& input, const std::vector<Id>& ids) {
  if (ids.empty() || input.below(8) == 0) return Id{input.text()};
  return ids[input.below(ids.size())];
}

struct Ids {
  explicit Ids(const Plan& plan) {
    for (const Measure& measure : plan.measures()) {
      measures.push_back(measure.id);
      for (const Indicator& part : measure.indicators) indicators.push_back(part.id);
    }
  }
  std::vector<MeasureId> measures;
  std::vector<IndicatorId> indicators;
};

AmendMapping make_mapping(fuzz::Input& input, const Ids& before, const Ids& after) {
  AmendMapping mapping;
  for (std::size_t left = input.below(4); left > 0; --left) {
    mapping.measures.insert_or_assign(pick(input, before.measures), pick(input, after.measures));
  }
  for (std::size_t left = input.below(4); left > 0; --left) {
    mapping.indicators.insert_or_assign(pick(input, before.indicators),
                                        pick(input, after.indicators));
  }
  return mapping;
}

void check(const Plan& before, const Plan& after, const AmendMapping& mapping) {
  const Amendment made = amend(before, after, mapping);
  const Ids old{before};
  const Ids now{made.plan};
  require(now.measures.size() == after.measures().size());
  require(now.indicators.size() == made.kept.size() + made.changed.size() + made.added.size());
  require(old.indicators.size() == made.kept.size() + made.changed.size() + made.dropped.size());
  require(std::set(now.measures.begin(), now.measures.end()).size() == now.measures.size());
  require(std::set(now.indicators.begin(), now.indicators.end()).size() == now.indicators.size());
  const std::set<IndicatorId> taken(old.indicators.begin(), old.indicators.end());
  for (const IndicatorId& id : made.added) require(!taken.contains(id));
  for (const IndicatorId& id : made.kept) require(taken.contains(id));
  for (const IndicatorId& id : made.changed) require(taken.contains(id));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input{data, size};
  try {
    const Plan before = make_plan(input);
    const Plan after = make_plan(input);
    check(before, after, make_mapping(input, Ids{before}, Ids{after}));
  } catch (const InvalidArgument& error) {
    require(std::string_view{error.what()}.ends_with('.'));
  } catch (const NotFound& error) {
    require(std::string_view{error.what()}.ends_with('.'));
  }
  return 0;
}
