// SPDX-License-Identifier: Apache-2.0
#include <actionplan/write/open_data.hpp>

#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/core/hash.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/write/csv.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <map>
#include <set>

namespace actionplan::open_data_test {
namespace {

using made::day;

Plan plan_of_two() {
  PlanBuilder builder = made::heading();
  Measure first = made::measure("1", made::window("2016-01-01", "2018-12-31"));
  made::set_indicators(first, {{"number of trainings", IndicatorKind::count},
                               {"=a system", IndicatorKind::deliverable}});
  builder.add(first);
  builder.add(made::measure("2", made::window("2016-01-01", "2017-12-31")));
  return builder.build();
}

std::map<std::string, std::string> files_of(const std::vector<Entry>& entries) {
  std::map<std::string, std::string> files;
  const Assessment assessment =
      assess(plan_of_two(), Evidence{entries}, AssessOptions{day("2019-07-01")});
  for (DataFile& file : open_data(assessment)) files[file.path] = file.content;
  return files;
}

TEST(OpenData, HoldsEachFileOnce) {
  const std::vector<DataFile> files =
      open_data(assess(plan_of_two(), AssessOptions{day("2017-01-01")}));
  std::set<std::string> paths;
  for (const DataFile& file : files) EXPECT_TRUE(paths.insert(file.path).second) << file.path;
  EXPECT_EQ(paths, (std::set<std::string>{"assessment.json", "datapackage.json", "deadlines.csv",
                                          "deadlines.ics", "evidence.csv", "evidence.json",
                                          "explanations.json", "indicators.csv", "measures.csv",
                                          "plan.json", "profile.json"}));
}

TEST(OpenData, HasOfExtraCellsThoseThatMayBePublished) {
  PlanBuilder builder{plan_of_two()};
  builder.measures()[0].extra = {{"Budget", "five", true}, {"Remarks", "of A. Person"}};
  const Assessment assessment = assess(builder.build(), AssessOptions{day("2017-01-01")});
  std::string all;
  std::map<std::string, std::string> files;
  for (DataFile& file : open_data(assessment)) {
    all += file.content;
    files[file.path] = file.content;
  }
  EXPECT_EQ(all.find("Remarks"), std::string::npos);
  EXPECT_EQ(all.find("A. Person"), std::string::npos);
  EXPECT_NE(files["plan.json"].find("five"), std::string::npos);
  EXPECT_NE(files["measures.csv"].find(",id,extra.Budget\r\n"), std::string::npos);
  const auto package = nlohmann::json::parse(files["datapackage.json"]);
  EXPECT_EQ(package["resources"][0]["schema"]["fields"].back()["name"], "extra.Budget");
  // One's own CSV has all.
  EXPECT_NE(to_csv(assessment).find(",id,extra.Budget,extra.Remarks\r\n"), std::string::npos);
}

TEST(OpenData, TheDataPackageKnowsItsTables) {
  const auto files = files_of({made::value("2017", 12)});
  const auto package = nlohmann::json::parse(files.at("datapackage.json"));
  ASSERT_EQ(package["resources"].size(), 4U);
  for (const auto& resource : package["resources"]) {
    const std::string& content = files.at(resource["path"].get<std::string>());
    EXPECT_EQ(resource["bytes"].get<std::size_t>(), content.size());
    EXPECT_EQ(resource["hash"].get<std::string>(), "sha256:" + to_hex(sha256(content)));
    std::string header;
    for (const auto& field : resource["schema"]["fields"]) {
      header += (header.empty() ? "" : ",") + field["name"].get<std::string>();
    }
    EXPECT_TRUE(content.starts_with(header + "\r\n")) << content;
  }
}

TEST(OpenData, IsTheSameFromExplanations) {
  const std::vector<Entry> entries{made::value("2017", 12), made::done("2018-01-01", "1/2")};
  const Assessment assessment =
      assess(plan_of_two(), Evidence{entries}, AssessOptions{day("2019-07-01")});
  std::map<std::string, std::string> files;
  for (DataFile& file : open_data(assessment, explain_all(assessment))) {
    files[file.path] = file.content;
  }
  EXPECT_EQ(files, files_of(entries));
  EXPECT_EQ(files["assessment.json"], to_json(assessment));
  EXPECT_EQ(files["explanations.json"], explanations_to_json(assessment));
  EXPECT_EQ(files["measures.csv"], to_csv(assessment));
  EXPECT_EQ(files["indicators.csv"], indicators_to_csv(assessment));
  EXPECT_EQ(files["deadlines.csv"], deadlines_to_csv(assessment));
}

TEST(OpenData, RefusesExplanationsOfAnotherAssessment) {
  const Assessment assessment = assess(plan_of_two(), AssessOptions{day("2019-07-01")});
  std::vector<Explanation> explanations = explain_all(assessment);
  std::swap(explanations[0], explanations[1]);
  EXPECT_THROW((void)open_data(assessment, explanations), InvalidArgument);
  explanations.pop_back();
  EXPECT_THROW((void)open_data(assessment, explanations), InvalidArgument);
}

TEST(OpenData, IsTheSameHoweverEntriesWereAppended) {
  const Entry first = made::value("2017", 12);
  const Entry second = made::done("2018-01-01", "1/2");
  EXPECT_EQ(files_of({first, second}), files_of({second, first}));
}

TEST(OpenData, LeavesOutTheDigestsOfPersons) {
  Entry appointed = made::entry(EntryKind::appointment);
  appointed.agency = AgencyId{"justice"};
  appointed.person = to_hex(sha256("salt and name"));
  for (const auto& [path, content] : files_of({appointed})) {
    EXPECT_EQ(content.find(appointed.person), std::string::npos) << path;
  }
}

TEST(IndicatorsCsv, HasALineForEach) {
  const auto files = files_of({made::value("2017", 12.5)});
  EXPECT_NE(files.at("indicators.csv")
                .find("\r\n1/1,1,count,number of trainings,no_target,\"target_unstated; "),
            std::string::npos)
      << files.at("indicators.csv");
  EXPECT_NE(files.at("indicators.csv").find("\r\n1/2,1,deliverable,'=a system,no_evidence,"),
            std::string::npos);
}

TEST(DeadlinesCsv, SaysHowEachWasRead) {
  PlanBuilder builder = made::heading();
  Deadline vague = made::window("2016-01-01", "2018-06-30");
  vague.text = "mid-2018";
  vague.due_latest = day("2018-08-31");
  vague.due_original = day("2017-12-31");
  vague.conditions = {"=subject to funding"};
  vague.assumptions = {"One.", "Two."};
  vague.remarks = {"see annex"};
  vague.language = "en";
  builder.add(made::measure("1", vague));
  builder.add(made::measure("2", made::unread("Mrach 2018", "Mrach", 0)));
  const std::string csv =
      deadlines_to_csv(assess(builder.build(), AssessOptions{day("2019-07-01")}));
  EXPECT_NE(csv.find("\r\n1,1,mid-2018,window,,2016-01-01,2018-06-30,2018-08-31,2017-12-31,"
                     "2016-01-01/2018-06-30,,'=subject to funding,One. | Two.,see annex,en,\r\n"),
            std::string::npos)
      << csv;
  EXPECT_NE(csv.find("\r\n2,2,Mrach 2018,no_date,unread,,,,,,,,,,,Mrach\r\n"), std::string::npos)
      << csv;
}

TEST(EvidenceCsv, SaysWhatAnEntrySays) {
  Entry entry = made::estimate("2017", 12.5, 0.25);
  entry.dimension = {{"region", "Bakı"}, {"sex", "f"}};
  entry.unit = "percent";
  entry.text = "=cmd|' /C calc'!A0";
  entry.sources.push_back(Source{"Letter, page 2", std::nullopt, ""});
  const std::string csv = to_csv(Evidence{std::vector{entry}});
  const std::string want =
      entry_id(entry).value() +
      ",observation,2019-06-01,,,1/1,,,,,\"region=Bakı; sex=f\",2017,,,,12.5,"
      "percent,,0.25,30,400,,,,,Ministry of Tests,implementer,survey,"
      "\"https://example.org/report | Letter, page 2\",'=cmd|' /C calc'!A0\r\n";
  EXPECT_EQ(csv.substr(csv.find("\r\n") + 2), want);
}

TEST(EvidenceCsv, StandsInTheOrderOfRecording) {
  Entry later = made::value("2017", 1);
  later.recorded_on = day("2019-07-01");
  const Entry earlier = made::value("2017", 2);
  const std::string csv = to_csv(Evidence{std::vector{later, earlier}});
  EXPECT_LT(csv.find("2019-06-01"), csv.find("2019-07-01"));
}

}  // namespace
}  // namespace actionplan::open_data_test
