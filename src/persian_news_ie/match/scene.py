"""What rules see of a text: its words and mentions, where clauses and phrases start and end."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from persian_news_ie.aligned import Span
from persian_news_ie.match.verbs import VerbForm
from persian_news_ie.match.words import Found, Words

LONGEST_ASIDE = 20  # tokens of a relative clause that a trigger goes over
LONGEST_TITLE = 12  # tokens; longer quotations are speech, not names


@dataclass(frozen=True, slots=True)
class VerbAt:
    """A finite verb and where it stands."""

    start: int
    stop: int
    form: VerbForm


def _is_finite(found: Found) -> bool:
    return found.form is not None and found.form.is_finite


@dataclass(frozen=True, slots=True)
class Scene:
    """What rules see of a text: words, mentions as single steps, where clauses and phrases end.

    `mentions` maps a token to the mentions that start there, as (label, stop, mention); `breaks`
    are tokens no clause goes over; `enders` are tokens that end a phrase, `fresh` are tokens at
    which one starts, `stretch_enders` those that end a long one; behind `reports` another's
    words start, and `linkers` start a clause that depends on the one before. `parts` are mentions
    inside others: a name that begins with a trigger is read by its parts. `heads` start a relative
    clause of an indefinite noun, `said` what somebody says or means.
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
    heads: frozenset[int] = frozenset()
    said: frozenset[int] = frozenset()
    finites: Mapping[int, int] = field(init=False)  # where finite verbs start, and stop
    ended: Mapping[int, int] = field(init=False)  # where finite verbs stop, and the last starts

    def __post_init__(self) -> None:
        verbs = sorted(self.words.verbs.items())
        named = self._inside()
        finites = {at: v.stop for at, v in verbs if at not in named and _is_finite(v)}
        object.__setattr__(self, "finites", finites)
        object.__setattr__(self, "ended", {stop: at for at, stop in finites.items()})

    def _inside(self) -> frozenset[int]:
        """The tokens of names behind their first: what looks like a verb there is a noun."""
        spans = ((at, stop) for at, steps in self.mentions.items() for _, stop, _ in steps)
        return frozenset(token for at, stop in spans for token in range(at + 1, stop))

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
        if self._closed(trigger):
            return Span(start, trigger.stop)
        return Span(start, self._over(trigger.stop, stop))

    def _over(self, at: int, stop: int) -> int:
        """Where the clause at a token is over: behind its verb, before what somebody says.

        A modal verb ends it only in a relative clause: who is to do something else is told there.
        """
        first = at
        while at < stop and at not in self.breaks and at not in self.said:
            if at in self.finites and (self.ends(at) or self._relative(first, at)):
                return min(self.finites[at], stop)
            at += 1
        return at

    def _relative(self, start: int, stop: int) -> bool:
        """Whether a relative clause starts in some tokens."""
        return any(self.words.has(at, "relative") for at in range(start, stop))

    def aside(self, at: int) -> int:
        """Where a relative clause that starts at a token and ends at a comma stops; else 0."""
        when = self.words.has(at - 1, "adverb") == at
        if when or not self.words.has(at, "relative") or self._ended_by(at, 0):
            return 0
        for token in range(at + 1, at + LONGEST_ASIDE):
            if token in self.breaks:
                return 0
            if stop := self.finite(token):
                comma = self.words.has(stop, "comma")
                over = self.words.has(token, "copula") or self._verb_at(stop)
                return comma or (stop if over else 0)
        return 0

    def _verb_at(self, at: int) -> bool:
        """Whether a finite verb, perhaps a compound one, stands at a token."""
        return any(
            f.form and f.form.is_finite for n in self.words.at.get(at, {}).values() for f in n
        )

    def _closed(self, trigger: Span) -> bool:
        """Whether a trigger ends its clause: by its verb, or by the «and» of a verb to come."""
        verbs = any(v.stop == trigger.stop for v in self._verbs(trigger))
        last = self.words.has(trigger.stop - 1, "and") == trigger.stop
        return verbs or last or bool(self._participle(trigger))

    def ends(self, at: int) -> bool:
        """Whether a finite verb starts at a token that no other verb makes whole."""
        stop = self.finite(at)
        return bool(stop) and not self._modal(at, stop)

    def finite(self, at: int) -> int:
        """Where the finite verb that starts at a token stops; 0 if none does."""
        return self.finites.get(at, 0)

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
                return last if at > first and self._leads(last, at) else min(at, stop)
            last, at = at, inner or self.after(at)
        return min(at, stop)

    def _leads(self, at: int, stop: int) -> bool:
        """Whether a verb that starts at a token goes on over the next: «start to work»."""
        found = self.words.at.get(at, {}).values()
        return any(f.form and f.form.is_finite and f.stop > stop for fs in found for f in fs)

    def _whole(self, at: int, stop: int) -> int:
        """Where a quotation or a number at a token that no phrase ends in is over; else 0."""
        return self.words.has(at, "ongoing") or self._quoted(at, stop)

    def _light(self, at: int) -> bool:
        """Whether a verb that a noun makes whole stands at a token."""
        if self.words.has(at, "participle"):
            return True
        return bool(self.finite(at)) and bool(self.words.has(at, "light"))

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
        at = self.ended.get(stop, -1)
        return 0 if at < floor or self._modal(at, stop) else stop

    def _modal(self, at: int, stop: int) -> bool:
        """Whether the verb at some tokens is one that another verb makes whole."""
        return any(
            found.stop == stop
            for start in range(max(at - 3, 0), at + 1)
            for found in self.words.at.get(start, {}).get("modal", ())
        )

    def _verbs(self, within: Span) -> Iterator[VerbAt]:
        """The finite verbs that lie inside a range, none inside another."""
        after = within.start
        for at in range(within.start, within.stop):
            if at in self.finites and at >= after:
                after = self.finites[at]
                form = self.words.verbs[at].form
                if form and after <= within.stop:
                    yield VerbAt(at, after, form)

    def verb_of(self, clause: Span, trigger: Span) -> VerbAt | None:
        """The verb that governs a trigger: its own, or the last finite one of its clause.

        A participle at the end of a trigger is its own verb: the auxiliary is often left out.
        """
        own = list(self._verbs(trigger)) or self._participle(trigger) or list(self._verbs(clause))
        return own[-1] if own else None

    def _participle(self, trigger: Span) -> list[VerbAt]:
        """The participle that ends a trigger, unless it is the last word of a mention («last»)."""
        if any(
            stop == trigger.stop and start + 1 < stop
            for start in range(*trigger)
            for _, stop, _ in self.mentions.get(start, ())
        ):
            return []
        verbs = ((at, self.words.verbs.get(at)) for at in range(trigger.start, trigger.stop))
        return [
            VerbAt(at, verb.stop, verb.form)
            for at, verb in verbs
            if verb and verb.stop == trigger.stop and verb.form and verb.form.tense == "participle"
        ]
