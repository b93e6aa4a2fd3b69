// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/evidence_frame.hpp>

#include <actionplan/codec/frame_builder.hpp>
#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace actionplan::evidence_frame_test {
namespace {

const Date day = Date::parse("2019-06-01");

template <class T>
FrameBuilder::At<T> given(std::vector<std::optional<T>> values) {
  return [values](std::size_t row) { return values[row]; };
}

TEST(EvidenceFrame, ReadsTheSameEntriesAsTheCsvThatSaysTheSame) {
  FrameBuilder builder{2};
  builder.add_repeated_texts("indicator", given<std::string_view>({"1.1/1", "1.1/2"}));
  builder.add_reals("value", given<double>({12.5, std::nullopt}));
  builder.add_integers("period", given<std::int64_t>({2016, std::nullopt}));
  builder.add_booleans("done", given<bool>({std::nullopt, true}));
  builder.add_dates("done_on", given<Date>({std::nullopt, Date::parse("2017-03-01")}));
  builder.add_texts("dimension:region", given<std::string_view>({" Bak\u0131 ", std::nullopt}));
  builder.add_words("reporter_type", {"independent"}, given<std::size_t>({0, std::nullopt}));
  builder.add_texts("reporter", given<std::string_view>({"M", "M"}));
  builder.add_texts("source", given<std::string_view>({"a | b", "c"}));
  const EvidenceRows rows = read_evidence_frame(builder.build(), day);
  const EvidenceRows wanted = read_evidence_csv(
      "indicator,value,period,done,done_on,dimension:region,reporter_type,reporter,source\n"
      "1.1/1,12.5,2016,,,Bak\u0131,independent,M,a | b\n"
      "1.1/2,,,yes,2017-03-01,,,M,c\n",
      day);
  EXPECT_TRUE(rows.problems.empty());
  EXPECT_EQ(rows.entries, wanted.entries);
  EXPECT_EQ(rows.lines, (std::vector<std::uint32_t>{1, 2}));
}

TEST(EvidenceFrame, NamesRowAndColumnOfWhatItCannotRead) {
  FrameBuilder builder{3};
  const std::vector<std::int64_t> moments{0, 1, 0};
  builder.add_texts("indicator", given<std::string_view>({"1.1/1", "1.1/1", "1.1/1"}));
  builder.add_texts("value", given<std::string_view>({"1", "1", "many"}));
  builder.borrow("observed_on", "tss:", moments.data(), nullptr);
  builder.add_texts("period", given<std::string_view>({"2016", "2016", "2016"}));
  builder.add_texts("reporter", given<std::string_view>({"M", "M", "M"}));
  builder.add_texts("source", given<std::string_view>({"s", "s", "s"}));
  const EvidenceRows rows = read_evidence_frame(builder.build(), day);
  EXPECT_EQ(rows.lines, (std::vector<std::uint32_t>{1}));
  ASSERT_EQ(rows.problems.size(), 2U);
  EXPECT_EQ(rows.problems[0].place, (Place{2, 3}));
  EXPECT_NE(rows.problems[0].message.find("within a day"), std::string::npos);
  EXPECT_EQ(rows.problems[1].place, (Place{3, 2}));
}

TEST(EvidenceFrame, RefusesATableOfOtherThings) {
  FrameBuilder builder{1};
  builder.add_integers("x", given<std::int64_t>({1}));
  EXPECT_THROW((void)read_evidence_frame(builder.build(), day), ParseError);
  EXPECT_THROW((void)read_evidence_frame(Frame{}, day), ParseError);
}

}  // namespace
}  // namespace actionplan::evidence_frame_test
