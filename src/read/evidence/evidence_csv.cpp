// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/evidence_csv.hpp>

#include <actionplan/core/error.hpp>

#include "core/internal/excerpt.hpp"
#include "evidence_rows.hpp"
#include "read/format/csv/csv.hpp"
#include "read/format/source_options.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace actionplan {
namespace {

// Read in a code page, every letter beyond ASCII of such a file would be another.
void refuse_wrong_encoding(const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) {
    if (problem.code != "encoding_doubtful") continue;
    throw ParseError(
        "The table of evidence was said to be in a code page, and its characters are those of "
        "UTF-8 "
        "throughout; give the encoding utf-8, or none.");
  }
}

void refuse_lost(const Row& header) {
  for (const Cell& cell : header) {
    if (cell.text.find("\uFFFD") == std::string::npos) continue;
    throw ParseError("The name of the column \"" + detail::excerpt(cell.text) +
                         "\" holds bytes that are no text in the encoding it was read in; save the "
                         "file as UTF-8, or give its encoding.",
                     cell.place);
  }
}

// What is said of a row that is left out need not be said of its bytes.
void drop_said_twice(std::vector<Problem>& problems) {
  std::set<std::uint32_t> lines;
  for (const Problem& problem : problems) {
    if (problem.code == "lost_character") lines.insert(problem.place.line);
  }
  const auto is_said = [&](const Problem& problem) {
    return (problem.code == "invalid_utf8" || problem.code == "nul_byte") &&
           lines.count(problem.place.line) != 0;
  };
  problems.erase(std::remove_if(problems.begin(), problems.end(), is_said), problems.end());
}

}  // namespace

EvidenceRows read_evidence_csv(std::string_view bytes, std::optional<Date> recorded_on,
                               const ReadLimits& limits, const Cancel& cancel,
                               const EvidenceTableOptions& options) {
  const DocumentSource source{{}, bytes, {}, options.encoding};
  detail::check_source_options(source);
  Document document = detail::document_from_csv(source, limits, cancel);
  Table table;
  if (!document.blocks.empty()) table.rows = std::move(document.blocks.front().rows);
  EvidenceRows out;
  out.problems = std::move(document.problems);
  refuse_wrong_encoding(out.problems);
  if (table.rows.empty()) {
    throw ParseError("The table of evidence has no header; begin with a line of column names.");
  }
  detail::EvidenceRowReader reader{recorded_on, options, out};
  refuse_lost(table.rows.front());
  reader.read_header(table.rows.front());
  for (std::size_t i = 1; i < table.rows.size() && reader.look_at_numbers(table.rows[i]); ++i) {
  }
  CancelPoll poll{cancel};
  for (std::size_t i = 1; i < table.rows.size(); ++i) {
    poll();
    reader.read_row(table.rows[i]);
  }
  reader.end();
  drop_said_twice(out.problems);
  return out;
}

}  // namespace actionplan
