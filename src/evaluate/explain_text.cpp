// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/explain.hpp>
#include <actionplan/evaluate/shown_numbers.hpp>

#include "core/internal/shortest_number.hpp"

#include "judge_value.hpp"
#include "set_aside.hpp"
#include "zero_variance.hpp"

#include <algorithm>
#include <vector>

namespace actionplan {
namespace {

template <class Words>
std::string joined(const Words& words) {
  std::string text;
  for (const auto word : words) text += (text.empty() ? "" : ", ") + std::string{to_string(word)};
  return text;
}

class Writer {
 public:
  explicit Writer(const Assessment& assessment) : assessment_{assessment} {}

  std::string write(const Explanation& explained) {
    const MeasureAssessment& row = explained.verdict;
    const AssessOptions& options = assessment_.options();
    const Measure& measure = assessment_.measure(assessment_.row(row.id));
    line(label(measure) + " " + measure.title);
    line("As of " + options.as_of.iso() +
         (options.known_at ? ", known at " + options.known_at->iso() : "") +
         (options.public_at ? ", public at " + options.public_at->iso() : "") + ": " +
         std::string{to_string(row.deadline_status)} + ", because " + explained.deadline_rule +
         ".");
    write_deadline(row, measure);
    for (const DroppedReports& reports : explained.dropped_reports) write_dropped(reports);
    for (const Problem& problem : explained.not_applied) {
      line("A correction of the profile was not applied: " + problem.message);
    }
    if (explained.former_status) {
      const bool is_dropped = row.reasons.has(Reason::dropped_after_due);
      line((is_dropped
                ? std::string{"On the day before it was dropped, when its due day had passed,"}
            : has_other_indicators(explained)
                ? std::string{"By the indicators of its due day"}
                : std::string{"By what its indicators were measured by on the due day"}) +
           (is_dropped ? " it was " : " it would be ") +
           std::string{to_string(*explained.former_status)} + ".");
    }
    write_indicators_met(explained);
    for (const RatingAssessment& rating : row.rated) write_rating(rating);
    for (const IndicatorExplanation& indicator : explained.indicators) write_indicator(indicator);
    for (const DroppedIndicator& indicator : explained.dropped) write_dropped(indicator);
    write_entries_on_measure(explained);
    write_reports(row);
    for (const EntryId& id : row.responses) write_response(id);
    return std::move(text_);
  }

 private:
  void line(const std::string& words) { text_ += words + "\n"; }

  static std::string days(std::int32_t count) {
    return std::to_string(count) + (count == 1 ? " day" : " days");
  }

  template <class Reasons>
  void write_remedies(const Reasons& reasons) {
    for (const auto reason : reasons) {
      const std::string_view mended = remedy(reason);
      if (!mended.empty()) {
        line("  " + std::string{to_string(reason)} + ": " + std::string{mended});
      }
    }
  }

  static std::string list(const MeasureAssessment& row) {
    std::string text;
    for (const IndicatorId& id : row.not_gradable) {
      text += (text.empty() ? " (" : ", ") + id.value();
    }
    return text.empty() ? text : text + ")";
  }

  // The rater's words are a rater's; what the indicators come to is counted.
  void write_indicators_met(const Explanation& explained) {
    const MeasureAssessment& row = explained.verdict;
    if (row.indicators.empty()) {
      const bool is_dropped = row.reasons.has(Reason::dropped_by_revision);
      if (!is_dropped) line("It has no indicator: a rating alone can tell how far it came.");
      return;
    }
    if (row.derived == Completion::no_evidence) {
      line(detail::has_earlier_wording(explained)
               ? "Of the indicator text as it now reads: nothing that could be judged."
           : detail::has_set_aside(row)
               ? "Of the indicator text: nothing was reported that could be judged."
               : "Of the indicator text: nothing was reported.");
      return;
    }
    std::size_t met = 0;
    for (const IndicatorAssessment& one : row.indicators) {
      met += one.status == IndicatorStatus::met ? 1 : 0;
    }
    line("Of the indicator text: " + std::to_string(met) + " of " +
         std::to_string(row.indicators.size()) + " indicators met" +
         (row.derived ? "" : "; not gradable" + list(row)) + ".");
  }

  void write_deadline(const MeasureAssessment& row, const Measure& measure) {
    std::string words = "Deadline \"" + measure.deadline.text +
                        "\": " + std::string{to_string(measure.deadline.kind)};
    if (row.deadline_reason) words += ", " + std::string{to_string(*row.deadline_reason)};
    if (row.due) words += ", due " + row.due->iso();
    if (row.due_latest != row.due) words += ", at the latest " + row.due_latest->iso();
    if (row.due_original != row.due && row.due_original) {
      words += ", first " + row.due_original->iso();
    }
    if (row.days_past_due) words += ", " + days(*row.days_past_due) + " past";
    // To be incomplete on the due day itself is to be late by no day that can be counted yet.
    if (row.days_late == 0) {
      words += ", seen to be incomplete on the due day";
    } else if (row.days_late) {
      words += ", shown to be " + days(*row.days_late) + " late";
    }
    line(words + ". Reasons: " + joined(row.reasons.list()) + ".");
    write_remedies(row.reasons.list());
    // Where no day was read, nothing was assumed: the sentence says what is missing.
    const bool has_reading = measure.deadline.kind != DeadlineKind::no_date;
    for (const std::string& assumption : measure.deadline.assumptions) {
      line((has_reading ? "  Assumed: " : "  ") + assumption);
    }
    for (const DeadlinePart& part : measure.deadline.parts) write_part(part);
    write_unread(measure.deadline);
    for (const std::string& condition : measure.deadline.conditions) {
      line("  On condition: \"" + condition + "\". Whether it holds is not known here.");
    }
    for (const std::string& remark : measure.deadline.remarks) {
      line("  Remark: \"" + remark + "\".");
    }
  }

  // A part that the text labels, or gives a target.
  void write_part(const DeadlinePart& part) {
    if (part.label.empty() && !part.target) return;
    std::string words =
        "  Part" + (part.label.empty() ? "" : " " + part.label) + " due " + part.due.iso();
    if (part.due_latest) words += ", at the latest " + part.due_latest->iso();
    if (part.target) words += ", target " + shown_reported(*part.target);
    if (!part.unit.empty()) words += " " + part.unit;
    line(words + ".");
  }

  // What was not understood; the candidate is named as one.
  void write_unread(const Deadline& deadline) {
    if (no_date_reason(deadline) != NoDateReason::unread) return;
    std::string words = "  We could not read the deadline";
    if (!deadline.candidate) return line(words + "; correct it in a profile.");
    const DeadlineCandidate& candidate = *deadline.candidate;
    words += ": \"" + candidate.token + "\" at position " +
             std::to_string(candidate.span.begin + 1) + " was not understood";
    if (candidate.kind == DeadlineKind::no_date) return line(words + "; correct it in a profile.");
    words += "; without it, it would be " + std::string{to_string(candidate.kind)};
    if (candidate.due) words += ", due " + candidate.due->iso();
    line(words + ". Nothing counts on that until a profile accepts it.");
  }

  void write_rating(const RatingAssessment& rating) {
    const std::string said = rating.completion
                                 ? std::string{to_string(*rating.completion)}
                                 : "in words that have no code, \"" + rating.text + "\",";
    line("Rated " + said + " by " + rating.reporter + " (" +
         std::string{to_string(rating.reporter_type)} + ") on " + rating.rated_on.iso() +
         (rating.indicator ? ", indicator " + rating.indicator->value() : "") + ".");
  }

  void write_indicator(const IndicatorExplanation& explained) {
    const IndicatorAssessment& row = explained.verdict;
    const Indicator* indicator = assessment_.plan().find_indicator(row.id);
    line("Indicator " + row.id.value() + " (" + std::string{to_string(row.kind)} + ") \"" +
         (indicator != nullptr ? indicator->text : "") + "\": " +
         std::string{to_string(row.status)} + ". Reasons: " + joined(row.reasons.list()) + ".");
    write_remedies(row.reasons.list());
    write_numbers(explained);
    for (const TermChange& change : explained.changes) write_change(change);
    if (explained.former) write_former(*explained.former, row.target);
    if (row.periods) write_periods(*row.periods);
    for (const UsedEntry& entry : explained.entries) write_entry(entry);
  }

  static std::string bound_of(const IndicatorExplanation& explained, double bound) {
    return shown_bound(bound, explained.decimals, explained.is_falling);
  }

  void write_numbers(const IndicatorExplanation& explained) {
    const IndicatorAssessment& row = explained.verdict;
    std::string words;
    const auto add = [&words](const char* name, const std::string& number) {
      words += (words.empty() ? "  " : ", ") + std::string{name} + " " + number;
    };
    const auto add_shown = [&](const char* name, const std::optional<double>& value) {
      if (value) add(name, shown_number(*value, explained.decimals));
    };
    add_shown("value", row.value);
    if (explained.estimate && explained.estimate->standard_error > 0) {
      add("standard error", shown_digits(explained.estimate->standard_error, 2));
    }
    add_shown("lowest", explained.lowest);
    add_shown("highest", explained.highest);
    add_shown("baseline", explained.baseline);
    add_shown("target", row.target);
    if (row.expected) add("expected", bound_of(explained, *row.expected));
    if (row.progress) add("progress", shown_beside(*row.progress, 1));
    if (explained.p_value) {
      add("p", shown_beside(*explained.p_value, explained.alpha.value_or(0)));
    }
    if (explained.alpha) add("alpha", shown_reported(*explained.alpha));
    write_zero_variance(explained);
    if (words.empty()) return;
    if (row.target_set_by) words += "; target set by " + std::string{to_string(*row.target_set_by)};
    line(words + ".");
    if (explained.p_value && explained.point_status != row.status) {
      line("  Without sampling error it would be " +
           std::string{to_string(explained.point_status)} + ".");
    }
    if (explained.turning_value) {
      const bool is_reached =
          detail::reaches(*row.value, *explained.turning_value, explained.is_falling);
      // What falls to a target misses it above, and reaches it from there down.
      const bool is_falling = explained.is_falling;
      line(std::string{!is_reached  ? "  From "
                       : is_falling ? "  Above "
                                    : "  Short of "} +
           bound_of(explained, *explained.turning_value) +
           (is_reached   ? ""
            : is_falling ? " down"
                         : " on") +
           " it turns " + std::string{to_string(*explained.turned_status)} + ".");
    }
  }

  static std::string shown(const IndicatorTerm& term) {
    return (term.number ? shown_reported(*term.number) : "\"" + term.text + "\"") +
           (term.due ? " by " + term.due->iso() : "") + " (set by " +
           std::string{to_string(term.set_by)} + ")";
  }

  // Did a version drop, add or reword one when the due day had passed?
  static bool has_other_indicators(const Explanation& explained) {
    const auto is_late = [](const TermChange& change) {
      return change.is_after_due && name_of(change) == "text";
    };
    const auto has_late = [&is_late](const auto& one) {
      return std::any_of(one.changes.begin(), one.changes.end(), is_late);
    };
    return std::any_of(explained.indicators.begin(), explained.indicators.end(), has_late) ||
           std::any_of(explained.dropped.begin(), explained.dropped.end(), has_late);
  }

  static const std::string& name_of(const TermChange& change) {
    return change.before ? change.before->name : change.after->name;
  }

  void write_dropped(const DroppedReports& reports) {
    const std::size_t count = reports.periods.size();
    std::string words = "Its ";
    if (count > 1) words += std::to_string(count) + " ";
    if (reports.cadence) words += std::string{to_string(*reports.cadence)} + " ";
    words += count == 1 ? "report" : "reports";
    if (count != 0) words += " on " + reports.periods.front().text();
    if (count > 1) words += (count == 2 ? " and " : " to ") + reports.periods.back().text();
    line(words + (count == 1 ? " was" : " were") + " dropped by the version in force from " +
         reports.effective_on.iso() + ", recorded " + reports.recorded_on.iso() +
         (reports.is_after_due ? ", when the day by which it was due had passed." : "."));
  }

  void write_dropped(const DroppedIndicator& indicator) {
    line("Indicator " + indicator.id.value() + " (" + std::string{to_string(indicator.kind)} +
         ") \"" + indicator.text + "\", which the plan of the day does not have:");
    for (const TermChange& change : indicator.changes) write_change(change);
    if (indicator.former) write_former(*indicator.former, indicator.former->target);
  }

  void write_change(const TermChange& change) {
    const std::string version = "by the version in force from " + change.effective_on.iso() +
                                ", recorded " + change.recorded_on.iso();
    const std::string end =
        change.is_after_due ? ", when the day by which it was due had passed." : ".";
    const std::string& name = name_of(change);
    if (name == "text" && !change.before) return line("  It was added " + version + end);
    if (name == "text" && !change.after) return line("  It was dropped " + version + end);
    if (name == "text") {
      return line("  Its text was changed from \"" + change.before->text + "\" to \"" +
                  change.after->text + "\", " + version + end);
    }
    if (name == "input") {
      const std::string& input = (change.before ? change.before : change.after)->text;
      return line("  Indicator " + input + ", which its formula takes, was " +
                  (change.after ? "added " : "dropped ") + version + end);
    }
    std::string words = "  The term " + name;
    if (!change.before) {
      words += " was first said, " + shown(*change.after);
    } else if (!change.after) {
      words += " was taken away, " + shown(*change.before);
    } else {
      words += " was changed from " + shown(*change.before) + " to " + shown(*change.after);
    }
    line(words + ", " + version + end);
  }

  void write_former(const FormerVerdict& former, const std::optional<double>& target) {
    const bool is_other_target = former.target && former.target != target;
    line("  By " +
         (is_other_target ? "the target of its due day, " + shown_reported(*former.target) + ","
                          : std::string{"what it was measured by on its due day"}) +
         " it would be " + std::string{to_string(former.status)} + ".");
  }

  void write_zero_variance(const IndicatorExplanation& explained) {
    const IndicatorReasonSet& reasons = explained.verdict.reasons;
    const bool is_sample = explained.estimate && explained.estimate->standard_error == 0 &&
                           reasons.has(IndicatorReason::survey_estimate);
    if (!is_sample) return;
    line("  The sample has no sampling error, which is no certainty" +
         (explained.p_value
              ? ": tested by exact binomial probabilities with " +
                    detail::general_number(detail::effective_size(*explained.estimate), 6) +
                    " effective cases."
              : std::string{", and its value is no share: nothing tells how far the truth "
                            "may lie from it."}));
    if (explained.p_value && *explained.p_value == 1) {
      line("  No sample clears a target at the end of the scale; set one with a margin.");
    }
  }

  void write_periods(const PeriodCounts& counts) {
    std::string words = "  By its cadence " + std::to_string(counts.expected) + " expected, " +
                        std::to_string(counts.received) + " received";
    for (const Period& period : counts.missing) {
      words += (&period == &counts.missing.front() ? "; missing " : ", ") + period.text();
    }
    line(words + ".");
  }

  void write_entry(const UsedEntry& used) {
    const Evidence& evidence = assessment_.evidence();
    const Entry entry = evidence.entry(*evidence.find(used.id));
    std::string words = "  " + std::string{to_string(used.use)} + ": " +
                        std::string{to_string(entry.kind)} + " " + used.id.value().substr(0, 12);
    if (entry.value)
      words += " " + shown_reported(*entry.value) + (entry.unit.empty() ? "" : " " + entry.unit);
    if (entry.done) words += *entry.done ? " done" : " not done";
    if (entry.done_on) words += " on " + entry.done_on->text();
    for (const auto& [name, category] : entry.dimension) words += ", " + name + " " + category;
    if (entry.period) words += ", period " + entry.period->text();
    words += ", by " + shown_reporter(entry) + ", recorded " + entry.recorded_on.iso();
    if (!entry.sources.empty()) words += ", source " + entry.sources.front().text;
    if (entry.withheld) words += ". " + shown_text(entry);
    line(words);
  }

  // What is said of the measure itself, and why an indicator does not hear it.
  void write_entries_on_measure(const Explanation& explained) {
    const auto earlier =
        std::find_if(explained.entries.begin(), explained.entries.end(),
                     [](const UsedEntry& used) { return used.use == EntryUse::earlier_wording; });
    if (earlier != explained.entries.begin()) line("On the measure itself:");
    for (auto used = explained.entries.begin(); used != earlier; ++used) {
      write_entry(*used);
      if (used->use == EntryUse::beside_the_point) write_why_beside(explained, *used);
    }
    if (earlier == explained.entries.end()) return;
    line("Reported on an earlier wording of this measure, which a revision changed:");
    for (auto used = earlier; used != explained.entries.end(); ++used) write_entry(*used);
    const std::string ids = deciding_indicators(explained);
    if (ids.empty()) return;
    line("    It does not decide; what holds for the new wording, record on indicator " + ids +
         ".");
  }

  void write_why_beside(const Explanation& explained, const UsedEntry& used) {
    const Evidence& evidence = assessment_.evidence();
    const Entry entry = evidence.entry(*evidence.find(used.id));
    if (entry.kind == EntryKind::note) {
      return line("    A note decides nothing: " + shown_text(entry));
    }
    if (entry.kind != EntryKind::deliverable) {
      return line("    An entry of this kind decides nothing on a measure.");
    }
    const std::string ids = deciding_indicators(explained);
    if (ids.empty()) {
      return line(
          "    The measure has no indicator that it could show to be met; an independent "
          "rating tells how far the measure came.");
    }
    line("    It names no indicator, so it shows none to be met; record it on indicator " + ids +
         ".");
  }

  // Those that a deliverable decides, else all; the first three.
  static std::string deciding_indicators(const Explanation& explained) {
    constexpr std::size_t most = 3;
    std::vector<IndicatorId> ids;
    for (const bool is_any_kind : {false, true}) {
      for (const IndicatorExplanation& one : explained.indicators) {
        const IndicatorKind kind = one.verdict.kind;
        const bool is_decided = kind == IndicatorKind::deliverable ||
                                kind == IndicatorKind::publication || kind == IndicatorKind::report;
        if (is_decided || is_any_kind) ids.push_back(one.verdict.id);
      }
      if (!ids.empty()) break;
    }
    std::string text;
    for (std::size_t i = 0; i < std::min(most, ids.size()); ++i) {
      text += (text.empty() ? "" : i + 1 == ids.size() ? " or " : ", ") + ids[i].value();
    }
    return ids.size() > most ? text + " or another" : text;
  }

  void write_reports(const MeasureAssessment& row) {
    bool has_no_date = false;
    for (const ReportAssessment& report : row.reports) {
      write_report(report);
      has_no_date = has_no_date || report.status == DeadlineStatus::no_date;
    }
    if (!has_no_date) return;
    line(
        "  no_date: nothing says when its reports are due; declare `report_due` in the profile, of "
        "the measure or of the whole plan.");
  }

  void write_report(const ReportAssessment& report) {
    line("Report on " + report.period.text() + ": " + std::string{to_string(report.status)} +
         (report.due ? ", due " + report.due->iso() : "") +
         (report.before_adoption ? ", before adoption, not counted" : "") + ".");
  }

  void write_response(const EntryId& id) {
    const Evidence& evidence = assessment_.evidence();
    const Entry entry = evidence.entry(*evidence.find(id));
    line("Response of " + entry.agency->value() + " on " + true_from(entry).iso() + ": " +
         shown_text(entry));
  }

  const Assessment& assessment_;
  std::string text_;
};

}  // namespace

std::string to_text(const Explanation& explanation, const Assessment& assessment) {
  return Writer{assessment}.write(explanation);
}

}  // namespace actionplan
