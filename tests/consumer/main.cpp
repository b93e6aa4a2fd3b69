// SPDX-License-Identifier: Apache-2.0
#include <actionplan/actionplan.hpp>

#include <cstdio>
#include <filesystem>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  try {
    const auto plan = actionplan::read(std::filesystem::path{argv[1]});
    const auto assessed =
        actionplan::assess(plan, actionplan::AssessOptions{actionplan::Date::from_ymd(2020, 1, 1)});
    std::printf("%zu sections, %zu measures, %zu unreported\n", plan.sections().size(),
                plan.measures().size(), assessed.summary()[actionplan::DeadlineStatus::unreported]);
    static_cast<void>(actionplan::read(std::filesystem::path{"no such file"}));
  } catch (const actionplan::NotFound&) {
    std::puts("an error of the library is caught by its type");
    return 0;
  }
  return 1;
}
