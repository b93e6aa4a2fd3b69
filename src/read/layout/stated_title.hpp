// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "columns.hpp"
#include "read/account.hpp"
#include "records.hpp"

#include <cstddef>
#include <vector>

namespace actionplan::detail {

/// Where lines of settings begin a document ("layout: page", "title: A plan"), puts the title that one
/// of them gives before all other lines of `out`, without its label.
void lead_with_stated_title(Records& out, Account& account);

/// The same of a table of labels and values at the head of a document, which nothing but headings
/// stands above: a cover, or a tree of keys. Claims label and title.
/// @param table position of a block, with `rows`.
/// @return was there one?
bool take_stated_title(const Document& document, std::size_t table,
                       const std::vector<RowView>& rows, Records& out, Account& account);

}  // namespace actionplan::detail
