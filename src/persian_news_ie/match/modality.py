"""Whether a fact happened, is planned, possible or denied: from its verb form and modal words."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.match.engine import Finding
from persian_news_ie.match.scene import VerbAt
from persian_news_ie.match.words import Found, Words
from persian_news_ie.resources import toml_of

BOOK = "modality"
GOVERNORS = ("intention", "necessity", "managed", "possibility", "desire")
BEFORE_NOUN = ("condition", "negation", "purpose", *GOVERNORS)
ADVERBS = ("condition", "possibility")
DONE = frozenset(("past", "perfect", "imperfect", "participle"))
REACH = 2  # clauses before its own in which a subjunctive verb looks for what governs it
NEAR = 3  # tokens between a modal word and the noun that it governs


class Modality(NamedTuple):
    """What kind of fact it is and why: `reason` is a tense or a list of the modality book.

    `kind` is realized, planned, denied, background or hypothetical; `at` are the tokens that
    decided.
    """

    kind: str
    reason: str
    at: Span | None = None


@cache
def _book() -> dict[str, Any]:
    return toml_of("rules", "modality.toml")


def _found(words: Words, within: Span, names: tuple[str, ...]) -> Iterator[tuple[str, Span, Found]]:
    """Words of some modal lists inside a range, the last one first."""
    listed = {f"{BOOK}.{name}": name for name in names}
    for at in range(within.stop - 1, within.start - 1, -1):
        lists = words.at.get(at)
        if not lists or lists.keys().isdisjoint(listed):
            continue
        for key, name in listed.items():
            for hit in sorted(lists.get(key, ()), key=lambda h: h.form is None):  # verbs say more
                if hit.stop <= within.stop:
                    yield name, Span(at, hit.stop), hit


def _says(name: str, at: Span, hit: Found) -> Modality:
    """What a modal word makes of what it governs: a negated verb denies it."""
    if hit.form and hit.form.negated and name != "desire":
        return Modality("denied", name, at)
    if name == "managed" and hit.form and hit.form.tense not in DONE:
        name = "possibility"
    return Modality(_book()["means"][name], name, at)


def _governor(words: Words, finding: Finding) -> Modality | None:
    """The modal word that a subjunctive depends on, in its clause or the ones before."""
    start = finding.clause.start
    own = Span(finding.verb.start, finding.verb.stop) if finding.verb else finding.trigger
    for _ in range(REACH + 1):
        within = Span(start, finding.clause.stop)
        for name, at, hit in _found(words, within, (*GOVERNORS, "condition")):
            aim = 0 < words.has(at.start - 1, "for") == at.start  # «for the pursuit of» is no verb
            if not (aim or at.overlaps(own)):
                return _says(name, at, hit)
        if start <= finding.sentence.start:
            break
        start = _clause_before(words, finding.sentence.start, start)
    return None


def _clause_before(words: Words, floor: int, start: int) -> int:
    """Where the clause before the one that starts at `start` starts."""
    for at in range(start - 1, floor - 1, -1):
        verb = words.verbs.get(at)
        if verb and verb.stop < start and verb.form and verb.form.is_finite:
            return verb.stop
    return floor


def _of_subjunctive(words: Words, finding: Finding, verb: VerbAt) -> Modality:
    governor = _governor(words, finding)
    if governor is None:
        return Modality("hypothetical", "subjunctive", Span(verb.start, verb.stop))
    if verb.form.negated:
        return Modality("denied", governor.reason, governor.at)
    return governor


def _of_verb(words: Words, finding: Finding, verb: VerbAt) -> Modality:
    """The modality of a fact that its own finite verb asserts."""
    at, tense = Span(verb.start, verb.stop), verb.form.tense
    if tense in ("subjunctive", "perfect-subjunctive"):
        return _of_subjunctive(words, finding, verb)
    if verb.form.negated:
        return Modality("denied", "negation", at)
    before = Span(finding.clause.start, verb.start)
    for name, where, hit in _found(words, before, ADVERBS):
        return _says(name, where, hit)
    if finding.rule.fact == "event" and tense == "present" and words.has(verb.start, "copula"):
        return Modality("realized", "state", at)
    if tense in ("future", "present"):
        return Modality("planned", tense, at)
    if tense == "pluperfect":
        return Modality("background", tense, at)
    for name, where, hit in _found(words, before, ("background",)):
        if not _told(words, finding, where):
            return _says(name, where, hit)
    return Modality("realized", tense, at)


def _of_noun(words: Words, finding: Finding) -> Modality:
    """The modality of a fact that a noun asserts: from the words before it, then its clause."""
    trigger, verb = finding.trigger, finding.verb
    if finding.rule.fact == "event" and words.has(trigger.start, "in"):
        return _of_setting(words, finding)
    near = Span(max(finding.clause.start, trigger.start - NEAR), trigger.start)
    for name, at, hit in _found(words, near, BEFORE_NOUN):
        between = range(at.stop, trigger.start)
        other = name == "negation" and any(words.has(i, "preposition") for i in between)
        if other or _told(words, finding, at):
            continue
        if name != "purpose" or at.stop == trigger.start:
            unmoved = name == "purpose" and verb is not None and verb.form.negated
            return Modality("denied", name, at) if unmoved else _says(name, at, hit)
    if finding.rule.fact == "event":
        return _of_occasion(words, finding)
    if verb is not None and (says := _modal_verb(words, finding, verb)):
        return says
    if says := _refusal(words, finding):
        return says
    if verb is not None and _bears(words, finding, verb):
        return _of_verb(words, finding, verb)
    around = Span(finding.clause.start, finding.clause.stop)
    for name, at, hit in _found(words, around, ("background", "condition")):
        return _says(name, at, hit)
    return Modality("realized", "noun")


def _bears(words: Words, finding: Finding, verb: VerbAt) -> bool:
    """Whether the verb of its clause says of a noun that it did not or will come about."""
    if verb.form.tense == "present" and not verb.form.negated:
        return any(True for _ in _found(words, finding.clause, ("happening",)))
    return verb.form.negated or verb.form.tense not in DONE


def _of_occasion(words: Words, finding: Finding) -> Modality:
    """The modality of an event that a noun names: from what its clause says came of it.

    The verb of the clause counts only if it is one by which events happen: others, as those of
    speech, say something else.
    """
    trigger, verb = finding.trigger, finding.verb
    after = Span(trigger.stop, finding.clause.stop)
    near = Span(trigger.stop, min(trigger.stop + 2 * NEAR, after.stop))
    governed = _is_setting(words, trigger.start)
    if 0 < words.has(trigger.start - 1, f"{BOOK}.cancelled") == trigger.start:
        return Modality("denied", "cancelled", Span(trigger.start - 1, trigger.start))
    for name, at, hit in _found(words, after, ("cancelled",)):
        form = hit.form or (verb.form if verb and at.stop == verb.start else None)
        if form and not form.negated and not governed:
            return Modality("denied", name, at)
    for name, at, hit in _found(words, after, ("confirmed",)):
        if hit.form and hit.form.negated and not governed:
            return Modality(_book()["means"][name], name, at)
    ahead = verb is None or verb.form.tense not in DONE
    if ahead and any(words.has(at, "on_programme") for at in range(*after)):
        return Modality("planned", "on_programme")
    other = governed and not any(words.has(at, "relative") for at in range(*after))
    for _, _, hit in _found(words, after, ("happening",)):
        if hit.form and verb and not (other and verb.form.negated):
            return _of_verb(words, finding, verb)
    for name, at, _ in _found(words, near, ("coming", "maybe")):
        return Modality(_book()["means"][name], name, at)
    eve = Span(max(finding.clause.start, trigger.start - 2), trigger.start)
    for name, at, _ in _found(words, eve, ("eve",)):
        return Modality("planned", name, at)
    if verb is not None and not governed and (says := _modal_verb(words, finding, verb)):
        return says
    tense = verb.form.tense if verb else ""
    means = 0 < words.has(trigger.start - 1, "with") == trigger.start
    if verb and (tense == "future" or (tense == "present" and means)):
        return Modality("planned", tense, Span(verb.start, verb.stop))
    if verb and tense == "subjunctive" and _governor(words, finding):
        return _of_subjunctive(words, finding, verb)
    for name, at, hit in _found(words, finding.clause, ("background", "condition")):
        if not _told(words, finding, at):
            return _says(name, at, hit)
    return Modality("realized", "noun")


def _is_setting(words: Words, at: int) -> bool:
    """Whether an event that starts at a token is named as where something else is: «in a call»."""
    before = at - 1 if words.has(at - 1, "tally") == at or words.has(at - 1, "this") == at else at
    ends = (words.has(i, name) for i in (before - 1, before - 2) for name in ("in", "amid"))
    return before in ends


def _of_setting(words: Words, finding: Finding) -> Modality:
    """The modality of an occasion in which somebody did something («in an interview with»)."""
    verb = finding.verb
    if verb and verb.form.tense in ("future", "pluperfect"):
        return _of_verb(words, finding, verb)
    for name, at, hit in _found(words, finding.clause, ("background",)):
        if not _told(words, finding, at):
            return _says(name, at, hit)
    return Modality("realized", "setting")


def _told(words: Words, finding: Finding, at: Span) -> bool:
    """Whether a modal word says nothing of when or whether an event happens."""
    return finding.rule.fact == "event" and words.has(at.start, f"{BOOK}.told") == at.stop


def _modal_verb(words: Words, finding: Finding, verb: VerbAt) -> Modality | None:
    """What the verb of a clause says of a noun that it has as its object, if it is modal."""
    within = Span(finding.trigger.stop, finding.clause.stop)
    for name, at, hit in _found(words, within, GOVERNORS):
        if hit.form and hit.stop == verb.stop:
            return _says(name, at, hit)
    return None


def _refusal(words: Words, finding: Finding) -> Modality | None:
    """What somebody refrains from, if a noun is that: «… refrained from signing the contract»."""
    trigger = finding.trigger
    if not 0 < words.has(trigger.start - 1, "of") == trigger.start:
        return None
    after = Span(trigger.stop, finding.clause.stop)
    for name, at, hit in _found(words, after, ("refusal",)):
        if hit.form and not hit.form.negated:
            return Modality("denied", name, at)
    return None


def modality(words: Words, finding: Finding) -> Modality:
    """Whether what a rule found happened, is planned, denied, older than the news or may be."""
    verb = finding.verb
    if finding.rule.modality:
        return Modality(finding.rule.modality, "rule")
    if verb is not None and finding.trigger.start <= verb.start < finding.trigger.stop:
        return _of_verb(words, finding, verb)
    return _of_noun(words, finding)
