"""The section of the page on names: taggers side by side, how right and how fast."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.machine import today
from benchmarks.markdown import NONE, number, table
from benchmarks.ner import CORPORA, HALF_SPACES, Score, scores
from benchmarks.peers.measure import Row, rows
from benchmarks.peers.page import shown, standing

STEP = "names"
TITLES = {"peyma": "PEYMA", "parstwiner": "ParsTwiNER"}
CONDITIONS = [(corpus, half_spaces) for corpus in CORPORA for half_spaces in HALF_SPACES]


@dataclass(frozen=True, slots=True)
class Ner:
    """F1 of each system, and what each costs."""

    made: str
    scores: tuple[Score, ...]
    rows: tuple[Row, ...]

    def f1(self, system: str, corpus: str, half_spaces: str, kind: str = "all") -> float:
        """A score in percent; 0 where it was not measured."""
        wanted = (system, corpus, half_spaces)
        held = (s.f1 for s in self.scores if (s.system, s.corpus, s.half_spaces) == wanted)
        return next(held, {}).get(kind, 0.0)


def measure() -> Ner:
    """Train the CRF, judge all, then time all."""
    judged = scores()
    return Ner(today(), tuple(judged), tuple(rows((STEP,))))


def lines(found: Ner) -> Iterator[str]:
    """The section of the page."""
    heads = [f"{TITLES[corpus]}, half-spaces {state}" for corpus, state in CONDITIONS]
    costs = ("words/s", "start s", "model MB", "memory MB", "installed MB", "")
    yield from (
        "## Names",
        f"Measured {found.made}. Strict F1 of whole entities on the test parts. Ours are the "
        "shipped files as the library reads them, five sentences a text. "
        "ParsTwiNER has kinds of its own, for which our models have a second output. The CRF "
        "(words, affixes, shapes, two words around) was trained on the training parts in the same "
        "run. What it costs is measured as in the table above: from the bare text, one thread.",
        "",
        *table(("tagger", *heads, *costs), (_row(found, row) for row in found.rows)),
        "",
        "Speed alone:",
        "",
        *standing(STEP, found.rows),
        "",
        *_kinds(found),
    )


def system(row: Row) -> str:
    """The name that a row's scores go by."""
    return row.how if row.is_ours else row.peer


def _row(found: Ner, row: Row) -> tuple[str, ...]:
    f1 = (found.f1(system(row), *condition) for condition in CONDITIONS)
    return (
        shown(row),
        *(number(score, ".1f") for score in f1),
        number(row.rate),
        number(row.init, ".2f"),
        number(row.weights, ".1f"),
        number(row.memory),
        number(row.disk),
        f"not measured: {row.reason}" if row.reason else row.gives,
    )


def _kinds(found: Ner) -> Iterator[str]:
    """F1 by kind, a table for each corpus."""
    for corpus in CORPORA:
        held = [score for score in found.scores if score.corpus == corpus]
        if held:
            kinds = [kind for kind in held[0].f1 if kind != "all"]
            rows = ([s.system, s.half_spaces, *(_kind(s, kind) for kind in kinds)] for s in held)
            yield f"### {TITLES[corpus]} test by kind"
            yield from table(("tagger", "half-spaces", *kinds), rows)
            yield ""


def _kind(score: Score, kind: str) -> str:
    return f"{score.f1[kind]:.1f}" if kind in score.f1 else NONE
