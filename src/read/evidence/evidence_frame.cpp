// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/evidence_frame.hpp>

#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>

#include "evidence_rows.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace actionplan {
namespace {

std::uint32_t counted(std::size_t position) { return static_cast<std::uint32_t>(position + 1); }

// Names of columns stand above the first row.
Row header_of(const Frame& frame) {
  Row header(frame.columns().size());
  for (std::size_t i = 0; i < header.size(); ++i) {
    header[i].text = frame.columns()[i].name();
    header[i].place = Place{0, counted(i)};
  }
  return header;
}

// Also one that cannot be read as a text.
bool has_value(const FrameColumn& column, std::size_t at) {
  try {
    return column.text(at).has_value();
  } catch (const InvalidArgument&) {
    return true;
  }
}

// Decimal numbers without decimals: what becomes of whole ones where some are absent. A column that
// cannot be read is not known to be one.
bool holds_whole_numbers(const FrameColumn& column) {
  try {
    const Doubles found = column.doubles();
    const std::span<const double> numbers = found.span();
    return std::all_of(numbers.begin(), numbers.end(), [](double number) {
      return std::isnan(number) || number == std::trunc(number);
    });
  } catch (const InvalidArgument&) {
    return false;
  }
}

std::string kept_as(const FrameColumn& column) {
  if (column.type() != ColumnType::real)
    return "days, which a spreadsheet makes of labels such as 2.3";
  return holds_whole_numbers(column)
             ? "decimal numbers, as tables hold whole ones where some are absent"
             : "decimal numbers, of which 1.1 and 1.10 are one";
}

// Is every column of ids one of texts or whole numbers? 1.1 and 1.10 are one number, and a spreadsheet
// makes a day of 2.3.
bool check_ids(const Frame& frame, detail::EvidenceRowReader& reader) {
  bool is_fit = true;
  for (std::size_t i = 0; i < frame.columns().size(); ++i) {
    const FrameColumn& column = frame.columns()[i];
    const ColumnType type = column.type();
    if (!reader.holds_labels(i) || (type != ColumnType::real && type != ColumnType::date)) continue;
    bool has_any = false;
    for (std::size_t at = 0; at < frame.rows() && !has_any; ++at) has_any = has_value(column, at);
    if (!has_any) continue;
    is_fit = false;
    reader.report_cell({0, counted(i)},
                       "Column \"" + column.name() + "\" holds " + kept_as(column) +
                           "; give ids as texts, as by dtype=str where the table is read.");
  }
  return is_fit;
}

// What numbers that are stored as such look like tells nothing of those that are written as texts.
void look_at_numbers(const Frame& frame, detail::EvidenceRowReader& reader) {
  Row row(frame.columns().size());
  std::vector<std::size_t> written;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const ColumnType type = frame.columns()[i].type();
    const bool is_stored = type == ColumnType::real || type == ColumnType::integer;
    if (reader.holds_numbers(i) && !is_stored) written.push_back(i);
  }
  if (written.empty()) return;
  for (std::size_t at = 0; at < frame.rows(); ++at) {
    for (const std::size_t i : written) {
      row[i].text.clear();
      try {
        if (const auto text = frame.columns()[i].text(at)) row[i].text = *text;
      } catch (const InvalidArgument&) {
        continue;  // it is named where the row is read
      }
    }
    if (!reader.look_at_numbers(row)) return;
  }
}

}  // namespace

EvidenceRows read_evidence_frame(const Frame& frame, std::optional<Date> recorded_on,
                                 const Cancel& cancel, const EvidenceTableOptions& options) {
  if (frame.rows() >= UINT32_MAX) {
    throw InvalidArgument("The table of evidence has too many rows; give it in parts.");
  }
  EvidenceRows out;
  detail::EvidenceRowReader reader{recorded_on, options, out};
  reader.read_header(header_of(frame));
  if (!check_ids(frame, reader)) return out;
  look_at_numbers(frame, reader);
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
        if (column.type() == ColumnType::real && reader.holds_numbers(i)) {
          row[i].text = detail::stored_number(row[i].text);
        }
      } catch (const InvalidArgument& error) {
        reader.report_cell(row[i].place, error.what());
      }
    }
    if (out.problems.size() == before) reader.read_row(row);
  }
  reader.end();
  return out;
}

}  // namespace actionplan
