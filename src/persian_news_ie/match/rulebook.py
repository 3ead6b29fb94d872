"""Rule books: TOML files that say what is looked for, checked when they are loaded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from persian_news_ie.facts import ROLES
from persian_news_ie.match.book import Book, Example, Rule
from persian_news_ie.match.grammar import PatternError
from persian_news_ie.match.pattern import SUBJECTS, Pattern, compile_pattern, shared
from persian_news_ie.match.scores import FILE, measured
from persian_news_ie.match.shape import ShapeError, raw_book, read_text
from persian_news_ie.match.words import WordList, list_entries
from persian_news_ie.resources import toml_of

# The slots that the facts have; a rule may fill these and no others.
SLOTS: Mapping[str, tuple[str, ...]] = {
    "agreement": (
        "parties",
        "partner",
        "signatories",
        "topic",
        "subject",
        "place",
        "date",
        "amount",
    ),
    "event": (*ROLES, "position", "place", "date"),
    "circumstance": ("place", "date"),
    "role": ("holder", "position"),
}
DEEPEST = 4  # lists that take phrases from lists that take phrases …
MOST_PHRASES = 100_000  # of one list
NO_BOOKS = frozenset(("shared.toml", "modality.toml", FILE))
LABELS = frozenset(
    ("PERSON", "PLACE", "ORG", "OFFICE", "GROUP", "PRONOUN", "DATE", "AMOUNT", "QUOTE")
)
SETTINGS = (
    "name",
    "trigger",
    "kind",
    "need",
    "also",
    "unless",
    "unlike",
    "only",
    "status",
    "by_tense",
    "denied",
    "modality",
    "wide",
    "score",
)


class RuleError(ValueError):
    """A rule book that cannot be used; the message names the file, the rule and the cure."""


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one book; errors say where."""

    name: str
    raw: Mapping[str, Any]
    shared: Mapping[str, WordList]

    def fail(self, rule: str, why: str) -> RuleError:
        return RuleError(f"{self.name}.{rule}: {why}")

    @property
    def fact(self) -> str:
        fact = str(self.raw.get("fact", self.name))
        if fact not in SLOTS:
            raise RuleError(f"{self.name}: fact must be one of {', '.join(SLOTS)}, not {fact!r}")
        return fact

    def pattern(self, rule: str, source: str) -> Pattern:
        types = {**shared_types(), **self.raw.get("types", {})}
        try:
            found = compile_pattern(source, types)
        except PatternError as error:
            raise self.fail(rule, str(error)) from None
        known = {*self.raw.get("words", {}), *self.shared}
        for name in sorted(found.lists - known):
            raise self.fail(rule, f"no word list {name!r}; there are {', '.join(sorted(known))}")
        for label in sorted(found.labels - LABELS - {*SUBJECTS}):
            raise self.fail(
                rule, f"no mention type {label!r}; there are {', '.join(sorted(LABELS))}"
            )
        return self.qualified(source, found)

    def qualified(self, source: str, found: Pattern) -> Pattern:
        """The pattern with the lists of this book under the book's name."""
        own = self.raw.get("words", {})
        steps = tuple(
            s._replace(name=f"{self.name}.{s.name}") if s.op == "word" and s.name in own else s
            for s in found.steps
        )
        return shared(source, steps)

    def patterns(self, rule: str, sources: str | Sequence[str]) -> tuple[Pattern, ...]:
        listed = [sources] if isinstance(sources, str) else sources
        return tuple(self.pattern(rule, s) for s in listed)

    def slots(self, rule: str, raw: Mapping[str, Any]) -> dict[str, tuple[Pattern, ...]]:
        """The slots of a rule; those that it leaves out are as `[slots]` of the book says."""
        own = {k: v for k, v in raw.items() if k not in (*SETTINGS, "example", "counterexample")}
        named = {**self.raw.get("slots", {}), **own}
        for name in named:
            if name not in SLOTS[self.fact]:
                raise self.fail(
                    rule, f"{self.fact} has no slot {name!r}; it has {', '.join(SLOTS[self.fact])}"
                )
        return {name: self.patterns(rule, patterns) for name, patterns in named.items() if patterns}

    def kinds(self, rule: str, raw: Mapping[str, Any]) -> dict[str, str]:
        """The book's `[kinds]`, a kind for each word list, unless the rule has its own."""
        kinds = {} if "kind" in raw else self.raw.get("kinds", {})
        own = self.raw.get("words", {})
        for name in kinds:
            if name not in own and name not in self.shared:
                raise self.fail(rule, f"[kinds] names no word list {name!r}")
        return {f"{self.name}.{k}" if k in own else k: str(v) for k, v in kinds.items()}

    def examples(self, rule: str, raw: Mapping[str, Any]) -> tuple[Example, ...]:
        found = []
        for finds, section in ((True, "example"), (False, "counterexample")):
            for example in raw.get(section, ()):
                slots = {k: v for k, v in example.items() if k != "text"}
                found.append(Example(example["text"], slots, finds))
            if not raw.get(section):
                raise self.fail(rule, f"needs a [[rule.{section}]]")
        return tuple(found)

    def rule(self, raw: Mapping[str, Any]) -> Rule:
        name = str(raw.get("name") or "")
        if not name or "trigger" not in raw:
            raise self.fail(name or "?", "a rule needs a name and a trigger")
        triggers = self.patterns(name, raw["trigger"])
        for trigger in triggers:
            if not trigger.first_lists():
                raise self.fail(name, f"trigger {trigger.source!r} must start with a word list")
        slots = self.slots(name, raw)
        needed = [slot for need in raw.get("need", ()) for slot in need.split("|")]
        for slot in (*needed, *raw.get("wide", ())):
            if slot not in slots:
                raise self.fail(name, f"slot {slot!r} is needed, but no pattern fills it")
        return Rule(
            id=f"{self.name}.{name}",
            fact=self.fact,
            kind=str(raw.get("kind", self.raw.get("kind", self.name))),
            triggers=triggers,
            slots=slots,
            need=tuple(sorted(raw.get("need", ()), key=lambda need: _is_costly(slots, need))),
            unless=self.patterns(name, raw.get("unless", ())),
            also=self.patterns(name, raw.get("also", ())),
            unlike=self.patterns(name, raw.get("unlike", ())),
            only=tuple(raw.get("only", ())),
            wide=tuple(raw.get("wide", ())),
            status=raw.get("status"),
            modality=raw.get("modality"),
            score=measured().get(f"{self.name}.{name}", float(raw.get("score", 0.9))),
            examples=self.examples(name, raw),
            kinds=self.kinds(name, raw),
            by_tense=raw.get("by_tense", {}),
            denied=raw.get("denied"),
        )

    def book(self) -> Book:
        rules = tuple(self.rule(r) for r in self.raw.get("rule", ()))
        names = [r.id for r in rules]
        for name in {n for n in names if names.count(n) > 1}:
            raise RuleError(f"{name}: two rules have this name")
        words = {f"{self.name}.{k}": v for k, v in self.raw.get("words", {}).items()}
        for key, value in words.items():
            self.check_words(key, value)
        return Book(self.name, self.fact, words, rules)

    def check_words(self, name: str, phrases: WordList) -> None:
        try:
            list(list_entries(name, phrases))
        except ValueError as error:
            raise RuleError(f"{self.name}: {error}") from None


def _is_costly(slots: Mapping[str, Sequence[Pattern]], need: str) -> bool:
    """Whether a slot that is needed may be a subject, which is looked for last."""
    return any(p.subject for name in need.split("|") for p in slots[name])


@cache
def shared_words() -> Mapping[str, WordList]:
    """The word lists that every book may use: of `rules/shared.toml`, and `modality.*`."""
    shared, modality = (
        toml_of("rules", f"{name}.toml")["words"] for name in ("shared", "modality")
    )
    return {**shared, **{f"modality.{name}": phrases for name, phrases in modality.items()}}


@cache
def shared_types() -> Mapping[str, Sequence[str]]:
    """The groups of mention types of `rules/shared.toml`, which every book may use."""
    types: Mapping[str, Sequence[str]] = toml_of("rules", "shared.toml")["types"]
    return types


def _united(
    book: str, lists: Mapping[str, WordList], phrases: WordList, depth: int = 0
) -> WordList:
    """A word list with the phrases of the lists that it names under `lists`."""
    if not isinstance(phrases, Mapping) or "lists" not in phrases:
        return phrases
    if depth > DEEPEST:
        raise RuleError(f"{book}: lists take phrases from one another in a circle")
    found: dict[str, list[str]] = {k: [*v] for k, v in phrases.items() if k != "lists"}
    for name in phrases["lists"]:
        if name not in lists:
            raise RuleError(f"{book}: no word list {name!r} to take phrases from")
        part = _united(book, lists, lists[name], depth + 1)
        for key, values in (part if isinstance(part, Mapping) else {"words": part}).items():
            found.setdefault(key, []).extend(values)
        if sum(map(len, found.values())) > MOST_PHRASES:
            raise RuleError(f"{book}: a list of more than {MOST_PHRASES} phrases")
    return found


def read_book(name: str, text: str) -> Book:
    """A rule book from its TOML text. Raises RuleError naming the rule and the cure."""
    try:
        raw = raw_book(text)
    except ShapeError as error:
        raise RuleError(f"{name}: {error}") from None
    raw["words"] = {k: _united(name, raw["words"], v) for k, v in raw.get("words", {}).items()}
    return _Reader(name, raw, shared_words()).book()


def book_from_file(path: str | Path) -> Book:
    """A user's own rule book; its name is the file's name without the suffix."""
    path = Path(path)
    try:
        text = read_text(path)
    except ShapeError as error:
        raise RuleError(f"{path}: {error}") from None
    except (OSError, ValueError) as error:
        raise RuleError(f"{path}: cannot be read as UTF-8 text: {error}") from None
    return read_book(path.stem, text)


@cache
def default_books() -> tuple[Book, ...]:
    """The books that ship with the library, by name."""
    return tuple(
        read_book(f.name.removesuffix(".toml"), f.read_text(encoding="utf-8"))
        for f in sorted(files("persian_news_ie.rules").iterdir(), key=lambda f: f.name)
        if f.name.endswith(".toml") and f.name not in NO_BOOKS
    )


def book_entries(books: Sequence[Book]) -> Iterator[tuple[str, Any]]:
    """The lexicon entries of the shared lists and of all books."""
    for lists in (shared_words(), *(b.words for b in books)):
        for name, phrases in lists.items():
            yield from list_entries(name, phrases)
