// SPDX-License-Identifier: Apache-2.0
#include <actionplan/codec/frame_column.hpp>

#include <actionplan/core/error.hpp>

#include "array_reader.hpp"
#include "category_reader.hpp"

#include <algorithm>
#include <array>

namespace actionplan {

struct FrameColumn::Reader : detail::ArrayReader {
  using ArrayReader::ArrayReader;
};

ColumnType FrameColumn::type() const noexcept {
  const ColumnType type = detail::type_of(detail::parse_format(format()).storage);
  if (schema_->dictionary == nullptr || type == ColumnType::other) return type;
  const char* const values = schema_->dictionary->format;
  const bool is_known = values != nullptr &&
                        detail::type_of(detail::parse_format(values).storage) != ColumnType::other;
  return is_known ? ColumnType::category : ColumnType::other;
}

std::string_view FrameColumn::format() const& noexcept {
  return schema_->format == nullptr ? std::string_view{} : schema_->format;
}

FrameColumn::Reader FrameColumn::reader(const Chunk& chunk) const {
  return Reader{name_, *schema_, *chunk.array, chunk.offset, chunk.size};
}

std::pair<const FrameColumn::Chunk*, std::size_t> FrameColumn::locate(std::size_t row) const {
  if (row >= size()) {
    throw InvalidArgument("Column \"" + name_ + "\" has no row " + std::to_string(row) +
                          "; it has " + std::to_string(size()) + ".");
  }
  const auto next = std::upper_bound(starts_.begin(), starts_.end(), row);
  const auto chunk = static_cast<std::size_t>(next - starts_.begin()) - 1;
  return {&chunks_[chunk], row - starts_[chunk]};
}

bool FrameColumn::is_absent(std::size_t row) const {
  const auto [chunk, at] = locate(row);
  return reader(*chunk).is_absent(at);
}

std::size_t FrameColumn::count_absent() const {
  std::size_t count = 0;
  for (const Chunk& chunk : chunks_) count += reader(chunk).count_absent();
  return count;
}

std::optional<std::span<const double>> FrameColumn::doubles_in_place() const {
  if (chunks_.size() != 1 || schema_->dictionary != nullptr || format() != "g") return std::nullopt;
  const Reader values = reader(chunks_.front());
  const void* const data = values.data(sizeof(double));
  if (values.count_absent() != 0 || data == nullptr ||
      reinterpret_cast<std::uintptr_t>(data) % alignof(double) != 0) {
    return std::nullopt;
  }
  return std::span{static_cast<const double*>(data), values.size()};
}

Doubles FrameColumn::doubles() const {
  if (const auto in_place = doubles_in_place()) return Doubles{*in_place};
  std::vector<double> out(size());
  for (std::size_t i = 0; i < chunks_.size(); ++i) reader(chunks_[i]).doubles(&out[starts_[i]]);
  return Doubles{std::move(out)};
}

Categories FrameColumn::categories() const {
  detail::CategoryReader gathered;
  for (const Chunk& chunk : chunks_) gathered.add(reader(chunk));
  return gathered.finish();
}

namespace {

// A text that is no day is refused as all else that a column cannot be read as.
Date read_day(const detail::ArrayReader& values, std::size_t at) {
  const std::string_view text = values.text_at(at);
  try {
    return Date::parse(text);
  } catch (const ParseError& error) {
    std::string_view why = error.what();
    values.refuse(std::string{why.substr(0, why.size() - 1)});
  }
}

}  // namespace

std::vector<std::int32_t> FrameColumn::days() const {
  std::vector<std::int32_t> out;
  out.reserve(size());
  for (const Chunk& chunk : chunks_) {
    const Reader rows = reader(chunk);
    const detail::ArrayReader& values = rows.values() != nullptr ? *rows.values() : rows;
    const ColumnType type = detail::type_of(values.storage());
    if (type != ColumnType::date && type != ColumnType::text && type != ColumnType::empty) {
      rows.refuse("it holds no days; give days, or texts such as 2017-06-30");
    }
    for (std::size_t at = 0; at < rows.size(); ++at) {
      if (rows.is_absent(at)) {
        out.push_back(INT32_MIN);
        continue;
      }
      const std::size_t value = rows.values() != nullptr ? rows.index_at(at) : at;
      const Date day = type == ColumnType::date ? values.day_at(value) : read_day(values, value);
      out.push_back(day.days());
    }
  }
  return out;
}

std::vector<std::optional<Date>> FrameColumn::dates() const {
  const std::vector<std::int32_t> counted = days();
  std::vector<std::optional<Date>> out;
  out.reserve(counted.size());
  for (const std::int32_t day : counted) {
    out.push_back(day == INT32_MIN ? std::nullopt : std::optional{Date::from_days(day)});
  }
  return out;
}

Integers FrameColumn::integers() const {
  Integers out;
  out.values.reserve(size());
  for (const Chunk& chunk : chunks_) {
    const Reader rows = reader(chunk);
    const detail::ArrayReader& values = rows.values() != nullptr ? *rows.values() : rows;
    for (std::size_t at = 0; at < rows.size(); ++at) {
      if (rows.is_absent(at)) {
        out.is_absent.resize(size());
        out.is_absent[out.values.size()] = 1;
        out.values.push_back(0);
      } else {
        out.values.push_back(values.integer_at(rows.values() != nullptr ? rows.index_at(at) : at));
      }
    }
  }
  return out;
}

std::optional<std::string> FrameColumn::text(std::size_t row) const {
  const auto [chunk, at] = locate(row);
  // Only the one row: the form of a whole chunk need not be checked again for each.
  return Reader{name_, *schema_, *chunk->array, chunk->offset + at, 1}.written_at(0);
}

}  // namespace actionplan
