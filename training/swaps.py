"""Other names in the same context, so that the context decides and not the name."""

import csv
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .corpora import Sentence
from .scores import entities

RATES: Final = {"PER": 0.25, "LOC": 0.15}
PLACE_TABLES: Final = {
    "iran_admin.tsv": "name_fa",
    "iraq_admin.tsv": "name_fa",
    "neighbour_cities.tsv": "name_fa",
    "border_crossings.tsv": "name_fa",
    "countries_fa.tsv": "name_fa",
}


@dataclass(frozen=True, slots=True)
class Names:
    """Lists to draw from."""

    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def column(path: Path, name: str, keep: int = 100_000) -> tuple[str, ...]:
    """One column of a tab-separated table without blanks; empty where the table is missing."""
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[:keep]
    return tuple(v for row in rows if (v := (row.get(name) or "").strip()))


def read_names(folder: Path | None) -> Names:
    """The name lists of a lexicon folder; empty lists (no swapping) without one."""
    if folder is None:
        return Names()
    places = [p for table, name in PLACE_TABLES.items() for p in column(folder / table, name)]
    return Names(
        column(folder / "given_names.tsv", "name", 4000),
        column(folder / "surnames.tsv", "surname", 6000),
        tuple(p for p in places if len(p.split()) <= 3),
    )


def swapped(sentence: Sentence, names: Names, rng: random.Random) -> Sentence:
    """The sentence with some people and places called otherwise; labels follow."""
    tokens, labels = list(sentence.tokens), list(sentence.labels)
    for start, stop, kind in sorted(entities(labels), reverse=True):
        if rng.random() >= RATES.get(kind, 0.0):
            continue
        if new := other_name(tokens[start:stop], kind, names, rng):
            tokens[start:stop] = new
            labels[start:stop] = [f"B-{kind}", *[f"I-{kind}"] * (len(new) - 1)]
    return Sentence(tuple(tokens), tuple(labels))


def other_name(old: Sequence[str], kind: str, names: Names, rng: random.Random) -> list[str]:
    """A name of the same kind and build; nothing where the old one is no plain name."""
    if kind == "LOC":
        return rng.choice(names.places).split() if names.places and len(old) == 1 else []
    if not names.given or not names.family or len(old) > 3:
        return []
    # The first part of longer names is kept at times: real names mix the known and the new.
    given = old[0] if rng.random() < 0.3 else rng.choice(names.given)
    family = rng.choice(names.family).split()
    return family if len(old) == 1 else [given, *family]
