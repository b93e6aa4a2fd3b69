# SPDX-License-Identifier: Apache-2.0
"""From a file of microdata and a specification to estimates and evidence.

    from actionplan import microdata, tables
    spec = microdata.read_spec("survey.toml")
    survey = microdata.estimate(spec, microdata.open_source("survey.sav"))
    survey["satisfied"].cells[0].value
    entries, left_out = microdata.to_entries(survey, recorded_on="2019-01-10")
    tables.write("tables.docx", microdata.tables_of(survey))

Needs numpy, pyarrow and, for SPSS and Stata, pyreadstat: `pip install actionplan[survey]`.
"""

from actionplan._core import Error
from actionplan._parts import require_survey

require_survey()

try:
    from actionplan.microdata.cells import Cell
    from actionplan.microdata.estimate import Estimated, Survey, estimate
    from actionplan.microdata.files import Source, open_source
    from actionplan.microdata.missing import MissingCode
    from actionplan.microdata.publish import tables_of
    from actionplan.microdata.report import document, to_entries, to_json
    from actionplan.microdata.spec import DesignSpec, IndicatorSpec, Spec, parse_spec, read_spec
    from actionplan.microdata.table_spec import TableSpec
    from actionplan.microdata.tabulate import Difference, Tabulated
except ModuleNotFoundError as _error:
    if (_error.name or "").split(".")[0] not in {"numpy", "pyarrow", "tomli"}:
        raise
    raise Error(
        f'Microdata need the package {_error.name}; install "actionplan[survey]".'
    ) from _error

__all__ = [
    "Cell",
    "DesignSpec",
    "Difference",
    "Estimated",
    "IndicatorSpec",
    "MissingCode",
    "Source",
    "Spec",
    "Survey",
    "TableSpec",
    "Tabulated",
    "document",
    "estimate",
    "open_source",
    "parse_spec",
    "read_spec",
    "tables_of",
    "to_entries",
    "to_json",
]
