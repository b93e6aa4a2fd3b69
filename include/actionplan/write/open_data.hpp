// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/cancel.hpp>
#include <actionplan/core/export.hpp>
#include <actionplan/evaluate/assessment.hpp>
#include <actionplan/evaluate/explain.hpp>

#include <span>
#include <string>
#include <vector>

namespace actionplan {

/// One file of a publication.
struct DataFile {
  std::string path = {};     ///< relative, with `/` between folders
  std::string content = {};  ///< UTF-8
};

/// An assessment and what it stands on, as the files that stand beside a published site:
///
/// - `plan.json`, `profile.json`, `assessment.json`, `explanations.json`, `evidence.json`: the
///   library's documents;
/// - `measures.csv`, `indicators.csv`, `evidence.csv`, `deadlines.csv`: the same as tables;
/// - `finance.csv`: the items of the measures' finance that may be published, where there are any;
/// - `deadlines.ics`: `calendar` of the plan;
/// - `datapackage.json`: a Frictionless data package that says what each column of the tables holds,
///   with size and SHA-256 of each.
///
/// Plan and profile are those of the day; evidence is the whole ledger, as the two clocks need it.
/// No personal data, and of the measures' extra cells and finance those that may be published. The same
/// assessment gives the same bytes.
/// @throws Cancelled when `cancel`, asked at each item and line, says so.
/// @source Data Package 1.0, Table Schema 1.0, https://specs.frictionlessdata.io
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<DataFile> open_data(const Assessment& assessment,
                                                                const Cancel& cancel = {});
/// The same from explanations that were made before, so that nothing is derived again.
/// @param explanations  what `explain_all` makes of the assessment.
/// @throws InvalidArgument when they are not one for each row, of its measure.
[[nodiscard]] ACTIONPLAN_EXPORT std::vector<DataFile> open_data(
    const Assessment& assessment, std::span<const Explanation> explanations,
    const Cancel& cancel = {});

}  // namespace actionplan
