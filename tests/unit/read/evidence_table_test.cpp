// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/frame_builder.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/read/evidence_csv.hpp>
#include <actionplan/read/evidence_frame.hpp>

#include "../make_plan.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace actionplan::evidence_table_test {
namespace {

const Date today = Date::parse("2019-06-01");
const std::string header = "indicator,period,value,reporter,source\n";

EvidenceRows read(const std::string& csv, const EvidenceTableOptions& options = {},
                  std::optional<Date> recorded_on = today) {
  return read_evidence_csv(csv, recorded_on, {}, {}, options);
}

struct Number {
  const char* name;
  const char* text;
  std::optional<char> decimal;
  std::optional<double> want;  // absent: refused
  const char* unit = "";
};

class WrittenNumbers : public testing::TestWithParam<Number> {};

TEST_P(WrittenNumbers, AreReadAsDeclaredOrRefused) {
  EvidenceTableOptions options;
  options.decimal = GetParam().decimal;
  const EvidenceRows rows = read(header + "1/1,2017,\"" + GetParam().text + "\",M,s\n", options);
  ASSERT_EQ(rows.entries.size(), GetParam().want ? 1U : 0U);
  if (!GetParam().want) {
    ASSERT_EQ(rows.problems.size(), 1U);
    EXPECT_EQ(rows.problems[0].place, (Place{2, 11}));
    return;
  }
  EXPECT_EQ(rows.entries[0].value, GetParam().want);
  EXPECT_EQ(rows.entries[0].unit, GetParam().unit);
}

INSTANTIATE_TEST_SUITE_P(
    Csv, WrittenNumbers,
    testing::Values(
        Number{"plain", "1234.5", {}, 1234.5}, Number{"exponent", "1e3", {}, 1000},
        Number{"percent", "80%", {}, 80, "%"},
        Number{"percent_with_space", "80\u00A0%", {}, 80, "%"},
        Number{"minus_sign", "\u22125", {}, -5}, Number{"comma_undeclared", "2,5", {}, {}},
        Number{"thousands_undeclared", "1,250", {}, {}}, Number{"decimal_comma", "2,5", ',', 2.5},
        Number{"points_before_decimal_comma", "1.234,5", ',', 1234.5},
        Number{"spaces_before_decimal_comma", "1 234 567,5", ',', 1234567.5},
        Number{"narrow_spaces", "1\u202F234", ',', 1234},
        Number{"apostrophes", "1'234.5", '.', 1234.5},
        Number{"commas_before_decimal_point", "1,250.5", '.', 1250.5},
        Number{"groups_of_two", "1,25,000", '.', {}},
        Number{"point_where_comma_is_declared", "2.5", ',', {}},
        Number{"thousands_or_decimals", "1.200", {}, {}},
        Number{"thousands_or_decimals_in_percent", "31.200 %", {}, {}},
        Number{"thousands_or_decimals_below_zero", "-1.200", {}, {}},
        Number{"thousands_by_declaration", "1.200", ',', 1200},
        Number{"decimals_by_declaration", "1.200", '.', 1.2},
        Number{"three_decimals_of_less_than_one", "0.125", {}, 0.125},
        Number{"three_decimals_of_thousands", "1234.567", {}, 1234.567},
        Number{"stored_where_a_comma_is_declared", "1.234e0", ',', 1.234},
        Number{"small_percent", "0.3%", {}, 0.3, "% (0-100)"},
        Number{"two_dividers", "1.234 567", ',', {}}, Number{"not_a_number", "nan", {}, {}},
        Number{"infinite", "inf", {}, {}}, Number{"word", "many", ',', {}}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(EvidenceTable, RefusesAPercentSignBesideAnotherUnit) {
  const EvidenceRows rows =
      read("indicator,period,value,unit,reporter,source\n1/1,2017,80%,share,M,s\n");
  EXPECT_TRUE(rows.entries.empty());
  EXPECT_EQ(read("indicator,period,value,unit,reporter,source\n1/1,2017,80%,percent,M,s\n")
                .entries.at(0)
                .unit,
            "percent");
}

TEST(EvidenceTable, TakesColumnsByTheNamesTheyWereGiven) {
  EvidenceTableOptions options;
  options.columns = {{"Kennzahl", "indicator"}, {"Wert", "value"}, {"Land", "dimension:region"}};
  const EvidenceRows rows =
      read("Kennzahl,period,Wert,Land,reporter,source\n1/1,2017,5,Baku,M,s\n", options);
  ASSERT_EQ(rows.entries.size(), 1U);
  EXPECT_EQ(rows.entries[0].value, 5);
  EXPECT_EQ(rows.entries[0].dimension.at("region"), "Baku");
  options.columns = {{"Wertt", "value"}};
  EXPECT_THROW((void)read(header, options), InvalidArgument);
  options.columns = {{"value", "worth"}};
  EXPECT_THROW((void)read(header, options), InvalidArgument);
}

struct Shape {
  const char* name;
  const char* text;
  const char* looks_like;  // empty: nothing is said
};

class OtherThanNumbers : public testing::TestWithParam<Shape> {};

TEST_P(OtherThanNumbers, AreNamedWhateverTheDecimalMark) {
  for (const std::optional<char> decimal : {std::optional<char>{}, {'.'}, {','}}) {
    EvidenceTableOptions options;
    options.decimal = decimal;
    const EvidenceRows rows = read(header + "1/1,2017,\"" + GetParam().text + "\",M,s\n", options);
    ASSERT_EQ(rows.problems.size(), 1U);
    EXPECT_TRUE(rows.entries.empty());
    const std::string& message = rows.problems[0].message;
    const std::string begin = "Column value: \"" + std::string{GetParam().text} + "\" is no number";
    EXPECT_EQ(message.substr(0, begin.size()), begin);
    const std::string looks_like = GetParam().looks_like;
    if (looks_like.empty()) {
      EXPECT_EQ(message.find("looks like"), std::string::npos) << message;
    } else {
      EXPECT_EQ(message.substr(begin.size()),
                " but looks like " + looks_like +
                    "; give the one number that is meant, and the rest in the column text.");
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    Csv, OtherThanNumbers,
    testing::Values(Shape{"range", "31-32", "a range"}, Shape{"range_spaced", "31 - 32", "a range"},
                    Shape{"range_by_an_en_dash", "31\u201332", "a range"},
                    Shape{"range_of_percent", "31%\u201332%", "a range"},
                    Shape{"range_of_decimals", "1.5 \u2014 2.5", "a range"},
                    Shape{"below", "<31", "a bound"}, Shape{"at_least", "\u2265 31", "a bound"},
                    Shape{"below_or_equal", "<= 31", "a bound"}, Shape{"or_more", "31+", "a bound"},
                    Shape{"about", "~31", "a number that is not exact"},
                    Shape{"give_or_take", "31\u00B12", "a number that is not exact"},
                    Shape{"a_day", "2017-06-30", ""}, Shape{"a_word", "many", ""},
                    Shape{"a_dash", "-", ""}, Shape{"a_mark_alone", "<", ""},
                    Shape{"a_number_with_a_word", "31 laws", ""}),
    [](const auto& one) { return std::string{one.param.name}; });

struct Rounded {
  const char* name;
  const char* text;
  const char* kept;  // empty: nothing is said
};

class LongNumbers : public testing::TestWithParam<Rounded> {};

TEST_P(LongNumbers, AreKeptAndNamedWhereTheirLastDigitsAreNot) {
  EvidenceTableOptions options;
  options.decimal = '.';
  const EvidenceRows rows =
      read(header + "1/1,2017,\"" + GetParam().text + "\",M,s\n1/1,2018,5,M,s\n", options);
  EXPECT_EQ(rows.entries.size(), 2U);
  const std::string kept = GetParam().kept;
  ASSERT_EQ(rows.problems.size(), kept.empty() ? 0U : 1U);
  if (kept.empty()) return;
  EXPECT_EQ(rows.problems[0].code, "number_rounded");
  EXPECT_EQ(rows.problems[0].severity, Severity::warning);
  EXPECT_EQ(rows.problems[0].place, (Place{2, 11}));
  EXPECT_EQ(rows.problems[0].message,
            "Column value: " + std::string{GetParam().text} + " counts as " + kept +
                ", as a number of so many digits is not kept to the last; give it in thousands or "
                "millions, with such a unit, where they matter.");
}

INSTANTIATE_TEST_SUITE_P(
    Csv, LongNumbers,
    testing::Values(Rounded{"one_too_many", "9007199254740993", "9007199254740992"},
                    Rounded{"below_zero", "-9007199254740993", "-9007199254740992"},
                    Rounded{"in_thousands", "9,007,199,254,740,993", "9007199254740992"},
                    Rounded{"with_decimals", "9007199254740993.5", "9007199254740994"},
                    Rounded{"the_largest_of_all", "9007199254740992", ""},
                    Rounded{"even", "9007199254740994", ""},
                    Rounded{"zeros", "0009007199254740992", ""},
                    Rounded{"a_power_of_ten", "1e23", ""},
                    Rounded{"round", "20000000000000000000", ""}, Rounded{"a_fraction", "0.1", ""},
                    Rounded{"decimals_of_a_division", "33.333333333333333333", ""}),
    [](const auto& one) { return std::string{one.param.name}; });

TEST(EvidenceTable, KeepsWhatIsForAPeriodFarAheadAndSaysSo) {
  const EvidenceRows rows =
      read(header + "1/1,then,5,M,s\n1/1,2018,5,M,s\n1/1,2081,5,M,s\n1/1,2081,6,M,s\n");
  EXPECT_EQ(rows.entries.size(), 3U);
  ASSERT_EQ(rows.problems.size(), 2U);
  EXPECT_EQ(rows.problems[1].code, "period_ahead");
  EXPECT_EQ(rows.problems[1].place.line, 4U) << "the line in the file";
}

TEST(EvidenceTable, LeavesOutWhatIsDeclaredMissingAndNothingElse) {
  EvidenceTableOptions options;
  options.missing = {"-", ".."};
  const std::string csv =
      "indicator,period,value,n,reporter,source\n1/1,2017,5,..,M,s\n1/1,2018,-,..,M,s\n";
  const EvidenceRows rows = read(csv, options);
  ASSERT_EQ(rows.entries.size(), 1U);
  EXPECT_FALSE(rows.entries[0].n.has_value());
  EXPECT_EQ(rows.blank_rows, 1U);
  EXPECT_EQ(read(csv).entries.size(), 0U);
}

TEST(EvidenceTable, HonoursADayOfRecordingInEachRow) {
  const std::string csv =
      "indicator,period,value,reporter,source,recorded_on\n1/1,2017,5,M,s,2018-02-01\n1/1,2018,6,M,"
      "s,\n";
  const EvidenceRows rows = read(csv);
  ASSERT_EQ(rows.entries.size(), 2U);
  EXPECT_EQ(rows.entries[0].recorded_on, Date::parse("2018-02-01"));
  EXPECT_EQ(rows.entries[1].recorded_on, today);
  const EvidenceRows without = read(csv, {}, std::nullopt);
  EXPECT_EQ(without.entries.size(), 1U);
  EXPECT_EQ(without.problems.size(), 1U);
}

TEST(EvidenceTable, RefusesRowsOnWhatThePlanDoesNotHold) {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2018-12-31"));
  made::set_indicators(measure, {{"laws", IndicatorKind::count}});
  builder.add(measure);
  EvidenceTableOptions options;
  options.history = PlanHistory{builder.build()};
  const EvidenceRows rows = read(header + "1/1,2017,5,M,s\n1,2017,5,M,s\n", options);
  EXPECT_EQ(rows.lines, (std::vector<std::uint32_t>{2}));
  ASSERT_EQ(rows.problems.size(), 1U);
  EXPECT_EQ(rows.problems[0].code, "unknown_id");
  EXPECT_EQ(rows.problems[0].place, (Place{3, 1}));
  EXPECT_NE(rows.problems[0].message.find("the nearest is 1/1"), std::string::npos);
}

TEST(EvidenceTable, KeepsAShareWithoutAUnitAndSaysSo) {
  PlanBuilder builder = made::heading();
  Measure measure = made::measure("1", made::window("2016-01-01", "2018-12-31"));
  made::set_indicators(measure, {{"share", IndicatorKind::percentage}});
  builder.add(measure);
  EvidenceTableOptions options;
  options.history = PlanHistory{builder.build()};
  const std::string csv = header + "1/1,2016,55,M,s\n1/1,then,5,M,s\n1/1,2017,0.72,M,s\n";
  const EvidenceRows rows = read(csv, options);
  EXPECT_EQ(rows.entries.size(), 2U);
  ASSERT_EQ(rows.problems.size(), 2U);
  EXPECT_EQ(rows.problems[1].code, "unit_unstated");
  EXPECT_EQ(rows.problems[1].severity, Severity::warning);
  EXPECT_EQ(rows.problems[1].place.line, 4U) << "the line in the file";
  EXPECT_EQ(read(csv).problems.size(), 1U) << "without a plan nobody knows";
}

TEST(EvidenceTable, AsksOnceWhetherValuesInPercentAreShares) {
  const auto codes = [](const std::string& rows) {
    std::string out;
    for (const Problem& problem :
         read("indicator,period,value,unit,reporter,source\n" + rows).problems) {
      out += problem.code + "@" + std::to_string(problem.place.line) + " ";
    }
    return out;
  };
  EXPECT_EQ(codes("1/1,2016,0.4,%,M,s\n2/1,2016,0.5,percent,M,s\n"), "values_maybe_shares@2 ");
  EXPECT_EQ(codes("1/1,2016,40,%,M,s\n2/1,2016,0.5,%,M,s\n"), "values_maybe_shares@3 ");
  EXPECT_EQ(codes("1/1,2016,0.4,%,M,s\n1/1,2017,1,%,M,s\n"), "");
  EXPECT_EQ(codes("1/1,2016,0.4%,%,M,s\n"), "") << "the sign says that it is none";
  EXPECT_EQ(codes("1/1,2016,0.4,share,M,s\n"), "");
}

TEST(EvidenceTable, AsksWhetherAColumnInPercentMixesShares) {
  const auto codes = [](const std::string& rows) {
    std::string out;
    for (const Problem& problem :
         read("indicator,period,value,unit,reporter,source\n" + rows).problems) {
      out += problem.code + "@" + std::to_string(problem.place.line) + " ";
    }
    return out;
  };
  EXPECT_EQ(codes("1/1,2016,31,%,M,s\n1/1,2017,0.29,%,M,s\n"), "value_maybe_share@3 ");
  EXPECT_EQ(codes("1/1,2016,31,%,M,s\n1/1,2017,0.29%,%,M,s\n"), "") << "with its sign";
  EXPECT_EQ(codes("1/1,2016,31,%,M,s\n1/1,2017,0.29,% (0-100),M,s\n"), "") << "with its scale";
  EXPECT_EQ(codes("1/1,2016,31,%,M,s\n1/1,2017,2.9,%,M,s\n"), "");
}

TEST(EvidenceTable, TellsDecimalsByTheOtherNumbersOfTheTable) {
  const auto values = [](const std::string& rows) {
    std::vector<std::optional<double>> out;
    for (const Entry& entry : read(header + rows).entries) out.push_back(entry.value);
    return out;
  };
  using Values = std::vector<std::optional<double>>;
  EXPECT_EQ(values("1/1,2016,1.200,M,s\n1/1,2017,1.450,M,s\n"), Values{});
  EXPECT_EQ(values("1/1,2016,1.200,M,s\n1/1,2017,1.5,M,s\n"), (Values{1.2, 1.5}));
  EXPECT_EQ(values("1/1,2016,1.200,M,s\n1/1,2017,800,M,s\n"), (Values{800.0}));
  const EvidenceRows asked = read(header + "1/1,2016,1.200,M,s\n");
  ASSERT_EQ(asked.problems.size(), 1U);
  EXPECT_EQ(asked.problems[0].severity, Severity::error);
  EXPECT_EQ(asked.problems[0].message,
            "Column value: \"1.200\" is no number that is sure: it is 1200 or 1.2, and no other "
            "number of the table tells which; declare how numbers are written: decimal=\",\" for "
            "1200, decimal=\".\" for the other.");
}

TEST(EvidenceTable, TakesNumbersOfAFrameAsTheyAreStored) {
  FrameBuilder builder{1};
  builder.add_texts("indicator",
                    [](std::size_t) { return std::optional{std::string_view{"1/1"}}; });
  builder.add_texts("period", [](std::size_t) { return std::optional{std::string_view{"2017"}}; });
  builder.add_reals("value", [](std::size_t) { return std::optional{1.234}; });
  builder.add_texts("reporter", [](std::size_t) { return std::optional{std::string_view{"M"}}; });
  builder.add_texts("source", [](std::size_t) { return std::optional{std::string_view{"s"}}; });
  const Frame frame = builder.build();
  for (const std::optional<char> decimal : {std::optional<char>{}, {'.'}, {','}}) {
    EvidenceTableOptions options;
    options.decimal = decimal;
    const EvidenceRows rows = read_evidence_frame(frame, today, {}, options);
    ASSERT_EQ(rows.entries.size(), 1U);
    EXPECT_EQ(rows.entries[0].value, 1.234);
  }
}

TEST(EvidenceTable, RefusesARowWithALetterThatWasLost) {
  const std::string csv = header + "1/1,2016,1,R\xB3gie,s\n1/1,2017,2,M,s\n";
  const EvidenceRows rows = read(csv);
  ASSERT_EQ(rows.problems.size(), 1U) << "said once";
  EXPECT_EQ(rows.problems[0].code, "lost_character");
  EXPECT_EQ(rows.problems[0].place, (Place{2, 12}));
  EXPECT_EQ(rows.lines, std::vector<std::uint32_t>{3});
  const std::string title = "measure_title," + header;
  EXPECT_EQ(read(title + "\xB3,1/1,2016,1,M,s\n").entries.size(), 1U) << "for people alone";
  EXPECT_THROW((void)read("indicator,dimension:r\xB3gion,value\n1/1,a,1\n"), ParseError);
}

TEST(EvidenceTable, TakesTheEncodingThatIsDeclared) {
  EvidenceTableOptions options;
  options.encoding = "cp1251";
  const EvidenceRows rows = read(header + "1/1,2016,1,\xC4\xE0,s\n", options);
  ASSERT_EQ(rows.entries.size(), 1U);
  EXPECT_EQ(rows.entries[0].reporter, "Да");
  EXPECT_TRUE(rows.problems.empty());
  EXPECT_THROW((void)read(header + "1/1,2016,1,Да,s\n", options), ParseError);
  options.encoding = "ebcdic";
  EXPECT_THROW((void)read(header + "1/1,2016,1,M,s\n", options), InvalidArgument);
}

TEST(EvidenceTable, AsksWhatTheLetterTOfAPeriodIs) {
  const std::string csv = header + "1/1,2024-T3,1,M,s\n";
  EvidenceTableOptions options;
  const EvidenceRows undeclared = read(csv, options);
  ASSERT_EQ(undeclared.problems.size(), 1U);
  EXPECT_NE(undeclared.problems[0].message.find("declare it (letter_t)"), std::string::npos);
  options.letter_t = LetterT::quarter;
  EXPECT_EQ(read(csv, options).entries.at(0).period, Period::quarter(2024, 3));
  options.letter_t = LetterT::four_months;
  EXPECT_EQ(read(csv, options).entries.at(0).period, Period::parse("2024-09-01/2024-12-31"));
  EXPECT_TRUE(read(header + "1/1,2024-T4,1,M,s\n", options).entries.empty());
}

TEST(EvidenceTable, ReadsNothingWhereAColumnIsThereTwice) {
  try {
    (void)read("indicator,period,value,Value,reporter,source\n1/1,2016,1,2,M,s\n");
    FAIL() << "it was read";
  } catch (const ParseError& error) {
    EXPECT_EQ(error.place(), (Place{1, 24}));
    EXPECT_NE(std::string{error.what()}.find("The column \"Value\" is there twice"),
              std::string::npos);
  }
}

TEST(EvidenceTable, RefusesIdsThatAFrameHoldsAsNumbersOrDays) {
  FrameBuilder builder{2};
  const std::vector<double> numbers{1.1, 1.1};
  const std::vector<Date> days{today, today};
  builder.add_reals("measure", [&](std::size_t row) { return std::optional{numbers[row]}; });
  builder.add_dates("indicator", [&](std::size_t row) { return std::optional{days[row]}; });
  const EvidenceRows rows = read_evidence_frame(builder.build(), today);
  EXPECT_TRUE(rows.entries.empty());
  ASSERT_EQ(rows.problems.size(), 2U);
  EXPECT_EQ(rows.problems[0].place, (Place{0, 1}));
  EXPECT_NE(rows.problems[0].message.find("1.1 and 1.10 are one"), std::string::npos);
}

}  // namespace
}  // namespace actionplan::evidence_table_test
