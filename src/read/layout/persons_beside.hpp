// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "applied_mapping.hpp"
#include "read/account.hpp"
#include "read/agency/bodies_within.hpp"
#include "records.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// What a cell of bodies holds, parted.
struct FoundPersons {
  std::vector<Field> bodies;
  std::vector<const Cell*> persons;  ///< claimed already
};

/// Parts persons from the bodies of a field, which has them all where it names none.
/// @param asked whom its header or label asks for
[[nodiscard]] FoundPersons part_persons(const Field& field, AskedFor asked,
                                        const AppliedMapping& mapping, Records& out,
                                        Account& account);

/// Whom a header or label asks for by its words.
[[nodiscard]] AskedFor asked_by(std::string_view header);

/// "Jane Doe", "Zabar Quillon", "Peter Thane" below "Lead agency": where some are plainly persons, all others
/// look like them and nothing is plainly a body, the column is of persons.
/// @param first of the rows below the header
void find_columns_of_persons(const std::vector<RowView>& rows, std::size_t first, Header& header);

/// What a Problem says of a column that asks for persons or holds them.
/// @param bodies  null: it is one of persons and days
[[nodiscard]] std::string told_of_persons(const std::string& name, const AgencyColumn* bodies);

}  // namespace actionplan::detail
