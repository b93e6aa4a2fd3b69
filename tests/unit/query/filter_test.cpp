// SPDX-License-Identifier: Apache-2.0
#include <actionplan/query/filter.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/query/field_names.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace actionplan::filter_test {
namespace {

// A text form and the one form in which the filter writes it.
struct Read {
  const char* name;
  const char* text;
  const char* want;
};

class FilterReads : public testing::TestWithParam<Read> {};

TEST_P(FilterReads, InItsOneForm) {
  const Filter filter = Filter::parse(GetParam().text);
  EXPECT_EQ(filter.text(), GetParam().want);
  EXPECT_EQ(Filter::parse(filter.text()), filter);
}

INSTANTIATE_TEST_SUITE_P(
    Filter, FilterReads,
    testing::Values(
        Read{"Empty", "", ""}, Read{"OnlySpaces", " \t ", ""},
        Read{"TheExampleOfTheDesign",
             R"(deadline_status = unreported AND agency : "Justice" AND due < 2018-01-01)",
             R"(deadline_status = unreported AND agency : "Justice" AND due < 2018-01-01)"},
        Read{"OrInParentheses", "a AND (b OR c)", R"("a" AND ("b" OR "c"))"},
        Read{"AndInParentheses", "(a AND b) OR c", R"(("a" AND "b") OR "c")"},
        Read{"EachPairOfParenthesesForItself", "(a OR b) (c d) (e OR f)",
             R"(("a" OR "b") AND "c" AND "d" AND ("e" OR "f"))"},
        Read{"BareTermsAreJoined", "a (b OR c) d", R"("a" AND ("b" OR "c") AND "d")"},
        Read{"ParenthesesOfTheSameKind", "(a AND b) AND (c)", R"("a" AND "b" AND "c")"},
        Read{"NotAndMinus", "NOT a -b", R"(NOT "a" AND NOT "b")"},
        Read{"MinusBeforeParenthesis", "-(a b)", R"(NOT ("a" AND "b"))"},
        Read{"NotEqualIsNotOfEqual", "role != lead", "NOT role = lead"},
        Read{"TwiceNotIsNothing", "NOT (days_late != 3)", "days_late = 3"},
        Read{"WithoutSpaces", "due<=2018", "due <= 2018"},
        Read{"NegativeNumber", "days_late > -5.50", "days_late > -5.5"},
        Read{"PeriodInItsShortestName", "due = 2016-01-01/2016-03-31", "due = 2016Q1"},
        Read{"HasOfAWordIsEqual", "role : lead", "role = lead"},
        Read{"OpenWord", "deadline_status = done_*", "deadline_status = done_*"},
        Read{"AnyValue", "due = *", "due : *"},
        Read{"OpenAfter", "title = Open*", R"(title = "Open*")"},
        Read{"OpenAtBothEndsIsAPart", "title = '*data*'", R"(title : "data")"},
        Read{"StarsSayNothingInAPart", R"(title : "open*")", R"(title : "open")"},
        Read{"EscapedStarIsAStar", R"(title = "a\*")", R"(title = "a\*")"},
        Read{"Escapes", R"(title : 'it\'s "so" \\')", R"(title : "it's \"so\" \\")"},
        Read{"ValuesInParentheses", "agency : (Justice OR NOT 'Eco*')",
             R"(agency : "Justice" OR NOT agency : "Eco")"},
        Read{"KeywordsCanBeQuoted", R"("AND" 'or')", R"("AND" AND "or")"},
        Read{"OtherAlphabets", "title : ədliyyə", R"(title : "ədliyyə")"},
        Read{"UnicodeSpaces",
             "a\xC2\xA0"
             "AND\xC2\xA0"
             "b",
             R"("a" AND "b")"}),
    [](const auto& test) { return test.param.name; });

// A text that is no filter, and what the sentence says.
struct Refused {
  const char* name;
  const char* text;
  const char* want;
};

class FilterRefuses : public testing::TestWithParam<Refused> {};

TEST_P(FilterRefuses, NamingTheColumnAndTheRemedy) {
  try {
    (void)Filter::parse(GetParam().text);
    FAIL() << "was read";
  } catch (const InvalidArgument& error) {
    EXPECT_NE(std::string{error.what()}.find(GetParam().want), std::string::npos) << error.what();
    EXPECT_EQ(std::string{error.what()}.back(), '.');
  }
}

INSTANTIATE_TEST_SUITE_P(
    Filter, FilterRefuses,
    testing::Values(
        Refused{
            "UnknownField", "dew < 2018",
            R"(column 1 this: There is no field "dew"; write one of id, number, section, title)"},
        Refused{
            "UnknownWord", "ə AND force = must",
            R"(column 15 this: The field force cannot be held against "must"; write one of binding, recommended)"},
        Refused{"NoDay", "due < tomorrow",
                R"(column 7 this: The field due cannot be held against "tomorrow"; write a day)"},
        Refused{"NoSuchDay", "due = 2018-02-30", "column 7"},
        Refused{"NoNumber", "days_late > many", "write a number such as 30"},
        Refused{"NumberWithMore", "days_late > 3d", "write a number such as 30"},
        Refused{"WordsHaveNoOrder", "derived >= limited",
                R"(column 12 this: The field derived has no order)"},
        Refused{"TextHasNoOrder", "title < b", "has no order"},
        Refused{"OrderOfAnything", "due < *", "column 7"},
        Refused{"StarInside", "title = a*b", "column 10 a star inside a text"},
        Refused{"StarInLabel", "number = 4.*", R"(":" takes all that is below it)"},
        Refused{"TextNotEnded", "title = \"x", "column 9 a text without the \" that ends it"},
        Refused{"UnknownEscape", R"(title = "a\n")", "column 11 a backslash before none of"},
        Refused{"EmptyText", "title : \"\"", "write a text, or \": *\""},
        Refused{"NothingToSearch", "\"\"", "column 1"},
        Refused{"OpenParenthesis", "a (b", "column 3 a parenthesis that is not closed"},
        Refused{"ClosedTwice", "a)", "column 2 a \")\" that closes nothing"},
        Refused{"EmptyParentheses", "()", "column 2 \")\"; write a condition"},
        Refused{"NoValue", "due <", "column 6 its end; write a value for due"},
        Refused{"KeywordAsValue", "agency = AND", "or quote it"},
        Refused{"TwoComparators", "due < = 2018", "column 7 \"=\"; write one comparator"},
        Refused{"NothingAfterAnd", "a AND", "column 6 its end"},
        Refused{"OrAfterAnd", "a AND b OR c", "column 9 AND and OR beside each other"},
        Refused{"AndAfterOr", "a OR b AND c", "write the parentheses"},
        Refused{"OrAfterABlank", "a b OR c", "column 5 AND and OR"},
        Refused{"ABlankAfterOr", "a OR b c", "column 8 AND and OR"},
        Refused{"AndBesideOrOfValues", "agency : (a OR b AND c)", "column 18 AND and OR"},
        Refused{"AndAfterParentheses", "(a OR b) OR c AND d", "column 15 AND and OR"},
        Refused{"NothingBeforeOr", "OR a", "column 1 \"OR\""},
        Refused{"FieldAlone", "due", "put a comparator and a value after the field"},
        Refused{"SmallLetters", "a and b", "column 3 the bare word \"and\"; write it in capitals"},
        Refused{"Function", "today()", "there are no functions"},
        Refused{"Comma", "a, b", "column 2 \",\""},
        Refused{"NoBlank", "a\"b\"", "column 2 \"\"b\"\"; put a blank"},
        Refused{"ComparedInsideValues", "due = (start = 2018)", "stand before the parenthesis"},
        Refused{"BadUtf8", "title : \xC3", "not well-formed UTF-8 at byte 8"}),
    [](const auto& test) { return test.param.name; });

// What joins without parentheses in C++ is refused as a text, so that no text says something else.
TEST(Filter, TheBuilderJoinsAsTheLanguageDoes) {
  using namespace field;
  const Filter a = title.has("a");
  const Filter b = title.has("b");
  const Filter c = title.has("c");
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wparentheses"
#endif
  const Filter joined = a || b && c;
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
  EXPECT_EQ(joined.text(), R"(title : "a" OR (title : "b" AND title : "c"))");
  EXPECT_EQ(Filter::parse(joined.text()), joined);
  EXPECT_THROW((void)Filter::parse(R"(title : "a" OR title : "b" AND title : "c")"),
               InvalidArgument);
}

TEST(Filter, TheBuilderAndTheTextSayTheSame) {
  using namespace field;
  const Date day = Date::from_ymd(2018, 1, 1);
  EXPECT_EQ(deadline_status == DeadlineStatus::unreported && agency.has("Justice") && due < day,
            Filter::parse("deadline_status = unreported agency : Justice due < 2018-01-01"));
  EXPECT_EQ(!(title.starts_with("Open") || title.ends_with("*")) && number >= "4.2",
            Filter::parse(R"(NOT (title = "Open*" OR title = "*\*") AND number >= 4.2)"));
  EXPECT_EQ(due != Period::year(2017) && progress < 0.5 && days_late.is_present(),
            Filter::parse("due != 2017 AND progress < 0.5 AND days_late : *"));
  EXPECT_EQ(section.has("4") || section == "Legal" || Filter::search("a*"),
            Filter::parse(R"(section : 4 OR section = Legal OR "a\*")"));
}

TEST(Filter, EveryMeasureIsNeutral) {
  const Filter some = Filter::parse("role = lead");
  EXPECT_EQ(Filter{} && some, some);
  EXPECT_EQ(some && Filter{}, some);
  EXPECT_TRUE((Filter{} || some).is_everything());
  EXPECT_THROW((void)!Filter{}, InvalidArgument);
}

TEST(Filter, LengthDepthAndConditionsAreBounded) {
  EXPECT_THROW((void)Filter::parse("a" + std::string(Filter::max_bytes, ' ')), InvalidArgument);
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + "a" + std::string(depth, ')');
  };
  EXPECT_EQ(Filter::parse(nested(Filter::max_depth)).text(), "\"a\"");
  EXPECT_THROW((void)Filter::parse(nested(Filter::max_depth + 1)), InvalidArgument);
  EXPECT_THROW((void)Filter::parse(std::string(Filter::max_bytes, '(')), InvalidArgument);
  std::string many = "a";
  for (std::size_t i = 1; i < Filter::max_conditions; ++i) many += " a";
  EXPECT_NO_THROW((void)Filter::parse(many));
  EXPECT_THROW((void)Filter::parse(many + " a"), InvalidArgument);
  Filter deep = Filter::parse("a");
  const auto deepen = [&] {
    for (std::size_t i = 0; i <= Filter::max_depth; ++i) {
      deep = i % 2 == 0 ? deep && Filter::search("b") : deep || Filter::search("b");
    }
  };
  EXPECT_THROW(deepen(), InvalidArgument);
  EXPECT_EQ(Filter::parse(deep.text()), deep);
}

TEST(Filter, TheBuilderRefusesWhatAFieldDoesNotTake) {
  EXPECT_THROW((void)(field::number == ""), InvalidArgument);
  EXPECT_THROW((void)field::title.has("\xFF"), InvalidArgument);
  EXPECT_THROW((void)field::title.has(std::string_view{"a\0b", 3}), InvalidArgument);
  EXPECT_THROW((void)Filter::parse(std::string_view{"a\0b", 3}), InvalidArgument);
  EXPECT_THROW((void)(field::progress < std::numeric_limits<double>::quiet_NaN()), InvalidArgument);
  EXPECT_THROW((void)Filter::where(Field::due, Comparator::less, "soon"), InvalidArgument);
  EXPECT_THROW((void)(Filter{{Field::due, Comparator::less, 3.0}}), InvalidArgument);
  EXPECT_THROW((void)(Filter{{Field::title, Comparator::equal, 3.0}}), InvalidArgument);
  EXPECT_THROW((void)(Filter{{Field::days_late, Comparator::equal, Period::year(2018)}}),
               InvalidArgument);
}

TEST(Field, EveryOneHasALineInTheTable) {
  ASSERT_EQ(fields().size(), enum_count<Field>);
  for (std::size_t i = 0; i < enum_count<Field>; ++i) {
    const FieldInfo& line = fields()[i];
    EXPECT_EQ(static_cast<std::size_t>(line.field), i);
    EXPECT_EQ(find_field(to_string(line.field)), line.field);
    EXPECT_EQ(words_of(line.field).empty(), line.type != FieldType::word);
    const std::string name{to_string(line.field)};
    EXPECT_EQ(Filter::parse(line.example).text().substr(0, name.size()), name);
  }
}

}  // namespace
}  // namespace actionplan::filter_test
