"""Why a result is there: the rule or table, the words that decided, what filled each slot."""

from collections.abc import Iterator

from persian_news_ie.document import Document
from persian_news_ie.export.summary import isolated
from persian_news_ie.facts import (
    Agreement,
    Amount,
    DateExpression,
    DateSlot,
    Entity,
    Event,
    Fact,
    Participant,
    Person,
    Quote,
    Slot,
)
from persian_news_ie.match.rulebook import Rule, default_books


def explain(doc: Document, result: Entity | Fact) -> str:
    """A few lines that say why a result of this document was found."""
    if isinstance(result, Agreement | Event):
        return "\n".join(_fact(doc, result))
    if isinstance(result, Quote):
        return "\n".join(_quote(doc, result))
    if isinstance(result, DateExpression | Amount):
        return "\n".join(_value(doc, result))
    return "\n".join(_entity(result))


def explain_all(doc: Document) -> str:
    """The explanations of every entity and fact of a document, one paragraph each."""
    results: list[Entity | Fact] = [
        *doc.people,
        *doc.places,
        *doc.organizations,
        *doc.agreements,
        *doc.events,
        *doc.quotes,
        *doc.dates,
        *doc.amounts,
    ]
    return "\n\n".join(explain(doc, r) for r in results) + "\n"


def _rule(id: str) -> Rule | None:
    return next((r for b in default_books() for r in b.rules if r.id == id), None)


def _at(start: int, stop: int) -> str:
    return f"[{start}:{stop}]"


def _fact(doc: Document, fact: Agreement | Event) -> Iterator[str]:
    state = fact.status if isinstance(fact, Agreement) else fact.modality
    yield f"{fact.id}: {fact.kind}, {state}, score {fact.score:.2f}"
    yield f"  rule {fact.by}"
    rule = _rule(fact.by)
    if rule:
        yield f"  trigger {' or '.join(t.source for t in rule.triggers)}"
    for mention in fact.mentions:
        words = isolated(doc.article.text[mention.start : mention.stop])
        said = f" ({mention.status})" if mention.status else ""
        yield f"  asserted at {_at(mention.start, mention.stop)}{said}: {words}"
    yield from _filled(fact, rule)


def _filled(fact: Agreement | Event, rule: Rule | None) -> Iterator[str]:
    """What filled each slot, and which slots the rule looked for in vain."""
    named: list[tuple[str, Slot | DateSlot | Participant | None]] = []
    if isinstance(fact, Agreement):
        named += [("parties", p) for p in fact.parties]
        named += [("subject", fact.subject), ("amount", fact.amount)]
    else:
        named += [(p.role, p) for p in fact.participants]
        named += [("position", fact.position)]
    named += [("place", fact.place), ("date", fact.date)]
    for name, slot in named:
        if slot is not None:
            yield f"  {name}: {isolated(slot.text)} {_at(slot.start, slot.stop)}{_meaning(slot)}"
    empty = set(rule.slots if rule else ()) - {name for name, slot in named if slot is not None}
    if empty:
        yield f"  nothing found for {', '.join(sorted(empty))}"


def _meaning(slot: Slot | DateSlot | Participant) -> str:
    value = slot.value if isinstance(slot, DateSlot) else slot.entity
    return f" = {value}" if value else ""


def _quote(doc: Document, quote: Quote) -> Iterator[str]:
    speaker = isolated(quote.speaker.text) if quote.speaker else "unknown"
    yield f"quote {_at(quote.start, quote.stop)}: {quote.kind}, speaker {speaker}"
    yield f"  rule {quote.by}, cue {isolated(quote.cue)}"
    yield f"  said {isolated(doc.article.text[quote.start : quote.stop])}"


def _value(doc: Document, fact: DateExpression | Amount) -> Iterator[str]:
    kind = "date" if isinstance(fact, DateExpression) else fact.kind
    yield f"{kind} {isolated(fact.text)} {_at(fact.start, fact.stop)} = {fact.value or 'not fixed'}"
    if isinstance(fact, DateExpression):
        day = doc.reference.isoformat() if doc.reference else "no date"
        yield f"  calendar {fact.calendar}, precision {fact.precision}, counted from {day}"
        if fact.note:
            yield f"  note: {fact.note}"


def _entity(entity: Entity) -> Iterator[str]:
    yield f"{entity.id}: {isolated(entity.name)}"
    if isinstance(entity, Person):
        for role in entity.roles:
            of = f" of {role.of}" if role.of else ""
            yield f"  role {isolated(role.text)}{of}, by {role.by}"
    for m in entity.mentions:
        place = _at(m.start, m.stop)
        yield f"  {m.kind} {isolated(m.text)} {place} by {m.by}, score {m.score:.2f}"
