// SPDX-License-Identifier: Apache-2.0
#include "measure_key.hpp"
#include "register.hpp"
#include "values.hpp"

namespace actionplan::bindings {
namespace {

py::dict to_dict(const std::array<std::size_t, enum_count<Completion>>& counts) {
  py::dict out;
  for (std::size_t i = 0; i < enum_count<Completion>; ++i) {
    out[py::cast(static_cast<Completion>(i))] = counts[i];
  }
  return out;
}

void add_completion(py::module_& module) {
  Class<CompletionCounts>{
      module, "CompletionCounts",
      "How far the measures came, by the indicator texts: `counts` by "
      "Completion, and how many are\n`not_gradable`; `withdrawn` where the rating that "
      "decides says so."}
      .def_property_readonly(
          "counts", [](const CompletionCounts& self) { return to_dict(self.counts); },
          "By Completion.")
      .def_property_readonly("not_gradable", field<&CompletionCounts::not_gradable>(),
                             "Measures of which no completion can be derived.")
      .def("__repr__", [](const py::object& self) {
        return show(self, {"counts", "not_gradable"});
      });
  Class<ScoreBounds>{module, "ScoreBounds",
                     "The share of the plan that was done, by declared weights: `worst` with "
                     "all that is unknown undone,\n`best` with all of it done; `unknown` "
                     "names those measures, `withdrawn` those that do not count."}
      .def_property_readonly("worst", field<&ScoreBounds::worst>(), "Unknown measures count 0.")
      .def_property_readonly("best", field<&ScoreBounds::best>(), "Unknown measures count 1.")
      .def_property_readonly("weight", field<&ScoreBounds::weight>(), "Of all measures that count.")
      .def_property_readonly("unknown", tuple_of<&ScoreBounds::unknown>(),
                             "Those that make the difference.")
      .def_property_readonly("withdrawn", tuple_of<&ScoreBounds::withdrawn>(),
                             "Left out, as dropped measures are: the rating that decides says so.")
      .def("__repr__", [](const py::object& self) {
        return show(self, {"worst", "best"});
      });
  Class<ViewComparison>{module, "ViewComparison",
                        "How implementers rate measures beside how independent raters do.\n\n"
                        "`counts[self][independent]` by Completion; `n` measures that both "
                        "rated, `shift` the mean of self minus\nindependent in steps of the "
                        "scale (None without a pair); `no_evidence` and `withdrawn` are "
                        "counted apart."}
      .def_property_readonly(
          "counts",
          [](const ViewComparison& self) {
            py::dict out;
            for (std::size_t i = 0; i < enum_count<Completion>; ++i) {
              out[py::cast(static_cast<Completion>(i))] = to_dict(self.counts[i]);
            }
            return out;
          },
          "Counts[self][independent], both by Completion.")
      .def_property_readonly("n", field<&ViewComparison::n>(),
                             "Measures that both rated on the scale.")
      .def_property_readonly("shift", field<&ViewComparison::shift>(),
                             "Mean of self - independent, in steps of the scale.")
      .def_property_readonly("only_self", tuple_of<&ViewComparison::only_self>(),
                             "Without an independent rating.")
      .def_property_readonly("only_independent", tuple_of<&ViewComparison::only_independent>(),
                             "Measures rated by independent raters alone.")
      .def_property_readonly("no_evidence", field<&ViewComparison::no_evidence>(),
                             "Measures that either rated `no_evidence`.")
      .def_property_readonly("withdrawn", field<&ViewComparison::withdrawn>(),
                             "Of the others, measures that either rated `withdrawn`.")
      .def("__repr__", [](const py::object& self) {
        return show(self, {"n", "shift", "no_evidence", "withdrawn"});
      });
}

void add_members(py::module_& module) {
  Class<MemberMatrix>{module, "MemberMatrix",
                      "Who of a collective agency reported on what: `reports[i][j]` for "
                      "`members[i]` and `periods[j]`.\n\nWithout a roster `members` is empty: "
                      "who should have reported is unknown."}
      .def_property_readonly("agency", field<&MemberMatrix::agency>(),
                             "The id of the collective agency.")
      .def_property_readonly("members", field<&MemberMatrix::members>(),
                             "By name; empty: no roster, so unknown.")
      .def_property_readonly("periods", tuple_of<&MemberMatrix::periods>(),
                             "Expected, whose period has ended.")
      .def_property_readonly("reports", field<&MemberMatrix::reports>(), "[member][period].")
      .def("__repr__", [](const py::object& self) {
        return sketch(self, {"agency", "members", "periods"});
      });
}

}  // namespace

void register_rollup(py::module_& module) {
  add_completion(module);
  add_members(module);
  module.def("count_completion", &count_completion, py::arg("assessment"),
             "How far the measures of the plan of the day came, by the indicator texts.");
  module.def("score_bounds", &score_bounds, py::arg("assessment"),
             "The share of the plan that was done, as bounds.");
  module.def("compare_views", &compare_views, py::arg("assessment"),
             "How implementers rate measures beside how independent raters do.");
  module.def(
      "member_reports",
      [](const Assessment& assessment, const std::optional<MeasureKey>& measure,
         const std::optional<MeasureId>& id) {
        return member_reports(assessment, row_of(assessment, measure, id));
      },
      py::arg("assessment"), py::arg("measure") = py::none(), py::kw_only(),
      py::arg("id") = py::none(),
      "For each collective agency of a measure whose profile declares `member_reports`: who "
      "reported on what.\n\nArgs:\n    measure: An id or a number, or a row as an int.\n    id: An "
      "id alone, "
      "in place of `measure`.\n\nRaises:\n    NotFound: no measure has it.\n    InvalidArgument: "
      "it "
      "stands for several.");
  module.def(
      "answering_for",
      [](const Assessment& assessment, const AgencyId& agency) {
        std::vector<std::pair<AgencyId, bool>> out;
        for (const Answering& answering : answering_for(assessment, agency)) {
          out.emplace_back(answering.agency, answering.is_successor);
        }
        return out;
      },
      py::arg("assessment"), py::arg("agency"),
      "Who answers for an agency's measures, as (agency, is it a successor).\n\n"
      "Raises:\n    NotFound: the plan has no such agency.");
  module.def("verification", &verification, py::arg("assessment"), py::arg("entry"),
             "What was last said, on the day of the assessment, about whether an entry holds.\n\n"
             "Raises:\n    ParseError: `entry` is no id of an entry.");
  module.def("check_appointments", &check_appointments, py::arg("assessment"),
             "`no_responsible_person`, for each agency that takes part in a measure and has no "
             "appointment.");
  module.def(
      "sample_size",
      [](double target, double true_value, double power, double alpha, double deff,
         std::optional<double> standard_deviation) {
        return sample_size({target, true_value, power, alpha, deff, standard_deviation});
      },
      py::kw_only(), py::arg("target"), py::arg("true_value"), py::arg("power") = 0.8,
      py::arg("alpha") = 0.05, py::arg("deff") = 1.0, py::arg("standard_deviation") = py::none(),
      "How many cases the next round of a survey needs to show, by the one-sided test, on which "
      "side of a target\nthe truth lies. A share between 0 and 1, or a mean with the standard "
      "deviation of one case.\n\nIt helps to plan; it mends nothing of the last round.\n\n"
      "Raises:\n    InvalidArgument: a number is out of range, or the true value is the target.");
}

}  // namespace actionplan::bindings
