// SPDX-License-Identifier: Apache-2.0
#include <actionplan/survey/glm.hpp>

#include "cases.hpp"
#include "likelihood.hpp"
#include "replicate_finish.hpp"

#include <actionplan/core/error.hpp>
#include <actionplan/survey/covariance.hpp>

#include <array>
#include <cmath>
#include <string>
#include <utility>

namespace actionplan::survey {

namespace {

using detail::Cases;
using detail::Likelihood;

struct Prepared {
  Cases cases;
  EstimateOptions options;
  std::vector<std::size_t> rows;
  Likelihood::Data data;
};

Prepared prepare(const Design& design, const Column& outcome, MatrixView model,
                 const GlmOptions& options) {
  if (model.rows != design.size() || model.columns == 0) {
    throw InvalidArgument("The model matrix is " + std::to_string(model.rows) + " x " +
                          std::to_string(model.columns) + "; give " +
                          std::to_string(design.size()) + " rows and at least one column.");
  }
  Prepared out;
  out.options.missing = options.missing;
  out.options.df_rule = options.df_rule;
  out.options.names = {"outcome"};
  out.options.names.insert(out.options.names.end(), options.labels.begin(), options.labels.end());
  std::vector<Column> columns{outcome};
  for (std::size_t j = 0; j < model.columns; ++j) columns.emplace_back(model.column(j));
  out.cases = detail::find_cases(design, columns, out.options);
  for (std::size_t row = 0; row < design.size(); ++row) {
    if (out.cases.domain_of_row[row] >= 0) out.rows.push_back(row);
  }
  out.data = detail::gather(outcome, model, out.rows, options);
  return out;
}

std::vector<double> weights_at(const Prepared& prepared, const double* weights) {
  std::vector<double> out;
  out.reserve(prepared.rows.size());
  for (const std::size_t row : prepared.rows) out.push_back(weights[row]);
  return out;
}

Glm report(const Likelihood& fit, const Prepared& prepared, double design_df,
           const GlmOptions& options, Matrix covariance) {
  const std::size_t p = fit.coefficients().size();
  const double df = options.df ? *options.df : design_df + 1 - static_cast<double>(p);
  if (!(df > 0)) {
    throw EstimationError("The model has " + std::to_string(p) + " coefficients and the design " +
                          std::to_string(static_cast<long>(design_df)) +
                          " degrees of freedom, which leaves none; fit fewer, or give df.");
  }
  std::vector<std::string> labels = options.labels;
  labels.resize(p);
  Glm out;
  out.coefficients =
      make_estimates(std::move(labels), fit.coefficients(), std::move(covariance), {df},
                     {prepared.cases.n.front()}, {prepared.cases.weighted_n.front()});
  out.iterations = fit.iterations();
  out.deviance = fit.deviance();
  out.dispersion = fit.dispersion();
  return out;
}

}  // namespace

Glm glm(const Design& design, const Column& outcome, MatrixView model, const GlmOptions& options) {
  const Prepared prepared = prepare(design, outcome, model, options);
  Likelihood fit{prepared.data, weights_at(prepared, design.weights().data()), options};
  fit.run({});
  const Matrix inner = fit.influence();
  Matrix influence{design.size(), model.columns};
  for (std::size_t j = 0; j < model.columns; ++j) {
    for (std::size_t i = 0; i < prepared.rows.size(); ++i) {
      influence(prepared.rows[i], j) = inner(i, j);
    }
  }
  const double df = detail::df_of_domains(design, prepared.cases, prepared.options).front();
  Glm out = report(fit, prepared, df, options, covariance(design, influence.view()));
  if (options.keeps_influence) out.influence = std::move(influence);
  return out;
}

Glm glm(const ReplicateDesign& design, const Column& outcome, MatrixView model,
        const GlmOptions& options) {
  const Prepared prepared = prepare(design.full_sample(), outcome, model, options);
  Likelihood fit{prepared.data, weights_at(prepared, design.weights().data()), options};
  fit.run({});
  Matrix replicates{design.replicate_count(), model.columns};
  std::vector<double> buffer(design.size());
  for (std::size_t r = 0; r < design.replicate_count(); ++r) {
    const double* weights = design.read(r, 0, design.size(), buffer.data());
    Likelihood again{prepared.data, weights_at(prepared, weights), options};
    try {
      again.run(fit.coefficients());
    } catch (const EstimationError& error) {
      throw EstimationError("Replicate " + std::to_string(r) + ": " + error.what());
    }
    for (std::size_t j = 0; j < model.columns; ++j) replicates(r, j) = again.coefficients()[j];
  }
  const double df = detail::df_of_domains(design, prepared.cases, prepared.options).front();
  Glm out =
      report(fit, prepared, df, options, design.covariance(replicates.view(), fit.coefficients()));
  if (options.keeps_influence) out.influence = std::move(replicates);
  return out;
}

}  // namespace actionplan::survey
