// SPDX-License-Identifier: Apache-2.0
// Whom a document names to ask about its measures: beside the plan, never in it.
#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/read/reading.hpp>

#include "read/agency/bodies_within.hpp"
#include "read/layout/cell_parts.hpp"
#include "read/person_text.hpp"
#include "read/words/column_words.hpp"
#include "sketch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::contacts_test {
namespace {

// "1: name | position | contact; "
std::string described(const std::vector<Contact>& contacts) {
  std::string out;
  for (const Contact& one : contacts) {
    out += one.measure.value() + ": " + one.person.name + " | " + one.person.position + " | " +
           one.person.contact + "; ";
  }
  std::replace(out.begin(), out.end(), '\n', '/');
  return out;
}

// A person beyond ever so many parentheses that never close is found in one pass.
TEST(PersonsWithin, AreSoughtInOnePass) {
  constexpr std::size_t many = 1'000'000;
  const std::string text = std::string(many, '(') + "J. Smith) and more (";
  const std::vector<detail::PersonWithin> found =
      detail::persons_within(text, detail::AskedFor::bodies);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(text.substr(found[0].begin, found[0].end - found[0].begin), "J. Smith");
}

Reading read_csv(const std::string& table, const ReadOptions& options = {}) {
  return read_all(DocumentSource{"plan.csv", table, {}}, options);
}

// Everything that a reading shows of itself but for its contacts.
std::string shown_of(const Reading& reading) {
  std::string out = to_json(reading.plan);
  for (const TraceSpan& span : reading.trace) out += span.text + "\n";
  for (const ExtraText& extra : reading.extra) out += extra.text + "\n";
  for (const Entry& entry : reading.evidence) out += entry.text + "\n";
  for (const TableMapping& table : reading.mapping.tables) out += table.begins + "\n";
  for (const Problem& problem : reading.plan.problems()) {
    out += problem.message + problem.subject + "\n";
  }
  return out;
}

// Problems of a plan are in every store that it is in.
TEST(Contacts, InTextOfNoMeasureAreNotQuoted) {
  const Reading reading = interpret_all(made::Sketch{
      "Plan of works\nAsk A. Person, "
      "a@mail.example\n|No|Measure|Agency|Deadline\n|1|Build|Works|2022\n"
      "|Further questions: tel. 12345|>|>|>\nOr B. Person, 012 493 11 22\nEnd of plan\n"}
                                            .document());
  const std::string shown = shown_of(reading);
  for (const char* secret : {"A. Person", "a@mail", "12345", "B. Person", "493"}) {
    EXPECT_EQ(shown.find(secret), std::string::npos) << secret << shown;
  }
  EXPECT_NE(shown.find("\"End of plan\""), std::string::npos);
}

struct PersonCase {
  const char* name;
  const char* text;
  const char* found;  // as of `described`, without measures
};
void PrintTo(const PersonCase& one, std::ostream* out) { *out << one.name; }

class Persons : public testing::TestWithParam<PersonCase> {};

TEST_P(Persons, AreToldApartWhereThatIsSafe) {
  std::string found;
  for (const Person& one : detail::persons_of(GetParam().text)) {
    found += one.name + " | " + one.contact + "; ";
  }
  std::replace(found.begin(), found.end(), '\n', '/');
  EXPECT_EQ(found, GetParam().found);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Persons,
    testing::Values(
        PersonCase{"name", " A. Person ", "A. Person | ; "},
        PersonCase{"name_and_address", "A. Person, a@mail.example", "A. Person | a@mail.example; "},
        PersonCase{"in_brackets", "A. Person <a@mail.example>", "A. Person | <a@mail.example>; "},
        PersonCase{"by_lines", "A. Person\nHead of unit\nTel.: 12345\na@mail.example",
                   "A. Person/Head of unit | Tel.: 12345/a@mail.example; "},
        PersonCase{"number", "A. Person (012) 493-11-22", "A. Person | (012) 493-11-22; "},
        PersonCase{"labels", "A. Person; phone: +994 12 493 11 22; e-mail: a@mail.example",
                   "A. Person | phone: +994 12 493 11 22; e-mail: a@mail.example; "},
        PersonCase{"label_of_two_words",
                   "\u0418. \u0418\u0432\u0430\u043d\u043e\u0432, "
                   "\u044d\u043b\u0435\u043a\u0442\u0440\u043e\u043d\u043d\u0430\u044f "
                   "\u043f\u043e\u0447\u0442\u0430: i@mail.example",
                   "\u0418. \u0418\u0432\u0430\u043d\u043e\u0432 | "
                   "\u044d\u043b\u0435\u043a\u0442\u0440\u043e\u043d\u043d\u0430\u044f "
                   "\u043f\u043e\u0447\u0442\u0430: i@mail.example; "},
        PersonCase{"address", "a@mail.example", " | a@mail.example; "},
        PersonCase{"number_alone", "12 34", " | 12 34; "},
        PersonCase{"two", "A. Person, a@mail.example\nB. Person, tel. 12345",
                   "A. Person | a@mail.example; B. Person | tel. 12345; "},
        PersonCase{"two_by_turns", "A. Person\na@mail.example\nB. Person\nb@mail.example",
                   "A. Person | a@mail.example; B. Person | b@mail.example; "},
        PersonCase{"list", "1. A. Person\n2. B. Person", "A. Person | ; B. Person | ; "},
        PersonCase{"lines_of_names", "A. Person\nB. Person", "A. Person/B. Person | ; "},
        PersonCase{"second_without_address", "A. Person, a@mail.example\nMinistry of Works",
                   " | A. Person, a@mail.example/Ministry of Works; "},
        PersonCase{"words_behind", "a@mail.example (A. Person)", " | a@mail.example (A. Person); "},
        PersonCase{"hidden_address", "A. Person a(at)mail.example",
                   " | A. Person a(at)mail.example; "},
        PersonCase{"room", "A. Person, room 12", " | A. Person, room 12; "},
        PersonCase{"surname_like_a_label", "A. Handy, a@mail.example",
                   "A. Handy | a@mail.example; "},
        PersonCase{"nobody", "TBD", ""}, PersonCase{"dash", " - ", ""}, PersonCase{"empty", "", ""},
        PersonCase{"junk", "\x01\x02 \x7f", ""}),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(Contacts, OfColumnsAreOnePersonEach) {
  const Reading reading = read_csv(
      "No,Measure,Agency,Deadline,Contact person,Position,E-mail,Phone\n"
      "1,Build,Works,2022,A. Person,Head of unit,a@mail.example,012 3456\n"
      "2,Mend,Works,2022,,,,\n"
      "3,Keep,Works,2022,\"B. Person, b@mail.example\nC. Person, c@mail.example\",Heads,,\n");
  EXPECT_EQ(described(reading.contacts),
            "1: A. Person | Head of unit | a@mail.example/012 3456; 3: B. Person |  | "
            "b@mail.example; 3: C. Person |  | c@mail.example; 3:  | Heads | ; ");
  EXPECT_EQ(reading.contacts[0].place, (Place{2, 20}));
  EXPECT_TRUE(reading.extra.empty());
}

TEST(Contacts, InAColumnOfPositionsAreNoneOfThem) {
  EXPECT_EQ(described(read_csv("No,Measure,Agency,Deadline,Contact person,Position\n"
                               "1,Build,Works,2022,A. Person,Head of unit a@mail.example\n"
                               "2,Mend,Works,2022,B. Person,Head of unit 3\n")
                          .contacts),
            "1: A. Person | Head of unit | a@mail.example; 2: B. Person |  | Head of unit 3; ");
}

TEST(Contacts, OfTwoColumnsForEachOfTwoAreTwo) {
  EXPECT_EQ(
      described(read_csv("No,Measure,Agency,Deadline,Contact person,E-mail,Focal point,Mail\n"
                         "1,Build,Works,2022,A. Person,a@mail.example,B. Person,b@x.example\n")
                    .contacts),
      "1: A. Person |  | a@mail.example; 1: B. Person |  | b@x.example; ");
}

TEST(Contacts, AreNowhereElse) {
  ReadOptions options;
  options.trace = true;
  options.evidence.recorded_on = Date::from_ymd(2024, 1, 1);
  const Reading reading = read_csv(
      "No,Measure,Agency,Deadline,Status,Contact person,Remarks\n"
      "1,Build,Works,2022,Done,Unmistakable,write to secret@mail.example\n",
      options);
  EXPECT_EQ(described(reading.contacts), "1: Unmistakable |  | ; ");
  const std::string shown = shown_of(reading);
  EXPECT_EQ(shown.find("Unmistakable"), std::string::npos) << shown;
  EXPECT_EQ(shown.find("secret@"), std::string::npos) << shown;
  // They are counted all the same.
  EXPECT_EQ(reading.totals.all,
            reading.totals.used + reading.totals.named + reading.totals.excluded);
  const std::size_t characters = std::string_view{"UnmistakableContact person"}.size() +
                                 std::string_view{"write to secret@mail.example"}.size() +
                                 std::string_view{"Remarks"}.size();
  EXPECT_EQ(reading.totals.named, characters);
}

TEST(Contacts, OfMergedCellsAndFurtherRowsAreOfTheirMeasures) {
  const Reading reading =
      interpret_all(made::Sketch{"|No|Measure|Agency|Deadline|Contact person\n"
                                 "|1|Build|Works|2022|A. Person\n|2|Mend|Works|2023|^\n"
                                 "|3|Keep|Works|2023|B. Person\n|||||C. Person\n"}
                        .document());
  EXPECT_EQ(described(reading.contacts),
            "1: A. Person |  | ; 2: A. Person |  | ; 3: B. Person/C. Person |  | ; ");
  EXPECT_TRUE(reading.plan.sections().empty());  // a name in a row of its own is no heading
}

constexpr const char* ogp_card =
    "|Commitment|Build|>\n|Lead implementing agency|Works|>\n|Contact information|>|>\n"
    "|Name of responsible person from implementing agency|A. Person|>\n"
    "|Title, Department|Head of unit|>\n|Email and Phone|a@mail.example 012 493 11 22|>\n";

TEST(Contacts, OfACardAreOnePersonOfItsMeasure) {
  const Reading reading =
      interpret_all(made::Sketch{std::string{ogp_card} + "|Deadline|2022|>\n"}.document());
  ASSERT_EQ(reading.plan.measures().size(), 1U);
  EXPECT_EQ(reading.plan.measures()[0].title, "Build");
  EXPECT_EQ(described(reading.contacts), reading.plan.measures()[0].id.value() +
                                             ": A. Person | Head of unit | a@mail.example 012 493 "
                                             "11 22; ");
  EXPECT_TRUE(reading.extra.empty());
}

TEST(Contacts, OfACardAboveMilestonesAreOfEachThatHasNone) {
  const Reading reading = interpret_all(
      made::Sketch{std::string{ogp_card} +
                   "|Milestone activity|Start date|End date\n|1. Draft|2019-01-01|2019-06-30\n"
                   "|2. Adopt|2019-07-01|2020-06-30\n"}
          .document());
  ASSERT_EQ(reading.plan.measures().size(), 2U);
  ASSERT_EQ(reading.contacts.size(), 2U);
  EXPECT_EQ(reading.contacts[1].measure, reading.plan.measures()[1].id);
  EXPECT_EQ(reading.contacts[0].person, reading.contacts[1].person);
  EXPECT_EQ(reading.contacts[1].person.name, "A. Person");
}

TEST(Contacts, BelowTheirHeadingInACardNeedNoWordOfTheirOwn) {
  const Reading reading =
      interpret_all(made::Sketch{"|Commitment|Build\n|Lead agency|Works\n|Deadline|2022\n"
                                 "|Contact information|>\n|Name|A. Person\n|Title|Head\n"
                                 "|Office|West wing\n|Other information|>\n|Grade|5\n"}
                        .document());
  EXPECT_EQ(described(reading.contacts),
            reading.plan.measures().at(0).id.value() +
                ": A. Person | Head | ; unnumbered: West wing |  | ; ");
  EXPECT_EQ(shown_of(reading).find("A. Person"), std::string::npos);
}

TEST(Contacts, OfLabelledParagraphs) {
  const Reading reading =
      interpret_all(made::Sketch{"# Build\nLead agency: Works\nDeadline: 2022\nContact person: "
                                 "A. Person\nPosition: Head of unit\nE-mail: a@mail.example\n"}
                        .document());
  EXPECT_EQ(described(reading.contacts), reading.plan.measures().at(0).id.value() +
                                             ": A. Person | Head of unit | a@mail.example; ");
}

TEST(Contacts, AtTheEndOfItemsOfAList) {
  const Reading reading =
      interpret_all(made::Sketch{"* By March 2024 - build - contact: A. Person, a@mail.example\n"
                                 "* By April 2024 - mend - (Works) - b@mail.example\n"
                                 "* By May 2024 - keep - CODE.3\n"}
                        .document());
  ASSERT_EQ(reading.plan.measures().size(), 3U);
  EXPECT_EQ(reading.plan.measures()[0].title, "build");
  EXPECT_EQ(reading.plan.measures()[1].title, "mend");
  const std::string first = reading.plan.measures()[0].id.value();
  const std::string second = reading.plan.measures()[1].id.value();
  EXPECT_EQ(described(reading.contacts),
            first + ": A. Person |  | a@mail.example; " + second + ":  |  | b@mail.example; ");
}

TEST(Contacts, OfATreeAreOfTheLowestRows) {
  const Reading reading = interpret_all(
      made::Sketch{"# Commitments\n|Number|Title|Contact person\n|C1|Open|A. Person\n\n"
                   "# Milestones\n|Number|Title|Deadline|Contact person\n|C1.1|Draft|2021|\n"
                   "|C1.2|Adopt|2022|B. Person\n"}
          .document());
  EXPECT_EQ(described(reading.contacts), "C1.1: A. Person |  | ; C1.2: B. Person |  | ; ");
}

TEST(Contacts, OfARowAreOfTheMeasuresWithinIt) {
  Document document =
      made::Sketch{
          "|Number|Title|Contact person|Milestones\n|C1|Open|A. Person| \n\n"
          "|Number|Title|Deadline|Contact person\n|C1.1|Draft|2021|\n"
          "|C1.2|Adopt|2022|B. Person\n"}
          .document();
  document.blocks.at(1).parent = 0;
  document.blocks[0].rows[1][3].blocks = {1};
  EXPECT_EQ(described(interpret_all(document).contacts),
            "C1.1: A. Person |  | ; C1.2: B. Person |  | ; ");
}

TEST(Contacts, OfKeysOfJsonLines) {
  const Reading reading = read_all(DocumentSource{
      "plan.jsonl",
      R"({"No": "1", "Measure": "Build", "Agency": "Works", "Deadline": 2021, "contact": )"
      R"({"name": "A. Person", "email": "a@mail.example"}})"
      "\n",
      {}});
  EXPECT_EQ(described(reading.contacts), "1: A. Person |  | a@mail.example; ");
}

TEST(Contacts, OfAColumnThatAMappingNames) {
  ReadOptions options;
  options.mapping.columns = {{"Vem", 0, ColumnUse::contact}};
  const Reading reading =
      read_csv("No,Measure,Agency,Deadline,Vem\n1,Build,Works,2022,A. Person\n", options);
  EXPECT_EQ(described(reading.contacts), "1: A. Person |  | ; ");
  options.mapping = reading.mapping;
  EXPECT_EQ(
      read_csv("No,Measure,Agency,Deadline,Vem\n1,Build,Works,2022,A. Person\n", options).contacts,
      reading.contacts);
}

// A header or label of each language, and one of a position beside it.
class ContactLanguages : public testing::TestWithParam<std::string_view> {};

TEST_P(ContactLanguages, HaveWordsForPersonsAndPositions) {
  std::string_view contact;
  std::vector<std::string_view> positions;
  for (const detail::ColumnRow& row : detail::column_rows(GetParam())) {
    if (row.meaning == "contact") contact = row.forms.front();
    if (row.meaning == "position") positions = row.forms;
  }
  ASSERT_FALSE(positions.empty());
  const auto plain = [](std::string_view form) {
    std::string out{form};
    out.erase(std::remove(out.begin(), out.end(), '*'), out.end());
    return out;
  };
  for (const std::string_view position : positions) {
    const std::string name = plain(position);
    EXPECT_TRUE(detail::names_position(name)) << name;
    const Reading card =
        interpret_all(made::Sketch{"|Commitment|Build\n|Lead agency|Works\n|Deadline|2022\n|" +
                                   plain(contact) + "|A. Person\n|" + name + "|Head of unit\n"}
                          .document());
    EXPECT_EQ(described(card.contacts),
              card.plan.measures().at(0).id.value() + ": A. Person | Head of unit | ; ")
        << name;
  }
}

INSTANTIATE_TEST_SUITE_P(All, ContactLanguages, testing::ValuesIn(detail::column_languages()),
                         [](const auto& test) { return std::string{test.param}; });

TEST(Contacts, PositionsWithoutPersonsStayBesideMeasures) {
  const Reading reading =
      read_csv("No,Measure,Agency,Deadline,Position\n1,Build,Works,2022,North\n");
  EXPECT_TRUE(reading.contacts.empty());
  ASSERT_EQ(reading.extra.size(), 1U);
  EXPECT_EQ(reading.extra[0].text, "North");
}

TEST(Contacts, OfHostileCellsAreOneTextEach) {
  const std::string long_text(1000000, 'a');
  const std::string junk = "\x01\x02\xff\xfe@\x7f";
  const Reading reading = read_csv("No,Measure,Agency,Deadline,Contact\n1,Build,Works,2022," +
                                   long_text + "\n2,Mend,Works,2022," + junk + "\n3,Keep,W,2022," +
                                   std::string(200000, '@') + "\n");
  ASSERT_EQ(reading.plan.measures().size(), 3U);
  EXPECT_EQ(reading.contacts.at(0).person.contact,
            long_text.substr(0, ReadLimits{}.max_cell_bytes));  // as any cell is cut
}

TEST(Contacts, OfOneCellForManyMeasuresAreBounded) {
  std::string table =
      "|No|Measure|Agency|Deadline|Contact\n|0|Build|Works|2022|" + std::string(10000, 'a') + "\n";
  for (int i = 1; i <= 300; ++i) table += "|" + std::to_string(i) + "|Mend|Works|2022|^\n";
  ReadOptions options;
  options.limits.max_document_bytes = 2000000;
  const Document document = made::Sketch{table}.document();
  EXPECT_THROW((void)interpret_all(document, options), ParseError);
  options.limits.max_document_bytes = 5000000;
  EXPECT_EQ(interpret_all(document, options).contacts.size(), 301U);
}

TEST(Appointments, AreOfTheAgencyThatLeadsOrCarriesOut) {
  const Reading reading = read_csv(
      "No,Measure,Lead agency,Partners,Deadline,Contact person,E-mail\n"
      "1,Build,Works,Parks,2022,A. Person,a@mail.example\n"
      "2,Mend,Works; Roads,,2022,B. Person,\n");
  EvidenceSettings settings;
  EXPECT_THROW((void)appointments(reading, reading.plan, settings), InvalidArgument);
  settings.recorded_on = Date::from_ymd(2024, 1, 1);
  settings.source = "plan.csv";
  const std::vector<Appointment> made = appointments(reading, reading.plan, settings);
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[0].person, (Person{"A. Person", "", "a@mail.example"}));
  EXPECT_EQ(made[0].entry.measure, MeasureId{"1"});
  EXPECT_EQ(reading.plan.agency(*made[0].entry.agency).name, "Works");
  EXPECT_EQ(made[0].entry.reporter, "Works");
  EXPECT_EQ(made[0].entry.sources.at(0).text, "plan.csv");
  EXPECT_FALSE(made[1].entry.agency);  // of two, nobody says whose the person is
  EXPECT_THROW((void)appointments(reading, Plan{}, settings), InvalidArgument);
}

}  // namespace
}  // namespace actionplan::contacts_test
