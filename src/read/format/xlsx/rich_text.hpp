// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/format/budget.hpp"
#include "read/format/xml.hpp"

#include <string>
#include <string_view>

namespace actionplan::detail {

/// A text of a workbook, of one or several runs: a shared string, an inline one, a comment. Struck
/// runs are left out, unless there are no others.
class RichText {
 public:
  explicit RichText(Budget& budget) : budget_{budget} {}

  void clear();
  void start(std::string_view name, const XmlAttributes& attributes);
  void end(std::string_view name);
  void text(std::string_view stretch);

  /// Trimmed, in well-formed UTF-8, lines ended by '\n'.
  [[nodiscard]] std::string take();
  /// Was all of it struck? Known once the text was taken.
  [[nodiscard]] bool is_struck() const noexcept { return is_struck_; }

 private:
  Budget& budget_;
  std::string seen_;
  std::string struck_;
  bool in_text_ = false;
  bool is_run_struck_ = false;
  bool is_struck_ = false;
  std::size_t phonetic_ = 0;  // depth within how it is pronounced
};

/// The text of a cell as Excel writes it: `_x000D_` stands for a character, lines end in '\n'.
[[nodiscard]] std::string unescaped(std::string text);

}  // namespace actionplan::detail
