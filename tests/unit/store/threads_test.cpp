// SPDX-License-Identifier: Apache-2.0
// One writer and many readers at once; `script/test tsan` runs this under ThreadSanitizer too.
#include "made_store.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace actionplan {
namespace {

class Threads : public made::StoreTest {};

TEST_F(Threads, ReadWholeLedgersWhileOneWrites) {
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

}  // namespace
}  // namespace actionplan
