# SPDX-License-Identifier: Apache-2.0
"""Datasets of the cases: CSV files whose column types `schema.json` names."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from .rlang import Factor


@cache
def _schema(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "schema.json").read_text(encoding="utf-8"))


def _rows(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        return next(lines), list(lines)


@cache
def dataset(folder: Path, name: str) -> dict[str, Any]:
    """Columns by R's names: doubles with NaN, or factors."""
    types = _schema(folder)[name]["columns"]
    names, rows = _rows(folder / f"{name}.csv")
    out: dict[str, Any] = {}
    for place, column in enumerate(names):
        texts = [row[place] for row in rows]
        kind = types[column]["type"]
        if kind in {"factor", "string"}:
            levels = types[column].get("levels") or sorted(set(texts) - {""})
            index = {level: code for code, level in enumerate(levels)}
            out[column] = Factor(np.array([index.get(t, -1) for t in texts], np.int32), levels)
        else:
            out[column] = np.array([float(text) if text else np.nan for text in texts])
    return out


@cache
def matrix(path: Path) -> tuple[list[str], np.ndarray[Any, Any]]:
    """A file of numbers: names of its columns, and rows x columns."""
    names, rows = _rows(path)
    return names, np.array([[float(text) if text else np.nan for text in row] for row in rows])
