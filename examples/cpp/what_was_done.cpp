// SPDX-License-Identifier: Apache-2.0
//
// Prints the ledger that lies beside a plan, and what it says of the indicators on a day.
// Usage: what_was_done PLAN [DAY]

#include <actionplan/actionplan.hpp>

#include <fstream>
#include <iostream>
#include <iterator>

int main(int argc, char** argv) {
  using namespace actionplan;
  if (argc < 2 || argc > 3) {
    std::cerr << "Usage: what_was_done PLAN [DAY]\n";
    return 2;
  }
  try {
    const std::filesystem::path path{argv[1]};
    const Plan plan = read(path);
    const Date day = argc == 3 ? Date::parse(argv[2]) : Date::from_ymd(2019, 6, 30);
    std::ifstream file{path.parent_path() / "az-evidence.csv", std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    const Evidence evidence{read_evidence_csv(bytes, Date::from_ymd(2019, 2, 1)).entries};

    for (const EntryView entry : evidence) {
      std::cout << entry.id().value().substr(0, 8) << ' ' << to_string(entry.kind()) << " of "
                << (entry.indicator() != nullptr ? entry.indicator()->value() : "a measure")
                << ", true from " << entry.true_from().iso() << '\n';
    }
    const Assessment assessment = assess(PlanHistory{plan}, evidence, AssessOptions{day});
    for (std::size_t i = 0; i < assessment.size(); ++i) {
      for (const IndicatorAssessment& indicator : assessment.at(i).indicators) {
        if (indicator.status == IndicatorStatus::no_evidence) continue;
        std::cout << indicator.id.value() << ": " << to_string(indicator.status) << '\n';
      }
    }
  } catch (const Error& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
