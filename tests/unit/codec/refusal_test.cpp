// SPDX-License-Identifier: Apache-2.0
#include "documents.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace actionplan::refusal_test {
namespace {

// A plan with these members beside its schema.
std::string plan_with(const std::string& members) {
  return R"({"schema": "actionplan/plan@1", )" + members + "}";
}

std::string measure_with(const std::string& members) {
  return plan_with(R"("title": "T", "measures": [{"number": "1", "title": "A"},
{"number": "2", "title": "B", )" +
                   members + "}]");
}

struct Case {
  const char* name;
  std::string text;
  const char* message;
  Place place;
};

class Refusal : public testing::TestWithParam<Case> {};

TEST_P(Refusal, NamesPathValueAndRemedy) {
  const Case& test = GetParam();
  try {
    static_cast<void>(plan_from_json(test.text));
    FAIL() << "was read";
  } catch (const ParseError& error) {
    EXPECT_STREQ(error.what(), test.message);
    EXPECT_EQ(error.place().line, test.place.line);
    EXPECT_EQ(error.place().column, test.place.column);
  }
}

std::string case_name(const testing::TestParamInfo<Case>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(
    NotJson, Refusal,
    testing::Values(
        Case{"Empty", "", "The JSON text is empty; write a document with a \"schema\".", {}},
        Case{"OnlySpaces",
             " \n\t ",
             "The JSON text is empty; write a document with a \"schema\".",
             {}},
        Case{"Word",
             "{\n  \"title\": nope}",
             "JSON text, line 2, column 13: not valid JSON (while parsing value - invalid literal; "
             "last read: '\"title\": no'); correct it here.",
             {2, 13}},
        Case{"CutShort",
             "{\"é\": ",
             "JSON text, line 1, column 7: not valid JSON (while parsing value - unexpected end of "
             "input; expected '[', '{', or a literal); correct it here.",
             {1, 7}},
        Case{"TwoDocuments",
             "{} {}",
             "JSON text, line 1, column 4: not valid JSON (while parsing value - unexpected '{'; "
             "expected end of input); correct it here.",
             {1, 4}},
        Case{"LoneSurrogate",
             R"(["\ud800"])",
             "JSON text, line 1, column 9: not valid JSON (while parsing value - invalid string: "
             "surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF; last read: "
             "'\"\\ud800\"'); correct it here.",
             {1, 9}},
        Case{"HugeNumber",
             "[1, 1e999]",
             "JSON text, line 1, column 5: the number is too large; write one below 1.7e308.",
             {1, 5}},
        Case{"NotANumber",
             "[NaN]",
             "JSON text, line 1, column 2: not valid JSON (while parsing value - invalid literal; "
             "last read: '[N'); correct it here.",
             {1, 2}},
        Case{
            "DuplicateKey",
            "{\"a\": 1,\n \"\\u0061\": 2}",
            "JSON text, line 2, column 13: the object that ends here has the key \"a\" twice; keep "
            "one of them.",
            {2, 13}},
        Case{"NotUtf8",
             "{\n\"a\": \"b\xFF\"}",
             "JSON text, line 2, column 8: the bytes are no UTF-8; save the document as UTF-8.",
             {2, 8}},
        Case{"Utf16",
             std::string{"\xFF\xFE{\0}\0", 6},
             "JSON text, line 1, column 1: the bytes are no UTF-8; save the document as UTF-8.",
             {1, 1}},
        Case{"NulByte",
             std::string{"{}\0 more", 8},
             "JSON text, line 1, column 3: a NUL byte stands here; remove it or write \\u0000 "
             "inside a text.",
             {1, 3}}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    OtherDocument, Refusal,
    testing::Values(
        Case{"AnArray",
             "[]",
             "JSON document: an array is of the wrong type; write an object: {...}.",
             {1, 1}},
        Case{"NoSchema",
             R"({"title": "x"})",
             "schema is missing; add it: \"actionplan/plan@1\".",
             {1, 1}},
        Case{"LaterVersion",
             R"({"schema": "actionplan/plan@2"})",
             "schema: \"actionplan/plan@2\" is another version than actionplan/plan@1, which this "
             "reader knows; update actionplan.",
             {1, 12}},
        Case{"AProfile",
             R"({"schema": "actionplan/profile@1"})",
             "schema: \"actionplan/profile@1\" is not the schema read here; give a document of "
             "schema \"actionplan/plan@1\".",
             {1, 12}},
        Case{"NoVersion",
             R"({"schema": "actionplan/plan@"})",
             "schema: \"actionplan/plan@\" is not the schema read here; give a document of schema "
             "\"actionplan/plan@1\".",
             {1, 12}}),
    case_name);

INSTANTIATE_TEST_SUITE_P(
    WrongValue, Refusal,
    testing::Values(
        Case{"NoTitle",
             plan_with(R"("measures": [])"),
             "title is missing; add it: a text in quotation marks.",
             {1, 1}},
        Case{"NoMeasures",
             plan_with(R"("title": "T", "measures": null)"),
             "measures is missing; add it: an array of measures.",
             {1, 1}},
        Case{"NoSuchDay",
             measure_with(R"("deadline": {"kind": "by", "due": "2016-13-01"})"),
             "measures[1].deadline.due: \"2016-13-01\" is no date; write YYYY-MM-DD, a day between "
             "1400-01-01 and 9999-12-31.",
             {2, 65}},
        Case{
            "DayAsNumber",
            measure_with(R"("deadline": {"kind": "by", "due": 2016})"),
            "measures[1].deadline.due: 2016 is no date; write YYYY-MM-DD, a day between 1400-01-01 "
            "and 9999-12-31.",
            {2, 65}},
        Case{
            "NoKindOfDeadline",
            measure_with(R"("deadline": {"kind": "someday"})"),
            "measures[1].deadline.kind: \"someday\" is no deadline kind; write one of: window, by, "
            "several, recurring, continuous, relative, no_date.",
            {2, 52}},
        Case{"TitleIsANumber",
             plan_with(R"("title": 3.5, "measures": [])"),
             "title: 3.5 is of the wrong type; write a text in quotation marks.",
             {1, 42}},
        Case{"LineIsNegative",
             measure_with(R"("line": -4)"),
             "measures[1].line: -4 is out of range; write a whole number from 0 to 4294967295.",
             {2, 39}},
        Case{"LineIsAFraction",
             measure_with(R"("line": 4.0)"),
             "measures[1].line: 4.0 is of the wrong type; write a whole number from 0 to "
             "4294967295.",
             {2, 39}},
        Case{"LineIsHuge",
             measure_with(R"("line": 18446744073709551616)"),
             "measures[1].line: 1.8446744073709552e+19 is of the wrong type; write a whole number "
             "from 0 to 4294967295.",
             {2, 39}},
        Case{"SpanOfThree",
             measure_with(R"("indicators": [{"id": "2/1", "kind": "count", "text": "a",
"span": [0, 1, 2]}])"),
             "measures[1].indicators[0].span: an array has not two numbers; write [begin, end].",
             {3, 9}},
        Case{"PeriodBackwards",
             plan_with(R"("title": "T", "period": {"start": "2018-01-01", "end": "2016-12-31"})"),
             "period.end: \"2016-12-31\" lies before the period's start; swap or correct them.",
             {1, 88}},
        Case{"ReportWithoutPeriod",
             measure_with(R"("deadline": {"kind": "recurring", "expected_reports": [{}]})"),
             "measures[1].deadline.expected_reports[0].period is missing; add it: a period such as "
             "\"2016Q1\".",
             {2, 86}},
        Case{"LongTextIsCut",
             measure_with(R"("section": [], "line": ")" + std::string(500, 'x') + "\""),
             "measures[1].section: an array is of the wrong type; write a text in quotation marks.",
             {2, 42}},
        Case{"EscapesControlCharacters",
             measure_with(R"("line": "\u001b[31m\u0000")"),
             "measures[1].line: \"\\u001b[31m\\u0000\" is of the wrong type; write a whole number "
             "from 0 to 4294967295.",
             {2, 39}}),
    case_name);

struct Misfit {
  const char* name;
  std::string text;
  const char* path;
};

class MisfitTest : public testing::TestWithParam<Misfit> {};

TEST_P(MisfitTest, IsNamedByItsPath) {
  const std::string message = made::refusal(plan_from_json, GetParam().text);
  const std::string start = std::string{GetParam().path} + ": ";
  EXPECT_EQ(message.substr(0, start.size()), start) << message;
}

INSTANTIATE_TEST_SUITE_P(
    Relations, MisfitTest,
    testing::Values(
        Misfit{"UnknownSection", measure_with(R"("section": "7")"), "measures[1].section"},
        Misfit{"UnknownAgency", measure_with(R"("assignments": [{"agency": "x"}])"),
               "measures[1].assignments[0].agency"},
        Misfit{"SameIndicatorTwice", measure_with(R"("indicator_text": "aa",
               "indicators": [{"id": "2/1", "kind": "count", "text": "a", "span": [0, 1]},
                              {"id": "2/1", "kind": "count", "text": "a", "span": [1, 2]}])"),
               "measures[1]"},
        Misfit{"IndicatorOfAnotherMeasure", plan_with(R"("title": "T", "measures": [
               {"number": "1", "title": "A", "indicator_text": "a", "indicators":
                [{"id": "x", "kind": "count", "text": "a", "span": [0, 1]}]},
               {"number": "2", "title": "B", "indicator_text": "b", "indicators":
                [{"id": "x", "kind": "count", "text": "b", "span": [0, 1]}]}])"),
               "measures[1].indicators[0].id"},
        Misfit{"EndsBeforeItBegins", plan_with(R"("title": "T", "measures": [], "agencies": [
               {"id": "a", "name": "a", "valid_from": "2017-01-01", "valid_to": "2016-01-01"}])"),
               "agencies[0]"},
        Misfit{"OwnSuccessor", plan_with(R"("title": "T", "measures": [], "agencies": [
               {"id": "a", "name": "a", "successors": ["a"]}])"),
               "agencies[0].successors[0]"},
        Misfit{"OwnParent", plan_with(R"("title": "T", "measures": [], "sections": [
               {"number": "1", "title": "a", "parent": "1"}])"),
               "sections[0].parent"},
        Misfit{"EmptyId", measure_with(R"("id": "")"), "measures[1].id"},
        Misfit{"SameMeasureTwice", measure_with(R"("id": "1")"), "measures[1].id"},
        Misfit{"DueBeforeStart",
               measure_with(
                   R"("deadline": {"kind": "window", "start": "2017-01-01", "due": "2016-01-01"})"),
               "measures[1]"},
        Misfit{"SpanElsewhere", measure_with(R"("indicator_text": "number of trainings",
               "indicators": [{"id": "2/1", "kind": "count", "text": "number", "span": [1, 7]}])"),
               "measures[1]"},
        Misfit{"ParentAfterChild", plan_with(R"("title": "T", "measures": [], "sections": [
               {"number": "1", "title": "a"}, {"number": "2.1", "title": "b", "parent": "2"},
               {"number": "2", "title": "c"}])"),
               "sections[1].parent"},
        Misfit{"AgencyTwice", plan_with(R"("title": "T", "measures": [], "agencies": [
               {"id": "a", "name": "a"}, {"id": "b", "name": "b"}, {"id": "a", "name": "c"},
               {"id": "d", "name": "d"}])"),
               "agencies[2].id"},
        Misfit{"UnknownSuccessor", plan_with(R"("title": "T", "measures": [], "agencies": [
               {"id": "a", "name": "a", "successors": ["b"]},
               {"id": "b", "name": "b", "successors": ["c"]}])"),
               "agencies[1].successors[0]"}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(ProfileRefusal, NamesThePathThroughIds) {
  EXPECT_EQ(made::refusal(profile_from_json, R"({"schema": "actionplan/profile@1", "plan": "T",
      "indicators": {"4.2.3/1": {"targets": [{"value": "many"}]}}})"),
            "indicators[\"4.2.3/1\"].targets[0].value: \"many\" is of the wrong type; write a "
            "number.");
}

TEST(ProfileRefusal, NamesThePresetsThereAre) {
  const std::string message =
      made::refusal(profile_from_json,
                    R"({"schema": "actionplan/profile@1", "plan": "T", "report_due": "sometime"})");
  EXPECT_NE(message.find("report_due: "), std::string::npos) << message;
  EXPECT_NE(message.find("open_budget_survey_audit"), std::string::npos) << message;
}

TEST(ProfileRefusal, RefusesADeadlineThatEndsBeforeItBegins) {
  EXPECT_EQ(
      made::refusal(profile_from_json, R"({"schema": "actionplan/profile@1", "plan": "T",
      "measures": {"1": {"deadline": {"kind": "window", "start": "2018-01-01",
                                      "due": "2016-12-31"}}}})"),
      "measures[\"1\"].deadline.due: \"2016-12-31\" lies before the start; swap or correct them.");
}

TEST(AgenciesRefusal, RefusesAnAgencyTwice) {
  const std::string message =
      made::refusal(agencies_from_json, R"({"schema": "actionplan/agencies@1", "agencies": [
      {"id": "a", "name": "A"}, {"id": "a", "name": "B"}]})");
  EXPECT_EQ(message, "agencies[1].id: \"a\" is taken already; an id names one object.");
}

}  // namespace
}  // namespace actionplan::refusal_test
