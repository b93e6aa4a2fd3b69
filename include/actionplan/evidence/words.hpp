// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace actionplan {

enum class EntryKind : std::uint8_t {
  observation,   ///< a value of an indicator
  deliverable,   ///< a thing exists, was done or supplied; or was seen not to be
  rating,        ///< a named rater's completion code, or own words for it
  response,      ///< an agency's reply
  verification,  ///< someone checked another entry
  withdrawal,    ///< another entry is taken back
  appointment,   ///< a person is made responsible
  membership,    ///< a body belongs to a collective agency
  note,          ///< words that decide nothing
};
[[nodiscard]] constexpr auto names_of(EntryKind) noexcept {
  return names_to<EntryKind::note>("observation", "deliverable", "rating", "response",
                                   "verification", "withdrawal", "appointment", "membership",
                                   "note");
}

enum class ReporterType : std::uint8_t {
  implementer,
  other_government,
  civil_society,
  independent
};
[[nodiscard]] constexpr auto names_of(ReporterType) noexcept {
  return names_to<ReporterType::independent>("implementer", "other_government", "civil_society",
                                             "independent");
}

enum class Method : std::uint8_t {
  document,
  administrative_record,
  survey,
  direct_observation,
  statement,
};
[[nodiscard]] constexpr auto names_of(Method) noexcept {
  return names_to<Method::statement>("document", "administrative_record", "survey",
                                     "direct_observation", "statement");
}

enum class Verification : std::uint8_t { unverified, verified, disputed };
[[nodiscard]] constexpr auto names_of(Verification) noexcept {
  return names_to<Verification::disputed>("unverified", "verified", "disputed");
}

/// How much of a measure was carried out, in the codes of OGP's Independent Reporting Mechanism.
enum class Completion : std::uint8_t {
  no_evidence,
  not_started,
  limited,
  substantial,
  complete,
  withdrawn,  ///< given up by those who promised it: said by raters alone, never derived
};
[[nodiscard]] constexpr auto names_of(Completion) noexcept {
  return names_to<Completion::withdrawn>("no_evidence", "not_started", "limited", "substantial",
                                         "complete", "withdrawn");
}

}  // namespace actionplan
