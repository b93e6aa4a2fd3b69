// SPDX-License-Identifier: Apache-2.0
#include "evaluate/internal/term_differences.hpp"

#include <actionplan/core/text.hpp>

#include "core/internal/shortest_number.hpp"
#include "plan/internal/unit.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace actionplan::detail {
namespace {

// A target with the day by which it is to be reached, which may be the measure's own.
struct TargetTerm {
  IndicatorTerm term;
  std::optional<Date> day;
};

IndicatorTerm number_term(const char* name, double number, SetBy set_by) {
  return {name, general_number(number, 15), number, {}, set_by};
}

IndicatorTerm word_term(const char* name, std::string_view word, SetBy set_by) {
  return {name, std::string{word}, {}, {}, set_by};
}

const IndicatorTerms& terms_of(const MeasuredIndicator& one) { return one.table->rows[one.row]; }

std::vector<TargetTerm> targets_of(const MeasuredIndicator& one) {
  const IndicatorTerms& terms = terms_of(one);
  const std::optional<Date> due = latest_due(*one.deadline);
  std::vector<TargetTerm> targets;
  const auto add = [&](double number, std::optional<Date> day) {
    IndicatorTerm term = number_term("target", number, terms.target_set_by);
    if (day && day != due) term.due = day;
    targets.push_back({std::move(term), day ? day : due});
  };
  if (std::isnan(terms.target)) return targets;
  double last = IndicatorTerms::absent;
  for (const TargetStep& step : one.table->steps_of(terms)) {
    last = step.value;
    add(step.value, Date::from_days(step.due));
  }
  if (terms.target != last) add(terms.target, terms.step_count == 0 ? own_due(one) : std::nullopt);
  return targets;
}

std::string text_of(const std::map<std::string, std::vector<std::string>>& dimensions) {
  std::string text;
  for (const auto& [name, parts] : dimensions) {
    text += (text.empty() ? "" : "; ") + name + ": ";
    for (const std::string& part : parts) text += (&part == &parts.front() ? "" : ", ") + part;
  }
  return text;
}

// All but its targets, in a fixed order; what changes no verdict is left out.
std::vector<IndicatorTerm> other_terms(const MeasuredIndicator& one) {
  const IndicatorTerms& terms = terms_of(one);
  const IndicatorProfile* said = terms.said;
  const SetBy set_by = said != nullptr ? said->set_by : SetBy::plan;
  std::vector<IndicatorTerm> found;
  const auto number = [&](const char* name, double value) {
    if (!std::isnan(value)) found.push_back(number_term(name, value, set_by));
  };
  const auto word = [&](const char* name, std::string_view text) {
    if (!text.empty()) found.push_back(word_term(name, text, set_by));
  };
  number("baseline", terms.baseline);
  number("baseline_standard_error", terms.baseline_error);
  const bool has_direction = said != nullptr && said->direction;
  if (has_direction ? *said->direction != Direction::none : terms.has_direction) {
    const bool is_falling = has_direction ? said->direction == Direction::down : terms.is_falling;
    word("direction", to_string(is_falling ? Direction::down : Direction::up));
  }
  if (terms.has_aggregation) word("aggregation", to_string(terms.aggregation));
  if (said != nullptr && said->unit) word("unit", *said->unit);
  const SetBy kind_set_by = said != nullptr && said->kind ? said->set_by : SetBy::plan;
  found.push_back(word_term("kind", to_string(terms.kind), kind_set_by));
  if (terms.has_path) word("path", to_string(TrajectoryPath::linear));
  number("alpha", terms.alpha);
  // What alone bears all the weight has as much under any.
  const bool is_alone = one.measure->indicators.size() == 1 && terms.weight > 0;
  if (said != nullptr && said->weight && !is_alone) number("weight", terms.weight);
  // Only a report has to be confirmed to be as wide as the promise.
  const bool is_report = terms.kind == IndicatorKind::report;
  if (is_report && terms.is_confirmed) word("covers_measure", "true");
  if (!is_report && terms.is_narrower) word("covers_measure", "false");
  if (said == nullptr) return found;
  if (said->formula) word("formula", said->formula->text());
  if (said->cadence) word("cadence", to_string(*said->cadence));
  word("dimensions", text_of(said->dimensions));
  if (said->dimension_aggregation) {
    word("dimension_aggregation", to_string(*said->dimension_aggregation));
  }
  return found;
}

bool is_same_term(const IndicatorTerm& a, const IndicatorTerm& b) {
  if (a.number || b.number) return a.number == b.number;
  return a.name == "unit" ? is_same_unit(a.text, b.text) : a.text == b.text;
}

bool is_same_number(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// Quick, and true of nearly all: nothing can differ.
bool are_alike(const MeasuredIndicator& before, const MeasuredIndicator& after) {
  const IndicatorTerms& a = terms_of(before);
  const IndicatorTerms& b = terms_of(after);
  const auto steps = before.table->steps_of(a);
  const auto other = after.table->steps_of(b);
  return a.kind == b.kind && is_same_number(a.target, b.target) &&
         std::equal(steps.begin(), steps.end(), other.begin(), other.end(),
                    [](const TargetStep& x, const TargetStep& y) {
                      return x.due == y.due && x.value == y.value;
                    }) &&
         (a.said == b.said || (a.said != nullptr && b.said != nullptr && *a.said == *b.said));
}

// What of an indicator the values hang on that a formula of another one takes of it.
std::vector<IndicatorTerm> terms_of_values(const IndicatorTerms& terms) {
  std::vector<IndicatorTerm> found;
  const IndicatorProfile* said = terms.said;
  if (said == nullptr) return found;
  const auto word = [&](const char* name, std::string_view text) {
    if (!text.empty()) found.push_back(word_term(name, text, said->set_by));
  };
  if (said->unit) word("unit", *said->unit);
  // Of the others each period has its own value.
  if (terms.aggregation == Aggregation::sum) word("aggregation", to_string(terms.aggregation));
  word("dimensions", text_of(said->dimensions));
  if (said->dimension_aggregation) {
    word("dimension_aggregation", to_string(*said->dimension_aggregation));
  }
  if (said->formula) word("formula", said->formula->text());
  return found;
}

const Formula* formula_of(const IndicatorTerms& terms) {
  return terms.said != nullptr && terms.said->formula ? &*terms.said->formula : nullptr;
}

class DifferenceFinder {
 public:
  explicit DifferenceFinder(const IndicatorId& indicator) : indicator_{indicator} {}

  // A target for the life of the plan is the same whatever day that ends; one with a day, by it.
  void compare_targets(std::vector<TargetTerm> before, std::vector<TargetTerm> after) {
    const auto is_whole = [](const TargetTerm& one) { return !one.term.due; };
    const auto pair_up = [&](const auto& fits) {
      for (auto was = before.begin(); was != before.end();) {
        const auto now = std::find_if(after.begin(), after.end(),
                                      [&](const TargetTerm& one) { return fits(*was, one); });
        if (now == after.end()) {
          ++was;
          continue;
        }
        add_unless_same(was->term, now->term);
        after.erase(now);
        was = before.erase(was);
      }
    };
    pair_up([&](const auto& a, const auto& b) { return is_whole(a) && is_whole(b); });
    pair_up([](const auto& a, const auto& b) { return a.day && a.day == b.day; });
    if (before.size() == 1 && after.size() == 1) {  // one that was moved to another day
      return add(before.front().term, after.front().term);
    }
    for (const TargetTerm& one : before) add(one.term, std::nullopt);
    for (const TargetTerm& one : after) add(std::nullopt, one.term);
  }

  void compare_others(const std::vector<IndicatorTerm>& before,
                      const std::vector<IndicatorTerm>& after) {
    pair_by_name(before, after,
                 [this](std::optional<IndicatorTerm> was, std::optional<IndicatorTerm> now) {
                   add(std::move(was), std::move(now));
                 });
  }

  // What the formula of an indicator is given by others, and they by theirs. A formula that is itself
  // another one is a difference of its own.
  void compare_inputs(const TermsTable& before, std::size_t was, const TermsTable& after,
                      std::size_t now) {
    std::vector<std::pair<std::size_t, std::size_t>> computed{{was, now}};
    std::set<IndicatorId> met;
    while (!computed.empty()) {
      const auto [old_row, row] = computed.back();
      computed.pop_back();
      const Formula* formula = formula_of(after.rows[row]);
      const Formula* old_formula = formula_of(before.rows[old_row]);
      if (formula == nullptr || old_formula == nullptr || *formula != *old_formula) continue;
      for (const FormulaInput& input : formula->inputs()) {
        const IndicatorId& id = input.indicator;
        if (!met.insert(id).second) continue;
        const std::optional<std::size_t> held = before.find(id);
        const std::optional<std::size_t> holds = after.find(id);
        if (held.has_value() != holds.has_value()) {
          const IndicatorTerm term = word_term("input", id.value(), SetBy::plan);
          add(held ? std::optional{term} : std::nullopt,
              holds ? std::optional{term} : std::nullopt);
        }
        if (!held || !holds) continue;
        compare_values(id, before.rows[*held], after.rows[*holds]);
        computed.emplace_back(*held, *holds);
      }
    }
  }

  std::vector<TermDifference> found() && { return std::move(found_); }

 private:
  // Hands on those of the same name that differ, and those that stand alone.
  template <class Add>
  static void pair_by_name(const std::vector<IndicatorTerm>& before,
                           const std::vector<IndicatorTerm>& after, const Add& add) {
    const auto find = [](const std::vector<IndicatorTerm>& terms, const std::string& name) {
      return std::find_if(terms.begin(), terms.end(),
                          [&name](const IndicatorTerm& one) { return one.name == name; });
    };
    for (const IndicatorTerm& was : before) {
      const auto now = find(after, was.name);
      if (now == after.end()) {
        add(was, std::nullopt);
      } else if (!is_same_term(was, *now)) {
        add(was, *now);
      }
    }
    for (const IndicatorTerm& now : after) {
      if (find(before, now.name) == before.end()) add(std::nullopt, now);
    }
  }

  void compare_values(const IndicatorId& input, const IndicatorTerms& before,
                      const IndicatorTerms& after) {
    const auto of_input = [&input](std::optional<IndicatorTerm> term) {
      if (!term) return term;
      term->name = "input_" + term->name;
      term->text = input.value() + ": " + term->text;
      return term;
    };
    pair_by_name(terms_of_values(before), terms_of_values(after),
                 [&](std::optional<IndicatorTerm> was, std::optional<IndicatorTerm> now) {
                   add(of_input(std::move(was)), of_input(std::move(now)));
                 });
  }

  void add_unless_same(const IndicatorTerm& before, const IndicatorTerm& after) {
    if (!is_same_term(before, after)) add(before, after);
  }
  void add(std::optional<IndicatorTerm> before, std::optional<IndicatorTerm> after) {
    const std::optional<IndicatorTerm>& alone = before ? before : after;
    if (!(before && after) && alone->name == "weight" && alone->number == 1) return;  // as unsaid
    found_.push_back({indicator_, std::move(before), std::move(after)});
  }

  const IndicatorId& indicator_;
  std::vector<TermDifference> found_;
};

}  // namespace

std::optional<Date> own_due(const MeasuredIndicator& one) {
  const IndicatorTerms& terms = terms_of(one);
  if (std::isnan(terms.target) || terms.due == INT32_MAX) return std::nullopt;
  // What was read before a correction is no day of its own.
  const Date day = Date::from_days(terms.due);
  if (day == latest_due(one.measure->deadline)) return std::nullopt;
  return day;
}

IndicatorTerm wording_of(const Indicator& indicator) {
  return word_term("text", indicator.text, SetBy::plan);
}

std::optional<TermDifference> wording_difference(const Indicator& before, const Indicator& after) {
  const auto folded = [](const Indicator& one) {
    return text::fold(text::collapse_spaces(one.text));
  };
  if (before.text == after.text || folded(before) == folded(after)) return std::nullopt;
  return TermDifference{after.id, wording_of(before), wording_of(after)};
}

MeasuredIndicator measured_indicator(const Assessment& assessment, std::size_t measure,
                                     std::size_t indicator) {
  const TermsTable& table =
      actionplan::terms_of(assessment.history(), assessment.revision(), assessment.known_at());
  const Measure& source = assessment.plan().measures()[measure];
  return {&table, table.first_of_measure[measure] + indicator, &source, &source.deadline};
}

std::vector<TermDifference> term_differences(const MeasuredIndicator& before,
                                             const MeasuredIndicator& after) {
  const bool is_alike = are_alike(before, after);
  if (is_alike && !terms_of(after).is_computed) return {};
  const std::size_t first = after.table->first_of_measure[terms_of(after).measure];
  DifferenceFinder finder{after.measure->indicators[after.row - first].id};
  if (!is_alike) {
    finder.compare_targets(targets_of(before), targets_of(after));
    finder.compare_others(other_terms(before), other_terms(after));
  }
  finder.compare_inputs(*before.table, before.row, *after.table, after.row);
  return std::move(finder).found();
}

}  // namespace actionplan::detail
