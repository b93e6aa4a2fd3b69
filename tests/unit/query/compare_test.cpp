// SPDX-License-Identifier: Apache-2.0
#include <actionplan/query/compare.hpp>

#include <actionplan/core/error.hpp>

#include "made_assessment.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::compare_test {
namespace {

using Changes = std::vector<Change>;

PlanHistory history() {
  PlanBuilder first = made::heading();
  for (const char* number : {"1", "2", "3"}) {
    Measure measure = made::measure(number, made::window("2016-01-01", "2016-12-31"));
    made::set_indicators(measure, {{"act adopted", IndicatorKind::deliverable}});
    first.add(measure);
  }
  Measure moved = made::measure("2", made::window("2016-01-01", "2018-12-31"));
  made::set_indicators(moved, {{"act adopted", IndicatorKind::deliverable}});
  PlanBuilder second = made::heading();
  Measure kept = made::measure("1", made::window("2016-01-01", "2016-12-31"));
  made::set_indicators(kept, {{"act adopted", IndicatorKind::deliverable}});
  second.add(kept).add(moved).add(made::measure("4", made::window("2016-01-01", "2017-12-31")));
  return PlanHistory{first.build()}.revised(second.build(), made::day("2017-03-01"),
                                            made::day("2017-03-01"));
}

Evidence evidence() {
  return Evidence{std::vector<Entry>{
      made::missing("2017-01-15"),
      made::rating(Completion::limited, "2017-02-01", ReporterType::independent, "2"),
      made::rating(Completion::complete, "2017-02-01", ReporterType::implementer, "2")}};
}

Assessment on(const char* as_of) {
  return assess(history(), evidence(), AssessOptions{made::day(as_of)});
}

const MeasureChange* find(const Comparison& comparison, const std::string& number) {
  for (const MeasureChange& change : comparison.changes) {
    if (change.number == number) return &change;
  }
  return nullptr;
}

TEST(Compare, NothingChangesBetweenTheSame) {
  const Comparison same = compare(on("2017-06-30"), on("2017-06-30"));
  EXPECT_TRUE(same.changes.empty());
  EXPECT_EQ(same.unchanged, 4U);
}

TEST(Compare, NamesWhatChangedBetweenTwoDays) {
  const Comparison changed = compare(on("2017-01-10"), on("2017-02-10"));
  ASSERT_NE(find(changed, "1"), nullptr);
  const MeasureChange& late = *find(changed, "1");
  EXPECT_EQ(late.changes, (Changes{Change::deadline_status, Change::derived, Change::days_late,
                                   Change::indicator_status}));
  EXPECT_EQ(late.before->deadline_status, DeadlineStatus::unreported);
  EXPECT_EQ(late.after->deadline_status, DeadlineStatus::overdue);
  EXPECT_EQ(late.before->days_late, std::nullopt);
  EXPECT_EQ(late.after->days_late, 15);
  EXPECT_EQ(late.after->derived, Completion::not_started);
  EXPECT_EQ(changed.changes.size() + changed.unchanged, 3U);
}

TEST(Compare, NamesAnotherValueOfAnIndicator) {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2018-12-31"));
  made::set_indicators(measure, {{"laws", IndicatorKind::count}});
  builder.add(measure);
  Profile profile;
  IndicatorProfile& said = profile.indicators[IndicatorId{"1/1"}];
  said.baseline = 0;
  said.direction = Direction::up;
  said.targets.emplace_back().value = 100;
  said.aggregation = Aggregation::last;
  const PlanHistory history{builder.build(), profile};
  const auto with = [&history](double number) {
    const Entry entry = made::value("2017", number);
    return assess(history, Evidence{{&entry, 1}}, AssessOptions{made::day("2018-06-30")});
  };
  const Comparison changed = compare(with(90), with(80));
  ASSERT_EQ(changed.changes.size(), 1U);
  EXPECT_EQ(changed.changes[0].changes,
            (Changes{Change::indicator_value, Change::indicator_progress}));
  EXPECT_EQ(changed.changes[0].before->indicators[0].value, 90);
  EXPECT_EQ(changed.changes[0].after->indicators[0].value, 80);
}

TEST(Compare, RefusesTwoPlansUntilToldHowToMatchThem) {
  const auto titled = [](const char* title, const char* number) {
    PlanBuilder builder;
    PlanHeading heading;
    heading.title = title;
    builder.heading(heading);
    builder.add(made::measure(number, made::window("2016-01-01", "2018-12-31")));
    return assess(builder.build(), AssessOptions{made::day("2018-06-30")});
  };
  const Assessment one = titled("Plan of A", "1");
  const Assessment other = titled("Plan of B", "2");
  EXPECT_THROW((void)compare(one, other), InvalidArgument);
  EXPECT_EQ(compare(one, other, {{}, true}).changes.size(), 2U);  // by id: one dropped, one added
  const CompareOptions same{{{MeasureId{"1"}, MeasureId{"2"}}}, false};
  EXPECT_EQ(compare(one, other, same).unchanged, 1U);
  const CompareOptions wrong{{{MeasureId{"1"}, MeasureId{"9"}}}, false};
  EXPECT_THROW((void)compare(one, other, wrong), NotFound);
}

// Countries give their plans one title, and drafts none; both number measures from 1.
TEST(Compare, TakesNoTwoPlansForOneByATitleOrBySomeMeasure) {
  const auto plan = [](const char* title, const std::vector<const char*>& measures) {
    PlanBuilder builder;
    PlanHeading heading;
    heading.title = title;
    builder.heading(heading);
    int number = 0;
    for (const char* measure_title : measures) {
      Measure measure =
          made::measure(std::to_string(++number).c_str(), made::window("2016-01-01", "2016-12-31"));
      measure.title = measure_title;
      builder.add(measure);
    }
    return assess(PlanHistory{builder.build()}, AssessOptions{made::day("2017-06-30")});
  };
  const auto is_refused = [](const Assessment& one, const Assessment& other) {
    try {
      (void)compare(one, other);
      return false;
    } catch (const InvalidArgument&) {
      return true;
    }
  };
  const Assessment health = plan("National plan", {"Health law", "Press law", "Budget"});
  EXPECT_TRUE(is_refused(health, plan("National plan", {"Courts", "Forests", "Roads"})));
  EXPECT_FALSE(is_refused(health, plan("National plan", {"Courts", "Press law", "Roads"})));
  EXPECT_FALSE(is_refused(plan("One", {"Courts"}), plan("One", {"Courts, reformed"})));
  const Assessment draft = plan("", {"Health law", "Press law", "Budget"});
  EXPECT_TRUE(is_refused(draft, plan("", {"Courts", "Forests", "Budget"})));
  EXPECT_FALSE(is_refused(draft, plan("", {"Courts", "Press law", "Budget"})));
  EXPECT_TRUE(is_refused(draft, plan("National plan", {"Health law", "Press law", "Budget"})));
}

TEST(Compare, OfTwoPlansWithoutACommonTitlePairsWhatIsNamedAndNothingElse) {
  const auto titled = [](const char* title) {
    PlanBuilder builder = made::heading(title);
    for (const char* number : {"1", "2", "3"}) {
      builder.add(made::measure(number, made::window("2016-01-01", "2018-12-31")));
    }
    return assess(builder.build(), AssessOptions{made::day("2018-06-30")});
  };
  const Assessment one = titled("Plan of A");
  const Assessment other = titled("Plan of B");
  // 1 is 2 of the other, and 3 is 3, since they are named; 2 and 1 have their like nowhere.
  const CompareOptions pairs{{{MeasureId{"1"}, MeasureId{"2"}}, {MeasureId{"3"}, MeasureId{"3"}}},
                             false};
  const Comparison compared = compare(one, other, pairs);
  EXPECT_EQ(compared.unchanged, 2U);
  ASSERT_EQ(compared.changes.size(), 2U);
  EXPECT_EQ(compared.changes[0].id, MeasureId{"1"});
  EXPECT_EQ(compared.changes[0].changes, Changes{Change::added});
  EXPECT_EQ(compared.changes[1].id, MeasureId{"2"});
  EXPECT_EQ(compared.changes[1].changes, Changes{Change::dropped});
  // Asked to, it goes by ids as well.
  const Comparison by_id = compare(one, other, {pairs.measures, true});
  EXPECT_EQ(by_id.unchanged, 2U);
}

TEST(Compare, NamesAnotherLatestDayAndAConditionMoreOrLess) {
  const auto of = [](const char* latest, bool is_conditional) {
    Deadline deadline = made::window("2016-01-01", "2016-12-31");
    deadline.due_latest = made::day(latest);
    if (is_conditional) deadline.conditions = {"subject to funding"};
    PlanBuilder builder = made::heading();
    builder.add(made::measure("1", deadline));
    return assess(builder.build(), AssessOptions{made::day("2016-06-30")});
  };
  const Comparison changed = compare(of("2016-12-31", false), of("2017-02-28", true));
  ASSERT_EQ(changed.changes.size(), 1U);
  EXPECT_EQ(changed.changes[0].changes, (Changes{Change::due_latest, Change::conditional}));
  EXPECT_EQ(changed.changes[0].after->due_latest, made::day("2017-02-28"));
  EXPECT_TRUE(changed.changes[0].after->is_conditional);
  EXPECT_TRUE(compare(of("2017-02-28", true), of("2017-02-28", true)).changes.empty());
}

// One count of measure 1, of an indicator with this id, by these terms.
Assessment measured_by(const IndicatorProfile& said, const char* measure = "1") {
  Measure made = made::measure(measure, made::window("2016-01-01", "2016-12-31"));
  made::set_indicators(made, {{"laws", IndicatorKind::count}});
  PlanBuilder builder = made::heading();
  builder.add(made);
  Profile profile;
  profile.indicators[made.indicators[0].id] = said;
  return assess(PlanHistory{builder.build(), profile}, AssessOptions{made::day("2016-06-30")});
}

TEST(Compare, NamesWhatAnIndicatorIsMeasuredBy) {
  IndicatorProfile before;
  before.targets = {Target{1500, {}, {}, {}, {}}};
  before.baseline = 100;
  before.direction = Direction::up;
  EXPECT_TRUE(compare(measured_by(before), measured_by(before)).changes.empty());
  IndicatorProfile after = before;
  after.set_by = SetBy::law;
  EXPECT_TRUE(compare(measured_by(before), measured_by(after)).changes.empty());
  after.targets[0].value = 1100;
  after.baseline.reset();
  after.aggregation = Aggregation::sum;
  const Comparison changed = compare(measured_by(before), measured_by(after));
  ASSERT_EQ(changed.changes.size(), 1U);
  EXPECT_EQ(
      changed.changes[0].changes,
      (Changes{Change::indicator_target, Change::indicator_baseline, Change::indicator_terms}));
  const std::vector<TermDifference>& terms = changed.changes[0].terms;
  ASSERT_EQ(terms.size(), 3U);
  EXPECT_EQ(terms[0].indicator, IndicatorId{"1/1"});
  EXPECT_EQ(terms[0].before->number, 1500);
  EXPECT_EQ(terms[0].after->number, 1100);
  EXPECT_EQ(terms[0].after->set_by, SetBy::law);
  EXPECT_EQ(terms[1].before->name, "baseline");
  EXPECT_FALSE(terms[1].after);
  EXPECT_FALSE(terms[2].before);
  EXPECT_EQ(terms[2].after->text, "sum");
}

TEST(Compare, NamesTheTermsOfPairedMeasuresByTheIdsOfTheSecond) {
  IndicatorProfile before;
  before.targets = {Target{1500, {}, {}, {}, {}}};
  IndicatorProfile after = before;
  after.targets[0].value = 1100;
  const CompareOptions pairs{{{MeasureId{"1"}, MeasureId{"2"}}}, false};
  const Comparison changed = compare(measured_by(before), measured_by(after, "2"), pairs);
  ASSERT_EQ(changed.changes.size(), 1U);
  ASSERT_EQ(changed.changes[0].terms.size(), 1U);
  EXPECT_EQ(changed.changes[0].terms[0].indicator, IndicatorId{"2/1"});
}

// Measure 1, or another, with things of these words.
Assessment with_things(const std::vector<const char*>& words, const char* measure = "1",
                       const char* language = "en") {
  Measure made = made::measure(measure, made::window("2016-01-01", "2016-12-31"));
  std::vector<std::pair<std::string, IndicatorKind>> parts;
  for (const char* text : words) parts.emplace_back(text, IndicatorKind::deliverable);
  made::set_indicators(made, parts);
  PlanBuilder builder = made::heading();
  builder.heading().language = language;
  builder.add(made);
  return assess(PlanHistory{builder.build()}, AssessOptions{made::day("2016-06-30")});
}

TEST(Compare, NamesIndicatorsThatAreMoreOrLessOrHaveOtherWords) {
  struct Case {
    const char* name;
    std::vector<const char*> after;
    std::vector<std::string> terms;  // id, words before, words after
  };
  const std::vector<Case> cases{
      {"same", {"a law", "a register"}, {}},
      {"white space and case", {"A  law", "a register"}, {}},
      {"less", {"a law"}, {"1/2: a register -> "}},
      {"more", {"a law", "a register", "a court"}, {"1/3:  -> a court"}},
      {"reworded", {"a decree", "a register"}, {"1/1: a law -> a decree"}},
      {"none", {}, {"1/1: a law -> ", "1/2: a register -> "}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Comparison compared = compare(with_things({"a law", "a register"}), with_things(c.after));
    std::vector<std::string> found;
    for (const MeasureChange& change : compared.changes) {
      EXPECT_EQ(change.changes.back(), Change::indicators);
      for (const TermDifference& one : change.terms) {
        found.push_back(one.indicator.value() + ": " + (one.before ? one.before->text : "") +
                        " -> " + (one.after ? one.after->text : ""));
      }
    }
    EXPECT_EQ(found, c.terms);
  }
}

// What is another language's, or another plan's, has other words in any case.
TEST(Compare, WordsOfATranslationOrOfAPairedMeasureAreNoChange) {
  EXPECT_TRUE(compare(with_things({"a law"}), with_things({"qanun"}, "1", "az")).changes.empty());
  const CompareOptions pairs{{{MeasureId{"1"}, MeasureId{"2"}}}, false};
  EXPECT_TRUE(
      compare(with_things({"a law"}), with_things({"a decree"}, "2"), pairs).changes.empty());
  const Comparison less =
      compare(with_things({"a law", "a court"}), with_things({"a decree"}, "2"), pairs);
  ASSERT_EQ(less.changes.size(), 1U);
  ASSERT_EQ(less.changes[0].terms.size(), 1U);
  EXPECT_EQ(less.changes[0].terms[0].indicator, IndicatorId{"1/2"});
  EXPECT_FALSE(less.changes[0].terms[0].after);
}

TEST(Compare, AMeasureThatARaterCallsWithdrawnIsNotDropped) {
  PlanBuilder builder = made::heading();
  builder.add(made::measure("1", made::window("2016-01-01", "2018-12-31")));
  const Plan plan = builder.build();
  const Entry rated = made::rating(Completion::withdrawn, "2017-02-01");
  const AssessOptions options{made::day("2017-06-30")};
  const Comparison changed = compare(assess(PlanHistory{plan}, Evidence{}, options),
                                     assess(PlanHistory{plan}, Evidence{{&rated, 1}}, options));
  ASSERT_EQ(changed.changes.size(), 1U);
  EXPECT_EQ(changed.changes[0].changes, (Changes{Change::deadline_status, Change::rated}));
  EXPECT_EQ(changed.changes[0].after->deadline_status, DeadlineStatus::withdrawn);
}

TEST(Compare, NamesWhatARevisionAddedDroppedAndMoved) {
  const Comparison changed = compare(on("2017-02-10"), on("2017-03-10"));
  EXPECT_EQ(find(changed, "4")->changes, Changes{Change::added});
  EXPECT_EQ(find(changed, "4")->before, std::nullopt);
  EXPECT_EQ(find(changed, "3")->changes.front(), Change::dropped);
  EXPECT_EQ(find(changed, "3")->after->deadline_status, DeadlineStatus::withdrawn);
  EXPECT_EQ(find(changed, "2")->changes.back(), Change::due);
  EXPECT_EQ(find(changed, "1"), nullptr);

  const Comparison back = compare(on("2017-03-10"), on("2017-02-10"));
  EXPECT_EQ(find(back, "3")->changes.front(), Change::added);
  EXPECT_EQ(back.changes.back().number, "4");
  EXPECT_EQ(back.changes.back().changes, Changes{Change::dropped});
}

TEST(Compare, NamesWhatTwoViewsSay) {
  AssessOptions self{made::day("2017-02-10")};
  self.reporters = {ReporterType::implementer};
  AssessOptions independent{made::day("2017-02-10")};
  independent.reporters = {ReporterType::independent};
  const Comparison changed =
      compare(assess(history(), evidence(), self), assess(history(), evidence(), independent));
  const MeasureChange* rated = find(changed, "2");
  ASSERT_NE(rated, nullptr);
  EXPECT_EQ(rated->before->rated, std::vector<Completion>{Completion::complete});
  EXPECT_EQ(rated->after->rated, std::vector<Completion>{Completion::limited});
  EXPECT_EQ(find(changed, "3"), nullptr);
}

TEST(Compare, EachMeasureIsCountedOnceEitherWay) {
  const Assessment before = made::query_assessment(4, "2016-12-15");
  const Assessment after = made::query_assessment(4, "2018-02-01");
  const Comparison there = compare(before, after);
  const Comparison back = compare(after, before);
  EXPECT_EQ(there.changes.size(), back.changes.size());
  EXPECT_EQ(there.unchanged, back.unchanged);
  for (const MeasureChange& change : there.changes) {
    const MeasureChange* other = find(back, change.number);
    ASSERT_NE(other, nullptr);
    EXPECT_EQ(change.before, other->after);
    EXPECT_EQ(change.after, other->before);
  }
}

}  // namespace
}  // namespace actionplan::compare_test
