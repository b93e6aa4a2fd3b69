// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/assess.hpp>

#include "../make_evidence.hpp"

#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::made {

// Two revisions of a plan with every kind of thing that a filter asks for, and evidence on it.

inline Agency spelled(const char* id, const char* name, std::vector<std::string> aliases = {}) {
  Agency made = agency(id);
  made.name = name;
  made.aliases = std::move(aliases);
  return made;
}

inline Measure random_measure(const std::string& number, const char* section,
                              std::mt19937& random) {
  const auto one_of = [&](std::size_t size) { return std::size_t{random()} % size; };
  constexpr const char* titles[] = {"Open data portal", "AÇIQ HÖKUMƏT", "Ictimai iştirak", "open",
                                    "Trainings for IT staff"};
  Deadline deadline = window("2016-01-01", one_of(2) == 0 ? "2016-12-31" : "2017-12-31");
  if (one_of(4) == 0) deadline = Deadline{};
  if (one_of(4) == 0) deadline = recurring("2016-01-01", "2017-12-31", Cadence::annual);
  if (one_of(8) == 0) deadline.start.reset();
  if (one_of(8) == 0) deadline = unread("Mrach 2018", "Mrach", 0);
  if (deadline.due && one_of(4) == 0) deadline.due_latest = deadline.due->plus_days(60);
  if (one_of(4) == 0) deadline.conditions = {"subject to funding"};
  Measure made = measure(number, std::move(deadline));
  made.title = titles[one_of(5)];
  if (*section != '\0') made.section = SectionId{section};
  constexpr const char* agencies[] = {"justice", "economy", "ədliyyə"};
  for (std::size_t i = one_of(3); i-- > 0;) {
    Assignment part =
        assignment(agencies[one_of(3)], one_of(2) == 0 ? Force::binding : Force::recommended);
    part.role = static_cast<Role>(one_of(3));
    made.assignments.push_back(part);
  }
  if (one_of(5) != 0) {
    set_indicators(made, {{"number of ŞƏXS", IndicatorKind::count},
                          {"act adopted", IndicatorKind::deliverable}});
  }
  return made;
}

inline PlanHistory query_history(std::uint32_t seed) {
  std::mt19937 random{seed};
  PlanBuilder builder = heading();
  builder.add(spelled("justice", "Ministry of Justice", {"MoJ"}))
      .add(spelled("economy", "İqtisadiyyat Nazirliyi"))
      .add(spelled("ədliyyə", "Ədliyyə Nazirliyi"));
  Section unnumbered = section("below", "4.2");
  unnumbered.number.clear();
  unnumbered.title = "Legal framework";
  builder.add(section("4")).add(section("4.2", "4")).add(unnumbered).add(section("10"));
  constexpr const char* sections[] = {"4", "4.2", "below", "10", ""};
  std::vector<Measure> measures;
  for (int i = 1; i <= 24; ++i) {
    const std::string number = std::to_string(4 + i % 3 * 3) + "." + std::to_string(i);
    measures.push_back(random_measure(number, sections[i % 5], random));
  }
  PlanBuilder first = builder;
  for (const Measure& measure : measures) first.add(measure);
  PlanBuilder second = builder;
  for (std::size_t i = 0; i < measures.size() - 3; ++i) {
    if (i == 4) measures[i].deadline = window("2016-01-01", "2018-12-31");
    second.add(measures[i]);
  }
  Profile profile;
  for (const Measure& measure : measures) {
    if (measure.indicators.empty() || random() % 2 == 0) continue;
    IndicatorProfile said;
    said.baseline = 0;
    said.direction = Direction::up;
    said.aggregation = Aggregation::sum;
    Target target;
    target.value = 100;
    said.targets.push_back(target);
    profile.indicators[measure.indicators.front().id] = said;
  }
  return PlanHistory{first.build(), profile}.revised(second.build(), day("2017-03-01"),
                                                     day("2017-03-01"), profile);
}

inline Evidence query_evidence(const PlanHistory& history, std::uint32_t seed) {
  std::mt19937 random{seed};
  std::vector<Entry> entries;
  for (const Measure& measure : history.revisions().front().plan.measures()) {
    const std::string id = measure.id.value();
    if (random() % 3 == 0) {
      entries.push_back(
          rating(static_cast<Completion>(random() % enum_count<Completion>), "2017-02-01",
                 static_cast<ReporterType>(random() % enum_count<ReporterType>), id.c_str()));
    }
    if (measure.indicators.empty()) continue;
    const std::string count = measure.indicators[0].id.value();
    const std::string act = measure.indicators[1].id.value();
    if (random() % 2 == 0) {
      entries.push_back(value("2016", static_cast<double>(random() % 150), count.c_str()));
      entries.back().method = static_cast<Method>(random() % enum_count<Method>);
      if (random() % 2 == 0) entries.back().reporter = "Chamber of Accounts";
      Entry verified = entry(EntryKind::verification);
      verified.about = entry_id(entries.back());
      verified.verification = static_cast<Verification>(random() % enum_count<Verification>);
      if (random() % 2 == 0) entries.push_back(verified);
    }
    if (random() % 2 == 0) entries.push_back(done("2017-02-01", act.c_str()));
    if (random() % 4 == 0) entries.push_back(missing("2018-01-15", act.c_str()));
  }
  return Evidence{entries};
}

inline Assessment query_assessment(std::uint32_t seed, const char* as_of = "2018-02-01") {
  const PlanHistory history = query_history(seed);
  return assess(history, query_evidence(history, seed), AssessOptions{day(as_of)});
}

}  // namespace actionplan::made
