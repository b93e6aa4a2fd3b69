# SPDX-License-Identifier: Apache-2.0
"""Designs of the cases. Each kind of design has a maker, found by its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from actionplan.survey import Categories, Design

from .data import dataset
from .rlang import Factor, evaluate, is_true, parse

ROWS = "each row is its own PSU"


@dataclass
class Setting:
    """A case with its data and its design, restricted to the case's domain."""

    case: dict[str, Any]
    columns: dict[str, Any]  # by R's names
    design: Any
    folder: Path


Maker = Callable[[dict[str, Any], dict[str, Any], Path], Any]
MAKERS: dict[str, Maker] = {}


def design_kind(name: str) -> Callable[[Maker], Maker]:
    def add(maker: Maker) -> Maker:
        MAKERS[name] = maker
        return maker

    return add


def to_frame(columns: dict[str, Any]) -> dict[str, Any]:
    return {
        name: Categories(value.codes, value.levels) if isinstance(value, Factor) else value
        for name, value in columns.items()
    }


def taylor(stated: dict[str, Any], options: dict[str, Any], columns: dict[str, Any]) -> Design:
    """A design by stages from its statement in a case."""
    frame = to_frame(columns)
    fpc = stated.get("fpc")
    if isinstance(fpc, str):  # "expression nh/Nh: ..."
        match = re.match(r"expression ([^:]+)", fpc)
        frame["(fpc)"] = np.asarray(evaluate(parse(match.group(1) if match else fpc), columns))
        fpc = ["(fpc)"]
    ids = stated.get("ids")
    return Design(
        frame,
        weights=stated.get("weights"),
        strata=stated.get("strata"),
        clusters=None if ids == ROWS else ids,
        fpc=fpc,
        nest=bool(stated.get("nest")),
        lonely_psu=options.get("survey.lonely.psu", "fail"),
        adjust_domain_lonely=bool(options.get("survey.adjust.domain.lonely")),
        ultimate_cluster=bool(options.get("survey.ultimate.cluster")),
    )


@design_kind("taylor")
def _taylor(case: dict[str, Any], columns: dict[str, Any], folder: Path) -> Design:
    return taylor(case["design"], case.get("options") or {}, columns)


def set_up(case: dict[str, Any], folder: Path) -> Setting:
    columns = dataset(folder, case["dataset"])
    kind = case["design"]["kind"]
    if kind not in MAKERS:
        raise NotImplementedError(f"designs of kind {kind}")
    design = MAKERS[kind](case, columns, folder)
    if case.get("domain"):
        design = design.subset(is_true(evaluate(parse(case["domain"]), columns)))
    return Setting(case, columns, design, folder)
