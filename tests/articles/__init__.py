"""Gold as text: what each article beside this file should give, one fact a line.

`NNN.txt` is the article, `NNN.facts` its gold:

    [events]
    visit realized | agent استاندار همدان | in اقلیم کردستان
    ? farewell realized | host معاون استاندار | in مرز باشماق   # no rule for «راهی کردن»
    ! meeting realized | agent همدان                             # «همراهی» read as a meeting

A bare row is found. `? ` marks a row that should be found and is not, `! ` one that is found and
should not be; both say why after `#`. `~ ` marks what a careful reader may or may not list. A row
that changes its state fails the test: `python -m tests.articles --update` rewrites the marks, and
`git diff` shows what got better or worse. The stories in `tests/variants` are compared alike, but
their gold lists only what must be found. Rows are compared by letters: half-spaces, Arabic forms
and kinds of digits do not count.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from persian_news_ie.document import Document
from persian_news_ie.facts import Agreement, BorderCrossing, Event, Person, Role
from persian_news_ie.nlp import NLP
from persian_news_ie.text.normalize import key_of

FOLDER = Path(__file__).parent
VARIANTS = FOLDER.parent / "variants"
MARKS = {"? ": "missed", "! ": "wrong", "~ ": "free"}
SIGNS = {kind: sign for sign, kind in MARKS.items()} | {"found": ""}
ROLES = ("agent", "counterpart", "host", "appointer", "appointee", "attendee")
QUOTED = 5  # words of a quotation that are enough to know it by
UNEXPLAINED = "not yet explained"


def joined(*parts: str | None) -> str:
    """The parts that are there, divided by bars."""
    return " | ".join(p for p in parts if p)


def named(doc: Document, text: str, entity: str | None) -> str:
    """The full name of the person that some words mean, else the words."""
    person = next((p for p in doc.people if p.id == entity), None)
    return " ".join((person.name if person else text).split())


def article(doc: Document) -> Iterator[str]:
    """Head and body."""
    head, body = doc.article, doc.quoted(doc.article.body).split()
    yield f"title {head.title}"
    yield f"published {head.published and head.published.isoformat(timespec='minutes')}"
    yield f"code {head.code}"
    yield f"source {head.source}"
    yield f"body from {' '.join(body[:3])}"
    yield f"body to {' '.join(body[-3:])}"


def people(doc: Document) -> Iterator[str]:
    """A row for each person, and one for each role of a person."""
    for person in doc.people:
        yield person.name
        yield from (f"{person.name} | {' '.join(r.text.split())}" for r in _roles(person))


def _roles(person: Person) -> Iterable[Role]:
    return {key_of(r.text.replace(" ", "")): r for r in person.roles}.values()


def places(doc: Document) -> Iterator[str]:
    """Kind, country and name."""
    return (f"{p.kind} {p.country} | {p.name}" for p in doc.places)


def organizations(doc: Document) -> Iterator[str]:
    """Names."""
    return (o.name for o in doc.organizations)


def agreements(doc: Document) -> Iterator[str]:
    """Kind, status and parties."""
    for fact in doc.agreements:
        yield joined(f"{fact.kind} {fact.status}", _parties(doc, fact))


def _parties(doc: Document, fact: Agreement) -> str:
    return "; ".join(sorted(named(doc, p.text, p.entity) for p in fact.parties))


def events(doc: Document) -> Iterator[str]:
    """Kind, modality, participants by role, position, place and date."""
    for fact in doc.events:
        if fact.kind != "statement":
            yield joined(f"{fact.kind} {fact.modality}", *_participants(doc, fact), *_frame(fact))


def _participants(doc: Document, fact: Event) -> Iterator[str]:
    for role in ROLES:
        names = {named(doc, p.text, p.entity) for p in fact.participants if p.role == role}
        if names:
            yield f"{role} {'; '.join(sorted(names))}"


def _frame(fact: Event) -> Iterator[str]:
    if fact.position:
        yield f"position {' '.join(fact.position.text.split())}"
    if fact.place:
        yield f"in {' '.join(fact.place.text.split())}"
    if fact.date:
        yield f"on {fact.date.value}"


def quotes(doc: Document) -> Iterator[str]:
    """Speaker, kind and first words."""
    for quote in doc.quotes:
        words = doc.article.text[quote.start : quote.stop].split()
        speaker = named(doc, quote.speaker.text, quote.speaker.entity) if quote.speaker else "-"
        yield f"{quote.kind} | {speaker} | {' '.join(words[:QUOTED])}"


def dates(doc: Document) -> Iterator[str]:
    """Words and value."""
    return (f"{' '.join(d.text.split())} = {d.value}" for d in doc.dates)


def amounts(doc: Document) -> Iterator[str]:
    """Words, value and unit."""
    return (f"{' '.join(a.text.split())} = {a.value} {a.unit}" for a in doc.amounts)


def forms(doc: Document) -> Iterator[str]:
    """Every form under which a person stands in the text."""
    for person in doc.people:
        yield from {f"{person.name} | {m.kind} {m.text}": None for m in person.mentions}


def crossings(doc: Document) -> Iterator[str]:
    """Border crossings, the country they lead to and their name on the other side."""
    for place in doc.places:
        if isinstance(place, BorderCrossing) and place.latitude is not None:
            yield joined(place.name, f"to {place.neighbour}")
            yield joined(place.name, f"to {place.neighbour}", f"opposite {place.counterpart}")


def asserted(doc: Document) -> Iterator[str]:
    """Each agreement as often as the text asserts it: once, twice and so on."""
    for fact, row in zip(doc.agreements, agreements(doc), strict=True):
        yield from (f"{n} × {row}" for n in range(1, len(fact.mentions) + 1))


LAYERS: Mapping[str, Callable[[Document], Iterable[str]]] = {
    f.__name__: f
    for f in (article, people, places, organizations, agreements, events, quotes, dates, amounts)
}
VIEWS = {**LAYERS, **{f.__name__: f for f in (forms, crossings, asserted)}}  # what variants ask


@dataclass(frozen=True, slots=True)
class Row:
    """A row of gold: what it says and whether it is found, missed, wrong or free."""

    text: str
    state: str = "found"
    reason: str = ""

    @property
    def key(self) -> str:
        """The row without what does not count: half-spaces, letter forms, the order of names."""
        parts = ("; ".join(sorted(part.split("; "))) for part in self.text.split(" | "))
        return "|".join("".join(map(key_of, part.split())) for part in parts)

    def __str__(self) -> str:
        return f"{SIGNS[self.state]}{self.text}{f'  # {self.reason}' if self.reason else ''}"


Gold = dict[str, list[Row]]


def read_row(line: str) -> Row:
    """A row from its line."""
    text, _, reason = line.partition("  #")
    state = MARKS.get(text[:2], "found")
    return Row(text[2:].strip() if state != "found" else text.strip(), state, reason.strip())


def read_gold(text: str) -> Gold:
    """The rows of a `.facts` file by layer."""
    gold: Gold = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("["):
            gold[line.strip("[]")] = []
        elif not line.startswith("#"):
            gold[next(reversed(gold))].append(read_row(line))
    return gold


def compared(rows: Sequence[Row], found: Iterable[str]) -> list[Row]:
    """The rows with the marks that what is found now gives them, and what is found besides."""
    old = {row.key: row.reason for row in rows if row.state == "wrong"}
    listed = list(found)
    left = Counter(Row(text).key for text in listed)
    texts = {Row(text).key: text for text in listed}
    marked = []
    for row in rows:
        if row.state == "wrong":
            continue
        is_found = left[row.key] > 0
        left[row.key] -= is_found
        marked.append(row if row.state == "free" else _marked(row, is_found))
    wrong = (Row(texts[k], "wrong", old.get(k) or UNEXPLAINED) for k in left.elements())
    return [*marked, *wrong]


def read(nlp: NLP, path: Path) -> Document:
    """The document of an article; `NNN.ref` holds the day to count from if the text has none."""
    reference = path.with_suffix(".ref")
    day = reference.read_text(encoding="utf-8").strip() if reference.exists() else None
    return nlp(path.read_bytes().decode("utf-8"), reference_date=day)


def current(gold: Gold, doc: Document) -> Gold:
    """The gold with the marks that a document gives it."""
    return {name: compared(rows, VIEWS[name](doc)) for name, rows in gold.items()}


def says(text: str) -> frozenset[str]:
    """What a row says, item by item: its head, and each name with the label before it."""
    head, *rest = text.split(" | ")
    items = [Row(head).key]
    for part in rest:
        label, _, names = part.partition(" ")
        items += [Row(label + name).key for name in names.split("; ")]
    return frozenset(items)


def wanted(gold: Gold, doc: Document) -> Gold:
    """The same for gold that says only what must be found: a found row may say more."""
    return {name: sought(rows, VIEWS[name](doc)) for name, rows in gold.items()}


def sought(rows: Sequence[Row], found: Iterable[str]) -> list[Row]:
    """The rows with the marks that a layer gives them; a found row may say more than asked."""
    said = [says(text) for text in found]
    asked = [(row, any(says(row.text) <= items for items in said)) for row in rows]
    return [_marked(row, is_found) for row, is_found in asked]


def _marked(row: Row, is_found: bool) -> Row:
    reason = "" if is_found else row.reason or UNEXPLAINED
    return replace(row, state="found" if is_found else "missed", reason=reason)


def written(gold: Gold) -> str:
    """A `.facts` file."""
    return "\n".join(f"[{name}]\n" + "".join(f"{row}\n" for row in gold[name]) for name in gold)
