// SPDX-License-Identifier: Apache-2.0
// A column that says of each row what part its body has, and years in whose prices money is.
#include <actionplan/read/read.hpp>
#include <actionplan/read/reading.hpp>

#include "layout_case.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::row_roles_test {
namespace {

using made::Case;

class RowRoles : public testing::TestWithParam<Case> {};

TEST_P(RowRoles, AreThoseOfTheBodyBesideThem) { made::check(GetParam()); }

const std::vector<Case> cases = {
    {"English",
     "|No|Action|Institution|Role|Deadline\n|1|Build|Ministry of Works|Lead|2024\n"
     "|2|Mend|Water Board|Partner|2025\n|3|Sew|Treasury|Implementer|2025\n"
     "|4|Dig|Parks|occasional|2025\n|5|Fly|MoF, MoH|Lead|2025\n",
     {"1: Build (Ministry of Works/lead 2024-01-01..2024-12-31)",
      "2: Mend (Water Board/supporting 2025-01-01..2025-12-31)",
      "3: Sew (Treasury/implementer 2025-01-01..2025-12-31)",
      "4: Dig (Parks/implementer 2025-01-01..2025-12-31)",
      "5: Fly (MoF/implementer MoH/implementer 2025-01-01..2025-12-31)"},
     {"column_read"}},
    {"OfOneBodyAlone",
     "|No|Action|Institution|Role|Deadline\n|1|Build|Ministry of Finance and Ministry of "
     "Health|Lead|2024\n"
     "|2|Mend|财政部、教育部|Lead|2025\n|3|Sew|MoF (J. Smith), MoH|Lead|2025\n"
     "|4|Dig|MoF (A. Brown)|Lead|2025\n|5|Fly|Partner: MoF|Lead|2025\n",
     {"1: Build (Ministry of Finance/implementer Ministry of Health/implementer "
      "2024-01-01..2024-12-31)",
      "2: Mend (财政部/implementer 教育部/implementer 2025-01-01..2025-12-31)",
      "3: Sew (MoF/implementer MoH/implementer 2025-01-01..2025-12-31)",
      "4: Dig (MoF/lead 2025-01-01..2025-12-31)", "5: Fly (MoF/supporting 2025-01-01..2025-12-31)"},
     {}},
    {"SeveralRowsOfAMeasure",
     "|No|Action|Institution|Role|Deadline\n|1|Build|Ministry of Works|Lead|2024\n"
     "|||Treasury|Support|\n|2|Mend|Water Board|Lead|2025\n",
     {"1: Build (Ministry of Works/lead Treasury/supporting 2024-01-01..2024-12-31)",
      "2: Mend (Water Board/lead 2025-01-01..2025-12-31)"},
     {}},
    {"OfUnits",
     "|No|Activity|Role|Unit|Deadline\n|1|Train|Lead|Nursing Division|2024\n"
     "|2|Buy|Partner|Supply Office|2025\n",
     {"1: Train (Nursing Division/lead 2024-01-01..2024-12-31)",
      "2: Buy (Supply Office/supporting 2025-01-01..2025-12-31)"},
     {}},
    {"Ukrainian",
     "|№|Захід|Відповідальний орган|Роль|Строк\n|1|Розробити план|МОЗ|співвиконавець|2024 рік\n"
     "|2|Провести аудит|МФУ|координатор|2024 рік\n",
     {"1: Розробити план (МОЗ/supporting 2024-01-01..2024-12-31)",
      "2: Провести аудит (МФУ/lead 2024-01-01..2024-12-31)"},
     {}},
    {"French",
     "|N°|Action|Institution|Rôle|Échéance\n|1|Adopter|MEF|Chef de file|2024\n"
     "|2|Former|MS|Partenaires|2025\n",
     {"1: Adopter (MEF/lead 2024-01-01..2024-12-31)",
      "2: Former (MS/supporting 2025-01-01..2025-12-31)"},
     {}},
};

INSTANTIATE_TEST_SUITE_P(Read, RowRoles, testing::ValuesIn(cases),
                         [](const auto& one) { return one.param.name; });

// What says nothing of one body alone stays beside the measure.
TEST(RowRole, IsKeptWhereARowNamesSeveralBodies) {
  const Reading reading = interpret_all(
      made::Sketch{"|No|Action|Institution|Role|Deadline\n|1|Build|MoF and MoH|Lead|2024\n"
                   "|2|Mend|MoF|Lead|2025\n"}
          .document());
  ASSERT_EQ(reading.extra.size(), 1U);
  EXPECT_EQ(reading.extra[0].text, "Lead");
}

struct PriceCase {
  std::string name;
  std::string header;
  std::string money;  // "amount currency period"
};
void PrintTo(const PriceCase& one, std::ostream* out) { *out << one.name; }

class YearsOfPrices : public testing::TestWithParam<PriceCase> {};

TEST_P(YearsOfPrices, AreNoPeriodOfWhatIsPaid) {
  const Plan plan = made::plan_of("|№|Measure|Lead|Deadline|" + GetParam().header +
                                  "\n|1|Build|Works|2024|120\n|2|Mend|Works|2025|30\n");
  ASSERT_EQ(plan.measures().size(), 2U);
  ASSERT_EQ(plan.measures()[0].finance.size(), 1U);
  const FinanceItem& item = plan.measures()[0].finance[0];
  EXPECT_EQ(std::to_string(static_cast<long>(item.amount.value_or(0))) + " " + item.currency + " " +
                (item.period ? item.period->first().iso() : ""),
            GetParam().money);
}

const std::vector<PriceCase> price_cases = {
    {"InParentheses", "Cost (2023 prices, EUR thousand)", "120000 EUR "},
    {"BehindTheUnit", "Cost, EUR thousand (2023 prices)", "120000 EUR "},
    {"WithTheUnit", "Cost, thousand EUR in 2023 prices", "120000 EUR "},
    {"Constant", "Estimated cost (at 2022 constant prices, USD million)", "120000000 USD "},
    {"ConstantBefore", "Cost (EUR thousand, at constant 2023 prices)", "120000 EUR "},
    {"Russian", "Объем финансирования, тыс. руб. в ценах 2023 года", "120000 руб "},
    {"RussianInParentheses", "Стоимость, млн тенге (в ценах 2022 г.)", "120000000 KZT "},
    {"Ukrainian", "Вартість, тис. гривень у цінах 2021 року", "120000 UAH "},
    {"French", "Coût (millions EUR, aux prix de 2022)", "120000000 EUR "},
    {"Spanish", "Costo (millones EUR, a precios de 2022)", "120000000 EUR "},
    {"YearBeforeThatOfPrices", "Cost 2024 in prices of 2023", "120  2024-01-01"},
    {"YearBeforeThatOfPricesInRussian", "Стоимость на 2024 год в ценах 2023 года, руб.",
     "120 руб 2024-01-01"},
    {"YearBeforeThatOfConstantPrices", "Cost 2024 (EUR) in constant prices of 2023",
     "120 EUR 2024-01-01"},
    {"YearOfTheBudget", "Budget 2024 (EUR)", "120 EUR 2024-01-01"},
    {"YearOfTheBudgetAndOfPrices", "Budget 2024 (EUR, 2023 prices)", "120 EUR 2024-01-01"},
};

INSTANTIATE_TEST_SUITE_P(Read, YearsOfPrices, testing::ValuesIn(price_cases),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace actionplan::row_roles_test
