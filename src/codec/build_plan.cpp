// SPDX-License-Identifier: Apache-2.0
#include "build_plan.hpp"

#include <actionplan/core/error.hpp>

#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace actionplan::detail {
namespace {

using Ids = std::unordered_set<std::string_view>;

JsonValue item_of(const JsonValue& root, std::string_view list, std::size_t index) {
  return root.member(list, "an array").item(index);
}

// An object may be called by its number alone.
void insert_id(Ids& ids, std::string_view id, const JsonValue& json) {
  if (ids.insert(id).second) return;
  const std::optional<JsonValue> written = json.find("id");
  const JsonValue value = written ? *written : json.member("number", "a label");
  value.refuse("is taken already; an id names one object");
}

// The functions below go through the parts again, now with their JSON at hand, and throw for the
// first one that does not fit. They run only when the plan could not be built.

// Whatever is wrong with an object by itself, its relations left out by `strip`.
template <class Item, class Strip>
void check_alone(const JsonValue& root, std::string_view list, const std::vector<Item>& items,
                 Strip strip) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    Item item = items[i];
    strip(item);
    try {
      static_cast<void>(PlanBuilder{}.add(std::move(item)).build());
    } catch (const InvalidArgument& error) {
      item_of(root, list, i).refuse_saying(error.what());
    }
  }
}

template <class Item>
Ids check_ids(const JsonValue& root, std::string_view list, const std::vector<Item>& items) {
  Ids ids;
  std::size_t index = 0;
  if (items.empty()) return ids;
  root.member(list, "an array").each_item([&](const JsonValue& json) {
    insert_id(ids, items[index++].id.value(), json);
  });
  return ids;
}

void check_successors(const JsonValue& root, const std::vector<Agency>& agencies, const Ids& ids) {
  for (std::size_t i = 0; i < agencies.size(); ++i) {
    const std::vector<AgencyId>& successors = agencies[i].successors;
    for (std::size_t k = 0; k < successors.size(); ++k) {
      if (ids.contains(successors[k].value()) && successors[k] != agencies[i].id) continue;
      item_of(item_of(root, "agencies", i), "successors", k)
          .refuse("is no other agency of the document; add it or correct the id");
    }
  }
}

void check_parents(const JsonValue& root, const std::vector<Section>& sections) {
  Ids before;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const Section& section = sections[i];
    if (section.parent && !before.contains(section.parent->value())) {
      item_of(root, "sections", i)
          .member("parent", "an id")
          .refuse("is no section that stands before this one; put the parent first");
    }
    before.insert(section.id.value());
  }
}

void check_measure(const JsonValue& json, const Measure& measure, const Ids& agencies,
                   const Ids& sections, Ids& indicators) {
  if (measure.section && !sections.contains(measure.section->value())) {
    json.member("section", "an id").refuse("is no section of the plan; add it or correct the id");
  }
  for (std::size_t i = 0; i < measure.assignments.size(); ++i) {
    if (agencies.contains(measure.assignments[i].agency.value())) continue;
    item_of(json, "assignments", i)
        .member("agency", "an id")
        .refuse("is no agency of the plan; add it or correct the id");
  }
  for (std::size_t i = 0; i < measure.indicators.size(); ++i) {
    insert_id(indicators, measure.indicators[i].id.value(), item_of(json, "indicators", i));
  }
}

void check_relations(const JsonValue& root, PlanBuilder& parts) {
  const Ids agencies = check_ids(root, "agencies", parts.agencies());
  const Ids sections = check_ids(root, "sections", parts.sections());
  const Ids measures = check_ids(root, "measures", parts.measures());
  check_successors(root, parts.agencies(), agencies);
  check_parents(root, parts.sections());
  Ids indicators;
  std::size_t index = 0;
  if (measures.empty()) return;
  root.member("measures", "an array").each_item([&](const JsonValue& json) {
    check_measure(json, parts.measures()[index++], agencies, sections, indicators);
  });
}

}  // namespace

Plan build_plan(const JsonValue& root, PlanBuilder& parts, const Cancel& cancel) {
  try {
    return parts.build(cancel);
  } catch (const InvalidArgument& error) {
    // A build that fails leaves the parts as they were.
    check_alone(root, "agencies", parts.agencies(), [](Agency& item) { item.successors.clear(); });
    check_alone(root, "sections", parts.sections(), [](Section& item) { item.parent.reset(); });
    check_alone(root, "measures", parts.measures(), [](Measure& item) {
      item.section.reset();
      item.assignments.clear();
    });
    check_relations(root, parts);
    root.refuse_saying(error.what());
  }
}

}  // namespace actionplan::detail
