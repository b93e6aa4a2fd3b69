# SPDX-License-Identifier: Apache-2.0
"""What `assess_days` gives: the assessments of one plan on several days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from actionplan._calls import item_at
from actionplan._notebook import counted, html_table, title_of
from actionplan._tables import to_rows

if TYPE_CHECKING:
    import datetime

    import numpy as np
    import pandas as pd
    import polars as pl

    import actionplan as ap


class AssessedDays:
    """Assessments of one plan on several days, in the order in which they were asked for.

    What `assess_days` gives: a sequence, of which `days[0]` or `days["2018-06-30"]` is an
    Assessment, and one table of all days, in which the column `as_of` tells them apart.
    """

    __slots__ = ("_held",)

    def __init__(self, assessments: Iterable[ap.Assessment] = ()) -> None:
        self._held = tuple(assessments)

    def __len__(self) -> int:
        return len(self._held)

    def __iter__(self) -> Iterator[ap.Assessment]:
        return iter(self._held)

    def __getitem__(self, index: int | str | datetime.date) -> ap.Assessment:
        """By position, or by the day that was asked about."""
        if isinstance(index, int):
            return item_at("AssessedDays has no day", self._held, index)
        import actionplan as ap

        for one in self._held:
            if str(one.as_of) == str(index):
                return one
        raise ap.NotFound(
            f"AssessedDays: {str(index)!r} is none of its days; they are "
            f"{', '.join(map(str, self.days))}."
        )

    def __repr__(self) -> str:
        if not self._held:
            return "<AssessedDays: none>"
        measures = len(self._held[-1])
        return f"<AssessedDays {', '.join(map(str, self.days))}: {measures} measures on the last>"

    @property
    def days(self) -> tuple[datetime.date, ...]:
        """The days that were asked about."""
        return tuple(one.as_of for one in self)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        import numpy as np

        days = [to_rows(one.frame(), dtype, copy) for one in self]
        return np.concatenate(days) if days else np.empty(0, dtype=object)

    def to_pandas(self, table: str = "measures") -> pd.DataFrame:
        """One table of all days as a pandas DataFrame, by the tables of an Assessment."""
        import pandas as pd

        frames = [_with_day(one, one.to_pandas(table)) for one in self]
        joined: pd.DataFrame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
        return joined

    def to_polars(self, table: str = "measures") -> pl.DataFrame:
        """One table of all days as a polars DataFrame, by the tables of an Assessment."""
        import polars as pl

        frames = [
            one.to_polars(table).with_columns(pl.lit(one.as_of).alias("as_of")) for one in self
        ]
        return pl.concat(frames, how="vertical_relaxed") if frames else pl.DataFrame()

    def counts(self) -> ap.Frame:
        """A row for each day and deadline status, with how many measures have it."""
        import actionplan as ap

        rows = [
            (one.as_of, str(status), count)
            for one in self
            for status, count in one.summary().items()
        ]
        names = ("as_of", "deadline_status", "measures")
        return ap.Frame({name: [row[at] for row in rows] for at, name in enumerate(names)})

    def _repr_html_(self) -> str:
        import actionplan as ap

        titles = list(dict.fromkeys(title_of(one.plan) for one in self))
        heading = f"<p><b>{escape('; '.join(titles))}</b><br>{counted(len(self), 'day')}</p>\n"
        head = ["deadline_status", *map(str, self.days)]
        counts = [one.summary() for one in self]
        rows = [
            (str(status), *(str(count[status]) for count in counts))
            for status in ap.DeadlineStatus
            if any(count[status] for count in counts)
        ]
        return heading + html_table(head, rows)


def _with_day(assessment: ap.Assessment, frame: pd.DataFrame) -> pd.DataFrame:
    if "as_of" not in frame.columns:
        import numpy as np

        frame["as_of"] = np.datetime64(assessment.as_of, "s")
    return frame


def assess_days(
    history: ap.PlanHistory, evidence: ap.Evidence | None, as_of: Iterable[Any], **options: Any
) -> AssessedDays:
    """`actionplan.assess` on each of the days."""
    import actionplan as ap

    days = [as_of] if isinstance(as_of, str) or not isinstance(as_of, Iterable) else list(as_of)
    if not days:
        raise ap.InvalidArgument(
            'assess_days: as_of names no day; give one or more, such as "2017-06-30".'
        )
    return AssessedDays(ap.assess(history, evidence, as_of=day, **options) for day in days)
