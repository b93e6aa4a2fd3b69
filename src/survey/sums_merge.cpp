// SPDX-License-Identifier: Apache-2.0
#include "sums_access.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/survey/sums.hpp>

#include <cmath>
#include <limits>
#include <map>
#include <utility>

namespace actionplan::survey {
namespace {

using Names = std::map<std::string, std::size_t>;

// Position in `to` of each of `from`, of which unknown ones are appended.
std::vector<std::size_t> places_of_groups(Sums& into, const Sums& part) {
  Names known;
  for (std::size_t g = 0; g < into.groups.size(); ++g) known.emplace(into.groups[g].name, g);
  std::vector<std::size_t> out;
  for (const Sums::Group& group : part.groups) {
    const auto [place, is_new] = known.emplace(group.name, into.groups.size());
    if (is_new) into.groups.push_back(group);
    const Sums::Group& here = into.groups[place->second];
    if (!(here == group)) {
      throw InvalidArgument("Stratum \"" + group.name +
                            "\" has another population or fraction in another part; give the same "
                            "fpc everywhere.");
    }
    out.push_back(place->second);
  }
  return out;
}

std::vector<std::size_t> places_of_units(Sums& into, const Sums& part,
                                         const std::vector<std::size_t>& groups) {
  std::map<std::pair<std::size_t, std::string>, std::size_t> known;
  for (std::size_t u = 0; u < into.units.size(); ++u) {
    known.emplace(std::pair{std::size_t(into.units[u].group), into.units[u].name}, u);
  }
  std::vector<std::size_t> out;
  for (const Sums::Unit& unit : part.units) {
    const std::size_t group = groups[std::size_t(unit.group)];
    const auto [place, is_new] = known.emplace(std::pair{group, unit.name}, into.units.size());
    if (is_new) into.units.push_back({unit.name, static_cast<std::int32_t>(group)});
    out.push_back(place->second);
  }
  return out;
}

std::vector<std::size_t> places_of_domains(Sums& into, const Sums& part) {
  Names known;
  for (std::size_t d = 0; d < into.domains.size(); ++d) known.emplace(into.domains[d], d);
  std::vector<std::size_t> out;
  for (const std::string& name : part.domains) {
    const auto [place, is_new] = known.emplace(name, into.domains.size());
    if (is_new) into.domains.push_back(name);
    out.push_back(place->second);
  }
  return out;
}

// The table of cells laid out anew for more units and domains.
void widen(Sums& sums, std::size_t old_units, std::size_t old_domains) {
  if (sums.units.size() == old_units && sums.domains.size() == old_domains) return;
  std::vector<double> cells(sums.units.size() * sums.domains.size() * sums.width());
  const std::size_t old_row = old_domains * sums.width();
  for (std::size_t u = 0; u < old_units; ++u) {
    for (std::size_t k = 0; k < old_row; ++k) {
      cells[u * sums.domains.size() * sums.width() + k] = sums.cells[u * old_row + k];
    }
  }
  sums.cells = std::move(cells);
  if (!sums.products.empty()) sums.products.resize(sums.domains.size() * sums.product_count());
  sums.shifts.resize(sums.domains.size() * sums.variables,
                     std::numeric_limits<double>::quiet_NaN());
}

// Adds the products of a part, moved from its origins to ours: of x + m and y + n they are
// sum(xy) + m sum(y) + n sum(x) + m n sum(w).
void merge_products(Sums& into, const Sums& part, const std::vector<std::size_t>& domains,
                    const std::vector<double>& moves) {
  const std::size_t width = part.width();
  for (std::size_t d = 0; d < part.domains.size(); ++d) {
    std::vector<double> sum(width);
    for (std::size_t u = 0; u < part.units.size(); ++u) {
      const double* cell = part.cells.data() + (u * part.domains.size() + d) * width;
      for (std::size_t k = 0; k < width; ++k) sum[k] += cell[k];
    }
    const double* move = moves.data() + d * part.variables;
    const double* from = part.products.data() + d * part.product_count();
    double* to = into.products.data() + domains[d] * part.product_count();
    for (std::size_t a = 0; a < part.variables; ++a) {
      for (std::size_t b = 0; b <= a; ++b) {
        *to++ += *from++ + move[a] * sum[2 + b] + move[b] * sum[2 + a] + move[a] * move[b] * sum[1];
      }
    }
  }
}

}  // namespace

namespace detail {

std::string group_name(const Design& design, std::size_t group) {
  if (design.strata().empty()) return {};
  return design.strata().front().text(design.stages().front().group_row[group]);
}

std::string unit_name(const Design& design, std::size_t unit) {
  return design.clusters().front().text(design.stages().front().unit_row[unit]);
}

void forget_shifts_without_case(Sums& sums) {
  const std::size_t domains = sums.domains.size();
  std::vector<bool> has_case(domains);
  for (std::size_t cell = 0; cell < sums.units.size() * domains; ++cell) {
    if (sums.cells[cell * sums.width()] > 0) has_case[cell % domains] = true;
  }
  for (std::size_t i = 0; i < sums.shifts.size(); ++i) {
    if (!has_case[i / sums.variables]) sums.shifts[i] = std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace detail

void merge(Sums& into, const Sums& part) {
  if (into.variables != part.variables) {
    throw InvalidArgument("The parts hold " + std::to_string(into.variables) + " and " +
                          std::to_string(part.variables) +
                          " variables; accumulate the same ones everywhere.");
  }
  if (into.products.empty() != part.products.empty()) {
    throw InvalidArgument(
        "One part holds products for design effects and the other none; accumulate with deff in "
        "every part, or in none.");
  }
  const std::size_t old_units = into.units.size();
  const std::size_t old_domains = into.domains.size();
  const auto groups = places_of_groups(into, part);
  const auto units = places_of_units(into, part, groups);
  const auto domains = places_of_domains(into, part);
  widen(into, old_units, old_domains);
  const std::size_t width = into.width();
  std::vector<double> moves(part.shifts.size());  // from the part's origins to ours
  for (std::size_t d = 0; d < part.domains.size(); ++d) {
    for (std::size_t j = 0; j < part.variables; ++j) {
      const double theirs = part.shifts[d * part.variables + j];
      double& ours = into.shifts[domains[d] * into.variables + j];
      if (std::isnan(ours)) ours = theirs;
      moves[d * part.variables + j] = std::isnan(theirs) ? 0 : theirs - ours;
    }
  }
  if (!part.products.empty()) merge_products(into, part, domains, moves);
  for (std::size_t u = 0; u < part.units.size(); ++u) {
    for (std::size_t d = 0; d < part.domains.size(); ++d) {
      const double* from = part.cells.data() + (u * part.domains.size() + d) * width;
      double* to = into.cells.data() + (units[u] * into.domains.size() + domains[d]) * width;
      for (std::size_t k = 0; k < width; ++k) to[k] += from[k];
      for (std::size_t j = 0; j < part.variables; ++j) {
        to[2 + j] += moves[d * part.variables + j] * from[1];
      }
    }
  }
  into.rows += part.rows;
  into.weight += part.weight;
}

}  // namespace actionplan::survey
