// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/problem.hpp>
#include <actionplan/evidence/evidence.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace actionplan {
namespace detail {

/// What was found out about the entries of a ledger, which never change: found when first asked and
/// kept, as they are asked of again and again. Any thread may ask.
class LedgerChecks {
 public:
  using Found = std::shared_ptr<const std::vector<Problem>>;

  /// What `find` finds in the ledger alone.
  template <class Find>
  const std::vector<Problem>& alone(Find find) {
    std::call_once(once_, [&] { alone_ = find(); });
    return alone_;
  }

  /// What `find` finds in the ledger beside something else that never changes, kept for the last few
  /// such things that still exist. Of two threads that ask first both may find it.
  template <class Find>
  Found beside(const std::weak_ptr<const void>& other, Find find) {
    if (Found known = known_beside(other)) return known;
    auto found = std::make_shared<const std::vector<Problem>>(find());
    const std::scoped_lock lock{mutex_};
    const auto is_gone = [](const Beside& one) { return one.other.expired(); };
    beside_.erase(std::remove_if(beside_.begin(), beside_.end(), is_gone), beside_.end());
    if (beside_.size() == most_beside) beside_.erase(beside_.begin());
    beside_.push_back({other, found});
    return found;
  }

  /// What was found before; null: it was not asked.
  [[nodiscard]] Found known_beside(const std::weak_ptr<const void>& other) const {
    const std::scoped_lock lock{mutex_};
    const auto found = std::find_if(beside_.begin(), beside_.end(), [&other](const Beside& one) {
      return !one.other.owner_before(other) && !other.owner_before(one.other);
    });
    return found == beside_.end() ? nullptr : found->found;
  }

  static constexpr std::size_t most_beside = 8;

 private:
  struct Beside {
    std::weak_ptr<const void> other;
    Found found;
  };

  std::once_flag once_;
  std::vector<Problem> alone_;
  mutable std::mutex mutex_;
  std::vector<Beside> beside_;
};

}  // namespace detail

/// Of this ledger and its copies; null: it never had an entry, and nothing is kept.
[[nodiscard]] detail::LedgerChecks* checks_of(const Evidence& evidence) noexcept;

}  // namespace actionplan
