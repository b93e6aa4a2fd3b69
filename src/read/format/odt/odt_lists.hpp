// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/format/budget.hpp"
#include "read/format/xml.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace actionplan::detail {

/// What an OpenDocument text says of the numbers of its lists and headings.
class OdtListStyles {
 public:
  static constexpr std::size_t most_levels = 10;

  struct Level {
    std::uint32_t start = 1;
    std::size_t shown_levels = 1;  // itself and those above it
    std::string format;            // "1", "a", "A", "i", "I"; empty: no number
    std::string prefix, suffix;
    std::string pattern;          // "%1%.%2%.", instead of all three where it is given
    bool repeats_letters = true;  // "aa", "bb" behind "z", not "aa", "ab"
  };
  using Style = std::array<Level, most_levels>;

  explicit OdtListStyles(Budget& budget) : budget_{budget} {}

  void start(std::string_view name, const XmlAttributes& attributes);
  void end(std::string_view name);

  /// Null where there is none of this name.
  [[nodiscard]] const Style* find(const std::string& name) const;
  [[nodiscard]] const Style& outline() const { return outline_; }

 private:
  void read_level(const XmlAttributes& attributes);

  Budget& budget_;
  std::unordered_map<std::string, Style> styles_;
  Style outline_;
  Style* current_ = nullptr;
};

/// The numbers that a page shows before items and headings and that stand in no text, counted as
/// LibreOffice does: a level begins anew behind an item of a higher one, and in a list of its own.
class OdtLists {
 public:
  /// @param styles, budget borrowed; they have to outlive this.
  OdtLists(const OdtListStyles& styles, Budget& budget) : styles_{styles}, budget_{budget} {}

  void open_list(const XmlAttributes& attributes);
  void close_list();
  void open_item(const XmlAttributes& attributes);

  /// Of lists that are open.
  [[nodiscard]] std::size_t depth() const { return open_.size(); }

  /// The number of an item, at its first paragraph; empty: a bullet, or none.
  /// @param style of lists, which the paragraph's own style names; for lists that name none
  [[nodiscard]] std::string next_item(const std::string& style);
  /// The number of a heading that is no item. @param level from 1
  [[nodiscard]] std::string next_heading(std::size_t level, const XmlAttributes& attributes);

 private:
  using Counters = std::array<std::optional<std::uint32_t>, OdtListStyles::most_levels>;

  struct OpenList {
    std::string style;
    bool continues = false;              // an earlier one, and so do the lists within it
    std::optional<std::uint32_t> start;  // of the next item, where it says so
  };

  [[nodiscard]] static std::string count(const OdtListStyles::Style& style, Counters& counters,
                                         std::size_t level, std::optional<std::uint32_t> start);

  const OdtListStyles& styles_;
  Budget& budget_;
  std::vector<OpenList> open_;
  std::vector<Counters> counters_;  // of each list that none continues, and of what continues it
  std::size_t current_ = 0;         // of the list that is open
  Counters outline_;
  std::unordered_map<std::string, std::size_t> by_style_, by_id_;  // of lists, the last of a style
};

}  // namespace actionplan::detail
