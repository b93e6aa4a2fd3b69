// SPDX-License-Identifier: Apache-2.0
// One writer and many readers at once, and many threads on one Store; `script/test tsan` runs this under ThreadSanitizer too.
#include "members.hpp"

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace actionplan::threads_test {
namespace {

class StoreThreads : public made::MembersTest {};

TEST_F(StoreThreads, ReadWholeLedgersWhileOneWrites) {
  constexpr int entry_count = 60;
  constexpr int reader_count = 4;
  Store writer = create();
  std::atomic<bool> is_done = false;
  std::vector<std::vector<std::size_t>> sizes(reader_count);
  std::vector<std::thread> readers;
  for (std::vector<std::size_t>& mine : sizes) {
    readers.emplace_back([&] {
      do {
        const Store store = Store::open(path());
        mine.push_back(store.evidence().size());
        EXPECT_TRUE(store.verify().empty());
      } while (!is_done);
    });
  }
  // Two at a time: a reader sees both or neither.
  for (int i = 0; i < entry_count; i += 2) {
    const std::vector<Entry> pair{made::value("2017", i, "1/1"), made::value("2017", i + 1, "1/1")};
    writer.append(pair);
  }
  is_done = true;
  for (std::thread& reader : readers) reader.join();
  for (const std::vector<std::size_t>& mine : sizes) {
    ASSERT_FALSE(mine.empty());
    EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
    for (const std::size_t size : mine) EXPECT_EQ(size % 2, 0U);
  }
  EXPECT_EQ(Store::open(path()).evidence().size(), static_cast<std::size_t>(entry_count));
}

TEST_F(StoreThreads, CallEveryMemberOfOneStore) {
  constexpr int thread_count = 8;
  Store store = create();
  made::Called on = called(store);
  for (const made::Member& member : made::members()) {
    std::vector<std::thread> threads;
    for (int i = 0; i < thread_count; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 2; ++n) EXPECT_NO_THROW(member.call(on)) << member.name;
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  EXPECT_FALSE(has_errors(store.verify()));
}

TEST_F(StoreThreads, CallAllMembersWhileOneCloses) {
  constexpr int round_count = 4;
  for (int round = 0; round < round_count; ++round) {
    const std::string name = "closed." + std::to_string(round) + ".db";
    Store store = Store::create(path(name.c_str()), plan(), {}, made::day("2016-05-01"));
    made::Called on = called(store, round * 1'000'000);
    std::vector<std::thread> threads;
    for (const made::Member& member : made::members()) {
      threads.emplace_back([&on, call = member.call] {
        const std::string said = refusal([&] {
          for (;;) call(on);
        });
        EXPECT_EQ(said, "The store was closed; open it again.");
      });
    }
    (void)store.record(on.entry());
    store.close();
    for (std::thread& thread : threads) thread.join();
    EXPECT_FALSE(has_errors(Store::open(path(name.c_str())).verify()));
  }
}

}  // namespace
}  // namespace actionplan::threads_test
