"""Three tokenizers on clean and on badly typed text: `python -m benchmarks.tokenizers`.

`PNI_TREEBANK` names a folder with fa_{perdt,seraji}-ud-dev.conllu (or .xz); with `PNI_GOLD` the
facts are scored too, see benchmarks/quality.py. Needs the extras hazm and stanza.
"""

import os
import random
import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import persian_news_ie as pni
from benchmarks import quality
from benchmarks.texts import HOME
from persian_news_ie.document import Document
from persian_news_ie.text.backends import Backend, backend
from persian_news_ie.text.normalize import ZWNJ, fold
from training import stanza_noise as noise
from training.stanza_treebank import Tokens, conllu_sentences

MODELS = HOME / "models" / "stanza"
OPTIONS: dict[str, dict[str, Any]] = {"builtin": {}, "hazm": {}, "stanza": {"stanza_dir": MODELS}}
TREEBANKS = ("fa_perdt-ud-dev.conllu", "fa_seraji-ud-dev.conllu")
TOGETHER = 5  # sentences in a paragraph
BLANK = frozenset(" \n\u200c")
LAYERS = ("people", "places", "agreements", "events", "quotes", "dates")


def without_stops(sentence: Tokens, rng: random.Random) -> Tokens:
    """Every second sentence has lost its full stop."""
    return noise.without_stop(sentence) if rng.random() < 0.5 else sentence


def all_together(sentence: Tokens, rng: random.Random) -> Tokens:
    """Half-spaces lost or typed as spaces, Arabic letters, signs glued, stops missing."""
    half = rng.choice((noise.lose_half_spaces, noise.type_spaces))
    for change in (half, noise.glue_signs, noise.part_signs, noise.arabic_letters, without_stops):
        sentence = change(sentence, rng)
    return sentence


TYPED: dict[str, noise.Noise] = {
    "clean": lambda sentence, rng: sentence,
    "no half-spaces": noise.lose_half_spaces,
    "spaces for half-spaces": noise.type_spaces,
    "Arabic letters": noise.arabic_letters,
    "signs glued": noise.glue_signs,
    "half the stops missing": without_stops,
    "all of it": all_together,
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text, and where all agree to cut and not to; places are counted without blanks."""

    text: str
    cuts: frozenset[int]
    whole: frozenset[int]
    ends: frozenset[int]


def paragraph(clean: Sequence[Tokens], typed: Sequence[Tokens]) -> Paragraph:
    """The reference for a paragraph as it is typed.

    All agree that words part at signs and at the spaces of the clean text, and that a word of
    letters is whole; between a host and its clitic and inside numbers they do not.
    """
    text, cuts, whole, ends = "", set[int](), set[int](), set[int]()
    at = 0
    for before, after in zip(clean, typed, strict=True):
        left = len(_solid("".join(token.text for token in after)))
        for token, behind in zip(before, [*before[1:], None], strict=True):
            if left < (size := len(_solid(token.text))):
                break  # the stop that is missing
            left -= size
            alone = len(token.words) == 1 and _solid(token.text).isalpha()
            whole.update(range(at + 1, at + size) if alone else ())
            at += size
            if token.spaced or not behind or _is_word(token.text) != _is_word(behind.text):
                cuts.add(at)
        ends.add(at)
        text += "".join(token.text + " " * token.spaced for token in after).strip() + " "
    inner = range(1, at)
    return Paragraph(text.strip(), *(frozenset(x.intersection(inner)) for x in (cuts, whole, ends)))


def _solid(text: str) -> str:
    return "".join(filter(counts, text))


def _is_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def counts(char: str) -> bool:
    """Whether a character is counted: no blank, no half-space, no diacritic."""
    return char not in BLANK and unicodedata.category(char) != "Mn"


def paragraphs(folder: Path, typed: noise.Noise) -> Iterator[Paragraph]:
    """The development sets of both treebanks, typed in some way."""
    rng = random.Random(1)
    for name in TREEBANKS:
        clean = [tokens for _, tokens in conllu_sentences(folder / name)]
        for start in range(0, len(clean), TOGETHER):
            part = clean[start : start + TOGETHER]
            yield paragraph(part, [typed(sentence, rng) for sentence in part])


@dataclass(slots=True)
class Counts:
    """What was found where it should be, what was found, and what should have been."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, found: set[int], wanted: frozenset[int]) -> None:
        """Count one paragraph."""
        self.right += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in percent."""
        return 200 * self.right / max(1, self.found + self.wanted)


@dataclass(slots=True)
class Result:
    """One tokenizer on one kind of text."""

    cuts: Counts
    ends: Counts
    covered: int = 0
    letters: int = 0
    words: int = 0
    seconds: float = 0.0


def measured(splitter: Backend, texts: Sequence[Paragraph]) -> Result:
    """How a tokenizer does on some paragraphs, by places in the text as it was given."""
    docs = [Document(pni.read_article(p.text), fold(p.text)) for p in texts]
    start = time.process_time()
    layers = list(splitter.run(docs))
    found = Result(Counts(), Counts(), seconds=time.process_time() - start)
    for one, doc, layer in zip(texts, docs, layers, strict=True):
        found.words += len(one.text.split())
        _count(found, one, doc, layer)
    return found


def _count(found: Result, wanted: Paragraph, doc: Document, layer: dict[str, Any]) -> None:
    place = [0]
    for char in wanted.text:
        place.append(place[-1] + counts(char))
    tokens = layer["tokens"]
    spans = [doc.view.origin(s, e) for s, e in zip(tokens.starts, tokens.stops, strict=True)]
    edges = {place[edge] for span in spans for edge in span}
    found.cuts.add(edges & (wanted.cuts | wanted.whole), wanted.cuts)
    ends = {place[spans[sentence.stop - 1].stop] for sentence in layer["sentences"]}
    found.ends.add(ends - {0, place[-1]}, wanted.ends)
    found.covered += sum(place[span.stop] - place[span.start] for span in spans)
    found.letters += place[-1]


def rows(heads: Sequence[str], lines: Iterator[Sequence[str]]) -> str:
    """A table in Markdown."""
    rule = "|" + "-|" * len(heads)
    return "\n".join([f"| {' | '.join(heads)} |", rule, *(f"| {' | '.join(x)} |" for x in lines)])


def table(results: dict[str, dict[str, Result]], show: Callable[[Result], str]) -> str:
    """One row for each kind of text, one column for each tokenizer."""
    lines = ([typed, *(show(by[typed]) for by in results.values())] for typed in TYPED)
    return rows(("", *results), lines)


def glued(text: str) -> str:
    """Signs stick to the next word."""
    return re.sub("([،؛:]) ", r"\1", text)


SPACES: dict[int, str] = noise.ARABIC | {ord(ZWNJ): " "}
# The project's own articles, typed in some ways; their gold does not look at half-spaces.
RETYPED: dict[str, Callable[[str], str]] = {
    "as written": str,
    "no half-spaces": lambda text: text.replace(ZWNJ, ""),
    "spaces for half-spaces": lambda text: text.replace(ZWNJ, " "),
    "Arabic letters": lambda text: text.translate(noise.ARABIC),
    "signs glued": glued,
    "spaces, Arabic letters, signs": lambda text: glued(text.translate(SPACES)),
}


def own(nlp: pni.NLP, retyped: Callable[[str], str]) -> float:
    """Mean F1 of the layers on the project's own articles, retyped."""

    def read(text: str, **options: Any) -> Document:
        return nlp(retyped(text), **options)

    scores = quality.own(cast(pni.NLP, read))
    return sum(scores[layer] for layer in LAYERS) / len(LAYERS)


def main() -> None:
    """Print the tables."""
    folder = Path(os.environ["PNI_TREEBANK"])
    texts = {name: list(paragraphs(folder, typed)) for name, typed in TYPED.items()}
    results = {}
    for name, options in OPTIONS.items():
        splitter = backend(name, **options)
        measured(splitter, texts["clean"][:8])
        results[name] = {typed: measured(splitter, given) for typed, given in texts.items()}
    print(table(results, lambda r: f"{r.cuts.f1:.2f} / {r.ends.f1:.1f}"), end="\n\n")
    whole = {
        n: [sum(getattr(r, f) for r in by.values()) for f in SUMS] for n, by in results.items()
    }
    lines = (
        [name, f"{100 * covered / letters:.3f} %", f"{words / seconds:,.0f}"]
        for name, (covered, letters, words, seconds) in whole.items()
    )
    print(rows(("", "letters in tokens", "words/s"), lines), end="\n\n")
    nlps = {n: pni.load(tokens=n, stanza_dir=o.get("stanza_dir")) for n, o in OPTIONS.items()}
    facts = (
        [how, *(f"{own(nlp, to):.3f}" for nlp in nlps.values())] for how, to in RETYPED.items()
    )
    print(rows(("", *nlps), facts), end="\n\n")
    given = {name: quality.given(nlp) for name, nlp in nlps.items()}
    for where in given["builtin"]:
        layers = [layer for layer in LAYERS if layer in given["builtin"][where]]
        lines = ([n, *(f"{by[where][x]:.3f}" for x in layers)] for n, by in given.items())
        print(rows((where, *layers), lines), end="\n\n")


SUMS = ("covered", "letters", "words", "seconds")

if __name__ == "__main__":
    main()
