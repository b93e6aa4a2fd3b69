// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/plain_vector.hpp>
#include <actionplan/survey/words.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace actionplan::survey::detail {

struct WeightedValue {
  double value;
  double weight;
};

/// A weighted sample by its places: x_1 <= x_2 <= ..., equal values in the order in which they came,
/// with weights w_k and cumulative weights C_k. It is put in order only around the places that are
/// asked for: a part is split by its values into many, and only those asked for are split further.
/// Asking therefore changes it, and no two threads may ask at once.
class Distribution {
 public:
  using Sample = PlainVector<WeightedValue>;

  /// @param sample  finite values, weights above 0.
  /// @param threads  that put it in order; what comes out is the same whatever they are.
  explicit Distribution(Sample sample, int threads = 1);

  /// NaN where the sample is empty or `probability` is outside [0, 1].
  [[nodiscard]] double quantile(double probability, QuantileRule rule);

 private:
  struct Part {  // places [begin, end)
    std::size_t begin;
    std::size_t end;
    double before;  // weight of the places before it
    double weight;
    bool is_ordered = false;  // by value, or split
    std::vector<Part> parts;
  };
  struct Place {
    std::size_t index;
    WeightedValue item;
    double cumulative;  // with its own weight

    // C_k - share * w_k, which grows with k for every share in [0, 1].
    [[nodiscard]] double position(double share) const { return cumulative - share * item.weight; }
  };

  template <class Reaches>
  [[nodiscard]] Place first_that(Reaches reaches);
  [[nodiscard]] Place at(std::size_t index);
  [[nodiscard]] Place first_at(double target, double share);
  [[nodiscard]] double step(double target, double share, bool averages);
  [[nodiscard]] double nearest(double target);
  [[nodiscard]] double interpolated(double probability, double alpha, double beta);

  void order(Part& part);
  void split_by_value(Part& part, std::uint64_t lowest, std::uint64_t highest);
  void split_by_place(Part& part) const;
  [[nodiscard]] bool is_below(double position, double target) const;

  Sample sample_;
  Sample scratch_;
  int threads_;
  Part whole_;
};

}  // namespace actionplan::survey::detail
