// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <ostream>
#include <stdexcept>

namespace actionplan::made {

// A long call, for tests of how it asks whether to stop.
struct LongCall {
  const char* name;
  std::function<void(const Cancel&)> call;

  friend void PrintTo(const LongCall& made, std::ostream* out) { *out << made.name; }
};

inline std::string name_of(const ::testing::TestParamInfo<LongCall>& info) {
  return info.param.name;
}

// Says yes at the nth question. Answering takes as long as calls are left alone, so that the next look
// asks again, however fast the machine.
class Asked {
 public:
  explicit Asked(int nth) : nth_{nth} {}

  Cancel question() {
    return [this] {
      const auto answered = std::chrono::steady_clock::now() + std::chrono::milliseconds{10};
      while (std::chrono::steady_clock::now() < answered) continue;
      return ++times_ == nth_;
    };
  }
  [[nodiscard]] int times() const noexcept { return times_; }

 private:
  int nth_;
  int times_ = 0;
};

inline void expect_that_it_asks(const LongCall& made) {
  for (const int nth : {1, 2, 5}) {
    Asked asked{nth};
    EXPECT_THROW(made.call(asked.question()), Cancelled) << nth;
    EXPECT_EQ(asked.times(), nth);
  }
  EXPECT_THROW(made.call([]() -> bool { throw std::domain_error("asked"); }), std::domain_error);
  EXPECT_NO_THROW(made.call([] { return false; }));
  EXPECT_NO_THROW(made.call({}));
}

}  // namespace actionplan::made
