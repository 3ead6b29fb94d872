"""Which record a place name means: by stated kind, parents, and the countries of the article."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from persian_news_ie.document import Mention
from persian_news_ie.find.crossings import CROSSING_KINDS
from persian_news_ie.find.gazetteer import place_kind
from persian_news_ie.find.tables import CrossingRecord, PlaceRecord
from persian_news_ie.link.evidence import capitals, parents

Record = PlaceRecord | CrossingRecord
HOME = "IR"  # where an Iranian paper means a place if nothing else speaks
# What a bare name means when nothing in the article decides, best first.
USUAL = ("country", "region", "city", "province", "governorate", "county", "district", "village")


@dataclass(slots=True)
class Group:
    """Mentions that share a name: the records they may mean and the kinds the text gives them."""

    records: dict[str, Record] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    lands: set[str] = field(default_factory=set)  # countries that titles of rulers speak for
    is_abroad: bool = False  # whether an office says that it is in another country than ours
    is_paired: bool = False  # whether it stands beside a capital, and may be one
    sure: set[str] = field(default_factory=set)  # ids of records that need no context
    record: Record | None = None  # the one that was chosen

    @property
    def countries(self) -> set[str]:
        """The countries this name may be in."""
        return {r.country for r in self.records.values() if r.id in self.sure or not self.sure}

    def join(self, other: "Group") -> None:
        """Take the mentions of another group."""
        self.records |= other.records
        self.mentions = sorted([*self.mentions, *other.mentions], key=lambda m: m.at)
        self.kinds += other.kinds
        self.lands |= other.lands
        self.is_abroad |= other.is_abroad
        self.is_paired |= other.is_paired
        self.sure |= other.sure


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses among the records of a name by kind, parents and the countries of the article."""

    countries: Counter[str]
    ids: frozenset[str]

    def best(self, group: Group) -> Record | None:
        """The record that a group of mentions means."""
        if not group.records:
            return None
        return max(group.records.values(), key=lambda r: self.weight(group, r))

    def weight(self, group: Group, record: Record) -> tuple[float, float]:
        """How much speaks for a record: stated kinds, parents, countries, common sense."""
        kind = place_kind(record)
        stated = sum(n for k, n in group.kinds.items() if _same_kind(k, kind))
        around = sum(p in self.ids for p in parents(record)) + 3.0 * (record.id in self.ids)
        home = self.countries[record.country] / (1 + self.countries.total())
        usual = USUAL.index(kind) if kind in USUAL else len(USUAL)
        said = record.country in group.lands or (group.is_abroad and record.country != HOME)
        score = 4.0 * (bool(stated) + said) + around + 3.0 * home + 0.5 * (record.country == HOME)
        if record.id in capitals():
            score += 3.0 if group.is_paired or capitals()[record.id] in self.ids else 1.0
        return score - 0.2 * usual - 2.0 * (record.id not in group.sure), stated


def _same_kind(stated: str, own: str) -> bool:
    return stated == own or {stated, own} in ({"province", "governorate"}, CROSSING_KINDS)


def chooser_of(found: Sequence[Group]) -> Chooser:
    """What the unambiguous names of an article say about the others."""
    countries: Counter[str] = Counter()
    ids: set[str] = set()
    for group in found:
        if len(group.countries) == 1:
            countries.update(dict.fromkeys(group.countries, len(group.mentions)))
        if len(group.records) == 1:
            ids.update(group.records)
    return Chooser(countries, frozenset(ids))
