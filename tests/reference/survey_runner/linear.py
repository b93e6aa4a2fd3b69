# SPDX-License-Identifier: Apache-2.0
"""Means, totals, ratios, variances, tables by domains and contrasts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from actionplan import Estimate
from actionplan.survey import Categories, Estimates

from .calls import match, r_function, run, with_design
from .compare import Answer
from .designs import Setting
from .rlang import Call, Factor, Name, as_factor, deparse, evaluate, terms

FUNCTIONS = {"svymean": "mean", "svytotal": "total", "svyratio": "ratio", "svyvar": "variance"}


def add_columns(formula: Call, setting: Setting) -> list[str]:
    """Names, in the design's frame, of the terms of a formula; those computed are added to it."""
    names = []
    for term in terms(formula):
        name = deparse(term)
        if name not in setting.columns:
            value = evaluate(term, setting.columns)
            setting.design.frame.add(
                name,
                Categories(value.codes, value.levels) if isinstance(value, Factor) else value,
            )
        names.append(name)
    return names


def arguments(call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Ours for R's `na.rm` and `deff`. Degrees of freedom are R's: of the design's subset."""
    out: dict[str, Any] = {"df": "design"}
    if given.get("na.rm"):
        out["missing"] = "omit"
    deff = given.get("deff")
    if deff and call.name != "svyvar":
        out["deff"] = "replace" if deff == "replace" else True
    return out


def estimate(call: Call, setting: Setting, **more: Any) -> Any:
    """Of the design of the setting, which is that of the call."""
    given = match(call)
    names = ("numerator", "denominator") if call.name == "svyratio" else ("x",)
    formulas = [given.get(name) for name in names]
    if not all(isinstance(f, Call) and f.name == "~" for f in formulas):
        raise NotImplementedError(f"{call.name} without a formula")
    if given.get("..."):
        raise NotImplementedError(f"{call.name} has more arguments than are known")
    method = getattr(setting.design, FUNCTIONS[call.name])
    return method(*(add_columns(f, setting) for f in formulas), **arguments(call, given), **more)


def answer(e: Any, order: list[int] | None = None, level: float = 0.95) -> Answer:
    """An answer from our results, in the order of the case."""
    places = np.arange(len(e)) if order is None else np.array(order)
    has_cov = len(e.core.covariance) == len(e)
    return Answer(
        estimate=e.estimate[places],
        se=e.se[places],
        vcov=e.cov[np.ix_(places, places)] if has_cov else None,
        ci=e.core.confint(level)[places],
        df=[e.df[0]],
        deff=e.deff[places] if len(e.core.deff) else None,
        flags=[e.flags[place] for place in places],
        labels=[r_label(e, int(place)) for place in places],
    )


def r_label(e: Any, place: int) -> str:
    """A result's name in R: the level of a category without a sign between, a domain's alone where
    there is one statistic."""
    count = max(1, len(e.domains))
    statistic = e.statistics[place // count].replace("=", "")
    if len(set(parts := statistic.split(":"))) == 1 and len(parts) == 2:
        statistic = parts[0]  # a variance
    if not e.domains:
        return statistic
    domain = e.domains[place % count]
    return domain if len(e.statistics) == 1 else f"{domain}:{statistic}"


@r_function("svymean")
@r_function("svytotal")
@r_function("svyratio")
@r_function("svyvar")
def _linear(call: Call, setting: Setting) -> Answer:
    return answer(estimate(call, with_design(match(call).get("design"), setting)))


def r_order(e: Any, by: list[Factor], inside: Any) -> list[int]:
    """R's order of a table: its domains are those with a case, the first column varying fastest;
    ours are all combinations, the last fastest."""
    sizes = [len(factor.levels) for factor in by]
    present = set()
    keep = inside.copy()
    for factor in by:
        keep &= factor.codes >= 0
    for codes in zip(*(factor.codes[keep] for factor in by), strict=True):
        present.add(tuple(int(code) for code in codes))
    domains = sorted(present, key=lambda codes: codes[::-1])
    ours = [int(np.ravel_multi_index(codes, sizes)) for codes in domains]
    count = int(np.prod(sizes))
    return [s * count + place for s in range(len(e.statistics)) for place in ours]


# What of `svyby` says how a table is laid out, which changes no number.
LAYOUT = {"covmat", "vartype", "keep.var", "keep.names", "verbose"}


@r_function("svyby")
def _by(call: Call, setting: Setting) -> Answer:
    own = {"formula", "by", "design", "FUN"}
    given = match(Call(call.name, call.args, {k: v for k, v in call.named.items() if k in own}))
    function = given["FUN"]
    if not isinstance(function, Name):
        raise NotImplementedError("svyby with a function that has no name")
    more = {k: v for k, v in call.named.items() if k not in own | LAYOUT}
    if not more.pop("drop.empty.groups", True):
        raise NotImplementedError("svyby with its empty groups")
    inner = Call(function.name, [given["formula"]], {**more, "design": Name("D")})
    inner.args += given.get("...", [])
    setting = with_design(given.get("design"), setting)
    names = add_columns(given["by"], setting)
    factors = [as_factor(evaluate(term, setting.columns)) for term in terms(given["by"])]
    inside = setting.design.domain
    known = inside.copy()
    for factor in factors:
        known &= factor.codes >= 0
    if (known != inside).any():
        setting = replace(setting, design=setting.design.subset(known))
    if inner.name == "svyquantile":
        stated = call.named.get("vartype")
        words = stated.args if isinstance(stated, Call) else [stated]
        return quantiles_by(inner, setting, names, factors, known, wants_intervals="ci" in words)
    if inner.name == "svyciprop":
        return proportions_by(inner, setting, names, factors, known)
    if inner.name == "unwtd.count":
        return counts_by(inner, setting, names, factors, known)
    if inner.name not in FUNCTIONS:
        raise NotImplementedError(f"svyby with {inner.name} is not known")
    e = estimate(inner, setting, by=names)
    return answer(e, r_order(e, factors, known))


def proportions_by(
    inner: Call, setting: Setting, names: list[str], factors: list[Factor], known: Any
) -> Answer:
    """Each domain has an interval of its own; R takes the degrees of freedom of each subset."""
    from .proportions import proportion_of

    e = proportion_of(inner, setting, by=names, df="domain")
    order = r_order(e, factors, known)
    out = answer(e, order)
    out.vcov = None
    out.ci = np.asarray(e.confint(match(inner).get("level", 0.95)))[order]
    return out


def counts_by(
    inner: Call, setting: Setting, names: list[str], factors: list[Factor], known: Any
) -> Answer:
    e = setting.design.mean(add_columns(match(inner)["x"], setting), by=names, missing="omit")
    return Answer(np.asarray(e.n, dtype=float)[r_order(e, factors, known)])


def quantiles_by(
    inner: Call,
    setting: Setting,
    names: list[str],
    factors: list[Factor],
    known: Any,
    *,
    wants_intervals: bool,
) -> Answer:
    """Quantiles by domain, in R's order: quantile by quantile. Errors come from Woodruff's
    intervals with the degrees of freedom of each subset; an interval is that of the table, about
    the estimate with those of the whole design, unless `vartype` asks for the function's own."""
    from .quantiles import quantile_of

    own = match(inner).get("df") is None
    e = quantile_of(inner, setting, by=names, **({"df": "domain"} if own else {}))
    order = r_order(e, factors, known)
    out = answer(e, order)
    out.df = [setting.design.df]
    if wants_intervals:
        out.ci = e.intervals[np.array(order)]
    else:
        reach = Estimate(0.0, 1.0, df=setting.design.df).confint(0.95)[1] * out.se
        out.ci = np.stack([out.estimate - reach, out.estimate + reach], axis=1)
    return out


@r_function("svycontrast")
def _contrast(call: Call, setting: Setting) -> Answer:
    given = match(call)
    stated = given["contrasts"]
    is_list = isinstance(stated, Call) and stated.name == "list"
    rows = (
        {**{str(place): arg for place, arg in enumerate(stated.args)}, **stated.named}
        if is_list
        else {"contrast": stated}
    )
    found = run(given["stat"], setting)
    labels = found.labels or [str(place) for place in range(len(found.estimate))]
    base = Estimates.of(labels, found.estimate, found.vcov, found.df[0])
    return answer(
        base.contrast({name: to_ours(row, labels, setting) for name, row in rows.items()})
    )


def to_ours(row: Any, labels: list[str], setting: Setting) -> Any:
    """A row of weights, or a quoted expression as ours: names in backticks."""
    if isinstance(row, Call) and row.name == "c" and row.named:
        unknown = [name for name in row.named if name not in labels]
        if unknown or row.args:
            raise NotImplementedError(f"a contrast of {', '.join(unknown) or 'unnamed'} results")
        values = {name: float(evaluate(v, {})) for name, v in row.named.items()}
        return [values.get(label, 0.0) for label in labels]
    stated = evaluate(row, setting.columns)
    return expression(stated) if isinstance(stated, (Call, Name)) else stated


def expression(node: Any) -> str:
    if isinstance(node, Name):
        return f"`{node.name}`"
    if not isinstance(node, Call):
        return repr(node)
    args = [expression(arg) for arg in node.args]
    if node.name.startswith("unary"):
        return f"({node.name[5:]}{args[0]})"
    if node.name.isidentifier():
        return f"{node.name}({', '.join(args)})"
    return f"({f' {node.name} '.join(args)})"


@r_function("svytable")
def _table(call: Call, setting: Setting) -> Answer:
    """Counts of cells, the first column varying fastest."""
    given = match(call)
    setting = with_design(given.get("design"), setting)
    factors = [as_factor(evaluate(term, setting.columns)) for term in terms(given["formula"])]
    weights = np.where(setting.design.domain, np.asarray(setting.design.weights), 0.0)
    cells = np.zeros([len(factor.levels) for factor in factors])
    known = np.all([factor.codes >= 0 for factor in factors], axis=0)
    np.add.at(cells, tuple(factor.codes[known] for factor in factors), weights[known])
    if given.get("Ntotal") is not None:
        cells *= float(given["Ntotal"]) / cells.sum()
    return Answer(cells.ravel(order="F"))


@r_function("unwtd.count")
def _count(call: Call, setting: Setting) -> Answer:
    given = match(call)
    setting = with_design(given.get("design"), setting)
    e = setting.design.mean(add_columns(given["x"], setting), missing="omit")
    return Answer([float(e.n[0])])
