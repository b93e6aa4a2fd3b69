// SPDX-License-Identifier: Apache-2.0
// The power goes at every call on the disk: writes that were not synced are dropped, torn and
// reordered, and nothing that was acknowledged is lost.
#include "interrupted.hpp"

#include <array>
#include <string>
#include <utility>

namespace actionplan::power_test {
namespace {

using made::Desk;
using made::Fault;
using made::Unsynced;
using made::Work;

class StorePower : public made::InterruptedTest, public testing::WithParamInterface<Work> {
 protected:
  // Works until the power goes, or something fails, at the call; gives the steps acknowledged.
  std::size_t work_until(const Work& work, std::size_t position, Fault fault = Fault::power) {
    begin_again();
    disk_.remember(folder_);
    std::size_t done = 0;
    {
      Desk desk{folder_, {}};
      disk_.strike(fault, position);
      done = run(work, desk).first;
    }
    EXPECT_TRUE(disk_.has_struck());
    return done;
  }
};

TEST_P(StorePower, LosesNothingThatWasAcknowledged) {
  const Work& work = GetParam();
  prepare(work);
  const std::size_t calls = count_calls(work, Fault::power);
  std::size_t cuts = 0;
  std::size_t acknowledged = 0;
  for (std::size_t position = 1; position <= calls; position += made::stride) {
    const std::size_t done = work_until(work, position);
    const auto seed = static_cast<std::uint32_t>(2 * position);
    const std::array<std::pair<Unsynced, std::uint32_t>, 4> ways{{{Unsynced::dropped, 0},
                                                                  {Unsynced::kept, 0},
                                                                  {Unsynced::mixed, seed},
                                                                  {Unsynced::mixed, seed + 1}}};
    for (const auto& [unsynced, way_seed] : ways) {
      SCOPED_TRACE("power cut at call " + std::to_string(position) + ", unsynced writes " +
                   std::to_string(static_cast<int>(unsynced)) + ", seed " +
                   std::to_string(way_seed));
      disk_.restore(unsynced, way_seed);
      ++cuts;
      acknowledged += done;
      const std::size_t there = check(work, done);
      if (way_seed == seed) {
        Desk desk{folder_, {}};
        finish(work, desk, there);
      }
      if (HasFailure()) return;
    }
  }
  made::print_count(std::string{work.name} + ": " + std::to_string(cuts) + " power cuts, " +
                    std::to_string(acknowledged) + " acknowledged steps, 0 lost");
}

// What failed was said to have failed: a power cut at the end loses nothing else.
TEST_P(StorePower, LosesNothingWhenACallHadFailed) {
  const Work& work = GetParam();
  prepare(work);
  const std::size_t calls = count_calls(work, Fault::error);
  for (std::size_t position = 1; position <= calls; position += made::stride) {
    SCOPED_TRACE("power cut after a failure at call " + std::to_string(position));
    const std::size_t done = work_until(work, position, Fault::error);
    disk_.restore(Unsynced::dropped, 0);
    (void)check(work, done);
    if (HasFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Each, StorePower, testing::ValuesIn(made::all_work()), made::name_of_work);

// The test above can fail: on a disk that only says that it has synced, something is lost.
TEST_F(StorePower, LosesOnADiskThatLies) {
  const Work work = made::all_work().at(1);
  prepare(work);
  disk_.ignore_syncs();
  const std::size_t calls = count_calls(work, Fault::power);
  const std::size_t done = work_until(work, calls - 1);
  ASSERT_GT(done, 0U);
  disk_.restore(Unsynced::dropped, 0);
  EXPECT_EQ(work.steps[0].find({folder_, {}}), made::Found::nothing);
}

}  // namespace
}  // namespace actionplan::power_test
