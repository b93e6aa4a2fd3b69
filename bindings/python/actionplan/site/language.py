# SPDX-License-Identifier: Apache-2.0
"""The language of a site: its messages, and how it writes days and numbers.

Nothing else in the library knows a locale.
"""

from __future__ import annotations

import datetime
import gettext
import io
import math
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from importlib import resources
from types import ModuleType

from markupsafe import Markup

import actionplan as ap
from actionplan.site.presentation import Shown
from actionplan.site.words import N_, word_of

LANGUAGES = {"en": "en_GB", "az": "az"}  # the days and numbers of each


class Language:
    """Messages, days and numbers of one language."""

    def __init__(self, code: str) -> None:
        """Loads the catalogue of a language.

        Raises:
            InvalidArgument: there is none for it.
        """
        if code not in LANGUAGES:
            known = ", ".join(sorted(LANGUAGES))
            raise ap.InvalidArgument(f"The site has no language {code!r}; choose one of: {known}.")
        from babel import Locale, dates, numbers

        self.code = code
        self._dates: ModuleType = dates
        self._numbers: ModuleType = numbers
        self._locale = Locale.parse(LANGUAGES[code])
        self._catalogue = _catalogue(code)
        self.gettext = self._catalogue.gettext
        self.ngettext = self._catalogue.ngettext
        self._markup: dict[str, Markup] = {}
        # Days, periods and words come again and again. Words of two enumerations may be equal.
        by_type = lru_cache(maxsize=None, typed=True)
        self.label = by_type(self._label)
        self.meaning = by_type(self._meaning)
        self.day = cache(self._day)
        self.short_day = cache(self._short_day)
        self.period = cache(self._period)
        self.assumption = cache(self._assumption)

    def markup(self, message: str, **values: object) -> Markup:
        """The message for a page, with its values in place and escaped."""
        text = self._markup.get(message)
        if text is None:
            # What translators write is taken for text, too.
            text = self._markup[message] = Markup.escape(self.gettext(message))
        return text % values if values else text

    def plural_markup(self, one: str, many: str, num: int) -> Markup:
        """The message for a number of things; `%(num)s` in it is the number."""
        return Markup.escape(self.ngettext(one, many, num)) % {"num": self.number(num)}

    def _label(self, word: Enum) -> Markup:
        """A word's label."""
        return Markup.escape(self.gettext(word_of(word).label))

    def _meaning(self, word: Enum) -> Markup:
        """The sentence that tells what a word means; empty where there is none."""
        meaning = word_of(word).meaning
        return Markup.escape(self.gettext(meaning)) if meaning else Markup()

    def _assumption(self, sentence: str) -> Markup | None:
        """What a reading took for granted; None where its words are someone's own."""
        found = ap.find_assumption(sentence)
        if found is None:
            return None
        values = {name: self._place(name, value) for name, value in found.values.items()}
        return Markup.escape(self.gettext(found.pattern.text)).format(**values)

    def _place(self, name: str, value: str) -> str:
        if name in ("day", "first", "last"):
            return self.day(datetime.date.fromisoformat(value))
        if name == "period":
            return self.period(ap.Period.parse(value))
        if name == "cadence":
            return self.label(ap.Cadence(value))
        return self.label(ap.SetBy(value)) if name == "set_by" else value

    def number(self, value: float) -> str:
        """A number as it was reported, with the digits of `shown_reported`."""
        if abs(value) >= 1e15:  # written in powers of ten elsewhere
            text: str = self._numbers.format_decimal(value, "#,##0", locale=self._locale)
            return text
        return self.digits(ap.shown_reported(value))

    def digits(self, text: str) -> str:
        """A number in digits as the language writes it; one in powers of ten as it is."""
        if "e" in text or text in ("nan", "inf", "-inf"):
            return text
        written: str = self._numbers.format_decimal(
            Decimal(text), "#,##0.###############", locale=self._locale
        )
        return written

    def exact(self, text: str, value: float) -> Markup:
        """A number in the digits of `text`; where it has more, they stand in its title."""
        shown = Markup.escape(self.digits(text))
        if float(text) == value or math.isclose(float(text), value, rel_tol=1e-15):
            return shown
        return Markup('<span title="{}">{}</span>').format(repr(value), shown)

    def amount(self, shown: Shown) -> Markup:
        """A value with the digits of its verdict, or of what was reported."""
        if shown.decimals is None:
            return self.exact(ap.shown_reported(shown.value), shown.value)
        return self.exact(ap.shown_number(shown.value, shown.decimals), shown.value)

    def percent(self, share: float) -> str:
        """A share as whole percent; with more digits where less than all would be shown as all."""
        shown = Decimal(ap.shown_number(share, 2))
        for decimals in range(3, 10):
            if share >= 1 or shown < 1:
                break
            shown = Decimal(ap.shown_number(share, decimals))
        text: str = self._numbers.format_percent(shown, "#,##0.#######%", locale=self._locale)
        return text

    def _day(self, day: datetime.date) -> str:
        text: str = self._dates.format_date(day, "long", locale=self._locale)
        return text

    def _short_day(self, day: datetime.date) -> str:
        text: str = self._dates.format_date(day, "d MMM y", locale=self._locale)
        return text

    def _pattern(self, day: datetime.date, pattern: str) -> str:
        text: str = self._dates.format_skeleton(pattern, day, locale=self._locale)
        return text

    def _period(self, period: ap.Period) -> str:
        first, last = period.first, period.last
        if first == last:
            return self._day(first)
        text = period.text()
        if text.isdigit():
            return text
        if len(text) == 6 and text[4] in "QH":
            said = (
                N_("quarter %(n)s of %(year)s") if text[4] == "Q" else N_("half %(n)s of %(year)s")
            )
            return self.gettext(said) % {"n": text[5], "year": text[:4]}
        if len(text) == 7:
            return self._pattern(first, "yMMMM")
        if len(text) == 9 and text[4] == "-":
            return text.replace("-", "\N{EN DASH}")
        return f"{self._day(first)} \N{EN DASH} {self._day(last)}"


def _catalogue(code: str) -> gettext.NullTranslations:
    """The messages of a language; those in English stand in the code itself."""
    if code == "en":
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = (
        resources.files("actionplan.site").joinpath("locale").joinpath(f"{code}.po").read_bytes()
    )
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source), locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
