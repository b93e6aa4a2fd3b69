// SPDX-License-Identifier: Apache-2.0
#include "array_reader.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "core/internal/read_double.hpp"
#include "core/internal/shortest_number.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace actionplan::detail {
namespace {

constexpr double absent = std::numeric_limits<double>::quiet_NaN();

std::int64_t buffer_count(Storage storage) {
  switch (storage) {
    case Storage::null: return 0;
    case Storage::utf8:
    case Storage::large_utf8: return 3;
    default: return 2;
  }
}

std::int64_t units_per_day(Storage storage) {
  switch (storage) {
    case Storage::seconds: return 86'400;
    case Storage::milliseconds: return 86'400'000;
    case Storage::microseconds: return 86'400'000'000;
    case Storage::nanoseconds: return 86'400'000'000'000;
    default: return 1;
  }
}

// A whole number of 128 bits in two's complement, as it lies in memory: not every compiler has one.
struct Int128 {
  static constexpr bool is_low_first = std::endian::native == std::endian::little;
  std::uint64_t first;
  std::uint64_t second;

  [[nodiscard]] std::uint64_t low() const noexcept { return is_low_first ? first : second; }
  [[nodiscard]] std::uint64_t high() const noexcept { return is_low_first ? second : first; }
};

// The size of a number that may be negative.
class Magnitude {
 public:
  explicit Magnitude(std::int64_t value) noexcept
      : Magnitude{static_cast<std::uint64_t>(value), value < 0 ? ~std::uint64_t{0} : 0} {}
  explicit Magnitude(Int128 value) noexcept : Magnitude{value.low(), value.high()} {}

  [[nodiscard]] bool is_negative() const noexcept { return is_negative_; }
  [[nodiscard]] bool is_zero() const noexcept {
    return std::all_of(parts_.begin(), parts_.end(), [](std::uint64_t part) { return part == 0; });
  }
  // Takes the last digit away.
  char take_digit() noexcept {
    std::uint64_t rest = 0;
    for (std::uint64_t& part : parts_) {
      const std::uint64_t divided = (rest << 32U) | part;
      part = divided / 10;
      rest = divided % 10;
    }
    return static_cast<char>('0' + rest);
  }

 private:
  Magnitude(std::uint64_t low, std::uint64_t high) noexcept : is_negative_{(high >> 63U) != 0} {
    if (is_negative_) {
      low = ~low + 1;
      high = ~high + (low == 0 ? 1 : 0);
    }
    parts_ = {high >> 32U, high & 0xFFFFFFFFU, low >> 32U, low & 0xFFFFFFFFU};
  }

  std::array<std::uint64_t, 4> parts_{};  // of 32 bits each, the highest first
  bool is_negative_;
};

std::string digits_with_point(Magnitude value, int scale) {
  std::string digits;
  int count = 0;
  do {
    digits += value.take_digit();
    if (++count == scale) digits += '.';
  } while (!value.is_zero() || count <= scale);
  if (value.is_negative()) digits += '-';
  std::reverse(digits.begin(), digits.end());
  return digits;
}

}  // namespace

ArrayReader::ArrayReader(const std::string& column, const ArrowSchema& schema,
                         const ArrowArray& array, std::size_t first, std::size_t size)
    : column_{column},
      array_{array},
      format_{parse_format(schema.format == nullptr ? "" : schema.format)},
      first_{first},
      size_{size} {
  check_form(schema);
  first_ += static_cast<std::size_t>(array.offset);
  take_buffers();
  if (schema.dictionary != nullptr) {
    const ArrowArray& values = *array.dictionary;
    values_ = std::make_unique<ArrayReader>(
        column, *schema.dictionary, values, 0,
        static_cast<std::size_t>(std::max<std::int64_t>(values.length, 0)));
    if (values_->values_ != nullptr) refuse("its dictionary has a dictionary itself");
  }
}

void ArrayReader::refuse(const std::string& what) const {
  throw InvalidArgument("Column \"" + column_ + "\": " + what + ".");
}

void ArrayReader::check_form(const ArrowSchema& schema) const {
  const std::string format = schema.format == nullptr ? "" : schema.format;
  if (format.substr(0, 2) == "tD") {
    refuse("it holds spans of time; turn them into numbers first, such as days by .dt.days");
  }
  if (storage() == Storage::other) {
    refuse("values of Arrow's format \"" + format + "\" are not read here" +
           (format.substr(0, 2) == "ts" ? "; turn moments in a zone into days first"
                                        : "; turn them into numbers, texts or days first"));
  }
  constexpr std::int64_t most = std::int64_t{1} << 48;
  if (array_.length < 0 || array_.offset < 0 || array_.length > most || array_.offset > most) {
    refuse("a length or offset is out of range; the producer is at fault");
  }
  if (first_ > static_cast<std::size_t>(array_.length) ||
      size_ > static_cast<std::size_t>(array_.length) - first_) {
    refuse("it is shorter than its table; the producer is at fault");
  }
  if (array_.null_count < -1 || array_.null_count > array_.length) {
    refuse("the count of absent values is out of range; the producer is at fault");
  }
  const bool is_view = storage() == Storage::utf8_view;
  const std::int64_t needed = buffer_count(storage()) + (is_view ? 1 : 0);
  if (array_.n_buffers < needed || (!is_view && array_.n_buffers != needed) ||
      array_.n_buffers > most || (needed > 0 && array_.buffers == nullptr)) {
    refuse("the count of buffers does not fit the format; the producer is at fault");
  }
  if (array_.n_children != 0) refuse("it has children that its format does not have");
  if ((schema.dictionary == nullptr) != (array_.dictionary == nullptr)) {
    refuse("the schema and the array disagree about a dictionary; the producer is at fault");
  }
  if (schema.dictionary != nullptr && !is_integer(storage())) {
    refuse("the positions in its dictionary are no integers; the producer is at fault");
  }
}

void ArrayReader::take_buffers() {
  if (storage() == Storage::null) return;
  valid_ = static_cast<const std::uint8_t*>(array_.buffers[0]);
  data_ = array_.buffers[1];
  if (valid_ == nullptr && array_.null_count > 0) {
    refuse("values are absent, and nothing says which; the producer is at fault");
  }
  if (array_.null_count == 0) valid_ = nullptr;
  if (data_ == nullptr && size_ != 0 && count_absent() != size_) {
    refuse("it has no values; the producer is at fault");
  }
}

bool ArrayReader::may_have_absent() const noexcept {
  return storage() == Storage::null || valid_ != nullptr ||
         (values_ != nullptr && values_->may_have_absent());
}

bool ArrayReader::is_absent(std::size_t at) const {
  if (storage() == Storage::null) return true;
  if (valid_ != nullptr) {
    const std::size_t bit = first_ + at;
    if ((valid_[bit / 8] >> (bit % 8) & 1U) == 0) return true;
  }
  return values_ != nullptr && values_->may_have_absent() && values_->is_absent(index_at(at));
}

std::size_t ArrayReader::count_absent() const {
  if (!may_have_absent()) return 0;
  std::size_t count = 0;
  for (std::size_t at = 0; at < size_; ++at) count += is_absent(at) ? 1U : 0U;
  return count;
}

std::size_t ArrayReader::index_at(std::size_t at) const {
  std::int64_t index = -1;
  switch (storage()) {
    case Storage::int8: index = value_at<std::int8_t>(at); break;
    case Storage::uint8: index = value_at<std::uint8_t>(at); break;
    case Storage::int16: index = value_at<std::int16_t>(at); break;
    case Storage::uint16: index = value_at<std::uint16_t>(at); break;
    case Storage::int32: index = value_at<std::int32_t>(at); break;
    case Storage::uint32: index = value_at<std::uint32_t>(at); break;
    default: index = value_at<std::int64_t>(at); break;  // above its maximum, a uint64 is negative
  }
  if (index < 0 || static_cast<std::uint64_t>(index) >= values_->size()) {
    refuse("a position lies outside its dictionary; the producer is at fault");
  }
  return static_cast<std::size_t>(index);
}

bool ArrayReader::boolean_at(std::size_t at) const noexcept {
  const std::size_t bit = first_ + at;
  return (static_cast<const std::uint8_t*>(data_)[bit / 8] >> (bit % 8) & 1) != 0;
}

std::int64_t ArrayReader::integer_at(std::size_t at) const {
  switch (storage()) {
    case Storage::boolean: return boolean_at(at) ? 1 : 0;
    case Storage::int8: return value_at<std::int8_t>(at);
    case Storage::uint8: return value_at<std::uint8_t>(at);
    case Storage::int16: return value_at<std::int16_t>(at);
    case Storage::uint16: return value_at<std::uint16_t>(at);
    case Storage::int32: return value_at<std::int32_t>(at);
    case Storage::uint32: return value_at<std::uint32_t>(at);
    case Storage::int64: return value_at<std::int64_t>(at);
    case Storage::uint64: {
      const auto value = value_at<std::uint64_t>(at);
      if (value > static_cast<std::uint64_t>(INT64_MAX)) {
        refuse("a number does not fit 64 bits with a sign; give it as a float");
      }
      return static_cast<std::int64_t>(value);
    }
    default: refuse("it holds no whole numbers");
  }
}

template <class Offset>
std::string_view ArrayReader::text_between(std::size_t at) const {
  const auto begin = value_at<Offset>(at);
  const auto end = value_at<Offset>(at + 1);
  if (begin < 0 || end < begin) refuse("the offsets of its texts are out of order");
  if (begin == end) return {};
  const auto* bytes = static_cast<const char*>(array_.buffers[2]);
  if (bytes == nullptr) refuse("its texts are not there; the producer is at fault");
  return {bytes + begin, static_cast<std::size_t>(end - begin)};
}

// A view is 16 bytes: the length, then up to 12 bytes, or 4 of them, a buffer's number and offset.
std::string_view ArrayReader::text_in_view(std::size_t at) const {
  const char* const view = static_cast<const char*>(data_) + (first_ + at) * 16;
  std::int32_t length = 0;
  std::memcpy(&length, view, 4);
  if (length < 0) refuse("the length of a text is below 0; the producer is at fault");
  if (length <= 12) return {view + 4, static_cast<std::size_t>(length)};
  std::int32_t buffer = 0;
  std::int32_t offset = 0;
  std::memcpy(&buffer, view + 8, 4);
  std::memcpy(&offset, view + 12, 4);
  const std::int64_t buffers = array_.n_buffers - 3;
  const void* const sizes = array_.buffers[array_.n_buffers - 1];
  std::int64_t bytes = -1;
  if (buffer >= 0 && buffer < buffers && sizes != nullptr) {
    std::memcpy(&bytes, static_cast<const char*>(sizes) + std::int64_t{buffer} * 8, 8);
  }
  if (offset < 0 || bytes < 0 || offset > bytes || length > bytes - offset ||
      array_.buffers[2 + buffer] == nullptr) {
    refuse("a text lies outside its buffers; the producer is at fault");
  }
  return {static_cast<const char*>(array_.buffers[2 + buffer]) + offset,
          static_cast<std::size_t>(length)};
}

std::string_view ArrayReader::text_at(std::size_t at) const {
  const std::string_view text = storage() == Storage::utf8         ? text_between<std::int32_t>(at)
                                : storage() == Storage::large_utf8 ? text_between<std::int64_t>(at)
                                                                   : text_in_view(at);
  if (text::find_invalid_utf8(text) != std::string_view::npos) refuse("a text is not UTF-8");
  return text;
}

std::int64_t ArrayReader::day_number(std::size_t at) const {
  if (storage() == Storage::days) return value_at<std::int32_t>(at);
  const std::int64_t per_day = units_per_day(storage());
  const auto moment = value_at<std::int64_t>(at);
  if (moment % per_day != 0) {
    refuse("a moment within a day stands where a day is meant; cut the times off first");
  }
  return moment / per_day;
}

Date ArrayReader::day_at(std::size_t at) const {
  const std::int64_t days = day_number(at);
  if (days < Date::earliest().days() || days > Date::latest().days()) {
    refuse("a day lies outside 1400-01-01 .. 9999-12-31");
  }
  return Date::from_days(static_cast<std::int32_t>(days));
}

std::string ArrayReader::decimal_at(std::size_t at) const {
  switch (storage()) {
    case Storage::decimal32:
      return digits_with_point(Magnitude{std::int64_t{value_at<std::int32_t>(at)}}, format_.scale);
    case Storage::decimal64:
      return digits_with_point(Magnitude{value_at<std::int64_t>(at)}, format_.scale);
    default: return digits_with_point(Magnitude{value_at<Int128>(at)}, format_.scale);
  }
}

template <class T>
void ArrayReader::copy_doubles(double* out) const {
  for (std::size_t at = 0; at < size_; ++at) out[at] = static_cast<double>(value_at<T>(at));
}

void ArrayReader::doubles(double* out) const {
  if (values_ != nullptr) {
    std::vector<double> values(values_->size());
    values_->doubles(values.data());
    for (std::size_t at = 0; at < size_; ++at)
      out[at] = is_absent(at) ? absent : values[index_at(at)];
    return;
  }
  if (data_ == nullptr) {  // nothing is present
    std::fill_n(out, size_, absent);
    return;
  }
  switch (storage()) {
    case Storage::int8: copy_doubles<std::int8_t>(out); break;
    case Storage::uint8: copy_doubles<std::uint8_t>(out); break;
    case Storage::int16: copy_doubles<std::int16_t>(out); break;
    case Storage::uint16: copy_doubles<std::uint16_t>(out); break;
    case Storage::int32: copy_doubles<std::int32_t>(out); break;
    case Storage::uint32: copy_doubles<std::uint32_t>(out); break;
    case Storage::int64: copy_doubles<std::int64_t>(out); break;
    case Storage::uint64: copy_doubles<std::uint64_t>(out); break;
    case Storage::float32: copy_doubles<float>(out); break;
    case Storage::float64: copy_doubles<double>(out); break;
    case Storage::boolean:
      for (std::size_t at = 0; at < size_; ++at) out[at] = boolean_at(at) ? 1 : 0;
      break;
    case Storage::decimal32:
    case Storage::decimal64:
    case Storage::decimal128:
      for (std::size_t at = 0; at < size_; ++at) {
        out[at] = double_in(decimal_at(at)).value_or(absent);
      }
      break;
    default: refuse("it holds no numbers");
  }
  if (valid_ == nullptr) return;
  for (std::size_t at = 0; at < size_; ++at) {
    if (is_absent(at)) out[at] = absent;
  }
}

std::optional<std::string> ArrayReader::written_at(std::size_t at) const {
  if (is_absent(at)) return std::nullopt;
  if (values_ != nullptr) return values_->written_at(index_at(at));
  switch (storage()) {
    case Storage::boolean: return boolean_at(at) ? "true" : "false";
    case Storage::int8: return std::to_string(value_at<std::int8_t>(at));
    case Storage::uint8: return std::to_string(value_at<std::uint8_t>(at));
    case Storage::int16: return std::to_string(value_at<std::int16_t>(at));
    case Storage::uint16: return std::to_string(value_at<std::uint16_t>(at));
    case Storage::int32: return std::to_string(value_at<std::int32_t>(at));
    case Storage::uint32: return std::to_string(value_at<std::uint32_t>(at));
    case Storage::int64: return std::to_string(value_at<std::int64_t>(at));
    case Storage::uint64: return std::to_string(value_at<std::uint64_t>(at));
    case Storage::float32: return shortest_number(value_at<float>(at));
    case Storage::float64: return shortest_number(value_at<double>(at));
    case Storage::decimal32:
    case Storage::decimal64:
    case Storage::decimal128: return decimal_at(at);
    case Storage::utf8:
    case Storage::large_utf8:
    case Storage::utf8_view: return std::string{text_at(at)};
    default: return day_at(at).iso();
  }
}

}  // namespace actionplan::detail
