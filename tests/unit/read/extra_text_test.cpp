// SPDX-License-Identifier: Apache-2.0
// What no part of the plan is made of stays with its measure, beside the plan; persons do not.
#include <actionplan/codec/json.hpp>
#include <actionplan/read/reading.hpp>

#include "sketch.hpp"

#include <gtest/gtest.h>

#include <string>

namespace actionplan {
namespace {

std::string described(const Reading& reading) {
  std::string out;
  for (const ExtraText& extra : reading.extra) {
    out += extra.measure.value() + " " + extra.header + ": " + extra.text + "; ";
  }
  return out;
}

TEST(ExtraTexts, StayWithTheirMeasureBesideThePlan) {
  const Reading reading = read_all(
      DocumentSource{"plan.csv",
                     "No,Measure,Agency,Deadline,Colour of  folder,Budget,Contact person\n"
                     "1,Build,Works,2022,vermilion,5,A. Person\n2,Mend,Works,2022,,6,B. Person\n",
                     {}});
  EXPECT_EQ(described(reading), "1 Colour of folder: vermilion; 1 Budget: 5; 2 Budget: 6; ");
  EXPECT_EQ(reading.extra[0].place.line, 2U);
  const std::string json = to_json(reading.plan);
  EXPECT_EQ(json.find("vermilion"), std::string::npos);
  EXPECT_EQ(json.find("A. Person"), std::string::npos);
}

TEST(ExtraTexts, StandBesideLabelsToo) {
  const Reading reading = interpret_all(
      made::Sketch{"|Commitment|Build\n|Lead agency|Works\n|Deadline|2022\n|Budget|5\n"
                   "|Contact person|A. Person\n"}
          .document());
  ASSERT_EQ(reading.plan.measures().size(), 1U);
  EXPECT_EQ(described(reading), reading.plan.measures()[0].id.value() + " Budget: 5; ");
}

TEST(ExtraTexts, OfSeveralMeasuresTogetherAreNamed) {
  ReadOptions options;
  options.trace = true;
  const Reading reading = interpret_all(
      made::Sketch{"|Commitment|Build|>\n|Lead agency|Works|>\n|Budget|5|>\n"
                   "|Milestone activity|Start date|End date\n|1. Draft|2019-01-01|2019-06-30\n"
                   "|2. Adopt|2019-07-01|2020-06-30\n"}
          .document(),
      options);
  EXPECT_EQ(reading.plan.measures().size(), 2U);
  EXPECT_EQ(described(reading), "");
  for (const Problem& problem : reading.plan.problems()) {
    EXPECT_NE(problem.code, "text_unplaced");
  }
}

}  // namespace
}  // namespace actionplan
