// SPDX-License-Identifier: Apache-2.0
#include "choose.hpp"
#include "derive.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace actionplan::detail {
namespace {

// With more contradicted inputs in one period only the lowest and the highest of all are tried.
constexpr std::size_t max_contradicted = 10;

// The value of one input for one period: as picked, and the ends of what it can be.
struct InputValue {
  Point picked;
  double lowest = 0;
  double highest = 0;
};

using PeriodKey = std::pair<std::int32_t, std::int32_t>;
using InputValues = std::map<PeriodKey, InputValue>;

class FormulaSeries {
 public:
  FormulaSeries(const Grounds& grounds, LiveRows& live) : grounds_{grounds}, live_{live} {}

  Series make(const IndicatorQuestion& asked) {
    Series series;
    const Formula& formula = *asked.said->formula;
    visiting_.insert(asked.indicator->id);
    std::vector<InputValues> inputs;
    for (const FormulaInput& input : formula.inputs()) {
      inputs.push_back(values_of(input, series));
    }
    visiting_.erase(asked.indicator->id);
    for (const PeriodKey& period : periods(inputs, series)) {
      add_period(formula, inputs, period, series);
    }
    return series;
  }

 private:
  // An input that is itself computed is computed first; one in a circle has no value.
  InputValues values_of(const FormulaInput& input, Series& series) {
    const TermsTable& terms = *grounds_.terms;
    const auto found = std::lower_bound(terms.ids.begin(), terms.ids.end(), input.indicator);
    const bool is_known = found != terms.ids.end() && *found == input.indicator;
    if (!is_known || visiting_.count(input.indicator) != 0) return {};
    const std::size_t row = terms.by_id[static_cast<std::size_t>(found - terms.ids.begin())];
    const IndicatorQuestion asked = question(grounds_, row);
    Series own = asked.terms->is_computed ? make(asked) : read(asked);
    series.has_conflict = series.has_conflict || own.has_conflict;
    if (input.is_summed && own.has_running_total) series.has_running_total = true;
    InputValues values = by_period(own);
    return input.is_summed ? summed(values) : values;
  }

  // The input's entries, kept beside those of the other inputs.
  Series read(const IndicatorQuestion& asked) {
    const std::string_view unit =
        asked.said != nullptr && asked.said->unit ? std::string_view{*asked.said->unit} : "";
    LiveRows own = live_rows(*grounds_.evidence, asked.indicator->id, unit,
                             clocks_of(grounds_, asked.terms->measure), grounds_.poll);
    Series series = make_series(own, *asked.terms, asked.said, grounds_.pick);
    const std::size_t offset = live_.uses.size();
    live_.uses.insert(live_.uses.end(), own.uses.begin(), own.uses.end());
    for (LiveRow& row : own.rows) {
      row.use_at += offset;
      live_.rows.push_back(row);
    }
    for (Stretch& stretch : series.stretches) {
      for (Reading& reading : stretch.readings) {
        for (Point& point : reading) {
          for (std::size_t& at : point.uses) at += offset;
        }
      }
    }
    return series;
  }

  static InputValues by_period(const Series& series) {
    InputValues values;
    for (const Stretch& stretch : series.stretches) {
      const Point& picked = stretch.readings.front().front();
      InputValue value{picked, picked.estimate.value, picked.estimate.value};
      for (const Reading& reading : stretch.readings) {
        for (const Point& point : reading) {
          if (point.first != picked.first || point.last != picked.last) continue;
          value.lowest = std::min(value.lowest, point.estimate.value);
          value.highest = std::max(value.highest, point.estimate.value);
        }
      }
      values.emplace(PeriodKey{picked.first, picked.last}, value);
    }
    return values;
  }

  // Each period's value joined with those of all periods that ended by then. The last one names all
  // the entries, the others their own, so that long series stay cheap.
  static InputValues summed(const InputValues& values) {
    std::vector<const InputValues::value_type*> by_end;
    for (const auto& value : values) by_end.push_back(&value);
    std::stable_sort(by_end.begin(), by_end.end(), [](const auto* a, const auto* b) {
      return a->first.second < b->first.second;
    });
    InputValues sums;
    InputValue total;
    total.picked.estimate.value = total.picked.estimate.standard_error = 0;
    std::vector<std::size_t> uses;
    for (const auto* value : by_end) {
      const auto& [period, part] = *value;
      Point joined = *join(Aggregation::sum, {total.picked, part.picked});
      joined.first = period.first;
      joined.last = period.second;
      joined.uses = part.picked.uses;
      total = {joined, total.lowest + part.lowest, total.highest + part.highest};
      uses.insert(uses.end(), joined.uses.begin(), joined.uses.end());
      sums.emplace(period, total);
    }
    if (!by_end.empty()) sums.at(by_end.back()->first).picked.uses = uses;
    return sums;
  }

  // Those for which every input has a value.
  static std::set<PeriodKey> periods(const std::vector<InputValues>& inputs, Series& series) {
    std::set<PeriodKey> common;
    std::set<PeriodKey> all;
    for (const InputValues& input : inputs) {
      for (const auto& [period, value] : input) all.insert(period);
    }
    for (const PeriodKey& period : all) {
      const bool has_all = std::all_of(inputs.begin(), inputs.end(), [&](const InputValues& input) {
        return input.count(period) != 0;
      });
      if (has_all) {
        common.insert(period);
      } else {
        series.input_missing = true;
      }
    }
    if (all.empty()) series.input_missing = true;
    return common;
  }

  static double evaluate(const Formula& formula, const std::vector<double>& values) {
    std::vector<std::span<const double>> columns;
    for (const double& value : values) columns.emplace_back(&value, 1);
    return formula.evaluate(columns).front();
  }

  void add_period(const Formula& formula, const std::vector<InputValues>& inputs,
                  const PeriodKey& period, Series& series) {
    std::vector<InputValue> given;
    std::vector<double> picked;
    for (const InputValues& input : inputs) {
      given.push_back(input.at(period));
      picked.push_back(given.back().picked.estimate.value);
    }
    const double value = evaluate(formula, picked);
    if (std::isnan(value)) {
      series.input_missing = true;
      return;
    }
    Point point;
    point.first = period.first;
    point.last = period.second;
    point.estimate = propagated(formula, given, picked, value);
    for (const InputValue& input : given) {
      point.true_from = std::max(point.true_from, input.picked.true_from);
      point.uses.insert(point.uses.end(), input.picked.uses.begin(), input.picked.uses.end());
    }
    Stretch stretch{{{point}}};
    for (const std::vector<double>& other : contradictions(given, picked)) {
      Point alternative = point;
      alternative.estimate.value = evaluate(formula, other);
      if (!std::isnan(alternative.estimate.value)) stretch.readings.push_back({alternative});
    }
    series.stretches.push_back(std::move(stretch));
  }

  // Each combination of contradicted inputs at their lowest or highest.
  static std::vector<std::vector<double>> contradictions(const std::vector<InputValue>& given,
                                                         const std::vector<double>& picked) {
    std::vector<std::size_t> contradicted;
    for (std::size_t i = 0; i < given.size(); ++i) {
      if (given[i].lowest != given[i].highest) contradicted.push_back(i);
    }
    if (contradicted.empty()) return {};
    const bool is_bounded = contradicted.size() <= max_contradicted;
    const std::size_t combinations = is_bounded ? std::size_t{1} << contradicted.size() : 2;
    std::vector<std::vector<double>> all;
    for (std::size_t combination = 0; combination < combinations; ++combination) {
      std::vector<double> values = picked;
      for (std::size_t i = 0; i < contradicted.size(); ++i) {
        const InputValue& input = given[contradicted[i]];
        const bool is_high = is_bounded ? (combination >> i & 1U) != 0 : combination == 1;
        values[contradicted[i]] = is_high ? input.highest : input.lowest;
      }
      all.push_back(std::move(values));
    }
    return all;
  }

  // Sampling errors of the inputs, taken to be independent, through the formula's slopes.
  static Estimate propagated(const Formula& formula, const std::vector<InputValue>& given,
                             const std::vector<double>& picked, double value) {
    Estimate estimate;
    estimate.value = value;
    double variance = 0;
    for (std::size_t i = 0; i < given.size(); ++i) {
      const Point& input = given[i].picked;
      const double error = input.sample.is_present()
                               ? joining_error(input.estimate.value, input.sample)
                               : input.estimate.standard_error;
      if (!(error > 0)) continue;
      std::vector<double> low = picked;
      std::vector<double> high = picked;
      const double step = error * 1e-3;
      low[i] -= step;
      high[i] += step;
      const double slope = (evaluate(formula, high) - evaluate(formula, low)) / (2 * step);
      if (!std::isnan(slope)) variance += slope * slope * error * error;
      estimate.df = std::min(estimate.df, given[i].picked.estimate.df);
    }
    estimate.standard_error = std::sqrt(variance);
    return estimate;
  }

  const Grounds& grounds_;
  LiveRows& live_;
  std::set<IndicatorId> visiting_;
};

}  // namespace

Series computed_series(const Grounds& grounds, const IndicatorQuestion& question, LiveRows& live) {
  return FormulaSeries{grounds, live}.make(question);
}

}  // namespace actionplan::detail
