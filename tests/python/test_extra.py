# SPDX-License-Identifier: Apache-2.0
"""What stands with measures in other columns: in JSON, frames, CSV and review, and unpublished."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

import actionplan as ap
from actionplan.review import review_page

TABLE = (
    "No,Measure,Agency,Deadline,Colour,Grade,Phone\n"
    "1,Build,Works,2022,vermilion,five,012 3456\n"
    '2,Mend,Works,2022,"ask a@b.example",six,012 3456\n'
)
PUBLISHED = {"columns": {"Grade": "published"}}


def texts(measure: ap.Measure) -> dict[str, str]:
    return {cell.header: cell.text for cell in measure.extra}


def test_cells_stay_with_their_measure() -> None:
    plan = ap.read(TABLE.encode())
    assert texts(plan["1"]) == {"Colour": "vermilion", "Grade": "five"}
    assert texts(plan["2"]) == {"Grade": "six"}
    assert "vermilion" in plan.to_json()
    for hidden in ("a@b.example", "012 3456"):
        assert hidden not in plan.to_json()
    again = ap.plan_from_json(plan.to_json())
    assert [m.extra for m in again] == [m.extra for m in plan] == [
        m.extra for m in pickle.loads(pickle.dumps(plan))
    ]  # fmt: skip
    assert plan["1"].replace(extra=[]) == plan["1"]  # no part of equality, as its place
    builder = ap.PlanBuilder(plan)
    builder.measures = [plan["1"].replace(extra=[ap.ExtraCell("a", "b"), ap.ExtraCell("a", "c")])]
    with pytest.raises(ap.InvalidArgument, match='two extra cells "a"'):
        builder.build()


def test_columns_of_frames_and_csv() -> None:
    plan = ap.read(TABLE.encode())
    frame = plan.frame("measures")
    assert frame.columns[-2:] == ("extra.Colour", "extra.Grade")
    assert list(frame.texts("extra.Colour")) == ["vermilion", None]
    assessment = ap.assess(plan, as_of="2021-01-01")
    assert list(assessment.frame().texts("extra.Grade")) == ["five", "six"]
    assert assessment.to_csv().splitlines()[0].endswith("id,extra.Colour,extra.Grade")
    pd = pytest.importorskip("pandas")
    data = plan.to_pandas()
    assert isinstance(data, pd.DataFrame)
    # The table that a plan gives is read back, these columns too.
    again = ap.read(data.to_csv(index=False).encode(), format="csv")
    assert [texts(m) for m in again] == [texts(m) for m in plan]


def test_a_store_has_those_that_may_be_published(tmp_path: Path) -> None:
    plan = ap.read(TABLE.encode(), mapping=PUBLISHED)
    assert plan["1"].extra == (
        ap.ExtraCell("Colour", "vermilion"),
        ap.ExtraCell("Grade", "five", published=True),
    )
    store = ap.Store.create(tmp_path / "a.db", plan, recorded_on="2021-01-01")
    held = store.history().revisions[0].plan
    assert held == plan
    assert texts(held["1"]) == {"Grade": "five"}
    later = ap.read(TABLE.replace("five", "seven").encode(), mapping=PUBLISHED)
    store.amend(later, effective_on="2021-02-01", recorded_on="2021-02-01")
    store.publish_copy(tmp_path / "copy.db")
    for file in (tmp_path / "a.db", tmp_path / "copy.db"):
        with ap.Store.open(file) as opened:
            assert opened.verify() == []
            assert texts(opened.history().revisions[-1].plan["1"]) == {"Grade": "seven"}
    store.close()
    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert b"vermilion" not in content, path
        assert b"a@b.example" not in content, path


def test_a_publication_has_no_more_than_that(tmp_path: Path) -> None:
    pytest.importorskip("altair")
    from actionplan.site import publish

    plan = ap.read(TABLE.encode(), mapping=PUBLISHED)
    with ap.Store.create(tmp_path / "a.db", plan, recorded_on="2021-01-01") as store:
        folder = publish(store, tmp_path / "site", as_of="2021-01-01").path
    found = set()
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"vermilion" not in content, path
            assert b"012 3456" not in content, path
            if b"five" in content and path.parent.name == "data":
                found.add(path.name)
    assert found == {"plan.json", "measures.csv", "monitor.db"}
    # Without a store likewise.
    files = ap.open_data(ap.assess(plan, as_of="2021-01-01"))
    assert not any("vermilion" in content for content in map(str, files.values()))
    assert plan.published_part()["1"].extra == (ap.ExtraCell("Grade", "five", published=True),)


def test_columns_of_a_data_frame() -> None:
    rows = [{"Nr": "1", "Was": "Build", "Frist": "2022", "Farbe": "red", "Tel": "1", "Rest": "x"}]
    names = {"Nr": "number", "Was": "title", "Frist": "deadline", "Tel": "contact"}
    with pytest.warns(UserWarning, match='"Rest" is not known and was kept'):
        plan = ap.plan_from_frame(rows, columns={**names, "Farbe": "published"})
    assert plan["1"].extra == (
        ap.ExtraCell("Farbe", "red", published=True),
        ap.ExtraCell("Rest", "x"),
    )


def test_the_review_page_shows_them() -> None:
    page = review_page(TABLE.encode())
    assert re.search(r'"header": ?"Colour", ?"text": ?"vermilion"', page)
    assert "a@b.example" not in page
    assert "012 3456" not in page
