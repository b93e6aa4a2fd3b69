// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/once.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace actionplan::detail {

/// The names that stand alone where a plan names agencies, gathered when they are first asked for.
class PlanNames {
 public:
  /// @param gather adds the names; what it borrows has to outlive this.
  explicit PlanNames(std::function<void(PlanNames&)> gather) : gather_{std::move(gather)} {}

  /// Of "Centre (NAC)" also "Centre" and "NAC".
  void add(std::string_view name);

  /// Is it, but for case, articles and plural endings, one of them?
  [[nodiscard]] bool holds(std::string_view name) const;

 private:
  mutable std::function<void(PlanNames&)> gather_;
  mutable std::unordered_set<std::string> keys_;
  Once<bool> added_;  // names as they are written
  mutable Once<bool> asked_;
};

}  // namespace actionplan::detail
