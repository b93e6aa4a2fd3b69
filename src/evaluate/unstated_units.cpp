// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/unstated_units.hpp>

#include "core/internal/excerpt.hpp"
#include "core/internal/shortest_number.hpp"
#include "evaluate/internal/maybe_shares.hpp"
#include "plan/internal/indicator_terms.hpp"
#include "plan/internal/percent_numbers.hpp"
#include "plan/internal/unit.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace actionplan {
namespace {

// Of the last revision that has this indicator; null: none has it.
std::pair<const TermsTable*, const IndicatorTerms*> latest_terms(const PlanHistory& history,
                                                                 const IndicatorId& id) {
  const auto& revisions = history.revisions();
  for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision) {
    const TermsTable& table = terms_of(history, *revision);
    if (const auto row = table.find(id)) return {&table, &table.rows[*row]};
  }
  return {nullptr, nullptr};
}

// Of an indicator that is measured in percent, the largest number that is given of it.
class Percents {
 public:
  explicit Percents(const PlanHistory& history) : history_{history} {}

  // Its largest target or baseline, before any value; nothing where there is none.
  std::optional<double> said(const IndicatorId& id) const {
    const auto [table, terms] = latest_terms(history_, id);
    if (terms == nullptr || !terms->is_percent) return std::nullopt;
    const double largest = largest_aim(*terms, table->steps_of(*terms));
    return largest > 0 ? std::optional{largest} : std::nullopt;
  }

  // Its largest target or baseline; nothing where no revision measures it in percent.
  std::optional<double>& scale(const IndicatorId& id) {
    const auto inserted = scales_.emplace(id, std::nullopt);
    if (!inserted.second) return inserted.first->second;
    const auto [table, terms] = latest_terms(history_, id);
    if (terms != nullptr && terms->is_percent) {
      inserted.first->second = largest_aim(*terms, table->steps_of(*terms));
    }
    return inserted.first->second;
  }

 private:
  const PlanHistory& history_;
  std::map<IndicatorId, std::optional<double>> scales_;
};

bool is_value(const Entry& entry) {
  return entry.kind == EntryKind::observation && entry.indicator && entry.value;
}

// Of entries, those that another of them replaced or withdrew: what they say is mended already.
class Mended {
 public:
  explicit Mended(std::span<const Entry> entries) : entries_{entries} {
    for (const Entry& entry : entries) {
      if (entry.replaces) ended_.insert(*entry.replaces);
      if (entry.kind == EntryKind::withdrawal && entry.about) ended_.insert(*entry.about);
    }
  }

  [[nodiscard]] bool has(std::size_t at) const {
    return !ended_.empty() && ended_.count(entry_id(entries_[at])) != 0;
  }

 private:
  std::span<const Entry> entries_;
  std::set<EntryId> ended_;
};

// The units that indicators are measured in, and which others are the same.
class KnownUnits {
 public:
  explicit KnownUnits(const PlanHistory& history) : history_{history} {}

  struct Known {
    std::string unit;                          // empty: nothing says
    bool is_declared = false;                  // else it follows from the kind
    std::map<std::string, bool> is_same = {};  // of other units that were asked about
  };

  Known& of(const IndicatorId& id) {
    const auto inserted = known_.try_emplace(id);
    Known& known = inserted.first->second;
    if (!inserted.second) return known;
    const IndicatorTerms* terms = latest_terms(history_, id).second;
    if (terms == nullptr) return known;
    const bool has_unit =
        terms->said != nullptr && terms->said->unit && !terms->said->unit->empty();
    known.is_declared = has_unit;
    known.unit = has_unit ? *terms->said->unit : terms->is_percent ? "%" : "";
    return known;
  }

  bool differs(const IndicatorId& id, const std::string& unit) {
    Known& known = of(id);
    if (known.unit.empty() || unit == known.unit) return false;
    const auto inserted = known.is_same.try_emplace(unit, false);
    if (inserted.second) {
      inserted.first->second =
          known.is_declared ? is_same_unit(unit, known.unit) : is_percent_unit(unit);
    }
    return !inserted.first->second;
  }

 private:
  const PlanHistory& history_;
  std::map<IndicatorId, Known> known_;
};

std::string number_of(double value) { return detail::shortest_number(value).value_or("NaN"); }

bool is_in_percent(const Entry& entry) { return entry.unit.empty() || is_percent_unit(entry.unit); }

// Entries of one indicator of which the same is to be said.
struct Doubted {
  std::size_t count = 0;
  std::size_t first = 0;
  double number = 0;  // of the first, whatever it is held against

  void add(std::size_t at, double of_it) {
    if (count++ != 0) return;
    first = at;
    number = of_it;
  }
  [[nodiscard]] std::string more() const {
    if (count == 1) return "";
    return " (as " + std::to_string(count - 1) + (count == 2 ? " more is)" : " more are)");
  }
  [[nodiscard]] Problem problem(const char* code, const IndicatorId& id) const {
    Problem problem{code, Severity::warning, {}, {}, id.value()};
    problem.place.line = static_cast<std::uint32_t>(first + 1);
    return problem;
  }
};

// Standard errors of values in percent that may be shares of one.
void find_errors(const PlanHistory* history, std::span<const Entry> entries, const Mended& mended,
                 std::vector<Problem>& problems) {
  std::map<IndicatorId, Doubted> found;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    if (!is_value(entry) || !entry.standard_error || !entry.n || !is_in_percent(entry)) continue;
    if (!may_be_share_error(*entry.value, *entry.standard_error, *entry.n, entry.deff)) continue;
    const IndicatorTerms* terms =
        history == nullptr ? nullptr : latest_terms(*history, *entry.indicator).second;
    const bool is_percent =
        history == nullptr ? !entry.unit.empty() : terms != nullptr && terms->is_percent;
    if (!is_percent || mended.has(i)) continue;
    found[*entry.indicator].add(i, sampling_error_of_share(*entry.value, *entry.n, entry.deff));
  }
  for (const auto& [id, alike] : found) {
    const Entry& entry = entries[alike.first];
    Problem problem = alike.problem("error_maybe_share", id);
    problem.message = "The standard error " + number_of(*entry.standard_error) + " of the value " +
                      number_of(*entry.value) + " % of indicator " + detail::excerpt(id.value()) +
                      alike.more() + " is less than a tenth of what a sample of " +
                      std::to_string(*entry.n) + " has, about " +
                      detail::general_number(alike.number, 2) + "; give " +
                      detail::general_number(*entry.standard_error * 100, 12) +
                      " where it is a share of one, or `deff` where the design explains it.";
    problems.push_back(std::move(problem));
  }
}

// The first such value of each indicator, and how many there are.
void find_numerators(const Percents& percents, std::span<const Entry> entries, const Mended& mended,
                     std::vector<Problem>& problems) {
  std::map<IndicatorId, std::pair<std::size_t, std::size_t>> found;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    const bool is_in_percent = entry.unit.empty() || is_percent_unit(entry.unit);
    if (!is_value(entry) || !entry.denominator || !is_in_percent || *entry.value <= 100) continue;
    const std::optional<double> aimed = percents.said(*entry.indicator);
    if (!aimed || !may_be_numerator(*entry.value, *entry.denominator, *aimed)) continue;
    if (mended.has(i)) continue;
    auto& [count, first] = found[*entry.indicator];
    if (count++ == 0) first = i;
  }
  for (const auto& [id, counted] : found) {
    const auto& [count, first] = counted;
    const Entry& entry = entries[first];
    const std::string value = number_of(*entry.value);
    Problem problem{"value_maybe_numerator", Severity::warning, {}, {}, id.value()};
    problem.place.line = static_cast<std::uint32_t>(first + 1);
    problem.message =
        "The value " + value + " of indicator " + detail::excerpt(id.value()) + " counts as " +
        value + " %, and it has the denominator " + number_of(*entry.denominator) +
        (count == 1
             ? ""
             : ", as " + std::to_string(count - 1) + (count == 2 ? " more does" : " more do")) +
        "; give the value " + detail::general_number(*entry.value * 100 / *entry.denominator, 12) +
        " where it is how many of those.";
    problems.push_back(std::move(problem));
  }
}

}  // namespace

std::vector<Problem> detail::maybe_shares(const PlanHistory* history,
                                          std::span<const Entry> entries) {
  std::map<IndicatorId, PercentNumbers> numbers;
  std::vector<std::size_t> asked;  // values that may be shares
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    if (!is_value(entry) || !is_in_percent(entry)) continue;
    if (history == nullptr && entry.unit.empty()) continue;
    const auto [found, is_new] = numbers.try_emplace(*entry.indicator);
    if (is_new && history != nullptr) {
      const auto [table, terms] = latest_terms(*history, *entry.indicator);
      if (terms != nullptr && terms->is_percent) {
        found->second.add_aims(*terms, table->steps_of(*terms));
      } else {
        found->second.leave_out();
      }
    }
    found->second.add_value(*entry.value, entry.unit);
    if (*entry.value > 0 && *entry.value <= 1) asked.push_back(i);
  }
  std::map<IndicatorId, Doubted> found;
  const Mended mended{entries};
  for (const std::size_t i : asked) {
    const Entry& entry = entries[i];
    const auto beside = numbers.at(*entry.indicator).beside(*entry.value, entry.unit);
    if (beside && !mended.has(i)) found[*entry.indicator].add(i, *beside);
  }
  std::vector<Problem> problems;
  for (const auto& [id, alike] : found) {
    const Entry& entry = entries[alike.first];
    const std::string value = number_of(*entry.value);
    Problem problem = alike.problem("value_maybe_share", id);
    problem.message = "The value " + value + " of indicator " + excerpt(id.value()) + alike.more() +
                      " counts as " + value + " %, beside a " + number_of(alike.number) +
                      "; give the value " + general_number(*entry.value * 100, 12) +
                      " where it is a share of one, or where it is not the unit \"% " +
                      std::string{percent_scale} + "\" (in a table also " + value +
                      "% with its sign).";
    problems.push_back(std::move(problem));
  }
  find_errors(history, entries, mended, problems);
  return problems;
}

std::vector<Problem> unstated_units(const PlanHistory& history, std::span<const Entry> entries) {
  Percents percents{history};
  for (const Entry& entry : entries) {
    if (!is_value(entry)) continue;
    if (std::optional<double>& scale = percents.scale(*entry.indicator)) {
      scale = std::max(*scale, std::abs(*entry.value));
    }
  }
  std::vector<Problem> problems;
  const Mended mended{entries};
  find_numerators(percents, entries, mended, problems);
  for (Problem& problem : detail::maybe_shares(&history, entries)) {
    problems.push_back(std::move(problem));
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    const bool may_be_share =
        is_value(entry) && entry.unit.empty() && may_be_share_of_one(*entry.value);
    if (!may_be_share) continue;
    const std::optional<double>& scale = percents.scale(*entry.indicator);
    if (!scale || *scale <= 1 || mended.has(i)) continue;
    const std::string value = number_of(*entry.value);
    Problem problem{"unit_unstated", Severity::warning, {}, {}, entry.indicator->value()};
    problem.place.line = static_cast<std::uint32_t>(i + 1);
    problem.message = "Indicator " + detail::excerpt(entry.indicator->value()) +
                      " is measured in percent, and its value " + value +
                      " has no unit; it counts as " + value + " %, beside a " + number_of(*scale) +
                      ". Give the unit \"% " + std::string{percent_scale} +
                      "\" where that is meant, or the value " +
                      detail::general_number(*entry.value * 100, 12) + " with the unit \"%\".";
    problems.push_back(std::move(problem));
  }
  return problems;
}

std::vector<Problem> differing_units(const PlanHistory& history, std::span<const Entry> entries) {
  KnownUnits units{history};
  const Mended mended{entries};
  std::vector<Problem> problems;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Entry& entry = entries[i];
    if (!is_value(entry) || entry.unit.empty()) continue;
    if (!units.differs(*entry.indicator, entry.unit) || mended.has(i)) continue;
    const KnownUnits::Known& known = units.of(*entry.indicator);
    const std::string value = number_of(*entry.value);
    const std::string own = "\"" + detail::excerpt(known.unit) + "\"";
    const std::string its =
        ", and its value " + value + " is in \"" + detail::excerpt(entry.unit) + "\"; ";
    Problem problem{"unit_differs", Severity::warning, {}, {}, entry.indicator->value()};
    problem.place.line = static_cast<std::uint32_t>(i + 1);
    problem.message =
        "Indicator " + detail::excerpt(entry.indicator->value()) +
        (known.is_declared
             ? " is measured in " + own + its + "no verdict uses it. Give the value in " + own +
                   ", or correct `unit` of the indicator in the profile."
             : " is a percentage" + its + "it counts as " + value +
                   " %. Give the value in percent, or declare `unit` of the indicator "
                   "in the profile.");
    problems.push_back(std::move(problem));
  }
  return problems;
}

}  // namespace actionplan
