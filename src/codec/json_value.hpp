// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "json_tree.hpp"

#include <actionplan/core/date.hpp>
#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/id.hpp>
#include <actionplan/core/period.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// One value of a JSON tree, asked for as what it should be. A key whose value is `null` counts as
/// absent. Whatever is not as asked is a ParseError that names path, value and remedy.
class JsonValue {
 public:
  JsonValue(const JsonTree& tree, std::uint32_t index) noexcept : tree_{&tree}, index_{index} {}

  [[nodiscard]] std::string_view text() const;
  [[nodiscard]] bool boolean() const;
  [[nodiscard]] double number() const;
  [[nodiscard]] std::int64_t integer(std::int64_t least, std::int64_t most) const;
  [[nodiscard]] Date date() const;
  [[nodiscard]] Period period() const;  ///< as `Period::text` writes it
  [[nodiscard]] bool is_null() const { return kind() == JsonKind::null; }
  [[nodiscard]] bool is_text() const { return kind() == JsonKind::text; }
  [[nodiscard]] JsonValue item(std::size_t ordinal) const;  ///< this array has so many

  /// The enumerator of this name; `noun` says what it is.
  template <class Enum>
  [[nodiscard]] Enum word(std::string_view noun) const {
    if (const auto found = is_text() ? find_enum<Enum>(text()) : std::nullopt) return *found;
    std::string names;
    for (const std::string_view name : enum_names<Enum>) {
      names.append(names.empty() ? "" : ", ").append(name);
    }
    refuse("is no " + std::string{noun} + "; write one of: " + names);
  }

  /// Calls `use(JsonValue)` for each item of this array.
  template <class Use>
  void each_item(Use use) const {
    expect(JsonKind::array, "write an array: [...]");
    const std::uint32_t end = tree_->after(index_);
    for (std::uint32_t at = index_ + 1; at < end; at = tree_->after(at)) use(JsonValue{*tree_, at});
  }
  /// Calls `use(key, JsonValue)` for each member of this object.
  template <class Use>
  void each_member(Use use) const {
    expect(JsonKind::object, "write an object: {...}");
    const std::uint32_t end = tree_->after(index_);
    for (std::uint32_t at = index_ + 1; at < end; at = tree_->after(at + 1)) {
      use(tree_->text(tree_->node(at)), JsonValue{*tree_, at + 1});
    }
  }
  /// `read(JsonValue)` of each item of this array.
  template <class Read>
  [[nodiscard]] auto list(Read read) const {
    std::vector<decltype(read(*this))> items;
    // Nothing reserved: a hostile array costs no more than what it is read as.
    each_item([&](JsonValue item) { items.push_back(read(item)); });
    return items;
  }

  /// The member of this object, unless it is absent.
  [[nodiscard]] std::optional<JsonValue> find(std::string_view key) const;
  /// The member of this object. `what` tells what to add where it is absent.
  [[nodiscard]] JsonValue member(std::string_view key, std::string_view what) const;

  [[nodiscard]] std::string required_text(std::string_view key) const;
  [[nodiscard]] std::string optional_text(std::string_view key) const;  ///< absent: empty
  [[nodiscard]] std::optional<Date> optional_date(std::string_view key) const;
  [[nodiscard]] std::optional<double> optional_number(std::string_view key) const;
  [[nodiscard]] std::optional<bool> optional_boolean(std::string_view key) const;
  template <class Enum>
  [[nodiscard]] std::optional<Enum> optional_word(std::string_view key,
                                                  std::string_view noun) const {
    const std::optional<JsonValue> value = find(key);
    if (!value) return std::nullopt;
    return value->word<Enum>(noun);
  }
  /// `read(JsonValue)` of each item of the member; empty when it is absent.
  template <class Read>
  [[nodiscard]] auto optional_list(std::string_view key, Read read) const {
    const std::optional<JsonValue> value = find(key);
    return value ? value->list(read) : decltype(value->list(read)){};
  }

  /// Throws ParseError: `path: value problem.`
  [[noreturn]] void refuse(const std::string& problem) const;
  /// Throws ParseError: `path: message`, for a message that is a sentence already.
  [[noreturn]] void refuse_saying(const std::string& message) const;

 private:
  [[nodiscard]] const JsonTree::Node& node() const { return tree_->node(index_); }
  [[nodiscard]] JsonKind kind() const { return node().kind; }
  [[nodiscard]] std::string shown() const;
  void expect(JsonKind kind, std::string_view remedy) const;

  const JsonTree* tree_;
  std::uint32_t index_;
};

}  // namespace actionplan::detail
