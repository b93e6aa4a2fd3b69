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
    {"BaselineAndForecast",
     "|No|Action|Responsible|Baseline finish|Forecast finish\n|1|Build|Works|June 2023|March 2025\n"
     "|2|Mend|Water|June 2024|\n",
     {"1: Build (Works/implementer 2025-03-01..2025-03-31)",
      "2: Mend (Water/implementer 2024-06-01..2024-06-30)"},
     {"deadline_revised"}},
    {"ForecastInRussian",
     "|№|Мероприятие|Исполнитель|Срок по плану|Прогнозный срок\n|1|Строить|Минстрой|2023 год|2025 "
     "год\n",
     {"1: Строить (Минстрой/implementer 2025-01-01..2025-12-31)"},
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
    // What is current in one language is done in another.
    {"SpanishActualIsCurrent",
     "|N.º|Actividad|Responsable|Plazo original|Plazo actual\n|1|Publicar|MEF|2023|2025\n"
     "|2|Formar|MS|2024|\n",
     {"1: Publicar (MEF/implementer 2025-01-01..2025-12-31)",
      "2: Formar (MS/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"SpanishInForceStandsFirst",
     "|N.º|Actividad|Responsable|Fecha vigente|Fecha original\n|1|Publicar|MEF|2025|2023\n"
     "|2|Formar|MS||2024\n",
     {"1: Publicar (MEF/implementer 2025-01-01..2025-12-31)",
      "2: Formar (MS/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"ThisYearIsNoDeadline",
     "|N.º|Actividad|Responsable|Año actual|Plazo\n|1|Publicar|MEF|2023|2025\n"
     "|2|Formar|MS|2023|2024\n",
     {"1: Publicar (MEF/implementer 2025-01-01..2025-12-31)",
      "2: Formar (MS/implementer 2024-01-01..2024-12-31)"},
     {"column_ignored"}},
    {"RomanianActualIsCurrent",
     "|Nr.|Măsura|Responsabil|Termen inițial|Termen actual\n|1|Adoptă|MF|2023|2025\n"
     "|2|Formează|MS|2024|\n",
     {"1: Adoptă (MF/implementer 2025-01-01..2025-12-31)",
      "2: Formează (MS/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"PortugueseAtualIsCurrent",
     "|N.º|Ação|Responsável|Prazo inicial|Prazo atual\n|1|Publicar|MEF|2023|2025\n"
     "|2|Formar|MS|2024|\n",
     {"1: Publicar (MEF/implementer 2025-01-01..2025-12-31)",
      "2: Formar (MS/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"AlbanianAktualIsCurrent",
     "|Nr.|Masa|Institucioni përgjegjës|Afati fillestar|Afati aktual\n|1|Mirato|MF|2023|2025\n"
     "|2|Trajno|MSH|2024|\n",
     {"1: Mirato (MF/implementer 2025-01-01..2025-12-31)",
      "2: Trajno (MSH/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"PolishAktualnyIsCurrent",
     "|Lp.|Działanie|Podmiot odpowiedzialny|Pierwotny termin|Aktualny termin\n"
     "|1|Przygotować|MF|2023|2025\n|2|Szkolić|MZ|2024|\n",
     {"1: Przygotować (MF/implementer 2025-01-01..2025-12-31)",
      "2: Szkolić (MZ/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"GermanAktuellIsCurrent",
     "|Nr.|Maßnahme|Zuständigkeit|Ursprüngliche Frist|Aktuelle Frist\n|1|Bauen|BMI|2023|2025\n"
     "|2|Planen|BMJ|2024|\n",
     {"1: Bauen (BMI/implementer 2025-01-01..2025-12-31)",
      "2: Planen (BMJ/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"IndonesianAktualIsDone",
     "|No|Kegiatan|Penanggung jawab|Batas waktu|Tanggal aktual\n|1|Bangun|Bappenas|2023|2025\n"
     "|2|Latih|Kemenkes|2024|\n",
     {"1: Bangun (Bappenas/implementer 2023-01-01..2023-12-31)",
      "2: Latih (Kemenkes/implementer 2024-01-01..2024-12-31)"},
     {"column_ignored"}},
    // What is current gives way to what is new, whichever stands first.
    {"CurrentAndNew",
     "|No|Action|Responsible|Current deadline|New deadline\n|1|Build|Works|2023|2025\n"
     "|2|Mend|Water|2024|\n",
     {"1: Build (Works/implementer 2025-01-01..2025-12-31)",
      "2: Mend (Water/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"NewAndCurrent",
     "|№|Мероприятие|Исполнитель|Новый срок|Действующий срок\n|1|Построить|Минстрой|2025|2023\n"
     "|2|Чинить|Минстрой||2024\n",
     {"1: Построить (Минстрой/implementer 2025-01-01..2025-12-31)",
      "2: Чинить (Минстрой/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"OriginalBesidePlain",
     "|No|Action|Responsible|Original deadline|Deadline\n|1|Build|Works|2023|2025\n"
     "|2|Mend|Water|2024|\n",
     {"1: Build (Works/implementer 2025-01-01..2025-12-31)",
      "2: Mend (Water/implementer 2024-01-01..2024-12-31)"},
     {"deadline_revised"}},
    // What is planned is beside what was done, which no word need say.
    {"PlannedBesidePlain",
     "|No|Action|Responsible|Planned date|Date closed\n|1|Build|Works|2023|2025\n"
     "|2|Mend|Water|2024|\n",
     {"1: Build (Works/implementer 2023-01-01..2023-12-31)",
      "2: Mend (Water/implementer 2024-01-01..2024-12-31)"},
     {}},
    {"OneThatSaysLess",
     "|No|Action|Responsible|Deadline for submission|Revised deadline\n|1|Build|Works|2023|2025\n"
     "|2|Mend|Water|2024|\n",
     {"1: Build (Works/implementer 2025-01-01..2025-12-31)",
      "2: Mend (Water/implementer 2024-01-01..2024-12-31)"},
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
    {"GermanDropped",
     "|Nr.|Maßnahme|Zuständigkeit|Ursprüngliche Frist|Neue Frist\n|1|Bauen|BMI|2023|2025\n"
     "|2|Planen|BMJ|2024|entfällt\n",
     {"1: Bauen (BMI/implementer 2025-01-01..2025-12-31)", "2: Planen (BMJ/implementer ..)"},
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
    {"MonthWithoutAYear",
     "|No|Action|Lead|Deadline month|Deadline year\n|1|Draft|MoJ|June|2024\n|2|Build|MoW|Dec|2025\n"
     "|3|Sew|MoW|May|\n",
     {"1: Draft (MoJ/lead 2024-06-01..2024-06-30)", "2: Build (MoW/lead 2025-12-01..2025-12-31)",
      "3: Sew (MoW/lead ..)"},
     {"deadline_unreadable"}},
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
    {"CardInSpanish",
     "# Plan\n|Actividad|Construir\n|Responsable|MEF\n|Plazo original|2023\n|Plazo actual|2025\n",
     {": Construir (MEF/implementer 2025-01-01..2025-12-31)"},
     {"deadline_revised"}},
    {"CardWithAPlainDeadline",
     "# Plan\n|Action|Build a road\n|Lead agency|MoF\n|Original deadline|2023\n|Deadline|2025\n",
     {": Build a road (MoF/lead 2025-01-01..2025-12-31)"},
     {"deadline_revised"}},
    {"CardOfAWindow",
     "# Plan\n|Action|Build a road\n|Lead agency|MoF\n|Start|Jan 2023\n|End|Dec 2023\n"
     "|Revised deadline|Dec 2024\n",
     {": Build a road (MoF/lead 2023-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"CardOfAWindowWithARevisedEnd",
     "# Plan\n|Action|Build a road\n|Lead agency|MoF\n|Start|Jan 2023\n|Deadline|Dec 2023\n"
     "|Revised end date|Dec 2024\n",
     {": Build a road (MoF/lead 2023-01-01..2024-12-31)"},
     {"deadline_revised"}},
    {"CardWithAStart",
     "# Plan\n|Action|Build a road\n|Lead agency|MoF\n|Start|Jan 2023\n|Deadline|Dec 2023\n",
     {": Build a road (MoF/lead 2023-01-01..2023-12-31)"},
     {}},
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

// So does that of a card, whose first day stays.
TEST(RevisedDay, LeavesTheEndOfACardBesideTheMeasure) {
  const Document document =
      made::Sketch{
          "# Plan\n|Action|Build a road\n|Lead agency|MoF\n|Start|Jan 2023\n|End|Dec 2023\n"
          "|Revised deadline|Dec 2024\n"}
          .document();
  const Reading reading = interpret_all(document);
  ASSERT_EQ(reading.extra.size(), 1U);
  EXPECT_EQ(reading.extra[0].text, "Dec 2023");
}

// A month whose year is missing stays the text of the deadline.
TEST(PartOfAYear, IsKeptWhereItsYearIsMissing) {
  const Plan plan = made::plan_of(
      "|No|Action|Lead|Deadline month|Deadline year\n|1|Draft|MoJ|June|2024\n|2|Sew|MoW|May|\n"
      "|3|Dig|MoW|Dec|2025\n");
  ASSERT_EQ(plan.measures().size(), 3U);
  EXPECT_EQ(plan.measures()[1].deadline.text, "May");
}

// A further row of a measure says one day, as it would below one column.
TEST(PartOfAYear, IsOneDayInRowsThatGoOn) {
  const Plan parted = made::plan_of(
      "|No|Action|Lead|Deadline month|Deadline year\n|1|Draft|MoJ|June|2024\n|||MoF|Dec|2025\n"
      "|2|Sew|MoW|May|2024\n");
  const Plan joined = made::plan_of(
      "|No|Action|Lead|Deadline\n|1|Draft|MoJ|June 2024\n|||MoF|Dec 2025\n|2|Sew|MoW|May 2024\n");
  ASSERT_EQ(parted.measures().size(), 2U);
  ASSERT_EQ(joined.measures().size(), 2U);
  EXPECT_EQ(parted.measures()[0].deadline.text, joined.measures()[0].deadline.text);
  EXPECT_EQ(made::described(parted, parted.measures()[0]),
            made::described(joined, joined.measures()[0]));
}

}  // namespace
}  // namespace actionplan::revised_days_test
