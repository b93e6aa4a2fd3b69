// SPDX-License-Identifier: Apache-2.0
#include "interruption.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>

namespace actionplan::detail {

Interruption::Interruption(const Cancel& cancel)
    : cancel_{cancel}, poll_{cancel}, is_asked_{cancel != nullptr} {
  poll_();
}

void Interruption::end() {
  if (is_asked_) CancelPoll{cancel_}();  // a new one asks at once
  is_over_ = true;
}

bool Interruption::is_to_stop() noexcept {
  if (thrown_) return false;  // what follows tidies up
  try {
    ask();
    return false;
  } catch (...) {
    thrown_ = std::current_exception();
    return true;
  }
}

Interruption::Watch::Watch(Interruption& interruption, SQLite::Database& database,
                           int busy_timeout_ms)
    : interruption_{interruption},
      handle_{database.getHandle()},
      busy_timeout_ms_{busy_timeout_ms} {
  if (!interruption_.is_asked_) return;
  constexpr int steps = 1000;  // some 20 microseconds of SQLite's virtual machine
  sqlite3_progress_handler(handle_, steps, &on_steps, this);
  sqlite3_busy_handler(handle_, &on_busy, this);
}

Interruption::Watch::~Watch() {
  if (!interruption_.is_asked_) return;
  sqlite3_progress_handler(handle_, 0, nullptr, nullptr);
  sqlite3_busy_timeout(handle_, busy_timeout_ms_);
}

int Interruption::Watch::on_steps(void* self) noexcept {
  return static_cast<Watch*>(self)->interruption_.is_to_stop() ? 1 : 0;
}

int Interruption::Watch::on_busy(void* self, int times) noexcept {
  auto& watch = *static_cast<Watch*>(self);
  return !watch.interruption_.is_to_stop() && watch.wait(times) ? 1 : 0;
}

bool Interruption::Watch::wait(int times) {
  constexpr std::array<int, 3> first{1, 2, 5};
  constexpr int first_sum = 8;
  constexpr int later = 10;
  int waited = 0;
  int next = later;
  if (const auto at = static_cast<std::size_t>(times); at < first.size()) {
    for (std::size_t i = 0; i < at; ++i) waited += first[i];
    next = first[at];
  } else {
    constexpr int most = 1'000'000'000;
    const int count = times - static_cast<int>(first.size());
    waited = count >= most / later ? most : first_sum + later * count;
  }
  if (waited >= busy_timeout_ms_) return false;
  sqlite3_sleep(std::min(next, busy_timeout_ms_ - waited));
  return true;
}

}  // namespace actionplan::detail
