# SPDX-License-Identifier: Apache-2.0
"""What the compiled module calls to say in one line what is wrong with a call."""

from __future__ import annotations

import collections.abc
import datetime
import functools
import inspect
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeVar

_OPEN, _CLOSE = "([{", ")]}"
# As the compiled module writes them, and as annotations do.
_LISTS = (
    "list",
    "tuple",
    "Sequence",
    "Iterable",
    "collections.abc.Sequence",
    "collections.abc.Iterable",
)
_MAPPINGS = ("dict", "Mapping", "collections.abc.Mapping")
_LONGEST_VALUE = 60
_Made = TypeVar("_Made")
_Item = TypeVar("_Item")


@dataclass(frozen=True)
class _Parameter:
    name: str
    kind: str
    is_required: bool
    is_named: bool  # by keyword alone


def explain(
    name: str,
    signatures: Sequence[str],
    is_method: bool,
    positional: Sequence[Any],
    named: Mapping[str, Any],
) -> str:
    """The sentence about a call that fits none of the signatures, which pybind11 wrote."""
    name = _name(name)
    told = [_explain_one(name, text, is_method, positional, named) for text in signatures]
    # Of several ways to call it, the one that the call comes nearest to.
    return max(told, key=lambda pair: pair[0])[1]


_ASKED = "[...]"


# What a call of a function that nobody sees is said of.
_DOORS = {
    "__getitem__": _ASKED,
    "__init__": "the constructor",
    "_evidence_rows_of_csv": "read_evidence",
    "_evidence_rows_of_frame": "read_evidence",
}


def _name(name: str) -> str:
    return _DOORS.get(name, name)


def _explain_one(
    name: str, text: str, is_method: bool, positional: Sequence[Any], named: Mapping[str, Any]
) -> tuple[int, str]:
    parameters, takes_more, takes_any_name = _parameters(text)
    if is_method:
        parameters = parameters[1:]
    by_place = [parameter for parameter in parameters if not parameter.is_named]
    if len(positional) > len(by_place) and not takes_more:
        extra = positional[len(by_place)]
        by_name = [p for p in parameters if p.is_named and p.name not in named]
        fitting = [p for p in by_name if _fits(extra, p.kind)] or by_name
        likely = [p for p in fitting if p.is_required] or fitting
        remedy = f"; give it by name, such as {likely[0].name}=..." if likely else ""
        return 0, (
            f"{name} takes {_count(len(by_place))} by position, and {_show(extra)} is one more"
            f"{remedy}."
        )
    given = {p.name: value for p, value in zip(by_place, positional, strict=False)}
    known = [parameter.name for parameter in parameters]
    for key, value in named.items():
        if key in given:
            return 1, f"{name} has `{key}` twice, by position and by name; leave one out."
        if key not in known and not takes_any_name:
            if name in _OF_A_PLAN and key == "profile":
                return 1, f"{name} takes no argument `profile`; {_GIVE_HISTORY}."
            if elsewhere := next((s for k, p, s in _ELSEWHERE if k == key and p in known), ""):
                return 1, f"{name} takes no argument `{key}`; give {elsewhere}."
            near = get_close_matches(key, known, n=1)
            remedy = f"did you mean `{near[0]}`?" if near else f"it takes {_listed(known)}."
            return 1, f"{name} takes no argument `{key}`; {remedy}"
        given[key] = value
    for parameter in parameters:
        if parameter.name in given and not _fits(given[parameter.name], parameter.kind):
            return 2, _misfit(name, parameter, given[parameter.name])
    missing = [p.name for p in parameters if p.is_required and p.name not in given]
    if missing:
        more = {"as_of": ', such as as_of="2017-06-30"', "recorded_on": ", the day of recording"}
        return 3, f"{name} needs {_listed(missing)}{more.get(missing[0], '')}."
    return (
        0,
        f"{name} cannot be called with {_given(positional, named)}; it takes {_listed(known)}.",
    )


def name_day(
    name: str,
    signatures: Sequence[str],
    is_method: bool,
    positional: Sequence[Any],
    named: Mapping[str, Any],
    message: str,
) -> str:
    """The message about a day or period that cannot be read, with the argument that gave it."""
    if name == "Period":
        return message
    given: dict[str, Any] = dict(named)
    for _, of_one in _given_to_each(signatures, is_method, positional, named):
        given |= of_one
    for key, value in given.items():
        if isinstance(value, str) and (
            message.partition(" ")[2].startswith(f'"{value}" ')
            or message.startswith(f'"{value}" is no ')
        ):
            return f"{_name(name)}: {key}: {message}"
    return message


def name_moment(
    name: str,
    signatures: Sequence[str],
    is_method: bool,
    positional: Sequence[Any],
    named: Mapping[str, Any],
    message: str,
) -> str:
    """The message about a value that is no day, with the argument that gave it."""
    for parameters, given in _given_to_each(signatures, is_method, positional, named):
        for one in parameters:
            if "datetime.date" not in one.kind or one.name not in given:
                continue
            value = given[one.name]
            may_be_absent = "None" in _split(one.kind, "|")
            several = isinstance(value, (list, tuple)) and "[" in one.kind
            for item in value if several else [value]:
                is_day = isinstance(item, datetime.date) and not isinstance(item, datetime.datetime)
                if is_day or isinstance(item, str) or (item is None and may_be_absent):
                    continue
                return f"{_name(name)}: {one.name}: {message}"
    return message


def fixed(self: object, name: str, is_set: bool) -> str:
    """The sentence about an attribute that can be neither set nor deleted."""
    kind = type(self)
    does = "set" if is_set else "deleted"
    if not hasattr(kind, name):
        names = [one for one in dir(kind) if not one.startswith("_")]
        near = get_close_matches(name, names, n=1)
        remedy = f"did you mean `{near[0]}`?" if near else "what it has is in its documentation."
        return f"{kind.__name__} has no attribute `{name}` that could be {does}; {remedy}"
    if hasattr(kind, "replace") and name in getattr(kind, "__match_args__", ()):
        remedy = f"it never changes: make another by replace({name}=...)."
    else:
        remedy = "it follows from what the object was made of; make another."
    return f"{kind.__name__}: {name} cannot be {does}; {remedy}"


def item_at(lacks: str, items: Sequence[_Item], index: int) -> _Item:
    """The item at an index; `lacks` begins the sentence about one out of range."""
    size = len(items)
    if -size <= index < size:
        return items[index]
    has = f"has {size}: count from 0 to {size - 1}, or from the end from -1 to -{size}"
    raise IndexError(f"{lacks} {index}; it {has if size else 'is empty'}.")


def _given_to_each(
    signatures: Sequence[str], is_method: bool, positional: Sequence[Any], named: Mapping[str, Any]
) -> Iterator[tuple[list[_Parameter], dict[str, Any]]]:
    """Of each signature its parameters, and what the call gives of them, by name."""
    for text in signatures:
        parameters = _parameters(text)[0][1 if is_method else 0 :]
        by_place = [parameter.name for parameter in parameters if not parameter.is_named]
        yield parameters, {**dict(zip(by_place, positional, strict=False)), **named}


def checked(made: _Made) -> _Made:
    """The function, or a class made by calling it, with calls that do not fit its annotations
    refused in one line, as calls of the compiled module are."""
    if isinstance(made, type):
        setattr(made, "__init__", _checked(made.__dict__["__init__"], made.__name__))  # noqa: B010
        return made
    checked_function: _Made = _checked(made, getattr(made, "__name__", ""))
    return checked_function


def _checked(function: Any, name: str) -> Any:
    signature = inspect.signature(function)
    is_method = function.__name__ == "__init__"
    parts = [str(one).replace("'", "") for one in _with_star(signature)]
    text = f"({', '.join(parts)})"
    kinds = {p.name: p.kind for p in _parameters(text)[0]}

    @functools.wraps(function)
    def call(*args: Any, **named: Any) -> Any:
        try:
            given = signature.bind(*args, **named).arguments
            fits = all(_fits(value, kinds[key]) for key, value in given.items() if kinds.get(key))
        except TypeError:
            fits = False
        if not fits:
            shown = args[1:] if is_method else args
            raise TypeError(explain(name, [text], is_method, shown, named))
        return function(*args, **named)

    return call


def _with_star(signature: inspect.Signature) -> Iterator[object]:
    """The parameters, and a star before those that are given by name alone."""
    is_named = False
    for one in signature.parameters.values():
        if one.kind is one.KEYWORD_ONLY and not is_named:
            is_named = True
            yield "*"
        yield one


def misfit(name: str, argument: str, value: Any, wanted: str) -> str:
    """The sentence about an argument that is none of what is wanted."""
    return f"{_told(name, argument, value)}; give {wanted}."


# What one function takes by itself and another within a parameter: name, parameter, how to give it.
_ELSEWHERE = (
    ("adopted_on", "dates", "dates=DateSettings(adopted_on=...)"),
    ("period", "plan_period", "plan_period=..."),
    ("period", "dates", "dates=DateSettings(plan_period=...)"),
    ("plan_period", "period", "period=..."),
    ("plan_period", "dates", "dates=DateSettings(plan_period=...)"),
    ("columns", "mapping", "mapping=ReadMapping(...), or take the table to plan_from_frame"),
)
_OF_A_PLAN = ("assess", "assess_days")
_GIVE_HISTORY = "give PlanHistory(plan, profile) in place of the plan"


def _shape_of(text: str) -> str:
    """What a text looks like that holds a number and is none, in the words for a message."""
    from actionplan import _core

    return _core._number_shape(text.encode(errors="replace"))


def _told(name: str, argument: str, value: Any) -> str:
    if _is_table(value):
        return f"{name}: {argument} is {_article(type(value).__name__)}"
    return f"{name}: {argument} is {_show(value)}, {_article(type(value).__name__)}"


def _misfit(name: str, parameter: _Parameter, value: Any) -> str:
    given = _told(name, parameter.name, value)
    if remedy := _next_step(name, parameter.kind, value):
        return f"{given}; {remedy}."
    if isinstance(value, collections.abc.Mapping) and (kind := _kind_of_values(parameter.kind)):
        for key, item in value.items():
            if not _fits(item, kind):
                of_key = _Parameter(f"{parameter.name}[{key!r}]", kind, True, True)
                return _misfit(name, of_key, item)
    if isinstance(value, collections.abc.Mapping):
        for key in value:
            if not isinstance(key, str):
                return (
                    f"{name}: {parameter.name} has the key {_show(key)}, "
                    f'{_article(type(key).__name__)}; give ids as texts, such as "{key}".'
                )
    if name == _ASKED and isinstance(value, (int, float)) and not isinstance(value, bool):
        one = ", of which 1.1 and 1.10 are one" if isinstance(value, float) else ""
        return f'[{value!r}]: {value!r} is a number{one}; ask by a text: ["{value}"].'
    wanted = _wanted(parameter.kind)
    if isinstance(value, str) and _takes_number(parameter.kind):
        if shape := _shape_of(value):
            return f"{given} that looks like {shape}; give the one number that is meant."
        return f"{given}; give a number, without quotes."
    if "Period" in parameter.kind and isinstance(value, int):
        return f'{given}; give a text such as "{value}", a day or a Period.'
    if _takes_number(parameter.kind) and isinstance(value, int) and not isinstance(value, bool):
        return f"{given}; give a number that fits 64 bits."
    return misfit(name, parameter.name, value, wanted)


def _next_step(name: str, kind: str, value: Any) -> str:
    """What makes of the value what is wanted, where the library has a way to it; else empty."""
    has = type(value).__name__
    if isinstance(value, os.PathLike) and "Buffer" in kind:
        return "give the bytes of the file: its read_bytes()"
    wants_entries = "Entry" in kind
    wants_evidence = kind.startswith("actionplan.Evidence")
    wants_assessment = kind.split(" ")[0].endswith(".Assessment")
    if _is_table(value) and (wants_entries or wants_evidence):
        return "read it first: evidence_from_frame(data, recorded_on=...).entries"
    if has == "EvidenceRows" and wants_evidence:
        return "give Evidence(rows.entries)"
    if has == "EvidenceRows" and wants_entries:
        return "give its entries: rows.entries"
    if has == "Entry" and wants_entries:
        return "give a list of it: [entry]"
    if kind.endswith("[actionplan.Target]"):
        numbers = value if isinstance(value, (list, tuple)) else [value]
        if numbers and all(_is_number(one) for one in numbers):
            return f"give Target objects: [{', '.join(f'Target({one})' for one in numbers[:3])}]"
    if isinstance(value, (list, tuple)) and wants_evidence:
        return "give Evidence(entries)"
    if has == "Profile" and name in _OF_A_PLAN:
        return _GIVE_HISTORY
    if has == "Store" and name in _OF_A_PLAN:
        return "the store holds plan and evidence: store.assess(as_of=...)"
    if has in ("Plan", "PlanHistory") and wants_assessment:
        return "assess it first: assess(plan, as_of=...)"
    if has == "AssessedDays" and wants_assessment:
        return "give one of its days: days[0]"
    if has == "Selection" and wants_assessment:
        return "give the assessment that it is of: selection.assessment"
    return ""


def _parameters(text: str) -> tuple[list[_Parameter], bool, bool]:
    out: list[_Parameter] = []
    takes_more = takes_any_name = is_named = False
    for part in _split(_inside(text), ","):
        if part == "*":
            is_named = True
        elif part.startswith("**"):
            takes_any_name = True
        elif part.startswith("*"):
            takes_more = is_named = True
        elif part != "/":
            before, *default = _split(part, "=", most=1)
            name, _, kind = before.partition(":")
            # A type that was not yet known when the signature was written has its name of C++.
            kind = kind.strip().replace("::", ".")
            out.append(_Parameter(name.strip(), kind, not default, is_named))
    return out, takes_more, takes_any_name


def _inside(text: str) -> str:
    """Between the parenthesis at the beginning and the one that closes it."""
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter in _OPEN) - (letter in _CLOSE)
        if depth == 0:
            return text[1:at]
    return text[1:]


def _split(text: str, mark: str, most: int = -1) -> list[str]:
    return [part.strip() for part in _pieces(text, mark, most) if part.strip()]


def _pieces(text: str, mark: str, most: int) -> Iterator[str]:
    depth, start, quote = 0, 0, ""
    for at, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter in _OPEN + "<":
            depth += 1
        elif letter in _CLOSE + ">" and text[at - 1 : at + 1] != "->":
            depth -= 1
        elif letter == mark and depth == 0 and most != 0:
            yield text[start:at]
            start = at + 1
            most -= 1
    yield text[start:]


def _fits(value: Any, kind: str) -> bool:
    kinds = _split(kind, "|")
    if "typing.SupportsFloat" in kinds:  # a float is asked for, and an index makes one
        kinds = [one for one in kinds if one != "typing.SupportsIndex"]
    return any(_fits_one(value, one) for one in kinds) if kind else True


def _fits_one(value: Any, kind: str) -> bool:
    outer, _, inner = kind.partition("[")
    inner = inner[:-1]
    match outer:
        case "object" | "typing.Any" | "Any":
            return True
        case "None":
            return value is None
        case "str":
            return isinstance(value, str)
        case "bool":
            return isinstance(value, bool)
        case "float" | "typing.SupportsFloat":
            return _is_number(value)
        case "int" | "typing.SupportsInt" | "typing.SupportsIndex":
            return _is_number(value, whole=True)
        case "datetime.date":
            return isinstance(value, datetime.date)
        case "os.PathLike":
            return isinstance(value, os.PathLike)
        case "collections.abc.Callable" | "Callable":
            return callable(value)
        case "collections.abc.Buffer":
            return _has_bytes(value)
        case "BinaryIO":
            return hasattr(value, "read")
        case _ if outer in _LISTS:
            return _fits_all(value, inner)
        case _ if outer in _MAPPINGS:
            if not isinstance(value, collections.abc.Mapping):
                return False
            kinds = _split(inner, ",")
            return len(kinds) != 2 or all(
                _fits(key, kinds[0]) and _fits(item, kinds[1]) for key, item in value.items()
            )
    last = outer.rpartition(".")[2]
    if last == "PlanHistory" and any(t.__name__ == "Plan" for t in type(value).__mro__):
        return True
    return any(of.__name__ == last for of in type(value).__mro__)


def _has_bytes(value: Any) -> bool:
    try:
        memoryview(value)
    except TypeError:
        return False
    return True


def _is_number(value: Any, whole: bool = False) -> bool:
    """Is it one number, which a float or 64 bits can hold?"""
    dimensions: Any = getattr(value, "ndim", 0)
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
        return False
    if dimensions or isinstance(value, str) or (whole and isinstance(value, float)):
        return False
    converted = ("__index__", "__int__") if whole else ("__index__", "__float__")
    if not any(hasattr(value, name) for name in converted):
        return False
    try:
        made = int(value) if whole else float(value)
    except Exception:  # a conversion of someone else's may fail in any way
        return False
    return not whole or abs(made) < 2**64


def _kind_of_values(kind: str) -> str:
    """What a mapping is to hold; empty: no mapping is wanted, or nothing is said of it."""
    for one in _split(kind, "|"):
        outer, _, inner = one.partition("[")
        kinds = _split(inner[:-1], ",")
        if outer in _MAPPINGS and len(kinds) == 2:
            return kinds[1]
    return ""


def _is_table(value: Any) -> bool:
    """Is it a data frame of another library?"""
    is_frame = hasattr(value, "__arrow_c_stream__") or hasattr(value, "iloc")
    return is_frame and not type(value).__module__.startswith("actionplan")


def _fits_all(value: Any, kind: str) -> bool:
    if isinstance(value, (str, bytes)) or not hasattr(value, "__iter__") or _is_table(value):
        return False
    if not isinstance(value, collections.abc.Sequence):
        return True
    kinds = _split(kind, ",")
    return not kinds or all(_fits(item, kinds[0]) for item in value[:100])


def _takes_number(kind: str) -> bool:
    return "Float" in kind or "SupportsInt" in kind or kind.split(" ")[0] in ("float", "int")


_WANTED = {
    "None": "None",
    "str": "a text",
    "bool": "True or False",
    "float": "a number",
    "int": "a whole number",
    "typing.SupportsFloat": "a number",
    "typing.SupportsInt": "a whole number",
    "typing.SupportsIndex": "",
    "datetime.date": "a day",
    "os.PathLike": "a path",
    "collections.abc.Callable": "a function",
    "Callable": "a function",
    "collections.abc.Buffer": "bytes",
    "bytes": "bytes",
    "BinaryIO": "an open file",
    "dict": "a dict",
    "collections.abc.Mapping": "a dict",
    "Mapping": "a dict",
    "actionplan.PlanHistory": "a Plan or a PlanHistory",
    "alt.TopLevelMixin": "a chart, such as timeline(assessment)",
    "tables.Table": "a table of estimates, such as microdata.tables_of makes",
}


def _wanted(kind: str) -> str:
    words = []
    for one in _split(kind, "|"):
        outer, _, inner = one.partition("[")
        if outer in _LISTS:
            items = _split(inner[:-1], ",")
            word = f"a list of {_plural(items[0])}" if items else "a list"
        else:
            word = _WANTED.get(outer, _article(outer.rpartition(".")[2]))
        if word and word not in words:
            words.append(word)
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _plural(kind: str) -> str:
    kinds = _split(kind, "|")
    if "str" in kinds:
        return "texts"
    simple = kinds[0].rpartition(".")[2]
    known = {"str": "texts", "float": "numbers", "int": "whole numbers", "SupportsFloat": "numbers"}
    return known.get(simple, f"{simple} objects")


def _show(value: Any) -> str:
    try:
        text = repr(value)
    except Exception:  # a repr of someone else's may fail in any way
        text = f"<{type(value).__name__}>"
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


def _article(name: str) -> str:
    return f"an {name}" if name[:1].lower() in "aeio" else f"a {name}"


def _count(number: int) -> str:
    return "no argument" if number == 0 else f"{number} argument{'s' * (number != 1)}"


def _listed(names: Sequence[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    if not quoted:
        return "no arguments"
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


def _given(positional: Sequence[Any], named: Mapping[str, Any]) -> str:
    parts = [_show(value) for value in positional]
    parts += [f"{key}={_show(value)}" for key, value in named.items()]
    return ", ".join(parts) if parts else "nothing"
