# SPDX-License-Identifier: Apache-2.0
"""Stores for the tests of the site: of the real plan, of one with everything, of a hostile one."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

import actionplan as ap

DATA = Path(__file__).resolve().parents[2] / "examples" / "data"
PLAN_FILE = DATA / "az-nap-2016-2018.txt"

SECRET = ap.Person("Unmistakable Person", "a secret position", "+994 12 000 00 00")
PUBLIC = ap.Person("Aytac Known", "head of the open government unit", "private contact")

PAYLOADS = (
    "<script>window.hacked = 1</script>",
    '"><img src=x onerror="window.hacked = 1">',
    "<svg onload='window.hacked = 1'><circle r=9></svg>",
    "</title></textarea></style><script>window.hacked = 1</script>",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "javascript:window.hacked=1",
    '=HYPERLINK("http://evil.example","click")',
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe",
    "' onmouseover='window.hacked = 1' x='",
)


def az_store(path: Path) -> Path:
    """The real plan with what is known of it."""
    plan = ap.read(PLAN_FILE)
    profile = ap.read_profile(DATA / "az-profile.json")
    rows = ap.evidence_from_csv((DATA / "az-evidence.csv").read_bytes(), recorded_on="2018-09-01")
    with ap.Store.create(path, plan, profile, recorded_on="2016-05-01") as store:
        store.append(rows.entries)
    return path


def rich_store(path: Path, with_people: bool = True) -> Path:
    """The same plan with everything that a page can show; all of it is made up."""
    plan = ap.read(PLAN_FILE)
    profile = ap.read_profile(DATA / "fictitious-profile.json")
    table = (DATA / "fictitious-evidence.csv").read_bytes()
    rows = ap.evidence_from_csv(table, recorded_on="2019-02-01")
    said = {"reporter": "A made-up reporter", "source": "https://example.org/report?a=1&b=2"}
    with ap.Store.create(path, plan, profile, recorded_on="2016-05-01") as store:
        if with_people:
            _appoint(store)
        store.append(rows.entries)
        first = store.record(
            indicator="4.2.3/2", value=7.0, period="2017", recorded_on="2019-02-01", **said
        )
        store.record(
            indicator="4.2.3/2", value=8.0, period="2017", recorded_on="2019-02-10", replaces=first,
            **said,
        )  # fmt: skip
        store.record(
            indicator="6.2.1/1", value=30.0, period="2018", recorded_on="2019-02-10",
            unit="trainings", **said,
        )  # fmt: skip
        gone = store.record(indicator="4.1.3/1", done=True, recorded_on="2019-02-10", **said)
        store.record(kind="withdrawal", about=gone, recorded_on="2019-02-11", text="No.", **said)
        store.record(
            measure="4.1.3", completion="limited", reporter_type="independent",
            observed_on="2017-02-01", recorded_on="2019-02-11", **said,
        )  # fmt: skip
        store.record(
            measure="4.1.3", completion="complete", observed_on="2017-02-01",
            recorded_on="2019-02-11", **said,
        )  # fmt: skip
        store.record(
            kind="response", measure="4.1.3", agency="anti-corruption-commission",
            text="We see it otherwise: https://example.org/reply.", recorded_on="2019-02-12",
            **said,
        )  # fmt: skip
        _record_survey(store)
        _amend(store, plan, profile)
    return path


def picture_store(path: Path) -> Path:
    """The same plan two and a half years on, with invented evidence of every kind of outcome."""
    said = {"reporter": "Invented ministry", "source": "https://example.org/invented",
            "recorded_on": "2018-09-15"}  # fmt: skip
    judge = {
        "reporter": "Invented watchdog", "reporter_type": "independent",
        "source": "https://example.org/invented", "recorded_on": "2018-09-15",
    }  # fmt: skip
    profile = ap.read_profile(DATA / "fictitious-profile.json")
    with ap.Store.create(path, ap.read(PLAN_FILE), profile, recorded_on="2016-05-01") as store:
        for number, day in (
            ("4.1.2", "2016-11-02"), ("2.3", "2017-06-15"), ("6.2.3", "2017-09-01"),
            ("8.4", "2017-10-20"), ("9.1", "2017-12-12"), ("8.3", "2018-05-30"),
            ("11.2", "2018-02-14"), ("8.5", "2018-02-20"), ("8.8", "2017-04-03"),
        ):  # fmt: skip
            store.record(indicator=f"{number}/1", done=True, done_on=day, **said)
        store.record(indicator="8.10/1", done=True, **said)
        for number, word in (("1.4", "limited"), ("9.4", "not_started"), ("3.2", "complete")):
            store.record(measure=number, completion=word, observed_on="2018-02-28", **judge)
        store.record(indicator="4.1.3/1", value=31.0, **said)
        store.record(indicator="6.1.1/1", done=True, **said)
        survey = {"reporter": "Invented survey of taxpayers", "reporter_type": "independent",
                  "method": "survey", "source": "Invented tables"}  # fmt: skip
        for year, value, error, n in (
            (2016, 41.0, 2.6, 980), (2017, 57.5, 2.4, 1210),
        ):  # fmt: skip
            store.record(
                indicator="1.8/1", value=value, standard_error=error, df=48, n=n,
                unit="percent of taxpayers", period=str(year), recorded_on="2018-09-15", **survey,
            )  # fmt: skip
        for year, value in ((2016, 21.0), (2017, 34.0)):
            store.record(
                indicator="6.2.1/1", value=value, period=str(year), unit="trainings",
                **said,
            )  # fmt: skip
    return path


def _appoint(store: ap.Store) -> None:
    fields = {"reporter": "Ministry of Justice", "source": "An order", "recorded_on": "2016-05-02"}
    store.appoint(SECRET, agency="ministry-of-justice", **fields)
    store.appoint(PUBLIC, agency="ministry-of-justice", published_on="2016-05-02", **fields)


def _record_survey(store: ap.Store) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its parts are of what declares none
        for n, value in ((20, 61.25), (30, 47.75)):
            store.record(
                indicator="10.1/1", value=value, standard_error=2.0, n=n, method="survey",
                period="2017", reporter="A made-up survey", source="Tables of a made-up survey",
                dimension={"region": f"region with {n} cases"}, recorded_on="2019-02-12",
            )  # fmt: skip


def _amend(store: ap.Store, plan: ap.Plan, profile: ap.Profile) -> None:
    builder = ap.PlanBuilder(plan)
    later = ap.Deadline("2019", "window", "2019-01-01", "2019-12-31", edtf="2019")
    builder.measures = [
        measure.replace(deadline=later) if measure.number == "1.2" else measure
        for measure in plan.measures
        if measure.number != "9.5"
    ]
    store.amend(builder.build(), profile, effective_on="2018-06-01", recorded_on="2019-02-13")


def hostile_store(path: Path, payloads: Sequence[str] = PAYLOADS) -> Path:
    """A small plan whose every text is an attack."""
    builder = ap.PlanBuilder()
    period = ap.Period.parse("2016")
    builder.heading = ap.PlanHeading(PAYLOADS[3], "2016-01-04", PAYLOADS[0], "en", period)
    builder.add(ap.Section("../../s", PAYLOADS[1], PAYLOADS[2]))
    builder.add(ap.Agency("../../../etc/passwd", PAYLOADS[0], aliases=[PAYLOADS[1]]))
    builder.add(ap.Agency("CON", PAYLOADS[5]))
    for at, payload in enumerate(payloads):
        parts = [ap.Indicator(f"i{at}", "count", payload, ap.Span(0, len(payload)))]
        said = [ap.Assignment("../../../etc/passwd", text=payload), ap.Assignment("CON")]
        deadline = ap.Deadline(payload, "window", "2016-01-01", "2016-12-31", assumptions=[payload])
        builder.add(
            ap.Measure(
                f"{payload}/../{at}",
                payload,
                "../../s",
                payload,
                payload,
                parts,
                payload,
                said,
                deadline,
            )
        )
    said_of = ap.IndicatorProfile(unit=PAYLOADS[0], direction="up", baseline=0.0,
                                  targets=[ap.Target(5.0)], aggregation="last")  # fmt: skip
    profile = ap.Profile(PAYLOADS[3], indicators={"i0": said_of})
    with ap.Store.create(path, builder.build(), profile, recorded_on="2016-05-01") as store:
        for at, payload in enumerate(payloads):
            for source in (
                payload,
                f"https://example.org/{payload}",
                "ftp://x",
                "data:text/html,x",
            ):
                store.record(
                    indicator=f"i{at}", value=float(at), period="2016", unit=PAYLOADS[0],
                    reporter=payload, text=payload, source=source, recorded_on="2017-01-01",
                    dimension={},
                )  # fmt: skip
        store.record(
            indicator="i0", value=3.0, period="2016-02",
            unit=PAYLOADS[0], reporter="x", source="https://user:pass@example.org/", text="x",
            recorded_on="2017-01-01",
        )  # fmt: skip
    return path


def record_value(store: ap.Store, value: float) -> str:
    """One more entry, in a store of the real plan."""
    return store.record(
        indicator="4.2.3/2", value=value, period="2018", recorded_on="2018-09-20",
        reporter="A made-up reporter", source="https://example.org/report",
    )  # fmt: skip
