// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/calibration.hpp>

#include "calibrated.hpp"
#include "core/internal/shortest_number.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <utility>

namespace actionplan::survey {

namespace {

std::string name_of(const Margin& margin) {
  return margin.name.empty() ? std::string{"A margin"} : "Margin \"" + margin.name + "\"";
}

std::string cell_of(const Margin& margin, std::size_t cell) {
  return cell < margin.labels.size() ? "\"" + margin.labels[cell] + "\"" : std::to_string(cell);
}

double population_of(const Margin& margin) {
  double sum = 0;
  for (std::size_t cell = 0; cell < margin.population.size(); ++cell) {
    const double people = margin.population[cell];
    if (!(people >= 0) || std::isinf(people)) {
      throw InvalidArgument(name_of(margin) + " has the population " + std::to_string(people) +
                            " in cell " + cell_of(margin, cell) + "; give a number of 0 or more.");
    }
    sum += people;
  }
  if (sum > 0) return sum;
  throw InvalidArgument(name_of(margin) + " has no population; give one for each cell.");
}

void check_cells(const Design& design, const Margin& margin) {
  if (margin.cells.size() != design.size()) {
    throw InvalidArgument(name_of(margin) + " has " + std::to_string(margin.cells.size()) +
                          " cells for " + std::to_string(design.size()) +
                          " rows; give one for each row.");
  }
  for (std::size_t row = 0; row < design.size(); ++row) {
    if (!design.is_inside(row)) continue;
    const std::int32_t cell = margin.cells[row];
    if (cell >= 0 && std::size_t(cell) < margin.population.size()) continue;
    throw InvalidArgument(name_of(margin) + " has " +
                          (cell < 0 ? "no cell" : "cell " + std::to_string(cell)) + " in row " +
                          std::to_string(row) +
                          "; give one of those with a population for each row of the domain.");
  }
}

void check(const Design& design, std::span<const Margin> margins) {
  if (margins.empty()) throw InvalidArgument("There is no margin; give at least one.");
  const double first = population_of(margins.front());
  for (const Margin& margin : margins) {
    check_cells(design, margin);
    const double population = population_of(margin);
    if (std::abs(population - first) <= 1e-8 * first) continue;
    throw InvalidArgument(name_of(margin) + " adds up to " + std::to_string(population) + " and " +
                          name_of(margins.front()) + " to " + std::to_string(first) +
                          "; scale them to the same population.");
  }
}

class Raking {
 public:
  Raking(const Design& design, std::span<const Margin> margins, const RakeOptions& options)
      : design_{design}, margins_{margins}, options_{options} {}

  std::vector<double> run(std::span<const double> weights) const {
    std::vector<double> out{weights.begin(), weights.end()};
    double left = 0;
    for (int i = 0; i < options_.max_iterations; ++i) {
      left = sweep(out);
      if (left <= options_.tolerance || margins_.size() == 1) return out;
    }
    throw EstimationError("After " + std::to_string(options_.max_iterations) +
                          " sweeps a margin still moves by " + std::to_string(left) +
                          " of the population; merge sparse cells, or allow more sweeps.");
  }

 private:
  // How far, as a share of the population, the margins were off.
  double sweep(std::vector<double>& weights) const {
    double worst = 0;
    double population = 0;
    for (const Margin& margin : margins_) {
      std::vector<double> sum(margin.population.size());
      for_cases(margin, [&](std::size_t row, std::size_t cell) { sum[cell] += weights[row]; });
      population = 0;
      for (std::size_t cell = 0; cell < sum.size(); ++cell) {
        const double people = margin.population[cell];
        if (!(sum[cell] > 0) && people > 0) {
          throw EstimationError(name_of(margin) + " has " + std::to_string(people) +
                                " people in cell " + cell_of(margin, cell) +
                                " and no sampled weight; merge the cell with another.");
        }
        worst = std::max(worst, std::abs(sum[cell] - people));
        population += people;
        sum[cell] = sum[cell] > 0 ? people / sum[cell] : 0;
      }
      for_cases(margin, [&](std::size_t row, std::size_t cell) { weights[row] *= sum[cell]; });
    }
    return worst / population;
  }

  template <class Use>
  void for_cases(const Margin& margin, Use use) const {
    for (std::size_t row = 0; row < design_.size(); ++row) {
      if (design_.is_inside(row)) use(row, static_cast<std::size_t>(margin.cells[row]));
    }
  }

  const Design& design_;
  std::span<const Margin> margins_;
  const RakeOptions& options_;
};

// Residuals from the sum of the margins' spaces, by the weights before and times the ratio of new
// to old: means of the cells are taken out, margin by margin, until none is left.
class CellResiduals final : public Adjustment {
 public:
  CellResiduals(const Design& design, std::span<const Margin> margins,
                std::span<const double> after, RakeResiduals residuals)
      : before_(design.weights().begin(), design.weights().end()),
        ratio_(design.size()),
        margins_(margins.size()) {
    for (std::size_t row = 0; row < design.size(); ++row) {
      const bool counts_alike = residuals == RakeResiduals::unweighted && margins.size() > 1;
      if (counts_alike && before_[row] != 0) before_[row] = 1;
      ratio_[row] = before_[row] == 0 ? 1 : after[row] / before_[row];
    }
    for (std::size_t m = 0; m < margins.size(); ++m) fill(margins_[m], design, margins[m]);
  }

  void reduce(Matrix& influence) const override {
    for (std::size_t column = 0; column < influence.columns; ++column) {
      const std::span<double> z = influence.column(column);
      double size = 0;
      for (std::size_t row = 0; row < z.size(); ++row) {
        z[row] = ratio_[row] == 0 ? 0 : z[row] / ratio_[row];
        size += std::abs(z[row]);
      }
      for (int sweep = 0; sweep < most_sweeps; ++sweep) {
        double moved = 0;
        for (const Cells& cells : margins_) moved += center(cells, z);
        if (moved <= 1e-14 * size || margins_.size() == 1) break;
      }
      for (std::size_t row = 0; row < z.size(); ++row) z[row] *= ratio_[row];
    }
  }

 private:
  static constexpr int most_sweeps = 2000;

  struct Cells {
    std::vector<std::int32_t> of_row;  // below 0: outside
    std::vector<double> weight;
  };

  void fill(Cells& cells, const Design& design, const Margin& margin) const {
    cells.of_row.assign(design.size(), -1);
    cells.weight.assign(margin.population.size(), 0.0);
    for (std::size_t row = 0; row < design.size(); ++row) {
      if (!design.is_inside(row)) continue;
      cells.of_row[row] = margin.cells[row];
      cells.weight[std::size_t(margin.cells[row])] += before_[row];
    }
  }

  double center(const Cells& cells, std::span<double> z) const {
    std::vector<double> mean(cells.weight.size());
    for (std::size_t row = 0; row < z.size(); ++row) {
      if (cells.of_row[row] >= 0) mean[std::size_t(cells.of_row[row])] += z[row];
    }
    double moved = 0;
    for (std::size_t cell = 0; cell < mean.size(); ++cell) {
      moved += std::abs(mean[cell]);
      mean[cell] = cells.weight[cell] > 0 ? mean[cell] / cells.weight[cell] : 0;
    }
    for (std::size_t row = 0; row < z.size(); ++row) {
      if (cells.of_row[row] >= 0) z[row] -= before_[row] * mean[std::size_t(cells.of_row[row])];
    }
    return moved;
  }

  std::vector<double> before_;
  std::vector<double> ratio_;
  std::vector<Cells> margins_;
};

// Bounds kept and total kept: what is cut is spread over the rows between the bounds.
std::vector<double> trimmed(const Design& design, std::span<const double> weights, double lower,
                            double upper) {
  std::vector<double> out{weights.begin(), weights.end()};
  const auto counts = [&](std::size_t row) { return design.is_inside(row) && weights[row] != 0; };
  for (std::size_t pass = 0; pass <= out.size(); ++pass) {
    double excess = 0;
    double free = 0;
    for (std::size_t row = 0; row < out.size(); ++row) {
      if (!counts(row)) continue;
      const double kept = std::clamp(out[row], lower, upper);
      excess += out[row] - kept;
      out[row] = kept;
    }
    const auto has_room = [&](std::size_t row) {
      return counts(row) && (excess > 0 ? out[row] < upper : out[row] > lower);
    };
    for (std::size_t row = 0; row < out.size(); ++row) free += has_room(row);
    if (std::abs(excess) <= 1e-12 * design.population()) return out;
    if (free == 0) break;
    for (std::size_t row = 0; row < out.size(); ++row) {
      if (has_room(row)) out[row] += excess / free;
    }
  }
  throw EstimationError("No weights from " + actionplan::detail::number_text(lower) + " to " +
                        actionplan::detail::number_text(upper) +
                        " keep the total; widen the bounds.");
}

void check_bounds(double lower, double upper) {
  if (lower >= 0 && lower < upper) return;
  throw InvalidArgument("The bounds of the weights are " + actionplan::detail::number_text(lower) +
                        " and " + actionplan::detail::number_text(upper) +
                        "; give a lower one of 0 or more and a higher one.");
}

}  // namespace

Design rake(const Design& design, std::span<const Margin> margins, const RakeOptions& options) {
  check(design, margins);
  std::vector<double> weights = Raking{design, margins, options}.run(design.weights());
  auto residuals =
      std::make_shared<const CellResiduals>(design, margins, weights, options.residuals);
  return design.with_weights(std::move(weights), std::move(residuals));
}

ReplicateDesign rake(const ReplicateDesign& design, std::span<const Margin> margins,
                     const RakeOptions& options) {
  check(design.full_sample(), margins);
  const Raking raking{design.full_sample(), margins, options};
  return detail::reweigh_replicates(
      design, [&](std::span<const double> weights) { return raking.run(weights); });
}

Design trim(const Design& design, double lower, double upper) {
  check_bounds(lower, upper);
  return design.with_weights(trimmed(design, design.weights(), lower, upper), nullptr);
}

ReplicateDesign trim(const ReplicateDesign& design, double lower, double upper) {
  check_bounds(lower, upper);
  return detail::reweigh_replicates(design, [&](std::span<const double> weights) {
    return trimmed(design.full_sample(), weights, lower, upper);
  });
}

}  // namespace actionplan::survey
