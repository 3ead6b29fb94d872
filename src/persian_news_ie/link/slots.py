"""Slots of facts from what rules captured: words, place in the source, entity or date."""

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.facts import DateSlot, Slot
from persian_news_ie.link.moments import date_value
from persian_news_ie.match.matcher import Capture


def slot(doc: Document, at: Span, mention: Mention | None) -> Slot:
    """A slot with some tokens and the entity of the mention that they are or mean, if any."""
    span = doc.source_span(at)
    link = doc.link(mention) if mention else None
    entity = link.entity if link else None
    return Slot(text=doc.quoted(span), start=span.start, stop=span.stop, entity=entity)


def date_slot(doc: Document, date: Capture) -> DateSlot:
    """A slot with a date and its value, if the text fixes one."""
    span, value = doc.source_span(Span(date.start, date.stop)), date_value(doc, date)
    return DateSlot(text=doc.quoted(span), value=value, start=span.start, stop=span.stop)
