# SPDX-License-Identifier: Apache-2.0
"""R calls of the cases. Each function has a handler, found by its name; modules add theirs."""

from __future__ import annotations

from collections.abc import Callable

from .compare import Answer
from .designs import Setting
from .rlang import Call

Handler = Callable[[Call, Setting], Answer]
HANDLERS: dict[str, Handler] = {}


def r_function(name: str) -> Callable[[Handler], Handler]:
    def add(handler: Handler) -> Handler:
        HANDLERS[name] = handler
        return handler

    return add


def run(call: Call, setting: Setting) -> Answer:
    if call.name not in HANDLERS:
        raise NotImplementedError(f"the call {call.name}")
    return HANDLERS[call.name](call, setting)


@r_function("degf")
def _degf(call: Call, setting: Setting) -> Answer:
    return Answer([setting.design.df])
