"""Agreements: claims of rules about one agreement become one fact with all its mentions."""

from collections.abc import Sequence

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.facts import Agreement, Assertion, Slot
from persian_news_ie.find.amounts import AmountValue
from persian_news_ie.find.personwords import Pronoun
from persian_news_ie.find.units import TIME_UNITS
from persian_news_ie.link.chunks import core
from persian_news_ie.link.claims import Claim, subject_of
from persian_news_ie.link.entities import fullest
from persian_news_ie.link.groups import Group, grouped
from persian_news_ie.link.slots import date_slot, slot
from persian_news_ie.link.whereabouts import place_of
from persian_news_ie.match.matcher import Capture, in_order

WITHOUT_PARTIES = 0.85  # seen on raw news: facts without parties are right less often
SIGNED = frozenset(("signed", "planned"))
SIGNERS = frozenset(("PERSON", "OFFICE"))
WE = "1p"
OUTSIDE = ("date", "place")  # of an agreement, not of what it is about
PAPERS = "papers"  # the shared list of what agreements are counted by


def _slot(doc: Document, at: Span, mention: Mention | None) -> Slot:
    meant = fullest(doc, mention) if mention and mention.label == "PRONOUN" else None
    return slot(doc, meant.at if meant and meant is not mention else at, mention)


def _captured(doc: Document, group: Group, name: str) -> Capture | None:
    """What fills a slot of an agreement: of its furthest claim, else the first that has it."""
    for claim in (group.best, *group.claims):
        found = subject_of(doc, claim) if name == "subject" else _beside(doc, claim, name)
        if found:
            return found
    return None


def _beside(doc: Document, claim: Claim, name: str) -> Capture | None:
    """What fills a slot of a claim; the year or place of its subject is not its own."""
    found = claim.slot(name)
    if found is None:
        return None
    about = subject_of(doc, claim) if name in OUTSIDE else None
    if about and about.start <= found.start < found.stop <= about.stop:
        return None
    if name == "place":
        return place_of(doc, claim.finding, found)
    return found if name != "amount" or _is_sum(doc, found) else None


def _is_sum(doc: Document, capture: Capture) -> bool:
    """Whether an amount is money, a share, a quantity or a number of papers, not of days."""
    mention = core(capture.mention)
    value = mention.value if mention else None
    if not isinstance(value, AmountValue):
        return False
    if value.kind == "count":
        return any(doc.words.has(at, PAPERS) for at in range(capture.start, capture.stop + 1))
    return value.unit not in TIME_UNITS


def _filled(doc: Document, group: Group, name: str) -> Slot | None:
    found = _captured(doc, group, name)
    if found is None:
        return None
    mention = found.mention if isinstance(found.mention, Mention) else None
    return _slot(doc, Span(found.start, found.stop), mention)


def _assertion(doc: Document, claim: Claim) -> Assertion:
    span = doc.source_span(claim.at)
    return Assertion(start=span.start, stop=span.stop, status=claim.status)


def _parties(doc: Document, group: Group) -> tuple[Slot, ...]:
    best = max((group.best, *group.claims), key=lambda c: len(c.parties))
    chosen = group.best if group.best.parties else best
    return tuple(_slot(doc, p.at, p.mention) for p in chosen.parties)


def _signatories(doc: Document, group: Group) -> tuple[Slot, ...]:
    """Who signs, as the first claim that says it names them; «we» who sign are not known."""
    for claim in (group.best, *group.claims):
        verb = claim.finding.verb
        if claim.status in SIGNED and not (verb and verb.form.person == WE):
            taken = in_order(claim.finding.slots.get("signatories", ()))
            people = (core(capture.mention) for capture in taken)
            if found := tuple(_slot(doc, who.at, who) for who in people if who and _signs(who)):
                return found
    return ()


def _signs(who: Mention) -> bool:
    """Whether somebody named or pointed at is one of people: bodies and states are parties."""
    if isinstance(who.value, Pronoun):
        return who.value.kind == "person"
    return who.label in SIGNERS


def _agreement(doc: Document, number: int, group: Group) -> Agreement:
    best, date = group.best, _captured(doc, group, "date")
    mentions = tuple(_assertion(doc, c) for c in group.claims)
    parties = _parties(doc, group)
    score = best.finding.rule.score * (1 if parties else WITHOUT_PARTIES)
    return Agreement(
        id=f"agreement-{number}",
        kind=group.kind,
        status=best.status,
        start=mentions[0].start,
        stop=mentions[0].stop,
        by=best.finding.rule.id,
        score=round(score, 3),
        parties=parties,
        subject=_filled(doc, group, "subject"),
        place=_filled(doc, group, "place"),
        date=date_slot(doc, date) if date else None,
        amount=_filled(doc, group, "amount"),
        signatories=_signatories(doc, group),
        modality=best.modality.kind,
        mentions=mentions,
    )


def agreements(doc: Document, found: Sequence[Claim]) -> tuple[Agreement, ...]:
    """The agreements that the claims of a document are about, in the order of their first mention.

    Each has the status of its most advanced assertion; `mentions` keep their own.
    """
    return tuple(_agreement(doc, n, g) for n, g in enumerate(grouped(doc, found), 1))
