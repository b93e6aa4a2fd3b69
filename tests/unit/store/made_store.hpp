// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/store/store.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>
#include <string>

#include <unistd.h>

namespace actionplan::made {

// What a test counted, for script/stress to sum up.
inline void print_count(const std::string& text) {
  std::cout << "[ COUNTED  ] " << text << std::endl;
}

// A folder of the test's own, removed afterwards.
class StoreTest : public testing::Test {
 protected:
  StoreTest() {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    std::string name = std::string{info->test_suite_name()} + "." + info->name();
    for (char& c : name) {
      if (c == '/') c = '.';
    }
    // Of this process: the same test of another build may run at the same time.
    folder_ = std::filesystem::path{testing::TempDir()} /
              ("actionplan." + name + "." + std::to_string(getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~StoreTest() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::filesystem::path path(const char* name = "monitor.db") const {
    return folder_ / name;
  }

  static Plan plan() {
    PlanBuilder builder = heading();
    builder.add(agency("justice"));
    Measure first = measure("1", window("2016-01-01", "2018-12-31"));
    first.assignments = {assignment("justice")};
    set_indicators(first, {{"number of trainings", IndicatorKind::count},
                           {"a system", IndicatorKind::deliverable}});
    builder.add(first);
    Measure second = measure("2", window("2016-01-01", "2017-12-31"));
    set_indicators(second, {{"number of laws", IndicatorKind::count}});
    builder.add(second);
    return builder.build();
  }

  [[nodiscard]] Store create() const {
    return Store::create(path(), plan(), Profile{}, day("2016-05-01"));
  }

  std::filesystem::path folder_;
};

// The entry as it was before it was recorded: without salt, and naming others as they were then.
inline Entry unsalted(const Evidence& evidence, std::size_t at) {
  Entry entry = evidence.entry(at);
  entry.salt = {};
  for (std::optional<EntryId>* named : {&entry.about, &entry.replaces}) {
    if (!*named) continue;
    const std::optional<std::size_t> other = evidence.find(**named);
    if (other) *named = entry_id(unsalted(evidence, *other));
  }
  return entry;
}

// One entry of each kind, with every field that it may have.
inline std::vector<Entry> all_kinds() {
  Entry observed = estimate("2017", 12.5, 0.25);
  observed.dimension = {{"region", "Bakı"}, {"sex", "f"}};
  observed.observed_on = day("2018-01-20");
  observed.published_on = day("2018-02-01");
  observed.denominator = 400;
  observed.deff = 1.5;
  observed.unit = "percent";
  observed.agency = AgencyId{"justice"};
  observed.member = "Court 1";
  observed.text = "line one\nline \"two\"";
  observed.sources = {Source{"https://example.org/a?b=1", day("2018-03-01"), "sha256:00"},
                      Source{"Letter of 1 March", std::nullopt, ""}};
  Entry thing = done("2017-03-01/2017-03-31", "1/2");
  thing.period = Period::parse("2017Q1");
  thing.observed_on = day("2017-04-01");
  Entry gone = missing("2017-01-01", "1/2");
  Entry rated = rating(Completion::limited, "2018-06-01");
  Entry responded = entry(EntryKind::response);
  responded.measure = MeasureId{"1"};
  responded.agency = AgencyId{"justice"};
  responded.text = "We disagree.";
  responded.about = entry_id(rated);
  Entry verified = entry(EntryKind::verification);
  verified.about = entry_id(observed);
  verified.verification = Verification::verified;
  Entry withdrawn = entry(EntryKind::withdrawal);
  withdrawn.about = entry_id(gone);
  Entry member = entry(EntryKind::membership);
  member.agency = AgencyId{"justice"};
  member.member = "Court 1";
  member.period = Period::parse("2016-2018");
  Entry note = entry(EntryKind::note);
  note.text = "Context.";
  Entry corrected = replacing(value("2017", 13), observed);
  return {observed, thing, gone, rated, responded, verified, withdrawn, member, note, corrected};
}

}  // namespace actionplan::made
