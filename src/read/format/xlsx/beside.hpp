// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "read/format/budget.hpp"
#include "read/format/xlsx/rich_text.hpp"
#include "read/format/xml.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace actionplan::detail {

/// Reads the comments of a sheet into notes of its cells.
class XlsxComments final : public XmlHandler {
 public:
  /// @param document, budget borrowed. @param table block of the sheet, of the document's last part.
  XlsxComments(Document& document, Budget& budget, std::size_t table)
      : document_{document}, budget_{budget}, rich_{budget}, table_{table} {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view stretch) override;

 private:
  void add_note();

  Document& document_;
  Budget& budget_;
  RichText rich_;
  std::size_t table_;
  std::string cell_name_;
  bool in_comment_ = false;
};

/// Reads the shapes that lie over a sheet into text boxes.
class XlsxShapes final : public XmlHandler {
 public:
  XlsxShapes(Document& document, Budget& budget, std::size_t table)
      : document_{document}, budget_{budget}, table_{table} {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view stretch) override;

 private:
  Document& document_;
  Budget& budget_;
  std::size_t table_;
  std::string text_;
  bool in_shape_ = false;
  bool in_text_ = false;
};

}  // namespace actionplan::detail
