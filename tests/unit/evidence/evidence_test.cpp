// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evidence/entry_view.hpp>
#include <actionplan/evidence/evidence.hpp>

#include <actionplan/core/error.hpp>

#include "evidence/internal/evidence_block.hpp"

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::evidence_test {
namespace {

using made::day;

// Every entry with the day on which it is replaced.
std::set<std::string> contents(const Evidence& evidence) {
  std::set<std::string> all;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const std::optional<Date> replaced_on = evidence.replaced_on(i);
    EXPECT_EQ(evidence.id(i), entry_id(evidence.entry(i)));
    EXPECT_EQ(evidence.find(evidence.id(i)), i);
    all.insert(canonical(evidence.entry(i)) + (replaced_on ? replaced_on->iso() : "stands"));
  }
  return all;
}

// Values, corrections, withdrawals, a chain, others: what order they come in must not matter.
std::vector<Entry> mixed() {
  std::vector<Entry> all;
  for (int i = 0; i < 40; ++i) {
    const std::string indicator = std::to_string(i % 7) + "/1";
    all.push_back(made::value(std::to_string(1990 + i).c_str(), i, indicator.c_str()));
  }
  Entry correction = made::replacing(made::value("1990", 99, "0/1"), all[0]);
  correction.recorded_on = day("2019-06-02");
  Entry second = made::replacing(made::value("1990", 98, "0/1"), correction);
  second.recorded_on = day("2019-06-03");
  Entry withdrawal = made::entry(EntryKind::withdrawal, "2019-06-04");
  withdrawal.about = entry_id(all[5]);
  Entry early = made::replacing(made::value("1996", 97, "6/1"), all[6]);
  early.recorded_on = day("2019-05-31");  // before its target: without effect
  Entry rating = made::rating(Completion::limited, "2018-01-01");
  Entry rerating = made::replacing(made::rating(Completion::complete, "2018-01-01"), rating);
  rerating.recorded_on = day("2019-06-05");
  for (const Entry& entry : {correction, second, withdrawal, early, rating, rerating}) {
    all.push_back(entry);
  }
  return all;
}

TEST(Evidence, SaysFromWhenAnEntryNoLongerStands) {
  const std::vector<Entry> all = mixed();
  const Evidence evidence{all};
  const auto replaced_on = [&](const Entry& entry) {
    return evidence.replaced_on(*evidence.find(entry_id(entry)));
  };
  EXPECT_EQ(replaced_on(all[0]), day("2019-06-02"));
  EXPECT_EQ(replaced_on(all[40]), day("2019-06-03"));
  EXPECT_EQ(replaced_on(all[41]), std::nullopt);
  EXPECT_EQ(replaced_on(all[5]), day("2019-06-04"));
  EXPECT_EQ(replaced_on(all[6]), std::nullopt);
  EXPECT_EQ(replaced_on(all[44]), day("2019-06-05"));
}

TEST(Evidence, IsTheSameInWhateverOrderAndStepsItCame) {
  std::vector<Entry> all = mixed();
  const std::set<std::string> want = contents(Evidence{all});
  std::mt19937 random{1};
  for (int round = 0; round < 30; ++round) {
    std::shuffle(all.begin(), all.end(), random);
    Evidence evidence;
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t step = std::min<std::size_t>(1 + random() % 9, all.size() - at);
      evidence = evidence.appended(std::span{all}.subspan(at, step));
      at += step;
    }
    ASSERT_EQ(contents(evidence), want);
  }
}

TEST(Evidence, AppendedToALargeBaseIsTheSameAsMadeAtOnce) {
  std::vector<Entry> all;
  for (int i = 0; i < 3000; ++i) {
    all.push_back(made::value("2017", i, (std::to_string(i % 100) + "/1").c_str()));
  }
  Evidence evidence{all};
  for (int i = 0; i < 20; ++i) {
    Entry later =
        made::replacing(made::value("2017", 5000 + i, "3/1"), all[static_cast<std::size_t>(i) * 7]);
    all.push_back(later);
    evidence = evidence.appended({&later, 1});
  }
  EXPECT_EQ(base_block(evidence).rows(), 3000U);
  EXPECT_EQ(contents(evidence), contents(Evidence{all}));
}

TEST(Evidence, MergesATailThatHasGrown) {
  std::vector<Entry> all;
  Evidence evidence;
  for (int i = 0; i < 2500; i += 100) {
    std::vector<Entry> step;
    for (int k = i; k < i + 100; ++k) {
      step.push_back(made::value("2017", k, (std::to_string(k % 9) + "/1").c_str()));
    }
    if (i > 0) step.push_back(made::replacing(made::value("2017", -i, "1/1"), all.front()));
    all.insert(all.end(), step.begin(), step.end());
    evidence = evidence.appended(step);
    EXPECT_LE(evidence.size() - base_block(evidence).rows(),
              std::max<std::size_t>(1024, base_block(evidence).rows() / 2));
  }
  EXPECT_GT(base_block(evidence).rows(), 1024U);
  EXPECT_EQ(evidence.size(), all.size());
  EXPECT_EQ(contents(evidence), contents(Evidence{all}));
}

// One entry of each kind that says all that its kind can.
std::vector<Entry> full() {
  const EntryId other{std::string(64, 'a')};
  std::vector<Entry> all;
  for (std::size_t i = 0; i < enum_count<EntryKind>; ++i) {
    Entry entry = made::entry(static_cast<EntryKind>(i));
    entry.observed_on = day("2018-01-05");
    entry.published_on = day("2018-02-01");
    entry.reporter_type = ReporterType::civil_society;
    entry.method = Method::direct_observation;
    entry.text = "Words\nof = some:thing";
    entry.sources = {Source{"https://example.org", day("2018-03-01"), "sha256:00"},
                     Source{"Letter 5", std::nullopt, ""}};
    if (entry.kind != EntryKind::withdrawal) entry.replaces = other;
    all.push_back(std::move(entry));
  }
  const auto of = [&all](EntryKind kind) -> Entry& { return all[static_cast<std::size_t>(kind)]; };
  for (const EntryKind kind : {EntryKind::observation, EntryKind::deliverable, EntryKind::rating,
                               EntryKind::response, EntryKind::note, EntryKind::appointment}) {
    of(kind).indicator = IndicatorId{"4.2/1"};
    of(kind).period = Period::parse("2017Q4");
  }
  for (const EntryKind kind :
       {EntryKind::response, EntryKind::verification, EntryKind::withdrawal, EntryKind::note}) {
    of(kind).about = other;
  }
  for (const EntryKind kind : {EntryKind::observation, EntryKind::deliverable, EntryKind::response,
                               EntryKind::appointment, EntryKind::membership, EntryKind::note}) {
    of(kind).agency = AgencyId{"justice"};
  }
  for (const EntryKind kind :
       {EntryKind::observation, EntryKind::deliverable, EntryKind::membership}) {
    of(kind).member = "Baku";
  }
  Entry& value = of(EntryKind::observation);
  value.value = 0.1 + 0.2;
  value.denominator = 250;
  value.standard_error = 0.01;
  value.df = 31;
  value.n = 812;
  value.deff = 1.25;
  value.unit = "share";
  value.dimension = {{"region", "Baku"}, {"sex", "f"}};
  of(EntryKind::deliverable).done = true;
  of(EntryKind::deliverable).done_on = Period::parse("2017-12-01/2018-01-03");
  of(EntryKind::rating).completion = Completion::complete;
  of(EntryKind::rating).done_on = Period::parse("2017-12");
  of(EntryKind::verification).verification = Verification::disputed;
  of(EntryKind::appointment).person = std::string(64, 'b');
  of(EntryKind::membership).period = Period::parse("2017");
  return all;
}

class EachKind : public testing::TestWithParam<std::size_t> {};

TEST_P(EachKind, KeepsEveryFieldInBaseTailAndMerged) {
  const Entry entry = full().at(GetParam());
  std::vector<Entry> many;
  for (int i = 0; i < 1100; ++i) many.push_back(made::value("2017", i));
  const Evidence in_base{{&entry, 1}};
  const Evidence in_tail = Evidence{many}.appended({&entry, 1});
  const Evidence merged = in_base.appended(many);
  EXPECT_EQ(base_block(in_tail).rows(), many.size());
  EXPECT_EQ(layers_of(merged).size(), 1U);
  for (const Evidence& evidence : {in_base, in_tail, merged}) {
    const std::optional<std::size_t> at = evidence.find(entry_id(entry));
    ASSERT_TRUE(at.has_value());
    EXPECT_EQ(evidence.entry(*at), entry);
    EXPECT_EQ(evidence.id(*at), entry_id(entry));
  }
}

INSTANTIATE_TEST_SUITE_P(Table, EachKind, testing::Range<std::size_t>(0, enum_count<EntryKind>),
                         [](const auto& row) {
                           return std::string{to_string(static_cast<EntryKind>(row.param))};
                         });

TEST(Evidence, KeepsEachOfManyEntriesWithItsOwnFields) {
  std::vector<Entry> all = full();
  Entry bare = made::value("", 7, "4.2/1");
  Entry seen = made::missing("2018-05-01", "4.2/1");
  all.push_back(bare);
  all.push_back(seen);
  const Evidence evidence{all};
  for (const Entry& entry : all) EXPECT_EQ(evidence.entry(*evidence.find(entry_id(entry))), entry);
}

TEST(Evidence, LetsNothingComeBackWhenAWithdrawalIsWithdrawn) {
  const Entry entry = made::value("2017", 3);
  Entry withdrawal = made::entry(EntryKind::withdrawal, "2019-06-02");
  withdrawal.about = entry_id(entry);
  Entry second = made::entry(EntryKind::withdrawal, "2019-06-03");
  second.about = entry_id(withdrawal);
  const std::vector<Entry> all{entry, withdrawal, second};
  const Evidence evidence{all};
  EXPECT_EQ(evidence.replaced_on(*evidence.find(entry_id(entry))), day("2019-06-02"));
  EXPECT_EQ(evidence.replaced_on(*evidence.find(entry_id(withdrawal))), day("2019-06-03"));
}

TEST(Evidence, KeepsWhatIsVerified) {
  const Entry entry = made::value("2017", 3);
  Entry verification = made::entry(EntryKind::verification, "2019-06-02");
  verification.about = entry_id(entry);
  verification.verification = Verification::disputed;
  const Evidence evidence = Evidence{{&entry, 1}}.appended({&verification, 1});
  EXPECT_EQ(evidence.replaced_on(*evidence.find(entry_id(entry))), std::nullopt);
}

TEST(Evidence, IsARangeOfLightViews) {
  static_assert(std::random_access_iterator<Evidence::Iterator>);
  std::vector<Entry> all = mixed();
  for (Entry& entry : full()) all.push_back(std::move(entry));
  const Evidence evidence = Evidence{std::span{all}.first(30)}.appended(std::span{all}.subspan(30));
  ASSERT_GT(layers_of(evidence).size(), 1U);
  std::size_t at = 0;
  for (const EntryView view : evidence) {
    const Entry entry = evidence.entry(at);
    EXPECT_EQ(view.entry(), entry);
    EXPECT_EQ(view.id(), evidence.id(at));
    EXPECT_EQ(view.kind(), entry.kind);
    EXPECT_EQ(view.recorded_on(), entry.recorded_on);
    EXPECT_EQ(view.true_from(), true_from(entry));
    EXPECT_EQ(view.period(), entry.period);
    EXPECT_EQ(view.value(), entry.value);
    EXPECT_EQ(view.indicator() != nullptr, entry.indicator.has_value());
    if (entry.indicator) {
      EXPECT_EQ(*view.indicator(), *entry.indicator);
    }
    EXPECT_EQ(view.replaced_on(), evidence.replaced_on(at));
    ++at;
  }
  EXPECT_EQ(at, evidence.size());
  EXPECT_EQ(evidence.end() - evidence.begin(), static_cast<std::ptrdiff_t>(evidence.size()));
  EXPECT_EQ((evidence.begin()[3]).id(), evidence.id(3));
  const auto ratings = std::count_if(evidence.begin(), evidence.end(), [](const EntryView& view) {
    return view.kind() == EntryKind::rating;
  });
  EXPECT_EQ(ratings, 3);
}

TEST(Evidence, KeepsFewLayersWhateverIsAppended) {
  std::vector<Entry> all;
  for (int i = 0; i < 6000; ++i) {
    all.push_back(made::value("2017", i, (std::to_string(i % 50) + "/1").c_str()));
  }
  Evidence evidence{std::span{all}.first(4000)};
  const EvidenceBlock* const first = &base_block(evidence);
  for (std::size_t i = 4000; i < 5900; ++i) {
    evidence = evidence.appended({&all[i], 1});
    ASSERT_LE(layers_of(evidence).size(), 13U);
  }
  EXPECT_EQ(&base_block(evidence), first) << "the base is left alone";
  EXPECT_EQ(contents(evidence), contents(Evidence{std::span{all}.first(5900)}));
}

TEST(Evidence, SaysWhereTheDaysOfAnIndicatorStandFirst) {
  std::vector<Entry> entries;
  for (const char* const indicator : {"1/1", "1/2", "1/3", "1/4", "1/5"}) {
    for (const char* const period : {"2016", "2017", "2018"}) {
      entries.push_back(made::value(period, 1, indicator));
      entries.back().recorded_on =
          made::day(indicator == std::string{"1/1"} ? "2019-02-01" : "2019-03-01");
      if (indicator == std::string{"1/3"}) entries.back().observed_on = made::day("2019-01-01");
      if (indicator == std::string{"1/4"}) entries.back().dimension = {{"region", "Baku"}};
    }
  }
  entries.pop_back();  // the last one has fewer
  const Evidence evidence{entries};
  const EvidenceBlock& block = base_block(evidence);
  EXPECT_EQ(block.days_from, (std::vector<std::uint32_t>{0, 0, 6, 9, 12}));
}

TEST(Evidence, HoldsAnEntryOnce) {
  const Entry entry = made::value("2017", 3);
  const std::vector<Entry> twice{entry, entry};
  const Evidence once{twice};
  EXPECT_EQ(once.size(), 1U);
  EXPECT_EQ(once.appended(twice).size(), 1U);
}

TEST(Evidence, NamesWhatRefersToNothing) {
  const Entry lost = made::replacing(made::value("2017", 3), made::value("2016", 1));
  const Evidence evidence{{&lost, 1}};
  ASSERT_EQ(evidence.problems().size(), 1U);
  EXPECT_EQ(evidence.problems()[0].code, "unknown_entry");
  const Entry found = made::value("2016", 1);
  EXPECT_TRUE(evidence.appended({&found, 1}).problems().empty());
}

TEST(Evidence, NamesWhatRefersToALaterEntry) {
  const Entry target = made::value("2016", 1);
  Entry early = made::replacing(made::value("2017", 3), target);
  early.recorded_on = day("2019-01-01");
  const std::vector<Entry> both{target, early};
  ASSERT_EQ(Evidence{both}.problems().size(), 1U);
  EXPECT_EQ(Evidence{both}.problems()[0].code, "later_entry");
}

TEST(Evidence, FindsItsProblemsOnceForItAndItsCopies) {
  const Entry lost = made::replacing(made::value("2017", 3), made::value("2016", 1));
  const Evidence evidence{{&lost, 1}};
  const std::vector<Problem>& found = evidence.problems();
  const Evidence copy = evidence;
  EXPECT_EQ(&copy.problems(), &found);
  Evidence other;
  EXPECT_TRUE(other.problems().empty());
  other = evidence;
  EXPECT_EQ(&other.problems(), &found);
  const Entry more = made::value("2018", 1);
  const Evidence grown = evidence.appended({&more, 1});
  EXPECT_NE(&grown.problems(), &found);
  EXPECT_EQ(grown.problems(), found);
  const Evidence same = evidence.appended({});
  EXPECT_EQ(&same.problems(), &found);  // nothing came
  const Evidence moved = std::move(other);
  EXPECT_EQ(&moved.problems(), &found);
}

TEST(Evidence, RefusesWhatIsUnsoundAndOutOfRange) {
  Entry bad = made::value("2017", 3);
  bad.reporter.clear();
  EXPECT_THROW((Evidence{{&bad, 1}}), InvalidArgument);
  EXPECT_THROW((void)Evidence{}.appended({&bad, 1}), InvalidArgument);
  EXPECT_THROW((void)Evidence{}.entry(0), InvalidArgument);
  EXPECT_THROW((void)Evidence{}.id(0), InvalidArgument);
  EXPECT_THROW((void)Evidence{}.replaced_on(0), InvalidArgument);
  EXPECT_EQ(Evidence{}.find(EntryId{"no digest"}), std::nullopt);
}

Entry recorded(Entry entry, const char* recorded_on) {
  entry.recorded_on = day(recorded_on);
  return entry;
}

struct ShapeCase {
  const char* name;
  std::vector<Entry> entries;
  unsigned has;
  unsigned lacks;
};

std::vector<ShapeCase> shape_cases() {
  using Block = EvidenceBlock;
  const Entry first = recorded(made::value("2016", 1), "2017-01-10");
  const Entry second = recorded(made::value("2017", 2), "2018-01-10");
  const Entry better = recorded(made::replacing(made::value("2016", 3), first), "2017-02-10");
  const Entry best = recorded(made::replacing(made::value("2016", 4), better), "2017-03-10");
  Entry withdrawal = recorded(made::entry(EntryKind::withdrawal), "2017-02-01");
  withdrawal.about = entry_id(first);
  const Entry after = recorded(made::value("2016", 5), "2017-02-10");
  const Entry before = recorded(made::value("2016", 5), "2017-01-20");
  const unsigned in_turn = Block::is_ascending | Block::is_in_order;
  std::vector<Entry> many;
  for (int i = 0; i < 20; ++i) {
    many.push_back(many.empty() ? first : made::replacing(made::value("2016", i), many.back()));
    many.back().recorded_on = first.recorded_on.plus_days(i);
  }
  const Entry south = made::part("2017", "region", "south", 1);
  return {
      {"one_after_another", {first, second}, in_turn | Block::is_gapless, Block::has_parts},
      {"a_year_left_out", {first, made::value("2018", 1)}, in_turn, Block::is_gapless},
      {"two_at_once", {first, after}, Block::is_in_order, Block::is_ascending},
      {"a_year_and_its_quarter", {first, made::value("2016Q4", 1)}, 0, Block::is_ascending},
      {"replaced", {first, better, second}, Block::is_ascending, Block::is_in_order},
      {"replaced_twice", {first, better, best, second}, Block::is_ascending, Block::is_in_order},
      {"replaced_many_times", many, 0, Block::is_ascending | Block::is_in_order},
      {"withdrawn_before", {first, withdrawal, after}, Block::is_ascending, Block::is_in_order},
      {"withdrawn_after", {first, withdrawal, before}, 0, Block::is_ascending},
      {"equal_parts",
       {made::part("2016", "region", "north", 1), made::part("2017", "region", "north", 1),
        made::part("2016", "region", "south", 1), south},
       in_turn | Block::has_equal_parts,
       Block::has_totals},
      {"a_part_less",
       {made::part("2016", "region", "north", 1), made::part("2017", "region", "north", 1), south},
       Block::has_parts,
       Block::has_equal_parts},
      {"another_year",
       {made::part("2016", "region", "north", 1), south},
       Block::has_parts,
       Block::has_equal_parts},
  };
}

TEST(EvidenceBlock, KnowsWhatTheRowsOfAnIndicatorHaveInCommon) {
  for (const ShapeCase& asked : shape_cases()) {
    const Evidence evidence{asked.entries};
    ASSERT_EQ(base_block(evidence).shapes.size(), 1U) << asked.name;
    const unsigned shape = base_block(evidence).shapes[0];
    EXPECT_EQ(shape & asked.has, asked.has) << asked.name;
    EXPECT_EQ(shape & asked.lacks, 0U) << asked.name;
  }
}

}  // namespace
}  // namespace actionplan::evidence_test
