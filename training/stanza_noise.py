"""Treebank sentences as they are typed on news pages: what the tokenizer must not stumble over."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import cycle
from typing import Final

from .noise import PERSIAN_DIGITS
from .stanza_treebank import Token, Tokens
from .text import HALF_SPACE, fold

ARABIC: Final = {
    ord("\N{ARABIC LETTER FARSI YEH}"): "\N{ARABIC LETTER YEH}",
    ord("\N{ARABIC LETTER KEHEH}"): "\N{ARABIC LETTER KAF}",
}
SIGNS: Final = frozenset("،؛:,;")
STOPS: Final = frozenset(".!؟?…")
LONGEST: Final = 6  # sentences of a paragraph

Noise = Callable[[Tokens, random.Random], Tokens]


def rewritten(tokens: Tokens, change: Callable[[str], str]) -> Tokens:
    """The tokens with every word changed."""
    return tuple(replace(t, words=tuple(map(change, t.words))) for t in tokens)


def lose_half_spaces(tokens: Tokens, rng: random.Random) -> Tokens:
    """Half-spaces are left out."""
    return rewritten(tokens, lambda word: word.replace(HALF_SPACE, ""))


def type_spaces(tokens: Tokens, rng: random.Random) -> Tokens:
    """Half-spaces are typed as spaces; the word stays one token, a clitic becomes one."""
    found: list[Token] = []
    for token in tokens:
        if HALF_SPACE in token.text and len(token.words) > 1:
            found += [Token((word.strip(HALF_SPACE),)) for word in token.words]
            found[-1] = replace(found[-1], spaced=token.spaced)
        else:
            found.append(token)
    return rewritten(tuple(found), lambda word: word.strip(HALF_SPACE).replace(HALF_SPACE, " "))


def glue_signs(tokens: Tokens, rng: random.Random) -> Tokens:
    """Signs stick to the next word."""
    return tuple(
        replace(t, spaced=t.spaced and not (t.text in SIGNS and rng.random() < 0.7)) for t in tokens
    )


def part_signs(tokens: Tokens, rng: random.Random) -> Tokens:
    """Signs stand apart from the word before, and at times stick to the next."""
    found = list(tokens)
    for i, token in enumerate(tokens[1:], 1):
        if token.text in SIGNS | STOPS and rng.random() < 0.6:
            found[i - 1] = replace(found[i - 1], spaced=True)
            found[i] = replace(token, spaced=token.spaced and rng.random() < 0.6)
    return tuple(found)


def arabic_letters(tokens: Tokens, rng: random.Random) -> Tokens:
    """The letters of an Arabic keyboard."""
    return rewritten(tokens, lambda word: word.translate(ARABIC))


def folded(tokens: Tokens, rng: random.Random) -> Tokens:
    """Without diacritics, as the library hands text on."""
    return rewritten(tokens, lambda word: fold(word) or word)


def persian_digits(tokens: Tokens, rng: random.Random) -> Tokens:
    """Persian digits."""
    return rewritten(tokens, lambda word: word.translate(PERSIAN_DIGITS))


def angled_quotes(tokens: Tokens, rng: random.Random) -> Tokens:
    """Persian quotation marks in pairs."""
    signs = cycle("«»")
    return tuple(Token((next(signs),), t.spaced) if t.text == '"' else t for t in tokens)


# Each with how often a paragraph is typed so.
NOISES: Final[tuple[tuple[float, Noise], ...]] = (
    (0.5, folded),
    (0.4, angled_quotes),
    (0.3, persian_digits),
    (0.2, lose_half_spaces),
    (0.2, type_spaces),
    (0.2, glue_signs),
    (0.15, part_signs),
    (0.1, arabic_letters),
)


def without_stop(sentence: Tokens) -> Tokens:
    """The sentence without its last full stop."""
    return sentence[:-1] if len(sentence) > 3 and sentence[-1].text in STOPS else sentence


def paragraphs(sentences: Sequence[Tokens], rng: random.Random) -> list[list[Tokens]]:
    """Sentences in random order, in paragraphs that are each typed in their own way."""
    order = list(sentences)
    rng.shuffle(order)
    found = []
    while order:
        count = rng.randint(1, LONGEST)
        part, order = order[:count], order[count:]
        for rate, noise in NOISES:
            if rng.random() < rate:
                part = [noise(sentence, rng) for sentence in part]
        part[-1] = without_stop(part[-1]) if rng.random() < 0.25 else part[-1]
        found.append([without_stop(s) if rng.random() < 0.02 else s for s in part])
    return found
