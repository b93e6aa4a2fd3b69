# SPDX-License-Identifier: Apache-2.0
"""Runs reference cases of survey inference: see ../survey_cases.py."""

from __future__ import annotations

import importlib
from collections.abc import Iterable

# Each adds handlers of R functions (`calls.r_function`) or makers of designs
# (`designs.design_kind`) when it is imported.
HANDLER_MODULES = [
    "calls",
    "linear",
    "proportions",
    "quantiles",
    "replicates",
    "weighting",
    "models",
]


def load(modules: Iterable[str]) -> None:
    for module in modules:
        importlib.import_module(f"{__name__}.{module}")
