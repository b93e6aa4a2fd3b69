// SPDX-License-Identifier: Apache-2.0
#include "build_plan.hpp"

#include <actionplan/core/error.hpp>

#include <optional>
#include <string_view>
#include <utility>

namespace actionplan::detail {
namespace {

bool fails(PlanBuilder trial) {
  try {
    static_cast<void>(trial.build());
    return false;
  } catch (const InvalidArgument&) {
    return true;
  }
}

// Where a list of `count` items cannot be built, the shortest leading stretch that cannot be built
// ends in the culprit: its index, or nothing when the list is in order.
template <class Make>
std::optional<std::size_t> find_culprit(std::size_t count, Make make) {
  if (count == 0 || !fails(make(count))) return std::nullopt;
  std::size_t good = 0;
  while (count - good > 1) {
    const std::size_t middle = good + (count - good) / 2;
    (fails(make(middle)) ? count : good) = middle;
  }
  return count - 1;
}

template <class Item>
std::vector<Item> leading(const std::vector<Item>& items, std::size_t count) {
  return {items.begin(), items.begin() + static_cast<std::ptrdiff_t>(count)};
}

// Successors may stand anywhere in the list: they are looked at when the agencies are in order.
std::optional<std::size_t> find_bad_agency(PlanBuilder& parts) {
  const auto alone = find_culprit(parts.agencies().size(), [&](std::size_t count) {
    PlanBuilder trial;
    trial.agencies() = leading(parts.agencies(), count);
    for (Agency& agency : trial.agencies()) agency.successors.clear();
    return trial;
  });
  if (alone) return alone;
  return find_culprit(parts.agencies().size(), [&](std::size_t count) {
    PlanBuilder trial;
    trial.agencies() = parts.agencies();
    for (std::size_t i = count; i < trial.agencies().size(); ++i) {
      trial.agencies()[i].successors.clear();
    }
    return trial;
  });
}

std::optional<std::size_t> find_bad_section(PlanBuilder& parts) {
  return find_culprit(parts.sections().size(), [&](std::size_t count) {
    PlanBuilder trial;
    trial.agencies() = parts.agencies();
    trial.sections() = leading(parts.sections(), count);
    return trial;
  });
}

std::optional<std::size_t> find_bad_measure(PlanBuilder& parts) {
  return find_culprit(parts.measures().size(), [&](std::size_t count) {
    PlanBuilder trial;
    trial.agencies() = parts.agencies();
    trial.sections() = parts.sections();
    trial.measures() = leading(parts.measures(), count);
    return trial;
  });
}

[[noreturn]] void refuse_culprit(const JsonValue& root, PlanBuilder& parts,
                                 const std::string& message) {
  const auto blame = [&](std::string_view list, std::optional<std::size_t> index) {
    if (index) root.member(list, "an array").item(*index).refuse_saying(message);
  };
  blame("agencies", find_bad_agency(parts));
  blame("sections", find_bad_section(parts));
  blame("measures", find_bad_measure(parts));
  root.refuse_saying(message);
}

}  // namespace

Plan build_plan(const JsonValue& root, PlanBuilder& parts) {
  try {
    return parts.build();
  } catch (const InvalidArgument& error) {
    // A build that fails leaves the parts as they were.
    refuse_culprit(root, parts, error.what());
  }
}

}  // namespace actionplan::detail
