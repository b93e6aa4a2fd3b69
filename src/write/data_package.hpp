// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/write/open_data.hpp>

#include "csv_columns.hpp"

#include <span>
#include <string>

namespace actionplan::detail {

/// `datapackage.json` for the tables of `open_data`, in its order.
[[nodiscard]] std::string data_package(const Assessment& assessment,
                                       std::span<const DataFile> tables, const MoreColumns& more);

}  // namespace actionplan::detail
