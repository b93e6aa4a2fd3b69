// SPDX-License-Identifier: Apache-2.0
// Nothing is lost: what was read, and what a Problem names, give the source back up to white space.
#include <actionplan/codec/json.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/read/read.hpp>
#include <actionplan/read/reading.hpp>

#include <gtest/gtest.h>

#include "../../support/rounds.hpp"
#include "example_plan.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::accounting_test {
namespace {

std::string without_space(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t space = text::space_length(text);
    if (space == 0) out += text.front();
    text.remove_prefix(space == 0 ? 1 : space);
  }
  return out;
}

// The part of a message between its first quotation mark and the last one before `until`.
std::string quoted(const std::string& message, std::string_view until) {
  const std::size_t begin = message.find('"') + 1;
  const std::size_t end = message.rfind('"', message.find(until, begin));
  return message.substr(begin, end - begin);
}

// Stretches of the source by their place; a place has no more than one.
class Pieces {
 public:
  void add(Place place, const std::string& text) {
    EXPECT_TRUE(place.is_known()) << text;
    EXPECT_TRUE(pieces_.emplace(place, text).second) << place.line << ": " << text;
  }

  [[nodiscard]] std::string text() const {
    std::string out;
    for (const auto& piece : pieces_) out += piece.second;
    return without_space(out);
  }

 private:
  std::map<Place, std::string> pieces_;
};

std::string whole(const Measure& measure) {
  return measure.title + measure.indicator_text + measure.assignment_text + measure.deadline.text;
}

TEST(Accounting, TheRealPlanIsGivenBackCharacterByCharacter) {
  const std::string source = example_plan();
  const Plan plan = read_bytes(source, "text");
  Pieces pieces;
  for (const Section& section : plan.sections()) {
    pieces.add(section.place, section.number + "." + section.title);
  }
  for (const Measure& measure : plan.measures()) {
    pieces.add(measure.place, measure.number + ".");
    pieces.add(Place{measure.place.line + 1, 1}, whole(measure));  // its cells begin a line each
  }
  for (const Problem& problem : plan.problems()) {
    if (problem.code == "stray_character") {
      pieces.add(problem.place, quoted(problem.message, " stands"));
    } else if (problem.code == "column_read") {
      pieces.add(problem.place, quoted(problem.message, " was read"));
    }
  }
  EXPECT_EQ(without_space(plan.heading().title + plan.heading().legal_basis) + pieces.text(),
            without_space(source));
}

TEST(Accounting, IndicatorsAndAssignmentsAreStretchesOfTheirTexts) {
  const Plan plan = read_bytes(example_plan(), "text");
  for (const Measure& measure : plan.measures()) {
    std::size_t at = 0;
    for (const Assignment& assignment : measure.assignments) {
      at = measure.assignment_text.find(assignment.text, at);
      ASSERT_NE(at, std::string::npos) << measure.number << ": " << assignment.text;
      at += assignment.text.size();
    }
    for (const Indicator& part : measure.indicators) {
      EXPECT_NE(measure.indicator_text.find(part.text), std::string::npos) << part.id.value();
    }
  }
}

// How often the text has each word; the dot after a number is no part of it.
std::map<std::string, int> words_of(const std::string& text) {
  std::map<std::string, int> count;
  std::size_t begin = 0;
  while ((begin = text.find_first_not_of(" \t\n,\"", begin)) != std::string::npos) {
    const std::size_t end = std::min(text.find_first_of(" \t\n,\"", begin), text.size());
    const std::size_t last = text.find_last_not_of('.', end - 1);
    if (last != std::string::npos && last >= begin) ++count[text.substr(begin, last + 1 - begin)];
    begin = end;
  }
  return count;
}

// Tokens that the plan and what its problems name have less often than the source.
std::vector<std::string> lost_words(const std::string& source, const Plan& plan) {
  std::string kept = plan.heading().title + " " + plan.heading().legal_basis + " ";
  for (const Section& section : plan.sections()) {
    kept += section.number + " " + section.title + " ";
  }
  for (const Measure& measure : plan.measures()) {
    kept += measure.number + " " + measure.title + " " + measure.indicator_text + " " +
            measure.assignment_text + " " + measure.deadline.text + " ";
  }
  for (const Problem& problem : plan.problems()) kept += problem.message + " ";
  std::map<std::string, int> count = words_of(kept);
  std::vector<std::string> lost;
  for (const auto& word : words_of(source)) {
    if (count[word.first] < word.second) lost.push_back(word.first);
  }
  return lost;
}

struct Case {
  const char* name;
  std::string_view format;
  const char* source;
};

class OddPlan : public testing::TestWithParam<Case> {};

TEST_P(OddPlan, LosesNoWord) {
  const Plan plan = read_bytes(GetParam().source, GetParam().format);
  EXPECT_EQ(lost_words(GetParam().source, plan), std::vector<std::string>{});
}

INSTANTIATE_TEST_SUITE_P(
    Accounting, OddPlan,
    testing::ValuesIn(std::vector<Case>{
        {"lines_before_the_table", "text",
         "Plan of Utopia 2020-2022\n(Approved by Decree of 3 May 2020)\nDraft for comment\n"
         "Second printing\n\tNo\n\tMeasure\n\tDeadline\n\t1.1.\n\tBuild\n\t2021\n"},
        {"row_cut_short", "text",
         "\tNo\n\tMeasure\n\tIndicator\n\tDeadline\n\t1.1.\n\tBuild\n\t1.2.\n\tMend\n\tTools\n"
         "\t2021\n"},
        {"cells_beyond_the_header", "csv",
         "No,Measure,Deadline\n1.1,Build,2021,left over,and more\n"},
        {"text_after_the_number", "csv",
         "No,Measure,Deadline\n1.1 (amended),Build,2021\n1.2. *,Mend,2022\n"},
        {"label_that_is_no_number", "csv",
         "No,Measure,Deadline\nC01.1,Build,2021\nfirst of all,Mend,2022\n"},
        {"agencies_without_role_and_with_odd_marks", "csv",
         "No,Measure,Agency,Deadline\n1.1,Build,\"- Alpha; * Beta (Gamma, Delta). Chair: "
         "Epsilon\nAnd Zeta:\",2021\n"},
        {"headings_without_number_and_in_two_cells", "csv",
         "No,Measure,Agency,Deadline\n,General matters,,\nII,Particular matters,,\n2.,Further "
         "ones,,\n2.1,Build,Alpha,2021\n"},
        {"deadline_that_cannot_be_read", "csv",
         "No,Measure,Deadline\n1.1,Build,2018-2016\n1.2,Mend,year 99999\n1.3,Keep,soon\n"},
        {"rows_before_the_header", "csv",
         "Plan of Utopia,2020-2022\nMinistry of "
         "Plans,draft\nNo,Measure,Deadline\n1.1,Build,2021\n"},
        {"lines_after_the_table", "text",
         "\tNo\n\tMeasure\n\tDeadline\n\t1.1.\n\tBuild\n\t2021\n\nSigned by the chair\n"},
    }),
    [](const auto& test) { return std::string{test.param.name}; });

TEST(Accounting, AColumnThatIsLeftOutIsNamedWithItsPlace) {
  const Plan plan = read_bytes("No,Measure,Grade,Deadline\n1.1,Build,1000,2021\n", "csv");
  std::vector<Place> places;
  for (const Problem& problem : plan.problems()) {
    if (problem.code != "column_ignored") continue;
    EXPECT_EQ(quoted(problem.message, " is not known"), "Grade");
    places.push_back(problem.place);
  }
  EXPECT_EQ(places, (std::vector<Place>{Place{1, 12}}));
}

// Numbers that are the same on every machine.
class Random {
 public:
  std::size_t below(std::size_t bound) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state_ >> 33) % bound;
  }

 private:
  std::uint64_t state_ = 2016;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

// Takes away, doubles, exchanges, joins and indents lines below the header.
void damage(std::vector<std::string>& lines, Random& random) {
  constexpr std::size_t header_lines = 11;  // with the first heading
  const std::size_t at = header_lines + random.below(lines.size() - header_lines - 1);
  const auto place = lines.begin() + static_cast<std::ptrdiff_t>(at);
  switch (random.below(6)) {
    case 0: lines.erase(place); break;
    case 1: lines.insert(place, lines[at + 1]); break;
    case 2:
      std::swap(lines[at], lines[header_lines + random.below(lines.size() - header_lines)]);
      break;
    case 3: lines[at] += lines[at + 1]; break;
    case 4: lines[at].insert(lines[at].begin(), '\t'); break;
    default: lines[at] = text::collapse_spaces(lines[at]); break;
  }
}

TEST(Accounting, DamagedPlansLoseNoWord) {
  const std::vector<std::string> whole_plan = lines_of(example_plan());
  Random random;
  for (int round = 0; round < made::rounds(500); ++round) {
    std::vector<std::string> lines = whole_plan;
    const std::size_t count = 1 + random.below(12);
    for (std::size_t i = 0; i < count; ++i) damage(lines, random);
    std::string source;
    for (const std::string& line : lines) source += line + "\n";
    EXPECT_EQ(lost_words(source, read_bytes(source, "text")), std::vector<std::string>{}) << round;
  }
}

// The trace. Each span is held against the plan: what it says it was used for has to have its text.

Reading traced(std::string_view source, std::string_view format) {
  ReadOptions options;
  options.trace = true;
  options.format = format;
  return read_all(DocumentSource{{}, source, {}}, options);
}

// The text of the plan that a span says it went into.
std::string text_used(const Plan& plan, const TraceSpan& span) {
  switch (span.use) {
    case TextUse::plan_title: return plan.heading().title;
    case TextUse::legal_basis: return plan.heading().legal_basis;
    case TextUse::section: {
      const Section& section = plan.section(SectionId{span.target});
      return section.number + ". " + section.title;
    }
    case TextUse::number: return plan.measure(MeasureId{span.target}).number + ".)";
    case TextUse::title: return plan.measure(MeasureId{span.target}).title;
    case TextUse::indicator: return plan.measure(MeasureId{span.target}).indicator_text;
    case TextUse::agencies: return plan.measure(MeasureId{span.target}).assignment_text;
    case TextUse::deadline: return plan.measure(MeasureId{span.target}).deadline.text;
    default: return span.text;
  }
}

// Is there a Problem of this code that has its text, or that speaks of its column, row or table?
bool is_named(const Plan& plan, const TraceSpan& span) {
  constexpr std::string_view of_more[] = {"column_ignored",  "column_unnamed", "table_left_out",
                                          "header_repeated", "column_numbers", "hidden_cells",
                                          "contact_left_out"};
  const bool is_of_more =
      std::find(std::begin(of_more), std::end(of_more), span.target) != std::end(of_more);
  const std::string text = text::collapse_spaces(span.text).substr(0, 40);
  return std::any_of(plan.problems().begin(), plan.problems().end(), [&](const Problem& problem) {
    return problem.code == span.target &&
           (is_of_more || problem.message.find(text) != std::string::npos);
  });
}

void check_trace(const Reading& reading, const std::string& what) {
  TextTotals totals;
  const TraceSpan* last = nullptr;
  for (const TraceSpan& span : reading.trace) {
    const std::uint32_t size = span.end - span.begin;
    ASSERT_GT(size, 0U) << what;
    EXPECT_EQ(text::count_code_points(span.text), size) << what;
    if (span.begin != 0) {
      ASSERT_NE(last, nullptr) << what;
      EXPECT_EQ(span.begin, last->end) << what;
      EXPECT_EQ(span.cell, last->cell) << what;
    }
    last = &span;
    totals.all += size;
    (span.use == TextUse::named                                        ? totals.named
     : span.use == TextUse::struck || span.use == TextUse::white_space ? totals.excluded
                                                                       : totals.used) += size;
    EXPECT_NE(without_space(text_used(reading.plan, span)).find(without_space(span.text)),
              std::string::npos)
        << what << ": " << span.text << " as " << to_string(span.use) << " of " << span.target;
    if (span.use == TextUse::named) {
      EXPECT_TRUE(is_named(reading.plan, span)) << what << ": " << span.text;
      EXPECT_NE(span.target, "text_unplaced") << what << ": " << span.text;
    }
  }
  EXPECT_EQ(totals, reading.totals) << what;
}

TEST(Trace, HasEveryCharacterOfTheRealPlanOnce) {
  const Reading reading = traced(example_plan(), "text");
  check_trace(reading, "the plan");
  std::string whole_text;
  for (const TraceSpan& span : reading.trace) whole_text += span.text;
  EXPECT_EQ(without_space(whole_text), without_space(example_plan()));
  EXPECT_EQ(reading.totals.named, 1U);  // the quotation mark after 4.1.3
  EXPECT_EQ(reading.plan, read_bytes(example_plan(), "text"));
}

TEST(Trace, IsKeptOnRequestAndTotalsAlways) {
  const Reading reading = read_all(DocumentSource{{}, example_plan(), {}});
  EXPECT_TRUE(reading.trace.empty());
  EXPECT_EQ(reading.totals, traced(example_plan(), "text").totals);
  EXPECT_EQ(reading.totals.all,
            reading.totals.used + reading.totals.named + reading.totals.excluded);
}

TEST(Trace, OfOurOwnJsonIsEmpty) {
  const std::string json = to_json(read_bytes(example_plan(), "text"));
  EXPECT_EQ(traced(json, "json").totals, TextTotals{});
}

TEST_P(OddPlan, IsAccountedForByItsTrace) {
  const Reading reading = traced(GetParam().source, GetParam().format);
  check_trace(reading, GetParam().name);
  std::string whole_text;
  for (const TraceSpan& span : reading.trace) whole_text += span.text;
  const auto drop = [](std::string text) {
    text.erase(
        std::remove_if(text.begin(), text.end(), [](char c) { return c == ',' || c == '"'; }),
        text.end());
    return without_space(text);
  };
  EXPECT_EQ(drop(whole_text), drop(GetParam().source));
}

TEST(Trace, OfDamagedPlansHasEveryCharacterOnce) {
  const std::vector<std::string> whole_plan = lines_of(example_plan());
  Random random;
  for (int round = 0; round < made::rounds(50); ++round) {
    std::vector<std::string> lines = whole_plan;
    const std::size_t count = 1 + random.below(12);
    for (std::size_t i = 0; i < count; ++i) damage(lines, random);
    std::string source;
    for (const std::string& line : lines) source += line + "\n";
    const Reading reading = traced(source, "text");
    check_trace(reading, std::to_string(round));
    std::string whole_text;
    for (const TraceSpan& span : reading.trace) whole_text += span.text;
    EXPECT_EQ(without_space(whole_text), without_space(source)) << round;
  }
}

}  // namespace
}  // namespace actionplan::accounting_test
