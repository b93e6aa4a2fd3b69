// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/frame_builder.hpp>

#include <actionplan/core/error.hpp>

#include "arrow_format.hpp"
#include "column_writers.hpp"

#include <cmath>
#include <functional>
#include <utility>

namespace actionplan {
namespace {

using detail::ColumnData;
using detail::ColumnWriter;

// Asks every row, and gives the column.
std::unique_ptr<ColumnData> written(ColumnWriter& writer, std::size_t rows) {
  writer.write(0, rows);
  return writer.finish();
}

// A bit for each number that is not NaN.
void mark_numbers(std::span<const double> values, ColumnData& column) {
  detail::Bits present{values.size()};
  for (std::size_t row = 0; row < values.size(); ++row) present.put(row, !std::isnan(values[row]));
  present.say_present(column);
}

}  // namespace

void FrameBuilder::add(std::unique_ptr<detail::ColumnData> column) {
  const std::shared_ptr<const ColumnData> kept{std::move(column)};
  FrameColumn added;
  added.name_ = kept->name;
  added.schema_ = std::shared_ptr<const ArrowSchema>{kept, &kept->schema};
  if (rows_ != 0) {
    added.chunks_.push_back({kept, &kept->array, 0, rows_});
    added.starts_.push_back(rows_);
  }
  add(added);
}

void FrameBuilder::add(const FrameColumn& column) {
  if (frame_.find(column.name()) != nullptr) {
    throw InvalidArgument("The table has two columns called \"" + column.name() +
                          "\"; give one of them another name, or leave it out.");
  }
  if (column.size() != rows_ || column.chunk_count() > 1) {
    throw InvalidArgument("Column \"" + column.name() + "\" has " + std::to_string(column.size()) +
                          " values in " + std::to_string(column.chunk_count()) + " pieces for " +
                          std::to_string(rows_) + " rows in one.");
  }
  frame_.columns_.push_back(column);
}

void FrameBuilder::add_empty(std::string name) {
  auto column = std::make_unique<ColumnData>(std::move(name), "n", rows_);
  column->array.n_buffers = 0;
  column->array.buffers = nullptr;
  column->array.null_count = column->array.length;
  add(std::move(column));
}

void FrameBuilder::add_booleans(std::string name, const At<bool>& at) {
  detail::BooleanWriter writer{std::move(name), rows_, std::cref(at)};
  add(written(writer, rows_));
}

void FrameBuilder::add_integers(std::string name, const At<std::int64_t>& at) {
  add(written(*detail::fixed_writer<std::int64_t>(std::move(name), "l", rows_, std::cref(at)),
              rows_));
}

void FrameBuilder::add_reals(std::string name, const At<double>& at) {
  const auto number = [&at](std::size_t row) {
    const std::optional<double> value = at(row);
    return value && std::isnan(*value) ? std::nullopt : value;
  };
  add(written(*detail::fixed_writer<double>(std::move(name), "g", rows_, number), rows_));
}

void FrameBuilder::add_dates(std::string name, const At<Date>& at) {
  const auto days = [&at](std::size_t row) -> std::optional<std::int32_t> {
    const std::optional<Date> day = at(row);
    if (!day) return std::nullopt;
    return day->days();
  };
  add(written(*detail::fixed_writer<std::int32_t>(std::move(name), "tdD", rows_, days), rows_));
}

void FrameBuilder::add_texts(std::string name, const At<std::string_view>& at) {
  detail::TextWriter writer{std::move(name), rows_, std::cref(at)};
  add(written(writer, rows_));
}

void FrameBuilder::add_words(std::string name, Words words, const At<std::size_t>& at) {
  const auto add_as = [&](auto of_this_type, const char* format) {
    using Stored = decltype(of_this_type);
    const auto code = [&at](std::size_t row) -> std::optional<Stored> {
      const std::optional<std::size_t> position = at(row);
      if (!position) return std::nullopt;
      return static_cast<Stored>(*position);
    };
    add(written(*detail::word_writer<Stored>(std::move(name), format, words, rows_, code), rows_));
  };
  if (words.size() <= 127) {
    add_as(std::int8_t{}, "c");
  } else {
    add_as(std::int32_t{}, "i");
  }
}

void FrameBuilder::add_repeated_texts(std::string name, const At<std::string_view>& at) {
  detail::RepeatedWriter<std::reference_wrapper<const At<std::string_view>>> writer{
      std::move(name), rows_, std::cref(at)};
  add(written(writer, rows_));
}

void FrameBuilder::borrow_reals(std::string name, std::span<const double> values,
                                std::shared_ptr<const void> owner) {
  if (values.size() != rows_) {
    throw InvalidArgument("Column \"" + name + "\" has " + std::to_string(values.size()) +
                          " values for " + std::to_string(rows_) + " rows.");
  }
  auto column = std::make_unique<ColumnData>(std::move(name), "g", rows_);
  mark_numbers(values, *column);
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
  auto column = std::make_unique<ColumnData>(std::move(name), "c", rows_);
  column->buffers[1] = codes.data();
  column->owners.push_back(std::move(owner));
  column->set_dictionary(detail::words_column(words));
  add(std::move(column));
}

void FrameBuilder::borrow(std::string name, const char* format, const void* values,
                          std::shared_ptr<const void> owner) {
  if (detail::size_of(detail::parse_format(format).storage) == 0) {
    throw InvalidArgument("Column \"" + name + "\": values of format \"" + format +
                          "\" have no fixed size; add them one by one.");
  }
  auto column = std::make_unique<ColumnData>(std::move(name), format, rows_);
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
