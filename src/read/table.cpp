// SPDX-License-Identifier: Apache-2.0
#include <actionplan/read/table.hpp>

#include "read/format/csv/csv.hpp"
#include "read/format/text/text.hpp"
#include "read/layout/row_breaks.hpp"

#include <iterator>
#include <utility>

namespace actionplan {
namespace {

std::vector<Row> broken(Row cells, const Cancel& cancel) {
  CancelPoll poll{cancel};
  std::vector<Row> rows;
  std::size_t next = 0;
  for (const detail::RowView row : detail::break_rows(cells, poll)) {
    poll();
    const auto begin = cells.begin() + static_cast<std::ptrdiff_t>(next);
    next += row.size();
    rows.emplace_back(std::make_move_iterator(begin),
                      std::make_move_iterator(begin + static_cast<std::ptrdiff_t>(row.size())));
  }
  return rows;
}

}  // namespace

Table table_from_text(std::string_view bytes, const ReadLimits& limits, const Cancel& cancel) {
  Document document = detail::document_from_text(bytes, limits, cancel);
  Table table;
  for (Block& block : document.blocks) {
    if (block.kind == BlockKind::table) {
      table.rows = broken(std::move(block.rows.front()), cancel);
    } else {
      Cell& line = table.preamble.emplace_back();
      line.text = std::move(block.text);
      line.place = block.place;
    }
  }
  table.problems = std::move(document.problems);
  return table;
}

Table table_from_csv(std::string_view bytes, const ReadLimits& limits, const Cancel& cancel) {
  Document document = detail::document_from_csv({{}, bytes}, limits, cancel);
  Table table;
  if (!document.blocks.empty()) table.rows = std::move(document.blocks.front().rows);
  table.problems = std::move(document.problems);
  return table;
}

}  // namespace actionplan
