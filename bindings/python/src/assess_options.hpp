// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/assessment.hpp>

#include "casters.hpp"

#include <pybind11/stl.h>

#include <optional>
#include <utility>
#include <vector>

namespace actionplan::bindings {

/// The options of an assessment from the keyword arguments of whatever assesses.
inline AssessOptions assess_options(Date as_of, std::optional<Date> known_at,
                                    std::optional<Date> public_at, int due_soon_days, double alpha,
                                    Pick pick, std::vector<ReporterType> reporters,
                                    bool implementer_ratings_decide, int threads = 1) {
  AssessOptions options{as_of};
  options.known_at = known_at;
  options.public_at = public_at;
  options.due_soon_days = due_soon_days;
  options.alpha = alpha;
  options.pick = pick;
  options.reporters = std::move(reporters);
  options.implementer_ratings_decide = implementer_ratings_decide;
  options.threads = threads;
  return options;
}

/// The same as the keywords of `assess`.
inline py::dict options_of(const AssessOptions& options) {
  py::dict out;
  out["as_of"] = options.as_of;
  out["known_at"] = options.known_at;
  out["public_at"] = options.public_at;
  out["due_soon_days"] = options.due_soon_days;
  out["alpha"] = options.alpha;
  out["pick"] = options.pick;
  out["reporters"] = options.reporters;
  out["implementer_ratings_decide"] = options.implementer_ratings_decide;
  out["threads"] = options.threads;
  return out;
}

}  // namespace actionplan::bindings
