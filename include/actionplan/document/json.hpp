// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>
#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/plan/agency.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/profile.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// The library's documents as JSON text (docs/schema/): `actionplan/plan@1`, `profile@1`,
/// `agencies@1`, `assessment@1`. UTF-8, two-space indent, keys in a fixed order, a newline at the
/// end: the same value gives the same bytes.

[[nodiscard]] ACTIONPLAN_EXPORT std::string to_json(const Plan& plan);
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_json(const Profile& profile);
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_json(const std::vector<Agency>& agencies);
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_json(const Assessment& assessment);

/// Bounds for JSON input, against hostile files.
struct JsonLimits {
  std::size_t max_bytes = std::size_t{1} << 28;   ///< 256 MiB
  std::size_t max_depth = 32;                     ///< nested arrays and objects
  std::size_t max_values = std::size_t{1} << 26;  ///< numbers, texts, arrays, objects in all
};

/// Reads what `to_json` writes; keys it does not know are ignored, so that documents can grow.
/// `to_json(plan_from_json(text))` gives back the bytes that `to_json` wrote, problems included.
/// @throws ParseError, with line and column (of a syntax error) or the path of the value
///         (`measures[3].deadline.due`), the value and the remedy: not JSON, beyond a limit, another
///         schema or version, a value of the wrong type, an object that does not fit the others.
[[nodiscard]] ACTIONPLAN_EXPORT Plan plan_from_json(std::string_view text,
                                                    const JsonLimits& limits = {});
[[nodiscard]] ACTIONPLAN_EXPORT Profile profile_from_json(std::string_view text,
                                                          const JsonLimits& limits = {});
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Agency> agencies_from_json(
    std::string_view text, const JsonLimits& limits = {});

}  // namespace actionplan
