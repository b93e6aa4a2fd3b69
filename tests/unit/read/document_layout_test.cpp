// SPDX-License-Identifier: Apache-2.0
// Documents of several blocks become plans: each table finds its header, headings are sections by
// their level, and what is no part of a measure is named.
#include <actionplan/core/error.hpp>
#include <actionplan/read/read.hpp>
#include <actionplan/read/reading.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::document_layout_test {
namespace {

// A document with places as a reader of rows and columns gives them.
class Maker {
 public:
  Maker& text(BlockKind kind, const char* text, std::uint8_t level = 0) {
    Block& block = document_.blocks.emplace_back();
    block.kind = kind;
    block.level = level;
    block.text = text;
    block.place = Place{++line_, 1};
    return *this;
  }

  Maker& heading(std::uint8_t level, const char* text) {
    return this->text(BlockKind::heading, text, level);
  }

  // Cells are parted by '|', rows by '\n'; "^" is covered by the cell above.
  Maker& table(const std::string& rows, std::uint32_t parent = Block::no_parent) {
    Block& block = document_.blocks.emplace_back();
    block.kind = BlockKind::table;
    block.parent = parent;
    block.place = Place{line_ + 1, 1};
    begin_row(block);
    for (const char c : rows) {
      if (c == '\n') {
        begin_row(block);
      } else if (c == '|') {
        begin_cell(block.rows.back());
      } else if (c == '^') {
        cover(block);
      } else {
        block.rows.back().back().text += c;
      }
    }
    return *this;
  }

  [[nodiscard]] Document& document() { return document_; }
  [[nodiscard]] Plan plan() const { return interpret(document_); }

 private:
  void begin_row(Block& table) {
    ++line_;
    begin_cell(table.rows.emplace_back());
  }
  void begin_cell(Row& row) {
    const auto column = static_cast<std::uint32_t>(row.size() + 1);
    row.emplace_back().place = Place{line_, column};
  }
  static void cover(Block& table) {
    Row& row = table.rows.back();
    row.back().marks = static_cast<std::uint8_t>(Mark::covered);
    for (std::size_t above = table.rows.size() - 1; above-- > 0;) {
      Cell& cell = table.rows[above][row.size() - 1];
      if (cell.has(Mark::covered)) continue;
      ++cell.row_span;
      return;
    }
  }

  Document document_;
  std::uint32_t line_ = 0;
};

std::string outline_of(const Plan& plan) {
  std::string out;
  for (const Section& section : plan.sections()) {
    out += "<" + section.id.value() + (section.parent ? " in " + section.parent->value() : "") +
           ": " + section.title + "> ";
  }
  for (const Measure& measure : plan.measures()) {
    out += measure.id.value() + (measure.section ? " in " + measure.section->value() : "") + ": " +
           measure.title + "; ";
  }
  return out;
}

std::string codes_of(const Plan& plan) {
  std::string out;
  for (const Problem& problem : plan.problems()) {
    if (problem.code == "column_read" || problem.code == "role_missing" ||
        problem.code == "column_missing") {
      continue;
    }
    out += (out.empty() ? "" : " ") + problem.code + "@" + std::to_string(problem.place.line) +
           ":" + std::to_string(problem.place.column);
  }
  return out;
}

TEST(Documents, HaveATableForEachHeading) {
  const Plan plan = Maker{}
                        .heading(1, "Plan of Utopia for 2020-2022")
                        .text(BlockKind::paragraph, "Adopted by decree of 3 May 2020")
                        .heading(2, "Roads")
                        .heading(3, "Bridges")
                        .table("No|Measure|Deadline\n1|Build|2021")
                        .heading(3, "Tunnels")
                        .table("Deadline|No|Measure\n2022|2|Dig")
                        .heading(2, "Schools")
                        .table("No|Measure|Deadline\n3|Teach|2022")
                        .plan();
  EXPECT_EQ(plan.heading().title, "Plan of Utopia for 2020-2022");
  EXPECT_EQ(plan.heading().adopted_on, Date::from_ymd(2020, 5, 3));
  EXPECT_EQ(outline_of(plan),
            "<unnumbered: Roads> <unnumbered#2 in unnumbered: Bridges> <unnumbered#3 in "
            "unnumbered: Tunnels> <unnumbered#4: Schools> 1 in unnumbered#2: Build; 2 in "
            "unnumbered#3: Dig; 3 in unnumbered#4: Teach; ");
  EXPECT_EQ(plan["2"].deadline.text, "2022");
}

TEST(Documents, HaveNumberedHeadingsAboveTables) {
  const Plan plan = Maker{}
                        .heading(1, "4. Economy")
                        .heading(2, "4.1. Trade")
                        .table("No|Measure|Deadline\n4.1.1|Sell|2021")
                        .heading(1, "5. Culture")
                        .table("No|Measure|Deadline\n5.1|Sing|2021")
                        .plan();
  EXPECT_EQ(outline_of(plan),
            "<4: Economy> <4.1 in 4: Trade> <5: Culture> 4.1.1 in 4.1: Sell; 5.1 in 5: Sing; ");
  EXPECT_EQ(plan.heading().title, "");
}

TEST(Documents, NameWhatIsNoPartOfTheirMeasures) {
  Maker maker;
  maker.heading(1, "Plan of Utopia")
      .heading(2, "Introduction")
      .text(BlockKind::paragraph, "Long ago.")
      .table("Word|Meaning\nUtopia|no place")
      .heading(2, "Measures")
      .table("No|Measure|Deadline\n1|Build|2021")
      .text(BlockKind::paragraph, "Afterwards.")
      .text(BlockKind::note, "A footnote");
  EXPECT_EQ(outline_of(maker.plan()), "<unnumbered: Measures> 1 in unnumbered: Build; ");
  EXPECT_EQ(codes_of(maker.plan()),
            "text_left_out@2:1 text_left_out@3:1 table_left_out@4:1 text_left_out@9:1 "
            "text_left_out@10:1");
}

TEST(Documents, GoOnInATableWithoutHeader) {
  Maker maker;
  maker.table("No|Measure|Deadline\n1|Build|2021").table("2|Mend|2022").table("a|b");
  EXPECT_EQ(outline_of(maker.plan()), "1: Build; 2: Mend; ");
  EXPECT_EQ(codes_of(maker.plan()), "table_continued@3:1 table_left_out@4:1");
}

TEST(Documents, DoNotGoOnAcrossAText) {
  Maker maker;
  maker.table("No|Measure|Deadline\n1|Build|2021")
      .text(BlockKind::paragraph, "Costs")
      .table("2|Mend|2022");
  EXPECT_EQ(outline_of(maker.plan()), "1: Build; ");
  EXPECT_EQ(codes_of(maker.plan()), "text_left_out@3:1 table_left_out@4:1");
}

TEST(Documents, HaveASecondHeaderInOneTable) {
  const Plan plan = Maker{}
                        .table(
                            "No|Measure|Deadline|Agency\n1|Build|2021|Alpha\n"
                            "No|Measure|Agency|Deadline\n2|Mend|Beta|2022")
                        .plan();
  EXPECT_EQ(plan["2"].deadline.text, "2022");
  EXPECT_EQ(plan["2"].assignment_text, "Beta");
}

TEST(Documents, HaveTablesWithinCells) {
  Maker maker;
  maker.table("No|Measure|Deadline\n1|Build|2021\n2|Renew|\n3|Mend|2022");
  maker.document().blocks[0].rows[2][2].blocks = {1};
  maker.table("Milestone|When\nDesign|2020\nWork|2021", 0);
  EXPECT_EQ(
      outline_of(maker.plan()),
      "<2: Renew> 1: Build; unnumbered in 2: Design; unnumbered#2 in 2: Work; 3 in 2: Mend; ");
}

TEST(Documents, ReadTablesWithinATableThatHasNoHeader) {
  Maker maker;
  maker.table("left|right");
  maker.document().blocks[0].rows[0][1].blocks = {1};
  maker.table("No|Measure|Deadline\n1|Build|2021", 0);
  EXPECT_EQ(outline_of(maker.plan()), "1: Build; ");
  EXPECT_EQ(codes_of(maker.plan()), "table_left_out@1:1");
}

TEST(Documents, ThatPointInACircleAreRead) {
  Maker maker;
  maker.table("No|Measure|Deadline\n1|Build|2021");
  maker.document().blocks[0].rows[1][1].blocks = {0, 0, 7};
  EXPECT_EQ(outline_of(maker.plan()), "1: Build; ");
}

TEST(MergedCells, CountForEachOfTheirRows) {
  const Plan plan =
      Maker{}
          .table("No|Measure|Agency|Deadline\n1|Build|Alpha|2021\n2|Mend|^|^\n3|Keep|Beta|2022")
          .plan();
  EXPECT_EQ(plan["2"].assignment_text, "Alpha");
  EXPECT_EQ(plan["2"].deadline.text, "2021");
  EXPECT_EQ(plan["3"].assignment_text, "Beta");
}

TEST(Rows, ThatHaveNeitherNumberNorTitleGoOnWithTheMeasureAbove) {
  Maker maker;
  maker.table(
      "No|Measure|Indicator|Agency|Deadline\n1|Build|Roads built|Alpha|2021\n"
      "^|^|Bridges built|Beta|\n||Tunnels dug||\n2|Mend|Roads mended|Gamma|2022");
  const Plan plan = maker.plan();
  EXPECT_EQ(outline_of(plan), "1: Build; 2: Mend; ");
  EXPECT_EQ(plan["1"].indicator_text, "Roads built Bridges built Tunnels dug");
  EXPECT_EQ(plan["1"].assignment_text, "Alpha; Beta");
  EXPECT_EQ(plan["1"].deadline.text, "2021");
  EXPECT_EQ(codes_of(plan), "row_continued@3:3 row_continued@4:3");
}

TEST(Rows, WithATextAtTheirBeginningAreHeadings) {
  Maker maker;
  maker.table("Deadline|Measure|Agency\n2021|Build|Alpha\nFurther||\n2022|Mend|Beta");
  EXPECT_EQ(outline_of(maker.plan()),
            "<unnumbered: Further> unnumbered: Build; unnumbered#2 in unnumbered: Mend; ");
}

TEST(Rows, AfterAMeasureThatBecameAHeadingStandAlone) {
  Maker maker;
  maker.table("No|Measure|Agency|Deadline\n1|Renew||\n||Alpha|2023");
  maker.document().blocks[0].rows[1][1].blocks = {1};
  maker.table("Milestone|When\nDesign|2020\nWork|2021", 0);
  const Plan plan = maker.plan();
  EXPECT_EQ(outline_of(plan),
            "<1: Renew> unnumbered in 1: Design; unnumbered#2 in 1: Work; unnumbered#3 in 1: ; ");
  EXPECT_EQ(plan.measures().back().deadline.text, "2023");
}

TEST(Rows, BelowTheLastMeasureAreNoHeadings) {
  Maker maker;
  maker.table("No|Measure|Deadline\nGeneral||\n1|Build|2021\n* where funds allow||");
  EXPECT_EQ(outline_of(maker.plan()), "<unnumbered: General> 1 in unnumbered: Build; ");
  EXPECT_EQ(codes_of(maker.plan()), "row_left_out@4:1");
}

TEST(Columns, WithoutANameAreNamedByWhatTheyHold) {
  Maker maker;
  maker.table("No|Measure||Deadline\n1|Build|remark|2021\n2|Mend|another|2022");
  EXPECT_EQ(codes_of(maker.plan()), "column_unnamed@2:3");
}

TEST(Cells, ThatAPersonDoesNotSeeAreLeftOut) {
  Maker maker;
  maker.table("No|Measure|Deadline\n1|Build|2021\n2|Mend|2022\n3|Keep|2023");
  for (Cell& cell : maker.document().blocks[0].rows[2]) {
    cell.marks = static_cast<std::uint8_t>(Mark::struck);
  }
  for (Cell& cell : maker.document().blocks[0].rows[3]) {
    cell.marks = static_cast<std::uint8_t>(Mark::hidden);
  }
  EXPECT_EQ(outline_of(maker.plan()), "1: Build; ");
  EXPECT_EQ(codes_of(maker.plan()), "hidden_cells@1:1");
}

TEST(Places, WithinACellOfARowHaveAnOffset) {
  Maker maker;
  maker.table("No|Measure|Agency|Deadline\n1. ?|Build|Implementers: Alpha, and others|2021");
  Document& document = maker.document();
  const Plan plan = maker.plan();
  EXPECT_EQ(codes_of(plan), "stray_character@2:1 open_list@2:3");
  std::vector<std::uint32_t> offsets;
  for (const Problem& problem : plan.problems()) {
    if (problem.place.offset != 0) offsets.push_back(problem.place.offset);
  }
  EXPECT_EQ(offsets, (std::vector<std::uint32_t>{3, 21}));
  EXPECT_FALSE(document.has_text_places);
}

// What was used for what: "title 1: Build; ...".
std::string trace_of(const Document& document) {
  ReadOptions options;
  options.trace = true;
  const Reading reading = interpret_all(document, options);
  EXPECT_EQ(reading.totals.all,
            reading.totals.used + reading.totals.named + reading.totals.excluded);
  std::string out;
  for (const TraceSpan& span : reading.trace) {
    if (span.use == TextUse::column || span.use == TextUse::white_space) continue;
    out += std::string{to_string(span.use)} + (span.target.empty() ? "" : " ") + span.target +
           ": " + span.text + "; ";
  }
  return out;
}

TEST(Trace, NamesTheUseOfEachBlockAndCell) {
  Maker maker;
  maker.heading(1, "Plan")
      .text(BlockKind::paragraph, "Decree of 3 May 2020")
      .heading(2, "Foreword")
      .text(BlockKind::paragraph, "Long ago.")
      .heading(2, "4. Roads")
      .table(
          "No|Measure|Risk||Agency|Deadline\n4.1. ?|Build|5|x|Alpha|2021\nNo|Measure|Risk||"
          "Agency|Deadline\n||7|y|Beta|\n4.2|Mend|6||^|2022\nremark|||||");
  EXPECT_EQ(trace_of(maker.document()),
            "plan_title: Plan; legal_basis: Decree of 3 May 2020; named text_left_out: Foreword; "
            "named text_left_out: Long ago.; section 4: 4. Roads; named column_ignored: Risk; "
            "number 4.1: 4.1.; named stray_character: ?; title 4.1: Build; extra 4.1: "
            "5; named column_unnamed: x; agencies 4.1: Alpha; deadline 4.1: 2021; named "
            "header_repeated: No; named header_repeated: Measure; named header_repeated: Risk; "
            "named header_repeated: Agency; named header_repeated: Deadline; extra "
            "4.1: 7; named column_unnamed: y; agencies 4.1: Beta; number 4.2: 4.2; "
            "title 4.2: Mend; extra 4.2: 6; deadline 4.2: 2022; named row_left_out: "
            "remark; ");
}

TEST(Trace, LeavesOutWhatAPersonDoesNotSee) {
  Maker maker;
  maker.text(BlockKind::paragraph, "Plan").text(BlockKind::paragraph, "Draft");
  maker.document().blocks[1].marks = static_cast<std::uint8_t>(Mark::struck);
  maker.table("No|Measure|Deadline\n1|Build|2021\n2|Mend|2022");
  std::vector<Row>& rows = maker.document().blocks[2].rows;
  for (Cell& cell : rows[1]) cell.marks = static_cast<std::uint8_t>(Mark::struck);
  rows[2][2].marks = static_cast<std::uint8_t>(Mark::hidden);
  EXPECT_EQ(trace_of(maker.document()),
            "plan_title: Plan; struck: Draft; struck: 1; struck: Build; struck: 2021; number 2: 2; "
            "title 2: Mend; named hidden_cells: 2022; ");
}

struct Refused {
  const char* name;
  std::vector<const char*> paragraphs;
  const char* table;
  const char* said;
};

class NoPlan : public testing::TestWithParam<Refused> {};

TEST_P(NoPlan, IsRefusedWithWhatWasFound) {
  Maker maker;
  for (const char* text : GetParam().paragraphs) maker.text(BlockKind::paragraph, text);
  if (*GetParam().table != '\0') maker.table(GetParam().table);
  try {
    static_cast<void>(maker.plan());
    ADD_FAILURE() << "was read";
  } catch (const ParseError& error) {
    EXPECT_EQ(error.code(), ParseErrorCode::no_plan);
    EXPECT_NE(std::string{error.what()}.find(GetParam().said), std::string::npos) << error.what();
  }
}

INSTANTIATE_TEST_SUITE_P(
    Documents, NoPlan,
    testing::ValuesIn(std::vector<Refused>{
        {"prose", {"Once", "upon", "a time"}, "", "has no table, but 3 paragraphs"},
        {"table_of_words", {"Words"}, "Word|Meaning\na|b", "1 table of 2 rows in all, 1 paragraph"},
        {"nothing", {}, "", "0 paragraphs"},
    }),
    [](const auto& test) { return std::string{test.param.name}; });

}  // namespace
}  // namespace actionplan::document_layout_test
