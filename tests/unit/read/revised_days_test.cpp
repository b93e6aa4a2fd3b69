// SPDX-License-Identifier: Apache-2.0
// Of several columns or labels of days the one in force counts, and the one before it where a row has none.
#include <actionplan/read/read.hpp>
#include <actionplan/read/reading.hpp>

#include "layout_case.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::revised_days_test {
namespace {

using made::Case;

class RevisedDays : public testing::TestWithParam<Case> {};

TEST_P(RevisedDays, CountBeforeThoseAtFirst) { made::check(GetParam()); }

const std::vector<Case> cases = {
    {"OriginalAndRevised",
     "|No|Action|Responsible|Original due date|Revised due date\n|1|Build|Works|June 2023|March "
     "2025\n"
     "|2|Mend|Water|June 2024|\n|3|Sew|Water|June 2024|-\n|4|Dig|Water|June 2024|No change\n",
     {"1: Build (Works/implementer 2025-03-01..2025-03-31)",
      "2: Mend (Water/implementer 2024-06-01..2024-06-30)",
      "3: Sew (Water/implementer 2024-06-01..2024-06-30)",
      "4: Dig (Water/implementer 2024-06-01..2024-06-30)"},
     {"deadline_revised"}},
    {"RevisedStandsFirst",
     "|No|Action|Responsible|Extended deadline|Initial deadline\n|1|Build|Works|2025|2023\n"
     "|2|Mend|Water||2024\n",
     {"1: Build (Works/implementer 2025-01-01..2025-12-31)",
      "2: Mend (Water/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"SeveralTimes",
     "|No|Action|Responsible|Planned date|1st revised date|2nd revised date\n"
     "|1|Build|Works|2022|2023|2024\n|2|Mend|Water|2022|2023|\n|3|Sew|Water|2022||\n",
     {"1: Build (Works/implementer 2024-01-01..2024-12-31)",
      "2: Mend (Water/implementer 2023-01-01..2023-12-31)",
      "3: Sew (Water/implementer 2022-01-01..2022-12-31)"},
     {"deadline_revised"}},
    {"BelowOneHeader",
     "|No|Action|Responsible|Deadline|>\n||||Original|Revised\n|1|Build|Works|2023|2025\n"
     "|2|Mend|Water|2024|\n",
     {"1: Build (Works/implementer 2025-01-01..2025-12-31)",
      "2: Mend (Water/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"InParentheses",
     "|No|Action|Responsible|Deadline (original)|Deadline (revised)\n|1|Build|Works|2023|2025\n"
     "|2|Mend|Water|2024|\n",
     {"1: Build (Works/implementer 2025-01-01..2025-12-31)",
      "2: Mend (Water/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"RevisedEnd",
     "|No|Action|Responsible|Start date|End date|Revised end date\n"
     "|1|Build|Works|Jan 2023|Dec 2023|Dec 2024\n|2|Mend|Water|Jan 2023|Dec 2023|\n",
     {"1: Build (Works/implementer 2023-01-01..2024-12-31)",
      "2: Mend (Water/implementer 2023-01-01..2023-12-31)"},
     {"deadline_revised"}},
    {"RevisedDeadlineOfAWindow",
     "|No|Action|Responsible|Start|End|Revised deadline\n|1|Build|Works|Jan 2023|Dec 2023|Dec "
     "2024\n"
     "|2|Mend|Water|Jan 2023|Dec 2023|\n",
     {"1: Build (Works/implementer 2023-01-01..2024-12-31)",
      "2: Mend (Water/implementer 2023-01-01..2023-12-31)"},
     {"deadline_revised"}},
    {"BothEnds",
     "|No|Action|Responsible|Original start|Original end|Revised start|Revised end\n"
     "|1|Build|Works|Jan 2023|Dec 2023|Mar 2023|Dec 2024\n|2|Mend|Water|Jan 2023|Dec 2023||\n",
     {"1: Build (Works/implementer 2023-03-01..2024-12-31)",
      "2: Mend (Water/implementer 2023-01-01..2023-12-31)"},
     {"deadline_revised"}},
    // What was done when is no deadline.
    {"PlannedAndActual",
     "|No|Action|Responsible|Planned completion date|Actual completion date\n"
     "|1|Build|Works|2023|2025\n|2|Mend|Water|2024|\n",
     {"1: Build (Works/implementer 2023-01-01..2023-12-31)",
      "2: Mend (Water/implementer 2024-01-01..2024-12-31)"},
     {}},
    {"ActualDateThatSaysMore",
     "|No|Action|Responsible|Planned deadline|Actual date of implementation\n"
     "|1|Build|Works|2023|December 2025\n|2|Mend|Water|2024|\n",
     {"1: Build (Works/implementer 2023-01-01..2023-12-31)",
      "2: Mend (Water/implementer 2024-01-01..2024-12-31)"},
     {"column_ignored"}},
    {"ActualInFrench",
     "|N°|Action|Responsable|Échéance|Date de réalisation effective\n|1|Adopter|MEF|2023|mai 2025\n"
     "|2|Former|MS|2024|\n",
     {"1: Adopter (MEF/implementer 2023-01-01..2023-12-31)",
      "2: Former (MS/implementer 2024-01-01..2024-12-31)"},
     {"column_ignored"}},
    {"ActualInUkrainian",
     "|№|Захід|Виконавець|Плановий строк|Фактична дата виконання\n"
     "|1|Розробити план|МОЗ|2023 рік|травень 2025\n|2|Провести аудит|МОЗ|2024 рік|\n",
     {"1: Розробити план (МОЗ/implementer 2023-01-01..2023-12-31)",
      "2: Провести аудит (МОЗ/implementer 2024-01-01..2024-12-31)"},
     {"column_ignored"}},
    {"DateOfTheRevision",
     "|No|Action|Responsible|Deadline|Date revised\n|1|Build|Works|2023|May 2022\n"
     "|2|Mend|Water|2024|May 2022\n",
     {"1: Build (Works/implementer 2023-01-01..2023-12-31)",
      "2: Mend (Water/implementer 2024-01-01..2024-12-31)"},
     {"column_ignored"}},
    {"Russian",
     "|№|Мероприятие|Ответственный исполнитель|Первоначальный срок|Новый срок\n"
     "|1|Разработать план|Минфин|2023 год|2025 год\n|2|Провести аудит|Минфин|2024 год|без "
     "изменений\n",
     {"1: Разработать план (Минфин/implementer 2025-01-01..2025-12-31)",
      "2: Провести аудит (Минфин/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"RussianWithPlainTerm",
     "|№|Мероприятие|Исполнитель|Срок исполнения|Срок с учетом изменений\n"
     "|1|Разработать план|Минфин|2023 год|2025 год\n|2|Провести аудит|Минфин|2024 год|\n",
     {"1: Разработать план (Минфин/implementer 2025-01-01..2025-12-31)",
      "2: Провести аудит (Минфин/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"Ukrainian",
     "|№|Захід|Виконавець|Початковий строк|Оновлений строк\n|1|Розробити план|МОЗ|2023 рік|2025 "
     "рік\n"
     "|2|Провести аудит|МОЗ|2024 рік|\n",
     {"1: Розробити план (МОЗ/implementer 2025-01-01..2025-12-31)",
      "2: Провести аудит (МОЗ/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"French",
     "|N°|Action|Responsable|Échéance initiale|Échéance révisée\n|1|Adopter|MEF|2023|2025\n"
     "|2|Former|MS|2024|sans changement\n",
     {"1: Adopter (MEF/implementer 2025-01-01..2025-12-31)",
      "2: Former (MS/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"Spanish",
     "|N.º|Actividad|Responsable|Plazo original|Plazo reprogramado\n|1|Publicar|MEF|2023|2025\n"
     "|2|Formar|MS|2024|\n",
     {"1: Publicar (MEF/implementer 2025-01-01..2025-12-31)",
      "2: Formar (MS/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"SpanishFirstDateIsNoBeginning",
     "|N.º|Actividad|Responsable|Fecha inicial|Fecha reprogramada\n|1|Publicar|MEF|marzo 2023|mayo "
     "2024\n|2|Formar|MS|junio 2024|\n",
     {"1: Publicar (MEF/implementer 2024-05-01..2024-05-31)",
      "2: Formar (MS/implementer 2024-06-01..2024-06-30)"},
     {"deadline_revised"}},
    {"German",
     "|Nr.|Maßnahme|Zuständigkeit|Ursprüngliche Frist|Neue Frist\n|1|Bauen|BMI|2023|2025\n"
     "|2|Planen|BMJ|2024|unverändert\n",
     {"1: Bauen (BMI/implementer 2025-01-01..2025-12-31)",
      "2: Planen (BMJ/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"Serbian",
     "|Бр.|Активност|Носилац|Првобитни рок|Нови "
     "рок\n|1|Израдити|МФ|2023|2025\n|2|Обучити|МФ|2024|\n",
     {"1: Израдити (МФ/lead 2025-01-01..2025-12-31)",
      "2: Обучити (МФ/lead 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"Turkish",
     "|No|Eylem|Sorumlu kuruluş|İlk tarih|Revize "
     "tarih\n|1|Hazırla|MEB|2023|2025\n|2|Yap|MEB|2024|\n",
     {"1: Hazırla (MEB/implementer 2025-01-01..2025-12-31)",
      "2: Yap (MEB/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"Chinese",
     "|序号|任务|责任单位|原定完成时间|调整后完成时间\n|1|建设平台|财政部|2023年|2025年\n"
     "|2|开展培训|财政部|2024年|\n",
     {"1: 建设平台 (财政部/implementer 2025-01-01..2025-12-31)",
      "2: 开展培训 (财政部/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"RussianAfterACorrection",
     "|№|Мероприятие|Исполнитель|Срок по плану|Срок после корректировки|Факт\n"
     "|1|Построить|Минстрой|2022|2024|2025\n|2|Чинить|Минстрой|2023||\n",
     {"1: Построить (Минстрой/implementer 2024-01-01..2024-12-31)",
      "2: Чинить (Минстрой/implementer 2023-01-01..2023-12-31)"},
     {"deadline_revised"}},
    {"RevisedToNoDay",
     "|No|Action|Lead|Original deadline|Revised deadline\n|1|Draft|MoJ|June 2024|Cancelled\n"
     "|2|Build|MoW|2024|TBD\n|3|Sew|MoW|2024|Not applicable\n|4|Dig|MoW|2024|extended by 6 "
     "months\n",
     {"1: Draft (MoJ/lead ..)", "2: Build (MoW/lead ..)",
      "3: Sew (MoW/lead 2024-01-01..2024-12-31)", "4: Dig (MoW/lead ..)"},
     {"deadline_revised", "deadline_unreadable"}},
    // A day in two columns.
    {"MonthBesideAYear",
     "|No|Action|Lead|Deadline month|Deadline year\n|1|Draft|MoJ|June|2024\n|2|Build|MoW|Dec|2025\n"
     "|3|Sew|MoW||2025\n",
     {"1: Draft (MoJ/lead 2024-06-01..2024-06-30)", "2: Build (MoW/lead 2025-12-01..2025-12-31)",
      "3: Sew (MoW/lead 2025-01-01..2025-12-31)"},
     {}},
    {"QuarterBehindAYear",
     "|№|Мероприятие|Исполнитель|Год|Квартал\n|1|Построить|Минстрой|2024|II квартал\n"
     "|2|Чинить|Минстрой|2025|IV квартал\n",
     {"1: Построить (Минстрой/implementer 2024-04-01..2024-06-30)",
      "2: Чинить (Минстрой/implementer 2025-10-01..2025-12-31)"},
     {}},
    {"PartsThatAreNoMonths",
     "|No|Action|Lead|Phase|Year\n|1|Draft|MoJ|first|2024\n|2|Build|MoW|second|2025\n",
     {"1: Draft (MoJ/lead 2024-01-01..2024-12-31)", "2: Build (MoW/lead 2025-01-01..2025-12-31)"},
     {}},
    {"Card",
     "# Plan\n|Action|Build a road\n|Lead agency|MoF\n|Original deadline|2023\n|Revised "
     "deadline|2025\n",
     {": Build a road (MoF/lead 2025-01-01..2025-12-31)"},
     {"deadline_revised"}},
    {"CardWithTheRevisedFirst",
     "# Plan\n|Action|Build a road\n|Lead agency|MoF\n|New deadline|2025\n|Initial deadline|2023\n",
     {": Build a road (MoF/lead 2025-01-01..2025-12-31)"},
     {"deadline_revised"}},
    {"CardNotRevised",
     "# Plan\n|Action|Build a road\n|Lead agency|MoF\n|Deadline|2023\n|Revised deadline|n/a\n",
     {": Build a road (MoF/lead 2023-01-01..2023-12-31)"},
     {}},
};

INSTANTIATE_TEST_SUITE_P(Read, RevisedDays, testing::ValuesIn(cases),
                         [](const auto& one) { return one.param.name; });

// What was due at first stands beside the measure, and no day of it is lost.
TEST(RevisedDay, LeavesTheFirstOneBesideTheMeasure) {
  const Document document =
      made::Sketch{
          "|No|Action|Lead|Original deadline|Revised deadline\n|1|Build|Works|2023|2025\n"
          "|2|Mend|Works|2024|\n"}
          .document();
  const Reading reading = interpret_all(document);
  ASSERT_EQ(reading.extra.size(), 1U);
  EXPECT_EQ(reading.extra[0].text, "2023");
}

}  // namespace
}  // namespace actionplan::revised_days_test
