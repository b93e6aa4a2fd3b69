// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evaluate/unknown_ids.hpp>
#include <actionplan/read/evidence_csv.hpp>

#include "written_number.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

// What can stand in a column: of one that is known one of the three is there.
struct EvidenceColumn {
  void (*set)(Entry&, std::string_view) = nullptr;
  std::optional<double> Entry::*number = nullptr;
  std::optional<std::int64_t> Entry::*count = nullptr;
  bool is_label = false;    // an id or a name
  bool is_answer = false;   // a row without any is blank
  bool is_in_unit = false;  // a number that may have a percent sign
  bool is_period = false;
};

// Turns a table's rows of cells into entries, one by one: every kind of table of evidence ends here.
class EvidenceRowReader {
 public:
  // @param out  borrowed; what is found is added to it
  // @throws InvalidArgument when `options` are no such
  EvidenceRowReader(std::optional<Date> recorded_on, const EvidenceTableOptions& options,
                    EvidenceRows& out);

  // @throws ParseError when it names no column that is known; InvalidArgument when a column that is
  //         to be renamed is not there
  void read_header(const Row& header);
  void read_row(const Row& row);

  // Looks at a row, before any is read, for what tells how its numbers are written.
  // @return false where there is nothing more to be told
  bool look_at_numbers(const Row& row);

  // Names values that were read whose unit cannot be told, where the plan is given.
  void end();

  // Is the column one of ids or names, which are texts?
  [[nodiscard]] bool holds_labels(std::size_t column) const;

  // Is the column one of numbers?
  [[nodiscard]] bool holds_numbers(std::size_t column) const;

  // A cell that could not even be made a text.
  void report_cell(Place place, std::string message);

 private:
  // What stands in one column of the table.
  struct Column : EvidenceColumn {
    std::string name;
    std::string dimension;  // of a column `dimension:NAME`
  };

  // Of an indicator, its values in percent.
  struct Shares {
    std::size_t count = 0;
    std::size_t first = 0;  // position in the entries
    bool are_all = true;    // between 0 and 1, without a sign
  };

  void add_column(const Cell& cell);
  void report(const char* code, Place place, std::string message);
  void report_no_answers(const Row& row);
  void check_replaced();
  void count_share(const Entry& entry);
  void check_shares();
  void add_found(std::vector<Problem> found);
  void add_maybe_shares(std::vector<Problem> found);
  [[nodiscard]] bool is_blank(const Row& row) const;
  bool report_lost(const Row& row);
  [[nodiscard]] std::string period_text(const std::string& text) const;
  [[nodiscard]] bool is_missing(std::string_view text) const;
  [[nodiscard]] Place place_of(const Row& row, std::string_view field) const;
  bool read_percent(const Row& row, Entry& entry);
  void read_number(const Column& column, const Cell& cell, std::string_view text, Entry& entry);
  void read_cell(const Column& column, const Cell& cell, Entry& entry);
  void complete(Entry& entry) const;

  std::optional<Date> recorded_on_;
  NumberMarks marks_;
  std::optional<LetterT> letter_t_;
  std::set<std::string, std::less<>> missing_;
  std::map<std::string, std::string> renamed_;  // those not met yet
  std::optional<PlanHistory> history_;
  std::optional<IdCheck> ids_;
  EvidenceRows& out_;
  std::vector<Column> columns_;
  std::map<IndicatorId, Shares> shares_;
  bool knows_any_ = false;
  bool has_kind_ = false;
  int percents_ = 0;  // of a row's value and standard error, those with a percent sign
  int numbers_ = 0;
  std::vector<Problem> rounded_;  // of a row, which stands
};

}  // namespace actionplan::detail
