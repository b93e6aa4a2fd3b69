// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/formula.hpp>

#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace actionplan::formula_test {
namespace {

constexpr double absent = std::numeric_limits<double>::quiet_NaN();

struct Case {
  const char* name;
  const char* text;
  double want;
};

class FormulaValue : public testing::TestWithParam<Case> {};

// [a] is 6, [b] is 3, [none] has no value.
TEST_P(FormulaValue, IsComputed) {
  const Formula formula = Formula::parse(GetParam().text);
  std::vector<std::vector<double>> values;
  for (const FormulaInput& input : formula.inputs()) {
    const std::string& id = input.indicator.value();
    values.push_back({id == "a" ? 6 : id == "b" ? 3 : absent});
  }
  std::vector<std::span<const double>> columns(values.begin(), values.end());
  const double found = formula.evaluate(columns).at(0);
  if (std::isnan(GetParam().want)) {
    EXPECT_TRUE(std::isnan(found)) << found;
  } else {
    EXPECT_DOUBLE_EQ(found, GetParam().want);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, FormulaValue,
    testing::Values(Case{"number", "1.5e1", 15}, Case{"share", "[a] / [b] * 100", 200},
                    Case{"precedence", "1 + 2 * 3", 7}, Case{"left_to_right", "8 - 3 - 2", 3},
                    Case{"divides_left_to_right", "8 / 4 / 2", 1},
                    Case{"parentheses", "(1 + 2) * 3", 9}, Case{"minus", "-[a] - -2", -4},
                    Case{"min", "min([a], [b], 5)", 3}, Case{"max", "max([a], [b])", 6},
                    Case{"min_of_one", "min([a])", 6}, Case{"sum", "sum([a]) + [a]", 12},
                    Case{"zero_divisor", "[a] / ([b] - 3)", absent},
                    Case{"absent", "[a] + [none]", absent},
                    Case{"absent_in_min", "min([a], [none])", absent},
                    Case{"overflow", "1e308 * 10", absent}, Case{"spaces", "  [ a ]\t+1 ", 7}),
    [](const auto& row) { return row.param.name; });

struct Refusal {
  const char* name;
  std::string text;
  std::uint32_t column;
};

class FormulaRefusal : public testing::TestWithParam<Refusal> {};

TEST_P(FormulaRefusal, NamesItsColumn) {
  try {
    (void)Formula::parse(GetParam().text);
    FAIL() << "nothing was refused";
  } catch (const ParseError& error) {
    EXPECT_EQ(error.place().column, GetParam().column) << error.what();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, FormulaRefusal,
    testing::Values(Refusal{"empty", "", 1}, Refusal{"operator_alone", "1 +", 4},
                    Refusal{"two_values", "[a] [b]", 5}, Refusal{"open_bracket", "[a", 2},
                    Refusal{"empty_bracket", "[ ]", 2}, Refusal{"open_parenthesis", "(1 + 2", 7},
                    Refusal{"unknown_function", "avg([a])", 1},
                    Refusal{"sum_of_expression", "sum([a] + 1)", 9},
                    Refusal{"sum_of_number", "sum(1)", 5}, Refusal{"power", "2 ^ 3", 3},
                    Refusal{"after_a_letter_of_two_bytes", "[\u0259] ?", 5},
                    Refusal{"infinite", "1e999", 1}, Refusal{"no_number", ".", 1},
                    Refusal{"too_deep", std::string(65, '(') + "1" + std::string(65, ')'), 65},
                    Refusal{"too_long", std::string(5000, ' ') + "1", 1},
                    Refusal{"not_utf8", "\xff", 1}),
    [](const auto& row) { return row.param.name; });

TEST(Formula, NamesItsInputsOnce) {
  const Formula formula = Formula::parse("[b] + [a] * [b] - sum([a])");
  const std::vector<FormulaInput> want{
      {IndicatorId{"b"}, false}, {IndicatorId{"a"}, false}, {IndicatorId{"a"}, true}};
  EXPECT_EQ(formula.inputs(), want);
}

TEST(Formula, RefusesColumnsThatDoNotFit) {
  const Formula formula = Formula::parse("[a] + [b]");
  const std::vector<double> one{1};
  const std::vector<double> two{1, 2};
  EXPECT_THROW((void)formula.evaluate(std::vector<std::span<const double>>{one}), InvalidArgument);
  EXPECT_THROW((void)formula.evaluate(std::vector<std::span<const double>>{one, two}),
               InvalidArgument);
}

struct Units {
  const char* name;
  const char* text;
  std::size_t problems;
};

class FormulaUnits : public testing::TestWithParam<Units> {};

TEST_P(FormulaUnits, AreChecked) {
  const auto unit = [](const IndicatorId& id) -> std::optional<std::string> {
    if (id.value() == "people" || id.value() == "men") return "people";
    if (id.value() == "money") return "manat";
    return std::nullopt;
  };
  EXPECT_EQ(Formula::parse(GetParam().text).check_units(unit).size(), GetParam().problems);
}

INSTANTIATE_TEST_SUITE_P(Table, FormulaUnits,
                         testing::Values(Units{"same", "[men] + [people]", 0},
                                         Units{"different", "[men] + [money]", 1},
                                         Units{"scaled", "[men] * 2 - [money]", 1},
                                         Units{"unknown", "[men] + [x]", 0},
                                         Units{"product", "[men] * [money] + [people]", 0},
                                         Units{"share", "[men] / [people] * 100 + 1", 0},
                                         Units{"min", "min([men], [money], [people])", 2},
                                         Units{"plain", "[men] + 1", 0}),
                         [](const auto& row) { return row.param.name; });

TEST(CheckFormulas, NamesUnknownInputsAndCircles) {
  const std::map<IndicatorId, Formula> formulas{{IndicatorId{"a"}, Formula::parse("[b] + [x]")},
                                                {IndicatorId{"b"}, Formula::parse("[c]")},
                                                {IndicatorId{"c"}, Formula::parse("[a] + [d]")},
                                                {IndicatorId{"e"}, Formula::parse("[e]")}};
  const auto is_known = [](const IndicatorId& id) { return id.value() != "x"; };
  const std::vector<Problem> problems = check_formulas(formulas, is_known);
  ASSERT_EQ(problems.size(), 3U);
  EXPECT_EQ(problems[0].code, "unknown_indicator");
  EXPECT_NE(problems[1].message.find("a -> b -> c -> a"), std::string::npos) << problems[1].message;
  EXPECT_NE(problems[2].message.find("e -> e"), std::string::npos);
}

}  // namespace
}  // namespace actionplan::formula_test
