# SPDX-License-Identifier: Apache-2.0
"""Arithmetic over names: of results in a contrast (`"b / a"`), of columns in `I(x ** 2)`.

Numbers, names, `+ - * / **` (or `^`), parentheses, `log`, `exp`, `sqrt`, `abs`, and comparisons of
columns. Names may have dots; others stand in backticks.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from actionplan._core import InvalidArgument
from actionplan._expression_shape import MOST_COMPARISONS, has_prefixed_text, nesting_of
from actionplan.survey.frame import Categories

MOST_CHARACTERS = 10_000
MOST_LEVELS = 200
Slopes: TypeAlias = NDArray[np.float64]

# Each with its slope.
_FUNCTIONS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "log": (np.log, lambda x: 1 / x),
    "exp": (np.exp, np.exp),
    "sqrt": (np.sqrt, lambda x: 0.5 / np.sqrt(x)),
    "abs": (np.abs, np.sign),
}
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: np.equal,
    ast.NotEq: np.not_equal,
    ast.Lt: np.less,
    ast.LtE: np.less_equal,
    ast.Gt: np.greater,
    ast.GtE: np.greater_equal,
}


class Expression:
    """An expression that was read, and the names in it.

    Raises:
        InvalidArgument: what is no such expression.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._quoted: list[str] = []
        if len(text) > MOST_CHARACTERS:
            raise InvalidArgument(
                f"An expression has {len(text)} characters; give at most {MOST_CHARACTERS}."
            )

        self._mark = "quoted__"
        while self._mark in text:  # a column may be named so
            self._mark += "_"

        def quote(match: re.Match[str]) -> str:
            self._quoted.append(match.group(1))
            return f" {self._mark}{len(self._quoted) - 1} "

        plain = re.sub(r"`([^`]+)`", quote, text).replace("^", "**").strip()
        deepest, comparisons = nesting_of(plain)
        # Some more than are taken, since `a * b + c * d` is counted as three levels and has two.
        if deepest > 4 * MOST_LEVELS:
            raise self._refuse(f"it is nested more than {MOST_LEVELS} levels deep")
        if comparisons > MOST_COMPARISONS or has_prefixed_text(plain):
            raise self._refuse("it is more than arithmetic")
        try:
            self._tree = ast.parse(plain, mode="eval").body
            self.names: list[str] = []
            self._check(self._tree)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise self._refuse("it cannot be read") from None

    def _refuse(self, why: str) -> InvalidArgument:
        return InvalidArgument(
            f"Expression {self.text!r}: {why}; write numbers and names joined by + - * / **, with "
            f"{', '.join(_FUNCTIONS)}, and other names in backticks."
        )

    def _check(self, node: ast.expr, level: int = 0) -> None:
        if level > MOST_LEVELS:
            raise self._refuse(f"it is nested more than {MOST_LEVELS} levels deep")
        if isinstance(node, ast.Constant):
            if isinstance(node.value, bool) or not isinstance(node.value, (int, float, str)):
                raise self._refuse(f"{node.value!r} is no number")
        elif isinstance(node, (ast.Name, ast.Attribute)):
            name = self._name(node)
            if name not in self.names:
                self.names.append(name)
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
            self._check(node.operand, level + 1)
        elif isinstance(node, ast.BinOp) and isinstance(
            node.op, (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
        ):
            self._check(node.left, level + 1)
            self._check(node.right, level + 1)
        elif isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _COMPARE:
            self._check(node.left, level + 1)
            self._check(node.comparators[0], level + 1)
        elif isinstance(node, ast.Call) and len(node.args) == 1 and not node.keywords:
            if not isinstance(node.func, ast.Name) or node.func.id not in _FUNCTIONS:
                raise self._refuse(f"there is no function {ast.unparse(node.func)}")
            self._check(node.args[0], level + 1)
        else:
            raise self._refuse(f"{ast.unparse(node)!r} is more than arithmetic")

    def _name(self, node: ast.expr) -> str:
        if isinstance(node, ast.Attribute):
            return f"{self._name(node.value)}.{node.attr}"
        if not isinstance(node, ast.Name):
            raise self._refuse(f"{ast.unparse(node)!r} is no name")
        number = node.id.removeprefix(self._mark)
        if number == node.id:
            return node.id
        if not number.isdecimal() or int(number) >= len(self._quoted):
            raise self._refuse(f"{node.id!r} is no name")
        return self._quoted[int(number)]

    def value(self, of: Callable[[str], Any]) -> NDArray[np.float64]:
        """Over columns: numbers, NaN where a column is missing. `of` gives the column of a name."""
        with np.errstate(all="ignore"):
            return np.asarray(self._number(self._tree, of), dtype=np.float64)

    def _column(self, node: ast.expr, of: Callable[[str], Any]) -> Any:
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, (ast.Name, ast.Attribute)):
            column = of(self._name(node))
            return column if isinstance(column, Categories) else np.asarray(column, np.float64)
        if isinstance(node, ast.UnaryOp):
            inner = self._number(node.operand, of)
            return -inner if isinstance(node.op, ast.USub) else inner
        if isinstance(node, ast.Call):
            return _FUNCTIONS[ast.unparse(node.func)][0](self._number(node.args[0], of))
        if isinstance(node, ast.Compare):
            return self._compared(node, of)
        if isinstance(node, ast.BinOp):
            left, right = self._number(node.left, of), self._number(node.right, of)
            return _binary(node.op, left, right)
        raise self._refuse("it cannot be computed")

    def _number(self, node: ast.expr, of: Callable[[str], Any]) -> Any:
        value = self._column(node, of)
        if isinstance(value, (Categories, str)):
            raise self._refuse(f"{ast.unparse(node)!r} is no number")
        return value

    def _compared(self, node: ast.Compare, of: Callable[[str], Any]) -> Any:
        left, right = self._column(node.left, of), self._column(node.comparators[0], of)
        compare = _COMPARE[type(node.ops[0])]
        if isinstance(left, Categories) and not isinstance(right, Categories):
            level = str(right)
            if level not in left.levels:
                raise InvalidArgument(
                    f"Expression {self.text!r} asks for {level!r}; the levels are "
                    f"{', '.join(left.levels)}."
                )
            if compare not in (np.equal, np.not_equal):
                raise self._refuse("categories have no order")
            holds = compare(left.codes, left.levels.index(level))
            return np.where(left.codes < 0, np.nan, holds * 1.0)
        if isinstance(left, (Categories, str)) or isinstance(right, (Categories, str)):
            raise self._refuse("a column of categories is compared with one of its levels")
        return np.where(np.isnan(left) | np.isnan(right), np.nan, compare(left, right) * 1.0)

    def slopes(self, values: Mapping[str, tuple[float, Slopes]]) -> tuple[float, Slopes]:
        """The value at numbers, and how it grows with whatever they grow with.

        Args:
            values: of each name, its value and its own slopes.
        """
        with np.errstate(all="ignore"):
            try:
                value, slopes = self._dual(self._tree, values)
            except (OverflowError, ZeroDivisionError):
                value, slopes = math.nan, np.zeros(0)
        return float(value), slopes

    def _dual(
        self, node: ast.expr, values: Mapping[str, tuple[float, Slopes]]
    ) -> tuple[Any, Slopes]:
        size = len(next(iter(values.values()))[1]) if values else 0
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                raise self._refuse(f"{node.value!r} is no number")
            return np.float64(float(node.value)), np.zeros(size)  # type: ignore[arg-type]
        if isinstance(node, (ast.Name, ast.Attribute)):
            value, slopes = values[self._name(node)]
            return np.float64(value), slopes
        if isinstance(node, ast.UnaryOp):
            value, slopes = self._dual(node.operand, values)
            return (-value, -slopes) if isinstance(node.op, ast.USub) else (value, slopes)
        if isinstance(node, ast.Call):
            value, slopes = self._dual(node.args[0], values)
            function, slope = _FUNCTIONS[ast.unparse(node.func)]
            return function(value), slope(value) * slopes
        if not isinstance(node, ast.BinOp):
            raise self._refuse("a comparison has no slope")
        (a, da), (b, db) = self._dual(node.left, values), self._dual(node.right, values)
        value = _binary(node.op, a, b)
        if isinstance(node.op, (ast.Add, ast.Sub)):
            return value, da + db if isinstance(node.op, ast.Add) else da - db
        if isinstance(node.op, ast.Mult):
            return value, b * da + a * db
        if isinstance(node.op, ast.Div):
            return value, da / b - value / b * db
        grown = value * np.log(a) * db if db.any() else np.zeros(size)
        return value, b * np.power(a, b - 1) * da + grown


def _binary(operator: ast.operator, a: Any, b: Any) -> Any:
    if isinstance(operator, ast.Add):
        return a + b
    if isinstance(operator, ast.Sub):
        return a - b
    if isinstance(operator, ast.Mult):
        return a * b
    if isinstance(operator, ast.Div):
        return np.divide(a, b)
    return np.power(np.asarray(a, np.float64), b)
