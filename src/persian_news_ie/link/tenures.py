"""When an office was held: rules date the roles of people, and give them roles by predicates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from persian_news_ie.document import Document, Link, Mention
from persian_news_ie.facts import DateSlot, Person, Role
from persian_news_ie.link.chunks import core
from persian_news_ie.link.moments import read_date
from persian_news_ie.link.occurrences import occurrence
from persian_news_ie.link.people import POINTING, role
from persian_news_ie.link.slots import date_slot
from persian_news_ie.match.engine import Finding
from persian_news_ie.match.matcher import Capture
from persian_news_ie.text.normalize import phrase_key

FACT = "role"
SPAN = "span"  # the kind of rules that mean a time from a year to another
INTERVAL = "interval"  # the precision of such a time
NOT_SO = ("subjunctive", "perfect-subjunctive", "future")  # tenses that say nobody holds it


class Tenure(NamedTuple):
    """An office with when it was held, who holds it if the rule says so, and what it says of it."""

    office: Mention
    date: DateSlot
    holder: str | None
    status: str | None
    by: str


def tenures(doc: Document, findings: Sequence[Finding]) -> dict[str, Any]:
    """The layers `people` and `links` with the times of offices that rules found; {} for none."""
    found = [t for f in findings if f.rule.fact == FACT for t in _tenures(doc, f)]
    if not found:
        return {}
    people, links = {p.id: p for p in doc.people}, dict(doc.links)
    for tenure in found:
        holder = tenure.holder or _holder(people.values(), tenure.office)
        if holder in people:
            _take_from_others(people, holder, tenure.office)
            people[holder] = _held(doc, people[holder], tenure)
            links[tenure.office.label, tenure.office.at] = Link(holder, tenure.by, "office")
    return {"people": tuple(people.values()), "links": links}


def _tenures(doc: Document, finding: Finding) -> Iterator[Tenure]:
    """The offices of a finding, all of one time."""
    date = _date(doc, finding)
    if date is None or not _is_so(doc, finding):
        return
    read = read_date(doc, date)
    if read is None or (finding.kind == SPAN and read.precision != INTERVAL):
        return
    status = _status(finding, read.precision)
    for office in _offices(finding.slots.get("position", ())):
        holder = _named(doc, finding.slots.get("holder", ()))
        yield Tenure(office, date_slot(doc, date), holder, status, finding.rule.id)


def _date(doc: Document, finding: Finding) -> Capture | None:
    """The date that stands in a trigger."""
    inside = (s for s in doc.steps if s.label == "DATE" and finding.trigger.covers(s.at))
    return next((Capture(*step.at, step) for step in inside), None)


def _is_so(doc: Document, finding: Finding) -> bool:
    """Whether somebody is said to hold or have held an office; «it was in … that» says when."""
    verb = finding.verb
    if verb is None or finding.kind == SPAN:
        return True
    cleft = doc.words.has(verb.stop, "relative") and doc.words.has(verb.start, "copula")
    return not (cleft or verb.form.negated or verb.form.tense in NOT_SO)


def _status(finding: Finding, precision: str) -> str | None:
    """What the tense of the verb, or a time that is over, says of an office."""
    tense = finding.verb.form.tense if finding.verb and finding.kind != SPAN else ""
    ended = "former" if precision == INTERVAL and tense != "present" else None
    return finding.rule.by_tense.get(tense, ended)


def _offices(captures: Sequence[Capture]) -> Iterator[Mention]:
    """The offices among captures; of a named person's step the one with which it ends."""
    for capture in captures:
        step = capture.mention
        if isinstance(step, Mention):
            near = (p for p in step.parts if p.at.stop == step.at.stop)
            office = step if step.label == "OFFICE" else next(near, None)
            if office and office.label == "OFFICE":
                yield office


def _named(doc: Document, captures: Sequence[Capture]) -> str | None:
    """The person that one capture names or means; None for several."""
    mentions = [core(c.mention) for c in captures]
    link = doc.link(mentions[0]) if len(mentions) == 1 and mentions[0] else None
    return link.entity if link else None


def _holder(people: Iterable[Person], office: Mention) -> str | None:
    """Whose name an office stands beside."""
    start = office.span.start
    beside = (p.id for p in people for r in p.roles if r.start == start and r.by not in POINTING)
    return next(beside, None)


def _take_from_others(people: dict[str, Person], holder: str, office: Mention) -> None:
    """Who seemed to be meant by an office of another's is not."""
    for id, other in people.items():
        if id != holder:
            roles = (r for r in other.roles if r.start != office.span.start)
            named = (m for m in other.mentions if m.start != office.span.start)
            people[id] = replace(other, roles=tuple(roles), mentions=tuple(named))


def _held(doc: Document, person: Person, tenure: Tenure) -> Person:
    """A person with an office of some time: a role of the same words is dated, or one added."""
    new = role(doc, tenure.office, tenure.by)
    words = phrase_key(new.text)
    same = next((r for r in person.roles if phrase_key(r.text) == words), None)
    kept = [r for r in person.roles if r is not same]
    dated = _dated(same or new, tenure)
    at = occurrence(tenure.office, "office", tenure.by)
    known = any(m.start == at.start for m in person.mentions)
    mentions = person.mentions if known else (*person.mentions, at)
    return replace(
        person,
        roles=tuple(sorted((*kept, dated), key=lambda r: r.start)),
        mentions=tuple(sorted(mentions, key=lambda m: m.start)),
    )


def _dated(held: Role, tenure: Tenure) -> Role:
    status = tenure.status if held.status == "current" and tenure.status else held.status
    return replace(held, date=held.date or tenure.date, status=status)
