// SPDX-License-Identifier: Apache-2.0
#include "cancel.hpp"
#include "casters.hpp"
#include "register.hpp"

namespace actionplan::bindings {

void register_write(py::module_& module) {
  using Release = py::call_guard<py::gil_scoped_release>;
  module.def(
      "calendar",
      [](const Plan& plan, const CancelArgument& cancel) { return calendar(plan, cancel.cancel); },
      Release{}, py::arg("plan"), py::kw_only(), py::arg("cancel") = py::none(),
      "The plan's deadlines as iCalendar (RFC 5545), lines ending in CRLF.\n\n"
      "One all-day event for each measure with a due day, and one for each expected report "
      "that has one.\nUIDs are stable over runs and revisions.\n\nRaises:\n    Cancelled: "
      "`cancel`, asked every 10 ms, answered yes.");
  module.def(
      "to_csv",
      [](const Assessment& assessment, const CancelArgument& cancel) {
        return to_csv(assessment, cancel.cancel);
      },
      Release{}, py::arg("assessment"), py::kw_only(), py::arg("cancel") = py::none(),
      "An assessment as CSV (RFC 4180, lines end in CRLF), one line for each measure; or evidence, "
      "one line for\neach entry.\n\n"
      "A text cell that a spreadsheet would take for a formula gets an apostrophe in "
      "front.\n\nRaises:\n    Cancelled: `cancel`, asked every 10 ms, answered yes.");
  module.def(
      "to_csv",
      [](const Evidence& evidence, const CancelArgument& cancel) {
        return to_csv(evidence, cancel.cancel);
      },
      Release{}, py::arg("evidence"), py::kw_only(), py::arg("cancel") = py::none());
  module.def(
      "indicators_to_csv",
      [](const Assessment& assessment, const CancelArgument& cancel) {
        return indicators_to_csv(assessment, cancel.cancel);
      },
      Release{}, py::arg("assessment"), py::kw_only(), py::arg("cancel") = py::none(),
      "The indicators of an assessment as CSV, one line for each.\n\nRaises:\n    Cancelled: "
      "`cancel`, asked every 10 ms, answered yes.");
  module.def(
      "deadlines_to_csv",
      [](const Assessment& assessment, const CancelArgument& cancel) {
        return deadlines_to_csv(assessment, cancel.cancel);
      },
      Release{}, py::arg("assessment"), py::kw_only(), py::arg("cancel") = py::none(),
      "How the deadlines of an assessment were read, as CSV, one line for each measure: what the "
      "words leave\nopen, what is conditional, and what could not be read.\n\nRaises:\n    "
      "Cancelled: `cancel`, asked every 10 ms, answered yes.");
  module.def(
      "finance_to_csv",
      [](const Assessment& assessment, const CancelArgument& cancel) {
        return finance_to_csv(assessment, cancel.cancel);
      },
      Release{}, py::arg("assessment"), py::kw_only(), py::arg("cancel") = py::none(),
      "What the plan's document says of the measures' money, as CSV, one line for each item of "
      "`Measure.finance`,\npublished or not.\n\nRaises:\n    Cancelled: `cancel`, asked every 10 "
      "ms, answered yes.");
  module.def(
      "open_data",
      [](const Assessment& assessment, const std::optional<std::vector<Explanation>>& explanations,
         const CancelArgument& cancel) {
        std::vector<DataFile> files;
        {
          py::gil_scoped_release release;
          files = explanations ? open_data(assessment, *explanations, cancel.cancel)
                               : open_data(assessment, cancel.cancel);
        }
        py::dict by_path;
        for (const DataFile& file : files) by_path[py::str(file.path)] = py::bytes(file.content);
        return by_path;
      },
      py::arg("assessment"), py::kw_only(), py::arg("explanations") = py::none(),
      py::arg("cancel") = py::none(),
      "An assessment and what it stands on as files, by their paths: plan, profile, assessment and "
      "evidence as\nJSON, tables as CSV, `deadlines.ics`, and `datapackage.json`, which says what "
      "each column holds. No\npersonal data. The same assessment gives the same "
      "bytes.\n\nArgs:\n    explanations: What `explain_all` gave, so that nothing is derived "
      "again.\n\nRaises:\n    InvalidArgument: they are not one for each row.\n    Cancelled: "
      "`cancel`, asked every 10 ms, answered yes.");
  module.def(
      "evidence_template",
      [](const PlanHistory& plan, const AgencyId& agency, const PeriodOrText& period,
         const std::optional<Profile>& profile) {
        if (!profile) return evidence_template(plan, agency, period.value);
        const std::vector<Revision>& revisions = plan.revisions();
        if (revisions.size() > 1 || revisions.front().profile != Profile{}) {
          throw InvalidArgument(
              "evidence_template: a PlanHistory has profiles of its own; leave `profile` out, or "
              "give it with a Plan.");
        }
        return evidence_template(revisions.front().plan, *profile, agency, period.value);
      },
      py::arg("plan"), py::kw_only(), py::arg("agency"), py::arg("period"),
      py::arg("profile") = py::none(),
      "A blank form for an agency to report on a period, as CSV that `evidence_from_csv` takes "
      "back: one row\nfor each expected report whose period lies in that period, else for each "
      "indicator, of every measure in\nwhich the agency takes part.\n\n"
      "Args:\n    plan: A Plan, or a PlanHistory, of which the last revision is asked: what ended "
      "before the first plan\n        that has a measure was adopted is left out.\n"
      "    profile: How a Plan is measured; a PlanHistory has its own.\n\n"
      "Raises:\n    NotFound: the plan has no such agency.\n    InvalidArgument: a history and a "
      "profile.");
}

}  // namespace actionplan::bindings
