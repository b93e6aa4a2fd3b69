// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/profile.hpp>

namespace actionplan {

std::string_view to_string(Direction direction) noexcept {
  switch (direction) {
    case Direction::up: return "up";
    case Direction::down: return "down";
    case Direction::none: return "none";
  }
  return "none";
}

std::string_view to_string(Aggregation aggregation) noexcept {
  switch (aggregation) {
    case Aggregation::last: return "last";
    case Aggregation::sum: return "sum";
    case Aggregation::mean: return "mean";
    case Aggregation::max: return "max";
    case Aggregation::min: return "min";
    case Aggregation::pooled_ratio: return "pooled_ratio";
  }
  return "last";
}

std::string_view to_string(TrajectoryPath /*path*/) noexcept { return "linear"; }

std::string_view to_string(TargetMode mode) noexcept {
  switch (mode) {
    case TargetMode::cumulative: return "cumulative";
    case TargetMode::incremental: return "incremental";
  }
  return "cumulative";
}

}  // namespace actionplan
