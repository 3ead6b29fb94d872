"""What a rule book holds once it is read: rules, their examples, their words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from persian_news_ie.match.pattern import Pattern
from persian_news_ie.match.words import WordList


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that a rule must find, with the slots it must fill, or must not find."""

    text: str
    slots: Mapping[str, Sequence[str]]
    finds: bool = True


@dataclass(frozen=True, slots=True)
class Rule:
    """A trigger, the slots to fill around it, and the examples that prove it.

    `need` lists slots without which nothing is found (`a|b`: one of them will do); `unless` are
    patterns that, anywhere in the clause, forbid the rule, `also` some of which one must be there;
    `unlike` are patterns that no agent and no host starts with; `wide` lists slots that may be
    taken from the clauses around if its own has none. `kinds` tells the kind by the list a word of
    the trigger stands in; without it, it is `kind`. `status` and `modality` override what the verb
    form says; `by_tense` gives another status where the verb has that tense, `denied` the one if it
    did not happen.
    """

    id: str
    fact: str
    kind: str
    triggers: tuple[Pattern, ...]
    slots: Mapping[str, tuple[Pattern, ...]]
    need: tuple[str, ...]
    unless: tuple[Pattern, ...]
    also: tuple[Pattern, ...]
    unlike: tuple[Pattern, ...]
    only: tuple[str, ...]
    wide: tuple[str, ...]
    status: str | None
    modality: str | None
    score: float
    examples: tuple[Example, ...]
    kinds: Mapping[str, str]
    by_tense: Mapping[str, str]
    denied: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """The rules of one file, in order of priority, and the word lists they use."""

    name: str
    fact: str
    words: Mapping[str, WordList]
    rules: tuple[Rule, ...]
