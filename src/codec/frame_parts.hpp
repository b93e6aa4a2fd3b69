// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/codec/frame_builder.hpp>
#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/id.hpp>
#include <actionplan/plan/plan.hpp>

#include "column_writers.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace actionplan::detail {

// The words of an enumeration.
template <class Enum>
[[nodiscard]] FrameBuilder::Words words_of() {
  return {enum_names<Enum>.begin(), enum_names<Enum>.end()};
}

// The items of a vector, a row for each.
template <class Item>
class VectorRows {
 public:
  using Row = Item;
  explicit VectorRows(const std::vector<Item>& items) : items_{&items} {}
  [[nodiscard]] std::size_t size() const noexcept { return items_->size(); }
  // What is asked about next: at most `ColumnWriter::block` rows.
  void prepare(std::size_t /*begin*/, std::size_t /*end*/) noexcept {}
  [[nodiscard]] const Item& operator[](std::size_t row) const noexcept { return (*items_)[row]; }

 private:
  const std::vector<Item>* items_;
};

// A day as columns keep it, counted from 1970-01-01.
struct StoredDay {
  std::int32_t days;
  std::int32_t none;  // stands for no day
};

// A table of columns that each ask the rows for one field. All are written together, some rows at a
// time. What rows and columns borrow has to live until `build`.
template <class Rows>
class TableBuilder {
 public:
  explicit TableBuilder(Rows rows) : rows_{std::move(rows)} {}
  template <class Item>
  explicit TableBuilder(const std::vector<Item>& items) : rows_{VectorRows<Item>{items}} {}
  TableBuilder(const TableBuilder&) = delete;
  TableBuilder& operator=(const TableBuilder&) = delete;

  template <class Get>
  void texts(std::string name, Get get) {
    const auto of = [this, get = std::move(get)](std::size_t row) mutable {
      return view(get(rows_[row]));
    };
    add(std::make_unique<TextWriter<std::decay_t<decltype(of)>>>(std::move(name), size(), of));
  }
  template <class Get>
  void repeated(std::string name, Get get) {
    const auto of = [this, get = std::move(get)](std::size_t row) mutable {
      return view(get(rows_[row]));
    };
    add(std::make_unique<RepeatedWriter<std::decay_t<decltype(of)>>>(std::move(name), size(), of));
  }
  // The same where rows have a TextKey, by `key`.
  template <class Key, class Get>
  void repeated(std::string name, Key key, Get get) {
    const auto of = [this, get = std::move(get)](std::size_t row) mutable {
      return view(get(rows_[row]));
    };
    const auto key_of = [this, key = std::move(key)](std::size_t row) {
      return std::invoke(key, rows_[row]);
    };
    add(std::make_unique<KeyedWriter<std::decay_t<decltype(key_of)>, std::decay_t<decltype(of)>>>(
        std::move(name), size(), key_of, of));
  }
  // `Get` gives a Date or nothing, or a StoredDay.
  template <class Get>
  void days(std::string name, Get get) {
    fixed<std::int32_t>(std::move(name), "tdD", [get = std::move(get)](const auto& item) mutable {
      return day_number(get(item));
    });
  }
  template <class Get>
  void booleans(std::string name, Get get) {
    const auto of = [this, get = std::move(get)](std::size_t row) mutable {
      return std::optional<bool>{get(rows_[row])};
    };
    add(std::make_unique<BooleanWriter<std::decay_t<decltype(of)>>>(std::move(name), size(), of));
  }
  template <class Get>
  void integers(std::string name, Get get) {
    fixed<std::int64_t>(std::move(name), "l", [get = std::move(get)](const auto& item) mutable {
      return number(get(item));
    });
  }
  template <class Get>
  void reals(std::string name, Get get) {
    fixed<double>(std::move(name), "g", [get = std::move(get)](const auto& item) mutable {
      const std::optional<double> value = get(item);
      return value && std::isnan(*value) ? std::nullopt : value;
    });
  }
  template <class Enum, class Get>
  void words(std::string name, Get get) {
    static_assert(enum_count<Enum> <= 127);
    const auto of = [this, get = std::move(get)](std::size_t row) mutable {
      const std::optional<Enum> word = get(rows_[row]);
      return word ? std::optional{static_cast<std::int8_t>(*word)} : std::nullopt;
    };
    add(word_writer<std::int8_t>(std::move(name), "c", words_of<Enum>(), size(), of));
  }
  // A column of another table with the same rows.
  void shared(const FrameColumn& column) { columns_.push_back({nullptr, column, nullptr}); }

  // Calls `add_columns`. The columns that it adds are asked only of rows prepared together of which
  // `has` says that there may be something.
  template <class AddColumns>
  void where(bool (Rows::*has)() const noexcept, AddColumns add_columns) {
    const std::size_t first = columns_.size();
    add_columns();
    for (std::size_t i = first; i < columns_.size(); ++i) columns_[i].has = has;
  }

  [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
  [[nodiscard]] const Rows& rows() const noexcept { return rows_; }
  // Writes the columns that were added since the rows were written last.
  void write() {
    for (std::size_t begin = 0; begin < size(); begin += ColumnWriter::block) {
      const std::size_t end = std::min(begin + ColumnWriter::block, size());
      rows_.prepare(begin, end);
      for (std::size_t i = written_; i < columns_.size(); ++i) write(columns_[i], begin, end);
    }
    written_ = columns_.size();
  }
  [[nodiscard]] Frame build() {
    if (written_ != columns_.size()) write();
    FrameBuilder builder{size()};
    for (Column& column : columns_) {
      if (column.writer != nullptr) {
        builder.add(column.writer->finish());
      } else {
        builder.add(column.shared);
      }
    }
    columns_.clear();
    return builder.build();
  }

 private:
  struct Column {
    std::unique_ptr<ColumnWriter> writer;  // null: it is shared
    FrameColumn shared;
    bool (Rows::*has)() const noexcept;  // null: asked always
  };

  void add(std::unique_ptr<ColumnWriter> writer) {
    columns_.push_back({std::move(writer), {}, nullptr});
  }
  void write(const Column& column, std::size_t begin, std::size_t end) {
    if (column.writer == nullptr) return;
    if (column.has == nullptr || (rows_.*column.has)()) {
      column.writer->write(begin, end);
    } else {
      column.writer->write_absent(begin, end);
    }
  }
  template <class Stored, class Get>
  void fixed(std::string name, const char* format, Get get) {
    const auto of = [this, get = std::move(get)](std::size_t row) mutable {
      return std::optional<Stored>{get(rows_[row])};
    };
    add(fixed_writer<Stored>(std::move(name), format, size(), of));
  }
  static std::optional<std::string_view> view(std::optional<std::string_view> text) { return text; }
  static std::optional<std::int32_t> day_number(const std::optional<Date>& day) {
    return day ? std::optional{day->days()} : std::nullopt;
  }
  static std::optional<std::int32_t> day_number(StoredDay day) {
    return day.days == day.none ? std::nullopt : std::optional{day.days};
  }
  template <class Number>
  static std::optional<std::int64_t> number(const std::optional<Number>& value) {
    if (!value) return std::nullopt;
    return static_cast<std::int64_t>(*value);
  }
  template <class Number>
  static std::optional<std::int64_t> number(const Number& value) {
    return static_cast<std::int64_t>(value);
  }

  Rows rows_;
  std::vector<Column> columns_;
  std::size_t written_ = 0;  // columns
};

template <class Item>
TableBuilder(const std::vector<Item>&) -> TableBuilder<VectorRows<Item>>;

// An empty text is one that is not there.
[[nodiscard]] inline std::optional<std::string_view> unless_empty(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return std::string_view{text};
}

// Several texts in one cell.
template <class Items, class ToText>
[[nodiscard]] std::string joined(const Items& items, ToText to_text) {
  std::string out;
  for (const auto& item : items) {
    if (!out.empty()) out += "; ";
    out += to_text(item);
  }
  return out;
}

// The column of a plan's table behind which stand those of its measures' further cells.
inline constexpr const char* last_own_column = "plan";

// The table `PlanTable::measures`.
[[nodiscard]] Frame measures_to_frame(const Plan& plan);

// The title of the section that a measure stands in.
[[nodiscard]] std::optional<std::string_view> section_title(const Plan& plan,
                                                            const Measure& measure);

// The names of the agencies of measures' assignments, those of one force in one cell.
class AgencyNames {
 public:
  explicit AgencyNames(const Plan& plan) : plan_{&plan} {}
  // Lives until it is asked again.
  [[nodiscard]] std::optional<std::string_view> of(const Measure& measure, Force force);

 private:
  [[nodiscard]] std::string_view name(const AgencyId& id);

  // The agencies met last, by a part of the hashes of their ids: most measures have few of them.
  struct Met {
    std::string_view id;
    std::string_view name;
  };
  const Plan* plan_;
  std::vector<Met> met_ = std::vector<Met>(2048);
  std::string joined_;
};

// The conditions that a measure's deadline states. Lives until it is asked again.
class Conditions {
 public:
  [[nodiscard]] std::optional<std::string_view> of(const Measure& measure) {
    if (measure.deadline.conditions.empty()) return std::nullopt;
    joined_ = joined(measure.deadline.conditions, [](const std::string& text) { return text; });
    return unless_empty(joined_);
  }

 private:
  std::string joined_;
};

}  // namespace actionplan::detail
