// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/unused_entries.hpp>

#include <actionplan/core/text.hpp>

#include "core/internal/excerpt.hpp"
#include "core/internal/nearest.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace actionplan {
namespace {

constexpr std::size_t most_named = 3;

// The first entry of those that are alike, from 1, and how many there are.
struct Alike {
  std::size_t line = 0;
  std::size_t count = 0;

  void add(std::size_t at) {
    if (count++ == 0) line = at;
  }
};

// Values of parts of an indicator that declares none.
struct Undeclared : Alike {
  std::string dimension;  // of the first
  std::string category;

  void add(std::size_t at, const Entry& entry) {
    if (count == 0) std::tie(dimension, category) = *entry.dimension.begin();
    Alike::add(at);
  }
};

// Of which indicators and periods the whole is there: it counts, and its parts are for people.
class Totals {
 public:
  explicit Totals(std::span<const Entry> entries) {
    for (const Entry& entry : entries) {
      if (entry.indicator && entry.value && entry.dimension.empty()) known_.insert(key_of(entry));
    }
  }
  [[nodiscard]] bool has(const Entry& entry) const { return known_.count(key_of(entry)) != 0; }

 private:
  using Key = std::tuple<IndicatorId, std::int32_t, std::int32_t>;
  static Key key_of(const Entry& entry) {
    const std::int32_t first = entry.period ? entry.period->first().days() : INT32_MIN;
    const std::int32_t last = entry.period ? entry.period->last().days() : INT32_MIN;
    return {*entry.indicator, first, last};
  }

  std::set<Key> known_;
};

std::string in_quotes(std::string_view text) { return "\"" + detail::excerpt(text) + "\""; }

// "A", "A and B", "A, B and others".
template <class Names>
std::string listed(const Names& names, const char* last) {
  std::string text;
  std::size_t at = 0;
  for (const auto& name : names) {
    if (at == most_named) return text + " " + last + " others";
    const bool is_last = at + 1 == names.size();
    text += (at == 0 ? std::string{} : is_last ? " " + std::string{last} + " " : ", ") + name;
    ++at;
  }
  return text;
}

using Categories = std::map<std::string, std::set<std::string>>;

// The parts that any revision declares, by indicator.
class DeclaredParts {
 public:
  explicit DeclaredParts(const PlanHistory& history) : history_{history} {}

  // Does any revision have the indicator?
  [[nodiscard]] bool is_known(const IndicatorId& id) const {
    const auto& revisions = history_.revisions();
    return std::any_of(revisions.begin(), revisions.end(), [&id](const Revision& revision) {
      return revision.plan.find_indicator(id) != nullptr;
    });
  }

  const Categories& of(const IndicatorId& id) {
    const auto inserted = parts_.try_emplace(id);
    if (!inserted.second) return inserted.first->second;
    for (const Revision& revision : history_.revisions()) {
      const auto said = revision.profile.indicators.find(id);
      if (said == revision.profile.indicators.end()) continue;
      for (const auto& [name, categories] : said->second.dimensions) {
        inserted.first->second[name].insert(categories.begin(), categories.end());
      }
    }
    return inserted.first->second;
  }

 private:
  const PlanHistory& history_;
  std::map<IndicatorId, Categories> parts_;
};

// What is wrong with a part; empty: nothing, or nothing that anybody can tell.
std::string part_remedy(const Categories& declared, const std::string& name,
                        const std::string& category) {
  const auto found = declared.find(name);
  if (found == declared.end()) {
    const std::string folded = text::fold(text::collapse_spaces(name));
    for (const auto& [known, categories] : declared) {
      if (text::fold(text::collapse_spaces(known)) != folded) continue;
      return "the dimension " + in_quotes(name) + ", and the profile declares " + in_quotes(known);
    }
    return {};
  }
  if (found->second.empty() || found->second.count(category) != 0) return {};
  detail::NearestIds nearest{category};
  for (const std::string& known : found->second) nearest.add(known);
  const std::string near = nearest.sentence_part();
  return in_quotes(category) + " of the dimension " + in_quotes(name) +
         ", which the profile does not declare" +
         (near.empty() ? "; it has " + listed(found->second, "and") : near);
}

// Does the last profile that speaks of the indicator weigh its values by their denominators?
bool is_pooled(const PlanHistory& history, const IndicatorId& id) {
  const auto& revisions = history.revisions();
  for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision) {
    const auto said = revision->profile.indicators.find(id);
    if (said == revision->profile.indicators.end()) continue;
    return said->second.aggregation == Aggregation::pooled_ratio;
  }
  return false;
}

const Measure* latest_measure(const PlanHistory& history, const MeasureId& id) {
  const auto& revisions = history.revisions();
  for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision) {
    if (const Measure* const found = revision->plan.find_measure(id)) return found;
  }
  return nullptr;
}

// Does it answer a report that a revision expects of the measure? Our own forms ask for such.
bool is_expected_report(const PlanHistory& history, const Entry& entry) {
  if (!entry.period) return false;
  for (const Revision& revision : history.revisions()) {
    const Measure* const measure = revision.plan.find_measure(*entry.measure);
    if (measure == nullptr) continue;
    for (const ExpectedReport& report : measure->deadline.expected_reports) {
      if (report.period == *entry.period) return true;
    }
  }
  return false;
}

std::string indicator_remedy(const Measure& measure) {
  if (measure.indicators.empty()) {
    return "The measure has none that could be met; an independent rating tells how far it came.";
  }
  std::vector<std::string> ids;
  for (const Indicator& one : measure.indicators) ids.push_back(detail::excerpt(one.id.value()));
  return ids.size() == 1 ? "Give its indicator, " + ids.front() + "."
                         : "Give the one that it is about: " + listed(ids, "or") + ".";
}

std::string counted(std::size_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

Problem warning(const char* code, const Alike& alike, const std::string& subject) {
  Problem problem{code, Severity::warning, {}, {}, subject};
  problem.place.line = static_cast<std::uint32_t>(alike.line);
  return problem;
}

}  // namespace

std::vector<Problem> unused_entries(const PlanHistory& history, std::span<const Entry> entries) {
  DeclaredParts declared{history};
  std::map<std::tuple<IndicatorId, std::string, std::string>, Alike> parts;
  std::map<MeasureId, Alike> deliverables;
  std::map<IndicatorId, bool> pooled;
  std::map<IndicatorId, Alike> unweighed;
  std::map<IndicatorId, Undeclared> undeclared;
  const bool has_parts = std::any_of(entries.begin(), entries.end(),
                                     [](const Entry& entry) { return !entry.dimension.empty(); });
  const Totals totals{has_parts ? entries : std::span<const Entry>{}};
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    const bool names_measure =
        entry.kind == EntryKind::deliverable && entry.measure && !entry.indicator;
    if (names_measure && !is_expected_report(history, entry)) {
      deliverables[*entry.measure].add(i + 1);
    }
    const bool is_value = entry.kind == EntryKind::observation && entry.indicator && entry.value;
    if (is_value && !entry.denominator) {
      const auto asked = pooled.try_emplace(*entry.indicator, false);
      if (asked.second) asked.first->second = is_pooled(history, *entry.indicator);
      if (asked.first->second) unweighed[*entry.indicator].add(i + 1);
    }
    if (!entry.indicator || entry.dimension.empty()) continue;
    const Categories& known = declared.of(*entry.indicator);
    if (known.empty()) {
      if (is_value && !totals.has(entry)) undeclared[*entry.indicator].add(i + 1, entry);
      continue;
    }
    for (const auto& [name, category] : entry.dimension) {
      const auto found = known.find(name);
      if (found != known.end() && found->second.count(category) != 0) continue;
      parts[{*entry.indicator, name, category}].add(i + 1);
    }
  }
  std::vector<Problem> problems;
  for (const auto& [part, alike] : parts) {
    const auto& [id, name, category] = part;
    const std::string what = part_remedy(declared.of(id), name, category);
    if (what.empty()) continue;
    Problem problem = warning("unknown_part", alike, id.value());
    problem.message = counted(alike.count, "value", "values") + " of indicator " +
                      detail::excerpt(id.value()) + (alike.count == 1 ? " is" : " are") + " of " +
                      what + ". No verdict takes " + (alike.count == 1 ? "it" : "them") +
                      " for a part of the whole; correct the name, or declare it in the profile's "
                      "`dimensions`.";
    problems.push_back(std::move(problem));
  }
  for (const auto& [id, alike] : undeclared) {
    if (!declared.is_known(id)) continue;  // which is said already
    Problem problem = warning("unknown_part", alike, id.value());
    const bool is_one = alike.count == 1;
    problem.message =
        counted(alike.count, "value", "values") + " of indicator " + detail::excerpt(id.value()) +
        (is_one ? " is of " : " are of parts such as ") + in_quotes(alike.category) +
        " of the dimension " + in_quotes(alike.dimension) +
        ", and the profile declares no parts of it. No verdict uses " + (is_one ? "it" : "them") +
        " without the whole; give the whole, or declare its `dimensions` and "
        "`dimension_aggregation` in the profile.";
    problems.push_back(std::move(problem));
  }
  for (const auto& [id, alike] : unweighed) {
    Problem problem = warning("denominator_missing", alike, id.value());
    problem.message = counted(alike.count, "value", "values") + " of indicator " +
                      detail::excerpt(id.value()) + (alike.count == 1 ? " has" : " have") +
                      " no denominator, and its aggregation is pooled_ratio, which weighs each by "
                      "that; give `denominator`, or declare another `aggregation` in the profile.";
    problems.push_back(std::move(problem));
  }
  for (const auto& [id, alike] : deliverables) {
    const Measure* const measure = latest_measure(history, id);
    if (measure == nullptr) continue;  // an unknown id, which is said already
    Problem problem = warning("deliverable_on_measure", alike, id.value());
    problem.message = counted(alike.count, "deliverable names", "deliverables name") + " measure " +
                      detail::excerpt(id.value()) + " and no indicator, so that no verdict uses " +
                      (alike.count == 1 ? "it" : "them") + ". " + indicator_remedy(*measure);
    problems.push_back(std::move(problem));
  }
  std::stable_sort(problems.begin(), problems.end(),
                   [](const Problem& a, const Problem& b) { return a.place.line < b.place.line; });
  return problems;
}

}  // namespace actionplan
