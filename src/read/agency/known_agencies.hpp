// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/agency.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace actionplan::detail {

/// The agencies that a user supplies, found by any of their spellings.
class KnownAgencies {
 public:
  /// @param agencies borrowed; it has to outlive this.
  /// @throws InvalidArgument when one has no id, or two have the same.
  explicit KnownAgencies(const std::vector<Agency>& agencies);

  [[nodiscard]] const std::vector<Agency>& all() const noexcept { return agencies_; }
  [[nodiscard]] bool is_empty() const noexcept { return agencies_.empty(); }

  /// The agency with this name or alias: as written but for case, else by its key, else where one of
  /// the two has "national", "state" or "republic" before the same key. Of two that fit the first
  /// counts.
  [[nodiscard]] const Agency* find(std::string_view spelling) const;

  /// How many commas and other marks that part names the name or alias has that has most.
  [[nodiscard]] std::size_t most_marks() const noexcept { return most_marks_; }

 private:
  void add(std::string text, std::size_t index) { by_spelling_.emplace(std::move(text), index); }
  [[nodiscard]] const Agency* find_text(const std::string& text) const;

  const std::vector<Agency>& agencies_;
  std::unordered_map<std::string, std::size_t> by_spelling_;
  std::size_t most_marks_ = 0;
};

}  // namespace actionplan::detail
