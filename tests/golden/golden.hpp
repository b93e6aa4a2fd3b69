// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::golden {

// Golden files hold what the library wrote when a person last looked at it. After a change that is
// meant, run the tests with ACTIONPLAN_UPDATE_GOLDEN=1 and read the difference before committing it.

using Lines = std::vector<std::string>;

inline Lines split(const std::string& text) {
  Lines lines;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The lines [first, last), each behind `mark`, the middle of a long stretch left out.
inline std::string shown(const Lines& lines, std::size_t first, std::size_t last, char mark) {
  constexpr std::size_t most = 24;
  std::string out;
  for (std::size_t i = first; i < last && i < first + most; ++i) out += mark + lines[i] + '\n';
  if (last - first > most) {
    out += std::string{"... "} + mark + ' ' + std::to_string(last - first - most) + " more lines\n";
  }
  return out;
}

/// What differs: from the first line that does to the last, with three lines before them. Empty
/// when the texts are equal.
inline std::string difference(const std::string& want, const std::string& got) {
  if (want == got) return {};
  const Lines a = split(want);
  const Lines b = split(got);
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t begin = 0;
  while (begin < shorter && a[begin] == b[begin]) ++begin;
  std::size_t tail = 0;
  while (tail < shorter - begin && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  return "line " + std::to_string(begin + 1) + ":\n" +
         shown(a, begin - std::min<std::size_t>(begin, 3), begin, ' ') +
         shown(a, begin, a.size() - tail, '-') + shown(b, begin, b.size() - tail, '+');
}

inline bool is_updating() {
  const char* update = std::getenv("ACTIONPLAN_UPDATE_GOLDEN");
  return update != nullptr && std::string_view{update} == "1";
}

inline void expect_golden(const std::string& name, const std::string& got) {
  const std::string path = std::string{ACTIONPLAN_TEST_DATA "/golden/"} + name;
  if (is_updating()) {
    std::ofstream out{path, std::ios::binary};
    out << got;
    ASSERT_TRUE(out.flush()) << path << " cannot be written";
    return;
  }
  std::ifstream in{path, std::ios::binary};
  ASSERT_TRUE(in) << path << " is missing: run with ACTIONPLAN_UPDATE_GOLDEN=1 and look at it";
  const std::string want{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
  const std::string differs = difference(want, got);
  EXPECT_TRUE(differs.empty())
      << name << " is no longer what is written (- golden, + now), from " << differs
      << "If this is meant, run with ACTIONPLAN_UPDATE_GOLDEN=1 and commit the file.";
}

}  // namespace actionplan::golden
