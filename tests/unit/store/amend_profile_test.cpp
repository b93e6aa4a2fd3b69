// SPDX-License-Identifier: Apache-2.0
// A profile made beside a later version has its ids carried over as the version's are.
#include "made_store.hpp"

#include <actionplan/core/error.hpp>

#include <string>

namespace actionplan::amend_profile_test {
namespace {

using made::day;

class StoreCarries : public made::StoreTest {
 protected:
  // Laws before trainings, or the other way round.
  static Plan numbered(const char* laws, const char* trainings) {
    PlanBuilder builder = made::heading();
    for (const bool is_laws : {std::string{laws}<trainings, std::string{laws}> trainings}) {
      Measure measure =
          made::measure(is_laws ? laws : trainings, made::window("2016-01-01", "2018-12-31"));
      measure.title = is_laws ? "Adopt laws" : "Train judges";
      made::set_indicators(
          measure, {{is_laws ? "number of laws" : "number of trainings", IndicatorKind::count}});
      builder.add(measure);
    }
    return builder.build();
  }

  static Profile targets(double of_first, double of_second, SetBy set_by = SetBy::plan) {
    Profile profile;
    Target target;
    target.value = of_first;
    profile.indicators[IndicatorId{"1/1"}].targets = {target};
    target.value = of_second;
    profile.indicators[IndicatorId{"2/1"}].targets = {target};
    for (auto& [id, said] : profile.indicators) said.set_by = set_by;
    return profile;
  }

  [[nodiscard]] Store made() const {
    return Store::create(path(), numbered("1", "2"), targets(10, 500), day("2016-05-01"));
  }

  static Amendment amend(Store& store, const Plan& plan, const std::optional<Profile>& profile,
                         std::optional<ProfileIds> ids = {}) {
    AmendMapping mapping;
    mapping.profile_ids = ids;
    return store.amend(plan, profile, day("2017-01-01"), day("2017-01-02"), mapping);
  }

  static std::optional<double> target_of(const Store& store, const char* id) {
    return store.assess(AssessOptions{day("2018-06-30")})[MeasureId{id}].indicators.at(0).target;
  }
};

TEST_F(StoreCarries, TheTargetsOfARenumberedVersionWithItsMeasures) {
  Store store = made();
  const Amendment amendment = amend(store, numbered("2", "1"), targets(600, 12));
  EXPECT_EQ(target_of(store, "1"), 12) << "laws are measure 1 of the store";
  EXPECT_EQ(target_of(store, "2"), 600);
  EXPECT_TRUE(amendment.problems.empty());
  EXPECT_EQ(amendment.carried(targets(600, 12)), store.history().revisions().back().profile);
}

TEST_F(StoreCarries, NothingWhereTheProfileHasItsIds) {
  Store store = made();
  Profile edited = store.history().revisions().back().profile;
  edited.indicators.at(IndicatorId{"1/1"}).unit = "laws";
  const Plan later = numbered("2", "1");
  EXPECT_THROW((void)amend(store, later, edited), InvalidArgument);
  EXPECT_EQ(store.history().revisions().size(), 1U);
  (void)amend(store, later, edited, ProfileIds::store);
  EXPECT_EQ(store.history().revisions().back().profile, edited);
  EXPECT_EQ(target_of(store, "1"), 10);
}

TEST_F(StoreCarries, WhatIsSaidToBeThePlansWhateverItRepeats) {
  Store store = made();
  (void)amend(store, numbered("2", "1"), targets(10, 500), ProfileIds::plan);
  EXPECT_EQ(target_of(store, "1"), 500);
  EXPECT_EQ(target_of(store, "2"), 10);
}

TEST_F(StoreCarries, ATargetToARewordedMeasureOrSaysThatItIsLost) {
  PlanBuilder builder{numbered("1", "2")};
  builder.measures().front().title = "Adopt all laws";
  const Plan reworded = builder.build();
  Store store = made();
  const Amendment kept = amend(store, reworded, std::nullopt);
  ASSERT_EQ(kept.problems.size(), 1U);
  EXPECT_EQ(kept.problems[0].code, "profile_dropped_indicator");
  EXPECT_EQ(kept.problems[0].severity, Severity::warning);
  EXPECT_NE(kept.problems[0].message.find("\"1~2/1\", which is new"), std::string::npos);
  EXPECT_EQ(store.history().problems(), kept.problems);
  EXPECT_EQ(target_of(store, "1~2"), std::nullopt);

  const std::filesystem::path other = path("other.db");
  Store again = Store::create(other, numbered("1", "2"), targets(10, 500), day("2016-05-01"));
  EXPECT_TRUE(amend(again, reworded, targets(10, 500)).problems.empty());
  EXPECT_EQ(target_of(again, "1~2"), 10);
}

TEST_F(StoreCarries, NoEntryOfAnAnalystToWhatMayBeAnotherMeasure) {
  PlanBuilder builder{numbered("1", "2")};
  builder.measures().front().title = "Adopt all laws";
  const Profile said = targets(10, 500, SetBy::analyst);
  Store store = Store::create(path(), numbered("1", "2"), said, day("2016-05-01"));
  EXPECT_THROW((void)amend(store, builder.build(), said), InvalidArgument);
}

TEST_F(StoreCarries, AFormulaWithItsIndicators) {
  Store store = made();
  Profile profile;
  profile.indicators[IndicatorId{"1/1"}].formula = Formula::parse("[2/1] * 2 + sum([ 2/1 ])");
  (void)amend(store, numbered("2", "1"), profile);
  const Profile carried = store.history().revisions().back().profile;
  ASSERT_EQ(carried.indicators.size(), 1U);
  const IndicatorProfile& said = carried.indicators.at(IndicatorId{"2/1"});
  EXPECT_EQ(said.formula->text(), "[1/1] * 2 + sum([1/1])");
}

TEST_F(StoreCarries, WhatIsDroppedAndNotReplacedIsARemark) {
  PlanBuilder builder{numbered("1", "2")};
  builder.measures().pop_back();
  Store store = made();
  const Amendment amendment = amend(store, builder.build(), std::nullopt);
  ASSERT_EQ(amendment.problems.size(), 1U);
  EXPECT_EQ(amendment.problems[0].severity, Severity::info);
  EXPECT_EQ(amendment.problems[0].subject, "2/1");
}

}  // namespace
}  // namespace actionplan::amend_profile_test
