// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evaluate/unknown_ids.hpp>

#include "evidence/internal/ledger_checks.hpp"
#include "plan/internal/indicator_terms.hpp"

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace actionplan::unknown_ids_test {
namespace {

using made::day;
using made::value;

Plan plan_with(const std::vector<std::pair<std::string, IndicatorKind>>& parts) {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("6.2.1", made::window("2016-01-01", "2018-12-31"));
  made::set_indicators(measure, parts);
  builder.add(measure);
  return builder.build();
}

PlanHistory history() {
  constexpr IndicatorKind kind = IndicatorKind::count;
  return PlanHistory{plan_with({{"laws", kind}, {"acts", kind}})}.revised(
      plan_with({{"laws", kind}}), day("2017-01-01"), day("2017-01-01"));
}

TEST(IdCheck, KnowsWhatAnyRevisionHolds) {
  IdCheck check{history()};
  EXPECT_FALSE(check.find_unknown(value("2016", 3, "6.2.1/1")).has_value());
  EXPECT_FALSE(check.find_unknown(value("2016", 3, "6.2.1/2")).has_value());  // dropped since
}

TEST(IdCheck, NamesTheFieldAndTheNearest) {
  IdCheck check{history()};
  const auto unknown = check.find_unknown(value("2016", 3, "6.2.1"));
  ASSERT_TRUE(unknown.has_value());
  EXPECT_EQ(unknown->field, "indicator");
  EXPECT_EQ(unknown->message,
            "The plan has no indicator \"6.2.1\" in any revision; the nearest are 6.2.1/1 and "
            "6.2.1/2; give an id that it has.");
}

TEST(IdCheck, TakesAMeasureWhereAMeasureIsMeant) {
  IdCheck check{history()};
  const Entry rating = made::rating(Completion::limited, "2017-02-01");
  const auto unknown = check.find_unknown(rating);
  ASSERT_TRUE(unknown.has_value());
  EXPECT_EQ(unknown->field, "measure");
  Entry known = rating;
  known.measure = MeasureId{"6.2.1"};
  EXPECT_FALSE(check.find_unknown(known).has_value());
}

TEST(UnknownIds, AreNamedOnceWithHowManyEntriesNameThem) {
  const Evidence evidence{std::vector<Entry>{value("2016", 3, "6.2.1/1"), value("2016", 3, "9.9/1"),
                                             value("2017", 4, "9.9/1")}};
  const std::vector<Problem> problems = unknown_ids(history(), evidence);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "unknown_id");
  EXPECT_EQ(problems[0].subject, "9.9/1");
  EXPECT_EQ(problems[0].message.substr(0, 15), "2 entries name ");
}

TEST(UnknownIds, AreFoundOnceForALedgerAndAHistory) {
  const Evidence evidence{std::vector<Entry>{value("2016", 3, "9.9/1")}};
  const PlanHistory asked = history();
  const auto kept = [&evidence](const PlanHistory& of) {
    return checks_of(evidence)->known_beside(identity_of(of));
  };
  EXPECT_EQ(kept(asked), nullptr);
  const std::vector<Problem> found = unknown_ids(asked, evidence);
  const auto first = kept(asked);
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(*first, found);
  const Evidence copy = evidence;
  const PlanHistory same = asked;
  EXPECT_EQ(unknown_ids(same, copy), found);
  EXPECT_EQ(kept(same), first);  // nothing was sought again
  const PlanHistory holds_it{plan_with({{"laws", IndicatorKind::count}})};
  EXPECT_EQ(kept(holds_it), nullptr);
}

TEST(UnknownIds, OfManyHistoriesAreNotMixed) {
  const Evidence evidence{
      std::vector<Entry>{value("2016", 3, "6.2.1/2"), value("2016", 3, "9.9/1")}};
  const PlanHistory both = history();
  for (int i = 0; i < 20; ++i) {
    const PlanHistory one{plan_with({{"laws", IndicatorKind::count}})};
    EXPECT_EQ(unknown_ids(one, evidence).size(), 2U);
    EXPECT_EQ(unknown_ids(both, evidence).size(), 1U);
    const Entry more = value("2017", i, "9.9/2");
    EXPECT_EQ(unknown_ids(both, evidence.appended({&more, 1})).size(), 2U);
  }
  EXPECT_TRUE(unknown_ids(both, Evidence{}).empty());
}

TEST(UnknownIds, OfAgenciesCountTheEntriesThatNameThem) {
  Entry known = value("2016", 3, "6.2.1/1");
  Entry unknown = value("2017", 3, "6.2.1/1");
  unknown.agency = AgencyId{"nobody"};
  Entry other = value("2018", 3, "6.2.1/1");
  other.agency = AgencyId{"nobody"};
  other.unit = "laws";
  const Evidence evidence{std::vector<Entry>{known, unknown, other}};
  const std::vector<Problem> problems = unknown_ids(history(), evidence);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].subject, "nobody");
  EXPECT_EQ(problems[0].message.substr(0, 15), "2 entries name ");
}

TEST(Summary, CountsEntriesOnNoMeasureOfThePlan) {
  const Evidence evidence{
      std::vector<Entry>{value("2016", 3, "6.2.1/1"), value("2016", 3, "9.9/1")}};
  EXPECT_EQ(assess(history(), evidence, AssessOptions{day("2020-01-01")}).summary().orphans, 1U);
}

TEST(ReasonWords, SayOfEachReasonWhatItMeans) {
  for (std::size_t i = 0; i < enum_count<IndicatorReason>; ++i) {
    EXPECT_FALSE(meaning(static_cast<IndicatorReason>(i)).empty()) << i;
  }
  for (std::size_t i = 0; i < enum_count<Reason>; ++i) {
    EXPECT_FALSE(meaning(static_cast<Reason>(i)).empty()) << i;
  }
  EXPECT_NE(remedy(IndicatorReason::below_assumed_path).find("path: linear"),
            std::string_view::npos);
}

}  // namespace
}  // namespace actionplan::unknown_ids_test
