// SPDX-License-Identifier: Apache-2.0
#include "distribution.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

namespace actionplan::survey::detail {
namespace {

constexpr double tolerance = 1e-12;  // of the total weight

// Bits that are in the order of the doubles.
std::uint64_t key_of(double value) {
  constexpr std::uint64_t sign = std::uint64_t{1} << 63U;
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);  // -0 is 0
  return (bits & sign) != 0 ? ~bits : bits | sign;
}

// By digits of the bits from the lowest on, which keeps equal values in order and takes time that
// grows as their number alone.
void sort_by_digits(std::vector<WeightedValue>& values) {
  constexpr unsigned digit_bits = 11;
  constexpr unsigned digits = 6;
  constexpr std::size_t places = std::size_t{1} << digit_bits;
  std::vector<std::size_t> counts(digits * places);
  for (const WeightedValue& v : values) {
    const std::uint64_t key = key_of(v.value);
    for (unsigned d = 0; d < digits; ++d) {
      ++counts[d * places + (key >> (d * digit_bits) & (places - 1))];
    }
  }
  std::vector<WeightedValue> other(values.size());
  for (unsigned d = 0; d < digits; ++d) {
    std::size_t* begin = counts.data() + d * places;
    const std::size_t first = key_of(values.front().value) >> (d * digit_bits) & (places - 1);
    if (begin[first] == values.size()) continue;  // all the same here
    std::size_t sum = 0;
    for (std::size_t p = 0; p < places; ++p) sum += std::exchange(begin[p], sum);
    for (const WeightedValue& v : values) {
      other[begin[key_of(v.value) >> (d * digit_bits) & (places - 1)]++] = v;
    }
    values.swap(other);
  }
}

void sort_by_value(std::vector<WeightedValue>& values) {
  constexpr std::size_t many = 4096;
  if (values.size() > many) return sort_by_digits(values);
  std::stable_sort(
      values.begin(), values.end(),
      [](const WeightedValue& a, const WeightedValue& b) { return a.value < b.value; });
}

}  // namespace

Distribution::Distribution(std::vector<WeightedValue> values) : values_{std::move(values)} {
  values_.erase(std::remove_if(values_.begin(), values_.end(),
                               [](const WeightedValue& v) { return v.weight == 0; }),
                values_.end());
  sort_by_value(values_);
  cumulative_.reserve(values_.size());
  double sum = 0;
  for (const WeightedValue& value : values_) cumulative_.push_back(sum += value.weight);
}

std::size_t Distribution::first_reaching(double weight) const {
  const auto place =
      std::lower_bound(cumulative_.begin(), cumulative_.end(), weight - tolerance * total());
  return std::min(static_cast<std::size_t>(place - cumulative_.begin()), values_.size() - 1);
}

bool Distribution::is_reached(std::size_t place, double weight) const {
  return std::abs(cumulative_[place] - weight) <= tolerance * total();
}

// The probability at which a rule puts a value (Hyndman and Fan 1996, with weights for counts).
double Distribution::position(std::size_t place, QuantileRule rule) const {
  const double up = cumulative_[place];
  const double low = place == 0 ? 0 : cumulative_[place - 1];
  const double last = values_.back().weight;
  switch (rule) {
    case QuantileRule::shahvaish: {
      const auto n = static_cast<double>(values_.size());
      return (up - values_[place].weight / 2) / total() + 0.5 / n;
    }
    case QuantileRule::hf5: return (up + low) / 2 / total();
    case QuantileRule::hf6: return up / (total() + last);
    case QuantileRule::hf7: return low / (total() - last);
    case QuantileRule::hf8: return (2 * up + low) / (3 * total() + last);
    case QuantileRule::hf9: return (5 * up + 3 * low) / (8 * total() + 2 * last);
    default: return up / total();
  }
}

// The value whose cumulative weight is nearest; of two as near, the one of even number.
double Distribution::nearest(double weight) const {
  const std::size_t up = first_reaching(weight);
  if (up == 0 || is_reached(up, weight)) return values_[up].value;
  const double above = cumulative_[up] - weight;
  const double below = weight - cumulative_[up - 1];
  if (std::abs(above - below) <= tolerance * total())
    return values_[up % 2 == 1 ? up : up - 1].value;
  return values_[above < below ? up : up - 1].value;
}

double Distribution::interpolated(double probability, QuantileRule rule) const {
  std::size_t low = 0;
  std::size_t count = values_.size();
  while (count > 0) {  // the first value whose position is not below
    const std::size_t half = count / 2;
    if (position(low + half, rule) < probability) {
      low += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  if (low == 0) return values_.front().value;
  if (low == values_.size()) return values_.back().value;
  const double from = position(low - 1, rule);
  const double share = (probability - from) / (position(low, rule) - from);
  const double start = values_[low - 1].value;
  return start + share * (values_[low].value - start);
}

double Distribution::quantile(double probability, QuantileRule rule) const {
  if (values_.empty() || !(probability >= 0 && probability <= 1)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const double weight = probability * total();
  switch (rule) {
    case QuantileRule::math:
    case QuantileRule::hf1: return values_[first_reaching(weight)].value;
    case QuantileRule::school:
    case QuantileRule::hf2: {
      const std::size_t place = first_reaching(weight);
      const bool is_between = place + 1 < values_.size() && is_reached(place, weight);
      return is_between ? (values_[place].value + values_[place + 1].value) / 2
                        : values_[place].value;
    }
    case QuantileRule::hf3: return nearest(weight);
    case QuantileRule::shahvaish:
      for (std::size_t place = 0; place < values_.size(); ++place) {
        if (position(place, rule) >= probability - tolerance) return values_[place].value;
      }
      return values_.back().value;
    default: return values_.size() == 1 ? values_.front().value : interpolated(probability, rule);
  }
}

}  // namespace actionplan::survey::detail
