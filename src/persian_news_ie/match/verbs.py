"""Infinitives expanded to their forms: tense, person and negation come from the form found."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from persian_news_ie.resources import rows_of, toml_of
from persian_news_ie.text.normalize import key_of

FINITE = frozenset(
    ("past", "imperfect", "perfect", "pluperfect", "present", "future", "subjunctive")
) | {"perfect-subjunctive"}


class VerbForm(NamedTuple):
    """A form of a verb.

    `passive` is true for a participle with the passive auxiliary; `doubtful` for a form that is a
    noun as well, and so a verb only where a clause ends.
    """

    infinitive: str
    tense: str
    person: str
    negated: bool
    passive: bool = False
    doubtful: bool = False

    @property
    def is_finite(self) -> bool:
        """Whether the form can be the verb of a clause."""
        return self.tense in FINITE


class Stems(NamedTuple):
    """A verb by its infinitive and its past and present stems."""

    infinitive: str
    past: str
    present: str


@cache
def verbs() -> dict[str, Stems]:
    """The verbs of `words/verbs.tsv` by infinitive."""
    return {row[0]: Stems(*row) for row in rows_of("words", "verbs.tsv")}


@cache
def _grammar() -> dict[str, Any]:
    return toml_of("words", "conjugation.toml")


def _spelled(form: dict[str, Any], stem: str, negated: bool) -> Iterator[tuple[str, str]]:
    """The spellings of one tense with the person of each."""
    grammar = _grammar()
    endings = grammar["endings"]
    persons = grammar["persons"]["order"]
    lead = (form["negation"] if negated else "") + form.get("prefix", "")
    if lead and form.get("glide", True):
        stem = grammar["glide"].get(stem[0], stem[0]) + stem[1:]
    tail = form.get("suffix", "")
    if "infix" in form:
        for ending, person in zip(endings[form["infix"]], persons, strict=True):
            yield f"{lead}{ending} {stem}{tail}", person
    elif "endings" in form:
        for ending, person in zip(endings[form["endings"]], persons, strict=True):
            yield f"{lead}{stem}{tail}{ending}", person
    else:
        yield f"{lead}{stem}{tail}", ""


def noun_forms(noun: str) -> tuple[str, ...]:
    """A noun with every ending it may carry."""
    return tuple(noun + ending for ending in _grammar()["nouns"]["endings"])


def forms(verb: Stems) -> Iterator[tuple[str, VerbForm]]:
    """Every form of a verb: its spelling and what it says."""
    for form, negated in product(_grammar()["form"], (False, True)):
        if negated and "negation" not in form:
            continue
        for text, person in _spelled(form, getattr(verb, form["stem"]), negated):
            if person in form.get("omit", ()) or text in _grammar()["homographs"]["never"]:
                continue
            doubtful = text in _grammar()["homographs"]["past"]
            yield text, VerbForm(verb.infinitive, form["tense"], person, negated, False, doubtful)


def passives(verb: Stems) -> Iterator[tuple[str, VerbForm]]:
    """The passive forms of a verb: its participle with every form of the auxiliary."""
    auxiliary = verbs()[_grammar()["passive"]["auxiliary"]]
    participle = next(t for t, f in forms(verb) if f.tense == "participle" and not f.negated)
    for text, form in forms(auxiliary):
        if form.person in ("3s", "3p", ""):
            yield f"{participle} {text}", form._replace(infinitive=verb.infinitive, passive=True)


@cache
def verb_entries() -> tuple[tuple[str, VerbForm], ...]:
    """All forms of all verbs, for the lexicon."""
    irregular = [
        (form, VerbForm(infinitive, tense, person, negated == "not"))
        for form, infinitive, tense, person, negated in rows_of("words", "irregular_verbs.tsv")
    ]
    regular = [entry for verb in verbs().values() for entry in forms(verb)]
    without = _grammar()["passive"]["without"]
    transitive = [verb for verb in verbs().values() if verb.infinitive not in without]
    return (*irregular, *regular, *(entry for verb in transitive for entry in passives(verb)))


class Elision(NamedTuple):
    """Which nouns of compound verbs may leave their light verb to a later one, as keys.

    Those of `loose` leave it to any verb; `alike` are infinitives that stand for each other,
    `stops` the signs that no verb is left over.
    """

    leads: frozenset[str]
    loose: frozenset[str]
    alike: frozenset[str]
    stops: frozenset[str]

    def shares(self, infinitive: str, other: str, acts: bool) -> bool:
        """Whether the light verb of one compound may be left to a form of another verb.

        Behind the object of somebody who `acts`, any other verb that can have one will do.
        """
        passive = self.alike.intersection((infinitive, other))
        return infinitive == other or len(passive) == 2 or (acts and not passive)


@cache
def elision() -> Elision:
    """What `words/conjugation.toml` says about it."""
    found = _grammar()["elision"]
    names = ("leads", "loose", "stops")
    leads, loose, stops = (frozenset(map(key_of, found[name])) for name in names)
    return Elision(leads | loose, loose, frozenset(found["alike"]), stops)


@cache
def _by_infinitive() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for text, form in verb_entries():
        found[form.infinitive].append(text)
    return {infinitive: tuple(texts) for infinitive, texts in found.items()}


def verb_spellings(infinitive: str) -> tuple[str, ...]:
    """Every spelling of every form of a verb, by its infinitive."""
    return _by_infinitive()[infinitive]
