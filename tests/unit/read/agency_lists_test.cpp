// SPDX-License-Identifier: Apache-2.0
// Cells of agencies as decrees and programmes of many countries write them.
#include <actionplan/read/read.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace actionplan::agency_lists_test {
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
    // Marks of other scripts.
    {"ChineseCommas", "财政部、教育部，民政部；国家统计局",
     "财政部 | 教育部 | 民政部 | 国家统计局"},
    {"JapaneseMiddleDot", "財務省・厚生労働省", "財務省 | 厚生労働省"},
    {"MiddleDotWithinAName", "デジタル・ガバメント推進室", "デジタル・ガバメント推進室"},
    {"ArabicCommas", "وزارة المالية، وزارة الصحة؛ ديوان المحاسبة",
     "وزارة المالية | وزارة الصحة | ديوان المحاسبة"},
    {"ArabicAndBeforeABody", "وزارة المالية ووزارة الصحة", "وزارة المالية | وزارة الصحة"},
    {"ArabicAndApart", "وزارة المالية و وزارة الصحة", "وزارة المالية | وزارة الصحة"},
    {"ArabicAndWithinAName", "وزارة التعليم العالي والبحث العلمي",
     "وزارة التعليم العالي والبحث العلمي"},
    {"ArabicAndWithTheArticle", "وزارة المالية والبنك المركزي", "وزارة المالية | البنك المركزي"},
    // Slashes between bodies.
    {"SlashBeforeAnAbbreviation", "Min. of Finance/MoH", "Min. of Finance | MoH"},
    {"SlashBehindAnAbbreviation", "MoF/Ministry of Health", "MoF | Ministry of Health"},
    {"SlashBetweenNames", "Ministry of Finance/Ministry of Health",
     "Ministry of Finance | Ministry of Health"},
    {"SlashBetweenNamesInFrench", "Ministère des Finances/Ministère de la Santé",
     "Ministère des Finances | Ministère de la Santé"},
    {"SlashWithinAName", "HIV/AIDS Commission", "HIV/AIDS Commission"},
    {"SlashBetweenFields", "Ministry of Science/ICT", "Ministry of Science/ICT"},
    {"SlashBetweenFieldsInWords", "Department of Water/Sanitation",
     "Department of Water/Sanitation"},
    {"ByConsent", "МОН, Спілка “Центр” (за згодою)", "МОН | Спілка “Центр” [recommended]"},
    {"ByConsentInRussian", "Минздрав, Банк России (по согласованию)",
     "Минздрав | Банк России [recommended]"},
    {"RecommendedInRussian",
     "Росстат; рекомендовано органам исполнительной власти субъектов Российской Федерации",
     "Росстат | органам исполнительной власти субъектов Российской Федерации [recommended]"},
    {"AndWithinANameThatEndsInItsNoun",
     "Vətəndaşlara Xidmət və Sosial İnnovasiyalar üzrə Dövlət Agentliyi",
     "Vətəndaşlara Xidmət və Sosial İnnovasiyalar üzrə Dövlət Agentliyi"},
    {"TwoServicesInAzerbaijani", "Dövlət Miqrasiya Xidməti və Dövlət Vergi Xidməti",
     "Dövlət Miqrasiya Xidməti | Dövlət Vergi Xidməti"},
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

// Marks and words between names that are surely two.
const std::vector<Case> parted_cases = {
    {"Plus", "MoH + MoF", "MoH | MoF"},
    {"PlusWithoutSpaces", "MoH+MoF+MoJ", "MoH | MoF | MoJ"},
    {"PlusBetweenMinistries", "Ministry of Health + Ministry of Finance",
     "Ministry of Health | Ministry of Finance"},
    {"PlusBeforeAName", "Implementers: + MoF", "MoF"},
    {"PlusBehindAComma", "MoH, + MoF", "MoH | MoF"},
    {"PlusBehindAName", "MoH +", "MoH +"},
    {"PlusAlone", "Implementers: + & +", ""},
    {"PlusAtTheEndOfAName", "Erasmus+ Office, MoF", "Erasmus+ Office | MoF"},
    {"PlusWithinAName", "Centre for Science + Design", "Centre for Science + Design"},
    {"Bar", "MoH|MoF", "MoH | MoF"},
    {"BarBetweenLongNames", "Northern Rail |Land Registry", "Northern Rail | Land Registry"},
    {"MixedAbbreviations", "MoH and MoF", "MoH | MoF"},
    {"French", "INSEE et IGN", "INSEE | IGN"},
    {"Esperanto", "MSD kaj UEA", "MSD | UEA"},
    {"Uzbek", "AXB va MFV", "AXB | MFV"},
    {"Dutch", "BZK en CBS", "BZK | CBS"},
    {"Czech", "ČSÚ a MPO", "ČSÚ | MPO"},
    {"Ukrainian", "МОЗ та МОН", "МОЗ | МОН"},
    {"Romanian", "MAI și MF", "MAI | MF"},
    {"Italian", "ISTAT e MEF", "ISTAT | MEF"},
    {"Turkish", "TÜİK ve BTK", "TÜİK | BTK"},
    {"Arabic", "MTCEN و CNSS", "MTCEN | CNSS"},
    {"Hyphens", "DG-EMPL and CNR-ISTI", "DG-EMPL | CNR-ISTI"},
    {"With", "DIPRES con SEGPRES", "DIPRES | SEGPRES [supporting]"},
    {"WithInFrench", "INSEE avec IGN, DINUM", "INSEE | IGN [supporting] | DINUM [supporting]"},
    {"WithWithinAName", "Office for Work with Youth", "Office for Work with Youth"},
    {"AndBeforeAnotherHeadNoun", "Ministry of Justice and Agency for Land",
     "Ministry of Justice | Agency for Land"},
};

INSTANTIATE_TEST_SUITE_P(Parted, AgencyLists, testing::ValuesIn(parted_cases),
                         [](const auto& tested) { return std::string{tested.param.name}; });

// Commas and words that stand within the name of one body.
const std::vector<Case> whole_cases = {
    {"English", "Ministry of Health, Labour and Welfare", "Ministry of Health, Labour and Welfare"},
    {"SerialComma", "Ministry of Health, Labour, and Welfare",
     "Ministry of Health, Labour, and Welfare"},
    {"Sign", "Ministry of Health, Labour & Welfare", "Ministry of Health, Labour & Welfare"},
    {"FiveFields", "Police, Ministry of Education, Culture, Sports, Science and Technology, MoF",
     "Police | Ministry of Education, Culture, Sports, Science and Technology | MoF"},
    {"BeforeAnotherMinistry", "Ministry of Trade, Industry and Energy and Ministry of Finance",
     "Ministry of Trade, Industry and Energy | Ministry of Finance"},
    {"StateCommittee", "State Committee for Family, Women and Children Affairs; Police",
     "State Committee for Family, Women and Children Affairs | Police"},
    {"French", "Ministère du Travail, de la Santé et des Solidarités",
     "Ministère du Travail, de la Santé et des Solidarités"},
    {"Spanish", "Ministerio de Sanidad, Servicios Sociales e Igualdad",
     "Ministerio de Sanidad, Servicios Sociales e Igualdad"},
    {"German", "Bundesministerium für Familie, Senioren, Frauen und Jugend",
     "Bundesministerium für Familie, Senioren, Frauen und Jugend"},
    {"Romanian", "Ministerul Sănătății, Muncii și Protecției Sociale",
     "Ministerul Sănătății, Muncii și Protecției Sociale"},
    {"Ukrainian", "Міністерство розвитку громад, територій та інфраструктури",
     "Міністерство розвитку громад, територій та інфраструктури"},
    {"Turkish", "Çevre, Şehircilik ve İklim Değişikliği Bakanlığı",
     "Çevre, Şehircilik ve İklim Değişikliği Bakanlığı"},
    {"Azerbaijani", "Əmək, Məşğulluq və Sosial Müdafiə Nazirliyi",
     "Əmək, Məşğulluq və Sosial Müdafiə Nazirliyi"},
    {"MinistriesOfSeveral", "Ministries of Finance, Economy and Justice",
     "Ministries of Finance, Economy and Justice"},
    // Each piece is a body of its own.
    {"BodiesBehindAMinistry", "Ministry of Finance, Central Bank and Police Department",
     "Ministry of Finance | Central Bank and Police Department"},
    {"NoAnd", "Ministry of Finance, Customs, Police", "Ministry of Finance | Customs | Police"},
    {"AnAbbreviationBehind", "Ministry of Health, INS and Police",
     "Ministry of Health | INS and Police"},
    {"AFinishedName", "Ministry of Culture and Sport, Labour and Welfare",
     "Ministry of Culture and Sport | Labour and Welfare"},
    {"Semicolons", "Ministry of Health; Labour and Welfare",
     "Ministry of Health | Labour and Welfare"},
    {"ScienceAndIct", "Ministry of Science and ICT", "Ministry of Science and ICT"},
};

INSTANTIATE_TEST_SUITE_P(Whole, AgencyLists, testing::ValuesIn(whole_cases),
                         [](const auto& tested) { return std::string{tested.param.name}; });

INSTANTIATE_TEST_SUITE_P(Made, AgencyLists, testing::ValuesIn(cases),
                         [](const auto& tested) { return std::string{tested.param.name}; });

std::string codes_of(const Plan& plan) {
  std::string out;
  for (const Problem& problem : plan.problems()) {
    if (problem.code.rfind("agency_", 0) == 0) out += problem.code + " ";
  }
  return out;
}

TEST(AgencyLists, PartNamesThatThePlanHasElsewhere) {
  const Plan plan = plan_of({"Parliament; Police", "Parliament and Police", "Police & Parliament",
                             "Parliament and Customs"});
  EXPECT_EQ(parts_of(plan["1.2"]), "Parliament | Police");
  EXPECT_EQ(parts_of(plan["1.3"]), "Police | Parliament");
  EXPECT_EQ(parts_of(plan["1.4"]), "Parliament and Customs");
}

TEST(AgencyLists, PartACommaListWhoseFieldsAreBodiesElsewhere) {
  const std::string cell = "Ministry of Finance, Customs and Excise";
  EXPECT_EQ(parts_of(plan_of({cell})["1.1"]), cell);
  EXPECT_EQ(parts_of(plan_of({cell, "Customs", "Excise"})["1.1"]),
            "Ministry of Finance | Customs | Excise");
}

TEST(AgencyLists, KeepAMinistryWhoseLastFieldIsABodyElsewhere) {
  const Plan plan =
      plan_of({"Ministry of Agriculture and Forestry", "Forestry", "Ministry of Agriculture"});
  EXPECT_EQ(parts_of(plan["1.1"]), "Ministry of Agriculture and Forestry");
  EXPECT_EQ(codes_of(plan), "agency_maybe_several ");
}

TEST(AgencyLists, SayWhatCouldNotBeTold) {
  const auto codes = [](const std::string& cell) { return codes_of(plan_of({cell})); };
  EXPECT_EQ(codes("Ministry of Health, Labour and Welfare"), "agency_with_commas ");
  EXPECT_EQ(codes("Ministries of Finance, Economy and Justice"), "agency_maybe_several ");
  EXPECT_EQ(codes("Ministry of Science and ICT"), "agency_maybe_several ");
  EXPECT_EQ(codes("Centre for Science + Design"), "agency_maybe_several ");
  EXPECT_EQ(codes("Ministry of Culture and Tourism, Central and local bodies"), "");
  EXPECT_EQ(codes("MoH + MoF, INSEE et IGN"), "");
  const Plan plan = plan_of({"Ministry of Science and ICT"});
  const auto found = std::find_if(plan.problems().begin(), plan.problems().end(),
                                  [](const auto& p) { return p.code == "agency_maybe_several"; });
  ASSERT_NE(found, plan.problems().end());
  EXPECT_EQ(found->severity, Severity::info);
  EXPECT_EQ(found->message,
            "\"Ministry of Science and ICT\" of measure 1.1 may name several agencies and was read "
            "as one; write them apart by semicolons, or name it in an agency file.");
}

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
}  // namespace actionplan::agency_lists_test
