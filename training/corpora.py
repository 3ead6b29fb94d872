"""Annotated sentences and raw paragraphs, read from files that the caller names."""

import json
import lzma
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .text import units

PEYMA_LABELS: Final = (
    "O", "B-DAT", "I-DAT", "B-LOC", "I-LOC", "B-MON", "I-MON", "B-ORG", "I-ORG",
    "B-PCT", "I-PCT", "B-PER", "I-PER", "B-TIM", "I-TIM",
)  # fmt: skip
PARSTWINER_LABELS: Final = (
    "O", "B-EVE", "I-EVE", "B-LOC", "I-LOC", "B-NAT", "I-NAT",
    "B-ORG", "I-ORG", "B-PER", "I-PER", "B-POG", "I-POG",
)  # fmt: skip
HEADS: Final = {"peyma": PEYMA_LABELS, "parstwiner": PARSTWINER_LABELS}
SPLITS: Final = ("train", "dev", "test")
RAW: Final = (
    "isna", "hamshahri", "farsnews", "tg_farsna", "tg_akhbarefori",
    "tg_alonews", "tg_iranintl", "news_misc",
)  # fmt: skip


class MissingMaterialError(Exception):
    """Something that a step reads is not where the caller said; names the path and the cure."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens with one BIO label each."""

    tokens: tuple[str, ...]
    labels: tuple[str, ...]


def located(given: str | None, variable: str, what: str) -> Path:
    """The folder given as an option or in the environment; MissingMaterialError otherwise."""
    name = given or os.environ.get(variable)
    if not name:
        raise MissingMaterialError(f"where is {what}? Pass it as an option or set {variable}")
    path = Path(name)
    if not path.exists():
        raise MissingMaterialError(f"{what}: {path} does not exist; see training/README.md")
    return path


def read_conll(path: Path) -> tuple[Sentence, ...]:
    """The sentences of a file with one `token<TAB>label` a line and blank lines between."""
    if not path.exists():
        raise MissingMaterialError(
            f"{path}: no such file; see 'What you need' in training/README.md"
        )
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return tuple(sentence for block in blocks if (sentence := parse_block(block)).tokens)


def parse_block(block: str) -> Sentence:
    """One sentence; an I- that continues nothing becomes B-, empty tokens are left out."""
    names: list[str] = []
    labels: list[str] = []
    for line in block.splitlines():
        token, _, label = line.rpartition("\t")
        if not units(token)[0]:
            continue
        names.append(token)
        labels.append(repaired(label.strip(), labels[-1] if labels else "O"))
    return Sentence(tuple(names), tuple(labels))


def repaired(label: str, before: str) -> str:
    """The label, begun with B- where the one before is of another kind."""
    if label.startswith("I-") and before[2:] != label[2:]:
        return "B-" + label[2:]
    return label


def paragraphs(path: Path) -> Iterator[str]:
    """The paragraphs of a text file, one a line, xz-packed or not."""
    raw = path.read_bytes()
    text = (lzma.decompress(raw) if path.suffix == ".xz" else raw).decode("utf-8")
    return (line for line in map(str.strip, text.split("\n")) if line)


def save_sentences(path: Path, sentences: tuple[Sentence, ...]) -> None:
    """Write sentences as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as out:
        for s in sentences:
            row = {"tokens": s.tokens, "labels": s.labels}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def load_sentences(path: Path) -> tuple[Sentence, ...]:
    """Read what save_sentences wrote; MissingMaterialError names the step that makes the file."""
    if not path.exists():
        raise MissingMaterialError(f"{path} is missing: run training.step01_corpora first")
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return tuple(Sentence(tuple(r["tokens"]), tuple(r["labels"])) for r in rows)
