// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/cancel.hpp>
#include <actionplan/core/error.hpp>

namespace actionplan {

CancelPoll::CancelPoll(const Cancel& cancel) : cancel_{cancel}, is_asked_{cancel != nullptr} {}

void CancelPoll::look() {
  constexpr std::chrono::milliseconds interval{10};
  calls_ = 0;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + interval;
  if (cancel_()) throw Cancelled("The call was cancelled; nothing of it is kept.");
}

}  // namespace actionplan
