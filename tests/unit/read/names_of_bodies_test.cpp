// SPDX-License-Identifier: Apache-2.0
// Bodies and places that are called as persons are: agencies of the plan where a header asks for bodies, or
// where a person says so.
#include <actionplan/read/reading.hpp>

#include "layout_case.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace actionplan::names_of_bodies_test {
namespace {

struct Told {
  std::string header;
  std::string name;
  bool is_body = true;
};
void PrintTo(const Told& one, std::ostream* out) { *out << one.header << ": " << one.name; }

Reading reading_of(const Told& one, const ReadOptions& options = {}) {
  const std::string sketch = "|No|Action|" + one.header + "|Deadline\n|1|Build a road|" + one.name +
                             "|2026\n|2|Mend it|MoF|2027\n";
  return interpret_all(made::Sketch{sketch}.document(), options);
}

void expect(const Told& one, const Reading& reading) {
  const Measure& measure = reading.plan.measures().at(0);
  EXPECT_EQ(measure.assignments.size(), one.is_body ? 1U : 0U);
  EXPECT_EQ(reading.contacts.size(), one.is_body ? 0U : 1U);
  if (one.is_body && !measure.assignments.empty()) {
    EXPECT_EQ(measure.assignments[0].text, one.name);
  }
}

class NamesOfBodies : public testing::TestWithParam<Told> {};

TEST_P(NamesOfBodies, StayInThePlan) { expect(GetParam(), reading_of(GetParam())); }

const std::vector<Told> cases = {
    // The header asks for bodies.
    {"Lead agency", "Robert Bosch"},
    {"Responsible institution", "Marie Stopes"},
    {"Ministry", "Miguel Hidalgo"},
    {"Responsible department", "Jane Doe"},
    {"Instituição responsável", "João Pessoa"},
    {"Entidad responsable", "Carlos Chagas"},
    {"Ответственные органы", "Иван Франко"},
    {"Zuständige Behörde", "Paul Ehrlich"},
    // Places and firms, alone.
    {"Owner", "Milan"},
    {"Owner", "Nancy"},
    {"Responsible", "Georgia"},
    {"Responsible", "Jordan"},
    {"Responsible", "Florence"},
    {"Responsible", "Santiago"},
    {"Lead", "Victoria"},
    {"Responsável", "Mariana"},
    {"Ответственный", "Владимир"},
    // Nouns behind a name.
    {"Owner", "Alice Springs"},
    {"Owner", "Bruce Power"},
    {"Owner", "Vladimir Oblast"},
    {"Owner", "Elizabeth City"},
    {"Owner", "Henry Consulting"},
    // Persons nevertheless.
    {"Owner", "Jane Doe", false},
    {"Owner", "Sarah", false},
    {"Owner", "Sarah Park", false},
    {"Owner", "Milan Novák", false},
    {"Responsável", "João da Silva", false},
    {"Lead agency", "J. Smith", false},
    {"Lead agency", "Dr. Jane Doe", false},
    {"Lead agency", "Minister Jane Doe", false},
    {"Ответственный орган", "Иванов Иван Иванович", false},
};

INSTANTIATE_TEST_SUITE_P(Read, NamesOfBodies, testing::ValuesIn(cases));

TEST(NamesOfBodies, AreToldByAMappingAndByKnownAgencies) {
  const Told one{"Owner", "Robert Bosch"};
  ReadOptions mapped;
  mapped.mapping.agencies = {AgencyMapping{.name = "robert bosch", .names = {"Robert Bosch"}}};
  expect(one, reading_of(one, mapped));
  ReadOptions known;
  known.agencies = {Agency{AgencyId{"bosch"}, "Robert Bosch"}};
  expect(one, reading_of(one, known));
  expect({"Owner", "Robert Bosch", false}, reading_of(one));
}

TEST(NamesOfBodies, BesideAPersonInParenthesesStay) {
  const Reading reading = reading_of({"Lead agency", "Ministry of Works (Jane Doe)"});
  ASSERT_EQ(reading.plan.measures()[0].assignments.size(), 1U);
  EXPECT_EQ(reading.plan.measures()[0].assignments[0].text, "Ministry of Works");
  EXPECT_EQ(reading.contacts.size(), 1U);
}

}  // namespace
}  // namespace actionplan::names_of_bodies_test
