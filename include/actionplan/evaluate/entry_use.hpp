// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <actionplan/core/enum_names.hpp>
#include <actionplan/core/export.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace actionplan {

/// What became of an entry in a verdict: it was used, or set aside for a reason.
enum class EntryUse : std::uint8_t {
  used,
  agrees,            ///< says the same as one that was used
  alternative,       ///< contradicts the one that was used; the verdict was computed under it too
  superseded,        ///< a later value took its place
  total_instead,     ///< a part, where the total is given
  parts_incomplete,  ///< a part of a dimension that does not make up the whole
  replaced,          ///< a later entry took its place
  withdrawn,         ///< a later entry withdrew it
  not_true_yet,      ///< became true after `as_of`
  not_recorded_yet,  ///< recorded after `known_at`
  not_public_yet,    ///< published after `public_at`, or never
  before_adoption,   ///< speaks of a time before the plan was adopted
  other_unit,        ///< in another unit than declared
  other_reporter,    ///< by a reporter that was not asked for
  beside_the_point,  ///< of a kind that does not decide here
  earlier_wording,   ///< on an indicator of the measure that a revision dropped
};
[[nodiscard]] constexpr auto names_of(EntryUse) noexcept {
  return names_to<EntryUse::earlier_wording>(
      "used", "agrees", "alternative", "superseded", "total_instead", "parts_incomplete",
      "replaced", "withdrawn", "not_true_yet", "not_recorded_yet", "not_public_yet",
      "before_adoption", "other_unit", "other_reporter", "beside_the_point", "earlier_wording");
}

}  // namespace actionplan
