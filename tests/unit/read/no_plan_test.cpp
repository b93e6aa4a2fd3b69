// SPDX-License-Identifier: Apache-2.0
// Documents with words of plans that are none, and what stands beside a plan and is no part of it.
#include <actionplan/core/error.hpp>
#include <actionplan/read/read.hpp>

#include "layout_case.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::no_plan_test {
namespace {

using made::plan_of;

struct Refused {
  std::string name;
  std::string document;
};

void PrintTo(const Refused& one, std::ostream* out) { *out << one.name; }

class Refusals : public testing::TestWithParam<Refused> {};

TEST_P(Refusals, OfWhatIsNoPlan) {
  try {
    const Plan plan = plan_of(GetParam().document);
    ADD_FAILURE() << plan.measures().size() << " measures, the first "
                  << plan.measures().front().title;
  } catch (const ParseError& error) {
    EXPECT_EQ(error.code(), ParseErrorCode::no_plan);
  }
}

const std::vector<Refused> refused = {
    {"FieldsOfADataSet",
     "# Streets\n|Field|Type|Description\n|Status|text|Current status\n|Borough|text|Its borough\n"
     "|StartDate|date|Start\n|EndDate|date|End\n|LeadAgency|text|Lead "
     "agency\n|Agency|number|Code\n"},
    {"FieldsInRussian",
     "# Данные\n|Поле|Тип|Описание\n|id|целое|Номер\n|text|строка|Описание\n|made|дата|Создано\n"
     "|Мероприятие|Исполнитель|Срок исполнения\n|closed|дата|Закрыто\n"},
    {"GlossaryOfTwoLanguages",
     "# "
     "Terms\n|Term|Russian|German|Note\n|Task|Задача|Maßnahme|usual\n|Project|Проект|Projekt|same\n"
     "|Deadline|Срок|Frist|usual\n|Agency|Исполнитель|Zuständig|usual\n"},
    {"WordsToUse",
     "# Style\n|Formal|Plain\n|Responsible agency|Who\n|Completion "
     "date|Deadline\n|Notes|Remarks\n"},
    {"MinutesOfAMeeting",
     "# Meeting\n## About\n* Date: 14.10.2025\n* Place: Room 5\n* Participants: Ministry of Works, "
     "MoF\n"
     "## Talk\nNothing was decided.\n"},
    {"MinutesInRussian",
     "# Протокол\n## Сведения\n* Дата: 14.10.2025\n* Время: 11:00\n* Участники: Минфин, Минюст\n"},
    {"MinutesInSpanish",
     "# Acta\n## Datos\n* Fecha: 14/10/2025\n* Participantes: Ministerio de Hacienda\n"},
    // What others have planned, or what was done.
    {"PlansOfCountries",
     "# Compared\n|Country|Plan|Lead Agency|Year|Number of commitments\n|Kenya|NAP IV|ICT "
     "Ministry|2020|8\n"
     "|Ghana|NAP III|Communications Ministry|2019|7\n"},
    {"StrategiesOfCountriesWithTimelines",
     "# Compared\n|No|Country|Strategy|Lead agency|Timeline\n|1|France|Humanity|Ministry of "
     "Economy|2018-2022\n|2|Japan|Society|Cabinet Office|2022-2025\n"},
    {"InitiativesOfCountries",
     "# Observatory\n|Country|Initiative|Lead agency|Year\n|Kenya|Huduma|ICT Authority|2019\n"
     "|Estonia|X-Road|RIA|2001\n"},
    {"StrategiesOfOneCountry",
     "# List\n|No|Strategy|Responsible ministry|Period\n|1|Roads for all|Works|2015-2020\n"
     "|2|Water for all|Water|2016-2021\n"},
    {"LawsThatWereAdopted",
     "# Laws\n|No|Title of the law|Responsible ministry|Year of adoption\n|1|Law on "
     "water|Environment|2015\n|2|Law on roads|Works|2017\n"},
    {"Publications",
     "# Library\n|No|Title|Agency|Year\n|1|Yearbook|Statistics Office|2015\n|2|Census|Statistics "
     "Office|2017\n"},
    {"CatalogueOfProjects",
     "# Completed projects\n## Bridge\n|Project title|Bridge over the river\n|Lead agency|Roads\n"
     "|Year|2015\n## Solar farm\n|Project title|Solar farm\n|Lead agency|Energy\n|Year|2017\n"},
    {"CatalogueInTexts",
     "# Case studies\n## Tax portal\nTitle: Tax portal\nLead agency: Revenue Service\nYear: 2014\n"
     "## Land register\nTitle: Land register\nLead agency: Land Office\nYear: 2016\n"},
    {"CatalogueOfHeadings",
     "# Case studies\n## Tax portal\nLead agency: Revenue Service\nYear: 2014\n"
     "## Land register\nLead agency: Land Office\nYear: 2016\n"},
    {"DocumentWithADate", "# Test run\n## Result\nDate: 2026-05-13\nStatus: done\nPages: 12\n"},
};

INSTANTIATE_TEST_SUITE_P(Read, Refusals, testing::ValuesIn(refused),
                         [](const auto& one) { return one.param.name; });

using made::Case;

class BesidePlans : public testing::TestWithParam<Case> {};

TEST_P(BesidePlans, IsNoMeasure) { made::check(GetParam()); }

const std::vector<Case> beside = {
    {"MinutesAboveTasks",
     "# Meeting\n## About\n* Date: 14.10.2025\n* Participants: MoF\n## Tasks\n"
     "|Task|Responsible|Deadline\n|Build|Works|2026\n",
     {"[Tasks] : Build (Works/implementer 2026-01-01..2026-12-31)"},
     {}},
    // What is no header stands among others like it; a header has something else above it.
    {"HeaderBelowLines",
     "|Annex 1||\n|Work plan of the office||\n|For 2026||\n|Task|Responsible|Deadline\n"
     "|Build|Works|March 2026\n",
     {": Build (Works/implementer 2026-03-01..2026-03-31)"},
     {}},
    // ... or days and numbers below it, which fields of a data set have not.
    {"HeaderBelowFigures",
     "|Area|Budget|Spent|Left\n|Health|100|50|50\n|Roads|200|80|120\n|Water|10|5|5\n"
     "|No|Action|Lead|Deadline\n|1|Build|Works|2026\n|2|Mend|MoF|March 2027\n",
     {"1: Build (Works/lead 2026-01-01..2026-12-31)", "2: Mend (MoF/lead 2027-03-01..2027-03-31)"},
     {}},
    {"HeaderBelowALegend",
     "|Status|Colour|Meaning\n|Green|G|On track\n|Amber|A|At risk\n|Red|R|Late\n"
     "|Action|Lead|Deadline\n|Build|Works|June 2026\n|Mend|MoF|July 2026\n",
     {": Build (Works/lead 2026-06-01..2026-06-30)", ": Mend (MoF/lead 2026-07-01..2026-07-31)"},
     {}},
    // The same where the document is a plan, or the table one of measures.
    {"MeasuresOfCountries",
     "# Plan\n|Country|Measure|Lead agency|Deadline\n|Serbia|Build|Works|2026\n"
     "|Albania|Mend|MoF|2027\n",
     {": Build (Works/lead 2026-01-01..2026-12-31)", ": Mend (MoF/lead 2027-01-01..2027-12-31)"},
     {}},
    {"StrategiesToBeAdopted",
     "# Plan\n|No|Strategy|Responsible ministry|Deadline\n|1|Roads for all|Works|Q1 2026\n"
     "|2|Water for all|Water|Q2 2026\n",
     {"1: Roads for all (Works/implementer 2026-01-01..2026-03-31)",
      "2: Water for all (Water/implementer 2026-04-01..2026-06-30)"},
     {"column_guessed"}},
    {"TitlesOfAPlanWithYears",
     "# Action Plan 2024-2026\n|No|Title|Agency|Year\n|1|Build|Works|2025\n|2|Mend|MoF|2026\n",
     {"1: Build (Works/implementer 2025-01-01..2025-12-31)",
      "2: Mend (MoF/implementer 2026-01-01..2026-12-31)"},
     {}},
    {"TitlesWithDeadlines",
     "# Follow-up\n|No|Title|Agency|Deadline\n|1|Build|Works|2025\n|2|Mend|MoF|2026\n",
     {"1: Build (Works/implementer 2025-01-01..2025-12-31)",
      "2: Mend (MoF/implementer 2026-01-01..2026-12-31)"},
     {}},
    {"CardsOfAPlanWithYears",
     "# Action Plan 2024-2026\n## Build a portal\nLead agency: Revenue Service\nYear: 2025\n"
     "## Mend a register\nLead agency: Land Office\nYear: 2026\n",
     {": Build a portal (Revenue Service/lead 2025-01-01..2025-12-31)",
      ": Mend a register (Land Office/lead 2026-01-01..2026-12-31)"},
     {}},
    {"CardsOfActionsWithYears",
     "# What we do\n## Action 1: Build a portal\nLead agency: Revenue Service\nYear: 2025\n",
     {"1: Build a portal (Revenue Service/lead 2025-01-01..2025-12-31)"},
     {}},
    {"CardsWithDateAndPartners",
     "# Youth Action Plan 2024-2026\n## Open a centre\n* Date: June 2025\n* Partners: City of "
     "Lyon\n"
     "## Launch a scheme\n* Date: 2026\n* Partners: University of Lyon\n",
     {": Open a centre (City of Lyon/supporting 2025-06-01..2025-06-30)",
      ": Launch a scheme (University of Lyon/supporting 2026-01-01..2026-12-31)"},
     {}},
    {"CatalogueBesideATable",
     "# Annual report\n## Tasks\n|Task|Responsible|Deadline\n|Build|Works|2026\n## Past\n"
     "|Project title|Bridge\n|Lead agency|Roads\n|Year|2015\n",
     {"[Tasks] : Build (Works/implementer 2026-01-01..2026-12-31)"},
     {"table_left_out"}},
    {"CardWithDateAndLead",
     "# Plan\n## Build a road\n* Date: June 2026\n* Lead: Works\n## Mend it\n* Date: July 2026\n* "
     "Lead: MoF\n",
     {": Build a road (Works/lead 2026-06-01..2026-06-30)",
      ": Mend it (MoF/lead 2026-07-01..2026-07-31)"},
     {}},
};

INSTANTIATE_TEST_SUITE_P(Read, BesidePlans, testing::ValuesIn(beside),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace actionplan::no_plan_test
