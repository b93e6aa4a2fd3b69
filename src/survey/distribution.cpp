// SPDX-License-Identifier: Apache-2.0
#include "distribution.hpp"

#include "core/internal/large_pages.hpp"

#include "stretches.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>

namespace actionplan::survey::detail {
namespace {

constexpr double tolerance = 1e-12;  // of the sum of weights
constexpr std::size_t small_part = 64;
constexpr std::size_t tied_part = 1024;
constexpr std::size_t most_bits = 10;

// Whole numbers in the order of the values: the bits of an IEEE double count its rank among those
// of its sign. Adding 0 makes one of the two zeros.
std::uint64_t key_of(double value) {
  constexpr std::uint64_t sign = std::uint64_t{1} << 63U;
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);
  return (bits & sign) != 0 ? ~bits : bits | sign;
}

double sum_of_weights(const Distribution::Sample& sample, int threads) {
  constexpr std::size_t block = 1024;
  std::vector<double> sums((sample.size() + block - 1) / block);
  for_each_stretch(threads, 0, sample.size(),
                   [&](std::size_t, std::size_t first, std::size_t last) {
                     for (std::size_t begin = first; begin < last; begin += block) {
                       const std::size_t end = std::min(last, begin + block);
                       for (std::size_t i = begin; i < end; ++i)
                         sums[begin / block] += sample[i].weight;
                     }
                   });
  return std::accumulate(sums.begin(), sums.end(), 0.0);
}

}  // namespace

Distribution::Distribution(Sample sample, int threads)
    : sample_{std::move(sample)}, threads_{threads}, whole_{0,     sample_.size(),
                                                            0,     sum_of_weights(sample_, threads),
                                                            false, {}} {}

bool Distribution::is_below(double position, double target) const {
  return position < target - tolerance * whole_.weight;
}

void Distribution::order(Part& part) {
  if (part.is_ordered) return;
  part.is_ordered = true;
  const auto begin = sample_.begin() + std::ptrdiff_t(part.begin);
  const auto end = sample_.begin() + std::ptrdiff_t(part.end);
  if (part.end - part.begin <= small_part) {
    std::stable_sort(begin, end, [](const WeightedValue& a, const WeightedValue& b) {
      return a.value < b.value;
    });
    return;
  }
  std::vector<std::pair<double, double>> ends((part.end - part.begin) / stretch + 1,
                                              {begin->value, begin->value});
  for_each_stretch(threads_, part.begin, part.end,
                   [&](std::size_t which, std::size_t first, std::size_t last) {
                     auto [lowest, highest] = ends[which];
                     for (std::size_t i = first; i < last; ++i) {
                       lowest = std::min(lowest, sample_[i].value);
                       highest = std::max(highest, sample_[i].value);
                     }
                     ends[which] = {lowest, highest};
                   });
  double lowest = begin->value;
  double highest = begin->value;
  for (const auto& [low, high] : ends) {
    lowest = std::min(lowest, low);
    highest = std::max(highest, high);
  }
  if (lowest == highest) return split_by_place(part);
  split_by_value(part, key_of(lowest), key_of(highest));
}

// Equal values are in order as they came; short parts spare a search from walking them all.
void Distribution::split_by_place(Part& part) const {
  if (part.end - part.begin <= tied_part) return;
  double before = part.before;
  for (std::size_t begin = part.begin; begin < part.end; begin += tied_part) {
    const std::size_t end = std::min(part.end, begin + tied_part);
    double weight = 0;
    for (std::size_t i = begin; i < end; ++i) weight += sample_[i].weight;
    part.parts.push_back({begin, end, before, weight, true, {}});
    before += weight;
  }
}

// One step of a radix sort from the highest digit that differs: stable, and at most seven deep.
void Distribution::split_by_value(Part& part, std::uint64_t lowest, std::uint64_t highest) {
  const auto width = std::size_t(std::bit_width(highest - lowest));
  const std::size_t shift = width > most_bits ? width - most_bits : 0;
  const auto digit_of = [=](const WeightedValue& item) {
    return static_cast<std::size_t>((key_of(item.value) - lowest) >> shift);
  };
  struct Tally {  // of a stretch, by digit
    std::array<std::size_t, std::size_t{1} << most_bits> next{};
    std::array<double, std::size_t{1} << most_bits> weights{};
  };
  std::vector<Tally> tallies((part.end - part.begin - 1) / stretch + 1);
  for_each_stretch(threads_, part.begin, part.end,
                   [&](std::size_t which, std::size_t first, std::size_t last) {
                     Tally& tally = tallies[which];
                     for (std::size_t i = first; i < last; ++i) {
                       const std::size_t digit = digit_of(sample_[i]);
                       ++tally.next[digit];
                       tally.weights[digit] += sample_[i].weight;
                     }
                   });
  std::size_t begin = part.begin;
  double before = part.before;
  for (std::size_t digit = 0; digit < tallies.front().next.size(); ++digit) {
    const std::size_t first = begin;
    double weight = 0;
    for (Tally& tally : tallies) {
      begin += std::exchange(tally.next[digit], begin - part.begin);
      weight += tally.weights[digit];
    }
    if (begin == first) continue;
    part.parts.push_back({first, begin, before, weight, false, {}});
    before += weight;
  }
  if (scratch_.size() < part.end - part.begin) {
    scratch_.clear();
    actionplan::detail::reserve_column(scratch_, part.end - part.begin);
    scratch_.resize(part.end - part.begin);
  }
  for_each_stretch(threads_, part.begin, part.end,
                   [&](std::size_t which, std::size_t first, std::size_t last) {
                     auto& next = tallies[which].next;
                     for (std::size_t i = first; i < last; ++i) {
                       scratch_[next[digit_of(sample_[i])]++] = sample_[i];
                     }
                   });
  if (part.begin == 0 && part.end == sample_.size()) return sample_.swap(scratch_);
  std::copy_n(scratch_.begin(), part.end - part.begin,
              sample_.begin() + std::ptrdiff_t(part.begin));
}

// The first place of which reaches(C_k, k) holds, k counted from 1; the last where none does.
template <class Reaches>
Distribution::Place Distribution::first_that(Reaches reaches) {
  Part* part = &whole_;
  while (order(*part), !part->parts.empty()) {
    const auto found = std::find_if(part->parts.begin(), part->parts.end(), [&](const Part& inner) {
      return reaches(inner.before + inner.weight, inner.end);
    });
    part = found != part->parts.end() ? &*found : &part->parts.back();
  }
  double cumulative = part->before;
  for (std::size_t i = part->begin;; ++i) {
    cumulative += sample_[i].weight;
    if (i + 1 == part->end || reaches(cumulative, i + 1)) return {i, sample_[i], cumulative};
  }
}

Distribution::Place Distribution::at(std::size_t index) {
  return first_that([index](double, std::size_t count) { return count > index; });
}

// The first place whose position reaches the target, or the last. Positions of place k lie between
// C_(k-1) and C_k, so it is the first with C_k there, or the one after.
Distribution::Place Distribution::first_at(double target, double share) {
  const Place place =
      first_that([&](double cumulative, std::size_t) { return !is_below(cumulative, target); });
  const bool is_last = place.index + 1 == sample_.size();
  return is_last || !is_below(place.position(share), target) ? place : at(place.index + 1);
}

// Hyndman and Fan 1996, definitions 1 and 2: the inverse of a step function, and at a step's level,
// where it is not unique, the lower or the middle of its two ends.
double Distribution::step(double target, double share, bool averages) {
  const Place place = first_at(target, share);
  const bool is_hit = std::abs(place.position(share) - target) <= tolerance * whole_.weight;
  if (!averages || !is_hit || place.index + 1 == sample_.size()) return place.item.value;
  return std::midpoint(place.item.value, at(place.index + 1).item.value);
}

// Definition 3: the place with C_k nearest to the target, of two as near the even one.
double Distribution::nearest(double target) {
  const Place above = first_at(target, 0);
  if (above.index == 0) return above.item.value;
  const Place below = at(above.index - 1);
  const double nearer_below = (above.cumulative - target) - (target - below.cumulative);
  const bool is_even_below = above.index % 2 == 0;  // its number, from 1, is this index
  const bool is_tie = std::abs(nearer_below) <= tolerance * whole_.weight;
  return (is_tie ? is_even_below : nearer_below > 0) ? below.item.value : above.item.value;
}

// Definitions 4 to 9: lines between the points (p_k, x_k), with Hyndman and Fan's equation
// p_k = (k - alpha) / (n + 1 - alpha - beta). Counts become weights by k -> C_k, n -> C_n and
// 1 -> the weight of the place meant, k or n:
// p_k = (C_k - alpha w_k) / (C_n + (1 - alpha - beta) w_n).
double Distribution::interpolated(double probability, double alpha, double beta) {
  const double last = at(sample_.size() - 1).item.weight;
  const double target = probability * (whole_.weight + (1 - alpha - beta) * last);
  const Place upper = first_at(target, alpha);
  if (upper.index == 0) return upper.item.value;
  const Place lower = at(upper.index - 1);
  const double gap = upper.position(alpha) - lower.position(alpha);
  const double share = gap > 0 ? (target - lower.position(alpha)) / gap : 1.0;
  return std::lerp(lower.item.value, upper.item.value, std::clamp(share, 0.0, 1.0));
}

double Distribution::quantile(double probability, QuantileRule rule) {
  if (sample_.empty() || !(probability >= 0 && probability <= 1)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  const double target = probability * whole_.weight;
  switch (rule) {
    case QuantileRule::math:
    case QuantileRule::hf1: return step(target, 0, false);
    case QuantileRule::school:
    case QuantileRule::hf2: return step(target, 0, true);
    // Shah and Vaish 2006: with weights scaled to add up to n, F(x_k) is the mid-rank
    // C_k - w_k / 2 + 1 / 2 over n + 1; here the scale is put on the 1 / 2 and on the target.
    case QuantileRule::shahvaish: {
      const double unit = whole_.weight / double(sample_.size());
      return step(target + unit * (probability - 0.5), 0.5, false);
    }
    case QuantileRule::hf3: return nearest(target);
    case QuantileRule::hf4: return interpolated(probability, 0, 1);
    case QuantileRule::hf5: return interpolated(probability, 0.5, 0.5);
    case QuantileRule::hf6: return interpolated(probability, 0, 0);
    case QuantileRule::hf7: return interpolated(probability, 1, 1);
    case QuantileRule::hf8: return interpolated(probability, 1.0 / 3, 1.0 / 3);
    case QuantileRule::hf9: return interpolated(probability, 3.0 / 8, 3.0 / 8);
  }
  return std::numeric_limits<double>::quiet_NaN();
}

}  // namespace actionplan::survey::detail
