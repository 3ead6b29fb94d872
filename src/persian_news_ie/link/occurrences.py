"""The places in the text where an entity is mentioned, as they come out."""

from persian_news_ie.document import Mention
from persian_news_ie.facts import Occurrence


def occurrence(mention: Mention, kind: str = "name", by: str | None = None) -> Occurrence:
    """A mention as the occurrence of its entity; `by` says more than what found it."""
    return Occurrence(
        start=mention.span.start,
        stop=mention.span.stop,
        text=mention.text,
        kind=kind,
        score=round(mention.score, 3),
        by=mention.evidence.by if by is None else by,
    )
