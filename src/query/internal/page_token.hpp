// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/query/select.hpp>

#include <string>
#include <string_view>

namespace actionplan::detail {

/// Names the last measure of a page, and by a digest the question that it answers: letters, digits
/// and hyphens.
[[nodiscard]] std::string page_token(const Filter& filter, const std::vector<OrderKey>& order,
                                     const MeasureId& last);

/// @throws InvalidArgument when the token was not made by `page_token` for this question.
[[nodiscard]] MeasureId last_of_page(std::string_view token, const Filter& filter,
                                     const std::vector<OrderKey>& order);

}  // namespace actionplan::detail
