// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>
#include <actionplan/write/evidence_template.hpp>

#include "../make_plan.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace actionplan::evidence_template_test {
namespace {

using made::day;

// Measures 1, 2, ..., each with a report a year, or with a count that is expected each year.
Revision revision(const char* adopted_on, int measures, bool has_reports) {
  PlanBuilder builder = made::heading();
  builder.heading().adopted_on = day(adopted_on);
  builder.add(made::agency("justice"));
  Profile profile;
  for (int i = 1; i <= measures; ++i) {
    Measure measure = made::measure(
        std::to_string(i),
        has_reports ? made::recurring("2016-01-01", "2018-12-31", Cadence::annual, adopted_on)
                    : made::window("2016-01-01", "2018-12-31"));
    made::set_indicators(measure, {{"number of laws", IndicatorKind::count}});
    measure.assignments = {made::assignment("justice")};
    builder.add(measure);
    if (!has_reports) profile.indicators[measure.indicators[0].id].cadence = Cadence::annual;
  }
  return Revision{builder.build(), day(adopted_on), day(adopted_on), profile};
}

// The periods of a form's rows, by what they are about.
std::string periods(const std::string& form) {
  std::string out;
  std::size_t at = form.find('\n') + 1;
  while (at < form.size()) {
    const std::size_t end = form.find('\n', at);
    const std::string line = form.substr(at, end - at);
    for (const char* measure : {"1", "2", "3"}) {
      for (const char* year : {"2016", "2017", "2018"}) {
        const bool is_of = line.find("," + std::string{measure} + ",") != std::string::npos ||
                           line.find("," + std::string{measure} + "/1,") != std::string::npos;
        const bool is_for = line.find("," + std::string{year} + ",") != std::string::npos;
        if (is_of && is_for) out += std::string{measure} + ":" + year + " ";
      }
    }
    at = end + 1;
  }
  return out;
}

TEST(EvidenceTemplate, AsksForWhatEndedSinceTheFirstPlanThatHasTheMeasure) {
  for (const bool has_reports : {true, false}) {
    const PlanHistory history{
        {revision("2016-01-10", 1, has_reports), revision("2018-01-10", 2, has_reports)}};
    const AgencyId agency{"justice"};
    const Period all = Period::parse("2016-2018");
    const std::string form = evidence_template(history, agency, all);
    EXPECT_EQ(periods(form), "1:2016 1:2017 1:2018 2:2018 ") << has_reports << form;
    const Revision& last = history.revisions().back();
    EXPECT_EQ(periods(evidence_template(last.plan, last.profile, agency, all)), "1:2018 2:2018 ");
  }
}

TEST(EvidenceTemplate, OfAHistoryThatWasNeverRevisedIsThatOfItsPlan) {
  for (const bool has_reports : {true, false}) {
    const Revision only = revision("2016-01-10", 2, has_reports);
    const AgencyId agency{"justice"};
    const Period year = Period::parse("2017");
    EXPECT_EQ(evidence_template(PlanHistory{{only}}, agency, year),
              evidence_template(only.plan, only.profile, agency, year));
    EXPECT_THROW((void)evidence_template(PlanHistory{{only}}, AgencyId{"nobody"}, year), NotFound);
  }
}

}  // namespace
}  // namespace actionplan::evidence_template_test
