// SPDX-License-Identifier: Apache-2.0
// For ThreadSanitizer: a ledger in memory is read, and copies of it grow, in many threads.
#include "../make_evidence.hpp"
#include "../side_by_side.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace actionplan::threads_test {
namespace {

std::vector<Entry> many_entries(int first, int count) {
  std::vector<Entry> entries;
  for (int i = first; i < first + count; ++i) entries.push_back(made::value("2017", i));
  return entries;
}

TEST(EvidenceThreads, LookUpAndAppendToCopiesOfOneLedger) {
  const std::vector<Entry> entries = many_entries(0, 200);
  const Evidence evidence{entries};
  made::side_by_side(8, [&](int thread) {
    // The first to ask makes the index.
    for (const Entry& entry : entries) EXPECT_TRUE(evidence.find(entry_id(entry)));
    Evidence mine = evidence;
    for (int i = 0; i < 10; ++i) mine = mine.appended(many_entries(1000 * (thread + 1) + i, 1));
    EXPECT_EQ(mine.size(), evidence.size() + 10);
    EXPECT_EQ(mine.in_order().size(), mine.size());
    EXPECT_TRUE(mine.find(entry_id(entries.front())));
  });
  EXPECT_EQ(evidence.size(), entries.size());
}

TEST(EvidenceThreads, FindTheProblemsOfOneLedgerOnce) {
  std::vector<Entry> entries = many_entries(0, 200);
  entries.push_back(made::replacing(made::value("2017", 500), made::value("2016", 1)));
  const Evidence evidence{entries};
  std::vector<const std::vector<Problem>*> found(8);
  made::side_by_side(8, [&](int thread) {
    const Evidence mine = evidence;
    found[static_cast<std::size_t>(thread)] = &mine.problems();
    EXPECT_EQ(mine.problems().size(), 1U);
  });
  for (const auto* one : found) EXPECT_EQ(one, &evidence.problems());
}

}  // namespace
}  // namespace actionplan::threads_test
