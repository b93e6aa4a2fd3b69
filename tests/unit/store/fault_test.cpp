// SPDX-License-Identifier: Apache-2.0
// Every call on the disk fails once: the member throws one clear sentence or does its work, and
// afterwards the store is whole and can be used on.
#include "interrupted.hpp"

#include <string>

namespace actionplan::fault_test {
namespace {

using made::Desk;
using made::Fault;
using made::Work;

class StoreFault : public made::InterruptedTest, public testing::WithParamInterface<Work> {
 protected:
  // One sentence or two that name the file, and a remedy.
  static void expect_sentence(const std::string& said) {
    EXPECT_EQ(said.back(), '.') << said;
    EXPECT_NE(said.find(".db\""), std::string::npos) << said;
    EXPECT_NE(said.find("; "), std::string::npos) << said;
  }

  void strike_each(const Work& work, Fault fault) {
    const std::size_t calls = count_calls(work, fault);
    EXPECT_GT(calls, 0U);
    for (std::size_t position = 1; position <= calls; position += made::stride) {
      SCOPED_TRACE("fault " + std::to_string(static_cast<int>(fault)) + " at call " +
                   std::to_string(position));
      begin_again();
      Desk desk{folder_, {}};
      disk_.strike(fault, position);
      const auto [done, said] = run(work, desk);
      if (done == work.steps.size()) desk.open.reset();
      EXPECT_TRUE(disk_.has_struck());
      disk_.heal();
      ++struck_;
      if (done < work.steps.size()) {
        ++refused_;
        expect_sentence(said);
      }
      EXPECT_TRUE(drafts().empty());
      // The open store goes on, unless files are looked at: that gives up its locks.
      const bool is_erasure =
          std::any_of(work.steps.begin(), work.steps.end(),
                      [](const made::Step& step) { return !step.erased.empty(); });
      if (is_erasure) desk.open.reset();
      const std::size_t there = check(work, done);
      EXPECT_TRUE(!work.makes_files || there == done) << "a step that failed left a file: " << said;
      finish(work, desk, there);
      if (HasFailure()) return;
    }
  }

  std::size_t struck_ = 0;
  std::size_t refused_ = 0;
};

TEST_P(StoreFault, LeavesAStoreThatIsWhole) {
  prepare(GetParam());
  for (const Fault fault : {Fault::error, Fault::short_write, Fault::full}) {
    strike_each(GetParam(), fault);
  }
  made::print_count(std::string{GetParam().name} + ": " + std::to_string(struck_) + " faults, " +
                    std::to_string(refused_) + " of them refused");
}

INSTANTIATE_TEST_SUITE_P(Each, StoreFault, testing::ValuesIn(made::all_work()), made::name_of_work);

}  // namespace
}  // namespace actionplan::fault_test
