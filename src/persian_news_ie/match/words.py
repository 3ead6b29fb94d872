"""Word lists of rule books: what goes into the lexicon, and what was found of it."""

from collections import defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.match.verbs import VerbForm, elision, noun_forms, verb_spellings, verbs
from persian_news_ie.text.lexicon import Hits
from persian_news_ie.text.tokens import Tokens

# Shared lists of what stands before a noun: that looks like a verb, that makes one whole.
BEFORE_NOUN = ("preposition", "this", "head_noun")
BEFORE_LEAD = ("preposition", "this", "occasion")
LONGEST_SHARED = 30  # tokens between a noun and the light verb that it shares with another


class Word(NamedTuple):
    """A phrase of a word list."""

    list: str


class WordSet(NamedTuple):
    """All the lists that hold one phrase: one hit instead of many."""

    lists: tuple[str, ...]


class Light(NamedTuple):
    """The first part of a compound verb of a word list: it counts before a form of its verb."""

    list: str
    infinitive: str


class Single(NamedTuple):
    """A verb of a word list that is one word: it counts as the form that it is."""

    list: str
    infinitive: str


class Found(NamedTuple):
    """A phrase found: where it stops and, for a verb, the form it has."""

    stop: int
    form: VerbForm | None


WordList = Sequence[str] | Mapping[str, Sequence[str]]


def list_entries(name: str, phrases: WordList) -> Iterator[tuple[str, Word | Light | Single]]:
    """The lexicon entries of one list: plain phrases, `nouns` with endings, `verbs` conjugated.

    Raises ValueError for a verb that `words/verbs.tsv` does not know.
    """
    if not isinstance(phrases, Mapping):
        phrases = {"words": phrases}
    for phrase in phrases.get("words", ()):
        yield phrase, Word(name)
    for noun in phrases.get("nouns", ()):
        yield from ((form, Word(name)) for form in noun_forms(noun))
    for verb in phrases.get("verbs", ()):
        *lead, infinitive = verb.split(" ")
        if infinitive not in verbs():
            raise ValueError(f"list {name!r}: verb {infinitive!r} is not in words/verbs.tsv")
        if lead:
            yield " ".join(lead), Light(name, infinitive)
        else:
            yield from ((form, Single(name, infinitive)) for form in verb_spellings(infinitive))


def merged(entries: Iterable[tuple[str, Hashable]]) -> Iterator[tuple[str, Hashable]]:
    """Lexicon entries in which the lists of one phrase are one value."""
    lists: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for phrase, value in entries:
        if isinstance(value, Word):
            lists[phrase][value.list] = None
        else:
            yield phrase, value
    for phrase, names in lists.items():
        yield phrase, WordSet(tuple(names))


class Words:
    """The words of all lists in one text (`at`) and its verb forms (`verbs`), by token.

    `ends` are the keys of tokens behind which no clause goes on: a form that is a noun as well
    counts as a verb only before one of them or at the end of the text.
    """

    __slots__ = ("at", "verbs")

    def __init__(
        self, hits: Hits | None = None, tokens: Tokens | None = None, ends: Container[str] = ()
    ) -> None:
        self.at: defaultdict[int, dict[str, tuple[Found, ...]]] = defaultdict(dict)
        self.verbs: dict[int, Found] = {}
        if hits is not None and tokens is not None:
            self._fill(hits, tokens, ends)

    def _fill(self, hits: Hits, tokens: Tokens, ends: Container[str]) -> None:
        longest: dict[int, int] = {}
        doubts: dict[int, Found] = {}
        for (start, stop), word in hits.of(WordSet):
            found = Found(stop, None)
            if start in longest:
                for name in word.lists:
                    self._add(start, name, found)
            else:
                self.at[start] = dict.fromkeys(word.lists, (found,))
            longest[start] = stop
        for span, form in hits.of(VerbForm):
            last = span.stop >= len(tokens) or tokens.keys[span.stop] in ends
            if form.doubtful and (not last or self._governed(span.start, BEFORE_NOUN)):
                doubts[span.start] = Found(span.stop, form)
                continue
            known = self.verbs.get(span.start)
            if known is None or span.stop > known.stop:
                self.verbs[span.start] = Found(span.stop, form)
        for start in [at for at, verb in self.verbs.items() if verb.stop < longest.get(at, 0)]:
            del self.verbs[start]  # the first word of a longer phrase
        self._fill_verbs(hits, tokens, ends, doubts)

    def _fill_verbs(
        self, hits: Hits, tokens: Tokens, ends: Container[str], doubts: Mapping[int, Found]
    ) -> None:
        for span, light in hits.of(Light):
            verb = self.verbs.get(span.stop) or doubts.get(span.stop)
            if verb is None or verb.form is None or verb.form.infinitive != light.infinitive:
                continue
            self.verbs.setdefault(span.stop, verb)  # behind its noun there is no doubt
            last = verb.stop >= len(tokens) or tokens.keys[verb.stop] in ends
            if verb.form.is_finite or (verb.form.tense == "participle" and last):
                self._add(span.start, light.list, verb)  # else an adjective or a noun
        for span, single in hits.of(Single):
            verb = self.verbs.get(span.start)
            if verb and verb.form and verb.form.infinitive == single.infinitive:
                self._add(span.start, single.list, verb)
        for span, light in reversed(hits.of(Light)):  # the last first: it may be shared on
            if shared := self._shared(span, light, tokens):
                self._add(span.start, light.list, shared)
                self.verbs[span.start] = shared

    def _shared(self, span: Span, light: Light, tokens: Tokens) -> Found | None:
        """The form of a light verb that is left out before «and»: that of the verb behind it."""
        lead = "".join(tokens.keys[span.start : span.stop])
        if lead not in elision().leads or not self.has(span.stop, "plus"):
            return None
        if self._governed(span.start, BEFORE_LEAD):
            return None
        for at in range(span.stop + 1, min(span.stop + LONGEST_SHARED, len(tokens))):
            if tokens.keys[at] in elision().stops:
                return None
            verb = self.verbs.get(at)
            if verb and verb.form and verb.form.is_finite:
                acts = lead in elision().loose or self.has(span.start - 1, "ra") > 0
                fits = elision().shares(light.infinitive, verb.form.infinitive, acts)
                return Found(span.stop, verb.form) if fits else None
        return None

    def _governed(self, at: int, lists: Sequence[str]) -> bool:
        """Whether a word of some lists stands before a token."""
        return at > 0 and any(name in self.at.get(at - 1, ()) for name in lists)

    def places(self, lists: frozenset[str]) -> dict[str, list[int]]:
        """The tokens at which phrases of some lists start, by list, in text order."""
        found: dict[str, list[int]] = {name: [] for name in lists}
        for at in sorted(self.at):
            here = self.at[at]
            if not lists.isdisjoint(here):
                for name in lists.intersection(here):
                    found[name].append(at)
        return found

    def has(self, at: int, name: str) -> int:
        """Where the longest phrase of a list that starts at a token stops; 0 if none does."""
        found = self.at.get(at)
        hits = found.get(name) if found else None
        if not hits:
            return 0
        return hits[0].stop if len(hits) == 1 else max(f.stop for f in hits)

    def finite(self, at: int) -> int:
        """Where the finite verb that starts at a token stops; 0 if none does."""
        verb = self.verbs.get(at)
        return verb.stop if verb and verb.form and verb.form.is_finite else 0

    def finite_form(self, start: int, stop: int) -> VerbForm | None:
        """The first finite verb form that starts in a range of tokens."""
        found = (v.form for at in range(start, stop) if (v := self.verbs.get(at)))
        return next((form for form in found if form and form.is_finite), None)

    def _add(self, at: int, name: str, found: Found) -> None:
        here = self.at[at]
        here[name] = (*here.get(name, ()), found)
