// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/survey/words.hpp>

#include <cstddef>
#include <vector>

namespace actionplan::survey::detail {

struct WeightedValue {
  double value;
  double weight;
};

/// A weighted sample in order of its values; equal values keep the order in which they came.
class Distribution {
 public:
  explicit Distribution(std::vector<WeightedValue> values);

  /// NaN where the sample is empty or `probability` is outside [0, 1].
  [[nodiscard]] double quantile(double probability, QuantileRule rule) const;

 private:
  [[nodiscard]] std::size_t first_reaching(double weight) const;
  [[nodiscard]] bool is_reached(std::size_t place, double weight) const;
  [[nodiscard]] double position(std::size_t place, QuantileRule rule) const;
  [[nodiscard]] double nearest(double weight) const;
  [[nodiscard]] double interpolated(double probability, QuantileRule rule) const;
  [[nodiscard]] double total() const { return cumulative_.back(); }

  std::vector<WeightedValue> values_;
  std::vector<double> cumulative_;
};

}  // namespace actionplan::survey::detail
