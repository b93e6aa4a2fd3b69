// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/plain_vector.hpp>
#include <actionplan/survey/column.hpp>
#include <actionplan/survey/design.hpp>
#include <actionplan/survey/estimate_options.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace actionplan::survey::detail {

/// Which rows an estimate uses, and in which domain each counts.
struct Cases {
  PlainVector<std::int32_t> domain_of_row;  ///< below 0: not used
  std::size_t domains = 1;
  std::vector<std::int64_t> n;     ///< per domain, rows of weight above 0
  std::vector<double> weighted_n;  ///< per domain
};

/// @throws InvalidArgument  as the estimators.
[[nodiscard]] Cases find_cases(const Design& design, std::span<const Column> variables,
                               const EstimateOptions& options);

/// Refuses columns and domains that do not fit the design.
void check_columns(const Design& design, std::span<const Column> variables,
                   const EstimateOptions& options);

/// @throws InvalidArgument  always: names the first row inside that holds no finite number.
[[noreturn]] void refuse_values(const Design& design, std::span<const Column> variables,
                                const EstimateOptions& options);

/// Degrees of freedom per domain, by the options' rule.
[[nodiscard]] std::vector<double> df_of_domains(const Design& design, const Cases& cases,
                                                const EstimateOptions& options);

}  // namespace actionplan::survey::detail
