# SPDX-License-Identifier: Apache-2.0
"""Formulas over indicators."""

from __future__ import annotations

import math
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import actionplan as ap


def test_a_formula_computes_columns() -> None:
    formula = ap.Formula("[a] / [b] * 100")
    assert formula.inputs == (("a", False), ("b", False))
    values = formula.evaluate({"a": [1, 2, 3], "b": [2, 0, math.nan]})
    assert values[0] == 50
    assert all(math.isnan(value) for value in values[1:])
    assert pickle.loads(pickle.dumps(formula)) == formula


def test_a_formula_that_is_none_is_refused_with_its_column() -> None:
    with pytest.raises(ap.ParseError) as caught:
        ap.Formula("[a] + ")
    assert caught.value.column == 7
    with pytest.raises(ap.InvalidArgument, match="asks for indicator b"):
        ap.Formula("[a] + [b]").evaluate({"a": [1]})


def test_a_profile_takes_a_text(plan: ap.Plan) -> None:
    said = ap.IndicatorProfile(formula="[1.1/2] + [x]")
    profile = ap.Profile(plan=plan.title, indicators={"5.2/1": said})
    assert ap.profile_from_json(ap.to_json(profile)) == profile
    assert [problem.code for problem in ap.check_profile(plan, profile)] == ["unknown_indicator"]


numbers = st.floats(0.5, 100).map(lambda number: round(number, 3))
expressions = st.recursive(
    numbers.map(repr) | st.just("[a]"),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(
        lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"
    ),
    max_leaves=12,
)


@given(expressions, numbers)
def test_a_formula_is_arithmetic(text: str, value: float) -> None:
    formula = ap.Formula(text)
    columns = {"a": [value]} if formula.inputs else {}
    found = formula.evaluate(columns)[0]
    try:
        want = eval(text.replace("[a]", repr(value)))
    except ZeroDivisionError:
        want = math.nan
    assert found == pytest.approx(want, rel=1e-12, nan_ok=True)
