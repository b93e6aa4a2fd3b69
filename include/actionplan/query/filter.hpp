// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/query/condition.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

namespace detail {
struct FilterNode;
}  // namespace detail

/// A question to which each measure of an assessment answers yes or no:
/// `deadline_status = unreported AND agency : "Justice" AND due < 2018-01-01`.
///
/// Immutable, a cheap handle. Made from text, or in C++ from the fields of `field_names.hpp`:
/// `field::due < Date::from_ymd(2018, 1, 1) && !field::title.has("draft")`. Checked once when it is
/// made; knows no plan, so that one filter fits many. docs/guide/filters.md has the grammar, which
/// is that of Google's AIP-160, without its odd precedence: a text with AND and OR beside each other is
/// refused until parentheses say which is meant. Fields join as C++ does: `a || b && c` is
/// `a || (b && c)`.
class ACTIONPLAN_EXPORT Filter {
 public:
  static constexpr std::size_t max_bytes = 16384;  ///< of its text, as given and as written
  static constexpr std::size_t max_depth = 64;     ///< of parentheses in each other
  static constexpr std::size_t max_conditions = 1000;

  /// Every measure.
  Filter();
  /// @throws InvalidArgument as `where`.
  explicit Filter(Condition condition);

  /// Reads the text form; an empty text is every measure.
  /// @throws InvalidArgument naming the column, what was found there and the remedy.
  [[nodiscard]] static Filter parse(std::string_view text);

  /// One condition. @throws InvalidArgument when the field does not take the comparator or the
  /// value, naming those that it takes.
  [[nodiscard]] static Filter where(Condition condition);
  /// The same with the value as the text form writes it, without quotes and wildcards:
  /// `where(Field::due, Comparator::less, "2018-01-01")`.
  [[nodiscard]] static Filter where(Field field, Comparator comparator, std::string_view value);
  /// Has the measure any value of this field? `due : *`
  [[nodiscard]] static Filter present(Field field);
  /// Are the words a part of the title, of the indicator text or of an agency's name, or the measure's
  /// number? A bare text of the text form. @throws InvalidArgument when there are none.
  [[nodiscard]] static Filter search(std::string_view words);

  /// The filter in the text form: `parse(text())` gives it back. Composite parts in parentheses.
  [[nodiscard]] const std::string& text() const& noexcept;
  [[nodiscard]] std::string text() const&& { return text(); }
  [[nodiscard]] bool is_everything() const noexcept;

  /// @throws InvalidArgument beyond `max_depth`, `max_conditions` or `max_bytes` (all three).
  friend ACTIONPLAN_EXPORT Filter operator&&(const Filter& a, const Filter& b);
  friend ACTIONPLAN_EXPORT Filter operator||(const Filter& a, const Filter& b);
  /// @throws InvalidArgument also for the filter that is every measure.
  friend ACTIONPLAN_EXPORT Filter operator!(const Filter& a);

  /// Do they ask the same in the same order? By `text()`.
  friend bool operator==(const Filter& a, const Filter& b) noexcept { return a.text() == b.text(); }

  /// The fields that it asks of, each once, in the order of the enumeration; a search asks of none.
  [[nodiscard]] std::vector<Field> fields() const;

  /// Its parts, for the library's own sources.
  [[nodiscard]] const detail::FilterNode& node() const noexcept { return *node_; }

 private:
  explicit Filter(std::shared_ptr<const detail::FilterNode> node) noexcept;
  std::shared_ptr<const detail::FilterNode> node_;
};

}  // namespace actionplan
