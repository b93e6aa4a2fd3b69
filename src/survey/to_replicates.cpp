// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/to_replicates.hpp>

#include "hadamard.hpp"
#include "replicate_weights.hpp"
#include "resample.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace actionplan::survey {

namespace {

using detail::Groups;
using detail::ReplicateWeights;

constexpr std::size_t most_factors = std::size_t{1} << 28U;  // of 8 bytes

[[noreturn]] void refuse(const std::string& sentence) { throw InvalidArgument(sentence); }

Matrix make_factors(std::size_t units, std::size_t replicates) {
  if (replicates < 2) {
    refuse("There are " + std::to_string(replicates) +
           " replicates; a variance needs at least two.");
  }
  if (replicates > most_factors / units) {
    refuse("Replicates of " + std::to_string(units) + " units would be " +
           std::to_string(replicates) + "; take a bootstrap of some hundreds instead.");
  }
  Matrix out{units, replicates};
  std::fill(out.values.begin(), out.values.end(), 1.0);
  return out;
}

std::string name_of(const Design& design, const Stage& stage, std::size_t group) {
  if (design.strata().empty()) return "The sample";
  return "Stratum " + design.strata().front().text(stage.group_row[group]);
}

// Does the stratum take part? One that is known in full, or of one unit that adds nothing, does not.
bool takes_part(const Design& design, const Stage& stage, std::size_t group) {
  if (stage.fraction[group] >= 1) return false;
  if (stage.group_size[group] > 1) return true;
  const LonelyPsu policy = design.lonely_psu(group);
  if (policy == LonelyPsu::remove || policy == LonelyPsu::certainty) return false;
  refuse(name_of(design, stage, group) +
         " has a single sampled unit, which replicates cannot leave out; merge strata, or take "
         "lonely_psu remove or certainty.");
}

void leave_out_one(const Design& design, const Stage& stage, const Groups& groups,
                   ReplicateWeights& out) {
  std::size_t count = 0;
  std::vector<bool> has_part(stage.group_count());
  for (std::size_t group = 0; group < stage.group_count(); ++group) {
    has_part[group] = takes_part(design, stage, group);
    if (has_part[group]) count += groups.units(group).size();
  }
  out.factors = make_factors(stage.unit_count(), count);
  std::size_t replicate = 0;
  for (std::size_t group = 0; group < stage.group_count(); ++group) {
    if (!has_part[group]) continue;
    const std::span<const std::size_t> units = groups.units(group);
    const auto n = static_cast<double>(units.size());
    for (const std::size_t left_out : units) {
      for (const std::size_t unit : units) out.factors(unit, replicate) = n / (n - 1);
      out.factors(left_out, replicate) = 0;
      out.rscales.push_back((n - 1) / n * (1 - stage.fraction[group]));
      ++replicate;
    }
  }
  out.scale = 1;
}

void leave_out_one_unstratified(const Stage& stage, ReplicateWeights& out) {
  const std::size_t units = stage.unit_count();
  const auto n = static_cast<double>(units);
  out.factors = make_factors(units, units);
  std::fill(out.factors.values.begin(), out.factors.values.end(), n / (n - 1));
  for (std::size_t unit = 0; unit < units; ++unit) out.factors(unit, unit) = 0;
  out.scale = (n - 1) / n * (stage.group_count() == 1 ? 1 - stage.fraction.front() : 1);
}

std::vector<std::size_t> pairs(const Design& design, const Stage& stage) {
  std::vector<std::size_t> out;
  for (std::size_t group = 0; group < stage.group_count(); ++group) {
    if (!takes_part(design, stage, group)) continue;
    if (stage.group_size[group] != 2) {
      refuse(name_of(design, stage, group) + " has " + std::to_string(stage.group_size[group]) +
             " sampled units and half samples take pairs; form strata of two units, or take jkn or "
             "a bootstrap.");
    }
    out.push_back(group);
  }
  return out;
}

void leave_out_halves(const Design& design, const Stage& stage, const Groups& groups,
                      ReplicateWeights& out) {
  const std::vector<std::size_t> strata = pairs(design, stage);
  out.factors = make_factors(stage.unit_count(), strata.size());
  for (std::size_t r = 0; r < strata.size(); ++r) {
    const double part = std::sqrt(1 - stage.fraction[strata[r]]);
    out.factors(groups.units(strata[r])[0], r) = 1 - part;
    out.factors(groups.units(strata[r])[1], r) = 1 + part;
  }
  out.scale = 1;
}

void balance(const Design& design, const Stage& stage, const Groups& groups, double rho,
             ReplicateWeights& out) {
  const std::vector<std::size_t> strata = pairs(design, stage);
  const detail::Hadamard signs = detail::hadamard(std::max<std::size_t>(4, strata.size() + 1));
  out.factors = make_factors(stage.unit_count(), signs.order);
  for (std::size_t h = 0; h < strata.size(); ++h) {
    const double part = (1 - rho) * std::sqrt(1 - stage.fraction[strata[h]]);
    for (std::size_t r = 0; r < signs.order; ++r) {
      const double change = part * signs(r, h + 1);
      out.factors(groups.units(strata[h])[0], r) = 1 + change;
      out.factors(groups.units(strata[h])[1], r) = 1 - change;
    }
  }
  out.scale = 1 / (static_cast<double>(signs.order) * (1 - rho) * (1 - rho));
}

// Row assignment by pairs of following rows of the matrix, as in Fay and Train.
void difference(const Stage& stage, std::size_t replicates, ReplicateWeights& out) {
  const detail::Hadamard signs =
      detail::hadamard(replicates == 0 ? std::size_t{80} : std::max<std::size_t>(4, replicates));
  if (replicates != 0 && signs.order != replicates) {
    refuse("There is no Hadamard matrix of order " + std::to_string(replicates) +
           " here; the next is " + std::to_string(signs.order) + ".");
  }
  out.factors = make_factors(stage.unit_count(), signs.order);
  const std::size_t rows = signs.order - 1;  // the first, all 1, tells nothing
  const double half = std::pow(2.0, -1.5);
  for (std::size_t unit = 0; unit < stage.unit_count(); ++unit) {
    const std::size_t cycle = unit / rows % (rows - 1);
    const std::size_t step = cycle + 1;
    const std::size_t first = 1 + unit % rows * step % rows;
    const std::size_t second = 1 + (unit % rows + 1) * step % rows;
    const double part = std::sqrt(1 - stage.fraction[std::size_t(stage.group_of_unit[unit])]);
    for (std::size_t r = 0; r < signs.order; ++r) {
      out.factors(unit, r) = 1 + part * half * (signs(r, first) - signs(r, second));
    }
  }
  out.scale = 4 / static_cast<double>(signs.order);
}

void check(const Design& design, const ToReplicatesOptions& options) {
  if (!design.adjustments().empty()) {
    refuse(
        "The weights of the design are calibrated or its units have unequal joint probabilities; "
        "make replicates first, then calibrate them.");
  }
  const bool is_stratified = design.stages().front().group_count() > 1;
  if (options.method == ReplicateMethod::jk1 && is_stratified && !options.ignore_strata) {
    refuse("The design is stratified and jk1 is not; take jkn, or ignore_strata to report as DHS.");
  }
  detail::check_rho(options.method, options.rho);
}

void fill(const Design& design, const ToReplicatesOptions& options, ReplicateWeights& out) {
  const Stage& stage = design.stages().front();
  const Groups groups{stage};
  switch (options.method) {
    case ReplicateMethod::jk1: return leave_out_one_unstratified(stage, out);
    case ReplicateMethod::jkn: return leave_out_one(design, stage, groups, out);
    case ReplicateMethod::jk2: return leave_out_halves(design, stage, groups, out);
    case ReplicateMethod::brr: return balance(design, stage, groups, 0, out);
    case ReplicateMethod::fay:
      return balance(design, stage, groups, options.rho.value_or(0.5), out);
    case ReplicateMethod::successive_difference: return difference(stage, options.replicates, out);
    case ReplicateMethod::bootstrap: break;
    default:
      refuse("Replicates of type " + std::string{to_string(options.method)} +
             " come with the data; give their columns to a replicate design.");
  }
  for (std::size_t group = 0; group < stage.group_count(); ++group) {
    static_cast<void>(takes_part(design, stage, group));
  }
  const std::size_t count = options.replicates == 0 ? 500 : options.replicates;
  out.factors = make_factors(design.stages().back().unit_count(), count);
  out.scale = detail::resample(design, options.bootstrap, options.seed, out.factors);
}

}  // namespace

ReplicateDesign to_replicates(const Design& design, const ToReplicatesOptions& options) {
  check(design, options);
  ReplicateWeights out;
  out.method = options.method;
  out.mse = options.mse;
  out.df = design.given_df();
  fill(design, options, out);
  out.count = out.factors.columns;
  if (out.rscales.empty()) out.rscales.assign(out.count, 1.0);
  const bool is_by_last_stage = options.method == ReplicateMethod::bootstrap;
  out.unit_of_row.resize(design.size());
  for (std::size_t row = 0; row < design.size(); ++row) {
    out.unit_of_row[row] = !is_by_last_stage              ? design.psu_of_row(row)
                           : design.unit_of_row().empty() ? static_cast<std::int32_t>(row)
                                                          : design.unit_of_row()[row];
  }
  return detail::ReplicateMaker::make(detail::as_single_rows(design), std::move(out));
}

}  // namespace actionplan::survey
