// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/indicator.hpp>

namespace actionplan {

std::string_view to_string(IndicatorKind kind) noexcept {
  switch (kind) {
    case IndicatorKind::count: return "count";
    case IndicatorKind::amount: return "amount";
    case IndicatorKind::percentage: return "percentage";
    case IndicatorKind::deliverable: return "deliverable";
    case IndicatorKind::publication: return "publication";
    case IndicatorKind::activity: return "activity";
    case IndicatorKind::report: return "report";
    case IndicatorKind::qualitative: return "qualitative";
  }
  return "qualitative";
}

}  // namespace actionplan
