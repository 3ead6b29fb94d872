"""The floors of quality and speed: what falls below one is named, and only that."""

import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.__main__ import FLOORS, below
from benchmarks.own import Own

PINNED = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
OWN = "own articles"


def results(
    ratio: float = 1.0, exponent: float = 1.0, quality: dict[str, dict[str, float]] | None = None
) -> Own:
    """Results of a run in which speeds are so much of the reference loop."""
    perfect = {where: dict.fromkeys(layers, 1.0) for where, layers in PINNED["quality"].items()}
    return Own(
        reference=1000.0,
        speeds=dict.fromkeys(PINNED["ratio"], 1000.0 * ratio),
        exponent=exponent,
        quality=dict(perfect if quality is None else quality),
    )


@pytest.mark.parametrize(
    "run, named",
    [
        ({}, []),
        ({"ratio": 0.0001}, [*PINNED["ratio"]]),
        ({"exponent": 2.0}, ["time grows"]),
        ({"quality": {OWN: {}}}, [OWN] * len(PINNED["quality"][OWN])),  # a layer that is gone
        ({"quality": {}}, []),  # a set that is not there is not judged
    ],
)
def test_what_is_below_its_floor_is_named(run: dict[str, Any], named: list[str]) -> None:
    found = list(below(results(**run)))
    assert len(found) == len(named)
    assert all(line.startswith(start) for line, start in zip(found, named, strict=True))


def test_a_layer_below_its_floor_is_named() -> None:
    least = PINNED["quality"][OWN]["people"]
    scores = {**PINNED["quality"][OWN], "people": least - 0.01}
    (said,) = below(results(quality={OWN: scores}))
    assert said == f"{OWN}, people: {least - 0.01:.3f}, floor {least}"
