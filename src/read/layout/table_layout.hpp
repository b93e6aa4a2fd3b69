// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>

#include "applied_mapping.hpp"
#include "as_above.hpp"
#include "header_rows.hpp"
#include "read/account.hpp"
#include "read/problem_list.hpp"
#include "records.hpp"
#include "row_breaks.hpp"
#include "row_kind.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace actionplan::detail {

/// Reads tables that have a measure a row: the header says by its words what the columns hold, and
/// the rows below are headings, measures and what goes on with the measure above.
class TableLayout {
 public:
  /// Asked after each row for the cells of it within which blocks stand.
  using ReadInner = std::function<void(const Cell& cell)>;

  /// All of it is borrowed and has to outlive this.
  TableLayout(Records& out, Account& account, ProblemList& problems, CancelPoll& poll,
              AppliedMapping& mapping)
      : out_{out},
        account_{account},
        problems_{problems},
        poll_{poll},
        mapping_{mapping},
        above_agencies_{account, problems} {}

  /// Reads a table below its header. What stands above speaks of the plan as a whole where
  /// `is_first`, the first of the plan; otherwise it is headings.
  /// @param above  the line before the table; where it says the unit of amounts, it counts.
  void read(const std::vector<RowView>& rows, const HeaderRow& found, bool is_first,
            std::string_view above, const ReadInner& inner);

  /// Reads a table without header as if it went on with the one read last.
  void read_further(const std::vector<RowView>& rows, const ReadInner& inner);

  /// The record of the measure that the row just read is, or goes on with; none after a heading.
  [[nodiscard]] std::optional<std::size_t> last_measure() const noexcept { return last_measure_; }

  /// Columns of the table read last; 0: none was.
  [[nodiscard]] std::size_t width() const noexcept { return header_.width; }

  /// The mapping by which the table read last would be read as it was, but for which table it is.
  [[nodiscard]] const TableMapping& as_read() const noexcept { return as_read_; }

  /// Did columns of the table read last name sections?
  [[nodiscard]] bool has_section_columns() const noexcept { return !header_.sections.empty(); }

 private:
  struct Above {  // what reaches down in a column from a row above
    const Cell* cell = nullptr;
    std::size_t until = 0;  // the row after its last
  };

  void read_before(const std::vector<RowView>& rows, std::size_t header, bool is_first);
  void take_header(const std::vector<RowView>& rows, const HeaderRow& found);
  [[nodiscard]] bool take_other_header(const std::vector<RowView>& rows, std::size_t at);
  void note_as_read(const HeaderRow& found);
  void report_columns(const HeaderRow& found);
  void report_column(const Cell& cell, std::size_t at);
  void report_periods(PeriodUse periods);
  void find_date_columns(const std::vector<RowView>& rows, const HeaderRow& found);
  void read_rows(const std::vector<RowView>& rows, std::size_t first, const ReadInner& inner);
  void read_row(RowView row, RowKind kind);
  void note_merges(RowView row, std::size_t position);
  void add_section(RowView row);
  void enter_sections(RowView row);
  void add_measure(RowView row);
  void add_measures_of_lists(const Record& record);
  void drop_number_above(Record& record);
  void part_who_and_when(Record& record);
  void take_role(RowView row, Field& field);
  [[nodiscard]] bool has_days_of_several() const;
  void part_persons_and_days(Record& record, const Cell& cell);
  void continue_measure(RowView row);
  static void add_field(Record& record, Column column, const Cell* cell);
  void add_deadline(Record& record, RowView row);
  [[nodiscard]] const Cell* marked_deadline(RowView row);
  [[nodiscard]] const Cell* days_in_force(RowView row, Column column,
                                          std::optional<std::size_t> at);
  void keep_leftovers(RowView row, Record& record);
  void keep_contacts(RowView row, Record& record);
  void add_bodies(Record& record, const Field& field, const Cell& header, AskedFor asked);
  [[nodiscard]] bool add_persons(RowView row);
  void note_unit(const std::vector<RowView>& rows, std::size_t header, std::string_view above);
  void take_money_headers(const HeaderRow& found);
  void give_unit_to_totals();
  void keep_money(RowView row, Record& record);
  void add_total(RowView row);
  [[nodiscard]] std::vector<MoneyCell> money_of_line(const Record& record, std::size_t line,
                                                     std::size_t lines);
  void name_shared(const Cell& cell);
  void leave_out(RowView row, const char* code);
  void leave_out_footnote(RowView row);
  void report(const char* code, Severity severity, Place place, std::string message);
  [[nodiscard]] bool continues(RowView row) const;
  [[nodiscard]] const Cell* cell_at(RowView row, std::size_t column) const;

  Records& out_;
  Account& account_;
  ProblemList& problems_;
  CancelPoll& poll_;
  AppliedMapping& mapping_;
  TableMapping as_read_;
  Header header_;
  RowView header_row_;
  std::vector<std::string> section_texts_;  // of the columns of sections, in the row before
  std::vector<std::size_t> date_columns_;
  const Cell* role_ = nullptr;                     // of the row, where it was read
  std::vector<const Cell*> earlier_days_;          // of the row, that count
  std::vector<const MoneyHeader*> money_headers_;  // of the columns of money, in their order
  std::string unit_note_;                          // of the table
  std::vector<bool>
      is_reported_;  // of columns without a name: was it reported that they hold text?
  std::vector<Above> above_;
  AsAbove above_agencies_;
  std::size_t position_ = 0;                 // of the row that is read
  std::optional<std::size_t> last_measure_;  // the record that a row may go on with
};

}  // namespace actionplan::detail
