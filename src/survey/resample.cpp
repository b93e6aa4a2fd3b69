// SPDX-License-Identifier: Apache-2.0
#include "resample.hpp"

#include <actionplan/core/error.hpp>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <utility>

namespace actionplan::survey::detail {
namespace {

using Engine = std::mt19937_64;  // the standard fixes its sequence

// A number below `count`, each as likely; the standard's distributions differ between libraries.
std::size_t below(Engine& engine, std::size_t count) {
  const std::uint64_t limit = Engine::max() - Engine::max() % count;
  std::uint64_t drawn = engine();
  while (drawn >= limit) drawn = engine();
  return static_cast<std::size_t>(drawn % count);
}

// How often each of n units is drawn, of `draws` with replacement.
std::vector<int> with_replacement(Engine& engine, std::size_t n, std::size_t draws) {
  std::vector<int> out(n);
  for (std::size_t i = 0; i < draws; ++i) ++out[below(engine, n)];
  return out;
}

// Which of n units are drawn, of `draws` without replacement.
std::vector<int> without_replacement(Engine& engine, std::size_t n, std::size_t draws) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<int> out(n);
  for (std::size_t i = 0; i < draws; ++i) {
    std::swap(order[i], order[i + below(engine, n - i)]);
    out[order[i]] = 1;
  }
  return out;
}

void rao_wu(const Stage& stage, const Groups& groups, Engine& engine, std::span<double> factors) {
  for (std::size_t group = 0; group < stage.group_count(); ++group) {
    const auto units = groups.units(group);
    if (units.size() < 2 || stage.fraction[group] >= 1) continue;
    const auto n = static_cast<double>(units.size());
    const double part = std::sqrt(1 - stage.fraction[group]);
    const std::vector<int> drawn = with_replacement(engine, units.size(), units.size() - 1);
    for (std::size_t i = 0; i < units.size(); ++i) {
      factors[units[i]] = 1 + part * (n / (n - 1) * drawn[i] - 1);
    }
  }
}

void canty_davison(const Stage& stage, const Groups& groups, Engine& engine,
                   std::span<double> factors) {
  for (std::size_t group = 0; group < stage.group_count(); ++group) {
    const auto units = groups.units(group);
    if (units.size() < 2) continue;
    const std::vector<int> drawn = with_replacement(engine, units.size(), units.size());
    for (std::size_t i = 0; i < units.size(); ++i) factors[units[i]] = drawn[i];
  }
}

// What the stages above a unit hand down in Preston's bootstrap.
struct HandedDown {
  double factor = 1;     // of the weights, so far
  double fractions = 1;  // product of the fractions sampled above
  double root = 1;       // product over the stages above of sqrt(n / m) times whether drawn
};

void preston(const Design& design, const std::vector<Groups>& groups, Engine& engine,
             std::span<double> factors) {
  std::vector<HandedDown> above;
  for (std::size_t k = 0; k < design.stages().size(); ++k) {
    const Stage& stage = design.stages()[k];
    std::vector<HandedDown> here(stage.unit_count());
    for (std::size_t group = 0; group < stage.group_count(); ++group) {
      const auto units = groups[k].units(group);
      const double fraction = stage.fraction[group];
      const HandedDown from =
          k == 0 ? HandedDown{} : above[std::size_t(stage.parent_of_unit[units.front()])];
      const std::size_t n = units.size();
      const std::size_t m = n / 2;
      const bool is_drawn_from = n > 1 && fraction < 1;
      const std::vector<int> drawn =
          is_drawn_from ? without_replacement(engine, n, m) : std::vector<int>(n, 1);
      const double ratio = is_drawn_from ? double(n) / double(m) : 1;
      const double lambda =
          is_drawn_from ? std::sqrt(double(m) * from.fractions * (1 - fraction) / double(n - m))
                        : 0;
      for (std::size_t i = 0; i < n; ++i) {
        HandedDown& to = here[units[i]];
        to.factor = from.factor + lambda * from.root * (ratio * drawn[i] - 1);
        to.fractions = from.fractions * fraction;
        to.root = from.root * std::sqrt(ratio) * drawn[i];
      }
    }
    above = std::move(here);
  }
  for (std::size_t unit = 0; unit < factors.size(); ++unit) factors[unit] = above[unit].factor;
}

// Factors of units of stage 1 stand in its slots; later units take those of their own.
void hand_down(const Design& design, std::span<const double> of_psu, std::span<double> factors) {
  for (std::size_t unit = 0; unit < factors.size(); ++unit) {
    std::size_t parent = unit;
    for (std::size_t k = design.stages().size(); k-- > 1;) {
      parent = std::size_t(design.stages()[k].parent_of_unit[parent]);
    }
    factors[unit] = of_psu[parent];
  }
}

// Canty and Davison draw n of n, whose variance is that of n - 1 times (n - 1) / n in each stratum.
double canty_davison_correction(const Stage& stage) {
  double strata = 0;
  double inverses = 0;
  for (const std::int32_t size : stage.group_size) {
    if (size < 2) continue;
    strata += 1;
    inverses += 1 / static_cast<double>(size);
  }
  if (strata == 0) return 1;
  const double size = strata / inverses;  // harmonic mean
  return size / (size - 1);
}

}  // namespace

Groups::Groups(const Stage& stage) : begin_(stage.group_count() + 1), units_(stage.unit_count()) {
  for (const std::int32_t group : stage.group_of_unit) ++begin_[std::size_t(group) + 1];
  for (std::size_t group = 0; group < stage.group_count(); ++group) {
    begin_[group + 1] += begin_[group];
  }
  std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
  for (std::size_t unit = 0; unit < stage.unit_count(); ++unit) {
    units_[next[std::size_t(stage.group_of_unit[unit])]++] = unit;
  }
}

double resample(const Design& design, Bootstrap kind, std::uint64_t seed, Matrix& factors) {
  const Stage& first = design.stages().front();
  std::vector<Groups> groups;
  for (const Stage& stage : design.stages()) groups.emplace_back(stage);
  if (kind == Bootstrap::canty_davison) {
    for (const double fraction : first.fraction) {
      if (fraction == 0) continue;
      throw InvalidArgument(
          "The design has a finite population correction, which the bootstrap of Canty and Davison "
          "leaves out; take rao_wu or preston, or a design with replacement.");
    }
  }
  Engine engine{seed};
  std::vector<double> of_psu(first.unit_count());
  for (std::size_t r = 0; r < factors.columns; ++r) {
    if (kind == Bootstrap::preston) {
      preston(design, groups, engine, factors.column(r));
      continue;
    }
    std::fill(of_psu.begin(), of_psu.end(), 1.0);
    if (kind == Bootstrap::rao_wu) rao_wu(first, groups.front(), engine, of_psu);
    if (kind == Bootstrap::canty_davison) canty_davison(first, groups.front(), engine, of_psu);
    hand_down(design, of_psu, factors.column(r));
  }
  const double scale = 1 / static_cast<double>(factors.columns - 1);
  return kind == Bootstrap::canty_davison ? scale * canty_davison_correction(first) : scale;
}

Design as_single_rows(const Design& design) {
  DesignOptions options;
  options.weights = design.weights();
  options.df = design.given_df();
  const std::span<const double> weights = design.weights();
  Design out{options};
  if (!design.has_normalised_weights()) {  // which are as given, so that they outlive the design
    out = out.with_weights({weights.begin(), weights.end()}, nullptr);
  }
  if (!design.domain().empty()) out = out.subset(design.domain());
  return out;
}

}  // namespace actionplan::survey::detail
