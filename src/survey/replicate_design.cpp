// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/replicate_design.hpp>

#include "core/internal/shortest_number.hpp"
#include "replicate_weights.hpp"

#include <actionplan/core/error.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <string>
#include <utility>

namespace actionplan::survey {
namespace {

using detail::ReplicateWeights;

void require_rows(std::size_t got, std::size_t rows, const std::string& what) {
  if (got == rows) return;
  throw InvalidArgument("The " + what + " has " + std::to_string(got) + " elements and the data " +
                        std::to_string(rows) + " rows; give one for each row.");
}

double scale_of(const ReplicateOptions& options) {
  if (options.scale) return *options.scale;
  const auto count = static_cast<double>(options.replicates.size());
  switch (options.method) {
    case ReplicateMethod::jk1: return (count - 1) / count;
    case ReplicateMethod::jkn:
    case ReplicateMethod::other:
      if (options.rscales.empty()) break;
      return 1;
    case ReplicateMethod::jk2: return 1;
    case ReplicateMethod::brr: return 1 / count;
    case ReplicateMethod::fay:
      if (!options.rho) {
        throw InvalidArgument(
            "Replicates of Fay's method have no rho, by which their scale goes; give the one that "
            "the survey's documentation states, such as 0.5, or 0 of half samples.");
      }
      return 1 / (count * (1 - *options.rho) * (1 - *options.rho));
    case ReplicateMethod::bootstrap: return 1 / (count - 1);
    case ReplicateMethod::acs:
    case ReplicateMethod::successive_difference: return 4 / count;
  }
  throw InvalidArgument("Replicates of type " + std::string{to_string(options.method)} +
                        " have no scale of their own; give scale, rscales or both.");
}

void check_scales(const ReplicateOptions& options, double scale) {
  const auto refuse = [](const std::string& name, double value) {
    throw InvalidArgument("The " + name + " is " + actionplan::detail::number_text(value) +
                          "; give a number of 0 or more.");
  };
  if (!(scale >= 0) || std::isinf(scale)) refuse("scale", scale);
  if (options.rscales.empty()) return;
  if (options.rscales.size() != options.replicates.size()) {
    throw InvalidArgument("There are " + std::to_string(options.rscales.size()) + " rscales for " +
                          std::to_string(options.replicates.size()) +
                          " replicates; give one for each.");
  }
  for (const double value : options.rscales) {
    if (!(value >= 0) || std::isinf(value)) refuse("rscale", value);
  }
}

void check_replicates(const ReplicateOptions& options) {
  if (options.replicates.size() < 2) {
    throw InvalidArgument("There are " + std::to_string(options.replicates.size()) +
                          " replicates; a variance needs at least two.");
  }
  detail::check_rho(options.method, options.rho);
  constexpr std::size_t block = 1024;
  std::vector<double> buffer(block);
  for (std::size_t r = 0; r < options.replicates.size(); ++r) {
    const Column& column = options.replicates[r];
    require_rows(column.size(), options.weights.size(), "column of replicate " + std::to_string(r));
    for (std::size_t begin = 0; begin < column.size(); begin += block) {
      const std::size_t count = std::min(block, column.size() - begin);
      const double* values = column.read(begin, count, buffer.data());
      bool is_good = true;
      for (std::size_t i = 0; i < count; ++i) {
        is_good &= std::isfinite(values[i]);
      }
      if (is_good) continue;
      for (std::size_t i = 0; i < count; ++i) {
        if (std::isfinite(values[i])) continue;
        throw InvalidArgument("The weight of replicate " + std::to_string(r) + " is " +
                              (std::isnan(values[i]) ? "missing" : "infinite") + " in row " +
                              std::to_string(begin + i) + "; give a number for every row.");
      }
    }
  }
}

// Mean and spread of replicate numbers, and of their ratios to the weights, over all rows and over
// those that are not 0.
struct Moments {
  double sum = 0;
  double squares = 0;

  void add(double value) {
    sum += value;
    squares += value * value;
  }
  [[nodiscard]] double cv(double count) const {
    return std::sqrt(std::max(0.0, squares / count - sum / count * (sum / count))) / (sum / count);
  }
};

// Weights of a replicate are about 1 as shares of those of the full sample; factors are about 1
// themselves, and vary less than as shares. Some replicates and rows are enough to tell.
void refuse_factors(const ReplicateOptions& options) {
  constexpr std::size_t looked_at = 8;
  constexpr std::size_t most_rows = 1U << 15U;
  const std::size_t stride = options.weights.size() / most_rows + 1;
  Moments numbers;
  Moments shares;
  double rows = 0;
  double used = 0;
  bool are_weights = true;
  const std::size_t step = options.replicates.size() / looked_at + 1;
  for (std::size_t r = 0; r < options.replicates.size(); r += step) {
    for (std::size_t row = 0; row < options.weights.size(); row += stride) {
      const double weight = options.weights[row];
      if (!(weight > 0)) continue;
      rows += 1;
      const double number = options.replicates[r][row];
      if (number == 0) continue;
      used += 1;
      numbers.add(number);
      shares.add(number / weight);
      are_weights &= number == weight;
    }
  }
  const auto is_about_one = [rows](double sum) { return std::abs(sum - rows) <= 0.25 * rows; };
  if (are_weights || !is_about_one(numbers.sum) || is_about_one(shares.sum)) return;
  if (numbers.cv(used) > shares.cv(used) * (1 + 1e-9)) return;
  throw InvalidArgument("The replicates are " + std::to_string(numbers.sum / rows) +
                        " on average, and " + actionplan::detail::number_text(shares.sum / rows) +
                        " of the weights of the full sample: they are factors of the weights; give "
                        "combined=false.");
}

ReplicateWeights to_weights(const ReplicateOptions& options) {
  check_replicates(options);
  if (options.combined && !options.weights.empty()) refuse_factors(options);
  ReplicateWeights out;
  out.scale = scale_of(options);
  check_scales(options, out.scale);
  out.columns = options.replicates;
  out.combined = options.combined;
  out.count = options.replicates.size();
  out.method = options.method;
  out.rscales = options.rscales;
  if (out.rscales.empty()) out.rscales.assign(out.count, 1.0);
  out.mse = options.mse || options.method == ReplicateMethod::acs;
  out.df = options.df;
  if (options.population && options.combined) {
    double sum = 0;
    for (const double weight : options.weights) sum += weight;
    out.weight_scale = *options.population / sum;
  }
  return out;
}

Design full_sample_of(const ReplicateOptions& options) {
  DesignOptions out;
  out.weights = options.weights;
  out.df = options.df;
  out.population = options.population;
  return Design{out};
}

}  // namespace

void detail::check_rho(ReplicateMethod method, std::optional<double> rho) {
  if (!rho) return;
  if (method != ReplicateMethod::fay) {
    throw InvalidArgument("There is a rho of " + actionplan::detail::number_text(*rho) +
                          ", which is of Fay's "
                          "method, and the type is " +
                          std::string{to_string(method)} +
                          "; take the type fay, or leave rho out.");
  }
  if (*rho >= 0 && *rho < 1) return;
  throw InvalidArgument("Fay's rho is " + actionplan::detail::number_text(*rho) +
                        "; give a number from 0 to less than 1.");
}

struct ReplicateDesign::Rank {
  std::once_flag once;
  double df = 0;
};

ReplicateDesign::ReplicateDesign(const ReplicateOptions& options)
    : ReplicateDesign{full_sample_of(options),
                      std::make_shared<const ReplicateWeights>(to_weights(options))} {}

ReplicateDesign::ReplicateDesign(Design full_sample,
                                 std::shared_ptr<const ReplicateWeights> weights)
    : full_sample_{std::move(full_sample)},
      data_{std::move(weights)},
      rank_{std::make_shared<Rank>()} {}

std::size_t ReplicateDesign::size() const noexcept { return full_sample_.size(); }
std::span<const double> ReplicateDesign::weights() const noexcept { return full_sample_.weights(); }
std::size_t ReplicateDesign::replicate_count() const noexcept { return data_->count; }
ReplicateMethod ReplicateDesign::method() const noexcept { return data_->method; }
double ReplicateDesign::scale() const noexcept { return data_->scale; }
std::span<const double> ReplicateDesign::rscales() const noexcept { return data_->rscales; }
bool ReplicateDesign::is_mse() const noexcept { return data_->mse; }
std::optional<double> ReplicateDesign::given_df() const noexcept { return data_->df; }

const double* ReplicateDesign::read(std::size_t replicate, std::size_t begin, std::size_t count,
                                    double* buffer) const noexcept {
  const double* weights = full_sample_.weights().data() + begin;
  if (data_->factors.rows > 0) {
    const double* factors = data_->factors.values.data() + replicate * data_->factors.rows;
    const std::int32_t* units = data_->unit_of_row.data() + begin;
    for (std::size_t i = 0; i < count; ++i) {
      buffer[i] = weights[i] * factors[static_cast<std::size_t>(units[i])];
    }
    return buffer;
  }
  const double* values = data_->columns[replicate].read(begin, count, buffer);
  if (data_->combined && data_->weight_scale == 1) return values;
  if (data_->combined) {
    for (std::size_t i = 0; i < count; ++i) buffer[i] = data_->weight_scale * values[i];
    return buffer;
  }
  for (std::size_t i = 0; i < count; ++i) buffer[i] = weights[i] * values[i];
  return buffer;
}

double ReplicateDesign::df() const {
  if (data_->df) return *data_->df;
  std::call_once(rank_->once, [this] {
    std::vector<std::int32_t> domain(size());
    for (std::size_t row = 0; row < size(); ++row) domain[row] = is_inside(row) ? 0 : -1;
    rank_->df = detail::rank_minus_one(*this, domain, 1).front();
  });
  return rank_->df;
}

ReplicateDesign ReplicateDesign::subset(std::span<const std::uint8_t> mask) const {
  return {full_sample_.subset(mask), data_};
}

ReplicateDesign ReplicateDesign::with_weights(std::vector<double> weights,
                                              Matrix replicates) const {
  if (replicates.rows != size() || replicates.columns != replicate_count()) {
    throw InvalidArgument("The replicate weights are " + std::to_string(replicates.rows) + " x " +
                          std::to_string(replicates.columns) + "; give " + std::to_string(size()) +
                          " rows and " + std::to_string(replicate_count()) + " replicates.");
  }
  for (const double value : replicates.values) {
    if (std::isfinite(value)) continue;
    throw InvalidArgument("A new replicate weight is not finite; give a number for each row.");
  }
  ReplicateWeights out;
  out.own = std::move(replicates);
  for (std::size_t r = 0; r < data_->count; ++r) {
    out.columns.emplace_back(std::span<const double>{out.own.column(r)});
  }
  out.count = data_->count;
  out.method = data_->method;
  out.scale = data_->scale;
  out.rscales = data_->rscales;
  out.mse = data_->mse;
  out.df = data_->df;
  return detail::ReplicateMaker::make(full_sample_.with_weights(std::move(weights), nullptr),
                                      std::move(out));
}

Matrix ReplicateDesign::covariance_without_empty(MatrixView replicates,
                                                 std::span<const double> values,
                                                 std::vector<std::int64_t>& left_out) const {
  if (method() != ReplicateMethod::bootstrap) {
    throw InvalidArgument("Replicates of type " + std::string{to_string(method())} +
                          " do not stand for each other, so none can be left out; estimate a "
                          "larger domain, or make a bootstrap.");
  }
  Matrix out = covariance(replicates, values);
  const std::size_t p = values.size();
  const auto count = static_cast<double>(replicates.rows);
  const auto has_both = [&](std::size_t r, std::size_t a, std::size_t b) {
    return std::isfinite(replicates(r, a)) && std::isfinite(replicates(r, b)) && rscales()[r] > 0;
  };
  left_out.assign(p, 0);
  for (std::size_t a = 0; a < p; ++a) {
    for (std::size_t r = 0; r < replicates.rows; ++r) {
      left_out[a] += rscales()[r] > 0 && !std::isfinite(replicates(r, a));
    }
  }
  for (std::size_t a = 0; a < p; ++a) {
    for (std::size_t b = 0; b <= a; ++b) {
      if (left_out[a] == 0 && left_out[b] == 0) continue;
      double used = 0;
      double sum_a = 0;
      double sum_b = 0;
      double products = 0;
      double scaled = 0;
      for (std::size_t r = 0; r < replicates.rows; ++r) {
        if (!has_both(r, a, b)) continue;
        const double off_a = replicates(r, a) - values[a];
        const double off_b = replicates(r, b) - values[b];
        used += 1;
        sum_a += off_a;
        sum_b += off_b;
        products += rscales()[r] * off_a * off_b;
        scaled += rscales()[r];
      }
      const double centered = is_mse() ? products : products - scaled * sum_a / used * sum_b / used;
      out(a, b) = out(b, a) =
          used < 2 ? std::numeric_limits<double>::quiet_NaN() : scale() * count / used * centered;
    }
  }
  return out;
}

Matrix ReplicateDesign::covariance(MatrixView replicates, std::span<const double> values) const {
  const std::size_t p = values.size();
  if (replicates.rows != replicate_count() || replicates.columns != p) {
    throw InvalidArgument("The replicates are " + std::to_string(replicates.rows) + " x " +
                          std::to_string(replicates.columns) + "; give " +
                          std::to_string(replicate_count()) + " of " + std::to_string(p) +
                          " statistics.");
  }
  double used = 0;
  for (const double r : rscales()) used += r > 0;
  Matrix centered{replicates.rows, p};
  for (std::size_t j = 0; j < p; ++j) {
    double center = values[j];
    if (!is_mse()) {
      // About the full sample's value, which loses no digit to an offset.
      double sum = 0;
      for (std::size_t r = 0; r < replicates.rows; ++r) {
        if (rscales()[r] > 0) sum += replicates(r, j) - values[j];
      }
      center = values[j] + sum / used;
    }
    for (std::size_t r = 0; r < replicates.rows; ++r) {
      if (rscales()[r] > 0) centered(r, j) = replicates(r, j) - center;
    }
  }
  Matrix out{p, p};
  for (std::size_t a = 0; a < p; ++a) {
    for (std::size_t b = 0; b <= a; ++b) {
      double sum = 0;
      for (std::size_t r = 0; r < replicates.rows; ++r) {
        sum += rscales()[r] * centered(r, a) * centered(r, b);
      }
      out(a, b) = out(b, a) = scale() * sum;
      if (!std::isfinite(sum)) out(a, b) = out(b, a) = std::numeric_limits<double>::quiet_NaN();
    }
  }
  return out;
}

}  // namespace actionplan::survey
