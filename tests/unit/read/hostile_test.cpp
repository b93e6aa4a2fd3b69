// SPDX-License-Identifier: Apache-2.0
// Bad input of every kind: it ends in a Problem or a ParseError with place and remedy, within the
// limits, and whatever else can be read is read. Big inputs are made in memory.
#include <actionplan/codec/json.hpp>
#include <actionplan/core/error.hpp>
#include <actionplan/read/read.hpp>

#include <gtest/gtest.h>

#include "../../support/rounds.hpp"
#include "example_plan.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::hostile_test {
namespace {

using std::string_literals::operator""s;

const std::string text_header = "\tNo\n\tMeasure\n\tIndicator\n\tAgencies\n\tDeadline\n";
const std::string csv_header = "No,Measure,Indicator,Agencies,Deadline\n";
const std::string good_row = "\t9.9.\n\tBuild\n\tNumber of roads\n\tImplementer: Alpha\n\t2017\n";

std::string repeated(std::string_view unit, std::size_t bytes) {
  std::string out;
  out.reserve(bytes + unit.size());
  while (out.size() < bytes) out += unit;
  return out;
}

// What the reader says when it refuses, or "was read".
std::string refusal(std::string_view bytes, std::string_view format,
                    const ReadOptions& options = {}) {
  try {
    static_cast<void>(read_bytes(bytes, format, options));
  } catch (const ParseError& error) {
    return error.what();
  }
  return "was read";
}

bool has_problem(const Plan& plan, std::string_view code, std::uint32_t line) {
  return std::any_of(plan.problems().begin(), plan.problems().end(), [&](const Problem& problem) {
    return problem.code == code && problem.place.line == line && problem.place.column != 0 &&
           problem.message.size() > 20;
  });
}

TEST(BadInput, EmptyIsRefused) {
  for (std::string_view format : {"text", "csv", "json"}) {
    EXPECT_NE(refusal("", format), "was read");
    EXPECT_NE(refusal(" \r\n\t \n", format), "was read");
  }
}

TEST(BadInput, BinaryIsRefusedAndToldWhatToSaveItAs) {
  for (const std::string& bytes :
       {"PK\x03\x04"s, "%PDF-1.4"s, "\x89PNG"s, std::string(100, '\x01')}) {
    EXPECT_NE(refusal(bytes, "text").find("save it as plain text or CSV"), std::string::npos);
    EXPECT_NE(refusal(bytes, "csv").find("save it as plain text or CSV"), std::string::npos);
  }
}

TEST(BadInput, RandomBytesAreRefusedOrReadAndNothingElse) {
  std::uint64_t state = 27;
  for (int round = 0; round < made::rounds(200); ++round) {
    std::string bytes = round % 2 == 0 ? text_header : csv_header;
    for (int i = 0; i < 400; ++i) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      bytes += static_cast<char>(static_cast<unsigned char>(state >> 40));
    }
    static_cast<void>(refusal(bytes, "text"));
    static_cast<void>(refusal(bytes, "csv"));
  }
}

// ASCII and what else stands in the plan, as UTF-16.
std::string utf16(std::string_view utf8, bool is_big_endian) {
  std::string out = is_big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (std::size_t at = 0; at < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
    unsigned unit = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
      unit = unit << 6U | (static_cast<unsigned char>(utf8[at + i]) & 0x3FU);
    }
    const char high = static_cast<char>(static_cast<unsigned char>(unit >> 8U));
    const char low = static_cast<char>(static_cast<unsigned char>(unit & 0xFFU));
    out += is_big_endian ? high : low;
    out += is_big_endian ? low : high;
    at += length;
  }
  return out;
}

TEST(BadInput, Utf16OfTheRealPlanReadsTheSame) {
  const std::string source = example_plan();
  const Plan plan = read_bytes(source, "text");
  for (const bool is_big_endian : {false, true}) {
    const Plan other = read_bytes(utf16(source, is_big_endian), "text");
    EXPECT_EQ(other, plan);
    EXPECT_EQ(other.problems(), plan.problems());
  }
}

TEST(BadInput, LineEndsOfAnyKindReadTheSame) {
  const std::string source = example_plan();
  const Plan plan = read_bytes(source, "text");
  for (const char* line_end : {"\r\n", "\r"}) {
    std::string other;
    for (const char c : source) other += c == '\n' ? line_end : std::string{c};
    EXPECT_EQ(read_bytes(other, "text"), plan);
    EXPECT_EQ(read_bytes(other, "text").problems(), plan.problems());
  }
  EXPECT_EQ(read_bytes("\xEF\xBB\xBF" + source, "text"), plan);
}

TEST(BadInput, InvalidUtf8AndNulAreRepairedInTheirPlace) {
  const Plan plan =
      read_bytes(text_header + "\t1.1.\n\tA\0b\n\tc\xFF\n\t\xC3\n\t2016\n"s + good_row, "text");
  EXPECT_TRUE(has_problem(plan, "nul_byte", 7));
  EXPECT_TRUE(has_problem(plan, "invalid_utf8", 8));
  EXPECT_TRUE(has_problem(plan, "invalid_utf8", 9));
  EXPECT_EQ(plan["1.1"].title,
            "A\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(plan["9.9"].title, "Build");
}

TEST(BadInput, AFileOf100MegabytesIsRefusedByItsSize) {
  const auto path = std::filesystem::path{testing::TempDir()} / "actionplan_100_megabytes.txt";
  std::ofstream{path} << text_header;
  std::filesystem::resize_file(path, 100'000'000);
  try {
    static_cast<void>(read(path));
    ADD_FAILURE() << "was read";
  } catch (const ParseError& error) {
    EXPECT_NE(std::string{error.what()}.find("raise ReadLimits::max_bytes"), std::string::npos);
  }
  std::filesystem::remove(path);
}

ReadOptions limits_of_64_megabytes() {
  ReadOptions options;
  options.limits.max_bytes = std::size_t{1} << 26;
  return options;
}

TEST(BadInput, OneLineOf50MegabytesIsRefusedByDefaultAndCutWhenAllowed) {
  const std::string line = repeated("x", 50'000'000);
  EXPECT_NE(refusal(line, "text").find("more than the limit"), std::string::npos);
  const ReadOptions options = limits_of_64_megabytes();
  const Plan text =
      read_bytes(text_header + "\t1.1.\n\t" + line + "\n" + good_row, "text", options);
  EXPECT_EQ(text["1.1"].title.size(), options.limits.max_cell_bytes);
  EXPECT_TRUE(has_problem(text, "cell_too_long", 7));
  const Plan csv =
      read_bytes(csv_header + "1.1," + line + ",i,a,2016\n1.2,y,i,a,2017\n", "csv", options);
  EXPECT_EQ(csv["1.1"].title.size(), options.limits.max_cell_bytes);
  EXPECT_EQ(csv["1.2"].title, "y");
}

struct Flood {
  const char* name;
  std::string_view format;
  const char* before;  // the unit stands in this cell or place
  const char* unit;
  const char* after;
};

class Floods : public testing::TestWithParam<Flood> {};

// The end of the input is read although what comes before it is one thing over and over.
TEST_P(Floods, AreReadWithinTheLimits) {
  const Flood& flood = GetParam();
  const std::string header = flood.format == "text" ? text_header : csv_header;
  std::string source = header;
  for (int i = 0; i < 16; ++i) {  // as long as a cell may be, again and again
    source += flood.before + repeated(flood.unit, std::size_t{1} << 16) + flood.after;
  }
  const Plan plan = read_bytes(source, flood.format);
  EXPECT_LE(plan.measures().size() + plan.sections().size(), source.size());
  std::map<std::string, std::size_t> count;
  for (const Problem& problem : plan.problems()) ++count[problem.code];
  for (const auto& code : count)
    EXPECT_LE(code.second, ReadLimits{}.max_problems + 1) << code.first;
}

INSTANTIATE_TEST_SUITE_P(BadInput, Floods,
                         testing::ValuesIn(std::vector<Flood>{
                             {"tabs", "text", "\t1.1.", "\t", "\n"},
                             {"line_ends", "text", "\t1.1.\n\tx", "\n", "y\n"},
                             {"numbers", "text", "", "\t1.1.", "\n"},
                             {"deep_numbers", "text", "", "\t1.1.1.1.1.1.1.1.\n", "\n"},
                             {"headings", "text", "", "\t1. A\n", "\n"},
                             {"invalid_bytes", "text", "\t1.1.\n\tx", "\xFF", "\n"},
                             {"lines_of_invalid_bytes", "text", "\t1.1.\n\tx", "\xFF\n", "\n"},
                             {"combining_marks", "text", "\t1.1.\n\tx", "\xCC\x81", "\n"},
                             {"separators", "csv", "1.1", ",", "\n"},
                             {"quotes", "csv", "1.1,", "\"", "\n"},
                             {"quotes_that_nothing_closes", "csv", "", "\"a\n", "\n"},
                             {"quotes_closed_on_later_lines", "csv", "", "\"\n\"x", "\n"},
                             {"agencies", "csv", "1.1,x,i,\"", "a,", "\",2016\n"},
                             {"labels", "csv", "1.1,x,i,\"", "Lead: A\n", "\",2016\n"},
                             {"colons", "csv", "1.1,x,i,\"", "a:", "\",2016\n"},
                             {"parentheses", "csv", "1.1,x,i,\"", "(", "\",2016\n"},
                             {"ands", "csv", "1.1,x,i,\"", "and other ", "\",2016\n"},
                             {"broken_lines", "csv", "1.1,x,i,\"", "A\nb", "\",2016\n"},
                             {"indicators", "csv", "1.1,x,\"", "number of a, ", "\",a,2016\n"},
                             {"deadlines", "csv", "1.1,x,i,a,\"", "2016, ", "\"\n"},
                             {"monthly_reports", "csv", "", "1.1,x,i,a,monthly 1990-2030\n", "\n"},
                         }),
                         [](const auto& test) { return std::string{test.param.name}; });

TEST(BadInput, MissingColumnsAreToldAndTheRestIsRead) {
  const Plan plan = read_bytes("\tNo\n\tMeasure\n\t1.1.\n\tBuild\n", "text");
  EXPECT_TRUE(has_problem(plan, "column_missing", 1));
  EXPECT_EQ(plan["1.1"].title, "Build");
}

TEST(BadInput, RowsCutShortAreToldAndTheRestIsRead) {
  const Plan plan = read_bytes(text_header + "\t9.8.\n\tMend\n" + good_row, "text");
  EXPECT_TRUE(has_problem(plan, "row_short", 6));
  EXPECT_EQ(plan["9.8"].title, "Mend");
  EXPECT_EQ(plan["9.9"].assignments.size(), 1U);
}

TEST(BadInput, NumbersTwiceAndOutOfOrderAreToldAndKeepTheirRows) {
  const Plan plan = read_bytes(
      text_header + good_row + good_row + "\t1.1.\n\tMend\n\tTools\n\tImplementer: Beta\n\t2016\n",
      "text");
  EXPECT_TRUE(has_problem(plan, "number_repeated", 11));
  EXPECT_TRUE(has_problem(plan, "number_out_of_order", 16));
  EXPECT_EQ(plan.measures()[1].id, MeasureId{"9.9#2"});
  EXPECT_EQ(plan.measures()[1].indicators.front().id, IndicatorId{"9.9#2/1"});
}

TEST(BadInput, YearsInTheWrongOrderOrOutOfRangeAreToldAndKept) {
  for (const char* deadline : {"2018-2016", "99999", "0000", "31.02.2016", "2016-99999"}) {
    const Plan plan = read_bytes(csv_header + "1.1,x,i,Implementer: a," + deadline + "\n", "csv");
    EXPECT_TRUE(has_problem(plan, "deadline_unreadable", 2)) << deadline;
    EXPECT_EQ(plan["1.1"].deadline.text, deadline);
    EXPECT_EQ(plan["1.1"].deadline.kind, DeadlineKind::no_date);
  }
}

TEST(BadInput, AgenciesWithoutARoleAreBindingImplementersAndTold) {
  const Plan plan = read_bytes(csv_header + "1.1,x,i,Alpha,2016\n", "csv");
  EXPECT_TRUE(has_problem(plan, "role_missing", 2));
  EXPECT_EQ(plan["1.1"].assignments.front().role, Role::implementer);
  EXPECT_EQ(plan["1.1"].assignments.front().force, Force::binding);
}

TEST(BadInput, JsonThatIsDeepOrHugeIsRefusedWithPlaceAndRemedy) {
  EXPECT_NE(refusal(repeated("[", 1'000'000), "json"), "was read");
  EXPECT_NE(refusal(repeated("{\"a\":", 1'000'000), "json"), "was read");
  const std::string huge = "{\"schema\":\"" + repeated("x", 20'000'000) + "\"}";
  EXPECT_NE(refusal(huge, "json"), "was read");
}

// Ids are unique, relations hold: the builder sees to it, or would throw what no reader may throw.
class Damage {
 public:
  explicit Damage(std::uint64_t seed) : state_{seed} {}

  std::size_t below(std::size_t bound) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state_ >> 33) % bound;
  }

  void strike(std::string& bytes) {
    static const std::vector<std::string> tokens = {"\t",
                                                    "\n",
                                                    "\t1.1.",
                                                    "\t4. A",
                                                    "\"",
                                                    ",",
                                                    "\0"s,
                                                    "\xFF",
                                                    "\r",
                                                    ":",
                                                    "Recommended: ",
                                                    "2018-2016",
                                                    "1.1.1.1.",
                                                    "\tDeadline",
                                                    "quarterly",
                                                    " and respective ",
                                                    "(",
                                                    "№",
                                                    "İ",
                                                    "\xE2\x80\x9C",
                                                    "monthly 1400-9999"};
    const std::size_t at = below(bytes.size());
    const std::size_t length = std::min(below(40), bytes.size() - at);
    switch (below(5)) {
      case 0: bytes.erase(at, length); break;
      case 1: bytes.insert(below(bytes.size()), bytes.substr(at, length)); break;
      case 2: bytes[at] = static_cast<char>(static_cast<unsigned char>(below(256))); break;
      case 3: bytes.insert(at, tokens[below(tokens.size())]); break;
      default: bytes.resize(bytes.size() - below(bytes.size() / 16)); break;
    }
  }

 private:
  std::uint64_t state_;
};

void check_relations(const Plan& plan) {
  std::set<SectionId> sections;
  for (const Section& section : plan.sections()) {
    EXPECT_TRUE(!section.parent || sections.count(*section.parent) == 1);
    EXPECT_TRUE(sections.insert(section.id).second);
  }
  std::set<MeasureId> measures;
  for (const Measure& measure : plan.measures()) {
    EXPECT_TRUE(!measure.section || sections.count(*measure.section) == 1);
    EXPECT_TRUE(measures.insert(measure.id).second);
    for (const Assignment& part : measure.assignments) {
      EXPECT_NE(plan.find_agency(part.agency), nullptr);
    }
  }
}

TEST(BadInput, TheRealPlanDamagedAtRandomIsReadOrRefused) {
  const std::string source = example_plan();
  Damage damage{59};
  int read_plans = 0;
  for (int round = 0; round < 200; ++round) {
    std::string bytes = source;
    const std::size_t strikes = 1 + damage.below(20);
    for (std::size_t i = 0; i < strikes; ++i) damage.strike(bytes);
    for (std::string_view format : {"text", "csv"}) {
      try {
        const Plan plan = read_bytes(bytes, format);
        check_relations(plan);
        const Plan again = plan_from_json(to_json(plan));
        EXPECT_EQ(again, plan);
        read_plans += format == "text" ? 1 : 0;
      } catch (const ParseError& error) {
        EXPECT_NE(std::string_view{error.what()}, "");
      }
    }
  }
  EXPECT_GT(read_plans, made::rounds(150));
}

}  // namespace
}  // namespace actionplan::hostile_test
