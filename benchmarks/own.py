"""The package by itself: speed of the pipeline and its stages, start, memory, quality."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import persian_news_ie as pni
from benchmarks import quality, speed
from benchmarks.machine import today
from benchmarks.markdown import NONE, table
from benchmarks.texts import LENGTH

BARE, FULL, TOKENS = "pipeline without the tagger", "pipeline", "tokens and sentences"
COUNT, FULL_COUNT, FEW = 256, 64, 128  # articles; few are enough for a check


@dataclass(slots=True)
class Own:
    """What was measured; speeds in words a second, times in seconds, sizes in MB."""

    made: str = ""
    reference: float = 0.0
    speeds: dict[str, float] = field(default_factory=dict)
    stages: dict[str, float] = field(default_factory=dict)
    full_stages: dict[str, float] = field(default_factory=dict)
    lengths: dict[int, float] = field(default_factory=dict)
    exponent: float = 0.0
    fresh: dict[str, tuple[float, float]] = field(default_factory=dict)
    memory: float = 0.0
    quality: dict[str, Mapping[str, float | None]] = field(default_factory=dict)

    def ratio(self, name: str) -> float:
        """A speed as a share of that of the reference loop."""
        return self.speeds[name] / self.reference


def measure(check: bool = False) -> Own:
    """The results; those without a floor are left out of a check."""
    found = Own(made=today(), reference=speed.reference_rate())
    found.speeds = {TOKENS: speed.tokens(), BARE: speed.whole(None, FEW if check else COUNT)}
    if not check:
        found.speeds[FULL] = speed.whole("default", FULL_COUNT)
        found.stages = speed.stages(None, COUNT)
        found.full_stages = speed.stages("default", FULL_COUNT)
        found.fresh = speed.fresh()
    lengths = speed.FEW_LENGTHS if check else speed.LENGTHS
    found.lengths, found.exponent = speed.long_texts(lengths)
    nlp = pni.load()
    found.quality = {"own articles": quality.own(nlp), **quality.given(nlp)}
    found.memory = speed.memory()
    return found


def lines(found: Own) -> Iterator[str]:
    """The sections of the page on speed, start, memory and quality."""
    yield from (
        "## Speed",
        f"Measured {found.made}. Articles of {LENGTH} words put together from the project's own; "
        "parsing and JSON are part of the pipeline. The ratio is to a loop in plain Python in the "
        f"same run ({found.reference:,.0f} words/s), so it can be compared between machines.",
        "",
        *table(("", "words/s", "articles/s", "ratio"), _speeds(found)),
        "",
        "### Stages",
        "Shares of the time without and with the tagger.",
        "",
        *table(("stage", "without", "with"), _stages(found)),
        "",
        "### Length of one text",
        f"Without the tagger; time grows with the power {found.exponent:.2f} of the length.",
        "",
        *table(("words", "seconds"), ((f"{n:,}", f"{s:.3f}") for n, s in found.lengths.items())),
        "",
        "### Start and memory",
        *table(("", "CPU seconds", "MB"), _fresh(found)),
        "",
        "## Quality",
        "F1 of each layer (accuracy for values), as the sets define them. Floors are pinned in "
        "`benchmarks/floors.toml`; `python -m benchmarks --check` fails below them.",
        "",
        *table(("layer", *found.quality), _quality(found)),
    )


def _speeds(found: Own) -> Iterator[tuple[str, ...]]:
    for name, rate in found.speeds.items():
        yield name, f"{rate:,.0f}", f"{rate / LENGTH:,.0f}", f"{found.ratio(name):.4f}"


def _stages(found: Own) -> Iterator[tuple[str, ...]]:
    bare, full = sum(found.stages.values()), sum(found.full_stages.values())
    for name in found.full_stages or found.stages:
        without = f"{found.stages[name] / bare:.1%}" if name in found.stages else NONE
        share = found.full_stages.get(name)
        yield name, without, f"{share / full:.1%}" if share is not None else NONE


def _fresh(found: Own) -> Iterator[tuple[str, ...]]:
    for name, (spent, size) in found.fresh.items():
        yield name, f"{spent:.1f}", f"{size:.0f}"
    yield "most, during these measurements", "", f"{found.memory:.0f}"


def _quality(found: Own) -> Iterator[tuple[str, ...]]:
    layers = {layer: None for scores in found.quality.values() for layer in scores}
    for layer in layers:
        scores = (some.get(layer) for some in found.quality.values())
        yield layer, *(NONE if score is None else f"{score:.3f}" for score in scores)
