// SPDX-License-Identifier: Apache-2.0
#include <actionplan/plan/lint.hpp>

#include <actionplan/core/text.hpp>
#include <actionplan/plan/profile_check.hpp>

#include "plan/internal/odd_days.hpp"

#include "alike_names.hpp"
#include "unknown_in_profile.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace actionplan {
namespace {

constexpr bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

// Where `words` stands in a folded text as whole words (or, for a stem, at the start of one).
bool has_words(std::string_view folded, std::string_view words, bool is_stem = false) noexcept {
  for (std::size_t at = folded.find(words); at != std::string_view::npos;
       at = folded.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    const bool begins = at == 0 || !is_letter(folded[at - 1]);
    const bool ends = is_stem || end == folded.size() || !is_letter(folded[end]);
    if (begins && ends) return true;
  }
  return false;
}

template <std::size_t size>
std::string_view first_of(std::string_view folded,
                          const std::array<std::string_view, size>& phrases) noexcept {
  for (const std::string_view phrase : phrases) {
    if (has_words(folded, phrase)) return phrase;
  }
  return {};
}

// A number that is no year and no part of a name ("161-hotline", "No. 191"): a target in words.
bool states_number(std::string_view folded) noexcept {
  for (std::size_t at = 0; at < folded.size();) {
    if (!is_digit(folded[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < folded.size() && is_digit(folded[end])) ++end;
    const std::string_view number = folded.substr(at, end - at);
    const bool is_year = number.size() == 4 && (number.starts_with("19") || number[0] == '2');
    const bool is_free = (at == 0 || folded[at - 1] == ' ' || folded[at - 1] == '(') &&
                         (end == folded.size() || folded[end] == ' ' || folded[end] == '%' ||
                          folded[end] == ')' || folded[end] == '.' || folded[end] == '+');
    if (is_free && !is_year) return true;
    at = end;
  }
  return false;
}

// Is a numbered value what would show that it is done?
bool needs_target(IndicatorKind kind) noexcept {
  return kind != IndicatorKind::deliverable && kind != IndicatorKind::publication &&
         kind != IndicatorKind::report;
}

bool is_numeric(IndicatorKind kind) noexcept {
  return kind == IndicatorKind::count || kind == IndicatorKind::amount ||
         kind == IndicatorKind::percentage;
}

// Does the measure watch over the carrying out of the plan itself?
bool evaluates_plan(const Measure& measure) {
  const std::string folded = text::fold(measure.title + " ; " + measure.indicator_text);
  constexpr std::array<std::string_view, 5> stems{"evaluat", "monitor", "assess", "valuta",
                                                  "monitoragg"};
  const bool watches = std::any_of(stems.begin(), stems.end(), [&](std::string_view stem) {
    return has_words(folded, stem, true);
  });
  if (!watches) return false;
  constexpr std::array<std::string_view, 5> plans{"action plan", "national plan", "the plan",
                                                  "this plan", "implementation of the measures"};
  return !first_of(folded, plans).empty();
}

// The measure being looked at, with what the whole plan says around it.
class Linter {
 public:
  Linter(Plan plan, const Profile& profile) : plan_{std::move(plan)}, profile_{profile} {
    period_ = plan_.heading().period;
    reads_indicators_ =
        std::none_of(plan_.problems().begin(), plan_.problems().end(),
                     [](const Problem& one) { return one.code == "indicator_language"; });
    for (const Measure& measure : plan_.measures()) {
      if (evaluates_plan(measure)) continue;
      for (const Assignment& assignment : measure.assignments) busy_.insert(assignment.agency);
    }
    find_alike_agencies();
  }

  std::vector<Problem> run(const Cancel& cancel);

  /// The agency of the measure that is written as another one but for a letter, and the other; null:
  /// none. Said of the first measure that names the rarer of the two.
  [[nodiscard]] const std::pair<std::string, std::string>* alike_agency(
      const Measure& measure) const {
    const auto found = alike_.find(measure.id);
    return found == alike_.end() ? nullptr : &found->second;
  }

  [[nodiscard]] const IndicatorProfile* said(const Indicator& indicator) const {
    const auto found = profile_.indicators.find(indicator.id);
    return found == profile_.indicators.end() ? nullptr : &found->second;
  }
  [[nodiscard]] bool has_target(const Indicator& indicator) const {
    const IndicatorProfile* profile = said(indicator);
    return (profile != nullptr && !profile->targets.empty()) ||
           states_number(text::fold(indicator.text));
  }
  [[nodiscard]] const std::optional<Period>& period() const noexcept { return period_; }
  [[nodiscard]] Date last_likely_day() const { return detail::last_likely_day(plan_.heading()); }
  [[nodiscard]] std::optional<Date> first_likely_day() const {
    return detail::first_likely_day(plan_.heading());
  }
  /// Is the wording of indicators read in the plan's language?
  [[nodiscard]] bool reads_indicators() const noexcept { return reads_indicators_; }
  [[nodiscard]] bool is_busy(const AgencyId& agency) const { return busy_.count(agency) != 0; }
  [[nodiscard]] bool is_collective(const AgencyId& id) const {
    const Agency* agency = plan_.find_agency(id);
    return agency != nullptr && agency->collective;
  }

 private:
  void find_alike_agencies();

  const Plan plan_;
  const Profile& profile_;
  bool reads_indicators_ = true;
  std::optional<Period> period_;
  std::set<AgencyId> busy_;  // who carries out what is evaluated
  std::map<MeasureId, std::pair<std::string, std::string>> alike_;
};

void Linter::find_alike_agencies() {
  struct Named {
    const Measure* first = nullptr;
    std::size_t count = 0;
  };
  std::map<AgencyId, Named> named;
  for (const Measure& measure : plan_.measures()) {
    for (const Assignment& assignment : measure.assignments) {
      Named& one = named[assignment.agency];
      if (one.count++ == 0) one.first = &measure;
    }
  }
  std::vector<std::string> names;
  for (const Agency& agency : plan_.agencies()) names.push_back(agency.name);
  for (const auto& [a, b] : detail::alike_names(names)) {
    const Named& first = named[plan_.agencies()[a].id];
    const Named& second = named[plan_.agencies()[b].id];
    const bool is_first_rarer = first.count < second.count;
    const Named& rarer = is_first_rarer ? first : second;
    if (first.count == 0 || second.count == 0) continue;
    alike_.emplace(rarer.first->id,
                   is_first_rarer ? std::pair{names[a], names[b]} : std::pair{names[b], names[a]});
  }
}

using MeasureTest = bool (*)(const Linter& linter, const Measure& measure);
using IndicatorTest = bool (*)(const Linter& linter, const Measure& measure,
                               const Indicator& indicator);

// A rule with its test: of the measure, or of each of its indicators.
struct Check {
  LintRule rule;
  MeasureTest finds_measure = nullptr;
  IndicatorTest finds_indicator = nullptr;
};

bool has_no_indicator(const Linter&, const Measure& measure) { return measure.indicators.empty(); }

bool shows_nothing(const Linter& linter, const Measure& measure) {
  if (measure.indicators.empty()) return false;
  return std::none_of(
      measure.indicators.begin(), measure.indicators.end(), [&](const Indicator& indicator) {
        return is_numeric(indicator.kind) || indicator.kind == IndicatorKind::deliverable ||
               indicator.kind == IndicatorKind::publication || linter.has_target(indicator);
      });
}

// What we could not read is no fault of the plan's.
bool has_nothing_to_check(const Linter& linter, const Measure& measure) {
  return linter.reads_indicators() && shows_nothing(linter, measure);
}

bool has_unread_indicators(const Linter& linter, const Measure& measure) {
  return !linter.reads_indicators() && shows_nothing(linter, measure);
}

bool is_narrower(const Linter& linter, const Measure& measure, const Indicator& indicator) {
  if (indicator.kind != IndicatorKind::report) return false;
  const IndicatorProfile* profile = linter.said(indicator);
  if (profile != nullptr && profile->covers_measure) return !*profile->covers_measure;
  constexpr std::array<std::string_view, 8> promises{
      "providing information", "provide information", "preparing report",
      "prepare report",        "reporting",           "report on",
      "publishing report",     "yearly reports"};
  const std::string title = text::fold(measure.title);
  return !std::any_of(promises.begin(), promises.end(),
                      [&](std::string_view promise) { return has_words(title, promise, true); });
}

bool is_vague(const Linter& linter, const Measure&, const Indicator& indicator) {
  const bool can_be_vague = indicator.kind == IndicatorKind::activity ||
                            indicator.kind == IndicatorKind::qualitative ||
                            indicator.kind == IndicatorKind::report;
  if (!can_be_vague || linter.has_target(indicator)) return false;
  constexpr std::array<std::string_view, 28> vague{"improvement",
                                                   "improvements",
                                                   "improved",
                                                   "improve",
                                                   "enhancement",
                                                   "enhanced",
                                                   "enhance",
                                                   "strengthening",
                                                   "strengthened",
                                                   "strengthen",
                                                   "increased",
                                                   "better",
                                                   "capability",
                                                   "capabilities",
                                                   "possibility",
                                                   "level",
                                                   "quality",
                                                   "progress",
                                                   "implemented measures",
                                                   "carried out measures",
                                                   "implemented activities",
                                                   "measures on",
                                                   "relevant measures",
                                                   "respective measures",
                                                   "necessary measures",
                                                   "methods",
                                                   "effectiveness",
                                                   "efficiency"};
  return !first_of(text::fold(indicator.text), vague).empty();
}

bool has_no_target(const Linter& linter, const Measure&, const Indicator& indicator) {
  return needs_target(indicator.kind) && !linter.has_target(indicator);
}

// "services ensured and newly integrated" is one thing in two states.
bool counts_several(std::string_view folded) {
  if (folded.find(',') != std::string_view::npos) return true;
  constexpr std::string_view link = " and ";
  for (std::size_t at = folded.find(link); at != std::string_view::npos;
       at = folded.find(link, at + 1)) {
    const std::string_view rest = folded.substr(at + link.size());
    if (!rest.substr(0, rest.find(' ')).ends_with("ly")) return true;
  }
  return false;
}

bool has_no_unit(const Linter& linter, const Measure&, const Indicator& indicator) {
  const IndicatorProfile* profile = linter.said(indicator);
  if (profile != nullptr && profile->unit) return false;
  const std::string folded = text::fold(indicator.text);
  if (indicator.kind == IndicatorKind::count) {
    return counts_several(folded);
  }
  if (indicator.kind != IndicatorKind::amount) return false;
  constexpr std::array<std::string_view, 12> units{"usd",     "eur",   "azn",    "manat",
                                                   "dollars", "euros", "tonnes", "hours",
                                                   "euro",    "$",     "cad",    "gbp"};
  return first_of(folded, units).empty();
}

bool has_no_cadence(const Linter& linter, const Measure& measure, const Indicator& indicator) {
  const Deadline& deadline = measure.deadline;
  const bool is_repeated = indicator.kind == IndicatorKind::report ||
                           deadline.kind == DeadlineKind::continuous ||
                           deadline.kind == DeadlineKind::recurring;
  const bool is_open = deadline.kind == DeadlineKind::window ||
                       deadline.kind == DeadlineKind::continuous ||
                       deadline.kind == DeadlineKind::recurring;
  if (!is_repeated || !is_open || deadline.cadence) return false;
  const IndicatorProfile* profile = linter.said(indicator);
  return profile == nullptr || !profile->cadence;
}

bool has_no_agency(const Linter&, const Measure& measure) { return measure.assignments.empty(); }

bool has_alike_agency(const Linter& linter, const Measure& measure) {
  return linter.alike_agency(measure) != nullptr;
}

bool has_no_binding(const Linter&, const Measure& measure) {
  return force(measure) == Force::recommended;
}

bool is_only_collective(const Linter& linter, const Measure& measure) {
  const std::optional<Force> strongest = force(measure);
  if (!strongest) return false;
  return std::all_of(
      measure.assignments.begin(), measure.assignments.end(), [&](const Assignment& assignment) {
        return assignment.force != *strongest || linter.is_collective(assignment.agency);
      });
}

bool evaluates_itself(const Linter& linter, const Measure& measure) {
  if (!evaluates_plan(measure)) return false;
  return std::any_of(
      measure.assignments.begin(), measure.assignments.end(),
      [&](const Assignment& assignment) { return linter.is_busy(assignment.agency); });
}

// What we could not read is no fault of the plan's.
bool has_no_deadline(const Linter&, const Measure& measure) {
  const Deadline& deadline = measure.deadline;
  const std::optional<NoDateReason> reason = no_date_reason(deadline);
  return (reason && *reason != NoDateReason::unread) ||
         (deadline.kind == DeadlineKind::relative && !deadline.due);
}

bool is_unread(const Linter&, const Measure& measure) {
  return no_date_reason(measure.deadline) == NoDateReason::unread;
}

bool is_due_long_after(const Linter& linter, const Measure& measure) {
  const std::optional<Date> due = detail::last_due(measure.deadline);
  return due && *due > linter.last_likely_day();
}

bool is_due_before(const Linter& linter, const Measure& measure) {
  const std::optional<Date> due = detail::last_due(measure.deadline);
  return due && linter.first_likely_day() && *due < *linter.first_likely_day();
}

bool is_whole_window(const Linter& linter, const Measure& measure) {
  const Deadline& deadline = measure.deadline;
  return deadline.kind == DeadlineKind::window && linter.period() &&
         deadline.start == linter.period()->first() && deadline.due == linter.period()->last();
}

const std::vector<Check>& checks() {
  constexpr Severity warning = Severity::warning;
  static const std::vector<Check> all = {
      {{"no_indicator", warning, "it names nothing by which to tell whether it was done",
        "name an act, a publication or a number that will exist when it is",
        "Creating a portal | Created portal | Ministry of Justice | 2017",
        "Creating a portal | | Ministry of Justice | 2017"},
       has_no_indicator},
      {{"nothing_to_check", warning,
        "its indicator names no thing that will exist, no publication and no number",
        "add an act, a publication, or a number with its target",
        "Raising awareness | At least 20 conducted trainings | Ministry of Justice | 2017",
        "Raising awareness | Implemented measures | Ministry of Justice | 2017"},
       has_nothing_to_check},
      {{"indicator_unread", warning,
        "we could not read what its indicators ask for, since their wording is not read in the "
        "plan's language",
        "give the `kind` of each in a profile",
        "Building schools | Number of schools, at least 20 | Ministry of Education | 2017",
        "Schulen bauen | Anzahl der Schulen | Ministerium | 2017"},
       has_unread_indicators},
      {{"narrower_than_measure", warning,
        "the indicator only asks for information about it, which can be supplied whatever was done",
        "name what the information would show, or confirm `covers_measure` in a profile",
        "Simplifying procedures | Adopted simplified procedures | Ministry of Justice | 2017",
        "Simplifying procedures | Information on simplified procedures | Ministry of Justice | "
        "2017"},
       nullptr,
       is_narrower},
      {{"vague_wording", warning, "the indicator's words leave open how much would be enough",
        "say what is counted or compared, from which baseline to which target",
        "Improving the register | Average days to register a company, at most 3 | Ministry of "
        "Justice | 2017",
        "Improving the register | Improvements in the register | Ministry of Justice | 2017"},
       nullptr,
       is_vague},
      {{"no_target", warning, "no value is given that would be enough",
        "give a target in the text, or in a profile with who set it",
        "Conducting trainings | At least 40 trainings | Ministry of Justice | 2017",
        "Conducting trainings | Number of trainings | Ministry of Justice | 2017"},
       nullptr,
       has_no_target},
      {{"no_unit", warning,
        "the indicator's number has no one unit: it counts several things together, or names a sum "
        "without a currency",
        "count one thing in each indicator and name the unit, in the text or in a profile",
        "Conducting trainings | Number of trainings, number of participants | Ministry of Justice "
        "| 2017",
        "Conducting trainings | Number of trainings and persons involved | Ministry of Justice | "
        "2017"},
       nullptr,
       has_no_unit},
      {{"no_cadence", warning,
        "it asks for reports or stands open over a span of time and does not say how often",
        "say how often (monthly, quarterly, annually), in the text or in a profile",
        "Publishing quarterly reports on the budget | Report on the budget | Ministry of Finance | "
        "2016-2017",
        "Executing the budget | Report on the budget | Ministry of Finance | 2016-2017"},
       nullptr,
       has_no_cadence},
      {{"no_agency", warning, "nobody is named who would do it", "name the agency responsible",
        "Adopting a law | Adopted law | Ministry of Justice | 2017",
        "Adopting a law | Adopted law | | 2017"},
       has_no_agency},
      {{"agency_spelling", warning,
        "two spellings make two bodies of it, each with a part of what it owes",
        "write its name in one way, or give both spellings in an agency file",
        "Adopting a law | Adopted law | Cabinet of Ministers | By June 2017",
        "Adopting a law | Adopted law | Cabinet of Minsters | By June 2017"},
       has_alike_agency},
      {{"no_binding_assignment", warning, "it is only recommended: no agency owes an account of it",
        "name an agency that is bound, or one that reports in the others' place",
        "Adopting a law | Adopted law | Cabinet of Ministers, Recommended to: National Parliament "
        "| 2017",
        "Adopting a law | Adopted law | Recommended to: National Parliament | 2017"},
       has_no_binding},
      {{"only_collective_agencies", warning,
        "its duty lies with a class of bodies, so that no one in particular can be asked",
        "name the bodies, or one that answers for all of them",
        "Opening data | Published data | Ministry of Justice, Central and local executive bodies | "
        "2017",
        "Opening data | Published data | Central and local executive bodies | 2017"},
       is_only_collective},
      {{"self_evaluation", warning,
        "those who evaluate the plan carry out measures of it themselves",
        "give the evaluation to a body that carries out none of them",
        "Evaluating the implementation of the Action Plan | Published evaluation | Chamber of "
        "Accounts | 2017",
        "Evaluating the implementation of the Action Plan | Published evaluation | Cabinet of "
        "Ministers | 2017"},
       evaluates_itself},
      {{"no_deadline", warning, "no day is given by which it is due",
        "give a day, a month or a year",
        "Adopting a law | Adopted law | Ministry of Justice | By March 2017",
        "Adopting a law | Adopted law | Ministry of Justice | after the reform of the courts"},
       has_no_deadline},
      {{"deadline_unread", warning, "we could not read its deadline, which may well give a day",
        "correct the reading in a profile, or write the day in other words",
        "Adopting a law | Adopted law | Ministry of Justice | By 28 February 2017",
        "Adopting a law | Adopted law | Ministry of Justice | By 31 February 2017"},
       is_unread},
      {{"whole_plan_window", warning,
        "its deadline is only the whole plan's window: until the plan is over, nothing is late",
        "give a day of its own, or dates for its steps",
        "Adopting a law | Adopted law | Ministry of Justice | By June 2017",
        "Adopting a law | Adopted law | Ministry of Justice | 2016-2018"},
       is_whole_window},
      {{"due_long_after_plan", warning,
        "it is due so long after the plan's period that its year is hardly meant",
        "correct the year, in the text or in a profile",
        "Adopting a law | Adopted law | Ministry of Justice | By June 2017",
        "Adopting a law | Adopted law | Ministry of Justice | By June 2099"},
       is_due_long_after},
      {{"due_before_plan", warning,
        "it was due before the plan began, so that nothing of the plan could keep it",
        "correct the day, in the text or in a profile",
        "Adopting a law | Adopted law | Ministry of Justice | By June 2017",
        "Adopting a law | Adopted law | Ministry of Justice | By June 2007"},
       is_due_before},
  };
  return all;
}

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 60;
  const std::size_t end = text::byte_offset(text, longest);
  std::string out = "\"";
  out += text.substr(0, end);
  out += end < text.size() ? "...\"" : "\"";
  return out;
}

Problem finding(const Linter& linter, const LintRule& rule, const Measure& measure,
                const Indicator* indicator) {
  const std::string name = label(measure);
  std::string object = "Measure " + name;
  if (rule.id == "agency_spelling") {
    const auto& [own, other] = *linter.alike_agency(measure);
    object = "The agency " + shown(own) + " of measure " + name + ", one letter from " +
             shown(other) + ",";
  }
  if (indicator != nullptr) object = "Indicator " + shown(indicator->text) + " of measure " + name;
  Problem problem;
  problem.code = rule.id;
  problem.severity = rule.severity;
  problem.place = measure.place;
  problem.message = object + " cannot be evaluated because " + std::string{rule.summary} +
                    "; to make it so, " + std::string{rule.remedy} + ".";
  problem.subject = indicator != nullptr ? indicator->id.value() : measure.id.value();
  return problem;
}

std::vector<Problem> Linter::run(const Cancel& cancel) {
  std::vector<Problem> problems;
  CancelPoll poll{cancel};
  for (const Measure& measure : plan_.measures()) {
    poll();
    for (const Check& check : checks()) {
      if (check.finds_measure != nullptr && check.finds_measure(*this, measure)) {
        problems.push_back(finding(*this, check.rule, measure, nullptr));
      }
      if (check.finds_indicator == nullptr) continue;
      for (const Indicator& indicator : measure.indicators) {
        if (check.finds_indicator(*this, measure, indicator)) {
          problems.push_back(finding(*this, check.rule, measure, &indicator));
        }
      }
    }
  }
  return problems;
}

}  // namespace

const std::vector<LintRule>& lint_rules() {
  static const std::vector<LintRule> rules = [] {
    std::vector<LintRule> shown_rules;
    for (const Check& check : checks()) shown_rules.push_back(check.rule);
    return shown_rules;
  }();
  return rules;
}

std::vector<Problem> lint(const Plan& plan, const Profile& profile, const Cancel& cancel) {
  // Kinds, splits and days that a profile corrects are not the plan's fault any more.
  CheckedPlan checked = apply_and_check(plan, profile, cancel);
  std::vector<Problem> problems = std::move(checked.problems);
  for (Problem& problem : Linter{std::move(checked.plan), profile}.run(cancel)) {
    problems.push_back(std::move(problem));
  }
  return problems;
}

}  // namespace actionplan
