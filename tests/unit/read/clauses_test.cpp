// SPDX-License-Identifier: Apache-2.0
// Plans without a table: clauses of decrees, items with their bodies in parentheses, lists of terms.
#include <actionplan/core/error.hpp>
#include <actionplan/read/read.hpp>

#include "layout_case.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::clauses_test {
namespace {

using made::Case;
using made::plan_of;

class Clauses : public testing::TestWithParam<Case> {};

TEST_P(Clauses, FindTheirMeasures) { made::check(GetParam()); }

const std::vector<Case> cases = {
    {"BodiesAndDayBelowEach",
     "ПЛАН ЗАХОДІВ\n1. Розробити та подати проект Закону.\nМін’юст, Мінфін.\nIV квартал 2017 "
     "року.\n"
     "2. Утворити центри надання послуг.\nобласні держадміністрації.\nГрудень 2018 року.\n"
     "3. Провести навчання адміністраторів.\nНацдержслужба.\nПротягом 2018 року.\n",
     {"1: Розробити та подати проект Закону. (Мін’юст/implementer Мінфін/implementer "
      "2017-10-01..2017-12-31)",
      "2: Утворити центри надання послуг. (обласні держадміністрації/implementer "
      "2018-12-01..2018-12-31)",
      "3: Провести навчання адміністраторів. (Нацдержслужба/implementer 2018-01-01..2018-12-31)"},
     {}},
    {"LabelsWithDashesAndLetters",
     "# Перечень поручений\n1. Правительству Российской Федерации:\n"
     "а) обеспечить внесение изменений.\nСрок – 1 декабря 2022 г.\nОтветственные: Минстрой, "
     "Минфин.\n"
     "б) рассмотреть вопрос о реестре.\nСрок – 15 июля 2022 г.\nОтветственный: Минстрой.\n"
     "2. Рекомендовать регионам утвердить программы.\nДоклад – до 1 марта 2023 г.\n"
     "Ответственные: главы регионов.\n",
     {"1.а: обеспечить внесение изменений. (Минстрой/implementer Минфин/implementer ..2022-12-01)",
      "1.б: рассмотреть вопрос о реестре. (Минстрой/implementer ..2022-07-15)",
      "2: Рекомендовать регионам утвердить программы. (главы регионов/implementer/recommended "
      "..2023-02-28)"},
     {}},
    {"BodiesAndDayInParentheses",
     "# Plan\n## One\n* Action 1.1: Review the curriculum (Lead: Education; by June 2025)\n"
     "* Action 1.2: Commission a review (Lead: Justice, with support from Police; by 2024)\n"
     "## Two\n* Action 2.1: Establish a panel (Police, by 31 March 2025)\n",
     {"[One] 1.1: Review the curriculum (Education/lead ..2025-06-30)",
      "[One] 1.2: Commission a review (Justice/lead Police/supporting ..2024-12-31)",
      "[Two] 2.1: Establish a panel (Police/implementer ..2025-03-31)"},
     {}},
    {"ListsOfTerms",
     "# Plan\n## Roads\n### Action 1: Build the road\nTimeline\nQ2 2023\nLead\nWorks\n"
     "Other key stakeholders\nParks\nThis action follows the law of 1999.\n"
     "### Action 2: Mend the bridge\nTimeline\n2024\nLead\nRoads\n",
     {"[Roads] 1: Build the road (Works/lead Parks/supporting 2023-04-01..2023-06-30)",
      "[Roads] 2: Mend the bridge (Roads/lead 2024-01-01..2024-12-31)"},
     {"text_left_out"}},
};

INSTANTIATE_TEST_SUITE_P(Made, Clauses, testing::ValuesIn(cases),
                         [](const auto& tested) { return tested.param.name; });

TEST(Clauses, OfAContractOrAListOfWorksAreNoPlan) {
  for (const char* text :
       {"1. The Contractor shall deliver the report by 31 March 2024.\n2. The Client shall pay "
        "within 30 days.\n3. This agreement ends on 31 December 2024.\nSigned by both\n",
        "* Strategy for roads (Ministry of Works, 2019)\n* Atlas of floods (2021)\n"}) {
    try {
      (void)plan_of(text);
      FAIL() << text;
    } catch (const ParseError& error) {
      EXPECT_EQ(error.code(), ParseErrorCode::no_plan);
    }
  }
}

}  // namespace
}  // namespace actionplan::clauses_test
