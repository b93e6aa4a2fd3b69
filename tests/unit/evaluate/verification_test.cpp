// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/verification.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/evaluate/assess.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace actionplan::verification_test {
namespace {

Entry verified(const Entry& about, Verification as, const char* recorded_on) {
  Entry made = made::entry(EntryKind::verification, recorded_on);
  made.about = entry_id(about);
  made.verification = as;
  made.observed_on = made::day("2017-01-01");
  return made;
}

TEST(Verification, IsWhatWasLastSaidByTheDayOfKnowledge) {
  PlanBuilder builder = made::heading();
  builder.add(made::measure("1", made::window("2016-01-01", "2016-12-31")));
  const PlanHistory history{builder.build()};
  const Entry said = made::rating(Completion::limited, "2017-01-01");
  const Evidence evidence{std::vector<Entry>{said,
                                             verified(said, Verification::verified, "2019-07-01"),
                                             verified(said, Verification::disputed, "2019-08-01")}};
  AssessOptions options{made::day("2019-12-31")};
  EXPECT_EQ(verification(assess(history, evidence, options), entry_id(said)),
            Verification::disputed);
  options.known_at = made::day("2019-07-15");
  EXPECT_EQ(verification(assess(history, evidence, options), entry_id(said)),
            Verification::verified);
  options.known_at = made::day("2019-06-15");
  const Assessment early = assess(history, evidence, options);
  EXPECT_EQ(verification(early, entry_id(said)), Verification::unverified);
  EXPECT_THROW((void)verification(early, EntryId{"no digest"}), ParseError);
}

}  // namespace
}  // namespace actionplan::verification_test
