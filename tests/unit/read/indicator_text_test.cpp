// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/text.hpp>
#include <actionplan/read/indicator_text.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace actionplan {
namespace {

TEST(IndicatorRules, EveryExampleIsOnePartReadByItsRule) {
  for (const IndicatorRule& rule : indicator_rules()) {
    EXPECT_FALSE(rule.examples.empty()) << rule.id;
    for (const IndicatorRule::Example& example : rule.examples) {
      SCOPED_TRACE(std::string{rule.id} + ": " + std::string{example.text});
      const auto parts = read_indicators(example.text);
      ASSERT_EQ(parts.size(), 1U);
      EXPECT_EQ(parts[0].rule, rule.id);
      EXPECT_EQ(parts[0].kind, rule.kind);
      const Span whole{0, static_cast<std::uint32_t>(text::count_code_points(example.text))};
      EXPECT_EQ(parts[0].span, whole);
    }
  }
}

}  // namespace
}  // namespace actionplan
