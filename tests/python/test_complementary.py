# SPDX-License-Identifier: Apache-2.0
"""What a rule suppresses cannot be computed from a table with complementary suppression."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import actionplan as ap
from actionplan import microdata, tables
from actionplan.microdata.complementary import REASON, complemented, given_away

FILE = Path(__file__).resolve().parents[2] / "examples" / "data" / "eservices-survey.csv"
HEAD = """
[survey]
missing = "omit"
complementary = true
[design]
weights = "weight"
strata = "stratum"
clusters = "cluster"
[missing]
q11 = [8]
q12 = [98]
"""
INDICATOR = """
[[indicators]]
id = "satisfied"
numerator = "q12 in (1, 2)"
denominator = "q11 == 1 and age < 30"
unit = "percent"
by = ["region", "area", ["region", "area"]]
"""


def run(text: str, head: str = HEAD, rule: str = "nchs") -> microdata.Survey:
    spec = microdata.parse_spec(head + text)
    return microdata.estimate(spec, microdata.open_source(FILE), presentation=rule)


def is_determined(sums: Any, hidden: Any, place: int) -> bool:
    """Found another way: a row that asks for the cell adds nothing to what the sums say."""
    known = sums[:, hidden]
    asked = np.eye(len(hidden))[place, hidden]
    rank = np.linalg.matrix_rank
    return bool(rank(known, tol=1e-9) == rank(np.vstack([known, asked]), tol=1e-9))


def grid(rows: int, columns: int, weights: Any) -> Any:
    """Sums of a table of percentages by column with its column of all cases."""
    width = columns + 1
    out = np.zeros((width + rows, rows * width))
    for column in range(width):
        out[column, column::width] = 1
    for row in range(rows):
        out[width + row, row * width : row * width + columns] = weights
        out[width + row, row * width + columns] = -sum(weights)
    return out


@pytest.mark.parametrize("seed", range(60))
def test_no_cell_that_a_rule_suppresses_follows_from_the_others(seed: int) -> None:
    random = np.random.default_rng(seed)
    rows, columns = int(random.integers(2, 6)), int(random.integers(2, 6))
    sums = grid(rows, columns, random.uniform(1, 9, columns))
    primary = random.random(sums.shape[1]) < random.choice([0.05, 0.2, 0.5])
    costs = random.random(sums.shape[1])
    hidden = complemented(sums, primary, costs)
    assert (hidden | ~primary).all()
    assert not (given_away(sums, hidden) & primary).any()
    for place in np.flatnonzero(primary):
        assert not is_determined(sums, hidden, int(place))
    for place in np.flatnonzero(hidden):
        assert is_determined(sums, hidden, int(place)) == given_away(sums, hidden)[place]
    if not given_away(sums, primary).any():
        assert (hidden == primary).all()  # nothing is suppressed without need


def test_two_cells_a_line_are_not_enough_where_they_hang_on_one_bridge() -> None:
    """Two blocks of four and one cell between them: the sums of the first give that cell away."""
    sums = np.zeros((8, 16))
    for line in range(4):
        sums[line, line * 4 : line * 4 + 4] = 1
        sums[4 + line, line::4] = 1
    hidden = np.zeros(16, bool)
    hidden[[0, 1, 4, 5, 10, 11, 14, 15, 6]] = True  # 6 is row 1, column 2
    assert (sums[:, hidden].sum(axis=1) >= 2).all()
    assert given_away(sums, hidden).nonzero()[0].size == 1
    more = complemented(sums, hidden, np.arange(16.0))
    assert not given_away(sums, more)[hidden].any()


def test_a_distribution_does_not_give_away_its_one_suppressed_level() -> None:
    table = '[[tables]]\nid = "t"\nrows = "q12"\nwhere = "age < 24"\n'
    open_ = run(table, HEAD.replace("complementary = true\n", "")).tables[0]
    (alone,) = [cell for cell in open_.cells if cell.presentation == "suppress"]
    shown = [cell.value for cell in open_.cells if cell.presentation != "suppress"]
    assert 100 - sum(shown) == pytest.approx(alone.value)  # which is what must not be

    survey = run(table)
    hidden = [cell for cell in survey.tables[0].cells if cell.presentation == "suppress"]
    assert len(hidden) == 2
    assert [REASON in cell.reasons for cell in hidden].count(True) == 1
    (made,) = microdata.tables_of(survey)
    assert "Some are suppressed so that others cannot be computed from this table." in made.notes
    written = tables.to_bytes([made], "csv").decode()
    assert not any(repr(cell.value) in written for cell in hidden)
    assert microdata.to_json(survey).count(REASON) == 1


@pytest.mark.parametrize("percent", ["column", "row", "cell"])
@pytest.mark.parametrize("rule", ["dhs", "nchs"])
def test_published_cross_tables_give_no_suppressed_cell_away(percent: str, rule: str) -> None:
    text = (
        '[[tables]]\nid = "t"\nrows = "q12"\ncolumns = "stratum"\nwhere = "q11 == 1"\n'
        f'percent = "{percent}"\n'
    )
    found = run(text, rule=rule).tables[0]
    height, width = len(found.rows), len(found.columns)
    hidden = np.array([cell.presentation == "suppress" for cell in found.cells])
    primary = [
        place
        for place, cell in enumerate(found.cells)
        if hidden[place] and REASON not in cell.reasons
    ]
    values = np.array([cell.value for cell in found.cells])
    weights = np.array([cell.weighted_n for cell in found.cells])
    sums = []
    if percent == "cell":
        sums.append(np.ones(len(values)))
    else:
        body = np.arange(height * width).reshape(height, width)
        body = body if percent == "column" else body.T
        for line in body.T:
            sums.append(np.isin(np.arange(len(values)), line).astype(float))
        sums.append((np.arange(len(values)) >= height * width).astype(float))
        for place, line in enumerate(body):
            row = np.zeros(len(values))
            row[line] = weights[line]
            row[height * width + place] = -weights[height * width + place]
            assert row @ np.nan_to_num(values) == pytest.approx(0, abs=1e-6 * weights.max())
            sums.append(row / weights.max())
    for place in primary:
        assert not is_determined(np.array(sums), hidden, place)


def test_breakdowns_of_an_indicator_and_groups_give_none_away() -> None:
    groups = '[[tables]]\nid = "t"\nindicator = "satisfied"\ngroups = "region"\n'
    without = run(INDICATOR + groups, HEAD.replace("complementary = true\n", ""), "dhs")
    regions = [c for c in without["satisfied"].cells if set(c.dimension) == {"region"}]
    hidden = [c.dimension["region"] for c in regions if c.presentation == "suppress"]
    assert len(hidden) < len(regions)

    survey = run(INDICATOR + groups, rule="dhs")
    cells = survey["satisfied"].cells
    for whole in cells:
        for names in ({"region"}, {"area"}, {"region", "area"}):
            parts = [
                cell
                for cell in cells
                if set(cell.dimension) == names
                and len(names) > len(whole.dimension)
                and whole.dimension.items() <= cell.dimension.items()
            ]
            suppressed = [c for c in parts if c.presentation == "suppress"]
            by_rule = [c for c in suppressed if REASON not in c.reasons]
            if parts and whole.presentation != "suppress" and len(parts) > 1:
                assert len(suppressed) != 1 or not by_rule
    table = survey.tables[0]
    shown = {c.dimension.get("region") for c in table.cells if c.presentation != "suppress"}
    for difference in table.differences:
        both = {difference.group, difference.reference} <= shown
        assert (difference.presentation == "show") == both


def test_a_table_may_say_otherwise_than_the_survey() -> None:
    spec = microdata.parse_spec(
        HEAD + '[[tables]]\nid = "a"\nrows = "q12"\n'
        '[[tables]]\nid = "b"\nrows = "q12"\ncomplementary = false\n'
    )
    assert [table.complementary for table in spec.tables] == [True, False]


def test_many_cells_are_refused_rather_than_searched_for_hours() -> None:
    by = INDICATOR.replace(
        'by = ["region", "area", ["region", "area"]]', 'by = [["cluster", "age"]]'
    )
    with pytest.raises(ap.InvalidArgument, match="complementary suppression is for at most 1000"):
        run(by)
    head = HEAD.replace("complementary = true\n", "")
    assert len(run(by, head)["satisfied"].cells) > 1000
