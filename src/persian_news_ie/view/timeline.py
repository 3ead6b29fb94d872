"""The dates of an article in the order of time, with what happened on them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from persian_news_ie.document import Document
from persian_news_ie.facts import Agreement, DateSlot, Event
from persian_news_ie.view.cells import flat
from persian_news_ie.view.labels import jalali, label
from persian_news_ie.view.markup import Html, bdi, joined, ltr, tag


@dataclass(slots=True)
class Moment:
    """A point or stretch of time: the words for it and the facts that happened then."""

    value: str
    words: dict[str, str] = field(default_factory=dict)  # expression to the id of its row
    facts: list[Agreement | Event] = field(default_factory=list)
    is_publication: bool = False


def moments(doc: Document) -> list[Moment]:
    """The moments of a document that have a value, earliest first."""
    found: dict[str, Moment] = {}

    def at(value: str) -> Moment:
        return found.setdefault(value, Moment(value))

    if doc.article.published:
        at(doc.article.published.date().isoformat()).is_publication = True
    for number, day in enumerate(doc.dates, 1):
        if day.value:
            at(_day_of(day.value)).words.setdefault(flat(day.text), f"date-{number}")
    for fact in chain[Agreement | Event](doc.agreements, doc.events):
        slot: DateSlot | None = fact.date
        if slot and slot.value:
            at(_day_of(slot.value)).facts.append(fact)
    return sorted(found.values(), key=lambda m: m.value)


def _day_of(value: str) -> str:
    """A date-time stands with its day; intervals stay as they are."""
    return value if "/" in value else value.partition("T")[0]


def _facts(moment: Moment, prefix: str) -> Iterator[Html]:
    for fact in moment.facts:
        is_event = isinstance(fact, Event)
        title = label("events" if is_event else "agreements", fact.kind)
        kind = "event" if is_event else "agreement"
        yield tag("a", title, href=f"#{prefix}at-{fact.id}", class_=f"chip {kind}")


def _entry(moment: Moment, prefix: str) -> Html:
    words = joined(
        (
            tag("a", bdi(text), href=f"#{prefix}at-{id}", class_="mark date")
            for text, id in moment.words.items()
        ),
        "، ",
    )
    published = tag("span", label("page", "published"), class_="chip published")
    return tag(
        "li",
        tag("time", bdi(jalali(moment.value)) if jalali(moment.value) else None, class_="day"),
        ltr(moment.value),
        tag("p", words, " ", published if moment.is_publication else None),
        tag("p", joined(_facts(moment, prefix), " ")) if moment.facts else None,
        class_="interval" if "/" in moment.value else None,
    )


def timeline(doc: Document, prefix: str) -> Html | None:
    """The timeline as a list, or None where the text fixes no date."""
    found = moments(doc)
    if not found:
        return None
    return tag("ol", *(_entry(m, prefix) for m in found), class_="timeline")
