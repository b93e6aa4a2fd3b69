// SPDX-License-Identifier: Apache-2.0
#include "cases.hpp"
#include "design_data.hpp"
#include "linearised.hpp"
#include "no_value.hpp"
#include "sums_access.hpp"
#include "totals_covariance.hpp"
#include "zero_variance.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/survey/sums.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace actionplan::survey {
namespace {

using detail::Cases;
using detail::Totals;

Stage stage_of(const Sums& sums) {
  Stage out;
  out.group_size.assign(sums.groups.size(), 0);
  for (const Sums::Unit& unit : sums.units) {
    out.group_of_unit.push_back(unit.group);
    ++out.group_size[std::size_t(unit.group)];
  }
  for (std::size_t g = 0; g < sums.groups.size(); ++g) {
    const Sums::Group& group = sums.groups[g];
    const double size = out.group_size[g];
    if (group.population > 0 && size > group.population) {
      throw InvalidArgument("Stratum " + group.name + " has " + std::to_string(out.group_size[g]) +
                            " units in the sample, more than its population; correct the fpc.");
    }
    out.fraction.push_back(group.population > 0 ? size / group.population : group.fraction);
  }
  return out;
}

// Sums per domain, and what the shared end of every estimate asks for.
class Tables {
 public:
  Tables(const Sums& sums, const EstimateOptions& options)
      : sums_{sums}, stage_{stage_of(sums)}, domains_{sums.domains.size()} {
    if (options.deff != Deff::none && sums.products.empty()) {
      throw InvalidArgument(
          "The sums hold no products for design effects; accumulate them with deff.");
    }
    detail::require_deff(detail::is_near_rows(sums.weight, sums.rows) && !sums.has_population(),
                         options.deff);
    totals_.assign(domains_ * sums.width(), 0.0);
    has_case_.assign(sums.units.size(), 0);
    for (std::size_t u = 0; u < sums.units.size(); ++u) {
      for (std::size_t d = 0; d < domains_; ++d) {
        const double* cell = this->cell(u, d);
        if (cell[0] > 0) has_case_[u] = 1;
        for (std::size_t k = 0; k < sums.width(); ++k) totals_[d * sums.width() + k] += cell[k];
      }
    }
  }

  [[nodiscard]] const double* cell(std::size_t unit, std::size_t domain) const {
    return sums_.cells.data() + (unit * domains_ + domain) * sums_.width();
  }
  [[nodiscard]] std::size_t domains() const { return domains_; }
  [[nodiscard]] std::size_t units() const { return sums_.units.size(); }
  [[nodiscard]] double weight(std::size_t d) const { return totals_[d * sums_.width() + 1]; }
  [[nodiscard]] double sum(std::size_t d, std::size_t j) const {
    return totals_[d * sums_.width() + 2 + j];
  }
  [[nodiscard]] double shift(std::size_t d, std::size_t j) const {
    return sums_.shifts[d * sums_.variables + j];
  }
  [[nodiscard]] double total(std::size_t d, std::size_t j) const {
    return sum(d, j) + shift(d, j) * weight(d);
  }

  // Weighted products of two variables, each less its domain's mean.
  [[nodiscard]] double product(std::size_t d, std::size_t a, std::size_t b) const {
    if (a < b) std::swap(a, b);
    const double about_shift = sums_.products[d * sums_.product_count() + a * (a + 1) / 2 + b];
    return about_shift - sum(d, a) * sum(d, b) / weight(d);
  }

  // Variances of means under simple random sampling: squares(d, i) are weighted squares about them.
  template <class Squares>
  [[nodiscard]] std::vector<double> srs_variance(std::size_t results, Deff deff,
                                                 Squares squares) const {
    std::vector<double> out;
    if (deff == Deff::none) return out;
    for (std::size_t i = 0; i < results; ++i) {
      const std::size_t d = i % domains_;
      const double n = totals_[d * sums_.width()];
      const double share = deff == Deff::without_replacement ? 1 - n / weight(d) : 1.0;
      out.push_back(share > 0 && n > 1 ? squares(d, i / domains_) / weight(d) / (n - 1) * share
                                       : none);
    }
    return out;
  }

  [[nodiscard]] Cases cases() const {
    Cases out;
    out.domains = domains_;
    for (std::size_t d = 0; d < domains_; ++d) {
      out.n.push_back(static_cast<std::int64_t>(totals_[d * sums_.width()]));
      out.weighted_n.push_back(weight(d));
    }
    return out;
  }

  [[nodiscard]] std::vector<double> df(const EstimateOptions& options) const {
    if (options.df) return std::vector<double>(domains_, *options.df);
    if (sums_.df) return std::vector<double>(domains_, *sums_.df);
    if (options.df_rule == DfRule::design) {
      return std::vector<double>(domains_, detail::df_of(stage_, has_case_));
    }
    std::vector<double> out;
    std::vector<std::uint8_t> has(units());
    for (std::size_t d = 0; d < domains_; ++d) {
      for (std::size_t u = 0; u < units(); ++u) has[u] = cell(u, d)[0] > 0 ? 1 : 0;
      out.push_back(detail::df_of(stage_, has));
    }
    return out;
  }

  // Infinite of a whole population.
  [[nodiscard]] std::vector<double> units_of_domains() const {
    const bool is_sampled = std::any_of(stage_.fraction.begin(), stage_.fraction.end(),
                                        [](double fraction) { return fraction < 1; });
    std::vector<double> out(domains_, is_sampled ? 0 : std::numeric_limits<double>::infinity());
    for (std::size_t d = 0; d < domains_ && is_sampled; ++d) {
      for (std::size_t u = 0; u < units(); ++u) out[d] += cell(u, d)[0] > 0 ? 1 : 0;
    }
    return out;
  }

  // Covariance of results of which `fill(totals, first, count)` writes the influence by unit.
  template <class Fill>
  [[nodiscard]] Matrix covariance(std::size_t results, const EstimateOptions& options,
                                  Fill fill) const {
    const bool is_full = options.covariance.value_or(results <= detail::most_in_covariance);
    const std::size_t step = is_full ? results : 256;
    Matrix out{results, is_full ? results : 1};
    for (std::size_t first = 0; first < results; first += step) {
      const std::size_t count = std::min(step, results - first);
      Totals totals{Eigen::Index(units()), Eigen::Index(count)};
      fill(totals, first, count);
      const Eigen::MatrixXd part =
          detail::covariance_of_totals(sampled_stages(), totals, has_case_);
      for (std::size_t i = 0; i < count; ++i) {
        if (!is_full) out(first + i, 0) = part(Eigen::Index(i), Eigen::Index(i));
        for (std::size_t j = 0; is_full && j < count; ++j) {
          out(i, j) = part(Eigen::Index(i), Eigen::Index(j));
        }
      }
    }
    return out;
  }

 private:
  [[nodiscard]] detail::SampledStages sampled_stages() const {
    return {{&stage_, 1}, sums_.lonely_psu, {}, false, [this](std::size_t, std::size_t group) {
              const std::string& name = sums_.groups[group].name;
              return name.empty() ? std::string{"The sample"} : "Stratum " + name;
            }};
  }

  const Sums& sums_;
  Stage stage_;
  std::size_t domains_;
  std::vector<double> totals_;
  std::vector<std::uint8_t> has_case_;
};

// One result per pair of a variable and a domain.
template <class Influence>
Estimates finish(const Tables& tables, const EstimateOptions& options, std::vector<double> values,
                 const std::vector<double>& srs_variance, Influence influence) {
  const std::size_t domains = tables.domains();
  Matrix covariance = tables.covariance(
      values.size(), options, [&](Totals& totals, std::size_t first, std::size_t count) {
        for (std::size_t u = 0; u < tables.units(); ++u) {
          for (std::size_t i = 0; i < count; ++i) {
            const std::size_t result = first + i;
            const double* cell = tables.cell(u, result % domains);
            totals(Eigen::Index(u), Eigen::Index(i)) =
                cell[0] == 0 && cell[1] == 0 ? 0
                                             : influence(cell, result / domains, result % domains);
          }
        }
      });
  return detail::finish_with_df(tables.cases(), tables.df(options), options, std::move(values),
                                std::move(covariance), srs_variance);
}

}  // namespace

bool Sums::has_population() const noexcept {
  return std::any_of(groups.begin(), groups.end(),
                     [](const Group& group) { return group.population > 0 || group.fraction > 0; });
}

bool Sums::has_normalised_weights() const noexcept {
  if (has_population()) return false;
  return detail::is_near_rows(weight, rows) && !has_unit_weights();
}

bool Sums::has_unit_weights() const noexcept {
  for (std::size_t cell = 0; cell < cells.size(); cell += width()) {
    if (cells[cell] != cells[cell + 1]) return false;
  }
  return weight == rows;
}

Estimates mean(const Sums& sums, const EstimateOptions& options) {
  const Tables tables{sums, options};
  const std::size_t domains = tables.domains();
  std::vector<double> values(sums.variables * domains);
  std::vector<double> off(values.size());  // of the mean from the origin
  for (std::size_t i = 0; i < values.size(); ++i) {
    off[i] = tables.sum(i % domains, i / domains) / tables.weight(i % domains);
    values[i] = tables.shift(i % domains, i / domains) + off[i];
  }
  const std::vector<double> srs =
      tables.srs_variance(values.size(), options.deff,
                          [&](std::size_t d, std::size_t j) { return tables.product(d, j, j); });
  Estimates out = finish(tables, options, std::move(values), srs,
                         [&](const double* cell, std::size_t j, std::size_t d) {
                           return (cell[2 + j] - off[j * domains + d] * cell[1]) / tables.weight(d);
                         });
  detail::settle_zero_variance(out, [&] { return tables.units_of_domains(); });
  return out;
}

Estimates total(const Sums& sums, const EstimateOptions& options) {
  detail::require_population(sums.has_normalised_weights());
  const Tables tables{sums, options};
  const std::size_t domains = tables.domains();
  std::vector<double> values(sums.variables * domains);
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = tables.total(i % domains, i / domains);
  }
  const std::vector<double> srs =
      tables.srs_variance(values.size(), options.deff, [&](std::size_t d, std::size_t j) {
        return tables.product(d, j, j) * tables.weight(d) * tables.weight(d);
      });
  return finish(tables, options, std::move(values), srs,
                [&](const double* cell, std::size_t j, std::size_t d) {
                  return cell[2 + j] + tables.shift(d, j) * cell[1];
                });
}

Estimates ratio(const Sums& sums, std::span<const std::size_t> numerators,
                std::span<const std::size_t> denominators, const EstimateOptions& options) {
  for (const auto& positions : {numerators, denominators}) {
    for (const std::size_t j : positions) {
      if (j < sums.variables) continue;
      throw InvalidArgument("There is no variable " + std::to_string(j) + "; there are " +
                            std::to_string(sums.variables) + ", counted from 0.");
    }
  }
  const Tables tables{sums, options};
  const std::size_t domains = tables.domains();
  const std::size_t tops = numerators.size();
  std::vector<double> values(tops * denominators.size() * domains);
  std::vector<double> center(values.size());  // makes the influence of a domain add up to zero
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::size_t d = i % domains;
    const std::size_t above = numerators[i / domains % tops];
    const std::size_t below = denominators[i / domains / tops];
    values[i] = tables.total(d, above) / tables.total(d, below);
    if (tables.total(d, below) == 0) values[i] = none;
    center[i] = (tables.sum(d, above) - values[i] * tables.sum(d, below)) / tables.weight(d);
  }
  const std::vector<double> srs =
      tables.srs_variance(values.size(), options.deff, [&](std::size_t d, std::size_t s) {
        const std::size_t above = numerators[s % tops];
        const std::size_t below = denominators[s / tops];
        const double r = values[s * domains + d];
        const double mean_below = tables.total(d, below) / tables.weight(d);
        return (tables.product(d, above, above) - 2 * r * tables.product(d, above, below) +
                r * r * tables.product(d, below, below)) /
               (mean_below * mean_below);
      });
  Estimates out =
      finish(tables, options, values, srs, [&](const double* cell, std::size_t s, std::size_t d) {
        const std::size_t above = numerators[s % tops];
        const std::size_t below = denominators[s / tops];
        const std::size_t i = s * domains + d;
        if (std::isnan(values[i])) return 0.0;
        return (cell[2 + above] - values[i] * cell[2 + below] - center[i] * cell[1]) /
               tables.total(d, below);
      });
  detail::settle_zero_variance(out, [&] { return tables.units_of_domains(); });
  return out;
}

}  // namespace actionplan::survey
