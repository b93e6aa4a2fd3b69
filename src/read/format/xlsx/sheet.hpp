// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "read/format/budget.hpp"
#include "read/format/xlsx/workbook.hpp"
#include "read/format/xml.hpp"
#include "read/problem_list.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// What the sheets of a workbook have in common.
struct XlsxShared {
  const XlsxStrings& strings;
  const XlsxStyles& styles;
  bool is_1904 = false;
  Document& document;
  Budget& budget;
  ProblemList& problems;
};

/// Reads a sheet into the table that is the document's last block, with what its cells display.
class XlsxSheet final : public XmlHandler {
 public:
  /// @param shared borrowed; it has to outlive this. @param is_hidden all of it.
  XlsxSheet(const XlsxShared& shared, bool is_hidden);

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view stretch) override;

  /// What was read becomes the table: merged cells, hidden columns. Once, behind the last part.
  void finish();

 private:
  struct Columns {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  struct Range {
    std::uint32_t top, left, bottom, right;  // from 1, inclusive
  };
  enum class Kind : std::uint8_t { number, shared, text, inline_text, boolean, error, day };

  void start_row(const XmlAttributes& attributes);
  void start_cell(const XmlAttributes& attributes);
  void end_cell();
  void fill_cell();
  void show_number(const XlsxStyles::Style& style);
  void add_hidden_columns(const XmlAttributes& attributes);
  void merge(const Range& range);
  [[nodiscard]] static bool parse_range(std::string_view text, Range& range);
  [[nodiscard]] std::vector<Row>& rows() { return shared_.document.blocks[table_].rows; }
  void report(const char* code, const std::string& message);

  XlsxShared shared_;
  RichText rich_;
  std::size_t table_;
  std::uint32_t part_;
  std::uint8_t marks_ = 0;  // of every cell
  std::uint8_t row_marks_ = 0;
  std::vector<Columns> hidden_columns_;
  std::vector<Range> merged_;
  std::size_t widest_ = 0;
  std::uint32_t line_ = 0;
  std::uint32_t column_ = 0;
  Row row_;
  Cell cell_;
  Kind cell_kind_ = Kind::number;
  std::size_t style_ = 0;
  std::string value_;
  bool in_cell_ = false;
  bool in_value_ = false;
  bool in_inline_ = false;
  bool has_formula_ = false;
  bool has_value_ = false;
};

/// The row and column that "B12" names, from 1; zeros where it names none that a sheet has.
struct CellName {
  explicit CellName(std::string_view name) noexcept;
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};

}  // namespace actionplan::detail
