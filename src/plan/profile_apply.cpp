// SPDX-License-Identifier: Apache-2.0
#include <actionplan/core/error.hpp>
#include <actionplan/core/text.hpp>
#include <actionplan/plan/assumption_list.hpp>
#include <actionplan/plan/plan_builder.hpp>
#include <actionplan/plan/profile.hpp>

#include "plan/internal/unstated_shares.hpp"

#include "unknown_in_profile.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <utility>

namespace actionplan {
namespace {

// The plan being corrected, with what could not be applied.
class Overlay {
 public:
  Overlay(const Plan& plan, const Profile& profile, const Cancel& cancel)
      : profile_{profile}, cancel_{cancel}, poll_{cancel}, builder_{plan} {
    for (std::size_t i = 0; i < builder_.measures().size(); ++i) {
      by_id_.emplace(builder_.measures()[i].id, i);
    }
  }

  Plan apply() {
    check_title();
    for (const auto& entry : profile_.measures) {
      poll_();
      apply_to_measure(entry.first, entry.second);
    }
    if (profile_.report_due) apply_common_report_due();
    apply_kinds();
    return builder_.build(cancel_);
  }

 private:
  void report(std::string code, std::string subject, std::string message, Place place = {}) {
    builder_.add(
        Problem{std::move(code), Severity::warning, place, std::move(message), std::move(subject)});
  }

  void check_title() {
    const std::string& title = builder_.heading().title;
    if (std::optional<Problem> problem = detail::other_plan(profile_, title)) {
      builder_.add(std::move(*problem));
    }
  }

  void apply_to_measure(const MeasureId& id, const MeasureProfile& said) {
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) {
      builder_.add(detail::unknown_measure(id, searched()));
      return;
    }
    Measure& measure = builder_.measures()[found->second];
    if (!said.indicators.empty()) split(measure, said.indicators);
    if (said.deadline) correct_deadline(measure, said);
    if (said.discharge) {
      for (Assignment& assignment : measure.assignments) assignment.discharge = *said.discharge;
    }
    if (said.report_due) set_report_due(measure, *said.report_due);
  }

  // Where to seek ids that are like an unknown one: for the first hundred only, since a profile may
  // hold any number of them.
  const std::vector<Measure>& searched() {
    static const std::vector<Measure> none;
    return ++unknown_ <= 100 ? builder_.measures() : none;
  }

  void split(Measure& measure, const std::vector<IndicatorSplit>& parts);
  void correct_deadline(Measure& measure, const MeasureProfile& said);

  void set_report_due(Measure& measure, const ReportDueRule& rule) {
    if (measure.deadline.kind != DeadlineKind::recurring) {
      report("profile_report_due", measure.id.value(),
             "The profile says when reports of measure " + label(measure) +
                 " are due, but it expects none: its deadline is of kind " +
                 std::string{to_string(measure.deadline.kind)} +
                 "; correct the deadline to `recurring` with a cadence, or drop the rule.",
             measure.place);
      return;
    }
    try {
      measure.deadline = with_report_due(measure.deadline, rule);
    } catch (const InvalidArgument& error) {
      report("profile_report_due", measure.id.value(), error.what(), measure.place);
    }
  }

  void apply_common_report_due() {
    for (Measure& measure : builder_.measures()) {
      poll_();
      if (measure.deadline.kind != DeadlineKind::recurring) continue;
      const auto own = profile_.measures.find(measure.id);
      const bool has_own = own != profile_.measures.end() && own->second.report_due;
      if (!has_own) set_report_due(measure, *profile_.report_due);
    }
  }

  void apply_kinds() {
    std::unordered_map<IndicatorId, Indicator*> indicators;
    for (Measure& measure : builder_.measures()) {
      for (Indicator& indicator : measure.indicators) indicators.emplace(indicator.id, &indicator);
    }
    for (const auto& entry : profile_.indicators) {
      const auto found = indicators.find(entry.first);
      if (found == indicators.end()) {
        builder_.add(detail::unknown_indicator(entry.first, searched()));
        continue;
      }
      Indicator& indicator = *found->second;
      if (entry.second.kind) indicator.kind = *entry.second.kind;
      for (Problem& problem : detail::unstated_shares(entry.first, indicator.kind, entry.second)) {
        builder_.add(std::move(problem));
      }
    }
  }

  const Profile& profile_;
  const Cancel& cancel_;
  CancelPoll poll_;
  PlanBuilder builder_;
  std::unordered_map<MeasureId, std::size_t> by_id_;
  std::size_t unknown_ = 0;
};

// More parts of one indicator text are refused: no plan has them, and placing them is quadratic.
constexpr std::size_t max_parts = 1000;

// Byte positions of one part within the indicator text.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t part = 0;
};

// The first place where `words` stand clear of the stretches already taken, or npos.
std::size_t find_free(std::string_view whole, std::string_view words,
                      const std::vector<Stretch>& taken) {
  if (words.empty()) return std::string_view::npos;
  std::size_t at = whole.find(words);
  while (at != std::string_view::npos) {
    const auto clash = std::find_if(taken.begin(), taken.end(), [&](const Stretch& other) {
      return at < other.end && other.begin < at + words.size();
    });
    if (clash == taken.end()) return at;
    at = whole.find(words, clash->end);
  }
  return at;
}

// The number after the last slash of an indicator id, 0 where there is none.
unsigned ordinal(const IndicatorId& id) {
  const std::string& value = id.value();
  const std::size_t slash = value.rfind('/');
  unsigned number = 0;
  if (slash != std::string::npos) {
    std::from_chars(value.data() + slash + 1, value.data() + value.size(), number);
  }
  return number;
}

// Hands each part the id of the former indicator with the same text, or the next free ordinal.
void assign_ids(std::vector<Indicator>& parts, const Measure& measure) {
  unsigned next = 0;
  std::vector<const Indicator*> former;
  for (const Indicator& indicator : measure.indicators) {
    former.push_back(&indicator);
    next = std::max(next, ordinal(indicator.id));
  }
  for (Indicator& part : parts) {
    const auto same = std::find_if(former.begin(), former.end(), [&](const Indicator* indicator) {
      return indicator->text == part.text;
    });
    if (same != former.end()) {
      part.id = (*same)->id;
      former.erase(same);
    } else {
      part.id = IndicatorId{measure.id.value() + "/" + std::to_string(++next)};
    }
  }
}

std::string edtf_of(const Deadline& deadline) {
  if (deadline.start && deadline.due) return Period{*deadline.start, *deadline.due}.edtf();
  if (deadline.due) return "../" + deadline.due->iso();
  if (deadline.start) return deadline.start->iso() + "/..";
  return {};
}

// Why the correction contradicts itself; empty where it does not.
std::string contradiction(const DeadlineCorrection& said) {
  if (said.start && said.due && *said.due < *said.start) {
    return "begins on " + said.start->iso() + ", after it is due on " + said.due->iso() +
           "; swap the two days";
  }
  const bool needs_due = said.kind == DeadlineKind::window || said.kind == DeadlineKind::by ||
                         said.kind == DeadlineKind::several;
  if (needs_due && !said.due) {
    return "is of kind " + std::string{to_string(said.kind)} + " without a due day; give `due`";
  }
  if (said.kind == DeadlineKind::recurring && !said.cadence) {
    return "is of kind recurring without a cadence; give `cadence`";
  }
  if (said.due_latest && (!said.due || *said.due_latest < *said.due)) {
    return "is due on " + said.due_latest->iso() +
           " at the latest, without a due day that is not after it; correct one of the days";
  }
  if (said.reason && said.kind != DeadlineKind::no_date) {
    return "is of kind " + std::string{to_string(said.kind)} +
           " and gives a reason why it has no date; drop one of the two";
  }
  if (said.kind == DeadlineKind::no_date && (said.start || said.due)) {
    return "is of kind no_date and gives days; choose another kind or drop the days";
  }
  return {};
}

void Overlay::split(Measure& measure, const std::vector<IndicatorSplit>& parts) {
  if (parts.size() > max_parts) {
    report("profile_split_too_long", measure.id.value(),
           "The profile splits the indicator of measure " + label(measure) + " into " +
               std::to_string(parts.size()) + " parts; give at most " + std::to_string(max_parts) +
               ".",
           measure.place);
    return;
  }
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string words = text::collapse_spaces(parts[i].text);
    const std::size_t at = find_free(measure.indicator_text, words, stretches);
    if (at == std::string::npos) {
      report("profile_split_not_found", measure.id.value(),
             "The profile splits the indicator of measure " + label(measure) + " at \"" + words +
                 "\", which does not stand there (clear of its other parts); its split stays as "
                 "read. Copy the words from the plan.",
             measure.place);
      return;
    }
    stretches.push_back(Stretch{at, at + words.size(), i});
  }
  std::sort(stretches.begin(), stretches.end(),
            [](const Stretch& a, const Stretch& b) { return a.begin < b.begin; });
  const std::string_view whole = measure.indicator_text;
  std::vector<Indicator> indicators;
  for (const Stretch& stretch : stretches) {
    Indicator indicator;
    indicator.kind = parts[stretch.part].kind;
    indicator.text = whole.substr(stretch.begin, stretch.end - stretch.begin);
    indicator.span.begin =
        static_cast<std::uint32_t>(text::count_code_points(whole.substr(0, stretch.begin)));
    indicator.span.end =
        indicator.span.begin + static_cast<std::uint32_t>(text::count_code_points(indicator.text));
    indicators.push_back(std::move(indicator));
  }
  assign_ids(indicators, measure);
  measure.indicators = std::move(indicators);
}

void Overlay::correct_deadline(Measure& measure, const MeasureProfile& said) {
  const DeadlineCorrection& correction = *said.deadline;
  const std::string wrong = contradiction(correction);
  if (!wrong.empty()) {
    report("profile_deadline", measure.id.value(),
           "The deadline that the profile gives measure " + label(measure) + " " + wrong + ".",
           measure.place);
    return;
  }
  Deadline deadline;
  deadline.text = measure.deadline.text;
  deadline.kind = correction.kind;
  deadline.start = correction.start;
  deadline.due = correction.due;
  deadline.due_latest = correction.due_latest;
  // What was read of an extension stays: no correction of the day makes it undone.
  deadline.due_original =
      correction.due_original ? correction.due_original : measure.deadline.due_original;
  if (correction.kind == DeadlineKind::no_date) {
    deadline.reason = correction.reason.value_or(NoDateReason::undetermined);
  }
  deadline.conditions = measure.deadline.conditions;
  deadline.remarks = measure.deadline.remarks;
  deadline.language = measure.deadline.language;
  if (correction.kind == DeadlineKind::recurring) {
    const std::optional<Period>& years = builder_.heading().period;
    if (!deadline.start) deadline.start = measure.deadline.start;
    if (!deadline.due) {
      deadline.due = measure.deadline.due;
      deadline.due_latest = measure.deadline.due_latest;
    }
    if (!deadline.start && years) deadline.start = years->first();
    if (!deadline.due && years) deadline.due = years->last();
    deadline.cadence = correction.cadence;
    try {
      if (deadline.start && deadline.due) {
        deadline.expected_reports =
            expected_reports(Period{*deadline.start, *deadline.due}, *deadline.cadence,
                             builder_.heading().adopted_on);
      }
    } catch (const InvalidArgument& error) {
      report("profile_deadline", measure.id.value(), error.what(), measure.place);
      return;
    }
  }
  deadline.edtf = edtf_of(deadline);
  deadline.assumptions.push_back(
      said.source.empty()
          ? assumption_text(assumed::corrected, {to_string(said.set_by)})
          : assumption_text(assumed::corrected_with_source, {to_string(said.set_by), said.source}));
  measure.deadline = std::move(deadline);
}

}  // namespace

DeadlineCorrection correction(const DeadlineCandidate& candidate) {
  if (candidate.kind == DeadlineKind::no_date) {
    throw InvalidArgument("The candidate without \"" + candidate.token +
                          "\" has no date; give the correction's kind and days.");
  }
  DeadlineCorrection accepted;
  accepted.kind = candidate.kind;
  accepted.start = candidate.start;
  accepted.due = candidate.due;
  accepted.cadence = candidate.cadence;
  accepted.due_latest = candidate.due_latest;
  return accepted;
}

Plan apply(const Plan& plan, const Profile& profile, const Cancel& cancel) {
  return Overlay{plan, profile, cancel}.apply();
}

}  // namespace actionplan
