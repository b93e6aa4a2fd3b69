# SPDX-License-Identifier: Apache-2.0
"""What a build may leave out of the compiled module."""

from actionplan import _core


def require_survey() -> None:
    """Raises Error where the build leaves survey inference out."""
    if not hasattr(_core, "SurveyDesign"):
        raise _core.Error(
            "This build of actionplan leaves survey inference out; build it with the option "
            "ACTIONPLAN_WITH_SURVEY=ON, which is the default."
        )
