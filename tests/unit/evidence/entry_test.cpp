// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evidence/entry.hpp>

#include <actionplan/core/error.hpp>

#include "../make_evidence.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <set>

namespace actionplan {
namespace {

using made::day;

constexpr double infinite = std::numeric_limits<double>::infinity();
const std::string other_id(64, 'a');

Entry sound(EntryKind kind) {
  Entry entry = made::entry(kind);
  switch (kind) {
    case EntryKind::observation: return made::value("2017", 5);
    case EntryKind::deliverable: return made::done("2017-03-01");
    case EntryKind::rating: return made::rating(Completion::limited, "2018-01-01");
    case EntryKind::response:
      entry.measure = MeasureId{"1"};
      entry.agency = AgencyId{"justice"};
      entry.text = "No.";
      return entry;
    case EntryKind::verification:
      entry.about = EntryId{other_id};
      entry.verification = Verification::verified;
      return entry;
    case EntryKind::withdrawal: entry.about = EntryId{other_id}; return entry;
    case EntryKind::appointment:
      entry.agency = AgencyId{"justice"};
      entry.person = std::string(64, 'b');
      return entry;
    case EntryKind::membership:
      entry.agency = AgencyId{"executive-bodies"};
      entry.member = "Baku";
      return entry;
    case EntryKind::note: entry.text = "Context."; return entry;
  }
  return entry;
}

TEST(Check, TakesOneOfEachKind) {
  for (std::size_t i = 0; i < entry_kind_count; ++i) {
    EXPECT_NO_THROW(check(sound(static_cast<EntryKind>(i)))) << i;
  }
}

struct Refusal {
  const char* name;
  EntryKind kind;
  std::function<void(Entry&)> spoil;
  const char* says;
};

class CheckRefuses : public testing::TestWithParam<Refusal> {};

TEST_P(CheckRefuses, InOneSentence) {
  Entry entry = sound(GetParam().kind);
  GetParam().spoil(entry);
  try {
    check(entry);
    FAIL() << "nothing was refused";
  } catch (const InvalidArgument& error) {
    EXPECT_NE(std::string{error.what()}.find(GetParam().says), std::string::npos) << error.what();
  }
}

using K = EntryKind;

INSTANTIATE_TEST_SUITE_P(
    Table, CheckRefuses,
    testing::Values(
        Refusal{"no_reporter", K::observation, [](Entry& e) { e.reporter = ""; }, "no reporter"},
        Refusal{"no_source", K::observation, [](Entry& e) { e.sources.clear(); }, "no source"},
        Refusal{"blank_source", K::observation, [](Entry& e) { e.sources[0].text = " "; },
                "empty source"},
        Refusal{"no_number", K::observation, [](Entry& e) { e.value.reset(); }, "no value"},
        Refusal{"value_of_a_measure", K::observation,
                [](Entry& e) {
                  e.indicator.reset();
                  e.measure = MeasureId{"1"};
                },
                "no indicator"},
        Refusal{"measure_and_indicator", K::observation,
                [](Entry& e) { e.measure = MeasureId{"1"}; }, "names measure 1 too"},
        Refusal{"nan", K::observation,
                [](Entry& e) { e.value = std::numeric_limits<double>::quiet_NaN(); }, "finite"},
        Refusal{"infinite", K::observation, [](Entry& e) { e.value = infinite; }, "finite"},
        Refusal{"negative_error", K::observation, [](Entry& e) { e.standard_error = -1; },
                "0 or more"},
        Refusal{"zero_denominator", K::observation, [](Entry& e) { e.denominator = 0; }, "above 0"},
        Refusal{"df_without_error", K::observation, [](Entry& e) { e.df = 3; },
                "without a standard"},
        Refusal{"no_cases", K::observation, [](Entry& e) { e.n = 0; }, "n = 0"},
        Refusal{"completion_of_value", K::observation,
                [](Entry& e) { e.completion = Completion::limited; }, "has a completion"},
        Refusal{"future_observation", K::observation,
                [](Entry& e) { e.observed_on = day("2019-06-02"); }, "only what has happened"},
        Refusal{"future_deed", K::deliverable,
                [](Entry& e) { e.done_on = Period::parse("2019-06-02"); },
                "only what has happened"},
        Refusal{"done_on_of_undone", K::deliverable, [](Entry& e) { e.done = false; }, "not done"},
        Refusal{"missing_without_day", K::deliverable,
                [](Entry& e) {
                  e.done = false;
                  e.done_on.reset();
                },
                "without the day"},
        Refusal{"value_of_deliverable", K::deliverable, [](Entry& e) { e.value = 3; },
                "has a value"},
        Refusal{"dimension_of_deliverable", K::deliverable,
                [](Entry& e) { e.dimension["region"] = "Baku"; }, "only observations"},
        Refusal{"empty_category", K::observation, [](Entry& e) { e.dimension["region"] = ""; },
                "empty dimension"},
        Refusal{"rating_without_code", K::rating, [](Entry& e) { e.completion.reset(); },
                "no completion"},
        Refusal{"response_without_words", K::response, [](Entry& e) { e.text = ""; }, "no text"},
        Refusal{"response_without_agency", K::response, [](Entry& e) { e.agency.reset(); },
                "no agency"},
        Refusal{"verification_of_nothing", K::verification, [](Entry& e) { e.about.reset(); },
                "no entry that it is about"},
        Refusal{"about_no_id", K::verification, [](Entry& e) { e.about = EntryId{"x"}; },
                "names no entry in `about`"},
        Refusal{"replacing_withdrawal", K::withdrawal,
                [](Entry& e) { e.replaces = EntryId{other_id}; }, "in `about` alone"},
        Refusal{"nobody_appointed", K::appointment, [](Entry& e) { e.person = ""; }, "no person"},
        Refusal{"no_member", K::membership, [](Entry& e) { e.member = ""; }, "no member"},
        Refusal{"no_words", K::note, [](Entry& e) { e.text = ""; }, "no text"},
        Refusal{"bad_utf8", K::note, [](Entry& e) { e.text = "\xff"; }, "UTF-8"},
        Refusal{"nul", K::note, [](Entry& e) { e.text = std::string("a\0b", 3); }, "UTF-8"},
        Refusal{"long_text", K::note, [](Entry& e) { e.text.assign(1'100'000, 'x'); }, "1048576"},
        Refusal{"empty_indicator", K::observation, [](Entry& e) { e.indicator = IndicatorId{""}; },
                "empty indicator"}),
    [](const auto& row) { return row.param.name; });

// Written by hand after docs/guide/evidence.md.
TEST(Canonical, IsAsTheGuideSays) {
  Entry entry = made::value("2017Q1", 12.5, "4.2.3/2");
  entry.dimension = {{"sex", "f"}, {"region", "Bakı"}};
  entry.sources[0].accessed_on = day("2018-01-02");
  EXPECT_EQ(canonical(entry),
            "actionplan/entry@1\n"
            "kind=11:observation\n"
            "recorded_on=10:2019-06-01\n"
            "indicator=7:4.2.3/2\n"
            "dimension=6:region\n"
            "category=5:Bakı\n"
            "dimension=3:sex\n"
            "category=1:f\n"
            "period=21:2017-01-01/2017-03-31\n"
            "value=4:12.5\n"
            "reporter=17:Ministry of Tests\n"
            "reporter_type=11:implementer\n"
            "method=9:statement\n"
            "source=26:https://example.org/report\n"
            "accessed_on=10:2018-01-02\n");
  EXPECT_EQ(entry_id(entry).value(), to_hex(sha256(canonical(entry))));
}

TEST(Canonical, TellsEveryFieldApart) {
  const Entry base = sound(EntryKind::observation);
  std::vector<Entry> all{base};
  const auto with = [&](auto change) {
    Entry changed = base;
    change(changed);
    all.push_back(changed);
  };
  with([](Entry& e) { e.unit = "x"; });
  with([](Entry& e) { e.member = "x"; });
  with([](Entry& e) { e.text = "x"; });
  with([](Entry& e) { e.person = "x"; });
  with([](Entry& e) { e.text = "x\nunit=1:x"; });
  with([](Entry& e) { e.agency = AgencyId{"x"}; });
  with([](Entry& e) { e.value = -5; });
  with([](Entry& e) { e.value = 5.000000000000001; });
  with([](Entry& e) { e.denominator = 5; });
  with([](Entry& e) { e.dimension = {{"a", "bc"}}; });
  with([](Entry& e) { e.dimension = {{"ab", "c"}}; });
  with([](Entry& e) { e.observed_on = day("2018-01-01"); });
  with([](Entry& e) { e.published_on = day("2018-01-01"); });
  with([](Entry& e) { e.replaces = EntryId{other_id}; });
  with([](Entry& e) { e.about = EntryId{other_id}; });
  with([](Entry& e) { e.method = Method::survey; });
  with([](Entry& e) { e.reporter_type = ReporterType::independent; });
  with([](Entry& e) { e.sources.push_back(e.sources[0]); });
  with([](Entry& e) { e.sources[0].content_hash = "sha256:0"; });
  with([](Entry& e) { e.recorded_on = day("2019-06-02"); });
  std::set<std::string> encodings;
  for (const Entry& entry : all) encodings.insert(canonical(entry));
  EXPECT_EQ(encodings.size(), all.size());
}

TEST(Canonical, TakesMinusZeroForZero) {
  Entry minus = made::value("2017", -0.0);
  EXPECT_EQ(canonical(minus), canonical(made::value("2017", 0.0)));
}

struct Holding {
  const char* name;
  Entry entry;
  const char* want;
};

class TrueFrom : public testing::TestWithParam<Holding> {};

TEST_P(TrueFrom, IsTheFirstDayGiven) {
  EXPECT_EQ(true_from(GetParam().entry), day(GetParam().want));
}

INSTANTIATE_TEST_SUITE_P(Table, TrueFrom,
                         testing::Values(Holding{"period", made::value("2017", 1), "2017-12-31"},
                                         Holding{"observed_before_period",
                                                 [] {
                                                   Entry e = made::value("2017", 1);
                                                   e.observed_on = day("2017-06-30");
                                                   return e;
                                                 }(),
                                                 "2017-06-30"},
                                         Holding{"published",
                                                 [] {
                                                   Entry e = made::value("", 1);
                                                   e.published_on = day("2018-02-03");
                                                   return e;
                                                 }(),
                                                 "2018-02-03"},
                                         Holding{"recorded", made::value("", 1), "2019-06-01"},
                                         Holding{"done_before_observed",
                                                 [] {
                                                   Entry e = made::done("2017-03");
                                                   e.observed_on = day("2018-01-01");
                                                   return e;
                                                 }(),
                                                 "2017-03-31"},
                                         Holding{"report_is_not_there_when_its_period_ends",
                                                 [] {
                                                   Entry e = made::done("");
                                                   e.period = Period::parse("2016");
                                                   return e;
                                                 }(),
                                                 "2019-06-01"}),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace actionplan
