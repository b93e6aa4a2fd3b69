// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/codec/arrow_abi.hpp>
#include <actionplan/codec/frame_column.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace actionplan::detail {

// How the values of an array lie in memory.
enum class Storage : std::uint8_t {
  null,
  boolean,
  int8,
  uint8,
  int16,
  uint16,
  int32,
  uint32,
  int64,
  uint64,
  float32,
  float64,
  decimal32,
  decimal64,
  decimal128,
  utf8,
  large_utf8,
  utf8_view,
  days,     // int32
  seconds,  // int64, this and the next three since 1970-01-01
  milliseconds,
  microseconds,
  nanoseconds,
  other,
};

struct ArrowFormat {
  Storage storage = Storage::other;
  int scale = 0;  // of a decimal: digits behind the point
};

[[nodiscard]] ArrowFormat parse_format(std::string_view format) noexcept;

[[nodiscard]] ColumnType type_of(Storage storage) noexcept;

// Bytes of one value; 0 where values have no fixed size or share bytes.
[[nodiscard]] std::size_t size_of(Storage storage) noexcept;

[[nodiscard]] constexpr bool is_integer(Storage storage) noexcept {
  return storage >= Storage::int8 && storage <= Storage::uint64;
}
[[nodiscard]] constexpr bool is_decimal(Storage storage) noexcept {
  return storage >= Storage::decimal32 && storage <= Storage::decimal128;
}
[[nodiscard]] constexpr bool is_moment(Storage storage) noexcept {
  return storage >= Storage::seconds && storage <= Storage::nanoseconds;
}

}  // namespace actionplan::detail
