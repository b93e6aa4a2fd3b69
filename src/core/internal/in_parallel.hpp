// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace actionplan::detail {

/// Joins threads wherever it is left.
class JoiningThreads {
 public:
  JoiningThreads() = default;
  JoiningThreads(const JoiningThreads&) = delete;
  JoiningThreads& operator=(const JoiningThreads&) = delete;
  ~JoiningThreads() {
    for (std::thread& thread : threads_) thread.join();
  }
  /// @return false where the system has no more threads.
  template <class Work>
  [[nodiscard]] bool start(Work work) {
    threads_.reserve(threads_.size() + 1);
    try {
      threads_.emplace_back(std::move(work));
    } catch (const std::system_error&) {
      return false;
    }
    return true;
  }

 private:
  std::vector<std::thread> threads_;
};

/// Calls `action(i)` for each of `count` things that do not depend on each other, on so many threads
/// at most, the calling one among them.
/// @throws what the first of them threw, by `i`, once all have ended.
template <class Action>
void in_parallel(int threads, std::size_t count, Action action) {
  std::vector<std::exception_ptr> failures(count);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      try {
        action(i);
      } catch (...) {
        failures[i] = std::current_exception();
      }
    }
  };
  {
    JoiningThreads helpers;
    const std::size_t wanted = threads < 1 ? 1 : static_cast<std::size_t>(threads);
    for (std::size_t i = 1; i < std::min(wanted, count); ++i) {
      if (!helpers.start([&work] { work(); })) break;
    }
    work();
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace actionplan::detail
