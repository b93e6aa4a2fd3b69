// SPDX-License-Identifier: Apache-2.0
// Which texts name one unit, and where case tells units apart.
#include "plan/internal/unit.hpp"

#include <gtest/gtest.h>

#include <string>

namespace actionplan::unit_test {
namespace {

struct Pair {
  const char* name;
  const char* a;
  const char* b;
  bool is_same;
};

class Units : public testing::TestWithParam<Pair> {};

TEST_P(Units, AreOneOrNot) {
  const Pair& pair = GetParam();
  EXPECT_EQ(is_same_unit(pair.a, pair.b), pair.is_same)
      << unit_key(pair.a) << ", " << unit_key(pair.b);
  EXPECT_EQ(is_same_unit(pair.b, pair.a), pair.is_same);
}

INSTANTIATE_TEST_SUITE_P(
    Percent, Units,
    testing::Values(Pair{"word", "percent", "%", true}, Pair{"two_words", "Per  cent", "%", true},
                    Pair{"short_word", "pct.", "%", true}, Pair{"german", "Prozent", "%", true},
                    Pair{"german_short", "v.H.", "%", true}, Pair{"azerbaijani", "faiz", "%", true},
                    Pair{"russian", "процентов", "%", true}, Pair{"french", "pour cent", "%", true},
                    Pair{"romanian", "la sută", "%", true}, Pair{"in_brackets", "(%)", "%", true},
                    Pair{"with_its_scale", "% (0-100)", "percent", true},
                    Pair{"with_a_dash", "percent (0\u2013100)", "%", true},
                    Pair{"of_something", "percent of GDP", "% of GDP", true},
                    Pair{"of_something_alone", "% of GDP", "%", false},
                    Pair{"points", "percentage points", "%", false},
                    Pair{"another_word", "percentile", "%", false},
                    Pair{"share", "share", "%", false}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Case, Units,
    testing::Values(
        Pair{"kilometre", "Km", "km", true}, Pair{"kilometre_upper", "KM", "km", true},
        Pair{"hectare", "HA", "ha", true}, Pair{"currency", "eur", "EUR", true},
        Pair{"words", "Trees  planted", "trees planted", true},
        Pair{"abbreviation", "Mln. EUR", "mln EUR", true}, Pair{"square", "km²", "Km2", true},
        Pair{"litre", "mL", "ml", true}, Pair{"kilowatt_hour", "KWH", "kWh", true},
        Pair{"of_another_alphabet", "Тонн", "тонн", true}, Pair{"megawatt", "MW", "mW", false},
        Pair{"megagram", "Mg", "mg", false}, Pair{"megawatt_hour", "MWh", "mWh", false},
        Pair{"bits", "Mb", "MB", false}, Pair{"megalitre", "ML", "mL", false},
        Pair{"metre", "M", "m", false}, Pair{"megatonne", "Mt", "mt", false},
        Pair{"tonnes_of_gas", "MtCO2e", "mtCO2e", false}, Pair{"of_oil", "Mtoe", "mtoe", false},
        Pair{"peak", "MWp", "mWp", false}, Pair{"cyrillic_megawatt", "МВт", "мВт", false},
        Pair{"cyrillic_megagram", "Мг", "мг", false}, Pair{"plural", "trees", "tree", false},
        Pair{"other", "km", "m", false}),
    [](const auto& row) { return row.param.name; });

TEST(UnitsOfPercent, AreKnownByTheirWords) {
  for (const char* unit : {"%", "percent", "Prozent", "% of GDP", "percentage points"}) {
    EXPECT_TRUE(is_percent_unit(unit)) << unit;
  }
  for (const char* unit : {"", "km", "share", "percentile", "per capita"}) {
    EXPECT_FALSE(is_percent_unit(unit)) << unit;
  }
}

}  // namespace
}  // namespace actionplan::unit_test
