// SPDX-License-Identifier: Apache-2.0
#include "plan/internal/plan_name.hpp"

#include <actionplan/plan/plan.hpp>

#include <algorithm>
#include <cstdint>

namespace actionplan {
namespace {

constexpr std::string_view hex = "0123456789abcdef";
constexpr std::size_t digits = 8;

// FNV-1a of the texts by which people tell one plan from another; 1f separates them.
std::uint64_t hash_of(const Plan& plan) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  const auto add = [&hash](std::string_view text) {
    for (const char letter : text) {
      hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
    }
    hash = (hash ^ 0x1fU) * 0x100000001b3U;
  };
  for (const Measure& measure : plan.measures()) {
    add(measure.id.value());
    add(measure.title);
    add(measure.indicator_text);
    add(measure.deadline.text);
  }
  return hash;
}

}  // namespace

bool detail::is_untitled_label(std::string_view label) noexcept {
  if (!label.starts_with(detail::untitled_plan)) return false;
  label.remove_prefix(detail::untitled_plan.size());
  if (label.empty()) return true;
  return label.size() == digits + 3 && label.starts_with(" (") && label.ends_with(')') &&
         std::all_of(label.begin() + 2, label.end() - 1,
                     [](char letter) { return hex.find(letter) != std::string_view::npos; });
}

std::string label(const Plan& plan) {
  const std::string& title = plan.heading().title;
  if (!title.empty()) return title;
  std::string label = std::string{detail::untitled_plan} + " (";
  const std::uint64_t hash = hash_of(plan);
  for (std::size_t i = 0; i < digits; ++i) label += hex[(hash >> (60 - 4 * i)) & 0xFU];
  return label + ")";
}

}  // namespace actionplan