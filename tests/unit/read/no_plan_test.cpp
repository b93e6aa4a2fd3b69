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
