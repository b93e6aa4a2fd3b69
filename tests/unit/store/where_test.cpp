// SPDX-License-Identifier: Apache-2.0
#include "made_store.hpp"
#include "test_paths.hpp"

#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/evaluate/assess.hpp>
#include <actionplan/query/field.hpp>
#include <actionplan/query/sql.hpp>
#include <actionplan/read/evidence_csv.hpp>
#include <actionplan/read/read.hpp>

#include <fstream>
#include <random>
#include <sstream>

namespace actionplan::where_test {
namespace {

using made::day;

std::string example(const char* name) {
  std::ifstream file{std::filesystem::path{ACTIONPLAN_EXAMPLE_DATA} / name, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The fictitious evidence on the real plan, with a revision that drops measures, moves one to another
// section's agency and leaves evidence on what is dropped.
class StoreWhere : public made::StoreTest {
 protected:
  StoreWhere() : store_{make()} {}

  [[nodiscard]] Store make() const {
    const Plan plan = read(std::filesystem::path{ACTIONPLAN_EXAMPLE_DATA} / "az-nap-2016-2018.txt");
    const Profile profile = profile_from_json(example("fictitious-profile.json"));
    Store store = Store::create(path(), plan, profile, day("2016-05-01"));
    const EvidenceRows rows =
        read_evidence_csv(example("fictitious-evidence.csv"), day("2018-01-31"));
    (void)store.append(rows.entries);
    PlanBuilder builder;
    builder.heading(plan.heading());
    for (const Agency& agency : plan.agencies()) builder.add(agency);
    for (const Section& section : plan.sections()) builder.add(section);
    for (const Measure& measure : plan.measures()) {
      if (measure.number != "1.1" && measure.number != "4.2.3") builder.add(measure);
    }
    const Date last = store.last_recorded_on();
    (void)store.amend(builder.build(), profile, last, last);
    return store;
  }

  // Both ways, on a day before and one after the revision.
  void expect_same(const std::string& text) {
    const Filter filter = Filter::parse(text);
    for (const Assessment& whole : whole_) {
      const AssessOptions& options = whole.options();
      const Selection want = where(whole, filter);
      const AssessedPage found = store_.where(filter, options);
      EXPECT_EQ(found.total, want.total) << text;
      ASSERT_EQ(found.measures.size(), want.rows.size()) << text << " on " << options.as_of.iso();
      for (std::size_t i = 0; i < want.rows.size(); ++i) {
        const MeasureAssessment row = whole.at(want.rows[i]);
        EXPECT_EQ(found.measures[i].id, row.id) << text;
        EXPECT_EQ(found.measures[i].deadline_status, row.deadline_status) << text;
        EXPECT_EQ(found.measures[i].derived, row.derived) << text;
        ASSERT_EQ(found.measures[i].indicators.size(), row.indicators.size()) << text;
        for (std::size_t k = 0; k < row.indicators.size(); ++k) {
          EXPECT_EQ(found.measures[i].indicators[k].status, row.indicators[k].status) << text;
          EXPECT_EQ(found.measures[i].indicators[k].value, row.indicators[k].value) << text;
          EXPECT_EQ(found.measures[i].indicators[k].evidence, row.indicators[k].evidence) << text;
        }
      }
    }
  }

  Store store_;
  std::vector<Assessment> whole_{
      assess(store_.history(), store_.evidence(), AssessOptions{day("2017-06-30")}),
      assess(store_.history(), store_.evidence(), AssessOptions{day("2024-12-31")})};
};

// Deadlines that are vague, conditional or unread, as stored.
class StoreWhereDeadlines : public made::StoreTest {};

TEST_F(StoreWhereDeadlines, GivesTheRowsOfTheWholeAssessment) {
  PlanBuilder builder = made::heading();
  Deadline vague = made::window("2016-01-01", "2016-12-31");
  vague.due_latest = day("2017-02-28");
  Deadline conditional = made::window("2016-01-01", "2017-01-31");
  conditional.conditions = {"subject to funding"};
  Deadline elsewhere;
  elsewhere.text = "by a separate plan";
  elsewhere.reason = NoDateReason::elsewhere;
  builder.add(made::measure("1", vague)).add(made::measure("2", conditional));
  builder.add(made::measure("3", elsewhere)).add(made::measure("4", {}));
  builder.add(made::measure("5", made::unread("Mrach 2018", "Mrach", 0)));
  const Store store = Store::create(path(), builder.build(), {}, day("2016-05-01"));
  const AssessOptions options{day("2017-01-31")};
  const Assessment whole = assess(store.history(), store.evidence(), options);
  struct Case {
    const char* filter;
    std::vector<std::string> numbers;
  };
  const std::vector<Case> cases{{"due_latest >= 2017-02-01", {"1"}},
                                {"due_latest = 2017", {"1", "2"}},
                                {"due_latest : *", {"1", "2"}},
                                {"deadline_reason = unread", {"5"}},
                                {"deadline_reason = e*", {"3", "4"}},
                                {"NOT deadline_reason : *", {"1", "2"}},
                                {"conditional = yes", {"2"}},
                                {"conditional = no AND due : *", {"1"}},
                                {"deadline_status = no_date", {"3", "4"}},
                                {"deadline_status = unread", {"5"}},
                                {"reason = vague_deadline", {"1"}},
                                {"reason = conditional", {"2"}}};
  for (const Case& c : cases) {
    const Filter filter = Filter::parse(c.filter);
    std::vector<std::string> found;
    for (const MeasureAssessment& row : store.where(filter, options).measures) {
      found.push_back(row.number);
    }
    EXPECT_EQ(found, c.numbers) << c.filter;
    std::vector<std::string> in_memory;
    for (const std::size_t row : where(whole, filter).rows) {
      in_memory.push_back(whole.measure(row).number);
    }
    EXPECT_EQ(in_memory, c.numbers) << c.filter;
  }
}

// Of each field some that pass and some that do not.
const std::vector<std::string>& questions() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> out = {
        "",
        "justice",
        "\"4.2.1\"",
        "hökumət",
        "number = 4.1.3",
        "number : 4",
        "number : \"4.\"",
        "number >= 6.2",
        "number = 1.1",
        "section = 4",
        "section : 4",
        "section : 4.1",
        "section = nothing",
        "title : \"OPEN data\"",
        "title = \"Improving*\"",
        "title = \"*portal\"",
        "title : \"%\"",
        "title : \"'; DROP TABLE entry; --\"",
        "indicator_text : number",
        "agency : justice",
        "agency = \"ministry-of-justice\"",
        "agency = \"Ministry*\"",
        "role = implementer",
        "force = recommended",
        "indicator_kind = count",
        "deadline_kind = recurring",
        "deadline_kind = *c*",
        "start >= 2017",
        "due < 2018-01-01",
        "due = 2016",
        "due_original > 2017",
        "deadline_status = unreported",
        "days_late > 30",
        "indicator_status = met",
        "progress < 0.5",
        "derived = complete",
        "rated = *",
        "reporter : ministry",
        "reporter = *",
        "reporter_type = independent",
        "reporter_type = implementer",
        "method = survey",
        "verification = unverified",
        "due_latest < 2018-01-01",
        "deadline_reason = unread",
        "conditional = no",
    };
    for (const FieldInfo& line : fields())
      out.push_back(std::string{to_string(line.field)} + " : *");
    return out;
  }();
  return all;
}

TEST_F(StoreWhere, GivesTheRowsOfTheWholeAssessment) {
  for (const std::string& text : questions()) expect_same(text);
}

TEST_F(StoreWhere, GivesTheRowsOfTheWholeAssessmentForAnyCombination) {
  std::mt19937 random{20161231};
  const auto pick = [&](std::size_t count) { return std::size_t{random() % count}; };
  const auto one = [&] {
    const std::string& text = questions()[1 + pick(questions().size() - 1)];
    return (pick(3) == 0 ? "NOT (" : "(") + text + ")";
  };
  for (int i = 0; i < 30; ++i) {
    std::string text = one();
    for (std::size_t more = pick(4); more > 0; --more)
      text = "(" + text + ")" + (pick(2) == 0 ? " AND " : " OR ") + one();
    expect_same(pick(4) == 0 ? "NOT (" + text + ")" : text);
  }
}

TEST_F(StoreWhere, PagesFollowEachOther) {
  const Filter filter = Filter::parse("agency : ministry");
  const AssessOptions options{day("2017-06-30")};
  const Assessment whole = assess(store_.history(), store_.evidence(), options);
  SelectOptions paging;
  paging.order = parse_order("due desc, title");
  paging.page_size = 7;
  const Selection all = where(whole, filter, {paging.order, {}, "", {}});
  std::vector<MeasureId> found;
  do {
    const AssessedPage page = store_.where(filter, options, paging);
    for (const MeasureAssessment& measure : page.measures) found.push_back(measure.id);
    paging.page_token = page.next_page_token;
  } while (!paging.page_token.empty());
  ASSERT_EQ(found.size(), all.rows.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_EQ(found[i], whole.at(all.rows[i]).id);
}

TEST_F(StoreWhere, RefusesRowsOfAnAssessment) {
  SelectOptions options;
  options.among = {0};
  EXPECT_THROW((void)store_.where(Filter{}, AssessOptions{day("2017-06-30")}, options),
               InvalidArgument);
}

TEST(SqlConditions, HoldNoWordOfTheFilter) {
  const SqlCondition condition =
      sql_condition(Filter::parse("title : \"'; DROP TABLE entry; --\" AND due < 2018"));
  EXPECT_EQ(condition.text.find("DROP"), std::string::npos);
  EXPECT_EQ(condition.text.find("2018"), std::string::npos);
  EXPECT_EQ(condition.values.size(), 2U);
  EXPECT_TRUE(condition.is_exact);
}

TEST(SqlConditions, SayWhatTheyLeaveOpen) {
  EXPECT_TRUE(sql_condition(Filter{}).is_exact);
  EXPECT_TRUE(sql_condition(Filter::parse("NOT agency : justice OR role = lead")).is_exact);
  EXPECT_FALSE(sql_condition(Filter::parse("deadline_status = unreported")).is_exact);
  EXPECT_FALSE(sql_condition(Filter::parse("reporter : justice")).is_exact);
  EXPECT_EQ(sql_condition(Filter::parse("NOT deadline_status = unreported")).text, "(NOT 0)");
}

TEST_F(StoreWhere, AThousandConditionsAreNotTooDeep) {
  std::string text = "title : a0";
  for (int i = 1; i < 900; ++i) text += " OR title : a" + std::to_string(i);
  EXPECT_EQ(store_.where(Filter::parse(text), AssessOptions{day("2017-06-30")}).total, 0U);
}

}  // namespace
}  // namespace actionplan::where_test
