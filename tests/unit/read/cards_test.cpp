// SPDX-License-Identifier: Apache-2.0
// Cards of measures, and what stands within and below them.
#include <actionplan/read/read.hpp>

#include "layout_case.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::cards_test {
namespace {

using made::Case;
using made::plan_of;

class Cards : public testing::TestWithParam<Case> {};

TEST_P(Cards, FindTheirMeasures) { made::check(GetParam()); }

const std::vector<Case> cases = {
    {"ItemsWithLabelledItemsBelow",
     "# Plan\n## Access\n* Build nets\n** Lead: Culture\n** Deadline: December 2025\n"
     "* Give devices\n** Lead: Education\n** Deadline: June 2026\n"
     "## Skills\n* Activity 1.1\n** Question: Is there a page?\n** Responsible: Office\n"
     "** Outputs: a page\n* Activity 1.2\n** Responsible: Press\n** Outputs: a list\n",
     {"[Access] : Build nets (Culture/lead 2025-12-01..2025-12-31)",
      "[Access] : Give devices (Education/lead 2026-06-01..2026-06-30)",
      "[Skills] 1.1: Question: Is there a page? (Office/implementer ..)",
      "[Skills] 1.2:  (Press/implementer ..)"},
     {}},
    // Bodies alone above milestones that name none.
    {"BodiesAboveMilestones",
     "# Plan\n## Open data\nResponsible: Interior Ministry\nPartners: Data Office\n"
     "|Milestone|Start|End\n|1.1 Write a guide|2023|Q4 2023\n|1.2 Train|2024|2024\n"
     "## Register\nResponsible: Finance Ministry\n|Milestone|Start|End\n|2.1 Build|2023|2025\n",
     {"[Open data] 1.1: Write a guide (Interior Ministry/implementer Data Office/supporting "
      "2023-01-01..2023-12-31)",
      "[Open data] 1.2: Train (Interior Ministry/implementer Data Office/supporting "
      "2024-01-01..2024-12-31)",
      "[Register] 2.1: Build (Finance Ministry/implementer 2023-01-01..2025-12-31)"},
     {}},
    {"BodiesAboveMilestonesOfTheirOwn",
     "# Plan\n## Open data\nResponsible: Interior Ministry\n|Milestone|Responsible|Deadline\n"
     "|1.1 Write a guide|Data Office|2023\n|1.2 Train|School|2024\n",
     {"[Open data] 1.1: Write a guide (Data Office/implementer 2023-01-01..2023-12-31)",
      "[Open data] 1.2: Train (School/implementer 2024-01-01..2024-12-31)"},
     {"text_left_out"}},
    {"NumberedTextAboveLabelledItems",
     "# Plan\n1.1 Build nets\n* Lead: Culture\n* Deadline: 2025\n"
     "1.2 Give devices\n* Lead: Education\n* Deadline: 2026\n",
     {"1.1: Build nets (Culture/lead 2025-01-01..2025-12-31)",
      "1.2: Give devices (Education/lead 2026-01-01..2026-12-31)"},
     {}},
    {"PairsOfLabelsInARow",
     "|Measure|Replace boilers|>|>\n|Responsible|Energy Agency|Deadline|2024\n"
     "|Indicator|number of boilers|Budget|2 million EUR\n",
     {": Replace boilers (Energy Agency/implementer 2024-01-01..2024-12-31)"},
     {}},
    {"CardsBesideEachOther",
     "|No|1|2|3\n|Action|Build a dam|Train engineers|Buy pumps\n"
     "|Responsible|Water Office|>|Utility\n|Deadline|2024|June 2025|Q1 2024\n",
     {"1: Build a dam (Water Office/implementer 2024-01-01..2024-12-31)",
      "2: Train engineers (Water Office/implementer 2025-06-01..2025-06-30)",
      "3: Buy pumps (Utility/implementer 2024-01-01..2024-03-31)"},
     {}},
    {"CodesBehindAWordForMeasures",
     "# Plan\n## Action EL/23/1: Publish the policy\nLead: Energy\nTimeline: 2023\n"
     "## Action TR-7 - Run buses\nLead: Transport\nTimeline: 2024\n",
     {"EL/23/1: Publish the policy (Energy/lead 2023-01-01..2023-12-31)",
      "TR-7: Run buses (Transport/lead 2024-01-01..2024-12-31)"},
     {}},
    {"BodiesAloneInTheirBlockAreNoLabels",
     "# Plan\n## One\nAction\nBuild\nLead\nMinistry of Inner Affairs\nTimeline\nMay 2024\n"
     "## Two\nAction\nTrain\nLead\nFund\nTimeline\n2025\n",
     {"[One] : Build (Ministry of Inner Affairs/lead 2024-05-01..2024-05-31)",
      "[Two] : Train (Fund/lead 2025-01-01..2025-12-31)"},
     {}},
    {"WordsOfAGlossaryAreNoDays",
     "# Plan\n|Measure|Agency|Deadline\n|Build|Works|2024\n\n## Words\n"
     "Date: a series of signs or values that are made as what comes of a process in nature or "
     "among "
     "people\nResult: what comes of it\n",
     {": Build (Works/implementer 2024-01-01..2024-12-31)"},
     {}},
    {"GroupBesideItsLabels",
     "|Commitment title|Open the data|>\n"
     "|Lead implementing agency|Registry|>\n"
     "|Milestone activity|Start date|End date\n"
     "|1. Draft|2019-01-01|2019-06-30\n"
     "|Contact information|>|>\n"
     "|Name of responsible person|Jane Doe|>\n"
     "|Title, Department|Director, Procurement Division|>\n"
     "|Other actors involved|State actors involved|Ministry of Finance; Audit Office\n"
     "|^|CSOs, private sector, working groups|Transparency Fund\n",
     {"[Open the data] 1: Draft (Registry/lead Ministry of Finance/supporting Audit "
      "Office/supporting Transparency Fund/supporting 2019-01-01..2019-06-30)"},
     {"contact_left_out"}},
    {"GroupBesideLabelsThatNameTheSame",
     "|Action|Build|>\n|Deadline|2024|>\n|Budget|100 EUR|>\n"
     "|Responsible|Lead agency|Works\n|Responsible|Partners|Parks\n",
     {": Build (Works/lead Parks/supporting 2024-01-01..2024-12-31)"},
     {}},
    {"MilestonesBelowACardOfTexts",
     "# Plan\n## 6.1 Commitment: Clear laws\nResponsible: Justice\nPartners: Council\n"
     "Term: 2023 - 2025\nAmbition: Laws are clear. In 2021 the first steps were taken.\n"
     "|Milestone|Start|End\n|1. Draft|10/2023|03/2024\n|2. Pilot|04/2024|12/2024\n\n"
     "## 6.2 Commitment: Open roads\nResponsible: Works\nTerm: 2024\n",
     {"[Commitment: Clear laws] 1: Draft (Justice/implementer Council/supporting "
      "2023-10-01..2024-03-31)",
      "[Commitment: Clear laws] 2: Pilot (Justice/implementer Council/supporting "
      "2024-04-01..2024-12-31)",
      "6.2: Commitment: Open roads (Works/implementer 2024-01-01..2024-12-31)"},
     {"parent_field", "label_ignored"}},
    {"MilestonesBelowACardTable",
     "# Plan\n## One\n|Commitment|Integrity\n|Responsible institution|Justice\n"
     "|Other actors involved|Audit Office\n\nThe milestones are:\n"
     "|Milestones|End date|Responsible\n|1. Study|June 2023|Office\n|2. Guide|2024|\n\n"
     "## Two\n|Commitment|Health\n|Responsible institution|Fund\n|Partners|Clinics\n\n"
     "|Milestones|End date\n|1. List|May 2023\n",
     {"[One > Integrity] 1: Study (Office/implementer 2023-06-01..2023-06-30)",
      "[One > Integrity] 2: Guide (Justice/implementer Audit Office/supporting "
      "2024-01-01..2024-12-31)",
      "[Two > Health] 1: List (Fund/implementer Clinics/supporting 2023-05-01..2023-05-31)"},
     {}},
    {"ATableBelowAnotherHeadingIsNoneOfTheCard",
     "# Plan\n## One\n|Action|Build\n|Responsible|Works\n|Deadline|2024\n\n"
     "## Two\n|Action|Deadline|Responsible\n|Mend|2025|Roads\n|Plant|2026|\n",
     {"[One] : Build (Works/implementer 2024-01-01..2024-12-31)",
      "[Two] : Mend (Roads/implementer 2025-01-01..2025-12-31)",
      "[Two] : Plant (2026-01-01..2026-12-31)"},
     {}},
    {"CardWithoutATitleAboveItsMilestones",
     "# Plan\n## Open budgets\n|Lead agency|Finance|>\n|Other actors|Government|Treasury\n"
     "|^|CSOs|Watch\n|Main idea|Publish on time.|>\n|Milestones|Start date|End date\n"
     "|Publish the budget|July 2016|Dec 2016\n|Launch the portal|Oct 2017|June 2018\n",
     {"[Open budgets] : Publish the budget (Finance/lead Treasury/supporting Watch/supporting "
      "2016-07-01..2016-12-31)",
      "[Open budgets] : Launch the portal (Finance/lead Treasury/supporting Watch/supporting "
      "2017-10-01..2018-06-30)"},
     {"label_ignored"}},
    {"NumbersOfLabels",
     "|Eylem 1.1|Yol yap\n|Sorumlu Kuruluş|Bakanlık\n|Süre|2021-2023\n\n"
     "|Eylem 1.2|Köprü yap\n|Sorumlu Kuruluş|Belediye\n|Süre|2022\n",
     {"1.1: Yol yap (Bakanlık/implementer 2021-01-01..2023-12-31)",
      "1.2: Köprü yap (Belediye/implementer 2022-01-01..2022-12-31)"},
     {}},
    {"NumbersOfHeadings",
     "# Plan\n### Action 1.1 - Ouvrir un portail\nPilote : DINUM\nÉchéance : 2022\n"
     "### Action n° 2 : Former 25 agents\nPilote : DGAFP\nÉchéance : 2023\n"
     "### Projet 25 écoles\nPilote : MEN\nÉchéance : 2023\n",
     {"1.1: Ouvrir un portail (DINUM/lead 2022-01-01..2022-12-31)",
      "2: Former 25 agents (DGAFP/lead 2023-01-01..2023-12-31)",
      ": Projet 25 écoles (MEN/lead 2023-01-01..2023-12-31)"},
     {}},
    {"NumbersOfTitlesInATable",
     "|Activité|Responsable|Échéance\n|Activité 1.1.1 : Créer des boutiques|Justice|2022\n"
     "|Activité 1.1.2. Former|Justice|2023\n",
     {"1.1.1: Créer des boutiques (Justice/implementer 2022-01-01..2022-12-31)",
      "1.1.2: Former (Justice/implementer 2023-01-01..2023-12-31)"},
     {}},
    {"AParagraphBehindADayIsNoPartOfIt",
     "# Plan\n## Build\nLead: Works,\nParks\nDeadline: 2024\nThe bridge of 1999 is old.\n",
     {": Build (Works/lead Parks/lead 2024-01-01..2024-12-31)"},
     {"text_left_out"}},
};

INSTANTIATE_TEST_SUITE_P(Made, Cards, testing::ValuesIn(cases),
                         [](const auto& tested) { return tested.param.name; });

// A row with a body of its own is above the rows within it where these have days.
TEST(Cards, GiveTheirBodiesToTheMeasuresWithinARow) {
  Document document =
      made::Sketch{
          "|No|Commitment|Lead|Partners\n|1|Budget|Finance|\n|2|Data|Registry|Lab\n\n"
          "|Milestone|Due\n|Launch|2023\n|Vote|2024\n\n|Milestone|Due\n|Adopt|2025\n"}
          .document();
  ASSERT_EQ(document.blocks.size(), 3U);
  for (const std::uint32_t inner : {1U, 2U}) {
    document.blocks[inner].parent = 0;
    document.blocks[0].rows[inner][1].blocks.push_back(inner);
  }
  const Plan plan = interpret(document);
  std::vector<std::string> found;
  for (const Measure& measure : plan.measures()) found.push_back(made::described(plan, measure));
  EXPECT_EQ(found, (std::vector<std::string>{
                       "[Budget] : Launch (Finance/lead 2023-01-01..2023-12-31)",
                       "[Budget] : Vote (Finance/lead 2024-01-01..2024-12-31)",
                       "[Data] : Adopt (Registry/lead Lab/supporting 2025-01-01..2025-12-31)"}));
}

}  // namespace
}  // namespace actionplan::cards_test
