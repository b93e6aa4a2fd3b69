# SPDX-License-Identifier: Apache-2.0
"""The command `actionplan`: reads plans and says what was due on a day.

Exit codes: 0 done, 1 the answer is "no" (check), 2 usage or input error. Errors are one line on
standard error. JSON, CSV and iCalendar go to standard output alone.
"""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Runs the command line of this process."""
    try:
        from actionplan.cli.app import run
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run())
