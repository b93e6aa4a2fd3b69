// SPDX-License-Identifier: Apache-2.0
// What no part of a measure is made of stays with it, unpublished; what is of persons does not.
#include <actionplan/codec/json.hpp>
#include <actionplan/read/reading.hpp>

#include "sketch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

namespace actionplan::extra_text_test {
namespace {

std::string described(const Reading& reading) {
  std::string out;
  for (const ExtraText& extra : reading.extra) {
    out += extra.measure.value() + " " + extra.header + ": " + extra.text + "; ";
  }
  return out;
}

TEST(ExtraTexts, StayWithTheirMeasureBesideThePlan) {
  const Reading reading = read_all(
      DocumentSource{"plan.csv",
                     "No,Measure,Agency,Deadline,Colour of  folder,Grade,Contact person\n"
                     "1,Build,Works,2022,vermilion,5,A. Person\n2,Mend,Works,2022,,6,B. Person\n",
                     {}});
  EXPECT_EQ(described(reading), "1 Colour of folder: vermilion; 1 Grade: 5; 2 Grade: 6; ");
  EXPECT_EQ(reading.extra[0].place.line, 2U);
  const std::string json = to_json(reading.plan);
  EXPECT_NE(json.find("vermilion"), std::string::npos);
  EXPECT_EQ(json.find("A. Person"), std::string::npos);
  EXPECT_EQ(to_json(published_part(reading.plan)).find("vermilion"), std::string::npos);
  const std::vector<ExtraCell> want{{"Colour of folder", "vermilion"}, {"Grade", "5"}};
  EXPECT_EQ(reading.plan.measures()[0].extra, want);
}

TEST(ExtraTexts, StandBesideLabelsToo) {
  const Reading reading =
      interpret_all(made::Sketch{"|Commitment|Build\n|Lead agency|Works\n|Deadline|2022\n|Grade|5\n"
                                 "|Contact person|A. Person\n"}
                        .document());
  ASSERT_EQ(reading.plan.measures().size(), 1U);
  EXPECT_EQ(described(reading), reading.plan.measures()[0].id.value() + " Grade: 5; ");
}

TEST(ExtraTexts, OfSeveralMeasuresTogetherAreNamed) {
  ReadOptions options;
  options.trace = true;
  const Reading reading = interpret_all(
      made::Sketch{"|Commitment|Build|>\n|Lead agency|Works|>\n|Grade|5|>\n"
                   "|Milestone activity|Start date|End date\n|1. Draft|2019-01-01|2019-06-30\n"
                   "|2. Adopt|2019-07-01|2020-06-30\n"}
          .document(),
      options);
  EXPECT_EQ(reading.plan.measures().size(), 2U);
  EXPECT_EQ(described(reading), "");
  for (const Problem& problem : reading.plan.problems()) {
    EXPECT_NE(problem.code, "text_unplaced");
  }
}

TEST(ExtraTexts, ArePublishedWhereAMappingSaysSo) {
  ReadOptions options;
  options.mapping.columns = {{"Grade", 0, ColumnUse::published}};
  const Reading reading = read_all(
      DocumentSource{
          "plan.csv", "No,Measure,Agency,Deadline,Colour,Grade\n1,Build,Works,2022,red,5\n", {}},
      options);
  const std::vector<ExtraCell> want{{"Grade", "5", true}};
  EXPECT_EQ(published_part(reading.plan).measures()[0].extra, want);
  // What was read, as a mapping, says it again.
  options.mapping = reading.mapping;
  const Reading again = read_all(
      DocumentSource{
          "plan.csv", "No,Measure,Agency,Deadline,Colour,Grade\n1,Build,Works,2022,red,5\n", {}},
      options);
  EXPECT_EQ(again.plan.measures()[0].extra, reading.plan.measures()[0].extra);
}

TEST(ExtraTexts, OfOneHeaderAreJoined) {
  const Reading reading = read_all(DocumentSource{
      "plan.csv", "No,Measure,Agency,Deadline,Risk,Risk\n1,Build,Works,2022,a,b\n", {}});
  const std::vector<ExtraCell> want{{"Risk", "a\nb"}};
  EXPECT_EQ(reading.plan.measures()[0].extra, want);
}

TEST(ExtraTexts, UnderNamesOfOurTablesHaveTheirOwnAgain) {
  const Reading reading =
      read_all(DocumentSource{"plan.csv",
                              "No,Measure,Agency,Deadline,extra.Deadline notes\n"
                              "1,Build,Works,2022,soon\n",
                              {}});
  const std::vector<ExtraCell> want{{"Deadline notes", "soon"}};
  EXPECT_EQ(reading.plan.measures()[0].extra, want);
}

TEST(ExtraTexts, OfHostileCellsTakeLinearTime) {
  std::string words;
  while (words.size() < 60000) words += "tel mob fax ";
  const std::string table =
      "No,Measure,Agency,Deadline,Remarks\n1,Build,Works,2022," + words + "1\n";
  EXPECT_EQ(read_bytes(table, "csv").measures()[0].extra.size(), 1U);
  std::string card = "|Commitment|Build\n|Lead agency|Works\n|Deadline|2022\n";
  for (int i = 0; i < 30000; ++i) card += "|Word" + std::to_string(i) + "|x\n";
  const Reading reading = interpret_all(made::Sketch{card}.document());
  EXPECT_EQ(reading.plan.measures().at(0).extra.size(), 30000U);
}

struct ContactCase {
  const char* name;
  const char* text;
  bool is_left_out;
};
void PrintTo(const ContactCase& one, std::ostream* out) { *out << one.name; }

class Contacts : public testing::TestWithParam<ContactCase> {};

TEST_P(Contacts, InCellsAreLeftOut) {
  const Reading reading =
      read_all(DocumentSource{"plan.csv",
                              "No;Measure;Agency;Deadline;Remarks\n1;Build;Works;2022;" +
                                  std::string{GetParam().text} + "\n",
                              {}});
  ASSERT_EQ(reading.plan.measures().size(), 1U);
  EXPECT_EQ(reading.plan.measures()[0].extra.empty(), GetParam().is_left_out);
  EXPECT_EQ(reading.extra.empty(), GetParam().is_left_out);
  const auto& problems = reading.plan.problems();
  const bool is_named = std::any_of(problems.begin(), problems.end(), [](const Problem& problem) {
    return problem.code == "contact_left_out";
  });
  EXPECT_EQ(is_named, GetParam().is_left_out);
  EXPECT_EQ(reading.totals.all,
            reading.totals.used + reading.totals.named + reading.totals.excluded);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, Contacts,
    testing::Values(
        ContactCase{"address", "ask a.b@mail.example.org", true},
        ContactCase{"address_in_cyrillic", "\u0438\u0432\u0430\u043d@\u043f.\u0440\u0444", true},
        ContactCase{"international", "+994 12 493 11 22", true},
        ContactCase{"international_whole", "+994124931122", true},
        ContactCase{"noughts", "00994124931122", true},
        ContactCase{"area", "(012) 493 11 22", true}, ContactCase{"hyphens", "493-11-22", true},
        ContactCase{"several", "493-11-22 493-11-23 493-11-24", true},
        ContactCase{"several_with_area", "012 493 11 22 012 493 11 23", true},
        ContactCase{"many_thousands", "1 200 000 300 000 12 500 000", false},
        ContactCase{"many_years", "2016 2017 2018 2019 2020 2021", false},
        ContactCase{"north_american", "555 123 4567", true},
        ContactCase{"french", "01 23 45 67 89", true}, ContactCase{"word", "tel.: 49311", true},
        ContactCase{"russian_word", "\u0442\u0435\u043b\u0435\u0444\u043e\u043d 4931122", true},
        ContactCase{"handle", "@ministry", false}, ContactCase{"years", "2016 2017 2018", false},
        ContactCase{"span_of_years", "2016-2018", false},
        ContactCase{"days", "2016-01-05 - 2016-02-03", false},
        ContactCase{"day", "31-12-2019", false},
        ContactCase{"days_with_dots", "01.02.2019 - 03.04.2020", false},
        ContactCase{"thousands", "1 200 000", false},
        ContactCase{"large_thousands", "12 345 678 900", false},
        ContactCase{"whole_number", "493112200", false},
        ContactCase{"code_with_dots", "06.01.02.03", false},
        ContactCase{"hotel", "hotel 12345", false},
        ContactCase{"telecommunications", "telecommunications 12345", false}),
    [](const auto& test) { return std::string{test.param.name}; });

struct HeaderCase {
  const char* name;
  const char* header;
};
void PrintTo(const HeaderCase& one, std::ostream* out) { *out << one.name; }

class ContactHeaders : public testing::TestWithParam<HeaderCase> {};

TEST_P(ContactHeaders, AreNotKept) {
  const Reading reading =
      read_all(DocumentSource{"plan.csv",
                              "No;Measure;Agency;Deadline;" + std::string{GetParam().header} +
                                  "\n1;Build;Works;2022;A. Person\n",
                              {}});
  ASSERT_EQ(reading.plan.measures().size(), 1U);
  EXPECT_TRUE(reading.plan.measures()[0].extra.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Languages, ContactHeaders,
    testing::Values(HeaderCase{"en", "Name, phone and e-mail of the contact person"},
                    HeaderCase{"az", "Elektron po\u00e7t"},
                    HeaderCase{"ru",
                               "\u0424\u0418\u041e, \u0442\u0435\u043b\u0435\u0444\u043e\u043d"},
                    HeaderCase{"uk", "\u041a\u043e\u043d\u0442\u0430\u043a\u0442\u0438"},
                    HeaderCase{"de", "Ansprechpartner (Telefonnummer)"},
                    HeaderCase{"fr", "Courriel du r\u00e9f\u00e9rent"},
                    HeaderCase{"es", "Tel\u00e9fono de contacto"}, HeaderCase{"pt", "Telefones"},
                    HeaderCase{"pl", "Imi\u0119 i nazwisko"}, HeaderCase{"tr", "Ad Soyad"},
                    HeaderCase{"it", "Referente"}, HeaderCase{"ro", "Date de contact"},
                    HeaderCase{"kk",
                               "\u0411\u0430\u0439\u043b\u0430\u043d\u044b\u0441 "
                               "\u0442\u0435\u043b\u0435\u0444\u043e\u043d\u044b"}),
    [](const auto& test) { return std::string{test.param.name}; });

}  // namespace
}  // namespace actionplan::extra_text_test
