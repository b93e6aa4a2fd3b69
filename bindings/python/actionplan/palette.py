# SPDX-License-Identifier: Apache-2.0
"""The colours of statuses, for charts and pages alike.

A status has a tone, which says how it is to be taken, and a shade, which tells it from others of
the tone. Not knowing has a tone of its own and is never that of failure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import actionplan as ap

__all__ = [
    "DEADLINE_COLORS",
    "INDICATOR_COLORS",
    "PAINTS",
    "Paint",
    "Tone",
    "style_sheet",
    "tone_of",
]


class Tone(Enum):
    """How a status is to be taken."""

    done = "done"
    running = "running"
    behind = "behind"
    unknown = "unknown"
    contested = "contested"
    late = "late"
    gone = "gone"


@dataclass(frozen=True)
class Paint:
    """The colours of a tone: of areas, and of words on the page; on light and on dark pages."""

    light: str
    light_text: str
    dark: str
    dark_text: str


PAINTS: Mapping[Tone, Paint] = {
    Tone.done: Paint("#23765f", "#17594a", "#3c9c80", "#7fd4ba"),
    Tone.running: Paint("#3f74ab", "#29567f", "#5b93cc", "#9cc6ee"),
    Tone.behind: Paint("#99670b", "#744d05", "#c99532", "#e6bd6c"),
    Tone.unknown: Paint("#b6b9c0", "#4d5563", "#626b79", "#bcc4d0"),
    Tone.contested: Paint("#7d55a8", "#61408a", "#a17fcb", "#cdb3ec"),
    Tone.late: Paint("#b0472d", "#8a3420", "#d1694d", "#f2a892"),
    Tone.gone: Paint("#b3a592", "#5a606b", "#3c434e", "#a9b2c0"),
}

# The tone of each status, and how far it is mixed with white (above 0) or black (below), in the
# order in which charts stack them.
_DEADLINE: Mapping[ap.DeadlineStatus, tuple[Tone, float]] = {
    ap.DeadlineStatus.done_on_time: (Tone.done, 0),
    ap.DeadlineStatus.done_late: (Tone.done, 0.45),
    ap.DeadlineStatus.done_timing_unknown: (Tone.done, 0.72),
    ap.DeadlineStatus.open: (Tone.running, 0),
    ap.DeadlineStatus.due_soon: (Tone.running, -0.4),
    ap.DeadlineStatus.upcoming: (Tone.running, 0.65),
    ap.DeadlineStatus.overdue: (Tone.late, 0),
    ap.DeadlineStatus.lapsed: (Tone.late, 0.5),
    ap.DeadlineStatus.undecided: (Tone.unknown, -0.1),
    ap.DeadlineStatus.unreported: (Tone.unknown, -0.3),
    ap.DeadlineStatus.awaiting_trigger: (Tone.unknown, 0.3),
    ap.DeadlineStatus.no_date: (Tone.unknown, 0.5),
    ap.DeadlineStatus.unread: (Tone.unknown, 0.1),
    ap.DeadlineStatus.withdrawn: (Tone.gone, 0),
}
_INDICATOR: Mapping[ap.IndicatorStatus, tuple[Tone, float]] = {
    ap.IndicatorStatus.met: (Tone.done, 0),
    ap.IndicatorStatus.on_track: (Tone.running, 0),
    ap.IndicatorStatus.behind: (Tone.behind, 0),
    ap.IndicatorStatus.not_met: (Tone.late, 0),
    ap.IndicatorStatus.incomplete: (Tone.unknown, -0.15),
    ap.IndicatorStatus.inconclusive: (Tone.unknown, 0.15),
    ap.IndicatorStatus.contested: (Tone.contested, 0.6),
    ap.IndicatorStatus.no_target: (Tone.unknown, 0.4),
    ap.IndicatorStatus.no_evidence: (Tone.unknown, -0.3),
}


def tone_of(status: ap.DeadlineStatus | ap.IndicatorStatus) -> Tone:
    """The tone of a status."""
    if isinstance(status, ap.DeadlineStatus):
        return _DEADLINE[status][0]
    return _INDICATOR[status][0]


def _shaded(color: str, shade: float) -> str:
    """The colour mixed with white, or where `shade` is below 0 with black."""
    end = 255 if shade > 0 else 0
    parts = [int(color[at : at + 2], 16) for at in (1, 3, 5)]
    mixed = [round(part + abs(shade) * (end - part)) for part in parts]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _colors(tones: Mapping[Any, tuple[Tone, float]]) -> dict[str, str]:
    return {
        status.value: _shaded(PAINTS[tone].light, shade) for status, (tone, shade) in tones.items()
    }


DEADLINE_COLORS: Mapping[str, str] = _colors(_DEADLINE)
"""A colour for each deadline status, in the order in which charts stack them."""

INDICATOR_COLORS: Mapping[str, str] = _colors(_INDICATOR)
"""A colour for each indicator status."""


def style_sheet() -> str:
    """The tones as variables of CSS that follow light and dark.

    `--tone-done` and so on are for areas, `--on-done` for words.
    """
    light = [
        f"  --tone-{tone.value}: {paint.light};\n  --on-{tone.value}: {paint.light_text};\n"
        for tone, paint in PAINTS.items()
    ]
    dark = [
        f"    --tone-{tone.value}: {paint.dark};\n    --on-{tone.value}: {paint.dark_text};\n"
        for tone, paint in PAINTS.items()
    ]
    return (
        f":root {{\n{''.join(light)}}}\n"
        f"@media (prefers-color-scheme: dark) {{\n  :root {{\n{''.join(dark)}  }}\n}}\n"
    )
