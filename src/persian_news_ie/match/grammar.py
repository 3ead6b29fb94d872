"""The grammar of patterns: the text of one parsed to the steps of a small program."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

SYMBOLS = re.compile(r"\s*(\$[\w.]+|[A-Z][A-Z_]*|[\[\]()|?*+~#%^@_>])")

SIGNS = {
    "~": "gap",
    "_": "short",
    "#": "phrase",
    "%": "stretch",
    ">": "rest",
    "^": "begin",
    "@": "anchor",
}


class PatternError(ValueError):
    """A pattern that cannot be read; the message quotes it."""


class Step(NamedTuple):
    """One instruction: `op` with its argument and the places to go on, in order of preference."""

    op: str  # one of READERS, or gap, short, open, close, split, done
    name: str = ""
    goto: tuple[int, ...] = ()


@dataclass(slots=True)
class _Parser:
    """Recursive descent over the symbols of one pattern, emitting steps."""

    source: str
    symbols: list[str]
    types: Mapping[str, Sequence[str]]
    at: int = 0
    steps: list[Step] = field(default_factory=list)

    def peek(self) -> str:
        return self.symbols[self.at] if self.at < len(self.symbols) else ""

    def emit(self, op: str, name: str = "", goto: tuple[int, ...] = ()) -> int:
        self.steps.append(Step(op, name, goto))
        return len(self.steps) - 1

    def fail(self, why: str) -> PatternError:
        return PatternError(f"{why} in pattern {self.source!r}")

    def choice(self, closing: str) -> None:
        """Alternatives up to `closing`; the first that matches is taken."""
        exits = []
        while True:
            split = self.emit("split")
            self.sequence()
            if self.peek() != "|":
                self.steps[split] = Step("split", goto=(split + 1,))
                break
            self.at += 1
            exits.append(self.emit("split"))
            self.steps[split] = Step("split", goto=(split + 1, len(self.steps)))
        if self.peek() != closing:
            raise self.fail(f"expected {closing or 'the end'}, found {self.peek() or 'the end'}")
        self.at += 1
        for at in exits:
            self.steps[at] = Step("split", goto=(len(self.steps),))

    def sequence(self) -> None:
        empty = True
        while self.peek() not in ("", "|", ")", "]"):
            self.repeated()
            empty = False
        if empty:
            raise self.fail("nothing to match")

    def repeated(self) -> None:
        """One item with its `?`, `*` or `+`."""
        start = len(self.steps)
        self.emit("split")  # becomes the way around the item
        self.item()
        sign, end = self.peek(), len(self.steps)
        ways = (start + 1, end + 1)
        if sign in ("*", "+"):
            self.emit("split", goto=ways)
        if sign and sign in "?*+":
            self.at += 1
        around = {"?": (start + 1, end), "*": ways}.get(sign, (start + 1,))
        self.steps[start] = Step("split", goto=around)

    def item(self) -> None:
        symbol = self.peek()
        self.at += 1
        if symbol == "(":
            self.choice(")")
        elif symbol == "[":
            self.emit("open")
            self.choice("]")
            self.emit("close")
        elif symbol.startswith("$"):
            self.emit("word", symbol[1:])
        elif symbol in SIGNS:
            self.emit(SIGNS[symbol])
        elif symbol.isidentifier():
            self.types_of(symbol)
        else:
            raise self.fail(f"{symbol!r} stands where an item should")

    def types_of(self, name: str) -> None:
        """A type, or any of the types a book groups under one name."""
        self.emit("type", " ".join(self.types.get(name, (name,))))


def parse(source: str, types: Mapping[str, Sequence[str]]) -> tuple[Step, ...]:
    """The steps of a pattern; `types` names groups of mention types. Raises PatternError."""
    symbols, at = [], 0
    for found in SYMBOLS.finditer(source):
        if found.start() != at:
            break
        symbols.append(found.group(1))
        at = found.end()
    if source[at:].strip():
        raise PatternError(f"cannot read {source[at:].strip()!r} in pattern {source!r}")
    parser = _Parser(source, symbols, types)
    try:
        parser.choice("")
    except RecursionError:
        raise PatternError(f"brackets too deep in pattern {source[:40]!r} …") from None
    parser.emit("done")
    return tuple(parser.steps)
