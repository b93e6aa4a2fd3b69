// SPDX-License-Identifier: Apache-2.0
#include <actionplan/query/unheld_names.hpp>

#include <actionplan/plan/plan_builder.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace actionplan::unheld_names_test {
namespace {

Plan plan_of_one(const std::string& id) {
  PlanBuilder builder;
  builder.add(Agency{AgencyId{"moj"}, "Ministry of Justice"});
  Section section;
  section.id = SectionId{"4"};
  section.number = "4";
  section.title = "Open data";
  builder.add(section);
  Measure measure;
  measure.id = MeasureId{id};
  measure.number = id;
  measure.title = "Publish";
  measure.section = section.id;
  builder.add(measure);
  return builder.build();
}

std::string codes_of(const PlanHistory& history, std::string_view filter) {
  std::string out;
  for (const Problem& problem : unheld_names(history, Filter::parse(filter))) {
    out += (out.empty() ? "" : " ") + problem.code + ":" + problem.subject;
  }
  return out;
}

TEST(UnheldNames, AreIdsNumbersSectionsAndAgencies) {
  const PlanHistory history{plan_of_one("4.1")};
  const std::vector<std::pair<std::string_view, std::string_view>> cases = {
      {R"(id = "4.1" AND number : 4 AND section : "open data" AND agency : just)", ""},
      {R"(id = "4.2")", "unheld_name:4.2"},
      {"number = 4", "unheld_name:4"},
      {"section : 4.1", "unheld_name:4.1"},
      {"agency = justice", "unheld_name:justice"},
      {R"(agency = "*Justice")", ""},
      {"NOT (section : 5 OR agency != moi)", "unheld_name:5 unheld_name:moi"},
      {"number > 7 AND agency : *", ""},
      {"title : nothing AND reporter : nobody AND wherever", ""},
      {"", ""},
  };
  for (const auto& [filter, codes] : cases) EXPECT_EQ(codes_of(history, filter), codes) << filter;
}

TEST(UnheldNames, AreHeldByAnyRevision) {
  const PlanHistory history = PlanHistory{plan_of_one("4.1")}.revised(
      plan_of_one("4.2"), Date::from_ymd(2018, 1, 1), Date::from_ymd(2018, 1, 1));
  EXPECT_EQ(codes_of(history, R"(id = "4.1" AND id = "4.2" AND id = "4.3")"), "unheld_name:4.3");
}

TEST(UnheldNames, SayWhatIsLikeThem) {
  const PlanHistory history{plan_of_one("4.1")};
  EXPECT_EQ(
      unheld_names(history, Filter::parse(R"(id = "4.11")")).front().message,
      "The plan has no measure with the id \"4.11\", which the filter asks for; the nearest is "
      "4.1 (Publish); nothing matches it.");
  EXPECT_EQ(unheld_names(history, Filter::parse("number = Publish")).front().message,
            "The plan has no measure with the number \"Publish\", which the filter asks for; it is "
            "the title of \"4.1\": ask for that.");
}

TEST(UnheldNames, SayWhatIsComparedInVain) {
  const PlanHistory digits{plan_of_one("4.1")};
  const PlanHistory letters{plan_of_one("A.1")};
  EXPECT_EQ(codes_of(digits, "number < abc OR number >= B"), "odd_comparison:abc odd_comparison:B");
  EXPECT_EQ(codes_of(digits, "number < 5 AND progress > 1.5 AND days_late > 50"), "");
  EXPECT_EQ(codes_of(letters, "number < B"), "");
  EXPECT_EQ(codes_of(letters, "number > 7"), "odd_comparison:7");
  EXPECT_EQ(codes_of(digits, "progress > 50"), "odd_comparison:50");
}

TEST(UnheldNames, AreReportersOfWhomNoEntryIs) {
  const PlanHistory history{plan_of_one("4.1")};
  Entry entry{EntryKind::note, Date::from_ymd(2018, 1, 1)};
  entry.measure = MeasureId{"4.1"};
  entry.text = "A remark.";
  entry.reporter = "Court of Accounts";
  entry.sources = {Source{"letter", std::nullopt, ""}};
  const Evidence evidence{std::vector<Entry>{entry}};
  const auto codes = [&](std::string_view filter, const Evidence& asked) {
    std::string out;
    for (const Problem& problem : unheld_names(history, asked, Filter::parse(filter))) {
      out += problem.code + ":" + problem.subject;
    }
    return out;
  };
  EXPECT_EQ(codes(R"(reporter = "court of accounts")", evidence), "");
  EXPECT_EQ(codes("reporter : court AND reporter : *", evidence), "");
  EXPECT_EQ(codes("reporter = Cort", evidence), "unheld_name:Cort");
  EXPECT_EQ(codes("reporter : Cort", evidence), "unheld_name:Cort");
  EXPECT_EQ(codes("reporter = Cort", Evidence{}), "") << "silence is an answer";
}

}  // namespace
}  // namespace actionplan::unheld_names_test
