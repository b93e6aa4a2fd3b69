// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace actionplan::detail {

/// Asks the system for large pages under memory that nothing was written to yet, so that reading
/// much of it in turn needs fewer addresses looked up. A wish: where it is small, or the system has
/// none, nothing happens.
void prefer_large_pages(void* begin, std::size_t bytes) noexcept;

/// Makes room for a column of `size` values, in large pages where it is long.
template <class Column>
void reserve_column(Column& column, std::size_t size) {
  column.reserve(size);
  prefer_large_pages(column.data(), column.capacity() * sizeof(typename Column::value_type));
}

}  // namespace actionplan::detail
