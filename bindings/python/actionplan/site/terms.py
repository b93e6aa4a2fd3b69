# SPDX-License-Identifier: Apache-2.0
"""What the pages say of indicators that a later version dropped, added or reworded, and of a
target, or of anything else that one is measured by, that it changed."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

import actionplan as ap
from actionplan.site.language import Language
from actionplan.site.words import N_

# By the names that a profile has for them.
_NAMES = {
    "target": N_("Target"),
    "baseline": N_("Baseline"),
    "baseline_standard_error": N_("Standard error of the baseline"),
    "direction": N_("Direction"),
    "aggregation": N_("Values of several periods"),
    "unit": N_("Unit"),
    "kind": N_("Kind"),
    "path": N_("Way to the target"),
    "alpha": N_("Level of the test"),
    "weight": N_("Weight"),
    "covers_measure": N_("As wide as the promise"),
    "formula": N_("Formula"),
    "cadence": N_("Periods"),
    "dimensions": N_("Parts"),
    "dimension_aggregation": N_("Values of the parts"),
    "input_unit": N_("Unit of an input"),
    "input_aggregation": N_("Values of several periods of an input"),
    "input_formula": N_("Formula of an input"),
    "input_dimensions": N_("Parts of an input"),
    "input_dimension_aggregation": N_("Values of the parts of an input"),
}
_WORDS = {
    "direction": ap.Direction,
    "aggregation": ap.Aggregation,
    "kind": ap.IndicatorKind,
    "path": ap.TrajectoryPath,
    "cadence": ap.Cadence,
    "dimension_aggregation": ap.Aggregation,
}


class TermWriter:
    """Says it in the language of the site."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def _value(self, term: ap.IndicatorTerm | None) -> Markup:
        language = self._language
        if term is None:
            return Markup()
        if term.number is not None:
            text = Markup.escape(language.number(term.number))
        elif term.name in _WORDS:
            text = Markup.escape(language.label(_WORDS[term.name](term.text)))
        elif term.name == "covers_measure":
            text = language.markup(N_("yes") if term.text == "true" else N_("no"))
        else:
            text = Markup("<q>{}</q>").format(term.text)
        if term.due is not None:
            text = language.markup("%(value)s by %(day)s", value=text, day=language.day(term.due))
        return text + f" ({language.label(term.set_by)})"

    def difference(self, change: ap.TermDifference) -> Markup:
        """What was changed, from what to what, and who says so."""
        markup = self._language.markup
        if is_of_words(change):
            return self._words(change)
        if change.name == "input":
            return self._input(change)
        name = markup(_NAMES[change.name])
        if change.before is None:
            return markup(
                "%(term)s: first said, %(after)s", term=name, after=self._value(change.after)
            )
        before = self._value(change.before)
        if change.after is None:
            return markup("%(term)s: taken away, was %(before)s", term=name, before=before)
        return markup(
            "%(term)s: changed from %(before)s to %(after)s",
            term=name,
            before=before,
            after=self._value(change.after),
        )

    def _words(self, change: ap.TermDifference) -> Markup:
        markup = self._language.markup
        if change.before is None:
            return markup(N_("Added by a later version"))
        if change.after is None:
            return markup(N_("Dropped by a later version"))
        return markup(
            "Words: changed from %(before)s to %(after)s",
            before=_quoted(change.before),
            after=_quoted(change.after),
        )

    def _input(self, change: ap.TermDifference) -> Markup:
        markup = self._language.markup
        if change.after is None:
            return markup(
                "Indicator %(input)s, which its formula takes: dropped by a later version",
                input=change.before.text if change.before else "",
            )
        return markup(
            "Indicator %(input)s, which its formula takes: added by a later version",
            input=change.after.text,
        )

    def change(self, change: ap.TermChange) -> Markup:
        """The same with the day on which it took effect."""
        language = self._language
        text = self.difference(change) + ". "
        text += language.markup("In force from %(day)s.", day=language.day(change.effective_on))
        if change.is_after_due:
            text += " " + language.markup("The day by which it was due had passed.")
        return text

    def former(self, former: ap.FormerVerdict | None, target: float | None) -> Markup:
        """What an indicator of this target would be by the terms of its due day; empty: they are as
        they were."""
        language = self._language
        if former is None:
            return Markup()
        status = language.label(former.status)
        if former.target is None or former.target == target:
            return language.markup(
                "By what it was measured by on its due day it would be: %(status)s.", status=status
            )
        return language.markup(
            "By the target of its due day, %(target)s, it would be: %(status)s.",
            target=language.number(former.target),
            status=status,
        )

    def of_version(self, revision: ap.Revision, explained: ap.Explanation) -> Markup:
        """What one version changed of a measure's indicators, and of what they are measured by."""
        held = [(told.verdict.id, told.changes) for told in explained.indicators]
        held += [(gone.id, gone.changes) for gone in explained.dropped]
        texts = []
        for indicator, changes in held:
            of_it = [change for change in changes if _is_of(change, revision)]
            texts += [self._of_words(change) for change in of_it if is_of_words(change)]
            measured = [self.difference(change) for change in of_it if not is_of_words(change)]
            if measured:
                texts.append(
                    self._language.markup(
                        "A revision changed what indicator %(indicator)s is measured by: "
                        "%(parts)s.",
                        indicator=indicator,
                        parts=Markup("; ").join(measured),
                    )
                )
        texts += [
            self.dropped_reports(reports)
            for reports in explained.dropped_reports
            if _is_of(reports, revision)
        ]
        return Markup(" ").join(texts)

    def dropped_reports(self, reports: ap.DroppedReports) -> Markup:
        """Which reports a version asked for no longer."""
        language = self._language
        between = Markup(", ") if len(reports.periods) < 3 else Markup(" \N{EN DASH} ")
        periods = between.join(map(language.period, _ends(reports.periods)))
        cadence = Markup() if reports.cadence is None else language.label(reports.cadence)
        text = language.markup(
            "A revision dropped reports from the deadline: %(parts)s.",
            parts=Markup(", ").join(filter(None, (cadence, periods))),
        )
        if reports.is_after_due:
            text += " " + language.markup("The day by which it was due had passed.")
        return text

    def _of_words(self, change: ap.TermChange) -> Markup:
        markup = self._language.markup
        before, after = change.before, change.after
        if before is None and after is not None:
            return markup(
                "A revision added indicator %(indicator)s, %(text)s.",
                indicator=change.indicator,
                text=_quoted(after),
            )
        if before is not None and after is None:
            return markup(
                "A revision dropped indicator %(indicator)s, %(text)s.",
                indicator=change.indicator,
                text=_quoted(before),
            )
        return markup(
            "A revision reworded indicator %(indicator)s: %(parts)s.",
            indicator=change.indicator,
            parts=self._words(change),
        )


def is_of_words(change: ap.TermDifference) -> bool:
    """Is it the indicator itself that was dropped, added or reworded?"""
    return change.name == "text"


def has_other_indicators(explained: ap.Explanation) -> bool:
    """Was one of them dropped, added or reworded when the due day had passed?"""
    changes = [change for one in explained.indicators for change in one.changes]
    changes += [change for gone in explained.dropped for change in gone.changes]
    return any(is_of_words(change) and change.is_after_due for change in changes)


def _ends(periods: Sequence[ap.Period]) -> list[ap.Period]:
    return [*periods[:1], *periods[1:][-1:]]


def _is_of(change: ap.TermChange | ap.DroppedReports, revision: ap.Revision) -> bool:
    return (change.effective_on, change.recorded_on) == (
        revision.effective_on,
        revision.recorded_on,
    )


def _quoted(term: ap.IndicatorTerm | None) -> Markup:
    return Markup() if term is None else Markup("<q>{}</q>").format(term.text)
