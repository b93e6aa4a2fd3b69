// SPDX-License-Identifier: Apache-2.0
#include <actionplan/query/select.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/query/field_names.hpp>

#include "made_assessment.hpp"
#include "row_matcher.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace actionplan::select_test {
namespace {

using Rows = std::vector<std::size_t>;

// Each field with values that occur, and some that do not.
const std::vector<std::pair<Field, std::vector<const char*>>>& values() {
  using enum Field;
  static const std::vector<std::pair<Field, std::vector<const char*>>> all{
      {id, {"4.3", "7.10", "'4.3.'", "x", "*"}},
      {number, {"4", "4.3", "7.10", "10.", "4.03", "x", "*"}},
      {section, {"4", "4.2.", "10", "'legal FRAMEWORK'", "9", "*"}},
      {title, {"open", "'Open data portal'", "open*", "*T", "acıq", "*data*", "*"}},
      {indicator_text, {"sexs", "səxs", "number*", "*adopted", "*"}},
      {agency, {"Justice", "moj", "iqtisadiyyat*", "'Ədliyyə nazirliyi'", "ədliyyə", "*"}},
      {start, {"2016-01-01", "2016", "2015", "*"}},
      {due, {"2016", "2017-12-31", "2018", "2017Q4", "*"}},
      {due_original, {"2016", "2017-12-31", "2018", "*"}},
      {days_late, {"0", "30", "380", "*"}},
      {days_past_due, {"32", "397", "100.5", "*"}},
      {progress, {"0", "0.5", "1", "*"}},
      {reporter, {"chamber", "'ministry of tests'", "R*", "*"}},
  };
  return all;
}

std::string random_condition(std::mt19937& random) {
  const auto field = static_cast<Field>(random() % enum_count<Field>);
  std::string name{to_string(field)};
  if (info(field).type == FieldType::word) {
    const std::vector<std::string_view>& words = words_of(field);
    std::string word{words[random() % words.size()]};
    if (random() % 4 == 0) word = word.substr(0, 2) + "*";
    if (random() % 8 == 0) word = "*";
    return name + (random() % 4 == 0 ? " != " : " = ") + word;
  }
  constexpr const char* signs[] = {"=", ":", "!=", "<", "<=", ">", ">="};
  for (const auto& [known, texts] : values()) {
    if (known != field) continue;
    const std::string text = texts[random() % texts.size()];
    const bool is_ordered = info(field).type != FieldType::text &&
                            info(field).type != FieldType::id && field != Field::section;
    const std::size_t sign = random() % (is_ordered && text != "*" ? 7 : 3);
    return name + " " + signs[sign] + " " + text;
  }
  return "open";
}

std::string random_filter(std::mt19937& random, int depth) {
  const std::size_t kind = random() % 6;
  if (depth == 0 || kind == 0) return random() % 12 == 0 ? "'ədliyyə'" : random_condition(random);
  if (kind == 1) return "NOT (" + random_filter(random, depth - 1) + ")";
  const std::string left = random_filter(random, depth - 1);
  return "(" + left + (kind < 4 ? " OR " : " AND ") + random_filter(random, depth - 1) + ")";
}

TEST(Select, GivesTheRowsThatPassOneByOne) {
  std::mt19937 random{20160427};
  std::set<std::size_t> sizes;
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    const char* as_of = seed % 2 == 0 ? "2016-12-15" : "2018-02-01";
    const Assessment assessment = made::query_assessment(seed, as_of);
    const Query query{assessment};
    std::vector<made::RowMatcher> rows;
    for (std::size_t row = 0; row < assessment.size(); ++row) rows.emplace_back(assessment, row);
    for (int i = 0; i < 600; ++i) {
      const std::string text = random_filter(random, static_cast<int>(random() % 4));
      const Filter filter = Filter::parse(text);
      Rows want;
      for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows[row].passes(filter.node())) want.push_back(row);
      }
      const Selection found = query.where(filter);
      ASSERT_EQ(found.rows, want) << text << " of seed " << seed;
      ASSERT_EQ(found.total, want.size());
      sizes.insert(want.size());
    }
  }
  EXPECT_GT(sizes.size(), 20U) << "The filters are too much alike.";
}

TEST(Select, TheMadeAssessmentsHaveEveryField) {
  const Query query{made::query_assessment(1)};
  for (const FieldInfo& line : fields()) {
    EXPECT_GT(query.where(Filter::present(line.field)).total, 0U) << to_string(line.field);
  }
}

TEST(Select, GoesOverTheEndsOfBlocks) {
  PlanBuilder builder = made::heading();
  for (int i = 0; i < 9000; ++i) {
    Measure measure = made::measure(std::to_string(i), made::window("2016-01-01", "2016-12-31"));
    measure.title = i % 100 == 0 ? "ab" : i % 3 == 0 ? "xa" : "bx";
    builder.add(std::move(measure));
  }
  const Assessment assessment = assess(builder.build(), AssessOptions{made::day("2017-01-01")});
  EXPECT_EQ(where(assessment, field::title.has("ab")).total, 90U);
  EXPECT_EQ(where(assessment, field::title.has("A")).total, 3030U + 30U);
  EXPECT_EQ(where(assessment, Filter{}).rows.back(), 8999U);
  EXPECT_EQ(where(assessment, field::number >= "8990").rows.front(), 8990U);
}

// A filter of text, and how many titles of "İŞTİRAK", "Iştırak", "ƏDLIYYƏ", "edliyye" have it.
struct Folding {
  const char* name;
  const char* text;
  std::size_t want;
};

class TextSearch : public testing::TestWithParam<Folding> {};

TEST_P(TextSearch, FoldsCaseAndDiacritics) {
  PlanBuilder builder = made::heading();
  for (const char* title : {"İŞTİRAK", "Iştırak", "ƏDLIYYƏ", "edliyye"}) {
    Measure measure = made::measure(title, made::window("2016-01-01", "2016-12-31"));
    measure.title = title;
    builder.add(measure);
  }
  const Assessment assessment = assess(builder.build(), AssessOptions{made::day("2017-01-01")});
  EXPECT_EQ(where(assessment, Filter::parse(GetParam().text)).total, GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(Select, TextSearch,
                         testing::Values(Folding{"DottedI", "title : iştirak", 2},
                                         Folding{"DotlessI", "title = ıstırak", 2},
                                         Folding{"CapitalDottedI", "title : İŞ", 2},
                                         Folding{"SchwaIsALetter", "title : ədlıyyə", 1},
                                         Folding{"EIsNotSchwa", "title : EDLİYYE", 1},
                                         Folding{"BareWord", "ştir", 2}),
                         [](const auto& test) { return test.param.name; });

class Ordered : public testing::Test {
 protected:
  static Query made() { return Query{made::query_assessment(3)}; }

  static Rows select(const Query& query, const char* order, const Filter& filter = {}) {
    SelectOptions options;
    options.order = parse_order(order);
    return query.where(filter, options).rows;
  }
};

TEST_F(Ordered, ByNumberIsByItsParts) {
  const Query query = made();
  std::vector<std::string> numbers;
  for (const std::size_t row : select(query, "number", field::number < "7.10")) {
    numbers.push_back(query.assessment().measure(row).number);
  }
  const std::vector<std::string> want{"4.3",  "4.6",  "4.9", "4.12", "4.15", "4.18",
                                      "4.21", "4.24", "7.1", "7.4",  "7.7"};
  EXPECT_EQ(numbers, want);
}

TEST_F(Ordered, WithoutAValueComesLastEitherWay) {
  const Query query = made();
  const std::size_t with = query.where(field::due.is_present()).total;
  ASSERT_LT(with, query.assessment().size());
  for (const char* order : {"due", "due desc"}) {
    const Rows rows = select(query, order);
    ASSERT_EQ(rows.size(), query.assessment().size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto due = query.assessment().measure(rows[i]).deadline.due;
      EXPECT_EQ(due.has_value(), i < with) << order;
      if (i == 0 || i >= with) continue;
      const auto before = query.assessment().measure(rows[i - 1]).deadline.due;
      EXPECT_TRUE(order == std::string{"due"} ? *before <= *due : *before >= *due);
    }
  }
}

TEST_F(Ordered, EveryOrderHasEachRowOnceAndTiesByNumber) {
  const Query query = made();
  for (const FieldInfo& line : fields()) {
    const std::string name{to_string(line.field)};
    if (!is_orderable(line.field)) {
      EXPECT_THROW((void)select(query, name.c_str()), InvalidArgument);
      continue;
    }
    const Rows rows = select(query, name.c_str());
    EXPECT_EQ(std::set<std::size_t>(rows.begin(), rows.end()).size(), query.assessment().size());
    EXPECT_EQ(select(query, (name + ", number").c_str()), rows) << name;
  }
}

TEST_F(Ordered, PagesPutTogetherAreTheWhole) {
  const Query query = made();
  for (const char* order : {"", "due desc, title", "deadline_status"}) {
    const Filter filter = Filter::parse("NOT deadline_status = withdrawn OR number < 7");
    const Rows whole = select(query, order, filter);
    for (const std::size_t size :
         {std::size_t{1}, std::size_t{5}, whole.size(), whole.size() + 1}) {
      SelectOptions options;
      options.order = parse_order(order);
      options.page_size = size;
      Rows rows;
      do {
        const Selection page = query.where(filter, options);
        EXPECT_LE(page.rows.size(), size);
        EXPECT_EQ(page.total, whole.size());
        rows.insert(rows.end(), page.rows.begin(), page.rows.end());
        options.page_token = page.next_page_token;
      } while (!options.page_token.empty() && rows.size() <= whole.size());
      EXPECT_EQ(rows, whole) << order << " by " << size;
    }
  }
}

TEST_F(Ordered, ATokenHoldsForALaterAssessment) {
  SelectOptions options;
  options.page_size = 7;
  const Filter filter =
      field::deadline_status == DeadlineStatus::upcoming || Filter::search("open");
  const PlanHistory history = made::query_history(3);
  const Assessment before = assess(history, AssessOptions{made::day("2015-06-01")});
  const Selection page = actionplan::where(before, filter, options);
  ASSERT_EQ(page.rows.size(), 7U);
  options.page_token = page.next_page_token;
  const Assessment after = assess(history, AssessOptions{made::day("2018-06-01")});
  const Selection next = actionplan::where(after, filter, options);
  ASSERT_FALSE(next.rows.empty());
  EXPECT_GT(next.rows.front(), page.rows.back());
}

TEST_F(Ordered, ATokenOfAnotherQuestionIsRefused) {
  const Query query = made();
  SelectOptions options;
  options.page_size = 1;
  options.page_token = query.where(Filter{}, options).next_page_token;
  EXPECT_THROW((void)query.where(field::title.has("open"), options), InvalidArgument);
  EXPECT_NO_THROW((void)query.where(Filter{}, options));
  for (const std::string& token : {options.page_token + "0", options.page_token + "ff",
                                   std::string{"1-"}, std::string{"\xFF"}}) {
    options.page_token = token;
    EXPECT_THROW((void)query.where(Filter{}, options), InvalidArgument) << token;
  }
  options = {};
  options.page_size = 0;
  EXPECT_THROW((void)query.where(Filter{}, options), InvalidArgument);
}

TEST(Order, IsReadAndWritten) {
  EXPECT_EQ(to_text(parse_order(" due  desc ,number asc")), "due desc, number");
  EXPECT_TRUE(parse_order("  ").empty());
  for (const char* text : {"due,", ",due", "due down", "dew", "due desc asc", "\xFF"}) {
    EXPECT_THROW((void)parse_order(text), InvalidArgument) << text;
  }
}

TEST(CountBy, CountsEachValueOfAField) {
  const Query query{made::query_assessment(5)};
  const std::size_t all = query.assessment().size();
  for (const FieldInfo& line : fields()) {
    const bool is_counted = line.type == FieldType::word || line.type == FieldType::day ||
                            line.field == Field::agency || line.field == Field::section ||
                            line.field == Field::reporter;
    if (!is_counted) {
      EXPECT_THROW((void)query.count_by(line.field), InvalidArgument);
      continue;
    }
    std::size_t sum = 0;
    for (const GroupCount& group : query.count_by(line.field)) {
      sum += group.count;
      if (!group.value) {
        EXPECT_EQ(group.count, query.where(!Filter::present(line.field)).total);
      } else if (line.field != Field::section) {
        const Filter one = Filter::where(line.field, Comparator::equal, *group.value);
        EXPECT_EQ(group.count, query.where(one).total) << one.text();
      }
    }
    if (!line.is_many) {
      EXPECT_EQ(sum, all);
    }
    EXPECT_GE(sum, query.where(Filter::present(line.field)).total);
  }
  const auto dropped =
      query.count_by(Field::deadline_status, field::deadline_status == DeadlineStatus::withdrawn);
  EXPECT_EQ(dropped, (std::vector<GroupCount>{{"withdrawn", 3}}));
}

}  // namespace
}  // namespace actionplan::select_test
