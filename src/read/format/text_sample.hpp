// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/format_reader.hpp>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

namespace actionplan::detail {

/// Are the bytes an object of JSON, going by how they begin?
[[nodiscard]] bool is_json_object(std::string_view bytes) noexcept;

/// What a source's name and first 64 KiB say of whether it is text, and of what kind.
class TextSample {
 public:
  /// @param source borrowed; it has to outlive this.
  explicit TextSample(const DocumentSource& source);

  /// Of the name, with its dot, in small letters; empty where it has none.
  [[nodiscard]] const std::string& extension() const noexcept { return extension_; }
  /// Text of UTF-8 or UTF-16.
  [[nodiscard]] bool is_text() const noexcept { return is_text_; }
  /// The same, and neither an object of JSON nor, going by its name, YAML or reStructuredText, whose
  /// lines may look like those of a table.
  [[nodiscard]] bool is_plain() const noexcept;
  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  [[nodiscard]] bool has(char c) const noexcept { return text_.find(c) != std::string_view::npos; }
  /// Of the lines that are not blank, those with this character, from 0 to 1.
  [[nodiscard]] double share_with(char c) const noexcept;
  [[nodiscard]] double share_beginning_with(char c) const noexcept;

 private:
  std::string extension_;
  std::string_view text_;
  bool is_text_ = false;
};

[[nodiscard]] inline bool is_extension(std::string_view extension,
                                       std::initializer_list<std::string_view> known) {
  return std::find(known.begin(), known.end(), extension) != known.end();
}

}  // namespace actionplan::detail
