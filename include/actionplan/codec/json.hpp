// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/evaluate/explain.hpp>
#include <actionplan/evaluate/status.hpp>
#include <actionplan/plan/agency.hpp>
#include <actionplan/plan/plan.hpp>
#include <actionplan/plan/profile.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace actionplan {

/// The library's documents as JSON text (docs/schema/): `actionplan/plan@1`, `profile@1`,
/// `agencies@1`, `assessment@1`, `explanation@1`, `explanations@1`, `evidence@1`, `problems@1`,
/// `counts@1`. UTF-8, two-space indent,
/// keys in a fixed order, a newline at the end: the same value gives the same bytes. Absent is `null`.
/// Evidence stands in the order of `Evidence::in_order`, without the digests of persons.
/// `cancel` is asked at each item. @throws Cancelled when it says so.
/// @throws InvalidArgument  a text that is not UTF-8 or a number that is not finite, which a Plan
///                          cannot hold but a Profile or an Agency can.

[[nodiscard]] ACTIONPLAN_EXPORT std::string to_json(const Plan& plan, const Cancel& cancel = {});
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_json(const Profile& profile,
                                                    const Cancel& cancel = {});
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_json(const std::vector<Agency>& agencies);
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_json(const Assessment& assessment,
                                                    const Cancel& cancel = {});
/// Only some rows of it, in the order given, such as those of a selection: `summary` counts these,
/// and `selected_from` all. @throws InvalidArgument when a row is out of range.
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_json(const Assessment& assessment,
                                                    std::span<const std::size_t> rows,
                                                    const Cancel& cancel = {});
/// Which part of a selection the rows are.
struct JsonPage {
  std::size_t total = 0;             ///< rows of all pages
  std::string next_page_token = {};  ///< empty: this is the last page
};
/// The same of one page, with the key `page`: `to_json(a, selection.rows, {selection.total,
/// selection.next_page_token})`.
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_json(const Assessment& assessment,
                                                    std::span<const std::size_t> rows,
                                                    const JsonPage& page,
                                                    const Cancel& cancel = {});
/// How many measures have each status.
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_json(const StatusCounts& counts);
/// Problems of a plan, of lint, of a table of evidence ..., as they stand in `plan@1`.
[[nodiscard]] ACTIONPLAN_EXPORT std::string problems_to_json(const std::vector<Problem>& problems);
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_json(const Explanation& explanation,
                                                    const Assessment& assessment);
/// The explanations of all its measures, in one document: `actionplan/explanations@1`.
[[nodiscard]] ACTIONPLAN_EXPORT std::string explanations_to_json(const Assessment& assessment,
                                                                 const Cancel& cancel = {});
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_json(const Evidence& evidence,
                                                    const Cancel& cancel = {});

/// One entry alone: an `evidence@1` of it. @throws NotFound when there is none of this id.
[[nodiscard]] ACTIONPLAN_EXPORT std::string to_json(const Evidence& evidence, const EntryId& id);

/// Bounds for JSON input, against hostile files. Time grows in proportion to the text. Memory beside
/// the text is at most about 40 bytes for each of its bytes, and 200 for each value: some 3 GiB for
/// the worst text within these limits.
struct JsonLimits {
  std::size_t max_bytes = std::size_t{1} << 28;   ///< 256 MiB; never more than 4 GiB
  std::size_t max_depth = 32;                     ///< arrays and objects inside each other
  std::size_t max_values = std::size_t{1} << 24;  ///< values and keys in all
};

/// Reads what `to_json` writes, and less: a key whose value is absent or `null` is as if unsaid, a
/// section or measure without `id` is called by its number, and a profile's `report_due` may be the
/// name of a preset. Keys it does not know are ignored, so that documents can grow.
/// `to_json(plan_from_json(text))` gives back the bytes that `to_json` wrote, problems included.
/// @throws ParseError, with its place, and the path of the value (`measures[3].deadline.due`), the
///         value and the remedy: not JSON, a key twice in one object, beyond a limit, another schema
///         or version, a value of the wrong type, an object that does not fit the others.
/// @throws Cancelled when `cancel`, asked at each value, says so.
[[nodiscard]] ACTIONPLAN_EXPORT Plan plan_from_json(std::string_view text,
                                                    const JsonLimits& limits = {},
                                                    const Cancel& cancel = {});
[[nodiscard]] ACTIONPLAN_EXPORT Profile profile_from_json(std::string_view text,
                                                          const JsonLimits& limits = {},
                                                          const Cancel& cancel = {});
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<Agency> agencies_from_json(
    std::string_view text, const JsonLimits& limits = {}, const Cancel& cancel = {});

}  // namespace actionplan
