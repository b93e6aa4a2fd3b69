// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/period.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace actionplan::detail {

/// The years that a plan's title says it is for: those of a stretch ("2021-2023", "2021 to 2023") before
/// a single one; those that no law, strategy or the like is named by ("the 2019 Law") before those that
/// one is. A year that ends something ("by 2030", "до 2030 року") is none, since nothing says when that
/// begins.
/// @param language of the plan; its words and English ones are known, those of all where it is empty
[[nodiscard]] std::optional<Period> years_of_title(std::string_view title,
                                                   std::string_view language);

/// Does a line name a plan, a strategy or the like, or have a stretch of years?
[[nodiscard]] bool names_plan(std::string_view line);

/// Is a plan or another document that may be adopted named, or a stretch of years, but no act alone?
[[nodiscard]] bool names_document_or_years(std::string_view line);

/// Is another document named beside the plan, behind its years or right before them, or anywhere where it has
/// none: "Action Plan 2024-2026 for the Strategy"?
[[nodiscard]] bool names_other_document(std::string_view line);

/// The folded noun of the document that is named first, where that is no plan: "strategy"; else empty.
[[nodiscard]] std::string other_noun_of(std::string_view line);

/// Does a line end with years and words for them alone: "План на 2022-2024 годы"?
[[nodiscard]] bool ends_with_years(std::string_view line);

/// May the single year of a title be one by which something is to be reached: a round one right behind a
/// noun, "Climate Plan 2030", in a title that speaks of nothing yearly?
[[nodiscard]] bool may_name_horizon(std::string_view title);

}  // namespace actionplan::detail
