// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/unknown_ids.hpp>

#include "core/internal/excerpt.hpp"
#include "core/internal/nearest.hpp"
#include "evidence/internal/evidence_block.hpp"
#include "evidence/internal/ledger_checks.hpp"
#include "plan/internal/indicator_terms.hpp"
#include "plan/internal/unknown_agency.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace actionplan {
namespace {

constexpr std::size_t most_sought = 100;

using Plans = std::vector<const Plan*>;

template <class Lists>
std::string nearest_of(const Plans& plans, const std::string& id, Lists lists) {
  detail::NearestIds nearest{id};
  for (const Plan* plan : plans) lists(*plan, nearest);
  return nearest.sentence_part() + "; give an id that it has.";
}

}  // namespace

IdCheck::IdCheck(PlanHistory history) : history_{std::move(history)} {}

template <class Finds, class Ends>
std::optional<UnknownId> IdCheck::look(const char* field, const std::string& id, Finds finds,
                                       Ends ends) {
  const auto& revisions = history_.revisions();
  const auto holds = [&finds](const Revision& revision) { return finds(revision.plan); };
  if (std::any_of(revisions.rbegin(), revisions.rend(), holds)) return std::nullopt;
  UnknownId unknown{field, "The plan has no " + std::string{field} + " \"" + detail::excerpt(id) +
                               "\"" + (revisions.size() > 1 ? " in any revision" : "")};
  Plans plans;  // the latest first
  if (sought_ < most_sought) {
    ++sought_;
    for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision) {
      plans.push_back(&revision->plan);
    }
  }
  unknown.message += ends(plans);
  return unknown;
}

std::optional<UnknownId> IdCheck::find_unknown(const Entry& entry) {
  if (entry.indicator) {
    auto unknown = look(
        "indicator", entry.indicator->value(),
        [&](const Plan& plan) { return plan.find_indicator(*entry.indicator) != nullptr; },
        [&](const Plans& plans) {
          return nearest_of(plans, entry.indicator->value(), [](const Plan& plan, auto& nearest) {
            for (const Measure& measure : plan.measures()) {
              for (const Indicator& one : measure.indicators) nearest.add(one.id.value());
            }
          });
        });
    if (unknown) return unknown;
  }
  if (entry.measure) {
    auto unknown = look(
        "measure", entry.measure->value(),
        [&](const Plan& plan) { return plan.find_measure(*entry.measure) != nullptr; },
        [&](const Plans& plans) {
          return nearest_of(plans, entry.measure->value(), [](const Plan& plan, auto& nearest) {
            for (const Measure& measure : plan.measures()) nearest.add(measure.id.value());
          });
        });
    if (unknown) return unknown;
  }
  if (entry.agency) {
    return look(
        "agency", entry.agency->value(),
        [&](const Plan& plan) { return plan.find_agency(*entry.agency) != nullptr; },
        [&](const Plans& plans) {
          detail::NearNames near{entry.agency->value()};
          for (const Plan* plan : plans) detail::add_agencies(*plan, near);
          return detail::agency_remedy(near);
        });
  }
  return std::nullopt;
}

namespace {

std::vector<Problem> find_unknown_ids(const PlanHistory& history, const Evidence& evidence) {
  struct Named {
    Entry example{EntryKind::note, Date::earliest()};
    std::size_t count = 0;
  };
  std::map<std::pair<int, std::string>, Named> named;  // by field and id
  const auto count = [&named](int field, const std::string& id, std::size_t times,
                              const auto& make) {
    Named& one = named[{field, id}];
    if (one.count == 0) make(one.example);
    one.count += times;
  };
  const Revision& latest = history.revisions().back();
  const auto is_unknown = [&latest](const std::optional<AgencyId>& agency) {
    return agency && latest.plan.find_agency(*agency) == nullptr;
  };
  const auto count_agency = [&](const std::optional<AgencyId>& agency, std::size_t times) {
    if (times == 0 || !is_unknown(agency)) return;
    count(2, agency->value(), times, [&](Entry& e) { e.agency = agency; });
  };
  const std::vector<IndicatorId>& held = terms_of(history, latest).ids;
  for (const EvidenceLayer& layer : layers_of(evidence)) {
    const EvidenceBlock& block = *layer.block;
    auto next = held.begin();  // both are in order: most are known, and cost no more than a look
    for (std::size_t i = 0; i < block.indicators.size(); ++i) {
      while (next != held.end() && *next < block.indicators[i]) ++next;
      if (next != held.end() && *next == block.indicators[i]) continue;
      count(0, block.indicators[i].value(), block.offsets[i + 1] - block.offsets[i],
            [&](Entry& e) { e.indicator = block.indicators[i]; });
    }
    const bool has_unknown_agency =
        std::any_of(block.contexts.begin(), block.contexts.end(),
                    [&](const EntryContext& one) { return is_unknown(one.agency); });
    if (has_unknown_agency) {
      std::vector<std::size_t> of_context(block.contexts.size(), 0);
      for (const std::uint32_t context : block.context) ++of_context[context];
      for (std::size_t i = 0; i < of_context.size(); ++i) {
        count_agency(block.contexts[i].agency, of_context[i]);
      }
    }
    for (const OtherEntry& other : block.others) {
      const Entry& entry = other.entry;
      if (entry.indicator && latest.plan.find_indicator(*entry.indicator) == nullptr) {
        count(0, entry.indicator->value(), 1, [&](Entry& e) { e.indicator = entry.indicator; });
      }
      if (entry.measure && latest.plan.find_measure(*entry.measure) == nullptr) {
        count(1, entry.measure->value(), 1, [&](Entry& e) { e.measure = entry.measure; });
      }
      count_agency(entry.agency, 1);
    }
  }
  std::vector<Problem> problems;
  IdCheck check{history};
  for (const auto& [key, one] : named) {
    const auto unknown = check.find_unknown(one.example);
    if (!unknown) continue;
    const bool is_one = one.count == 1;
    problems.push_back({"unknown_id",
                        Severity::warning,
                        {},
                        std::to_string(one.count) + (is_one ? " entry names" : " entries name") +
                            " an id that no verdict uses. " + unknown->message,
                        key.second});
  }
  return problems;
}

}  // namespace

std::vector<Problem> unknown_ids(const PlanHistory& history, const Evidence& evidence) {
  detail::LedgerChecks* const checks = checks_of(evidence);
  if (checks == nullptr) return {};  // without an entry
  return *checks->beside(identity_of(history), [&] { return find_unknown_ids(history, evidence); });
}

}  // namespace actionplan
