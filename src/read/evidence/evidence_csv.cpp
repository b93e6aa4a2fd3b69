// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/evidence_csv.hpp>

#include <actionplan/core/error.hpp>

#include "evidence_rows.hpp"

#include <utility>

namespace actionplan {

EvidenceRows read_evidence_csv(std::string_view bytes, std::optional<Date> recorded_on,
                               const ReadLimits& limits, const Cancel& cancel,
                               const EvidenceTableOptions& options) {
  Table table = table_from_csv(bytes, limits, cancel);
  EvidenceRows out;
  out.problems = std::move(table.problems);
  if (table.rows.empty()) {
    throw ParseError("The table of evidence has no header; begin with a line of column names.");
  }
  detail::EvidenceRowReader reader{recorded_on, options, out};
  reader.read_header(table.rows.front());
  CancelPoll poll{cancel};
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    poll();
    reader.read_row(table.rows[i]);
  }
  reader.end();
  return out;
}

}  // namespace actionplan
