// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/format/budget.hpp"
#include "read/format/xlsx/number_format.hpp"
#include "read/format/xlsx/rich_text.hpp"
#include "read/format/xml.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// The parts that a part of a workbook refers to.
class XlsxRelations final : public XmlHandler {
 public:
  struct Relation {
    std::string id;
    std::string type;  ///< the last word of its address: "worksheet", "comments"
    std::string part;  ///< name within the archive
  };
  /// @param folder of the part whose relations they are, "xl/".
  XlsxRelations(std::string folder, Budget& budget) : folder_{std::move(folder)}, budget_{budget} {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view /*name*/) override {}
  void text(std::string_view /*stretch*/) override {}

  [[nodiscard]] const std::vector<Relation>& all() const noexcept { return relations_; }
  /// The relation with this id, or null.
  [[nodiscard]] const Relation* find(std::string_view id) const;

 private:
  std::string folder_;
  Budget& budget_;
  std::vector<Relation> relations_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
};

/// The list of sheets.
class XlsxWorkbook final : public XmlHandler {
 public:
  struct Sheet {
    std::string name;
    std::string relation;
    bool is_hidden = false;
  };
  explicit XlsxWorkbook(Budget& budget) : budget_{budget} {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view /*name*/) override {}
  void text(std::string_view /*stretch*/) override {}

  std::vector<Sheet> sheets;
  bool is_1904 = false;  ///< do serial days count from 1904?

 private:
  Budget& budget_;
};

/// The texts that cells refer to by their number.
class XlsxStrings final : public XmlHandler {
 public:
  struct Text {
    std::string text;
    bool is_struck = false;
  };
  explicit XlsxStrings(Budget& budget) : budget_{budget}, rich_{budget} {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view stretch) override { rich_.text(stretch); }

  std::vector<Text> texts;

 private:
  Budget& budget_;
  RichText rich_;
};

/// How cells look: number formats, struck fonts, fills with a colour.
class XlsxStyles final : public XmlHandler {
 public:
  struct Style {
    NumberFormat format;
    bool is_struck = false;
    bool is_filled = false;
    std::size_t fill = 0;
  };
  explicit XlsxStyles(Budget& budget) : budget_{budget} {}

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view /*stretch*/) override {}

  /// That of a cell; that of all cells where there is none of this number.
  [[nodiscard]] const Style& style(std::size_t number) const noexcept;

 private:
  static constexpr std::size_t no_index = static_cast<std::size_t>(-1);
  struct Fill {
    bool is_coloured = false;
    std::size_t index = no_index;  // of the palette
  };

  void add_style(const XmlAttributes& attributes);

  Budget& budget_;
  std::map<std::size_t, std::string> codes_;
  std::vector<bool> struck_fonts_;
  std::vector<Fill> fills_;
  std::vector<bool> palette_;  // which colours of the workbook's own are white
  std::vector<Style> styles_;
  Style plain_;
  enum class List { none, fonts, fills, cells };
  List list_ = List::none;
  bool is_solid_ = false;
};

/// The number that an attribute is, or 0.
[[nodiscard]] std::size_t unsigned_of(std::string_view digits) noexcept;
/// Does an attribute say yes?
[[nodiscard]] bool is_yes(std::string_view value) noexcept;

}  // namespace actionplan::detail
