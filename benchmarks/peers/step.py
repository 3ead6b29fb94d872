"""What the file of a peer says: how it is installed, and the steps it can be measured at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

Run = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Given:
    """What a step may use: the phrases of our gazetteer, and where trained models lie."""

    phrases: tuple[str, ...]
    models: Path


Make = Callable[[Given], Run]
Files = Callable[[Given], Iterable[Path]]


def nothing(_: Given) -> Iterable[Path]:
    """No files."""
    return ()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a peer does to a text.

    Peers are compared by `name`; `how` tells two ways of one peer apart, `gives` says what comes
    out. `make` imports and loads, which is timed as well; `weights` are the files of its model. A
    step that cannot be measured has a `reason` instead.
    """

    name: str
    gives: str
    make: Make | None = None
    how: str = ""
    weights: Files = nothing
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool by the name of its package, pinned; `python` is the version it asks for, if any."""

    name: str
    requirements: tuple[str, ...]
    steps: tuple[Step, ...]
    python: str = ""
    language: str = "fa"
