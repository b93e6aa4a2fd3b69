// SPDX-License-Identifier: Apache-2.0
// A question to a store beside the assessment of the whole: the same bits, for any plan, ledger, day
// and filter.
#include "made_store.hpp"

#include <actionplan/evaluate/assess.hpp>
#include <actionplan/query/select.hpp>

#include <SQLiteCpp/SQLiteCpp.h>

#include <bit>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace actionplan::part_test {
namespace {

using made::day;

// Everything that an assessment says of a measure, numbers by their bits.
class Words {
 public:
  void add(const std::string& text) { out_ << text << '\n'; }
  void add(double number) { out_ << std::bit_cast<std::uint64_t>(number) << '\n'; }
  void add(std::uint64_t number) { out_ << number << '\n'; }
  void add(std::int32_t number) { out_ << number << '\n'; }
  void add(bool is_so) { out_ << (is_so ? "yes\n" : "no\n"); }
  void add(Date date) { out_ << date.iso() << '\n'; }
  void add(const Period& period) { out_ << period.first().iso() << '/' << period.last().iso(); }
  template <class Tag>
  void add(const Id<Tag>& id) {
    add(id.value());
  }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void add(Enum word) { add(std::string{to_string(word)}); }
  template <class Word>
  requires requires(Word set) { set.bits(); }
  void add(Word set) { add(std::uint64_t{set.bits()}); }
  template <class Value>
  void add(const std::optional<Value>& value) {
    add(value.has_value());
    if (value) add(*value);
  }
  template <class Value>
  void add(const std::vector<Value>& values) {
    add(std::uint64_t{values.size()});
    for (const Value& value : values) add(value);
  }
  void add(const PeriodCounts& counts) {
    add(std::uint64_t{counts.expected});
    add(std::uint64_t{counts.received});
    add(counts.missing);
  }
  void add(const IndicatorAssessment& one) {
    add(one.id);
    add(one.kind);
    add(one.status);
    add(one.reasons);
    add(one.value);
    add(one.target);
    add(one.progress);
    add(one.expected);
    add(one.target_set_by);
    add(one.periods);
    add(one.evidence);
  }
  void add(const RatingAssessment& one) {
    add(one.entry);
    add(one.reporter);
    add(one.reporter_type);
    add(one.completion);
    add(one.text);
    add(one.indicator);
    add(one.rated_on);
  }
  void add(const ReportAssessment& one) {
    add(one.period);
    add(one.due);
    add(one.due_source);
    add(one.before_adoption);
    add(one.status);
    add(one.received);
    add(one.evidence);
  }
  void add(const MeasureAssessment& one) {
    add(one.id);
    add(one.number);
    add(one.section);
    add(one.deadline_status);
    add(one.due);
    add(one.due_original);
    add(one.due_latest);
    add(one.deadline_reason);
    add(one.days_late);
    add(one.days_past_due);
    add(one.is_extended_after_due);
    add(one.reasons);
    add(one.rated);
    add(one.derived);
    add(one.not_gradable);
    add(one.indicators);
    add(one.responses);
    add(one.reports);
    add(std::uint64_t{one.report_counts.expected});
    add(std::uint64_t{one.report_counts.received});
    add(one.report_counts.on_time ? std::uint64_t{*one.report_counts.on_time} : UINT64_MAX);
    add(one.report_counts.missing);
  }
  [[nodiscard]] std::string text() const { return out_.str(); }

 private:
  std::ostringstream out_;
};

std::string words_of(const MeasureAssessment& measure) {
  Words words;
  words.add(measure);
  return words.text();
}

class PartOfAStore : public made::StoreTest {
 protected:
  std::size_t pick(std::size_t count) { return std::size_t{random_() % count}; }
  bool is_one_in(std::size_t count) { return pick(count) == 0; }

  static constexpr std::size_t measure_count = 24;

  Measure random_measure(std::size_t number) {
    const std::string label = std::to_string(1 + number % 3) + "." + std::to_string(number);
    Measure made = made::measure(
        label, is_one_in(4)
                   ? made::recurring("2016-01-01", "2018-12-31", Cadence::annual)
                   : made::window("2016-01-01", is_one_in(2) ? "2017-06-30" : "2018-12-31"));
    if (is_one_in(5)) made.deadline.due_latest = day("2019-03-31");
    made.section = SectionId{std::to_string(1 + number % 3)};
    made.title = is_one_in(2) ? "Open data" : "Better courts";
    made.assignments = {made::assignment(is_one_in(2) ? "justice" : "economy",
                                         is_one_in(3) ? Force::recommended : Force::binding)};
    // Later versions drop, add and reword some.
    std::vector<std::pair<std::string, IndicatorKind>> parts{
        {(is_one_in(6) ? "number of courses " : "number of trainings ") + label,
         IndicatorKind::count}};
    if (is_one_in(4)) parts.emplace_back("a law " + label, IndicatorKind::deliverable);
    if (!is_one_in(5)) parts.emplace_back("a system " + label, IndicatorKind::deliverable);
    made::set_indicators(made, parts);
    return made;
  }

  Plan random_plan() {
    PlanBuilder builder = made::heading();
    builder.add(made::agency("justice")).add(made::agency("economy"));
    for (const char* section : {"1", "2", "3"}) builder.add(made::section(section));
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < measure_count; ++i) {
      if (!is_one_in(6)) builder.add(random_measure(i));
    }
    return builder.build();
  }

  Profile random_profile(const Plan& plan) {
    Profile profile;
    for (std::size_t i = 0; i < plan.measures().size(); ++i) {
      const Indicator& count = plan.measures()[i].indicators.front();
      if (is_one_in(3)) continue;
      IndicatorProfile& said = profile.indicators[count.id];
      said.direction = Direction::up;
      said.aggregation = is_one_in(2) ? Aggregation::sum : Aggregation::last;
      said.targets = {Target{10.0 + static_cast<double>(pick(50)), {}, {}, {}, {}}};
      if (i > 2 && is_one_in(4)) {
        const auto other = [&] {
          return "[" + plan.measures()[pick(i)].indicators.front().id.value() + "]";
        };
        said.formula = Formula::parse(other() + " + " + other());
      }
    }
    return profile;
  }

  Entry random_entry(const Plan& plan) {
    const Measure& measure = plan.measures()[pick(plan.measures().size())];
    const std::string count = measure.indicators.front().id.value();
    const std::string thing = measure.indicators.back().id.value();
    const double number = static_cast<double>(pick(100));
    switch (pick(8)) {
      case 0: return made::done("2017-03-01", thing.c_str());
      case 1: return made::missing("2018-02-01", thing.c_str());
      case 2: return made::estimate("2017", number, 2, 30, count.c_str());
      case 3:
        return made::rating(is_one_in(2) ? Completion::limited : Completion::complete, "2018-06-01",
                            is_one_in(2) ? ReporterType::independent : ReporterType::implementer,
                            measure.id.value().c_str());
      case 4: {
        Entry report = made::done("2017-12-01");
        report.indicator.reset();
        report.measure = measure.id;
        report.period = Period::parse(is_one_in(2) ? "2016" : "2017");
        return report;
      }
      case 5: {
        Entry note = made::entry(EntryKind::note);
        note.text = std::to_string(pick(1'000'000));
        if (is_one_in(2)) note.measure = measure.id;
        return note;
      }
      default: return made::value(is_one_in(2) ? "2016" : "2017", number + 0.1, count.c_str());
    }
  }

  // Something about an entry that is there, filed under nothing or where nobody looks for it.
  Entry about(const Entry& entry) {
    const EntryId id = entry_id(entry);
    // What takes something back is not replaced, but can be taken back itself.
    switch (entry.kind == EntryKind::withdrawal ? 0 : pick(4)) {
      case 0: {
        Entry withdrawn = made::entry(EntryKind::withdrawal);
        withdrawn.about = id;
        return withdrawn;
      }
      case 1: {
        Entry checked = made::entry(EntryKind::verification);
        checked.about = id;
        checked.verification = is_one_in(2) ? Verification::verified : Verification::disputed;
        return checked;
      }
      case 2: {
        if (!entry.measure && !entry.indicator) break;
        Entry reply = made::entry(EntryKind::response);
        reply.about = id;
        reply.measure = entry.measure;
        reply.indicator = entry.indicator;
        reply.agency = AgencyId{"justice"};
        reply.text = "We disagree " + std::to_string(pick(1'000'000));
        return reply;
      }
      default: break;
    }
    Entry later = entry;
    later.text = "corrected " + std::to_string(pick(1'000'000));
    later.replaces = id;
    return later;
  }

  // Recorded on the day after what came before, most often.
  void fill(Store& store) {
    std::vector<Entry> entries;
    const std::vector<Revision> revisions = store.history().revisions();
    Date today = store.last_recorded_on();
    for (int i = 0; i < 60; ++i) {
      const Plan& plan = revisions[pick(revisions.size())].plan;
      Entry entry = !entries.empty() && is_one_in(4) ? about(entries[pick(entries.size())])
                                                     : random_entry(plan);
      if (today < day("2019-06-01")) today = day("2019-06-01");
      entry.recorded_on = is_one_in(5) ? today = Date::from_days(today.days() + 1) : today;
      entry.reporter = is_one_in(2) ? "Ministry of Tests" : "Observers";
      bool is_known = store.contains(entry_id(entry));
      for (const Entry& other : entries) is_known = is_known || other == entry;
      if (!is_known) entries.push_back(entry);
    }
    (void)store.append(entries);
  }

  Store random_store(const std::filesystem::path& file) {
    const Plan first = random_plan();
    Store store = Store::create(file, first, random_profile(first), day("2016-05-01"));
    for (std::size_t more = pick(3); more > 0; --more) {
      const Plan next = random_plan();
      // Some are in force before what was recorded before them.
      std::optional<Profile> profile = Profile{};
      if (is_one_in(2)) profile = random_profile(next);
      if (is_one_in(3)) profile.reset();
      (void)store.amend(next, profile,
                        day(is_one_in(3)   ? "2015-01-01"
                            : is_one_in(2) ? "2017-07-01"
                                           : "2018-01-01"),
                        store.last_recorded_on());
    }
    fill(store);
    return store;
  }

  std::string random_filter(const Plan& plan) {
    const std::string id = plan.measures()[pick(plan.measures().size())].id.value();
    const std::string other = plan.measures()[pick(plan.measures().size())].id.value();
    const std::vector<std::string> all{
        "id = \"" + id + "\"",
        "id = \"" + id + "\" OR id = \"" + other + "\"",
        "number = \"" + id + "\"",
        "number >= \"2." + std::to_string(pick(24)) + "\"",
        "section = 1",
        "title : open",
        "agency : justice",
        "force = recommended AND section = 2",
        "NOT due < 2018",
        "due_latest > 2019",
        "due_original < 2018",
        "deadline_status = unreported",
        "deadline_status = overdue AND number : 1",
        "indicator_status = met",
        "progress < 0.5 OR number = \"" + id + "\"",
        "derived = complete",
        "rated = *",
        "reporter : observers",
        "reporter : observers AND id = \"" + id + "\"",
        "NOT reporter_type = independent",
        "verification = disputed",
        "NOT (deadline_status = done_late OR title : courts)",
        "NOT (NOT deadline_status = done_late AND title : courts)",
        "",
        "courts",
    };
    return all[pick(all.size())];
  }

  void expect_same(const Store& store, const Assessment& whole, const std::string& text) {
    const Filter filter = Filter::parse(text);
    SelectOptions selecting;
    if (is_one_in(2)) {
      selecting.order = parse_order(std::vector<const char*>{
          "number desc", "due, title", "deadline_status", "section desc, id"}[pick(4)]);
    }
    if (is_one_in(2)) selecting.page_size = 1 + pick(6);
    for (;;) {
      const Selection want = where(whole, filter, selecting);
      const AssessedPage found = store.where(filter, whole.options(), selecting);
      SCOPED_TRACE(text + " on " + whole.as_of().iso());
      EXPECT_EQ(found.total, want.total);
      EXPECT_EQ(found.next_page_token, want.next_page_token);
      ASSERT_EQ(found.measures.size(), want.rows.size());
      for (std::size_t i = 0; i < want.rows.size(); ++i) {
        EXPECT_EQ(words_of(found.measures[i]), words_of(whole.at(want.rows[i])));
      }
      if (want.next_page_token.empty()) return;
      selecting.page_token = want.next_page_token;
    }
  }

  std::mt19937 random_{20170120};
};

TEST_F(PartOfAStore, IsAssessedAsTheWholeIs) {
  for (int round = 0; round < 12; ++round) {
    SCOPED_TRACE(round);
    const std::filesystem::path file = path(("random." + std::to_string(round) + ".db").c_str());
    Store writer = random_store(file);
    const Store store = Store::open(file);
    for (const char* asked_on : {"2015-06-01", "2017-08-01", "2019-12-31", "2030-01-01"}) {
      AssessOptions options{day(asked_on)};
      if (is_one_in(2)) options.known_at = Date::from_days(writer.last_recorded_on().days() - 3);
      options.implementer_ratings_decide = is_one_in(2);
      const Assessment whole = assess(store.history(), store.evidence(), options);
      for (int question = 0; question < 12; ++question) {
        expect_same(store, whole, random_filter(whole.plan()));
        if (HasFatalFailure()) return;
      }
    }
    fill(writer);  // what is kept of the plan does not hide what others append
  }
}

TEST_F(PartOfAStore, SeesARevisionThatAnotherProgramAdds) {
  Store writer = create();
  const Store store = Store::open(path());
  const AssessOptions options{day("2021-01-01")};
  const Filter all;
  EXPECT_EQ(store.where(all, options).total, 2U);
  PlanBuilder builder{plan()};
  builder.add(made::measure("3", made::window("2020-01-01", "2020-12-31")));
  (void)writer.amend(builder.build(), {}, day("2020-01-01"), day("2020-01-01"));
  EXPECT_EQ(store.where(all, options).total, 3U);
  EXPECT_EQ(store.history().revisions().size(), 2U);
  EXPECT_EQ(store.where(all, AssessOptions{day("2019-01-01")}).total, 2U);
}

TEST_F(PartOfAStore, IsAskedOfTheRevisionOfTheDayWhateverTheOrderOfRecording) {
  Store store = Store::create(path(), plan(), {}, day("2016-05-01"), day("2018-01-01"));
  PlanBuilder earlier = made::heading();
  for (int i = 0; i < 1500; ++i) {
    Measure measure =
        made::measure("m" + std::to_string(i), made::window("2015-01-01", "2015-12-31"));
    made::set_indicators(measure, {{"number", IndicatorKind::count}});
    earlier.add(measure);
  }
  // Recorded later, in force before: the first in order.
  (void)store.amend(earlier.build(), Profile{}, day("2017-01-01"), day("2017-01-01"));
  (void)store.record(made::value("2016", 5, "m7/1"));
  const AssessOptions options{day("2017-06-30")};
  const AssessedPage found = store.where(Filter::parse("reporter : tests"), options);
  ASSERT_EQ(found.total, 1U);
  EXPECT_EQ(found.measures[0].id, MeasureId{"m7"});
}

}  // namespace
}  // namespace actionplan::part_test
