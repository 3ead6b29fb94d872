"""The page `docs/performance.md`, made from what was measured."""

import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.texts import HOME, LENGTH

PAGE = HOME / "docs" / "performance.md"
PARTS = ("numpy", "onnxruntime", "tokenizers", "msgspec")


@dataclass(slots=True)
class Results:
    """Everything that one run measured; speeds in words a second, times in seconds, sizes in MB."""

    reference: float = 0.0
    speeds: dict[str, float] = field(default_factory=dict)
    stages: dict[str, float] = field(default_factory=dict)
    full_stages: dict[str, float] = field(default_factory=dict)
    lengths: dict[int, float] = field(default_factory=dict)
    exponent: float = 0.0
    fresh: dict[str, tuple[float, float]] = field(default_factory=dict)
    memory: float = 0.0
    quality: dict[str, Mapping[str, float]] = field(default_factory=dict)

    def ratio(self, name: str) -> float:
        """A speed as a share of that of the reference loop."""
        return self.speeds[name] / self.reference


def page(found: Results) -> str:
    """The page as Markdown."""
    return "\n".join(
        [
            "# Performance",
            "",
            f"Made by `python -m benchmarks` (`make bench`) on {date.today().isoformat()}; do not "
            "edit.",
            f"Machine: {_machine()}.",
            "",
            "## Speed",
            f"Articles of {LENGTH} words put together from the project's own; parsing and JSON are "
            "part of the pipeline. The ratio is to a loop in plain Python measured in the same run "
            f"({found.reference:,.0f} words/s), so it can be compared between machines.",
            "",
            *_table(("", "words/s", "articles/s", "ratio"), _speeds(found)),
            "",
            "## Stages",
            "Shares of the time without and with the tagger.",
            "",
            *_table(("stage", "without", "with"), _stages(found)),
            "",
            "## Length of one text",
            f"Without the tagger; time grows with the power {found.exponent:.2f} of the length.",
            "",
            *_table(("words", "seconds"), ((f"{n:,}", f"{s:.3f}") for n, s in _lengths(found))),
            "",
            "## Start and memory",
            *_table(("", "CPU seconds", "MB"), _fresh(found)),
            "",
            "## Quality",
            "F1 of each layer (accuracy for values), as the sets define them. Floors are pinned in "
            "`benchmarks/floors.toml`; `python -m benchmarks --check` fails below them.",
            "",
            *_table(("layer", *found.quality), _quality(found)),
            "",
        ]
    )


def write(found: Results) -> Path:
    """Write the page and say where."""
    PAGE.write_text(page(found), encoding="utf-8")
    return PAGE


def _machine() -> str:
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in _lines("/proc/cpuinfo")
            if line.startswith("model name")
        ),
        platform.processor() or platform.machine(),
    )
    parts = ", ".join(f"{name} {version(name)}" for name in PARTS)
    load = f"{os.getloadavg()[0]:.1f} programs busy beside it" if hasattr(os, "getloadavg") else ""
    return f"{cpu}, {os.cpu_count()} cores ({load}), Python {platform.python_version()}, {parts}"


def _lines(path: str) -> Sequence[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else ()


def _speeds(found: Results) -> Iterator[tuple[str, ...]]:
    for name, rate in found.speeds.items():
        yield name, f"{rate:,.0f}", f"{rate / LENGTH:,.0f}", f"{found.ratio(name):.4f}"


def _stages(found: Results) -> Iterator[tuple[str, ...]]:
    bare, full = sum(found.stages.values()), sum(found.full_stages.values())
    for name in found.full_stages or found.stages:
        without = f"{found.stages[name] / bare:.1%}" if name in found.stages else "–"
        share = found.full_stages.get(name)
        yield name, without, f"{share / full:.1%}" if share is not None else "–"


def _lengths(found: Results) -> Iterable[tuple[int, float]]:
    return found.lengths.items()


def _fresh(found: Results) -> Iterator[tuple[str, ...]]:
    for name, (spent, size) in found.fresh.items():
        yield name, f"{spent:.1f}", f"{size:.0f}"
    yield "most, during these measurements", "", f"{found.memory:.0f}"


def _quality(found: Results) -> Iterator[tuple[str, ...]]:
    layers = {layer: None for scores in found.quality.values() for layer in scores}
    for layer in layers:
        scores = (some.get(layer) for some in found.quality.values())
        yield layer, *("–" if score is None else f"{score:.3f}" for score in scores)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'-|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
