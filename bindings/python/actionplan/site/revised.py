# SPDX-License-Identifier: Apache-2.0
"""What a revision changed in a measure, and what only its profile reads otherwise."""

from __future__ import annotations

import actionplan as ap
from actionplan.site.words import N_


class Overlay:
    """What the profile of a revision corrects, taken out once: each access makes it anew."""

    def __init__(self, revision: ap.Revision) -> None:
        profile = revision.profile
        self._measures = dict(profile.measures)
        self._kinds = {key for key, said in profile.indicators.items() if said.kind is not None}
        self._report_due = profile.report_due
        self._dates = profile.dates

    def says_of_deadline(self, measure: ap.Measure) -> tuple[object, ...]:
        said = self._measures.get(measure.id)
        rule = self._report_due
        if said is not None and said.report_due is not None:
            rule = said.report_due
        if measure.deadline.kind != ap.DeadlineKind.recurring:
            rule = None
        return (None if said is None else said.deadline, rule, self._dates)

    def says_of_indicators(self, measure: ap.Measure) -> bool:
        said = self._measures.get(measure.id)
        is_split = said is not None and bool(said.indicators)
        return is_split or any(indicator.id in self._kinds for indicator in measure.indicators)

    def says_of_duty(self, measure: ap.Measure) -> bool:
        said = self._measures.get(measure.id)
        return said is not None and said.discharge is not None


def _is_other_deadline(
    was: ap.Measure, now: ap.Measure, before: Overlay, after: Overlay
) -> bool | None:
    """Is the deadline another one? None: only the reading of the same words is."""
    if was.deadline == now.deadline:
        return False
    said, says = before.says_of_deadline(was), after.says_of_deadline(now)
    is_corrected = said[0] is not None or says[0] is not None
    if was.deadline.text != now.deadline.text or not (is_corrected or said != says):
        return True
    correction = says[0]
    is_postponed = isinstance(correction, ap.DeadlineCorrection) and correction.due_original
    return True if is_postponed else None


def differences(
    was: ap.Measure, now: ap.Measure, before: Overlay, after: Overlay
) -> tuple[list[str], list[str]]:
    """The parts of a measure that the later plan words otherwise, and those that a profile reads
    otherwise in the same words; each by its name, which is to be translated."""
    is_read = before.says_of_indicators(was) or after.says_of_indicators(now)
    is_dutied = before.says_of_duty(was) or after.says_of_duty(now)
    named_was, named_now = (
        [(said.agency, said.role, said.force, said.text) for said in one.assignments]
        for one in (was, now)
    )
    found: list[tuple[str, bool | None]] = [
        (N_("title"), was.title != now.title),
        (N_("deadline"), _is_other_deadline(was, now, before, after)),
        (
            N_("indicators"),
            was.indicators != now.indicators
            and (None if is_read and was.indicator_text == now.indicator_text else True),
        ),
        (
            N_("agencies"),
            was.assignments != now.assignments
            and (None if is_dutied and named_was == named_now else True),
        ),
    ]
    changed = [name for name, is_other in found if is_other]
    return changed, [name for name, is_other in found if is_other is None]
