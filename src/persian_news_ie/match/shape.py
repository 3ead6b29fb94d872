"""The shape of a rule book: what may stand where in its TOML, checked before it is read."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

LARGEST = 1 << 21  # bytes of a book; ours have some thirty thousand
LONGEST_PATTERN = 2000  # characters; ours have some two hundred

Phrases = list[str] | dict[str, list[str]]
Patterns = str | list[str]
Examples = list[dict[str, Patterns]]

BOOK: Mapping[str, Any] = {
    "fact": str,
    "kind": str,
    "words": dict[str, Phrases],
    "types": dict[str, list[str]],
    "kinds": dict[str, str],
    "slots": dict[str, Patterns],
    "rule": list[dict[str, Any]],
}
RULE: Mapping[str, Any] = {
    "name": str,
    "kind": str,
    "need": list[str],
    "only": list[str],
    "wide": list[str],
    "status": str,
    "modality": str,
    "denied": str,
    "by_tense": dict[str, str],
    "score": float,
    "example": Examples,
    "counterexample": Examples,
}


class ShapeError(ValueError):
    """A rule book of another shape; the message names the place and what is expected there."""


def raw_book(text: str) -> dict[str, Any]:
    """The content of a rule book, every part of the type that it must have. Raises ShapeError."""
    if len(text) > LARGEST:
        raise ShapeError(f"longer than {LARGEST} characters; divide it into several books")
    try:
        raw = tomllib.loads(text)
        for name, kind in BOOK.items():
            _check(raw.get(name), kind, name)
        for number, rule in enumerate(raw.get("rule", ()), 1):
            _check_rule(rule, str(rule.get("name") or f"rule {number}"))
    except tomllib.TOMLDecodeError as error:
        raise ShapeError(f"not valid TOML: {error}") from None
    except RecursionError:
        raise ShapeError("nested too deep") from None
    return raw


def read_text(path: Path) -> str:
    """The text of a book's file; ShapeError if it is larger than any book, or no file."""
    if path.exists() and not path.is_file():
        raise ShapeError("not a file")
    if path.exists() and path.stat().st_size > LARGEST:
        raise ShapeError(f"larger than {LARGEST} bytes; divide it into several books")
    return path.read_text(encoding="utf-8")


def _check_rule(rule: Mapping[str, Any], name: str) -> None:
    for key, value in rule.items():
        _check(value, RULE.get(key, Patterns), f"{name}: {key}")
        if key not in RULE:
            for pattern in [value] if isinstance(value, str) else value:
                if len(pattern) > LONGEST_PATTERN:
                    raise ShapeError(f"{name}: {key}: a pattern over {LONGEST_PATTERN} characters")
    for section in ("example", "counterexample"):
        for example in rule.get(section, ()):
            if not isinstance(example.get("text"), str):
                raise ShapeError(f"{name}: {section}: needs a text")


def _check(value: Any, kind: Any, place: str) -> None:
    if value is None:
        return
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise ShapeError(f"{place}: {error}".replace("`", "'")) from None
