"""The stages of the default pipeline, in order; and what each adds to the lexicon."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

from persian_news_ie.document import Document
from persian_news_ie.match.engine import Engine
from persian_news_ie.match.rulebook import Book, book_entries, shared_words
from persian_news_ie.match.verbs import verb_entries
from persian_news_ie.match.words import Words
from persian_news_ie.pipeline import Stage, each
from persian_news_ie.text import builtin
from persian_news_ie.text.lexicon import Lexicon
from persian_news_ie.text.normalize import key_of


def _maybe(name: str) -> Any:
    try:
        return import_module(f"persian_news_ie.{name}")
    except ModuleNotFoundError as e:
        if e.name and e.name.endswith(name):
            return None
        raise


FINDERS = ("gazetteer", "offices", "people", "pronouns", "dates", "amounts", "speech")


@lru_cache(maxsize=4)
def lexicon(books: tuple[Book, ...]) -> Lexicon:
    """Every word list of the library and of the rule books, in one trie."""
    modules = [m for m in (_maybe(f"find.{n}") for n in FINDERS) if m and hasattr(m, "entries")]
    entries: list[Any] = []
    for finder in modules:
        try:
            entries += finder.entries()
        except FileNotFoundError:
            continue
    return Lexicon([*entries, *verb_entries(), *book_entries(books)])


def text_stages(books: tuple[Book, ...]) -> list[Stage]:
    """Tokens, sentences and everything the lexicon knows."""
    trie = lexicon(books)
    ends = frozenset(map(key_of, shared_words()["clause_next"]))
    return [
        Stage("tokens", "tokens", ("view",), each(lambda d: builtin.tokenize(d.view.text))),
        Stage(
            "sentences",
            "sentences",
            ("tokens",),
            each(lambda d: builtin.sentences(d.view.text, d.tokens)),
        ),
        Stage("lexicon", "hits", ("tokens",), each(lambda d: trie.find(d.tokens.keys))),
        Stage("words", "words", ("hits",), each(lambda d: Words(d.hits, d.tokens, ends))),
    ]


def candidate_stages(names: Any) -> list[Stage]:
    found = []
    if names is not None:
        found.append(Stage("names", "candidates", ("sentences",), names.run))
    for module, function in (
        ("gazetteer", "find_places"),
        ("offices", "find_offices"),
        ("people", "find_people"),
        ("pronouns", "find_pronouns"),
        ("dates", "find_dates"),
        ("amounts", "find_amounts"),
    ):
        m = _maybe(f"find.{module}")
        if m and hasattr(m, function):
            found.append(Stage(module, "candidates", ("hits", "words"), each(getattr(m, function))))
    m = _maybe("find.settle")
    if m:
        found.append(Stage("settle", "mentions", ("candidates",), each(m.settle)))
    return found


def fact_stages(books: tuple[Book, ...]) -> list[Stage]:
    engine = Engine([r for b in books for r in b.rules])
    found = []
    if not _maybe("find.settle"):
        return []
    link = _maybe("link.linking")
    if link and _maybe("find.settle"):
        found.append(Stage("link", "entities", ("mentions",), each(link.link)))
    m = _maybe("link.chunks")
    if m:
        found.append(Stage("steps", "steps", ("mentions",), each(m.chunks)))
    for module, function, layer in (
        ("find.quotes", "find_quotes", "quotes"),
        ("find.dates", "date_expressions", "dates"),
        ("find.amounts", "amounts", "amounts"),
    ):
        m = _maybe(module)
        if m and hasattr(m, function):
            found.append(Stage(layer, layer, ("mentions",), each(getattr(m, function))))
    if _maybe("link.chunks"):
        from persian_news_ie.link.scene import scene

        for module, function, layer in (
            ("link.agreements", "agreements", "agreements"),
            ("link.events", "events", "events"),
        ):
            m = _maybe(module)
            if m and hasattr(m, function):
                one = getattr(m, function)
                found.append(
                    Stage(
                        layer,
                        layer,
                        ("mentions",),
                        each(lambda d, one=one: one(d, engine.findings(scene(d)))),
                    )
                )
    return found
