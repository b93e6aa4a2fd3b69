# SPDX-License-Identifier: Apache-2.0
"""One data set in CSV, Parquet, SPSS and Stata, as codes with labels and as texts: the same figures
by the same specification."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplan import microdata, tables

LABELS = {
    "vote": {1: "Yes", 2: "No", 3: "Do not know", 4: "Would not say"},
    "sex": {1: "female", 2: "male"},
}
SPEC = """
[survey]
by = ["sex", ["region", "vote"]]

[design]
weights = "w"
strata = "stratum"
clusters = "psu"
domain = "region != 'capital' or sex in ('female', 'male')"

[[indicators]]
id = "voted"
numerator = "vote == 'Yes'"
missing = "omit"

[[indicators]]
id = "not"
numerator = "vote not in ('Yes', 'No')"
denominator = "sex == 'female'"
missing = "omit"

[[indicators]]
id = "online"
numerator = "online == 'TRUE'"
missing = "omit"
by = "online"

[[indicators]]
id = "age"
numerator = "age"
denominator = "online == 1"
missing = "omit"

[[tables]]
id = "vote"
rows = "vote"
where = "sex == 'male'"
missing = "omit"

[[tables]]
id = "vote-by-sex"
rows = "vote"
columns = "sex"
missing = "omit"

[[tables]]
id = "region-of-voters"
rows = "region"
columns = "vote"
percent = "row"
missing = "omit"

[[tables]]
id = "voted-by-region"
indicator = "voted"
groups = "region"
reference = "north"
"""
SPEC_LABELS = "".join(
    f"[labels.{name}]\n" + "".join(f'{code} = "{label}"\n' for code, label in labels.items())
    for name, labels in LABELS.items()
)


def people() -> pd.DataFrame:
    """360 persons in 36 clusters; codes, with what was not answered missing. Made up."""
    draw = np.random.default_rng(23)
    psu = np.repeat(np.arange(36), 10)
    count = len(psu)
    vote = draw.choice([1, 2, 3], count, p=[0.55, 0.4, 0.05]).astype(float)
    vote[draw.random(count) < 0.03] = np.nan
    return pd.DataFrame(
        {
            "w": draw.uniform(50, 150, count),
            "stratum": psu // 9,
            "psu": psu,
            "region": np.array(["capital", "north", "south", "west"])[psu // 9],
            "vote": vote,
            "sex": draw.integers(1, 3, count),
            "online": draw.random(count) < 0.6,
            "age": draw.integers(18, 90, count),
        }
    )


def texts(data: pd.DataFrame) -> pd.DataFrame:
    return data.assign(**{name: data[name].map(labels) for name, labels in LABELS.items()})


def categories(data: pd.DataFrame) -> pd.DataFrame:
    """As pandas keeps them: one of them without a case."""
    out = texts(data)
    for name, labels in LABELS.items():
        out[name] = pd.Categorical(out[name], categories=list(labels.values()), ordered=True)
    return out


def to_csv(data: pd.DataFrame, file: Path) -> Path:
    data.to_csv(file, index=False)
    return file


def to_parquet(data: pd.DataFrame, file: Path) -> Path:
    pq.write_table(pa.Table.from_pandas(data, preserve_index=False), file, row_group_size=97)
    return file


def to_sav(data: pd.DataFrame, file: Path) -> Path:
    given = {n: v for n, v in LABELS.items() if data[n].dtype.kind in "if"}
    pyreadstat.write_sav(
        data.assign(online=data["online"].astype(int)),
        file,
        variable_value_labels={**given, "online": {0: "FALSE", 1: "TRUE"}},
    )
    return file


def to_dta(data: pd.DataFrame, file: Path) -> Path:
    given = {n: v for n, v in LABELS.items() if data[n].dtype.kind in "if"}
    pyreadstat.write_dta(
        data.assign(online=data["online"].astype(int)).fillna({"vote": np.nan}),
        file,
        variable_value_labels={**given, "online": {0: "FALSE", 1: "TRUE"}},
    )
    return file


Writer = Callable[[pd.DataFrame, Path], Path]
FILES: dict[str, tuple[Writer, Callable[[pd.DataFrame], pd.DataFrame], str]] = {
    "codes.csv": (to_csv, lambda data: data, "spec"),
    "texts.csv": (to_csv, texts, "spec"),
    "codes.parquet": (to_parquet, lambda data: data, "spec"),
    "texts.parquet": (to_parquet, texts, "spec"),
    "categories.parquet": (to_parquet, categories, "spec"),
    "codes.sav": (to_sav, lambda data: data, "file"),
    "texts.sav": (to_sav, lambda data: texts(data).fillna({"vote": ""}), "spec"),
    "codes.dta": (to_dta, lambda data: data, "file"),
    "texts.dta": (to_dta, lambda data: texts(data).fillna({"vote": ""}), "spec"),
}


def run(text: str, file: Path, **options: Any) -> microdata.Survey:
    return microdata.estimate(microdata.parse_spec(text), microdata.open_source(file), **options)


def figures(survey: microdata.Survey) -> list[Any]:
    """All that is shown, but for how a format spells true and false."""
    spelled = {"true": "TRUE", "false": "FALSE", "0": "FALSE", "1": "TRUE"}
    out: list[Any] = []
    for one in (*survey.indicators, *survey.tables):
        for c in one.cells:
            where = [
                spelled.get(part.casefold(), part) if name == "online" else part
                for name, part in c.dimension.items()
            ]
            out.append((one.spec.id, c.statistic, *where, c.n, c.value, c.standard_error,
                        c.lower, c.upper, c.df, c.flag))  # fmt: skip
    for table in survey.tables:
        out += [(d.group, d.value, d.p_value) for d in table.differences]
        out.append(None if table.test is None else (table.test.statistic, table.test.p_value))
    return [tuple("nan" if isinstance(x, float) and math.isnan(x) else x for x in row)
            if isinstance(row, tuple) else row for row in out]  # fmt: skip


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("batch_rows", [1000, 70])
def test_every_format_gives_the_same_figures(tmp_path: Path, name: str, batch_rows: int) -> None:
    data = people()
    write, prepare, labelled_in = FILES[name]
    file = write(prepare(data), tmp_path / name)
    want = figures(
        run(SPEC_LABELS + SPEC, to_csv(data, tmp_path / "want.csv"), batch_rows=batch_rows)
    )
    got = figures(run(SPEC_LABELS + SPEC, file, batch_rows=batch_rows))
    assert got == want
    assert len(want) > 60
    if labelled_in == "file":
        assert figures(run(SPEC, file, batch_rows=batch_rows)) == want
    else:
        # Without labels a text is its own level: the same figures in another order.
        bare = SPEC if name.startswith(("texts", "categories")) else SPEC_LABELS + SPEC
        assert {r for r in figures(run(bare, file)) if r and r[0] == "voted"} == {
            r for r in figures(run(SPEC_LABELS + SPEC, file)) if r and r[0] == "voted"
        }


@pytest.mark.parametrize("name", FILES)
def test_a_declared_level_without_a_case_is_a_true_zero(tmp_path: Path, name: str) -> None:
    write, prepare, labelled_in = FILES[name]
    file = write(prepare(people()), tmp_path / name)
    labels = SPEC_LABELS if labelled_in == "spec" else ""
    text = labels + SPEC.replace("vote == 'Yes'", "vote == 'Would not say'").split("[[tables]]")[0]
    whole = run(text, file)["voted"].cells[0]
    assert (whole.value, whole.standard_error, whole.lower) == (0, 0, 0)
    # 36 sampling units: at most 1 - 0.025^(1/36) of people would not say.
    assert whole.upper == pytest.approx(1 - 0.025 ** (1 / 36), rel=1e-12)


def test_a_table_keeps_the_order_of_categories_and_shows_those_without_a_case(
    tmp_path: Path,
) -> None:
    file = to_parquet(categories(people()), tmp_path / "a.parquet")
    table = run(SPEC, file).tables[0]
    assert table.rows == ("Yes", "No", "Do not know", "Would not say")
    assert table.cells[3].value == 0
    assert 0 < table.cells[3].upper < 100


def test_levels_of_the_specification_set_the_order(tmp_path: Path) -> None:
    file = to_csv(texts(people()), tmp_path / "a.csv")
    order = '[levels]\nvote = ["No", "Would not say", "Yes"]\nregion = ["west", "north"]\n'
    survey = run(order + SPEC, file)
    assert survey.tables[0].rows == ("No", "Would not say", "Yes", "Do not know")
    rows = [c.dimension["region"] for c in survey["not"].cells if "region" in c.dimension]
    assert list(dict.fromkeys(rows)) == ["west", "north", "capital", "south"]


LEVELS = st.lists(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters='",;.'),
        min_size=1,
        max_size=8,
    ),
    min_size=1,
    max_size=5,
    unique=True,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(levels=LEVELS, data=st.data())
def test_a_distribution_sums_to_a_hundred_and_the_formats_agree(
    tmp_path: Path, levels: list[str], data: st.DataObject
) -> None:
    count = 24
    chosen = data.draw(st.lists(st.sampled_from(levels), min_size=count, max_size=count))
    weights = data.draw(st.lists(st.floats(0.5, 9), min_size=count, max_size=count))
    frame = pd.DataFrame({"w": weights, "c": np.arange(count) // 3, "g": chosen})
    codes = {level: place + 1 for place, level in enumerate(levels)}
    coded = frame.assign(g=frame["g"].map(codes))
    labels = {"g": {code: level for level, code in codes.items()}}
    frame.to_csv(tmp_path / "a.csv", index=False)
    pq.write_table(pa.Table.from_pandas(frame), tmp_path / "a.parquet")
    pyreadstat.write_sav(coded, tmp_path / "a.sav", variable_value_labels=labels)
    pyreadstat.write_dta(coded, tmp_path / "a.dta", variable_value_labels=labels)
    spec = '[design]\nweights = "w"\nclusters = "c"\n[[tables]]\nid = "t"\nrows = "g"\n'
    found = []
    for name in ("a.csv", "a.parquet", "a.sav", "a.dta"):
        table = run(spec, tmp_path / name).tables[0]
        assert math.fsum(cell.value for cell in table.cells) == pytest.approx(100, abs=1e-9)
        found.append(
            {
                cell.dimension["g"]: (cell.value, cell.standard_error, cell.lower, cell.upper)
                for cell in table.cells
                if cell.value > 0
            }
        )
    shares = frame.groupby("g")["w"].sum() / frame["w"].sum() * 100
    assert {name: cell[0] for name, cell in found[0].items()} == pytest.approx(shares.to_dict())
    for other in found[1:]:
        assert other.keys() == found[0].keys()
        for level, numbers in other.items():
            assert numbers == pytest.approx(found[0][level], nan_ok=True)


def test_the_published_file_is_the_same_from_every_format(tmp_path: Path) -> None:
    made = set()
    for name, (write, prepare, _) in FILES.items():
        survey = run(SPEC_LABELS + SPEC, write(prepare(people()), tmp_path / name))
        made.add(tables.to_bytes(microdata.tables_of(survey, ["vote-by-sex"]), "html"))
    assert len(made) == 1
