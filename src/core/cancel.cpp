// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/cancel.hpp>
#include <actionplan/core/error.hpp>

#include <algorithm>

namespace actionplan {

CancelPoll::CancelPoll(const Cancel& cancel) : cancel_{cancel}, is_asked_{cancel != nullptr} {}

void CancelPoll::look() {
  constexpr std::chrono::milliseconds interval{10};
  constexpr std::uint32_t most_calls = 64;  // one of 1 ms each is still asked in time
  calls_ = 0;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) {
    calls_until_look_ = std::min(2 * calls_until_look_, most_calls);
    return;
  }
  calls_until_look_ = 1;
  next_ = now + interval;
  if (cancel_()) throw Cancelled("The call was cancelled; nothing of it is kept.");
}

}  // namespace actionplan
