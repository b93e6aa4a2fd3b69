# SPDX-License-Identifier: Apache-2.0
"""TOML from anyone, at each place that takes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import actionplan as ap
from actionplan import _toml, mapping
from actionplan.microdata import read_spec

NEVER_PARSED = {
    "parts of a key": ".".join(["a"] * 20_000) + " = 1",
    "parts in quotes": ".".join(['"a"'] * 13_000) + " = 1",
    "parts of a header": "[" + ".".join(["a"] * 20_000) + "]",
    "parts in an inline table": "a = {" + ".".join(["a"] * 20_000) + " = 1}",
    "arrays": "a = " + "[" * 20_000,
    "inline tables": "a = " + "{a = " * 8_000,
    "a number": "a = " + "1" * 40_000,
    "a bare key": "a" * 40_000 + " = 1",
}
REFUSED = {
    "open texts": 'a = "' * 8_000,
    "open long texts": 'a = """' + '""x' * 13_000,
    "open literals": "a = '''" + "''x" * 13_000,
    "escapes": 'a = "' + "\\" * 40_001,
}


def as_mapping(file: Path) -> object:
    return mapping.load(file)


@pytest.mark.parametrize("take", [as_mapping, read_spec])
@pytest.mark.parametrize("name", [*NEVER_PARSED, *REFUSED])
def test_hostile_toml_is_refused(
    take: Callable[[Path], object], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would take the parser long, or deep, never comes to it."""
    file = tmp_path / "file.toml"
    file.write_text({**NEVER_PARSED, **REFUSED}[name])
    if name in NEVER_PARSED:
        monkeypatch.setattr(_toml.tomllib, "loads", pytest.fail)
    with pytest.raises((ap.ParseError, ap.InvalidArgument), match="is no TOML") as refused:
        take(file)
    assert len(str(refused.value)) < 400


def test_what_stands_in_texts_and_comments_does_not_count() -> None:
    dots, brackets = "." * 100, "[" * 100
    found = mapping.loads(
        f"# {dots} {brackets}\n"
        f'language = "en"  # {dots}\n'
        f'columns = {{"{dots}{brackets}" = "title", \'{dots}\' = "number", '
        f'"a\\"{dots}" = "deadline"}}\n'
        f'[[cells]]\nmeasure = "1.1"\nfield = "title"\nwas = """{dots}"{dots}\n{brackets}"""\n'
        f"text = '''{dots}''{brackets}'''\n"
    )
    assert found.cells[0].text == f"{dots}''{brackets}"
    assert len(found.columns) == 3
