"""Scenarios as Python dictionaries, written as the TOML that the program reads."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, Mapping, Union

#: The path of a file, or what would stand in one.
Scenario = Union[str, "os.PathLike[str]", Mapping[str, Any]]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def file(scenario: Scenario, folder: Path, place: Path) -> str:
    """The path of a scenario's file. A dictionary becomes one in ``place``, with the paths that it names
    taken from ``folder``."""
    if not isinstance(scenario, Mapping):
        return os.fspath(scenario)
    scenario = _beside(scenario, folder.resolve())
    head = scenario.get("scenario")
    name = head.get("name") if isinstance(head, Mapping) else None
    stem = re.sub(r"[^\w.-]", "-", name).lstrip(".") if isinstance(name, str) else ""
    stem = stem or "scenario"
    # Two of one name are two files.
    path, number = place / f"{stem}.toml", 2
    while path.exists():
        path, number = place / f"{stem}-{number}.toml", number + 1
    path.write_text(toml(scenario), encoding="utf-8")
    return str(path)


def _beside(scenario: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The same scenario with whole paths: what it extends, and the tables of an economy pack."""

    def whole(value: Any) -> Any:
        if isinstance(value, (str, os.PathLike)):
            return str(folder / value)
        if isinstance(value, (list, tuple)):
            return [whole(item) for item in value]
        return value

    scenario = dict(scenario)
    head, economy = scenario.get("scenario"), scenario.get("economy")
    if isinstance(head, Mapping) and "extends" in head:
        scenario["scenario"] = {**head, "extends": whole(head["extends"])}
    if isinstance(economy, Mapping) and isinstance(economy.get("tables"), Mapping):
        tables = {name: whole(path) for name, path in economy["tables"].items()}
        scenario["economy"] = {**economy, "tables": tables}
    return scenario


def toml(scenario: Mapping[str, Any]) -> str:
    """A dictionary as TOML, one key a line, so that the program's messages point at the key.

    >>> print(toml({"scenario": {"name": "a", "months": 12}, "policy": [{"name": "grant", "share": 0.5}]}))
    [scenario]
    name = "a"
    months = 12
    <BLANKLINE>
    [[policy]]
    name = "grant"
    share = 0.5
    <BLANKLINE>
    """
    plain: list[str] = []
    tables: list[str] = []
    for key, value in scenario.items():
        if isinstance(value, Mapping):
            tables.append(f"[{_key(key)}]\n{_lines(value, str(key))}")
        elif isinstance(value, (list, tuple)) and value and all(isinstance(item, Mapping) for item in value):
            for number, item in enumerate(value):
                tables.append(f"[[{_key(key)}]]\n{_lines(item, f'{key}[{number}]')}")
        else:
            plain.append(f"{_key(key)} = {written(value, str(key))}\n")
    return "\n".join(["".join(plain), *tables] if plain else tables)


def _lines(table: Mapping[str, Any], at: str) -> str:
    return "".join(f"{_key(key)} = {written(value, f'{at}.{key}')}\n" for key, value in table.items())


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"keys of a scenario are text, but {key!r} is {type(key).__name__}")
    return key if _BARE.fullmatch(key) else _text(key)


def written(value: Any, at: str) -> str:
    """A value as TOML; ``at`` is where it stands, for messages."""
    if hasattr(value, "item") and not isinstance(value, (str, bytes)) and getattr(value, "ndim", None) == 0:
        value = value.item()  # a number of numpy
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value)  # also nan and inf: the program says what it thinks of them
    if isinstance(value, (str, os.PathLike)):
        return _text(os.fspath(value))
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(written(item, f"{at}[{number}]") for number, item in enumerate(value)) + "]"
    if isinstance(value, Mapping):
        inside = [f"{_key(key)} = {written(item, f'{at}.{key}')}" for key, item in value.items()]
        return "{ " + ", ".join(inside) + " }" if inside else "{}"
    hint = "; leave the key out instead" if value is None else ""
    raise TypeError(
        f"{at} is {type(value).__name__}, but a scenario holds text, numbers, true and false, lists and tables{hint}"
    )


def _text(text: str) -> str:
    escaped = "".join(_ESCAPES.get(c, c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}") for c in text)
    return f'"{escaped}"'
