// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/entry_use.hpp>

namespace actionplan {

std::string_view to_string(EntryUse use) noexcept {
  switch (use) {
    case EntryUse::used: return "used";
    case EntryUse::agrees: return "agrees";
    case EntryUse::alternative: return "alternative";
    case EntryUse::superseded: return "superseded";
    case EntryUse::total_instead: return "total_instead";
    case EntryUse::parts_incomplete: return "parts_incomplete";
    case EntryUse::replaced: return "replaced";
    case EntryUse::not_true_yet: return "not_true_yet";
    case EntryUse::not_recorded_yet: return "not_recorded_yet";
    case EntryUse::not_public_yet: return "not_public_yet";
    case EntryUse::before_adoption: return "before_adoption";
    case EntryUse::other_unit: return "other_unit";
    case EntryUse::other_reporter: return "other_reporter";
    case EntryUse::beside_the_point: return "beside_the_point";
  }
  return "used";
}

}  // namespace actionplan
