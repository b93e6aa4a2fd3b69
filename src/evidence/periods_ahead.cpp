// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evidence/periods_ahead.hpp>

#include "core/internal/excerpt.hpp"

#include "ahead.hpp"

#include <algorithm>
#include <utility>

namespace actionplan {
namespace detail {
namespace {

const char* noun_of(EntryKind kind, bool is_one) {
  switch (kind) {
    case EntryKind::observation: return is_one ? "value" : "values";
    case EntryKind::deliverable: return is_one ? "deliverable" : "deliverables";
    default: return is_one ? "rating" : "ratings";
  }
}

bool may_be_ahead(EntryKind kind) noexcept {
  return kind == EntryKind::observation || kind == EntryKind::deliverable ||
         kind == EntryKind::rating;
}

}  // namespace

void AheadFinder::add(const Entry& entry, std::size_t line) {
  if (!entry.period || !may_be_ahead(entry.kind)) return;
  const Period& period = *entry.period;
  const std::int32_t recorded_on = entry.recorded_on.days();
  if (!is_ahead(period.first().days(), period.last().days(), recorded_on)) return;
  const auto [id, what] = entry.indicator ? std::pair{entry.indicator->value(), "indicator "}
                          : entry.measure ? std::pair{entry.measure->value(), "measure "}
                          : entry.agency  ? std::pair{entry.agency->value(), "agency "}
                                          : std::pair{std::string{}, ""};
  Alike& alike = alike_[{entry.kind, what + excerpt(id), period}];
  if (alike.count++ == 0) {
    alike.subject = id;
    alike.line = line;
    alike.recorded_on = entry.recorded_on;
  }
  alike.is_observed = alike.is_observed && true_from(entry) <= entry.recorded_on;
}

std::vector<Problem> AheadFinder::problems() const {
  std::vector<Problem> problems;
  for (const auto& [key, alike] : alike_) {
    const auto& [kind, of, period] = key;
    const bool is_one = alike.count == 1;
    const bool begins_late =
        is_ahead(period.first().days(), period.first().days(), alike.recorded_on.days());
    std::string message = std::to_string(alike.count) + " " + noun_of(kind, is_one) + " of " + of +
                          (is_one ? " is" : " are") + " for " + period.text() + ", which " +
                          (begins_late ? "begins more than a year" : "ends more than fifty years") +
                          " after " + (is_one ? "it was" : "they were") + " recorded (" +
                          alike.recorded_on.iso() + ")";
    if (!alike.is_observed && kind == EntryKind::observation) {
      message += ", so that no verdict uses " + std::string{is_one ? "it" : "them"} + " before " +
                 period.last().iso();
    }
    message += "; correct the period, or the day of recording, unless it is a forecast.";
    Problem problem{"period_ahead", Severity::warning, {}, std::move(message), alike.subject};
    problem.place.line = static_cast<std::uint32_t>(alike.line);
    problems.push_back(std::move(problem));
  }
  std::stable_sort(problems.begin(), problems.end(),
                   [](const Problem& a, const Problem& b) { return a.place.line < b.place.line; });
  return problems;
}

}  // namespace detail

std::vector<Problem> periods_ahead(std::span<const Entry> entries) {
  detail::AheadFinder finder;
  for (std::size_t i = 0; i < entries.size(); ++i) finder.add(entries[i], i + 1);
  return finder.problems();
}

}  // namespace actionplan
