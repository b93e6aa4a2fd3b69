// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/plan/plan.hpp>
#include <actionplan/read/document.hpp>
#include <actionplan/read/table.hpp>

#include "read/account.hpp"
#include "read/problem_list.hpp"

#include <vector>

namespace actionplan::detail {

/// Are these, at the head of a document, lines of the act that adopted the plan, and nothing else?
[[nodiscard]] bool are_lines_of_an_act(const std::vector<const Cell*>& lines);

/// Does a heading name a plan, and no line above it?
[[nodiscard]] bool names_plan_first(const Block& heading, const std::vector<const Cell*>& lines);

/// What the lines before the table say of the plan: the first line is its title, and one below it that
/// goes on in small letters; a line that speaks of an act (a decree, a law, "adopted") and names a day
/// is its legal basis, or up to four lines of which the first begins so and the last names the day;
/// years in the title are its period (`years_of_title`). Further lines become Problems, so that nothing
/// is lost.
/// @param has_stated_title is the first line the title, whatever it speaks of?
/// @param language of the plan; empty: not known
[[nodiscard]] PlanHeading read_heading(const std::vector<const Cell*>& lines, bool has_stated_title,
                                       std::string_view language, Account& account,
                                       ProblemList& problems);

/// "Climate Plan 2030": the single year of a title is no period where the plan was adopted well before it,
/// something is due before it, or most of what has a day is due behind it; nor is it where nothing has a
/// day, not even one of no year, and the year may be a horizon. Then a Problem says so.
/// @param has_parts_of_year are there columns for months or the like?
void drop_far_year(PlanHeading& heading, const std::vector<const Cell*>& lines,
                   const std::vector<std::string_view>& deadlines, bool has_parts_of_year,
                   ProblemList& problems);

}  // namespace actionplan::detail
