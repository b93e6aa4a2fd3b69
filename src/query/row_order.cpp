// SPDX-License-Identifier: Apache-2.0
#include "row_order.hpp"

#include <actionplan/core/error.hpp>

#include "labels.hpp"

#include <cmath>
#include <limits>
#include <string>

namespace actionplan::detail {
namespace {

constexpr double absent = std::numeric_limits<double>::quiet_NaN();

std::vector<double> values_of(Field field, const Columns& columns) {
  std::vector<double> values(columns.size(), absent);
  switch (info(field).type) {
    case FieldType::day: {
      const std::span<const std::int32_t> days = columns.days(field);
      for (std::size_t row = 0; row < values.size(); ++row) {
        const bool is_day = days[row] != INT32_MIN && days[row] != INT32_MAX;
        if (is_day) values[row] = days[row];
      }
      break;
    }
    case FieldType::word: {
      const std::span<const std::uint8_t> codes = columns.codes(field);
      for (std::size_t row = 0; row < values.size(); ++row) {
        if (codes[row] != no_code) values[row] = codes[row];
      }
      break;
    }
    case FieldType::number: {
      const std::span<const double> numbers = columns.numbers(field).values;
      values.assign(numbers.begin(), numbers.end());
      break;
    }
    case FieldType::id:
    case FieldType::label:
    case FieldType::text: {
      const ListColumn& sections = columns.lists(Field::section);
      for (std::size_t row = 0; row < values.size(); ++row) {
        if (!sections.at(row).empty()) values[row] = sections.at(row).front();
      }
      break;
    }
  }
  return values;
}

[[noreturn]] void refuse(Field field) {
  std::string message =
      "Measures cannot be put in order by the field " + std::string{to_string(field)} + "; name";
  const char* before = " ";
  for (const FieldInfo& line : fields()) {
    if (!is_orderable(line.field)) continue;
    message += before + std::string{to_string(line.field)};
    before = ", ";
  }
  throw InvalidArgument(message + ".");
}

}  // namespace

RowOrder::RowOrder(const std::vector<OrderKey>& order, const Columns& columns) {
  for (const OrderKey& key : order) keys_.push_back(make_key(key, columns));
  if (!keys_.empty()) keys_.push_back(make_key({Field::number, false}, columns));
}

RowOrder::Key RowOrder::make_key(const OrderKey& key, const Columns& columns) {
  if (!is_orderable(key.field)) refuse(key.field);
  Key made;
  made.is_descending = key.is_descending;
  made.is_label = key.field == Field::number;
  if (made.is_label || key.field == Field::title || key.field == Field::id) {
    made.texts = &columns.texts(key.field);
  } else {
    made.values = values_of(key.field, columns);
  }
  return made;
}

bool RowOrder::Key::is_absent(std::size_t row) const {
  return texts != nullptr ? texts->at(row).empty() : std::isnan(values[row]);
}

int RowOrder::Key::compare(std::size_t a, std::size_t b) const {
  if (texts == nullptr) return values[a] < values[b] ? -1 : values[b] < values[a] ? 1 : 0;
  return is_label ? compare_labels(texts->at(a), texts->at(b)) : texts->at(a).compare(texts->at(b));
}

bool RowOrder::operator()(std::size_t a, std::size_t b) const {
  for (const Key& key : keys_) {
    const bool is_absent = key.is_absent(a);
    if (is_absent != key.is_absent(b)) return !is_absent;
    if (is_absent) continue;
    const int order = key.compare(a, b);
    if (order != 0) return key.is_descending ? order > 0 : order < 0;
  }
  return a < b;
}

}  // namespace actionplan::detail
