// SPDX-License-Identifier: Apache-2.0
// Uses every floor, so that whatever one of them needs is linked. SMALLEST: those that every build has.
// Reads the plan of the first argument and keeps a store in a folder beside itself, so that several run at once.
#include <actionplan/actionplan.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

using namespace actionplan;

namespace {

Entry statement() {
  Entry entry{EntryKind::deliverable, Date::from_ymd(2019, 1, 1)};
  entry.measure = MeasureId{"1.1"};
  entry.done = true;
  entry.reporter = "Ministry of Justice";
  entry.sources = {Source{"https://example.org", {}, ""}};
  return entry;
}

void check(bool is_so, const char* what) {
  if (is_so) return;
  std::printf("failed: %s\n", what);
  std::exit(1);
}

void use_floors(const Plan& plan, const Assessment& assessed) {
  const Evidence evidence{std::vector<Entry>{statement()}};
  check(evidence.size() == 1, "evidence");
  check(where(assessed, field::number == "1.1").total == 1, "query");
  check(plan_from_json(to_json(plan)) == plan, "codec");
  check(to_frame(assessed).rows() == plan.measures().size(), "frames");
  check(to_csv(assessed).size() > 1000, "write");
  check(read_bytes("No,Measure,Deadline\n1.1,Build,2021\n", "csv").measures().size() == 1, "read");
}

#ifndef SMALLEST
void use_survey() {
  const std::vector<double> weights{1, 2, 3, 4};
  const std::vector<double> values{2, 4, 6, 8};
  survey::DesignOptions options;
  options.weights = weights;
  const std::vector<survey::Column> columns{survey::Column{values}};
  const survey::Estimates means = survey::mean(survey::Design{options}, columns);
  check(means.values[0] == 6, "survey");
}

void use_store(const Plan& plan, const std::filesystem::path& folder) {
  std::filesystem::remove_all(folder);
  std::filesystem::create_directory(folder);
  {
    Store store = Store::create(folder / "monitor.db", plan, {}, Date::from_ymd(2016, 5, 1));
    store.append(std::vector<Entry>{statement()});
    check(store.evidence().size() == 1, "store");
    check(store.verify().empty(), "verify");
  }
  std::filesystem::remove_all(folder);
}
#endif

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  try {
    const Plan plan = read(std::filesystem::path{argv[1]});
    const Assessment assessed = assess(plan, AssessOptions{Date::from_ymd(2020, 1, 1)});
    use_floors(plan, assessed);
#ifndef SMALLEST
    use_survey();
    use_store(plan, std::filesystem::absolute(argv[0]).parent_path() / "store");
#endif
    std::printf("%zu sections, %zu measures, %zu unreported\n", plan.sections().size(),
                plan.measures().size(), assessed.summary()[DeadlineStatus::unreported]);
    static_cast<void>(read(std::filesystem::path{"no such file"}));
  } catch (const NotFound&) {
    std::puts("an error of the library is caught by its type");
    return 0;
  }
  return 1;
}
