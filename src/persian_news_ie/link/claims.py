"""From what agreement rules found to claims: one assertion each, with status and parties."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.link.parties import Party, is_state, parties_of
from persian_news_ie.match.engine import Finding
from persian_news_ie.match.matcher import Capture
from persian_news_ie.match.modality import Modality, modality

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
MADE = frozenset(("signed", "approved"))  # what a noun phrase behind the paper says enough of
WISHED = "joint_body"  # a kind that is proposed before anybody is named who will be in it
REFUSED = frozenset(("approval", "decision"))  # kinds that one side refuses when it denies them
OPEN = "subjunctive"  # the reason of what nothing in the text plans, wants or expects
NOT_YET = "not_yet"  # the shared list of words that leave a denied fact open
ASKS = "question"
CONDITION = "modality.condition"
NONE = "none_of"  # the shared list of words that say there is none
SOON = "modality.soon"
TAILS = ("adverb", "and", "comma", "that")  # words that no phrase ends with
LONGEST_TAIL = 3  # tokens of an adverb


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
    found = (_trimmed(doc, claim, s) for s in slots if s)
    return next((s for s in found if _is_telling(doc, claim, s)), None)


def _trimmed(doc: Document, claim: Claim, capture: Capture) -> Capture:
    """A subject without the times before an object and the adverbs and joints behind it."""
    start, stop, mention = capture
    times = {c.start: c.stop for c in claim.finding.slots.get("date", ())}
    while doc.words.has(stop, "ra") and start < stop:
        after = times.get(start) or doc.words.has(start, "adverb")
        if not after:
            break
        start = after
    while start < stop:
        tails = (at for at in range(max(start, stop - LONGEST_TAIL), stop) if _ends(doc, at, stop))
        before = next(tails, stop)
        if before == stop:
            break
        stop = before
    return Capture(start, stop, mention)


def _ends(doc: Document, at: int, stop: int) -> bool:
    """Whether an adverb or a joint is the last word of a phrase."""
    return any(doc.words.has(at, name) == stop for name in TAILS)


def _is_done(claim: Claim, at: Span) -> bool:
    """Whether some tokens are the verb of the trigger."""
    verb, trigger = claim.finding.verb, claim.finding.trigger
    told = verb is not None and trigger.start <= verb.start < trigger.stop
    return told and verb is not None and at.overlaps(Span(verb.start, verb.stop))


def _is_telling(doc: Document, claim: Claim, capture: Capture) -> bool:
    at = Span(capture.start, capture.stop)
    if at.start >= at.stop or _is_done(claim, at):
        return False
    times = (c for name in ("date", "amount") for c in claim.finding.slots.get(name, ()))
    joins = _joins(doc, at.start) or doc.words.has(at.start, "ra")
    empty = joins or all(doc.words.has(t, "vague") for t in range(*at))
    timed = any(c.start <= at.start < at.stop <= c.stop for c in times)
    return not (empty or timed or any(p.at.overlaps(at) for p in claim.parties))


def status_of(doc: Document, finding: Finding, read: Modality) -> str | None:
    """The status of an agreement: what the rule says, moved by its modality."""
    tense = finding.verb.form.tense if finding.verb else ""
    status = finding.rule.by_tense.get(tense) or finding.rule.status or "unknown"
    if tense == "imperfect" and status in DONE and read.reason in (tense, "background"):
        return None  # a habit
    if read.kind == "denied":
        return _denied(doc, finding, status, read)
    if status in DONE and _is_undone(doc, finding):
        return DENIED.get(status)
    if read.kind == "hypothetical" and status == "planned":
        return "proposed"
    if status not in DONE:
        return status
    if read.reason == "purpose":
        return "planned"
    if read.reason == "present" and not _dated(doc, finding):
        return None
    return TO_COME.get(read.kind, status)


def _denied(doc: Document, finding: Finding, status: str, read: Modality) -> str | None:
    """What is left of an agreement that did not come about: still open, refused, or nothing."""
    if any(_in_clause(doc, finding, name) for name in (CONDITION, NONE)):
        return None
    if read.reason == "necessity":
        return None  # what need not be is not said to be refused
    if finding.rule.denied is not None:
        return finding.rule.denied or None
    if status in DONE and _in_clause(doc, finding, NOT_YET):
        return "negotiated"
    if finding.kind in REFUSED and status == "approved":
        return "rejected"
    return DENIED.get(status)


def _is_undone(doc: Document, finding: Finding) -> bool:
    """Whether a trigger ends in a negated infinitive: «not reaching a deal»."""
    verbs = map(doc.words.verbs.get, range(*finding.trigger))
    forms = (verb.form for verb in verbs if verb and verb.form)
    return any(form.negated and not form.is_finite for form in forms)


def _in_clause(doc: Document, finding: Finding, name: str) -> bool:
    return any(doc.words.has(at, name) for at in range(*finding.clause))


def _is_open(doc: Document, finding: Finding) -> bool:
    """Whether a clause is a question, or says without what something was done."""
    words, (start, stop) = doc.words, finding.clause
    asks = (words.has(at, ASKS) for at in range(start, stop + 1))
    # «why» before «that» gives a reason.
    return _in_clause(doc, finding, "without") or any(a and not words.has(a, "that") for a in asks)


def _dated(doc: Document, finding: Finding) -> bool:
    """Whether a present tense means a time to come and no habit: a date or a party says so."""
    return bool(
        finding.slots.get("date")
        or _in_clause(doc, finding, SOON)
        or (finding.kind not in REFUSED and finding.slots.get("parties"))
    )


def _kind(doc: Document, finding: Finding, parties: Iterable[Party]) -> str:
    """The kind of a finding; of two, the second if it names parties that are no states."""
    first, _, second = finding.kind.partition("|")
    known = list(parties)
    return second if second and known and not any(is_state(doc, p) for p in known) else first


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
    if status is None or _is_open(doc, finding) or not _names_enough(finding, read, parties):
        return None
    kind = _kind(doc, finding, parties)
    return Claim(finding, kind, status, read, parties, _evidence(doc, finding))


def _names_enough(finding: Finding, read: Modality, parties: Sequence[Party]) -> bool:
    """Whether a claim names whom it is about: what only may be is said of people in general."""
    if read.kind == "hypothetical" and finding.kind == WISHED and read.reason == "desire":
        return True
    if read.kind == "hypothetical":
        return sum(p.mention is not None for p in parties) >= 1 + (read.reason == OPEN)
    slots = ("subject", "topic") if finding.rule.status in MADE else ("subject",)
    told = any(finding.slots.get(name) for name in slots)
    sure = read.kind != "planned" or read.reason == "future"
    return sure or bool(parties) or told


def outermost(findings: Iterable[Finding]) -> list[Finding]:
    """Findings none of which lies on another: the first stays, as the head of a phrase leads it."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.trigger.start, -f.trigger.stop)):
        if not (kept and finding.trigger.overlaps(kept[-1].trigger)):
            kept.append(finding)
    return kept


def claims(doc: Document, findings: Iterable[Finding]) -> list[Claim]:
    """All claims about agreements of a document, in text order."""
    ours = outermost(f for f in findings if f.rule.fact == "agreement")
    found = [c for c in (claim(doc, f) for f in ours) if c]
    return [_governed(c, found) for c in found]


def _governed(ours: Claim, found: Iterable[Claim]) -> Claim:
    """A claim without parties with those who agreed on it: «they agreed to set up …»."""
    at = ours.modality.at
    if ours.parties or ours.modality.reason != "intention" or at is None:
        return ours
    by = next((c for c in found if c is not ours and c.finding.trigger.overlaps(at)), None)
    if by is None:
        return ours
    return replace(ours, parties=by.parties, status=by.status)
