// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "applied_mapping.hpp"
#include "cell_parts.hpp"
#include "header_rows.hpp"
#include "read/account.hpp"
#include "read/problem_list.hpp"
#include "records.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// Reads measures that have a card each: labels and what stands beside them, in a table of two columns
/// or in paragraphs such as "Deadline: March 2024". A table of milestones within a card holds its
/// measures, and the card is what they stand under.
class CardLayout {
 public:
  /// All of it is borrowed and has to outlive this.
  CardLayout(Records& out, Account& account, ProblemList& problems, AppliedMapping& mapping)
      : out_{out}, account_{account}, problems_{problems}, mapping_{mapping} {}

  /// Is the table a card? Labels in its first column name a title or more, and a deadline or a body.
  [[nodiscard]] static bool is_card(const std::vector<RowView>& rows,
                                    const AppliedMapping& mapping);

  /// @param has_heading does a heading above name this card alone?
  void read_table(const std::vector<RowView>& rows, bool has_heading = false);

  /// Are the table's columns cards beside each other: labels in the first, and a measure in each of
  /// those behind it?
  [[nodiscard]] static bool stand_beside(const std::vector<RowView>& rows,
                                         const AppliedMapping& mapping);

  void read_beside(const std::vector<RowView>& rows);

  /// Is a label of a title what the first block begins with, or all that it says?
  [[nodiscard]] static bool begins_with_title(std::span<const Block> blocks,
                                              const AppliedMapping& mapping);

  /// Of blocks that follow on each other, how many are one card: a heading or a labelled title, and
  /// labelled texts below it with a deadline or a body among them; 0: none begins here.
  struct Count {
    std::size_t blocks = 0;
    bool is_open = false;       ///< "Date" and "Partners" alone, as other records have, too
    bool names_bodies = false;  ///< alone below a heading: a card above a table of milestones
  };
  [[nodiscard]] static Count count_blocks(std::span<const Block> blocks,
                                          const AppliedMapping& mapping);

  /// @param texts the card's blocks as cells; the first may be a heading, which is its title.
  /// @param blocks what the texts are of, and perhaps more behind them.
  void read_texts(const std::vector<const Cell*>& texts, std::span<const Block> blocks,
                  bool begins_with_heading);

 private:
  struct Label {
    std::optional<ColumnMatch> match;
    const Cell* cell = nullptr;  // which holds it, [begin, end) in bytes
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  struct Piece {  // of a value
    const Cell* cell = nullptr;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  [[nodiscard]] static bool is_bare_label(std::span<const Block> blocks, std::size_t at,
                                          const ColumnMatch& match, const AppliedMapping& mapping);
  [[nodiscard]] bool stands_before_labels(const Cell& first, const Cell& second) const;
  void begin();
  void take(const Label& label, const Cell* value);
  void take_number(const Label& label);
  void take_days(const Label& label, const Cell* value);
  struct Days;
  void keep_earlier(const Days& earlier, const Days& in_force);
  void add_bodies(const Label& label, const Field& field);
  void finish();
  void add_money(const Label& label, const Cell& value);
  [[nodiscard]] static std::string_view text_of(const Label& label) {
    return std::string_view{label.cell->text}.substr(label.begin, label.end - label.begin);
  }
  [[nodiscard]] bool is_of_person(const Label& label) const;
  void leave_out(const Label& label, const Cell& value);
  void leave_out_line(const Cell& cell, LineSpan line);
  [[nodiscard]] const Cell* joined(const std::vector<Piece>& pieces);
  [[nodiscard]] const Cell* window(const Cell* start, const Cell* end);
  void read_milestones(const std::vector<RowView>& rows, std::size_t first, std::size_t end,
                       const HeaderRow& header);

  Records& out_;
  Account& account_;
  ProblemList& problems_;
  AppliedMapping& mapping_;
  Record card_;
  bool has_heading_ = false;
  struct Days {
    Label label;
    const Cell* value = nullptr;
    Revision revision = Revision::none;
  };
  Days start_;
  Days end_;
  Days deadline_;
  bool is_among_contacts_ = false;  // does the text above, alone in its row, say so?
  bool was_contact_ = false;        // did the label before?
  std::vector<Record> milestones_;
  std::set<std::string, std::less<>> told_;  // labels that were named as not read
};

}  // namespace actionplan::detail
