# SPDX-License-Identifier: Apache-2.0
"""Expressions of survey specifications: what they mean, and what they refuse."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import actionplan as ap
from actionplan.microdata.columns import Batch, to_floats
from actionplan.microdata.expression import compile_expression

NAN = float("nan")


def evaluate(text: str, missing: dict[str, Any] | None = None, **columns: Any) -> list[float]:
    batch = Batch(pa.table(columns), 0, missing or {})
    return to_floats(compile_expression(text).evaluate(batch)).tolist()


def same(got: list[float], want: list[float]) -> None:
    np.testing.assert_array_equal(np.array(got), np.array(want, dtype=float))


@pytest.mark.parametrize(
    ("text", "want"),
    {
        "a": [1, 2, NAN, 4],
        "a + 1": [2, 3, NAN, 5],
        "-a * 2 - 1": [-3, -5, NAN, -9],
        "a / 2": [0.5, 1, NAN, 2],
        "a == 2": [0, 1, NAN, 0],
        "a != 2": [1, 0, NAN, 1],
        "2 <= a < 4": [0, 1, NAN, 0],
        "a in (1, 4)": [1, 0, NAN, 1],
        "a not in [1, 4]": [0, 1, NAN, 0],
        "a == 1 or b == 0": [1, 0, 1, 1],
        "a == 1 and b == 1": [1, 0, 0, 0],
        "not a == 1": [0, 1, NAN, 1],
        "missing(a)": [0, 0, 1, 0],
        "not missing(a) and a > 1": [0, 1, 0, 1],
        "if_else(a > 1, b, 7)": [7, 1, NAN, 0],
        "min(a, 3)": [1, 2, NAN, 3],
        "max(a, b)": [1, 2, NAN, 4],
        "abs(-a)": [1, 2, NAN, 4],
        "(a == 1) + (b == 1)": [2, 1, NAN, 0],
        't == "yes"': [1, 0, NAN, 0],
        't != "yes"': [0, 1, NAN, 1],
        't in ("yes", "no")': [1, 1, NAN, 0],
        'missing(t) or t == "no"': [0, 1, 1, 0],
        'col("q 12") == 5': [1, 0, 0, NAN],
        "1": [1, 1, 1, 1],
    }.items(),
)
def test_means_what_the_guide_says(text: str, want: list[float]) -> None:
    columns = {
        "a": [1.0, 2.0, None, 4.0],
        "b": [1, 1, 0, 0],
        "t": ["yes", "no", None, "other"],
        "q 12": [5, 6, 7, None],
    }
    same(evaluate(text, **columns), want)


def test_codes_that_mean_missing_are_missing_as_numbers_and_as_texts() -> None:
    codes = {"q": [8, 98], "t": ["NA"], "*": [-1]}
    same(evaluate("q", codes, q=[1, 8, 98, -1]), [1, NAN, NAN, NAN])
    same(evaluate("q", codes, q=["1", "8", "98", "-1"]), [1, NAN, NAN, NAN])
    same(evaluate('q == "1"', codes, q=[1.0, 8.0, NAN, 2.0]), [1, NAN, NAN, 0])
    same(evaluate('t == "a"', codes, t=["a", "NA", "-1", ""]), [1, NAN, NAN, NAN])


@pytest.mark.parametrize(
    "column",
    [
        pa.array([1, None, 3], pa.int8()),
        pa.array([1, None, 3], pa.uint64()),
        pa.array([1, None, 3], pa.float32()),
        pa.array(["1", None, " 3 "]),
        pa.array(["1", "", "3"], pa.large_string()),
        pa.array(["1", None, "3"]).dictionary_encode(),
        pa.array([1, None, 3]).cast(pa.decimal128(30, 2)),
    ],
    ids=lambda column: str(column.type),
)
def test_columns_of_every_kind_are_numbers(column: pa.Array) -> None:
    same(evaluate("x", x=column), [1, NAN, 3])


def test_a_text_that_is_no_number_is_named_with_its_row() -> None:
    batch = Batch(pa.table({"x": ["1", "abc"]}), 10, {})
    with pytest.raises(ap.InvalidArgument, match="Column 'x' has 'abc' in row 12"):
        compile_expression("x").evaluate(batch)


def test_many_conditions_and_a_chain_are_evaluated() -> None:
    many = " or ".join(f"a=={number}" for number in range(420))
    same(evaluate(many, a=[7, 419, 420, NAN]), [1, 1, 0, NAN])
    same(evaluate("a" + "<=a" * 64, a=[1, NAN]), [1, NAN])
    same(evaluate(" + ".join(["a"] * 60), a=[1, 2]), [60, 120])


@pytest.mark.parametrize(
    ("text", "says"),
    {
        "": "is empty",
        "   ": "is empty",
        "a = 1": "compare by `==`, not `=`",
        "a ==": "cannot be read",
        "a b": "cannot be read",
        "__import__('os').system('true')": "calls what is none of",
        "open('/etc/passwd')": "calls what is none of",
        "a.__class__": "Attribute",
        "(lambda: 1)()": "calls what is none of",
        "[x for x in a]": "ListComp",
        "a[0]": "Subscript",
        "f'{a}'": "letters before its quotes",
        "a := 1": "cannot be read",
        "(a := 1)": "NamedExpr",
        "a if b else c": "IfExp",
        "a ** 999999999": "operator that is not taken",
        "9 ** 9 ** 9": "operator that is not taken",
        "a % 2": "operator that is not taken",
        "a << 2": "operator that is not taken",
        "~a": "operator that is not taken",
        "+a": "operator that is not taken",
        "a is b": "compare by `==`",
        "a in b": "no list",
        "a in ()": "no list",
        "a in (1, 'x')": "not all numbers or all texts",
        "a in (b, 1)": "not all numbers or all texts",
        "'yes'": "gives a text",
        "'a' < 'b'": "less or greater",
        "'a' + 'b'": "calculates with a text",
        "'x' * 1000000000": "calculates with a text",
        "1 == 'x'": "compares a text with a number",
        "a == 1 and a == 'x'": "once as a number and once as a text",
        "a and b": "neither true nor false",
        "not a": "neither true nor false",
        "True": "neither a number nor a text",
        "None": "neither a number nor a text",
        "1j": "neither a number nor a text",
        "b'x' == a": "letters before its quotes",
        "1e999": "beyond all numbers",
        "1" + "0" * 400: "beyond all numbers",
        "abs()": "other than 1 arguments",
        "abs(1, 2)": "other than 1 arguments",
        "abs(x=1)": "other than 1 arguments",
        "abs(*a)": "other than 1 arguments",
        "col(a)": "no name in quotes",
        "if_else(a, 1, 2)": "neither true nor false",
        "a\nimport os": "cannot be read",
        "a\x00b": "cannot be read",
        "(" * 300 + "a" + ")" * 300: "deeper than 64",
        "-" * 100 + "a": "deeper than 64",
        "not " * 900 + "a == 1": "deeper than 64",
        "a + " * 200 + "a": "deeper than 64",
        "-" * 4000 + "a": "",
        "[" * 4000: "deeper than 64",
        "a" + "<a" * 2000: "more than 64 comparisons",
        "a()" + "()" * 1900: "deeper than 64",
        "a" + ".a" * 1900: "deeper than 64",
        "a if a else " * 340 + "a": "deeper than 64",
        "a**" * 1300 + "a": "deeper than 64",
        "a" * 5000: "at most 4096",
    }.items(),
    ids=lambda value: value[:24],
)
def test_refuses_in_one_sentence(text: str, says: str) -> None:
    with pytest.raises(ap.InvalidArgument) as refused:
        compile_expression(text)
    assert says in str(refused.value)
    assert len(str(refused.value)) < 400


@given(st.text(max_size=60))
def test_any_text_is_an_expression_or_is_refused(text: str) -> None:
    try:
        compiled = compile_expression(text)
    except ap.InvalidArgument:
        return
    assert compiled.kind in ("number", "truth")


_PARTS = st.sampled_from(
    ["a", "b", "t", "1", "'x'", "(", ")", ",", "==", "<", "in", "and", "or", "not", "+", "/",
     "missing(", "if_else(", "min(", "col("]
)  # fmt: skip


@given(st.lists(_PARTS, max_size=12))
def test_whatever_is_taken_can_be_evaluated(parts: list[str]) -> None:
    try:
        compiled = compile_expression(" ".join(parts))
    except ap.InvalidArgument:
        return
    table = pa.table({"a": [1.0, None], "b": [0, 2], "t": ["x", None], "x": [1, 1]})
    try:
        values = compiled.evaluate(Batch(table, 0, {}))
    except (ap.InvalidArgument, KeyError):  # a text where a number is meant; an unknown column
        return
    assert len(values) == 2
    assert values.type == pa.float64()
