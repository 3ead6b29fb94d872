"""What comes out: one small frozen record per kind of result.

`start`/`stop` are half-open code-point offsets into the text as given. Field names and values are
those of the JSON (`persian-news-ie/1`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One place in the text where an entity is mentioned.

    `kind` is name, surname, office, pronoun or description; `by` names what found or linked it.
    """

    start: int
    stop: int
    text: str
    kind: str = "name"
    score: float = 1.0
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A filled slot of a fact: its words, where they stand, and the entity they name, if any."""

    text: str
    start: int
    stop: int
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSlot:
    """A date of a fact: its words and its ISO 8601 value, if the text fixes one."""

    text: str
    value: str | None
    start: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who takes part in an event: agent, counterpart, host, appointee, appointer or attendee."""

    text: str
    start: int
    stop: int
    role: str
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office or function of a person: its words, its title and the entity it is of.

    `date` is when it is or was held, or since when, if the text says so.
    """

    text: str
    title: str
    start: int
    stop: int
    of: str | None = None
    status: str = "current"  # current, former, acting
    by: str = ""
    date: DateSlot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of the article, with every role the article gives."""

    id: str
    name: str
    roles: tuple[Role, ...] = ()
    mentions: tuple[Occurrence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of the article; coordinates are WGS 84 degrees, `country` is ISO 3166-1 alpha-2."""

    id: str
    name: str
    kind: str
    country: str | None = None
    province: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    counterpart: str | None = None
    refs: dict[str, str] = field(default_factory=dict)
    mentions: tuple[Occurrence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderCrossing(Place):
    """A border crossing or border market; `counterpart` is its name on the other side."""

    neighbour: str | None = None
    precision: str | None = None  # crossing or town: what the coordinates are those of
    type: str | None = None  # official_terminal, border_market, temporary


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """One organisation of the article.

    `parent` is the one above it if the article names that, too. A branch says of which body it is
    one, named or not (`branch_of`, a name), and the id of the place it is in.
    """

    id: str
    name: str
    kind: str
    parent: str | None = None
    branch_of: str | None = None
    place: str | None = None
    country: str | None = None
    mentions: tuple[Occurrence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """One place of the text that asserts a fact; agreements say with which status."""

    start: int
    stop: int
    status: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Something agreed between parties: signed, approved, planned, or another status.

    `signatories` are the people who sign it, where the text says who does.
    """

    id: str
    kind: str
    status: str
    start: int
    stop: int
    by: str
    score: float
    parties: tuple[Slot, ...] = ()
    subject: Slot | None = None
    place: Slot | None = None
    date: DateSlot | None = None
    amount: Slot | None = None
    signatories: tuple[Slot, ...] = ()
    modality: str = "realized"
    mentions: tuple[Assertion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, will happen or was denied: a visit, a meeting, an appointment."""

    id: str
    kind: str
    modality: str
    start: int
    stop: int
    by: str
    score: float
    participants: tuple[Participant, ...] = ()
    position: Slot | None = None
    place: Slot | None = None
    date: DateSlot | None = None
    mentions: tuple[Assertion, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said a quote: the words that name them and the entity, if known."""

    text: str
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Reported speech: its content from `start` to `stop`, who said it and the word that says so.

    `kind` is direct, indirect or document.
    """

    speaker: Speaker | None
    cue: str
    kind: str
    start: int
    stop: int
    by: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """A temporal expression and its ISO 8601 value: a day, month, interval or date-time."""

    text: str
    value: str | None
    calendar: str
    precision: str
    start: int
    stop: int
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount: an exact decimal as text, its unit (ISO 4217 for money) and its kind."""

    text: str
    value: str
    unit: str | None
    kind: str  # money, percent, quantity, count
    start: int
    stop: int


Entity = Person | Place | Organization
Fact = Agreement | Event | Quote | DateExpression | Amount

# What a document holds, by the names of the JSON; a crossing is a Place with fields more.
LAYERS: Mapping[str, type] = {
    "people": Person,
    "places": Place,
    "organizations": Organization,
    "agreements": Agreement,
    "events": Event,
    "quotes": Quote,
    "dates": DateExpression,
    "amounts": Amount,
}
ROLES = ("agent", "counterpart", "host", "appointee", "appointer", "attendee")  # of participants
