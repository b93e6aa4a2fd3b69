// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/date.hpp>
#include <actionplan/plan/assumption_list.hpp>
#include <actionplan/plan/deadline.hpp>

#include "scan.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace actionplan::detail {

/// An interval without a beginning, in EDTF.
[[nodiscard]] std::string until(Date due);

/// The period as the text names it, in EDTF.
[[nodiscard]] std::string edtf_of(const NamedDays& days);

/// The last day on which it is in time.
[[nodiscard]] Date due_of(const DatedItem& item);

/// Does the date give a first day as well as a last one?
[[nodiscard]] bool has_start(const DatedItem& item);

/// The first day of what begins with the date.
[[nodiscard]] Date first_after(const DatedItem& item);

/// Is it only a first day?
[[nodiscard]] bool is_from(const DatedItem& item);

/// So much after `day`; nothing where the calendar ends before.
[[nodiscard]] std::optional<Date> later(Date day, const Duration& duration);

/// States an assumption of the reading.
void assume(Deadline& deadline, const AssumptionPattern& pattern,
            std::initializer_list<std::string_view> values = {});

/// Sets the EDTF form of the deadline's first and last day.
void set_bounds_edtf(Deadline& deadline);

}  // namespace actionplan::detail
