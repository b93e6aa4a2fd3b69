# SPDX-License-Identifier: Apache-2.0
"""Specifications: how a sample was drawn and which indicators are to be estimated, as TOML.

The format is docs/guide/survey_command.md. Every mistake is named by its key.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import actionplan as ap
from actionplan._toml import parse_toml
from actionplan.microdata.expression import Expression
from actionplan.microdata.keys import Keys
from actionplan.microdata.levels import Levels
from actionplan.microdata.population_spec import (
    CalibrationSpec,
    RakingSpec,
    read_calibration,
    read_raking,
)
from actionplan.microdata.replicate_spec import ReplicateSpec, read_replicates
from actionplan.microdata.table_spec import MOST_TABLES, TableSpec, read_table

MOST_BYTES = 1 << 20
MOST_INDICATORS = 1000
STATISTICS = ("mean", "proportion", "ratio", "total", "quantile")
DEFFS = ("with_replacement", "without_replacement", "none")

Columns = tuple[str, ...]  # which together identify


@dataclass(frozen=True)
class DesignSpec:
    """How the sample was drawn; columns by stage, stage 1 first, or replicate weights; and what
    its weights are made to meet. See `survey.Design` and `survey.ReplicateDesign`."""

    weights: Expression | None = None
    strata: tuple[Columns, ...] = ()
    clusters: tuple[Columns, ...] = ()
    fpc: tuple[Expression, ...] = ()
    domain: Expression | None = None
    nest: bool = False
    with_replacement: bool = False
    ultimate_cluster: bool = False
    lonely_psu: str = "fail"
    adjust_domain_lonely: bool = False
    df: float | None = None
    population: float | None = None
    replicates: ReplicateSpec | None = None
    raking: RakingSpec | None = None
    calibration: CalibrationSpec | None = None

    def settings(self) -> dict[str, Any]:
        """What `survey.Design` takes beside columns."""
        return {
            "nest": self.nest,
            "with_replacement": self.with_replacement,
            "ultimate_cluster": self.ultimate_cluster,
            "lonely_psu": self.lonely_psu,
            "adjust_domain_lonely": self.adjust_domain_lonely,
            "df": self.df,
            "population": self.population,
        }

    @property
    def is_mergeable(self) -> bool:
        """Sums of parts of the sample say all: weights are given, only stage 1 counts."""
        has_one_stage = (
            len(self.clusters) == 1
            or not self.fpc
            or self.ultimate_cluster
            or self.with_replacement
        )
        return (
            self.weights is not None
            and self.population is None
            and self.replicates is None
            and self.raking is None
            and self.calibration is None
            and bool(self.clusters)
            and has_one_stage
        )


@dataclass(frozen=True)
class IndicatorSpec:
    """What is to be estimated, and as evidence of what."""

    id: str
    key: str  # in the specification, for messages
    title: str
    statistic: str
    numerator: Expression
    denominator: Expression | None
    by: tuple[Columns, ...]
    unit: str
    scale: float
    missing: str
    interval: str
    df: str | float
    deff: str
    probabilities: tuple[float, ...]
    rule: str
    evidence: str | None


@dataclass(frozen=True)
class Spec:
    """A checked specification. Immutable."""

    title: str
    fieldwork: ap.Period | None
    source: str
    reporter: str
    reporter_type: str
    published_on: str | None
    level: float
    complementary: bool  # suppress what would give suppressed cells away
    design: DesignSpec
    missing: Mapping[str, tuple[float | str, ...]]
    labels: Mapping[str, Mapping[str, str]]
    levels: Mapping[str, tuple[float | str, ...]]  # in their order, whether or not they occur
    indicators: tuple[IndicatorSpec, ...]
    tables: tuple[TableSpec, ...]

    def among(self, columns: Sequence[str], file: str) -> Spec:
        """With the names of the file's columns that a pattern means."""
        replicates = self.design.replicates
        if replicates is None:
            return self
        found = replicates.among(columns, file)
        return replace(self, design=replace(self.design, replicates=found))

    def with_levels(self, levels: Levels) -> Spec:
        """With people per level code, also where margins name levels by their labels."""
        raking = self.design.raking
        if raking is None:
            return self
        return replace(self, design=replace(self.design, raking=raking.with_levels(levels)))

    @property
    def level_columns(self) -> frozenset[str]:
        """The columns whose levels are shown."""
        names = {name for one in self.indicators for by in one.by for name in by}
        return frozenset(names.union(*(table.columns for table in self.tables)))

    @property
    def answers(self) -> frozenset[str]:
        """The columns of indicators and tables, without those of the design alone."""
        names = set(self.level_columns)
        for key, expression in self.expressions():
            if not key.startswith("design."):
                names |= expression.columns
        return frozenset(names)

    @property
    def columns(self) -> frozenset[str]:
        """The columns that it needs."""
        return frozenset(name for _, names in self.named_columns() for name in names)

    def expressions(self) -> Iterator[tuple[str, Expression]]:
        """Keys of the specification with the expressions that they hold."""
        design = self.design
        given = [("design.weights", design.weights), ("design.domain", design.domain)]
        given += [("design.fpc", fpc) for fpc in design.fpc]
        for indicator in self.indicators:
            given.append((f"{indicator.key}.numerator", indicator.numerator))
            given.append((f"{indicator.key}.denominator", indicator.denominator))
        given += [(f"{table.key}.where", table.where) for table in self.tables]
        for key, of, _ in design.calibration.totals if design.calibration is not None else ():
            given.append((f"{key}.of", of))
        yield from ((key, found) for key, found in given if found is not None)

    def named_columns(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Keys of the specification with the columns that they name."""
        for key, expression in self.expressions():
            yield key, sorted(expression.columns)
        design = self.design
        yield from (("design.strata", stage) for stage in design.strata)
        yield from (("design.clusters", stage) for stage in design.clusters)
        for indicator in self.indicators:
            yield from ((f"{indicator.key}.by", stage) for stage in indicator.by)
        for table in self.tables:
            yield from table.named_columns()
        if design.replicates is not None:
            yield "design.replicates.columns", design.replicates.columns
        for margin in design.raking.margins if design.raking is not None else ():
            yield f"{margin.key}.columns", margin.columns


def read_spec(file: str | os.PathLike[str]) -> Spec:
    """Reads and checks a specification.

    Raises:
        InvalidArgument: the file is no TOML, or a key is unknown, missing or has a wrong value.
        OSError: it cannot be read.
    """
    with Path(file).open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ap.InvalidArgument(f"{file} is longer than {MOST_BYTES} bytes; shorten it.")
    try:
        return parse_spec(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ap.InvalidArgument(f"{file} is not UTF-8 (byte {error.start}).") from None
    except ap.InvalidArgument as error:
        raise ap.InvalidArgument(f"{file}: {error}") from None


def parse_spec(text: str) -> Spec:
    """As `read_spec`, of the text itself."""
    try:
        top = Keys(parse_toml(text, "This"), "")
    except ap.ParseError as error:
        raise ap.InvalidArgument(str(error)) from None
    survey = top.table("survey")
    design = _design(top.table("design"))
    missing = _codes(top.table("missing"))
    labels = _labels(top.table("labels"))
    levels = _codes(top.table("levels"))
    level = survey.number("level", 0.95)
    if not 0 < level < 1:
        raise survey.refusal("level", "is not between 0 and 1")
    complementary = survey.flag("complementary")
    defaults = {
        "by": survey.columns("by"),
        "missing": survey.word("missing", _words("Missing"), "refuse"),
        "deff": survey.word("deff", DEFFS, "with_replacement"),
        "df": _df(survey),
        "complementary": complementary,
    }
    has_tables = top.has("tables")
    given = (
        top.tables("indicators", MOST_INDICATORS) if top.has("indicators") or not has_tables else []
    )
    indicators = tuple(_indicator(table, defaults) for table in given)
    _require_distinct(given, [one.id for one in indicators])
    asked = top.tables("tables", MOST_TABLES) if has_tables else []
    tables = tuple(read_table(table, defaults, indicators) for table in asked)
    _require_distinct(asked, [one.id for one in tables])
    spec = Spec(
        title=survey.text("title", ""),
        fieldwork=_fieldwork(survey),
        source=survey.text("source", ""),
        reporter=survey.text("reporter", ""),
        reporter_type=survey.word(
            "reporter_type", [str(word) for word in ap.ReporterType], "independent"
        ),
        published_on=survey.day("published_on"),
        level=level,
        complementary=complementary,
        design=design,
        missing=missing,
        labels=labels,
        levels=levels,
        indicators=indicators,
        tables=tables,
    )
    for keys in (survey, top):
        keys.finish()
    if any(indicator.evidence for indicator in indicators):
        _require_for_evidence(spec)
    return spec


def _words(name: str) -> list[str]:
    """The words of an enumeration of the survey floor."""
    from actionplan import survey

    return [str(word) for word in getattr(survey, name)]


def _design(keys: Keys) -> DesignSpec:
    out = DesignSpec(
        weights=keys.expression("weights"),
        strata=keys.columns("strata"),
        clusters=keys.columns("clusters"),
        fpc=keys.expressions("fpc"),
        domain=keys.expression("domain"),
        nest=keys.flag("nest"),
        with_replacement=keys.flag("with_replacement"),
        ultimate_cluster=keys.flag("ultimate_cluster"),
        lonely_psu=keys.word("lonely_psu", _words("LonelyPsu"), "fail"),
        adjust_domain_lonely=keys.flag("adjust_domain_lonely"),
        df=keys.number("df", None),
        population=keys.number("population", None),
        replicates=(read_replicates(keys.table("replicates")) if keys.has("replicates") else None),
        raking=read_raking(keys.table("raking")) if keys.has("raking") else None,
        calibration=(
            read_calibration(keys.table("calibration")) if keys.has("calibration") else None
        ),
    )
    if out.replicates is not None:
        _require_replicates_alone(keys, out)
    if out.raking is not None and out.calibration is not None:
        raise keys.refusal("raking", "and design.calibration are both there; give one of them")
    if out.domain is not None and not out.domain.is_truth:
        raise keys.refusal("domain", "is a number; write a condition, such as `result == 1`")
    if out.weights is not None and out.weights.is_truth:
        raise keys.refusal("weights", "is a condition; give a column or an expression of numbers")
    if out.weights is None and not out.fpc:
        raise keys.refusal("weights", "is not given, nor an fpc from which weights would follow")
    keys.finish()
    return out


def _require_replicates_alone(keys: Keys, design: DesignSpec) -> None:
    """Replicate weights hold what these keys would say."""
    if design.weights is None:
        raise keys.refusal("weights", "is not given; replicates need those of the full sample")
    for name in (
        "strata", "clusters", "fpc", "nest", "with_replacement", "ultimate_cluster",
        "lonely_psu", "adjust_domain_lonely",
    ):  # fmt: skip
        if keys.has(name):
            raise keys.refusal(
                name, "has no meaning beside design.replicates; leave out one of the two"
            )


def _codes(keys: Keys) -> dict[str, tuple[float | str, ...]]:
    out = {name: keys.codes(name) for name in keys.names()}
    keys.finish()
    return out


def _labels(keys: Keys) -> dict[str, dict[str, str]]:
    out = {}
    for name in keys.names():
        table = keys.table(name)
        out[name] = {code: table.text(code, "") for code in table.names()}
        table.finish()
    keys.finish()
    return out


def _df(keys: Keys) -> str | float:
    if keys.is_number("df"):
        return keys.number("df", 0.0)
    return keys.word("df", _words("DfRule"), "domain")


def _fieldwork(keys: Keys) -> ap.Period | None:
    text = keys.text("fieldwork", "")
    if not text:
        return None
    try:
        return ap.Period.parse(text)
    except ap.Error as error:
        raise keys.refusal("fieldwork", f"is no period: {str(error).rstrip(chr(46))}") from None


def _indicator(keys: Keys, defaults: Mapping[str, Any]) -> IndicatorSpec:
    numerator = keys.expression("numerator")
    if numerator is None:
        raise keys.refusal("numerator", "is not given; say what is counted or added up")
    denominator = keys.expression("denominator")
    usual = "proportion" if numerator.is_truth else "mean"
    if denominator is not None and not denominator.is_truth:
        usual = "ratio"
    statistic = keys.word("statistic", STATISTICS, usual)
    if statistic == "ratio" and denominator is None:
        raise keys.refusal("denominator", "is not given, and the statistic is a ratio")
    if statistic != "ratio" and denominator is not None and not denominator.is_truth:
        raise keys.refusal(
            "denominator", f"is a number, and of a {statistic} it is a condition: who counts"
        )
    if statistic == "quantile" and numerator.is_truth:
        raise keys.refusal("numerator", "is a condition; a quantile is of a number")
    identity = keys.text("id", "")
    if not identity:
        raise keys.refusal("id", "is not given; name the indicator")
    unit = keys.text("unit", "")
    out = IndicatorSpec(
        id=identity,
        key=keys.path,
        title=keys.text("title", identity),
        statistic=statistic,
        numerator=numerator,
        denominator=denominator,
        by=keys.columns("by", defaults["by"]),
        unit=unit,
        scale=keys.number("scale", 100.0 if unit.split(" ")[0] == "percent" else 1.0),
        missing=keys.word("missing", _words("Missing"), defaults["missing"]),
        interval=keys.word(
            "interval",
            [word for word in _words("ProportionMethod") if word != "likelihood"],
            "xlogit" if statistic == "proportion" else "mean",
        ),
        df=_df(keys) if keys.has("df") else defaults["df"],
        deff=keys.word("deff", DEFFS, defaults["deff"]),
        probabilities=keys.numbers("probabilities", (0.5,)),
        rule=keys.word("rule", _words("QuantileRule"), "math"),
        evidence=keys.text("evidence", "") or None,
    )
    if not out.scale > 0:
        raise keys.refusal("scale", "is not above 0")
    if out.statistic not in ("proportion", "quantile") and out.interval != "mean":
        raise keys.refusal("interval", "is for proportions and quantiles")
    if not all(0 <= p <= 1 for p in out.probabilities) or not out.probabilities:
        raise keys.refusal("probabilities", "holds what is not from 0 to 1")
    if out.evidence and out.statistic == "quantile" and len(out.probabilities) > 1:
        raise keys.refusal("evidence", "is one indicator, and there are several quantiles")
    keys.finish()
    return out


def _require_distinct(tables: list[Keys], ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for table, name in zip(tables, ids, strict=True):
        if name in seen:
            raise table.refusal("id", f"{name!r} is there twice; name each once")
        seen.add(name)


def _require_for_evidence(spec: Spec) -> None:
    for name in ("source", "reporter", "fieldwork"):
        if not getattr(spec, name):
            raise ap.InvalidArgument(
                f"survey.{name} is not given, and evidence has one; add it, "
                "or leave out `evidence` of the indicators."
            )
