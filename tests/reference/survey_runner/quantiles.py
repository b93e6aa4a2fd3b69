# SPDX-License-Identifier: Apache-2.0
"""Quantiles with their intervals."""

from __future__ import annotations

from typing import Any

import numpy as np

from .calls import r_function
from .compare import Answer
from .designs import Setting
from .linear import add_columns
from .rlang import Call, Name, evaluate

INTERVALS = {"quantile": "replicates"}  # of replicate designs: the quantile under each


def _probabilities(call: Call) -> list[float]:
    lists = [arg for arg in call.args[1:] if not isinstance(arg, Name)]
    stated = call.named["quantiles"] if "quantiles" in call.named else lists[0]
    return [float(p) for p in np.atleast_1d(np.array(evaluate(stated, {}), dtype=float))]


def quantile_of(call: Call, setting: Setting, **more: Any) -> Any:
    interval = call.named.get("interval.type", "mean")
    return setting.design.quantile(
        add_columns(call.args[0], setting),
        _probabilities(call),
        rule=call.named.get("qrule", "math"),
        interval=INTERVALS.get(interval, interval),
        level=1 - call.named.get("alpha", 0.05),
        intervals=call.named.get("ci", True),
        df=call.named.get("df", "design"),
        missing="omit" if call.named.get("na.rm") else "refuse",
        **more,
    )


@r_function("svyquantile")
def _quantile(call: Call, setting: Setting) -> Answer:
    names = add_columns(call.args[0], setting)
    probabilities = np.array(_probabilities(call))
    q = quantile_of(call, setting)
    # R gives NaN for the quantile at 1 by `hf4`, which is the maximum.
    is_last = np.tile(probabilities == 1, len(names)) & (call.named.get("qrule") == "hf4")
    kept = setting.design.domain & (setting.design.weights > 0)
    highest = [np.nanmax(setting.design.frame.numbers(name)[kept]) for name in names]
    better = is_last & (q.estimate == np.repeat(highest, len(probabilities)))
    df = setting.design.df  # R tells the design's also where the interval took another
    return Answer(q.estimate, q.se, ci=q.intervals, df=[df], flags=q.flags, better=better)
