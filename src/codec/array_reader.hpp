// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/codec/arrow_abi.hpp>
#include <actionplan/core/date.hpp>

#include "arrow_format.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace actionplan::detail {

// Reads a stretch of one Arrow array, which it borrows. Made for the time of a read: checks the
// array's form at first, what depends on a value when that is read. Throws InvalidArgument, naming
// the column. Positions count from the stretch's first row.
class ArrayReader {
 public:
  // @param first  position of the first row, where the array's own begin
  ArrayReader(const std::string& column, const ArrowSchema& schema, const ArrowArray& array,
              std::size_t first, std::size_t size);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] Storage storage() const noexcept { return format_.storage; }  // not of a dictionary
  // The dictionary's values; null where the array has none.
  [[nodiscard]] const ArrayReader* values() const noexcept { return values_.get(); }

  [[nodiscard]] bool may_have_absent() const noexcept;
  [[nodiscard]] bool is_absent(std::size_t at) const;
  [[nodiscard]] std::size_t count_absent() const;

  // Of a present row of a dictionary: the position among its values.
  [[nodiscard]] std::size_t index_at(std::size_t at) const;
  // Of a present row of an array without dictionary, by its storage:
  [[nodiscard]] bool boolean_at(std::size_t at) const noexcept;
  [[nodiscard]] std::int64_t integer_at(std::size_t at) const;  // 0 and 1 for booleans
  [[nodiscard]] std::string_view text_at(std::size_t at) const;
  [[nodiscard]] Date day_at(std::size_t at) const;
  [[nodiscard]] std::string decimal_at(std::size_t at) const;
  template <class T>
  [[nodiscard]] T value_at(std::size_t at) const noexcept {
    T value;
    std::memcpy(&value, static_cast<const char*>(data_) + (first_ + at) * sizeof(T), sizeof(T));
    return value;
  }

  // All rows as numbers, NaN where absent. The storage must be one of numbers.
  void doubles(double* out) const;
  // As it would be written in CSV; also through a dictionary.
  [[nodiscard]] std::optional<std::string> written_at(std::size_t at) const;

  // The values where they lie, `size()` of them, of this many bytes each.
  [[nodiscard]] const void* data(std::size_t bytes) const noexcept {
    return data_ == nullptr ? nullptr : static_cast<const char*>(data_) + first_ * bytes;
  }

  [[noreturn]] void refuse(const std::string& what) const;

 private:
  void check_form(const ArrowSchema& schema) const;
  void take_buffers();
  template <class T>
  void copy_doubles(double* out) const;
  template <class Offset>
  [[nodiscard]] std::string_view text_between(std::size_t at) const;
  [[nodiscard]] std::string_view text_in_view(std::size_t at) const;
  [[nodiscard]] std::int64_t day_number(std::size_t at) const;

  const std::string& column_;
  const ArrowArray& array_;
  ArrowFormat format_;
  std::size_t first_;  // of the stretch in the buffers
  std::size_t size_;
  const std::uint8_t* valid_ = nullptr;  // a bit for each row; null: none absent
  const void* data_ = nullptr;           // values, or the texts' offsets or views
  std::unique_ptr<ArrayReader> values_;
};

}  // namespace actionplan::detail
