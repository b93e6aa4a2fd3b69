// SPDX-License-Identifier: Apache-2.0
#include "lane_sum.hpp"
#include "reached.hpp"
#include "series.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace actionplan::detail {
namespace {

// Sum of independent estimates, each times its share; degrees of freedom after Satterthwaite (1946).
// Values are added up in four lanes, as detail::lane_sum does.
class WeightedSum {
 public:
  void add(const Point& point, double share) {
    const Estimate& estimate = point.estimate;
    const double error = point.sample.is_present() ? joining_error(estimate.value, point.sample)
                                                   : estimate.standard_error;
    const double variance = std::isnan(error) ? 0 : std::pow(share * error, 2);
    lanes_.add(share * estimate.value);
    variance_ += variance;
    if (std::isfinite(estimate.df)) squares_ += variance * variance / estimate.df;
    n_ += estimate.n;
  }
  /// @param whole  by which the sum is divided.
  [[nodiscard]] Estimate estimate(double whole = 1) const {
    Estimate sum;
    sum.value = lanes_.sum() / whole;
    sum.standard_error = std::sqrt(variance_) / whole;
    if (squares_ > 0) sum.df = variance_ * variance_ / squares_;
    sum.n = n_;
    return sum;
  }

 private:
  LaneSum lanes_;
  double variance_ = 0;
  double squares_ = 0;
  std::int64_t n_ = 0;
};

Estimate weighted(Aggregation aggregation, const std::vector<Point>& points) {
  double total = 0;
  for (const Point& point : points) total += point.denominator;
  WeightedSum sum;
  for (const Point& point : points) {
    double share = 1;
    if (aggregation == Aggregation::mean) share = 1 / static_cast<double>(points.size());
    if (aggregation == Aggregation::pooled_ratio) share = point.denominator / total;
    sum.add(point, share);
  }
  return sum.estimate();
}

const Point& extreme(Aggregation aggregation, const std::vector<Point>& points) {
  const auto is_less = [aggregation](const Point& a, const Point& b) {
    if (aggregation == Aggregation::last) return a.last < b.last;
    const bool is_lower = a.estimate.value < b.estimate.value;
    const bool is_higher = b.estimate.value < a.estimate.value;
    return aggregation == Aggregation::min ? is_higher : is_lower;
  };
  return *std::max_element(points.begin(), points.end(), is_less);
}

}  // namespace

bool lacks_denominator(Aggregation aggregation, const std::vector<Point>& points) {
  return aggregation == Aggregation::pooled_ratio &&
         std::any_of(points.begin(), points.end(),
                     [](const Point& point) { return std::isnan(point.denominator); });
}

std::optional<Point> join(Aggregation aggregation, const std::vector<Point>& points) {
  if (points.empty() || lacks_denominator(aggregation, points)) return std::nullopt;
  Point joined = points.front();
  joined.denominator = 0;
  joined.uses.clear();
  for (const Point& point : points) {
    joined.first = std::min(joined.first, point.first);
    joined.last = std::max(joined.last, point.last);
    joined.true_from = std::max(joined.true_from, point.true_from);
    joined.denominator += point.denominator;
    joined.uses.insert(joined.uses.end(), point.uses.begin(), point.uses.end());
  }
  switch (aggregation) {
    case Aggregation::sum:
    case Aggregation::mean:
    case Aggregation::pooled_ratio:
      if (points.size() == 1) break;
      joined.estimate = weighted(aggregation, points);
      joined.sample = {};
      for (const Point& point : points) {
        if (point.sample.is_present() && !(point.sample.whole > 0)) joined.sample = point.sample;
      }
      break;
    case Aggregation::last:
    case Aggregation::max:
    case Aggregation::min: {
      const Point& chosen = extreme(aggregation, points);
      joined.estimate = chosen.estimate;
      joined.denominator = chosen.denominator;
      joined.sample = chosen.sample;
      break;
    }
  }
  return joined;
}

// In one pass, so that long series stay cheap.
std::vector<Point> joined_one_by_one(Aggregation aggregation, const std::vector<Point>& points) {
  const bool is_weighted = aggregation == Aggregation::sum || aggregation == Aggregation::mean ||
                           aggregation == Aggregation::pooled_ratio;
  std::vector<Point> joined;
  joined.reserve(points.size());
  WeightedSum sum;
  double whole = 0;
  ZeroVariance sample;
  for (const Point& point : points) {
    Point next;
    next.estimate = point.estimate;
    next.sample = point.sample;
    const double weight = aggregation == Aggregation::pooled_ratio ? point.denominator : 1;
    sum.add(point, weight);
    whole += weight;
    if (point.sample.is_present() && !(point.sample.whole > 0)) sample = point.sample;
    if (is_weighted && !joined.empty()) {
      next.estimate = sum.estimate(aggregation == Aggregation::sum ? 1 : whole);
      next.sample = sample;
    } else if (!is_weighted && !joined.empty() && aggregation != Aggregation::last) {
      const Point& best = joined.back();
      const bool is_better = aggregation == Aggregation::max
                                 ? best.estimate.value < point.estimate.value
                                 : point.estimate.value < best.estimate.value;
      if (!is_better) next = best;
    }
    joined.push_back(std::move(next));
  }
  return joined;
}

}  // namespace actionplan::detail
