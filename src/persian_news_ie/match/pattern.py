"""The pattern language: parsed to a small program, run in time linear in the text.

`$name` a word of a list · `TYPE` a mention, captured · `[x]` capture the words of x · `~` a gap ·
`#` a phrase: words up to the next word that ends one · `%` a long phrase: words up to a comma, an
object marker, a finite verb or the trigger · `>` the rest of the clause · `_` a short gap inside
one phrase, over no mention · `^` a phrase starts here (the clause starts, or the word before ends
an adverbial) · `@` the trigger, or its first words if it has a gap · `( | )` · `? * +`. A mention
is one step, so a gap never stops inside one; that of a trigger may leap over a relative clause.

A slot may be `SUBJECT`, what the clause is about as `subject.py` finds it, `WHO_SUBJECT`, the same
if it is a mention, `BODY_SUBJECT`, if it is one of people or a body, `COLLECTIVE_SUBJECT`, if it is
a body, a place or a group, `HUMAN_SUBJECT`, of people, or `NAMED_SUBJECT`, a person or office.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from persian_news_ie.match.grammar import Step, parse
from persian_news_ie.match.matcher import Field, Match, run, threaded

SUBJECTS = (
    "SUBJECT",
    "WHO_SUBJECT",
    "BODY_SUBJECT",
    "HUMAN_SUBJECT",
    "COLLECTIVE_SUBJECT",
    "NAMED_SUBJECT",
)
ANY = ""  # the name of whatever a match starts with


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A compiled pattern; `shared` makes each but once, so what one matches can be kept."""

    source: str
    steps: tuple[Step, ...]
    program: tuple[Step, ...] = field(init=False)
    firsts: frozenset[str] = field(init=False)  # lists and labels a match starts with, or ANY
    required: frozenset[str] = field(init=False)  # lists and labels that every match has
    leads: bool = field(init=False)  # whether every match starts with the trigger
    anchored: bool = field(init=False)  # whether it names the trigger
    gapped: bool = field(init=False)  # whether it has a gap
    subject: str = field(init=False)  # the one of `SUBJECTS` that is all it says, else empty

    def __post_init__(self) -> None:
        ops = {s.op for s in self.steps}
        single = {s.name for s in self.steps if s.op == "type" and " " not in s.name}
        needed = (name for name in self.lists | single if not _avoids(self.steps, name))
        for name, value in (
            ("program", threaded(self.steps)),
            ("firsts", _firsts(self.steps)),
            ("required", frozenset(needed)),
            ("leads", all(s.op == "anchor" for s in _openings(self.steps))),
            ("anchored", "anchor" in ops),
            ("gapped", not ops.isdisjoint(("gap", "short"))),
            ("subject", self.source if self.source in SUBJECTS else ""),
        ):
            object.__setattr__(self, name, value)

    @property
    def lists(self) -> frozenset[str]:
        """The word lists that the pattern names."""
        return frozenset(s.name for s in self.steps if s.op == "word")

    @property
    def labels(self) -> frozenset[str]:
        """The mention types that the pattern names."""
        return frozenset(n for s in self.steps if s.op == "type" for n in s.name.split())

    def first_lists(self) -> frozenset[str]:
        """The lists one of which every match starts with; empty if it may start otherwise."""
        return self.firsts if self.firsts <= self.lists else frozenset()

    def match(self, text: Field, start: int) -> Match | None:
        """The preferred match that starts at a token, or None."""
        return run(self.program, text, start)


def _avoids(steps: Sequence[Step], name: str) -> bool:
    """Whether a pattern can match without a word of a list, or a mention of a label."""
    todo, seen = [0], set()
    while todo:
        at = todo.pop()
        step = steps[at]
        if step.op == "done":
            return True
        if at not in seen and not (step.op in ("word", "type") and step.name == name):
            seen.add(at)
            todo += step.goto or (at + 1,)
    return False


def _openings(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps that read text or the trigger first."""
    todo, seen = [0], set()
    while todo:
        at = todo.pop()
        if at not in seen:
            seen.add(at)
            if steps[at].op in ("split", "open", "close", "begin"):
                todo += steps[at].goto or (at + 1,)
            else:
                yield steps[at]


def _firsts(steps: Sequence[Step]) -> frozenset[str]:
    """What a match can start with; ANY if that is not only words and mentions."""
    openings = list(_openings(steps))
    if any(step.op not in ("word", "type") for step in openings):
        return frozenset((ANY,))
    return frozenset(name for step in openings for name in step.name.split())


def compile_pattern(source: str, types: Mapping[str, Sequence[str]] | None = None) -> Pattern:
    """Compile a pattern; `types` names groups of mention types.

    Raises PatternError with the pattern and the place that cannot be read.
    """
    return _compiled(source, tuple((k, tuple(v)) for k, v in (types or {}).items()))


@cache
def _compiled(source: str, types: tuple[tuple[str, tuple[str, ...]], ...]) -> Pattern:
    return shared(source, parse(source, dict(types)))


@cache
def shared(source: str, steps: tuple[Step, ...]) -> Pattern:
    """The one pattern of these steps."""
    return Pattern(source, steps)
