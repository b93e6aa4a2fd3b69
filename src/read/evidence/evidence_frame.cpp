// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/evidence_frame.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "evidence_rows.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace actionplan {
namespace {

Row header_of(const Frame& frame) {
  Row header;
  for (const FrameColumn& column : frame.columns()) header.emplace_back().text = column.name();
  return header;
}

std::uint32_t counted(std::size_t position) { return static_cast<std::uint32_t>(position + 1); }

}  // namespace

EvidenceRows read_evidence_frame(const Frame& frame, Date recorded_on, const Cancel& cancel) {
  if (frame.rows() >= UINT32_MAX) {
    throw InvalidArgument("The table of evidence has too many rows; give it in parts.");
  }
  EvidenceRows out;
  detail::EvidenceRowReader reader{recorded_on, out};
  reader.read_header(header_of(frame));
  Row row(frame.columns().size());
  CancelPoll poll{cancel};
  for (std::size_t at = 0; at < frame.rows(); ++at) {
    poll();
    const std::size_t before = out.problems.size();
    for (std::size_t i = 0; i < row.size(); ++i) {
      const FrameColumn& column = frame.columns()[i];
      row[i].text.clear();
      row[i].place = Place{counted(at), counted(i)};
      try {
        if (const auto text = column.text(at)) row[i].text = text::trim(*text);
      } catch (const InvalidArgument& error) {
        reader.report_cell(row[i].place, error.what());
      }
    }
    if (out.problems.size() == before) reader.read_row(row);
  }
  return out;
}

}  // namespace actionplan
