// SPDX-License-Identifier: Apache-2.0
// What stands above the first table: the act that adopted the plan, its title and years.
#include <actionplan/read/read.hpp>

#include "layout_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace actionplan::plan_heading_test {
namespace {

struct Case {
  std::string name;
  std::string lines;
  std::string title;
  std::string legal_basis;
  std::string adopted_on;
  std::string period;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class PlanHeadings : public testing::TestWithParam<Case> {};

TEST_P(PlanHeadings, TellActTitleAndYears) {
  const Plan plan =
      made::plan_of(GetParam().lines + "\n|No|Measure|Deadline\n|1.|Build|2021\n|2.|Mend|2022\n");
  const PlanHeading& heading = plan.heading();
  EXPECT_EQ(heading.title, GetParam().title);
  EXPECT_EQ(heading.legal_basis, GetParam().legal_basis);
  EXPECT_EQ(heading.adopted_on ? heading.adopted_on->iso() : "", GetParam().adopted_on);
  EXPECT_EQ(heading.period ? heading.period->first().iso() : "", GetParam().period);
  EXPECT_TRUE(plan.sections().empty());
}

const std::vector<Case> cases = {
    {"UkrainianActOfThreeLines",
     "ЗАТВЕРДЖЕНО\nрозпорядженням Кабінету Міністрів\nвід 24 лютого 2021 р. № 149-р\n"
     "ПЛАН ЗАХОДІВ\nщодо реалізації Стратегії на 2022-2024 роки\n",
     "ПЛАН ЗАХОДІВ щодо реалізації Стратегії на 2022-2024 роки",
     "ЗАТВЕРДЖЕНО розпорядженням Кабінету Міністрів від 24 лютого 2021 р. № 149-р", "2021-02-24",
     "2022-01-01"},
    {"RussianActOfOneLine",
     "УТВЕРЖДЕН распоряжением Правительства от 2 сентября 2021 г. № 2424-р\n"
     "План мероприятий на 2021 - 2025 годы\n",
     "План мероприятий на 2021 - 2025 годы",
     "УТВЕРЖДЕН распоряжением Правительства от 2 сентября 2021 г. № 2424-р", "2021-09-02",
     "2021-01-01"},
    {"ActAboveAHeading",
     "Prezidentin 2020-ci il 27 fevral tarixli Sərəncamı ilə TƏSDİQ EDİLMİŞDİR\n"
     "# 2020-2022-ci illər üçün Milli Plan\n",
     "2020-2022-ci illər üçün Milli Plan",
     "Prezidentin 2020-ci il 27 fevral tarixli Sərəncamı ilə TƏSDİQ EDİLMİŞDİR", "2020-02-27",
     "2020-01-01"},
    // Nothing tells a sentence from a title that goes on where a script has no capitals.
    // A title that begins with its years.
    {"ActAboveYearsInAzerbaijani",
     "Rayon İcra Hakimiyyətinin başçısının 15 yanvar 2025-ci il tarixli Sərəncamı ilə təsdiq "
     "edilmişdir\n2025-2027-ci illər üzrə Tədbirlər Planı\n",
     "2025-2027-ci illər üzrə Tədbirlər Planı",
     "Rayon İcra Hakimiyyətinin başçısının 15 yanvar 2025-ci il tarixli Sərəncamı ilə təsdiq "
     "edilmişdir",
     "2025-01-15", "2025-01-01"},
    {"CoverAboveYears", "Республика Казахстан\n2024-2026 годы: план мероприятий\n",
     "2024-2026 годы: план мероприятий", "", "", "2024-01-01"},
    {"DayAboveATitle", "15.01.2025 council\nAction plan 2025-2026\n", "Action plan 2025-2026", "",
     "", "2025-01-01"},
    {"AddresseesInChinese",
     "关于2021年工作计划的通知\n各处室、各直属单位：\n为提高效率，现通知如下。\n",
     "关于2021年工作计划的通知", "", "", "2021-01-01"},
    {"LineInArabic", "خطة العمل الوطنية 2021-2022\nتهدف هذه الخطة إلى تحسين الخدمات\n",
     "خطة العمل الوطنية 2021-2022", "", "", "2021-01-01"},
    {"GoesOnInSmallLetters", "Action plan\nof the Ministry 2021-2022\n",
     "Action plan of the Ministry 2021-2022", "", "", "2021-01-01"},
    // Lines of a cover before the title.
    {"Cover", "Republic of Freedonia\nMinistry of Justice\nNational Action Plan 2022-2024\n",
     "National Action Plan 2022-2024", "", "", "2022-01-01"},
    {"CoverInFrench",
     "République du Mali\nMinistère de la Santé\nPlan d'action national 2021-2023\n",
     "Plan d'action national 2021-2023", "", "", "2021-01-01"},
    {"CoverInUkrainian", "Міністерство охорони здоров'я\nПлан заходів на 2022-2024 роки\n",
     "План заходів на 2022-2024 роки", "", "", "2022-01-01"},
    {"TitleWithoutAPlanAboveASentence",
     "Open government in Freedonia\nThis plan was made by all of us together in 2021.\n",
     "Open government in Freedonia", "", "", ""},
    {"TitleWithoutAPlanAboveOneBehindAnArticle",
     "Gender equality in Freedonia\nThe action plan for 2022-2024 sets out what we will do\n",
     "Gender equality in Freedonia", "", "", ""},
    {"HeadingBelowAMenu", "* Home\n* About us\nNews and events\n# National Action Plan 2022-2024\n",
     "National Action Plan 2022-2024", "", "", "2022-01-01"},
    // Title and act in one line.
    {"TitleWithYearsAndAct", "Plan 2022-2024 approved 15 March 2022\n", "Plan 2022-2024",
     "approved 15 March 2022", "2022-03-15", "2022-01-01"},
    {"TitleAndActBehindAComma",
     "National Action Plan on Open Government, adopted by Government Decision No. 5 of 3 May "
     "2021\n",
     "National Action Plan on Open Government",
     "adopted by Government Decision No. 5 of 3 May 2021", "2021-05-03", ""},
    {"TitleAndActInParentheses", "Action Plan 2021-2023 (approved on 3 May 2021)\n",
     "Action Plan 2021-2023", "approved on 3 May 2021", "2021-05-03", "2021-01-01"},
    {"TitleAndActInFrench", "Plan d'action 2021-2023, adopté le 3 mai 2021\n",
     "Plan d'action 2021-2023", "adopté le 3 mai 2021", "2021-05-03", "2021-01-01"},
    {"TitleAndActInRussian",
     "План мероприятий на 2022-2024 годы, утвержден распоряжением от 15 марта 2022 г. № 5-р\n",
     "План мероприятий на 2022-2024 годы", "утвержден распоряжением от 15 марта 2022 г. № 5-р",
     "2022-03-15", "2022-01-01"},
    {"TitleAndActInRussianWithoutAMark",
     "План мероприятий на 2022-2024 годы утвержден распоряжением от 15 марта 2022 г. № 5-р\n",
     "План мероприятий на 2022-2024 годы", "утвержден распоряжением от 15 марта 2022 г. № 5-р",
     "2022-03-15", "2022-01-01"},
    {"TitleAndDecreeBehindAComma", "Action Plan 2022-2024, Decree No. 5 of 15 March 2022\n",
     "Action Plan 2022-2024", "Decree No. 5 of 15 March 2022", "2022-03-15", "2022-01-01"},
    // The act of another document is none of the plan's, and where it cannot be told neither.
    {"ActOfAnotherThingAboveTheTitle",
     "The Strategy 2020-2030 was adopted on 3 May 2020\nAction plan 2021-2023\n",
     "Action plan 2021-2023", "", "", "2021-01-01"},
    {"ActOfAnotherThingBelowTheTitle",
     "Action plan 2021-2023\nThe Strategy 2020-2030 was adopted on 3 May 2020\n",
     "Action plan 2021-2023", "", "", "2021-01-01"},
    {"LawThatIsImplemented", "Action Plan 2024-2026 to implement the Law on Water of 5 May 2020\n",
     "Action Plan 2024-2026 to implement the Law on Water of 5 May 2020", "", "", "2024-01-01"},
    {"LawThatIsImplementedWithoutYears",
     "Action Plan for the Law on Water, adopted on 5 May 2020\n",
     "Action Plan for the Law on Water, adopted on 5 May 2020", "", "", ""},
    {"NoOrderAtAll", "Action Plan 2024-2026 in order to have clean water by 1 March 2026\n",
     "Action Plan 2024-2026 in order to have clean water by 1 March 2026", "", "", "2024-01-01"},
    {"StrategyThatIsImplemented",
     "План мероприятий на 2024-2026 годы по реализации Стратегии, утвержденной распоряжением от 5 "
     "мая 2020 г.\n",
     "План мероприятий на 2024-2026 годы по реализации Стратегии, утвержденной распоряжением от 5 "
     "мая 2020 г.",
     "", "", "2024-01-01"},
    {"ConceptThatIsImplemented",
     "План заходів на 2024-2026 роки з реалізації Концепції, схваленої розпорядженням від 5 травня "
     "2020 р.\n",
     "План заходів на 2024-2026 роки з реалізації Концепції, схваленої розпорядженням від 5 травня "
     "2020 р.",
     "", "", "2024-01-01"},
    {"StrategyInFrench",
     "Plan d'action 2024-2026 de la Stratégie nationale, adoptée le 5 mai 2020\n",
     "Plan d'action 2024-2026 de la Stratégie nationale, adoptée le 5 mai 2020", "", "",
     "2024-01-01"},
    {"StrategyInRomanian",
     "Plan de acțiuni 2024-2026 pentru Strategia națională, aprobată la 5 mai 2020\n",
     "Plan de acțiuni 2024-2026 pentru Strategia națională, aprobată la 5 mai 2020", "", "",
     "2024-01-01"},
    {"LawInAGermanCompound",
     "Aktionsplan 2024-2026 zum Klimaschutzgesetz, beschlossen am 3. Mai 2021\n",
     "Aktionsplan 2024-2026 zum Klimaschutzgesetz, beschlossen am 3. Mai 2021", "", "",
     "2024-01-01"},
    {"TitleAndActInGerman", "Aktionsplan 2022-2024 Wasser, beschlossen am 3. Mai 2021\n",
     "Aktionsplan 2022-2024 Wasser", "beschlossen am 3. Mai 2021", "2021-05-03", "2022-01-01"},
    {"LawInSlovak", "Akčný plán 2024-2026 pre zákon o vode, schválený 3. mája 2021\n",
     "Akčný plán 2024-2026 pre zákon o vode, schválený 3. mája 2021", "", "", "2024-01-01"},
    {"LawInDutch", "Actieplan 2024-2026 bij de Waterwet, vastgesteld op 3 mei 2021\n",
     "Actieplan 2024-2026 bij de Waterwet, vastgesteld op 3 mei 2021", "", "", "2024-01-01"},
    {"WordsBetweenTheYearsAndTheAct", "Action Plan 2024-2026 on water adopted on 5 May 2023\n",
     "Action Plan 2024-2026 on water adopted on 5 May 2023", "", "", "2024-01-01"},
    {"AnnexOfAProgramme", "Додаток 2 до Програми\nЗаходи Програми розвитку на 2022-2024 роки\n",
     "Заходи Програми розвитку на 2022-2024 роки", "", "", "2022-01-01"},
    {"RomanianAnnex",
     "Anexa nr. 1\nla Hotărârea Guvernului nr. 5 din 3 mai 2020\nPlan de acțiuni 2020-2022\n",
     "Plan de acțiuni 2020-2022", "Anexa nr. 1 la Hotărârea Guvernului nr. 5 din 3 mai 2020",
     "2020-05-03", "2020-01-01"},
    {"StampOfTwoLines",
     "Додаток 2\nдо Стратегії розвитку громади\nПлан заходів на 2023-2025 роки\n",
     "План заходів на 2023-2025 роки", "", "", "2023-01-01"},
    {"StampWithoutADay", "APPROVED\nRoad plan 2020-2022\n", "Road plan 2020-2022", "", "",
     "2020-01-01"},
    {"TitleThatSpeaksOfAnAct", "Plan d’action de la loi sur l’eau 2020-2022\nParis\n",
     "Plan d’action de la loi sur l’eau 2020-2022", "", "", "2020-01-01"},
};

TEST(PlanHeading, SaysWhereAnActMayBeThatOfAnotherDocument) {
  for (const char* const line :
       {"Action Plan 2024-2026 to implement the Law on Water of 5 May 2020",
        "План мероприятий на 2024-2026 годы по реализации Стратегии, утвержденной 5 мая 2020 г."}) {
    const Plan plan = made::plan_of(std::string{line} + "\n|No|Measure|Deadline\n|1.|Build|2024\n");
    const auto is_said =
        std::count_if(plan.problems().begin(), plan.problems().end(),
                      [](const Problem& problem) { return problem.code == "act_unclear"; });
    EXPECT_EQ(is_said, 1) << line;
  }
}

INSTANTIATE_TEST_SUITE_P(Made, PlanHeadings, testing::ValuesIn(cases),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace actionplan::plan_heading_test
