// SPDX-License-Identifier: Apache-2.0
#include "names_in_records.hpp"

#include "problem_list.hpp"
#include "read/agency/assignment_text.hpp"
#include "read/layout/records.hpp"

namespace actionplan::detail {

void gather_names(const Records& records, const KnownAgencies& known, CancelPoll& poll,
                  PlanNames& names) {
  for (const Record& record : records.records) {
    for (const Field& field : record.fields) {
      if (field.column != Column::agencies || field.cell->text.empty()) continue;
      poll();
      ProblemList unused{0};
      const AssignmentContext context{{}, known, field.role, records.has_text_places};
      for (const NamedAgency& named : read_assignments(*field.cell, context, unused)) {
        names.add(named.name);
      }
    }
  }
}

}  // namespace actionplan::detail
