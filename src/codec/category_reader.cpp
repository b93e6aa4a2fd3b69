// SPDX-License-Identifier: Apache-2.0
#include "category_reader.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace actionplan::detail {
namespace {

// A row's value as a whole number that orders as the values do.
std::int64_t number_at(const ArrayReader& rows, std::size_t at) {
  switch (rows.storage()) {
    case Storage::boolean: return rows.boolean_at(at) ? 1 : 0;
    case Storage::int8: return rows.value_at<std::int8_t>(at);
    case Storage::uint8: return rows.value_at<std::uint8_t>(at);
    case Storage::int16: return rows.value_at<std::int16_t>(at);
    case Storage::uint16: return rows.value_at<std::uint16_t>(at);
    case Storage::int32: return rows.value_at<std::int32_t>(at);
    case Storage::uint32: return rows.value_at<std::uint32_t>(at);
    case Storage::int64: return rows.value_at<std::int64_t>(at);
    case Storage::uint64: {
      const auto value = rows.value_at<std::uint64_t>(at);
      if (value > static_cast<std::uint64_t>(INT64_MAX)) {
        rows.refuse("a number is too large for a label; give it as a text");
      }
      return static_cast<std::int64_t>(value);
    }
    default: return rows.day_at(at).days();
  }
}

std::int64_t whole_number(const ArrayReader& rows, double value) {
  constexpr double most = 9007199254740992.0;  // 2^53: further ones are not told apart
  if (std::abs(value) <= most && value == std::floor(value))
    return static_cast<std::int64_t>(value);
  rows.refuse("values that are not whole are no categories; cut them into classes first");
}

}  // namespace

std::int32_t CategoryReader::code_of_text(std::string_view text) {
  const std::size_t code = texts_.code(text);
  if (code >= static_cast<std::size_t>(INT32_MAX)) {
    throw InvalidArgument("A column has too many different values to be categories.");
  }
  return static_cast<std::int32_t>(code);
}

std::int32_t CategoryReader::code_of_number(std::int64_t number) {
  const auto [found, is_new] =
      by_number_.try_emplace(number, static_cast<std::int32_t>(numbers_.size()));
  if (is_new) {
    if (numbers_.size() >= static_cast<std::size_t>(INT32_MAX)) {
      throw InvalidArgument("A column has too many different values to be categories.");
    }
    numbers_.push_back(number);
  }
  return found->second;
}

void CategoryReader::add_dictionary(const ArrayReader& rows) {
  const ArrayReader& values = *rows.values();
  std::vector<std::int32_t> codes(values.size(), -1);
  const bool are_texts =
      values.values() == nullptr && type_of(values.storage()) == ColumnType::text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (are_texts) {
      if (!values.is_absent(i)) codes[i] = code_of_text(values.text_at(i));
    } else if (const auto label = values.written_at(i)) {
      codes[i] = code_of_text(*label);
    }
  }
  for (std::size_t at = 0; at < rows.size(); ++at) {
    out_.codes.push_back(rows.is_absent(at) ? -1 : codes[rows.index_at(at)]);
  }
}

void CategoryReader::add_texts(const ArrayReader& rows) {
  order_ = Order::texts;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    out_.codes.push_back(rows.is_absent(at) ? -1 : code_of_text(rows.text_at(at)));
  }
}

void CategoryReader::add_integers(const ArrayReader& rows) {
  order_ = Order::numbers;
  const ColumnType type = type_of(rows.storage());
  std::vector<double> reals;
  if (type == ColumnType::real) {
    reals.resize(rows.size());
    rows.doubles(reals.data());
  }
  std::int64_t last = 0;
  std::int32_t last_code = -1;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (type == ColumnType::real ? std::isnan(reals[at]) : rows.is_absent(at)) {
      out_.codes.push_back(-1);
      continue;
    }
    const std::int64_t number =
        type == ColumnType::real ? whole_number(rows, reals[at]) : number_at(rows, at);
    if (last_code < 0 || number != last) {  // samples come sorted by stratum and cluster
      last = number;
      last_code = code_of_number(number);
      if (static_cast<std::size_t>(last_code) == out_.labels.size()) {
        if (type == ColumnType::boolean)
          out_.labels.emplace_back(number != 0 ? "true" : "false");
        else if (type == ColumnType::date)
          out_.labels.push_back(rows.day_at(at).iso());
        else
          out_.labels.push_back(std::to_string(number));
      }
    }
    out_.codes.push_back(last_code);
  }
}

void CategoryReader::add(const ArrayReader& rows) {
  out_.codes.reserve(out_.codes.size() + rows.size());
  if (rows.values() != nullptr) {
    add_dictionary(rows);
  } else if (type_of(rows.storage()) == ColumnType::text) {
    add_texts(rows);
  } else if (rows.storage() == Storage::null) {
    out_.codes.insert(out_.codes.end(), rows.size(), -1);
  } else {
    add_integers(rows);
  }
}

Categories CategoryReader::finish() {
  out_.labels.reserve(out_.labels.size() + texts_.size());
  for (std::size_t i = 0; i < texts_.size(); ++i) out_.labels.emplace_back(texts_.at(i));
  if (order_ == Order::given) return std::move(out_);
  std::vector<std::int32_t> order(out_.labels.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [this](std::int32_t a, std::int32_t b) {
    const auto i = static_cast<std::size_t>(a);
    const auto j = static_cast<std::size_t>(b);
    return order_ == Order::numbers ? numbers_[i] < numbers_[j] : out_.labels[i] < out_.labels[j];
  });
  std::vector<std::int32_t> code_of(order.size());
  std::vector<std::string> labels;
  labels.reserve(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto from = static_cast<std::size_t>(order[i]);
    code_of[from] = static_cast<std::int32_t>(i);
    labels.push_back(std::move(out_.labels[from]));
  }
  for (std::int32_t& code : out_.codes) {
    if (code >= 0) code = code_of[static_cast<std::size_t>(code)];
  }
  out_.labels = std::move(labels);
  return std::move(out_);
}

}  // namespace actionplan::detail
