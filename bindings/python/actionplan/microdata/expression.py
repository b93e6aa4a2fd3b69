# SPDX-License-Identifier: Apache-2.0
"""Small checked expressions over columns: what a survey specification says in place of code.

The text is parsed by Python's own parser and never run: only the few forms below are taken, and
each becomes a kernel of Apache Arrow, in which what is missing stays missing (`missing and false`
is false, `missing or true` is true, as in SQL). See docs/guide/survey_command.md.
"""

from __future__ import annotations

import ast
import math
import re
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from actionplan._core import InvalidArgument
from actionplan._expression_shape import MOST_COMPARISONS, has_prefixed_text, nesting_of

MOST_CHARACTERS = 4096
MOST_DEPTH = 64

Array: TypeAlias = Any  # pyarrow has no stubs
NUMBER, TEXT, TRUTH = "number", "text", "truth"


class Columns(Protocol):
    """Where an expression finds its columns."""

    def __len__(self) -> int: ...

    def numbers(self, name: str) -> Array: ...

    def texts(self, name: str) -> Array: ...

    def matches(self, name: str, literals: Sequence[str]) -> Array: ...


@dataclass(frozen=True)
class Literal:
    """A value that a bare column is compared with by `==`, `!=` or `in`."""

    column: str
    value: float | str
    is_excluded: bool  # by `!=` or `not in`


@dataclass(frozen=True)
class _Node:
    """A checked part: what kind of value it gives, and how."""

    kind: str
    run: Callable[[Columns], Array]
    column: str | None = None  # a bare column, whose kind is still open
    literal: float | str | None = None


@dataclass(frozen=True)
class Expression:
    """A checked expression. Immutable; names its columns and which of them are texts."""

    text: str
    kind: str
    numbers: frozenset[str]
    texts: frozenset[str]
    literals: tuple[Literal, ...]
    _run: Callable[[Columns], Array]

    @property
    def is_truth(self) -> bool:
        """It says yes or no (or missing), rather than a number."""
        return self.kind == TRUTH

    @property
    def columns(self) -> frozenset[str]:
        return self.numbers | self.texts

    def evaluate(self, columns: Columns) -> Array:
        """A number per row as double (a truth as 0 and 1), null where missing."""
        import pyarrow as pa
        import pyarrow.compute as pc

        value = self._run(columns)
        if isinstance(value, pa.Scalar):
            value = pa.repeat(value, len(columns))
        return pc.cast(value, pa.float64())


def compile_expression(text: str) -> Expression:
    """Checks an expression of a number or a truth.

    Raises:
        InvalidArgument: anything but the forms of the guide; too long or too deep.
    """
    return _Compiler(text).compile()


_ARITHMETIC = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
}
_COMPARISONS = {
    ast.Eq: "equal",
    ast.NotEq: "not_equal",
    ast.Lt: "less",
    ast.LtE: "less_equal",
    ast.Gt: "greater",
    ast.GtE: "greater_equal",
}
_FUNCTIONS = {"col": 1, "missing": 1, "abs": 1, "min": 2, "max": 2, "if_else": 3}


class _Compiler:
    def __init__(self, text: str) -> None:
        self._text = text
        self._numbers: set[str] = set()
        self._texts: set[str] = set()
        self._either: set[str] = set()
        self._literals: list[Literal] = []

    def compile(self) -> Expression:
        node = self._value(self._parse(), 0)
        if node.kind == TEXT:
            raise self._refusal("gives a text; compare it, to say yes or no")
        self._numbers |= self._either - self._texts
        both = sorted(self._numbers & self._texts)
        if both:
            raise self._refusal(f"takes column {both[0]!r} once as a number and once as a text")
        return Expression(
            self._text,
            node.kind,
            frozenset(self._numbers),
            frozenset(self._texts),
            tuple(dict.fromkeys(self._literals)),
            node.run,
        )

    def _parse(self) -> ast.expr:
        if not self._text.strip():
            raise InvalidArgument("The expression is empty.")
        if len(self._text) > MOST_CHARACTERS:
            raise InvalidArgument(
                f"The expression has {len(self._text)} characters; "
                f"write it in at most {MOST_CHARACTERS}."
            )
        deepest, comparisons = nesting_of(self._text)
        # Some more than are taken, since `a * b + c * d` is counted as three levels and has two.
        if deepest > 4 * MOST_DEPTH:
            raise self._refusal(f"is nested deeper than {MOST_DEPTH} levels")
        if comparisons > MOST_COMPARISONS:
            raise self._refusal(f"has more than {MOST_COMPARISONS} comparisons in one chain")
        if has_prefixed_text(self._text):
            raise self._refusal("holds a text with letters before its quotes")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return ast.parse(self._text.strip(), mode="eval").body
        except SyntaxError as error:
            is_single = re.search(r"(?<![=!<>:])=(?!=)", self._text) is not None
            why = "compare by `==`, not `=`" if is_single else error.msg
            raise self._refusal(f"cannot be read: {why}") from None
        except (ValueError, MemoryError, RecursionError):
            raise self._refusal("cannot be read") from None

    def _refusal(self, why: str) -> InvalidArgument:
        shown = self._text if len(self._text) <= 80 else self._text[:77] + "..."
        return InvalidArgument(f"The expression `{shown}` {why}.")

    def _value(self, tree: ast.expr, depth: int) -> _Node:
        """A part whose kind is known: a bare column is a number here."""
        return self._numeric(self._node(tree, depth))

    def _numeric(self, node: _Node) -> _Node:
        if node.column is None:
            return node
        self._numbers.add(node.column)
        name = node.column
        return _Node(NUMBER, lambda columns: columns.numbers(name))

    def _levels(self, name: str, literals: Sequence[str], negated: bool) -> _Node:
        """Where a column is one of some texts, which may be labels of its codes."""
        self._texts.add(name)

        def run(columns: Columns) -> Array:
            import pyarrow.compute as pc

            found = columns.matches(name, literals)
            return pc.invert(found) if negated else found

        return _Node(TRUTH, run)

    def _note(self, node: _Node, values: Sequence[_Node], negated: bool) -> None:
        if node.column is None:
            return
        for value in values:
            if value.literal is not None:
                self._literals.append(Literal(node.column, value.literal, negated))

    def _node(self, tree: ast.expr, depth: int) -> _Node:
        if depth > MOST_DEPTH:
            raise self._refusal(f"is nested deeper than {MOST_DEPTH} levels")
        if isinstance(tree, ast.Constant):
            return self._constant(tree.value)
        if isinstance(tree, ast.Name):
            return _Node(NUMBER, _never, column=tree.id)
        if isinstance(tree, ast.UnaryOp):
            return self._unary(tree, depth + 1)
        if isinstance(tree, ast.BinOp):
            return self._arithmetic(tree, depth + 1)
        if isinstance(tree, ast.BoolOp):
            return self._logic(tree, depth + 1)
        if isinstance(tree, ast.Compare):
            return self._comparison(tree, depth + 1)
        if isinstance(tree, ast.Call):
            return self._call(tree, depth + 1)
        raise self._refusal(
            f"holds {type(tree).__name__}, which is none of the forms that are taken: numbers, "
            "texts, columns, + - * /, comparisons, in, and, or, not, "
            + ", ".join(f"{name}()" for name in _FUNCTIONS)
        )

    def _constant(self, value: object) -> _Node:
        if isinstance(value, str):
            return _literal(TEXT, value)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self._refusal(f"holds {value!r}, which is neither a number nor a text")
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise self._refusal("holds a number beyond all numbers")
        return _literal(NUMBER, number)

    def _unary(self, tree: ast.UnaryOp, depth: int) -> _Node:
        inner = self._value(tree.operand, depth)
        if isinstance(tree.op, ast.Not):
            if inner.kind != TRUTH:
                raise self._refusal("has `not` before what is neither true nor false")
            return _kernel(TRUTH, "invert", inner)
        if isinstance(tree.op, ast.USub):
            if inner.literal is not None and inner.kind == NUMBER:
                return _literal(NUMBER, -float(inner.literal))
            return _kernel(NUMBER, "negate", self._as_number(inner))
        raise self._refusal("holds an operator that is not taken")

    def _as_number(self, node: _Node) -> _Node:
        node = self._numeric(node)
        if node.kind == TEXT:
            raise self._refusal("calculates with a text")
        if node.kind == NUMBER:
            return node
        run = node.run
        return _Node(NUMBER, lambda columns: _cast_to_double(run(columns)))

    def _arithmetic(self, tree: ast.BinOp, depth: int) -> _Node:
        kernel = _ARITHMETIC.get(type(tree.op))
        if kernel is None:
            raise self._refusal("holds an operator that is not taken")
        left = self._as_number(self._node(tree.left, depth))
        right = self._as_number(self._node(tree.right, depth))
        return _kernel(NUMBER, kernel, left, right)

    def _logic(self, tree: ast.BoolOp, depth: int) -> _Node:
        word = "and" if isinstance(tree.op, ast.And) else "or"
        parts = [self._value(part, depth) for part in tree.values]
        if any(part.kind != TRUTH for part in parts):
            raise self._refusal(f"has `{word}` beside what is neither true nor false")
        return _joined(f"{word}_kleene", parts)

    def _comparison(self, tree: ast.Compare, depth: int) -> _Node:
        lefts = [tree.left, *tree.comparators]
        return _joined(
            "and_kleene",
            [
                self._one_comparison(left, operator, right, depth)
                for left, operator, right in zip(lefts, tree.ops, tree.comparators, strict=False)
            ],
        )

    def _one_comparison(
        self, left: ast.expr, operator: ast.cmpop, right: ast.expr, depth: int
    ) -> _Node:
        if isinstance(operator, (ast.In, ast.NotIn)):
            return self._membership(left, right, isinstance(operator, ast.NotIn), depth)
        kernel = _COMPARISONS.get(type(operator))
        if kernel is None:
            raise self._refusal("compares by `is`; compare by `==`")
        a, b = self._node(left, depth), self._node(right, depth)
        is_equality = isinstance(operator, (ast.Eq, ast.NotEq))
        negated = isinstance(operator, ast.NotEq)
        if is_equality:
            self._note(a, [b], negated)
            self._note(b, [a], negated)
        if TEXT in (a.kind, b.kind):
            column, text = (b, a) if a.kind == TEXT else (a, b)
            if column.column is None and column.kind != TEXT:
                raise self._refusal("compares a text with a number")
            if not is_equality:
                raise self._refusal("asks whether a text is less or greater; only == and != are")
            if column.column is None:
                return _kernel(TRUTH, kernel, a, b)
            return self._levels(column.column, [str(text.literal)], negated)
        return _kernel(TRUTH, kernel, self._as_number(a), self._as_number(b))

    def _membership(self, left: ast.expr, right: ast.expr, negated: bool, depth: int) -> _Node:
        if not isinstance(right, (ast.Tuple, ast.List)) or not right.elts:
            raise self._refusal("has `in` before what is no list, such as (1, 2)")
        members = [self._node(part, depth) for part in right.elts]
        kinds = {member.kind for member in members}
        if any(member.literal is None for member in members) or len(kinds) != 1:
            raise self._refusal("has `in` before a list that is not all numbers or all texts")
        node = self._node(left, depth)
        self._note(node, members, negated)
        values = [member.literal for member in members]
        if kinds == {TEXT} and node.column is not None:
            return self._levels(node.column, [str(value) for value in values], negated)
        if kinds != {TEXT}:
            node = self._as_number(node)
        if {node.kind} != kinds:
            raise self._refusal("compares a text with a number")
        run = node.run

        def within(columns: Columns) -> Array:
            import pyarrow as pa
            import pyarrow.compute as pc

            value = run(columns)
            found = pc.is_in(value, value_set=pa.array(values, type=value.type))
            found = pc.invert(found) if negated else found
            return pc.if_else(pc.is_null(value), pa.scalar(None, pa.bool_()), found)

        return _Node(TRUTH, within)

    def _call(self, tree: ast.Call, depth: int) -> _Node:
        name = tree.func.id if isinstance(tree.func, ast.Name) else ""
        if name not in _FUNCTIONS:
            raise self._refusal(
                f"calls what is none of {', '.join(f'{known}()' for known in _FUNCTIONS)}"
            )
        if tree.keywords or len(tree.args) != _FUNCTIONS[name]:
            raise self._refusal(f"gives {name}() other than {_FUNCTIONS[name]} arguments")
        if any(isinstance(argument, ast.Starred) for argument in tree.args):
            raise self._refusal(f"gives {name}() other than {_FUNCTIONS[name]} arguments")
        if name == "col":
            return self._named_column(tree.args[0])
        if name == "missing":
            return self._missing(tree.args[0], depth)
        if name == "if_else":
            condition = self._value(tree.args[0], depth)
            if condition.kind != TRUTH:
                raise self._refusal("has if_else() of what is neither true nor false")
            parts = [self._as_number(self._node(part, depth)) for part in tree.args[1:]]
            return _kernel(NUMBER, "if_else", condition, *parts)
        parts = [self._as_number(self._node(part, depth)) for part in tree.args]
        if name == "abs":
            return _kernel(NUMBER, "abs", *parts)
        return _kernel(NUMBER, f"{name}_element_wise", *parts, options=True)

    def _named_column(self, argument: ast.expr) -> _Node:
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
            raise self._refusal('has col() of what is no name in quotes, such as col("Q 12")')
        return _Node(NUMBER, _never, column=argument.value)

    def _missing(self, argument: ast.expr, depth: int) -> _Node:
        node = self._node(argument, depth)
        name, texts = node.column, self._texts
        if name is None:
            return _kernel(TRUTH, "is_null", node)
        self._either.add(name)

        def run(columns: Columns) -> Array:
            return columns.texts(name) if name in texts else columns.numbers(name)

        return _kernel(TRUTH, "is_null", _Node(NUMBER, run))


def _never(columns: Columns) -> Array:
    raise AssertionError("a bare column is a number or a text before it is read")


def _literal(kind: str, value: float | str) -> _Node:
    def run(columns: Columns) -> Array:
        import pyarrow as pa

        return pa.scalar(value)

    return _Node(kind, run, literal=value)


def _kernel(kind: str, name: str, *parts: _Node, options: bool = False) -> _Node:
    runs = [part.run for part in parts]

    def run(columns: Columns) -> Array:
        import pyarrow.compute as pc

        # The lowest and highest of what is missing is missing, as with every other operation.
        given = {"options": pc.ElementWiseAggregateOptions(skip_nulls=False)} if options else {}
        return getattr(pc, name)(*(part(columns) for part in runs), **given)

    return _Node(kind, run)


def _joined(name: str, parts: Sequence[_Node]) -> _Node:
    """Truths joined in pairs of halves, so that many of them are no deeper than a few."""
    if len(parts) == 1:
        return parts[0]
    half = len(parts) // 2
    return _kernel(TRUTH, name, _joined(name, parts[:half]), _joined(name, parts[half:]))


def _cast_to_double(value: Array) -> Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.cast(value, pa.float64())
