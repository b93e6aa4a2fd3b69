// SPDX-License-Identifier: Apache-2.0
#include "choose.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace actionplan::detail {
namespace {

bool is_ratio(Aggregation aggregation) {
  return aggregation == Aggregation::mean || aggregation == Aggregation::pooled_ratio;
}

double weight(const Point& point, Aggregation aggregation) {
  return aggregation == Aggregation::pooled_ratio ? point.denominator : 1;
}

// What a reading adds to the joined value; for a ratio, to its distance from `level`.
double contribution(const Reading& reading, Aggregation aggregation, double level) {
  if (is_ratio(aggregation)) {
    double sum = 0;
    for (const Point& point : reading) {
      sum += (point.estimate.value - level) * weight(point, aggregation);
    }
    return sum;
  }
  return join(aggregation, reading)->estimate.value;
}

const Reading& chosen_reading(const Stretch& stretch, Aggregation aggregation, Choice choice,
                              double level) {
  if (choice == Choice::picked || stretch.readings.size() == 1) return stretch.readings.front();
  const auto is_less = [&](const Reading& a, const Reading& b) {
    return contribution(a, aggregation, level) < contribution(b, aggregation, level);
  };
  const auto& readings = stretch.readings;
  return choice == Choice::lowest ? *std::min_element(readings.begin(), readings.end(), is_less)
                                  : *std::max_element(readings.begin(), readings.end(), is_less);
}

std::vector<Point> choose_at(const Series& series, Aggregation aggregation, Choice choice,
                             double level) {
  std::vector<Point> points;
  for (const Stretch& stretch : series.stretches) {
    const Reading& reading = chosen_reading(stretch, aggregation, choice, level);
    points.insert(points.end(), reading.begin(), reading.end());
  }
  return points;
}

}  // namespace

std::vector<Point> choose(const Series& series, Aggregation aggregation, Choice choice) {
  std::vector<Point> points = choose_at(series, aggregation, choice, 0);
  if (choice == Choice::picked || !is_ratio(aggregation)) return points;
  // The extreme of a ratio of sums: choose for the last level reached until it moves no more
  // (Dinkelbach 1967).
  constexpr int max_steps = 64;
  for (int step = 0; step < max_steps; ++step) {
    const std::optional<Point> joined = join(aggregation, points);
    if (!joined) return points;
    std::vector<Point> next = choose_at(series, aggregation, choice, joined->estimate.value);
    const std::optional<Point> moved = join(aggregation, next);
    if (!moved || moved->estimate.value == joined->estimate.value) return next;
    points = std::move(next);
  }
  return points;
}

std::vector<std::vector<Point>> choices(const Series& series, Aggregation aggregation) {
  std::vector<std::vector<Point>> all{choose(series, aggregation, Choice::picked)};
  const auto has_conflict = [](const Stretch& stretch) { return stretch.readings.size() > 1; };
  const auto contested =
      std::count_if(series.stretches.begin(), series.stretches.end(), has_conflict);
  if (contested == 0) return all;
  if (contested > 1) {
    all.push_back(choose(series, aggregation, Choice::lowest));
    all.push_back(choose(series, aggregation, Choice::highest));
    return all;
  }
  const auto where = std::find_if(series.stretches.begin(), series.stretches.end(), has_conflict);
  for (std::size_t i = 1; i < where->readings.size(); ++i) {
    std::vector<Point> points;
    for (const Stretch& stretch : series.stretches) {
      const Reading& reading = &stretch == &*where ? stretch.readings[i] : stretch.readings.front();
      points.insert(points.end(), reading.begin(), reading.end());
    }
    all.push_back(std::move(points));
  }
  return all;
}

}  // namespace actionplan::detail
