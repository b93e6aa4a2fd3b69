// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/cancel.hpp>
#include <actionplan/core/error.hpp>

#include <algorithm>
#include <chrono>

namespace actionplan {

CancelPoll::CancelPoll(const Cancel& cancel) : cancel_{cancel}, is_asked_{cancel != nullptr} {}

void CancelPoll::look() {
  constexpr std::int64_t interval = 10'000'000;  // nanoseconds
  constexpr std::uint32_t most_calls = 64;       // one of 1 ms each is still asked in time
  calls_ = 0;
  const std::int64_t now =
      std::chrono::nanoseconds{std::chrono::steady_clock::now().time_since_epoch()}.count();
  if (now < next_) {
    calls_until_look_ = std::min(2 * calls_until_look_, most_calls);
    return;
  }
  calls_until_look_ = 1;
  next_ = now + interval;
  if (cancel_()) throw Cancelled("The call was cancelled; nothing of it is kept.");
}

}  // namespace actionplan
