// SPDX-License-Identifier: Apache-2.0
#include "names_in_records.hpp"

#include "problem_list.hpp"
#include "read/agency/assignment_text.hpp"
#include "read/layout/records.hpp"

#include <optional>
#include <set>
#include <string_view>
#include <tuple>

namespace actionplan::detail {

void gather_names(const Records& records, const KnownAgencies& known, AssignmentTexts& texts,
                  CancelPoll& poll, PlanNames& names) {
  using Seen = std::tuple<std::string_view, std::optional<Role>, std::optional<Force>>;
  std::set<Seen> seen;  // one body has many measures
  for (const Record& record : records.records) {
    for (const Field& field : record.fields) {
      if (field.column != Column::agencies || field.cell->text.empty()) continue;
      if (!seen.emplace(field.cell->text, field.role, field.force).second) continue;
      poll();
      ProblemList unused{0};
      const AssignmentContext context{{}, known, field.role, records.has_text_places, field.force};
      for (const NamedAgency& named : texts.read(*field.cell, context, unused)) {
        names.add(named.name);
      }
    }
  }
}

}  // namespace actionplan::detail
