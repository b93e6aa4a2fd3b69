# SPDX-License-Identifier: Apache-2.0
"""What the pages tell, put together once: measures, sections, agencies, entries, years."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import actionplan as ap
from actionplan.palette import Tone, tone_of
from actionplan.plot.agencies import agencies_of
from actionplan.site.links import FileNames
from actionplan.site.presentation import Shown, shown
from actionplan.site.words import Tones


@dataclass(frozen=True)
class Options:
    """How a site is made."""

    as_of: datetime.date | str
    known_at: datetime.date | str | None = None
    public_at: datetime.date | str | None = None
    draft: bool = False
    with_people: bool = False
    language: str = "en"
    small_cells: str = "dhs"


@dataclass(slots=True)
class EntryFacts:
    """An entry of the ledger and what later ones say of it."""

    id: str
    entry: ap.Entry
    replaced_on: datetime.date | None
    said_of: list[EntryFacts] = field(default_factory=list)  # replacements, withdrawals, checks
    page: str = ""  # on which it stands; empty: on none

    @property
    def place(self) -> str:
        """The address of its row, from the site's root."""
        return f"{self.page}#e-{self.id[:12]}" if self.page else ""


@dataclass(slots=True)
class SectionFacts:
    """A section with the measures in it and below."""

    section: ap.Section
    file: str
    parent: SectionFacts | None
    children: list[SectionFacts] = field(default_factory=list)
    measures: list[MeasureFacts] = field(default_factory=list)

    @property
    def chain(self) -> list[SectionFacts]:
        """From the outermost section to this one."""
        return [*(self.parent.chain if self.parent else []), self]

    @property
    def name(self) -> str:
        return f"{self.section.number} {self.section.title}".strip()


@dataclass(slots=True)
class AgencyFacts:
    """An agency with the measures in which it takes part."""

    agency: ap.Agency
    file: str
    measures: list[tuple[MeasureFacts, ap.Assignment]] = field(default_factory=list)
    inherited: list[tuple[MeasureFacts, ap.Assignment, AgencyFacts]] = field(default_factory=list)
    successors: list[AgencyFacts] = field(default_factory=list)
    entries: list[EntryFacts] = field(default_factory=list)  # about itself: persons, members


@dataclass(slots=True)
class MeasureFacts:
    """A measure and its row of the assessment."""

    index: int
    row: ap.MeasureAssessment
    measure: ap.Measure
    file: str
    section: SectionFacts | None
    status: ap.DeadlineStatus
    tone: Tone
    due: datetime.date | None
    label: str  # the number, or where that is missing or repeats, what tells it apart
    agencies: list[tuple[AgencyFacts | None, ap.Assignment]] = field(default_factory=list)
    entries: list[EntryFacts] = field(default_factory=list)
    on_earlier_wording: list[EntryFacts] = field(default_factory=list)  # of the entries

    @property
    def title(self) -> str:
        return self.measure.title

    @property
    def is_set_aside(self) -> bool:
        """Was something reported that no indicator could be judged by?"""
        return (
            bool(self.on_earlier_wording)
            or any(
                ap.IndicatorReason.before_adoption in indicator.reasons
                for indicator in self.row.indicators
            )
            or any(rating.indicator for rating in self.row.rated)
        )


def count_tones(measures: Iterable[MeasureFacts]) -> Tones:
    """How many measures have each tone."""
    return Counter(measure.tone for measure in measures)


class Facts:
    """An assessment, read once and linked up. Everything stands in the order of the plan."""

    def __init__(self, store: ap.Store, options: Options, people: ap.Store) -> None:
        """Reads `store`; persons, where they are asked for, come from the store `people`."""
        self.options = options
        read = store.snapshot()
        self.history = read.history
        self.evidence = read.evidence
        self.head = read.head
        self.assessment = self.assess(options.as_of)
        # Each verdict is derived here and nowhere again: pages and data files take it from these.
        self.explanations = self.assessment.explain_all()
        self.plan = self.assessment.plan
        # Taken out once: each access makes the whole mapping anew.
        self.profiles = dict(self._revision().profile.indicators)
        self._names = {kind: FileNames() for kind in ("measure", "section", "agency")}
        self.sections = {section.section.id: section for section in self._read_sections()}
        self.agencies = {
            agency.id: AgencyFacts(agency, self._names["agency"][agency.id])
            for agency in agencies_of(self.assessment)
        }
        self.measures = list(self._read_measures())
        self._link_agencies()
        self.about_the_plan: list[EntryFacts] = []
        self.entries = self._read_entries()
        orphans = set(self.assessment.orphans())
        self.orphans = [told for entry, told in self.entries.items() if entry in orphans]
        for told in self.orphans:
            told.page = told.page or "data.html"
        self.people = self._read_people(people) if options.with_people else {}

    def assess(self, as_of: datetime.date | str) -> ap.Assessment:
        """The assessment of another day, with what is known now."""
        options = self.options
        return ap.assess(
            self.history,
            self.evidence,
            as_of=as_of,
            known_at=options.known_at,
            public_at=options.public_at,
        )

    @cached_property
    def path_starts(self) -> dict[str, datetime.date]:
        """The day on which the line to an indicator's target begins, by its id; none: no line."""
        frame = self.assessment.frame("targets")
        columns = (frame.texts("indicator"), frame.dates("due"), frame.texts("is_baseline"))
        return {
            str(indicator): day
            for indicator, day, is_baseline in zip(*columns, strict=True)
            if is_baseline == "true" and day is not None
        }

    @cached_property
    def _kinds(self) -> dict[str, ap.IndicatorKind]:
        """Of each indicator, also of those that a later version dropped."""
        gone = {one.id: one.kind for told in self.explanations for one in told.dropped}
        return gone | {i.id: i.kind for m in self.measures for i in m.measure.indicators}

    def shown_value(self, entry: ap.Entry) -> Shown:
        """How the value that an entry has is shown."""
        assert entry.value is not None  # noqa: S101  (asked for by those who know)
        return shown(
            entry.value,
            standard_error=entry.standard_error,
            df=entry.df,
            n=entry.n,
            kind=self._kinds.get(entry.indicator or "", ap.IndicatorKind.count),
            rule=self.options.small_cells,
        )

    def is_suppressed(self, entry: ap.Entry) -> bool:
        """Has an entry a value that is not to be told?"""
        return entry.value is not None and self.shown_value(entry).is_suppressed

    @cached_property
    def tones(self) -> Tones:
        return count_tones(self.measures)

    @cached_property
    def statuses(self) -> dict[ap.DeadlineStatus, int]:
        """How many measures have each status that occurs, in the order of the enumeration."""
        return {status: count for status, count in self.assessment.summary().items() if count}

    @cached_property
    def outermost(self) -> list[SectionFacts]:
        return [section for section in self.sections.values() if section.parent is None]

    @cached_property
    def without_person(self) -> set[str]:
        """Ids of the agencies for which nobody was appointed."""
        return {problem.subject for problem in ap.check_appointments(self.assessment)}

    def _revision(self) -> ap.Revision:
        return self.in_force[-1]

    @cached_property
    def in_force(self) -> tuple[ap.Revision, ...]:
        """The revisions known and in force by the day, the one of the day last."""
        options = self.options
        return tuple(self.history.in_force(as_of=options.as_of, known_at=options.known_at))

    def _read_sections(self) -> Iterator[SectionFacts]:
        known: dict[str, SectionFacts] = {}
        for section in self.plan.sections:
            parent = known.get(section.parent) if section.parent is not None else None
            made = SectionFacts(section, self._names["section"][section.id], parent)
            if parent is not None:
                parent.children.append(made)
            known[section.id] = made
            yield made

    def _read_measures(self) -> Iterator[MeasureFacts]:
        measures = [self.assessment.measure(i) for i in range(len(self.assessment))]
        times = Counter(measure.number for measure in measures)
        for index, explanation in enumerate(self.explanations):
            row = explanation.verdict
            measure = measures[index]
            is_label = measure.number.strip() != "" and times[measure.number] == 1
            section = self.sections.get(row.section) if row.section is not None else None
            status = row.deadline_status
            made = MeasureFacts(
                index, row, measure, self._names["measure"][measure.id], section, status,
                tone_of(status), row.due, measure.number if is_label else measure.label,
            )  # fmt: skip
            for above in section.chain if section else ():
                above.measures.append(made)
            yield made

    def _link_agencies(self) -> None:
        for measure in self.measures:
            for assignment in measure.measure.assignments:
                agency = self.agencies.get(assignment.agency)
                measure.agencies.append((agency, assignment))
                if agency is not None:
                    agency.measures.append((measure, assignment))
        for agency in self.agencies.values():
            if self.plan.find_agency(agency.agency.id) is None:
                continue  # of dropped measures alone
            answering = ap.answering_for(self.assessment, agency.agency.id)
            for successor, is_successor in answering:
                heir = self.agencies.get(successor)
                if heir is None or not is_successor:
                    continue
                agency.successors.append(heir)
                heir.inherited += [(measure, said, agency) for measure, said in agency.measures]

    def _read_entries(self) -> dict[str, EntryFacts]:
        entries: dict[str, EntryFacts] = {}
        for at in self.evidence.in_order():
            entry_id = self.evidence.id(at)
            entries[entry_id] = EntryFacts(
                entry_id, self.evidence[at], self.evidence.replaced_on(at)
            )
        by_measure = {measure.measure.id: measure for measure in self.measures}
        by_indicator = {
            indicator.id: measure
            for measure in reversed(self.measures)  # those of the plan of the day win
            for indicator in measure.measure.indicators
        }
        for measure, explanation in zip(self.measures, self.explanations, strict=True):
            for used in explanation.entries:
                if used.use == ap.EntryUse.earlier_wording:
                    told = entries[used.id]
                    measure.on_earlier_wording.append(told)
                    by_indicator.setdefault(told.entry.indicator or "", measure)
        for told in entries.values():
            entry = told.entry
            for other in {entry.about, entry.replaces} - {None}:
                if (earlier := entries.get(str(other))) is not None:
                    earlier.said_of.append(told)
            self._file(told, by_measure, by_indicator, entries)
        return entries

    def _file(
        self,
        told: EntryFacts,
        by_measure: dict[str, MeasureFacts],
        by_indicator: dict[str, MeasureFacts],
        entries: dict[str, EntryFacts],
    ) -> None:
        """Puts an entry with its measure: its own, or that of the entry which it is about."""
        entry = told.entry
        at: EntryFacts | None = told
        for _ in range(8):  # a reply to a reply to ...
            if at is None or at.entry.indicator or at.entry.measure or at.entry.about is None:
                break
            at = entries.get(at.entry.about)
        subject = at.entry if at is not None else entry
        measure = (
            by_indicator.get(subject.indicator)
            if subject.indicator is not None
            else by_measure.get(subject.measure or "")
        )
        if measure is not None:
            told.page = f"measures/{measure.file}.html"
            measure.entries.append(told)
        elif subject.indicator is not None or subject.measure is not None:
            return  # an orphan, or about a part that is not of this plan
        elif (agency := self.agencies.get(subject.agency or "")) is not None:
            told.page = f"agencies/{agency.file}.html"
            agency.entries.append(told)
        else:
            told.page = "index.html"
            self.about_the_plan.append(told)

    def _read_people(self, store: ap.Store) -> dict[str, ap.Person]:
        """The persons of those appointments that were themselves made public by the day."""
        people = {}
        for told in self.entries.values():
            entry = told.entry
            if entry.kind != ap.EntryKind.appointment or told.replaced_on is not None:
                continue
            if entry.published_on is None or entry.published_on > self.assessment.as_of:
                continue
            person = store.person(told.id)
            if person is not None:
                people[told.id] = person
        return people


@dataclass(frozen=True)
class YearFacts:
    """One year of the plan, as it stood on its last day, or on the day asked about."""

    year: int
    day: datetime.date
    day_before: datetime.date  # the last of the year before
    before: Tones | None
    after: Tones
    by_section: list[tuple[SectionFacts, Tones]]
    due: list[tuple[MeasureFacts, ap.DeadlineStatus, datetime.date]]
    changed: list[tuple[MeasureFacts, ap.DeadlineStatus, ap.DeadlineStatus]]
    entries: list[EntryFacts]
    reports: list[tuple[MeasureFacts, list[ap.ReportAssessment]]]


def _start_of(heading: ap.PlanHeading) -> datetime.date | None:
    """The day on which a version of the plan begins: not before it was adopted."""
    first = heading.period.first if heading.period else None
    return max((day for day in (heading.adopted_on, first) if day is not None), default=None)


def years_of(facts: Facts) -> list[YearFacts]:
    """A report for each year from the plan's first to that of the day asked about, at most 20."""
    as_of = facts.assessment.as_of
    starts = [day for one in facts.in_force if (day := _start_of(one.plan.heading)) is not None]
    first = min(day.year for day in [*starts, as_of])
    first = max(first, as_of.year - 19)
    entries = defaultdict(list)
    for told in facts.entries.values():
        entries[told.entry.recorded_on.year].append(told)
    years = []
    before: dict[str, ap.DeadlineStatus] | None = None
    for year in range(first, as_of.year + 1):
        day = min(datetime.date(year, 12, 31), as_of)
        assessment = facts.assessment if day == as_of else facts.assess(day)
        after = {assessment.measure(i).id: s for i, s in enumerate(assessment.statuses)}
        years.append(_year(facts, assessment, before, after, entries[year]))
        before = after
    return years


def _year(
    facts: Facts,
    assessment: ap.Assessment,
    before: dict[str, ap.DeadlineStatus] | None,
    after: dict[str, ap.DeadlineStatus],
    entries: list[EntryFacts],
) -> YearFacts:
    day = assessment.as_of
    known = [measure for measure in facts.measures if measure.measure.id in after]
    status = {measure.index: after[measure.measure.id] for measure in known}

    def tones(measures: Iterable[MeasureFacts]) -> Tones:
        return Counter(tone_of(status[m.index]) for m in measures if m.index in status)

    changed = [
        (measure, earlier, status[measure.index])
        for measure in known
        if before is not None
        and (earlier := before.get(measure.measure.id)) is not None
        and earlier != status[measure.index]
    ]
    return YearFacts(
        year=day.year,
        day=day,
        day_before=datetime.date(day.year - 1, 12, 31),
        before=None if before is None else Counter(tone_of(word) for word in before.values()),
        after=tones(known),
        by_section=[(section, tones(section.measures)) for section in facts.outermost],
        due=_due_in(assessment, known, status),
        changed=changed,
        entries=entries,
        reports=_reports(facts, assessment, known, day),
    )


def _due_in(
    assessment: ap.Assessment, known: list[MeasureFacts], status: dict[int, ap.DeadlineStatus]
) -> list[tuple[MeasureFacts, ap.DeadlineStatus, datetime.date]]:
    """The measures that fell due in the year, by the plan of its last day."""
    plan = assessment.plan
    found = []
    for measure in known:
        promised = plan.find_measure(measure.measure.id)
        due = promised.deadline.due if promised is not None else None
        if due is not None and due.year == assessment.as_of.year:
            found.append((measure, status[measure.index], due))
    return found


def _reports(
    facts: Facts, assessment: ap.Assessment, known: list[MeasureFacts], day: datetime.date
) -> list[tuple[MeasureFacts, list[ap.ReportAssessment]]]:
    """The expected reports on periods that ended in the year up to the day."""
    rows = {assessment.measure(i).id: i for i in range(len(assessment))}

    def reports_of(measure: MeasureFacts) -> tuple[ap.ReportAssessment, ...]:
        if assessment is facts.assessment:
            return measure.row.reports
        return assessment.at(rows[measure.measure.id]).reports

    out = []
    for measure in known:
        if not measure.measure.deadline.expected_reports:
            continue
        reports = [
            report
            for report in reports_of(measure)
            if report.period.last.year == day.year and report.period.last <= day
        ]
        if reports:
            out.append((measure, reports))
    return out
