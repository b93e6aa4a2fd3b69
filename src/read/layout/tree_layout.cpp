// SPDX-License-Identifier: Apache-2.0
#include "tree_layout.hpp"

#include <actionplan/core/text.hpp>

#include "columns.hpp"
#include "read/number.hpp"
#include "table_money.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace actionplan::detail {
namespace {

constexpr std::size_t no_level = static_cast<std::size_t>(-1);

// The label of a row, whether it is a number or begins with letters.
std::string label_of_row(const Record& record) {
  const Cell* cell = record.cell(Column::number);
  if (cell == nullptr || !has_text(*cell)) return {};
  const std::optional<Number> number = leading_number(cell->text);
  if (number && !continues_in_letters(cell->text, *number)) return number->label;
  return cell->text.size() <= longest_label ? text::collapse_spaces(cell->text) : std::string{};
}

std::string_view label_above(std::string_view label) {
  const std::size_t dot = label.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : label.substr(0, dot);
}

bool has_field(const Record& record, Column column) {
  return std::any_of(record.fields.begin(), record.fields.end(), [&](const Field& field) {
    return field.column == column && has_letters_or_digits(field.cell->text);
  });
}

bool has_day_or_body(const Record& record) {
  return has_field(record, Column::deadline) || has_field(record, Column::agencies) ||
         !record.date_marks.empty();
}

std::optional<Column> exact_column(std::string_view text) {
  const std::optional<ColumnMatch> match = match_column(text);
  const bool is_exact = match && match->share == 1.0 && !match->is_weak;
  return is_exact ? std::optional{match->column} : std::nullopt;
}

class TreeLayout {
 public:
  TreeLayout(const Document& document, Records& out, Account& account, ProblemList& problems,
             AppliedMapping& mapping)
      : document_{document}, out_{out}, account_{account}, problems_{problems}, mapping_{mapping} {}

  void nest() {
    gather();
    if (levels_.size() < 2 || !link()) return;
    for (Record& record : out_.records) source_.push_back(std::move(record));
    out_.records.clear();
    for (std::size_t i = 0; i < source_.size(); ++i) emit(i);
    drop_empty_headings();
  }

 private:
  struct Level {  // a table
    std::size_t table = 0;
    bool is_labelled = true;
    bool has_own = false;   // a row with a day or body
    bool has_more = false;  // or with an indicator
    bool is_emitted = false;
    std::size_t above = no_level;
    std::vector<std::size_t> below;
    std::vector<std::size_t> rows;                                         // records
    std::unordered_map<std::string, std::vector<std::size_t>> rows_below;  // by the label above
  };

  void gather() {
    std::unordered_map<std::size_t, std::size_t> known;
    for (std::size_t i = 0; i < out_.records.size(); ++i) {
      const Record& record = out_.records[i];
      level_of_.push_back(no_level);
      labels_.emplace_back();
      if (record.kind != RecordKind::measure || record.table == 0) continue;
      const auto at = known.emplace(record.table, levels_.size());
      if (at.second) levels_.emplace_back().table = record.table - 1;
      Level& level = levels_[at.first->second];
      level_of_.back() = at.first->second;
      labels_.back() = label_of_row(record);
      level.rows.push_back(i);
      level.is_labelled = level.is_labelled && !labels_.back().empty();
      level.has_own = level.has_own || has_day_or_body(record);
      level.has_more = level.has_more || level.has_own || has_field(record, Column::indicator);
    }
  }

  // Each level whose rows all stand below rows of one other, which has neither days nor bodies.
  bool link() {
    std::unordered_map<std::string_view, std::size_t> level_by_label;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      if (!labels_[i].empty()) level_by_label.emplace(labels_[i], level_of_[i]);
    }
    bool is_linked = false;
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      Level& level = levels_[i];
      std::size_t above = no_level;
      bool is_below = level.is_labelled;
      for (const std::size_t row : level.rows) {
        const auto found = level_by_label.find(label_above(labels_[row]));
        is_below = is_below && found != level_by_label.end() &&
                   (above == no_level || above == found->second);
        if (!is_below) break;
        above = found->second;
      }
      if (!is_below || above == i || levels_[above].has_own) continue;
      level.above = above;
      levels_[above].below.push_back(i);
      for (const std::size_t row : level.rows) {
        level.rows_below[std::string{label_above(labels_[row])}].push_back(row);
      }
      is_linked = true;
    }
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      const Level* level = level_of_[i] == no_level ? nullptr : &levels_[level_of_[i]];
      const bool is_of_tree =
          level != nullptr && (level->above != no_level || !level->below.empty());
      if (is_of_tree && !labels_[i].empty()) known_labels_.insert(labels_[i]);
    }
    return is_linked;
  }

  [[nodiscard]] bool holds_indicators(std::size_t level) const {
    const std::size_t table = levels_[level].table;
    if (table != 0) mapping_.note_label(document_.blocks[table - 1].text);
    return levels_[level].below.empty() && levels_[level].above != no_level &&
           name_of_table(document_, levels_[level].table, mapping_) == Column::indicator;
  }

  void emit(std::size_t at) {
    const std::size_t level = level_of_[at];
    if (level == no_level) return names_row(source_[at]) ? leave_out_example(at) : keep(at);
    const bool is_apart = levels_[level].above == no_level && levels_[level].below.empty();
    if (is_apart) return levels_[level].has_more ? keep(at) : leave_out(at);
    if (levels_[level].above != no_level || levels_[level].is_emitted) return;  // with those above
    levels_[level].is_emitted = true;
    for (const std::size_t row : levels_[level].rows) emit_row(row);
    add_table();
  }

  // "commitment: C01": it speaks of a row of the tree, and promises nothing.
  [[nodiscard]] bool names_row(const Record& record) const {
    const Cell* title = record.kind == RecordKind::measure ? record.cell(Column::title) : nullptr;
    return title != nullptr && known_labels_.count(text::collapse_spaces(title->text)) != 0;
  }

  void leave_out_example(std::size_t at) {
    name_beside(source_[at]);
    for (const Field& field : source_[at].fields) {
      account_.claim(*field.cell, TextUse::named, "table_left_out");
    }
    problems_.add({"table_left_out",
                   Severity::info,
                   source_[at].first->place,
                   "What is said of " + shown(source_[at].cell(Column::title)->text) +
                       " names a row of the plan, is no measure of its own, and was left out.",
                   {}});
  }

  void keep(std::size_t at) { out_.records.push_back(std::move(source_[at])); }

  // Of a row that becomes no measure.
  void name_beside(const Record& row) {
    name_money(row, account_);
    for (const BesideText& beside : row.beside) {
      account_.claim(*beside.cell, TextUse::named, "column_ignored");
    }
  }

  void add_table() {
    Record record;
    record.kind = RecordKind::table;
    out_.records.push_back(std::move(record));
  }

  // The labels of each level are longer than those of the one above it, so that this ends.
  void emit_row(std::size_t at) {
    const Level& level = levels_[level_of_[at]];
    std::vector<std::size_t> rows;
    for (const std::size_t below : level.below) {
      const auto found = levels_[below].rows_below.find(labels_[at]);
      if (found == levels_[below].rows_below.end()) continue;
      const std::vector<std::size_t> taken = std::exchange(found->second, {});  // once
      if (holds_indicators(below)) {
        for (const std::size_t row : taken) take_indicator(source_[at], source_[row]);
      } else {
        rows.insert(rows.end(), taken.begin(), taken.end());
      }
    }
    if (rows.empty()) {
      if (level.above == no_level) add_table();
      return keep(at);
    }
    add_section(source_[at]);
    for (const std::size_t row : rows) {
      source_[row].take_contacts(source_[at]);
      emit_row(row);
    }
  }

  void add_section(const Record& row) {
    Record record;
    record.kind = RecordKind::section;
    record.is_in_table = true;
    for (const Column column : {Column::number, Column::title}) {
      const Cell* cell = row.cell(column);
      if (cell != nullptr && has_text(*cell)) record.cells.push_back(cell);
    }
    record.first = record.cells.front();
    out_.records.push_back(std::move(record));
    name_beside(row);
    for (const Field& field : row.fields) {
      if (field.column == Column::number || field.column == Column::title) continue;
      if (!has_text(*field.cell)) continue;
      account_.claim(*field.cell, TextUse::named, "parent_field");
      problems_.add({"parent_field",
                     Severity::info,
                     field.cell->place,
                     "The text " + shown(field.cell->text) +
                         " is said of several measures together and was left out; theirs are read.",
                     {}});
    }
  }

  // A row of indicators gives the measure its text, its day and its bodies, each of them once.
  void take_indicator(Record& measure, const Record& row) {
    measure.has_separate_indicators = true;
    measure.beside.insert(measure.beside.end(), row.beside.begin(), row.beside.end());
    measure.money.insert(measure.money.end(), row.money.begin(), row.money.end());
    measure.contacts.insert(measure.contacts.end(), row.contacts.begin(), row.contacts.end());
    for (const Field& field : row.fields) {
      if (!has_text(*field.cell)) continue;
      Field taken = field;
      if (field.column == Column::number) {
        account_.claim(*field.cell, TextUse::number, {});
        continue;
      }
      const bool is_of_several =
          field.column == Column::deadline || field.column == Column::agencies;
      if (field.column == Column::title) taken.column = Column::indicator;
      const bool is_again =
          is_of_several &&
          std::any_of(measure.fields.begin(), measure.fields.end(), [&](const Field& known) {
            return known.column == field.column && known.role == field.role &&
                   known.force == field.force && known.cell->text == field.cell->text;
          });
      if (is_again) {
        account_.claim(*field.cell,
                       field.column == Column::deadline ? TextUse::deadline : TextUse::agencies);
        continue;
      }
      measure.fields.push_back(taken);
    }
    if (measure.deadline_header == nullptr) measure.deadline_header = row.deadline_header;
  }

  void leave_out(std::size_t at) {
    Level& level = levels_[level_of_[at]];
    name_beside(source_[at]);
    for (const Field& field : source_[at].fields) {
      account_.claim(*field.cell, TextUse::named, "table_left_out");
    }
    if (level.is_emitted) return;
    level.is_emitted = true;
    problems_.add({"table_left_out",
                   Severity::info,
                   source_[at].first->place,
                   "The table that begins with " + shown(source_[at].first->text) +
                       " is numbered neither below nor above others, has neither days nor bodies, "
                       "and was left out of the plan.",
                   {}});
  }

  // Keys that stood above tables, and now above nothing.
  void drop_empty_headings() {
    std::vector<Record>& records = out_.records;
    std::vector<bool> is_empty(records.size(), false);
    std::uint8_t highest = 255;  // of the headings above measures that follow, the lowest level
    for (std::size_t i = records.size(); i-- > 0;) {
      const Record& record = records[i];
      if (record.kind == RecordKind::measure) highest = 255;
      has_below_ = has_below_ || record.kind == RecordKind::measure;
      const bool is_heading = record.kind == RecordKind::section && record.level != 0 &&
                              !record.is_in_table && !record.is_column;
      if (!is_heading) continue;
      const bool stands_above = has_below_ && record.level < highest;
      is_empty[i] = !stands_above;
      if (stands_above) highest = record.level;
    }
    std::size_t at = 0;
    for (const Record& record : records) {
      if (is_empty[at++]) account_.claim(*record.first, TextUse::column);
    }
    at = 0;
    records.erase(std::remove_if(records.begin(), records.end(),
                                 [&](const Record&) { return is_empty[at++]; }),
                  records.end());
    drop_common_headings();
  }

  // Keys that stand above all measures tell none of them apart.
  void drop_common_headings() {
    std::vector<Record>& records = out_.records;
    const auto is_heading = [](const Record& record) {
      return record.kind == RecordKind::section && record.level != 0 && !record.is_in_table &&
             !record.is_column;
    };
    for (;;) {
      const auto first = std::find_if(records.begin(), records.end(), [&](const Record& record) {
        return record.kind == RecordKind::measure || is_heading(record);
      });
      if (first == records.end() || !is_heading(*first)) return;
      const bool is_one_of_several = std::any_of(
          first + 1, records.end(),
          [&](const Record& record) { return is_heading(record) && record.level <= first->level; });
      if (is_one_of_several) return;
      account_.claim(*first->first, TextUse::column);
      records.erase(first);
    }
  }

  const Document& document_;
  Records& out_;
  Account& account_;
  ProblemList& problems_;
  AppliedMapping& mapping_;
  std::vector<Level> levels_;
  std::vector<std::size_t> level_of_;  // of each record
  std::vector<std::string> labels_;    // likewise
  std::unordered_set<std::string> known_labels_;
  std::vector<Record> source_;
  bool has_below_ = false;
};

}  // namespace

std::optional<Column> name_of_table(const Document& document, std::size_t table,
                                    const AppliedMapping& mapping) {
  constexpr std::size_t farthest = 64;
  const std::vector<Block>& blocks = document.blocks;
  if (table == 0 || blocks[table - 1].kind != BlockKind::heading) return std::nullopt;
  const Block& heading = blocks[table - 1];
  if (const auto told = mapping.find_label(heading.text)) return told->column;
  if (const auto column = exact_column(heading.text)) return column;
  for (std::size_t i = table - 1; i-- > 0 && table - i < farthest;) {
    const bool is_nested =
        i > 0 && blocks[i - 1].kind == BlockKind::heading && blocks[i - 1].level >= heading.level;
    if (blocks[i].kind != BlockKind::table || is_nested) continue;
    for (const Row& row : blocks[i].rows) {
      if (row.size() != 2) return std::nullopt;
      if (const auto column = exact_column(row[1].text)) return column;
    }
    return std::nullopt;
  }
  return std::nullopt;
}

void nest_tables(const Document& document, Records& out, Account& account, ProblemList& problems,
                 AppliedMapping& mapping) {
  TreeLayout{document, out, account, problems, mapping}.nest();
}

}  // namespace actionplan::detail
