# SPDX-License-Identifier: Apache-2.0
"""Intervals of proportions."""

from __future__ import annotations

from .calls import r_function
from .compare import Answer
from .designs import Setting
from .linear import add_columns
from .rlang import Call


@r_function("svyciprop")
def _proportion(call: Call, setting: Setting) -> Answer:
    e = setting.design.proportion(
        add_columns(call.args[0], setting),
        method=call.named.get("method", "logit"),
        df=call.named.get("df", "design"),
        missing="omit" if call.named.get("na.rm") else "refuse",
    )
    return Answer(
        e.estimate,
        e.se,
        ci=e.confint(call.named.get("level", 0.95)),
        df=[setting.design.df],
        flags=e.flags,
    )
