// SPDX-License-Identifier: Apache-2.0
#include "cancel.hpp"
#include "file_name.hpp"
#include "register.hpp"
#include "values.hpp"

namespace actionplan::bindings {
namespace {

using Release = py::call_guard<py::gil_scoped_release>;

void add_json_limits(py::module_& module) {
  const JsonLimits limits;
  Class<JsonLimits> type{module, "JsonLimits",
                         "Bounds for JSON input, against hostile files: bytes (256 MiB), "
                         "depth (32), values and keys in all\n(16 Mi)."};
  type.def(py::init([](std::size_t bytes, std::size_t depth, std::size_t values) {
             return JsonLimits{bytes, depth, values};
           }),
           py::arg("max_bytes") = limits.max_bytes, py::arg("max_depth") = limits.max_depth,
           py::arg("max_values") = limits.max_values)
      .def_property_readonly("max_bytes", field<&JsonLimits::max_bytes>(),
                             "256 MiB; never more than 4 GiB.")
      .def_property_readonly("max_depth", field<&JsonLimits::max_depth>(),
                             "Arrays and objects inside each other.")
      .def_property_readonly("max_values", field<&JsonLimits::max_values>(),
                             "Values and keys in all.");
  as_fields(type, {"max_bytes", "max_depth", "max_values"});
}

}  // namespace

void register_codec(py::module_& module) {
  add_json_limits(module);
  constexpr auto about_writing =
      "The library's documents as JSON text (docs/schema/): of a Plan, a Profile, an Assessment, "
      "Evidence or a list of Agency.\n\n"
      "UTF-8, two-space indent, keys in a fixed order, a newline at the end: the same value gives "
      "the same\ntext.\n\n"
      "Raises:\n    InvalidArgument: a number that is not finite.\n"
      "    Cancelled: `cancel`, asked every 10 ms, answered yes.";
  module.def(
      "to_json",
      [](const Plan& plan, const CancelArgument& cancel) { return to_json(plan, cancel.cancel); },
      Release{}, py::arg("plan"), py::kw_only(), py::arg("cancel") = py::none(), about_writing);
  module.def(
      "to_json",
      [](const Profile& profile, const CancelArgument& cancel) {
        return to_json(profile, cancel.cancel);
      },
      Release{}, py::arg("profile"), py::kw_only(), py::arg("cancel") = py::none());
  module.def(
      "to_json",
      [](const Assessment& assessment, const CancelArgument& cancel) {
        return to_json(assessment, cancel.cancel);
      },
      Release{}, py::arg("assessment"), py::kw_only(), py::arg("cancel") = py::none());
  module.def(
      "to_json",
      [](const Evidence& evidence, const CancelArgument& cancel) {
        return to_json(evidence, cancel.cancel);
      },
      Release{}, py::arg("evidence"), py::kw_only(), py::arg("cancel") = py::none());
  module.def(
      "to_json", [](const std::vector<Agency>& agencies) { return to_json(agencies); }, Release{},
      py::arg("agencies"));

  module.def(
      "problems_to_json",
      [](const std::vector<Problem>& problems) { return problems_to_json(problems); }, Release{},
      py::arg("problems"),
      "Problems, of a plan, a table of evidence, `lint` or `check_profile`, as JSON text: "
      "`actionplan/problems@1`.");
  module.def(
      "entry_to_json",
      [](const Evidence& evidence, const Text& id) { return to_json(evidence, EntryId{id.value}); },
      py::arg("evidence"), py::arg("id"),
      "One entry as JSON text: an `actionplan/evidence@1` of it alone.\n\nRaises:\n    NotFound: "
      "there is none of this id.");
  module.def(
      "explanations_to_json",
      [](const Assessment& assessment, const CancelArgument& cancel) {
        return explanations_to_json(assessment, cancel.cancel);
      },
      Release{}, py::arg("assessment"), py::kw_only(), py::arg("cancel") = py::none(),
      "The explanations of all its measures, in one JSON document.\n\nRaises:\n    Cancelled: "
      "`cancel`, asked every 10 ms, answered yes.");
  module.def(
      "plan_from_json",
      [](DocumentBytes text, const JsonLimits& limits, const CancelArgument& cancel) {
        refuse_file_name(text.bytes, "plan_from_json: text",
                         "give its text: pathlib.Path(...).read_text(encoding=\"utf-8\")");
        return plan_from_json(text.bytes, limits, cancel.cancel);
      },
      Release{}, py::arg("text"), py::arg("limits") = JsonLimits{}, py::kw_only(),
      py::arg("cancel") = py::none(),
      "A plan from the text of its JSON document, a str or bytes.\n\n"
      "`plan_from_json(text).to_json()` gives back what `to_json` wrote. Unknown keys are "
      "ignored.\n\n"
      "Raises:\n    ParseError: with its place, the path of the value and the remedy.\n"
      "    Cancelled: `cancel`, asked every 10 ms, answered yes.");
  module.def(
      "profile_from_json",
      [](DocumentBytes text, const JsonLimits& limits, const CancelArgument& cancel) {
        refuse_file_name(text.bytes, "profile_from_json: text",
                         "give its text: pathlib.Path(...).read_text(encoding=\"utf-8\")");
        return profile_from_json(text.bytes, limits, cancel.cancel);
      },
      Release{}, py::arg("text"), py::arg("limits") = JsonLimits{}, py::kw_only(),
      py::arg("cancel") = py::none(),
      "A profile from the text of its JSON document, a str or bytes.\n\n"
      "Raises:\n    ParseError: with its place, the path of the value and the remedy.\n"
      "    Cancelled: `cancel`, asked every 10 ms, answered yes.");
  module.def(
      "agencies_from_json",
      [](DocumentBytes text, const JsonLimits& limits, const CancelArgument& cancel) {
        refuse_file_name(text.bytes, "agencies_from_json: text",
                         "give its text: pathlib.Path(...).read_text(encoding=\"utf-8\")");
        return agencies_from_json(text.bytes, limits, cancel.cancel);
      },
      Release{}, py::arg("text"), py::arg("limits") = JsonLimits{}, py::kw_only(),
      py::arg("cancel") = py::none(),
      "A list of Agency from the text of its JSON document, a str or bytes.\n\n"
      "Raises:\n    ParseError: with its place, the path of the value and the remedy.\n"
      "    Cancelled: `cancel`, asked every 10 ms, answered yes.");
}

}  // namespace actionplan::bindings
