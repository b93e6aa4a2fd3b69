// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/problem.hpp>
#include <actionplan/plan/assignment.hpp>
#include <actionplan/plan/deadline.hpp>
#include <actionplan/plan/indicator.hpp>
#include <actionplan/plan/profile.hpp>

#include <array>

namespace actionplan::detail {

// Every enumerator that a document may name, in the order of its enumeration.

inline constexpr std::array severities{Severity::info, Severity::warning, Severity::error};
inline constexpr std::array roles{Role::implementer, Role::lead, Role::supporting};
inline constexpr std::array forces{Force::binding, Force::recommended};
inline constexpr std::array discharges{Discharge::each, Discharge::any, Discharge::joint,
                                       Discharge::unstated};
inline constexpr std::array indicator_kinds{IndicatorKind::count,       IndicatorKind::amount,
                                            IndicatorKind::percentage,  IndicatorKind::deliverable,
                                            IndicatorKind::publication, IndicatorKind::activity,
                                            IndicatorKind::report,      IndicatorKind::qualitative};
inline constexpr std::array deadline_kinds{DeadlineKind::window,     DeadlineKind::by,
                                           DeadlineKind::several,    DeadlineKind::recurring,
                                           DeadlineKind::continuous, DeadlineKind::relative,
                                           DeadlineKind::no_date};
inline constexpr std::array no_date_reasons{NoDateReason::unread,       NoDateReason::empty,
                                            NoDateReason::undetermined, NoDateReason::as_needed,
                                            NoDateReason::elsewhere,    NoDateReason::remark_only};
inline constexpr std::array date_orders{DateOrder::day_first, DateOrder::month_first};
inline constexpr std::array hemispheres{Hemisphere::north, Hemisphere::south};
inline constexpr std::array weekdays{Weekday::monday,   Weekday::tuesday, Weekday::wednesday,
                                     Weekday::thursday, Weekday::friday,  Weekday::saturday,
                                     Weekday::sunday};
inline constexpr std::array cadences{Cadence::monthly, Cadence::quarterly, Cadence::semiannual,
                                     Cadence::annual, Cadence::biennial};
inline constexpr std::array due_sources{DueSource::plan, DueSource::law, DueSource::standard,
                                        DueSource::user};
inline constexpr std::array setters{SetBy::plan, SetBy::law, SetBy::agency, SetBy::analyst};
inline constexpr std::array directions{Direction::up, Direction::down, Direction::none};
inline constexpr std::array aggregations{Aggregation::last, Aggregation::sum,
                                         Aggregation::mean, Aggregation::max,
                                         Aggregation::min,  Aggregation::pooled_ratio};
inline constexpr std::array paths{TrajectoryPath::linear};
inline constexpr std::array target_modes{TargetMode::cumulative, TargetMode::incremental};

}  // namespace actionplan::detail
