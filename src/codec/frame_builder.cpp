// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/frame_builder.hpp>

#include <actionplan/core/error.hpp>

#include "arrow_format.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

namespace actionplan {
namespace {

template <class T>
std::shared_ptr<const void> hold(std::vector<T> values, const void*& data) {
  static const std::uint64_t nothing = 0;  // an empty buffer has an address, too
  const auto held = std::make_shared<const std::vector<T>>(std::move(values));
  data = held->empty() ? static_cast<const void*>(&nothing) : held->data();
  return held;
}

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept {
    return std::hash<std::string_view>{}(text);
  }
};

// A bit for each row: is it there?
class Validity {
 public:
  explicit Validity(std::size_t rows) : bits_((rows + 7) / 8), rows_{rows} {}
  void set(std::size_t row) noexcept {
    bits_[row / 8] = static_cast<std::uint8_t>(bits_[row / 8] | 1U << (row % 8));
    ++present_;
  }
  [[nodiscard]] std::size_t absent() const noexcept { return rows_ - present_; }
  [[nodiscard]] std::vector<std::uint8_t> take() noexcept { return std::move(bits_); }

 private:
  std::vector<std::uint8_t> bits_;
  std::size_t rows_;
  std::size_t present_ = 0;
};

}  // namespace

// One column with its description and memory; neither struct has a release of its own, since the
// Frame keeps the whole.
struct FrameBuilder::Column {
  std::string name;
  std::string format;
  ArrowSchema schema{};
  ArrowArray array{};
  std::array<const void*, 3> buffers{};
  std::vector<std::shared_ptr<const void>> owners;
  std::unique_ptr<Column> dictionary;

  Column(std::string called, const char* as, std::size_t rows)
      : name{std::move(called)}, format{as} {
    schema.format = format.c_str();
    schema.name = name.c_str();
    schema.flags = ARROW_FLAG_NULLABLE;
    array.length = static_cast<std::int64_t>(rows);
    array.n_buffers = 2;
    array.buffers = buffers.data();
  }
  Column(const Column&) = delete;
  Column& operator=(const Column&) = delete;

  void set_validity(Validity validity) {
    array.null_count = static_cast<std::int64_t>(validity.absent());
    if (validity.absent() != 0) owners.push_back(hold(validity.take(), buffers[0]));
  }
  template <class T>
  void set_values(std::vector<T> values) {
    owners.push_back(hold(std::move(values), buffers[1]));
  }
  void set_dictionary(std::unique_ptr<Column> values) {
    dictionary = std::move(values);
    schema.dictionary = &dictionary->schema;
    array.dictionary = &dictionary->array;
  }

  // Values of a fixed size, by what is asked for row by row.
  template <class Stored, class T, class Convert>
  static std::unique_ptr<Column> fixed(std::string name, const char* format, std::size_t rows,
                                       const At<T>& at, Convert convert) {
    auto column = std::make_unique<Column>(std::move(name), format, rows);
    Validity validity{rows};
    std::vector<Stored> values(rows);
    for (std::size_t row = 0; row < rows; ++row) {
      const std::optional<T> value = at(row);
      if (!value) continue;
      values[row] = convert(*value);
      validity.set(row);
    }
    column->set_validity(std::move(validity));
    column->set_values(std::move(values));
    return column;
  }

  static std::unique_ptr<Column> texts(std::string name, std::size_t rows,
                                       const At<std::string_view>& at) {
    Validity validity{rows};
    std::vector<std::int64_t> ends{0};
    ends.reserve(rows + 1);
    std::vector<char> bytes;
    for (std::size_t row = 0; row < rows; ++row) {
      if (const auto text = at(row)) {
        bytes.insert(bytes.end(), text->begin(), text->end());
        validity.set(row);
      }
      ends.push_back(static_cast<std::int64_t>(bytes.size()));
    }
    const bool is_large = bytes.size() > static_cast<std::size_t>(INT32_MAX);
    auto column = std::make_unique<Column>(std::move(name), is_large ? "U" : "u", rows);
    column->array.n_buffers = 3;
    column->set_validity(std::move(validity));
    if (is_large) {
      column->set_values(std::move(ends));
    } else {
      column->set_values(std::vector<std::int32_t>(ends.begin(), ends.end()));
    }
    column->owners.push_back(hold(std::move(bytes), column->buffers[2]));
    return column;
  }

  static std::unique_ptr<Column> words(const Words& words) {
    return texts("", words.size(),
                 [&](std::size_t i) { return std::optional<std::string_view>{words[i]}; });
  }

  template <class Stored>
  static std::unique_ptr<Column> encoded(std::string name, const char* format, const Words& words,
                                         std::size_t rows, const At<std::size_t>& at) {
    auto column = fixed<Stored>(std::move(name), format, rows, at,
                                [](std::size_t code) { return static_cast<Stored>(code); });
    column->set_dictionary(Column::words(words));
    return column;
  }
};

void FrameBuilder::add(std::unique_ptr<Column> column) {
  if (frame_.find(column->name) != nullptr) {
    throw InvalidArgument("The table has a column \"" + column->name + "\" already.");
  }
  const std::shared_ptr<const Column> kept{std::move(column)};
  FrameColumn added;
  added.name_ = kept->name;
  added.schema_ = std::shared_ptr<const ArrowSchema>{kept, &kept->schema};
  if (rows_ != 0) {
    added.chunks_.push_back({kept, &kept->array, 0, rows_});
    added.starts_.push_back(rows_);
  }
  frame_.columns_.push_back(std::move(added));
}

void FrameBuilder::add_empty(std::string name) {
  auto column = std::make_unique<Column>(std::move(name), "n", rows_);
  column->array.n_buffers = 0;
  column->array.buffers = nullptr;
  column->array.null_count = column->array.length;
  add(std::move(column));
}

void FrameBuilder::add_booleans(std::string name, const At<bool>& at) {
  auto column = std::make_unique<Column>(std::move(name), "b", rows_);
  Validity validity{rows_};
  Validity values{rows_};
  for (std::size_t row = 0; row < rows_; ++row) {
    const std::optional<bool> value = at(row);
    if (value) validity.set(row);
    if (value.value_or(false)) values.set(row);
  }
  column->set_validity(std::move(validity));
  column->set_values(values.take());
  add(std::move(column));
}

void FrameBuilder::add_integers(std::string name, const At<std::int64_t>& at) {
  add(Column::fixed<std::int64_t>(std::move(name), "l", rows_, at,
                                  [](std::int64_t value) { return value; }));
}

void FrameBuilder::add_reals(std::string name, const At<double>& at) {
  const At<double> finite = [&at](std::size_t row) {
    const std::optional<double> value = at(row);
    return value && std::isnan(*value) ? std::nullopt : value;
  };
  add(Column::fixed<double>(std::move(name), "g", rows_, finite,
                            [](double value) { return value; }));
}

void FrameBuilder::add_dates(std::string name, const At<Date>& at) {
  add(Column::fixed<std::int32_t>(std::move(name), "tdD", rows_, at,
                                  [](Date day) { return day.days(); }));
}

void FrameBuilder::add_texts(std::string name, const At<std::string_view>& at) {
  add(Column::texts(std::move(name), rows_, at));
}

void FrameBuilder::add_words(std::string name, Words words, const At<std::size_t>& at) {
  add(words.size() <= 127 ? Column::encoded<std::int8_t>(std::move(name), "c", words, rows_, at)
                          : Column::encoded<std::int32_t>(std::move(name), "i", words, rows_, at));
}

void FrameBuilder::add_repeated_texts(std::string name, const At<std::string_view>& at) {
  std::unordered_map<std::string, std::size_t, TextHash, std::equal_to<>> seen;
  Words words;
  std::vector<std::optional<std::size_t>> codes(rows_);
  for (std::size_t row = 0; row < rows_; ++row) {
    const auto text = at(row);
    if (!text) continue;
    auto found = seen.find(*text);
    if (found == seen.end()) {
      found = seen.emplace(*text, words.size()).first;
      words.emplace_back(*text);
    }
    codes[row] = found->second;
  }
  // Always 32 bits, so that tables of different days have one schema.
  add(Column::encoded<std::int32_t>(std::move(name), "i", words, rows_,
                                    [&codes](std::size_t row) { return codes[row]; }));
}

void FrameBuilder::borrow_reals(std::string name, std::span<const double> values,
                                std::shared_ptr<const void> owner) {
  if (values.size() != rows_) {
    throw InvalidArgument("Column \"" + name + "\" has " + std::to_string(values.size()) +
                          " values for " + std::to_string(rows_) + " rows.");
  }
  auto column = std::make_unique<Column>(std::move(name), "g", rows_);
  Validity validity{rows_};
  for (std::size_t row = 0; row < rows_; ++row) {
    if (!std::isnan(values[row])) validity.set(row);
  }
  column->set_validity(std::move(validity));
  column->buffers[1] = values.data();
  column->owners.push_back(std::move(owner));
  add(std::move(column));
}

void FrameBuilder::borrow_words(std::string name, Words words, std::span<const std::uint8_t> codes,
                                std::shared_ptr<const void> owner) {
  if (codes.size() != rows_ || words.size() > 127) {
    throw InvalidArgument("Column \"" + name +
                          "\" needs one code for each row, and at most 127 words.");
  }
  auto column = std::make_unique<Column>(std::move(name), "c", rows_);
  column->buffers[1] = codes.data();
  column->owners.push_back(std::move(owner));
  column->set_dictionary(Column::words(words));
  add(std::move(column));
}

void FrameBuilder::borrow(std::string name, const char* format, const void* values,
                          std::shared_ptr<const void> owner) {
  if (detail::size_of(detail::parse_format(format).storage) == 0) {
    throw InvalidArgument("Column \"" + name + "\": values of format \"" + format +
                          "\" have no fixed size; add them one by one.");
  }
  auto column = std::make_unique<Column>(std::move(name), format, rows_);
  column->buffers[1] = values;
  column->owners.push_back(std::move(owner));
  add(std::move(column));
}

Frame FrameBuilder::build() {
  if (rows_ != 0) frame_.chunk_rows_.push_back(rows_);
  frame_.rows_ = rows_;
  return std::exchange(frame_, Frame{});
}

}  // namespace actionplan
