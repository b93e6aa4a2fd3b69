// SPDX-License-Identifier: Apache-2.0
// Tables from elsewhere: whatever the bytes of the input make of Arrow's structs, each buffer on the
// heap and no longer than the protocol demands. Columns are read in every way there is, or refused
// in a sentence; a table goes out and comes back the same; what was taken over is released once.
#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/evidence/evidence.hpp>
#include <actionplan/read/evidence_frame.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace actionplan;

void require(bool holds, int line = __builtin_LINE()) {
  if (holds) return;
  std::fprintf(stderr, "Line %d of frame_fuzz.cpp does not hold.\n", line);
  std::abort();
}

std::size_t alive = 0;  // structs that were handed over and not released yet

// The input, from its beginning to its end; zeros behind it.
class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : data_{data}, size_{size} {}

  std::uint8_t byte() {
    if (size_ == 0) return 0;
    --size_;
    return *data_++;
  }
  std::size_t below(std::size_t bound) { return byte() % bound; }
  bool once_in(std::size_t count) { return below(count) == count - 1; }  // not of zeros
  void fill(void* out, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) static_cast<std::uint8_t*>(out)[i] = byte();
  }
  template <class T, std::size_t count>
  const T& any(const std::array<T, count>& list) {
    return list[below(count)];
  }

 private:
  const std::uint8_t* data_;
  std::size_t size_;
};

constexpr std::array<const char*, 40> formats{"u",         "l",
                                              "g",         "U",
                                              "vu",        "tdD",
                                              "b",         "i",
                                              "n",         "c",
                                              "C",         "s",
                                              "S",         "I",
                                              "L",         "f",
                                              "tss:",      "tsm:",
                                              "tsu:UTC",   "tsn:Z",
                                              "tdm",       "d:9,2,32",
                                              "d:18,3,64", "d:38,37",
                                              "d:5,0",     "u",
                                              "u",         "g",
                                              "l",         "z",
                                              "+s",        "+l",
                                              "vz",        "tss:Asia/Baku",
                                              "ttm",       "",
                                              "d:38,39",   "e",
                                              "w:7",       "+ud:0,1"};
constexpr std::array<const char*, 24> names{
    "indicator", "measure",      "value",    "period",        "done",           "done_on",
    "reporter",  "source",       "sources",  "reporter_type", "observed_on",    "dimension:region",
    "kind",      "recorded_on",  "replaces", "text",          "standard_error", "n",
    "unit",      "published_on", "agency",   "completion",    "\xff\"",         "indicator"};
constexpr std::array<std::string_view, 20> words{"1.1/1",
                                                 "2016",
                                                 "2016Q3",
                                                 "2017-02-30",
                                                 "12.5",
                                                 "-0",
                                                 "nan",
                                                 "yes",
                                                 "true",
                                                 "independent",
                                                 "rating",
                                                 "complete",
                                                 "",
                                                 "https://example.org",
                                                 "2016-01-01/2016-03-31",
                                                 "1e999",
                                                 "\xc3",
                                                 "\xf4\x90\x80\x80",
                                                 "Bak\xc4\xb1",
                                                 "2016-12-31"};

// What an array or a schema points to; lives as long as the struct that was handed over.
struct Arena {
  std::vector<std::unique_ptr<std::uint8_t[]>> bytes;
  std::deque<ArrowArray> arrays;
  std::deque<ArrowSchema> schemas;
  std::deque<std::vector<const void*>> buffers;
  std::deque<std::vector<ArrowArray*>> array_lists;
  std::deque<std::vector<ArrowSchema*>> schema_lists;
  std::deque<std::string> texts;

  // So many bytes and none behind them; at an odd address, if so wanted.
  std::uint8_t* take(std::size_t count, bool is_odd = false) {
    bytes.push_back(std::make_unique<std::uint8_t[]>(count + (is_odd ? 1 : 0)));
    return bytes.back().get() + (is_odd ? 1 : 0);
  }
};

template <class Struct>
void hand_over(Struct& value, std::unique_ptr<Arena> arena) {
  ++alive;
  value.private_data = arena.release();
  value.release = [](Struct* self) {
    require(self->release != nullptr);
    --alive;
    self->release = nullptr;
    delete static_cast<Arena*>(self->private_data);
  };
}

// A column as it is described, so that each chunk can be made in its form.
struct Form {
  std::string format;
  std::string name;
  std::unique_ptr<Form> dictionary;
  std::size_t children = 0;
};

Form make_form(Input& input, std::size_t depth) {
  Form form;
  form.format = input.any(formats);
  form.name = input.any(names);
  if (depth > 0 && input.once_in(4)) {
    constexpr std::array<const char*, 9> positions{"i", "c", "C", "s", "S", "I", "l", "L", "g"};
    form.format = input.any(positions);
    form.dictionary = std::make_unique<Form>(make_form(input, depth - 1));
  }
  if (form.format[0] == '+') form.children = input.below(3);
  return form;
}

void describe(const Form& form, Arena& arena, ArrowSchema& out) {
  out = ArrowSchema{};
  out.format = arena.texts.emplace_back(form.format).c_str();
  out.name = arena.texts.emplace_back(form.name).c_str();
  out.flags = ARROW_FLAG_NULLABLE;
  out.release = [](ArrowSchema* self) { self->release = nullptr; };
  if (form.dictionary != nullptr) {
    out.dictionary = &arena.schemas.emplace_back();
    describe(*form.dictionary, arena, *out.dictionary);
  }
  auto& list = arena.schema_lists.emplace_back();
  for (std::size_t i = 0; i < form.children; ++i) {
    list.push_back(&arena.schemas.emplace_back());
    describe(Form{"i", "child", nullptr, 0}, arena, *list.back());
  }
  out.n_children = static_cast<std::int64_t>(list.size());
  out.children = list.data();
}

std::size_t width_of(std::string_view format) {
  if (format.starts_with("d:"))
    return format.ends_with(",32") ? 4 : format.ends_with(",64") ? 8 : 16;
  if (format == "vu") return 16;
  if (format == "c" || format == "C") return 1;
  if (format == "s" || format == "S" || format == "e") return 2;
  const bool is_long = format == "l" || format == "L" || format == "g" || format == "tdm" ||
                       format.starts_with("ts");
  return is_long ? 8 : 4;
}

std::string some_text(Input& input) {
  std::string text{input.any(words)};
  if (input.once_in(6)) text.append(input.below(200), static_cast<char>(input.byte()));
  return text;
}

// Texts between offsets that rise as they must, or turn back; never beyond the buffer.
template <class Offset>
void add_texts(Input& input, Arena& arena, std::vector<const void*>& buffers, std::size_t count) {
  std::string all;
  std::vector<Offset> offsets{0};
  for (std::size_t i = 0; i < count; ++i) {
    all += some_text(input);
    offsets.push_back(static_cast<Offset>(all.size()));
  }
  if (input.once_in(8)) {
    Offset& one = offsets[input.below(offsets.size())];
    one = input.once_in(2) ? Offset{-7} : static_cast<Offset>(input.below(all.size() + 1));
  }
  std::uint8_t* const at = arena.take(offsets.size() * sizeof(Offset), input.once_in(4));
  std::memcpy(at, offsets.data(), offsets.size() * sizeof(Offset));
  std::uint8_t* const bytes = arena.take(all.size());
  std::memcpy(bytes, all.data(), all.size());
  buffers.push_back(at);
  buffers.push_back(input.once_in(16) ? nullptr : bytes);
}

// Views of texts, some of which lie outside what they are said to lie in.
void add_views(Input& input, Arena& arena, std::vector<const void*>& buffers, std::size_t count) {
  constexpr std::int64_t size = 64;
  std::uint8_t* const views = arena.take(16 * count);
  for (std::size_t i = 0; i < count; ++i) {
    std::array<std::int32_t, 4> view{static_cast<std::int32_t>(input.below(40)), 0, 0, 0};
    if (view[0] <= 12) {
      input.fill(view.data() + 1, 12);
    } else {
      view[2] = static_cast<std::int32_t>(input.below(3)) - (input.once_in(8) ? 1 : 0);
      view[3] = static_cast<std::int32_t>(input.below(80)) - (input.once_in(8) ? 9 : 0);
    }
    if (input.once_in(16)) view[0] = INT32_MAX - static_cast<std::int32_t>(input.below(2));
    if (input.once_in(16)) view[0] = -1;
    std::memcpy(views + 16 * i, view.data(), 16);
  }
  buffers.push_back(views);
  for (int i = 0; i < 2; ++i) {
    std::uint8_t* const bytes = arena.take(size);
    std::memset(bytes, 'a', size);
    bytes[input.below(size)] = input.byte();
    buffers.push_back(bytes);
  }
  std::uint8_t* const sizes = arena.take(16);
  for (std::int64_t i = 0; i < 2; ++i) std::memcpy(sizes + 8 * i, &size, 8);
  buffers.push_back(sizes);
}

// Numbers, days and positions: small ones, any, and those at the ends of their range.
void add_values(Input& input, Arena& arena, std::vector<const void*>& buffers, std::size_t count,
                std::size_t width) {
  std::uint8_t* const values = arena.take(count * width, input.once_in(4));
  for (std::size_t i = 0; i < count; ++i) {
    std::uint8_t* const value = values + i * width;
    switch (input.below(4)) {
      case 0: value[0] = input.byte() % 8; break;
      case 1: input.fill(value, std::min<std::size_t>(width, 2)); break;
      case 2: input.fill(value, width); break;
      default: std::memset(value, input.once_in(2) ? 0xff : 0x7f, width);
    }
  }
  buffers.push_back(values);
}

void make_array(const Form& form, Input& input, Arena& arena, std::size_t length, ArrowArray& out) {
  out = ArrowArray{};
  out.release = [](ArrowArray* self) { self->release = nullptr; };
  out.length = static_cast<std::int64_t>(length);
  out.offset = input.once_in(3) ? static_cast<std::int64_t>(input.below(11)) : 0;
  const std::size_t count = length + static_cast<std::size_t>(out.offset);
  auto& buffers = arena.buffers.emplace_back();
  if (form.format != "n") {
    std::uint8_t* valid = nullptr;
    if (input.once_in(3)) input.fill(valid = arena.take((count + 7) / 8), (count + 7) / 8);
    buffers.push_back(valid);
    out.null_count = valid == nullptr ? 0 : -1;
  }
  const std::string_view format = form.format;
  if (format == "b") {
    std::uint8_t* const bits = arena.take((count + 7) / 8);
    input.fill(bits, (count + 7) / 8);
    buffers.push_back(bits);
  } else if (format == "u" || format == "z") {
    add_texts<std::int32_t>(input, arena, buffers, count);
  } else if (format == "U") {
    add_texts<std::int64_t>(input, arena, buffers, count);
  } else if (format == "vu" || format == "vz") {
    add_views(input, arena, buffers, count);
  } else if (format != "n" && format != "+s") {
    add_values(input, arena, buffers, count + (format == "+l" ? 1 : 0), width_of(format));
  }
  if (form.dictionary != nullptr) {
    out.dictionary = &arena.arrays.emplace_back();
    make_array(*form.dictionary, input, arena, input.below(6), *out.dictionary);
  }
  auto& children = arena.array_lists.emplace_back();
  for (std::size_t i = 0; i < form.children; ++i) {
    children.push_back(&arena.arrays.emplace_back());
    make_array(Form{"i", "child", nullptr, 0}, input, arena, count, *children.back());
  }
  out.n_children = static_cast<std::int64_t>(children.size());
  out.children = children.data();
  // Faults that the structs themselves show.
  if (input.once_in(24) && !buffers.empty() && !format.starts_with("v")) buffers.pop_back();
  if (input.once_in(24)) out.length = static_cast<std::int64_t>(input.byte()) - 4;
  if (input.once_in(24)) out.null_count = static_cast<std::int64_t>(input.byte()) - 4;
  if (input.once_in(48)) out.dictionary = nullptr;
  if (input.once_in(64)) out.offset = input.once_in(2) ? INT64_MAX : -1;
  if (input.once_in(64)) children.assign(children.size(), nullptr);
  if (input.once_in(64)) out.n_children = -1;
  out.length = std::min(out.length, static_cast<std::int64_t>(length));
  out.n_buffers = static_cast<std::int64_t>(buffers.size());
  out.buffers = buffers.data();
}

ArrowArray make_chunk(const std::vector<Form>& forms, Input& input) {
  auto arena = std::make_unique<Arena>();
  const std::size_t rows = input.below(24);
  const std::size_t offset = input.once_in(4) ? input.below(9) : 0;
  ArrowArray table{};
  table.length = static_cast<std::int64_t>(rows);
  table.offset = static_cast<std::int64_t>(offset);
  auto& children = arena->array_lists.emplace_back();
  for (const Form& form : forms) {
    children.push_back(&arena->arrays.emplace_back());
    make_array(form, input, *arena, rows + offset, *children.back());
  }
  auto& buffers = arena->buffers.emplace_back();
  std::uint8_t* valid = nullptr;
  if (input.once_in(12)) {
    const std::size_t bytes = (rows + offset + 7) / 8;
    std::memset(valid = arena->take(bytes), 0xff, bytes);
    if (bytes > 0 && input.once_in(2)) valid[input.below(bytes)] = input.byte();
    table.null_count = -1;
  }
  buffers.push_back(valid);
  table.n_buffers = 1;
  table.buffers = buffers.data();
  table.n_children = static_cast<std::int64_t>(children.size());
  table.children = children.data();
  hand_over(table, std::move(arena));
  return table;
}

// A stream of up to three chunks of one form; what its producer keeps is as if in another library.
struct Producer {
  std::vector<Form> forms;
  Input input;
  std::size_t chunks = 0;
};

int give_schema(ArrowArrayStream* self, ArrowSchema* out) {
  auto& producer = *static_cast<Producer*>(self->private_data);
  auto arena = std::make_unique<Arena>();
  *out = ArrowSchema{};
  out->format = "+s";
  out->name = "";
  auto& list = arena->schema_lists.emplace_back();
  for (const Form& form : producer.forms) {
    list.push_back(&arena->schemas.emplace_back());
    describe(form, *arena, *list.back());
  }
  out->n_children = static_cast<std::int64_t>(list.size());
  out->children = list.data();
  hand_over(*out, std::move(arena));
  return 0;
}

int give_chunk(ArrowArrayStream* self, ArrowArray* out) {
  auto& producer = *static_cast<Producer*>(self->private_data);
  *out = ArrowArray{};
  if (producer.chunks == 0) return 0;
  --producer.chunks;
  if (producer.input.once_in(32)) return 5;
  *out = make_chunk(producer.forms, producer.input);
  return 0;
}

ArrowArrayStream make_stream(Input input) {
  auto producer = std::make_unique<Producer>(Producer{{}, input, 0});
  producer->chunks = producer->input.below(4);
  const std::size_t columns = producer->input.below(7);
  for (std::size_t i = 0; i < columns; ++i) {
    producer->forms.push_back(make_form(producer->input, 2));
  }
  ArrowArrayStream stream{give_schema, give_chunk, nullptr, nullptr, producer.release()};
  ++alive;
  stream.release = [](ArrowArrayStream* self) {
    --alive;
    self->release = nullptr;
    delete static_cast<Producer*>(self->private_data);
  };
  return stream;
}

void check_sentence(const Error& error) {
  const std::string_view sentence = error.what();
  require(sentence.size() > 1 && sentence.back() == '.');
  require(text::find_invalid_utf8(sentence) == std::string_view::npos);
}

// What a reading gives, or nothing where it is refused.
template <class Read>
auto attempt(Read read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (const InvalidArgument& error) {
    check_sentence(error);
    return {};
  }
}

void check_column(const FrameColumn& column) {
  const std::size_t size = column.size();
  const auto absent = attempt([&] { return column.count_absent(); });
  require(!absent || *absent <= size);
  if (const auto numbers = attempt([&] { return column.doubles(); })) {
    require(numbers->span().size() == size);
    require(size == 0 || column.type() != ColumnType::text);
  }
  if (const auto found = attempt([&] { return column.doubles_in_place(); }); found && *found) {
    require((*found)->size() == size && absent == std::size_t{0});
  }
  if (const auto days = attempt([&] { return column.dates(); })) require(days->size() == size);
  if (const auto found = attempt([&] { return column.categories(); })) {
    require(found->codes.size() == size);
    const auto labels = static_cast<std::int64_t>(found->labels.size());
    for (const std::int32_t code : found->codes) require(code >= -1 && code < labels);
  }
  for (std::size_t row = 0; row < size; ++row) {
    const auto text = attempt([&] { return column.text(row); });
    const auto is_absent = attempt([&] { return column.is_absent(row); });
    if (!text) continue;
    require(is_absent.has_value());
    require(!*text || !*is_absent);
    if (*text) require(text::find_invalid_utf8(**text) == std::string_view::npos);
  }
  require(!attempt([&] { return column.text(size); }));
}

void check_same(const Frame& one, const Frame& other) {
  require(one.rows() == other.rows() && one.columns().size() == other.columns().size());
  for (std::size_t i = 0; i < one.columns().size(); ++i) {
    const FrameColumn& a = one.columns()[i];
    const FrameColumn& b = other.columns()[i];
    require(a.name() == b.name() && a.format() == b.format() && a.type() == b.type());
    for (std::size_t row = 0; row < one.rows(); ++row) {
      // A count that was refused may be given out mended.
      const auto text = attempt([&] { return a.text(row); });
      require(!text || text == attempt([&] { return b.text(row); }));
    }
  }
}

void check_evidence(const Frame& frame) {
  try {
    const EvidenceRows rows = read_evidence_frame(frame, Date::from_ymd(2019, 6, 1));
    require(rows.lines.size() == rows.entries.size() && rows.entries.size() <= frame.rows());
    for (const Problem& problem : rows.problems) {
      require(!problem.code.empty() && !problem.message.empty());
      require(text::find_invalid_utf8(problem.message) == std::string_view::npos);
    }
    require(Evidence{rows.entries}.size() <= rows.entries.size());
  } catch (const ParseError& error) {
    check_sentence(error);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  {
    ArrowArrayStream stream = make_stream(Input{data, size});
    const auto frame = attempt([&] { return Frame::from_stream(ArrowStreamOwner{&stream}); });
    if (frame) {
      require(frame->columns().empty() || frame->columns()[0].size() == frame->rows());
      for (const FrameColumn& column : frame->columns()) check_column(column);
      check_same(*frame, Frame::from_stream(frame->to_arrow()));
      check_evidence(*frame);
    }
  }
  require(alive == 0);
  return 0;
}
