// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/frame.hpp>
#include <actionplan/codec/frame_builder.hpp>

#include <actionplan/core/error.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <functional>
#include <memory>

namespace actionplan::frame_test {
namespace {

// A producer of tables of one column, every field of which a test may spoil. Counts what it has
// handed out and what came back.
struct Producer {
  std::string format = "g";
  std::vector<double> values{1.5, 2.5, 3.5, 4.5};
  std::vector<std::uint8_t> validity;
  std::vector<const void*> buffers;
  ArrowArray column{};
  ArrowArray table{};
  ArrowArray empty{};
  ArrowSchema column_schema{};
  ArrowSchema table_schema{};
  std::array<ArrowArray*, 1> children{&column};
  std::array<ArrowArray*, 1> inner{&empty};
  std::array<ArrowSchema*, 1> child_schemas{&column_schema};
  std::array<const void*, 1> no_validity{nullptr};
  int released = 0;
  int schemas_released = 0;

  Producer() {
    buffers = {nullptr, values.data()};
    column.length = table.length = 4;
    column.n_buffers = 2;
    table.n_buffers = 1;
    table.buffers = no_validity.data();
    table.n_children = table_schema.n_children = 1;
    table.children = children.data();
    table_schema.children = child_schemas.data();
    table_schema.format = "+s";
    column_schema.name = "x";
  }
  Producer(const Producer&) = delete;
  Producer& operator=(const Producer&) = delete;

  Frame frame(const FrameLimits& limits = {}) {
    column.buffers = buffers.data();
    column_schema.format = format.c_str();
    ArrowArray array = table;
    array.private_data = this;
    array.release = [](ArrowArray* self) {
      ++static_cast<Producer*>(self->private_data)->released;
      self->release = nullptr;
    };
    ArrowSchema schema = table_schema;
    schema.private_data = this;
    schema.release = [](ArrowSchema* self) {
      ++static_cast<Producer*>(self->private_data)->schemas_released;
      self->release = nullptr;
    };
    return Frame::from_array(ArrowArrayOwner{&array}, ArrowSchemaOwner{&schema}, limits);
  }
};

std::vector<double> doubles(const FrameColumn& column) {
  const Doubles values = column.doubles();
  return {values.span().begin(), values.span().end()};
}

std::string refusal(const std::function<void()>& act) {
  try {
    act();
  } catch (const InvalidArgument& error) {
    return error.what();
  }
  return "";
}

TEST(Frame, BorrowsNumbersWhereTheyLieAndReleasesOnce) {
  Producer producer;
  {
    const Frame frame = producer.frame();
    const Frame copy = frame;
    EXPECT_EQ(frame.rows(), 4U);
    const auto in_place = frame["x"].doubles_in_place();
    ASSERT_TRUE(in_place.has_value());
    EXPECT_EQ(in_place->data(), producer.values.data());
    EXPECT_TRUE(frame["x"].doubles().is_borrowed());
    EXPECT_EQ(producer.released, 0);
  }
  EXPECT_EQ(producer.released, 1);
  EXPECT_EQ(producer.schemas_released, 1);
}

TEST(Frame, ReleasesWhatItRefuses) {
  Producer producer;
  producer.table.length = 5;
  EXPECT_NE(refusal([&] { (void)producer.frame(); }), "");
  EXPECT_EQ(producer.released, 1);
  EXPECT_EQ(producer.schemas_released, 1);
}

TEST(Frame, ReadsASliceOfASlice) {
  Producer producer;
  producer.column.offset = 1;
  producer.column.length = 3;
  producer.table.offset = 1;
  producer.table.length = 2;
  EXPECT_EQ(doubles(producer.frame()["x"]), (std::vector<double>{3.5, 4.5}));
}

TEST(Frame, TakesAbsentNumbersForNaN) {
  Producer producer;
  producer.validity = {0b1010};
  producer.buffers[0] = producer.validity.data();
  producer.column.null_count = -1;
  const Frame frame = producer.frame();
  EXPECT_EQ(frame["x"].count_absent(), 2U);
  EXPECT_FALSE(frame["x"].doubles_in_place().has_value());
  const std::vector<double> values = doubles(frame["x"]);
  EXPECT_TRUE(std::isnan(values[0]));
  EXPECT_EQ(values[1], 2.5);
  EXPECT_EQ(frame["x"].text(0), std::nullopt);
  EXPECT_EQ(frame["x"].text(1), "2.5");
}

struct Spoilt {
  const char* name;
  void (*spoil)(Producer&);
  const char* says;
};

class SpoiltTable : public testing::TestWithParam<Spoilt> {};

TEST_P(SpoiltTable, IsRefused) {
  Producer producer;
  GetParam().spoil(producer);
  const std::string said = refusal([&] {
    const Frame frame = producer.frame();
    (void)frame["x"].doubles();
    (void)frame["x"].text(0);
  });
  EXPECT_NE(said.find(GetParam().says), std::string::npos) << said;
  EXPECT_EQ(producer.released, 1);
}

INSTANTIATE_TEST_SUITE_P(
    Hostile, SpoiltTable,
    testing::Values(
        Spoilt{"column_instead_of_table", [](Producer& p) { p.table_schema.format = "g"; },
               "single column"},
        Spoilt{"no_format", [](Producer& p) { p.table_schema.format = nullptr; }, "single column"},
        Spoilt{"null_children", [](Producer& p) { p.table.children = nullptr; }, "producer"},
        Spoilt{"null_child", [](Producer& p) { p.children[0] = nullptr; }, "producer"},
        Spoilt{"null_child_schema", [](Producer& p) { p.child_schemas[0] = nullptr; }, "producer"},
        Spoilt{"other_child_count", [](Producer& p) { p.table.n_children = 2; }, "producer"},
        Spoilt{"negative_child_count", [](Producer& p) { p.table_schema.n_children = -1; },
               "producer"},
        Spoilt{"negative_length", [](Producer& p) { p.table.length = -1; }, "producer"},
        Spoilt{"huge_offset", [](Producer& p) { p.table.offset = INT64_MAX; }, "producer"},
        Spoilt{"short_column", [](Producer& p) { p.column.length = 3; }, "producer"},
        Spoilt{"negative_column", [](Producer& p) { p.column.length = -4; }, "producer"},
        Spoilt{"negative_column_offset", [](Producer& p) { p.column.offset = -1; }, "producer"},
        Spoilt{"huge_column_offset", [](Producer& p) { p.column.offset = INT64_MAX; }, "producer"},
        Spoilt{"null_count_above_length", [](Producer& p) { p.column.null_count = 5; }, "absent"},
        Spoilt{"null_count_without_bits", [](Producer& p) { p.column.null_count = 1; }, "absent"},
        Spoilt{"no_buffers", [](Producer& p) { p.column.n_buffers = 0; }, "buffers"},
        Spoilt{"too_many_buffers", [](Producer& p) { p.column.n_buffers = 3; }, "buffers"},
        Spoilt{"no_values", [](Producer& p) { p.buffers[1] = nullptr; }, "no values"},
        Spoilt{"unknown_format", [](Producer& p) { p.format = "+l"; }, "\"+l\""},
        Spoilt{"empty_format", [](Producer& p) { p.format = ""; }, "format"},
        Spoilt{"moments_in_a_zone", [](Producer& p) { p.format = "tsu:Asia/Baku"; }, "zone"},
        Spoilt{"broken_decimal", [](Producer& p) { p.format = "d:5"; }, "\"d:5\""},
        Spoilt{"children_that_are_not_there", [](Producer& p) { p.column.n_children = 1; },
               "producer"},
        Spoilt{"children_of_numbers",
               [](Producer& p) {
                 p.column.n_children = 1;
                 p.column.children = p.inner.data();
               },
               "children"},
        Spoilt{"texts_as_numbers",
               [](Producer& p) {
                 p.format = "u";
                 p.column.n_buffers = 3;
                 p.buffers.push_back(p.values.data());
               },
               "no numbers"},
        Spoilt{"dictionary_in_a_circle", [](Producer& p) { p.column.dictionary = &p.table; },
               "producer"},
        Spoilt{"dictionary_in_the_array_alone", [](Producer& p) { p.column.dictionary = &p.empty; },
               "dictionary"}),
    [](const auto& each) { return std::string{each.param.name}; });

TEST(Frame, RefusesARowThatIsAbsentAsAWhole) {
  Producer producer;
  const std::uint8_t bits = 0b1011;
  producer.no_validity[0] = &bits;
  producer.table.null_count = -1;
  EXPECT_NE(refusal([&] { (void)producer.frame(); }).find("Row 3"), std::string::npos);
}

TEST(Frame, KeepsToItsLimits) {
  Producer producer;
  FrameLimits limits;
  limits.max_rows = 3;
  EXPECT_NE(refusal([&] { (void)producer.frame(limits); }).find("3 rows"), std::string::npos);
  limits = {};
  limits.max_columns = 0;
  EXPECT_NE(refusal([&] { (void)producer.frame(limits); }).find("columns"), std::string::npos);
}

TEST(Frame, EndsAStreamThatDoesNot) {
  struct State {
    Producer producer;
    int asked = 0;
  } state;
  ArrowArrayStream endless{};
  endless.private_data = &state;
  endless.release = [](ArrowArrayStream* self) { self->release = nullptr; };
  endless.get_schema = [](ArrowArrayStream*, ArrowSchema* out) {
    *out = ArrowSchema{};
    out->format = "+s";
    out->release = [](ArrowSchema* self) { self->release = nullptr; };
    return 0;
  };
  endless.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
    ++static_cast<State*>(self->private_data)->asked;
    *out = ArrowArray{};
    static std::array<const void*, 1> none{nullptr};
    out->n_buffers = 1;
    out->buffers = none.data();
    out->release = [](ArrowArray* array) { array->release = nullptr; };
    return 0;
  };
  FrameLimits limits;
  limits.max_chunks = 10;
  EXPECT_NE(refusal([&] { (void)Frame::from_stream(ArrowStreamOwner{&endless}, limits); }), "");
  EXPECT_EQ(state.asked, 11);
}

TEST(Frame, SaysWhatTheProducerSaysWhenItFails) {
  ArrowArrayStream failing{};
  failing.release = [](ArrowArrayStream* self) { self->release = nullptr; };
  failing.get_schema = [](ArrowArrayStream*, ArrowSchema*) { return 5; };
  failing.get_next = [](ArrowArrayStream*, ArrowArray*) { return 5; };
  failing.get_last_error = [](ArrowArrayStream*) { return "the disk is gone"; };
  EXPECT_NE(refusal([&] {
              (void)Frame::from_stream(ArrowStreamOwner{&failing});
            }).find("the disk is gone"),
            std::string::npos);
}

struct Stored {
  const char* name;
  const char* format;
  std::vector<std::uint8_t> bytes;  // of two rows
  std::vector<std::string> texts;
  std::vector<double> numbers;  // empty: none
};

template <class T>
std::vector<std::uint8_t> bytes_of(std::vector<T> values) {
  std::vector<std::uint8_t> out(values.size() * sizeof(T));
  std::memcpy(out.data(), values.data(), out.size());
  return out;
}

class StoredValues : public testing::TestWithParam<Stored> {};

TEST_P(StoredValues, AreReadAsTheyAreMeant) {
  const Stored& stored = GetParam();
  Producer producer;
  producer.format = stored.format;
  producer.buffers[1] = stored.bytes.data();
  producer.column.length = producer.table.length = 2;
  const Frame frame = producer.frame();
  const FrameColumn& column = frame["x"];
  EXPECT_EQ(column.text(0), stored.texts[0]);
  EXPECT_EQ(column.text(1), stored.texts[1]);
  if (stored.numbers.empty()) {
    EXPECT_NE(refusal([&] { (void)column.doubles(); }), "");
    EXPECT_EQ(column.dates()[0], Date::parse(stored.texts[0]));
  } else {
    EXPECT_EQ(doubles(column), stored.numbers);
    EXPECT_NE(refusal([&] { (void)column.dates(); }), "");
  }
}

const std::vector<Stored>& stored_cases() {
  constexpr std::int64_t day = 17347;  // 2017-06-30
  static const std::vector<Stored> cases{
      {"boolean", "b", {0b10}, {"false", "true"}, {0, 1}},
      {"int8", "c", bytes_of<std::int8_t>({-128, 127}), {"-128", "127"}, {-128, 127}},
      {"uint8", "C", bytes_of<std::uint8_t>({0, 255}), {"0", "255"}, {0, 255}},
      {"int16", "s", bytes_of<std::int16_t>({-3, 300}), {"-3", "300"}, {-3, 300}},
      {"uint16", "S", bytes_of<std::uint16_t>({0, 65535}), {"0", "65535"}, {0, 65535}},
      {"int32", "i", bytes_of<std::int32_t>({-7, 70000}), {"-7", "70000"}, {-7, 70000}},
      {"uint32",
       "I",
       bytes_of<std::uint32_t>({0, 4294967295}),
       {"0", "4294967295"},
       {0, 4294967295}},
      {"int64",
       "l",
       bytes_of<std::int64_t>({-1, INT64_MAX}),
       {"-1", "9223372036854775807"},
       {-1, 9223372036854775807.0}},
      {"uint64",
       "L",
       bytes_of<std::uint64_t>({0, UINT64_MAX}),
       {"0", "18446744073709551615"},
       {0, 18446744073709551615.0}},
      {"float32", "f", bytes_of<float>({0.5F, -0.25F}), {"0.5", "-0.25"}, {0.5, -0.25}},
      {"float64", "g", bytes_of<double>({0.1, 1e300}), {"0.1", "1e+300"}, {0.1, 1e300}},
      {"decimal32",
       "d:4,1,32",
       bytes_of<std::int32_t>({-5, 1234}),
       {"-0.5", "123.4"},
       {-0.5, 123.4}},
      {"decimal64", "d:12,2,64", bytes_of<std::int64_t>({5, -100}), {"0.05", "-1.00"}, {0.05, -1}},
      {"decimal128",
       "d:20,2",
       bytes_of<std::int64_t>({1234, 0, -1, -1}),
       {"12.34", "-0.01"},
       {12.34, -0.01}},
      {"decimal128_whole",
       "d:38,0",
       bytes_of<std::int64_t>({0, 0, 0, 1}),
       {"0", "18446744073709551616"},
       {0, 18446744073709551616.0}},
      {"decimal128_bounds",
       "d:38,3",
       bytes_of<std::int64_t>({687399551400673279, 5421010862427522170, 0, INT64_MIN}),
       {"99999999999999999999999999999999999.999", "-170141183460469231731687303715884105.728"},
       {1e35, -1.7014118346046923e35}},
      {"date32", "tdD", bytes_of<std::int32_t>({17347, -1}), {"2017-06-30", "1969-12-31"}, {}},
      {"date64",
       "tdm",
       bytes_of<std::int64_t>({day * 86400000, 0}),
       {"2017-06-30", "1970-01-01"},
       {}},
      {"seconds",
       "tss:",
       bytes_of<std::int64_t>({day * 86400, 0}),
       {"2017-06-30", "1970-01-01"},
       {}},
      {"microseconds_utc",
       "tsu:UTC",
       bytes_of<std::int64_t>({day * 86400000000, -86400000000}),
       {"2017-06-30", "1969-12-31"},
       {}},
      {"nanoseconds",
       "tsn:",
       bytes_of<std::int64_t>({day * 86400000000000, 0}),
       {"2017-06-30", "1970-01-01"},
       {}},
  };
  return cases;
}

INSTANTIATE_TEST_SUITE_P(Formats, StoredValues, testing::ValuesIn(stored_cases()),
                         [](const auto& each) { return std::string{each.param.name}; });

TEST(FrameDays, OutOfRangeOrWithinADayAreRefused) {
  Producer producer;
  producer.format = "tss:";
  const std::vector<std::int64_t> moments{1, 0, 0, 0};
  producer.buffers[1] = moments.data();
  EXPECT_NE(refusal([&] { (void)producer.frame()["x"].dates(); }).find("within a day"),
            std::string::npos);
  const std::vector<std::int32_t> days{INT32_MAX, 0, 0, 0};
  producer.format = "tdD";
  producer.buffers[1] = days.data();
  EXPECT_NE(refusal([&] { (void)producer.frame()["x"].dates(); }).find("outside"),
            std::string::npos);
}

// The texts "a", "", "long enough to lie in a buffer".
struct Texts : Producer {
  std::string bytes = "along enough to lie in a buffer";
  std::vector<std::int32_t> offsets{0, 1, 1, 31};
  Texts() {
    format = "u";
    buffers = {nullptr, offsets.data(), bytes.data()};
    column.n_buffers = 3;
    column.length = table.length = 3;
  }
};

TEST(FrameTexts, AreRead) {
  Texts producer;
  const Frame frame = producer.frame();
  EXPECT_EQ(frame["x"].text(0), "a");
  EXPECT_EQ(frame["x"].text(1), "");
  EXPECT_EQ(frame["x"].text(2), "long enough to lie in a buffer");
  const Categories categories = frame["x"].categories();
  EXPECT_EQ(categories.labels,
            (std::vector<std::string>{"", "a", "long enough to lie in a buffer"}));
  EXPECT_EQ(categories.codes, (std::vector<std::int32_t>{1, 0, 2}));
}

TEST(FrameTexts, WithOffsetsOutOfOrderOrNotUtf8AreRefused) {
  Texts producer;
  producer.offsets[1] = -1;
  EXPECT_NE(refusal([&] { (void)producer.frame()["x"].text(0); }).find("offsets"),
            std::string::npos);
  producer.offsets[1] = 1;
  producer.bytes[0] = '\xFF';
  EXPECT_NE(refusal([&] { (void)producer.frame()["x"].text(0); }).find("UTF-8"), std::string::npos);
  producer.buffers[2] = nullptr;
  EXPECT_NE(refusal([&] { (void)producer.frame()["x"].categories(); }), "");
}

struct Views : Producer {
  struct View {
    std::int32_t length;
    std::array<char, 4> prefix;
    std::int32_t buffer;
    std::int32_t offset;
  };
  std::string bytes = "..a text of more than twelve bytes";
  std::vector<View> views{{1, {'a', 0, 0, 0}, 0, 0}, {32, {'a', ' ', 't', 'e'}, 0, 2}};
  std::int64_t size = static_cast<std::int64_t>(bytes.size());
  Views() {
    format = "vu";
    buffers = {nullptr, views.data(), bytes.data(), &size};
    column.n_buffers = 4;
    column.length = table.length = 2;
  }
};

TEST(FrameViews, AreReadAndKeptInBounds) {
  Views producer;
  EXPECT_EQ(producer.frame()["x"].text(0), "a");
  EXPECT_EQ(producer.frame()["x"].text(1), "a text of more than twelve bytes");
  for (const Views::View spoilt :
       {Views::View{33, {}, 0, 2}, Views::View{20, {}, 1, 0}, Views::View{20, {}, -1, 0},
        Views::View{20, {}, 0, -1}, Views::View{20, {}, 0, INT32_MAX}, Views::View{-1, {}, 0, 0}}) {
    producer.views[1] = spoilt;
    EXPECT_NE(refusal([&] { (void)producer.frame()["x"].text(1); }), "");
  }
}

TEST(FrameDictionary, PositionsOutsideAreRefused) {
  Texts words;
  words.column.buffers = words.buffers.data();
  words.column_schema.format = "u";
  Producer producer;
  std::vector<std::int8_t> codes{2, 0, 0, 2};
  producer.format = "c";
  producer.buffers[1] = codes.data();
  producer.column.dictionary = &words.column;
  producer.column_schema.dictionary = &words.column_schema;
  EXPECT_EQ(producer.frame()["x"].type(), ColumnType::category);
  EXPECT_EQ(producer.frame()["x"].text(1), "a");
  const Categories categories = producer.frame()["x"].categories();
  EXPECT_EQ(categories.labels[1], "");  // in its own order, unused ones too
  EXPECT_EQ(categories.codes, (std::vector<std::int32_t>{2, 0, 0, 2}));
  for (const int spoilt : {3, -1, -128}) {
    codes[0] = static_cast<std::int8_t>(spoilt);
    EXPECT_NE(refusal([&] { (void)producer.frame()["x"].text(0); }).find("dictionary"),
              std::string::npos);
    EXPECT_NE(refusal([&] { (void)producer.frame()["x"].categories(); }), "");
  }
}

TEST(FrameCategories, OfNumbersAreOrderedByValue) {
  FrameBuilder builder{5};
  builder.add_integers("n", [](std::size_t i) -> std::optional<std::int64_t> {
    return std::array<std::int64_t, 5>{10, -2, 10, 9, -2}[i];
  });
  builder.add_reals("r", [](std::size_t i) -> std::optional<double> {
    return std::array<double, 5>{2, std::nan(""), 1, 2, 1}[i];
  });
  const Frame frame = builder.build();
  const Categories integers = frame["n"].categories();
  EXPECT_EQ(integers.labels, (std::vector<std::string>{"-2", "9", "10"}));
  EXPECT_EQ(integers.codes, (std::vector<std::int32_t>{2, 0, 2, 1, 0}));
  const Categories reals = frame["r"].categories();
  EXPECT_EQ(reals.labels, (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(reals.codes, (std::vector<std::int32_t>{1, -1, 0, 1, 0}));
}

TEST(FrameCategories, OfNumbersThatAreNotWholeAreRefused) {
  Producer producer;
  EXPECT_NE(refusal([&] { (void)producer.frame()["x"].categories(); }).find("whole"),
            std::string::npos);
}

Frame made_frame() {
  FrameBuilder builder{3};
  builder.add_booleans("b",
                       [](std::size_t i) { return i == 1 ? std::nullopt : std::optional{i == 2}; });
  builder.add_integers(
      "i", [](std::size_t i) { return std::optional{static_cast<std::int64_t>(i) << 40U}; });
  builder.add_reals("r", [](std::size_t i) { return std::optional{i == 0 ? std::nan("") : 0.5}; });
  builder.add_dates("d", [](std::size_t i) {
    return i == 0 ? std::nullopt : std::optional{Date::parse("2017-06-30")};
  });
  builder.add_texts("t", [](std::size_t i) -> std::optional<std::string_view> {
    if (i == 1) return std::nullopt;
    return i == 0 ? "Bak\u0131" : "";
  });
  builder.add_repeated_texts("w", [](std::size_t i) -> std::optional<std::string_view> {
    if (i == 1) return std::nullopt;
    return "same";
  });
  return builder.build();
}

void expect_made(const Frame& frame) {
  ASSERT_EQ(frame.rows(), 3U);
  const std::vector<std::vector<std::optional<std::string>>> want{
      {"false", {}, "true"}, {"0", "1099511627776", "2199023255552"},
      {{}, "0.5", "0.5"},    {{}, "2017-06-30", "2017-06-30"},
      {"Bak\u0131", {}, ""}, {"same", {}, "same"}};
  ASSERT_EQ(frame.columns().size(), want.size());
  for (std::size_t i = 0; i < want.size(); ++i) {
    for (std::size_t row = 0; row < 3; ++row) {
      EXPECT_EQ(frame.columns()[i].text(row), want[i][row]) << i << " " << row;
    }
  }
}

TEST(FrameBuilder, MakesWhatWasGiven) { expect_made(made_frame()); }

TEST(FrameColumn, GivesDaysAndWholeNumbers) {
  const Frame frame = made_frame();
  EXPECT_EQ(frame["d"].days(), (std::vector<std::int32_t>{INT32_MIN, 17347, 17347}));
  const Integers whole = frame["i"].integers();
  EXPECT_EQ(whole.values, (std::vector<std::int64_t>{0, 1099511627776, 2199023255552}));
  EXPECT_TRUE(whole.is_absent.empty());
  const Integers flags = frame["b"].integers();
  EXPECT_EQ(flags.values, (std::vector<std::int64_t>{0, 0, 1}));
  EXPECT_EQ(flags.is_absent, (std::vector<std::uint8_t>{0, 1, 0}));
  EXPECT_THROW((void)frame["r"].integers(), InvalidArgument);
  EXPECT_THROW((void)frame["r"].days(), InvalidArgument);
}

// More rows than are written at a time, with many texts of which most repeat.
TEST(FrameBuilder, WritesManyRows) {
  constexpr std::size_t rows = 10'000;
  FrameBuilder builder{rows};
  std::string text;
  const auto written = [&text](std::size_t row) -> std::optional<std::string_view> {
    if (row % 7 == 0) return std::nullopt;
    text = "text " + std::to_string(row % 700);
    return text;
  };
  builder.add_texts("t", written);
  builder.add_repeated_texts("w", written);
  const Frame frame = builder.build();
  EXPECT_EQ(frame["w"].categories().labels.size(), 600U);
  for (std::size_t row = 0; row < rows; ++row) {
    const auto want = written(row);
    const std::optional<std::string> wanted{want ? std::optional<std::string>{*want}
                                                 : std::nullopt};
    ASSERT_EQ(frame["t"].text(row), wanted) << row;
    ASSERT_EQ(frame["w"].text(row), wanted) << row;
  }
}

TEST(FrameStream, GivesBackWhatWentIn) {
  Frame again;
  {
    const Frame frame = made_frame();
    again = Frame::from_stream(frame.to_arrow());
  }
  expect_made(again);
}

TEST(FrameStream, SharesTheMemory) {
  Producer producer;
  {
    Frame again = Frame::from_stream(producer.frame().to_arrow());
    EXPECT_EQ(again["x"].doubles_in_place()->data(), producer.values.data());
    EXPECT_EQ(producer.released, 0);
  }
  EXPECT_EQ(producer.released, 1);
  EXPECT_EQ(producer.schemas_released, 1);
}

TEST(FrameStream, LetsAChildBeMovedOut) {
  ArrowStreamOwner stream = made_frame().to_arrow();
  ArrowArrayOwner table;
  ASSERT_EQ(stream.get()->get_next(stream.get(), table.get()), 0);
  const ArrowArrayOwner child{table.get()->children[2]};
  table.reset();
  EXPECT_EQ(static_cast<const double*>(child.get()->buffers[1])[1], 0.5);
}

TEST(FrameStream, OfATableWithoutRowsHasItsColumns) {
  FrameBuilder builder{0};
  builder.add_texts("t", [](std::size_t) { return std::optional<std::string_view>{}; });
  const Frame frame = Frame::from_stream(builder.build().to_arrow());
  EXPECT_EQ(frame.rows(), 0U);
  EXPECT_EQ(frame["t"].size(), 0U);
  EXPECT_TRUE(frame["t"].categories().labels.empty());
}

TEST(FrameBuilder, RefusesTheSameNameTwice) {
  FrameBuilder builder{0};
  const auto none = [](std::size_t) { return std::optional<bool>{}; };
  builder.add_booleans("b", none);
  EXPECT_THROW(builder.add_booleans("b", none), InvalidArgument);
}

TEST(Frame, NamesItsColumnsWhenOneIsMissing) {
  EXPECT_THROW(
      {
        try {
          (void)made_frame()["y"];
        } catch (const NotFound& error) {
          EXPECT_NE(std::string{error.what()}.find("b, i, r, d, t, w"), std::string::npos);
          throw;
        }
      },
      NotFound);
}

}  // namespace
}  // namespace actionplan::frame_test
