# SPDX-License-Identifier: Apache-2.0
"""What the site says for each word of the library: a label, and a sentence of what it means.

Only English stands here; `locale` has the translations. A word without a sentence needs none.
"""

from __future__ import annotations

from collections import Counter
from enum import Enum
from typing import NamedTuple

from actionplan.palette import Tone


def N_(message: str) -> str:  # noqa: N802  (the name that extractors of messages know)
    """Marks a message for the catalogue."""
    return message


class Word(NamedTuple):
    label: str
    meaning: str = ""


Tones = Counter[Tone]

TONES = {
    Tone.done: N_("Done"),
    Tone.running: N_("Running"),
    Tone.behind: N_("Behind"),
    Tone.unknown: N_("Not known"),
    Tone.contested: N_("Contested"),
    Tone.late: N_("Shown not done"),
    Tone.gone: N_("Withdrawn"),
}

# By the name of the enumeration, then by the word.
WORDS: dict[str, dict[str, Word]] = {
    "DeadlineStatus": {
        "upcoming": Word(N_("Upcoming"), N_("Its window has not begun.")),
        "open": Word(N_("Open"), N_("Its window runs, or it has no last day.")),
        "due_soon": Word(N_("Due soon"), N_("Its window runs, and its due day is near.")),
        "unreported": Word(
            N_("Unreported"),
            N_("The due day has passed and nothing was reported. Silence is not failure."),
        ),
        "undecided": Word(
            N_("Undecided"),
            N_("The due day has passed, and what was reported does not decide whether it is done."),
        ),
        "overdue": Word(
            N_("Overdue"),
            N_("Evidence shows that it was not complete on the due day or after it."),
        ),
        "done_on_time": Word(N_("Done on time"), N_("It was done by its due day.")),
        "done_late": Word(N_("Done late"), N_("It was done, and only after its due day.")),
        "done_timing_unknown": Word(
            N_("Done, timing unknown"), N_("It was done; nothing tells whether by its due day.")
        ),
        "lapsed": Word(
            N_("Lapsed"),
            N_("Evidence shows that it was not done, and it was only recommended or has ended."),
        ),
        "awaiting_trigger": Word(
            N_("Awaiting its event"), N_("It counts from an event whose day is not known.")
        ),
        "no_date": Word(N_("Without a date"), N_("Nothing names a day by which it is due.")),
        "unread": Word(
            N_("Deadline not read"),
            N_("We could not read its deadline, which may well name a day."),
        ),
        "withdrawn": Word(
            N_("Withdrawn"),
            N_("A later version of the plan dropped it, or a rater says that it was given up."),
        ),
    },
    "Reason": {
        "before_window": Word(N_("The day asked about lies before its window.")),
        "within_window": Word(N_("The day asked about lies in its window.")),
        "within_due_soon_days": Word(N_("The due day is near.")),
        "past_due": Word(N_("The due day has passed.")),
        "no_evidence": Word(N_("Nothing was reported.")),
        "window_only": Word(N_("The plan names no other day than the last of its window.")),
        "due_of_last_part": Word(N_("It is due when its last part is.")),
        "due_of_last_report": Word(N_("It is due when its last expected report is.")),
        "standing_duty": Word(N_("It is a standing duty without an end of its own.")),
        "trigger_unknown": Word(N_("The event that it counts from has no known day.")),
        "text_without_date": Word(N_("The deadline's text names no day.")),
        "only_recommended": Word(N_("It is only recommended to those who are to do it.")),
        "no_assignment": Word(N_("The plan names nobody who is to do it.")),
        "before_adoption": Word(N_("The day asked about lies before the plan's adoption.")),
        "due_changed": Word(N_("A later version of the plan moved the due day.")),
        "extended_after_due": Word(N_("The due day was moved when it had already passed.")),
        "dropped_by_revision": Word(N_("The plan of the day no longer has it.")),
        "rated": Word(N_("An independent rating decides.")),
        "ratings_disagree": Word(N_("Independent raters disagree.")),
        "indicators_met": Word(N_("Every indicator is met.")),
        "indicator_not_met": Word(N_("Evidence shows that an indicator is not met.")),
        "not_gradable": Word(N_("The indicators do not tell how far it came.")),
        "evidence_undecided": Word(N_("There is evidence, and it does not decide.")),
        "vague_deadline": Word(
            N_("The deadline's words leave open which day is meant; the latest counts.")
        ),
        "conditional": Word(
            N_("The deadline states a condition, and whether it holds is not known.")
        ),
        "deadline_unread": Word(N_("We could not read the deadline's text.")),
        "met_when_due": Word(
            N_("Every indicator was met when it was due, though one is met no longer.")
        ),
        "target_changed": Word(
            N_(
                "A later version of the plan dropped, added or reworded an indicator, or changed "
                "what one is measured by."
            )
        ),
        "target_changed_after_due": Word(
            N_(
                "An indicator, or what it is measured by, was changed, or first said, when the day "
                "by which it was due had passed."
            )
        ),
        "dropped_after_due": Word(N_("A revision dropped it when its due day had already passed.")),
        "recommended_after_due": Word(
            N_("A revision made it only recommended when its due day had already passed.")
        ),
        "rated_before_due": Word(
            N_("The last independent rating is from before the due day, and was not complete.")
        ),
    },
    "IndicatorStatus": {
        "no_evidence": Word(
            N_("No evidence"), N_("Nothing that counts was reported. Silence is not failure.")
        ),
        "no_target": Word(
            N_("No target"), N_("Something was reported, and nothing says how much was to be.")
        ),
        "behind": Word(N_("Behind"), N_("Before the due day, short of what was expected by then.")),
        "on_track": Word(
            N_("On track"), N_("Before the due day, at least what was expected by then.")
        ),
        "met": Word(N_("Met"), N_("The target is reached, or the thing exists.")),
        "not_met": Word(
            N_("Not met"), N_("Evidence of the due day or after it falls short of the target.")
        ),
        "inconclusive": Word(N_("Inconclusive"), N_("The evidence cannot decide.")),
        "incomplete": Word(
            N_("Incomplete"),
            N_("The evidence does not reach far enough to say that it was missed."),
        ),
        "contested": Word(
            N_("Contested"),
            N_("Entries contradict each other, and the verdict hangs on which one is right."),
        ),
    },
    "IndicatorReason": {
        "nothing_live": Word(N_("No entry counts.")),
        "target_unstated": Word(N_("No target is stated.")),
        "direction_unstated": Word(N_("Nothing says whether more or less is better.")),
        "analyst_target": Word(
            N_("The target was set by an analyst, not by the plan, a law or an agency.")
        ),
        "target_reached": Word(N_("The value reaches the target.")),
        "target_missed": Word(N_("The value does not reach the target.")),
        "expected_reached": Word(N_("The value reaches what was expected by its day.")),
        "expected_missed": Word(N_("The value is short of what was expected by its day.")),
        "nothing_expected_yet": Word(N_("Nothing was expected by then.")),
        "path_unstated": Word(
            N_("No baseline, first day or due day says what to expect meanwhile.")
        ),
        "sum_begins_at_zero": Word(N_("A sum without a baseline is taken to begin at zero.")),
        "target_is_baseline": Word(N_("Nothing was to change, so there is no share of progress.")),
        "partial_sum": Word(N_("Fewer periods than expected are reported.")),
        "value_before_due": Word(N_("The last value speaks of a day before the due day.")),
        "conflicting_entries": Word(N_("Entries contradict each other.")),
        "within_sampling_error": Word(N_("The difference lies within the sampling error.")),
        "survey_estimate": Word(N_("The value is a survey's estimate and was tested as one.")),
        "aggregation_unstated": Word(N_("Nothing says how to join the values of several periods.")),
        "parts_missing": Word(N_("The parts do not make up the whole, or are not declared.")),
        "parts_aggregation_unstated": Word(N_("Nothing says how to join the parts.")),
        "running_total_summed": Word(N_("The values are a running total and cannot be added up.")),
        "before_adoption": Word(N_("Some of it was before the plan's adoption.")),
        "exists": Word(N_("Evidence says that it was done.")),
        "seen_missing": Word(N_("Evidence says that it was not there.")),
        "reports_missing": Word(N_("Not every expected report was received.")),
        "rated": Word(N_("An independent rating decides.")),
        "input_missing": Word(N_("The formula's inputs have no values for the same period.")),
        "unit_differs": Word(N_("Entries in another unit were set aside.")),
        "disputed": Word(N_("An entry that was used is disputed.")),
        "periods_missing": Word(N_("Some of the periods that were expected have no value.")),
        "parts_differ_from_total": Word(
            N_("The parts add up to another number than the total says.")
        ),
        "needs_deliverable": Word(
            N_("Values alone: that a thing exists takes another kind of entry.")
        ),
        "below_assumed_path": Word(
            N_("Short of a straight line to the target, which nobody declared.")
        ),
        "unit_unstated": Word(
            N_("A value between 0 and 1 without a unit: whether it is percent cannot be told.")
        ),
        "reached_when_due": Word(
            N_("The target was reached on the day when it was due, and is reached no longer.")
        ),
        "target_unit_unstated": Word(
            N_("A target or baseline between 0 and 1 without a unit: is it percent?")
        ),
        "direction_contradicts": Word(N_("The declared direction leads away from the target.")),
        "narrower_than_measure": Word(
            N_(
                "Met, and nobody has confirmed in the profile (covers_measure) that this shows the "
                "whole measure to be done."
            )
        ),
        "value_maybe_numerator": Word(
            N_("A value above 100 that counts as percent and may be how many of its denominator.")
        ),
        "denominator_missing": Word(
            N_("A value has no denominator, by which the values are weighed.")
        ),
        "needs_value": Word(N_("A number was asked for, and a thing done says none.")),
        "report_unexpected": Word(
            N_("A thing done is of a period, or of none, for which no report is expected.")
        ),
        "value_maybe_share": Word(
            N_("A value below 1 that is said to be percent and may be a share of one.")
        ),
        "error_maybe_share": Word(
            N_("A standard error that is far too small for its sample and may be a share of one.")
        ),
    },
    "EntryUse": {
        "used": Word(N_("used")),
        "agrees": Word(N_("says the same as one that was used")),
        "alternative": Word(N_("contradicts the one that was used; judged under it too")),
        "superseded": Word(N_("set aside: a later value took its place")),
        "total_instead": Word(N_("set aside: the total is given")),
        "parts_incomplete": Word(N_("set aside: the parts do not make up the whole")),
        "replaced": Word(N_("set aside: replaced later")),
        "withdrawn": Word(N_("set aside: withdrawn later")),
        "not_true_yet": Word(N_("set aside: became true after the day asked about")),
        "not_recorded_yet": Word(N_("set aside: recorded after the day asked about")),
        "not_public_yet": Word(N_("set aside: not public on the day asked about")),
        "before_adoption": Word(N_("set aside: before the plan's adoption")),
        "other_unit": Word(N_("set aside: in another unit")),
        "other_reporter": Word(N_("set aside: by a reporter not asked for")),
        "beside_the_point": Word(N_("does not decide here")),
        "earlier_wording": Word(N_("set aside: on an earlier wording of the measure")),
    },
    "EntryKind": {
        "observation": Word(N_("Value")),
        "deliverable": Word(N_("Thing done")),
        "rating": Word(N_("Rating")),
        "response": Word(N_("Response")),
        "verification": Word(N_("Verification")),
        "withdrawal": Word(N_("Withdrawal")),
        "appointment": Word(N_("Appointment")),
        "membership": Word(N_("Membership")),
        "note": Word(N_("Note")),
    },
    "ReporterType": {
        "implementer": Word(N_("implementer")),
        "other_government": Word(N_("other government body")),
        "civil_society": Word(N_("civil society")),
        "independent": Word(N_("independent")),
    },
    "Method": {
        "document": Word(N_("document")),
        "administrative_record": Word(N_("administrative record")),
        "survey": Word(N_("survey")),
        "direct_observation": Word(N_("direct observation")),
        "statement": Word(N_("statement")),
    },
    "Verification": {
        "unverified": Word(N_("unverified")),
        "verified": Word(N_("verified")),
        "disputed": Word(N_("disputed")),
    },
    "Completion": {
        "no_evidence": Word(N_("no evidence")),
        "not_started": Word(N_("not started")),
        "limited": Word(N_("limited")),
        "substantial": Word(N_("substantial")),
        "complete": Word(N_("complete")),
        "withdrawn": Word(N_("withdrawn")),
    },
    "IndicatorKind": {
        "count": Word(N_("count")),
        "amount": Word(N_("amount")),
        "percentage": Word(N_("percentage")),
        "deliverable": Word(N_("thing to exist")),
        "publication": Word(N_("publication")),
        "activity": Word(N_("activity")),
        "report": Word(N_("report")),
        "qualitative": Word(N_("quality")),
    },
    "DeadlineKind": {
        "window": Word(N_("within a window")),
        "by": Word(N_("by a day")),
        "several": Word(N_("in several parts")),
        "recurring": Word(N_("recurring")),
        "continuous": Word(N_("standing duty")),
        "relative": Word(N_("counted from an event")),
        "no_date": Word(N_("no date")),
    },
    "NoDateReason": {
        "unread": Word(N_("we could not read it")),
        "empty": Word(N_("the plan leaves it empty")),
        "undetermined": Word(N_("the plan says that it is not set")),
        "as_needed": Word(N_("as needed")),
        "elsewhere": Word(N_("another document gives it")),
        "remark_only": Word(N_("the plan writes something else there")),
    },
    "Role": {
        "implementer": Word(N_("implementer")),
        "lead": Word(N_("lead")),
        "supporting": Word(N_("supporting")),
    },
    "Force": {
        "binding": Word(N_("binding")),
        "recommended": Word(N_("recommended")),
    },
    "Discharge": {
        "each": Word(N_("Each of them must do it.")),
        "any": Word(N_("Any one of them may do it for all.")),
        "joint": Word(N_("They do it together.")),
        "unstated": Word(
            N_("The plan does not say how they share it, so the verdict is the measure's alone.")
        ),
    },
    "Cadence": {
        "monthly": Word(N_("monthly")),
        "quarterly": Word(N_("quarterly")),
        "semiannual": Word(N_("half-yearly")),
        "annual": Word(N_("yearly")),
        "biennial": Word(N_("two-yearly")),
    },
    "DueSource": {
        "plan": Word(N_("the plan")),
        "law": Word(N_("law")),
        "standard": Word(N_("a standard")),
        "user": Word(N_("the user")),
    },
    "SetBy": {
        "plan": Word(N_("the plan")),
        "law": Word(N_("law")),
        "agency": Word(N_("an agency")),
        "analyst": Word(N_("an analyst")),
    },
    "Direction": {
        "up": Word(N_("to rise")),
        "down": Word(N_("to fall")),
        "none": Word(N_("neither to rise nor to fall")),
    },
    "Aggregation": {
        "last": Word(N_("the last value")),
        "sum": Word(N_("the sum")),
        "mean": Word(N_("the mean")),
        "max": Word(N_("the highest value")),
        "min": Word(N_("the lowest value")),
        "pooled_ratio": Word(N_("the ratio of the sums")),
    },
    "TrajectoryPath": {
        "linear": Word(N_("on a straight line")),
    },
    "MemberReport": {
        "received": Word(N_("received")),
        "missing": Word(N_("not received")),
        "not_member": Word(N_("not a member")),
    },
}


def word_of(word: Enum) -> Word:
    """What the site says for a word."""
    return WORDS[type(word).__name__][str(word.value)]
