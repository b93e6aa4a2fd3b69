// SPDX-License-Identifier: Apache-2.0
#include "cases.hpp"

#include "stretches.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

namespace actionplan::survey::detail {
namespace {

std::int32_t domain_at(const Design& design, const EstimateOptions& options, std::size_t row) {
  if (!design.is_inside(row)) return -1;
  return options.by.codes.empty() ? 0 : options.by.codes[row];
}

std::string name_of(const EstimateOptions& options, std::size_t variable) {
  return variable < options.names.size() ? "Column \"" + options.names[variable] + "\""
                                         : "Variable " + std::to_string(variable);
}

enum class State { complete, missing, infinite };

State state_of(std::span<const Column> variables, std::size_t row) {
  State out = State::complete;
  for (const Column& variable : variables) {
    const double value = variable[row];
    if (std::isnan(value)) return State::missing;
    if (std::isinf(value)) out = State::infinite;
  }
  return out;
}

constexpr std::size_t block_rows = 1024;

bool is_finite(std::span<const double> values) {
  bool out = true;
  for (const double value : values) {
    out &= std::abs(value) <= std::numeric_limits<double>::max();
  }
  return out;
}

void read_domains(const Design& design, const EstimateOptions& options, std::size_t begin,
                  std::span<std::int32_t> out) {
  const std::span<const std::int32_t> codes = options.by.codes;
  if (codes.empty()) {
    std::fill(out.begin(), out.end(), 0);
  } else {
    std::copy_n(codes.data() + begin, out.size(), out.data());
  }
  if (const auto inside = design.domain(); !inside.empty()) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = inside[begin + i] != 0 ? out[i] : -1;
  }
  if (codes.empty()) return;
  const auto highest = std::max_element(out.begin(), out.end());
  if (*highest < options.by.count) return;
  throw InvalidArgument("Row " + std::to_string(begin + std::size_t(highest - out.begin())) +
                        " has the domain code " + std::to_string(*highest) + " and there are " +
                        std::to_string(options.by.count) + " domains; count them anew.");
}

void count_cases(std::span<const std::int32_t> domains, std::span<const double> weights,
                 Cases& out) {
  if (out.domains > 1) {
    for (std::size_t i = 0; i < domains.size(); ++i) {
      if (domains[i] < 0 || weights[i] == 0) continue;
      ++out.n[static_cast<std::size_t>(domains[i])];
      out.weighted_n[static_cast<std::size_t>(domains[i])] += weights[i];
    }
    return;
  }
  double lanes[4] = {};  // one sum would wait for itself at every row
  std::int64_t n = 0;
  for (std::size_t i = 0; i < domains.size(); ++i) {
    const double weight = domains[i] < 0 ? 0.0 : weights[i];
    lanes[i % 4] += weight;
    n += weight != 0 ? 1 : 0;
  }
  out.n[0] += n;
  out.weighted_n[0] += (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]);
}

}  // namespace

void check_columns(const Design& design, std::span<const Column> variables,
                   const EstimateOptions& options) {
  for (std::size_t j = 0; j < variables.size(); ++j) {
    if (variables[j].size() == design.size()) continue;
    throw InvalidArgument(name_of(options, j) + " has " + std::to_string(variables[j].size()) +
                          " elements and the design " + std::to_string(design.size()) +
                          " rows; give one for each row.");
  }
  if (options.by.count < 1) {
    throw InvalidArgument("There are " + std::to_string(options.by.count) +
                          " domains; give at least one.");
  }
  if (options.by.codes.empty()) return;
  if (options.by.codes.size() != design.size()) {
    throw InvalidArgument("There are " + std::to_string(options.by.codes.size()) +
                          " domain codes for " + std::to_string(design.size()) +
                          " rows; give one for each row.");
  }
}

void refuse_values(const Design& design, std::span<const Column> variables,
                   const EstimateOptions& options) {
  for (std::size_t row = 0; row < design.size(); ++row) {
    if (domain_at(design, options, row) < 0) continue;
    const State state = state_of(variables, row);
    if (options.missing == Missing::omit && state == State::missing) continue;
    for (std::size_t j = 0; j < variables.size(); ++j) {
      const double value = variables[j][row];
      if (std::isfinite(value)) continue;
      if (std::isinf(value)) {
        throw InvalidArgument(name_of(options, j) + " is infinite in row " + std::to_string(row) +
                              "; give finite numbers.");
      }
      throw InvalidArgument(name_of(options, j) + " is missing in row " + std::to_string(row) +
                            "; give missing=omit to leave such cases out as a domain.");
    }
  }
  throw InvalidArgument("The weighted sums are not finite; the values are too large.");
}

namespace {

// Rows of a block that have a missing value count in no domain.
void leave_out_missing(const Design& design, std::span<const Column> variables,
                       const EstimateOptions& options, std::size_t begin,
                       std::span<std::int32_t> domains, std::span<double> buffer) {
  const bool is_complete =
      std::all_of(variables.begin(), variables.end(), [&](const Column& variable) {
        return is_finite({variable.read(begin, domains.size(), buffer.data()), domains.size()});
      });
  if (is_complete) return;
  for (std::size_t i = 0; i < domains.size(); ++i) {
    if (domains[i] < 0) continue;
    const State state = state_of(variables, begin + i);
    const bool is_left_out = state == State::missing && options.missing == Missing::omit;
    if (state != State::complete && !is_left_out) refuse_values(design, variables, options);
    if (is_left_out) domains[i] = -1;
  }
}

}  // namespace

Cases find_cases(const Design& design, std::span<const Column> variables,
                 const EstimateOptions& options) {
  check_columns(design, variables, options);
  Cases out;
  out.domains = static_cast<std::size_t>(options.by.count);
  out.n.resize(out.domains);
  out.weighted_n.resize(out.domains);
  // Of each stretch, as many as there are whatever the threads; all in one of many domains.
  constexpr std::size_t most_counts = std::size_t{1} << 20U;
  const std::size_t stretches = design.size() / stretch + 1;
  const bool is_one = stretches * out.domains > most_counts;
  std::vector<Cases> counts(is_one ? 1 : stretches, out);
  out.domain_of_row.resize(design.size());
  for_each_stretch(
      options.threads, 0, design.size(), is_one ? design.size() : stretch,
      [&](std::size_t which, std::size_t first, std::size_t last) {
        std::vector<double> buffer(block_rows);
        for (std::size_t begin = first; begin < last; begin += block_rows) {
          const std::size_t count = std::min(block_rows, last - begin);
          const std::span<std::int32_t> domains{out.domain_of_row.data() + begin, count};
          read_domains(design, options, begin, domains);
          leave_out_missing(design, variables, options, begin, domains, buffer);
          count_cases(domains, design.weights().subspan(begin, count), counts[which]);
        }
      });
  for (const Cases& of_stretch : counts) {
    for (std::size_t d = 0; d < out.domains; ++d) {
      out.n[d] += of_stretch.n[d];
      out.weighted_n[d] += of_stretch.weighted_n[d];
    }
  }
  return out;
}

std::vector<double> df_of_domains(const Design& design, const Cases& cases,
                                  const EstimateOptions& options) {
  if (options.df) return std::vector<double>(cases.domains, *options.df);
  if (design.given_df()) return std::vector<double>(cases.domains, *design.given_df());
  if (options.df_rule == DfRule::design) return std::vector<double>(cases.domains, design.df());
  const Stage& first = design.stages().front();
  const bool rows_are_units = design.unit_of_row().empty();
  std::vector<bool> has_unit(rows_are_units ? 0 : first.unit_count() * cases.domains);
  std::vector<bool> has_group(first.group_count() * cases.domains);
  std::vector<double> out(cases.domains);
  const std::span<const double> weights = design.weights();
  const std::span<const std::int32_t> units = design.unit_of_row();
  std::int32_t last_unit = -1;  // of the stage below, and its domain: rows of one come together
  std::int32_t last_domain = -1;
  for (std::size_t row = 0; row < weights.size(); ++row) {
    const std::int32_t domain_code = cases.domain_of_row[row];
    if (domain_code < 0 || weights[row] == 0) continue;
    if (!rows_are_units) {
      if (units[row] == last_unit && domain_code == last_domain) continue;
      last_unit = units[row];
      last_domain = domain_code;
    }
    const auto domain = static_cast<std::size_t>(domain_code);
    const auto unit = static_cast<std::size_t>(design.psu_of_row(row));
    const auto group = static_cast<std::size_t>(first.group_of_unit[unit]);
    if (!rows_are_units) {
      if (has_unit[unit * cases.domains + domain]) continue;
      has_unit[unit * cases.domains + domain] = true;
    }
    out[domain] += 1;
    if (!has_group[group * cases.domains + domain]) out[domain] -= 1;
    has_group[group * cases.domains + domain] = true;
  }
  return out;
}

}  // namespace actionplan::survey::detail
