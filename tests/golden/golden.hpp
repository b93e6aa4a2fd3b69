// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "test_paths.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
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

// The lines [first, last), each behind `mark`, the end of a long stretch left out.
inline std::string shown(const Lines& lines, std::size_t first, std::size_t last, char mark) {
  constexpr std::size_t most = 24;
  std::string out;
  for (std::size_t i = first; i < last && i < first + most; ++i) out += mark + lines[i] + '\n';
  if (last - first > most) {
    out += std::string{"... "} + mark + ' ' + std::to_string(last - first - most) + " more lines\n";
  }
  return out;
}

// Do the next lines of both agree again, three of them or as many as are left?
inline bool agree(const Lines& a, std::size_t i, const Lines& b, std::size_t j) {
  for (std::size_t k = 0; k < 3; ++k) {
    if (i + k == a.size() || j + k == b.size()) return i + k == a.size() && j + k == b.size();
    if (a[i + k] != b[j + k]) return false;
  }
  return true;
}

// How many lines of each to pass over, as few as possible, until they agree again.
inline std::pair<std::size_t, std::size_t> gap(const Lines& a, std::size_t i, const Lines& b,
                                               std::size_t j) {
  constexpr std::size_t most = 1000;
  for (std::size_t both = 1; both < most; ++both) {
    for (std::size_t left = 0; left <= both; ++left) {
      const std::size_t right = both - left;
      if (i + left > a.size() || j + right > b.size()) continue;
      if (agree(a, i + left, b, j + right)) return {left, right};
    }
  }
  return {a.size() - i, b.size() - j};
}

/// The first places that differ, each by its line in `want`, with a line before it. Empty when the
/// texts are equal.
inline std::string difference(const std::string& want, const std::string& got) {
  constexpr int most = 10;
  const Lines a = split(want);
  const Lines b = split(got);
  std::string out;
  std::size_t i = 0;
  std::size_t j = 0;
  for (int places = 0; i < a.size() || j < b.size();) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      ++i;
      ++j;
      continue;
    }
    if (++places > most) return out + "... and further places\n";
    const auto [left, right] = gap(a, i, b, j);
    out += "line " + std::to_string(i + 1) + ":\n" + shown(a, i == 0 ? 0 : i - 1, i, ' ') +
           shown(a, i, i + left, '-') + shown(b, j, j + right, '+');
    i += left;
    j += right;
  }
  if (out.empty() && want != got) out = "the end: a line break there, or not\n";
  return out;
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
  std::ostringstream bytes;
  bytes << in.rdbuf();
  const std::string want = bytes.str();
  const std::string differs = difference(want, got);
  EXPECT_TRUE(differs.empty())
      << name << " is no longer what is written (- golden, + now):\n"
      << differs << "If this is meant, run with ACTIONPLAN_UPDATE_GOLDEN=1 and commit the file.";
}

}  // namespace actionplan::golden
