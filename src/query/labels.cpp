// SPDX-License-Identifier: Apache-2.0
#include "labels.hpp"

#include <algorithm>

namespace actionplan::detail {
namespace {

bool is_number(std::string_view part) noexcept {
  return !part.empty() &&
         std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The part before the first dot; `label` is left with what follows.
std::string_view take_part(std::string_view& label) noexcept {
  const std::size_t dot = std::min(label.find('.'), label.size());
  const std::string_view part = label.substr(0, dot);
  label.remove_prefix(std::min(dot + 1, label.size()));
  return part;
}

int compare_parts(std::string_view a, std::string_view b) noexcept {
  if (is_number(a) && is_number(b)) {
    a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
    b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
    if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  }
  return a.compare(b);
}

}  // namespace

std::string_view bare_label(std::string_view label) noexcept {
  while (!label.empty() && label.back() == '.') label.remove_suffix(1);
  return label;
}

int compare_labels(std::string_view a, std::string_view b) noexcept {
  while (!a.empty() && !b.empty()) {
    const int order = compare_parts(take_part(a), take_part(b));
    if (order != 0) return order;
  }
  return a.empty() ? (b.empty() ? 0 : -1) : 1;
}

bool is_at_or_below(std::string_view label, std::string_view above) noexcept {
  return label.substr(0, above.size()) == above &&
         (label.size() == above.size() || label[above.size()] == '.');
}

}  // namespace actionplan::detail
