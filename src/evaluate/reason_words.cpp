// SPDX-License-Identifier: Apache-2.0
#include <actionplan/evaluate/indicator_status.hpp>
#include <actionplan/evaluate/status.hpp>

#include <array>

namespace actionplan {
namespace {

struct ReasonWords {
  std::string_view meaning;
  std::string_view remedy;
};

// In the order of the enumeration.
constexpr std::array<ReasonWords, enum_count<IndicatorReason>> of_indicators{{
    {"no entry that counts", "Record an entry on this indicator."},
    {"no target to hold the value against", "Declare `targets` of the indicator in the profile."},
    {"neither up nor down is declared", "Declare `direction` of the indicator in the profile."},
    {"the target was set by an analyst, not by the plan, law or agency", ""},
    {"the value reaches the target", ""},
    {"the value does not reach the target", ""},
    {"the value reaches what was expected by its day", ""},
    {"the value does not reach what was expected by its day", ""},
    {"no target period has ended", ""},
    {"no baseline, first day or due day says what to expect meanwhile",
     "Declare what is missing of `baseline` of the indicator and `deadline` of the measure in the "
     "profile, or targets by period."},
    {"a sum without baseline is taken to begin at 0", ""},
    {"nothing was to change, so there is no share of progress", ""},
    {"a sum over fewer periods than expected",
     "Record the values of the periods that are missing."},
    {"the last value speaks of a day before the due day",
     "Record a value for the due day or later."},
    {"entries contradict each other", "Withdraw or replace the entry that is wrong."},
    {"the test at alpha does not decide", "A larger sample, or a later survey, may decide."},
    {"the value has a sampling error and was tested", ""},
    {"several periods have values, and nothing says how to join them",
     "Declare `aggregation` of the indicator in the profile."},
    {"a dimension's parts do not make up the whole, or are not declared",
     "Record the parts that are missing, or declare `dimensions` of the indicator in the profile."},
    {"nothing says how to join the parts of a dimension",
     "Declare `dimension_aggregation` of the indicator in the profile."},
    {"values that begin on the same day are a running total, no summands",
     "Record values of their own periods, or declare another `aggregation` than sum."},
    {"entries from before the plan's adoption are set aside or marked", ""},
    {"evidence says that it was done", ""},
    {"evidence says that it was not there", ""},
    {"not every expected report was received", "Record the reports that are missing."},
    {"an independent rater's code decided", ""},
    {"a formula's inputs have no values for the same period",
     "Record the values of its inputs for one period."},
    {"entries in another unit than declared are set aside",
     "Record the value in the unit of the profile, or correct `unit` there."},
    {"an entry that was used is disputed", "Have it verified, or replace it."},
    {"of the periods that the cadence expects, some have no value",
     "Record the values of the periods that are missing."},
    {"the declared parts add up to another number than the total says",
     "Replace the total or the part that is wrong."},
    {"values alone, and that a thing exists takes another kind of entry",
     "Record an entry of kind deliverable: `done`, with `done_on` where the day is known."},
    {"short of a straight line from baseline to target that nobody declared",
     "Declare `path: linear` of the indicator in the profile, with who set it, or targets by "
     "period."},
    {"a value between 0 and 1 without a unit, which counts as percent and may be a share of one",
     "Replace the entry by one with the unit \"% (0-100)\" where it is percent, and with the value "
     "times 100 and the unit \"%\" where it is a share of one."},
    {"the target was reached on the day when it was due, and is reached no longer", ""},
    {"a target or baseline between 0 and 1 without a unit, which counts as percent and may be a "
     "share of one",
     "Declare `unit` of the indicator in the profile as \"%\", and give its targets and baseline "
     "times 100 where they are shares of one."},
    {"the declared direction leads from the baseline away from the target",
     "Correct `direction`, `baseline` or the target of the indicator in the profile: one is "
     "wrong."},
    {"met, and nobody confirmed that it is as wide as the measure's promise",
     "Declare `covers_measure: true` of the indicator in the profile, with who set it, where what "
     "it asks for shows that the measure was done; else an independent rating of the measure "
     "decides."},
    {"a value above 100 that counts as percent and may be how many of its denominator",
     "Replace the entry by one with the value in percent: how many, times 100, divided by the "
     "denominator."},
    {"`pooled_ratio` weighs values by their denominators, and one has none",
     "Replace the entry by one with its `denominator`, or declare another `aggregation` of the "
     "indicator in the profile."},
    {"deliverables alone, and a number was asked for",
     "Record an entry of kind observation: `value`, with the `period` that it speaks about."},
    {"a deliverable of a period, or of none, for which no report is expected",
     "Record one deliverable for each expected report, with its `period` as the plan has it."},
    {"a value below 1 that is said to be percent, and may be a share of one beside larger numbers",
     "Replace the entry by one with the value times 100 where it is a share of one, and with the "
     "unit \"% (0-100)\" where it is not."},
    {"a standard error that is far too small for its sample, and may be a share of one",
     "Replace the entry by one with the standard error times 100 where it is a share of one, and "
     "with its `deff` where the design explains it."},
}};

constexpr ReasonWords of_status(Reason reason) {
  switch (reason) {
    case Reason::no_evidence:
      return {"nothing was reported", "Record what was done on the measure's indicators."};
    case Reason::not_gradable:
      return {"the indicators do not tell how far the measure came",
              "Record or declare what its indicators lack; the reasons of each say what."};
    case Reason::evidence_undecided:
      return {
          "past due, and the evidence does not decide",
          "Record what was done by the due day on the measure's indicators (what is recorded on "
          "the measure itself shows none of them to be met), or an independent rating."};
    case Reason::ratings_disagree:
      return {"raters of the same day disagree", "Withdraw or replace the rating that is wrong."};
    case Reason::no_assignment: return {"no agency is named", ""};
    case Reason::text_without_date:
      return {"the text names no day", "Declare `deadline` of the measure in the profile."};
    case Reason::deadline_unread:
      return {"the deadline may give a day, and it could not be read",
              "Declare `deadline` of the measure in the profile."};
    case Reason::trigger_unknown:
      return {"counted from an event whose day is not known",
              "Give the day of the event in the profile's `dates`."};
    case Reason::before_window: return {"the day asked about lies before the first day", ""};
    case Reason::within_window: return {"the day asked about lies before the due day", ""};
    case Reason::within_due_soon_days: return {"the due day is near", ""};
    case Reason::past_due: return {"the due day has passed", ""};
    case Reason::standing_duty: return {"a duty that goes on", ""};
    case Reason::window_only: return {"the plan names no day but its window's last", ""};
    case Reason::due_of_last_part: return {"due with the last of its parts", ""};
    case Reason::due_of_last_report: return {"due with its last expected report", ""};
    case Reason::only_recommended: return {"every assignment is only recommended", ""};
    case Reason::before_adoption:
      return {"the day asked about lies before the plan was adopted", ""};
    case Reason::vague_deadline:
      return {"another reading of the vague words would give another status", ""};
    case Reason::conditional:
      return {"the deadline states a condition, and whether it holds is not known", ""};
    case Reason::due_changed: return {"the due day was moved", ""};
    case Reason::extended_after_due: return {"it was moved when it had already passed", ""};
    case Reason::dropped_by_revision: return {"a later revision dropped it", ""};
    case Reason::rated: return {"an independent rating decides", ""};
    case Reason::indicators_met: return {"the indicators decide: all are met", ""};
    case Reason::indicator_not_met: return {"the indicators decide: one is not met", ""};
    case Reason::met_when_due:
      return {"the indicators decide: all were met when they were due, though one is no longer",
              ""};
    case Reason::target_changed:
      return {
          "a later version dropped, added or reworded an indicator, or changed what it is measured "
          "by",
          ""};
    case Reason::target_changed_after_due:
      return {"it was changed, or first said, when the day by which it was due had passed", ""};
    case Reason::dropped_after_due:
      return {"a later version dropped it when its due day had already passed", ""};
    case Reason::recommended_after_due:
      return {"a later version made it only recommended when its due day had already passed", ""};
    case Reason::rated_before_due:
      return {"the last independent rating is from before the due day, and was less than complete",
              "Record an independent rating of the due day or later."};
  }
  return {};
}

}  // namespace

std::string_view meaning(IndicatorReason reason) noexcept {
  return of_indicators[static_cast<std::size_t>(reason)].meaning;
}

std::string_view remedy(IndicatorReason reason) noexcept {
  return of_indicators[static_cast<std::size_t>(reason)].remedy;
}

std::string_view meaning(Reason reason) noexcept { return of_status(reason).meaning; }

std::string_view remedy(Reason reason) noexcept { return of_status(reason).remedy; }

}  // namespace actionplan
