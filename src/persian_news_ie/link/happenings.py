"""From what event rules found to happenings: who took part in which role, where and when."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.facts import ROLES
from persian_news_ie.find.personwords import Pronoun
from persian_news_ie.link.chunks import core
from persian_news_ie.link.moments import date_value, moment
from persian_news_ie.link.pairs import pair_before
from persian_news_ie.link.phrases import NO_ACTOR, is_hollow, label_of, phrase_of
from persian_news_ie.link.whereabouts import places_of
from persian_news_ie.match.engine import Finding
from persian_news_ie.match.matcher import Capture, in_order
from persian_news_ie.match.modality import modality

FIRST = ("host", *ROLES)  # the pattern of a guest goes over its host
SIDES = frozenset(("parties", "countries"))
MUTUAL = frozenset(("meeting", "call", "signing"))  # the other side may be named with the agent
OTHER_SIDES = frozenset(("counterpart", "host"))
ALONE = frozenset(("PERSON", "OFFICE", "PLACE"))
OWN_OFFICE = frozenset(("dismissal", "resignation"))  # the office is the one that is lost
AHEAD = "modality.ahead"


@dataclass(frozen=True, slots=True)
class Part:
    """A participant: its role, the tokens of its name, and the mention it is, if any.

    `key` is its entity, or else its words: parts with one key are one.
    """

    role: str
    at: Span
    mention: Mention | None
    key: str
    understood: bool = False  # «the two sides», or one of them
    is_pointed_at: bool = False  # the text does not name it: «his peer», «this company»


@dataclass(frozen=True, slots=True)
class Happening:
    """One assertion of an event; `at` are the tokens of its trigger."""

    kind: str
    modality: str
    finding: Finding
    parts: tuple[Part, ...]
    at: Span
    place: Capture | None = None
    date: Capture | None = None
    position: Capture | None = None

    @property
    def is_told(self) -> bool:
        """Whether its trigger is a verb, which says for sure whether it happened."""
        verb = self.finding.verb
        return verb is not None and self.at.start <= verb.start < self.at.stop

    def is_beside(self, other: "Happening") -> bool:
        """Whether another is told in the same sentence."""
        return self.finding.sentence == other.finding.sentence


def key_of(doc: Document, at: Span, mention: Mention | None) -> str:
    """What tells participants and places apart: the entity, else the words."""
    link = doc.link(mention) if mention else None
    if link:
        return link.entity
    words = doc.glued(at)
    return (
        doc.entities.holders.get(words, words) if mention and mention.label == "OFFICE" else words
    )


def part_of(doc: Document, role: str, capture: Capture) -> Part:
    """A participant from what filled its slot."""
    mention = core(capture.mention)
    at = mention.at if mention else trimmed(doc, capture)
    pointer = mention.value if mention else None
    understood = isinstance(pointer, Pronoun) and pointer.kind in SIDES
    pointed = not (mention and doc.link(mention)) and any(
        doc.words.has(at.start, name) for name in ("peer", "this")
    )
    return Part(role, at, mention, key_of(doc, at, mention), understood, pointed)


def trimmed(doc: Document, capture: Capture) -> Span:
    """The tokens of a phrase without the signs around it, and without a date behind it."""
    start, stop = capture.start, capture.stop
    first = bisect_right(doc.steps, start, key=lambda m: m.at.start)
    later = takewhile(lambda m: m.at.start < stop, islice(doc.steps, first, None))
    stop = next((m.at.start for m in later if m.label == "DATE"), stop)
    while start + 1 < stop and not doc.tokens.norms[start][0].isalnum():
        start += 1
    while start + 1 < stop and not doc.tokens.norms[stop - 1][-1].isalnum():
        stop -= 1
    return Span(start, stop)


def _actors(doc: Document, captures: Iterable[Capture]) -> Iterator[Capture]:
    """The captures that can take part, none inside another."""
    stop = 0
    for capture in in_order(captures):
        bare = capture.mention is None
        nobody = bare and (doc.words.has(capture.start - 1, "means") or is_hollow(doc, capture))
        if capture.start >= stop and not nobody and label_of(capture) not in NO_ACTOR:
            yield capture
            stop = capture.stop


def _parts(doc: Document, finding: Finding) -> Iterator[Part]:
    for role in dict.fromkeys(FIRST):
        for capture in _actors(doc, finding.slots.get(role, ())):
            part = part_of(doc, role, capture)
            both = pair_before(doc, part.mention, finding.clause.start)
            for mention in both or ():
                named = part_of(doc, role, Capture(*mention.at, mention))
                yield replace(named, understood=True)
            if not both:
                yield part


def _once(parts: Iterable[Part]) -> list[Part]:
    """Each participant once, in its first role."""
    found: dict[str, Part] = {}
    for part in parts:
        found.setdefault(part.key, part)
    return sorted(found.values(), key=lambda p: ROLES.index(p.role))


def sided(kind: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The participants of a mutual event with the sides told apart.

    Of a pair the second is the counterpart, as are all but the first who sign; a single group that
    meets, or many, are attendees.
    """
    agents = [p for p in parts if p.role == "agent"]
    if kind not in MUTUAL or any(p.role in OTHER_SIDES for p in parts) or not agents:
        return tuple(parts)
    group = agents[0].mention is None or agents[0].mention.label in ("GROUP", "ORG")
    if len(agents) == 1 and (kind != "meeting" or not group):
        return tuple(parts)
    first = "agent" if len(agents) == 2 or kind == "signing" else "attendee"
    roles = dict.fromkeys(agents[1:], "counterpart" if first == "agent" else first)
    roles[agents[0]] = first
    return tuple(replace(p, role=roles.get(p, p.role)) for p in parts)


def _position(doc: Document, finding: Finding) -> Capture | None:
    """The office of a finding; who is put out of one or gives it up may be named by it."""
    filled = finding.slots.get("position", ())
    if filled and all(label_of(c) == "PERSON" for c in filled):
        return _office_within(filled)  # «… became»: the office stands behind the name
    found = phrase_of(filled)
    if found and not is_hollow(doc, found):
        return found
    if finding.kind not in OWN_OFFICE:
        return None
    holder = finding.slots.get("appointee", ())
    return _office_within(holder) or _office_before(doc, holder, finding.trigger.start)


def _office_within(captures: Iterable[Capture]) -> Capture | None:
    """The first office that a capture is, or names a person by."""
    for capture in captures:
        step = capture.mention
        offices = [step, *step.parts] if isinstance(step, Mention) else []
        for office in offices:
            if office.label == "OFFICE":
                return Capture(office.at.start, office.at.stop, office)
    return None


def _office_before(doc: Document, holder: Iterable[Capture], at: int) -> Capture | None:
    """The last office before a token by which somebody is named there."""
    links = (doc.link(m) for c in holder if (m := core(c.mention)))
    who = {link.entity for link in links if link}
    for step in reversed(doc.steps) if who else ():
        link = doc.link(step.core) if step.at.stop <= at and step.parts else None
        if link and link.entity in who:
            return _office_within((Capture(*step.at, step),))
    return None


def _interview(doc: Document, kind: str, parts: Iterable[Part]) -> bool:
    """Whether a talk is one with the press."""
    if kind not in MUTUAL:
        return False
    media = {o.id for o in doc.organizations if o.kind == "media"}
    bodies = [p for p in parts if p.mention and p.mention.label == "ORG"]
    inside = (at for p in bodies for at in range(p.at.start, min(p.at.start + 2, p.at.stop)))
    return any(p.key in media for p in bodies) or any(doc.words.has(at, "press") for at in inside)


def _alone(kind: str, parts: Sequence[Part]) -> bool:
    """Whether one person, body or state would meet nobody."""
    label = parts[0].mention.label if len(parts) == 1 and parts[0].mention else ""
    return kind == "meeting" and label in ALONE and parts[0].role == "agent"


def _modality(doc: Document, finding: Finding, date: Capture | None) -> str:
    """The modality of a finding on a day."""
    return dated_modality(doc, modality(doc.words, finding).kind, date)


def dated_modality(doc: Document, read: str, date: Capture | None) -> str:
    """A modality that what a date says moves: what is said of a day to come is planned."""
    if date is None or read != "realized":
        return read
    value, ahead = date_value(doc, date), doc.reference and doc.reference.isoformat()
    if value and ahead:
        return "planned" if value[:10] > ahead else read
    coming = any(doc.words.has(at, AHEAD) for at in range(date.start, date.stop))
    return "planned" if coming else read


def _read(doc: Document, finding: Finding) -> Iterator[Happening]:
    kind = finding.kind
    parts = sided(kind, _once(_parts(doc, finding)))
    if _interview(doc, kind, parts) or _alone(kind, parts):
        return
    date = moment(doc, finding)
    read = _modality(doc, finding, date)
    if finding.rule.only and read not in finding.rule.only:
        return
    position = _position(doc, finding)
    if position is None and "position" in finding.rule.need:
        return
    whole = Happening(kind, read, finding, parts, finding.trigger, date=date, position=position)
    yield from (replace(whole, place=place) for place in places_of(doc, finding))


def happenings(doc: Document, findings: Iterable[Finding]) -> list[Happening]:
    """All assertions of events of a document, in text order."""
    ours = (f for f in findings if f.rule.fact == "event")
    return [h for f in ours for h in _read(doc, f)]
