// SPDX-License-Identifier: Apache-2.0
#include "amendment.hpp"
#include "values.hpp"

#include <actionplan/plan/amend.hpp>

#include <pybind11/functional.h>

#include <utility>

namespace actionplan::bindings {
namespace {

using Release = py::call_guard<py::gil_scoped_release>;

}  // namespace

void register_amendment(py::module_& module) {
  Class<Amendment>{module, "Amendment",
                   "A later version of a plan with the ids of the earlier one, and what "
                   "became of each indicator: `kept`\n(same text), `changed` (mapped to "
                   "another text), `added`, `dropped`."}
      .def_property_readonly("plan", field<&Amendment::plan>(), "The plan of the new revision.")
      .def_property_readonly("kept", tuple_of<&Amendment::kept>(),
                             "Ids of indicators whose text is the same.")
      .def_property_readonly("changed", tuple_of<&Amendment::changed>(),
                             "Ids of indicators that were mapped to another text.")
      .def_property_readonly("added", tuple_of<&Amendment::added>(),
                             "New in the later plan, by their new ids.")
      .def_property_readonly("dropped", tuple_of<&Amendment::dropped>(),
                             "Ids of indicators that are no longer there.")
      .def_property_readonly("added_measures", tuple_of<&Amendment::added_measures>(),
                             "Ids of measures that the last revision did not have.")
      .def_property_readonly("dropped_measures", tuple_of<&Amendment::dropped_measures>(),
                             "Ids of measures that the new revision no longer has.")
      .def_property_readonly(
          "read", field<&Amendment::read>(),
          "The later version by the ids that it came with: the same in the same places.")
      .def_property_readonly("problems", tuple_of<&Amendment::problems>(),
                             "Of `Store.amend`: what the profile says in vain, as `check_profile` "
                             "says it, and of what this\nversion no longer has "
                             "(`profile_dropped_measure`, `profile_dropped_indicator`).")
      .def("carried", &Amendment::carried, Release{}, py::arg("profile"),
           "A profile made for the later version as it was read, by the ids that `plan` has. What "
           "the version read\ndoes not have keeps its id.\n\nRaises:\n    InvalidArgument: that id "
           "is one of `plan`, too.")
      .def("__repr__", [](const py::object& self) {
        return sketch(
            self, {"kept", "changed", "added", "dropped", "added_measures", "dropped_measures"});
      });
  module.def(
      "amend",
      [](const Plan& before, const Plan& after, std::map<MeasureId, MeasureId> measures,
         std::map<IndicatorId, IndicatorId> indicators, const std::vector<Revision>& revisions) {
        return amend(before, after, {std::move(measures), std::move(indicators)}, revisions);
      },
      Release{}, py::arg("before"), py::arg("after"), py::kw_only(),
      py::arg("measures") = py::dict{}, py::arg("indicators") = py::dict{},
      py::arg("revisions") = py::tuple{},
      "Carries the ids of a plan over to a later version: by the mappings, else by exact text. "
      "Nothing is\nguessed, and an id that any of the `revisions` held is given to no other."
      "\n\nRaises:\n    NotFound: a mapping names what is not there.\n    "
      "InvalidArgument: it maps two to one.");
}

}  // namespace actionplan::bindings
