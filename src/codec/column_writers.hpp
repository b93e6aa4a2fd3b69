// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "column_data.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace actionplan::detail {

// Writes one column of a table, so many rows at a time that what they stand in is still near when
// the next column asks for it.
class ColumnWriter {
 public:
  static constexpr std::size_t block = 256;  // rows

  ColumnWriter() = default;
  ColumnWriter(const ColumnWriter&) = delete;
  ColumnWriter& operator=(const ColumnWriter&) = delete;
  virtual ~ColumnWriter() = default;

  // Rows are written once each, in order.
  virtual void write(std::size_t begin, std::size_t end) = 0;
  [[nodiscard]] virtual std::unique_ptr<ColumnData> finish() = 0;
};

// A bit for each row.
class Bits {
 public:
  explicit Bits(std::size_t rows) : bits_((rows + 7) / 8), rows_{rows} {}
  void put(std::size_t row, bool is_set) noexcept {
    bits_[row / 8] = static_cast<std::uint8_t>(bits_[row / 8] | unsigned{is_set} << (row % 8));
    set_ += std::size_t{is_set};
  }
  [[nodiscard]] std::size_t count_unset() const noexcept { return rows_ - set_; }
  [[nodiscard]] std::shared_ptr<const void> take() {
    if (bits_.empty()) return nullptr;
    const auto held = std::make_shared<const std::vector<std::uint8_t>>(std::move(bits_));
    return {held, held->data()};
  }
  // Which values of a column are there.
  void say_present(ColumnData& column) {
    column.array.null_count = static_cast<std::int64_t>(count_unset());
    if (count_unset() != 0) column.set_buffer(0, take());
  }

 private:
  std::vector<std::uint8_t> bits_;
  std::size_t rows_;
  std::size_t set_ = 0;
};

// Texts end to end, with 32 bits for where each ends as long as these do.
class TextStore {
 public:
  explicit TextStore(std::size_t expected) { ends_.reserve(expected + 1); }

  void add(std::string_view text) {
    bytes_.append(text);
    if (!large_ends_.empty() || bytes_.size() > static_cast<std::size_t>(INT32_MAX)) {
      add_large();
    } else {
      ends_.push_back(static_cast<std::int32_t>(bytes_.size()));
    }
  }
  [[nodiscard]] std::size_t size() const noexcept {
    return (large_ends_.empty() ? ends_.size() : large_ends_.size()) - 1;
  }
  [[nodiscard]] std::string_view at(std::size_t i) const noexcept {
    const auto end_of = [this](std::size_t k) {
      return static_cast<std::size_t>(large_ends_.empty() ? ends_[k] : large_ends_[k]);
    };
    return {bytes_.data() + end_of(i), end_of(i + 1) - end_of(i)};
  }
  [[nodiscard]] std::unique_ptr<ColumnData> finish(std::string name) {
    const bool is_large = !large_ends_.empty();
    auto column = std::make_unique<ColumnData>(std::move(name), is_large ? "U" : "u", size());
    column->array.n_buffers = 3;
    if (is_large) {
      column->set_buffer(1, hold(std::move(large_ends_)));
    } else {
      column->set_buffer(1, hold(std::move(ends_)));
    }
    column->set_buffer(2, bytes_.take());
    return column;
  }

 private:
  template <class T>
  static std::shared_ptr<const void> hold(std::vector<T> values) {
    const auto held = std::make_shared<const std::vector<T>>(std::move(values));
    return {held, held->data()};
  }
  void add_large() {
    if (large_ends_.empty()) large_ends_.assign(ends_.begin(), ends_.end());
    large_ends_.push_back(static_cast<std::int64_t>(bytes_.size()));
  }

  GrowingBytes bytes_;
  std::vector<std::int32_t> ends_{0};
  std::vector<std::int64_t> large_ends_;
};

// Different texts, each once, by the order in which they were first met.
class TextTable {
 public:
  [[nodiscard]] std::size_t code(std::string_view text) {
    if (last_ < texts_.size() && texts_.at(last_) == text) return last_;  // mostly the row before's
    if (texts_.size() * 2 >= slots_.size()) grow();
    const std::size_t hash = std::hash<std::string_view>{}(text);
    for (std::size_t at = hash & mask();; at = (at + 1) & mask()) {
      const std::uint32_t slot = slots_[at];
      if (slot == 0) return add(text, hash, at);
      if (hashes_[slot - 1] == hash && texts_.at(slot - 1) == text) return last_ = slot - 1;
    }
  }
  [[nodiscard]] std::unique_ptr<ColumnData> finish() { return texts_.finish(""); }

 private:
  [[nodiscard]] std::size_t mask() const noexcept { return slots_.size() - 1; }
  std::size_t add(std::string_view text, std::size_t hash, std::size_t at) {
    texts_.add(text);
    hashes_.push_back(hash);
    slots_[at] = static_cast<std::uint32_t>(hashes_.size());
    return last_ = hashes_.size() - 1;
  }
  void grow() {
    constexpr std::size_t least = 64;
    slots_.assign(slots_.empty() ? least : slots_.size() * 2, 0);
    for (std::size_t i = 0; i < hashes_.size(); ++i) {
      std::size_t at = hashes_[i] & mask();
      while (slots_[at] != 0) at = (at + 1) & mask();
      slots_[at] = static_cast<std::uint32_t>(i + 1);
    }
  }

  TextStore texts_{0};
  std::vector<std::size_t> hashes_;   // of each text
  std::vector<std::uint32_t> slots_;  // a power of two; position of the text + 1, 0: free
  std::size_t last_ = 0;
};

// Values of a fixed size. `Get` gives the value of a row, or nothing.
template <class Stored, class Get>
class FixedWriter final : public ColumnWriter {
 public:
  FixedWriter(std::string name, const char* format, std::size_t rows, Get get)
      : column_{std::make_unique<ColumnData>(std::move(name), format, rows)},
        present_{rows},
        values_{rows},
        get_{std::move(get)} {}

  void write(std::size_t begin, std::size_t end) override {
    for (std::size_t row = begin; row < end; ++row) {
      const std::optional<Stored> value = get_(row);
      values_[row] = value ? *value : Stored{};
      present_.put(row, value.has_value());
    }
  }
  void set_dictionary(std::unique_ptr<ColumnData> words) {
    column_->set_dictionary(std::move(words));
  }
  [[nodiscard]] std::unique_ptr<ColumnData> finish() override {
    present_.say_present(*column_);
    column_->set_buffer(1, values_.take());
    return std::move(column_);
  }

 private:
  std::unique_ptr<ColumnData> column_;
  Bits present_;
  Values<Stored> values_;
  Get get_;
};

template <class Get>
class BooleanWriter final : public ColumnWriter {
 public:
  BooleanWriter(std::string name, std::size_t rows, Get get)
      : column_{std::make_unique<ColumnData>(std::move(name), "b", rows)},
        present_{rows},
        values_{rows},
        get_{std::move(get)} {}

  void write(std::size_t begin, std::size_t end) override {
    for (std::size_t row = begin; row < end; ++row) {
      const std::optional<bool> value = get_(row);
      values_.put(row, value.value_or(false));
      present_.put(row, value.has_value());
    }
  }
  [[nodiscard]] std::unique_ptr<ColumnData> finish() override {
    present_.say_present(*column_);
    column_->set_buffer(1, values_.take());
    return std::move(column_);
  }

 private:
  std::unique_ptr<ColumnData> column_;
  Bits present_;
  Bits values_;
  Get get_;
};

// Texts one after the other. What `Get` gives need not live longer than until it is asked again.
template <class Get>
class TextWriter final : public ColumnWriter {
 public:
  TextWriter(std::string name, std::size_t rows, Get get)
      : name_{std::move(name)}, present_{rows}, texts_{rows}, get_{std::move(get)} {}

  void write(std::size_t begin, std::size_t end) override {
    for (std::size_t row = begin; row < end; ++row) {
      const std::optional<std::string_view> text = get_(row);
      texts_.add(text.value_or(std::string_view{}));
      present_.put(row, text.has_value());
    }
  }
  [[nodiscard]] std::unique_ptr<ColumnData> finish() override {
    std::unique_ptr<ColumnData> column = texts_.finish(std::move(name_));
    present_.say_present(*column);
    return column;
  }

 private:
  std::string name_;
  Bits present_;
  TextStore texts_;
  Get get_;
};

// Texts of which many are the same: each once, and positions among them. Always of 32 bits, so that
// tables of different days have one schema.
template <class Get>
class RepeatedWriter final : public ColumnWriter {
 public:
  RepeatedWriter(std::string name, std::size_t rows, Get get)
      : codes_{std::move(name), "i", rows, Code{&table_, std::move(get)}} {}

  void write(std::size_t begin, std::size_t end) override { codes_.write(begin, end); }
  [[nodiscard]] std::unique_ptr<ColumnData> finish() override {
    codes_.set_dictionary(table_.finish());
    return codes_.finish();
  }

 private:
  struct Code {
    TextTable* table;
    Get get;
    std::optional<std::int32_t> operator()(std::size_t row) {
      const std::optional<std::string_view> text = get(row);
      if (!text) return std::nullopt;
      return static_cast<std::int32_t>(table->code(*text));
    }
  };
  TextTable table_;
  FixedWriter<std::int32_t, Code> codes_;
};

[[nodiscard]] inline std::unique_ptr<ColumnData> words_column(
    const std::vector<std::string>& words) {
  TextStore texts{words.size()};
  for (const std::string& word : words) texts.add(word);
  return texts.finish("");
}

template <class Stored, class Get>
[[nodiscard]] std::unique_ptr<ColumnWriter> fixed_writer(std::string name, const char* format,
                                                         std::size_t rows, Get get) {
  return std::make_unique<FixedWriter<Stored, Get>>(std::move(name), format, rows, std::move(get));
}

// Positions among words. `Get` gives that of a row, or nothing.
template <class Stored, class Get>
[[nodiscard]] std::unique_ptr<ColumnWriter> word_writer(std::string name, const char* format,
                                                        const std::vector<std::string>& words,
                                                        std::size_t rows, Get get) {
  auto writer =
      std::make_unique<FixedWriter<Stored, Get>>(std::move(name), format, rows, std::move(get));
  writer->set_dictionary(words_column(words));
  return writer;
}

}  // namespace actionplan::detail
