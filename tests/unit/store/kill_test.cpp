// SPDX-License-Identifier: Apache-2.0
// Programs that are killed at a call on the disk, whatever they do with a store: what was
// acknowledged is there afterwards. See crash_test.cpp for kills between the calls.
#include "../../support/rounds.hpp"
#include "interrupted.hpp"

#include <array>
#include <csignal>
#include <cstdint>
#include <random>

#include <sys/wait.h>
#include <unistd.h>

namespace actionplan::kill_test {
namespace {

using made::Desk;
using made::Fault;
using made::Work;

class StoreKill : public made::InterruptedTest {
 protected:
  // Writes a byte for each step that is done.
  int work_on(const Work& work, std::size_t position, int acknowledge) {
    Desk desk{folder_, {}};
    disk_.strike(Fault::kill, position);
    try {
      for (const made::Step& step : work.steps) {
        step.run(desk);
        if (write(acknowledge, "", 1) != 1) return 2;
      }
    } catch (const std::exception& error) {
      std::cerr << error.what() << '\n';
      return 1;
    }
    desk.open.reset();
    return 0;
  }

  // Works in a process of its own until that is killed at the call; gives the steps acknowledged.
  std::size_t work_until(const Work& work, std::size_t position) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
    const pid_t child = fork();
    if (child == 0) {
      close(ends[0]);
      _exit(work_on(work, position, ends[1]));
    }
    close(ends[1]);
    std::size_t acknowledged = 0;
    for (char byte = 0; ::read(ends[0], &byte, 1) == 1;) ++acknowledged;
    close(ends[0]);
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << status;
    return acknowledged;
  }
};

TEST_F(StoreKill, LosesNothing) {
  constexpr std::size_t kill_count = made::rounds(200U);
  std::mt19937 random{20160427};
  const std::vector<Work> all = made::all_work();
  std::size_t kills = 0;
  std::size_t acknowledged = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Work& work = all[i];
    prepare(work);
    const std::size_t calls = count_calls(work, Fault::kill);
    for (; kills < kill_count * (i + 1) / all.size(); ++kills) {
      const std::size_t position = 1 + random() % calls;
      SCOPED_TRACE(std::string{work.name} + " killed at call " + std::to_string(position));
      begin_again();
      const std::size_t done = work_until(work, position);
      acknowledged += done;
      const std::size_t there = check(work, done);
      Desk desk{folder_, {}};
      finish(work, desk, there);
      if (HasFailure()) return;
    }
  }
  EXPECT_EQ(kills, kill_count);
  made::print_count(std::to_string(kills) + " kills, " + std::to_string(acknowledged) +
                    " acknowledged steps, 0 lost");
}

}  // namespace
}  // namespace actionplan::kill_test
