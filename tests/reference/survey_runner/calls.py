# SPDX-License-Identifier: Apache-2.0
"""R calls of the cases. Each function has a handler, found by its name; modules add theirs."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .compare import Answer
from .designs import Setting
from .rlang import Call, Name, deparse, evaluate, is_true

Handler = Callable[[Call, Setting], Answer]
HANDLERS: dict[str, Handler] = {}

# Names of arguments in R's order, "..." where further ones have to be named. What is not here is
# not known, and a case that has it is refused rather than run without it.
SIGNATURES: dict[str, tuple[str, ...]] = {
    "svymean": ("x", "design", "na.rm", "deff", "...", "return.replicates"),
    "svytotal": ("x", "design", "na.rm", "deff", "...", "return.replicates"),
    "svyvar": ("x", "design", "na.rm", "..."),
    "svyratio": ("numerator", "denominator", "design", "...", "na.rm", "covmat", "deff"),
    "svyglm": ("formula", "design", "...", "family", "na.action"),
    "svyquantile": (
        "x", "design", "quantiles", "alpha", "interval.type", "na.rm", "ci", "se", "qrule", "df",
    ),
    "svyciprop": ("formula", "design", "method", "level", "df", "...", "na.rm"),
    "svyby": ("formula", "by", "design", "FUN", "..."),
    "svycontrast": ("stat", "contrasts"),
    "svychisq": ("formula", "design", "statistic", "...", "na.rm"),
    "svyttest": ("formula", "design"),
    "regTermTest": ("model", "test.terms", "...", "method"),
    "svytable": ("formula", "design", "Ntotal"),
    "unwtd.count": ("x", "design"),
    "withReplicates": ("design", "theta"),
    "degf": ("design",),
    "weights": ("object", "..."),
    "as.numeric": ("x",),
    "SE": ("object",),
    "coef": ("object",),
    "cv": ("object",),
    "deff": ("object",),
    "vcov": ("object",),
}  # fmt: skip

# What the library does not do, and why a case that asks for it cannot be judged.
ABSENT = {
    "svyranktest": "there are no rank tests",
    "svykappa": "there is no kappa of agreement",
    "svycoxph": "there is no regression of survival times",
    "svykm": "there are no survival curves",
    "svylogrank": "there are no tests of survival curves",
    "svyolr": "there is no ordinal regression",
    "svyloglin": "there are no log-linear models",
    "svyivreg": "there are no instrumental variables",
    "svysmooth": "there are no smoothers",
    "svycdf": "distribution functions are had by proportions",
    "svycralpha": "there is no alpha of reliability",
    "svyfactanal": "there is no factor analysis",
    "svyprcomp": "there are no principal components",
    "twophase": "designs of two phases are out of scope",
    "oldsvyquantile": "quantiles follow the definitions since R's survey 4.1",
}


def r_function(name: str) -> Callable[[Handler], Handler]:
    def add(handler: Handler) -> Handler:
        HANDLERS[name] = handler
        return handler

    return add


def run(call: Any, setting: Setting) -> Answer:
    if not isinstance(call, Call):
        raise NotImplementedError(f"{deparse(call)} is no call of a function")
    if call.name in ABSENT:
        raise NotImplementedError(f"{call.name}: {ABSENT[call.name]}")
    if call.name not in HANDLERS:
        raise NotImplementedError(f"the function {call.name} is not known")
    return HANDLERS[call.name](call, setting)


def match(call: Call, signature: tuple[str, ...] | None = None) -> dict[str, Any]:
    """Arguments by name, as R matches them: named ones (also by a beginning that only one has),
    then the others in order. What comes to "..." by place is under that name."""
    formals = SIGNATURES[call.name] if signature is None else signature
    out: dict[str, Any] = {}
    before = formals[: formals.index("...")] if "..." in formals else formals
    for name, value in call.named.items():
        if value is False and name not in formals:
            continue  # what is switched off changes nothing
        found = [name] if name in formals else [f for f in before if f.startswith(name)]
        if len(found) != 1:
            raise NotImplementedError(f"{call.name}: the argument {name} is not known")
        out[found[0]] = value
    free = [name for name in before if name not in out]
    rest = call.args[len(free) :]
    out.update(zip(free, call.args, strict=False))
    if rest and "..." not in formals:
        raise NotImplementedError(f"{call.name} has more arguments than are known")
    if rest:
        out["..."] = rest
    return out


def chosen(stated: Any, known: tuple[str, ...], what: str) -> str:
    """A word that R takes by its beginning."""
    text = str(stated)
    found = [word for word in known if word == text] or [w for w in known if w.startswith(text)]
    if len(found) != 1:
        raise NotImplementedError(f"{what} {text!r} is not known")
    return found[0]


def with_design(node: Any, setting: Setting) -> Setting:
    """The setting of the design that a call names: D, or a part of it by `subset`."""
    if node is None:
        raise NotImplementedError("a call without a design")
    if isinstance(node, Name) and node.name == "D":
        return setting
    if isinstance(node, Call) and node.name == "subset":
        given = match(node, ("x", "subset"))
        setting = with_design(given.get("x"), setting)
        rows = is_true(evaluate(given["subset"], setting.columns))
        return replace(setting, design=setting.design.subset(rows))
    raise NotImplementedError(f"the design {deparse(node)} is not D or a subset of it")


def degrees(stated: Any, setting: Setting) -> Any:
    """Degrees of freedom: a number, or the design's."""
    if isinstance(stated, Call) and stated.name == "degf":
        return with_design(match(stated).get("design"), setting).design.df
    return "design" if stated is None else float(stated)


@r_function("degf")
def _degf(call: Call, setting: Setting) -> Answer:
    return Answer([with_design(match(call).get("design"), setting).design.df])


@r_function("SE")
def _errors(call: Call, setting: Setting) -> Answer:
    return Answer(run(match(call)["object"], setting).se)


@r_function("coef")
def _coefficients(call: Call, setting: Setting) -> Answer:
    return Answer(run(match(call)["object"], setting).estimate)


@r_function("cv")
def _relative_errors(call: Call, setting: Setting) -> Answer:
    found = run(match(call)["object"], setting)
    return Answer([s / e if e else math.nan for s, e in zip(found.se, found.estimate, strict=True)])


@r_function("deff")
def _design_effects(call: Call, setting: Setting) -> Answer:
    return Answer(run(match(call)["object"], setting).deff)


@r_function("vcov")
def _covariance(call: Call, setting: Setting) -> Answer:
    return Answer(run(match(call)["object"], setting).vcov)
