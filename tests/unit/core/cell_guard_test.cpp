// SPDX-License-Identifier: Apache-2.0
#include "core/internal/cell_guard.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

namespace actionplan::detail::cell_guard_test {
namespace {

// A spreadsheet that parts cells by semicolons or tabs takes the quotation marks of CSV for letters,
// but for the first, which has the text in it as it is.
bool holds_a_formula(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at = next_cell(text, at)) {
    const std::size_t first = text.find_first_not_of(at == 0 ? " " : " \"", at);
    if (first != std::string_view::npos && begins_formula(text.substr(first))) return true;
  }
  return false;
}

TEST(CellGuard, GivesBackEveryTextAndLeavesNoFormula) {
  constexpr std::string_view letters = "=-a'\" ;\t\n\r@";
  std::array<std::size_t, 5> at{};
  for (bool is_done = false; !is_done;) {
    std::string text;
    for (const std::size_t letter : at) {
      if (letter != 0) text += letters[letter - 1];
    }
    const std::string guarded = guard_cell(text);
    ASSERT_EQ(unguard_cell(guarded), text) << guarded;
    ASSERT_FALSE(holds_a_formula(guarded)) << guarded;
    is_done = true;
    for (std::size_t& letter : at) {
      letter = (letter + 1) % (letters.size() + 1);
      if (letter != 0) {
        is_done = false;
        break;
      }
    }
  }
}

TEST(CellGuard, LeavesHarmlessTextsAlone) {
  for (const char* text :
       {"", "a", "a-b", "a = b", "it's", "'quoted'", "a; b", "a\nb", "5-6; 7-8"}) {
    EXPECT_EQ(guard_cell(text), text);
    EXPECT_EQ(unguard_cell(text), text);
  }
}

}  // namespace
}  // namespace actionplan::detail::cell_guard_test
