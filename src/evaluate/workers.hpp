// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/error.hpp>

#include "core/internal/in_parallel.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>

namespace actionplan::detail {

/// Does a pass over many items on several threads, stretch by stretch, each of whichever thread is
/// free. The calling thread works too, and alone asks the caller's `Cancel`.
class Workers {
 public:
  static constexpr std::size_t stretch = 16384;  // items

  /// @param poll  borrowed; the calling thread's.
  Workers(int threads, CancelPoll& poll)
      : threads_{static_cast<std::size_t>(std::max(1, threads))}, poll_{poll} {}

  /// `work(begin, end, poll)` for stretches that cover all items; they may run at the same time.
  /// @throws what the calling thread's work throws, else the first of the others'.
  template <class Work>
  void run(std::size_t items, Work work) {
    run_with(
        items, [](CancelPoll& poll) { return &poll; },
        [&work](CancelPoll& poll, std::size_t begin, std::size_t end) { work(begin, end, poll); });
  }

  /// The same with what each thread makes for itself, by `make(poll)`, which gives a pointer.
  template <class Make, class Work>
  void run_with(std::size_t items, Make make, Work work) {
    std::atomic<std::size_t> next{0};
    is_ended_ = false;
    const auto walk = [&](CancelPoll& poll) {
      const auto own = make(poll);
      for (std::size_t begin = next.fetch_add(stretch); begin < items && !is_ended_;
           begin = next.fetch_add(stretch)) {
        work(*own, begin, std::min(begin + stretch, items));
      }
    };
    Helpers helpers{*this};
    const std::size_t stretches = (items + stretch - 1) / stretch;
    for (std::size_t i = 1; i < std::min(threads_, stretches); ++i) {
      helpers.start([&walk, this] {
        const Cancel is_ended = [this] { return is_ended_.load(); };
        CancelPoll poll{is_ended};
        walk(poll);
      });
    }
    walk(poll_);
    helpers.wait(poll_);
  }

 private:
  // Threads that are joined whatever happens, and told to end where the caller's does.
  class Helpers {
   public:
    explicit Helpers(Workers& of) : of_{of} {}
    Helpers(const Helpers&) = delete;
    Helpers& operator=(const Helpers&) = delete;
    ~Helpers() { of_.is_ended_ = true; }

    template <class Do>
    void start(Do action) {
      {
        const std::lock_guard lock{mutex_};
        ++running_;
      }
      const bool is_started = threads_.start([this, action] {
        std::exception_ptr failure;
        try {
          action();
        } catch (const Cancelled&) {  // told to end, since the work of another thread has
        } catch (...) {
          failure = std::current_exception();
          of_.is_ended_ = true;
        }
        const std::lock_guard lock{mutex_};
        if (failure_ == nullptr) failure_ = failure;
        --running_;
        ended_.notify_all();
      });
      if (is_started) return;
      const std::lock_guard lock{mutex_};
      --running_;  // there are no more threads to be had: fewer do it
    }
    void wait(CancelPoll& poll) {
      std::unique_lock lock{mutex_};
      while (running_ != 0) {
        ended_.wait_for(lock, std::chrono::milliseconds{5});
        lock.unlock();
        poll();
        lock.lock();
      }
      if (failure_ != nullptr) std::rethrow_exception(failure_);
    }

   private:
    Workers& of_;
    std::mutex mutex_;
    std::condition_variable ended_;
    std::size_t running_ = 0;
    std::exception_ptr failure_;
    JoiningThreads threads_;  // last, so that they are joined before the rest goes
  };

  std::size_t threads_;
  CancelPoll& poll_;
  std::atomic<bool> is_ended_{false};
};

}  // namespace actionplan::detail
