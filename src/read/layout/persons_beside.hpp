// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "read/account.hpp"
#include "records.hpp"

#include <vector>

namespace actionplan::detail {

/// What a cell of bodies holds, parted.
struct FoundPersons {
  std::vector<Field> bodies;
  std::vector<const Cell*> persons;  ///< claimed already
};

/// Parts persons from the bodies of a field, which has them all where it names none.
/// @param may_name_persons by its header or label: then what is plainly a body is one, and nothing else
[[nodiscard]] FoundPersons part_persons(const Field& field, bool may_name_persons, Records& out,
                                        Account& account);

}  // namespace actionplan::detail
