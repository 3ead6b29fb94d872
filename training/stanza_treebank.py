"""Treebank sentences as the characters and labels that stanza's tokenizer is trained on."""

import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .corpora import MissingMaterialError
from .text import HALF_SPACE

# stanza's labels for the last character of a token; all other characters have 0.
WORD, SENTENCE, SEVERAL, SEVERAL_SENTENCE = "1234"
POSSESSIVES = frozenset(("اش", "ات", "شان", "مان", "تان"))


@dataclass(frozen=True, slots=True)
class Token:
    """What stands together in the text, the words it holds, and whether a space follows."""

    words: tuple[str, ...]
    spaced: bool = True

    @property
    def text(self) -> str:
        """The token as it is written."""
        return "".join(self.words)


Tokens = tuple[Token, ...]


def read(path: Path) -> str:
    """A text file, xz-packed or not; MissingMaterialError if there is none."""
    packed = path.with_name(path.name + ".xz")
    if path.exists():
        return path.read_text(encoding="utf-8")
    if packed.exists():
        return lzma.decompress(packed.read_bytes()).decode("utf-8")
    raise MissingMaterialError(f"{path}[.xz]: no such file; see training/README.md")


def aligned(text: str, words: Sequence[str]) -> Tokens | None:
    """The tokens of a sentence from its text and its words in order; None where they differ.

    Words written together are one token if letters meet (a clitic and its host), else several.
    """
    found: list[Token] = []
    at = 0
    for word in words:
        start = at
        while text[at : at + 1].isspace():
            at += 1
        if not text.startswith(word, at):
            return None
        if found and start == at and _one(found[-1].text, word):
            found[-1] = Token((*found[-1].words, word))
        else:
            if found:
                found[-1] = Token(found[-1].words, start < at)
            found.append(Token((word,)))
        at += len(word)
    return tuple(found) if not text[at:].strip() else None


def _one(before: str, word: str) -> bool:
    """Whether a word and what is glued before it are one token: letters on both sides."""
    return before.rstrip(HALF_SPACE)[-1:].isalpha() and word.lstrip(HALF_SPACE)[:1].isalpha()


def train_sentences(folder: Path) -> list[Tokens]:
    """PerDT's training sentences, from its text and its words; the few that differ are left out."""
    lines = read(folder / "dadegan_raw_train.txt").splitlines()
    blocks = read(folder / "dadegan_train_tokens.txt").split("\n\n")
    known = {_solid(line): line.strip() for line in lines}
    found = []
    for block in blocks:
        words = block.split()  # a verb of several words stands on one line; UD divides it
        text = known.get(_solid("".join(words)))
        tokens = aligned(text, words) if text else None
        if tokens:
            found.append(tuple(map(_split, tokens)))
    return found


def _split(token: Token) -> Token:
    """The token with a possessive behind a half-space as a word of its own.

    The words of the training text are of an earlier state of the treebank, which did not divide
    these; its development and test sets do.
    """
    host, half, clitic = token.text.rpartition(HALF_SPACE)
    if host and len(token.words) == 1 and clitic in POSSESSIVES:
        return Token((host + half, clitic), token.spaced)
    return token


def _solid(text: str) -> str:
    return "".join(text.split())


def conllu_sentences(path: Path) -> Iterator[tuple[str, Tokens]]:
    """The text and the tokens of each sentence of a CoNLL-U file."""
    for block in read(path).split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
        text = next((x[9:] for x in block.splitlines() if x.startswith("# text = ")), "")
        if tokens := tuple(_grouped([row for row in rows if "." not in row[0]])):
            yield text, tokens


def _grouped(rows: Sequence[Sequence[str]]) -> Iterator[Token]:
    left: list[str] = []
    at = 0
    while at < len(rows):
        row, first = rows[at], rows[at][0]
        spaced = "SpaceAfter=No" not in row[9]
        if "-" not in first:
            yield Token((row[1],), spaced)
            at += 1
            continue
        start, stop = map(int, first.split("-"))
        left = [r[1] for r in rows[at + 1 : at + 2 + stop - start]]
        # Forms that are not what is written count as one word: offsets are what is learned here.
        yield Token(tuple(left) if "".join(left) == row[1] else (row[1],), spaced)
        at += 2 + stop - start


def labelled(paragraph: Iterable[Tokens]) -> tuple[str, str]:
    """The text of a paragraph and one label per character."""
    text: list[str] = []
    labels: list[str] = []
    for sentence in paragraph:
        for i, token in enumerate(sentence):
            last = i == len(sentence) - 1
            several = len(token.words) > 1
            end = (WORD, SENTENCE, SEVERAL, SEVERAL_SENTENCE)[last + 2 * several]
            gap = " " if token.spaced or last else ""
            text.append(token.text + gap)
            labels.append("0" * (len(token.text) - 1) + end + "0" * len(gap))
    return "".join(text).rstrip(), "".join(labels)[: len("".join(text).rstrip())]


def write_labelled(stem: Path, paragraphs: Iterable[Sequence[Tokens]]) -> None:
    """Write <stem>.txt and <stem>.toklabels, with blank lines between paragraphs."""
    pairs = [labelled(paragraph) for paragraph in paragraphs]
    for suffix, column in ((".txt", 0), (".toklabels", 1)):
        content = "\n\n".join(pair[column] for pair in pairs)
        stem.with_suffix(suffix).write_text(content + "\n\n", encoding="utf-8")


def write_several(path: Path, sentences: Iterable[Tokens]) -> None:
    """Write the tokens of several words as stanza wants them: form, words, count."""
    counts = Counter((t.text, t.words) for s in sentences for t in s if len(t.words) > 1)
    rows = [((form, list(words)), n) for (form, words), n in counts.most_common()]
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def conllu(sentences: Iterable[Tokens]) -> str:
    """Sentences as CoNLL-U with flat trees; only forms, words and spaces mean something."""
    return "".join(_block(sentence) for sentence in sentences)


def _block(sentence: Tokens) -> str:
    rows: list[str] = []
    at = 1
    for token in sentence:
        misc = "_" if token.spaced else "SpaceAfter=No"
        several = len(token.words) > 1
        if several:
            rows.append(f"{at}-{at + len(token.words) - 1}\t{token.text}" + "\t_" * 7 + f"\t{misc}")
        for word in token.words:
            head = f"{at - 1}\t{'dep' if at > 1 else 'root'}"
            rows.append(f"{at}\t{word}" + "\t_" * 4 + f"\t{head}\t_\t{'_' if several else misc}")
            at += 1
    return "\n".join(rows) + "\n\n"
