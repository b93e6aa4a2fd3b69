// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/unstated_units.hpp>

#include "core/internal/excerpt.hpp"
#include "core/internal/shortest_number.hpp"
#include "plan/internal/indicator_terms.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

namespace actionplan {
namespace {

// Of an indicator that is measured in percent, the largest number that is given of it.
class Percents {
 public:
  explicit Percents(const PlanHistory& history) : history_{history} {}

  // Its largest target or baseline; nothing where no revision measures it in percent.
  std::optional<double>& scale(const IndicatorId& id) {
    const auto inserted = scales_.emplace(id, std::nullopt);
    if (!inserted.second) return inserted.first->second;
    const auto& revisions = history_.revisions();
    for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision) {
      const TermsTable& table = terms_of(history_, *revision);
      const auto row = table.find(id);
      if (!row) continue;
      const IndicatorTerms& terms = table.rows[*row];
      if (terms.is_percent) inserted.first->second = largest_of(table, terms);
      break;
    }
    return inserted.first->second;
  }

 private:
  static double largest_of(const TermsTable& table, const IndicatorTerms& terms) {
    double largest = 0;
    for (const double number : {terms.target, terms.baseline}) {
      if (!std::isnan(number)) largest = std::max(largest, std::abs(number));
    }
    for (const TargetStep& step : table.steps_of(terms)) {
      largest = std::max(largest, std::abs(step.value));
    }
    return largest;
  }

  const PlanHistory& history_;
  std::map<IndicatorId, std::optional<double>> scales_;
};

bool is_value(const Entry& entry) {
  return entry.kind == EntryKind::observation && entry.indicator && entry.value;
}

std::string number_of(double value) { return detail::shortest_number(value).value_or("NaN"); }

}  // namespace

std::vector<Problem> unstated_units(const PlanHistory& history, std::span<const Entry> entries) {
  Percents percents{history};
  for (const Entry& entry : entries) {
    if (!is_value(entry)) continue;
    if (std::optional<double>& scale = percents.scale(*entry.indicator)) {
      scale = std::max(*scale, std::abs(*entry.value));
    }
  }
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    const bool may_be_share =
        is_value(entry) && entry.unit.empty() && may_be_share_of_one(*entry.value);
    if (!may_be_share) continue;
    const std::optional<double>& scale = percents.scale(*entry.indicator);
    if (!scale || *scale <= 1) continue;
    const std::string value = number_of(*entry.value);
    Problem problem{"unit_unstated", Severity::warning, {}, {}, entry.indicator->value()};
    problem.place.line = static_cast<std::uint32_t>(i + 1);
    problem.message = "Indicator " + detail::excerpt(entry.indicator->value()) +
                      " is measured in percent, and its value " + value +
                      " has no unit; it counts as " + value + " %, beside a " + number_of(*scale) +
                      ". Give the unit \"%\" where that is meant, or the value " +
                      detail::general_number(*entry.value * 100, 12) + " with the unit \"%\".";
    problems.push_back(std::move(problem));
  }
  return problems;
}

}  // namespace actionplan
