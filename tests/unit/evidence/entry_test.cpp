// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evidence/entry.hpp>

#include <actionplan/core/error.hpp>

#include "../make_evidence.hpp"
#include "../rule_table.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <set>

namespace actionplan::entry_test {
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
  for (std::size_t i = 0; i < enum_count<EntryKind>; ++i) {
    EXPECT_NO_THROW(check(sound(static_cast<EntryKind>(i)))) << i;
  }
}

// What is wrong by itself is wrong however much is missing, in the words of `check`.
TEST(CheckGiven, RefusesWhatNoEntryCanHoldAndNothingThatIsMissing) {
  struct Case {
    std::function<void(Entry&)> set;
    const char* message;
  };
  const std::vector<Case> cases{
      {[](Entry& e) { e.value = infinite - infinite; }, "; give a finite number."},
      {[](Entry& e) { e.denominator = 0; }, "; give a finite number above 0."},
      {[](Entry& e) { e.n = 0; }, "has n = 0; give the number of cases, 1 or more."},
      {[](Entry& e) { e.replaces = EntryId{"12ab"}; }, "names no entry in `replaces`: "},
      {[](Entry& e) { e.about = EntryId{"none"}; }, "names no entry in `about`: "},
      {[](Entry& e) { e.agency = AgencyId{}; }, "has an empty agency; name it."},
      {[](Entry& e) { e.text = "\xff"; }, "has a text that is not text in UTF-8; convert it."},
      {[](Entry& e) {
         e.sources = {Source{" ", {}, {}}};
       },
       "has an empty source; "}};
  const auto message_of = [](const Entry& entry, void (*asked)(const Entry&)) {
    try {
      asked(entry);
    } catch (const InvalidArgument& error) {
      return std::string{error.what()};
    }
    return std::string{};
  };
  EXPECT_EQ(message_of(Entry{EntryKind::observation, day("2019-06-01")}, &check_given), "");
  for (const Case& c : cases) {
    Entry entry{EntryKind::observation, day("2019-06-01")};
    c.set(entry);
    const std::string message = message_of(entry, &check_given);
    EXPECT_NE(message.find(c.message), std::string::npos) << message << "\n" << c.message;
    EXPECT_EQ(message_of(entry, &check), message);
  }
}

// A field with a value that any kind could have, set and taken away.
struct Field {
  const char* name;
  std::function<void(Entry&)> set;
  std::function<void(Entry&)> clear;
};

const std::vector<Field>& fields() {
  static const std::vector<Field> all{
      {"`measure` or `indicator`",
       [](Entry& e) {
         if (!e.indicator) e.measure = MeasureId{"1"};
       },
       [](Entry& e) {
         e.measure.reset();
         e.indicator.reset();
       }},
      {"`value`", [](Entry& e) { e.value = 5; }, [](Entry& e) { e.value.reset(); }},
      {"`denominator`", [](Entry& e) { e.denominator = 9; },
       [](Entry& e) { e.denominator.reset(); }},
      {"`standard_error`", [](Entry& e) { e.standard_error = 1; },
       [](Entry& e) { e.standard_error.reset(); }},
      {"`df`, with `standard_error`",
       [](Entry& e) {
         e.standard_error = 1;
         e.df = 30;
       },
       [](Entry& e) { e.df.reset(); }},
      {"`n`", [](Entry& e) { e.n = 400; }, [](Entry& e) { e.n.reset(); }},
      {"`deff`", [](Entry& e) { e.deff = 1.5; }, [](Entry& e) { e.deff.reset(); }},
      {"`unit`", [](Entry& e) { e.unit = "persons"; }, [](Entry& e) { e.unit.clear(); }},
      {"`dimension`", [](Entry& e) { e.dimension["region"] = "Baku"; },
       [](Entry& e) { e.dimension.clear(); }},
      {"`done`", [](Entry& e) { e.done = true; }, [](Entry& e) { e.done.reset(); }},
      {"`done_on`",
       [](Entry& e) {
         if (e.completion) e.completion = Completion::complete;
         e.done_on = Period::parse("2017-03");
       },
       [](Entry& e) { e.done_on.reset(); }},
      {"`completion`, or words in `text`", [](Entry& e) { e.completion = Completion::limited; },
       [](Entry& e) { e.completion.reset(); }},
      {"`verification`", [](Entry& e) { e.verification = Verification::disputed; },
       [](Entry& e) { e.verification.reset(); }},
      {"`about`", [](Entry& e) { e.about = EntryId{other_id}; }, [](Entry& e) { e.about.reset(); }},
      {"`replaces`", [](Entry& e) { e.replaces = EntryId{other_id}; },
       [](Entry& e) { e.replaces.reset(); }},
      {"`agency`", [](Entry& e) { e.agency = AgencyId{"justice"}; },
       [](Entry& e) { e.agency.reset(); }},
      {"`member`", [](Entry& e) { e.member = "Baku"; }, [](Entry& e) { e.member.clear(); }},
      {"`person`", [](Entry& e) { e.person = std::string(64, 'b'); },
       [](Entry& e) { e.person.clear(); }},
      {"`period`", [](Entry& e) { e.period = Period::parse("2017"); },
       [](Entry& e) { e.period.reset(); }},
      {"`observed_on`", [](Entry& e) { e.observed_on = day("2018-01-01"); },
       [](Entry& e) { e.observed_on.reset(); }},
      {"`published_on`", [](Entry& e) { e.published_on = day("2018-01-01"); },
       [](Entry& e) { e.published_on.reset(); }},
      {"`text`", [](Entry& e) { e.text = "Words."; }, [](Entry& e) { e.text.clear(); }},
      {"`reporter`", [](Entry& e) { e.reporter = "Somebody"; },
       [](Entry& e) { e.reporter.clear(); }},
      {"`sources`", [](Entry& e) { e.sources.resize(1); }, [](Entry& e) { e.sources.clear(); }},
  };
  return all;
}

bool is_sound(const Entry& entry) {
  try {
    check(entry);
    return true;
  } catch (const InvalidArgument&) {
    return false;
  }
}

// What `check` does with each field of each kind, found by trying.
TEST(Check, HoldsEachKindToTheGuidesTable) {
  std::string table = "| field |";
  std::string rule = "| --- |";
  for (std::size_t i = 0; i < enum_count<EntryKind>; ++i) {
    table += " " + std::string{to_string(static_cast<EntryKind>(i))} + " |";
    rule += " --- |";
  }
  table += "\n" + rule + "\n";
  for (const Field& field : fields()) {
    table += std::string{"| "} + field.name + " |";
    for (std::size_t i = 0; i < enum_count<EntryKind>; ++i) {
      Entry with = sound(static_cast<EntryKind>(i));
      field.set(with);
      Entry without = sound(static_cast<EntryKind>(i));
      field.clear(without);
      EXPECT_TRUE(is_sound(with) || is_sound(without)) << field.name << i;
      table += !is_sound(with) ? " |" : is_sound(without) ? " may |" : " must |";
    }
    table += "\n";
  }
  EXPECT_EQ(made::guide_table("evidence.md", "fields"), table + "\n");
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
        Refusal{"future_publication", K::observation,
                [](Entry& e) { e.published_on = day("2019-06-02"); },
                "before its published_on 2019-06-02; only what has happened"},
        Refusal{"future_access", K::note,
                [](Entry& e) { e.sources[0].accessed_on = day("2019-06-02"); },
                "before its accessed_on 2019-06-02"},
        Refusal{"done_on_of_value", K::observation,
                [](Entry& e) { e.done_on = Period::parse("2017"); }, "has a `done_on`"},
        Refusal{"done_on_of_incomplete", K::rating,
                [](Entry& e) { e.done_on = Period::parse("2017"); }, "though it was not done"},
        Refusal{"unit_of_note", K::note, [](Entry& e) { e.unit = "kg"; }, "has a `unit`"},
        Refusal{"agency_of_rating", K::rating, [](Entry& e) { e.agency = AgencyId{"justice"}; },
                "has an agency, which"},
        Refusal{"period_of_withdrawal", K::withdrawal,
                [](Entry& e) { e.period = Period::parse("2017"); }, "has a period"},
        Refusal{"denominator_without_value", K::note, [](Entry& e) { e.denominator = 3; },
                "has the denominator 3.000000 without a value"},
        Refusal{"zero_df", K::observation,
                [](Entry& e) {
                  e.standard_error = 1;
                  e.df = 0;
                },
                "above 0"},
        Refusal{"infinite_deff", K::observation, [](Entry& e) { e.deff = infinite; }, "finite"},
        Refusal{"value_of_deliverable", K::deliverable, [](Entry& e) { e.value = 3; },
                "has a value"},
        Refusal{"dimension_of_deliverable", K::deliverable,
                [](Entry& e) { e.dimension["region"] = "Baku"; },
                "has a dimension, which entries of this kind do not; leave it out"},
        Refusal{"empty_category", K::observation, [](Entry& e) { e.dimension["region"] = ""; },
                "empty dimension"},
        Refusal{"rating_without_code_or_words", K::rating, [](Entry& e) { e.completion.reset(); },
                "neither a completion nor"},
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
  with([](Entry& e) { e.text = "unit=1:x\n"; });
  with([](Entry& e) { e.reporter += "\nreporter_type=11:independent"; });
  with([](Entry& e) { e.sources[0].text += "\naccessed_on=10:2018-01-01"; });
  with([](Entry& e) { e.sources[0].accessed_on = day("2018-01-01"); });
  with([](Entry& e) { e.sources[0].text = "text=1:x"; });
  with([](Entry& e) { e.text = "\xC3\xA9"; });   // é, one code point
  with([](Entry& e) { e.text = "e\xCC\x81"; });  // é, two: not the same text
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
}  // namespace actionplan::entry_test
