// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/export.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace actionplan {

enum class EntryKind : std::uint8_t {
  observation,   ///< a value of an indicator
  deliverable,   ///< a thing exists, was done or supplied; or was seen not to be
  rating,        ///< a named rater's completion code
  response,      ///< an agency's reply
  verification,  ///< someone checked another entry
  withdrawal,    ///< another entry is taken back
  appointment,   ///< a person is made responsible
  membership,    ///< a body belongs to a collective agency
  note,          ///< words that decide nothing
};

enum class ReporterType : std::uint8_t {
  implementer,
  other_government,
  civil_society,
  independent
};

enum class Method : std::uint8_t {
  document,
  administrative_record,
  survey,
  direct_observation,
  statement,
};

enum class Verification : std::uint8_t { unverified, verified, disputed };

/// How much of a measure was carried out, in the codes of OGP's Independent Reporting Mechanism.
enum class Completion : std::uint8_t {
  no_evidence,
  not_started,
  limited,
  substantial,
  complete,
  withdrawn,  ///< given up by those who promised it: said by raters alone, never derived
};

inline constexpr std::size_t entry_kind_count = 9;
inline constexpr std::size_t reporter_type_count = 4;
inline constexpr std::size_t method_count = 5;
inline constexpr std::size_t verification_count = 3;
inline constexpr std::size_t completion_count = 6;

[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(EntryKind kind) noexcept;
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(ReporterType type) noexcept;
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(Method method) noexcept;
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(Verification verification) noexcept;
[[nodiscard]] ACTIONPLAN_EXPORT std::string_view to_string(Completion completion) noexcept;

}  // namespace actionplan
