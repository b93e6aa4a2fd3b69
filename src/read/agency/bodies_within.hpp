// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace actionplan::detail {

/// A stretch of a text, in bytes, and whether it is plainly the name of a body.
struct BodyOrPerson {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_body = false;
};

/// The stretches of a text that names bodies and persons: what lies between commas and the like is a body
/// where it has a noun of one or is an abbreviation, and may be a person elsewhere. Stretches of one kind
/// that follow on each other are one.
[[nodiscard]] std::vector<BodyOrPerson> bodies_within(std::string_view text);

/// The same where bodies are named and persons are told by form alone: in parentheses with initials ("MoF
/// (J. Smith)"), or behind a title ("Hon. Jane Doe"). Empty where there is none of them.
[[nodiscard]] std::vector<BodyOrPerson> persons_within(std::string_view text);

}  // namespace actionplan::detail
