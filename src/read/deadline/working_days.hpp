// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/read/deadline_text.hpp>

#include <optional>

namespace actionplan::detail {

/// The settings of a context; none said where it has none.
[[nodiscard]] const DateSettings& settings_of(const DeadlineContext& context);

[[nodiscard]] bool is_working_day(Date day, const DateSettings& settings);

/// The `count`-th working day after `day`, or before it where `count` is negative; nothing where the
/// calendar ends first, or no weekday is one of work.
[[nodiscard]] std::optional<Date> plus_working_days(Date day, int count,
                                                    const DateSettings& settings);

/// `day` itself, or the next working day where it is none.
[[nodiscard]] Date rolled(Date day, const DateSettings& settings);

}  // namespace actionplan::detail
