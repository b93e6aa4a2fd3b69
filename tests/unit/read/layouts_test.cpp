// SPDX-License-Identifier: Apache-2.0
// The layouts that plans stand in: what each finds of a made document, and what it names.
#include <actionplan/core/error.hpp>
#include <actionplan/read/read.hpp>

#include "layout_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace actionplan::layouts_test {
namespace {

using made::Case;
using made::plan_of;

class Layouts : public testing::TestWithParam<Case> {};

TEST_P(Layouts, FindTheirMeasures) { made::check(GetParam()); }

const std::vector<Case> cases = {
    // Figures that may be years are values where something is measured, or where no plan lasts as long.
    {"TargetOfFiguresBesideIndicators",
     "|#|Action|Owner|Indicator|Target\n|1|Train|Works|Staff "
     "trained|2000\n|2|Plant|Water|Trees|2010\n",
     {"1: Train (Works/implementer ..)", "2: Plant (Water/implementer ..)"},
     {}},
    {"TargetOfFarFigures",
     "|#|Action|Owner|Target\n|1|Train|Works|2000\n|2|Plant|Water|2050\n",
     {"1: Train (Works/implementer ..)", "2: Plant (Water/implementer ..)"},
     {}},
    // A plain word gives way to one that says by when.
    {"DateOfARowBesideADeadline",
     "|Date|Action|Owner|Deadline\n|2025-01-10|Build|Works|2026\n|2025-01-10|Mend|Water|2027\n",
     {": Build (Works/implementer 2026-01-01..2026-12-31)",
      ": Mend (Water/implementer 2027-01-01..2027-12-31)"},
     {}},
    {"YearOfABaselineIsNoDay",
     "|id|commitment|baseline_year|target_year|agency\n|1|Cut "
     "waste|2015|2030|Parks\n|2|Plant|2016||MoF\n",
     {"1: Cut waste (Parks/implementer 2030-01-01..2030-12-31)", "2: Plant (MoF/implementer ..)"},
     {}},
    {"TitlesThatTellRowsApart",
     "|No|Measure|Action|Agency|Deadline\n|1|Adapt coasts|Write a guide|Office|2024\n"
     "|2|Adapt coasts|Hold a workshop|Office|2025\n|3|Warn people|Send alerts|Office|2025\n",
     {"[Adapt coasts] 1: Write a guide (Office/implementer 2024-01-01..2024-12-31)",
      "[Adapt coasts] 2: Hold a workshop (Office/implementer 2025-01-01..2025-12-31)",
      "[Warn people] 3: Send alerts (Office/implementer 2025-01-01..2025-12-31)"},
     {}},
    {"KeysOfDataAsHeaders",
     "|orderNum|name_en|name_mn|isActionTaken|dueDate|leadAgency\n"
     "|1|Build|Barix|N|2024-05-01|Works\n|2|Train|Surgax|Y|2025-05-01|Works\n",
     {"1: Build (Works/lead ..2024-05-01)", "2: Train (Works/lead ..2025-05-01)"},
     {}},
    {"KeysOfIdsAndYears",
     "|action_id|action_title|lead_department|start_year|end_year\n|CAP-1|Build|Works|2024|2026\n"
     "|CAP-2|Train|Parks|2025|2028\n",
     {"CAP-1: Build (Works/lead 2024-01-01..2026-12-31)",
      "CAP-2: Train (Parks/lead 2025-01-01..2028-12-31)"},
     {}},
    {"KeysBesideWords",
     "|project|who|quote|deadline\n|city-hall|Works|We will mend the hall|2026\n"
     "|north-park|Parks|We will plant a park|2027\n",
     {"city-hall: We will mend the hall (Works/implementer 2026-01-01..2026-12-31)",
      "north-park: We will plant a park (Parks/implementer 2027-01-01..2027-12-31)"},
     {"column_guessed"}},
    {"KeysAlone",
     "|project|who|deadline\n|city-hall|Works|2026\n|north-park|Parks|2027\n",
     {": city-hall (Works/implementer 2026-01-01..2026-12-31)",
      ": north-park (Parks/implementer 2027-01-01..2027-12-31)"},
     {}},
    {"OneOfSeveralLanguages",
     "|No|Action (en)|Action (fr)|Lead agency (en)|Lead agency (fr)|Deadline\n"
     "|1|Build|Construire|Office of Works|Office des travaux|2024\n",
     {"1: Build (Office of Works/lead 2024-01-01..2024-12-31)"},
     {}},
    {"LogicalFrameworks",
     "|Level|Statement|Indicator|Responsible|Deadline\n|Goal|Fewer deaths|rate||\n"
     "|Activity 1.1|Build units|units built|Works|2024\n|Activity 1.2|Recruit|staff|Office|2025\n",
     {"[Fewer deaths] 1.1: Build units (Works/implementer 2024-01-01..2024-12-31)",
      "[Fewer deaths] 1.2: Recruit (Office/implementer 2025-01-01..2025-12-31)"},
     {"row_left_out"}},
    {"HeaderOfTwoRows",
     "|No|Activity|Responsible|>|Period|>\n"
     "|^|^|Lead|Partners|Start|End\n"
     "|1.|Build|Alpha|Beta|01.03.2024|31.12.2025\n",
     {"1: Build (Alpha/lead Beta/supporting 2024-03-01..2025-12-31)"},
     {}},
    {"HeaderOfTwoRowsWithoutSpans",
     "|No|Activity|Responsible||Deadline\n"
     "|||Lead|Partners|\n"
     "|1.|Build|Alpha|Beta|2025\n",
     {"1: Build (Alpha/lead Beta/supporting 2025-01-01..2025-12-31)"},
     {}},
    {"SectionsBehindTheTitleInAnyOrder",
     "|No|Measure|Section|Deadline\n|1.|Build|Roads|2025\n|2.|Teach|Schools|2025\n"
     "|3.|Pave|Roads|2025\n",
     {"[Roads] 1: Build (2025-01-01..2025-12-31)", "[Schools] 2: Teach (2025-01-01..2025-12-31)",
      "[Roads] 3: Pave (2025-01-01..2025-12-31)"},
     {}},
    {"ChaptersBehindTheTitleInAnyOrder",
     "|Lp.|Zadanie|Rozdział|Termin\n|1.|Budowa|Drogi|2025\n|2.|Nauka|Szkoły|2025\n"
     "|3.|Remont|Drogi|2025\n",
     {"[Drogi] 1: Budowa (2025-01-01..2025-12-31)", "[Szkoły] 2: Nauka (2025-01-01..2025-12-31)",
      "[Drogi] 3: Remont (2025-01-01..2025-12-31)"},
     {}},
    {"ChaptersInRussianInAnyOrder",
     "|№|Мероприятие|Раздел плана|Срок\n|1.|Строить|Дороги|2025\n|2.|Учить|Школы|2025\n"
     "|3.|Чинить|Дороги|2025\n",
     {"[Дороги] 1: Строить (2025-01-01..2025-12-31)", "[Школы] 2: Учить (2025-01-01..2025-12-31)",
      "[Дороги] 3: Чинить (2025-01-01..2025-12-31)"},
     {}},
    {"RanksBehindTheTitle",
     "|No|Measure|Priority|Deadline\n|1.|Build|High|2025\n|2.|Teach|Low|2025\n"
     "|3.|Pave|High|2025\n",
     {"1: Build (2025-01-01..2025-12-31)", "2: Teach (2025-01-01..2025-12-31)",
      "3: Pave (2025-01-01..2025-12-31)"},
     {}},
    {"RanksInNumbersBehindTheTitle",
     "|No|Measure|Deadline|Priority (1-5)\n|1.|Build|2025|4\n|2.|Teach|2025|1\n",
     {"1: Build (2025-01-01..2025-12-31)", "2: Teach (2025-01-01..2025-12-31)"},
     {}},
    {"NumbersBelowAWordForTheTitle",
     "|Ação|Nome da Ação|Responsável|Prazo\n|1|Publicar dados|MF|2025\n|2|Abrir dados|MJ|2026\n",
     {"1: Publicar dados (MF/implementer 2025-01-01..2025-12-31)",
      "2: Abrir dados (MJ/implementer 2026-01-01..2026-12-31)"},
     {}},
    {"RecommendedAgencies",
     "|number|title|agencies_recommended|deadline\n|1|Build|Alpha|2025\n",
     {"1: Build (Alpha/implementer/recommended 2025-01-01..2025-12-31)"},
     {}},
    {"FrenchSections",
     "|Ministère|Thématiques|Actions|Echéances\n"
     "|MC|Codes|Publier|2022\n"
     "|MC||Ouvrir|2023\n"
     "|MJ|Libre|Aider|2022\n"
     "|MJ|Codes|Former|2022\n",
     {"[Codes] : Publier (MC/implementer 2022-01-01..2022-12-31)",
      "[Codes] : Ouvrir (MC/implementer 2023-01-01..2023-12-31)",
      "[Libre] : Aider (MJ/implementer 2022-01-01..2022-12-31)",
      "[Codes] : Former (MJ/implementer 2022-01-01..2022-12-31)"},
     {}},
    {"NestedSectionsAndHelp",
     "|Axe|Sous-axe|Titre de l'action|Structure pilote|Statut|Date de début|Date de fin\n"
     "|Champ texte|Champ texte|Champ texte|Champ texte|Champ liste|Champ date|Champ date\n"
     "|Axe A|Objectif 1|Créer|Ville|En cours|2025-12-01|2030-09-01\n"
     "|Axe A|Objectif 2|Animer|Ville||2025-08-08|47727\n",
     {"[Axe A > Objectif 1] : Créer (Ville/lead 2025-12-01..2030-09-01)",
      "[Axe A > Objectif 2] : Animer (Ville/lead 2025-08-08..2030-09-01)"},
     {"column_help", "evidence_not_recorded"}},
    {"RussianNumbersAndTotals",
     "|№ п/п|Наименование мероприятия|Форма завершения|Ответственные исполнители|Срок исполнения|"
     "Предполагаемые расходы (млн тенге)\n"
     "|1|2|3|4|5|6\n"
     "|1.|Построить мост|Акт|МТ|2025 год|5\n"
     "|Итого||||| 5\n",
     {"1: Построить мост (МТ/implementer 2025-01-01..2025-12-31)"},
     {"column_numbers", "row_total"}},
    {"LowerTitleAndMergedParent",
     "|Commitment|Milestone|Deadline\n|Open data|Publish|2024\n|^|Review|2025\n",
     {"[Open data] : Publish (2024-01-01..2024-12-31)",
      "[Open data] : Review (2025-01-01..2025-12-31)"},
     {}},
    {"SeveralActionsInACell",
     "|No|Action|Responsible|Deadline\n|1.|1) Draft~2) Adopt|Alpha~Beta|2024~2025\n",
     {"1: Draft (Alpha/implementer 2024-01-01..2024-12-31)",
      "1: Adopt (Beta/implementer 2025-01-01..2025-12-31)"},
     {"cell_of_several"}},
    {"Gantt",
     "|Етапи|2021|>|>|>|2022|>|>|>\n"
     "|^|квартал|>|>|>|квартал|>|>|>\n"
     "|^|І|ІІ|ІІІ|ІV|І|ІІ|ІІІ|ІV\n"
     "|Проєкт А||||||||\n"
     "|1. Пошук||Х|Х||||||\n"
     "|2. Запуск||||Х|Х|||Х\n",
     {"[Проєкт А] 1: Пошук (2021-04-01..2021-09-30)",
      "[Проєкт А] 2: Запуск (2021-10-01..2022-12-31)"},
     {}},
    {"AmountsOfYears",
     "|No|Measure|Agency|2021|2022\n|1.|Build|Alpha|100|200\n",
     {"1: Build (Alpha/implementer ..)"},
     {"periods_undecided"}},
    {"CardOfTwoColumns",
     "# Plan\n## Projects\n"
     "|1. Назва проєкту|Портал громади\n"
     "|2. Доцільність проєкту|Потрібен\n"
     "|3. Очікувані результати|Створено портал\n"
     "|4. Графік реалізації|2021 - 2022\n"
     "|5. Виконавці проєкту|Агенція\n",
     {"[Projects] : Портал громади (Агенція/implementer 2021-01-01..2022-12-31)"},
     {"label_ignored"}},
    {"CardWithMilestones",
     "|Commitment title|Open the data|>\n"
     "|Lead implementing agency|Ministry of Justice|>\n"
     "|Other actors|Alpha|>\n"
     "|Milestone activity|Start date|End date\n"
     "|1. Draft|2019-01-01|2019-06-30\n"
     "|2. Adopt|2019-07-01|2020-06-30\n",
     {"[Open the data] 1: Draft (Ministry of Justice/lead Alpha/supporting 2019-01-01..2019-06-30)",
      "[Open the data] 2: Adopt (Ministry of Justice/lead Alpha/supporting "
      "2019-07-01..2020-06-30)"},
     {}},
    {"LabelledParagraphs",
     "# Plano\n## Ações\n### MP_01 - Publicar imóveis\nTexto sem rótulo\nProdutos:\n* Catálogo\n"
     "Meta/Prazo: Setembro/2018\nUnidade responsável: SPU\n"
     "### MP_02 - Publicar cargos\nMeta/Prazo: Outubro/2018\nUnidade responsável: SGP\n",
     {"[Ações] MP_01: Publicar imóveis (SPU/implementer 2018-09-01..2018-09-30)",
      "[Ações] MP_02: Publicar cargos (SGP/implementer 2018-10-01..2018-10-31)"},
     {"text_left_out"}},
    {"RunsOfLabels",
     "# Plan\n## Verkehr\nMaßnahme: Radwege bauen\nFrist: 2024\nZuständig: Stadt\n"
     "Maßnahme: Busse kaufen\nFrist: 2025\nZuständig: Land\n",
     {"[Verkehr] : Radwege bauen (Stadt/implementer 2024-01-01..2024-12-31)",
      "[Verkehr] : Busse kaufen (Land/implementer 2025-01-01..2025-12-31)"},
     {}},
    {"Bullets",
     "# Cosa devono fare\nOB.1 - Dati\n* Da gennaio 2021 - Le PA aprono i dati - CAP2.LA01\n"
     "* Entro dicembre 2022 - Le PA documentano - CAP2.LA02\nOB.2 - Licenze\n"
     "* CAP2.LA03 - Le PA adottano la licenza (AGID) - Entro dicembre 2023\n* Altro testo\n",
     {"[OB.1 - Dati] CAP2.LA01: Le PA aprono i dati (2021-01-01..)",
      "[OB.1 - Dati] CAP2.LA02: Le PA documentano (..2022-12-31)",
      "[OB.2 - Licenze] CAP2.LA03: Le PA adottano la licenza (AGID) (..2023-12-31)"},
     {"text_left_out"}},
    {"SectionColumnThatSaysAnotherThingOfEachMeasure",
     "|Axe|Objectif|Action|Échéance\n|A|o1|a1|2021\n|A|o2|a2|2021\n|A|o3|a3|2022\n"
     "|B|o4|a4|2022\n|B|o5|a5|2022\n",
     {"[A] : a1 (2021-01-01..2021-12-31)", "[A] : a2 (2021-01-01..2021-12-31)",
      "[A] : a3 (2022-01-01..2022-12-31)", "[B] : a4 (2022-01-01..2022-12-31)",
      "[B] : a5 (2022-01-01..2022-12-31)"},
     {"column_ignored"}},
    {"SectionColumnBehindTheTitleThatComesBack",
     "|Nr.|Maßnahme|Priorität|Frist\n|1.|Bauen|hoch|2021\n|2.|Prüfen|mittel|2022\n"
     "|3.|Fahren|hoch|2022\n",
     {"1: Bauen (2021-01-01..2021-12-31)", "2: Prüfen (2022-01-01..2022-12-31)",
      "3: Fahren (2022-01-01..2022-12-31)"},
     {"column_ignored"}},
    {"Serbian",
     "|Активност|Индикатор|Орган који спроводи активност|Органи партнери|Рок за завршетак "
     "активности\n|1.1. Израда закона|Закон усвојен|МДУЛС|РСЈП|4. квартал 2021.\n",
     {"1.1: Израда закона (МДУЛС/implementer РСЈП/supporting 2021-10-01..2021-12-31)"},
     {}},
    {"SerbianInLatinLetters",
     "|R. br.|Mera|Nosilac|Partneri|Rok\n|1.|Izgradnja puta|MGSI|JP Putevi|decembar 2022.\n",
     {"1: Izgradnja puta (MGSI/lead JP Putevi/supporting 2022-12-01..2022-12-31)"},
     {}},
    {"Macedonian",
     "|Р. бр.|Мерка|Носител|Вклучени институции|Рок|Индикатор\n"
     "|1.|Изработка на закон|МИОА|АП|декември 2022|Закон\n",
     {"1: Изработка на закон (МИОА/lead АП/supporting 2022-12-01..2022-12-31)"},
     {}},
    {"Albanian",
     "|Nr.|Veprimi|Afati kohor|Institucioni përgjegjës|Institucioni mbështetës|Rezultati\n"
     "|1.|Hartimi i ligjit|dhjetor 2022|MD|KPK|Ligji\n",
     {"1: Hartimi i ligjit (MD/implementer KPK/supporting 2022-12-01..2022-12-31)"},
     {}},
    {"Georgian",
     "|აქტივობა|აქტივობის შედეგის ინდიკატორი|პასუხისმგებელი უწყება|პარტნიორი უწყება|შესრულების "
     "ვადა\n"
     "|1.1. პორტალის შექმნა|პორტალი|სააგენტო|სამინისტრო|2023 წლის დეკემბერი\n",
     {"1.1: პორტალის შექმნა (სააგენტო/implementer სამინისტრო/supporting 2023-12-01..2023-12-31)"},
     {}},
    {"Armenian",
     "|Հ/Հ|Միջոցառում|Պատասխանատու|Համակատարողներ|Ժամկետ\n"
     "|1.|Ստեղծել գրանցամատյան|ԱՆ|ՖՆ|2022 թ. դեկտեմբեր\n",
     {"1: Ստեղծել գրանցամատյան (ԱՆ/implementer ՖՆ/supporting 2022-12-01..2022-12-31)"},
     {}},
    {"Kyrgyz",
     "|№|Иш-чаралар|Ишке ашыруу мөөнөтү|Жооптуу аткаруучулар|Күтүлүүчү натыйжа\n"
     "|1.|Мыйзам иштеп чыгуу|2022-жылдын I кварталы|Юстиция министрлиги|Мыйзам\n",
     {"1: Мыйзам иштеп чыгуу (Юстиция министрлиги/implementer 2022-01-01..2022-03-31)"},
     {}},
    {"CellOfSeveralNumberedActions",
     "|Objective|Activities|Responsible|Timeline|Indicators\n"
     "|1. Meals|1.1 Draft~standards~1.2 Train cooks|Education~Health|2022|Standards~Cooks\n"
     "|2. Roads|2.1 Build|Works|2023|Roads\n",
     {"[Meals] 1.1: Draft standards (Education/implementer Health/implementer "
      "2022-01-01..2022-12-31)",
      "[Meals] 1.2: Train cooks (Education/implementer Health/implementer "
      "2022-01-01..2022-12-31)",
      "[Roads] 2.1: Build (Works/implementer 2023-01-01..2023-12-31)"},
     {"cell_of_several"}},
    {"AgenciesAsAbove",
     "|№|Мероприятия|Срок|Исполнитель\n|1|Очистка|2023|ЖКХ, Парк\n|2|Посадка|2024|То же\n"
     "|3|Ремонт|2024|-//-\n|4|Надзор|2024|-\n",
     {"1: Очистка (ЖКХ/implementer Парк/implementer 2023-01-01..2023-12-31)",
      "2: Посадка (ЖКХ/implementer Парк/implementer 2024-01-01..2024-12-31)",
      "3: Ремонт (ЖКХ/implementer Парк/implementer 2024-01-01..2024-12-31)",
      "4: Надзор (2024-01-01..2024-12-31)"},
     {"agencies_as_above"}},
    {"PluralsInParentheses",
     "|Action(s)|Structure(s) pilote(s)|Échéance(s)\n|Bâtir|DINUM|2024\n",
     {": Bâtir (DINUM/lead 2024-01-01..2024-12-31)"},
     {}},
    {"PersonsOrAgencies",
     "|Action Step|Person(s)/Agency Responsible|Target Completion Date\n|Build|Works|2024\n",
     {": Build (Works/implementer 2024-01-01..2024-12-31)"},
     {}},
    {"FormThatNobodyFilledIn",
     "|Action|Pilote|Échéance|Notes\n"
     "|Champ texte|Champ texte|Champ date|Champ texte\n"
     "|Texte court|Saisissez un nombre entier sans espaces ni symboles|"
     "Saisissez un nombre entier sans espaces ni symboles|"
     "Saisissez un nombre entier sans espaces ni symboles\n",
     {},
     {"column_help", "no_measures"}},
    {"NumberThatTellsRowsApart",
     "|plan_id|plan_part_sub_id|title|agency|deadline\n"
     "|U1|U1.1|Build|Works|2021\n|U1|U1.2|Mend|Works|2021\n",
     {"U1.1: Build (Works/implementer 2021-01-01..2021-12-31)",
      "U1.2: Mend (Works/implementer 2021-01-01..2021-12-31)"},
     {}},
    {"LevelsOfATree",
     "# fields\n|id|title\n|C1|Roads\n|C2|Parks\n"
     "# choices\n|id|title\n|C1.1|Build\n|C1.2|Mend\n|C2.1|Plant\n"
     "# indicators\n|id|title|deadline|agency\n|C1.1.1|Roads built, by length|2024|Works\n"
     "|C1.1.2|Bridges|2024|Works\n|C1.2.1|Repairs|2025|Works\n|C2.1.1|Trees|2026|Parks\n"
     "# status\n|id|title\n|NS|Not started\n|SP|Substantial\n",
     {"[Roads] C1.1: Build (Works/implementer 2024-01-01..2024-12-31)",
      "[Roads] C1.2: Mend (Works/implementer 2025-01-01..2025-12-31)",
      "[Parks] C2.1: Plant (Parks/implementer 2026-01-01..2026-12-31)"},
     {"table_left_out"}},
    {"LevelsWhoseLowestRowsAreMeasures",
     "|No|Notes|Title\n|1|g|Roads\n|2|g|Parks\n\n"
     "# Actions\n|No|Action|Agency|Deadline\n|1.1|Build|Works|2024\n|2.1|Plant|Parks|2025\n",
     {"[Roads] 1.1: Build (Works/implementer 2024-01-01..2024-12-31)",
      "[Parks] 2.1: Plant (Parks/implementer 2025-01-01..2025-12-31)"},
     {}},
    {"LevelsWithDaysOfTheirOwnStayAsTheyAre",
     "|No|Title|Deadline\n|1|Roads|2023\n|2|Parks|2023\n\n"
     "# Actions\n|No|Action|Deadline\n|1.1|Build|2024\n",
     {"1: Roads (2023-01-01..2023-12-31)", "2: Parks (2023-01-01..2023-12-31)",
      "[Actions] 1.1: Build (2024-01-01..2024-12-31)"},
     {}},
};

INSTANTIATE_TEST_SUITE_P(Made, Layouts, testing::ValuesIn(cases),
                         [](const auto& tested) { return tested.param.name; });

TEST(Layouts, GiveEachIndicatorOfATreeItsWords) {
  const Plan plan = plan_of(
      "# milestones\n|id|title\n|M1|Build\n|M2|Mend\n# indicators\n|id|title|deadline\n"
      "|M1.1|Roads built, and bridges built|2024\n|M1.2|Reports published|2025\n"
      "|M2.1|Repairs|2025\n");
  ASSERT_EQ(plan.measures().size(), 2U);
  const Measure& measure = plan.measures()[0];
  EXPECT_EQ(measure.indicator_text, "Roads built, and bridges built; Reports published");
  ASSERT_EQ(measure.indicators.size(), 2U);
  EXPECT_EQ(measure.indicators[0].text, "Roads built, and bridges built");
  EXPECT_EQ(measure.indicators[1].span.begin, 32U);
  EXPECT_EQ(measure.indicators[1].span.end, 49U);
  EXPECT_EQ(measure.indicators[1].id, IndicatorId{"M1/2"});
}

TEST(Layouts, CountDaysOfWindowsAsTheirSpreadsheetDoes) {
  const auto window = [](SerialEpoch epoch) {
    ReadOptions options;
    options.serial_epoch = epoch;
    const Plan plan = read_bytes("No,Measure,Start,End\n1,Build,43000,43465\n", "csv", options);
    const Deadline& deadline = plan.measures().at(0).deadline;
    return (deadline.start ? deadline.start->iso() : "") + ".." +
           (deadline.due ? deadline.due->iso() : "");
  };
  EXPECT_EQ(window(SerialEpoch::year_1900), "2017-09-22..2018-12-31");
  EXPECT_EQ(window(SerialEpoch::year_1904), "2021-09-23..2023-01-01");
  EXPECT_EQ(window(SerialEpoch::none), "..");
}

TEST(Layouts, RefuseWhatIsNoPlan) {
  const std::string contract =
      "# Contract\nThe parties agree.\n|Name|Amount\n|Alpha|5\n|Beta|6\n* one\n* two\n";
  try {
    (void)plan_of(contract);
    FAIL() << "a contract was read as a plan";
  } catch (const ParseError& error) {
    EXPECT_EQ(error.code(), ParseErrorCode::no_plan);
    EXPECT_NE(std::string{error.what()}.find("1 table of 3 rows"), std::string::npos);
  }
}

class ListsOfThings : public testing::TestWithParam<const char*> {};

TEST_P(ListsOfThings, AreNoPlans) {
  try {
    (void)plan_of(GetParam());
    FAIL() << "a list was read as a plan";
  } catch (const ParseError& error) {
    EXPECT_EQ(error.code(), ParseErrorCode::no_plan);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Made, ListsOfThings,
    testing::Values("|No|Title|Year|Publisher\n|1|Roads|2019|Works\n|2|Floods|2021|Water\n",
                    "|No|Name|Department|Start date\n|1|Ann Bee|Finance|2021-03-01\n",
                    "|№|Наименование|Дата|Автор\n|1|Приказ|01.02.2021|Иванов\n",
                    "|Nr|Titel|Jahr\n|1|Brücken|2020\n|2|Atlas|2021\n",
                    "|No|Indicator|Unit|Year|Responsible agency\n|1|Inflation|%|2022|Bank\n",
                    "# Minutes\n* 12 March 2024 - the committee met\n"
                    "* 13 March 2024 - the report was sent\n* 14 March 2024: the minister came\n"));

TEST(ListsOfDays, MayNameBodiesAtTheirEnd) {
  const Plan plan = plan_of(
      "# Roadmap\n* By December 2024: publish the catalogue (Statistics Office)\n"
      "* By June 2025: adopt a standard (Ministry of Works, MoF)\n* By July 2025: open it (see the "
      "annex)\n");
  ASSERT_EQ(plan.measures().size(), 3U);
  EXPECT_EQ(plan.measures()[0].title, "publish the catalogue");
  ASSERT_EQ(plan.measures()[0].assignments.size(), 1U);
  EXPECT_EQ(plan.measures()[0].assignments[0].text, "Statistics Office");
  EXPECT_EQ(plan.measures()[1].assignments.size(), 2U);
  EXPECT_EQ(plan.measures()[2].title, "open it (see the annex)");
  EXPECT_TRUE(plan.measures()[2].assignments.empty());
}

TEST(ListsOfThings, AreToldFromPlansByADayThatIsDueOrABody) {
  EXPECT_EQ(plan_of("|No|Title|Deadline\n|1|Build|2024\n").measures().size(), 1U);
  EXPECT_EQ(plan_of("|No|Title|Year|Responsible\n|1|Build|2024|Works\n").measures().size(), 1U);
  EXPECT_EQ(plan_of("|No|Measure|Year\n|1|Build|2024\n").measures().size(), 1U);
}

}  // namespace
}  // namespace actionplan::layouts_test
