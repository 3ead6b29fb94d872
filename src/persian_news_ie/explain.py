"""Why a result is there: the rule or table, the words that decided, what filled each slot."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.export.summary import isolated
from persian_news_ie.facts import (
    Agreement,
    Amount,
    Assertion,
    DateExpression,
    DateSlot,
    Entity,
    Event,
    Fact,
    Participant,
    Person,
    Place,
    Quote,
    Slot,
)
from persian_news_ie.link.scene import scene
from persian_news_ie.match.book import Book, Rule
from persian_news_ie.match.engine import Engine
from persian_news_ie.match.rulebook import default_books

MOST = 3  # rules that were not taken
SAME = {"partner": "parties", "topic": "subject"}  # slots of rules that fill one of facts


def explain(doc: Document, result: Entity | Fact, books: Iterable[Book] = ()) -> str:
    """A few lines that say why a result of this document was found.

    `books` are rule books of your own, as given to `load`, so that their rules are shown too.
    """
    if isinstance(result, Agreement | Event):
        return "\n".join(_fact(doc, result, tuple(books)))
    if isinstance(result, Quote):
        return "\n".join(_quote(doc, result))
    if isinstance(result, DateExpression | Amount):
        return "\n".join(_value(doc, result))
    return "\n".join(_entity(doc, result))


def explain_all(doc: Document, books: Iterable[Book] = ()) -> str:
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
    known = tuple(books)
    title = [isolated(doc.article.title)] if doc.article.title else []
    nothing = [] if results else ["nothing found"]
    said = (explain(doc, result, known) for result in results)
    return "\n\n".join((*title, *nothing, *said)) + "\n"


@cache
def _default_rules() -> dict[str, Rule]:
    return {rule.id: rule for book in default_books() for rule in book.rules}


def rule_of(id: str, books: tuple[Book, ...] = ()) -> Rule | None:
    """The rule of an id, in the books given or in those of the library."""
    own = (rule for book in books for rule in book.rules if rule.id == id)
    return next(own, None) or _default_rules().get(id)


def _at(start: int, stop: int) -> str:
    return f"[{start}:{stop}]"


def _fact(doc: Document, fact: Agreement | Event, books: tuple[Book, ...]) -> Iterator[str]:
    rule = rule_of(fact.by, books)
    state = fact.status if isinstance(fact, Agreement) else fact.modality
    yield f"{fact.id}: {fact.kind}, {state}, score {fact.score:.2f}"
    yield f"  rule {fact.by}"
    if rule:
        yield f"  trigger {' or '.join(t.source for t in rule.triggers)}"
        yield from (f"  as in {isolated(e.text)}" for e in rule.examples[:1] if e.finds)
    for mention in fact.mentions:
        words = isolated(doc.article.text[mention.start : mention.stop])
        said = f" ({mention.status})" if mention.status else ""
        yield f"  asserted at {_at(mention.start, mention.stop)}{said}: {words}"
    yield from _filled(doc, fact, rule)
    yield from _considered(doc, fact, books)


def _filled(doc: Document, fact: Agreement | Event, rule: Rule | None) -> Iterator[str]:
    """What filled each slot, and which slots the rule looked for in vain."""
    named: list[tuple[str, Slot | DateSlot | Participant | None]] = []
    if isinstance(fact, Agreement):
        named += [("parties", p) for p in fact.parties]
        named += [("signatories", p) for p in fact.signatories]
        named += [("subject", fact.subject), ("amount", fact.amount)]
    else:
        named += [(p.role, p) for p in fact.participants]
        named += [("position", fact.position)]
    named += [("place", fact.place), ("date", fact.date)]
    for name, slot in named:
        if slot is not None:
            meant = _meaning(doc, slot)
            yield f"  {name}: {isolated(slot.text)} {_at(slot.start, slot.stop)}{meant}"
    filled = {name for name, slot in named if slot is not None}
    looked_for = {SAME.get(name, name) for name in (rule.slots if rule else ())}
    empty = looked_for - filled
    if empty:
        yield f"  nothing found for {', '.join(sorted(empty))}"


@cache
def _engine(books: tuple[Book, ...]) -> Engine:
    return Engine([rule for book in (*books, *default_books()) for rule in book.rules])


def _considered(doc: Document, fact: Agreement | Event, books: tuple[Book, ...]) -> Iterator[str]:
    """The other rules whose triggers stand where a fact is first asserted, and why not they.

    A document that was restored from its JSON has no tokens to try them on.
    """
    sort = "agreement" if isinstance(fact, Agreement) else "event"
    if not (doc.sentences and fact.mentions):
        return
    tried = _engine(books).considered(scene(doc), _tokens(doc, fact.mentions[0]))
    why = {rule.id: why for rule, why in tried if rule.fact == sort and why}
    for id in list(why)[:MOST]:
        yield f"  not {id}: {why[id]}"


def _tokens(doc: Document, mention: Assertion) -> Span:
    """The tokens of a range of the source."""
    spans = [doc.source_span(Span(at, at + 1)) for at in range(len(doc.tokens))]
    start = bisect_left(spans, mention.start, key=lambda s: s.start)
    return Span(start, bisect_left(spans, mention.stop, key=lambda s: s.start))


def _meaning(doc: Document, slot: Slot | DateSlot | Participant) -> str:
    if isinstance(slot, DateSlot):
        return f" = {slot.value}" if slot.value else ""
    return f" = {_named(doc, slot.entity)}" if slot.entity else ""


def _named(doc: Document, id: str) -> str:
    """An entity's id and name."""
    entities: list[Entity] = [*doc.people, *doc.places, *doc.organizations]
    name = next((e.name for e in entities if e.id == id), None)
    return f"{id} {isolated(name)}" if name else id


def _quote(doc: Document, quote: Quote) -> Iterator[str]:
    speaker = isolated(quote.speaker.text) if quote.speaker else "unknown"
    is_known = quote.speaker and quote.speaker.entity
    entity = f" = {_named(doc, is_known)}" if is_known else ""
    kind = f"{quote.kind}, score {quote.score:.2f}"
    yield f"quote {_at(quote.start, quote.stop)}: {kind}, speaker {speaker}{entity}"
    yield f"  rule {quote.by}, cue {isolated(quote.cue)}"
    yield f"  said {isolated(doc.article.text[quote.start : quote.stop])}"


def _value(doc: Document, fact: DateExpression | Amount) -> Iterator[str]:
    at = _at(fact.start, fact.stop)
    if isinstance(fact, Amount):
        unit = f" {fact.unit}" if fact.unit else ""
        yield f"{fact.kind} {isolated(fact.text)} {at} = {fact.value}{unit}"
        return
    yield f"date {isolated(fact.text)} {at} = {fact.value or 'not fixed'}"
    day = doc.reference.isoformat() if doc.reference else "no date"
    yield f"  calendar {fact.calendar}, precision {fact.precision}, counted from {day}"
    if fact.note:
        yield f"  note: {fact.note}"


def _entity(doc: Document, entity: Entity) -> Iterator[str]:
    kind = "" if isinstance(entity, Person) else f", {entity.kind}"
    yield f"{entity.id}: {isolated(entity.name)}{kind}"
    if isinstance(entity, Person):
        for role in entity.roles:
            of = f" of {_named(doc, role.of)}" if role.of else ""
            at = _at(role.start, role.stop)
            when = f", {isolated(role.date.text)}{_meaning(doc, role.date)}" if role.date else ""
            yield f"  role {isolated(role.text)} {at}{of}, {role.status}{when}, by {role.by}"
    if isinstance(entity, Place):
        for table, key in entity.refs.items():
            yield f"  {table} {key}"
    for m in entity.mentions:
        place = _at(m.start, m.stop)
        yield f"  {m.kind} {isolated(m.text)} {place} by {m.by}, score {m.score:.2f}"
