// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/imputation.hpp>

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace actionplan::survey {
namespace {

void check_sets(std::span<const Estimates> sets) {
  if (sets.size() < 2) {
    throw InvalidArgument("There are " + std::to_string(sets.size()) +
                          " sets of results; the variance between imputations needs two or more.");
  }
  const Estimates& first = sets.front();
  for (const Estimates& set : sets) {
    if (set.size() != first.size() || set.labels != first.labels) {
      throw InvalidArgument(
          "The sets have other results; estimate the same in every imputation, in the same order.");
    }
    if (set.covariance.rows != set.size()) {
      throw InvalidArgument(
          "A set of results has no covariance; estimate every imputation with covariance.");
    }
  }
}

// Barnard and Rubin 1999, equation 3. `share` of the variance is between the sets.
double df_of(double share, double sets, double complete) {
  if (!(share > 0)) return complete;
  const double between = (sets - 1) / (share * share);
  if (std::isinf(complete)) return between;
  const double observed = (complete + 1) / (complete + 3) * complete * (1 - share);
  return 1 / (1 / between + 1 / observed);
}

}  // namespace

Estimates pool(std::span<const Estimates> sets) {
  check_sets(sets);
  const Estimates& first = sets.front();
  const std::size_t size = first.size();
  const auto m = static_cast<double>(sets.size());
  std::vector<double> values(size);
  for (const Estimates& set : sets) {
    for (std::size_t i = 0; i < size; ++i) values[i] += set.values[i] / m;
  }
  Matrix covariance{size, size};
  std::vector<double> df(size);
  for (std::size_t a = 0; a < size; ++a) {
    for (std::size_t b = 0; b <= a; ++b) {
      double within = 0;
      double between = 0;
      for (const Estimates& set : sets) {
        within += set.covariance(a, b) / m;
        between += (set.values[a] - values[a]) * (set.values[b] - values[b]) / (m - 1);
      }
      between *= 1 + 1 / m;
      covariance(a, b) = covariance(b, a) = within + between;
      if (a != b) continue;
      double complete = first.df[a];
      for (const Estimates& set : sets) complete = std::min(complete, set.df[a]);
      df[a] = df_of(between / (within + between), m, complete);
    }
  }
  std::vector<std::int64_t> n = first.n;
  std::vector<double> weighted_n = first.weighted_n;
  for (const Estimates& set : sets) {
    for (std::size_t i = 0; i < size; ++i) {
      n[i] = std::min(n[i], set.n[i]);
      weighted_n[i] = std::min(weighted_n[i], set.weighted_n[i]);
    }
  }
  Estimates out = make_estimates(first.labels, std::move(values), std::move(covariance),
                                 std::move(df), std::move(n), std::move(weighted_n));
  for (const Estimates& set : sets) {
    for (std::size_t i = 0; i < size; ++i) {
      if (set.flags[i] != CellFlag::none) out.flags[i] = set.flags[i];
    }
  }
  return out;
}

}  // namespace actionplan::survey
