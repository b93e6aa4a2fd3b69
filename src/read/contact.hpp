// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace actionplan::detail {

/// Does a text hold an e-mail address or a telephone number? Told by form alone: a number with a plus
/// or two noughts before it, an area code in parentheses, groups as telephone numbers have them and
/// neither days, years nor thousands do; or fewer digits after a word for a telephone.
[[nodiscard]] bool holds_contact(std::string_view text);

/// Is it an e-mail address or a telephone number that a text begins with, by the same forms?
[[nodiscard]] bool begins_contact(std::string_view text);

/// "Tel", "факс": is the word one for a telephone, as stands before numbers?
[[nodiscard]] bool is_word_for_telephone(std::string_view word);

/// Does a header or label speak of contacts or persons, in the words of any language?
[[nodiscard]] bool speaks_of_contacts(std::string_view header);

/// Does a header of bodies leave open whether it asks for persons: "Responsible (name, unit)",
/// "Responsible (institution, contact person)"?
[[nodiscard]] bool may_ask_for_persons(std::string_view header);

/// Does a header of bodies ask for persons: "Responsible (full name, position)", "Виконавець (ПІБ)"?
[[nodiscard]] bool asks_for_persons(std::string_view header);

}  // namespace actionplan::detail
