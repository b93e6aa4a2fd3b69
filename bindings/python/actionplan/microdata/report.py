# SPDX-License-Identifier: Apache-2.0
"""What a survey says, as a JSON document and as evidence."""

from __future__ import annotations

import dataclasses
import datetime
import json
import math
from typing import Any

import actionplan as ap
from actionplan.microdata.cells import Cell
from actionplan.microdata.estimate import Estimated, Survey
from actionplan.microdata.population_spec import CalibrationSpec, RakingSpec
from actionplan.microdata.replicate_spec import ReplicateSpec
from actionplan.microdata.spec import IndicatorSpec
from actionplan.microdata.table_spec import TableSpec
from actionplan.microdata.tabulate import Difference, Tabulated
from actionplan.survey import TestResult

SCHEMA = "actionplan/survey@1"


def to_json(survey: Survey) -> str:
    """The document `actionplan/survey@1`: docs/schema/survey-1.schema.json."""
    return json.dumps(document(survey), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def document(survey: Survey) -> dict[str, Any]:
    """As `to_json`, before it is text."""
    spec = survey.spec
    period = spec.fieldwork
    return {
        "schema": SCHEMA,
        "title": spec.title or None,
        "source": spec.source or None,
        "reporter": spec.reporter or None,
        "fieldwork": None
        if period is None
        else {"start": period.first.isoformat(), "end": period.last.isoformat()},
        "data": {
            "file": survey.source.path.name,
            "format": survey.source.format,
            "rows": survey.rows,
        },
        "design": _design(survey),
        "level": spec.level,
        "complementary": spec.complementary,
        "presentation": survey.presentation,
        "indicators": [_indicator(one) for one in survey.indicators],
        "tables": [_table(survey, one) for one in survey.tables],
        "missing": [dataclasses.asdict(one) for one in survey.missing],
    }


def _design(survey: Survey) -> dict[str, Any]:
    given = survey.spec.design
    return {
        "weights": None if given.weights is None else given.weights.text,
        "strata": [list(stage) for stage in given.strata],
        "clusters": [list(stage) for stage in given.clusters],
        "fpc": [fpc.text for fpc in given.fpc],
        "domain": None if given.domain is None else given.domain.text,
        **given.settings(),
        "replicates": None if given.replicates is None else _replicates(given.replicates),
        "raking": None if given.raking is None else _raking(given.raking),
        "calibration": None if given.calibration is None else _calibration(given.calibration),
    }


def _replicates(given: ReplicateSpec) -> dict[str, Any]:
    return {
        "columns": list(given.columns),
        "type": given.type,
        "combined": given.combined,
        "rho": given.rho,
        "scale": given.scale,
        "rscales": list(given.rscales),
        "mse": given.mse,
    }


def _raking(given: RakingSpec) -> dict[str, Any]:
    return {
        "margins": [
            {
                "columns": list(margin.columns),
                "population": [
                    {"cell": list(cell), "people": people}
                    for cell, people in margin.population.items()
                ],
            }
            for margin in given.margins
        ],
        "max_iterations": given.max_iterations,
        "residuals": given.residuals,
    }


def _calibration(given: CalibrationSpec) -> dict[str, Any]:
    return {
        "totals": [{"of": of.text, "total": total} for _, of, total in given.totals],
        "function": given.function,
        "lower": _number(given.lower),
        "upper": _number(given.upper),
        "by_psu": given.by_psu,
    }


def _indicator(estimated: Estimated) -> dict[str, Any]:
    spec = estimated.spec
    return {
        "id": spec.id,
        "title": spec.title,
        "statistic": spec.statistic,
        "numerator": spec.numerator.text,
        "denominator": None if spec.denominator is None else spec.denominator.text,
        "missing": spec.missing,
        "unit": spec.unit or None,
        "evidence": spec.evidence,
        "estimates": [_cell(cell) for cell in estimated.cells],
    }


def _table(survey: Survey, found: Tabulated) -> dict[str, Any]:
    spec = found.spec
    kind = (
        "groups" if spec.indicator is not None else "cross" if spec.columns_of else "distribution"
    )
    return {
        "id": spec.id,
        "title": spec.title,
        "kind": kind,
        "indicator": None if spec.indicator is None else survey.spec.indicators[spec.indicator].id,
        "rows": spec.rows or spec.groups,
        "columns": spec.columns_of,
        "percent": None if spec.rows is None else spec.percent,
        "where": None if spec.where is None else spec.where.text,
        "missing": spec.missing,
        "row_levels": list(found.rows),
        "column_levels": list(found.columns),
        "estimates": [_cell(cell) for cell in found.cells],
        "differences": [_difference(one) for one in found.differences],
        "test": None if found.test is None else _test(_test_name(spec), found.test),
        "complementary": spec.complementary,
        "notes": list(spec.notes),
    }


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "group": one.group,
        "reference": one.reference,
        "value": _number(one.value),
        "standard_error": _number(one.standard_error),
        "df": _number(one.df),
        "lower": _number(one.lower),
        "upper": _number(one.upper),
        "p_value": _number(one.p_value),
        "flag": None if one.flag == "none" else one.flag,
        "presentation": one.presentation,
    }


def _test_name(spec: TableSpec) -> str:
    return "wald" if spec.indicator is not None else spec.test


def _test(name: str, test: TestResult) -> dict[str, Any]:
    return {
        "name": name,
        "statistic": _number(test.statistic),
        "df1": _number(test.df1),
        "df2": _number(test.df2),
        "p_value": _number(test.p_value),
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "statistic": cell.statistic,
        "dimension": dict(cell.dimension),
        "value": _number(cell.value),
        "standard_error": _number(cell.standard_error),
        "df": _number(cell.df),
        "n": cell.n,
        "weighted_n": _number(cell.weighted_n),
        "deff": _number(cell.deff),
        "lower": _number(cell.lower),
        "upper": _number(cell.upper),
        "flag": None if cell.flag == "none" else cell.flag,
        "presentation": cell.presentation,
        "reasons": list(cell.reasons),
    }


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def to_entries(
    survey: Survey, *, recorded_on: datetime.date | str
) -> tuple[list[ap.Entry], list[str]]:
    """Observations of the indicators that name one, and a sentence for each cell left out.

    Left out is what has no value or no interval, and what the presentation rule suppresses.
    """
    entries: list[ap.Entry] = []
    left_out: list[str] = []
    for estimated in survey.indicators:
        spec = estimated.spec
        if spec.evidence is None:
            continue
        for cell in estimated.cells:
            reason = _why_not(cell)
            if reason:
                left_out.append(f"{spec.id} {_place(cell)} is not recorded: {reason}.")
            else:
                entries.append(_entry(survey, spec, cell, recorded_on))
    return entries, left_out


def _why_not(cell: Cell) -> str:
    if cell.flag != "none":
        return f"it is flagged {cell.flag}"
    if not math.isfinite(cell.value) or not math.isfinite(cell.standard_error):
        return "it has no standard error"
    if not cell.df > 0:
        return "it has no degrees of freedom"
    if cell.presentation == "suppress":
        return "; ".join(cell.reasons)
    return ""


def _place(cell: Cell) -> str:
    if not cell.dimension:
        return "in the whole"
    return "of " + ", ".join(f"{name} {part}" for name, part in cell.dimension.items())


def _entry(
    survey: Survey, indicator: IndicatorSpec, cell: Cell, recorded_on: datetime.date | str
) -> ap.Entry:
    spec = survey.spec
    return ap.Entry(
        "observation",
        recorded_on,
        indicator=indicator.evidence,
        dimension=dict(cell.dimension),
        period=spec.fieldwork,
        published_on=spec.published_on,
        value=cell.value,
        standard_error=cell.standard_error,
        df=cell.df,
        n=cell.n,
        deff=cell.deff if math.isfinite(cell.deff) and cell.deff > 0 else None,
        unit=indicator.unit,
        reporter=spec.reporter,
        reporter_type=spec.reporter_type,
        method="survey",
        text=indicator.title,
        source=spec.source,
    )
