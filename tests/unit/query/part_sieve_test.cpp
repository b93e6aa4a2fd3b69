// SPDX-License-Identifier: Apache-2.0
#include "query/sieve.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace actionplan::part_sieve_test {
namespace {

detail::TextColumn random_column(std::mt19937& random, std::size_t rows) {
  detail::TextColumn column;
  for (std::size_t row = 0; row < rows; ++row) {
    std::string text;
    for (std::size_t i = random() % (row % 7 == 0 ? 200 : 12); i-- > 0;)
      text += "aabc"[random() % 4];
    column.add(text);
  }
  return column;
}

TEST(PartSieve, FindsWhatTheTextsHold) {
  std::mt19937 random{8};
  constexpr std::size_t rows = 3000;
  const detail::TextColumn column = random_column(random, rows);
  for (const char* part : {"a", "c", "bc", "cab", "aaaaaaa", "abcabcab", "x", "ccccc"}) {
    const auto sieve = detail::part_sieve(column, part);
    std::vector<std::uint8_t> found(rows);
    sieve->run(0, rows, found.data());
    for (const std::size_t share : {std::size_t{1}, std::size_t{2}, std::size_t{50}}) {
      std::vector<std::uint8_t> left(rows);
      for (std::size_t row = 0; row < rows; ++row) left[row] = row % share == 0 ? 1 : 0;
      sieve->narrow(0, rows, left.data());
      for (std::size_t row = 0; row < rows; ++row) {
        const bool has = column.at(row).find(part) != std::string_view::npos;
        ASSERT_EQ(found[row] != 0, has) << part << " in " << column.at(row);
        ASSERT_EQ(left[row] != 0, has && row % share == 0) << part << " in " << column.at(row);
      }
    }
  }
}

}  // namespace
}  // namespace actionplan::part_sieve_test
