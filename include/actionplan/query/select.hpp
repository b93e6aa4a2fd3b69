// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/query/filter.hpp>
#include <actionplan/query/order.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace actionplan {

namespace detail {
class Columns;
}  // namespace detail

struct SelectOptions {
  /// By these keys, ties by number, then as in the assessment. Empty: as in the assessment.
  std::vector<OrderKey> order = {};
  std::optional<std::size_t> page_size = {};  ///< rows at most, >= 1; absent: all
  /// `Selection::next_page_token` of the page before; empty: the first page. Of the same filter and
  /// order; the page size may be another.
  std::string page_token = {};
  /// Only these rows of the assessment, such as those of an earlier selection; in any order.
  std::optional<std::vector<std::size_t>> among = {};
};

/// The measures that pass a filter, as row positions in the assessment.
struct Selection {
  std::vector<std::size_t> rows = {};  ///< of this page, in the order asked for
  std::size_t total = 0;               ///< of all pages
  /// Empty: this is the last page. It names the last measure of this page by its id, so that it
  /// holds for another process and for a later assessment of the plan, too.
  std::string next_page_token = {};
};

/// How many measures have one value of a field.
struct GroupCount {
  std::optional<std::string> value = {};  ///< a word, an id, a name or a day; absent: no value
  std::size_t count = 0;

  friend bool operator==(const GroupCount&, const GroupCount&) = default;
};

/// Asks one assessment many questions. Keeps what it has asked of the measures as columns: the first
/// question to a field takes time for each measure, any further one a few nanoseconds.
///
/// A cheap handle: copies share the columns, and any thread may ask.
class ACTIONPLAN_EXPORT Query {
 public:
  explicit Query(Assessment assessment);
  /// Shares the assessment. @param assessment  not null.
  explicit Query(std::shared_ptr<const Assessment> assessment);

  [[nodiscard]] const Assessment& assessment() const& noexcept;
  const Assessment& assessment() const&& = delete;

  /// @throws InvalidArgument when the page size is 0, an order key cannot order, or the token is of
  ///         another filter or order or names a measure that is not in the assessment, or
  ///         `among` names a row that is not.
  [[nodiscard]] Selection where(const Filter& filter, const SelectOptions& options = {}) const;

  /// Counts by the values of a field, of the measures that pass: words in the order of their
  /// enumeration, agencies and sections in that of the plan, days and reporters by their order;
  /// then those without a value. Values that do not occur are left out. A measure with several
  /// values counts for each; a section counts for itself alone.
  /// @throws InvalidArgument for a field of type `number`, for `number`, `title` and
  ///         `indicator_text`.
  [[nodiscard]] std::vector<GroupCount> count_by(Field field, const Filter& filter = {}) const;

 private:
  std::shared_ptr<const detail::Columns> columns_;
};

/// One question: `Query{assessment}.where(filter, options)` without a copy.
[[nodiscard]] ACTIONPLAN_EXPORT Selection where(const Assessment& assessment, const Filter& filter,
                                                const SelectOptions& options = {});

}  // namespace actionplan
