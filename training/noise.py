"""What real text does to words: lost and misplaced half-spaces, glued signs, other digits."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .corpora import Sentence
from .text import units

Target = int | NDArray[np.float16]
SIGNS: Final = frozenset(".,:;!?()[]\"'-/«»،؛؟…")
STOPS: Final = frozenset(".!؟?")
PERSIAN_DIGITS: Final = {ord("0") + n: chr(0x06F0 + n) for n in range(10)}
LATIN_DIGITS: Final = {0x06F0 + n: chr(ord("0") + n) for n in range(10)}
MASKED_DIGITS: Final = dict.fromkeys((*PERSIAN_DIGITS, *LATIN_DIGITS), "0")


@dataclass(frozen=True, slots=True)
class Unit:
    """A part that is encoded on its own; `inner` if a half-space ties it to the part before."""

    text: str
    target: Target
    inner: bool = False


Noise = Callable[[list[Unit], random.Random], list[Unit]]


def sentence_units(sentence: Sentence, index: dict[str, int]) -> list[Unit]:
    """The units of an annotated sentence; parts after the first continue their token's label."""
    found: list[Unit] = []
    for token, label in zip(sentence.tokens, sentence.labels, strict=True):
        first, *rest = units(token)
        found.append(Unit(first, index[label]))
        found += [Unit(part, index["I-" + label[2:] if label[2:] else "O"], True) for part in rest]
    return found


def joined(items: Sequence[Unit], chosen: Callable[[int], bool]) -> list[Unit]:
    """Units in which the chosen ones are glued to the one before, whose target stays."""
    out: list[Unit] = []
    for i, item in enumerate(items):
        if out and chosen(i):
            out[-1] = replace(out[-1], text=out[-1].text + item.text)
        else:
            out.append(item)
    return out


def lose_half_spaces(items: list[Unit], rng: random.Random) -> list[Unit]:
    """In a third of the texts all half-spaces are dropped, in a tenth some of them."""
    draw = rng.random()
    rate = 1.0 if draw < 0.35 else 0.5 if draw < 0.45 else 0.0
    return joined(items, lambda i: items[i].inner and rng.random() < rate)


def misplace_half_spaces(items: list[Unit], rng: random.Random) -> list[Unit]:
    """A few words fall apart where no half-space belongs."""
    out: list[Unit] = []
    for item in items:
        if len(item.text) >= 5 and item.text.isalpha() and rng.random() < 0.006:
            at = rng.randint(2, len(item.text) - 2)
            rest = continued(item.target)
            if rest is not None:
                out += [replace(item, text=item.text[:at]), Unit(item.text[at:], rest, True)]
                continue
        out.append(item)
    return out


def continued(target: Target) -> Target | None:
    """The target of a second part of a word; soft targets have none."""
    if not isinstance(target, int):
        return None
    return target + 1 if target % 2 else target  # B- labels are odd, their I- follows


def glue_signs(items: list[Unit], rng: random.Random) -> list[Unit]:
    """In some texts signs stick to the word before, as in badly typed copy."""
    if rng.random() > 0.12:
        return items
    return joined(items, lambda i: items[i].text in SIGNS and rng.random() < 0.4)


def change_digits(items: list[Unit], rng: random.Random) -> list[Unit]:
    """Texts use Persian or Latin digits; a few sources mask them."""
    draw = rng.random()
    table = PERSIAN_DIGITS if draw < 0.55 else LATIN_DIGITS if draw < 0.95 else MASKED_DIGITS
    return [replace(item, text=item.text.translate(table)) for item in items]


def drop_full_stop(items: list[Unit], rng: random.Random) -> list[Unit]:
    """Headings and messages end without a stop."""
    if len(items) > 3 and items[-1].text in STOPS and rng.random() < 0.2:
        return items[:-1]
    return items


def drop_quotation_marks(items: list[Unit], rng: random.Random) -> list[Unit]:
    """Quotation marks get lost in plain copies."""
    if rng.random() > 0.1:
        return items
    return [item for item in items if item.text not in '«»"'] or items


NOISES: Final[tuple[Noise, ...]] = (
    drop_full_stop,
    drop_quotation_marks,
    misplace_half_spaces,
    lose_half_spaces,
    glue_signs,
    change_digits,
)


def noisy(items: list[Unit], rng: random.Random) -> list[Unit]:
    """The units of one text after every kind of noise had its chance."""
    for noise in NOISES:
        items = noise(items, rng)
    return items
