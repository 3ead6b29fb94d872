"""Rules on trial: every example must be found as written, every counterexample must not."""

from collections.abc import Callable, Iterator, Sequence

from persian_news_ie.document import Document
from persian_news_ie.facts import Agreement, Event
from persian_news_ie.match.book import Book, Example, Rule
from persian_news_ie.text.normalize import phrase_key

Read = Callable[[str], Document]


def failures(book: Book, read: Read) -> Iterator[str]:
    """What is not as the examples of a book say, one line each, naming rule and sentence."""
    for rule in book.rules:
        for example in rule.examples:
            why = failure(rule, example, read)
            if why:
                yield f"{rule.id}: {why} in {example.text!r}"


def failure(rule: Rule, example: Example, read: Read) -> str | None:
    """Why an example is not as it says, or None."""
    doc = read(example.text)
    facts: Sequence[Agreement | Event] = doc.agreements if rule.fact == "agreement" else doc.events
    made = [f for f in facts if _is_made(f, rule)]
    if not example.finds:
        return "found what a counterexample forbids" if made else None
    if not made:
        others = sorted({f.by for f in facts})
        return f"nothing found{' but by ' + ', '.join(others) if others else ''}"
    return next((w for f in made if (w := _unlike(f, example)) is None), _unlike(made[0], example))


def _is_made(fact: Agreement | Event, rule: Rule) -> bool:
    """Whether a rule found a fact; a circumstance is part of an event that another rule finds."""
    if rule.fact == "circumstance":
        return any(name in rule.slots and filled(fact, name) for name in ("place", "date"))
    return fact.by == rule.id


def _unlike(fact: Agreement | Event, example: Example) -> str | None:
    """The first slot that does not hold what the example says."""
    for name, wanted in example.slots.items():
        expected = [wanted] if isinstance(wanted, str) else list(wanted)
        found = filled(fact, name)
        if sorted(map(phrase_key, expected)) != sorted(map(phrase_key, found)):
            return f"{name} is {found}, not {expected},"
    return None


def filled(fact: Agreement | Event, name: str) -> list[str]:
    """What stands in a slot of a fact, as text; for events a role of participants is a slot."""
    value = getattr(fact, name, None)
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [v.text for v in value]
    if value is not None:
        return [value.text]
    if isinstance(fact, Event):
        return [p.text for p in fact.participants if p.role == name]
    return []
