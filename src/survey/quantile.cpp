// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/quantile.hpp>

#include "cases.hpp"
#include "core/internal/in_parallel.hpp"
#include "core/internal/large_pages.hpp"
#include "core/internal/shortest_number.hpp"
#include "distribution.hpp"
#include "linearised.hpp"
#include "no_value.hpp"
#include "replicate_finish.hpp"
#include "stretches.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/survey/estimators.hpp>
#include <actionplan/survey/proportion.hpp>
#include <actionplan/survey/replicate_estimators.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace actionplan::survey {
namespace {

using detail::Cases;
using detail::Distribution;
using detail::WeightedValue;

constexpr std::size_t most_at_once = 8;  // columns of one byte per row

void require(const QuantileOptions& wanted) {
  for (const double probability : wanted.probabilities) {
    if (probability >= 0 && probability <= 1) continue;
    throw InvalidArgument("The probability of a quantile is " +
                          actionplan::detail::number_text(probability) + "; give one of 0 to 1.");
  }
  if (wanted.level > 0 && wanted.level < 1) return;
  throw InvalidArgument("The confidence level is " + actionplan::detail::number_text(wanted.level) +
                        "; give a share between 0 and 1, such as 0.95.");
}

// The rows of each domain that count, in order. Where several threads place them, it is counted
// first how many of each stretch there are.
std::vector<Distribution> distributions(const Design& design, const Column& variable,
                                        const Cases& cases, int threads) {
  const std::span<const double> weights = design.weights();
  const auto domain_of = [&](std::size_t row) {
    return weights[row] == 0 ? std::int32_t{-1} : cases.domain_of_row[row];
  };
  constexpr std::size_t most_counts = std::size_t{1} << 20U;
  const std::size_t stretches = design.size() / detail::stretch + 1;
  const bool is_alone = threads <= 1 || stretches * cases.domains > most_counts;
  std::vector<std::vector<std::size_t>> next(is_alone ? 1 : stretches,
                                             std::vector<std::size_t>(cases.domains));
  if (!is_alone) {
    detail::for_each_stretch(threads, 0, design.size(),
                             [&](std::size_t which, std::size_t begin, std::size_t end) {
                               std::vector<std::size_t> counts(cases.domains);
                               for (std::size_t row = begin; row < end; ++row) {
                                 const std::int32_t domain = domain_of(row);
                                 if (domain >= 0) ++counts[std::size_t(domain)];
                               }
                               next[which] = std::move(counts);
                             });
  }
  std::vector<Distribution::Sample> samples(cases.domains);
  for (std::size_t d = 0; d < cases.domains; ++d) {
    std::size_t before = 0;
    for (auto& counts : next) before += std::exchange(counts[d], before);
    actionplan::detail::reserve_column(samples[d], std::size_t(cases.n[d]));
    if (!is_alone) samples[d].resize(before);
  }
  const auto place = [&](std::size_t which, std::size_t begin, std::size_t end) {
    constexpr std::size_t block = 1024;
    std::vector<double> buffer(block);
    std::vector<std::size_t> at = next[which];
    for (; begin < end; begin += block) {
      const std::size_t count = std::min(block, end - begin);
      const double* values = variable.read(begin, count, buffer.data());
      for (std::size_t i = 0; i < count; ++i) {
        const std::int32_t domain = domain_of(begin + i);
        if (domain < 0) continue;
        Distribution::Sample& sample = samples[std::size_t(domain)];
        const WeightedValue item{values[i], weights[begin + i]};
        if (is_alone) {
          sample.push_back(item);
        } else {
          sample[at[std::size_t(domain)]++] = item;
        }
      }
    }
  };
  if (is_alone) {
    place(0, 0, design.size());
  } else {
    detail::for_each_stretch(threads, 0, design.size(), place);
  }
  std::vector<Distribution> out;
  out.reserve(cases.domains);
  for (auto& sample : samples) out.emplace_back(std::move(sample), threads);
  return out;
}

// Means of columns over the cases, domain by domain, with standard errors of the design's own kind.
using MeanOfCases = std::function<Estimates(std::span<const Column>, const EstimateOptions&)>;

// What every variable of a call shares.
struct Setting {
  const Design& sample;
  const Cases& cases;
  const QuantileOptions& wanted;
  const std::vector<double>& df;  // per domain
  const MeanOfCases& mean_of_cases;
  int threads;
  const ReplicateDesign* replicates = nullptr;
};

struct Found {
  std::vector<double> values;
  std::vector<Interval> intervals;
  std::vector<double> errors;
  std::vector<bool> is_undefined;  // a replicate leaves the proportion without a value

  void append(const Found& other) {
    values.insert(values.end(), other.values.begin(), other.values.end());
    intervals.insert(intervals.end(), other.intervals.begin(), other.intervals.end());
    errors.insert(errors.end(), other.errors.begin(), other.errors.end());
    is_undefined.insert(is_undefined.end(), other.is_undefined.begin(), other.is_undefined.end());
  }
  void add(const Interval& interval, double error, bool undefined) {
    intervals.push_back(interval);
    errors.push_back(error);
    is_undefined.push_back(undefined);
  }
};

// Francisco and Fuller 1991, section 3: half the interval over the t that it was laid with.
double error_of(const Interval& interval, double df, double level) {
  if (!std::isfinite(interval.lower) || !std::isfinite(interval.upper)) return none;
  const double t = actionplan::confint(Estimate{0, 1, df, 0, {}}, level).upper;
  return (interval.upper / 2 - interval.lower / 2) / t;
}

// Per row, whether its value lies at or below the quantile of its domain.
std::vector<std::uint8_t> is_below(const Setting& setting, const Column& variable,
                                   const double* quantiles) {
  std::vector<std::uint8_t> out(setting.sample.size());
  detail::for_each_stretch(
      setting.threads, 0, out.size(), [&](std::size_t, std::size_t begin, std::size_t end) {
        constexpr std::size_t block = 1024;
        std::vector<double> buffer(block);
        for (; begin < end; begin += block) {
          const std::size_t count = std::min(block, end - begin);
          const double* values = variable.read(begin, count, buffer.data());
          for (std::size_t i = 0; i < count; ++i) {
            const std::int32_t domain = setting.cases.domain_of_row[begin + i];
            out[begin + i] = domain >= 0 && values[i] <= quantiles[domain] ? 1 : 0;
          }
        }
      });
  return out;
}

// Shares of the domains' population that lie below, with standard errors.
Estimates shares_below(const Setting& setting, const std::vector<std::vector<std::uint8_t>>& below,
                       bool has_covariance) {
  std::vector<Column> columns;
  for (const auto& column : below) columns.emplace_back(std::span{column});
  EstimateOptions options;
  options.covariance = has_covariance;
  options.threads = setting.threads;
  options.df = 1;  // replaced: by the rule that the caller chose
  return setting.mean_of_cases(columns, options);
}

// Ends of test-inversion intervals: lower, the first value whose share is not t errors below the
// probability; upper, the first that is more than t errors above.
class ScoreSearch {
 public:
  ScoreSearch(const Setting& setting, const Column& variable,
              const std::vector<std::vector<double>>& values)
      : setting_{setting}, variable_{variable}, values_{values} {}

  std::vector<Interval> run(std::size_t first, std::size_t last) {
    const std::size_t domains = values_.size();
    std::vector<Interval> out((last - first) * domains, Interval{none, none});
    for (std::size_t p = first; p < last; ++p) {
      const std::vector<double> lower = search(p, -1);
      const std::vector<double> upper = search(p, 1);
      for (std::size_t d = 0; d < domains; ++d) {
        out[(p - first) * domains + d] = {lower[d], upper[d]};
      }
    }
    return out;
  }

 private:
  // Per domain the first value whose share is at least (lower end), or above (upper end), so many
  // errors from the probability; NaN where that is the lowest (lower end), or no value.
  std::vector<double> search(std::size_t probability, int side) {
    const std::size_t domains = values_.size();
    const double p = setting_.wanted.probabilities[probability];
    std::vector<std::size_t> low(domains);
    std::vector<std::size_t> high(domains);
    for (std::size_t d = 0; d < domains; ++d) high[d] = values_[d].size();
    const auto is_open = [&](std::size_t d) { return low[d] < high[d]; };
    for (;;) {
      std::vector<double> at(domains, none);
      bool any = false;
      for (std::size_t d = 0; d < domains; ++d) {
        if (!is_open(d)) continue;
        any = true;
        at[d] = values_[d][(low[d] + high[d]) / 2];
      }
      if (!any) break;
      const Estimates share =
          shares_below(setting_, {is_below(setting_, variable_, at.data())}, false);
      for (std::size_t d = 0; d < domains; ++d) {
        if (!is_open(d)) continue;
        const double off = share.values[d] - p;
        const double reach = side * t(d) * share.standard_errors[d];
        const bool is_reached = side < 0 ? off >= reach : off > reach;
        const std::size_t middle = (low[d] + high[d]) / 2;
        (is_reached ? high[d] : low[d]) = is_reached ? middle : middle + 1;
      }
    }
    std::vector<double> out(domains, none);
    for (std::size_t d = 0; d < domains; ++d) {
      const bool is_beyond = low[d] == values_[d].size() || (side < 0 && low[d] == 0);
      if (!is_beyond && setting_.df[d] > 0) out[d] = values_[d][low[d]];
    }
    return out;
  }

  [[nodiscard]] double t(std::size_t domain) const {
    if (!(setting_.df[domain] > 0)) return none;
    return actionplan::confint(Estimate{0, 1, setting_.df[domain], 0, {}}, setting_.wanted.level)
        .upper;
  }

  const Setting& setting_;
  const Column& variable_;
  const std::vector<std::vector<double>>& values_;
};

// Quantiles of one variable with their intervals, probability by probability, then by domain.
class Woodruff {
 public:
  Woodruff(const Setting& setting, const Column& variable)
      : setting_{setting},
        variable_{variable},
        distributions_{distributions(setting.sample, variable, setting.cases, setting.threads)} {}

  void append_to(Found& out) {
    for (const double probability : setting_.wanted.probabilities) {
      for (Distribution& domain : distributions_) {
        values_.push_back(domain.quantile(probability, setting_.wanted.rule));
      }
    }
    out.values.insert(out.values.end(), values_.begin(), values_.end());
    const std::size_t count = setting_.wanted.probabilities.size();
    for (std::size_t first = 0; first < count; first += most_at_once) {
      append_intervals(first, std::min(count, first + most_at_once), out);
    }
  }

 private:
  void append_intervals(std::size_t first, std::size_t last, Found& out) {
    const std::size_t domains = setting_.cases.domains;
    if (!setting_.wanted.has_intervals || setting_.wanted.error == QuantileError::replicates) {
      for (std::size_t i = first * domains; i < last * domains; ++i)
        out.add({none, none}, none, false);
      return;
    }
    if (setting_.wanted.error == QuantileError::score) {
      append_score_intervals(first, last, out);
      return;
    }
    const Estimates below = proportions_below(first, last);
    for (std::size_t i = 0; i < below.size(); ++i) {
      Estimate proportion = below.at(i);
      proportion.df = setting_.df[i % domains];
      const bool is_usable = below.flags[i] == CellFlag::none && proportion.df > 0;
      const Interval interval =
          is_usable ? read_back(proportion, distributions_[i % domains]) : Interval{none, none};
      out.add(interval, error_of(interval, proportion.df, setting_.wanted.level),
              below.flags[i] == CellFlag::undefined);
    }
  }

  // Francisco and Fuller 1991, section 3: the values at which the share below is within t errors of
  // the probability. Each end is sought by halving among the values of its domain, all at once.
  void append_score_intervals(std::size_t first, std::size_t last, Found& out) {
    const std::size_t domains = setting_.cases.domains;
    const std::vector<std::vector<double>> values = sorted_values();
    ScoreSearch search{setting_, variable_, values};
    const std::vector<Interval> found = search.run(first, last);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const double df = setting_.df[i % domains];
      out.add(found[i], df > 0 ? error_of(found[i], df, setting_.wanted.level) : none, false);
    }
  }

  [[nodiscard]] std::vector<std::vector<double>> sorted_values() const {
    std::vector<std::vector<double>> out(setting_.cases.domains);
    for (std::size_t row = 0; row < setting_.sample.size(); ++row) {
      const std::int32_t domain = setting_.cases.domain_of_row[row];
      if (domain < 0 || setting_.sample.weights()[row] == 0) continue;
      out[std::size_t(domain)].push_back(variable_[row]);
    }
    for (std::vector<double>& of_domain : out) {
      std::sort(of_domain.begin(), of_domain.end());
      of_domain.erase(std::unique(of_domain.begin(), of_domain.end()), of_domain.end());
    }
    return out;
  }

  Estimates proportions_below(std::size_t first, std::size_t last) const {
    std::vector<std::vector<std::uint8_t>> below;
    for (std::size_t p = first; p < last; ++p) {
      below.push_back(is_below(setting_, variable_, values_.data() + p * setting_.cases.domains));
    }
    return shares_below(setting_, below, false);
  }

  // Woodruff 1952: the quantiles at the ends of the interval of the proportion.
  Interval read_back(const Estimate& proportion, Distribution& distribution) const {
    constexpr double slack = 1e-12;
    const bool is_without_variance = proportion.standard_error == 0;
    const bool is_mean = setting_.wanted.interval == ProportionMethod::mean;
    if (is_without_variance && !is_mean) return {none, none};
    const Interval ends =
        is_without_variance
            ? Interval{proportion.value, proportion.value}
            : proportion_interval(proportion, setting_.wanted.interval, setting_.wanted.level);
    const auto at = [&](double end) {
      if (end > 1 && end <= 1 + slack) end = 1;
      if (end < 0 && end >= -slack) end = 0;
      return distribution.quantile(end, setting_.wanted.rule);
    };
    return {at(ends.lower), at(ends.upper)};
  }

  const Setting& setting_;
  const Column& variable_;
  std::vector<Distribution> distributions_;
  std::vector<double> values_;
};

// Francisco and Fuller 1991: quantiles vary together as the shares of the population at or below them
// do, by a first-order expansion; here each is put on the scale of its own error.
Matrix covariance_of(const Setting& setting, std::span<const Column> variables,
                     const std::vector<double>& values, const std::vector<double>& errors) {
  const std::size_t size = values.size();
  Matrix out{size, size};
  for (std::size_t a = 0; a < size; ++a) out(a, a) = errors[a] * errors[a];
  if (size < 2) return out;
  const std::size_t domains = setting.cases.domains;
  std::vector<std::vector<std::uint8_t>> below;
  for (std::size_t first = 0; first < size; first += domains) {
    const Column& variable = variables[below.size() / setting.wanted.probabilities.size()];
    below.push_back(is_below(setting, variable, values.data() + first));
  }
  const Estimates shares = shares_below(setting, below, true);
  const auto scale = [&](std::size_t i) {
    return shares.standard_errors[i] == 0 && errors[i] == 0 ? 0
                                                            : errors[i] / shares.standard_errors[i];
  };
  for (std::size_t a = 0; a < size; ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      out(a, b) = out(b, a) = scale(a) * scale(b) * shares.covariance(a, b);
    }
  }
  return out;
}

Matrix no_covariance(std::size_t size) {
  Matrix out{size, size};
  std::fill(out.values.begin(), out.values.end(), none);
  return out;
}

// Quantiles under each replicate: replicates x results, in the order of the values.
Matrix replicate_values(const Setting& setting, std::span<const Column> variables) {
  const ReplicateDesign& design = *setting.replicates;
  const std::size_t domains = setting.cases.domains;
  const std::size_t count = setting.wanted.probabilities.size();
  Matrix out{design.replicate_count(), variables.size() * count * domains};
  actionplan::detail::in_parallel(setting.threads, design.replicate_count(), [&](std::size_t r) {
    std::vector<double> buffer(design.size());
    const double* weights = design.read(r, 0, design.size(), buffer.data());
    for (std::size_t v = 0; v < variables.size(); ++v) {
      std::vector<Distribution::Sample> samples(domains);
      for (std::size_t row = 0; row < design.size(); ++row) {
        const std::int32_t domain = setting.cases.domain_of_row[row];
        if (domain < 0 || !(weights[row] > 0)) continue;
        samples[std::size_t(domain)].push_back({variables[v][row], weights[row]});
      }
      for (std::size_t d = 0; d < domains; ++d) {
        Distribution distribution{std::move(samples[d])};
        for (std::size_t p = 0; p < count; ++p) {
          out(r, (v * count + p) * domains + d) =
              distribution.quantile(setting.wanted.probabilities[p], setting.wanted.rule);
        }
      }
    }
  });
  return out;
}

// Errors, symmetric intervals and covariance of the replicates in the place of Woodruff's.
void add_replicate_errors(const Setting& setting, std::span<const Column> variables,
                          const EstimateOptions& options, Quantiles& out) {
  const Matrix replicates = replicate_values(setting, variables);
  Estimates& estimates = out.estimates;
  const bool omits = options.empty_replicates == EmptyReplicates::omit;
  Matrix covariance = omits ? setting.replicates->covariance_without_empty(
                                  replicates.view(), estimates.values, estimates.left_out)
                            : setting.replicates->covariance(replicates.view(), estimates.values);
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    estimates.standard_errors[i] = std::sqrt(covariance(i, i));
    const bool is_plain = estimates.flags[i] == CellFlag::none;
    if (is_plain && std::isnan(estimates.standard_errors[i])) {
      estimates.flags[i] = CellFlag::undefined;
    }
  }
  if (estimates.covariance.rows == estimates.size()) estimates.covariance = std::move(covariance);
  out.intervals = confint(estimates, setting.wanted.level);
}

Quantiles estimate(const Setting& setting, std::span<const Column> variables,
                   EstimateOptions options) {
  // Several variables at once, or the threads of one.
  Setting own = setting;
  if (variables.size() > 1) own.threads = 1;
  std::vector<Found> of_variables(variables.size());
  actionplan::detail::in_parallel(setting.threads, variables.size(), [&](std::size_t v) {
    Woodruff{own, variables[v]}.append_to(of_variables[v]);
  });
  Found found;
  for (const Found& one : of_variables) found.append(one);
  Matrix variances{found.values.size(), 1};
  for (std::size_t i = 0; i < found.values.size(); ++i) {
    variances(i, 0) = found.errors[i] * found.errors[i];
  }
  Matrix covariance;
  if (options.covariance.value_or(found.values.size() <= detail::most_in_covariance)) {
    const bool has_errors =
        setting.wanted.has_intervals && setting.wanted.error != QuantileError::replicates;
    covariance = has_errors ? covariance_of(setting, variables, found.values, found.errors)
                            : no_covariance(found.values.size());
  }
  options.deff = Deff::none;
  Quantiles out;
  out.estimates = detail::finish_with_df(setting.cases, setting.df, options,
                                         std::move(found.values), std::move(variances), {});
  out.estimates.standard_errors = std::move(found.errors);  // not by way of a square
  out.estimates.covariance = std::move(covariance);
  out.intervals = std::move(found.intervals);
  for (std::size_t i = 0; i < found.is_undefined.size(); ++i) {
    const bool is_plain = out.estimates.flags[i] == CellFlag::none;
    if (is_plain && found.is_undefined[i]) out.estimates.flags[i] = CellFlag::undefined;
  }
  if (setting.wanted.has_intervals && setting.wanted.error == QuantileError::replicates) {
    add_replicate_errors(setting, variables, options, out);
  }
  return out;
}

}  // namespace

Quantiles quantile(const Design& design, std::span<const Column> variables,
                   const QuantileOptions& quantiles, const EstimateOptions& options) {
  require(quantiles);
  if (quantiles.error == QuantileError::replicates) {
    throw InvalidArgument(
        "The design has no replicates by which the error of a quantile could be found; make some, "
        "or take woodruff or score.");
  }
  const Cases cases = detail::find_cases(design, variables, options);
  const std::vector<double> df = detail::df_of_domains(design, cases, options);
  const MeanOfCases mean_of_cases = [&](std::span<const Column> columns, EstimateOptions own) {
    own.by = {cases.domain_of_row, static_cast<std::int32_t>(cases.domains)};
    return mean(design, columns, own);
  };
  return estimate({design, cases, quantiles, df, mean_of_cases, options.threads}, variables,
                  options);
}

Quantiles quantile(const ReplicateDesign& design, std::span<const Column> variables,
                   const QuantileOptions& quantiles, const EstimateOptions& options) {
  require(quantiles);
  const Design& sample = design.full_sample();
  const Cases cases = detail::find_cases(sample, variables, options);
  const std::vector<double> df = detail::df_of_domains(design, cases, options);
  const MeanOfCases mean_of_cases = [&](std::span<const Column> columns,
                                        const EstimateOptions& own) {
    return detail::mean_of_cases(design, columns, cases, own);
  };
  return estimate({sample, cases, quantiles, df, mean_of_cases, options.threads, &design},
                  variables, options);
}

double weighted_quantile(std::span<const double> values, std::span<const double> weights,
                         double probability, QuantileRule rule) {
  if (values.size() != weights.size()) {
    throw InvalidArgument("There are " + std::to_string(values.size()) + " values and " +
                          std::to_string(weights.size()) + " weights; give one for each.");
  }
  Distribution::Sample sample;
  sample.reserve(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (weights[i] == 0) continue;
    if (!std::isfinite(values[i]) || !(weights[i] > 0) || std::isinf(weights[i])) {
      throw InvalidArgument("The value " + actionplan::detail::number_text(values[i]) +
                            " with the weight " + actionplan::detail::number_text(weights[i]) +
                            " at place " + actionplan::detail::number_text(i) +
                            " has no quantile; give finite values and weights of 0 or more.");
    }
    sample.push_back({values[i], weights[i]});
  }
  return Distribution{std::move(sample)}.quantile(probability, rule);
}

}  // namespace actionplan::survey
