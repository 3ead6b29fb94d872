"""What stands in the cells of tables and in lists: slots, participants, days, links, labels."""

from collections.abc import Iterable

from persian_news_ie.document import Document
from persian_news_ie.facts import Agreement, DateSlot, Event, Participant, Quote, Slot
from persian_news_ie.view.labels import jalali, label
from persian_news_ie.view.marks import score
from persian_news_ie.view.markup import Html, bdi, joined, ltr, tag


def flat(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def linked(slot: Slot | Participant, prefix: str) -> Html:
    """The words of a slot, linked to the entity that they name."""
    shown = bdi(flat(slot.text))
    return tag("a", shown, href=f"#{prefix}{slot.entity}") if slot.entity else shown


def listed(parts: Iterable[Html]) -> Html:
    """Parts with Persian commas between them."""
    return joined(parts, "، ")


def taking_part(who: Participant, prefix: str) -> Html:
    """A participant with the part played."""
    role = tag("small", label("roles", who.role))
    return joined([linked(who, prefix), role], " ")


def dated(slot: DateSlot | None) -> Html:
    """The words of a date and the day they mean."""
    if slot is None:
        return Html()
    day = jalali(slot.value)
    return joined([bdi(flat(slot.text)), tag("small", day) if day else None], " ")


def optional(slot: Slot | None, prefix: str) -> Html:
    """A slot, or nothing."""
    return linked(slot, prefix) if slot else Html()


def optional_text(value: str | None) -> Html:
    """Text with a direction of its own, or nothing."""
    return bdi(value) if value else Html()


def chip(text: str, kind: str) -> Html:
    """A small coloured label."""
    return tag("span", text, class_=f"chip {kind}")


def to_text(id: str, shown: str, prefix: str) -> Html:
    """A link to the place in the text."""
    return tag("a", shown, href=f"#{prefix}at-{id}", class_="go")


def said(doc: Document, quote: Quote) -> str:
    """The words of a quote on one line."""
    return flat(doc.article.text[quote.start : quote.stop])


def speaker(quote: Quote, prefix: str) -> Html:
    """Who said it, linked to the person or body."""
    if quote.speaker is None:
        return tag("i", label("page", "unknown"))
    name = bdi(flat(quote.speaker.text))
    entity = quote.speaker.entity
    return tag("a", name, href=f"#{prefix}{entity}") if entity else name


def why(fact: Agreement | Event | Quote) -> Html:
    """The rule behind a fact and how sure it is."""
    return joined([ltr(fact.by), tag("small", score(fact.score))], " ")
