// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/unused_entries.hpp>

#include <actionplan/core/text.hpp>

#include "core/internal/excerpt.hpp"
#include "core/internal/nearest.hpp"
#include "plan/internal/indicator_terms.hpp"

#include <algorithm>
#include <cmath>
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

// Which kinds of entry some revision judges an indicator by; all of them where none holds it.
struct Judged {
  bool by_value = true;
  bool by_deliverable = true;
  bool by_any_period = true;     // of deliverables
  std::vector<Period> expected;  // of reports, else
  std::int32_t adopted_on = INT32_MIN;

  [[nodiscard]] bool expects(const std::optional<Period>& period) const {
    if (by_any_period) return true;
    if (!period) return false;
    return period->last().days() < adopted_on ||
           std::find(expected.begin(), expected.end(), *period) != expected.end();
  }
};

class JudgedIndicators {
 public:
  explicit JudgedIndicators(const PlanHistory& history) : history_{history} {
    for (const Revision& revision : history.revisions()) {
      for (const auto& [id, said] : revision.profile.indicators) {
        if (!said.formula) continue;
        for (const FormulaInput& input : said.formula->inputs()) inputs_.insert(input.indicator);
      }
    }
  }

  const Judged& of(const IndicatorId& id) {
    const auto inserted = judged_.try_emplace(id);
    if (inserted.second) inserted.first->second = judged(id);
    return inserted.first->second;
  }

 private:
  [[nodiscard]] Judged judged(const IndicatorId& id) const {
    Judged judged{false, false, false, {}, INT32_MIN};
    bool is_held = false;
    for (const Revision& revision : history_.revisions()) {
      const TermsTable& table = terms_of(history_, revision);
      const auto row = table.find(id);
      if (!row) continue;
      is_held = true;
      add(revision.plan, table, table.rows[*row], judged);
    }
    if (!is_held) return {};
    judged.by_value = judged.by_value || inputs_.count(id) != 0;
    return judged;
  }

  static void add(const Plan& plan, const TermsTable& table, const IndicatorTerms& terms,
                  Judged& judged) {
    const bool exists_or_not = is_thing(terms.kind) && std::isnan(terms.target);
    judged.by_value = judged.by_value || !exists_or_not;
    // Of an activity or a quality without a target, that it was done is evidence.
    judged.by_deliverable = judged.by_deliverable || exists_or_not || !needs_number(terms);
    const Measure& measure = plan.measures()[terms.measure];
    const auto periods = table.periods_of(terms);
    const auto& reports = measure.deadline.expected_reports;
    judged.by_any_period =
        judged.by_any_period || (exists_or_not && periods.empty() && reports.empty());
    if (!exists_or_not) return;
    judged.adopted_on = std::max(judged.adopted_on, table.adoption_of(terms.measure));
    judged.expected.insert(judged.expected.end(), periods.begin(), periods.end());
    if (!periods.empty()) return;
    for (const ExpectedReport& report : reports) judged.expected.push_back(report.period);
  }

  const PlanHistory& history_;
  std::set<IndicatorId> inputs_;  // of formulas
  std::map<IndicatorId, Judged> judged_;
};

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

// What no verdict can use, of one indicator or measure each.
class UnusedEntries {
 public:
  UnusedEntries(const PlanHistory& history, std::span<const Entry> entries)
      : history_{history},
        declared_{history},
        judged_{history},
        totals_{has_parts(entries) ? entries : std::span<const Entry>{}} {}

  void add(const Entry& entry, std::size_t line) {
    const bool is_deliverable = entry.kind == EntryKind::deliverable;
    if (is_deliverable && entry.measure && !entry.indicator &&
        !is_expected_report(history_, entry)) {
      on_measures_[*entry.measure].add(line);
    }
    if (!entry.indicator) return;
    const bool is_value = entry.kind == EntryKind::observation && entry.value;
    if (is_value) add_value(entry, line);
    if (is_deliverable) add_deliverable(entry, line);
    if (!entry.dimension.empty()) add_parts(entry, line, is_value);
  }

  std::vector<Problem> problems() {
    for (const auto& [part, alike] : parts_) say_part(part, alike);
    for (const auto& [id, alike] : undeclared_) say_undeclared(id, alike);
    for (const auto& [id, alike] : unweighed_) say_unweighed(id, alike);
    for (const auto& [id, alike] : on_measures_) say_on_measure(id, alike);
    for (const auto& [id, alike] : values_) say_value(id, alike);
    for (const auto& [id, alike] : deliverables_) say_deliverable(id, alike);
    for (const auto& [id, alike] : unexpected_) say_unexpected(id, alike);
    std::stable_sort(problems_.begin(), problems_.end(), [](const Problem& a, const Problem& b) {
      return a.place.line < b.place.line;
    });
    return std::move(problems_);
  }

 private:
  using Part = std::tuple<IndicatorId, std::string, std::string>;
  struct AlikeReports : Alike {
    std::optional<Period> period;  // of the first
  };

  void add_value(const Entry& entry, std::size_t line) {
    const IndicatorId& id = *entry.indicator;
    if (!judged_.of(id).by_value) values_[id].add(line);
    if (entry.denominator) return;
    const auto asked = pooled_.try_emplace(id, false);
    if (asked.second) asked.first->second = is_pooled(history_, id);
    if (asked.first->second) unweighed_[id].add(line);
  }

  void add_deliverable(const Entry& entry, std::size_t line) {
    const IndicatorId& id = *entry.indicator;
    const Judged& judged = judged_.of(id);
    if (!judged.by_deliverable) return deliverables_[id].add(line);
    const bool is_thing_alone = !judged.by_value && !judged.by_any_period;
    if (!is_thing_alone || judged.expects(entry.period)) return;
    AlikeReports& alike = unexpected_[id];
    if (alike.count == 0) alike.period = entry.period;
    alike.add(line);
  }

  void add_parts(const Entry& entry, std::size_t line, bool is_value) {
    const Categories& known = declared_.of(*entry.indicator);
    if (known.empty()) {
      if (is_value && !totals_.has(entry)) undeclared_[*entry.indicator].add(line, entry);
      return;
    }
    for (const auto& [name, category] : entry.dimension) {
      const auto found = known.find(name);
      if (found != known.end() && found->second.count(category) != 0) continue;
      parts_[{*entry.indicator, name, category}].add(line);
    }
  }

  void say(const char* code, const Alike& alike, const std::string& subject, std::string message) {
    Problem problem = warning(code, alike, subject);
    problem.message = std::move(message);
    problems_.push_back(std::move(problem));
  }

  static std::string of_indicator(const Alike& alike, const char* one, const char* many,
                                  const IndicatorId& id) {
    return counted(alike.count, one, many) + " of indicator " + detail::excerpt(id.value());
  }

  static bool has_parts(std::span<const Entry> entries) {
    return std::any_of(entries.begin(), entries.end(),
                       [](const Entry& entry) { return !entry.dimension.empty(); });
  }

  static const char* them(const Alike& alike) { return alike.count == 1 ? "it" : "them"; }

  void say_part(const Part& part, const Alike& alike) {
    const auto& [id, name, category] = part;
    const std::string what = part_remedy(declared_.of(id), name, category);
    if (what.empty()) return;
    say("unknown_part", alike, id.value(),
        of_indicator(alike, "value", "values", id) + (alike.count == 1 ? " is" : " are") + " of " +
            what + ". No verdict takes " + them(alike) +
            " for a part of the whole; correct the name, or declare it in the profile's "
            "`dimensions`.");
  }

  void say_undeclared(const IndicatorId& id, const Undeclared& alike) {
    if (!declared_.is_known(id)) return;  // which is said already
    const bool is_one = alike.count == 1;
    say("unknown_part", alike, id.value(),
        of_indicator(alike, "value", "values", id) +
            (is_one ? " is of " : " are of parts such as ") + in_quotes(alike.category) +
            " of the dimension " + in_quotes(alike.dimension) +
            ", and the profile declares no parts of it. No verdict uses " + them(alike) +
            " without the whole; give the whole, or declare its `dimensions` and "
            "`dimension_aggregation` in the profile.");
  }

  void say_unweighed(const IndicatorId& id, const Alike& alike) {
    say("denominator_missing", alike, id.value(),
        of_indicator(alike, "value", "values", id) + (alike.count == 1 ? " has" : " have") +
            " no denominator, and its aggregation is pooled_ratio, which weighs each by "
            "that; give `denominator`, or declare another `aggregation` in the profile.");
  }

  void say_on_measure(const MeasureId& id, const Alike& alike) {
    const Measure* const measure = latest_measure(history_, id);
    if (measure == nullptr) return;  // an unknown id, which is said already
    say("deliverable_on_measure", alike, id.value(),
        counted(alike.count, "deliverable names", "deliverables name") + " measure " +
            detail::excerpt(id.value()) + " and no indicator, so that no verdict uses " +
            them(alike) + ". " + indicator_remedy(*measure));
  }

  void say_value(const IndicatorId& id, const Alike& alike) {
    say("value_of_thing", alike, id.value(),
        of_indicator(alike, "value", "values", id) + (alike.count == 1 ? " is" : " are") +
            " no evidence that the thing exists, so that no verdict uses " + them(alike) +
            "; record an entry of kind deliverable (`done`, with `done_on`), or, where it is "
            "measured, declare its `kind` or `targets` in the profile.");
  }

  void say_deliverable(const IndicatorId& id, const Alike& alike) {
    say("deliverable_of_number", alike, id.value(),
        of_indicator(alike, "deliverable", "deliverables", id) +
            (alike.count == 1 ? " says" : " say") +
            " no number, and a number is asked for, so that no verdict uses " + them(alike) +
            "; record a value: an entry of kind observation, with `value` and `period`.");
  }

  void say_unexpected(const IndicatorId& id, const AlikeReports& alike) {
    std::vector<Period> expected = judged_.of(id).expected;
    std::sort(expected.begin(), expected.end());
    expected.erase(std::unique(expected.begin(), expected.end()), expected.end());
    std::vector<std::string> periods;
    for (const Period& period : expected) periods.push_back(period.text());
    const std::string first = alike.period ? " of " + alike.period->text() : " of no period";
    say("report_unexpected", alike, id.value(),
        of_indicator(alike, "deliverable", "deliverables", id) +
            (alike.count == 1 ? " is" + first
                              : " are of other periods than expected, the first" + first) +
            ", for which no report is expected, so that no verdict uses " + them(alike) +
            "; give each expected report an entry with its `period`: " + listed(periods, "and") +
            ".");
  }

  const PlanHistory& history_;
  DeclaredParts declared_;
  JudgedIndicators judged_;
  Totals totals_;
  std::map<Part, Alike> parts_;
  std::map<IndicatorId, Undeclared> undeclared_;
  std::map<MeasureId, Alike> on_measures_;
  std::map<IndicatorId, bool> pooled_;
  std::map<IndicatorId, Alike> unweighed_;
  std::map<IndicatorId, Alike> values_;        // of things
  std::map<IndicatorId, Alike> deliverables_;  // of numbers
  std::map<IndicatorId, AlikeReports> unexpected_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> unused_entries(const PlanHistory& history, std::span<const Entry> entries) {
  UnusedEntries unused{history, entries};
  for (std::size_t i = 0; i < entries.size(); ++i) unused.add(entries[i], i + 1);
  return unused.problems();
}

}  // namespace actionplan
