// SPDX-License-Identifier: Apache-2.0
#include "plan/internal/indicator_terms.hpp"
#include "core/internal/shortest_number.hpp"

#include "core/internal/large_pages.hpp"
#include "plan/internal/odd_days.hpp"
#include "plan/internal/unit.hpp"
#include "plan/internal/unstated_shares.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace actionplan {
namespace {

bool is_by_periods(const Target& target) { return target.period.has_value(); }

// Problems of one indicator's profile, and the targets that are left to measure by.
class TargetReader {
 public:
  TargetReader(const Indicator& indicator, const IndicatorProfile& said,
               std::vector<Problem>* problems)
      : indicator_{indicator}, said_{said}, problems_{problems} {}

  // Fills the target, its day and its steps.
  void read(IndicatorTerms& terms, std::vector<TargetStep>& steps) {
    std::vector<Target> targets = usable_targets();
    const auto by_period = std::stable_partition(targets.begin(), targets.end(), is_by_periods);
    std::stable_sort(targets.begin(), by_period, [](const Target& a, const Target& b) {
      return a.period->last() < b.period->last();
    });
    terms.first_step = static_cast<std::uint32_t>(steps.size());
    double added_up = 0;
    for (auto target = targets.begin(); target != by_period; ++target) {
      const bool is_incremental = target->mode == TargetMode::incremental;
      added_up = is_incremental ? added_up + target->value : target->value;
      steps.push_back({target->period->last().days(), added_up});
      terms.target = added_up;
      terms.due = target->period->last().days();
      terms.target_set_by = target->set_by.value_or(said_.set_by);
    }
    terms.step_count = static_cast<std::uint32_t>(steps.size()) - terms.first_step;
    if (by_period == targets.end()) return;
    const Target& whole = *by_period;  // for the life of the plan
    if (terms.step_count != 0) check_sum(whole.value, added_up);
    terms.target = whole.value;
    terms.target_set_by = whole.set_by.value_or(said_.set_by);
  }

  // From one of several periods to the next nothing more is expected, whatever path is declared.
  void check_path(const IndicatorTerms& terms) {
    if (!said_.path || terms.step_count < 2) return;
    report("profile_path",
           "The path `linear` has no effect beside targets of " + std::to_string(terms.step_count) +
               " periods, each of which is expected when it has ended; leave it out, or keep the "
               "last target alone.",
           Severity::warning);
  }

  // What was there before and what came since are added up by nobody.
  void check_sum_beside_baseline(const IndicatorTerms& terms) {
    const bool is_sum = terms.has_aggregation && terms.aggregation == Aggregation::sum;
    if (!is_sum || terms.is_computed || std::isnan(terms.target)) return;
    if (std::isnan(terms.baseline) || terms.baseline == 0) return;
    const double more = terms.target - terms.baseline;
    report(
        "profile_sum_with_baseline",
        "Its values are summed, and their sum alone, without the baseline " +
            number(terms.baseline) + ", is held against the target " + number(terms.target) +
            ", while progress counts from the baseline" +
            (more > 0 ? "; where the target counts what was there before, declare the baseline 0 "
                        "and the target " +
                            number(more) + ", or the aggregation `last` with totals as values."
                      : "; where the target counts what was there before, declare the "
                        "aggregation `last` with totals as values."),
        Severity::info);
  }

  // A direction that leads away from the target is no direction.
  void check_direction(IndicatorTerms& terms) {
    if (!terms.has_direction || std::isnan(terms.target) || std::isnan(terms.baseline)) return;
    const double change = terms.target - terms.baseline;
    if (terms.is_falling ? change > 0 : change < 0) {
      terms.has_direction = false;
      terms.direction_contradicts = true;
      report("profile_direction",
             "The target " + number(terms.target) + " lies " +
                 (terms.is_falling ? "above" : "below") + " the baseline " +
                 number(terms.baseline) + ", against the direction " +
                 (terms.is_falling ? "down" : "up") +
                 ", which is not used; correct the direction, the baseline or the target.");
    }
  }

 private:
  static std::string number(double value) {
    std::string text = actionplan::detail::number_text(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (!text.empty() && text.back() == '.') text.pop_back();
    return text;
  }

  void report(const char* code, const std::string& message, Severity severity = Severity::error) {
    if (problems_ == nullptr) return;
    problems_->push_back({code,
                          severity,
                          {},
                          "Indicator " + indicator_.id.value() + ": " + message,
                          indicator_.id.value()});
  }

  std::vector<Target> usable_targets() {
    std::vector<Target> usable;
    for (const Target& target : said_.targets) {
      if (is_usable(target)) usable.push_back(target);
    }
    drop_contradicting(usable);
    return usable;
  }

  // Of several for one time it would be their order that decides: what says the same counts once,
  // what does not, not at all.
  void drop_contradicting(std::vector<Target>& targets) {
    if (targets.size() < 2) return;
    struct Said {
      Target first;
      bool differs = false;
    };
    const auto time_of = [](const Target& target) {
      return target.period ? std::optional{std::pair{target.period->first(), target.period->last()}}
                           : std::nullopt;
    };
    std::map<decltype(time_of(targets.front())), Said> known;
    std::vector<Target> once;
    for (const Target& target : targets) {
      const auto [found, is_new] = known.try_emplace(time_of(target), Said{target});
      Said& said = found->second;
      if (is_new) once.push_back(target);
      const bool is_same = target.value == said.first.value && target.mode == said.first.mode;
      if (is_same || said.differs) continue;
      said.differs = true;
      report("profile_targets_disagree",
             "Two targets, " + number(said.first.value) + " and " + number(target.value) +
                 ", are for " + (target.period ? target.period->text() : "the life of the plan") +
                 ", and none of that time counts; keep the one that holds.");
    }
    std::erase_if(once, [&](const Target& target) { return known.at(time_of(target)).differs; });
    targets = std::move(once);
  }

  bool is_usable(const Target& target) {
    if (!std::isfinite(target.value)) {
      report("profile_number", "A target is not a finite number; correct it.");
      return false;
    }
    const bool is_sum = said_.aggregation == Aggregation::sum;
    if (target.period && target.mode == TargetMode::incremental && !is_sum) {
      report("profile_target_mode",
             "The incremental target " + number(target.value) + " for " + target.period->text() +
                 " needs the aggregation `sum`; declare it, or make the target cumulative.");
      return false;
    }
    const IndicatorKind kind = said_.kind.value_or(indicator_.kind);
    const bool is_share =
        kind == IndicatorKind::percentage || (said_.unit && is_percent_unit(*said_.unit));
    if (said_.alpha && is_share && (target.value <= 0 || target.value >= 100)) {
      report("profile_boundary_target",
             "No sample can show that a share is " + number(target.value) +
                 " percent; set a target with a margin for the sampling error, such as " +
                 (target.value <= 0 ? "1" : "99") + " percent.");
      return false;
    }
    return true;
  }

  void check_sum(double whole, double added_up) {
    const double scale = std::max({std::abs(whole), std::abs(added_up), 1.0});
    if (std::abs(whole - added_up) <= 1e-9 * scale) return;
    report("profile_targets_disagree", "The target for the life of the plan is " + number(whole) +
                                           ", but the targets by period come to " +
                                           number(added_up) +
                                           "; correct one of them. The first one counts.");
  }

  const Indicator& indicator_;
  const IndicatorProfile& said_;
  std::vector<Problem>* problems_;
};

void check_numbers(const Indicator& indicator, const IndicatorProfile& said,
                   std::vector<Problem>& problems) {
  const auto report = [&](const std::string& message) {
    problems.push_back({"profile_number",
                        Severity::error,
                        {},
                        "Indicator " + indicator.id.value() + ": " + message,
                        indicator.id.value()});
  };
  if (said.weight && !(std::isfinite(*said.weight) && *said.weight >= 0)) {
    report("The weight " + actionplan::detail::general_number(*said.weight, 12) +
           " is no number of 0 or more; correct it.");
  }
  if (said.alpha && !(*said.alpha > 0 && *said.alpha < 0.5)) {
    report("The level alpha " + actionplan::detail::general_number(*said.alpha, 12) +
           " does not lie between 0 and 0.5; give one such as 0.05.");
  }
  if (said.baseline && !std::isfinite(*said.baseline)) {
    report("The baseline is not a finite number; correct it.");
  }
}

// Numbers that speak of days when the measure is over: nobody owes what is asked for then.
void check_days(const Measure& measure, const Indicator& indicator, const IndicatorProfile& said,
                std::vector<Problem>& problems) {
  const std::optional<Date> due = detail::last_due(measure.deadline);
  if (!due) return;
  const auto report = [&](const char* code, const std::string& what) {
    problems.push_back({code,
                        Severity::warning,
                        {},
                        "Indicator " + indicator.id.value() + ": " + what + ", after the due day " +
                            due->iso() + " of measure " + label(measure) + "; correct one of them.",
                        indicator.id.value()});
  };
  for (const Target& target : said.targets) {
    if (!target.period || target.period->first() <= *due) continue;
    report("profile_target_after_due", "The target " +
                                           actionplan::detail::general_number(target.value, 12) +
                                           " is for " + target.period->text());
  }
  if (said.baseline_on && *said.baseline_on > *due) {
    report("profile_baseline_after_due", "The baseline is of " + said.baseline_on->iso());
  }
}

// Lays cadences along the indicators' windows; those with the same periods share them.
class CadenceReader {
 public:
  CadenceReader(std::vector<Period>& periods, std::vector<Problem>* problems)
      : periods_{periods}, problems_{problems} {}

  /// Of the indicators that are read from now on.
  void set_adoption(std::int32_t adopted_on) { adopted_on_ = adopted_on; }

  void read(const Indicator& indicator, Cadence cadence, IndicatorTerms& terms) {
    const bool has_window =
        terms.start != INT32_MIN && terms.due != INT32_MAX && terms.start <= terms.due;
    const auto [found, is_new] =
        shared_.try_emplace(std::tuple{cadence, terms.start, terms.due, adopted_on_}, 0U, 0U);
    if (is_new && has_window) found->second = add(cadence, terms);
    terms.first_period = found->second.first;
    terms.period_count = found->second.second;
    if (terms.period_count == 0) report(indicator, cadence, has_window);
  }

 private:
  std::pair<std::uint32_t, std::uint32_t> add(Cadence cadence, const IndicatorTerms& terms) {
    const auto first = static_cast<std::uint32_t>(periods_.size());
    const Period window{Date::from_days(terms.start), Date::from_days(terms.due)};
    if (window.days() / (28 * months(cadence)) > static_cast<int>(max_expected_reports)) {
      return {first, 0};
    }
    for (const ExpectedReport& report : expected_reports(window, cadence, {})) {
      if (report.period.last().days() >= adopted_on_) periods_.push_back(report.period);
    }
    return {first, static_cast<std::uint32_t>(periods_.size()) - first};
  }

  void report(const Indicator& indicator, Cadence cadence, bool has_window) {
    if (problems_ == nullptr) return;
    const std::string word{to_string(cadence)};
    problems_->push_back(
        {"profile_cadence",
         Severity::error,
         {},
         "Indicator " + indicator.id.value() + ": the cadence `" + word + "` expects nothing, as " +
             (has_window ? "no such period, or too many, end between its first day and its due day"
                         : "it has no first day or no due day") +
             "; correct the cadence, or the deadline.",
         indicator.id.value()});
  }

  std::int32_t adopted_on_ = INT32_MIN;
  std::vector<Period>& periods_;
  std::vector<Problem>* problems_;
  std::map<std::tuple<Cadence, std::int32_t, std::int32_t, std::int32_t>,
           std::pair<std::uint32_t, std::uint32_t>>
      shared_;
};

// The target of one period alone is no step on the way to another: the path leads to it.
void drop_only_step(IndicatorTerms& terms, std::vector<TargetStep>& steps) {
  if (terms.step_count != 1) return;
  steps.pop_back();
  terms.step_count = 0;
}

// Vague words make nobody late: what they could mean at the latest is when it falls short. But no
// further period is expected, and a target with a period of its own has an exact day.
void be_fair(const Deadline& deadline, bool has_own_day, IndicatorTerms& terms) {
  if (deadline.due_latest && !has_own_day) terms.due = deadline.due_latest->days();
  terms.first_due = deadline.due ? std::min(terms.due, deadline.due->days()) : terms.due;
}

// The day on which a straight line to the target may begin: the latest of what is known, where the
// deadline itself has no first day. Whether a thing exists is no matter of degree, unless declared.
std::int32_t path_start_of(const Measure& measure, const IndicatorProfile* said,
                           const IndicatorTerms& terms, std::int32_t plan_start) {
  if (is_thing(terms.kind) && !terms.has_path) return INT32_MIN;
  const bool is_by = measure.deadline.kind == DeadlineKind::by;
  const std::int32_t start = terms.start != INT32_MIN ? terms.start
                             : is_by                  ? plan_start
                                                      : INT32_MIN;
  if (said == nullptr || !said->baseline_on || (start == INT32_MIN && !is_by)) return start;
  return std::max(start, said->baseline_on->days());
}

std::int32_t plan_start_of(const PlanHeading& heading, std::int32_t adopted_on) {
  return heading.period ? std::max(heading.period->first().days(), adopted_on) : adopted_on;
}

// The day that most have.
std::int32_t commonest(const std::vector<std::int32_t>& days) {
  std::map<std::int32_t, std::size_t> counts;
  for (const std::int32_t day : days) ++counts[day];
  return std::max_element(counts.begin(), counts.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

// Is it the one percentage of its measure? Then "by 2021: 50%, by 2022: 100%" speaks of it.
bool is_only_percentage(const Measure& measure, const Indicator& indicator,
                        const IndicatorProfile* said) {
  const auto is_share = [](const Indicator& part) {
    return part.kind == IndicatorKind::percentage;
  };
  const bool is_one =
      std::count_if(measure.indicators.begin(), measure.indicators.end(), is_share) == 1;
  const IndicatorKind kind = said != nullptr ? said->kind.value_or(indicator.kind) : indicator.kind;
  return is_one && is_share(indicator) && kind == IndicatorKind::percentage;
}

// Targets that the deadline's own parts name, where the profile has none. The plan gives the direction
// too, as where it gives a baseline: the sign of the difference.
void take_part_targets(const Measure& measure, const Indicator& indicator,
                       const IndicatorProfile* said, IndicatorTerms& terms,
                       std::vector<TargetStep>& steps) {
  if (terms.step_count != 0 || !std::isnan(terms.target)) return;
  if (!is_only_percentage(measure, indicator, said)) return;
  std::vector<TargetStep> found;
  bool rises = true;
  bool falls = true;
  for (const DeadlinePart& part : measure.deadline.parts) {
    if (!part.target || part.unit != "%") continue;
    if (!found.empty()) {
      rises = rises && *part.target > found.back().value;
      falls = falls && *part.target < found.back().value;
    }
    found.push_back({part.due_latest.value_or(part.due).days(), *part.target});
  }
  if (found.empty()) return;
  terms.first_step = static_cast<std::uint32_t>(steps.size());
  terms.step_count = static_cast<std::uint32_t>(found.size());
  terms.target = found.back().value;
  terms.due = found.back().due;
  terms.target_set_by = SetBy::plan;
  const bool is_unsaid = said == nullptr || !said->direction;
  if (is_unsaid && found.size() > 1 && rises != falls) {
    terms.has_direction = true;
    terms.is_falling = falls;
  }
  steps.insert(steps.end(), found.begin(), found.end());
}

IndicatorTerms terms_of(const Measure& measure, const Indicator& indicator,
                        const IndicatorProfile* said, std::vector<TargetStep>& steps,
                        CadenceReader& cadences, std::int32_t plan_start,
                        std::vector<Problem>* problems) {
  IndicatorTerms terms;
  terms.kind = indicator.kind;
  terms.start = measure.deadline.start ? measure.deadline.start->days() : INT32_MIN;
  terms.due = measure.deadline.due ? measure.deadline.due->days() : INT32_MAX;
  terms.said = said;
  const bool has_unit = said != nullptr && said->unit && !said->unit->empty();
  const IndicatorKind kind = said != nullptr ? said->kind.value_or(indicator.kind) : indicator.kind;
  terms.is_percent = has_unit ? is_percent_unit(*said->unit) : kind == IndicatorKind::percentage;
  if (said == nullptr) {
    take_part_targets(measure, indicator, said, terms, steps);
    be_fair(measure.deadline, terms.step_count != 0, terms);
    drop_only_step(terms, steps);
    terms.path_start = path_start_of(measure, said, terms, plan_start);
    return terms;
  }
  terms.has_path = said->path.has_value();
  terms.path_start = path_start_of(measure, said, terms, plan_start);
  if (problems != nullptr) {
    check_numbers(indicator, *said, *problems);
    check_days(measure, indicator, *said, *problems);
  }
  terms.has_direction = said->direction && *said->direction != Direction::none;
  terms.is_falling = said->direction == Direction::down;
  terms.has_unit = said->unit.has_value();
  terms.has_aggregation = said->aggregation.has_value();
  terms.aggregation = said->aggregation.value_or(Aggregation::last);
  terms.has_dimension_aggregation = said->dimension_aggregation.has_value();
  terms.dimension_aggregation = said->dimension_aggregation.value_or(Aggregation::sum);
  terms.is_computed = said->formula.has_value();
  terms.is_confirmed = said->covers_measure == true;
  terms.is_narrower = said->covers_measure == false;
  if (said->baseline && std::isfinite(*said->baseline)) terms.baseline = *said->baseline;
  if (said->baseline_standard_error && *said->baseline_standard_error > 0 &&
      std::isfinite(*said->baseline_standard_error)) {
    terms.baseline_error = *said->baseline_standard_error;
  }
  if (said->alpha && *said->alpha > 0 && *said->alpha < 0.5) terms.alpha = *said->alpha;
  if (said->weight && std::isfinite(*said->weight) && *said->weight >= 0) {
    terms.weight = *said->weight;
  }
  TargetReader reader{indicator, *said, problems};
  reader.read(terms, steps);
  terms.has_own_targets = !std::isnan(terms.target);
  terms.may_be_in_shares = detail::has_unstated_share(*said);
  if (problems != nullptr) {
    for (Problem& problem : detail::unstated_shares(indicator.id, kind, *said)) {
      problems->push_back(std::move(problem));
    }
  }
  take_part_targets(measure, indicator, said, terms, steps);
  reader.check_direction(terms);
  reader.check_path(terms);
  reader.check_sum_beside_baseline(terms);
  if (said->cadence) cadences.read(indicator, *said->cadence, terms);
  be_fair(measure.deadline, terms.step_count != 0, terms);
  drop_only_step(terms, steps);
  return terms;
}

CoreTerms core_of(const IndicatorTerms& terms) {
  CoreTerms core;
  core.baseline = baseline_of(terms);
  core.target = terms.target;
  core.start = terms.start;
  core.due = terms.due;
  core.is_percent = terms.is_percent;
  core.is_due_exact = terms.due == terms.first_due;
  core.aggregation = terms.aggregation;
  core.is_falling = terms.is_falling;
  const bool is_value = !is_thing(terms.kind) || !std::isnan(terms.target);
  core.is_plain = is_value && !terms.is_computed && terms.has_aggregation &&
                  !terms.may_be_in_shares && !is_narrower_than_measure(terms);
  const double distance = core.target - core.baseline;
  const bool is_line = terms.has_direction && std::isfinite(distance) && terms.step_count == 0 &&
                       terms.start != INT32_MIN && terms.path_start == terms.start &&
                       terms.due != INT32_MAX;
  core.is_simple = core.is_plain && is_line && std::isnan(terms.baseline_error) &&
                   !terms.has_unit && terms.period_count == 0 && !is_ceiling(terms);
  core.is_graded = terms.weight == 1 && !is_narrower_than_measure(terms);
  const std::array also{terms.is_falling, terms.target_set_by == SetBy::analyst,
                        std::isnan(terms.baseline), distance == 0, terms.has_path};
  constexpr unsigned aggregation_bits = CoreTerms::rules_bits - also.size();
  static_assert(static_cast<unsigned>(Aggregation::pooled_ratio) < 1U << aggregation_bits);
  auto rules = static_cast<unsigned>(terms.aggregation);
  for (const bool is_so : also) rules = rules << 1U | static_cast<unsigned>(is_so);
  core.rules = static_cast<std::uint8_t>(rules);
  return core;
}

// Indicators that declare the same dimensions share a set of them.
class DimensionSets {
 public:
  explicit DimensionSets(TermsTable& table) : table_{table} {}

  [[nodiscard]] std::uint32_t position(const IndicatorProfile* said) {
    if (said == nullptr || said->dimensions.empty()) return IndicatorTerms::no_dimensions;
    auto& sets = table_.dimension_sets;
    const auto next = static_cast<std::uint32_t>(sets.size());
    const auto [found, is_new] = positions_.try_emplace(&said->dimensions, next);
    if (is_new) sets.push_back(&said->dimensions);
    return found->second;
  }

 private:
  using Set = std::map<std::string, std::vector<std::string>>;
  struct IsLess {
    bool operator()(const Set* a, const Set* b) const { return *a < *b; }
  };

  TermsTable& table_;
  std::map<const Set*, std::uint32_t, IsLess> positions_;
};

TermsTable table_of(const Plan& plan, const Profile& profile, std::vector<std::int32_t> adopted,
                    std::vector<Problem>* problems) {
  TermsTable table;
  if (const auto& adopted_on = plan.heading().adopted_on) table.adopted_on = adopted_on->days();
  if (!adopted.empty()) table.adopted_on = commonest(adopted);
  table.adopted = std::move(adopted);
  table.first_of_measure.push_back(0);
  std::size_t size = 0;
  for (const Measure& measure : plan.measures()) size += measure.indicators.size();
  detail::reserve_column(table.rows, size);
  detail::reserve_column(table.core, size);
  std::vector<const IndicatorId*> ids;
  DimensionSets dimensions{table};
  CadenceReader cadences{table.periods, problems};
  for (std::size_t i = 0; i < plan.measures().size(); ++i) {
    const Measure& measure = plan.measures()[i];
    const std::int32_t adopted_on = table.adoption_of(i);
    const std::int32_t plan_start = plan_start_of(plan.heading(), adopted_on);
    cadences.set_adoption(adopted_on);
    for (const Indicator& indicator : measure.indicators) {
      const auto found = profile.indicators.find(indicator.id);
      const IndicatorProfile* said = found == profile.indicators.end() ? nullptr : &found->second;
      table.rows.push_back(
          terms_of(measure, indicator, said, table.steps, cadences, plan_start, problems));
      table.core.push_back(core_of(table.rows.back()));
      CoreTerms& core = table.core.back();  // a pass over many reads from one adoption on
      if (adopted_on != table.adopted_on) core.is_plain = core.is_simple = false;
      table.rows.back().measure = static_cast<std::uint32_t>(i);
      table.rows.back().dimension_set = dimensions.position(said);
      if (table.rows.back().is_computed) {
        table.computed.push_back(static_cast<std::uint32_t>(table.rows.size() - 1));
      }
      ids.push_back(&indicator.id);
    }
    table.first_of_measure.push_back(static_cast<std::uint32_t>(table.rows.size()));
  }
  table.by_id.resize(table.rows.size());
  std::iota(table.by_id.begin(), table.by_id.end(), 0U);
  std::sort(table.by_id.begin(), table.by_id.end(),
            [&ids](std::uint32_t a, std::uint32_t b) { return *ids[a] < *ids[b]; });
  detail::reserve_column(table.ids, ids.size());
  detail::reserve_column(table.id_keys, ids.size());
  for (const std::uint32_t row : table.by_id) {
    table.ids.push_back(*ids[row]);
    table.id_keys.emplace_back(*ids[row]);
  }
  return table;
}

}  // namespace

std::optional<std::size_t> TermsTable::find(const IndicatorId& id) const {
  const auto found = std::lower_bound(ids.begin(), ids.end(), id);
  if (found == ids.end() || *found != id) return std::nullopt;
  return by_id[static_cast<std::size_t>(found - ids.begin())];
}

TermsTable indicator_terms(const Plan& plan, const Profile& profile,
                           std::vector<std::int32_t> adopted) {
  return table_of(plan, profile, std::move(adopted), nullptr);
}

std::vector<Problem> problems_of_terms(const Plan& plan, const Profile& profile) {
  std::vector<Problem> problems;
  (void)table_of(plan, profile, {}, &problems);
  return problems;
}

}  // namespace actionplan
