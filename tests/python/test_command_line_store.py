# SPDX-License-Identifier: Apache-2.0
"""The commands that make, write, explain and check a store, as processes of their own."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

import actionplan as ap

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "examples" / "data"
PLAN = DATA / "az-nap-2016-2018.txt"
SAID = ("--reporter", "Ministry", "--source", "https://example.org", "--recorded-on", "2019-02-01")


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a run."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "actionplan", *map(os.fspath, arguments)],
        capture_output=True,
        env={**os.environ, "COLUMNS": "80"},
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "monitor.db"
    profile = DATA / "fictitious-profile.json"
    code, out, err = run("init", path, PLAN, "--profile", profile, "--recorded-on", "2016-05-01")
    assert (code, out) == (0, "")
    assert "holds 59 measures; head " in err
    return path


def test_from_a_spreadsheet_to_an_explained_verdict(store: Path) -> None:
    evidence = DATA / "fictitious-evidence.csv"
    assert run("import", store, evidence, "--recorded-on", "2019-02-01")[:2] == (
        0,
        "9 entries imported\n",
    )
    code, out, _ = run("explain", store, "1.8", "--as-of", "2019-03-01")
    assert code == 0
    assert "inconclusive" in out
    assert "Without sampling error it would be met." in out
    code, out, _ = run("explain", store, "1.8", "--as-of", "2019-03-01", "--format", "json")
    document = json.loads(out)
    assert document["schema"] == "actionplan/explanation@1"
    assert document["indicators"][0]["point_status"] == "met"


def test_a_new_store_holds_what_the_plan_says_of_itself(tmp_path: Path) -> None:
    file, path = tmp_path / "plan.csv", tmp_path / "monitor.db"
    file.write_text(
        "No,Measure,Indicator,Agency,Deadline,Baseline,Target,Status (2023)\n"
        "1,Build,Roads,Works,2025,10,80,In progress\n2,Mend,Bridges,Works,2025,,,Not started\n"
    )
    code, _, err = run("init", path, file, "--recorded-on", "2024-02-01")
    assert code == 0
    assert "holds 2 measures and 2 statements of the file itself; head " in err
    with ap.Store.open(path) as opened:
        first, second = opened.evidence().in_order()
        evidence = opened.evidence()
        assert (evidence[first].text, evidence[first].completion) == ("In progress", None)
        assert evidence[second].completion == "not_started"
        (target,) = opened.history().revisions[-1].profile.indicators["1/1"].targets
        assert target.value == 80


def test_nothing_is_half_imported_unless_asked(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "evidence.csv"
    file.write_text("indicator,value,period,reporter,source\n1.1/2,1,2017,M,s\n1.1/2,x,2018,M,s\n")
    code, _, err = run("import", store, file, "--recorded-on", "2019-02-01")
    assert code == 1
    assert "3:7: error" in err
    with ap.Store.open(store) as opened:
        assert len(opened.evidence()) == 0
    code, out, _ = run("import", store, file, "--recorded-on", "2019-02-01", "--partial")
    assert (code, out) == (0, "1 entry imported\n")


def test_an_import_takes_no_damaged_name(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "evidence.csv"
    row = "indicator,value,period,reporter,source\n6.2.1/1,4,2017,{},s\n"
    file.write_bytes(row.format("Maliyyə").replace("ə", "\x8f").encode("latin-1"))
    command = ("import", store, file, "--recorded-on", "2019-02-01")
    code, _, err = run(*command)
    assert code == 1
    assert "2:16: error: Column reporter" in err
    assert "give its encoding" in err
    file.write_bytes(row.format("Банк").encode("cp1251"))
    assert run(*command, "--encoding", "cp1251")[:2] == (0, "1 entry imported\n")
    file.write_bytes(row.format("Régie").encode("cp1252"))
    code, out, err = run(*command)
    assert (code, out) == (0, "1 entry imported\n")
    assert 'words such as "Régie"' in err
    with ap.Store.open(store) as opened:
        assert {entry.reporter for entry in opened.evidence()} == {"Банк", "Régie"}


def test_an_import_asks_what_t_is(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "evidence.csv"
    file.write_text("indicator,value,period,reporter,source\n6.2.1/1,4,2017-T3,M,s\n")
    command = ("import", store, file, "--recorded-on", "2019-02-01")
    code, _, err = run(*command)
    assert code == 1
    assert "write 2017Q3 for the quarter, or 2017-09-01/2017-12-31" in err
    assert run(*command, "--letter-t", "quarter")[0] == 0
    with ap.Store.open(store) as opened:
        assert [str(entry.period) for entry in opened.evidence()] == ["2017Q3"]


def test_an_import_names_the_line_of_what_the_store_refuses(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "evidence.csv"
    row = "1.1/2,1,2017,M,s\n"
    file.write_text("indicator,value,period,reporter,source\n" + row + "\n" + row)
    code, _, err = run("import", store, file, "--recorded-on", "2019-02-01")
    assert code == 2
    assert "Line 4: It is in the store already" in err
    assert "Nothing was appended." in err
    with ap.Store.open(store) as opened:
        assert len(opened.evidence()) == 0


def test_recording_prints_the_id(store: Path) -> None:
    code, out, _ = run("record", store, "--indicator", "6.2.1/1", "--value", "41", *SAID)
    assert code == 0
    with ap.Store.open(store) as opened:
        assert opened.evidence().find(out.strip()) == 0


def test_a_correction_a_reply_and_a_dimension(store: Path) -> None:
    first = run("record", store, "--indicator", "6.2.1/1", "--value", "41", *SAID)[1].strip()
    code, _, _ = run(
        *("record", store, "--indicator", "6.2.1/1", "--value", "14", "--replaces", first),
        *("--dimension", "region=Baku", *SAID),
    )
    assert code == 0
    run(
        "respond",
        store,
        "--agency",
        "ministry-of-justice",
        "--measure",
        "6.2.1",
        "--text",
        "No.",
        *SAID,
    )
    out = run("explain", store, "6.2.1", "--as-of", "2019-03-01")[1]
    assert "replaced: observation" in out
    assert "Response of ministry-of-justice on 2019-02-01: No." in out


def test_appointing_and_redacting(store: Path) -> None:
    code, out, _ = run(
        *("appoint", store, "--agency", "ministry-of-justice", "--name", "A. Adil", *SAID)
    )
    assert code == 0
    assert run("redact", store, out.strip()) == (0, "erased\n", "")
    assert run("redact", store, out.strip()) == (0, "it was erased before\n", "")
    with ap.Store.open(store) as opened:
        assert opened.person(out.strip()) is None
    assert run("redact", store, "nobody")[0] == 2


def test_withholding_says_what_it_did(store: Path) -> None:
    given = run(
        "record", store, "--indicator", "6.2.1/1", "--value", "41", "--text", "A name.", *SAID
    )[1].strip()
    reason = ("--reason", "By order.", "--recorded-on", "2019-03-01")
    assert run("withhold", store, given, *reason) == (0, "withheld\n", "")
    assert run("withhold", store, given, *reason) == (0, "it was withheld before\n", "")
    assert run("withhold", store, given, "--recorded-on", "2019-03-01")[0] == 2
    assert run("withhold", store, "nobody", *reason)[0] == 2
    code, out, err = run("verify", store)
    assert (code, json.loads(out)["entries"]) == (0, 1)
    assert "1 entry is withheld" in err
    told = run("explain", store, "6.2.1", "--as-of", "2019-04-01")[1]
    assert "by (withheld), recorded 2019-02-01. Withheld on 2019-03-01: By order." in told
    assert "A name." not in told


def test_withholding_from_a_store_of_the_first_version_warns(tmp_path: Path) -> None:
    old = tmp_path / "v1.db"
    old.write_bytes((ROOT / "tests" / "data" / "store" / "v1.db").read_bytes())
    with ap.Store.open(old) as opened:
        given = opened.evidence().id(0)
    code, out, err = run(
        *("withhold", old, given, "--reason", "By order.", "--recorded-on", "2019-07-01")
    )
    assert (code, out) == (0, "withheld\n")
    assert "is an unsalted digest of the words too" in err


def test_verifying_tells_how_much_there_is(store: Path) -> None:
    run("record", store, "--indicator", "6.2.1/1", "--value", "41", *SAID)
    document = json.loads(run("verify", store)[1])
    assert (document["entries"], document["last_recorded_on"]) == (1, "2019-02-01")


def test_a_shorter_ledger_has_no_status(store: Path, tmp_path: Path) -> None:
    run("backup", store, tmp_path / "short.db")
    run("record", store, "--indicator", "6.2.1/1", "--value", "41", *SAID)
    head = json.loads(run("verify", store)[1])["head"]
    assert run("status", store, "--as-of", "2019-03-01", "--head", head)[0] == 0
    code, out, err = run(
        *("status", tmp_path / "short.db", "--as-of", "2019-03-01", "--head", head)
    )
    assert (code, out) == (1, "")
    assert "cut or rebuilt" in err
    assert run("status", PLAN, "--as-of", "2019-03-01", "--head", head)[0] == 2


def test_verifying_says_no_to_a_head_that_is_no_link(store: Path) -> None:
    code, out, _ = run("verify", store)
    assert code == 0
    document = json.loads(out)
    assert document["verdict"] == "internally consistent"
    assert run("verify", store, "--head", document["head"])[0] == 0
    code, out, err = run("verify", store, "--head", "0" * 64)
    assert (code, out) == (1, "")
    assert "cut or rebuilt" in err


def test_amending_lists_what_became_of_the_indicators(store: Path) -> None:
    code, out, _ = run(
        *("amend", store, PLAN, "--effective-on", "2017-01-01", "--recorded-on", "2017-01-02")
    )
    assert code == 0
    assert out.splitlines() == [
        "82 indicators kept",
        "0 indicators changed",
        "0 indicators added",
        "0 indicators dropped",
    ]
    assert run("amend", store, PLAN, "--effective-on", "2017-01-01", "--measure", "x")[0] == 2


def test_status_and_calendar_take_a_store(store: Path) -> None:
    out = run("status", store, "--as-of", "2019-01-01", "--format", "json")[1]
    assert json.loads(out)["summary"]["unreported"] == 59
    assert run("calendar", store)[1] == run("calendar", PLAN)[1]
    assert run("status", store, "--profile", "x")[0] == 2


def test_a_copy_while_in_use(store: Path, tmp_path: Path) -> None:
    assert run("backup", store, tmp_path / "copy.db") == (0, "", "")
    assert run("verify", tmp_path / "copy.db")[0] == 0
    code, _, err = run("backup", store, tmp_path / "copy.db")
    assert code == 2
    assert "is there already" in err


def test_the_day_is_said_where_it_is_today(store: Path) -> None:
    err = run("record", store, "--indicator", "6.2.1/1", "--value", "41", *SAID[:4])[2]
    assert err.startswith("recorded today, ")
    assert run("explain", store, "6.2.1")[2].startswith("as of today, ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", "STORE", "99"),
        ("verify", "no/such.db"),
        ("verify", PLAN),
        ("init", "STORE", PLAN),
        ("import", "STORE", "no/such.csv"),
        ("template", "STORE", "--agency", "nobody", "--period", "2017"),
        ("record", "STORE", "--indicator", "6.2.1/1", *SAID),
    ],
)
def test_a_fault_is_one_line(store: Path, arguments: tuple[str | Path, ...]) -> None:
    code, out, err = run(*(store if part == "STORE" else part for part in arguments))
    faults = [line for line in err.splitlines() if line.startswith("actionplan: ")]
    assert (code, out, len(faults)) == (2, "", 1)
    assert "Traceback" not in err


def test_a_long_import_shows_how_far_it_came_on_a_terminal_alone(
    store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "evidence.csv"
    rows = [f"2.2/2,{i},2017,Ministry,https://example.org/{i}" for i in range(3000)]
    file.write_text("indicator,value,period,reporter,source\n" + "\n".join(rows) + "\n")
    command = [sys.executable, "-m", "actionplan", "import", store, file]
    command += ["--recorded-on", "2019-02-01"]
    ours, theirs = pty.openpty()
    env = {**os.environ, "COLUMNS": "80", "TERM": "xterm"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=env) as process:
        os.close(theirs)
        shown = b""
        while chunk := read_terminal(ours):
            shown += chunk
        assert process.stdout is not None
        out = process.stdout.read()
    os.close(ours)
    assert (process.returncode, out) == (0, b"3000 entries imported\n")
    assert b"appending entries" in shown
    assert b"/3000" in shown
    second = tmp_path / "second.csv"
    second.write_text(file.read_text().replace("Ministry", "Agency"))
    code, _, err = run("import", store, second, "--recorded-on", "2019-02-01")
    assert (code, err) == (0, "")


def read_terminal(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # how a terminal says that the other side has closed
        return b""


def test_what_speaks_against_writing_a_store_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from actionplan.cli import opened

    class Affected:
        def problems(self) -> list[ap.Problem]:
            return [ap.Problem("sqlite_wal_reset", "warning", ap.Place(), "SQLite is old.")]

    monkeypatch.setattr(opened.ap.Store, "open", staticmethod(lambda *_, **__: Affected()))
    opened.open_for_writing("monitor.db")
    assert capsys.readouterr().err == "warning: SQLite is old. [sqlite_wal_reset]\n"


def test_an_amendment_without_a_profile_keeps_the_last_one(store: Path) -> None:
    day = ("--effective-on", "2017-01-01", "--recorded-on", "2017-01-01")
    assert run("amend", store, PLAN, *day)[0] == 0
    with ap.Store.open(store) as opened:
        first, second = opened.history().revisions
    assert second.profile == first.profile != ap.Profile()


def test_a_value_whose_unit_nobody_can_tell_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "percent.db"
    builder = ap.PlanBuilder()
    builder.heading = ap.PlanHeading(title="A plan")
    builder.add(ap.Measure("1", "1", title="Open data"))
    plan = builder.add_indicator("Share of open data sets", "percentage").build()
    said = ap.IndicatorProfile(targets=[ap.Target(60)], direction="up", aggregation="last")
    profile = ap.Profile(indicators={plan["1"].indicators[0].id: said})
    ap.Store.create(path, plan, profile=profile, recorded_on="2016-05-01").close()
    given = ("--indicator", "1/1", "--value", "0.72", "--period", "2017", *SAID)
    code, out, err = run("record", path, *given)
    assert code == 0
    assert len(out.strip()) == 64
    assert err.startswith("warning: Indicator 1/1 is measured in percent, and its value 0.72 has")
    table = tmp_path / "more.csv"
    table.write_text("indicator,period,value,reporter,source\n1/1,2018,0.8,M,s\n", encoding="utf-8")
    code, out, err = run("import", path, table, "--recorded-on", "2019-02-02")
    assert (code, out) == (0, "1 entry imported\n")
    assert err.count("is measured in percent") == 1
    assert err.startswith("2:0: warning: ")


def test_contacts_are_appointed_where_that_is_asked(tmp_path: Path) -> None:
    head = "No,Measure,Agency,Deadline,Contact person,E-mail\n"
    plan = tmp_path / "plan.csv"
    rows = "1,Build,Works,2025,Zumrud Unmistakable,z@mail.example\n2,Mend,Works; Parks,2025,B,\n"
    plan.write_text(head + rows, encoding="utf-8")
    day = ("--recorded-on", "2024-01-01")
    assert run("init", tmp_path / "none.db", plan, *day)[0] == 0
    with ap.Store.open(tmp_path / "none.db") as opened:
        assert len(opened.evidence()) == 0
    path = tmp_path / "some.db"
    code, out, err = run("init", path, plan, *day, "--contacts")
    assert (code, out) == (0, "")
    assert "contacts: 1 appointed; 1 left out, since no one agency" in err
    assert "Unmistakable" not in err
    # A later version: the same person of a measure that has another number now, and another one.
    later = "2,Mend,Works; Parks,2025,,\n7,Build,Works,2025,Zumrud Unmistakable,z@mail.example\n"
    plan.write_text(head + later + "8,Keep,Works,2026,C. Person,\n", encoding="utf-8")
    day = ("--recorded-on", "2024-02-01", "--effective-on", "2024-02-01")
    code, out, err = run("amend", path, plan, *day, "--contacts")
    assert code == 0
    assert "contacts: 1 appointed, 1 before" in err
    with ap.Store.open(path) as opened:
        ledger = opened.evidence()
        people = [opened.person(ledger.id(i)) for i in range(len(ledger))]
        assert people == [
            ap.Person("Zumrud Unmistakable", "", "z@mail.example"),
            ap.Person("C. Person"),
        ]
        assert [entry.measure for entry in ledger] == ["1", "8"]
        assert ledger[0].sources[0].text == "plan.csv"
        first = ledger.id(0)
    assert run("redact", path, first)[:2] == (0, "erased\n")
    assert b"Unmistakable" not in path.read_bytes()
