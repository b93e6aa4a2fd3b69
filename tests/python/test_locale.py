# SPDX-License-Identifier: Apache-2.0
"""What the library writes does not depend on the program's locale."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import locale, sys
locale.setlocale(locale.LC_ALL, sys.argv[1])
print(locale.localeconv()["decimal_point"], file=sys.stderr)
import actionplan as ap
from actionplan import survey

def said(action):
    try:
        return repr(action())
    except ap.Error as error:
        return str(error)

data = {"weight": [1.0, 1.0, 1.0], "stratum": [1.5, 1.5, 2.5], "cluster": [7.25, 8.5, 7.25],
        "value": [1.5, 2.25, 4.0], "population": [10.5, 11.25, 10.5]}
for nest in (False, True):
    print(said(lambda: survey.Design(data, weights="weight", strata="stratum", clusters="cluster",
                                     nest=nest).mean("value")))
print(said(lambda: survey.Design(data, weights="weight", fpc="population").mean("value")))
print(said(lambda: survey.Design(data, weights="weight").mean("value")))
plan = ap.PlanBuilder().add(ap.Measure("1.1", "1.1")).add_indicator("number of laws").build()
entry = ap.Entry("observation", "2017-01-02", indicator="1.1/1", value=1250.75, period="2016",
                 reporter="R", sources=["s"])
profile = ap.Profile(indicators={"1.1/1": ap.IndicatorProfile(
    direction="up", aggregation="last", baseline=0.5, targets=[ap.Target(value=2000.5)])})
a = ap.assess(ap.PlanHistory(plan, profile), ap.Evidence([entry]), as_of="2017-06-30")
print(a.to_json(), a.to_csv(), a["1.1"].explain(), a.frame("indicators").texts("value"))
print(said(lambda: ap.assess(plan, as_of="2017-06-30", alpha=0.75)))
print(said(lambda: ap.Filter("days_late > 2.5").text))
# And what is read.
print(ap.to_json(ap.profile_from_json(ap.to_json(profile))) == ap.to_json(profile))
rows = ap.evidence_from_csv(
    "kind,indicator,value,period,observed_on,reporter,source\\n"
    "observation,1.1/1,1250.75,2016,2017-01-02,R,s\\n", recorded_on="2017-01-03", plan=plan)
print([entry.value for entry in rows.entries], rows.problems)
print(ap.Formula("0.5 * [1.1/1] + 1.25e1").evaluate({"1.1/1": [3.5]}))
"""


def said_under(name: str, folder: Path) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, name],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "LOCPATH": str(folder), "PYTHONUTF8": "1"},
    )
    return done.stdout, done.stderr.strip()


def test_numbers_have_a_point_in_every_locale(tmp_path: Path) -> None:
    localedef = shutil.which("localedef")
    if localedef is None:
        pytest.skip("localedef, which makes a locale, is not installed")
    made = [localedef, "-i", "de_DE", "-f", "UTF-8", str(tmp_path / "de_DE.UTF-8")]
    if subprocess.run(made, capture_output=True, check=False).returncode != 0:
        pytest.skip("the sources of locales are not installed")
    plain, point = said_under("C", tmp_path)
    german, comma = said_under("de_DE.UTF-8", tmp_path)
    assert (point, comma) == (".", ",")
    assert german == plain
    for said in (
        "[1250.75]",
        "[14.25]",
        "Cluster 7.25 lies in the strata 1.5 and 2.5",
        "Stratum 2.5",
        "10.5 in row 0",
    ):
        assert said in plain
