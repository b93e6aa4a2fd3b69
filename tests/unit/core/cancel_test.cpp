// SPDX-License-Identifier: Apache-2.0
#include "../asking.hpp"

namespace actionplan::cancel_test {
namespace {

TEST(CancelPoll, AsksAtTheFirstCall) {
  const Cancel yes = [] { return true; };
  CancelPoll poll{yes};
  EXPECT_THROW(poll(), Cancelled);
}

TEST(CancelPoll, WithoutAQuestionAsksNothing) {
  const Cancel none;
  CancelPoll poll{none};
  for (int i = 0; i < 1000; ++i) EXPECT_NO_THROW(poll());
}

TEST(CancelPoll, AsksAgainAfterTenMilliseconds) {
  made::Asked asked{3};
  const Cancel question = asked.question();
  CancelPoll poll{question};
  EXPECT_NO_THROW(poll());
  EXPECT_NO_THROW(poll());
  EXPECT_THROW(poll(), Cancelled);
}

TEST(CancelPoll, DoesNotAskMoreOften) {
  int asked = 0;
  const Cancel question = [&asked] {
    ++asked;
    return false;
  };
  CancelPoll poll{question};
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 100'000; ++i) poll();
  const auto taken = std::chrono::steady_clock::now() - begin;
  EXPECT_LE(asked, taken / std::chrono::milliseconds{10} + 1);
}

TEST(CancelPoll, PassesOnWhatTheQuestionThrows) {
  const Cancel question = []() -> bool { throw std::domain_error("asked"); };
  CancelPoll poll{question};
  EXPECT_THROW(poll(), std::domain_error);
}

}  // namespace
}  // namespace actionplan::cancel_test
