"""Runs rules over a text: triggers first, then the slots nearest to each, inside its clause."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.match.book import Rule
from persian_news_ie.match.matcher import Capture, Match
from persian_news_ie.match.nounphrases import Phrases
from persian_news_ie.match.pattern import Pattern
from persian_news_ie.match.scene import Scene, VerbAt
from persian_news_ie.match.subject import subject_of
from persian_news_ie.match.window import Window
from persian_news_ie.match.words import Words

BEFORE = ("date", "parties")  # slots that stand before the verb, unlike what it is about
WHO = ("agent", "host")  # slots that `unlike` is about
EARLIER = "an earlier rule of its kind was taken"


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fired: the trigger, its clause and verb, and what filled the slots.

    `head` are the words of the trigger before its gap; `kind` is the rule's, or what those words
    say where the book tells kinds by words.
    """

    rule: Rule
    trigger: Span
    clause: Span
    sentence: Span
    verb: VerbAt | None
    slots: Mapping[str, tuple[Capture, ...]]
    head: Span
    kind: str


class _Spot(NamedTuple):
    """Where a rule is tried: the sentence, the clause and the trigger in it."""

    sentence: Span
    clause: Span
    trigger: Span


class _Seen:
    """What rules with the same trigger ask of a scene, found once."""

    __slots__ = ("clauses", "phrases", "scene", "subjects", "windows")

    def __init__(self, scene: Scene) -> None:
        self.scene, self.phrases = scene, Phrases(scene)
        self.clauses: dict[Span, Span] = {}
        self.windows: dict[tuple[Span, Span | None, Span | None], Window] = {}
        self.subjects: dict[tuple[_Spot, str], tuple[Capture, ...]] = {}

    def clause(self, sentence: Span, where: Span) -> Span:
        """The clause around a trigger."""
        if where not in self.clauses:
            self.clauses[where] = self.scene.clause(sentence, where)
        return self.clauses[where]

    def subject(self, spot: _Spot, kind: str) -> tuple[Capture, ...]:
        """The subject of a kind of a trigger's clause."""
        key = (spot, kind)
        if key not in self.subjects:
            self.subjects[key] = subject_of(self.phrases, *spot, kind)
        return self.subjects[key]

    def window(self, clause: Span, head: Span | None, tail: Span | None) -> Window:
        """The window on a clause from a trigger."""
        key = (clause, head, tail)
        if key not in self.windows:
            self.windows[key] = Window(self.scene, clause.start, clause.stop, head, tail=tail)
        return self.windows[key]


_Cues = Sequence[tuple[Rule, Pattern, str]]  # rules with a trigger, and what they assert


@dataclass(slots=True)
class Engine:
    """The rules of all books, indexed by the words that can start a trigger."""

    rules: Sequence[Rule]
    cues: defaultdict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    known: dict[tuple[str, ...], _Cues] = field(default_factory=dict)  # by the lists at a token

    def __post_init__(self) -> None:
        for order, rule in enumerate(self.rules):
            for number, trigger in enumerate(rule.triggers):
                for name in trigger.first_lists():
                    self.cues[name].append((order, number))

    def findings(self, scene: Scene) -> list[Finding]:
        """What the rules find, one finding per trigger and fact kind, in text order.

        Of the rules for one kind the first of its book wins.
        """
        found: dict[tuple[int, str], Finding] = {}
        seen = _Seen(scene)
        for sentence, tokens in _by_sentence(scene, self._starts(scene)):
            window = Window(scene, sentence.start, sentence.stop, closed=True)
            has = window.has
            for at in tokens:
                for rule, trigger, what in self._cues(tuple(scene.words.at[at])):
                    if trigger.required <= has and (at, what) not in found:
                        hit = window.match(trigger, at)
                        finding = _try(seen, sentence, rule, trigger, hit) if hit else None
                        if finding:
                            found[at, what] = finding
        return list(found.values())

    def considered(self, scene: Scene, within: Span) -> Iterator[tuple[Rule, str]]:
        """The rules whose triggers start in some tokens, and why each was not taken, "" if it was.

        They come in the order in which they are tried.
        """
        seen, taken = _Seen(scene), set[tuple[int, str]]()
        for sentence, tokens in _by_sentence(scene, self._starts(scene)):
            window = Window(scene, sentence.start, sentence.stop, closed=True)
            for at in tokens:
                for rule, trigger, what in self._cues(tuple(scene.words.at[at])):
                    hit = window.match(trigger, at) if within.start <= at < within.stop else None
                    if hit:
                        why = _objection(seen, sentence, rule, trigger, hit)
                        yield rule, why or (EARLIER if (at, what) in taken else "")
                        taken |= set() if why else {(at, what)}

    def _starts(self, scene: Scene) -> list[int]:
        """The tokens at which triggers may start, in text order."""
        lists, inside = frozenset(self.cues), _inside(scene)
        return sorted(
            at
            for at, names in scene.words.at.items()
            if not lists.isdisjoint(names) and at not in inside
        )

    def _cues(self, lists: tuple[str, ...]) -> _Cues:
        """The triggers that may start with a word of some lists, in the order of the books."""
        cues = self.known.get(lists)
        if cues is None:
            found = {cue for name in lists for cue in self.cues.get(name, ())}
            rules = ((self.rules[order], number) for order, number in sorted(found))
            cues = tuple((rule, rule.triggers[n], rule.fact + rule.kind) for rule, n in rules)
            self.known[lists] = cues
        return cues


def _try(seen: _Seen, sentence: Span, rule: Rule, trigger: Pattern, hit: Match) -> Finding | None:
    """What a rule finds where its trigger stands."""
    scene, (spot, head, window) = seen.scene, _around(seen, sentence, trigger, hit)
    if not _allowed(rule, window):
        return None
    fill = partial(_fill, rule, window, seen, spot)
    if not all(any(map(fill, names.split("|"))) for names in rule.need):
        return None
    slots = {name: filled for name in rule.slots if (filled := fill(name))}
    verb = scene.verb_of(spot.clause, spot.trigger)
    kind = _kind(rule, scene.words, spot.trigger)
    return Finding(rule, spot.trigger, spot.clause, sentence, verb, slots, head, kind)


def _around(
    seen: _Seen, sentence: Span, trigger: Pattern, hit: Match
) -> tuple[_Spot, Span, Window]:
    """Where a trigger stands, its words before a gap, and the window on its clause."""
    where = Span(hit.start, hit.stop)
    clause = seen.clause(sentence, where)
    head, tail = _parts(trigger, seen.scene.words, where)
    return _Spot(sentence, clause, where), head, seen.window(clause, head, tail)


def _objection(seen: _Seen, sentence: Span, rule: Rule, trigger: Pattern, hit: Match) -> str:
    """Why a rule finds nothing where its trigger stands; empty if it finds something."""
    spot, _, window = _around(seen, sentence, trigger, hit)
    forbidding = next(filter(window.nearest, rule.unless), None)
    if forbidding:
        return f"forbidden by {forbidding.source}"
    if not _allowed(rule, window):
        return f"wants {' or '.join(p.source for p in rule.also)}"
    fill = partial(_fill, rule, window, seen, spot)
    missing = [names for names in rule.need if not any(map(fill, names.split("|")))]
    return f"nothing found for {missing[0].replace('|', ' or ')}" if missing else ""


def _by_sentence(scene: Scene, tokens: list[int]) -> Iterator[tuple[Span, list[int]]]:
    """The sentences in which some tokens stand, with those of each."""
    at = 0
    for sentence in scene.sentences:
        stop = bisect_left(tokens, sentence.stop, at)
        if stop > at:
            yield sentence, tokens[at:stop]
        at = stop


def _parts(trigger: Pattern, words: Words, where: Span) -> tuple[Span, Span | None]:
    """The words of a trigger before and behind its gap."""
    if not trigger.gapped:
        return where, None
    at = words.at[where.start]
    head = max(f.stop for name in trigger.first_lists() for f in at.get(name, ()))
    for start in range(head, where.stop):
        lists = words.at.get(start, {})
        if any(f.stop == where.stop for name in trigger.lists for f in lists.get(name, ())):
            return Span(where.start, head), Span(start, where.stop)
    return Span(where.start, head), None


def _kind(rule: Rule, words: Words, where: Span) -> str:
    """The kind of a rule, or the one of the first word of its trigger that tells a kind."""
    for at in range(where.start, where.stop) if rule.kinds else ():
        for name, kind in rule.kinds.items():
            if name in words.at.get(at, ()):
                return kind
    return rule.kind


def _inside(scene: Scene) -> frozenset[int]:
    """Tokens strictly inside a name or date: no trigger starts there. An amount is no name.

    Nor is the noun of a verb that stands behind a name a part of it.
    """
    return frozenset(
        at
        for start, found in scene.mentions.items()
        for label, stop, _ in found
        for at in range(start + 1, stop)
        if label != "AMOUNT" and not _leads_out(scene.words, at, stop)
    )


def _leads_out(words: Words, at: int, stop: int) -> bool:
    """Whether a compound verb that starts at a token ends behind another."""
    lists = words.at.get(at, {}).values()
    return any(f.form and f.stop > stop for found in lists for f in found)


def _allowed(rule: Rule, window: Window) -> bool:
    """Whether the clause has what the rule wants there and nothing that forbids it."""
    if any(map(window.nearest, rule.unless)):
        return False
    return not rule.also or any(map(window.nearest, rule.also))


def _fill(rule: Rule, window: Window, seen: _Seen, spot: _Spot, name: str) -> tuple[Capture, ...]:
    """What fills a slot of a rule; nothing if it is somebody that the rule is not about."""
    found = _found(rule, window, seen, spot, name)
    others = rule.unlike if name in WHO else ()
    return () if any(p.match(window, c.start) for c in found for p in others) else found


def _found(rule: Rule, window: Window, seen: _Seen, spot: _Spot, name: str) -> tuple[Capture, ...]:
    """What stands where a slot of a rule looks; a `wide` slot looks at the statement too."""
    for pattern in rule.slots[name]:
        found = seen.subject(spot, pattern.subject) if pattern.subject else window.captures(pattern)
        if found:
            return found
    if name not in rule.wide:
        return ()
    around = window.scene.statement(spot.sentence, spot.clause)
    stop = spot.clause.stop if name in BEFORE else around.stop
    whole = seen.window(Span(around.start, stop), window.trigger, window.tail)
    matches = filter(None, map(whole.nearest, rule.slots[name]))
    near = (match.captures for match in matches if match.start <= spot.trigger.stop)
    return next(filter(None, near), ())  # what starts later is of another clause
