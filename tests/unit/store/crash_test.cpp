// SPDX-License-Identifier: Apache-2.0
// Writers that are killed, and disks that fill up: what was acknowledged is there afterwards.
#include "../../support/rounds.hpp"
#include "made_store.hpp"

#include <actionplan/core/error.hpp>

#include <array>
#include <csignal>
#include <random>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace actionplan::crash_test {
namespace {

class StoreSurvives : public made::StoreTest {
 protected:
  static Entry nth(int number) { return made::value("2017", number); }

  // Appends until it is ended from outside or the disk is full; writes a number to `acknowledge`
  // for each entry that was safely stored.
  static int write_on(const std::filesystem::path& path, int first, int acknowledge) {
    try {
      Store store = Store::open(path, {OpenMode::read_write, 5000});
      for (int number = first;; ++number) {
        (void)store.record(nth(number));
        if (write(acknowledge, &number, sizeof number) != sizeof number) return 2;
      }
    } catch (const StoreError&) {
      return 0;
    } catch (...) {
      return 1;
    }
  }

  // Runs `child` in a process of its own; gives its id and where its acknowledgements arrive.
  template <class Child>
  static std::pair<pid_t, int> start(Child child) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
    const pid_t id = fork();
    if (id == 0) {
      close(ends[0]);
      _exit(child(ends[1]));
    }
    close(ends[1]);
    return {id, ends[0]};
  }

  // The next acknowledged number, or -1 at the end.
  static int next(int pipe_end) {
    int number = -1;
    return ::read(pipe_end, &number, sizeof number) == sizeof number ? number : -1;
  }

  void expect_whole(int last_acknowledged) const {
    const Store store = Store::open(path());
    ASSERT_TRUE(store.verify().empty());
    const Evidence evidence = store.evidence();
    ASSERT_GE(static_cast<int>(evidence.size()), last_acknowledged);
    ASSERT_LE(static_cast<int>(evidence.size()), last_acknowledged + 1);
    for (int number = 1; number <= last_acknowledged; ++number) {
      ASSERT_TRUE(store.contains(entry_id(nth(number)))) << number;
    }
  }
};

TEST_F(StoreSurvives, KillsWhileAppending) {
  { (void)create(); }
  constexpr int kill_count = made::rounds(200);
  std::mt19937 random{20160427};
  int last = 0;
  for (int kill_number = 0; kill_number < kill_count; ++kill_number) {
    const auto stored = static_cast<int>(Store::open(path()).evidence().size());
    const auto [child, acknowledged] =
        start([&](int end) { return write_on(path(), stored + 1, end); });
    const int wanted = std::uniform_int_distribution<int>{0, 3}(random);
    // Spinning, not waiting: the kill falls anywhere within the next append.
    for (int i = 0; i < wanted; ++i) last = std::max(last, next(acknowledged));
    volatile std::uint_fast32_t spin = random() % 200000;
    while (spin != 0) spin = spin - 1;
    kill(child, SIGKILL);
    for (int number = next(acknowledged); number != -1; number = next(acknowledged)) last = number;
    close(acknowledged);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    last = std::max(last, stored);
    expect_whole(last);
  }
  made::print_count(std::to_string(kill_count) + " kills, " + std::to_string(last) +
                    " acknowledged steps, 0 lost");
}

TEST_F(StoreSurvives, AFullDisk) {
  { (void)create(); }
  const auto [child, acknowledged] = start([&](int end) {
    (void)std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{400'000, 400'000};
    if (setrlimit(RLIMIT_FSIZE, &limit) != 0) return 3;
    return write_on(path(), 1, end);
  });
  int last = 0;
  for (int number = next(acknowledged); number != -1; number = next(acknowledged)) last = number;
  close(acknowledged);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0) << "the writer got a StoreError";
  EXPECT_GT(last, 10);
  expect_whole(last);
  Store store = Store::open(path(), {OpenMode::read_write, 5000});
  (void)store.record(nth(1'000'000));
}

}  // namespace
}  // namespace actionplan::crash_test
