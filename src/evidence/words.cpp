// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evidence/words.hpp>

namespace actionplan {

std::string_view to_string(EntryKind kind) noexcept {
  switch (kind) {
    case EntryKind::observation: return "observation";
    case EntryKind::deliverable: return "deliverable";
    case EntryKind::rating: return "rating";
    case EntryKind::response: return "response";
    case EntryKind::verification: return "verification";
    case EntryKind::withdrawal: return "withdrawal";
    case EntryKind::appointment: return "appointment";
    case EntryKind::membership: return "membership";
    case EntryKind::note: return "note";
  }
  return "note";
}

std::string_view to_string(ReporterType type) noexcept {
  switch (type) {
    case ReporterType::implementer: return "implementer";
    case ReporterType::other_government: return "other_government";
    case ReporterType::civil_society: return "civil_society";
    case ReporterType::independent: return "independent";
  }
  return "implementer";
}

std::string_view to_string(Method method) noexcept {
  switch (method) {
    case Method::document: return "document";
    case Method::administrative_record: return "administrative_record";
    case Method::survey: return "survey";
    case Method::direct_observation: return "direct_observation";
    case Method::statement: return "statement";
  }
  return "statement";
}

std::string_view to_string(Verification verification) noexcept {
  switch (verification) {
    case Verification::unverified: return "unverified";
    case Verification::verified: return "verified";
    case Verification::disputed: return "disputed";
  }
  return "unverified";
}

std::string_view to_string(Completion completion) noexcept {
  switch (completion) {
    case Completion::no_evidence: return "no_evidence";
    case Completion::not_started: return "not_started";
    case Completion::limited: return "limited";
    case Completion::substantial: return "substantial";
    case Completion::complete: return "complete";
    case Completion::withdrawn: return "withdrawn";
  }
  return "no_evidence";
}

}  // namespace actionplan
