"""Runs rules over a text: triggers first, then the slots nearest to each, inside its clause."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from persian_news_ie.aligned import Span
from persian_news_ie.match.pattern import Capture, Firsts, Match, Pattern
from persian_news_ie.match.rulebook import Rule
from persian_news_ie.match.subject import subject_of
from persian_news_ie.match.verbs import VerbForm
from persian_news_ie.match.words import Words

LONGEST_TITLE = 12  # tokens; longer quotations are speech, not names


@dataclass(frozen=True, slots=True)
class Scene:
    """What rules see of a text: words, mentions as single steps, where clauses and phrases end.

    `mentions` maps a token to the mentions that start there, as (label, stop, mention); `breaks`
    are tokens no clause goes over; `enders` are tokens that end a phrase, `fresh` are tokens at
    which one starts, `stretch_enders` those that end a long one; behind `reports` another's
    words start, and `linkers` start a clause that depends on the one before. `parts` are mentions
    inside others: a name that begins with a trigger is read by its parts.
    """

    words: Words
    mentions: Mapping[int, Sequence[tuple[str, int, object]]]
    sentences: Sequence[Span]
    breaks: frozenset[int]
    enders: frozenset[int]
    fresh: frozenset[int] = frozenset()
    stretch_enders: frozenset[int] = frozenset()
    reports: frozenset[int] = frozenset()
    linkers: frozenset[int] = frozenset()
    parts: Mapping[int, Sequence[tuple[str, int, object]]] = field(default_factory=dict)

    def statement(self, sentence: Span, clause: Span) -> Span:
        """A clause with those before it that may share its subject, and the rest of its sentence.

        It starts no earlier than a hard stop, a verb of speech or a dependent clause.
        """
        stop = sentence.stop
        for at in range(clause.start, sentence.start, -1):
            if at in self.reports or at in self.linkers or at - 1 in self.breaks:
                return Span(at, stop)
        return Span(sentence.start, stop)

    def clause(self, sentence: Span, trigger: Span) -> Span:
        """The clause around a trigger: between finite verbs and hard stops."""
        start, stop = sentence.start, sentence.stop
        for at in range(trigger.start - 1, sentence.start - 1, -1):
            if at in self.breaks:
                start = at + 1
                break
            if (verb := self._ended_by(at + 1, sentence.start)) and verb <= trigger.start:
                start = verb
                break
        at = trigger.stop
        if self._closed(trigger):
            return Span(start, at)
        while at < sentence.stop:
            if at in self.breaks:
                return Span(start, at)
            verb_here = self.words.verbs.get(at)
            if verb_here and verb_here.form and verb_here.form.is_finite:
                return Span(start, min(verb_here.stop, sentence.stop))
            at += 1
        return Span(start, stop)

    def _closed(self, trigger: Span) -> bool:
        """Whether a trigger ends its clause: by its verb, or by the «and» of a verb to come."""
        verbs = any(v.stop == trigger.stop for v in self._verbs(trigger))
        last = self.words.has(trigger.stop - 1, "and") == trigger.stop
        return verbs or last or bool(self._participle(trigger))

    def finite(self, at: int) -> int:
        """Where the finite verb that starts at a token stops; 0 if none does."""
        verb = self.words.verbs.get(at)
        return verb.stop if verb and verb.form and verb.form.is_finite else 0

    def phrase(self, at: int, stop: int, own: Container[int] = (), long: bool = False) -> int:
        """Where the phrase at a token stops: at what ends one, a finite verb or a token of `own`.

        Words in quotation marks belong to the phrase they stand in; the noun of a light verb
        belongs to the verb.
        """
        enders = self.stretch_enders if long else self.enders
        first = last = at
        while at < stop and at not in own and at not in self.breaks:
            if self._light(at):
                return at if last in self.mentions else last
            inner = self._whole(at, stop) if at == first or at not in self.mentions else 0
            if self.finite(at) or (at in enders and not inner):
                break
            last, at = at, inner or self.after(at)
        return min(at, stop)

    def _whole(self, at: int, stop: int) -> int:
        """Where a quotation or a number at a token that no phrase ends in is over; else 0."""
        return self.words.has(at, "ongoing") or self._quoted(at, stop)

    def _light(self, at: int) -> bool:
        """Whether a verb that a noun makes whole stands at a token."""
        if self.words.has(at, "participle"):
            return True
        return bool(self.finite(at)) and not self.words.has(at, "copula")

    def after(self, at: int) -> int:
        """The start of the next step."""
        return max((stop for _, stop, _ in self.mentions.get(at, ())), default=at + 1)

    def _quoted(self, at: int, stop: int) -> int:
        """Where a quotation that starts at a token is over; 0 if none does or it is long."""
        if self.words.has(at, "quote_open"):
            for end in range(at + 2, min(at + LONGEST_TITLE, stop)):
                if self.words.has(end, "quote_close"):
                    return end + 1
        return 0

    def _ended_by(self, stop: int, floor: int) -> int:
        """`stop` if a finite verb ends there, else 0."""
        for at in range(stop - 1, max(floor, stop - 5) - 1, -1):
            verb = self.words.verbs.get(at)
            if verb and verb.stop == stop and verb.form and verb.form.is_finite:
                return stop
        return 0

    def _verbs(self, within: Span) -> Iterator["VerbAt"]:
        """The finite verbs that lie inside a range, none inside another."""
        after = within.start
        for at in range(within.start, within.stop):
            verb = self.words.verbs.get(at)
            if at >= after and verb and verb.form and verb.form.is_finite:
                after = verb.stop
                if verb.stop <= within.stop:
                    yield VerbAt(at, verb.stop, verb.form)

    def verb_of(self, clause: Span, trigger: Span) -> "VerbAt | None":
        """The verb that governs a trigger: its own, or the last finite one of its clause.

        A participle at the end of a trigger is its own verb: the auxiliary is often left out.
        """
        own = list(self._verbs(trigger)) or self._participle(trigger) or list(self._verbs(clause))
        return own[-1] if own else None

    def _participle(self, trigger: Span) -> list["VerbAt"]:
        verbs = ((at, self.words.verbs.get(at)) for at in range(trigger.start, trigger.stop))
        return [
            VerbAt(at, verb.stop, verb.form)
            for at, verb in verbs
            if verb and verb.stop == trigger.stop and verb.form and verb.form.tense == "participle"
        ]


@dataclass(frozen=True, slots=True)
class VerbAt:
    """A finite verb and where it stands."""

    start: int
    stop: int
    form: VerbForm


@dataclass(slots=True)
class Window:
    """A stretch of a scene as the pattern matcher reads it."""

    scene: Scene
    start: int
    stop: int
    trigger: Span | None = None
    closed: bool = False  # whether gaps stop at finite verbs
    tail: Span | None = None  # the words of the trigger behind its gap
    named: int = field(init=False)  # where a name that begins with the trigger stops

    def __post_init__(self) -> None:
        own = self.scene.mentions.get(self.trigger.start, ()) if self.trigger else ()
        self.named = max((stop for _, stop, _ in own), default=0)

    def marks(self) -> Iterator[int]:
        """The tokens at which steps start."""
        at = self.start
        while at < self.stop:
            yield at
            at = self.after(at)

    def starts(self, at: int, firsts: Firsts) -> bool:
        found = self.scene.words.at.get(at)
        if found and not firsts.lists.isdisjoint(found):
            return True
        return bool(firsts.labels) and any(n in firsts.labels for n, _, _ in self._steps(at))

    def words(self, at: int, name: str) -> Sequence[int]:
        found = self.scene.words.at.get(at)
        if found is None or at >= self.stop:
            return ()
        return [f.stop for f in reversed(found.get(name, ())) if f.stop <= self.stop]

    def mentions(self, at: int, label: str) -> Sequence[tuple[int, object]]:
        found = self._steps(at)
        return [(stop, m) for name, stop, m in found if name == label and stop <= self.stop]

    def _steps(self, at: int) -> Sequence[tuple[str, int, object]]:
        """The mentions at a token; inside a name that begins with the trigger, its parts."""
        found = self.scene.mentions.get(at)
        if found:
            return () if self.trigger and at == self.trigger.start else found
        return self.scene.parts.get(at, ()) if at < self.named else ()

    def after(self, at: int) -> int:
        found = self._steps(at)
        return max(stop for _, stop, _ in found) if found else at + 1

    def open(self, at: int) -> bool:
        """Whether a gap may go over the step at a token."""
        if at in self.scene.breaks:
            return False
        verb = self.scene.words.verbs.get(at)
        return not (self.closed and verb and verb.form and verb.form.is_finite)

    def phrase(self, at: int) -> int:
        return self.scene.phrase(at, self.stop, self._own())

    def plain(self, at: int) -> bool:
        scene = self.scene
        verb = scene.words.verbs.get(at)
        finite = verb and verb.form and verb.form.is_finite
        return not (at in scene.enders or self._steps(at) or finite)

    def rest(self, at: int) -> int:
        while at < self.stop and at not in self.scene.breaks:
            at = self.after(at)
        return min(at, self.stop)

    def stretch(self, at: int) -> int:
        return self.scene.phrase(at, self.stop, self._own(), long=True)

    def _own(self) -> frozenset[int]:
        """Where the words of the trigger start: no phrase goes over them."""
        return frozenset(part.start for part in (self.trigger, self.tail) if part)

    def begins(self, at: int) -> bool:
        return at == self.start or at in self.scene.fresh

    def anchor(self, at: int) -> int | None:
        return self.trigger.stop if self.trigger and at == self.trigger.start else None


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


@dataclass(slots=True)
class Engine:
    """The rules of all books, indexed by the words that can start a trigger."""

    rules: Sequence[Rule]
    cues: defaultdict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    required: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for order, rule in enumerate(self.rules):
            for number, trigger in enumerate(rule.triggers):
                self.required[order, number] = trigger.required
                for name in trigger.first_lists():
                    self.cues[name].append((order, number))

    def findings(self, scene: Scene) -> list[Finding]:
        """What the rules find, one finding per trigger and fact kind, in text order.

        Of the rules for one kind the first of its book wins.
        """
        found: dict[tuple[int, str], Finding] = {}
        inside = _inside(scene)
        for sentence, tokens in _by_sentence(scene):
            lists = frozenset(name for at in tokens for name in scene.words.at[at])
            for at in tokens:
                for order, number in () if at in inside else self._awake(scene.words, at, lists):
                    rule = self.rules[order]
                    key = (at, rule.fact + rule.kind)
                    if key not in found:
                        finding = self._try(scene, sentence, rule, rule.triggers[number], at)
                        found |= {key: finding} if finding else {}
        return list(found.values())

    def _awake(self, words: Words, at: int, lists: frozenset[str]) -> Sequence[tuple[int, int]]:
        """The triggers that may start at a token of a sentence with words of these lists.

        They come in the order of the books.
        """
        cues = {cue for name in words.at[at] for cue in self.cues.get(name, ())}
        return sorted(cue for cue in cues if self.required[cue] <= lists)

    def _try(
        self, scene: Scene, sentence: Span, rule: Rule, trigger: Pattern, at: int
    ) -> Finding | None:
        hit = trigger.match(Window(scene, sentence.start, sentence.stop, closed=True), at)
        if hit is None:
            return None
        where = Span(hit.start, hit.stop)
        clause = scene.clause(sentence, where)
        head, tail = _parts(trigger, scene.words, where)
        window = Window(scene, clause.start, clause.stop, head, tail=tail)
        if not _allowed(rule, window):
            return None
        slots = dict(_filled(rule, window, sentence, clause, where))
        if not all(any(slots.get(n) for n in name.split("|")) for name in rule.need):
            return None
        verb = scene.verb_of(clause, where)
        kind = _kind(rule, scene.words, where)
        return Finding(rule, where, clause, sentence, verb, slots, head, kind)


def _by_sentence(scene: Scene) -> Iterator[tuple[Span, list[int]]]:
    """The sentences with the tokens in each at which words of lists stand."""
    tokens, at = sorted(scene.words.at), 0
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
    if any(_nearest(p, window) for p in rule.unless):
        return False
    return not rule.also or any(_nearest(p, window) for p in rule.also)


def _filled(
    rule: Rule, window: Window, sentence: Span, clause: Span, trigger: Span
) -> Iterator[tuple[str, tuple[Capture, ...]]]:
    """The slots of a rule with what fills them; `wide` slots look at the statement too."""
    for name, patterns in rule.slots.items():
        found: tuple[Capture, ...] = ()
        for pattern in patterns:
            if pattern.subject:
                found = subject_of(window.scene, sentence, clause, trigger, pattern.subject)
            elif match := _nearest(pattern, window):
                found = match.captures
            if found:
                break
        if not found and name in rule.wide:
            around = window.scene.statement(sentence, clause)
            whole = replace(window, start=around.start, stop=around.stop)
            match = _first(patterns, whole)
            found = match.captures if match else ()
        if found:
            yield name, found


def _first(patterns: Iterable[Pattern], window: Window) -> Match | None:
    for pattern in patterns:
        match = _nearest(pattern, window)
        if match:
            return match
    return None


def _nearest(pattern: Pattern, window: Window) -> Match | None:
    """The match of a slot nearest to the trigger; one that names the trigger need not be near."""
    best, least = None, 10**9
    trigger = window.trigger or Span(window.start, window.start)
    for at in window.marks():
        match = pattern.match(window, at)
        if match and (pattern.anchored or not _touches(match, window)):
            far = max(match.start - trigger.stop, trigger.start - match.stop, 0)
            if far < least:
                best, least = match, far
    return best


def _touches(match: Match, window: Window) -> bool:
    """Whether a match takes words of the trigger that it does not start with by name."""
    own = (p for p in (window.trigger, window.tail) if p and p.start != match.start)
    return any(match.start < part.stop and part.start < match.stop for part in own)
