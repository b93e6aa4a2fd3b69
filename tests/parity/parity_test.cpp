// SPDX-License-Identifier: Apache-2.0
//
// What C++ answers on many days, as one short line each; tests/python/test_parity.py has Python
// answer the same questions and compares with the same file.
#include "../golden/golden.hpp"
#include "test_paths.hpp"

#include <actionplan/actionplan.hpp>

#include <gtest/gtest.h>
#include <boost/crc.hpp>

#include <filesystem>
#include <iomanip>
#include <sstream>
#include <string>

namespace actionplan::parity_test {
namespace {

std::string checksum(const std::string& bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), bytes.size());
  std::ostringstream out;
  out << std::hex << std::setw(8) << std::setfill('0') << crc.checksum();
  return out.str();
}

std::string line(const Plan& plan, Date day, int due_soon_days) {
  AssessOptions options{day};
  options.due_soon_days = due_soon_days;
  const Assessment assessment = assess(plan, options);
  std::string out = day.iso() + " " + std::to_string(due_soon_days);
  for (std::size_t i = 0; i < enum_count<DeadlineStatus>; ++i) {
    const auto status = static_cast<DeadlineStatus>(i);
    const std::size_t count = assessment.summary()[status];
    if (count != 0) out += " " + std::string{to_string(status)} + "=" + std::to_string(count);
  }
  return out + " json=" + checksum(to_json(assessment)) + " csv=" + checksum(to_csv(assessment)) +
         "\n";
}

std::string block(const std::string& name, const Plan& plan) {
  std::string out =
      name + " plan=" + checksum(to_json(plan)) + " calendar=" + checksum(calendar(plan)) + "\n";
  for (int month = 0; month < 44; ++month) {
    const Date day = Date::from_ymd(2015, 12, 31).plus_months(month);
    out += line(plan, day, month % 3 * 45);
  }
  return out;
}

TEST(Parity, OfTheRealPlanOnManyDays) {
  const Plan plan = read(std::filesystem::path{ACTIONPLAN_EXAMPLE_DATA "/az-nap-2016-2018.txt"});
  Profile profile;
  profile.plan = plan.heading().title;
  profile.report_due = report_due_preset("open_budget_survey");
  golden::expect_golden("az-nap-2016-2018.parity.txt",
                        block("as_published", plan) + block("due_reports", apply(plan, profile)));
}

// Deadlines that are vague, postponed, conditional, in parts, unread, or without a date.
TEST(Parity, OfReadingsOfDeadlinesOnManyDays) {
  const Plan plan = read(std::filesystem::path{ACTIONPLAN_TEST_DATA "/deadline_readings.json"});
  golden::expect_golden("deadline_readings.parity.txt", block("readings", plan));
}

// Whom a document names, and what is appointed of them.
TEST(Parity, OfContacts) {
  const Reading reading = read_all(std::filesystem::path{ACTIONPLAN_TEST_DATA "/contacts.csv"});
  EvidenceSettings settings;
  settings.recorded_on = Date::from_ymd(2024, 1, 1);
  const std::vector<Appointment> made = appointments(reading, reading.plan, settings);
  std::ostringstream out;
  for (std::size_t i = 0; i < made.size(); ++i) {
    const Contact& one = reading.contacts[i];
    out << one.measure.value() << " " << one.place.line << ":" << one.place.column << " "
        << checksum(one.person.name + "\t" + one.person.position + "\t" + one.person.contact) << " "
        << (made[i].entry.agency ? made[i].entry.agency->value() : "-") << " "
        << entry_id(made[i].entry).value() << "\n";
  }
  golden::expect_golden("contacts.parity.txt", out.str());
}

}  // namespace
}  // namespace actionplan::parity_test
