# SPDX-License-Identifier: Apache-2.0
"""From a file of microdata and a specification to estimates and evidence.

    from actionplan import microdata
    spec = microdata.read_spec("survey.toml")
    survey = microdata.estimate(spec, microdata.open_source("survey.sav"))
    survey["satisfied"].cells[0].value
    entries, left_out = microdata.to_entries(survey, recorded_on="2019-01-10")

Needs numpy, pyarrow and, for SPSS and Stata, pyreadstat: `pip install actionplan[survey]`.
"""

from actionplan._core import Error

try:
    from actionplan.microdata.cells import Cell
    from actionplan.microdata.estimate import Estimated, Survey, estimate
    from actionplan.microdata.files import Source, open_source
    from actionplan.microdata.report import document, to_entries, to_json
    from actionplan.microdata.spec import DesignSpec, IndicatorSpec, Spec, parse_spec, read_spec
except ModuleNotFoundError as _error:
    if (_error.name or "").split(".")[0] not in {"numpy", "pyarrow", "tomli"}:
        raise
    raise Error(
        f'Microdata need the package {_error.name}; install "actionplan[survey]".'
    ) from _error

__all__ = [
    "Cell",
    "DesignSpec",
    "Estimated",
    "IndicatorSpec",
    "Source",
    "Spec",
    "Survey",
    "document",
    "estimate",
    "open_source",
    "parse_spec",
    "read_spec",
    "to_entries",
    "to_json",
]
