# SPDX-License-Identifier: Apache-2.0
"""R formulas as ours."""

from __future__ import annotations

from typing import Any

from actionplan.survey import Categories

from .rlang import Call, Factor, Name, deparse, evaluate, terms


def _column(node: Any, design: Any, columns: dict[str, Any]) -> str:
    """A column in backticks; what R computes is added to the design's frame."""
    if isinstance(node, Name):
        return f"`{node.name}`"
    name = deparse(node)
    if name not in design.frame:
        value = evaluate(node, columns)
        is_factor = isinstance(value, Factor)
        design.frame.add(name, Categories(value.codes, value.levels) if is_factor else value)
    return f"`{name}`"


def _term(node: Any, design: Any, columns: dict[str, Any]) -> str:
    if isinstance(node, float):
        return str(int(node))
    if isinstance(node, Call) and node.name in {":", "*"}:
        return f" {node.name} ".join(_term(arg, design, columns) for arg in node.args)
    return _column(node, design, columns)


def to_formula(formula: Call, design: Any, columns: dict[str, Any]) -> str:
    left = [_column(formula.args[0], design, columns)] if len(formula.args) == 2 else []
    right = ""
    for term in terms(formula):
        is_out = isinstance(term, Call) and term.name == "unary-"
        right += " - " if is_out else " + " if right else ""
        right += _term(term.args[0] if is_out else term, design, columns)
    return " ".join([*left, "~", right])
