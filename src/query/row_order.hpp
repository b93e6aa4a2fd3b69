// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/query/order.hpp>

#include "columns.hpp"

#include <vector>

namespace actionplan::detail {

/// Which of two rows comes first: by the keys, ties by number, then as in the assessment. Borrows
/// the columns.
class RowOrder {
 public:
  /// @throws InvalidArgument when measures cannot be put in order by a key.
  RowOrder(const std::vector<OrderKey>& order, const Columns& columns);

  /// Is it that of the assessment?
  [[nodiscard]] bool is_natural() const noexcept { return keys_.empty(); }
  [[nodiscard]] bool operator()(std::size_t a, std::size_t b) const;

 private:
  struct Key {
    std::vector<double> values;         ///< NaN: none
    const TextColumn* texts = nullptr;  ///< in place of values; an empty one is none
    bool is_label = false;
    bool is_descending = false;

    [[nodiscard]] bool is_absent(std::size_t row) const;
    [[nodiscard]] int compare(std::size_t a, std::size_t b) const;
  };

  static Key make_key(const OrderKey& key, const Columns& columns);

  std::vector<Key> keys_;  // the last by number
};

}  // namespace actionplan::detail
