// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/read/document.hpp>

#include "columns.hpp"
#include "records.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace actionplan::detail {

/// A table of measures, by the sheet that it stands on.
struct SheetTable {
  std::uint32_t part = 0;
  std::size_t first = 0;  ///< of the records that it begins with
  std::vector<HeaderTexts> header;
};

/// Where tables of several sheets have one header, each sheet that has measures is a section by its name,
/// but for names that a program gives ("Sheet1"), whose measures stand under none. Names of files are no
/// names of sheets.
/// @param tables in the order of their records
void add_sheet_sections(const Document& document, const std::vector<SheetTable>& tables,
                        Records& out);

}  // namespace actionplan::detail
