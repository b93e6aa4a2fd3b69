// SPDX-License-Identifier: Apache-2.0
#include "write/ical_text.hpp"

#include <gtest/gtest.h>

namespace actionplan::detail::ical_text_test {
namespace {

struct Case {
  const char* name;
  const char* bytes;
  const char* hash;
};

class Fnv : public testing::TestWithParam<Case> {};

TEST_P(Fnv, GivesThePublishedHash) { EXPECT_EQ(fnv1a_128(GetParam().bytes), GetParam().hash); }

// @source draft-eastlake-fnv, section on test vectors; also Go's hash/fnv
INSTANTIATE_TEST_SUITE_P(Vectors, Fnv,
                         testing::Values(Case{"Empty", "", "6c62272e07bb014262b821756295c58d"},
                                         Case{"A", "a", "d228cb696f1a8caf78912b704e4a8964"},
                                         Case{"Ab", "ab", "08809544bbab1be95aa0733055b69a62"},
                                         Case{"Abc", "abc", "a68d622cec8b5822836dbc7977af7f3b"},
                                         Case{"Foobar", "foobar",
                                              "343e1662793c64bf6f0d3597ba446f18"}),
                         [](const auto& test) { return std::string{test.param.name}; });

TEST(IcalText, ReplacesBytesThatAreNoUtf8) {
  EXPECT_EQ(ical_text("a\xFF\xC2"), "a\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(IcalLine, IsFoldedAtExactly75Octets) {
  std::string out;
  append_ical_line(out, std::string(75, 'a'));
  EXPECT_EQ(out, std::string(75, 'a') + "\r\n");
  out.clear();
  append_ical_line(out, std::string(75 + 74 + 1, 'a'));
  EXPECT_EQ(out, std::string(75, 'a') + "\r\n " + std::string(74, 'a') + "\r\n a\r\n");
}

}  // namespace
}  // namespace actionplan::detail::ical_text_test
