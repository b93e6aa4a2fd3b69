# SPDX-License-Identifier: Apache-2.0
"""What the pages say of a target, or of anything else that an indicator is measured by, that a
later version changed."""

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

    def change(self, change: ap.TermChange) -> Markup:
        """The same with the day on which it took effect."""
        language = self._language
        text = self.difference(change) + ". "
        text += language.markup("In force from %(day)s.", day=language.day(change.effective_on))
        if change.is_after_due:
            text += " " + language.markup("The day by which it was due had passed.")
        return text

    def former(self, told: ap.IndicatorExplanation) -> Markup:
        """What the indicator would be by the terms of its due day; empty: they are as they were."""
        former, language = told.former, self._language
        if former is None:
            return Markup()
        status = language.label(former.status)
        if former.target is None or former.target == told.verdict.target:
            return language.markup(
                "By what it was measured by on its due day it would be: %(status)s.", status=status
            )
        return language.markup(
            "By the target of its due day, %(target)s, it would be: %(status)s.",
            target=language.number(former.target),
            status=status,
        )

    def of_version(
        self, revision: ap.Revision, indicators: Sequence[ap.IndicatorExplanation]
    ) -> Markup:
        """What one version changed of what the indicators of a measure are measured by."""
        day = (revision.effective_on, revision.recorded_on)
        texts = []
        for told in indicators:
            changed = [
                self.difference(change)
                for change in told.changes
                if (change.effective_on, change.recorded_on) == day
            ]
            if changed:
                texts.append(
                    self._language.markup(
                        "A revision changed what indicator %(indicator)s is measured by: "
                        "%(parts)s.",
                        indicator=told.verdict.id,
                        parts=Markup("; ").join(changed),
                    )
                )
        return Markup(" ").join(texts)
