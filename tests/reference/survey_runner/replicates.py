# SPDX-License-Identifier: Apache-2.0
"""Designs with replicate weights, whose files the cases name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from actionplan.survey import ReplicateDesign

from .calls import match, r_function, with_design
from .compare import Answer
from .data import matrix
from .designs import Setting, design_kind, to_frame
from .rlang import Call, evaluate

TYPES = {
    "JK1": "JK1",
    "JKn": "JKn",
    "JK2": "JK2",
    "BRR": "BRR",
    "Fay": "Fay",
    "ACS": "ACS",
    "successive difference": "successive-difference",
    "bootstrap": "bootstrap",
}


def replicate_design(
    stated: dict[str, Any], columns: dict[str, Any], folder: Path
) -> ReplicateDesign:
    names, values = matrix(folder / Path(stated["replicate_file"]).name)
    frame = {**to_frame(columns), "(weights)": values[:, names.index("w0")].copy()}
    places = [place for place, name in enumerate(names) if name != "w0"]
    return ReplicateDesign(
        frame,
        weights="(weights)",
        repweights=values[:, places],
        combined=stated.get("combined_weights", True),
        type=next((t for text, t in TYPES.items() if text in stated.get("method", "")), "other"),
        scale=stated["scale"],
        rscales=stated["rscales"],
        mse=bool(stated.get("mse")),
    )


@design_kind("replicate")
def _replicate(case: dict[str, Any], columns: dict[str, Any], folder: Path) -> ReplicateDesign:
    return replicate_design(case["design"], columns, folder)


@r_function("withReplicates")
def _with_replicates(call: Call, setting: Setting) -> Answer:
    """A quoted expression of `.weights` and columns, or a function of weights and the data."""
    given = match(call)
    setting = with_design(given.get("design"), setting)
    if not isinstance(setting.design, ReplicateDesign):
        raise NotImplementedError("withReplicates of a design that has no replicates")
    stated = evaluate(given["theta"], setting.columns)
    weight = ".weights"
    if isinstance(stated, Call) and stated.name == "function":
        weight, stated = stated.args[0].name, stated.args[-1]

    def statistic(weights: Any) -> Any:
        return evaluate(stated, {**setting.columns, weight: weights})

    e = setting.design.replicated(statistic)
    return Answer(e.estimate, e.se, e.cov, e.core.confint(0.95), df=[e.df[0]])
