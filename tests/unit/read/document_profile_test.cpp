// SPDX-License-Identifier: Apache-2.0
// The baselines, targets and units that a document itself gives become a profile.
#include <actionplan/read/reading.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::document_profile_test {
namespace {

// "kind unit baseline>target[@period],...", and the codes of problems about the profile.
std::string described(const Reading& reading) {
  std::string out;
  for (const auto& [id, said] : reading.profile.indicators) {
    if (!out.empty()) out += "; ";
    out += id.value() + " " + said.unit.value_or("-") + " ";
    out += said.baseline ? std::to_string(*said.baseline) : "-";
    for (const Target& target : said.targets) {
      out += ">" + std::to_string(target.value);
      if (target.period) out += "@" + target.period->text();
    }
    out += said.direction ? " " + std::string{to_string(*said.direction)} : "";
  }
  for (const Problem& problem : reading.plan.problems()) {
    const bool is_meant = problem.code == "profile_unread" || problem.code == "profile_undecided" ||
                          problem.code == "shown_otherwise" || problem.code == "text_unplaced" ||
                          problem.code == "unit_of_percent";
    if (is_meant) out += "!" + problem.code;
  }
  return out;
}

struct Case {
  std::string name;
  std::string header;
  std::string row;
  std::string want;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class DocumentProfiles : public testing::TestWithParam<Case> {};

TEST_P(DocumentProfiles, AreWhatTheColumnsSay) {
  const std::string csv = "No;Measure;Indicator;Deadline;" + GetParam().header +
                          "\n1;Build;Number of roads;2022;" + GetParam().row + "\n";
  EXPECT_EQ(described(read_all(DocumentSource{"plan.csv", csv, {}})), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Table, DocumentProfiles,
    testing::Values(
        Case{"rising", "Baseline;Target;Unit", "10;80;roads", "1/1 roads 10.000000>80.000000 up"},
        Case{"falling_percent", "Baseline;Target", "45 %;30%", "1/1 % 45.000000>30.000000 down"},
        Case{"equal", "Baseline;Target", "3;3", "1/1 - 3.000000>3.000000"},
        Case{"target_alone", "Target", "1 200 roads", "1/1 roads ->1200.000000"},
        Case{"decimal_comma", "Target", "12,5", "1/1 - ->12.500000"},
        Case{"thousand_or_decimal", "Target", "1,200", "!profile_unread"},
        Case{"words", "Target", "at least 10", "!profile_unread"},
        Case{"range", "Target", "10-20", "!profile_unread"},
        Case{"qualified_percent", "Target", "80% of roads", "!profile_unread"},
        Case{"percent_beside_unit", "Target;Unit", "80 %;Share of roads",
             "1/1 % ->80.000000!unit_of_percent"},
        Case{"percent_in_turkish", "Target;Unit", "80 %;Yüzde olarak",
             "1/1 % ->80.000000!unit_of_percent"},
        Case{"percent_in_polish", "Target;Unit", "80 %;Odsetek dróg",
             "1/1 % ->80.000000!unit_of_percent"},
        Case{"percent_in_georgian", "Target;Unit", "80 %;პროცენტი",
             "1/1 % ->80.000000!unit_of_percent"},
        Case{"percent_beside_percentage", "Target;Unit", "80 %;% of roads",
             "1/1 % of roads ->80.000000"},
        Case{"percent_beside_another_unit", "Target;Unit", "80 %;km", "1/1 km -!profile_undecided"},
        Case{"percent_beside_a_baseline_in_another_unit", "Baseline;Target", "10 km;80 %",
             "1/1 km 10.000000!profile_undecided"},
        Case{"other_unit", "Target;Unit", "80 roads;bridges", "1/1 bridges -!profile_undecided"},
        Case{"years", "Baseline (2020);Target 2021;Target 2022", "5;6;7",
             "1/1 - 5.000000>6.000000@2021>7.000000@2022 up"},
        Case{"years_in_lines", "Target", "\"2021: 6\n2022: 7\"",
             "1/1 - ->6.000000@2021>7.000000@2022"},
        Case{"two_targets_of_no_period", "Target", "\"6\n7\"",
             "1/1 - ->6.000000!profile_undecided"},
        Case{"negative", "Baseline;Target", "-5;0", "1/1 - -5.000000>0.000000 up"}),
    [](const auto& tested) { return tested.param.name; });

TEST(DocumentProfile, IsTheWordOfThePlan) {
  const Reading reading = read_all(DocumentSource{
      "plan.csv",
      "No,Measure,Indicator,Deadline,Baseline (2015),Target\n1,Build,Roads,2022,1,2\n",
      {}});
  ASSERT_EQ(reading.profile.indicators.size(), 1U);
  const IndicatorProfile& said = reading.profile.indicators.begin()->second;
  EXPECT_EQ(said.set_by, SetBy::plan);
  EXPECT_EQ(said.source, "plan.csv");
  EXPECT_EQ(said.baseline_on, Date::parse("2015-12-31"));
}

TEST(DocumentProfile, GivesEachIndicatorItsOwnLine) {
  const Reading reading = read_all(DocumentSource{
      "plan.csv",
      "No;Measure;Indicator;Deadline;Target;Unit\n"
      "1;Build;Number of roads built, number of bridges built;2022;\"- 10\n- 3\";works\n"
      "2;Build;Number of roads built, number of bridges built;2022;10;\n",
      {}});
  EXPECT_EQ(described(reading), "1/1 works ->10.000000; 1/2 works ->3.000000!profile_undecided");
}

TEST(DocumentProfile, TakesANumberThatBearsTheMarkOfANote) {
  for (const std::string cell : {"12*", "12 *", "12\u2020", "12."}) {
    const Reading reading = read_all(DocumentSource{
        "plan.csv",
        "No;Measure;Indicator;Deadline;Baseline;Target\n1;Build;Number of lanes;2022;0;" + cell +
            "\n",
        {}});
    ASSERT_EQ(reading.profile.indicators.size(), 1U) << cell;
    const IndicatorProfile& said = reading.profile.indicators.begin()->second;
    ASSERT_EQ(said.targets.size(), 1U) << cell;
    EXPECT_EQ(said.targets[0].value, 12);
    EXPECT_FALSE(said.unit.has_value());
    const auto& problems = reading.plan.problems();
    const auto named = std::count_if(problems.begin(), problems.end(), [](const Problem& one) {
      return one.code == "stray_character" && one.message.find("remove it") != std::string::npos;
    });
    EXPECT_EQ(named, cell == "12." ? 0 : 1) << cell;
  }
}

TEST(DocumentProfile, WarnsOfATargetThatMayBeAShareOfOne) {
  const auto problems_of = [](const std::string& row) {
    std::vector<Problem> found;
    const Reading reading = read_all(DocumentSource{
        "plan.csv",
        "No;Measure;Indicator;Deadline;Target;Unit\n1;Build;Share of roads;2022;" + row,
        {}});
    for (const Problem& problem : reading.plan.problems()) {
      if (problem.code == "profile_unit_unstated") found.push_back(problem);
    }
    return found;
  };
  const std::vector<Problem> found = problems_of("0.9;");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].place.line, 2U);
  EXPECT_NE(found[0].message.find("its target 0.9 has no unit"), std::string::npos);
  EXPECT_TRUE(problems_of("0.9;%").empty());
  EXPECT_TRUE(problems_of("0.9 %;").empty());
  EXPECT_TRUE(problems_of("90;").empty());
}

TEST(DocumentProfile, AsksWhetherNumbersInPercentAreShares) {
  const auto asks = [](const std::string& rows) {
    const Reading reading = read_all(DocumentSource{
        "plan.csv", "No;Measure;Indicator;Deadline;Baseline;Target;Unit\n" + rows, {}});
    const auto& problems = reading.plan.problems();
    return std::count_if(problems.begin(), problems.end(), [](const Problem& problem) {
      return problem.code == "profile_maybe_shares" && problem.severity == Severity::warning;
    });
  };
  const std::string shares = "1;Build;Share of roads;2022;0.12;0.5;%\n";
  EXPECT_EQ(asks(shares), 1);
  EXPECT_EQ(asks(shares + "2;Pave;Share of lanes;2022;0;1;percent\n"), 1) << "once of all";
  EXPECT_EQ(asks(shares + "2;Pave;Share of lanes;2022;0;30;%\n"), 0);
  EXPECT_EQ(asks(shares + "2;Pave;Share of lanes;2022;0%;0.5%;\n"), 0) << "a sign says";
  EXPECT_EQ(asks("1;Build;Share of roads;2022;0;1;%\n"), 0);
  EXPECT_EQ(asks("1;Build;Share of roads;2022;0.1;0.5;share\n"), 0);
  EXPECT_EQ(asks("1;Build;Share of roads;2022;0.41;65 %;%\n"), 1) << "beside one far larger";
  EXPECT_EQ(asks("1;Build;Share of roads;2022;0.41;65;%\n"), 1);
  EXPECT_EQ(asks("1;Build;Share of roads;2022;0.41 %;65 %;%\n"), 0) << "a sign says";
  EXPECT_EQ(asks("1;Build;Share of roads;2022;0.5;2;%\n"), 0) << "no far larger one";
  EXPECT_EQ(asks("1;Build;Share of roads;2022;0.41;65;km\n"), 0);
}

TEST(DocumentProfile, HoldsToWhatIsStoredWhereAnotherNumberIsShown) {
  Document document;
  Block& table = document.blocks.emplace_back();
  table.kind = BlockKind::table;
  table.place = Place{1, 1};
  const std::vector<std::vector<std::string>> texts{
      {"No", "Measure", "Indicator", "Deadline", "Target"},
      {"1", "Build", "Share of roads", "2022", "80%"}};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Row& row = table.rows.emplace_back();
    for (std::size_t k = 0; k < texts[i].size(); ++k) {
      Cell& cell = row.emplace_back();
      cell.text = texts[i][k];
      cell.place = Place{static_cast<std::uint32_t>(i + 1), static_cast<std::uint32_t>(k + 1)};
    }
  }
  document.stored.push_back({Place{2, 5}, 79.6, false});
  EXPECT_EQ(described(interpret_all(document)), "1/1 % ->79.600000!shown_otherwise");
}

// The same words in a header and in a deadline are the same days.
TEST(DocumentProfile, ReadsFiscalYearsOfHeadersByTheSetting) {
  const std::string csv =
      "No;Measure;Indicator;Deadline;Baseline (2021/22);Target (FY26);Budget (FY26)\n"
      "1;Build;Number of wards;FY26;3;120;500\n";
  const auto read_with = [&](std::optional<int> month) {
    ReadOptions options;
    options.dates.fiscal_month = month;
    return read_all(DocumentSource{"plan.csv", csv, {}}, options);
  };
  const auto named = [](const Reading& reading) {
    return std::count_if(reading.plan.problems().begin(), reading.plan.problems().end(),
                         [](const Problem& problem) { return problem.code == "fiscal_header"; });
  };
  const Reading set = read_with(7);
  const IndicatorProfile& said = set.profile.indicators.at(IndicatorId{"1/1"});
  const Measure& measure = set.plan["1"];
  EXPECT_EQ(measure.deadline.due, Date::parse("2026-06-30"));
  ASSERT_EQ(said.targets.size(), 1U);
  const Period year{Date::parse("2025-07-01"), Date::parse("2026-06-30")};
  EXPECT_EQ(said.targets[0].period, year);
  EXPECT_EQ(said.baseline_on, Date::parse("2022-06-30"));
  ASSERT_EQ(measure.finance.size(), 1U);
  EXPECT_EQ(measure.finance[0].period, year);
  EXPECT_EQ(named(set), 0);

  const Reading unset = read_with(std::nullopt);
  const IndicatorProfile& taken = unset.profile.indicators.at(IndicatorId{"1/1"});
  EXPECT_EQ(taken.targets[0].period, Period::year(2026));
  EXPECT_EQ(taken.baseline_on, Date::parse("2022-12-31"));
  EXPECT_EQ(named(unset), 1) << "the fiscal year of the header was taken without a word";
}

}  // namespace
}  // namespace actionplan::document_profile_test
