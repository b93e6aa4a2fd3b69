// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <cstdint>
#include <functional>

namespace actionplan {

/// Asked in every long call whether it is to stop: true ends the call with `Cancelled`, and what it
/// throws ends the call likewise. Called from the thread that made the call, some 100 times a
/// second. Empty: nothing is asked.
using Cancel = std::function<bool()>;

/// Asks a `Cancel` within a loop, no more often than every 10 ms.
///
/// Not shared between threads. Reads a clock that only measures how long, never which day.
class ACTIONPLAN_EXPORT CancelPoll {
 public:
  /// @param cancel borrowed; it has to outlive this.
  explicit CancelPoll(const Cancel& cancel);

  /// To be called at least every millisecond or so; the first call asks.
  /// @throws Cancelled when the answer is yes, and whatever the question throws.
  void operator()() {
    if (is_asked_ && ++calls_ >= calls_until_look_) look();
  }

 private:
  void look();

  const Cancel& cancel_;
  bool is_asked_ = false;
  std::uint32_t calls_ = 0;
  std::uint32_t calls_until_look_ = 1;
  std::int64_t next_ = 0;  // nanoseconds of a clock that never goes back
};

}  // namespace actionplan
