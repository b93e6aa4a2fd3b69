// SPDX-License-Identifier: Apache-2.0
// Headers that leave open what a column holds, or hold two things in one, and rows that end early.
#include <actionplan/read/read.hpp>
#include <actionplan/read/reading.hpp>

#include "layout_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace actionplan::open_headers_test {
namespace {

using made::Case;

class OpenHeaders : public testing::TestWithParam<Case> {};

TEST_P(OpenHeaders, AreReadOrNamed) { made::check(GetParam()); }

const std::vector<Case> cases = {
    // The second row of a header ends with its last text, as sheets keep no blank cells.
    {"ShortSecondRow",
     "|No|Activity|Responsible|Timeline||Target\n||||Start|End|2023|2024|2025\n"
     "|1|Build|Works|Jan 2023|Dec 2024|1|2|3\n|2|Bore|Works|Feb 2023|Dec 2025|5||\n",
     {"1: Build (Works/implementer 2023-01-01..2024-12-31)",
      "2: Bore (Works/implementer 2023-02-01..2025-12-31)"},
     {}},
    {"YearsBelowAGroupThatIsNotLast",
     "|Action|Indicator|Target|>|Responsible\n|||2022|2023\n"
     "|Build schools|Number of schools|7|9|Education\n|Train|Number of teachers|30|60|University\n",
     {": Build schools (Education/implementer ..)", ": Train (University/implementer ..)"},
     {}},
    {"YearBelowABaseline",
     "|Action|Indicator|Baseline|Target|Lead\n|||2020|2023\n|Test|Number of tests|100|200|Health\n"
     "|Vaccinate|Coverage|60|70|Health\n",
     {": Test (Health/lead ..)", ": Vaccinate (Health/lead ..)"},
     {}},
    // "Target" where nothing else holds days.
    {"TargetOfDays",
     "|#|Action|Owner|Target|Status\n|1|Build|Works|Q3 2026|open\n|2|Mend|Water|12 May 2026|open\n",
     {"1: Build (Works/implementer 2026-07-01..2026-09-30)",
      "2: Mend (Water/implementer ..2026-05-12)"},
     {"column_guessed"}},
    {"TargetOfYearsInIndonesian",
     "|No|Tindak lanjut|Penanggung jawab|Target\n|1|Bangun|Dinas|2026\n|2|Latih|Dinas|2027\n",
     {"1: Bangun (Dinas/implementer 2026-01-01..2026-12-31)",
      "2: Latih (Dinas/implementer 2027-01-01..2027-12-31)"},
     {"column_guessed"}},
    {"TargetOfValues",
     "|#|Action|Owner|Target\n|1|Build|Works|95 %\n|2|Mend|Water|500 units by 2026\n",
     {"1: Build (Works/implementer ..)", "2: Mend (Water/implementer ..)"},
     {}},
    {"TargetBesideDays",
     "|#|Action|Owner|Target|Deadline\n|1|Build|Works|2030|2026\n|2|Mend|Water|2030|2027\n",
     {"1: Build (Works/implementer 2026-01-01..2026-12-31)",
      "2: Mend (Water/implementer 2027-01-01..2027-12-31)"},
     {}},
    // When a baseline was so is no day by which something is due.
    {"YearOfABaseline",
     "|Action|Indicator|Baseline|>|Target|Responsible\n|||Value|Year|2026|\n"
     "|Build schools|Number|12|2022|40|Works\n|Train|Number|5|2021|9|MoE\n",
     {": Build schools (Works/implementer ..)", ": Train (MoE/implementer ..)"},
     {}},
    {"ResultsBeforeIndicators",
     "|Expected result|Indicator|Responsible|Deadline\n|Roads are built|km|Works|2025\n"
     "|Pipes are mended|km|Water|2026\n",
     {": Roads are built (Works/implementer 2025-01-01..2025-12-31)",
      ": Pipes are mended (Water/implementer 2026-01-01..2026-12-31)"},
     {"column_guessed"}},
    // Two columns of days.
    {"DateBesideADeadlineThatSaysNothing",
     "|No|Action|Responsible|Date|Deadline\n|1|Build|Works|June 2025|\n|2|Mend|Water|July 2025|\n",
     {"1: Build (Works/implementer 2025-06-01..2025-06-30)",
      "2: Mend (Water/implementer 2025-07-01..2025-07-31)"},
     {"column_guessed"}},
    {"DateOfAnEntry",
     "|No|Date|Action|Responsible|Deadline\n|1|June 2025|Build|Works|\n|2|July 2025|Mend|Water|\n",
     {"1: Build (Works/implementer ..)", "2: Mend (Water/implementer ..)"},
     {"column_ignored"}},
    {"DateBesideADeadlineThatSaysLittle",
     "|No|Action|Responsible|Date|Deadline\n|1|Build|Works|June 2025|\n|2|Mend|Water|July 2025|\n"
     "|3|Sew|Parks|May 2025|2026\n",
     {"1: Build (Works/implementer ..)", "2: Mend (Water/implementer ..)",
      "3: Sew (Parks/implementer 2026-01-01..2026-12-31)"},
     {"column_ignored"}},
    {"FirstAndLastDaysInHalfKnownWords",
     "|No|Action|Responsible|Deadline zabar|Deadline quillon\n|1|Build|Works|Jan 2024|Dec 2024\n"
     "|2|Mend|Water|Mar 2024|Dec 2025\n",
     {"1: Build (Works/implementer 2024-01-01..2024-12-31)",
      "2: Mend (Water/implementer 2024-03-01..2025-12-31)"},
     {"column_guessed"}},
    {"FirstAndLastDaysInAlbanian",
     "|Nr|Masa|Institucioni përgjegjës|Institucionet kontribuese|Afati i fillimit|Afati i "
     "përfundimit\n"
     "|1|Hartimi|Ministria e Drejtësisë|AKSHI|Janar 2024|Dhjetor 2024\n",
     {"1: Hartimi (Ministria e Drejtësisë/implementer AKSHI/supporting 2024-01-01..2024-12-31)"},
     {}},
    // "year" among keys of data is that of a promise as often as that of its end.
    {"YearOfAPromise",
     "|id|promise|year|responsible\n|1|Build schools|2019|MoE\n|2|Cut the tax|2020|MoF\n",
     {"1: Build schools (MoE/implementer ..)", "2: Cut the tax (MoF/implementer ..)"},
     {"column_ignored"}},
    {"YearInWhichItIsDue",
     "|id|promise|due_year|responsible\n|1|Build schools|2019|MoE\n|2|Cut the tax|2020|MoF\n",
     {"1: Build schools (MoE/implementer 2019-01-01..2019-12-31)",
      "2: Cut the tax (MoF/implementer 2020-01-01..2020-12-31)"},
     {}},
    {"YearOfATable",
     "|No|Action|Year|Responsible\n|1|Build|2019|MoE\n|2|Mend|2020|MoF\n",
     {"1: Build (MoE/implementer 2019-01-01..2019-12-31)",
      "2: Mend (MoF/implementer 2020-01-01..2020-12-31)"},
     {}},
    // Texts without spaces are words, too.
    {"TitleInChinese",
     "|序号|事由|责任单位|完成时限\n|1|建设统一平台|市数据局|2026年6月\n|2|开展安全评估|市财政局|"
     "2026年8月\n",
     {"1: 建设统一平台 (市数据局/implementer 2026-06-01..2026-06-30)",
      "2: 开展安全评估 (市财政局/implementer 2026-08-01..2026-08-31)"},
     {"column_guessed"}},
    {"TitleAmongRemarks",
     "|ID|課題|担当|期限|備考\n|A-1|動作を確認する|開発課|2026-01-14|なし\n|A-2|音質を評価する|"
     "総務課|2026-01-17|無し\n",
     {"A-1: 動作を確認する (開発課/implementer ..2026-01-14)",
      "A-2: 音質を評価する (総務課/implementer ..2026-01-17)"},
     {"column_guessed"}},
    {"TitleOfAForm",
     "|Nr.|Entscheidung|Verantwortlich|Termin\n|1|neuen Standort wählen||\n|2|alten Vertrag "
     "kündigen||\n",
     {"1: neuen Standort wählen (..)", "2: alten Vertrag kündigen (..)"},
     {"column_guessed"}},
    {"BrokenWords",
     "|No.|Name of~activity|Imple-~menting agency|Dead-~line*\n|1|Build|Works|2024\n"
     "|2|Mend|Water|2025\n",
     {"1: Build (Works/implementer 2024-01-01..2024-12-31)",
      "2: Mend (Water/implementer 2025-01-01..2025-12-31)"},
     {}},
    {"SoftHyphens",
     "|Nr.|Maß\u00ADnahme|Zu\u00ADständig\u00ADkeit|Frist\n|1|Radweg bauen|Tiefbauamt|2024\n"
     "|2|Park planen|Gartenamt|2025\n",
     {"1: Radweg bauen (Tiefbauamt/implementer 2024-01-01..2024-12-31)",
      "2: Park planen (Gartenamt/implementer 2025-01-01..2025-12-31)"},
     {}},
    // Of several columns of titles the one that tells the rows apart, headings not counted.
    {"TaskAboveActions",
     "|Найменування завдання|Найменування заходу|Відповідальні|Строк виконання\n"
     "|Стратегічна ціль 1. Безпека|>|>|>\n"
     "|1. Удосконалити облік|підготувати законопроект|МВС|2023 рік\n"
     "|^|розробити порядок|ДСНС|2024 рік\n|2. Навчання|провести тренінги|ДСНС|2024 рік\n",
     {"[Стратегічна ціль 1. Безпека > Удосконалити облік] : підготувати законопроект "
      "(МВС/implementer 2023-01-01..2023-12-31)",
      "[Стратегічна ціль 1. Безпека > Удосконалити облік] : розробити порядок "
      "(ДСНС/implementer 2024-01-01..2024-12-31)",
      "[Стратегічна ціль 1. Безпека > Навчання] : провести тренінги "
      "(ДСНС/implementer 2024-01-01..2024-12-31)"},
     {}},
    {"TitleOfWhatIsTransposed",
     "|No|Title of treaty|Activity|Responsible|Deadline\n|1|Treaty 5|Adopt a rulebook|MESP|2025\n"
     "|2|Treaty 6|Amend the law|MEI|2026\n",
     {"1: Adopt a rulebook (MESP/implementer 2025-01-01..2025-12-31)",
      "2: Amend the law (MEI/implementer 2026-01-01..2026-12-31)"},
     {}},
    {"WordsOfOneLanguage",  // "priority" alone is a Czech word
     "|Priority actions|Responsible|Deadline\n|Build a road|Works|2025\n|Mend a pipe|Water|2026\n",
     {": Build a road (Works/implementer 2025-01-01..2025-12-31)",
      ": Mend a pipe (Water/implementer 2026-01-01..2026-12-31)"},
     {}},
    {"NoTitle",
     "|No|Substance|Responsible|Deadline\n|1|Build a road|Works|2025\n|2|Mend a pipe|Water|2026\n",
     {"1: Build a road (Works/implementer 2025-01-01..2025-12-31)",
      "2: Mend a pipe (Water/implementer 2026-01-01..2026-12-31)"},
     {"column_guessed"}},
    {"NoTitleAndCodesAlone",
     "|No|Group|Responsible|Deadline\n|1|A1|Works|2025\n|2|A2|Water|2026\n",
     {"1:  (Works/implementer 2025-01-01..2025-12-31)",
      "2:  (Water/implementer 2026-01-01..2026-12-31)"},
     {"title_missing"}},
    {"LevelsOfResults",
     "|Result level|Narrative summary|Indicator|Responsible|Timeline\n"
     "|Impact|Better life|Poverty||\n|Output 1.1|Roads|Kilometres||\n"
     "|Activity 1.1.1|Procure|||\n|Activity 1.1.2|Build||Works|2022\n",
     {"[Roads] 1.1.1: Procure (..)",
      "[Roads] 1.1.2: Build (Works/implementer 2022-01-01..2022-12-31)"},
     {}},
    {"IndicatorBesideResults",
     "|Захід|Очікувані результати|Індикатори|Виконавець|Строк\n"
     "|Створити реєстр|прозорість|реєстр створено|МОЗ|2023 рік\n",
     {": Створити реєстр (МОЗ/implementer 2023-01-01..2023-12-31)"},
     {}},
    // By whom and by when in one.
    {"WhoAndWhen",
     "|No|Action|Responsible / Deadline\n|1|Draft|MoF / June 2024\n|2|Audit|Court of Audit, Q4 "
     "2024\n",
     {"1: Draft (MoF/implementer 2024-06-01..2024-06-30)",
      "2: Audit (Court of Audit/implementer 2024-10-01..2024-12-31)"},
     {}},
    {"WhenAndWho",
     "|№|Мероприятие|Срок, исполнитель\n|1|Разработать план|до 1 июня 2024 г., Минфин\n"
     "|2|Провести аудит|Минфин\n",
     {"1: Разработать план (Минфин/implementer ..2024-05-31)",
      "2: Провести аудит (Минфин/implementer ..)"},
     {}},
    {"WhoAndWhenTogether",
     "|No|Action|Responsible / Deadline\n|1|Draft|MoF June 2024 MoH\n",
     {"1: Draft (..)"},
     {"who_and_when"}},
    {"DayAndBodyAside",
     "|No|Action|Timeframe and responsibility\n|1|Train|Ongoing (MoH)\n|2|Print|MoF\n"
     "|3|Sew|December 2024\n",
     {"1: Train (MoH/implementer ..)", "2: Print (MoF/implementer ..)",
      "3: Sew (2024-12-01..2024-12-31)"},
     {}},
    {"TitleBehindAllOthers",
     "|No|Responsible|Deadline|What will happen\n|1|Works|2025|Roads are built\n"
     "|2|Water|2026|Pipes are mended\n",
     {"1: Roads are built (Works/implementer 2025-01-01..2025-12-31)",
      "2: Pipes are mended (Water/implementer 2026-01-01..2026-12-31)"},
     {"column_guessed"}},
    // Several actions in a cell below the number of what they stand under.
    {"NumberAboveLines",
     "|No|Objective|Activities|Responsible|Deadline\n|1|Safe roads|1.1 Paint~1.2 Light|Works|2022\n"
     "|2|Clean air|2.1 Plant|Parks|2024\n",
     {"[Safe roads] 1.1: Paint (Works/implementer 2022-01-01..2022-12-31)",
      "[Safe roads] 1.2: Light (Works/implementer 2022-01-01..2022-12-31)",
      "[Clean air] 2.1: Plant (Parks/implementer 2024-01-01..2024-12-31)"},
     {"cell_of_several", "number_above"}},
    // Months without a year have that of the plan.
    {"MonthsOfOneYear",
     "Work plan 2025\n|No|Task|Lead|Jan|Feb|Mar|Apr|May\n|1|Count|Finance|x|x|x||\n"
     "|2|Repair|Works|x|||x|x\n",
     {"1: Count (Finance/lead 2025-01-01..2025-03-31)",
      "2: Repair (Works/lead 2025-01-01..2025-05-31)"},
     {}},
    {"MonthsWithAmounts",
     "Work plan "
     "2025\n|No|Task|Lead|Jan|Feb|Mar|Apr\n|1|Count|Finance|100|x||\n|2|Mend|Works|x|||\n",
     {"1: Count (Finance/lead ..)", "2: Mend (Works/lead ..)"},
     {"column_ignored"}},
    {"DayOfReportsInAPlanOfOneYear",
     "Work plan 2025\n|No|Task|Lead|Deadline\n|1|Count|Finance|annually by 31 March\n"
     "|2|Mend|Works|by 1 March each year\n|3|Sew|Works|by 1 March\n",
     {"1: Count (Finance/lead 2025-01-01..2026-03-31)",
      "2: Mend (Works/lead 2025-01-01..2026-03-01)", "3: Sew (Works/lead ..2025-03-01)"},
     {}},
    {"ColoursBelowMonths",
     "Work plan 2025\n|No|Task|Lead|Jan|Feb|Mar|Apr\n|1|Count|Finance|@|@||\n|2|Mend|Works|||@|\n",
     {"1: Count (Finance/lead ..)", "2: Mend (Works/lead ..)"},
     {"colours_not_read"}},
    {"MonthsOfNoYear",
     "|No|Task|Lead|Jan|Feb|Mar|Apr\n|1|Count|Finance|x|x||\n|2|Repair|Works||||x\n",
     {"1: Count (Finance/lead ..)", "2: Repair (Works/lead ..)"},
     {"deadline_unreadable"}},
    // Headings above the header of the first table, where the plan has a title; footnotes are none.
    {"HeadingAboveTheHeader",
     "# Gender Plan\n|Objective 1: Safety|>|>\n|Activity|Responsible|When\n|Campaign|ABGJ|2022\n"
     "|* with partners|>|>\n|Note: provisional|>|>\n|Objective 2: Work|>|>\n|Grants|MTI|2023\n",
     {"[Objective 1: Safety] : Campaign (ABGJ/implementer 2022-01-01..2022-12-31)",
      "[Objective 2: Work] : Grants (MTI/implementer 2023-01-01..2023-12-31)"},
     {"row_left_out"}},
    // A card whose heading is its name, and not its description.
    {"CardsNamedByHeadings",
     "# Plan\n## Impegno 1 - Trasparenza\n|Amministrazione "
     "responsabile|AgID\n|Descrizione|Portale\n"
     "|Data di inizio|gennaio 2024\n|Data di fine|giugno 2025\n## Impegno 2 - Ascolto\n"
     "|Amministrazione responsabile|ANAC\n|Data di inizio|1 febbraio 2024\n|Data di fine|31 "
     "dicembre 2025\n",
     {"1: Trasparenza (AgID/implementer 2024-01-01..2025-06-30)",
      "2: Ascolto (ANAC/implementer 2024-02-01..2025-12-31)"},
     {"label_ignored"}},
    // "Data" is a date in Italian, and no header beside a title.
    {"CardOfOpenData",
     "# Plan\n|Commitment|Open data\n|Lead agency|MoF\n|Deadline|2024\n|Description|Publish all\n",
     {": Open data (MoF/lead 2024-01-01..2024-12-31)"},
     {"label_ignored"}},
    {"CardOfOgpInSpanish",
     "# Plan\n## Compromiso 2. Salud\n|Fecha de inicio y término del compromiso|Octubre 2018 - "
     "Agosto 2020\n"
     "|Institución o actor responsable de la implementación|Ministerio de Salud\n"
     "|¿Cuál es la problemática que el compromiso aborda?|Faltan datos\n"
     "|¿Cuál es el compromiso?|Publicar\n\n|Hito|Fecha de inicio|Fecha de término\n"
     "|Levantar|Octubre 2018|Enero 2019\n|Publicar|Febrero 2019|30 de agosto de 2020\n",
     {"[Compromiso 2. Salud] : Levantar (Ministerio de Salud/lead 2018-10-01..2019-01-31)",
      "[Compromiso 2. Salud] : Publicar (Ministerio de Salud/lead 2019-02-01..2020-08-30)"},
     {"parent_field"}},
    {"UnitInAChart",
     "|No|Activity|Unit|Q1 2024|Q2 2024|Q3 2024\n|1|Build|Roads unit|x|x|\n"
     "|2|Mend|Water department||x|x\n",
     {"1: Build (Roads unit/implementer 2024-01-01..2024-06-30)",
      "2: Mend (Water department/implementer 2024-04-01..2024-09-30)"},
     {}},
    {"UnitOfMeasureInAChart",
     "|No|Activity|Unit|Q1 2024|Q2 2024|Q3 2024\n|1|Build|km|x|x|\n|2|Mend|pieces||x|x\n",
     {"1: Build (2024-01-01..2024-06-30)", "2: Mend (2024-04-01..2024-09-30)"},
     {}},
    {"DaysWithSpaces",
     "|Poř. č.|Opatření|Gestor|Termín plnění\n|1|Zpracovat analýzu|Ministerstvo financí|30. 6. "
     "2024\n"
     "|2|Proškolit|Úřad vlády|1. 1. 2024 – 31. 12. 2024\n",
     {"1: Zpracovat analýzu (Ministerstvo financí/lead ..2024-06-30)",
      "2: Proškolit (Úřad vlády/lead 2024-01-01..2024-12-31)"},
     {}},
    {"PartnersInBulgarian",
     "|№|Мярка|Отговорна институция|Партниращи "
     "институции|Срок\n|1|Анализ|МФ|НСИ|2024\n|2|Обучение|МП||2025\n",
     {"1: Анализ (МФ/implementer НСИ/supporting 2024-01-01..2024-12-31)",
      "2: Обучение (МП/implementer 2025-01-01..2025-12-31)"},
     {}},
    {"DittoInIndia",
     "|No|Action|Lead|Deadline\n|1|A|MoF|June 2024\n|2|B|-do-|-do-\n",
     {"1: A (MoF/lead 2024-06-01..2024-06-30)", "2: B (MoF/lead 2024-06-01..2024-06-30)"},
     {"agencies_as_above"}},
    {"CoResponsible",
     "|No|Action|Responsible|Co-responsible|Deadline\n|1|A|MoF|MoH|2024\n|2|B|MoH||2025\n",
     {"1: A (MoF/implementer MoH/supporting 2024-01-01..2024-12-31)",
      "2: B (MoH/implementer 2025-01-01..2025-12-31)"},
     {}},
    {"Participants",
     "|Activity|Responsible ministry|Participants|Deadline\n|Build|MoJ|MoF|2024\n|Mend|MoF||2025\n",
     {": Build (MoJ/implementer MoF/supporting 2024-01-01..2024-12-31)",
      ": Mend (MoF/implementer 2025-01-01..2025-12-31)"},
     {}},
    // Bodies.
    {"SignsOfFootnotes",
     "|No|Action|Responsible|Deadline\n|1|A|MoH*, MoE¹|2024\n|2|B|MoH|2024\n",
     {"1: A (MoH/implementer MoE/implementer 2024-01-01..2024-12-31)",
      "2: B (MoH/implementer 2024-01-01..2024-12-31)"},
     {}},
    {"AbbreviationsWithSlash",
     "|No|Action|Responsible|Deadline\n|1|A|MoH/MoE|2024\n|2|B|HIV/AIDS Commission|2024\n",
     {"1: A (MoH/implementer MoE/implementer 2024-01-01..2024-12-31)",
      "2: B (HIV/AIDS Commission/implementer 2024-01-01..2024-12-31)"},
     {}},
    {"RoleBehindADash",
     "|No|Action|Responsible|Deadline\n|1|A|Statistics Office - coordinator, Treasury|2024\n"
     "|2|B|MFA (coordinating), MoJ|2024\n",
     {"1: A (Statistics Office/lead Treasury/implementer 2024-01-01..2024-12-31)",
      "2: B (MFA/lead MoJ/implementer 2024-01-01..2024-12-31)"},
     {}},
};

INSTANTIATE_TEST_SUITE_P(Read, OpenHeaders, testing::ValuesIn(cases),
                         [](const auto& one) { return one.param.name; });

// Rows without any cell, as readers of formats of one's own may give them.
TEST(OpenHeader, StandsAboveARowWithoutCells) {
  Document document = made::Sketch{"|No|Action|Lead|Due\n|1|Build|Works|2024\n"}.document();
  document.blocks[0].rows.insert(document.blocks[0].rows.begin() + 1, Row{});
  const Plan plan = interpret(document);
  ASSERT_EQ(plan.measures().size(), 1U);
  EXPECT_EQ(plan.measures()[0].title, "Build");
}

struct PersonCase {
  std::string name;
  std::string document;
  std::vector<std::string> measures;
  std::vector<std::string> contacts;  // "name" of each, whatever else is said
};
void PrintTo(const PersonCase& one, std::ostream* out) { *out << one.name; }

class HeadersOfPersons : public testing::TestWithParam<PersonCase> {};

TEST_P(HeadersOfPersons, GiveBodiesAndDaysToThePlanAlone) {
  const PersonCase& one = GetParam();
  const Reading reading = interpret_all(made::Sketch{one.document}.document());
  std::vector<std::string> found;
  for (const Measure& measure : reading.plan.measures()) {
    found.push_back(made::described(reading.plan, measure));
  }
  EXPECT_EQ(found, one.measures);
  std::vector<std::string> contacts;
  for (const Contact& contact : reading.contacts) {
    std::istringstream names{contact.person.name};  // several of a cell, a line each
    for (std::string name; std::getline(names, name);) contacts.push_back(name);
  }
  EXPECT_EQ(contacts, one.contacts);
  // No Problem, and no trace, has a person's name.
  for (const std::string& person : one.contacts) {
    for (const Problem& problem : reading.plan.problems()) {
      EXPECT_EQ(problem.message.find(person), std::string::npos) << problem.message;
    }
  }
  EXPECT_EQ(one.contacts.empty(),
            std::none_of(reading.plan.problems().begin(), reading.plan.problems().end(),
                         [](const Problem& problem) { return problem.code == "contact_left_out"; }))
      << one.name;
}

const std::vector<PersonCase> person_cases = {
    {"PersonAndDay",
     "|No|Action|Responsible person, deadline\n|1|Build|J. Smith, June 2024\n|2|Mend|2025\n"
     "|3|Sew|A. Brown\n",
     {"1: Build (2024-06-01..2024-06-30)", "2: Mend (2025-01-01..2025-12-31)", "3: Sew (..)"},
     {"J. Smith", "A. Brown"}},
    {"DayAndPersonInRussian",
     "|№|Мероприятие|Срок, ответственное лицо\n|1|Разработать план|до 1 июня 2024 г., Иванов И.И.\n"
     "|2|Провести аудит|2025 год, Министерство финансов\n",
     {"1: Разработать план (..2024-05-31)",
      "2: Провести аудит (Министерство финансов/implementer 2025-01-01..2025-12-31)"},
     {"Иванов И.И."}},
    {"PersonBodyAndDayInFrench",
     "|N°|Action|Personne responsable / Échéance\n|1|Adopter|M. Dupont, Ministère de la Santé / "
     "juin "
     "2024\n",
     {"1: Adopter (Ministère de la Santé/implementer 2024-06-01..2024-06-30)"},
     {"M. Dupont"}},
    {"NameAndUnit",
     "|No|Action|Responsible (name, unit)|Deadline\n|1|Build|John Smith, Ministry of Works|2024\n"
     "|2|Mend|MoF|2025\n|3|Sew|Maria Keller|2025\n",
     {"1: Build (Ministry of Works/implementer 2024-01-01..2024-12-31)",
      "2: Mend (MoF/implementer 2025-01-01..2025-12-31)", "3: Sew (2025-01-01..2025-12-31)"},
     {"John Smith", "Maria Keller"}},
    {"NameInFrench",
     "|N°|Action|Responsable (nom)|Échéance\n|1|Adopter|Marie Durand|2024\n"
     "|2|Former|Direction générale du budget|2025\n",
     {"1: Adopter (2024-01-01..2024-12-31)",
      "2: Former (Direction générale du budget/implementer 2025-01-01..2025-12-31)"},
     {"Marie Durand"}},
    {"NameInSpanish",
     "|N.º|Actividad|Responsable (nombre)|Plazo\n|1|Publicar|Ana Pérez|2024\n"
     "|2|Formar|Ministerio de Hacienda|2025\n",
     {"1: Publicar (2024-01-01..2024-12-31)",
      "2: Formar (Ministerio de Hacienda/implementer 2025-01-01..2025-12-31)"},
     {"Ana Pérez"}},
    {"InstitutionAndPerson",
     "|No|Action|Responsible (institution, contact person)|Deadline\n"
     "|1|Build|Ministry of Works, Jane Doe|2024\n",
     {"1: Build (Ministry of Works/implementer 2024-01-01..2024-12-31)"},
     {"Jane Doe"}},
    // Persons beside bodies, told by form alone.
    {"InitialsInParentheses",
     "|№|Мероприятие|Ответственные исполнители|Срок\n"
     "|1|Разработать закон|Минюст (Давлетов Р.Р.), Минфин|2024 год\n"
     "|2|Создать портал|Мининфоком (ЦЭП)|2025 год\n",
     {"1: Разработать закон (Минюст/implementer Минфин/implementer 2024-01-01..2024-12-31)",
      "2: Создать портал (Мининфоком (ЦЭП)/implementer 2025-01-01..2025-12-31)"},
     {"Давлетов Р.Р."}},
    {"Titles",
     "|No|Action|Responsible|Deadline\n|1|Build|Hon. Jane Doe, MoF|2024\n"
     "|2|Mend|Hon. Minister of Finance|2025\n|3|Sew|Dr. Gray Foundation|2025\n"
     "|4|Dig|MS Water Roads|2025\n",
     {"1: Build (MoF/implementer 2024-01-01..2024-12-31)",
      "2: Mend (Hon. Minister of Finance/implementer 2025-01-01..2025-12-31)",
      "3: Sew (Dr. Gray Foundation/implementer 2025-01-01..2025-12-31)",
      "4: Dig (MS Water Roads/implementer 2025-01-01..2025-12-31)"},
     {"Hon. Jane Doe"}},
    {"InitialsAndATitle",
     "|No|Action|Responsible|Deadline\n|1|Build|MoF (J. Smith), Hon. Jane Doe|2024\n"
     "|2|Mend|Ms. Anna Lee Grey; MoH (head: B. White, C. Black)|2025\n"
     "|3|Sew|MoJ and Hon. Mary Major|2025\n",
     {"1: Build (MoF/implementer 2024-01-01..2024-12-31)",
      "2: Mend (MoH/implementer 2025-01-01..2025-12-31)",
      "3: Sew (MoJ/implementer 2025-01-01..2025-12-31)"},
     {"J. Smith", "Hon. Jane Doe", "Ms. Anna Lee Grey", "head: B. White, C. Black",
      "Hon. Mary Major"}},
    {"PersonBesideABodyInParentheses",
     "|No|Action|Responsible|Deadline\n|1|Build|MoF (J. Smith, A. Brown, Tax Department, C. "
     "White)|2024\n",
     {"1: Build (MoF (Tax Department)/implementer 2024-01-01..2024-12-31)"},
     {"J. Smith", "A. Brown", "C. White"}},
    {"PersonsInLines",
     "|No|Action|Responsible|Deadline\n|1|Build|MoF (J. Smith)~MoH (A. Brown)|2024\n"
     "|2|Mend|MoW~Hon. Jane Doe|2025\n",
     {"1: Build (MoF/implementer MoH/implementer 2024-01-01..2024-12-31)",
      "2: Mend (MoW/implementer 2025-01-01..2025-12-31)"},
     {"J. Smith", "A. Brown", "Hon. Jane Doe"}},
    {"PersonsBehindLabels",
     "|No|Action|Responsible|Deadline\n|1|Build|Lead: MoF (J. Smith), MoH~Partners: MoW (A. "
     "Brown)|2024\n"
     "|2|Mend|Lead: Hon. Jane Doe~Partners: MoW|2025\n",
     {"1: Build (MoF/lead MoH/lead MoW/supporting 2024-01-01..2024-12-31)",
      "2: Mend (MoW/supporting 2025-01-01..2025-12-31)"},
     {"J. Smith", "A. Brown", "Hon. Jane Doe"}},
    // By names alone.
    {"GivenNames",
     "|No|Action|Owner|Deadline\n|1|Build|Jane Doe|2024\n|2|Mend|MoF / Jane Doe|2024\n"
     "|3|Sew|Minister Jane Doe, MoH|2025\n|4|Dig|Jane Doe Foundation|2025\n|5|Pave|SARAH DOE|2025\n"
     "|6|Plant|Agence Marie Curie|2025\n|7|Drain|Victoria Police|2025\n|8|Roof|ANA|2025\n",
     {"1: Build (2024-01-01..2024-12-31)", "2: Mend (MoF/implementer 2024-01-01..2024-12-31)",
      "3: Sew (MoH/implementer 2025-01-01..2025-12-31)",
      "4: Dig (Jane Doe Foundation/implementer 2025-01-01..2025-12-31)",
      "5: Pave (2025-01-01..2025-12-31)",
      "6: Plant (Agence Marie Curie/implementer 2025-01-01..2025-12-31)",
      "7: Drain (Victoria Police/implementer 2025-01-01..2025-12-31)",
      "8: Roof (ANA/implementer 2025-01-01..2025-12-31)"},
     {"Jane Doe", "Jane Doe", "Minister Jane Doe", "SARAH DOE"}},
    // By the column as a whole.
    {"ColumnOfPersons",
     "|No|Action|Lead agency|Deadline\n|1|Build|Zabar Quillon|2025\n|2|Mend|Peter Thane|2025\n"
     "|3|Sew|Jane Doe|2026\n",
     {"1: Build (2025-01-01..2025-12-31)", "2: Mend (2025-01-01..2025-12-31)",
      "3: Sew (2026-01-01..2026-12-31)"},
     {"Zabar Quillon", "Peter Thane", "Jane Doe"}},
    {"ColumnOfBodiesAndNames",
     "|No|Action|Lead agency|Deadline\n|1|Build|Robert Bosch|2025\n|2|Mend|Jane Goodall|2025\n"
     "|3|Sew|Ministry of Works|2026\n",
     {"1: Build (Robert Bosch/lead 2025-01-01..2025-12-31)",
      "2: Mend (Jane Goodall/lead 2025-01-01..2025-12-31)",
      "3: Sew (Ministry of Works/lead 2026-01-01..2026-12-31)"},
     {}},
    {"ColumnWithOneName",
     "|No|Action|Owner|Deadline\n|1|Build|Blue Cross|2025\n|2|Mend|Green Line|2025\n"
     "|3|Sew|Jane Doe|2026\n|4|Dig|Red Arrow|2026\n",
     {"1: Build (Blue Cross/implementer 2025-01-01..2025-12-31)",
      "2: Mend (Green Line/implementer 2025-01-01..2025-12-31)", "3: Sew (2026-01-01..2026-12-31)",
      "4: Dig (Red Arrow/implementer 2026-01-01..2026-12-31)"},
     {"Jane Doe"}},
    {"BodiesCalledAfterPersons",
     "|No|Action|Owner|Deadline\n|1|Train|Marie Stopes|2025\n|2|Refer|MoH|2025\n"
     "|3|Test|Robert Koch, Jane Doe|2026\n",
     {"1: Train (Marie Stopes/implementer 2025-01-01..2025-12-31)",
      "2: Refer (MoH/implementer 2025-01-01..2025-12-31)",
      "3: Test (Robert Koch/implementer 2026-01-01..2026-12-31)"},
     {"Jane Doe"}},
    {"NamesOfThreeWords",
     "|N.º|Acción|Responsable|Plazo\n|1|Abrir|Juan Pérez Gil|2024\n|2|Formar|Ana María López|2025\n"
     "|3|Medir|João da Silva|2025\n|4|Andar|James Cook Shire|2025\n|5|Ver|Universidad Juan "
     "Carlos|2025\n",
     {"1: Abrir (2024-01-01..2024-12-31)", "2: Formar (2025-01-01..2025-12-31)",
      "3: Medir (2025-01-01..2025-12-31)",
      "4: Andar (James Cook Shire/implementer 2025-01-01..2025-12-31)",
      "5: Ver (Universidad Juan Carlos/implementer 2025-01-01..2025-12-31)"},
     {"Juan Pérez Gil", "Ana María López", "João da Silva"}},
    {"InitialsAlone",
     "|№|Захід|Відповідальні|Строк\n|1|Розробити|Іваненко П.П., Мінфін|2024\n|2|Навчити|П. "
     "Іваненко|2025\n"
     "|3|Купити|U.S. Treasury|2025\n|4|Збути|U.N. Women|2025\n",
     {"1: Розробити (Мінфін/implementer 2024-01-01..2024-12-31)",
      "2: Навчити (2025-01-01..2025-12-31)",
      "3: Купити (U.S. Treasury/implementer 2025-01-01..2025-12-31)",
      "4: Збути (U.N. Women/implementer 2025-01-01..2025-12-31)"},
     {"Іваненко П.П.", "П. Іваненко"}},
    {"PositionsBehindPersons",
     "|Nr.|Maßnahme|Verantwortlich|Frist\n|1|Bauen|M. Renner (Leitung Betrieb)|2024\n"
     "|2|Planen|A. Braun (BMF), Karin Weiß (Gartenamt)|2025\n",
     {"1: Bauen (2024-01-01..2024-12-31)",
      "2: Planen (BMF/implementer Gartenamt/implementer 2025-01-01..2025-12-31)"},
     {"M. Renner (Leitung Betrieb)", "A. Braun", "Karin Weiß"}},
    {"NamesAfterTheFather",
     "|№|Мероприятие|Ответственный|Срок\n|1|Построить|Петренко Захар Львович|2024\n"
     "|2|Обучить|Ольга Белых, Минфин|2025\n|3|Открыть|Белых Ольга|2025\n",
     {"1: Построить (2024-01-01..2024-12-31)",
      "2: Обучить (Минфин/implementer 2025-01-01..2025-12-31)",
      "3: Открыть (2025-01-01..2025-12-31)"},
     {"Петренко Захар Львович", "Ольга Белых", "Белых Ольга"}},
    {"NamesInAzerbaijani",
     "|Sıra|Tədbirin adı|İcraçı|İcra müddəti\n|1|Tikmək|Quliyev Zaur Vaqif oğlu|2024\n"
     "|2|Təlim|Nigar Quliyeva; Maliyyə Nazirliyi|2025\n",
     {"1: Tikmək (2024-01-01..2024-12-31)",
      "2: Təlim (Maliyyə Nazirliyi/implementer 2025-01-01..2025-12-31)"},
     {"Quliyev Zaur Vaqif oğlu", "Nigar Quliyeva"}},
    {"PersonsInACard",
     "# Plan\n|Action|Build a road\n|Deadline|2024\n|Responsible|MoF (J. Smith)~MoH (A. Brown)\n"
     "|Indicator|Road built\n",
     {": Build a road (MoF/implementer MoH/implementer 2024-01-01..2024-12-31)"},
     {"J. Smith", "A. Brown"}},
    {"LabelOfACard",
     "# Plan\n|Action|Build a road\n|Deadline|2024\n|Responsible (name)|Jane Doe, Ministry of "
     "Works\n"
     "|Indicator|Road built\n",
     {": Build a road (Ministry of Works/implementer 2024-01-01..2024-12-31)"},
     {"Jane Doe"}},
};

INSTANTIATE_TEST_SUITE_P(Read, HeadersOfPersons, testing::ValuesIn(person_cases),
                         [](const auto& one) { return one.param.name; });

TEST(OpenHeader, OfBodiesMayAskForPersonsWhomNoPlanHas) {
  const auto agencies = [](const std::string& header) {
    // Neither a body nor a person by form.
    return made::plan_of("|No|Action|Deadline|" + header + "\n|1|Build|2024|Zabar Quillon\n")
        .agencies()
        .size();
  };
  for (const char* const header :
       {"Responsible (full name, position)", "Lead (name, title)", "Ответственный (ФИО)",
        "Виконавець (ПІБ)", "Responsable (nombre y cargo)", "Sorumlu (ad soyad)"}) {
    EXPECT_EQ(agencies(header), 0U) << header;
  }
  for (const char* const header : {"Responsible (name of the institution)", "Lead (if any)"}) {
    EXPECT_EQ(agencies(header), 1U) << header;
  }
}

TEST(OpenLabel, OfBodiesMayAskForPersonsWhomNoPlanHas) {
  const auto agencies = [](const std::string& label) {
    return made::plan_of("# Plan\n|Action|Build a road\n|Deadline|2024\n|" + label +
                         "|Zabar Quillon\n|Indicator|Road built\n")
        .agencies()
        .size();
  };
  for (const char* const label :
       {"Responsible (full name, position)", "Ответственный (ФИО)", "Sorumlu (ad soyad)"}) {
    EXPECT_EQ(agencies(label), 0U) << label;
  }
  EXPECT_EQ(agencies("Responsible (name of the institution)"), 1U);
}

struct TitleCase {
  std::string name;
  std::string lines;
  std::string deadline;
  std::string period;
};
void PrintTo(const TitleCase& one, std::ostream* out) { *out << one.name; }

class YearsOfTitles : public testing::TestWithParam<TitleCase> {};

TEST_P(YearsOfTitles, AreThePeriod) {
  const TitleCase& one = GetParam();
  const Plan plan = made::plan_of(one.lines + "\n|No|Measure|Lead|Deadline\n|1.|Build|Works|" +
                                  one.deadline + "\n|2.|Mend|Works|2031\n");
  const auto& period = plan.heading().period;
  EXPECT_EQ(period ? period->first().iso() + "/" + period->last().iso() : "", one.period);
}

const std::vector<TitleCase> title_cases = {
    {"YearOfALaw", "Action plan under the 2019 Law on Access (2021-2023)", "2022",
     "2021-01-01/2023-12-31"},
    {"StrategyBehindThePlan", "Action plan 2022 for the Strategy 2020-2030", "2022",
     "2022-01-01/2022-12-31"},
    {"StrategyInALanguageThatHeadersHaveNot", "Plan d’action 2022 pour la stratégie 2020-2030",
     "2022", "2022-01-01/2022-12-31"},
    {"PlanThatItGoesOnWith", "Work plan 2022 (update of the 2020-2024 plan)", "2022",
     "2022-01-01/2022-12-31"},
    {"ItsOwnInParentheses", "Work plan 5 (2021-2023)", "2022", "2021-01-01/2023-12-31"},
    {"StrategyAlone", "Plan of the Strategy 2020-2030", "2022", "2020-01-01/2030-12-31"},
    {"YearsInWords", "Action plan for 2021 to 2023", "2022", "2021-01-01/2023-12-31"},
    {"YearsWithDots", "Akcijski plan 2021. – 2023.", "2022", "2021-01-01/2023-12-31"},
    {"YearsWithAnd", "Action plan for 2021, 2022 and 2023", "2022", "2021-01-01/2023-12-31"},
    {"ForInSpanish", "Plan de acción para 2031", "2031", "2031-01-01/2031-12-31"},
    {"ForInPortuguese", "Plano de ação para 2031", "2031", "2031-01-01/2031-12-31"},
    {"ForInItalian", "Piano d'azione per il 2031", "2031", "2031-01-01/2031-12-31"},
    {"ForInDutch", "Actieplan voor 2031", "2031", "2031-01-01/2031-12-31"},
    {"ForInGerman", "Arbeitsplan für 2031", "2031", "2031-01-01/2031-12-31"},
    {"UntilInSpanish", "Plan de acción hasta 2031", "2031", ""},
    {"Until", "National Plan by 2025", "2024", ""},
    {"UntilInUkrainian", "План заходів на період до 2030 року", "2024 рік", ""},
    {"FarYear", "Climate Plan 2030", "2024", ""},
    {"OneYear", "Work plan 2031", "March 2031", "2031-01-01/2031-12-31"},
    {"YearOfACover", "National Plan, Yerevan 2022", "2024", ""},
    {"AdoptedLongBefore", "Approved by Decree 5 of 3 May 2021\nClimate Plan 2031", "ongoing", ""},
    {"YearsBelowABareTitle", "ПЛАН МЕРОПРИЯТИЙ\nКабинета Министров по открытости на 2022-2024 годы",
     "2023 год", "2022-01-01/2024-12-31"},
};

// Where no measure has a day, nothing says whether a round year is the plan's own.
TEST(YearOfATitle, IsNoHorizonWhereNothingHasADay) {
  const auto period = [](const std::string& title, const std::string& deadline) {
    const Plan plan = made::plan_of(title + "\n|No|Measure|Lead|Deadline\n|1.|Build|Works|" +
                                    deadline + "\n|2.|Mend|Works|ongoing\n");
    const bool is_said =
        std::any_of(plan.problems().begin(), plan.problems().end(),
                    [](const Problem& problem) { return problem.code == "plan_period_unclear"; });
    return (plan.heading().period ? plan.heading().period->first().iso() : "none") +
           (is_said ? "!" : "");
  };
  EXPECT_EQ(period("Climate Plan 2030", "ongoing"), "none!");
  EXPECT_EQ(period("Vision 2035", ""), "none!");
  EXPECT_EQ(period("План клімату 2030", "постійно"), "none!");
  EXPECT_EQ(period("Annual work plan 2025", "ongoing"), "2025-01-01");
  EXPECT_EQ(period("Action plan for 2025", "ongoing"), "2025-01-01");
  EXPECT_EQ(period("План мероприятий на 2025 год", "постоянно"), "2025-01-01");
  EXPECT_EQ(period("Work plan 2025", "by 1 March"), "2025-01-01");
  EXPECT_EQ(period("Work plan 2024", "ongoing"), "2024-01-01");
  EXPECT_EQ(period("План розвитку до 2030 року", "ongoing"), "none");
  EXPECT_EQ(period("Plan d'action jusqu'en 2030", "ongoing"), "none");
  EXPECT_EQ(period("2030-cu ilədək Fəaliyyət Planı", "ongoing"), "none");
}

INSTANTIATE_TEST_SUITE_P(Read, YearsOfTitles, testing::ValuesIn(title_cases),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace actionplan::open_headers_test
