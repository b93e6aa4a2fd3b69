# SPDX-License-Identifier: Apache-2.0
"""The pages of a site, by Jinja2 from the facts."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

import actionplan as ap
from actionplan.palette import Tone, tone_of
from actionplan.site import drawing
from actionplan.site.facts import EntryFacts, Facts, MeasureFacts, YearFacts, count_tones, years_of
from actionplan.site.folder import Folder
from actionplan.site.guide import guides
from actionplan.site.indicators import (
    DroppedFacts,
    IndicatorFacts,
    dropped_of,
    indicators_of,
    tells_suppressed,
)
from actionplan.site.language import Language
from actionplan.site.links import linked
from actionplan.site.manifest import MANIFEST, STORE
from actionplan.site.revised import Overlay, differences
from actionplan.site.terms import TermWriter, has_other_indicators
from actionplan.site.words import N_, TONES

_LONGEST_TIMELINE = 120  # measures; of more, a chart by quarters tells more
_NEXT = 12
_AT_A_TIME = 32  # measures whose charts are drawn together
_AHEAD = 4  # times as many are drawn while pages are written
_DRAWERS = 2  # threads: the library that draws needs no Python meanwhile

_NAVIGATION = (
    ("index.html", N_("Overview")),
    ("measures.html", N_("Measures")),
    ("agencies.html", N_("Agencies")),
    ("reports/{year}.html", N_("Yearly report")),
    ("method.html", N_("Method")),
    ("data.html", N_("Data")),
)
_FILES = {
    "data/assessment.json": N_("The verdicts on measures and indicators"),
    "data/explanations.json": N_("How each verdict was derived"),
    "data/plan.json": N_("The plan of the day"),
    "data/profile.json": N_("What the plan leaves unsaid: units, targets, weights"),
    "data/evidence.json": N_("Every entry of the ledger"),
    "data/measures.csv": N_("The verdicts on measures, as a table"),
    "data/indicators.csv": N_("The verdicts on indicators, as a table"),
    "data/evidence.csv": N_("Every entry of the ledger, as a table"),
    "data/datapackage.json": N_("What the columns of the tables hold (Frictionless data package)"),
    "data/deadlines.csv": N_("How each deadline was read, as a table"),
    "data/finance.csv": N_("What the plan says of money, as a table"),
    "data/deadlines.ics": N_("The deadlines, for a calendar"),
    STORE: N_("The ledger itself (SQLite), with its chain of hashes and without personal data"),
}
_SMALL_CELLS = {
    "dhs": N_(
        "A survey's value that stands on fewer than 25 cases is not shown; on 25 to 49, it stands "
        "in parentheses (rule of the Demographic and Health Surveys)."
    ),
    "nchs": N_(
        "A survey's value that stands on fewer than 30 cases, or a percentage whose interval is "
        "too wide, is not shown (rule of the US National Center for Health Statistics)."
    ),
    "none": N_("Values of surveys are shown however few cases they stand on."),
}


@dataclass(frozen=True)
class _Drawn:
    """Some measures with their indicators, whose charts are being drawn."""

    measures: list[MeasureFacts]
    indicators: list[list[IndicatorFacts]]
    charts: Future[list[str]]

    def chart_of(self) -> dict[str, Markup]:
        charted = [i for each in self.indicators for i in each if i.chart]
        return {
            i.verdict.id: Markup(svg)  # noqa: S704  (drawn by the library, texts escaped)
            for i, svg in zip(charted, self.charts.result(), strict=True)
        }


@dataclass(frozen=True)
class _AgencyCounts:
    binding: int
    recommended: int
    tones: Counter[Tone]


class Pages:
    """Renders each page into a folder; `step` is called with every page written."""

    def __init__(
        self, facts: Facts, language: Language, folder: Folder, step: Callable[[], object]
    ) -> None:
        self._facts = facts
        self._language = language
        self._folder = folder
        self._step = step
        self._environment = self._make_environment()
        self._templates: dict[str, Template] = {}
        self._heads: dict[tuple[str, str], Markup] = {}

    def count(self) -> int:
        """How many pages there will be."""
        facts = self._facts
        ends = len(facts.measures) + len(facts.sections) + len(facts.agencies)
        return ends + len(self._years) + 5

    def write(self) -> None:
        """Writes every page; the files of `_FILES` must be in the folder already."""
        with ThreadPoolExecutor(_DRAWERS) as pool:
            try:
                drawn = self._begin_drawing(pool)
                self._write_overview()
                self._write("measures.html", "measures.html", "measures.html")
                self._write_measures(drawn, pool)
            finally:
                pool.shutdown(cancel_futures=True)
        self._write_sections()
        self._write_agencies()
        self._write_years()
        self._write_method()
        self._write_data()

    @cached_property
    def _years(self) -> list[YearFacts]:
        return years_of(self._facts)

    def _make_environment(self) -> Environment:
        facts, language = self._facts, self._language
        environment = Environment(
            loader=PackageLoader("actionplan.site"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        environment.filters.update(self._filters())
        last_year = facts.assessment.as_of.year
        heading = facts.plan.heading
        is_foreign = heading.language and heading.language != language.code
        environment.globals.update(
            _=language.markup,
            ngettext=language.plural_markup,
            version=ap.__version__,
            language=language.code,
            plan=facts.plan,
            plan_title=facts.plan.title or language.gettext("A plan without title"),
            # What the plan itself says is in its own language, and in its own direction.
            plan_lang=Markup('lang="{}" dir="auto"').format(heading.language)
            if is_foreign
            else Markup('dir="auto"'),
            as_of=facts.assessment.as_of,
            draft=facts.options.draft,
            head=facts.head,
            facts=facts,
            people=facts.people,
            all_tones=list(Tone),
            shown_tones=[tone for tone in Tone if facts.tones[tone]] or [Tone.running],
            navigation=[(path.format(year=last_year), label) for path, label in _NAVIGATION],
        )
        return environment

    def _filters(self) -> dict[str, Callable[..., Any]]:
        language = self._language

        return {
            "day": language.day,
            "short_day": language.short_day,
            "period": language.period,
            "number": language.number,
            "exact": language.exact,
            "amount": language.amount,
            "digits": language.digits,
            "percent": language.percent,
            "label": language.label,
            "meaning": language.meaning,
            "assumption": language.assumption,
            "tone": lambda status: tone_of(status).value,  # a word, safe in a class
            "tone_label": lambda tone: language.gettext(TONES[tone]),
            "linked": linked,
            "shown_value": self._facts.shown_value,
        }

    def _write(self, template: str, path: str, here: str, **context: Any) -> None:
        root = "../" * path.count("/")
        head = self._heads.get((root, here))
        if head is None:  # the same on most pages
            head = self._render("header.html", root=root, here=here)
            self._heads[root, here] = head
        text = self._render(template, root=root, page=path, header=head, **context)
        self._folder.write(path, text)
        self._step()

    def _render(self, template: str, **context: Any) -> Markup:
        if template not in self._templates:
            self._templates[template] = self._environment.get_template(template)
        # What a template makes is markup: it escapes what it is given.
        return Markup(self._templates[template].render(**context))  # noqa: S704

    def _agency_name(self, agency_id: str | None) -> str:
        agency = self._facts.agencies.get(agency_id or "")
        return agency.agency.name if agency is not None else agency_id or ""

    # The overview

    def _write_overview(self) -> None:
        facts = self._facts
        as_of = facts.assessment.as_of
        coming = [m for m in facts.measures if m.due is not None and m.due >= as_of]
        coming.sort(key=lambda m: (m.due, m.index))
        self._write(
            "index.html",
            "index.html",
            "index.html",
            charts=self._overview_charts(),
            by_section=[(s, count_tones(s.measures)) for s in facts.outermost],
            due_next=coming[:_NEXT],
            recurring=[m for m in facts.measures if m.measure.deadline.expected_reports],
            views=ap.compare_views(facts.assessment),
        )

    def _overview_charts(self) -> dict[str, Markup | str]:
        facts, gettext = self._facts, self._language.gettext
        groups = [(s.name, count_tones(s.measures)) for s in facts.outermost]
        out = {"sections": _draw(*drawing.bars(groups, gettext("measures")))}
        timeline, caption = self._timeline()
        return {**out, "timeline": timeline, "timeline_caption": caption}

    def _timeline(self) -> tuple[Markup, str]:
        facts, gettext = self._facts, self._language.gettext
        as_of = facts.assessment.as_of.isoformat()
        dated = [m for m in facts.measures if m.due is not None]
        if not dated:
            return Markup(), ""
        if len(dated) > _LONGEST_TIMELINE:
            rows = list(_by_quarter(dated))
            chart = drawing.columns(rows, as_of, gettext("measures"))
            return _draw(*chart), gettext("How many measures fall due in each quarter")
        rows = [
            {
                "label": m.label,
                "tone": m.tone.value,
                "first": (m.measure.deadline.start or due).isoformat(),
                "last": (due + datetime.timedelta(days=1)).isoformat(),
            }
            for m in dated
            if (due := m.due) is not None
        ]
        return _draw(*drawing.spans(rows, as_of)), gettext("When each measure runs and falls due")

    # Measures

    def _begin_drawing(self, pool: ThreadPoolExecutor) -> deque[_Drawn]:
        return deque(
            self._draw_from(start, pool)
            for start in range(0, len(self._facts.measures), _AT_A_TIME)[:_AHEAD]
        )

    def _draw_from(self, start: int, pool: ThreadPoolExecutor) -> _Drawn:
        some = self._facts.measures[start : start + _AT_A_TIME]
        indicators = [indicators_of(self._facts, measure) for measure in some]
        series = [i.chart for each in indicators for i in each if i.chart]
        return _Drawn(some, indicators, pool.submit(drawing.trajectories, series))

    def _write_measures(self, drawn: deque[_Drawn], pool: ThreadPoolExecutor) -> None:
        starts = iter(range(0, len(self._facts.measures), _AT_A_TIME)[_AHEAD:])
        while drawn:
            next_ones = drawn.popleft()
            chart_of = next_ones.chart_of()
            drawn += [self._draw_from(start, pool) for start in islice(starts, 1)]
            for measure, its in zip(next_ones.measures, next_ones.indicators, strict=True):
                self._write_measure(measure, its, chart_of)

    def _write_measure(
        self, m: MeasureFacts, indicators: list[IndicatorFacts], chart_of: dict[str, Markup]
    ) -> None:
        facts = self._facts
        around = facts.measures
        dropped = dropped_of(facts, m)
        responses = [told for told in m.entries if told.entry.kind == ap.EntryKind.response]
        said = {assignment.discharge for _, assignment in m.agencies}
        self._write(
            "measure.html",
            f"measures/{m.file}.html",
            "",
            m=m,
            indicators=indicators,
            chart_of=chart_of,
            responses=responses,
            discharge=Markup(" ").join(self._language.label(word) for word in sorted(said)),
            members=ap.member_reports(facts.assessment, m.index),
            agency_name=self._agency_name,
            history=self._history(m),
            terms=TermWriter(self._language),
            dropped=dropped,
            former_status=self._former_status(m, indicators, dropped),
            has_other_indicators=has_other_indicators(facts.explanations[m.index]),
            before=around[m.index - 1] if m.index else None,
            after=around[m.index + 1] if m.index + 1 < len(around) else None,
        )

    def _former_status(
        self, m: MeasureFacts, indicators: list[IndicatorFacts], dropped: list[DroppedFacts]
    ) -> ap.DeadlineStatus | None:
        """What the measure would be by the indicators of its due day and their terms, or was before
        it was dropped; None: they are as they were, or it would tell a suppressed value."""
        is_hidden = any(one.told.former and one.is_suppressed for one in indicators)
        is_hidden = is_hidden or any(gone.told.former and gone.is_suppressed for gone in dropped)
        if ap.Reason.dropped_after_due in m.row.reasons:
            is_hidden = is_hidden or tells_suppressed(self._facts, m)
        return None if is_hidden else self._facts.explanations[m.index].former_status

    def _history(self, m: MeasureFacts) -> list[tuple[datetime.date, Markup]]:
        """What happened to a measure, by the day of recording: versions of the plan, entries."""
        language = self._language
        events: list[tuple[datetime.date, int, Markup]] = []
        writer = TermWriter(language)
        explained = self._facts.explanations[m.index]
        # Of versions with the same days the last one tells what changed on them.
        last_of = {
            (revision.effective_on, revision.recorded_on): at
            for at, (revision, _) in enumerate(self._revisions)
        }
        before: tuple[ap.Measure, Overlay] | None = None
        for at, (revision, overlay) in enumerate(self._revisions):
            found = revision.plan.find_measure(m.measure.id)
            now = None if found is None else (found, overlay)
            text = self._revision_text(before, now, is_first=at == 0)
            if last_of[revision.effective_on, revision.recorded_on] == at:
                said = writer.of_version(revision, explained)
                text = Markup(" ").join(filter(None, (text, said)))
            if text:
                day = language.day(revision.effective_on)
                text += " " + language.markup("In force from %(day)s.", day=day)
                events.append((revision.recorded_on, 0, text))
            before = now
        for told in m.entries:
            kind = language.label(told.entry.kind)
            who = told.entry.reporter or language.gettext("withheld")
            text = language.markup("%(kind)s by %(who)s", kind=kind, who=who)
            if told.entry.replaces is not None:
                text += ", " + language.markup("a correction")
            events.append((told.entry.recorded_on, 1, text + f" ({told.id[:12]})"))
        events.sort(key=lambda event: event[:2])
        return [(day, text) for day, _, text in events]

    @cached_property
    def _revisions(self) -> list[tuple[ap.Revision, Overlay]]:
        return [(revision, Overlay(revision)) for revision in self._facts.history.revisions]

    def _revision_text(
        self,
        before: tuple[ap.Measure, Overlay] | None,
        now: tuple[ap.Measure, Overlay] | None,
        *,
        is_first: bool,
    ) -> Markup:
        markup = self._language.markup
        if before is None:
            if now is None:
                return Markup()
            return markup("The plan promises it.") if is_first else markup("A revision added it.")
        if now is None:
            return markup("A revision dropped it.")
        changed, read = differences(before[0], now[0], before[1], now[1])
        texts = []
        if changed:
            parts = Markup(", ").join(map(markup, changed))
            texts.append(markup("A revision changed: %(parts)s.", parts=parts))
        if read:
            parts = Markup(", ").join(map(markup, read))
            texts.append(
                markup("The reading of the same words was corrected: %(parts)s.", parts=parts)
            )
        return Markup(" ").join(texts)

    # Sections, agencies, years

    def _write_sections(self) -> None:
        for section in self._facts.sections.values():
            self._write(
                "section.html",
                f"sections/{section.file}.html",
                "",
                section=section,
                tones=count_tones(section.measures),
            )

    def _write_agencies(self) -> None:
        facts = self._facts
        counts = {}
        replies = defaultdict(list)
        for told in facts.entries.values():
            if told.entry.kind == ap.EntryKind.response and told.entry.agency is not None:
                replies[told.entry.agency].append(told)
        for key, agency in facts.agencies.items():
            binding = [m for m, said in agency.measures if said.force == ap.Force.binding]
            recommended = [m for m, said in agency.measures if said.force != ap.Force.binding]
            everything = [m for m, _ in agency.measures]
            counts[key] = _AgencyCounts(len(binding), len(recommended), count_tones(everything))
            self._write(
                "agency.html",
                f"agencies/{agency.file}.html",
                "",
                agency=agency,
                binding=binding,
                recommended=recommended,
                replies=replies[key],
                responsible=self._responsible(key),
            )
        self._write("agencies.html", "agencies.html", "agencies.html", counts=counts)

    def _responsible(self, agency: str) -> list[ap.Person]:
        facts = self._facts
        return [
            person
            for key, person in facts.people.items()
            if facts.entries[key].entry.agency == agency
        ]

    def _write_years(self) -> None:
        def entry_counts(
            entries: Sequence[EntryFacts],
        ) -> Iterator[tuple[ap.EntryKind, Counter[ap.ReporterType]]]:
            for kind in ap.EntryKind:
                by_type = Counter(
                    told.entry.reporter_type for told in entries if told.entry.kind == kind
                )
                if by_type:
                    yield kind, by_type

        title = self._language.gettext("measures")
        for year in self._years:
            groups = [(s.name, tones) for s, tones in year.by_section if any(tones.values())]
            told = year.after + (year.before or Counter())
            path = f"reports/{year.year}.html"
            self._write(
                "year.html",
                path,
                f"reports/{self._facts.assessment.as_of.year}.html",
                y=year,
                years=self._years,
                reporter_types=list(ap.ReporterType),
                entry_counts=entry_counts,
                chart=_draw(*drawing.bars(groups, title)),
                shown_tones=[tone for tone in Tone if told[tone]] or [Tone.running],
            )

    # Method and data

    def _write_method(self) -> None:
        self._write(
            "method.html",
            "method.html",
            "method.html",
            guides=guides(self._language.gettext),
            small_cells=self._language.gettext(_SMALL_CELLS[self._facts.options.small_cells]),
            deadline_words=list(ap.DeadlineStatus),
            indicator_words=list(ap.IndicatorStatus),
        )

    def _write_data(self) -> None:
        files = [
            (path, meaning, entry["bytes"], entry["sha256"])
            for path, meaning in _FILES.items()
            if (entry := self._folder.files.get(path)) is not None
        ]
        self._write("data.html", "data.html", "data.html", files=files, manifest=MANIFEST)


def _draw(spec: drawing.Spec, frame: drawing.Frame) -> Markup:
    return Markup(drawing.draw(spec, frame))  # noqa: S704  (drawn by the library, escaped)


def _by_quarter(measures: Sequence[MeasureFacts]) -> Iterator[dict[str, Any]]:
    counts: Counter[tuple[int, int, int]] = Counter()
    tones = list(Tone)
    for m in measures:
        assert m.due is not None  # noqa: S101  (chosen so)
        counts[m.due.year, (m.due.month + 2) // 3, tones.index(m.tone)] += 1
    for (year, quarter, order), count in sorted(counts.items()):
        period = ap.Period.quarter(year, quarter)
        yield {
            "first": period.first.isoformat(),
            "last": (period.last + datetime.timedelta(days=1)).isoformat(),
            "tone": tones[order].value,
            "order": order,
            "count": count,
        }
