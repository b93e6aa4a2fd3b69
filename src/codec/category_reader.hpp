// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/codec/frame_column.hpp>

#include "array_reader.hpp"
#include "column_writers.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace actionplan::detail {

// Gathers the chunks of one column into categories.
class CategoryReader {
 public:
  void add(const ArrayReader& rows);
  [[nodiscard]] Categories finish();

 private:
  void add_dictionary(const ArrayReader& rows);
  void add_integers(const ArrayReader& rows);
  void add_texts(const ArrayReader& rows);
  [[nodiscard]] std::int32_t code_of_text(std::string_view text);
  [[nodiscard]] std::int32_t code_of_number(std::int64_t number);

  enum class Order : std::uint8_t { given, numbers, texts };
  Order order_ = Order::given;
  Categories out_;
  std::vector<std::int64_t> numbers_;  // beside `labels`, where ordered by them
  TextTable texts_;                    // the labels, where they are texts
  std::unordered_map<std::int64_t, std::int32_t> by_number_;
};

}  // namespace actionplan::detail
