# SPDX-License-Identifier: Apache-2.0
"""Designs with replicate weights, whose files the cases name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from actionplan.survey import ReplicateDesign

from .data import matrix
from .designs import design_kind, to_frame

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
