// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "column_data.hpp"

#include <algorithm>
#include <array>
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
  // The same of rows that have nothing here, without asking each.
  virtual void write_absent(std::size_t begin, std::size_t end) = 0;
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
  // Those of some rows in order, each written once: `is_set` of each is asked, a byte is kept for
  // eight of them.
  template <class IsSet>
  void put_each(std::size_t begin, std::size_t end, IsSet is_set) {
    for (std::size_t row = begin; row < end;) {
      const std::size_t first = row;
      const std::size_t last = std::min(end, (row / 8 + 1) * 8);
      unsigned byte = 0;
      for (; row < last; ++row) {
        const bool is_there = is_set(row);
        byte |= unsigned{is_there} << (row % 8);
        set_ += std::size_t{is_there};
      }
      bits_[first / 8] = static_cast<std::uint8_t>(bits_[first / 8] | byte);
    }
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
  explicit TextStore(std::size_t expected) {
    ends_.reserve((expected + 1) * sizeof(std::int32_t));
    ends_.push(std::int32_t{0});
  }

  void add(std::string_view text) {
    bytes_.append(text);
    if (is_large_ || bytes_.size() > static_cast<std::size_t>(INT32_MAX)) {
      add_large();
    } else {
      ends_.push(static_cast<std::int32_t>(bytes_.size()));
    }
    ++size_;
  }
  void add_empty(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) add({});
  }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::string_view at(std::size_t i) const noexcept {
    return {bytes_.data() + end_of(i), end_of(i + 1) - end_of(i)};
  }
  [[nodiscard]] std::unique_ptr<ColumnData> finish(std::string name) {
    auto column = std::make_unique<ColumnData>(std::move(name), is_large_ ? "U" : "u", size_);
    column->array.n_buffers = 3;
    column->set_buffer(1, ends_.take());
    column->set_buffer(2, bytes_.take());
    return column;
  }

 private:
  [[nodiscard]] std::size_t end_of(std::size_t k) const noexcept {
    return is_large_ ? static_cast<std::size_t>(ends_.value<std::int64_t>(k))
                     : static_cast<std::size_t>(ends_.value<std::int32_t>(k));
  }
  void add_large() {
    if (!is_large_) {
      GrowingBytes large;
      large.reserve((size_ + 2) * sizeof(std::int64_t));
      for (std::size_t k = 0; k <= size_; ++k) {
        large.push(std::int64_t{ends_.value<std::int32_t>(k)});
      }
      ends_.swap(large);
      is_large_ = true;
    }
    ends_.push(static_cast<std::int64_t>(bytes_.size()));
  }

  GrowingBytes bytes_;
  GrowingBytes ends_;  // of 32 bits each, or of 64
  std::size_t size_ = 0;
  bool is_large_ = false;
};

// Different texts, each once, by the order in which they were first met.
class TextTable {
 public:
  [[nodiscard]] std::size_t code(std::string_view text) {
    if (last_ < texts_.size() && texts_.at(last_) == text) return last_;  // mostly the row before's
    while (hashes_.size() < texts_.size()) enter(hashes_.size());
    if (texts_.size() * 2 >= slots_.size()) grow();
    const std::size_t hash = std::hash<std::string_view>{}(text);
    for (std::size_t at = hash & mask();; at = (at + 1) & mask()) {
      const std::uint32_t slot = slots_[at];
      if (slot == 0) {
        texts_.add(text);
        hashes_.push_back(hash);
        slots_[at] = static_cast<std::uint32_t>(hashes_.size());
        return last_ = hashes_.size() - 1;
      }
      if (hashes_[slot - 1] == hash && texts_.at(slot - 1) == text) return last_ = slot - 1;
    }
  }
  // Of a text that is none of those before. It is looked up only once `code` is asked.
  [[nodiscard]] std::size_t code_of_new(std::string_view text) {
    texts_.add(text);
    return last_ = texts_.size() - 1;
  }
  [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }
  [[nodiscard]] std::string_view at(std::size_t code) const noexcept { return texts_.at(code); }
  [[nodiscard]] std::unique_ptr<ColumnData> finish() { return texts_.finish(""); }

 private:
  [[nodiscard]] std::size_t mask() const noexcept { return slots_.size() - 1; }
  // The texts are entered in their order.
  void enter(std::size_t code) {
    hashes_.push_back(std::hash<std::string_view>{}(texts_.at(code)));
    if (hashes_.size() * 2 >= slots_.size()) {
      grow();
    } else {
      place(code);
    }
  }
  void place(std::size_t code) {
    std::size_t at = hashes_[code] & mask();
    while (slots_[at] != 0) at = (at + 1) & mask();
    slots_[at] = static_cast<std::uint32_t>(code + 1);
  }
  void grow() {
    std::size_t wanted = slots_.empty() ? 64 : slots_.size() * 2;
    while (texts_.size() * 2 >= wanted) wanted *= 2;
    slots_.assign(wanted, 0);
    for (std::size_t i = 0; i < hashes_.size(); ++i) place(i);
  }

  TextStore texts_{0};
  std::vector<std::size_t> hashes_;   // of the texts that were entered
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
    present_.put_each(begin, end, [this](std::size_t row) {
      const std::optional<Stored> value = get_(row);
      if (value) values_[row] = *value;
      return value.has_value();
    });
  }
  void write_absent(std::size_t /*begin*/, std::size_t /*end*/) override {}
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
  void write_absent(std::size_t /*begin*/, std::size_t /*end*/) override {}
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
    present_.put_each(begin, end, [this](std::size_t row) {
      const std::optional<std::string_view> text = get_(row);
      texts_.add(text.value_or(std::string_view{}));
      return text.has_value();
    });
  }
  void write_absent(std::size_t begin, std::size_t end) override { texts_.add_empty(end - begin); }
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
// tables of different days have one schema. `Code` gives that of a row's text in a TextTable, or
// nothing.
template <class Code>
class CodesWriter final : public ColumnWriter {
 public:
  template <class... Asked>
  CodesWriter(std::string name, std::size_t rows, Asked... asked)
      : codes_{std::move(name), "i", rows, Code{&table_, std::move(asked)...}} {}

  void write(std::size_t begin, std::size_t end) override { codes_.write(begin, end); }
  void write_absent(std::size_t /*begin*/, std::size_t /*end*/) override {}
  [[nodiscard]] std::unique_ptr<ColumnData> finish() override {
    codes_.set_dictionary(table_.finish());
    return codes_.finish();
  }

 private:
  TextTable table_;
  FixedWriter<std::int32_t, Code> codes_;
};

template <class Get>
struct CodeOfText {
  TextTable* table;
  Get get;

  std::optional<std::int32_t> operator()(std::size_t row) {
    const std::optional<std::string_view> text = get(row);
    if (!text) return std::nullopt;
    return static_cast<std::int32_t>(table->code(*text));
  }
};
template <class Get>
using RepeatedWriter = CodesWriter<CodeOfText<Get>>;

// What stands for a text: rows with the same key have the same text, or none.
struct TextKey {
  static constexpr std::uint64_t none = UINT64_MAX;
  std::uint64_t value = none;  // none: the text is asked
  bool is_new = false;         // no row before has the text, but those with this key right before
};

// Asks for a text only where its key was not met lately.
template <class Key, class Get>
struct CodeOfKey {
  static constexpr std::size_t kept = 512;
  struct Met {
    std::uint64_t key = TextKey::none;
    std::optional<std::int32_t> code;
  };

  TextTable* table;
  Key key;
  Get get;
  std::unique_ptr<std::array<Met, kept>> met = std::make_unique<std::array<Met, kept>>();

  std::optional<std::int32_t> operator()(std::size_t row) {
    const TextKey of = key(row);
    if (of.value == TextKey::none) return code(get(row), false);
    Met& found = (*met)[of.value % kept];
    if (found.key != of.value) found = {of.value, code(get(row), of.is_new)};
    return found.code;
  }
  std::optional<std::int32_t> code(const std::optional<std::string_view>& text, bool is_new) {
    if (!text) return std::nullopt;
    return static_cast<std::int32_t>(is_new ? table->code_of_new(*text) : table->code(*text));
  }
};
template <class Key, class Get>
using KeyedWriter = CodesWriter<CodeOfKey<Key, Get>>;

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
