"""What fills a slot of one phrase, and phrases that say nothing."""

from collections.abc import Sequence

from persian_news_ie.document import Document, Mention
from persian_news_ie.match.matcher import Capture

NO_ACTOR = frozenset(("DATE", "AMOUNT", "QUOTE"))
NO_PLACE = NO_ACTOR | {"PERSON", "GROUP", "OFFICE"}


def label_of(capture: Capture) -> str:
    """The label of the mention that a capture is; empty if it is words only."""
    return capture.mention.label if isinstance(capture.mention, Mention) else ""


def is_hollow(doc: Document, capture: Capture) -> bool:
    """Whether a phrase says only how something is («official») or whose («his own»)."""
    at = capture.start
    while at < capture.stop:
        stop = max(doc.words.has(at, "trait"), doc.words.has(at, "hollow"))
        if not stop:
            return False
        at = stop
    return True


def phrase_of(captures: Sequence[Capture]) -> Capture | None:
    """What fills a slot of one phrase: the words captured, else the place or body.

    A mention of the same words says more than they do.
    """
    bare = [c for c in captures if c.mention is None]
    if not bare:
        known = [c for c in captures if label_of(c) not in NO_PLACE]
        return known[-1] if known else None
    same = (
        c for c in captures if c.mention and (c.start, c.stop) == (bare[-1].start, bare[-1].stop)
    )
    return next(same, bare[-1])


def before_clause(doc: Document, capture: Capture) -> Capture:
    """A phrase without the relative clause that begins in it."""
    within = range(capture.start + 1, capture.stop)
    stop = next((at for at in within if doc.words.has(at, "relative")), capture.stop)
    return Capture(capture.start, stop, None)
