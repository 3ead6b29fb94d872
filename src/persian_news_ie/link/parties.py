"""The parties of an agreement: what fills the party slots of a finding, each once, by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.personwords import Pronoun
from persian_news_ie.link.chunks import core
from persian_news_ie.link.pairs import pair_before, pair_named, stands_for_pair
from persian_news_ie.match.engine import Finding
from persian_news_ie.match.matcher import Capture, in_order

OF_MANY = "\N{ARABIC LETTER HEH}\N{ARABIC LETTER ALEF}\N{ARABIC LETTER FARSI YEH}"
NEAR = 60  # tokens; who «they» that agreed are, is named no further back


@dataclass(frozen=True, slots=True)
class Party:
    """A party: the tokens of its name, its label, and the mention it is, if any."""

    at: Span
    label: str
    mention: Mention | None


def _party(doc: Document, capture: Capture) -> Party:
    name = core(capture.mention)
    if name:
        return Party(_whole(doc, name), name.label, name)
    head = doc.words.has(capture.start, "heads")  # «the companies A» is A
    start = head if capture.start < head < capture.stop else capture.start
    return Party(Span(start, capture.stop), "", None)


def _whole(doc: Document, name: Mention) -> Span:
    """The tokens of a name; of a group that ends in «the forces of» with the word behind."""
    start, stop = name.at
    is_open = name.label == "GROUP" and doc.tokens.keys[stop - 1].endswith(OF_MANY)
    ends = any(doc.words.has(stop, end) for end in ("phrase_end", "preposition", "adverb"))
    return Span(start, stop + (is_open and stop < len(doc.tokens) and not ends))


def _captures(doc: Document, finding: Finding) -> Iterator[Capture]:
    """What fills the party slots, by where it stands, nothing twice."""
    parties = [c for c in finding.slots.get("parties", ()) if not _is_time(c)]
    pair = len(parties) == 1 and stands_for_pair(doc, core(parties[0].mention))
    partner = () if pair else finding.slots.get("partner", ())
    partner = tuple(c for c in partner if not _is_opposed(doc, c))
    if len(parties) > 1:
        partner = tuple(c for c in partner if not _is_about(finding, c))
    listed = _unapposed(in_order((*parties, *partner)))
    taken = _between(doc, listed)
    stop = finding.clause.start if _is_speaker(finding) else 0
    named = {c.start for c in taken}
    for capture in taken:
        apposed = capture.stop in named and stands_for_pair(doc, core(capture.mention))
        if capture.start >= stop and not apposed:
            yield capture
            stop = capture.stop


def _unapposed(taken: Sequence[Capture]) -> list[Capture]:
    """The captures without bodies in a person's apposition: «Ali, once of Sepahan and Foolad»."""
    kept: list[Capture] = []
    for capture in taken:
        before = kept[-1] if kept else None
        if not (before and _ends_in_office(before) and _continues(before, capture)):
            kept.append(capture)
    return kept


def _ends_in_office(capture: Capture) -> bool:
    person = capture.mention
    if not isinstance(person, Mention) or person.label != "PERSON":
        return False
    return any(part.at.stop == capture.stop for part in person.parts)


def _continues(before: Capture, capture: Capture) -> bool:
    """Whether a body stands right behind another capture, with a word between."""
    label = capture.mention.label if isinstance(capture.mention, Mention) else ""
    return label in ("ORG", "PLACE") and capture.start == before.stop + 1


def _between(doc: Document, taken: Sequence[Capture]) -> Sequence[Capture]:
    """The captures from the first one on that «between» stands before, if it does."""
    marked = (i for i, c in enumerate(taken) if c.start and doc.words.has(c.start - 1, "between"))
    return taken[next(marked, 0) :]


def _is_about(finding: Finding, capture: Capture) -> bool:
    """Whether a capture stands in what the agreement is about."""
    about = finding.slots.get("subject", ())
    return any(s.start <= capture.start and capture.stop <= s.stop for s in about)


def _is_opposed(doc: Document, capture: Capture) -> bool:
    """Whether «with» before a capture says whom something is done to: «the fight with»."""
    return 0 < doc.words.has(capture.start - 2, "done_with") == capture.start - 1


def _is_time(capture: Capture) -> bool:
    """Whether a capture is a date or an amount that a party pattern went over."""
    return isinstance(capture.mention, Mention) and capture.mention.label in ("DATE", "AMOUNT")


def _is_speaker(finding: Finding) -> bool:
    """Whether the speaker did it, whom no clause before names."""
    return finding.verb is not None and finding.verb.form.person[:1] in ("1", "2")


def _resolved(doc: Document, capture: Capture, at: int) -> Sequence[Party]:
    """The two that a phrase such as «the two sides» stands for, else the party itself."""
    pair = pair_before(doc, core(capture.mention), at)
    return [_party(doc, Capture(*m.at, m)) for m in pair] or [_party(doc, capture)]


def parties_of(doc: Document, finding: Finding) -> tuple[Party, ...]:
    """The parties of a finding, each once; those of «they agreed» are the pair named before."""
    found: dict[str, Party] = {}
    at = finding.clause.start
    found_here = (p for c in _captures(doc, finding) for p in _resolved(doc, c, at))
    parties = [part for party in found_here for part in _apart(doc, party)]
    if not parties and _asks_for_subject(finding):
        pair = (m for m in pair_named(doc, "parties", at) if m.at.start >= at - NEAR)
        parties = [_party(doc, Capture(*m.at, m)) for m in pair]
    for party in parties:
        link = doc.link(party.mention) if party.mention else None
        found.setdefault(link.entity if link else doc.glued(party.at), party)
    return tuple(found.values())


def _apart(doc: Document, party: Party) -> Sequence[Party]:
    """The bodies in what was read as one: one starts behind each «and» before a word for one."""
    if party.label != "ORG":
        return [party]
    inside = range(party.at.start + 1, party.at.stop - 1)
    cuts = [t for t in inside if doc.words.has(t, "and") and doc.words.has(t + 1, "institution")]
    edges = [party.at.start - 1, *cuts, party.at.stop]
    parts = [Span(a + 1, b) for a, b in pairwise(edges)]
    return [Party(at, party.label, None) for at in parts] if cuts else [party]


def _asks_for_subject(finding: Finding) -> bool:
    """Whether several did it, whom the clause does not name."""
    verb = finding.verb
    asks = any(p.subject for p in finding.rule.slots.get("parties", ()))
    return asks and verb is not None and verb.form.person == "3p"


def is_state(doc: Document, party: Party) -> bool:
    """Whether a party is a country or another place that acts, or stands for countries."""
    value = party.mention.value if party.mention else None
    if doc.words.has(party.at.start, "state"):
        return True
    return party.label == "PLACE" or (isinstance(value, Pronoun) and value.kind == "countries")
