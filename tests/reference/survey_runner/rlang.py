# SPDX-License-Identifier: Apache-2.0
"""The little of R's language in which cases state calls, formulas and conditions."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from actionplan import InvalidArgument

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)L?"
    r"|(?P<text>'[^']*'|\"[^\"]*\")|(?P<name>[A-Za-z.][A-Za-z0-9._]*)"
    r"|(?P<mark>%in%|<=|>=|==|!=|<-|&&|\|\||[-+*/^~:()=,<>&|!$\[\]{}]))"
)
BINARY = [{"~"}, {"|", "||"}, {"&", "&&"}, {"==", "!=", "<", ">", "<=", ">="}]
ARITHMETIC = [{"+", "-"}, {"*", "/"}, {"%in%"}, {":"}]
CONSTANTS = {"TRUE": True, "FALSE": False, "NULL": None, "NA": math.nan, "Inf": math.inf}


@dataclass
class Name:
    name: str


@dataclass
class Call:
    """A function or an operator applied; a formula is `~`."""

    name: str
    args: list[Any] = field(default_factory=list)
    named: dict[str, Any] = field(default_factory=dict)


class Parser:
    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(text.rstrip()):
            match = TOKEN.match(text, place)
            if match is None:
                raise NotImplementedError(f"cannot read {text[place:]!r}")
            self.tokens.append((match.lastgroup or "", match.group(match.lastgroup or 0)))
            place = match.end()
        self.place = 0

    def peek(self) -> str:
        return self.tokens[self.place][1] if self.place < len(self.tokens) else ""

    def take(self) -> tuple[str, str]:
        self.place += 1
        return self.tokens[self.place - 1]

    def expect(self, mark: str) -> None:
        if self.take()[1] != mark:
            raise NotImplementedError(f"{mark} is missing in what was read")

    def parse(self) -> Any:
        out = self.binary(0)
        if self.place != len(self.tokens):
            raise NotImplementedError(f"{self.peek()!r} is left over")
        return out

    def binary(self, level: int) -> Any:
        levels = BINARY + ARITHMETIC
        if level == len(levels):
            return self.unary()
        if self.peek() == "~" and level == 0:
            self.take()
            return Call("~", [self.binary(1)])
        if self.peek() == "!" and level == 2:
            self.take()
            return Call("!", [self.binary(3)])
        out = self.binary(level + 1)
        while self.place < len(self.tokens) and self.peek() in levels[level]:
            mark = self.take()[1]
            out = Call(mark, [out, self.binary(level + 1)])
        return out

    def unary(self) -> Any:
        if self.peek() in {"-", "+", "!"}:
            mark = self.take()[1]
            return Call(f"unary{mark}" if mark != "!" else "!", [self.unary()])
        return self.power()

    def power(self) -> Any:
        out = self.atom()
        if self.peek() == "^":
            self.take()
            out = Call("^", [out, self.unary()])
        return out

    def atom(self) -> Any:
        kind, text = self.take()
        if kind == "number":
            return float(text)
        if kind == "text":
            return text[1:-1]
        if text == "(":
            out = self.binary(0)
            self.expect(")")
            return out
        if kind != "name":
            raise NotImplementedError(f"{text!r} was not expected")
        if self.peek() == "(":
            return self.function() if text == "function" else self.call(text)
        if self.peek() == "$":  # a column of a data frame that a function is given
            self.take()
            return Name(self.take()[1])
        return CONSTANTS[text] if text in CONSTANTS else Name(text)

    def function(self) -> Call:
        """`function(w, data) body`: its arguments' names, then the body."""
        self.expect("(")
        names: list[Any] = []
        while self.peek() != ")":
            names.append(Name(self.take()[1]))
            if self.peek() == ",":
                self.take()
        self.expect(")")
        in_braces = self.peek() == "{"
        if in_braces:
            self.take()
        body = self.binary(0)
        if in_braces:
            self.expect("}")
        return Call("function", [*names, body])

    def call(self, name: str) -> Call:
        self.expect("(")
        out = Call(name)
        while self.peek() != ")":
            if self.tokens[self.place][0] == "name" and self.tokens[self.place + 1][1] == "=":
                key = self.take()[1]
                self.expect("=")
                out.named[key] = self.binary(0)
            else:
                out.args.append(self.binary(0))
            if self.peek() == ",":
                self.take()
        self.expect(")")
        return out


def parse(text: str) -> Any:
    return Parser(text).parse()


def deparse(node: Any) -> str:
    """As R writes a term in a label."""
    if isinstance(node, Name):
        return node.name
    if isinstance(node, str):
        return f'"{node}"'
    if isinstance(node, float):
        return str(int(node)) if node.is_integer() else repr(node)
    if isinstance(node, Call):
        args = [deparse(arg) for arg in node.args]
        if node.name.isidentifier():
            return f"{node.name}({', '.join(args)})"
        return f" {node.name} ".join(args)
    return str(node)


@dataclass
class Factor:
    """A column of categories: codes below 0 where missing."""

    codes: np.ndarray[Any, Any]
    levels: list[str]

    def compare(self, text: object) -> np.ndarray[Any, Any]:
        level = str(int(text)) if isinstance(text, float) else str(text)
        code = self.levels.index(level) if level in self.levels else -2
        return np.where(self.codes < 0, np.nan, (self.codes == code).astype(float))


def _interaction(factors: list[Factor]) -> Factor:
    """The first varies fastest."""
    codes, levels = factors[0].codes.astype(np.int64), list(factors[0].levels)
    for other in factors[1:]:
        is_missing = (codes < 0) | (other.codes < 0)
        codes = np.where(is_missing, -1, codes + len(levels) * other.codes)
        levels = [f"{a}.{b}" for b in other.levels for a in levels]
    return Factor(codes.astype(np.int32), levels)


def as_factor(value: Any) -> Factor:
    if isinstance(value, Factor):
        return value
    levels = np.unique(value[~np.isnan(value)])
    codes = np.where(np.isnan(value), -1, np.searchsorted(levels, value))
    return Factor(
        codes.astype(np.int32),
        [str(int(level)) if float(level).is_integer() else repr(float(level)) for level in levels],
    )


def evaluate(node: Any, data: Mapping[str, Any]) -> Any:
    """The value over the rows: arrays of doubles (conditions 0, 1 or NaN) and factors."""
    if isinstance(node, Name):
        if node.name not in data:
            raise InvalidArgument(f"There is no column {node.name}.")
        return data[node.name]
    if not isinstance(node, Call) or node.name == "function":
        return node
    if node.name == "quote":
        return node.args[0]
    if node.name == "interaction":
        return _interaction([as_factor(evaluate(arg, data)) for arg in node.args])
    args = [evaluate(arg, data) for arg in node.args]
    if node.name in {"I", "(", "as.numeric"}:
        return args[0]
    if node.name == "factor":
        return as_factor(args[0])
    if node.name == "c":
        if node.named:
            raise NotImplementedError("c() with names outside of a contrast")
        return args
    if node.name == "list":
        return {**dict(enumerate(args)), **{k: evaluate(v, data) for k, v in node.named.items()}}
    if node.name == "is.na":
        return (args[0].codes < 0 if isinstance(args[0], Factor) else np.isnan(args[0])).astype(
            float
        )
    if node.name in SUMMARIES:
        return SUMMARIES[node.name](*args)
    return _operate(node.name, args)


SUMMARIES: dict[str, Any] = {
    "sum": np.sum,
    "mean": np.mean,
    "sqrt": np.sqrt,
    "log": np.log,
    "exp": np.exp,
    "abs": np.abs,
    "min": np.min,
    "max": np.max,
    "length": np.size,
    "ifelse": lambda is_so, a, b: np.where(np.isnan(is_so), np.nan, np.where(is_so == 1, a, b)),
    "weighted.mean": lambda x, w: np.sum(x * w) / np.sum(w),
}


def _operate(name: str, args: list[Any]) -> Any:
    first = args[0]
    if name == "%in%":
        hits = [np.nan_to_num(_operate("==", [first, value])) for value in args[1]]
        return np.clip(sum(hits), 0, 1)
    if name in {"==", "!="} and isinstance(first, Factor):
        equal = first.compare(args[1])
        return equal if name == "==" else 1 - equal
    if name == "!":
        return 1 - np.asarray(first, dtype=float)
    if name in {"unary-", "unary+"}:
        return -first if name == "unary-" else first
    if len(args) != 2 or isinstance(first, Factor):
        raise NotImplementedError(f"the function {name} is not known, or not of categories")
    second = args[1]
    if name in {"&", "&&"}:
        return _three_valued(np.minimum(first, second), (first == 0) | (second == 0), 0.0)
    if name in {"|", "||"}:
        return _three_valued(np.maximum(first, second), (first == 1) | (second == 1), 1.0)
    if name == "+":
        return first + second
    if name == "-":
        return first - second
    if name == "*":
        return first * second
    if name == "/":
        return first / second
    if name == "^":
        return first**second
    if name == ":":
        if not np.isscalar(first):
            raise NotImplementedError("an interaction of columns outside of a model")
        return list(np.arange(first, second + 1))
    comparisons = {
        "==": np.equal,
        "!=": np.not_equal,
        "<": np.less,
        ">": np.greater,
        "<=": np.less_equal,
        ">=": np.greater_equal,
    }
    if name not in comparisons:
        raise NotImplementedError(f"the function {name} is not known")
    compared = comparisons[name](first, second)
    return np.where(np.isnan(first) | np.isnan(second), np.nan, compared.astype(float))


def _three_valued(value: Any, is_decided: Any, decision: float) -> Any:
    return np.where(is_decided, decision, value)


def is_true(condition: Any) -> np.ndarray[Any, Any]:
    """Rows where a condition holds; it does not where it is missing."""
    return np.nan_to_num(np.asarray(condition, dtype=float)) == 1


def terms(formula: Call) -> list[Any]:
    """The right-hand side of a formula, split at `+`; what is taken out by `-` as `unary-`."""
    side = formula.args[-1]
    out: list[Any] = []
    while isinstance(side, Call) and side.name in {"+", "-"}:
        last = side.args[1]
        out.insert(0, last if side.name == "+" else Call("unary-", [last]))
        side = side.args[0]
    return [side, *out]
