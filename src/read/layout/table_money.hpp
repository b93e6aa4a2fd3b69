// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "read/account.hpp"
#include "records.hpp"

#include <cstddef>
#include <string_view>

namespace actionplan::detail {

/// The text right before a table, by its position in the document; it may say in what unit the amounts
/// of the table are.
[[nodiscard]] std::string_view line_before(const Document& document, std::size_t table);

/// Names the money of a row that becomes no measure.
void name_money(const Record& record, Account& account);

}  // namespace actionplan::detail
