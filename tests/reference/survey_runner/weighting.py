# SPDX-License-Identifier: Apache-2.0
"""Designs that are calibrated, standardised or drawn with unequal probabilities; final weights."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np

from actionplan.survey import Design

from .calls import match, r_function, run, with_design
from .compare import Answer
from .data import matrix
from .designs import Setting, design_kind, taylor, to_frame
from .formulas import to_formula
from .replicates import replicate_design
from .rlang import Call, Factor, as_factor, parse

FUNCTIONS = {"linear": "linear", "raking": "raking", "logit": "logit"}


def _population(stated: dict[str, Any]) -> dict[Any, float]:
    """Cells of several columns are named "a.b" or "a:b" in the cases."""
    return {key: float(people) for key, people in stated.items()}


def _margins(adjust: dict[str, Any]) -> dict[Any, dict[Any, float]]:
    if "margins" in adjust:
        return {
            tuple(margin["cells"]) if len(margin["cells"]) > 1 else margin["cells"][0]: _population(
                margin["population"]
            )
            for margin in adjust["margins"]
        }
    text = adjust["note"].split("margins", 1)[1]  # "margins sex F=3000 M=2900; grp A=2000 ..."
    out: dict[Any, dict[Any, float]] = {}
    for part in text.split(";"):
        name, *cells = part.split()
        out[name] = {level: float(n) for level, n in (cell.split("=") for cell in cells)}
    return out


def _variance(adjust: dict[str, Any]) -> Any:
    """R's coefficients, one for each column of the model, by the names that the totals give."""
    stated = adjust.get("variance")
    if stated is None or isinstance(stated, dict):
        return stated
    values = stated if isinstance(stated, list) else [stated]
    if len(values) != len(adjust["totals"]):
        raise NotImplementedError("calibrating with a variance that is not of each column")
    return dict(zip(adjust["totals"], map(float, values), strict=True))


def _calibrate(design: Any, adjust: dict[str, Any], columns: dict[str, Any]) -> Any:
    low, high = adjust.get("bounds") or (None, None)
    return design.calibrate(
        to_formula(parse(adjust["formula"]), design, columns),
        adjust["totals"],
        function=FUNCTIONS[adjust["calfun"]],
        bounds=(low, high),
        by_psu=adjust.get("aggregate_stage") == 1,
        variance=_variance(adjust),
        allow_negative=True,  # as R has them
    )


def _standardize(design: Any, adjust: dict[str, Any], columns: dict[str, Any]) -> Any:
    names = [*adjust["by"], *adjust["over"], *adjust.get("excluding_missing", [])]
    known = np.ones(len(design), dtype=bool)
    for name in names:
        value = columns[name]
        known &= value.codes >= 0 if isinstance(value, Factor) else ~np.isnan(value)
    (by,) = adjust["by"]
    levels = as_factor(columns[by]).levels
    return design.subset(known).standardize(
        by, adjust["over"], dict(zip(levels, adjust["population"], strict=True))
    )


KNOWN = {
    "method", "cells", "population", "margins", "formula", "totals", "calfun", "bounds", "variance",
    "aggregate_stage", "by", "over", "excluding_missing", "note", "epsilon", "epsilon_note",
}  # fmt: skip
"""What a statement of an adjustment may have; the last three change no number."""


def adjusted(design: Any, adjust: dict[str, Any], columns: dict[str, Any]) -> Any:
    method = adjust["method"]
    unknown = [key for key, value in adjust.items() if key not in KNOWN and value is not None]
    if unknown:
        raise NotImplementedError(f"adjusting by {method} with {', '.join(unknown)}")
    if method == "postStratify":
        cells = adjust["cells"]
        by = cells[0] if len(cells) == 1 else cells
        return design.poststratify(by, _population(adjust["population"]))
    if method == "rake":
        return design.rake(_margins(adjust), residuals="unweighted")
    if method == "calibrate":
        return _calibrate(design, adjust, columns)
    if method == "svystandardize":
        return _standardize(design, adjust, columns)
    raise NotImplementedError(f"adjusting by {method}")


@design_kind("calibrated")
def _calibrated(case: dict[str, Any], columns: dict[str, Any], folder: Path) -> Any:
    stated = case["design"]
    base = (
        taylor(stated, case.get("options") or {}, columns)
        if stated["base_kind"] == "taylor"
        else replicate_design(stated, columns, folder)
    )
    return adjusted(base, stated["adjust"], columns)


def _joint(stated: dict[str, Any], folder: Path) -> Any:
    _, values = matrix(folder / Path(stated["joint_file"]).name)
    return values[:, -len(values) :]


@design_kind("pps")
def _pps(case: dict[str, Any], columns: dict[str, Any], folder: Path) -> Any:
    stated = case["design"]
    p = np.asarray(columns[stated["fpc"].split(" ")[0].split("=")[0]], dtype=float)
    frame = {**to_frame(columns), "(p)": p, "(weights)": 1 / p}
    ids = stated.get("ids")
    options = case.get("options") or {}
    design = Design(
        frame,
        weights="(weights)",
        strata=stated.get("strata"),
        clusters=None if ids is None or isinstance(ids, str) else ids,
        nest=bool(stated.get("nest")),
        lonely_psu=options.get("survey.lonely.psu", "fail"),
    )
    words = re.sub(r"\W+", " ", stated["pps"].lower()).split()
    variance = "yates_grundy" if stated.get("variance") == "YG" else "horvitz_thompson"
    if "joint" in words:
        return design.pps(
            "(p)", joint="given", variance=variance, joint_probabilities=_joint(stated, folder)
        )
    joint = {"hr": "hartley_rao", "overton": "overton", "brewer": "brewer"}.get(words[0])
    if joint is None:
        raise NotImplementedError(f"joint probabilities by {stated['pps']}")
    return design.pps(
        "(p)", joint=joint, variance=variance, sum_p2_over_n=stated.get("sum_p2_over_n")
    )


@r_function("weights")
def _weights(call: Call, setting: Setting) -> Answer:
    design = with_design(match(call).get("object"), setting).design
    return Answer(np.asarray(design.weights)[design.domain])


@r_function("as.numeric")
def _numbers(call: Call, setting: Setting) -> Answer:
    return run(match(call)["x"], setting)
