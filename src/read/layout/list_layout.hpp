// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "read/account.hpp"
#include "read/problem_list.hpp"
#include "records.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// The measure that an item of a list is: "By March 2024 - do this - CODE.1", "CODE.1 - do this - by
/// March 2024", "By March 2024, do this". Its parts stand between spaced dashes; one names a day or
/// period, one may be a code, one in parentheses its bodies, and the rest is the title.
/// @return nothing where no part names a date, or none is left for the title.
[[nodiscard]] std::optional<Record> measure_of_item(const Cell& item, Records& out,
                                                    Account& account);

/// Tells that such a measure names persons, who are no part of it.
void name_contacts(const Record& record, ProblemList& problems);

/// Does an item name a day or period and nothing else, so that what is due stands in items below it?
[[nodiscard]] bool is_item_of_date(const Cell& item);

/// The measure that such an item and those below it are.
[[nodiscard]] Record measure_of_items(const Cell& date, const std::vector<const Cell*>& below,
                                      Records& out, Account& account);

/// Does the measure of an item say nothing but a single day, without "by" or the like: "12 March 2024 - the
/// committee met"? So do minutes and chronicles.
[[nodiscard]] bool is_of_chronicle(const Record& measure);

/// Bytes of the number that a list sets before the text of an item, "3."; 0: there is none.
[[nodiscard]] std::size_t list_number_length(std::string_view text);

/// Does the item before or behind it in its list count with it: "2." before "3."? A day alone, "3. March",
/// does not.
[[nodiscard]] bool counts_in_list(std::span<const Block> blocks, std::size_t item);

/// The measure that an item of a numbered list names.
[[nodiscard]] std::optional<Record> measure_of_numbered(const Cell& item, Records& out,
                                                        Account& account);

}  // namespace actionplan::detail
