"""The section of the page on other tools: one table, and where we are ahead or not and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.machine import today
from benchmarks.markdown import NONE, number, table
from benchmarks.peers.measure import Row, rows

STEPS = ("normalise", "tokenise", "dates", "gazetteer", "everything")
LANGUAGES = {"ru": "on Russian"}
OFFSETS = "ours keeps where each character came from, and is plain Python"
TOKENS = "ours folds first, joins affixes and keeps offsets and keys, and is plain Python"
# Why a tool is faster than we are at a step; one that is and has no line here says so on the page.
WHY = {
    ("normalise", "rishe"): f"compiled Rust, text out only; {OFFSETS}",
    ("tokenise", "parsivar"): "cuts at spaces only: «گفت:در» stays one word",
    ("tokenise", "hazm"): f"words without offsets; {TOKENS}",
    ("tokenise", "shekar"): f"one split at spaces and signs, without offsets; {TOKENS}",
    ("tokenise", "rishe"): f"compiled Rust; {TOKENS}",
    ("tokenise", "spacy"): f"compiled Cython that remembers whole words; {TOKENS}",
    ("gazetteer", "spacy"): (
        "compiled, and looks for exact spellings of these phrases only; ours looks up all word "
        "lists of the library at once, whatever the half-spaces and letters, and reads context"
    ),
    ("names", "python-crfsuite"): "surface features only; compare the F1",
    ("names", "natasha"): "a small convolution over stored word vectors, another language",
    ("everything", "natasha"): "no relations, events or quotes, another language",
}
# What is not the same about a step, for us and for them.
REMARKS = (
    "hazm, parsivar and shekar also mend spacing and half-spaces in the text itself. We leave the "
    "text alone and compare words by keys without half-spaces, which are made with the tokens.",
    "Natasha parses and gives lemmas, which we do not; it has no relations, events or quotes. Its "
    "words are Russian.",
)


@dataclass(frozen=True, slots=True)
class Peers:
    """What was measured of all steps but names."""

    made: str
    rows: tuple[Row, ...]


def measure() -> Peers:
    """Measure every peer at every step."""
    return Peers(today(), tuple(rows(STEPS)))


def lines(found: Peers) -> Iterator[str]:
    """The section of the page."""
    yield from (
        "## Beside other tools",
        f"Measured {found.made}. One process and one thread for each row, in an environment that "
        "holds only that tool. Words are what stands between spaces; speeds are words a second of "
        "CPU time, best of three; start is the CPU time of import, load and a first sentence; "
        "memory is what the process holds after the run; installed is the tool with all it depends "
        "on, for us both taggers too. Persian texts are the project's own, read again and again: "
        "caches of words, ours and others', are warm, so new text is slower for all that have one.",
        "",
        *table(
            (
                "step",
                "tool",
                "version, Python",
                "words/s",
                "start s",
                "memory MB",
                "installed MB",
                "gives",
            ),
            map(_row, sorted(found.rows, key=lambda r: (STEPS.index(r.step), -r.rate))),
        ),
        "",
        "Where we stand:",
        "",
        *(line for step in STEPS for line in standing(step, found.rows)),
        "",
        *REMARKS,
    )


def shown(row: Row) -> str:
    """The name of a row's tool and way; ours in bold."""
    extra = ", ".join(filter(None, (row.how, LANGUAGES.get(row.language))))
    name = f"{row.peer} ({extra})" if extra else row.peer
    return f"**{name}**" if row.is_ours else name


def _row(row: Row) -> tuple[str, ...]:
    return (
        row.step,
        shown(row),
        f"{row.version}, {row.python}" if row.version else NONE,
        number(row.rate),
        number(row.init, ".2f"),
        number(row.memory),
        number(row.disk),
        f"not measured: {row.reason}" if row.reason else row.gives,
    )


def standing(step: str, found: Sequence[Row]) -> Iterator[str]:
    """Whom each way of ours is ahead of at a step, and who is ahead and why, as items of a list."""
    held = [row for row in found if row.step == step and row.rate]
    others = sorted((row for row in held if not row.is_ours), key=lambda row: row.rate)
    for ours in (row for row in held if row.is_ours):
        what = f"- {step} ({ours.how})" if ours.how else f"- {step}"
        if behind := [row for row in others if row.rate <= ours.rate]:
            times = (f"{shown(row)} {ours.rate / row.rate:,.1f} times" for row in behind)
            yield f"{what}: ahead of {', '.join(times)}."
        for row in others[len(behind) :]:
            times_us, why = row.rate / ours.rate, WHY.get((step, row.peer), "not explained yet")
            yield f"{what}: behind {shown(row)}, {times_us:,.1f} times as fast: {why}."
