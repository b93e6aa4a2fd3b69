// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/place.hpp>
#include <actionplan/read/read_mapping.hpp>

#include "read/agency/known_agencies.hpp"
#include "read/once.hpp"
#include "read/problem_list.hpp"
#include "read/words/column_words.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace actionplan::detail {

/// What a mapping makes of a column.
struct MappedColumn {
  ColumnMatch match;      ///< certain
  std::size_t order = 0;  ///< among the columns that the mapping names
};

/// What a column that holds this names.
[[nodiscard]] ColumnMatch match_of(ColumnUse use);

/// What a column of a plan holds, in the words of a mapping.
[[nodiscard]] ColumnUse use_of(Column column, std::optional<Role> role, std::optional<Force> force,
                               bool is_published = false);

/// A mapping as it is applied to one document: says what holds where, and keeps account of what has
/// fitted something. Of an empty one each question is answered at once.
class AppliedMapping {
 public:
  /// Knows nothing.
  AppliedMapping() = default;
  /// Without a mapping. @param known agencies, borrowed
  explicit AppliedMapping(const KnownAgencies& known) : known_{&known} {}
  /// @param mapping borrowed; it has to outlive this.
  /// @param parts of the document.
  AppliedMapping(const ReadMapping& mapping, const std::vector<std::string>& parts,
                 const KnownAgencies& known);

  [[nodiscard]] const ReadMapping& mapping() const noexcept { return *mapping_; }
  [[nodiscard]] bool is_empty() const noexcept { return mapping_ == nullptr; }

  /// Is this part of the document to be read?
  [[nodiscard]] bool reads(std::uint32_t part);

  /// What is said of a table, or null. @param begins its first text.
  [[nodiscard]] const TableMapping* find_table(std::size_t number, std::uint32_t part,
                                               std::string_view begins);

  /// What is said of a column. Keeps no account, since it may be no header.
  /// @param texts of its header, the outermost first.
  /// @param table null: nothing but headers of every table.
  [[nodiscard]] std::optional<MappedColumn> find_column(
      const TableMapping* table, std::size_t position, const std::vector<std::string>& texts) const;

  /// Keeps account of the columns of a header that is read.
  void note_columns(const TableMapping* table,
                    const std::vector<std::vector<std::string>>& columns);

  /// What a label or key names, without its colon, or nothing.
  [[nodiscard]] std::optional<ColumnMatch> find_label(std::string_view label) const;
  void note_label(std::string_view label);

  /// What labels of the document were found to name, kept for `match_label`.
  [[nodiscard]] Once<std::optional<ColumnMatch>>& labels_met() const noexcept {
    return labels_met_;
  }

  /// The text to be read in place of a cell or block, or null. Another text there than the mapping
  /// expects is not corrected, and is named in the end.
  [[nodiscard]] bool corrects_places() const noexcept { return !by_place_.empty(); }
  [[nodiscard]] const CellCorrection* correct(Place place, std::string_view text);

  /// The same of a field of a measure; `text` is empty where it has none.
  [[nodiscard]] bool corrects_fields() const noexcept {
    return !by_measure_.empty() || !by_text_.empty();
  }
  [[nodiscard]] const CellCorrection* correct(std::string_view measure, ColumnUse field,
                                              std::string_view text);
  /// The corrections of a measure that have not been used yet, each of a field that it lacks.
  [[nodiscard]] std::vector<const CellCorrection*> further(std::string_view measure);

  /// What is said of an agency of a measure, or null.
  [[nodiscard]] const AgencyMapping* find_agency(std::string_view measure, std::string_view name);

  /// Is it an agency by the mapping, or by those that the caller knows? Then it is no person.
  [[nodiscard]] bool is_body(std::string_view name) const;

  /// Names a header row that a table does not have.
  static void name_missing_row(const TableMapping& table, Place place, ProblemList& problems);

  /// Names what has fitted nothing.
  void name_unused(ProblemList& problems) const;

 private:
  [[nodiscard]] std::optional<std::uint32_t> part_of_name(std::string_view name) const;
  void index_cells();
  [[nodiscard]] std::size_t index_of(const TableMapping& table) const {
    return static_cast<std::size_t>(&table - mapping_->tables.data());
  }
  [[nodiscard]] const CellCorrection* take(std::size_t cell, std::string_view text);

  const ReadMapping* mapping_ = nullptr;
  const KnownAgencies* known_ = nullptr;
  std::vector<std::string> parts_;
  std::map<Place, std::vector<std::size_t>> by_place_;                    // corrections
  std::unordered_map<std::string, std::vector<std::size_t>> by_measure_;  // likewise
  std::vector<std::size_t> by_text_;                     // likewise, of any measure
  std::vector<std::vector<std::string>> headers_;        // folded, of the columns of each table
  std::unordered_map<std::string, std::size_t> labels_;  // columns of every table
  std::unordered_map<std::string, std::vector<std::size_t>> by_agency_;
  std::vector<bool> used_parts_;
  std::vector<bool> used_tables_;
  std::vector<std::vector<bool>> used_table_columns_;
  std::vector<bool> used_columns_;
  std::vector<bool> used_cells_;
  std::unordered_map<std::size_t, std::string> outdated_;  // corrections, and what stands there
  std::vector<bool> used_agencies_;
  mutable Once<std::optional<ColumnMatch>> labels_met_;
};

/// One table, and what a mapping says of its header.
struct MappedTable {
  const AppliedMapping* mapping = nullptr;  ///< null: nothing
  const TableMapping* table = nullptr;      ///< null: what it says of every table

  [[nodiscard]] std::optional<MappedColumn> find(std::size_t position,
                                                 const std::vector<std::string>& texts) const {
    return mapping == nullptr ? std::nullopt : mapping->find_column(table, position, texts);
  }
};

}  // namespace actionplan::detail
