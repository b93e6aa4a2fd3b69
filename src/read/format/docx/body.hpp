// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "read/format/budget.hpp"
#include "read/format/docx/numbering.hpp"
#include "read/format/docx/styles.hpp"
#include "read/format/xml.hpp"
#include "read/problem_list.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// Reads one story of a Word document (the body, footnotes, a header) into blocks: text after
/// accepted insertions and without what was deleted, behind the number that its list sets before it,
/// cells on the grid of their table.
class DocxBody final : public XmlHandler {
 public:
  /// @param document, styles, numbering, budget, problems borrowed; they have to outlive this. The story is the
  ///        part of the document that comes after those that it names.
  /// @param kind of the story's paragraphs: `paragraph` in the body, else `note`, `header`, ...
  DocxBody(Document& document, const DocxStyles& styles, DocxNumbering& numbering, Budget& budget,
           ProblemList& problems, BlockKind kind)
      : document_{document},
        styles_{styles},
        numbering_{numbering},
        budget_{budget},
        problems_{problems},
        kind_{kind},
        part_{static_cast<std::uint32_t>(document.parts.size())} {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view stretch) override;

 private:
  struct Paragraph {
    std::string text;
    std::string struck;  // kept where all of it is struck out
    std::string hidden;
    std::string style;
    std::string number;  // that its list sets before it
    ListReference list;
    std::uint8_t level = 0;
    std::uint8_t item_level = 0;  // from 1; 0: it is no item
    bool is_inserted = false;
    bool is_text_box = false;
  };
  struct Run {
    bool is_struck = false;
    bool is_hidden = false;
  };
  // A table that is being read; further ones may stand in its cells.
  struct OpenTable {
    std::size_t block = 0;
    std::vector<std::size_t>
        reaching;  // of each column: 1 + the row whose cell reaches down to here
    bool is_row_deleted = false;
    bool continues_above = false;
    bool in_cell = false;
    std::string struck;  // of the cell
    Cell cell;
  };

  void start_table_part(std::string_view name, const XmlAttributes& attributes);
  void start_paragraph_part(std::string_view name, const XmlAttributes& attributes);
  void start_run_part(std::string_view name, const XmlAttributes& attributes);
  void number_paragraph();
  void close_paragraph();
  void add_to_cell(OpenTable& table, Paragraph paragraph);
  void open_table();
  void close_row(OpenTable& table);
  void close_cell(OpenTable& table);
  void add_covered(OpenTable& table, std::size_t count, bool is_merged);
  void append(std::string_view text);
  void report_hidden(const Paragraph& paragraph);
  [[nodiscard]] Place place_here() const;
  [[nodiscard]] std::uint32_t parent_here() const;
  [[nodiscard]] Row& row_of(const OpenTable& table) {
    return document_.blocks[table.block].rows.back();
  }

  Document& document_;
  const DocxStyles& styles_;
  DocxNumbering& numbering_;
  Budget& budget_;
  ProblemList& problems_;
  BlockKind kind_;
  std::uint32_t part_;
  std::vector<OpenTable> tables_;
  std::vector<Paragraph> paragraphs_;
  Run run_;
  bool in_run_properties_ = false;
  bool in_paragraph_properties_ = false;
  bool in_text_ = false;      // within `t`
  std::size_t skipped_ = 0;   // depth within what is left out: deleted, instructions, fallbacks
  std::size_t inserted_ = 0;  // depth of tracked insertions
  std::size_t text_boxes_ = 0;
  std::uint32_t line_ = 0;  // of paragraphs and of rows of outermost tables, counted from 1
};

}  // namespace actionplan::detail
