# SPDX-License-Identifier: Apache-2.0
"""Means, totals, ratios, variances, tables by domains and contrasts."""

from __future__ import annotations

from typing import Any

import numpy as np

from actionplan.survey import Categories, Estimates

from .calls import r_function, run
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


def arguments(call: Call) -> dict[str, Any]:
    """Ours for R's `na.rm` and `deff`. Degrees of freedom are R's: of the design's subset."""
    out: dict[str, Any] = {"df": "design"}
    if call.named.get("na.rm"):
        out["missing"] = "omit"
    deff = call.named.get("deff")
    if deff and call.name != "svyvar":
        out["deff"] = "replace" if deff == "replace" else True
    return out


def estimate(call: Call, setting: Setting, **more: Any) -> Any:
    method = getattr(setting.design, FUNCTIONS[call.name])
    formulas = [arg for arg in call.args if isinstance(arg, Call) and arg.name == "~"]
    return method(*(add_columns(f, setting) for f in formulas), **arguments(call), **more)


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
    if not e.domains:
        return statistic
    domain = e.domains[place % count]
    return domain if len(e.statistics) == 1 else f"{domain}:{statistic}"


@r_function("svymean")
@r_function("svytotal")
@r_function("svyratio")
@r_function("svyvar")
def _linear(call: Call, setting: Setting) -> Answer:
    return answer(estimate(call, setting))


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


@r_function("svyby")
def _by(call: Call, setting: Setting) -> Answer:
    inner = Call(call.args[3].name, [call.args[0]], dict(call.named))
    inner.args += list(call.args[4:])
    if inner.name == "svyratio":
        inner.args.append(inner.named.pop("denominator"))
    names = add_columns(call.args[1], setting)
    factors = [as_factor(evaluate(term, setting.columns)) for term in terms(call.args[1])]
    inside = setting.design.domain
    known = inside.copy()
    for factor in factors:
        known &= factor.codes >= 0
    if (known != inside).any():
        setting = Setting(
            setting.case, setting.columns, setting.design.subset(known), setting.folder
        )
    if inner.name == "svyquantile":
        return quantiles_by(inner, setting, names, factors, known)
    e = estimate(inner, setting, by=names)
    return answer(e, r_order(e, factors, known))


def quantiles_by(
    inner: Call, setting: Setting, names: list[str], factors: list[Factor], known: Any
) -> Answer:
    """Quantiles by domain, in R's order: quantile by quantile."""
    from .quantiles import quantile_of

    e = quantile_of(inner, setting, by=names)
    order = r_order(e, factors, known)
    out = answer(e, order)
    out.ci = e.intervals[np.array(order)]
    out.df = [setting.design.df]
    return out


@r_function("svycontrast")
def _contrast(call: Call, setting: Setting) -> Answer:
    stated = evaluate(call.args[1], setting.columns)
    contrasts = stated if isinstance(stated, dict) else {"contrast": stated}
    found = run(call.args[0], setting)
    labels = found.labels or [str(place) for place in range(len(found.estimate))]
    base = Estimates.of(labels, found.estimate, found.vcov, found.df[0])
    return answer(base.contrast({str(name): to_ours(row) for name, row in contrasts.items()}))


def to_ours(row: Any) -> Any:
    """A row of weights, or a quoted expression as ours: names in backticks."""
    return expression(row) if isinstance(row, (Call, Name)) else row


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
