// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/format/docx/styles.hpp"
#include "read/format/xml.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace actionplan::detail {

/// The numbers that Word sets before paragraphs and that stand in no text: definitions of lists and
/// their levels, counted as the paragraphs come.
class DocxNumbering final : public XmlHandler {
 public:
  static constexpr std::size_t most_levels = 9;

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view /*stretch*/) override {}

  /// What is shown before an item.
  struct Item {
    std::string number;     ///< "1.2.", as it is displayed; empty: a bullet, or nothing
    std::size_t level = 0;  ///< from 0
  };

  /// The next paragraph of this style and with these properties: its number, which counts on; nothing
  /// where it is no item of a list.
  [[nodiscard]] std::optional<Item> next(const ListReference& own, std::string_view style,
                                         const DocxStyles& styles);

 private:
  struct Level {
    std::uint32_t start = 1;
    std::string format = "decimal";
    std::string text;       // "%1.%2."
    std::string style;      // whose paragraphs are of this level
    bool restarts = true;   // behind an item of a higher level
    bool is_legal = false;  // numbers of all levels in Arabic numerals
  };
  struct Definition {
    std::array<Level, most_levels> levels;
    std::string link;    // the style that defines it
    std::string linked;  // the style that it is the definition of
  };
  struct List {
    std::string definition;
    std::array<std::optional<std::uint32_t>, most_levels> starts;
    std::array<std::optional<Level>, most_levels> levels;
  };
  using Counters = std::array<std::optional<std::uint32_t>, most_levels>;

  [[nodiscard]] const std::string& resolve(const std::string& definition) const;
  [[nodiscard]] static const Level& level_of(const List& list, const Definition& definition,
                                             std::size_t level);
  [[nodiscard]] static std::string show(const List& list, const Definition& definition,
                                        const Counters& counters, std::size_t level);

  std::unordered_map<std::string, Definition> definitions_;
  std::unordered_map<std::string, List> lists_;
  std::unordered_map<std::string, std::string> definition_of_style_;
  std::unordered_map<std::string, Counters> counters_;  // by definition
  std::unordered_set<std::string> begun_;  // lists and levels whose own start was taken
  Definition* definition_ = nullptr;
  List* list_ = nullptr;
  Level* level_ = nullptr;
  std::size_t override_ = most_levels;
};

}  // namespace actionplan::detail
