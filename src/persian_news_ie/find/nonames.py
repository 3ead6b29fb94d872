"""What a tagger calls a name and is none: pronouns, peoples, numbers, kind words."""

from collections.abc import Iterator
from functools import cache

from persian_news_ie.document import Mention
from persian_news_ie.find.namewords import listed
from persian_news_ie.find.personwords import listed as people_words
from persian_news_ie.find.tables import countries, places
from persian_news_ie.find.trim import Text, is_word
from persian_news_ie.text.normalize import phrase_key

OF = "\N{ARABIC LETTER FARSI YEH}"


def no_names(text: Text, mention: Mention) -> Iterator[Mention]:
    """Pronouns, bare kind words, peoples, numbers and single letters are no names."""
    words = text.keys[mention.at.start : mention.at.stop]
    whole = "".join(words)
    if whole in listed("never") or len(whole) < 2 or not any(map(is_word, words)):
        return
    if mention.label != "PERSON" and whole in peoples():
        return
    if mention.label == "PERSON" and whole.endswith(OF) and whole[: -len(OF)] in _famous():
        return  # «ترامپی»: in his manner
    if text.key(mention.at.start - 1) in listed("heavens") and mention.label == "PLACE":
        return  # the planet «زهره»
    if mention.label == "PLACE" and len(words) == 1 and _is_from(text, mention):
        return
    if whole.isascii() and text.key(mention.at.start - 1) == "(":
        return  # the same name in Latin letters
    yield mention


def _is_from(text: Text, mention: Mention) -> bool:
    """Whether a word says that somebody is from a town («سقزی»)."""
    word = text.keys[mention.at.start]
    return ("PLACE", mention.at) not in text.known and word[-1:] == OF and word[:-1] in towns()


@cache
def towns() -> frozenset[str]:
    """The keys of the places of the tables that are one word."""
    return frozenset(phrase_key(p.name) for p in places() if " " not in p.name)


@cache
def _famous() -> frozenset[str]:
    return people_words("family", "famous")


@cache
def lands() -> frozenset[str]:
    """The keys of the names of countries."""
    return frozenset(phrase_key(n) for c in countries() for n in (c.name, *c.variants))


@cache
def peoples() -> frozenset[str]:
    """The keys of the words for people of a country."""
    return frozenset(phrase_key(d) for c in countries() for d in c.demonyms)
