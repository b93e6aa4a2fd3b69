// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/codec/frame_builder.hpp>
#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/id.hpp>
#include <actionplan/plan/plan.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace actionplan::detail {

// What tables of different documents share: a builder that asks the items of a vector, a row for
// each, for one field at a time. The vector is borrowed; texts are views into it.

// The words of an enumeration.
template <class Enum>
[[nodiscard]] FrameBuilder::Words words_of() {
  return {enum_names<Enum>.begin(), enum_names<Enum>.end()};
}

template <class Item>
class TableBuilder {
 public:
  explicit TableBuilder(const std::vector<Item>& items) : items_{items}, builder_{items.size()} {}

  template <class Get>
  void texts(const char* name, Get get) {
    builder_.add_texts(name, [&](std::size_t row) { return view(get(items_[row])); });
  }
  template <class Get>
  void repeated(const char* name, Get get) {
    builder_.add_repeated_texts(name, [&](std::size_t row) { return view(get(items_[row])); });
  }
  template <class Get>
  void days(const char* name, Get get) {
    builder_.add_dates(name,
                       [&](std::size_t row) -> std::optional<Date> { return get(items_[row]); });
  }
  template <class Get>
  void booleans(const char* name, Get get) {
    builder_.add_booleans(name,
                          [&](std::size_t row) -> std::optional<bool> { return get(items_[row]); });
  }
  template <class Get>
  void integers(const char* name, Get get) {
    builder_.add_integers(name, [&](std::size_t row) { return number(get(items_[row])); });
  }
  template <class Get>
  void reals(const char* name, Get get) {
    builder_.add_reals(name,
                       [&](std::size_t row) -> std::optional<double> { return get(items_[row]); });
  }
  template <class Enum, class Get>
  void words(const char* name, Get get) {
    builder_.add_words(name, words_of<Enum>(), [&](std::size_t row) -> std::optional<std::size_t> {
      const std::optional<Enum> word = get(items_[row]);
      if (!word) return std::nullopt;
      return static_cast<std::size_t>(*word);
    });
  }

  [[nodiscard]] FrameBuilder& builder() noexcept { return builder_; }
  [[nodiscard]] Frame build() { return builder_.build(); }

 private:
  static std::optional<std::string_view> view(std::optional<std::string_view> text) { return text; }
  template <class Number>
  static std::optional<std::int64_t> number(const std::optional<Number>& value) {
    if (!value) return std::nullopt;
    return static_cast<std::int64_t>(*value);
  }
  template <class Number>
  static std::optional<std::int64_t> number(const Number& value) {
    return static_cast<std::int64_t>(value);
  }

  const std::vector<Item>& items_;
  FrameBuilder builder_;
};

// An empty text is one that is not there.
[[nodiscard]] inline std::optional<std::string_view> unless_empty(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return std::string_view{text};
}

// Several texts in one cell.
template <class Items, class ToText>
[[nodiscard]] std::string joined(const Items& items, ToText to_text) {
  std::string out;
  for (const auto& item : items) {
    if (!out.empty()) out += "; ";
    out += to_text(item);
  }
  return out;
}

// The title of the section that a measure stands in.
[[nodiscard]] std::optional<std::string_view> section_title(const Plan& plan,
                                                            const Measure& measure);

// The agencies of a measure's assignments of one force, by name.
[[nodiscard]] std::string agencies_of(const Plan& plan, const Measure& measure, Force force);

// The conditions that a measure's deadline states.
[[nodiscard]] std::string conditions_of(const Measure& measure);

}  // namespace actionplan::detail
