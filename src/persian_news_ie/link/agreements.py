"""Agreements: claims of rules about one agreement become one fact with all its mentions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.facts import Agreement, Assertion, Slot
from persian_news_ie.find.amounts import AmountValue
from persian_news_ie.find.personwords import Pronoun
from persian_news_ie.find.units import TIME_UNITS
from persian_news_ie.link.chunks import core
from persian_news_ie.link.claims import Claim, subject_of
from persian_news_ie.link.entities import fullest
from persian_news_ie.link.parties import Party
from persian_news_ie.link.slots import date_slot, slot
from persian_news_ie.match.matcher import Capture, in_order

# How far an agreement has come; what ends one or carries it on is a stage of its own.
STAGES = ("unknown", "proposed", "negotiated", "planned", "approved", "signed", "implemented")
LATER = frozenset(("extended", "rejected", "cancelled"))
BY_SUBJECT = frozenset(("approval", "decision", "contract"))  # one body passes many of these
APART = frozenset(("joint_body", "declaration"))  # kinds that a deal beside them mostly is not
PAIRED = "contract"  # a kind of which two parties rarely have many
VAGUE = "other"  # a kind that a more telling one of the same agreement replaces
WITHOUT_PARTIES = 0.85  # seen on raw news: facts without parties are right less often
MOST = 40  # agreements and claims of one that a claim is compared with; no article has so many
SIGNED = frozenset(("signed", "planned"))
SIGNERS = frozenset(("PERSON", "OFFICE"))
WE = "1p"
OUTSIDE = ("date", "place")  # of an agreement, not of what it is about
PAPERS = "papers"  # the shared list of what agreements are counted by
SHARED = 0.5  # of the words of the shorter subject


class Traits(NamedTuple):
    """What tells a claim apart: its parties, by entity or words, and the words of its subject."""

    parties: set[str]
    subject: set[str]


@dataclass(slots=True)
class Group:
    """Claims about one agreement."""

    claims: list[Claim] = field(default_factory=list)

    @property
    def best(self) -> Claim:
        """The claim that has come furthest; of equals the one that knows most parties."""
        return max(self.claims, key=lambda c: (_stage(c.status), len(c.parties)))

    @property
    def kind(self) -> str:
        """The kind of the best claim, or a more telling one of the others."""
        kinds = [self.best.kind, *(c.kind for c in self.claims)]
        return next((k for k in kinds if k != VAGUE), VAGUE)


def _stage(status: str) -> int:
    return STAGES.index(status) if status in STAGES else len(STAGES)


def _names(doc: Document, parties: Iterable[Party]) -> set[str]:
    """What tells parties apart: their entity, else their words."""
    found = set()
    for party in parties:
        link = doc.link(party.mention) if party.mention else None
        found.add(link.entity if link else doc.glued(party.at))
    return found


def _words(doc: Document, capture: Capture | None) -> set[str]:
    return set(doc.tokens.keys[capture.start : capture.stop]) if capture else set()


def _subjects(first: set[str], second: set[str]) -> bool | None:
    """Whether two claims say the same of their subject; None if one of them says nothing."""
    least = min(len(first), len(second))
    return len(first & second) >= SHARED * least if least else None


def _stages_agree(one: Claim, other: Claim) -> bool:
    """Whether two claims may be stages of one fact: what ends or extends one is another."""
    later = {c.status for c in (one, other)} & LATER
    return not later or one.status == other.status


def _kinds_agree(one: Claim, other: Claim) -> bool:
    return one.kind == other.kind or VAGUE in (one.kind, other.kind)


def _points_back(claim: Claim) -> bool:
    """Whether a party of a claim is only pointed at, as «this company»."""
    return any(p.label == "PRONOUN" for p in claim.parties)


def _one_matter(doc: Document, one: Claim, other: Claim) -> bool:
    """Whether a deal is about what was set up, and not about something else before it."""
    deal, body = (one, other) if one.kind == VAGUE else (other, one)
    about = subject_of(doc, deal)
    return (
        about is None or about.start >= body.finding.clause.start or deal.at.start > body.at.start
    )


def _same(doc: Document, traits: Mapping[int, Traits], one: Claim, other: Claim) -> bool:
    """Whether two claims are about one agreement."""
    if not (_kinds_agree(one, other) and _stages_agree(one, other)):
        return False
    (first, topic), (second, other_topic) = traits[id(one)], traits[id(other)]
    subject = _subjects(topic, other_topic)
    if {one.kind, other.kind} & BY_SUBJECT:
        paired = one.kind == other.kind == PAIRED and first == second and len(first) > 1
        return (bool(subject) or (paired and subject is None)) and (
            first <= second or second <= first
        )
    if one.kind != other.kind and {one.kind, other.kind} & APART:
        if not (first or second):
            return bool(subject)
        if not _one_matter(doc, one, other):
            return False
    if not (first and second):
        return subject is not False
    near = one.finding.sentence == other.finding.sentence and subject is not False
    if near and (first <= second or second <= first):
        return True
    return first == second or (
        bool(first & second) and (bool(subject) or _points_back(one) or _points_back(other))
    )


def _apart(one: Traits, other: Traits) -> bool:
    """Whether two claims name parties of whom none is the same."""
    first, second = one.parties, other.parties
    return bool(first and second) and first.isdisjoint(second)


def _recalled(doc: Document, claim: Claim, groups: Sequence[Group]) -> Group | None:
    """The last agreement of a kind, if a claim only points at it: «this contract was signed»."""
    start, stop = claim.finding.head
    if claim.parties or not any(doc.words.has(at, "this") for at in range(start - 1, stop)):
        return None
    alike = (g for g in reversed(groups) if _kinds_agree(g.best, claim))
    return next(alike, None)


def grouped(doc: Document, found: Sequence[Claim]) -> list[Group]:
    """The claims by the agreement they are about, in the order of their first mention."""
    groups: list[Group] = []
    traits = {
        id(claim): Traits(_names(doc, claim.parties), _words(doc, subject_of(doc, claim)))
        for claim in found
    }
    for claim in found:
        if recalled := _recalled(doc, claim, groups):
            recalled.claims.append(claim)
            continue
        for group in groups[-MOST:]:
            near = group.claims[-MOST:]
            alike = any(_same(doc, traits, claim, other) for other in near)
            mine = traits[id(claim)]
            if alike and not any(_apart(mine, traits[id(other)]) for other in near):
                group.claims.append(claim)
                break
        else:
            groups.append(Group([claim]))
    return groups


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
