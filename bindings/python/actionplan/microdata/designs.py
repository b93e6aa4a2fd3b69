# SPDX-License-Identifier: Apache-2.0
"""From a specification's design to `survey.Design`, over columns named by their place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import numpy as np

from actionplan._core import (
    EstimationError,
    InvalidArgument,
    survey_calibrate,
    survey_rake,
)
from actionplan.microdata.columns import SEPARATOR
from actionplan.microdata.population_spec import CalibrationSpec, RakingSpec
from actionplan.microdata.replicate_spec import ReplicateSpec
from actionplan.microdata.spec import DesignSpec, Spec
from actionplan.survey import Design, ReplicateDesign, Sample
from actionplan.survey.frame import to_categories

# The specification's word for what a design effect compares with, as estimators take it.
DEFFS: dict[str, bool | str] = {
    "none": False, "with_replacement": "replace", "without_replacement": True,
}  # fmt: skip


AnyDesign = TypeVar("AnyDesign", bound=Sample)


def design_of(spec: Spec, columns: dict[str, Any]) -> Design | ReplicateDesign:
    """A design over `weights`, `strata0`, `clusters0`, `fpc0`, `strata1`, ..., or `replicate0`,
    ...; with weights that meet `margin0`, ... or `total0`, ..."""
    given, replicates = spec.design, spec.design.replicates
    design: Design | ReplicateDesign
    if replicates is None:
        design = design_by_stages(given, columns)
    else:
        _require_combined(replicates, columns)
        with _keyed("design.replicates"):
            design = ReplicateDesign(
                columns,
                weights="weights",
                repweights=[f"replicate{place}" for place in range(len(replicates.columns))],
                df=given.df,
                population=given.population,
                **replicates.settings(),
            )
    if given.raking is not None:
        with _keyed("design.raking"):
            return _raked(design, given.raking)
    if given.calibration is not None:
        with _keyed("design.calibration"):
            return _calibrated(design, given.calibration)
    return design


def _require_combined(replicates: ReplicateSpec, columns: dict[str, Any]) -> None:
    """Replicate weights add up to about what the weights do, and so do weights times factors.

    Raises:
        InvalidArgument: the replicates are of the other kind than `combined` says.
    """
    weights = np.asarray(columns["weights"], dtype=np.float64)
    whole = float(weights.sum())
    sums = [
        float(np.sum(columns[name]) if replicates.combined else np.dot(columns[name], weights))
        for name in (f"replicate{place}" for place in range(len(replicates.columns)))
    ]
    usual = float(np.median(sums))
    if not whole > 0 or 0.5 <= usual / whole <= 2:
        return
    if replicates.combined:
        why = (
            f"is true, and the replicates add up to {usual:.6g} where the weights do to "
            f"{whole:.6g}; give combined = false if they are factors of the weights"
        )
    else:
        why = (
            f"is false, and the weights times the replicates add up to {usual:.6g} where the "
            f"weights do to {whole:.6g}; leave it out if they are weights"
        )
    raise InvalidArgument(f"design.replicates.combined {why}.")


def design_by_stages(given: DesignSpec, columns: dict[str, Any]) -> Design:
    """The same of strata, clusters and fpc alone."""
    # Without a population of its units a later stage adds nothing to the variance.
    stages = 1 if given.is_mergeable else max(len(given.clusters), 1)

    def names(key: str, count: int) -> list[str]:
        return [f"{key}{place}" for place in range(min(count, stages))]

    return Design(
        columns,
        weights=None if given.weights is None else "weights",
        strata=names("strata", len(given.strata)),
        clusters=names("clusters", len(given.clusters)),
        fpc=names("fpc", len(given.fpc)),
        **given.settings(),
    )


def _raked(design: AnyDesign, raking: RakingSpec) -> AnyDesign:
    margins = []
    for place, margin in enumerate(raking.margins):
        factor = to_categories(design.frame[f"margin{place}"])
        last = len(margin.columns) - 1
        cells = [tuple(level.split(SEPARATOR, last)) for level in factor.levels]
        labels = [".".join(cell) for cell in cells]
        codes = factor.codes.astype(np.int32)
        margins.append((codes, margin.people(cells), " x ".join(margin.columns), labels))
    core = survey_rake(design.core, margins, raking.max_iterations, raking.residuals)
    return design.with_core(core)


def _calibrated(design: AnyDesign, calibration: CalibrationSpec) -> AnyDesign:
    columns = [design.frame.floats(f"total{place}") for place in range(len(calibration.totals))]
    core = survey_calibrate(
        design.core,
        np.asfortranarray(np.column_stack(columns)),
        [total for _, _, total in calibration.totals],
        function=calibration.function,
        lower=calibration.lower,
        upper=calibration.upper,
        by_psu=calibration.by_psu,
        labels=[of.text for _, of, _ in calibration.totals],
    )
    return design.with_core(core)


@contextmanager
def _keyed(key: str) -> Iterator[None]:
    """Errors that do not name a key of the specification get one."""
    try:
        yield
    except EstimationError as error:
        raise EstimationError(f"{key}: {error}") from None
    except InvalidArgument as error:
        text = str(error)
        raise InvalidArgument(text if text.startswith(key) else f"{key}: {text}") from None
