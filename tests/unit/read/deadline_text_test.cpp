// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/deadline_text.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace actionplan {
namespace {

std::string iso(const std::optional<Date>& date) { return date ? date->iso() : std::string{}; }

TEST(DeadlineRules, EveryExampleIsReadAsItSays) {
  for (const DeadlineRule& rule : deadline_rules()) {
    EXPECT_FALSE(rule.examples.empty()) << rule.id;
    for (const DeadlineRule::Example& example : rule.examples) {
      SCOPED_TRACE(std::string{rule.id} + ": " + std::string{example.text});
      const Deadline deadline = read_deadline(example.text);
      EXPECT_EQ(to_string(deadline.kind), example.kind);
      EXPECT_EQ(iso(deadline.start), example.start);
      EXPECT_EQ(iso(deadline.due), example.due);
      EXPECT_EQ(deadline.edtf, example.edtf);
    }
  }
}

}  // namespace
}  // namespace actionplan
