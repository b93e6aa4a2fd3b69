# SPDX-License-Identifier: Apache-2.0
"""Replicate weights as a specification names them, in place of strata and clusters."""

from __future__ import annotations

import dataclasses
import fnmatch
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from actionplan._core import InvalidArgument
from actionplan.microdata.keys import Keys

KEY = "design.replicates"
MOST_REPLICATES = 10_000


@dataclass(frozen=True)
class ReplicateSpec:
    """Which columns are replicate weights and how they were made. See `survey.ReplicateDesign`."""

    columns: tuple[str, ...]  # none until `among`, where there is a pattern
    pattern: str | None
    type: str
    combined: bool
    rho: float
    scale: float | None
    rscales: tuple[float, ...]  # one number holds for all
    mse: bool

    def among(self, names: Sequence[str], file: str) -> ReplicateSpec:
        """With the columns of a file that the pattern means, in their order.

        Raises:
            InvalidArgument: fewer than two, or another number of rscales.
        """
        columns = self.columns
        if self.pattern is not None:
            columns = tuple(n for n in names if fnmatch.fnmatchcase(n, self.pattern))
            if len(columns) < 2:
                found = f"only {columns[0]!r}" if columns else "no column"
                raise InvalidArgument(
                    f"{KEY}.pattern {self.pattern!r} means {found} of {file}, and a variance needs "
                    "two; `*` stands for any text, `[0-9]` for one digit."
                )
        if len(self.rscales) > 1 and len(self.rscales) != len(columns):
            raise InvalidArgument(
                f"{KEY}.rscales has {len(self.rscales)} numbers and there are {len(columns)} "
                "replicates; give one for each, or one number for all."
            )
        return dataclasses.replace(self, columns=columns)

    def settings(self) -> dict[str, Any]:
        """What `survey.ReplicateDesign` takes beside columns."""
        rscales = self.rscales * len(self.columns) if len(self.rscales) == 1 else self.rscales
        return {
            "type": self.type,
            "combined": self.combined,
            "rho": self.rho if self.type == "fay" else None,
            "scale": self.scale,
            "rscales": list(rscales) or None,
            "mse": self.mse,
        }


def read_replicates(keys: Keys) -> ReplicateSpec:
    """The table `[design.replicates]`, checked as far as can be without the data."""
    pattern = keys.text("pattern", "") or None
    columns = keys.names_of("columns", MOST_REPLICATES)
    if (pattern is None) == (not columns):
        raise keys.refusal(
            "columns", "is one way to name the weights and pattern the other; give one of them"
        )
    if len(columns) == 1:
        raise keys.refusal("columns", "names one replicate, and a variance needs two")
    twice = next((name for name in columns if columns.count(name) > 1), None)
    if twice is not None:
        raise keys.refusal("columns", f"names {twice!r} twice; name each once")
    out = ReplicateSpec(
        columns=columns,
        pattern=pattern,
        type=_type(keys),
        combined=keys.flag("combined", True),
        rho=keys.number("rho", 0.0),
        scale=keys.number("scale", None),
        rscales=keys.numbers("rscales", (), MOST_REPLICATES),
        mse=keys.flag("mse"),
    )
    _check(keys, out)
    keys.finish()
    return out


def _type(keys: Keys) -> str:
    from actionplan.survey import ReplicateMethod
    from actionplan.survey.replicates import to_method

    given = keys.text("type", "other")
    words = [str(word) for word in ReplicateMethod]
    if to_method(given) not in words:
        raise keys.refusal("type", f"is {given!r}; it is one of {', '.join(words)}")
    return str(to_method(given))


def _check(keys: Keys, spec: ReplicateSpec) -> None:
    if not 0 <= spec.rho < 1:
        raise keys.refusal("rho", f"is {spec.rho:g}; give a number from 0 to less than 1")
    if spec.type == "fay" and not keys.has("rho"):
        raise keys.refusal(
            "rho",
            "is not given, and the errors of Fay's method depend on it; give the number by which "
            "the weights were perturbed, from 0 to less than 1, often 0.3 or 0.5",
        )
    if keys.has("rho") and spec.type != "fay":
        raise keys.refusal("rho", f"is of Fay's method and the type is {spec.type}; leave it out")
    if spec.type in ("other", "jkn") and spec.scale is None and not spec.rscales:
        raise keys.refusal(
            "scale",
            f"is not given, and replicates of type {spec.type} have none; "
            "give scale, rscales or both",
        )
    if spec.scale is not None and spec.scale < 0:
        raise keys.refusal("scale", f"is {spec.scale:g}; give a number of 0 or more")
    if any(value < 0 for value in spec.rscales):
        raise keys.refusal("rscales", "holds a number below 0; give numbers of 0 or more")
