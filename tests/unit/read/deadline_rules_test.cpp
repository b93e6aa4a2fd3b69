// SPDX-License-Identifier: Apache-2.0
// The rules of deadline texts, as they are published: what their examples are read as.
#include <actionplan/read/deadline_text.hpp>

#include <actionplan/plan/assumption.hpp>

#include <gtest/gtest.h>

#include "../rule_table.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace actionplan::deadline_rules_test {
namespace {

std::string iso(const std::optional<Date>& date) { return date ? date->iso() : std::string{}; }

// What an example is read with.
DeadlineContext context_of(const DeadlineRule::Example& example) {
  DeadlineContext context;
  context.title = example.title;
  context.indicator_text = example.indicator_text;
  return context;
}

std::string_view cadence_of(const Deadline& deadline) {
  return deadline.cadence ? to_string(*deadline.cadence) : std::string_view{};
}

TEST(DeadlineRules, EveryExampleIsReadAsItSays) {
  for (const DeadlineRule& rule : deadline_rules()) {
    EXPECT_FALSE(rule.examples.empty()) << rule.id;
    for (const DeadlineRule::Example& example : rule.examples) {
      SCOPED_TRACE(std::string{rule.id} + ": " + std::string{example.text} + " " +
                   std::string{example.title});
      const Deadline deadline = read_deadline(example.text, context_of(example));
      EXPECT_EQ(to_string(deadline.kind), example.kind);
      EXPECT_EQ(iso(deadline.start), example.start);
      EXPECT_EQ(iso(deadline.due), example.due);
      EXPECT_EQ(deadline.edtf, example.edtf);
      EXPECT_EQ(cadence_of(deadline), example.cadence);
    }
  }
}

// A cadence that the measure's own words give is named by the rule's assumption, and by no other.
TEST(DeadlineRules, ThatAmendAReadingAreNamedByTheirAssumption) {
  std::map<std::string_view, int> named;
  for (const DeadlineRule& rule : deadline_rules()) {
    for (const DeadlineRule::Example& example : rule.examples) {
      std::set<std::string_view> said;
      for (const std::string& text : read_deadline(example.text, context_of(example)).assumptions) {
        said.insert(find_assumption(text)->pattern.id);
      }
      for (const std::string_view id : {"title_tells_cadence", "indicator_tells_cadence"}) {
        const bool is_applied = id == rule.id && !example.cadence.empty();
        EXPECT_EQ(said.count(id) != 0, is_applied) << example.text << " " << example.title;
        named[id] += is_applied ? 1 : 0;
      }
    }
  }
  EXPECT_GT(named["title_tells_cadence"], 5);
  EXPECT_GT(named["indicator_tells_cadence"], 0);
}

TEST(DeadlineRules, ReadAnIndicatorAsTheyReadATitle) {
  for (const DeadlineRule& rule : deadline_rules()) {
    for (const DeadlineRule::Example& example : rule.examples) {
      if (!example.indicator_text.empty()) continue;
      DeadlineContext context;
      context.indicator_text = example.title;
      const Deadline deadline = read_deadline(example.text, context);
      EXPECT_EQ(cadence_of(deadline), example.cadence) << example.title;
    }
  }
}

TEST(DeadlineRules, AssumeInSentencesThatCanBeToldApart) {
  DeadlineContext context;
  context.adopted_on = Date::from_ymd(2016, 4, 27);
  context.plan_period = Period::parse("2016-2018");
  for (const DeadlineRule& rule : deadline_rules()) {
    for (const DeadlineRule::Example& example : rule.examples) {
      for (const DeadlineContext& given : {context_of(example), context}) {
        for (const std::string& said : read_deadline(example.text, given).assumptions) {
          EXPECT_TRUE(find_assumption(said)) << said;
        }
      }
    }
  }
}

// A column of the guide's table that only some rules have: those with an example that fills it.
struct GuideColumn {
  const char* name;
  std::string_view DeadlineRule::Example::*value;

  [[nodiscard]] bool is_of(const DeadlineRule& rule) const {
    return std::any_of(rule.examples.begin(), rule.examples.end(),
                       [this](const auto& example) { return !(example.*value).empty(); });
  }
};

constexpr GuideColumn guide_columns[] = {
    {"cadence", &DeadlineRule::Example::cadence},
    {"title", &DeadlineRule::Example::title},
    {"indicator", &DeadlineRule::Example::indicator_text},
};

TEST(DeadlineRules, AreTheTableOfTheGuide) {
  std::string table;
  for (const DeadlineRule& rule : deadline_rules()) {
    std::string heads = "| text | from | kind | start | due | EDTF |";
    std::string line = "|---|---|---|---|---|---|";
    for (const GuideColumn& column : guide_columns) {
      if (!column.is_of(rule)) continue;
      heads += " " + std::string{column.name} + " |";
      line += "---|";
    }
    table += "\n### " + std::string{rule.id} + "\n\n" + std::string{rule.meaning} + "\n\n" + heads +
             "\n" + line + "\n";
    for (const DeadlineRule::Example& example : rule.examples) {
      table += "| " + made::code(example.text) + " | " + std::string{example.from} + " | " +
               std::string{example.kind} + " | " + std::string{example.start} + " | " +
               std::string{example.due} + " | " + made::code(example.edtf) + " |";
      for (const GuideColumn& column : guide_columns) {
        if (column.is_of(rule)) table += " " + made::cell(example.*(column.value)) + " |";
      }
      table += "\n";
    }
  }
  EXPECT_EQ(made::guide_table("reading_rules.md", "deadline rules"), table + "\n");
}

TEST(DeadlineRules, DrawExamplesFromMoreThanOnePlan) {
  std::set<std::string_view> plans;
  for (const DeadlineRule& rule : deadline_rules()) {
    for (const DeadlineRule::Example& example : rule.examples) plans.insert(example.from);
  }
  EXPECT_EQ(plans, (std::set<std::string_view>{"az", "canada", "italy", "made", "us"}));
}

}  // namespace
}  // namespace actionplan::deadline_rules_test
