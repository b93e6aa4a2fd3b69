# SPDX-License-Identifier: Apache-2.0
"""Values that conditions name: labels and booleans are matched, what is nowhere is an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest

import actionplan as ap
from actionplan import microdata

SPEC = """
[design]
weights = "w"
clusters = "c"
[[indicators]]
id = "y"
numerator = "{}"
missing = "omit"
"""


def run(text: str, file: Path, **options: Any) -> microdata.Survey:
    return microdata.estimate(microdata.parse_spec(text), microdata.open_source(file), **options)


def voters(count: int = 30) -> pd.DataFrame:
    """Every third votes 2, the last two -9; nobody votes 4."""
    vote = np.where(np.arange(count) % 3 == 0, 2.0, 1.0)
    vote[-2:] = -9
    return pd.DataFrame({"w": 1.0, "c": np.arange(count) // 3, "Voted2020": vote})


VOTE = {"Voted2020": {-9: "Refused", 1: "Yes", 2: "No", 4: "Not eligible"}}


@pytest.fixture(scope="module")
def dta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("stata") / "a.dta"
    pyreadstat.write_dta(voters(), file, variable_value_labels=VOTE)
    return file


@pytest.mark.parametrize(
    ("condition", "share"),
    [
        ("Voted2020 == 'Yes'", 18 / 30),
        ("Voted2020 == 1", 18 / 30),
        ("Voted2020 == '1'", 18 / 30),
        ("'Yes' == Voted2020", 18 / 30),
        ("Voted2020 != 'Yes'", 12 / 30),
        ("Voted2020 in ('Yes', 'Refused')", 20 / 30),
        ("Voted2020 not in ('Yes', 'No')", 2 / 30),
        ("not Voted2020 == 'No'", 20 / 30),
        ("if_else(Voted2020 == 'No', 1, 0) == 1", 10 / 30),
    ],
)
def test_value_labels_are_matched(dta: Path, condition: str, share: float) -> None:
    for batch_rows in (1000, 4):
        cell = run(SPEC.format(condition), dta, batch_rows=batch_rows)["y"].cells[0]
        assert (cell.n, cell.value) == (30, pytest.approx(share))


@pytest.mark.parametrize("batch_rows", [1000, 4])
@pytest.mark.parametrize(
    ("condition", "says"),
    {
        "yes": (
            "Voted2020 == 'yes'",
            "indicators[0].numerator: column 'Voted2020' has 'yes' nowhere, neither as a value nor "
            "as a label; it has 'Yes' (1), ",
        ),
        "misspelt in a list": ("Voted2020 in ('Yes', 'Noo')", "has 'Noo' nowhere"),
        "misspelt where it excludes": ("Voted2020 != 'Yess'", "has 'Yess' nowhere"),
        "a number": (
            "Voted2020 == 3",
            "column 'Voted2020' has 3 nowhere, neither as a value nor as a label; it has 'No' (2), "
            "'Not eligible' (4), 'Yes' (1), 'Refused' (-9); correct it, or declare it under "
            "levels.Voted2020.",
        ),
        "within if_else": ("if_else(Voted2020 == 'J', 1, 0) > 0", "has 'J' nowhere"),
    }.values(),
)
def test_a_level_that_is_nowhere_is_an_error_that_lists_the_levels(
    dta: Path, condition: str, says: str, batch_rows: int
) -> None:
    with pytest.raises(ap.InvalidArgument) as refused:
        run(SPEC.format(condition), dta, batch_rows=batch_rows)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("spec", "key"),
    [
        (SPEC.format("w > 0").replace("[[", "domain = \"Voted2020 == 'J'\"\n[["), "design.domain"),
        (
            SPEC.format("w > 0").replace('"w"', "\"if_else(Voted2020 == 'J', w, 2)\""),
            "design.weights",
        ),
        (SPEC.format("w > 0") + "denominator = \"Voted2020 == 'J'\"", "indicators[0].denominator"),
        (
            SPEC.format("w > 0") + '[[tables]]\nid = "t"\nrows = "c"\nwhere = "Voted2020 == \'J\'"',
            "tables[0].where",
        ),
        (
            SPEC.format("w > 0").replace(
                "[[ind",
                "[[design.calibration.totals]]\nof = \"Voted2020 == 'J'\"\ntotal = 9\n[[ind",
            ),
            "design.calibration.totals[0].of",
        ),
    ],
)
def test_every_condition_of_a_specification_is_checked(dta: Path, spec: str, key: str) -> None:
    with pytest.raises(ap.InvalidArgument, match="has 'J' nowhere") as refused:
        run(spec, dta)
    assert str(refused.value).startswith(f"{key}: column 'Voted2020'")


def test_the_whole_file_counts_and_not_a_batch_or_a_domain(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    rows = "".join(
        f"1,{place // 2},{'early' if place else 'late'},{place}\n" for place in range(12)
    )
    file.write_text("w,c,g,n\n" + rows)
    late = SPEC.format("g == 'late'")
    assert run(late, file, batch_rows=2)["y"].cells[0].value == pytest.approx(1 / 12)
    reversed_file = tmp_path / "b.csv"
    reversed_file.write_text("w,c,g,n\n" + "".join(reversed(rows.splitlines(keepends=True))))
    assert run(late, reversed_file, batch_rows=2)["y"].cells[0].value == pytest.approx(1 / 12)
    # Nobody of the domain is late: a true zero, with the interval of ten cases in five clusters.
    zero = run(late + 'denominator = "n > 1"', file, batch_rows=2)["y"].cells[0]
    assert (zero.value, zero.n, zero.lower) == (0, 10, 0)
    assert 0.3 < zero.upper < 0.7


def test_a_level_of_the_specification_may_have_no_case(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("w,c,g\n" + "".join(f"1,{place},{place % 2}\n" for place in range(12)))
    with pytest.raises(ap.InvalidArgument, match="has 7 nowhere"):
        run(SPEC.format("g == 7"), file)
    cell = run("[levels]\ng = [7]" + SPEC.format("g == 7"), file)["y"].cells[0]
    assert (cell.value, cell.lower) == (0, 0)
    assert 0 < cell.upper < 1
    labelled = '[labels.g]\n7 = "never"\n' + SPEC.format("g == 'never'")
    assert run(labelled, file)["y"].cells[0].value == 0


@pytest.mark.parametrize("literal", ["TRUE", "true", "True"])
def test_booleans_are_matched_however_they_are_spelled(tmp_path: Path, literal: str) -> None:
    values = [True, False, True, True, None, False]
    table = pa.table({"w": [1.0] * 6, "c": range(6), "b": pa.array(values)})
    pq.write_table(table, tmp_path / "a.parquet")
    for spelled in (str.upper, str.lower, str.title):
        name = f"{spelled.__name__}.csv"
        rows = (f"1,{i},{'' if v is None else spelled(str(v))}\n" for i, v in enumerate(values))
        (tmp_path / name).write_text("w,c,b\n" + "".join(rows))
    for file in tmp_path.iterdir():
        for condition in (f"b == '{literal}'", "b == 1", "not b == 'FALSE'", "b != 0"):
            cell = run(SPEC.format(condition), file)["y"].cells[0]
            assert (cell.n, cell.value) == (5, pytest.approx(0.6)), (file.name, condition)


def test_what_is_declared_missing_equals_nothing(tmp_path: Path, dta: Path) -> None:
    missing = "[missing]\nVoted2020 = [-9]\n"
    with pytest.raises(
        ap.InvalidArgument, match=r"numerator: -9 means missing in column 'Voted2020'"
    ):
        run(missing + SPEC.format("Voted2020 == -9"), dta)
    with pytest.raises(ap.InvalidArgument, match="'Refused' means missing"):
        run(missing + SPEC.format("Voted2020 in ('Yes', 'Refused')"), dta)
    by_label = '[missing]\nVoted2020 = ["Refused"]\n'
    for spec in (missing, by_label):
        cell = run(spec + SPEC.format("Voted2020 != 'Refused' and Voted2020 == 'Yes'"), dta)[
            "y"
        ].cells[0]
        assert (cell.n, cell.value) == (28, pytest.approx(18 / 28))


def test_what_the_file_declares_missing_equals_nothing(tmp_path: Path) -> None:
    sav, dta = tmp_path / "a.sav", tmp_path / "a.dta"
    pyreadstat.write_sav(
        voters(),
        sav,
        variable_value_labels=VOTE,
        missing_ranges={"Voted2020": [{"lo": -99, "hi": -1}]},
    )
    data = voters()
    data["Voted2020"] = data["Voted2020"].astype(object).where(data["Voted2020"] != -9, "a")
    pyreadstat.write_dta(
        data,
        dta,
        variable_value_labels={"Voted2020": {1: "Yes", 2: "No", "a": "Refused"}},
        missing_user_values={"Voted2020": ["a"]},
    )
    for file in (sav, dta):
        with pytest.raises(ap.InvalidArgument, match="'Refused' means missing in column"):
            run(SPEC.format("Voted2020 == 'Refused'"), file)
        spec = SPEC.format("Voted2020 == 'Yes'")
        cell = run(spec, file)["y"].cells[0]
        assert (cell.n, cell.value) == (28, pytest.approx(18 / 28))
        missing = [(m.code, m.label, m.declared_by, m.cases) for m in run(spec, file).missing]
        assert missing == [("-9" if file == sav else ".a", "Refused", "file", 2)]
    assert microdata.open_source(sav).missing == {"Voted2020": ("-99..-1",)}
    assert microdata.open_source(dta).missing == {"Voted2020": (".a",)}


def test_labels_in_margins_mean_their_codes(dta: Path) -> None:
    margin = """
    [[design.raking.margins]]
    columns = "Voted2020"
    population = {Yes = 100, No = 80, Refused = 20}
    [[ind"""
    cell = run(SPEC.format("Voted2020 == 'No'").replace("[[ind", margin), dta)["y"].cells[0]
    assert cell.value == pytest.approx(0.4)
    twice = margin.replace("Yes = 100", "Yes = 50, 1 = 50")
    with pytest.raises(ap.InvalidArgument, match="twice, by code and by label"):
        run(SPEC.format("w > 0").replace("[[ind", twice), dta)


def test_two_codes_of_one_label_are_both_meant_and_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "a.dta"
    labels = {"Voted2020": {-9: "Not known", 1: "Yes", 2: "Not known"}}
    pyreadstat.write_dta(voters(), file, variable_value_labels=labels)
    survey = run(SPEC.format("Voted2020 == 'Not known'") + 'by = "Voted2020"', file)
    assert survey["y"].cells[0].value == pytest.approx(12 / 30)
    assert [c.dimension["Voted2020"] for c in survey["y"].cells[1:]] == [
        "Not known (-9)", "Yes", "Not known (2)",
    ]  # fmt: skip


def test_hostile_levels_are_cut_and_counted(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    rows = "".join(f"1,{place},{'x' * 500}{place}\n" for place in range(3000))
    file.write_text("w,c,g\n" + rows)
    for batch_rows in (5000, 700):
        with pytest.raises(ap.InvalidArgument, match="others; correct it") as refused:
            run(SPEC.format("g == 'y'"), file, batch_rows=batch_rows)
        assert len(str(refused.value)) < 1000


def test_what_was_missing_is_counted_by_code(tmp_path: Path, dta: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "w,c,g\n" + "".join(f"1,{n},{g}\n" for n, g in enumerate(("1", "", "8", "98", "8")))
    )
    spec = '[missing]\ng = [8]\n"*" = [98]\n' + SPEC.format("g == 1")
    for batch_rows in (100, 2):
        assert [
            (m.column, m.code, m.declared_by, m.cases)
            for m in run(spec, file, batch_rows=batch_rows).missing
        ] == [
            ("g", "8", "specification", 2),
            ("g", "98", "specification", 1),
            ("g", None, "none", 1),
        ]
    assert run(SPEC.format("Voted2020 == 'Yes'"), dta).missing == ()


def test_texts_that_spss_declares_missing_are_missing(tmp_path: Path) -> None:
    file = tmp_path / "a.sav"
    data = pd.DataFrame({"w": 1.0, "c": range(6), "g": ["yes", "no", "NA", "yes", "NA", "no"]})
    pyreadstat.write_sav(data, file, missing_ranges={"g": ["NA"]})
    survey = run(SPEC.format("g == 'yes'"), file)
    assert (survey["y"].cells[0].n, survey["y"].cells[0].value) == (4, pytest.approx(0.5))
    with pytest.raises(ap.InvalidArgument, match="'NA' means missing in column 'g'"):
        run(SPEC.format("g == 'NA'"), file)
