// SPDX-License-Identifier: Apache-2.0
#include "plan/internal/plan_name.hpp"

#include <actionplan/core/hash.hpp>
#include <actionplan/plan/plan.hpp>

#include "core/internal/made_once.hpp"

#include <algorithm>
#include <string>

namespace actionplan {
namespace {

constexpr std::size_t digits = 8;

// The texts by which people tell one plan from another; 1f separates them.
std::string texts_of(const Plan& plan) {
  std::string texts;
  for (const Measure& measure : plan.measures()) {
    for (const std::string* text :
         {&measure.id.value(), &measure.title, &measure.indicator_text, &measure.deadline.text}) {
      texts.append(*text) += '\x1f';
    }
  }
  return texts;
}

}  // namespace

bool detail::is_untitled_label(std::string_view label) noexcept {
  if (!label.starts_with(detail::untitled_plan)) return false;
  label.remove_prefix(detail::untitled_plan.size());
  if (label.empty()) return true;
  return label.size() == digits + 3 && label.starts_with(" (") && label.ends_with(')') &&
         std::all_of(label.begin() + 2, label.end() - 1,
                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::string label(const Plan& plan) {
  const std::string& title = plan.heading().title;
  if (!title.empty()) return title;
  return *plan.made().get<std::string>(detail::plan_label, [&] {
    return std::string{detail::untitled_plan} + " (" +
           to_hex(sha256(texts_of(plan))).substr(0, digits) + ")";
  });
}

}  // namespace actionplan
