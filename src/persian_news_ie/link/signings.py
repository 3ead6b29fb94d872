"""Signings that only the book of agreements finds: a signed paper is an event too."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from persian_news_ie.document import Document
from persian_news_ie.link.claims import Claim
from persian_news_ie.link.happenings import Happening, Part, part_of, sided
from persian_news_ie.link.whereabouts import place_of
from persian_news_ie.match.matcher import Capture

KIND = "signing"
STATUSES = frozenset(("signed", "planned"))
AIMS = frozenset(("purpose", "rule"))  # reasons: a signing that is only somebody's aim
LISTS = ("signing.sign", "signing.signed", "signing.signing")


def _is_signed(doc: Document, claim: Claim) -> bool:
    """Whether a claim says of its paper with the very word that it is or will be signed."""
    if claim.finding.rule.status != "signed" or claim.status not in STATUSES:
        return False
    if claim.modality.reason in AIMS:
        return False
    trigger = claim.finding.trigger
    return any(doc.words.has(at, name) for at in range(*trigger) for name in LISTS)


def _signers(doc: Document, claim: Claim) -> tuple[Part, ...]:
    """The parties of a claim as those who sign its paper."""
    parties = (Capture(*p.at, p.mention) for p in claim.parties)
    return sided(KIND, [part_of(doc, "agent", capture) for capture in parties])


def signed_by(
    doc: Document, found: Iterable[Claim], told: Iterable[Happening]
) -> Iterator[Happening]:
    """The events, signings of nobody but guests with those whom the agreement names beside."""
    claims = {c.finding.sentence: c for c in found if c.finding.rule.status == "signed"}
    for happening in told:
        claim = claims.get(happening.finding.sentence)
        bare = happening.kind == KIND and all(p.role == "attendee" for p in happening.parts)
        if bare and claim:
            yield replace(happening, parts=(*_signers(doc, claim), *happening.parts))
        else:
            yield happening


def _happening(doc: Document, claim: Claim) -> Happening:
    parts = _signers(doc, claim)
    read = claim.modality.kind if claim.status == "signed" else "planned"
    named, date = claim.slot("place"), claim.slot("date")
    place = place_of(doc, claim.finding, named) if named else None
    return Happening(KIND, read, claim.finding, parts, claim.finding.trigger, place, date)


def signings(
    doc: Document, found: Iterable[Claim], told: Sequence[Happening]
) -> Iterator[Happening]:
    """The signings that claims about agreements imply, but for those already told of."""
    known = {h.finding.sentence for h in told if h.kind == KIND}
    for claim in found:
        if _is_signed(doc, claim) and claim.finding.sentence not in known:
            happening = _happening(doc, claim)
            if _tells_enough(doc, happening):
                yield happening


def _tells_enough(doc: Document, happening: Happening) -> bool:
    """Whether a signing is told as news: by who signs, or by both sides, or with its place."""
    active = any(doc.words.has(at, "signing.sign") for at in range(*happening.at))
    known = len(happening.parts) + bool(happening.place)
    return known >= 1 if active else known >= 2
