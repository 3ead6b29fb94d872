"""Infinitives expanded to their forms: tense, person and negation come from the form found."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, NamedTuple

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


def _rows(name: str) -> Iterator[list[str]]:
    text = files("persian_news_ie.words").joinpath(name).read_text(encoding="utf-8")
    yield from (line.split("\t") for line in text.splitlines()[1:])


@cache
def verbs() -> dict[str, Stems]:
    """The verbs of `words/verbs.tsv` by infinitive."""
    return {row[0]: Stems(*row) for row in _rows("verbs.tsv")}


@cache
def _grammar() -> dict[str, Any]:
    text = files("persian_news_ie.words").joinpath("conjugation.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


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
        for form, infinitive, tense, person, negated in _rows("irregular_verbs.tsv")
    ]
    regular = [entry for verb in verbs().values() for entry in forms(verb)]
    without = _grammar()["passive"]["without"]
    transitive = [verb for verb in verbs().values() if verb.infinitive not in without]
    return (*irregular, *regular, *(entry for verb in transitive for entry in passives(verb)))


@cache
def _by_infinitive() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for text, form in verb_entries():
        found[form.infinitive].append(text)
    return {infinitive: tuple(texts) for infinitive, texts in found.items()}


def verb_spellings(infinitive: str) -> tuple[str, ...]:
    """Every spelling of every form of a verb, by its infinitive."""
    return _by_infinitive()[infinitive]
