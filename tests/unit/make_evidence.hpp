// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evidence/evidence.hpp>

#include "make_plan.hpp"

#include <string>
#include <utility>
#include <vector>

namespace actionplan::made {

// Entries for tests, made by hand. Each is recorded on 2019-06-01 unless said otherwise.

inline Entry entry(EntryKind kind, const char* recorded_on = "2019-06-01") {
  Entry made{kind, day(recorded_on)};
  made.reporter = "Ministry of Tests";
  made.sources = {Source{"https://example.org/report", std::nullopt, ""}};
  return made;
}

inline Entry value(const char* period, double number, const char* indicator = "1/1") {
  Entry made = entry(EntryKind::observation);
  made.indicator = IndicatorId{indicator};
  if (*period != '\0') made.period = Period::parse(period);
  made.value = number;
  return made;
}

inline Entry estimate(const char* period, double number, double standard_error, double df = 30,
                      const char* indicator = "1/1") {
  Entry made = value(period, number, indicator);
  made.standard_error = standard_error;
  made.df = df;
  made.n = 400;
  made.method = Method::survey;
  return made;
}

inline Entry part(const char* period, const char* name, const char* category, double number) {
  Entry made = value(period, number);
  made.dimension[name] = category;
  return made;
}

inline Entry done(const char* done_on, const char* indicator = "1/1") {
  Entry made = entry(EntryKind::deliverable);
  made.indicator = IndicatorId{indicator};
  made.done = true;
  if (*done_on != '\0') made.done_on = Period::parse(done_on);
  return made;
}

inline Entry missing(const char* observed_on, const char* indicator = "1/1") {
  Entry made = entry(EntryKind::deliverable);
  made.indicator = IndicatorId{indicator};
  made.done = false;
  made.observed_on = day(observed_on);
  return made;
}

inline Entry rating(Completion completion, const char* observed_on,
                    ReporterType reporter = ReporterType::independent, const char* measure = "1") {
  Entry made = entry(EntryKind::rating);
  made.measure = MeasureId{measure};
  made.completion = completion;
  made.observed_on = day(observed_on);
  made.reporter_type = reporter;
  made.reporter = "Rater";
  return made;
}

inline Entry replacing(Entry later, const Entry& earlier) {
  later.replaces = entry_id(earlier);
  return later;
}

}  // namespace actionplan::made
