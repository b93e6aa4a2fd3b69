// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>

#include <SQLiteCpp/SQLiteCpp.h>

#include <exception>
#include <utility>

namespace actionplan::detail {

/// Lets a `Cancel` end what SQLite does, and its waiting for other programs. Of one call.
class Interruption {
 public:
  /// Asks for the first time. @param cancel  borrowed; it has to outlive this.
  explicit Interruption(const Cancel& cancel);
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  Interruption(Interruption&&) = delete;
  Interruption& operator=(Interruption&&) = delete;
  ~Interruption() = default;

  /// While it lives, the Cancel is asked in whatever this connection does. Outlived by both.
  class Watch {
   public:
    Watch(Interruption& interruption, SQLite::Database& database, int busy_timeout_ms);
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    Watch(Watch&&) = delete;
    Watch& operator=(Watch&&) = delete;
    ~Watch();

    /// Waits a little for another program, longer each time.
    /// @return false when the whole time has passed.
    [[nodiscard]] bool wait(int times);

   private:
    static int on_steps(void* self) noexcept;
    static int on_busy(void* self, int times) noexcept;

    Interruption& interruption_;
    sqlite3* handle_;
    int busy_timeout_ms_;
  };

  /// Is there anything to ask?
  [[nodiscard]] bool is_asked() const noexcept { return is_asked_; }
  /// Asks, no more often than every 10 ms. @throws Cancelled, and what the Cancel throws.
  void ask() {
    if (!is_over_) poll_();
  }
  /// Asks for the last time: what is written from now on stays written. @throws as `ask`.
  void end();
  /// Did the Cancel end what SQLite did?
  [[nodiscard]] bool was_answered() const noexcept { return thrown_ != nullptr; }

  /// Runs `work`; what SQLite says of being interrupted leaves as what the Cancel threw.
  template <class Work>
  decltype(auto) run(Work&& work) {
    try {
      return std::forward<Work>(work)();
    } catch (...) {
      if (thrown_) std::rethrow_exception(thrown_);
      throw;
    }
  }

 private:
  [[nodiscard]] bool is_to_stop() noexcept;

  const Cancel& cancel_;
  CancelPoll poll_;
  bool is_asked_;
  bool is_over_ = false;
  std::exception_ptr thrown_;
};

}  // namespace actionplan::detail
