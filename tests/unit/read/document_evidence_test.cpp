// SPDX-License-Identifier: Apache-2.0
// What a document itself says of status and progress becomes evidence, which decides nothing.
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/evidence/evidence.hpp>
#include <actionplan/read/reading.hpp>

#include "read/words/column_words.hpp"
#include "read/words/status_words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::document_evidence_test {
namespace {

Date day(const char* text) { return Date::parse(text); }

Reading reading_of(const std::string& csv, EvidenceSettings settings = {}) {
  ReadOptions options;
  options.evidence = std::move(settings);
  options.trace = true;
  return read_all(DocumentSource{"plan.csv", csv, {}}, options);
}

EvidenceSettings recorded(const char* when) {
  EvidenceSettings settings;
  settings.recorded_on = day(when);
  return settings;
}

std::size_t count(const Plan& plan, std::string_view code) {
  return static_cast<std::size_t>(
      std::count_if(plan.problems().begin(), plan.problems().end(),
                    [&](const Problem& problem) { return problem.code == code; }));
}

const std::string statuses =
    "No,Measure,Lead agency,Deadline,Status (June 2023),Progress\n"
    "1,Build,Ministry of Works,2022,Complete,The road is open.\n"
    "2,Mend,Ministry of Works,2022,In progress,\n"
    "3,Plant,Ministry of Parks,2022,NOT STARTED.,\n"
    "4,Sow,,2022,,\n";

TEST(DocumentEvidence, KeepsTheWordsAndCodesOnlyWhatNeedsNoJudgement) {
  const Reading reading = reading_of(statuses, recorded("2024-01-15"));
  ASSERT_EQ(reading.evidence.size(), 4U);
  const Entry& complete = reading.evidence[0];
  EXPECT_EQ(complete.kind, EntryKind::rating);
  EXPECT_EQ(complete.measure, MeasureId{"1"});
  EXPECT_EQ(complete.completion, Completion::complete);
  EXPECT_EQ(complete.text, "Complete");
  EXPECT_EQ(complete.observed_on, day("2023-06-30"));
  EXPECT_EQ(complete.recorded_on, day("2024-01-15"));
  EXPECT_EQ(complete.reporter, "Ministry of Works");
  EXPECT_EQ(complete.reporter_type, ReporterType::implementer);
  EXPECT_EQ(complete.method, Method::statement);
  ASSERT_EQ(complete.sources.size(), 1U);
  EXPECT_EQ(complete.sources[0].text, "plan.csv");
  const Entry& note = reading.evidence[1];
  EXPECT_EQ(note.kind, EntryKind::note);
  EXPECT_EQ(note.text, "The road is open.");
  EXPECT_EQ(note.observed_on, std::nullopt);
  EXPECT_EQ(reading.evidence[2].completion, std::nullopt);
  EXPECT_EQ(reading.evidence[2].text, "In progress");
  EXPECT_EQ(reading.evidence[3].completion, Completion::not_started);
  EXPECT_EQ(count(reading.plan, "evidence_undated"), 1U);  // the column "Progress"
  for (const Entry& entry : reading.evidence) EXPECT_NO_THROW(check(entry));
}

TEST(DocumentEvidence, DecidesNothing) {
  const Reading reading = reading_of(statuses, recorded("2024-01-15"));
  AssessOptions options{day("2024-02-01")};
  const Assessment assessment =
      assess(PlanHistory{reading.plan}, Evidence{reading.evidence}, options);
  const std::vector<DeadlineStatus> want{DeadlineStatus::undecided, DeadlineStatus::undecided,
                                         DeadlineStatus::undecided, DeadlineStatus::unreported};
  for (std::size_t i = 0; i < want.size(); ++i) {
    EXPECT_EQ(assessment.at(i).deadline_status, want[i]) << i;
  }
  ASSERT_EQ(assessment.at(1).rated.size(), 1U);
  EXPECT_EQ(assessment.at(1).rated[0].completion, std::nullopt);
  EXPECT_EQ(assessment.at(1).rated[0].text, "In progress");
}

TEST(DocumentEvidence, IsNamedByAProblemWithoutADayOfRecording) {
  const Reading reading = reading_of(statuses);
  EXPECT_TRUE(reading.evidence.empty());
  EXPECT_EQ(count(reading.plan, "evidence_not_recorded"), 2U);  // once a column
  EXPECT_EQ(count(reading.plan, "text_unplaced"), 0U);
}

TEST(DocumentEvidence, SpeaksOfNoDayAfterItWasRecorded) {
  const Reading reading = reading_of(statuses, recorded("2023-06-01"));
  ASSERT_EQ(reading.evidence.size(), 4U);
  EXPECT_EQ(reading.evidence[0].observed_on, std::nullopt);
  EXPECT_EQ(count(reading.plan, "evidence_undated"), 2U);
}

TEST(DocumentEvidence, IsOfWhomAndOfWhichDayOptionsSay) {
  EvidenceSettings settings = recorded("2024-01-15");
  settings.observed_on = day("2023-12-31");
  settings.reporter = "Audit Office";
  settings.reporter_type = ReporterType::independent;
  settings.source = "https://example.org/plan";
  const Reading reading = reading_of(statuses, settings);
  const Entry& note = reading.evidence[1];
  EXPECT_EQ(note.observed_on, day("2023-12-31"));
  EXPECT_EQ(note.reporter, "Audit Office");
  EXPECT_EQ(note.reporter_type, ReporterType::independent);
  EXPECT_EQ(note.sources[0].text, "https://example.org/plan");
  EXPECT_EQ(count(reading.plan, "evidence_undated"), 0U);
}

TEST(DocumentEvidence, TakesItsDayFromALineAboveTheTable) {
  const Reading reading = reading_of(
      "Plan of roads\nStatus as of 30 June 2023\n"
      "No,Measure,Agency,Deadline,Status\n1,Build,Works,2022,Done\n",
      recorded("2024-01-15"));
  ASSERT_EQ(reading.evidence.size(), 1U);
  EXPECT_EQ(reading.evidence[0].observed_on, day("2023-06-30"));
}

TEST(DocumentEvidence, StandsBesideLabelsOfCardsToo) {
  Document document;
  Block& table = document.blocks.emplace_back();
  table.kind = BlockKind::table;
  table.place = Place{1, 1};
  const std::vector<std::pair<std::string, std::string>> lines{{"Commitment", "Build"},
                                                               {"Lead agency", "Works"},
                                                               {"Deadline", "2022"},
                                                               {"Status", "Completed"},
                                                               {"Progress (2023)", "It is open."}};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Row& row = table.rows.emplace_back(2);
    row[0].text = lines[i].first;
    row[0].place = Place{static_cast<std::uint32_t>(i + 1), 1};
    row[1].text = lines[i].second;
    row[1].place = Place{static_cast<std::uint32_t>(i + 1), 2};
  }
  ReadOptions options;
  options.evidence = recorded("2024-01-15");
  const Reading reading = interpret_all(document, options);
  ASSERT_EQ(reading.evidence.size(), 2U);
  EXPECT_EQ(reading.evidence[0].completion, Completion::complete);
  EXPECT_EQ(reading.evidence[1].observed_on, day("2023-12-31"));
  EXPECT_EQ(reading.evidence[1].sources[0].text, "The document");
}

TEST(StatusWords, SayTwoCodesInEachLanguageOfColumns) {
  std::map<std::string_view, std::size_t> languages;
  for (const detail::StatusWording& wording : detail::status_wordings()) {
    EXPECT_EQ(detail::completion_of_status(wording.text), wording.code) << wording.text;
    EXPECT_EQ(detail::completion_of_status(std::string{wording.text} + "."), wording.code);
    ++languages[wording.language];
  }
  for (const std::string_view language : detail::column_languages()) {
    EXPECT_GE(languages[language], 4U) << language;
  }
  for (const char* other : {"In progress", "Partially complete", "50% complete", "Substantial", "",
                            "Not complete", "complete by 2025"}) {
    EXPECT_EQ(detail::completion_of_status(other), std::nullopt) << other;
  }
}

TEST(ColumnWords, NameKeysByTheirLastWords) {
  const auto column = [](std::string_view key) {
    const auto match = detail::match_key(key);
    return match ? std::string{to_string(match->column)} : std::string{};
  };
  EXPECT_EQ(column("aug_2023_progress"), "progress");
  EXPECT_EQ(column("commitment_detail_sub_id"), "number");
  EXPECT_EQ(column("commitment_detail_sub"), "");
  EXPECT_EQ(column("some words with_an_id"), "");
}

}  // namespace
}  // namespace actionplan::document_evidence_test
