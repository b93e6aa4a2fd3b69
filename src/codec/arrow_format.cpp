// SPDX-License-Identifier: Apache-2.0
#include "arrow_format.hpp"

#include <array>
#include <charconv>

namespace actionplan::detail {
namespace {

Storage storage_of_letter(char letter) noexcept {
  switch (letter) {
    case 'n': return Storage::null;
    case 'b': return Storage::boolean;
    case 'c': return Storage::int8;
    case 'C': return Storage::uint8;
    case 's': return Storage::int16;
    case 'S': return Storage::uint16;
    case 'i': return Storage::int32;
    case 'I': return Storage::uint32;
    case 'l': return Storage::int64;
    case 'L': return Storage::uint64;
    case 'f': return Storage::float32;
    case 'g': return Storage::float64;
    case 'u': return Storage::utf8;
    case 'U': return Storage::large_utf8;
    default: return Storage::other;
  }
}

// "d:precision,scale" or "d:precision,scale,bits"
ArrowFormat decimal_of(std::string_view text) noexcept {
  std::array<int, 3> numbers{0, 0, 128};
  std::size_t count = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end && count < numbers.size()) {
    const auto [next, error] = std::from_chars(at, end, numbers[count]);
    if (error != std::errc{}) return {};
    ++count;
    if (next != end && *next != ',') return {};
    at = next == end ? end : next + 1;
  }
  const auto [precision, scale, bits] = numbers;
  if (at != end || count < 2 || precision < 1 || scale < 0 || scale > 38) return {};
  if (bits == 32) return {Storage::decimal32, scale};
  if (bits == 64) return {Storage::decimal64, scale};
  if (bits == 128) return {Storage::decimal128, scale};
  return {};
}

// "tss:ZONE" and the like; without a zone, or in UTC, a moment has a day that is sure.
Storage moment_of(std::string_view format) noexcept {
  if (format.size() < 4 || format[3] != ':') return Storage::other;
  const std::string_view zone = format.substr(4);
  if (!zone.empty() && zone != "UTC" && zone != "Etc/UTC" && zone != "+00:00" && zone != "Z") {
    return Storage::other;
  }
  switch (format[2]) {
    case 's': return Storage::seconds;
    case 'm': return Storage::milliseconds;
    case 'u': return Storage::microseconds;
    case 'n': return Storage::nanoseconds;
    default: return Storage::other;
  }
}

}  // namespace

ArrowFormat parse_format(std::string_view format) noexcept {
  if (format.size() == 1) return {storage_of_letter(format[0])};
  if (format == "vu") return {Storage::utf8_view};
  if (format == "tdD") return {Storage::days};
  if (format == "tdm") return {Storage::milliseconds};
  if (format.substr(0, 2) == "ts") return {moment_of(format)};
  if (format.substr(0, 2) == "d:") return decimal_of(format.substr(2));
  return {};
}

ColumnType type_of(Storage storage) noexcept {
  if (is_integer(storage)) return ColumnType::integer;
  if (is_decimal(storage)) return ColumnType::real;
  if (is_moment(storage)) return ColumnType::date;
  switch (storage) {
    case Storage::null: return ColumnType::empty;
    case Storage::boolean: return ColumnType::boolean;
    case Storage::float32:
    case Storage::float64: return ColumnType::real;
    case Storage::utf8:
    case Storage::large_utf8:
    case Storage::utf8_view: return ColumnType::text;
    case Storage::days: return ColumnType::date;
    default: return ColumnType::other;
  }
}

std::size_t size_of(Storage storage) noexcept {
  switch (storage) {
    case Storage::int8:
    case Storage::uint8: return 1;
    case Storage::int16:
    case Storage::uint16: return 2;
    case Storage::int32:
    case Storage::uint32:
    case Storage::float32:
    case Storage::decimal32:
    case Storage::days: return 4;
    case Storage::int64:
    case Storage::uint64:
    case Storage::float64:
    case Storage::decimal64:
    case Storage::seconds:
    case Storage::milliseconds:
    case Storage::microseconds:
    case Storage::nanoseconds: return 8;
    case Storage::decimal128: return 16;
    default: return 0;
  }
}

}  // namespace actionplan::detail
