// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/to_frame.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/evaluate/assess.hpp>

#include "../make_evidence.hpp"
#include "../make_plan.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <set>

namespace actionplan::to_frame_test {
namespace {

using Texts = std::vector<std::optional<std::string>>;

Texts texts(const Frame& frame, const char* column) {
  Texts out;
  for (std::size_t row = 0; row < frame.rows(); ++row) out.push_back(frame[column].text(row));
  return out;
}

Plan made_plan() {
  PlanBuilder builder = made::heading();
  builder.add(made::agency("justice"));
  builder.add(made::agency("towns"));
  builder.add(made::section("1"));
  Measure first = made::measure("1.1", made::window("2016-01-01", "2016-12-31"));
  first.section = SectionId{"1"};
  first.assignments = {made::assignment("justice"), made::assignment("towns", Force::recommended)};
  made::set_indicators(first, {{"number of trainings", IndicatorKind::count},
                               {"law adopted", IndicatorKind::deliverable}});
  builder.add(first);
  Measure second =
      made::measure("1.2", made::recurring("2016-01-01", "2016-12-31", Cadence::quarterly));
  made::set_indicators(second, {{"reports", IndicatorKind::report}});
  builder.add(second);
  return builder.build();
}

Assessment made_assessment() {
  Entry rating = made::entry(EntryKind::rating);
  rating.measure = MeasureId{"1.1"};
  rating.completion = Completion::limited;
  rating.reporter_type = ReporterType::independent;
  const std::vector<Entry> entries{made::value("2016", 12, "1.1/1"), rating};
  return assess(made_plan(), Evidence{entries}, AssessOptions{made::day("2019-06-30")});
}

// A vague deadline with a condition, and one that was not read.
Plan vague_plan() {
  PlanBuilder builder = made::heading();
  Deadline vague = made::window("2016-01-01", "2016-12-31");
  vague.due_latest = made::day("2017-02-28");
  vague.due_original = made::day("2015-12-31");
  vague.conditions = {"subject to funding", "if adopted"};
  builder.add(made::measure("1", vague));
  builder.add(made::measure("2", made::unread("Mrach 2018", "Mrach", 0)));
  return builder.build();
}

TEST(PlanFrame, SaysWhatDeadlinesLeaveOpen) {
  const Frame frame = to_frame(vague_plan());
  EXPECT_EQ(texts(frame, "due_latest"), (Texts{"2017-02-28", std::nullopt}));
  EXPECT_EQ(texts(frame, "due_original"), (Texts{"2015-12-31", std::nullopt}));
  EXPECT_EQ(texts(frame, "deadline_reason"), (Texts{std::nullopt, "unread"}));
  EXPECT_EQ(texts(frame, "conditions"), (Texts{"subject to funding; if adopted", std::nullopt}));
  EXPECT_EQ(texts(frame, "due"), (Texts{"2016-12-31", std::nullopt}));
}

TEST(AssessmentFrame, SaysWhatDeadlinesLeaveOpen) {
  const Frame frame = to_frame(assess(vague_plan(), AssessOptions{made::day("2019-06-30")}));
  EXPECT_EQ(texts(frame, "deadline_status"), (Texts{"unreported", "unread"}));
  EXPECT_EQ(texts(frame, "due_latest"), (Texts{"2017-02-28", std::nullopt}));
  EXPECT_EQ(texts(frame, "due_original"), (Texts{"2015-12-31", std::nullopt}));
  EXPECT_EQ(texts(frame, "deadline_reason"), (Texts{std::nullopt, "unread"}));
  EXPECT_EQ(texts(frame, "conditions"), (Texts{"subject to funding; if adopted", std::nullopt}));
  EXPECT_EQ(texts(to_frame(made_plan()), "due_latest"), texts(to_frame(made_plan()), "due"));
}

TEST(PlanFrame, HasARowForEachMeasure) {
  const Frame frame = to_frame(made_plan());
  EXPECT_EQ(texts(frame, "number"), (Texts{"1.1", "1.2"}));
  EXPECT_EQ(texts(frame, "section"), (Texts{"1", std::nullopt}));
  EXPECT_EQ(texts(frame, "deadline_kind"), (Texts{"window", "recurring"}));
  EXPECT_EQ(texts(frame, "due"), (Texts{"2016-12-31", "2016-12-31"}));
  EXPECT_EQ(texts(frame, "cadence"), (Texts{std::nullopt, "quarterly"}));
  EXPECT_EQ(texts(frame, "expected_reports"), (Texts{"0", "4"}));
  EXPECT_EQ(texts(frame, "force"), (Texts{"binding", std::nullopt}));
  EXPECT_EQ(texts(frame, "agencies_binding"), (Texts{"justice", std::nullopt}));
  EXPECT_EQ(texts(frame, "agencies_recommended"), (Texts{"towns", std::nullopt}));
}

TEST(PlanFrame, HasAColumnForEachHeaderOfExtraCells) {
  PlanBuilder builder{made_plan()};
  builder.measures()[0].extra = {{"Risk", "high"}, {"Budget", "5", true}};
  builder.measures()[1].extra = {{"Budget", "6"}};
  const Plan plan = builder.build();
  const Frame frame = to_frame(plan);
  EXPECT_EQ(texts(frame, "extra.Risk"), (Texts{"high", std::nullopt}));
  EXPECT_EQ(texts(frame, "extra.Budget"), (Texts{"5", "6"}));
  const Assessment assessment = assess(plan, AssessOptions{made::day("2017-01-01")});
  EXPECT_EQ(texts(to_frame(assessment), "extra.Budget"), (Texts{"5", "6"}));
  const std::vector<std::size_t> second{1};
  EXPECT_EQ(texts(to_frame(assessment, second), "extra.Budget"), (Texts{"6"}));
  EXPECT_EQ(to_frame(made_plan()).find("extra.Budget"), nullptr);
}

TEST(PlanFrame, BoundsTheColumnsOfExtraCells) {
  PlanBuilder builder{made_plan()};
  for (int i = 0; i < 300; ++i) {
    const std::string number = std::to_string(i);
    builder.measures()[0].extra.push_back({"h" + number, number});
  }
  builder.measures()[1].extra = {{"h299", "x"}, {"h0", "y"}};
  const Frame frame = to_frame(builder.build());
  EXPECT_NE(frame.find("extra.h255"), nullptr);
  EXPECT_EQ(frame.find("extra.h256"), nullptr);
  EXPECT_EQ(texts(frame, "extra")[0]->substr(0, 20), "h256: 256\nh257: 257\n");
  EXPECT_EQ(texts(frame, "extra")[1], "h299: x");
}

TEST(PlanFrame, HasTablesOfItsParts) {
  const Plan plan = made_plan();
  const Frame indicators = to_frame(plan, PlanTable::indicators);
  EXPECT_EQ(texts(indicators, "id"), (Texts{"1.1/1", "1.1/2", "1.2/1"}));
  EXPECT_EQ(texts(indicators, "kind"), (Texts{"count", "deliverable", "report"}));
  EXPECT_EQ(texts(indicators, "measure"), (Texts{"1.1", "1.1", "1.2"}));
  EXPECT_EQ(texts(to_frame(plan, PlanTable::sections), "title"), (Texts{"Section 1"}));
  EXPECT_EQ(texts(to_frame(plan, PlanTable::agencies), "id"), (Texts{"justice", "towns"}));
  EXPECT_EQ(texts(to_frame(plan, PlanTable::assignments), "force"),
            (Texts{"binding", "recommended"}));
  const Frame reports = to_frame(plan, PlanTable::expected_reports);
  EXPECT_EQ(texts(reports, "period"), (Texts{"2016Q1", "2016Q2", "2016Q3", "2016Q4"}));
  EXPECT_EQ(texts(reports, "before_adoption"), (Texts{"true", "false", "false", "false"}));
}

TEST(PlanFrame, OfAnEmptyPlanHasColumnsAndNoRows) {
  for (const PlanTable table :
       {PlanTable::measures, PlanTable::indicators, PlanTable::sections, PlanTable::agencies,
        PlanTable::assignments, PlanTable::expected_reports}) {
    const Frame frame = Frame::from_stream(to_arrow(Plan{}, table));
    EXPECT_EQ(frame.rows(), 0U);
    EXPECT_FALSE(frame.columns().empty());
  }
}

TEST(AssessmentFrame, SaysWhatTheAssessmentSays) {
  const Assessment assessment = made_assessment();
  const Frame frame = to_frame(assessment);
  for (std::size_t row = 0; row < assessment.size(); ++row) {
    const MeasureAssessment one = assessment.at(row);
    EXPECT_EQ(frame["deadline_status"].text(row), to_string(one.deadline_status));
    EXPECT_EQ(frame["due"].text(row), one.due->iso());
    EXPECT_EQ(frame["reports_expected"].text(row), std::to_string(one.report_counts.expected));
  }
  EXPECT_EQ(texts(frame, "as_of"), (Texts{"2019-06-30", "2019-06-30"}));
}

// What is not in the assessment's columns is put together without what takes long, and is the same.
TEST(AssessmentFrame, SaysWhatItsRowsSay) {
  PlanBuilder builder = made::heading();
  for (const char* const number : {"1", "2", "3", "4", "5"}) {
    Measure measure = made::measure(number, made::window("2016-01-01", "2016-12-31"));
    made::set_indicators(measure, {{"law adopted", IndicatorKind::deliverable}});
    builder.add(measure);
  }
  Measure reported =
      made::measure("6", made::recurring("2016-01-01", "2017-12-31", Cadence::quarterly));
  made::set_indicators(reported, {{"reports", IndicatorKind::report}});
  builder.add(reported);
  const auto thing = [](const char* indicator, bool done, const char* day) {
    Entry entry = made::entry(EntryKind::deliverable);
    entry.indicator = IndicatorId{indicator};
    entry.done = done;
    entry.observed_on = made::day(day);
    if (done) entry.done_on = Period{made::day(day), made::day(day)};
    return entry;
  };
  Entry given_up = made::entry(EntryKind::rating);
  given_up.measure = MeasureId{"5"};
  given_up.completion = Completion::withdrawn;
  given_up.reporter_type = ReporterType::independent;
  Entry report = made::entry(EntryKind::deliverable);
  report.measure = MeasureId{"6"};
  report.period = Period::quarter(2016, 2);
  report.done = true;
  const std::vector<Entry> entries{thing("1/1", true, "2016-05-01"),
                                   thing("2/1", true, "2017-05-01"),
                                   thing("3/1", false, "2017-05-01"), given_up, report};
  const Assessment assessment =
      assess(builder.build(), Evidence{entries}, AssessOptions{made::day("2019-06-30")});
  const Frame frame = to_frame(assessment);
  const auto number = [](const auto& value) -> std::optional<std::string> {
    if (!value) return std::nullopt;
    return std::to_string(*value);
  };
  std::set<DeadlineStatus> met;
  for (std::size_t row = 0; row < assessment.size(); ++row) {
    const MeasureAssessment one = assessment.at(row);
    met.insert(one.deadline_status);
    EXPECT_EQ(frame["deadline_status"].text(row), to_string(one.deadline_status));
    EXPECT_EQ(frame["days_late"].text(row), number(one.days_late)) << one.number;
    EXPECT_EQ(frame["days_past_due"].text(row), number(one.days_past_due)) << one.number;
    EXPECT_EQ(frame["derived"].text(row).value_or(""),
              one.derived ? to_string(*one.derived) : std::string_view{});
    EXPECT_EQ(frame["due_original"].text(row), one.due_original->iso());
    EXPECT_EQ(frame["reports_received"].text(row), std::to_string(one.report_counts.received));
    EXPECT_EQ(frame["reports_on_time"].text(row), number(one.report_counts.on_time));
    std::string missing;
    for (const Period& period : one.report_counts.missing) {
      missing += (missing.empty() ? "" : "; ") + period.text();
    }
    EXPECT_EQ(frame["reports_missing"].text(row).value_or(""), missing);
  }
  EXPECT_TRUE(met.count(DeadlineStatus::done_late) != 0);
  EXPECT_TRUE(met.count(DeadlineStatus::overdue) != 0);
  EXPECT_TRUE(met.count(DeadlineStatus::withdrawn) != 0);
}

// A table is made once for a plan or an assessment and all their copies; `reassess` begins anew.
TEST(Frames, AreMadeOnce) {
  const auto same = [](const Frame& a, const Frame& b) {
    ArrowStreamOwner first = a.to_arrow();
    ArrowStreamOwner second = b.to_arrow();
    ArrowArrayOwner one;
    ArrowArrayOwner other;
    EXPECT_EQ(first.get()->get_next(first.get(), one.get()), 0);
    EXPECT_EQ(second.get()->get_next(second.get(), other.get()), 0);
    return one.get()->children[0]->buffers[1] == other.get()->children[0]->buffers[1];
  };
  const Plan plan = made_plan();
  const Plan copy = plan;
  EXPECT_TRUE(same(to_frame(plan), to_frame(copy)));
  EXPECT_TRUE(same(to_frame(plan, PlanTable::indicators), to_frame(plan, PlanTable::indicators)));
  const Assessment assessment = assess(plan, AssessOptions{made::day("2019-06-30")});
  EXPECT_TRUE(same(to_frame(assessment), to_frame(assessment)));
  EXPECT_TRUE(same(to_frame(assessment), to_frame(plan)));  // the ids of its measures
  const Evidence evidence{std::vector<Entry>{made::value("2016", 12, "1.1/1")}};
  (void)to_frame(assessment, AssessmentTable::indicators);
  const Assessment later = reassess(assessment, evidence);
  EXPECT_EQ(texts(to_frame(later, AssessmentTable::indicators), "value"),
            (Texts{"12", std::nullopt, std::nullopt}));
  EXPECT_EQ(texts(to_frame(assessment, AssessmentTable::indicators), "value"),
            (Texts{std::nullopt, std::nullopt, std::nullopt}));
}

// Dropped measures have rows too, beyond those of the plan.
TEST(AssessmentFrame, OfDroppedMeasuresHasTheirRows) {
  PlanBuilder builder{made_plan()};
  builder.measures().pop_back();
  const PlanHistory history = PlanHistory{made_plan()}.revised(
      builder.build(), made::day("2017-01-01"), made::day("2017-01-01"));
  const Frame frame = to_frame(assess(history, AssessOptions{made::day("2019-06-30")}));
  EXPECT_EQ(texts(frame, "number"), (Texts{"1.1", "1.2"}));
  EXPECT_EQ(texts(frame, "deadline_status"), (Texts{"unreported", "withdrawn"}));
  EXPECT_EQ(texts(frame, "agencies_binding"), (Texts{"justice", std::nullopt}));
}

TEST(AssessmentFrame, HasTablesOfIndicatorsReportsAndRatings) {
  const Assessment assessment = made_assessment();
  const Frame indicators = to_frame(assessment, AssessmentTable::indicators);
  EXPECT_EQ(texts(indicators, "status"), (Texts{"no_target", "no_evidence", "no_evidence"}));
  EXPECT_EQ(texts(indicators, "value"), (Texts{"12", std::nullopt, std::nullopt}));
  EXPECT_EQ(to_frame(assessment, AssessmentTable::reports).rows(), 4U);
  const Frame ratings = to_frame(assessment, AssessmentTable::ratings);
  EXPECT_EQ(texts(ratings, "completion"), (Texts{"limited"}));
  EXPECT_EQ(texts(ratings, "reporter_type"), (Texts{"independent"}));
}

TEST(AssessmentFrame, SharesColumnsOfASharedAssessment) {
  auto assessment = std::make_shared<const Assessment>(made_assessment());
  const auto* const values = assessment->values().data();
  ArrowStreamOwner stream = to_arrow(assessment, AssessmentTable::indicators);
  assessment.reset();
  const Frame frame = Frame::from_stream(std::move(stream));
  ArrowStreamOwner again = frame.to_arrow();
  ArrowArrayOwner table;
  ASSERT_EQ(again.get()->get_next(again.get(), table.get()), 0);
  bool is_there = false;
  for (std::int64_t i = 0; i < table.get()->n_children; ++i) {
    const ArrowArray& child = *table.get()->children[i];
    is_there = is_there || (child.n_buffers == 2 && child.buffers[1] == values);
  }
  EXPECT_TRUE(is_there);
  EXPECT_EQ(frame["value"].text(0), "12");
}

TEST(AssessmentFrame, OfChosenRowsKeepsTheirOrder) {
  const Assessment assessment = made_assessment();
  const std::vector<std::size_t> rows{1, 0};
  EXPECT_EQ(texts(to_frame(assessment, rows), "number"), (Texts{"1.2", "1.1"}));
  EXPECT_EQ(texts(to_frame(assessment, rows, AssessmentTable::indicators), "status"),
            (Texts{"no_evidence", "no_target", "no_evidence"}));
  EXPECT_EQ(to_frame(assessment, std::vector<std::size_t>{}).rows(), 0U);
  EXPECT_THROW((void)to_frame(assessment, std::vector<std::size_t>{2}), InvalidArgument);
}

// Every field of every entry, whichever block and part of it it lies in.
TEST(EvidenceFrame, SaysWhatTheEntriesSay) {
  Entry estimate = made::value("2016", 12, "1.1/1");
  estimate.standard_error = 1.5;
  estimate.n = 400;
  estimate.dimension = {{"region", "Bak\u0131"}};
  estimate.observed_on = made::day("2017-01-05");
  estimate.unit = "persons";
  Entry done = made::entry(EntryKind::deliverable);
  done.indicator = IndicatorId{"1.1/2"};
  done.done = true;
  done.done_on = Period::parse("2016-03");
  Entry note = made::entry(EntryKind::note);
  note.measure = MeasureId{"1.2"};
  note.text = "A word";
  Entry replacement = made::value("2016", 13, "1.1/1");
  replacement.recorded_on = made::day("2019-07-01");
  replacement.dimension = estimate.dimension;
  replacement.replaces = entry_id(estimate);
  const std::vector<Entry> first{estimate, done, note};
  const std::vector<Entry> later{replacement};
  const Evidence evidence = Evidence{first}.appended(later);
  const Frame frame = to_frame(evidence);
  ASSERT_EQ(frame.rows(), 4U);
  const auto day = [](const std::optional<Date>& date) -> std::optional<std::string> {
    if (!date) return std::nullopt;
    return date->iso();
  };
  for (std::size_t row = 0; row < 4; ++row) {
    const Entry entry = evidence.entry(row);
    const auto text = [&](const char* column) { return frame[column].text(row); };
    EXPECT_EQ(text("id"), evidence.id(row).value());
    EXPECT_EQ(text("kind"), to_string(entry.kind));
    EXPECT_EQ(text("recorded_on"), entry.recorded_on.iso());
    EXPECT_EQ(text("replaced_on"), day(evidence.replaced_on(row)));
    EXPECT_EQ(text("observed_on"), day(entry.observed_on));
    EXPECT_EQ(text("period_first"),
              entry.period ? day(entry.period->first()) : std::optional<std::string>{});
    EXPECT_EQ(text("done_last"),
              entry.done_on ? day(entry.done_on->last()) : std::optional<std::string>{});
    EXPECT_EQ(text("unit").value_or(""), entry.unit);
    EXPECT_EQ(text("text").value_or(""), entry.text);
    EXPECT_EQ(text("reporter"), entry.reporter);
    EXPECT_EQ(text("method"), to_string(entry.method));
    EXPECT_EQ(text("indicator").value_or(""), entry.indicator ? entry.indicator->value() : "");
    EXPECT_EQ(text("replaces").value_or(""), entry.replaces ? entry.replaces->value() : "");
    EXPECT_EQ(text("dimension"), entry.dimension.empty() ? std::optional<std::string>{}
                                                         : "{\"region\":\"Bak\u0131\"}");
    EXPECT_EQ(text("n").has_value(), entry.n.has_value());
    EXPECT_EQ(text("value").has_value(), entry.value.has_value());
    EXPECT_EQ(text("done").has_value(), entry.done.has_value());
    EXPECT_EQ(
        text("sources"),
        "[{\"text\":\"https://example.org/report\",\"accessed_on\":null,\"content_hash\":null}]");
  }
  EXPECT_EQ(frame["value"].count_absent(), 2U);
  EXPECT_EQ(to_frame(Evidence{}).rows(), 0U);
}

// How many labels a column's dictionary has.
std::int64_t label_count(const Frame& frame, const char* column) {
  std::size_t at = 0;
  while (frame.columns()[at].name() != column) ++at;
  ArrowStreamOwner stream = frame.to_arrow();
  ArrowArrayOwner array;
  EXPECT_EQ(stream.get()->get_next(stream.get(), array.get()), 0);
  return array.get()->children[at]->dictionary->length;
}

// More entries than are written at once and more reporters than are remembered, few of them with an
// error or a text, in several blocks; of each the cell that it has.
TEST(EvidenceFrame, SaysOfEachOfManyEntriesWhatItSays) {
  std::vector<Entry> entries;
  std::set<std::string> indicators;
  std::set<std::string> reporters;
  const auto add = [&](int i, const std::string& reporter) {
    const std::string indicator = std::to_string(i % 400) + "/1";
    Entry entry = made::value("2016", i, indicator.c_str());
    entry.reporter = reporter;
    if (i % 5 == 0) entry.unit = "persons";
    if (i % 7 == 0) entry.dimension = {{"sex", i % 2 == 0 ? "f" : "m"}};
    if (i % 190 == 3) {
      entry.standard_error = i + 0.5;
      entry.text = "note " + std::to_string(i);
    }
    indicators.insert(indicator);
    reporters.insert(entry.reporter);
    entries.push_back(entry);
  };
  for (int i = 0; i < 1600; ++i) add(i, "Reporter " + std::to_string(i % 1200));
  entries.push_back(made::rating(Completion::limited, "2017-01-01"));
  reporters.insert(entries.back().reporter);
  Evidence evidence{entries};
  for (int i = 1600; i < 1640; ++i) {
    entries.clear();
    add(i, "Reporter " + std::to_string(i));
    evidence = evidence.appended(entries);
  }
  const Frame frame = to_frame(evidence);
  ASSERT_EQ(frame.rows(), 1641U);
  for (std::size_t row = 0; row < frame.rows(); ++row) {
    const Entry entry = evidence.entry(row);
    const auto text = [&](const char* column) { return frame[column].text(row); };
    ASSERT_EQ(text("id"), evidence.id(row).value());
    ASSERT_EQ(text("indicator").value_or(""), entry.indicator ? entry.indicator->value() : "");
    ASSERT_EQ(text("measure").has_value(), entry.measure.has_value());
    ASSERT_EQ(text("completion").has_value(), entry.completion.has_value());
    ASSERT_EQ(text("reporter"), entry.reporter);
    ASSERT_EQ(text("unit").value_or(""), entry.unit);
    ASSERT_EQ(text("text").value_or(""), entry.text);
    ASSERT_EQ(text("dimension").has_value(), !entry.dimension.empty());
    ASSERT_EQ(text("standard_error").has_value(), entry.standard_error.has_value());
  }
  EXPECT_EQ(label_count(frame, "indicator"), static_cast<std::int64_t>(indicators.size()));
  EXPECT_EQ(label_count(frame, "reporter"), static_cast<std::int64_t>(reporters.size()));
  EXPECT_EQ(label_count(frame, "dimension"), 2);
}

// What cells of their own make columns of is found while the rows are written, and written after.
TEST(AssessmentFrame, HasTheColumnsOfFurtherCellsOfManyMeasures) {
  PlanBuilder builder = made::heading();
  for (int i = 0; i < 700; ++i) {
    Measure measure = made::measure(std::to_string(i), made::window("2016-01-01", "2016-12-31"));
    if (i == 600) measure.extra = {{"Risk", "high"}};
    if (i == 650) {
      measure.finance.resize(1);
      measure.finance[0].header = "Budget";
      measure.finance[0].text = "5 million";
    }
    builder.add(measure);
  }
  const Plan plan = builder.build();
  const Frame of_plan = to_frame(plan);
  const Frame of_assessment = to_frame(assess(plan, AssessOptions{made::day("2019-06-30")}));
  for (const Frame* const frame : {&of_plan, &of_assessment}) {
    EXPECT_EQ((*frame)["extra.Risk"].text(600), "high");
    EXPECT_EQ((*frame)["extra.Risk"].count_absent(), 699U);
    EXPECT_EQ((*frame)["finance.Budget"].text(650), "5 million");
    EXPECT_EQ(frame->columns().back().name(), "finance.Budget");
  }
}

}  // namespace
}  // namespace actionplan::to_frame_test
