"""The document: a frozen record that gains one layer per stage."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from persian_news_ie.aligned import Aligned, Span
from persian_news_ie.article import Article
from persian_news_ie.facts import (
    Agreement,
    Amount,
    DateExpression,
    Event,
    Organization,
    Person,
    Place,
    Quote,
)
from persian_news_ie.match.words import Words
from persian_news_ie.text.lexicon import Hits
from persian_news_ie.text.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something was found: rule id, model or table name, the words that decided, a score."""

    by: str
    spans: tuple[Span, ...] = ()
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """A candidate or settled mention: `at` counts tokens, `span` code points of the source.

    `label` is PERSON, PLACE, ORG, OFFICE, GROUP, PRONOUN, DATE, AMOUNT or QUOTE; `value` is what
    the finder knows about it (a record, a date, a number), `parts` are mentions inside it.
    """

    label: str
    at: Span
    span: Span
    text: str
    evidence: Evidence
    value: object = None
    parts: tuple["Mention", ...] = ()

    def __hash__(self) -> int:
        return hash((self.label, self.at))  # not of the records deep inside

    @property
    def score(self) -> float:
        """How sure the finder was, 0 to 1."""
        return self.evidence.score

    @property
    def core(self) -> "Mention":
        """The bare name inside the step of a person, else the mention itself."""
        return self.value if isinstance(self.value, Mention) else self


@dataclass(frozen=True, slots=True)
class Link:
    """Which entity a mention names, and the rule that says so."""

    entity: str
    by: str
    kind: str = "name"


@dataclass(frozen=True, slots=True)
class Entities:
    """What rules ask of the people and places of a text.

    `names` has the longest name of each person, by id; `holders` the one person who holds an
    office, by its words; `countries` the country, as a place of the text, in which a place lies.
    """

    names: Mapping[str, Mention] = field(default_factory=dict)
    holders: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """An article with the layers found so far; every span points into the text as given.

    `reference` is the day that relative dates count from. `links` holds the entity of each settled
    mention that has one, by the mention's label and tokens. `steps` are what rules and quotes read
    as one unit: mentions, a person together with honorific and office. `met` are the two sides of
    each meeting, whom «the two sides» may mean; `entities` are there while facts are read.
    """

    article: Article
    view: Aligned
    reference: date | None = None
    tokens: Tokens = field(default_factory=Tokens)
    sentences: tuple[Span, ...] = ()
    hits: Hits = field(default_factory=Hits)
    words: Words = field(default_factory=Words)
    candidates: tuple[Mention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    steps: tuple[Mention, ...] = ()
    met: tuple[tuple[Mention, Mention], ...] = ()
    links: Mapping[tuple[str, Span], Link] = field(default_factory=dict)
    entities: Entities = field(default_factory=Entities)
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    organizations: tuple[Organization, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    amounts: tuple[Amount, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The document as plain data (`persian-news-ie/1`)."""
        from persian_news_ie.export.plain import to_dict

        return to_dict(self)

    def to_json(self) -> str:
        """The document as one line of JSON (`persian-news-ie/1`)."""
        from persian_news_ie.export.plain import to_json

        return to_json(self)

    def _repr_html_(self) -> str:
        from persian_news_ie.show import show

        return show(self)._repr_html_()

    def link(self, mention: Mention) -> Link | None:
        """Which entity a settled mention names, if linking found one."""
        return self.links.get((mention.label, mention.at))

    def sentence_at(self, token: int) -> int:
        """The number of the sentence that a token stands in."""
        return bisect_right(self.sentences, token, key=lambda s: s.stop)

    def steps_in(self, start: int, stop: int) -> tuple[Mention, ...]:
        """The steps that start in a range of tokens."""
        first = bisect_left(self.steps, start, key=lambda m: m.at.start)
        return self.steps[first : bisect_left(self.steps, stop, lo=first, key=lambda m: m.at.start)]

    def line_starts(self) -> list[int]:
        """The first tokens of the lines of the text, in order."""
        starts, stops = self.tokens.starts, self.tokens.stops
        breaks = (found.start() for found in re.finditer("\n+", self.view.text))
        firsts = ((bisect_left(starts, at), at) for at in breaks)
        behind = {i for i, at in firsts if 0 < i < len(starts) and stops[i - 1] <= at}
        return sorted(behind | {0}) if starts else []

    def source_span(self, at: Span) -> Span:
        """The range of the text as given that a half-open range of tokens covers."""
        return self.view.origin(*self.tokens.chars(*at))

    def quoted(self, span: Span) -> str:
        """The text as given at a span."""
        return self.article.text[span.start : span.stop]

    def glued(self, at: Span) -> str:
        """The keys of some tokens as one: the same for every spelling and spacing."""
        return "".join(self.tokens.keys[at.start : at.stop])

    def named(self, at: Span) -> str:
        """A name in one spelling, whatever letters and spaces the text writes it with."""
        return " ".join(self.view.text[slice(*self.tokens.chars(*at))].split())

    def mention(
        self, label: str, at: Span, by: str, value: object = None, score: float = 1.0
    ) -> Mention:
        """A mention of a range of tokens, with its evidence."""
        span = self.source_span(at)
        return Mention(label, at, span, self.quoted(span), Evidence(by, (span,), score), value)
