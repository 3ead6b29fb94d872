"""Which claims of rules are about one agreement."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from persian_news_ie.document import Document
from persian_news_ie.link.claims import Claim, subject_of
from persian_news_ie.link.parties import Party
from persian_news_ie.match.matcher import Capture

# How far an agreement has come; what ends one or carries it on is a stage of its own.
STAGES = ("unknown", "proposed", "negotiated", "planned", "approved", "signed", "implemented")
LATER = frozenset(("extended", "rejected", "cancelled"))
BY_SUBJECT = frozenset(("approval", "decision", "contract"))  # one body passes many of these
APART = frozenset(("joint_body", "declaration"))  # kinds that a deal beside them mostly is not
PAIRED = "contract"  # a kind of which two parties rarely have many
VAGUE = "other"  # a kind that a more telling one of the same agreement replaces
MOST = 40  # agreements and claims of one that a claim is compared with; no article has so many
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
            mine = traits[id(claim)]
            alike = any(_same(doc, traits, claim, other) for other in near)
            if alike and not any(_apart(mine, traits[id(other)]) for other in near):
                group.claims.append(claim)
                break
        else:
            groups.append(Group([claim]))
    return groups
