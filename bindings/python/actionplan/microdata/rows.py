# SPDX-License-Identifier: Apache-2.0
"""What a batch of rows says of the design and of an indicator, checked row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from actionplan._core import InvalidArgument
from actionplan.microdata.columns import Batch, to_floats
from actionplan.microdata.expression import Expression
from actionplan.microdata.spec import Columns, IndicatorSpec, Spec
from actionplan.microdata.table_spec import TableSpec
from actionplan.survey import Categories

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class CaseRows:
    """The columns of an indicator in some rows: numbers, NaN where a case is left out."""

    inside: NDArray[np.bool_] | None  # who counts; None: all
    above: Floats
    below: Floats | None  # of a ratio


class RowReader:
    """From a batch: design columns and the numbers of indicators, checked row by row."""

    def __init__(self, spec: Spec) -> None:
        self._spec = spec
        self._stratum_of_cluster: dict[str, str] = {}

    def design(self, batch: Batch) -> dict[str, Any]:
        design = self._spec.design
        out: dict[str, Any] = {}
        if design.weights is not None:
            out["weights"] = _required(batch, design.weights, "design.weights")
        for key, stages in (("strata", design.strata), ("clusters", design.clusters)):
            for place, names in enumerate(stages):
                categories = batch.categories(names)
                _require_all(batch, categories.codes < 0, f"design.{key}", names)
                out[f"{key}{place}"] = categories
        for place, expression in enumerate(design.fpc):
            out[f"fpc{place}"] = _required(batch, expression, "design.fpc")
        self._require_nested(batch, out)
        if design.replicates is not None:
            for place, name in enumerate(design.replicates.columns):
                out[f"replicate{place}"] = _required_number(batch, name, "design.replicates")
        for place, margin in enumerate(design.raking.margins if design.raking else ()):
            categories = batch.categories(margin.columns)
            _require_all(batch, categories.codes < 0, f"{margin.key}.columns", margin.columns)
            out[f"margin{place}"] = categories
        for place, total in enumerate(design.calibration.totals if design.calibration else ()):
            key, of, _ = total
            out[f"total{place}"] = _required(batch, of, f"{key}.of")
        return out

    def _require_nested(self, batch: Batch, columns: Mapping[str, Any]) -> None:
        """A cluster in two strata is seen within a batch by `Design`, across batches here."""
        if self._spec.design.nest or "strata0" not in columns or "clusters0" not in columns:
            return
        strata, clusters = columns["strata0"], columns["clusters0"]
        pairs = clusters.codes.astype(np.int64) * len(strata.levels) + strata.codes
        found, first = np.unique(pairs, return_index=True)
        for pair, place in zip(found.tolist(), first.tolist(), strict=True):
            cluster = clusters.levels[pair // len(strata.levels)]
            stratum = strata.levels[pair % len(strata.levels)]
            if self._stratum_of_cluster.setdefault(cluster, stratum) != stratum:
                raise InvalidArgument(
                    f"design.clusters: cluster {cluster!r} lies in stratum "
                    f"{self._stratum_of_cluster[cluster]!r} and, in row {batch.row(place)}, in "
                    f"{stratum!r}; correct one, or give nest = true if ids are used again."
                )

    def domain(self, batch: Batch) -> NDArray[np.bool_] | None:
        expression = self._spec.design.domain
        if expression is None:
            return None
        return np.asarray(_required(batch, expression, "design.domain") != 0)

    def rows(
        self, batch: Batch, indicator: IndicatorSpec, domain: NDArray[np.bool_] | None
    ) -> CaseRows:
        is_ratio = indicator.statistic == "ratio"
        inside = domain
        below: Floats | None = None
        left_out = np.zeros(len(batch), dtype=np.bool_)
        if indicator.denominator is not None:
            base = _evaluated(batch, indicator.denominator, f"{indicator.key}.denominator")
            left_out = self._missing(batch, indicator, indicator.denominator, base, inside)
            if is_ratio:
                below = base
            else:
                holds = base == 1
                inside = (holds | left_out) if inside is None else (inside & (holds | left_out))
        above = _evaluated(batch, indicator.numerator, f"{indicator.key}.numerator")
        asked = ~left_out if inside is None else inside & ~left_out
        left_out |= self._missing(batch, indicator, indicator.numerator, above, asked)
        if inside is not None and inside.all():
            inside = None
        above = np.where(left_out, np.nan, above)
        if inside is not None:  # what lies outside is not looked at
            above = np.where(inside, above, 0.0)
            below = None if below is None else np.where(inside, below, 0.0)
        return CaseRows(inside, above, below)

    def _missing(
        self,
        batch: Batch,
        indicator: IndicatorSpec,
        expression: Expression,
        values: Floats,
        asked: NDArray[np.bool_] | None,
    ) -> NDArray[np.bool_]:
        """Cases without a value, which are refused unless they are to be left out."""
        is_missing = np.isnan(values)
        if asked is not None:
            is_missing &= asked
        if indicator.missing == "refuse" and is_missing.any():
            place = int(np.argmax(is_missing))
            name = "numerator" if expression is indicator.numerator else "denominator"
            raise InvalidArgument(
                f"{indicator.key}.{name}: {_blame(batch, expression, place)} missing in row "
                f'{batch.row(place)}; give missing = "omit" to leave such cases out.'
            )
        return is_missing

    def table(
        self, batch: Batch, table: TableSpec, domain: NDArray[np.bool_] | None
    ) -> tuple[NDArray[np.bool_], dict[str, Categories]]:
        """Who counts in a table, and the levels that it crosses."""
        inside = np.ones(len(batch), np.bool_) if domain is None else domain.copy()
        if table.where is not None:
            holds = _evaluated(batch, table.where, f"{table.key}.where")
            is_missing = np.isnan(holds) & inside
            if table.missing == "refuse" and is_missing.any():
                place = int(np.argmax(is_missing))
                raise InvalidArgument(
                    f"{table.key}.where: {_blame(batch, table.where, place)} missing in row "
                    f'{batch.row(place)}; give missing = "omit" to leave such cases out.'
                )
            inside &= holds == 1
        found: dict[str, Categories] = {}
        for key, name in (("rows", table.rows), ("columns", table.columns_of)):
            if name is None:
                continue
            found[key] = batch.categories((name,))
            is_missing = (found[key].codes < 0) & inside
            if table.missing == "refuse":
                _require_all(batch, is_missing, f"{table.key}.{key}", (name,), omit=True)
            inside &= ~is_missing
        return inside, found

    def levels(
        self,
        batch: Batch,
        indicator: IndicatorSpec,
        names: Columns,
        inside: NDArray[np.bool_] | None,
        key: str = "",
    ) -> Categories:
        """The levels of a breakdown; `key` names it, `by` of the indicator unless given."""
        categories = batch.categories(names)
        is_missing = categories.codes < 0
        if inside is not None:
            is_missing &= inside
        if indicator.missing == "refuse":
            _require_all(batch, is_missing, key or f"{indicator.key}.by", names, omit=True)
        return categories


def _blame(batch: Batch, expression: Expression, place: int) -> str:
    names = [
        name
        for name in sorted(expression.columns)
        if not (batch.texts(name) if name in expression.texts else batch.numbers(name))[
            place
        ].is_valid
    ]
    if not names:
        return "the value is"
    return f"column {names[0]!r} is"


def _evaluated(batch: Batch, expression: Expression, key: str) -> Floats:
    try:
        values = to_floats(expression.evaluate(batch))
    except InvalidArgument as error:
        raise InvalidArgument(f"{key}: {error}") from None
    except MemoryError:  # of which Arrow's is one
        raise
    except pa.ArrowException as error:
        raise InvalidArgument(f"{key}: {str(error).splitlines()[0]}.") from None
    is_infinite = np.isinf(values)
    if is_infinite.any():
        raise InvalidArgument(
            f"{key}: the value in row {batch.row(int(np.argmax(is_infinite)))} is not finite; "
            "a number is divided by zero, or too large."
        )
    return values


def _required(batch: Batch, expression: Expression, key: str) -> Floats:
    values = _evaluated(batch, expression, key)
    is_missing = np.isnan(values)
    if is_missing.any():
        place = int(np.argmax(is_missing))
        raise InvalidArgument(
            f"{key}: {_blame(batch, expression, place)} missing in row {batch.row(place)}; "
            "every row needs a value."
        )
    return values


def _required_number(batch: Batch, name: str, key: str) -> Floats:
    try:
        values = batch.floats(name)
    except InvalidArgument as error:
        raise InvalidArgument(f"{key}: {error}") from None
    is_missing = np.isnan(values)
    if is_missing.any():
        raise InvalidArgument(
            f"{key}: column {name!r} is missing in row {batch.row(int(np.argmax(is_missing)))}; "
            "every row needs a value."
        )
    return values


def _require_all(
    batch: Batch,
    is_missing: NDArray[np.bool_],
    key: str,
    names: Columns,
    omit: bool = False,
) -> None:
    if not is_missing.any():
        return
    place = int(np.argmax(is_missing))
    blamed = next((n for n in names if not batch.texts(n)[place].is_valid), names[0])
    remedy = 'give missing = "omit" to leave such cases out' if omit else "every row needs a value"
    raise InvalidArgument(
        f"{key}: column {blamed!r} is missing in row {batch.row(place)}; {remedy}."
    )
