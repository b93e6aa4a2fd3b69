// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/evidence/person.hpp>

#include <string_view>
#include <vector>

namespace actionplan::detail {

/// Whom a text names: what stands before e-mail addresses and telephone numbers is the name, they are
/// the contact. Several where each has both, or is an item of a list; what cannot be told apart for
/// sure is one contact without a name, which is never shown as one. Nobody of "n/a" and "-".
[[nodiscard]] std::vector<Person> persons_of(std::string_view text);

}  // namespace actionplan::detail
