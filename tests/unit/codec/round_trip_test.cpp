// SPDX-License-Identifier: Apache-2.0
#include "documents.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace actionplan::round_trip_test {
namespace {

template <class Item>
std::vector<Place> places(const std::vector<Item>& items) {
  std::vector<Place> out;
  for (const Item& item : items) out.push_back(item.place);
  return out;
}

void expect_round_trip(const Plan& plan) {
  const std::string json = to_json(plan);
  const Plan again = plan_from_json(json);
  EXPECT_EQ(to_json(again), json);
  EXPECT_EQ(again, plan);
  EXPECT_EQ(again.problems(), plan.problems());
  EXPECT_EQ(places(again.sections()), places(plan.sections()));
  EXPECT_EQ(places(again.measures()), places(plan.measures()));
}

TEST(PlanJson, GivesBackAPlanThatSaysEverything) { expect_round_trip(made::rich_plan()); }

TEST(PlanJson, GivesBackExtraCellsAndHasNoKeyWithoutThem) {
  PlanBuilder builder{made::rich_plan()};
  EXPECT_EQ(to_json(made::rich_plan()).find("\"extra\""), std::string::npos);
  builder.measures()[0].extra = {{"Budget", "5"}, {"Remarks", "a\nb", true}};
  const std::vector<ExtraCell> want = builder.measures()[0].extra;
  const Plan plan = builder.build();
  EXPECT_EQ(plan_from_json(to_json(plan)).measures()[0].extra, want);
  EXPECT_EQ(to_json(plan_from_json(to_json(plan))), to_json(plan));
  EXPECT_EQ(to_json(published_part(plan)).find("Budget"), std::string::npos);
}

TEST(PlanJson, GivesBackAPlanThatSaysNothing) { expect_round_trip(Plan{}); }

TEST(PlanJson, KeepsNulAndControlCharactersInTexts) {
  PlanBuilder builder;
  builder.heading().title = std::string{"a\0b\x01\x1F\x7F\u0085\u2028", 11};
  expect_round_trip(builder.build());
}

TEST(PlanJson, IsTheSameTextWhereverItIsWritten) {
  EXPECT_EQ(to_json(made::rich_plan()), to_json(made::rich_plan()));
  EXPECT_EQ(to_json(Plan{}),
            "{\n"
            "  \"schema\": \"actionplan/plan@1\",\n"
            "  \"title\": \"\",\n"
            "  \"adopted_on\": null,\n"
            "  \"legal_basis\": null,\n"
            "  \"language\": null,\n"
            "  \"period\": null,\n"
            "  \"agencies\": [],\n"
            "  \"sections\": [],\n"
            "  \"measures\": [],\n"
            "  \"problems\": []\n"
            "}\n");
}

TEST(PlanJson, ReadsTheLeastThatMakesAPlan) {
  const Plan plan = plan_from_json(R"({"schema": "actionplan/plan@1", "title": "T", "measures": [
    {"number": "1", "title": "Do it", "deadline": {"kind": "by", "due": "2017-01-31"}}]})");
  ASSERT_EQ(plan.measures().size(), 1U);
  EXPECT_EQ(plan.measures()[0].id.value(), "1");
  EXPECT_EQ(plan.measures()[0].deadline.due, made::day("2017-01-31"));
  expect_round_trip(plan);
}

TEST(PlanJson, IgnoresKeysThatItDoesNotKnow) {
  const Plan plan = plan_from_json(
      R"({"new": {"deep": [1, {"x": []}]}, "schema": "actionplan/plan@1", "title": "T",
          "measures": [{"number": "1", "title": "Do it", "colour": "red"}]})");
  EXPECT_EQ(plan.measures()[0].title, "Do it");
}

TEST(PlanJson, ReadsATextThatBeginsWithAByteOrderMark) {
  EXPECT_EQ(plan_from_json("\xEF\xBB\xBF" + to_json(made::rich_plan())), made::rich_plan());
}

TEST(ProfileJson, GivesBackAProfileThatSaysEverything) {
  const Profile profile = made::rich_profile();
  EXPECT_EQ(profile_from_json(to_json(profile)), profile);
  EXPECT_EQ(to_json(profile_from_json(to_json(profile))), to_json(profile));
}

TEST(ProfileJson, GivesBackAProfileThatSaysNothing) {
  EXPECT_EQ(profile_from_json(to_json(Profile{})), Profile{});
}

TEST(PlanJson, WritesKeysThatFewDeadlinesHaveOnlyWhereTheySaySomething) {
  PlanBuilder builder = made::heading();
  builder.add(made::measure("1", made::window("2016-01-01", "2016-12-31")));
  const std::string json = to_json(builder.build());
  for (const char* key : {"due_latest", "due_original", "reason", "candidate", "conditions",
                          "remarks", "label", "target"}) {
    EXPECT_EQ(json.find("\"" + std::string{key} + "\""), std::string::npos) << key;
  }
  EXPECT_EQ(to_json(Profile{}).find("dates"), std::string::npos);
}

TEST(PlanJson, OfBeforeThereWereReasonsSaysThatATextWithoutADateIsUnread) {
  const Plan plan = plan_from_json(R"({"schema": "actionplan/plan@1", "title": "T", "measures": [
    {"number": "1", "title": "A", "deadline": {"kind": "no_date", "text": "soonish"}},
    {"number": "2", "title": "B", "deadline": {"kind": "no_date"}}]})");
  EXPECT_EQ(plan["1"].deadline.reason, NoDateReason::unread);
  EXPECT_EQ(plan["2"].deadline.reason, NoDateReason::empty);
  expect_round_trip(plan);
}

TEST(ProfileJson, TakesAPresetByItsName) {
  const Profile profile = profile_from_json(
      R"({"schema": "actionplan/profile@1", "plan": "T", "report_due": "open_budget_survey"})");
  EXPECT_EQ(profile.report_due, report_due_preset("open_budget_survey"));
}

TEST(ProfileJson, KeepsEveryNumber) {
  for (const double value : {0.1, 1.0 / 3, 1e22, 123456789012345678.0, -0.0, 5e-324,
                             std::numeric_limits<double>::max(), 4503599627370497.5}) {
    Profile profile;
    profile.indicators[IndicatorId{"1/1"}].baseline = value;
    EXPECT_EQ(profile_from_json(to_json(profile)), profile) << value;
  }
}

TEST(ProfileJson, DoesNotWriteWhatIsNoNumber) {
  for (const double value :
       {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    Profile profile;
    profile.indicators[IndicatorId{"1/1"}].targets = {{value, {}, TargetMode::cumulative, {}, ""}};
    EXPECT_THROW(static_cast<void>(to_json(profile)), InvalidArgument);
  }
}

TEST(ProfileJson, NamesTheTextThatIsNoUtf8) {
  Profile profile;
  profile.indicators[IndicatorId{"1/1"}].targets = {{1, {}, TargetMode::cumulative, {}, "a\xFF"}};
  try {
    static_cast<void>(to_json(profile));
    FAIL();
  } catch (const InvalidArgument& error) {
    EXPECT_STREQ(
        error.what(),
        "indicators[\"1/1\"].targets[0].source is not well-formed UTF-8; convert it first.");
  }
  profile.indicators.clear();
  profile.measures[MeasureId{"\xC3"}];
  EXPECT_THROW(static_cast<void>(to_json(profile)), InvalidArgument);
}

TEST(AgenciesJson, GivesBackEveryAgency) {
  const std::vector<Agency> agencies = made::rich_agencies();
  EXPECT_EQ(agencies_from_json(to_json(agencies)), agencies);
  EXPECT_EQ(agencies_from_json(to_json(std::vector<Agency>{})), std::vector<Agency>{});
}

}  // namespace
}  // namespace actionplan::round_trip_test
