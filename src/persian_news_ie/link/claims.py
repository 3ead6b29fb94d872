"""From what agreement rules found to claims: one assertion each, with status and parties."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.personwords import Pronoun
from persian_news_ie.link.pairs import pair_before, pair_named, stands_for_pair
from persian_news_ie.match.engine import Finding
from persian_news_ie.match.modality import Modality, modality
from persian_news_ie.match.pattern import Capture

# What a plan or a wish makes of the status that a rule gives.
DONE = frozenset(("signed", "approved", "extended", "implemented", "cancelled"))
TO_COME = {"planned": "planned", "hypothetical": "proposed"}
# What a denial makes of it; a status that is not here claims nothing when denied.
DENIED = {
    "approved": "negotiated",
    "negotiated": "negotiated",
    "extended": "rejected",
    "planned": "rejected",
}
REFUSED = frozenset(("approval", "decision"))  # kinds that one side refuses when it denies them
OPEN = "subjunctive"  # the reason of what nothing in the text plans, wants or expects
NOT_YET = "not_yet"  # the shared list of words that leave a denied fact open
ASKS = "question"
CONDITION = "modality.condition"
SOON = "modality.soon"


@dataclass(frozen=True, slots=True)
class Party:
    """A party: the tokens of its name, its label, and the mention it is, if any."""

    at: Span
    label: str
    mention: Mention | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion of an agreement; `at` are the tokens that make it."""

    finding: Finding
    kind: str
    status: str
    modality: Modality
    parties: tuple[Party, ...]
    at: Span

    def slot(self, name: str) -> Capture | None:
        """What fills a slot, if anything does; of names and words, the last words."""
        found = self.finding.slots.get(name, ())
        return next((c for c in reversed(found) if c.mention is None), found[0] if found else None)


def subject_of(doc: Document, claim: Claim) -> Capture | None:
    """What an agreement is about: its topic, else its subject; neither is a party or a time."""
    slots = (claim.slot("topic"), claim.slot("subject"))
    return next((s for s in slots if s and _is_telling(doc, claim, s)), None)


def _is_telling(doc: Document, claim: Claim, capture: Capture) -> bool:
    at = Span(capture.start, capture.stop)
    times = (c for name in ("date", "amount") for c in claim.finding.slots.get(name, ()))
    empty = _joins(doc, at.start) or all(doc.words.has(t, "vague") for t in range(*at))
    timed = any(c.start <= at.start < at.stop <= c.stop for c in times)
    return not (empty or timed or any(p.at.overlaps(at) for p in claim.parties))


def status_of(doc: Document, finding: Finding, read: Modality) -> str | None:
    """The status of an agreement: what the rule says, moved by its modality."""
    tense = finding.verb.form.tense if finding.verb else ""
    status = finding.rule.by_tense.get(tense) or finding.rule.status or "unknown"
    if tense == "imperfect" and finding.kind in REFUSED and read.reason == tense:
        return None  # a habit
    if read.kind == "denied":
        return _denied(doc, finding, status)
    if read.kind == "hypothetical" and status == "planned":
        return "proposed"
    if status not in DONE:
        return status
    if read.reason == "purpose":
        return "planned"
    if read.reason == "present" and not _dated(doc, finding):
        return None
    return TO_COME.get(read.kind, status)


def _denied(doc: Document, finding: Finding, status: str) -> str | None:
    """What is left of an agreement that did not come about: still open, refused, or nothing."""
    if _in_clause(doc, finding, CONDITION):
        return None
    if finding.rule.denied is not None:
        return finding.rule.denied or None
    if status in DONE and _in_clause(doc, finding, NOT_YET):
        return "negotiated"
    if finding.kind in REFUSED and status == "approved":
        return "rejected"
    return DENIED.get(status)


def _in_clause(doc: Document, finding: Finding, name: str) -> bool:
    return any(doc.words.has(at, name) for at in range(*finding.clause))


def _is_asked(doc: Document, finding: Finding) -> bool:
    """Whether a clause is a question."""
    return bool(doc.words.has(finding.clause.stop, ASKS)) or _in_clause(doc, finding, ASKS)


def _dated(doc: Document, finding: Finding) -> bool:
    """Whether a present tense means a time to come and no habit: a date or a party says so."""
    return bool(
        finding.slots.get("date")
        or _in_clause(doc, finding, SOON)
        or (finding.kind not in REFUSED and finding.slots.get("parties"))
    )


def _core(mention: object) -> Mention | None:
    """The name inside a step of a person, else the step itself."""
    if not isinstance(mention, Mention):
        return None
    if mention.label == "PERSON" and isinstance(mention.value, Mention):
        return mention.value
    return mention


def _party(capture: Capture) -> Party:
    core = _core(capture.mention)
    at = core.at if core else Span(capture.start, capture.stop)
    return Party(at, core.label if core else "", core)


def _captures(doc: Document, finding: Finding) -> Iterator[Capture]:
    """What fills the party slots, by where it stands, nothing twice."""
    parties = [c for c in finding.slots.get("parties", ()) if not _is_time(c)]
    pair = any(stands_for_pair(doc, _core(c.mention)) for c in parties)
    partner = () if pair else finding.slots.get("partner", ())
    taken = _between(doc, sorted({*parties, *partner}, key=lambda c: (c.start, -c.stop)))
    stop = finding.clause.start if _is_speaker(finding) else 0
    for capture in taken:
        if capture.start >= stop:
            yield capture
            stop = capture.stop


def _between(doc: Document, taken: Sequence[Capture]) -> Sequence[Capture]:
    """The captures from the first one on that «between» stands before, if it does."""
    marked = (i for i, c in enumerate(taken) if c.start and doc.words.has(c.start - 1, "between"))
    return taken[next(marked, 0) :]


def _is_time(capture: Capture) -> bool:
    """Whether a capture is a date or an amount that a party pattern went over."""
    return isinstance(capture.mention, Mention) and capture.mention.label in ("DATE", "AMOUNT")


def _is_speaker(finding: Finding) -> bool:
    """Whether the speaker did it, whom no clause before names."""
    return finding.verb is not None and finding.verb.form.person[:1] in ("1", "2")


def _resolved(doc: Document, capture: Capture, at: int) -> Sequence[Party]:
    """The two that a phrase such as «the two sides» stands for, else the party itself."""
    pair = pair_before(doc, _core(capture.mention), at)
    return [_party(Capture(*m.at, m)) for m in pair] or [_party(capture)]


def parties_of(doc: Document, finding: Finding) -> tuple[Party, ...]:
    """The parties of a finding, each once; those of «they agreed» are the pair named before."""
    found: dict[str, Party] = {}
    at = finding.clause.start
    parties = [p for c in _captures(doc, finding) for p in _resolved(doc, c, at)]
    if not parties and _asks_for_subject(finding):
        parties = [_party(Capture(*m.at, m)) for m in pair_named(doc, "parties", at)]
    for party in parties:
        link = doc.link(party.mention) if party.mention else None
        found.setdefault(link.entity if link else _words(doc, party.at), party)
    return tuple(found.values())


def _words(doc: Document, at: Span) -> str:
    return "".join(doc.tokens.keys[at.start : at.stop])


def _asks_for_subject(finding: Finding) -> bool:
    """Whether several did it, whom the clause does not name."""
    verb = finding.verb
    asks = any(p.subject for p in finding.rule.slots.get("parties", ()))
    return asks and verb is not None and verb.form.person == "3p"


def _kind(finding: Finding, parties: Iterable[Party]) -> str:
    """The kind of a finding; of two, the second if it names parties that are no states."""
    first, _, second = finding.kind.partition("|")
    known = list(parties)
    return second if second and known and not any(map(_is_state, known)) else first


def _is_state(party: Party) -> bool:
    """Whether a party is a country or another place that acts, or stands for countries."""
    value = party.mention.value if party.mention else None
    return party.label == "PLACE" or (isinstance(value, Pronoun) and value.kind == "countries")


def _evidence(doc: Document, finding: Finding) -> Span:
    """The clause of a finding without what joins it to the one before."""
    start, stop = finding.clause
    while start < finding.trigger.start and _joins(doc, start):
        start += 1
    return Span(start, max(stop, finding.trigger.stop))


def _joins(doc: Document, at: int) -> bool:
    return any(doc.words.has(at, name) for name in ("and", "comma", "that"))


def claim(doc: Document, finding: Finding) -> Claim | None:
    """The claim that a finding makes; None if it denies or says nothing."""
    read = modality(doc.words, finding)
    status = status_of(doc, finding, read)
    parties = parties_of(doc, finding)
    if status is None or _is_asked(doc, finding) or not _names_enough(finding, read, parties):
        return None
    kind = _kind(finding, parties)
    return Claim(finding, kind, status, read, parties, _evidence(doc, finding))


def _names_enough(finding: Finding, read: Modality, parties: Sequence[Party]) -> bool:
    """Whether a claim names whom it is about: what only may be is said of people in general."""
    if read.kind == "hypothetical":
        return sum(p.mention is not None for p in parties) >= 1 + (read.reason == OPEN)
    return read.kind != "planned" or bool(parties or finding.slots.get("subject"))


def outermost(findings: Iterable[Finding]) -> list[Finding]:
    """Findings none of which lies on another: the first stays, as the head of a phrase leads it."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.trigger.start, -f.trigger.stop)):
        if not any(finding.trigger.overlaps(k.trigger) for k in kept):
            kept.append(finding)
    return kept


def claims(doc: Document, findings: Iterable[Finding]) -> list[Claim]:
    """All claims about agreements of a document, in text order."""
    ours = outermost(f for f in findings if f.rule.fact == "agreement")
    return [c for c in (claim(doc, f) for f in ours) if c]
