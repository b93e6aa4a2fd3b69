// SPDX-License-Identifier: Apache-2.0
#include "cases.hpp"

#include <actionplan/core/error.hpp>

#include <cmath>
#include <string>

namespace actionplan::survey::detail {
namespace {

std::int32_t domain_at(const Design& design, const EstimateOptions& options, std::size_t row) {
  if (!design.is_inside(row)) return -1;
  return options.by.codes.empty() ? 0 : options.by.codes[row];
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

}  // namespace

void check_columns(const Design& design, std::span<const Column> variables,
                   const EstimateOptions& options) {
  for (std::size_t j = 0; j < variables.size(); ++j) {
    if (variables[j].size() == design.size()) continue;
    throw InvalidArgument("Variable " + std::to_string(j) + " has " +
                          std::to_string(variables[j].size()) + " elements and the design " +
                          std::to_string(design.size()) + " rows; give one for each row.");
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
        throw InvalidArgument("Variable " + std::to_string(j) + " is infinite in row " +
                              std::to_string(row) + "; give finite numbers.");
      }
      throw InvalidArgument("Variable " + std::to_string(j) + " is missing in row " +
                            std::to_string(row) +
                            "; give missing=omit to leave such cases out as a domain.");
    }
  }
  throw InvalidArgument("The weighted sums are not finite; the values are too large.");
}

Cases find_cases(const Design& design, std::span<const Column> variables,
                 const EstimateOptions& options) {
  check_columns(design, variables, options);
  Cases out;
  out.domains = static_cast<std::size_t>(options.by.count);
  out.domain_of_row.resize(design.size());
  out.n.resize(out.domains);
  out.weighted_n.resize(out.domains);
  for (std::size_t row = 0; row < design.size(); ++row) {
    std::int32_t domain = domain_at(design, options, row);
    if (domain >= options.by.count) {
      throw InvalidArgument("Row " + std::to_string(row) + " has the domain code " +
                            std::to_string(domain) + " and there are " +
                            std::to_string(options.by.count) + " domains; count them anew.");
    }
    if (domain >= 0) {
      const State state = state_of(variables, row);
      const bool is_left_out = state == State::missing && options.missing == Missing::omit;
      if (state != State::complete && !is_left_out) refuse_values(design, variables, options);
      if (is_left_out) domain = -1;
    }
    out.domain_of_row[row] = domain;
    if (domain < 0 || design.weights()[row] == 0) continue;
    ++out.n[static_cast<std::size_t>(domain)];
    out.weighted_n[static_cast<std::size_t>(domain)] += design.weights()[row];
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
  for (std::size_t row = 0; row < design.size(); ++row) {
    if (cases.domain_of_row[row] < 0 || design.weights()[row] == 0) continue;
    const auto domain = static_cast<std::size_t>(cases.domain_of_row[row]);
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
