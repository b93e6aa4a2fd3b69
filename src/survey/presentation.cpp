// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/presentation.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/survey/proportion.hpp>

#include "core/internal/shortest_number.hpp"
#include "zero_variance.hpp"

#include <cmath>

namespace actionplan::survey {
namespace {

constexpr int nchs_least_cases = 30;  // unweighted ones, and effective ones

void worsen(Presented& out, Presentation to, std::string reason) {
  if (to > out.presentation) out.presentation = to;
  out.reasons.push_back(std::move(reason));
}

bool is_suppressed_by_flag(Presented& out, CellFlag flag) {
  const bool has_error = flag == CellFlag::none || flag == CellFlag::no_df;
  if (has_error || flag == CellFlag::constant) return false;
  worsen(out, Presentation::suppress, std::string{to_string(flag)});
  return true;
}

void judge_cases(Presented& out, std::int64_t n, PresentationRule rule) {
  if (rule == PresentationRule::nchs) {
    if (n < nchs_least_cases) {
      worsen(out, Presentation::suppress, "fewer than 30 unweighted cases");
    }
  } else if (n < 25) {
    worsen(out, Presentation::suppress, "fewer than 25 unweighted cases");
  } else if (n < 50) {
    worsen(out, Presentation::parentheses, "25 to 49 unweighted cases");
  }
}

Presented by_dhs(const Estimates& estimates, std::size_t i) {
  Presented out;
  if (is_suppressed_by_flag(out, estimates.flags[i])) return out;
  judge_cases(out, estimates.n[i], PresentationRule::dhs);
  return out;
}

// Korn and Graubard's interval; of no or every case that of Clopper and Pearson over all cases.
Interval nchs_interval(const Estimate& x) {
  const bool is_inner = x.value > 0 && x.value < 1 && x.standard_error > 0;
  if (is_inner) return proportion_interval(x, ProportionMethod::beta);
  return detail::exact_interval(x.value, static_cast<double>(x.n), 0.95);
}

void judge_width(Presented& out, const Estimate& x) {
  const Interval interval = nchs_interval(x);
  const double width = interval.upper - interval.lower;
  if (width >= 0.30) {
    worsen(out, Presentation::suppress, "interval at least 0.30 wide");
  } else if (width > 0.05 && width > 1.3 * x.value) {
    worsen(out, Presentation::suppress, "interval wider than 130% of the proportion");
  } else if (width > 0.05 && width > 1.3 * (1 - x.value)) {
    worsen(out, Presentation::footnote, "interval wider than 130% of the complement");
  }
}

Presented by_nchs(const Estimates& estimates, std::size_t i) {
  Presented out;
  if (is_suppressed_by_flag(out, estimates.flags[i])) return out;
  const Estimate x = estimates.at(i);
  constexpr double slack = 1e-12;
  if (x.value < -slack || x.value > 1 + slack) {
    throw InvalidArgument("Result " + actionplan::detail::number_text(i) + " is " +
                          actionplan::detail::number_text(x.value) +
                          " and no proportion; the rule `nchs` is for proportions.");
  }
  if (!(x.df > 0)) {
    worsen(out, Presentation::suppress, "no degrees of freedom");
    return out;
  }
  const double variance = x.standard_error * x.standard_error;
  const double effective =
      variance > 0 ? x.value * (1 - x.value) / variance : static_cast<double>(x.n);
  judge_cases(out, x.n, PresentationRule::nchs);
  if (x.n >= nchs_least_cases && effective < nchs_least_cases) {
    worsen(out, Presentation::suppress, "fewer than 30 effective cases");
  }
  judge_width(out, x);
  if (out.presentation == Presentation::suppress) return out;
  if (x.df < 8) worsen(out, Presentation::review, "fewer than 8 degrees of freedom");
  if (x.value <= 0 || x.value >= 1) worsen(out, Presentation::review, "no case, or every case");
  return out;
}

}  // namespace

Presented present_cases(std::int64_t n, PresentationRule rule) {
  Presented out;
  judge_cases(out, n, rule);
  return out;
}

std::vector<Presented> present(const Estimates& estimates, PresentationRule rule) {
  std::vector<Presented> out;
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    out.push_back(rule == PresentationRule::dhs ? by_dhs(estimates, i) : by_nchs(estimates, i));
  }
  return out;
}

}  // namespace actionplan::survey
