# SPDX-License-Identifier: Apache-2.0
"""Model formulas: `"api00 ~ ell + stype * meals"`.

Terms are columns, joined by `+`, crossed by `:` and `*` (`a * b` is `a + b + a:b`); `0` or `-1`
leaves the intercept out. Column names may have dots; others stand in backticks. `C(x)` and
`factor(x)` take numbers as categories; `log(x)`, `exp(x)` and `sqrt(x)` are functions; `I(...)` is
arithmetic of columns as in `actionplan.survey.expression`: `I(x ** 2)`, `I(age >= 18)`. Anything
else is a column that you compute first.

Categories are coded against their first level (treatment contrasts), or in full where a term that
would be nested in it is not in the model, as R's documentation of formulas says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from actionplan._core import InvalidArgument
from actionplan.survey.expression import Expression
from actionplan.survey.frame import Categories, Frame, Numbers, Variable, to_categories

_TOKEN = re.compile(r"\s*(?:(`[^`]+`)|([A-Za-z_.][\w.]*)|(\d+)|([-+*:()~]))")
_FUNCTIONS: dict[str, Callable[[Numbers], Numbers]] = {
    "log": np.log,
    "exp": np.exp,
    "sqrt": np.sqrt,
}
MOST_CHARACTERS = 10_000
MOST_LEVELS = 64
MOST_TERMS = 500
_Term = tuple[str, ...]  # factors, in order; () is the intercept


def _tokens(text: str) -> list[str]:
    out: list[str] = []
    place = 0
    text = text.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise InvalidArgument(
                f"Formula {text!r} cannot be read at {text[place:]!r}; join columns by +, : and *, "
                "and put other names in backticks."
            )
        out.append(match.group().strip())
        place = match.end()
    return out


def _quote_arithmetic(text: str) -> str:
    """`I(...)` as a name in backticks, those inside it left out."""
    out, place = "", 0
    while match := re.compile(r"(?<![\w.`])I\(").search(text, place):
        depth, end = 1, match.end()
        while end < len(text) and depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        if depth:
            raise InvalidArgument(f"Formula {text!r}: I( is not closed.")
        inner = text[match.start() : end].replace("`", "\0")
        out += text[place : match.start()] + f"`{inner}`"
        place = end
    return out + text[place:]


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.level = 0
        if len(text) > MOST_CHARACTERS:
            raise InvalidArgument(
                f"A formula has {len(text)} characters; give at most {MOST_CHARACTERS}."
            )
        self.tokens = _tokens(_quote_arithmetic(text))
        self.place = 0

    def peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1] if self.place <= len(self.tokens) else ""

    def refuse(self, what: str) -> InvalidArgument:
        return InvalidArgument(f"Formula {self.text!r}: {what}")

    def factor(self) -> str:
        name = self.take()
        if not (name[:1] == "`" or re.match(r"[A-Za-z_.]", name)):
            raise self.refuse(f"a column was expected and not {name or 'the end'!r}.")
        if name[0] == "`":
            return name[1:-1]
        if self.peek() != "(":
            return name
        self.take()
        self.level += 1
        if self.level > MOST_LEVELS:
            raise self.refuse(f"it is nested more than {MOST_LEVELS} levels deep.")
        inner = self.factor()
        self.level -= 1
        if self.take() != ")":
            raise self.refuse(f"{name}( is not closed; it takes one column.")
        if name not in {"C", "factor"} and name not in _FUNCTIONS:
            raise self.refuse(
                f"there is no function {name}; there are I, C, factor, {', '.join(_FUNCTIONS)}. "
                "Compute the column first."
            )
        return f"{name}({inner})"

    def term(self) -> list[_Term]:
        out: list[_Term] = [(self.factor(),)]
        while self.peek() in {":", "*"}:
            mark = self.take()
            other = self.factor()
            crossed = [(*left, other) if other not in left else left for left in out]
            out = crossed if mark == ":" else [*out, (other,), *crossed]
            if len(out) > MOST_TERMS:
                raise self.refuse(f"it has more than {MOST_TERMS} terms; cross fewer columns.")
        return out

    def parse(self) -> tuple[str | None, list[_Term]]:
        outcome = None
        if "~" in self.tokens:
            if self.tokens[0] != "~":
                outcome = self.factor()
            if self.take() != "~":
                raise self.refuse("one column stands before ~.")
        terms: list[_Term] = [()]
        sign = "+"
        while True:
            if self.peek() == "-":
                sign = self.take()
            if self.peek() in {"0", "1"}:
                is_one = self.take() == "1"
                if is_one != (sign == "+") and () in terms:
                    terms.remove(())
            elif sign == "-":
                raise self.refuse("only the intercept can be taken out, by -1.")
            else:
                terms += [term for term in self.term() if not _has(terms, term)]
                if len(terms) > MOST_TERMS:
                    raise self.refuse(f"it has more than {MOST_TERMS} terms; give fewer.")
            if not self.peek():
                return outcome, sorted(terms, key=len)
            sign = self.take()
            if sign not in {"+", "-"}:
                raise self.refuse(f"{sign!r} was not expected.")


def _has(terms: Sequence[_Term], term: _Term) -> bool:
    return any(set(other) == set(term) for other in terms)


def _variable(frame: Frame, factor: str) -> Variable:
    if factor in frame:
        return frame[factor]
    if factor.startswith("I(") and factor.endswith(")"):
        return Expression(factor[2:-1].replace("\0", "`")).value(lambda name: frame[name])
    match = re.fullmatch(r"(C|factor|log|exp|sqrt)\((.*)\)", factor)
    if match is None:
        return frame[factor]  # refused there, with the names there are
    if match.group(1) in {"C", "factor"}:
        return to_categories(_variable(frame, match.group(2)))
    inner = _variable(frame, match.group(2))
    if isinstance(inner, Categories):
        raise InvalidArgument(f"{factor}: the column holds categories; give numbers.")
    with np.errstate(all="ignore"):
        return _FUNCTIONS[match.group(1)](np.asarray(inner, dtype=np.float64))


def _is_missing(variable: Variable) -> NDArray[np.bool_]:
    if isinstance(variable, Categories):
        return np.asarray(variable.codes < 0)
    return np.asarray(
        np.isnan(variable) if variable.dtype.kind == "f" else np.zeros(len(variable), bool)
    )


class Model:
    """The outcome and the matrix of a formula over a frame.

    Attributes:
        outcome: numbers, or None where the formula names none.
        names: of the columns of the matrix.
        matrix: rows x columns, in Fortran order; NaN where a variable is missing.
    """

    def __init__(self, formula: str, frame: Frame, domain: NDArray[np.bool_] | None = None) -> None:
        """`domain`: levels without a complete case inside are no category; None: all levels are."""
        outcome, self._terms = _Parser(formula).parse()
        factors = {factor: _variable(frame, factor) for term in self._terms for factor in term}
        self.outcome = None if outcome is None else _to_outcome(_variable(frame, outcome), outcome)
        self._rows = len(frame[frame.names[0]])
        self._columns: dict[tuple[str, bool], tuple[list[str], list[Numbers]]] = {}
        used = domain
        if used is not None:
            used = used.copy()
            for variable in factors.values():
                used &= ~_is_missing(variable)
            if self.outcome is not None:
                used &= ~np.isnan(self.outcome)
        self._factors = factors
        self._used = used
        self._kept: dict[tuple[str, bool], list[str]] = {}  # levels that have a column
        self._met = {
            name: [
                level
                for code, level in enumerate(variable.levels)
                if used is None or (variable.codes[used] == code).any()
            ]
            for name, variable in factors.items()
            if isinstance(variable, Categories)
        }
        self.names: list[str] = []
        self.names_of_term: dict[str, list[str]] = {}
        columns: list[Numbers] = []
        for term in self._terms:
            names, values = self._expand(term)
            self.names += names
            self.names_of_term[":".join(term)] = names
            columns += values
        if not columns:
            raise InvalidArgument(f"Formula {formula!r} has no term; give at least one.")
        self.matrix = np.asfortranarray(np.column_stack(columns), dtype=np.float64)

    @property
    def complete(self) -> NDArray[np.bool_]:
        """Rows of the domain with every variable of the formula."""
        return np.ones(self._rows, bool) if self._used is None else self._used

    def matrix_of(self, frame: Frame) -> NDArray[np.float64]:
        """The same columns, coded alike, of other rows; NaN where a variable is missing.

        Raises:
            InvalidArgument: a level that the model has not met.
        """
        factors = {factor: _variable(frame, factor) for term in self._terms for factor in term}
        for name, met in self._met.items():
            given = to_categories(factors[name])
            used = [given.levels[code] for code in np.unique(given.codes[given.codes >= 0])]
            unknown = [level for level in used if level not in met]
            if unknown:
                raise InvalidArgument(
                    f"Column {name!r} has the level {unknown[0]!r}, of which the model has no "
                    f"case; it has {', '.join(met)}."
                )
            factors[name] = given
        before, rows = self._factors, self._rows
        self._factors, self._rows = factors, len(frame)
        try:
            columns = [column for term in self._terms for column in self._expand(term)[1]]
        finally:
            self._factors, self._rows = before, rows
        return np.asfortranarray(np.column_stack(columns), dtype=np.float64)

    def _expand(self, term: _Term) -> tuple[list[str], list[Numbers]]:
        if not term:
            return ["(Intercept)"], [np.ones(self._rows)]
        names: list[str] = []
        values: list[Numbers] = []
        for place, factor in enumerate(term):
            rest = (*term[:place], *term[place + 1 :])
            more_names, more = self._code(factor, _has(self._terms, rest))
            if not values:
                names, values = more_names, more
                continue
            names = [f"{a}:{b}" for b in more_names for a in names]
            values = [a * b for b in more for a in values]
        return names, values

    def _code(self, factor: str, against_first: bool) -> tuple[list[str], list[Numbers]]:
        variable = self._factors[factor]
        if not isinstance(variable, Categories):
            return [factor], [np.asarray(variable, dtype=np.float64)]
        codes = variable.codes
        kept = self._kept.get((factor, against_first))
        if kept is None:
            kept = self._met[factor][1:] if against_first else self._met[factor]
            self._kept[factor, against_first] = kept
        place = {level: code for code, level in enumerate(variable.levels)}
        is_missing = codes < 0
        columns = [
            np.where(is_missing, np.nan, (codes == place.get(level, -2)) * 1.0) for level in kept
        ]
        return [f"{factor}{level}" for level in kept], columns


def _to_outcome(variable: Variable, name: str) -> NDArray[np.float64]:
    if not isinstance(variable, Categories):
        return np.ascontiguousarray(variable, dtype=np.float64)
    if len(variable.levels) != 2:
        raise InvalidArgument(
            f"Outcome {name!r} has {len(variable.levels)} categories; give two, or numbers."
        )
    return np.where(variable.codes < 0, np.nan, (variable.codes == 1) * 1.0)
