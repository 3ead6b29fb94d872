"""A tagger's folder: where it lies, what its card says, and whether its files are whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from persian_news_ie.errors import InputError

LABELS: Final = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG"}
OTHER_LABELS: Final = ("DAT", "TIM", "MON", "PCT")  # our own rules read these exactly
REINSTALL: Final = 'reinstall it with: pip install --force-reinstall "persian-news-ie"'


class ModelError(InputError):
    """A model cannot be used; the message names the file, what was expected, and the cure."""


@dataclass(frozen=True, slots=True)
class Special:
    """Ids of the pieces that enclose a window."""

    bos: int
    eos: int
    unk: int = 3


@dataclass(frozen=True, slots=True)
class Card:
    """What a tagger says about itself in `card.json`; `sha256` maps file names to digests."""

    name: str
    labels: tuple[str, ...]
    sha256: Mapping[str, str]
    max_pieces: int
    special: Special
    input: str = "input_ids"
    output: str = "logits"
    temperature: float = 1.0


def folder(model: str | Path) -> Path:
    """The folder of a model: one of ours by name, or a path to a model of the user's own."""
    path = Path(model)
    installed = Path(str(files("persian_news_ie"))) / "models" / "ner"
    checkout = Path(__file__).parents[3] / "models" / "ner"
    for home in (installed, checkout):
        if path.name and path.name == str(model) and (home / path).is_dir():
            return home / path
    if str(model) and path.is_dir():
        return path
    known = sorted({p.name for home in (installed, checkout) for p in home.glob("*/")})
    raise ModelError(
        f"no model {str(model)!r}; give one of {', '.join(known) or 'none installed'}, "
        "or a folder with model.onnx, tokenizer.json and card.json"
    )


def read_card(home: Path) -> Card:
    """The card of a model, its labels checked. Raises ModelError."""
    path = home / "card.json"
    try:
        card = msgspec.json.decode(path.read_bytes(), type=Card)
    except FileNotFoundError:
        raise ModelError(f"{path}: missing; {REINSTALL}") from None
    except msgspec.DecodeError as e:
        raise ModelError(f"{path}: {e}; write it like the card of the model 'accurate'") from None
    known = {"O"} | {f"{p}-{k}" for p in "BI" for k in (*LABELS, *OTHER_LABELS)}
    if unknown := [label for label in card.labels if label not in known]:
        raise ModelError(
            f"{path}: labels {', '.join(unknown)} are not known; map them to: "
            + ", ".join(sorted(known))
        )
    return card


def read_file(home: Path, name: str, card: Card) -> bytes:
    """The bytes of a model's file, as its card describes them. Raises ModelError."""
    path, expected = home / name, card.sha256.get(name)
    if expected is None:
        raise ModelError(f"{home / 'card.json'}: sha256 has no digest of {name}; add it")
    if not path.is_file():
        raise ModelError(f"{path}: missing (sha256 {expected}); {REINSTALL}")
    content = path.read_bytes()
    if (found := sha256(content).hexdigest()) != expected:
        raise ModelError(f"{path}: sha256 is {found}, expected {expected}; {REINSTALL}")
    return content
