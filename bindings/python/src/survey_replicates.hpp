// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "casters.hpp"

#include <actionplan/survey/calibration.hpp>
#include <actionplan/survey/estimate_options.hpp>
#include <actionplan/survey/glm.hpp>
#include <actionplan/survey/hypothesis_tests.hpp>
#include <actionplan/survey/pps.hpp>
#include <actionplan/survey/quantile.hpp>
#include <actionplan/survey/replicate_design.hpp>
#include <actionplan/survey/to_replicates.hpp>

#include <pybind11/pybind11.h>

#include <memory>

namespace actionplan::bindings {

/// A replicate design with the arrays that it borrows: what Python holds.
struct HeldReplicateDesign {
  survey::ReplicateDesign design;
  std::shared_ptr<const void> columns;  // the arrays; freed under the GIL

  [[nodiscard]] const survey::Design& sample() const { return design.full_sample(); }
};

}  // namespace actionplan::bindings

namespace pybind11::detail {

#define ACTIONPLAN_SURVEY_WORD(Enum)                                 \
  template <>                                                        \
  struct type_caster<actionplan::survey::Enum>                       \
      : actionplan::bindings::WordCaster<actionplan::survey::Enum> { \
    static constexpr auto name = io_name(#Enum " | str", #Enum);     \
  }
ACTIONPLAN_SURVEY_WORD(ReplicateMethod);
ACTIONPLAN_SURVEY_WORD(Bootstrap);
ACTIONPLAN_SURVEY_WORD(CalibrationFunction);
ACTIONPLAN_SURVEY_WORD(RakeResiduals);
ACTIONPLAN_SURVEY_WORD(Family);
ACTIONPLAN_SURVEY_WORD(Link);
ACTIONPLAN_SURVEY_WORD(Alternative);
ACTIONPLAN_SURVEY_WORD(QuantileError);
ACTIONPLAN_SURVEY_WORD(EmptyReplicates);
ACTIONPLAN_SURVEY_WORD(IndependenceStatistic);
ACTIONPLAN_SURVEY_WORD(PpsJoint);
ACTIONPLAN_SURVEY_WORD(PpsVariance);
#undef ACTIONPLAN_SURVEY_WORD

}  // namespace pybind11::detail
