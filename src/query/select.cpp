// SPDX-License-Identifier: Apache-2.0
#include <actionplan/query/select.hpp>

#include <actionplan/core/error.hpp>

#include "columns.hpp"
#include "core/internal/excerpt.hpp"
#include "groups.hpp"
#include "query/internal/page_token.hpp"
#include "row_order.hpp"
#include "sieve.hpp"

#include <algorithm>
#include <utility>

namespace actionplan {
namespace {

using detail::Columns;
using detail::Sieve;
using Rows = std::vector<std::size_t>;

Rows passing_rows(const Filter& filter, const Columns& columns) {
  const std::unique_ptr<Sieve> sieve = detail::make_sieve(filter.node(), columns);
  Rows rows;
  std::vector<std::uint8_t> passes(Sieve::block_rows);
  Rows found(Sieve::block_rows);
  for (std::size_t begin = 0; begin < columns.size(); begin += Sieve::block_rows) {
    const std::size_t end = std::min(begin + Sieve::block_rows, columns.size());
    sieve->run(begin, end, passes.data());
    std::size_t count = 0;  // written always, kept if the row passes: there is no branch to miss
    for (std::size_t row = begin; row < end; ++row) {
      found[count] = row;
      count += passes[row - begin];
    }
    rows.insert(rows.end(), found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count));
  }
  return rows;
}

std::size_t row_of(const MeasureId& id, const Columns& columns) {
  const Assessment& assessment = columns.assessment();
  if (const auto position = assessment.plan().position(id)) return *position;
  for (std::size_t row = assessment.plan().measures().size(); row < columns.size(); ++row) {
    if (assessment.measure(row).id == id) return row;
  }
  throw InvalidArgument("The page token names measure \"" + detail::excerpt(id.value()) +
                        "\", which is not in the assessment; ask for the first page without a "
                        "token.");
}

// Those of `rows`, which are sorted, that are among the given ones.
void keep_among(Rows& rows, Rows among, const Columns& columns) {
  std::sort(among.begin(), among.end());
  if (!among.empty() && among.back() >= columns.size()) {
    throw InvalidArgument("Row " + std::to_string(among.back()) + " was asked for among " +
                          std::to_string(columns.size()) +
                          " measures; give positions in this assessment.");
  }
  rows.erase(std::remove_if(rows.begin(), rows.end(),
                            [&](std::size_t row) {
                              return !std::binary_search(among.begin(), among.end(), row);
                            }),
             rows.end());
}

Selection select_rows(const Columns& columns, const Filter& filter, const SelectOptions& options) {
  if (options.page_size && *options.page_size == 0) {
    throw InvalidArgument("The page size is 0; give the number of rows, 1 or more.");
  }
  const detail::RowOrder is_before{options.order, columns};
  Selection selection;
  Rows& rows = selection.rows;
  rows = passing_rows(filter, columns);
  if (options.among) keep_among(rows, *options.among, columns);
  selection.total = rows.size();
  if (!options.page_token.empty()) {
    const MeasureId id = detail::last_of_page(options.page_token, filter, options.order);
    const std::size_t last = row_of(id, columns);
    rows.erase(std::remove_if(rows.begin(), rows.end(),
                              [&](std::size_t row) { return !is_before(last, row); }),
               rows.end());
  }
  const std::size_t page = std::min(options.page_size.value_or(rows.size()), rows.size());
  const auto end = rows.begin() + static_cast<std::ptrdiff_t>(page);
  if (!is_before.is_natural()) std::partial_sort(rows.begin(), end, rows.end(), is_before);
  if (page < rows.size()) {
    const MeasureId& last = columns.assessment().measure(rows[page - 1]).id;
    selection.next_page_token = detail::page_token(filter, options.order, last);
    rows.resize(page);
  }
  return selection;
}

}  // namespace

Query::Query(Assessment assessment)
    : Query{std::make_shared<const Assessment>(std::move(assessment))} {}

Query::Query(std::shared_ptr<const Assessment> assessment)
    : columns_{std::make_shared<const Columns>(std::move(assessment))} {}

const Assessment& Query::assessment() const& noexcept { return columns_->assessment(); }

Selection Query::where(const Filter& filter, const SelectOptions& options) const {
  return select_rows(*columns_, filter, options);
}

std::vector<GroupCount> Query::count_by(Field field, const Filter& filter) const {
  return detail::count_groups(field, passing_rows(filter, *columns_), *columns_);
}

Selection where(const Assessment& assessment, const Filter& filter, const SelectOptions& options) {
  // Points to what the caller keeps, and owns nothing.
  const std::shared_ptr<const Assessment> borrowed{std::shared_ptr<void>{}, &assessment};
  return Query{borrowed}.where(filter, options);
}

}  // namespace actionplan
