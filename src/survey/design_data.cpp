// SPDX-License-Identifier: Apache-2.0
#include "design_data.hpp"
#include "core/internal/shortest_number.hpp"

#include "linearised.hpp"
#include "sampling.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

namespace actionplan::survey::detail {
namespace {

std::size_t row_count(const DesignOptions& options) {
  if (!options.weights.empty()) return options.weights.size();
  if (!options.fpc.empty()) return options.fpc.front().size();
  if (!options.clusters.empty()) return options.clusters.front().size();
  if (!options.strata.empty()) return options.strata.front().size();
  return options.rows;
}

// Neither weights nor an fpc: each case stands for itself.
bool has_no_weights(const DesignOptions& options) {
  return options.weights.empty() && options.fpc.empty();
}

void require_size(std::size_t size, std::size_t rows, const std::string& what) {
  if (size == rows) return;
  throw InvalidArgument("The " + what + " has " + std::to_string(size) + " elements and the data " +
                        std::to_string(rows) + " rows; give one for each row.");
}

void check_ids(const std::vector<Ids>& columns, std::size_t rows, const std::string& what) {
  for (std::size_t k = 0; k < columns.size(); ++k) {
    const std::string name = what + " of stage " + std::to_string(k + 1);
    require_size(columns[k].size(), rows, "column of the " + name);
    for (std::size_t row = 0; row < rows; ++row) {
      if (columns[k].is_missing(row)) {
        throw InvalidArgument("The " + name + " is missing in row " + std::to_string(row) +
                              "; give one for every row, also for rows outside a domain.");
      }
    }
  }
}

void check_numbers(std::span<const double> values, std::size_t rows, const std::string& what) {
  require_size(values.size(), rows, "column of the " + what);
  for (std::size_t row = 0; row < rows; ++row) {
    if (values[row] >= 0 && values[row] < std::numeric_limits<double>::infinity()) continue;
    throw InvalidArgument("The " + what + " is " +
                          (std::isnan(values[row]) ? std::string{"missing"}
                                                   : actionplan::detail::number_text(values[row])) +
                          " in row " + std::to_string(row) +
                          "; give a number of 0 or more for every row.");
  }
}

void check_columns(const DesignOptions& options, std::size_t rows) {
  if (rows == 0) throw InvalidArgument("The data has no rows; an estimate needs a sample.");
  if (rows > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
    throw InvalidArgument("The data has " + std::to_string(rows) +
                          " rows; accumulate it in parts of at most 2147483647.");
  }
  check_ids(options.strata, rows, "stratum");
  check_ids(options.clusters, rows, "cluster");
  if (!options.weights.empty()) check_numbers(options.weights, rows, "weight");
  for (std::size_t k = 0; k < options.fpc.size(); ++k) {
    check_numbers(options.fpc[k], rows, "fpc of stage " + std::to_string(k + 1));
  }
  const std::size_t stages = std::max<std::size_t>(1, options.clusters.size());
  if (options.fpc.size() > stages || options.strata.size() > stages) {
    throw InvalidArgument("There are more columns of strata or fpc than the " +
                          std::to_string(stages) + " stages of clusters; give one for each stage.");
  }
  if (options.weights.empty() && !has_no_weights(options) && options.fpc.size() < stages) {
    throw InvalidArgument("There are no weights and an fpc for " +
                          std::to_string(options.fpc.size()) + " of " + std::to_string(stages) +
                          " stages; give weights, or the fpc of every stage.");
  }
  if (options.df && !(*options.df > 0)) {
    throw InvalidArgument("The degrees of freedom given are " +
                          actionplan::detail::number_text(*options.df) + "; give more than 0.");
  }
}

// Later stages enter the variance only below one that was sampled without replacement.
std::size_t stages_that_count(const DesignOptions& options) {
  if (options.with_replacement || options.ultimate_cluster) return 1;
  return std::min(std::max<std::size_t>(1, options.clusters.size()), options.fpc.size() + 1);
}

void keep_first_stage(NumberedStages& numbered) {
  for (std::int32_t& unit : numbered.unit_of_row) {
    for (std::size_t k = numbered.stages.size(); k-- > 1;) {
      unit = numbered.stages[k].parent_of_unit[static_cast<std::size_t>(unit)];
    }
  }
  numbered.stages.resize(1);
}

void drop_idle_stages(NumberedStages& numbered, const DesignOptions& options) {
  if (stages_that_count(options) == 1) keep_first_stage(numbered);
  if (options.with_replacement) {
    auto& fraction = numbered.stages.front().fraction;
    std::fill(fraction.begin(), fraction.end(), 0.0);
    auto& population = numbered.stages.front().population;
    std::fill(population.begin(), population.end(), 0.0);
  }
}

void set_population(DesignData& data, const DesignOptions& options) {
  const auto total = [&data] {
    double sum = 0;
    for (const double weight : data.weights) sum += weight;
    return sum;
  };
  data.population = total();
  if (!(data.population > 0)) {
    throw InvalidArgument("The weights add up to 0; give at least one row a weight above 0.");
  }
  if (options.population) {
    if (!(*options.population > 0) || std::isinf(*options.population)) {
      throw InvalidArgument("The population is " + std::to_string(*options.population) +
                            "; give a number above 0.");
    }
    const double scale = *options.population / data.population;
    data.own_weights.assign(data.weights.begin(), data.weights.end());
    for (double& weight : data.own_weights) weight *= scale;
    data.weights = data.own_weights;
    data.population = *options.population;
    return;
  }
  // A census has weights of 1 too, and an fpc that says so.
  const double rows = static_cast<double>(data.size);
  if (!options.fpc.empty() || !is_near_rows(data.population, rows)) return;
  data.has_unit_weights = std::all_of(data.weights.begin(), data.weights.end(),
                                      [](double weight) { return weight == 1; });
  data.has_normalised_weights = !data.has_unit_weights;
}

std::vector<LonelyPsu> lonely_psu_of_groups(const DesignOptions& options, const Stage& stage) {
  if (options.lonely_psu_of.empty()) return {};
  std::vector<LonelyPsu> out(stage.group_count(), options.lonely_psu);
  for (const auto& [name, rule] : options.lonely_psu_of) {
    bool is_found = false;
    for (std::size_t group = 0; group < out.size() && !options.strata.empty(); ++group) {
      if (options.strata.front().text(stage.group_row[group]) != name) continue;
      out[group] = rule;
      is_found = true;
    }
    if (is_found) continue;
    throw InvalidArgument("There is a rule for single units of stratum \"" + name +
                          "\", which the sample does not have; correct its name.");
  }
  return out;
}

}  // namespace

std::shared_ptr<const DesignData> make_design(const DesignOptions& options) {
  const std::size_t rows = row_count(options);
  check_columns(options, rows);
  const bool is_without_weights = options.weights.empty() && !has_no_weights(options);
  const std::size_t stages = is_without_weights ? std::max<std::size_t>(1, options.clusters.size())
                                                : stages_that_count(options);
  NumberedStages numbered = number_stages(options, rows, stages, is_without_weights);
  drop_idle_stages(numbered, options);

  auto sampling = std::make_shared<Sampling>();
  sampling->stages = std::move(numbered.stages);
  sampling->unit_of_row = std::move(numbered.unit_of_row);
  sampling->strata = options.strata;
  sampling->clusters = options.clusters;
  sampling->lonely_psu = options.lonely_psu;
  sampling->lonely_psu_of_groups = lonely_psu_of_groups(options, sampling->stages.front());
  sampling->adjust_domain_lonely = options.adjust_domain_lonely;
  sampling->df = options.df;

  auto data = std::make_shared<DesignData>();
  data->sampling = std::move(sampling);
  data->size = rows;
  data->own_weights = std::move(numbered.weights);
  if (has_no_weights(options)) data->own_weights.assign(rows, 1.0);
  data->weights =
      options.weights.empty() ? std::span<const double>{data->own_weights} : options.weights;
  set_population(*data, options);
  return data;
}

std::shared_ptr<const DesignData> reweigh(const DesignData& data, std::vector<double> weights,
                                          std::shared_ptr<const Adjustment> adjustment) {
  auto out = std::make_shared<DesignData>();
  out->sampling = data.sampling;
  out->size = data.size;
  out->own_weights = std::move(weights);
  out->weights = out->own_weights;
  for (const double weight : out->own_weights) out->population += weight;
  out->adjustments = data.adjustments;
  if (adjustment) out->adjustments.push_back(std::move(adjustment));
  return out;
}

double df_of(const Stage& stage, std::span<const std::uint8_t> has_case) {
  std::vector<std::uint8_t> group_has(stage.group_count());
  double units = 0;
  for (std::size_t unit = 0; unit < stage.unit_count(); ++unit) {
    if (has_case[unit] == 0) continue;
    units += 1;
    group_has[static_cast<std::size_t>(stage.group_of_unit[unit])] = 1;
  }
  double groups = 0;
  for (const std::uint8_t has : group_has) groups += has;
  return units - groups;
}

}  // namespace actionplan::survey::detail
