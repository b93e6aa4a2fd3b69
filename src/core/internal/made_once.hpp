// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace actionplan::detail {

/// What was made of an object that never changes, and is kept with it. From any thread.
class MadeOnce {
 public:
  /// What was made under this number, which stands for one type; made now where nothing was. It must
  /// not keep the object alive, which would then never go.
  template <class T, class Make>
  [[nodiscard]] std::shared_ptr<const T> get(std::size_t number, Make make) const {
    if (auto found = find(number)) return std::static_pointer_cast<const T>(std::move(found));
    // Without the lock: it takes long. Of two that are made at once, the first is kept.
    return std::static_pointer_cast<const T>(keep(number, std::make_shared<const T>(make())));
  }

 private:
  [[nodiscard]] std::shared_ptr<const void> find(std::size_t number) const {
    const std::lock_guard lock{mutex_};
    return number < made_.size() ? made_[number] : nullptr;
  }
  [[nodiscard]] std::shared_ptr<const void> keep(std::size_t number,
                                                 std::shared_ptr<const void> made) const {
    const std::lock_guard lock{mutex_};
    if (number >= made_.size()) made_.resize(number + 1);
    if (made_[number] == nullptr) made_[number] = std::move(made);
    return made_[number];
  }

  mutable std::mutex mutex_;
  mutable std::vector<std::shared_ptr<const void>> made_;
};

}  // namespace actionplan::detail
