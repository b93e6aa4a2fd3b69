# SPDX-License-Identifier: Apache-2.0
"""Charts of an assessment and of a survey, to be looked at rather than read (the extra `plot`).

    from actionplan import plot

    plot.timeline(a)                     # each measure's window, and where the day falls
    plot.status_by_section(a)
    plot.agency_matrix(a)
    plot.trajectory(a, "6.2.1/1")        # values, intervals, and the path to the target
    plot.estimates(table)                # a survey's table: points with intervals

Each gives an Altair chart: show it in a notebook, change it, or save it; `to_svg` and `to_png`
render it without a browser. Silence is shown as silence: `unreported`, `undecided`, `no_date`,
`no_evidence`, `no_target`, `contested` and the like are grey or neutral, and vermilion stands for
one thing alone, evidence of failure. The colours are told apart by colour-blind readers (after
Okabe and Ito).
"""

try:
    import altair as _altair  # noqa: F401
except ImportError as _error:
    raise ImportError(
        'Charts need the package altair; install "actionplan[plot]".', name="altair"
    ) from _error

from actionplan.palette import DEADLINE_COLORS, INDICATOR_COLORS
from actionplan.plot.agencies import agency_matrix
from actionplan.plot.estimates import estimates
from actionplan.plot.sections import status_by_section
from actionplan.plot.style import (
    INLINE,
    Chart,
    Style,
    to_png,
    to_svg,
)
from actionplan.plot.timeline import timeline
from actionplan.plot.trajectory import trajectory

__all__ = [
    "DEADLINE_COLORS",
    "INDICATOR_COLORS",
    "INLINE",
    "Chart",
    "Style",
    "agency_matrix",
    "estimates",
    "status_by_section",
    "timeline",
    "to_png",
    "to_svg",
    "trajectory",
]
