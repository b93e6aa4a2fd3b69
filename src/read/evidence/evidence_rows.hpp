// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/evidence_csv.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

// Turns a table's rows of cells into entries, one by one: every kind of table of evidence ends here.
class EvidenceRowReader {
 public:
  // @param out  borrowed; what is found is added to it
  EvidenceRowReader(Date recorded_on, EvidenceRows& out) : recorded_on_{recorded_on}, out_{out} {}

  // @throws ParseError when it names no column that is known
  void read_header(const Row& header);
  void read_row(const Row& row);

  // A cell that could not even be made a text.
  void report_cell(Place place, std::string message);

 private:
  using Setter = void (*)(Entry&, std::string_view);

  // What stands in one column.
  struct Column {
    std::string name;
    Setter set = nullptr;   // null: a remark, a dimension or unknown
    std::string dimension;  // of a column `dimension:NAME`
    bool is_answer = false;
  };

  void add_column(const Cell& cell);
  void report(const char* code, Place place, std::string message);
  [[nodiscard]] bool is_blank(const Row& row) const;
  void read_cell(const Column& column, const Cell& cell, Entry& entry);
  void complete(Entry& entry) const;

  Date recorded_on_;
  EvidenceRows& out_;
  std::vector<Column> columns_;
  bool knows_any_ = false;
  bool has_kind_ = false;
};

}  // namespace actionplan::detail
