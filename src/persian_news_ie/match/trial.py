"""Rules on trial: every example must be found as written, every counterexample must not."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from persian_news_ie.document import Document
from persian_news_ie.facts import Agreement, Event, Person, Role
from persian_news_ie.match.book import Book, Example, Rule
from persian_news_ie.text.normalize import phrase_key

Read = Callable[[str], Document]


class Held(NamedTuple):
    """An office with who holds it, as a result of rules."""

    person: Person
    role: Role

    @property
    def by(self) -> str:
        """What found it."""
        return self.role.by

    def filled(self, name: str) -> list[str]:
        """What stands in a slot, as text."""
        date = self.role.date
        if name == "date":
            return [date.text] if date else []
        return [self.person.name if name == "holder" else self.role.text]


Found = Agreement | Event | Held


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
    facts = _facts(doc, rule)
    made = [f for f in facts if _is_made(f, rule)]
    if not example.finds:
        return "found what a counterexample forbids" if made else None
    if not made:
        others = sorted({f.by for f in facts})
        return f"nothing found{' but by ' + ', '.join(others) if others else ''}"
    return next((w for f in made if (w := _unlike(f, example)) is None), _unlike(made[0], example))


def _facts(doc: Document, rule: Rule) -> Sequence[Found]:
    """The results among which those of a rule are."""
    if rule.fact == "role":
        return [Held(person, role) for person in doc.people for role in person.roles]
    return doc.agreements if rule.fact == "agreement" else doc.events


def _is_made(fact: Found, rule: Rule) -> bool:
    """Whether a rule found a fact; a circumstance is part of an event that another rule finds.

    So is the time of an office whose holder is named beside it.
    """
    if isinstance(fact, Held):
        return fact.role.date is not None
    if rule.fact == "circumstance":
        return any(filled(fact, name) for name in rule.slots or ("place", "date"))
    return fact.by == rule.id


def _unlike(fact: Found, example: Example) -> str | None:
    """The first slot that does not hold what the example says."""
    for name, wanted in example.slots.items():
        expected = [wanted] if isinstance(wanted, str) else list(wanted)
        found = filled(fact, name)
        if sorted(map(phrase_key, expected)) != sorted(map(phrase_key, found)):
            return f"{name} is {found}, not {expected},"
    return None


def filled(fact: Found, name: str) -> list[str]:
    """What stands in a slot of a fact, as text; for events a role of participants is a slot."""
    if isinstance(fact, Held):
        return fact.filled(name)
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
