// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
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

/// A person beside the bodies of a text, in bytes.
struct PersonWithin {
  std::size_t begin = 0;  ///< the name
  std::size_t end = 0;
  std::size_t from = 0;  ///< with the marks about it, which go with it
  std::size_t until = 0;
  bool is_mark =
      false;  ///< nobody, but the parenthesis that closes behind a body: "J. Smith (MoF)"
};

/// Whom a header or label asks for.
enum class AskedFor : std::uint8_t {
  bodies,   ///< "Lead agency": a given name alone makes no person there, or "Robert Bosch" were one
  any,      ///< "Owner"
  persons,  ///< "Responsible (name, unit)": what is plainly a body is one, and nothing else
};

/// The persons that a text of bodies names, by form alone and in their order: with initials ("MoF (J. Smith)",
/// "Давлетов Р.Р."), behind a title ("Hon. Jane Doe"), or with a given name ("Jane Doe", "Minister Jane Doe"). A
/// label with nobody else goes with them.
[[nodiscard]] std::vector<PersonWithin> persons_within(std::string_view text, AskedFor asked);

/// What the names of a cell look like, those of a list one by one.
enum class NamesIn : std::uint8_t {
  persons,  ///< at least one is told by its form or given name, and all may be persons
  open,     ///< "Zabar Quillon": two or three words with capitals, and nothing tells
  other,    ///< one is plainly a body, or looks like no person
};
[[nodiscard]] NamesIn names_in(std::string_view text);

}  // namespace actionplan::detail
