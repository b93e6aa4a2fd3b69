// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "read/format/budget.hpp"
#include "read/format/odt/odt_lists.hpp"
#include "read/format/xml.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace actionplan::detail {

/// What the styles of an OpenDocument text say of words: struck, hidden; of paragraphs: headings.
class OdtStyles final : public XmlHandler {
 public:
  struct Style {
    std::string parent;
    std::string list;            ///< the style of lists that it names
    std::int8_t is_struck = -1;  ///< -1: as its parent
    std::int8_t is_hidden = -1;
    std::uint8_t level = 0;
  };
  explicit OdtStyles(Budget& budget) : budget_{budget}, lists_{budget} {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view /*stretch*/) override {}

  /// With what it has from its parents.
  [[nodiscard]] Style style(std::string_view name) const;
  [[nodiscard]] const OdtListStyles& lists() const { return lists_; }

 private:
  Budget& budget_;
  OdtListStyles lists_;
  std::unordered_map<std::string, Style> styles_;
  Style* current_ = nullptr;
};

/// Reads the content of an OpenDocument text into blocks: text after accepted insertions and without
/// what was deleted, cells on the grid of their table, notes and text boxes beside them.
class OdtBody final : public XmlHandler {
 public:
  /// @param document, styles, budget borrowed; they have to outlive this. Styles of the content are
  ///        added to those given.
  OdtBody(Document& document, OdtStyles& styles, Budget& budget)
      : document_{document}, styles_{styles}, budget_{budget}, lists_{styles.lists(), budget} {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view stretch) override;

 private:
  struct Run {
    bool is_struck = false;
    bool is_hidden = false;
  };
  struct Paragraph {
    std::string seen, struck, hidden;
    std::string number;           // that the page shows before it
    std::vector<Run> runs;        // of the spans that are open
    std::uint8_t level = 0;       // of a heading
    std::uint8_t item_level = 0;  // 0: no item, or not its first paragraph
    bool is_inserted = false;
    bool is_space_due = false;
  };
  struct OpenTable {
    std::size_t block = 0;
    std::size_t stories = 0;  // that were open around it
    std::size_t cell_repeats = 1;
    std::size_t row_repeats = 1;
    std::uint8_t row_marks = 0;
    bool in_cell = false;
    bool is_within = false;
    Cell cell;
    std::string struck, hidden;
  };

  void start_table(const XmlAttributes& attributes);
  void start_cell(std::string_view name, const XmlAttributes& attributes);
  void end_cell(OpenTable& table);
  void end_row(OpenTable& table);
  void start_paragraph(std::string_view name, const XmlAttributes& attributes);
  void start_part(std::string_view name, const XmlAttributes& attributes);
  void end_paragraph();
  void add_block(Paragraph paragraph);
  void append(std::string_view text);
  [[nodiscard]] OpenTable* open_cell();
  [[nodiscard]] Place place_here() const;

  Document& document_;
  OdtStyles& styles_;
  Budget& budget_;
  OdtLists lists_;
  std::vector<OpenTable> tables_;
  std::vector<Paragraph> paragraphs_;
  std::vector<BlockKind> stories_;  // notes and text boxes that are open
  std::unordered_set<std::string> insertions_;
  std::string changed_region_;
  std::size_t skipped_ = 0;
  std::size_t inserted_ = 0;
  bool in_changes_ = false;
  bool in_styles_ = false;
  bool in_text_ = false;
  bool is_item_ = false;  // is the next paragraph the first of an item?
  std::uint32_t line_ = 0;
};

}  // namespace actionplan::detail
