// SPDX-License-Identifier: Apache-2.0
// Cells of agencies as decrees and programmes of many countries write them.
#include <actionplan/read/read.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace actionplan {
namespace {

Plan plan_of(const std::vector<std::string>& cells) {
  Table table;
  table.rows = {{{"No", {1, 1}}, {"Measure", {1, 2}}, {"Agencies", {1, 3}}, {"Deadline", {1, 4}}}};
  std::uint32_t line = 10;
  for (const std::string& cell : cells) {
    const std::string number = "1." + std::to_string(table.rows.size());
    table.rows.push_back(
        {{number, {line, 1}}, {"Build", {line, 2}}, {cell, {line, 5}}, {"2017", {line + 9, 1}}});
    line += 10;
  }
  return interpret(table);
}

std::string parts_of(const Measure& measure) {
  std::string out;
  for (const Assignment& part : measure.assignments) {
    if (!out.empty()) out += " | ";
    out += part.text;
    if (part.role != Role::implementer) out += " [" + std::string{to_string(part.role)} + "]";
    if (part.force == Force::recommended) out += " [recommended]";
  }
  return out;
}

struct Case {
  const char* name;
  const char* cell;
  const char* want;
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class AgencyLists : public testing::TestWithParam<Case> {};

TEST_P(AgencyLists, NameEachAgency) {
  EXPECT_EQ(parts_of(plan_of({GetParam().cell}).measures()[0]), GetParam().want);
}

const std::vector<Case> cases = {
    {"LinesOfShortNames", "Мінцифри\nМінфін\nінші заінтересовані органи",
     "Мінцифри | Мінфін | інші заінтересовані органи"},
    {"LineThatBeginsAnAgencyInSmallLetters", "Адміністрація зв’язку\nобласні держадміністрації",
     "Адміністрація зв’язку | обласні держадміністрації"},
    {"LineThatGoesOnWithAName", "Міністерство освіти\nі науки", "Міністерство освіти і науки"},
    {"LineThatGoesOnBehindAHeadNoun", "Міністерство\nфінансів", "Міністерство фінансів"},
    {"ByConsent", "МОН, Спілка “Центр” (за згодою)", "МОН | Спілка “Центр” [recommended]"},
    {"ByConsentInRussian", "Минздрав, Банк России (по согласованию)",
     "Минздрав | Банк России [recommended]"},
    {"RoleInParenthesesInSpanish", "MTPE (lidera); MIDIS (apoya)",
     "MTPE [lead] | MIDIS [supporting]"},
    {"LabelWithinParentheses", "Ministry of Justice (recommended to: NGOs, banks), Registry",
     "Ministry of Justice | NGOs [recommended] | banks [recommended] | Registry"},
    {"LabelWithinParenthesesKeepsTheRole", "Lead: Justice (partners: Court), Registry",
     "Justice [lead] | Court [supporting] | Registry [lead]"},
    {"TogetherWith", "ANI, în comun cu Agenția de Guvernare",
     "ANI | Agenția de Guvernare [supporting]"},
    {"TogetherWithBehindAName", "BMI in Abstimmung mit den Ländern", "BMI | Ländern [supporting]"},
    {"TogetherWithInEnglish", "Police in partnership with Roads, Health",
     "Police | Roads [supporting] | Health [supporting]"},
    {"WithBehindAComma", "Lead: Ministry of Justice, with Police; Office for Persons with Needs",
     "Ministry of Justice [lead] | Police [supporting] | Office for Persons with Needs "
     "[supporting]"},
    {"CapitalsThatReadLikeWith", "Ville; COM L1, MIT\nCon Ed", "Ville | COM L1 | MIT | Con Ed"},
    {"SecondNameBehindAHeadNoun", "İqtisadiyyat Nazirliyi və Maliyyə Nazirliyi",
     "İqtisadiyyat Nazirliyi | Maliyyə Nazirliyi"},
    {"AndWithinAName", "Gənclər və İdman Nazirliyi", "Gənclər və İdman Nazirliyi"},
    {"SecondNameInTurkish", "Ticaret Bakanlığı ve Sanayi ve Teknoloji Bakanlığı",
     "Ticaret Bakanlığı | Sanayi ve Teknoloji Bakanlığı"},
};

INSTANTIATE_TEST_SUITE_P(Made, AgencyLists, testing::ValuesIn(cases),
                         [](const auto& tested) { return std::string{tested.param.name}; });

std::size_t count_of(const std::vector<std::string>& cells) {
  return plan_of(cells).agencies().size();
}

TEST(AgencyLists, UniteANameWithItsAbbreviation) {
  const Plan plan =
      plan_of({"Centrul Național Anticorupție (CNA)", "CNA", "Centrul Național Anticorupție"});
  ASSERT_EQ(plan.agencies().size(), 1U);
  EXPECT_EQ(plan.agencies()[0].aliases,
            (std::vector<std::string>{"CNA", "Centrul Național Anticorupție"}));
  EXPECT_TRUE(std::any_of(plan.problems().begin(), plan.problems().end(),
                          [](const Problem& one) { return one.code == "agency_merged"; }));
}

TEST(AgencyLists, KeepApartWhatAnAbbreviationDoesNotTell) {
  // Of two names, of a place, of two places.
  EXPECT_EQ(count_of({"Ministry of Finance (MF)", "Movement of Farmers (MF)", "MF"}), 3U);
  EXPECT_EQ(count_of({"Department of Health (NSW)", "Department of Health", "NSW"}), 3U);
  EXPECT_EQ(count_of({"Office of Health (OH)", "Office of Health (OFH)", "OH"}), 3U);
}

}  // namespace
}  // namespace actionplan
