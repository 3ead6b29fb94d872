"""Train stanza's NER model on PEYMA and on raw news that an exported tagger labelled."""

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import torch

from .corpora import HEADS, Sentence, load_sentences
from .noise import PERSIAN_DIGITS, Unit
from .onnx_model import onnx_model
from .runtime import CORPORA, command, folder, parser, prepared
from .scores import viterbi
from .silver import draw
from .stanza_noise import STOPS
from .text import HALF_SPACE, units
from .windows import Pieces, window

LOST: Final = 0.4  # of the sentences typed otherwise have lost their half-spaces
BATCH: Final = 16


def main(argv: list[str] | None = None) -> None:
    """Write <work>/stanza/ner: stanza's training files, its best checkpoint and its log."""
    options = parser(__doc__)
    options.add_argument("--corpora", help="folder with text/*.txt[.xz]")
    options.add_argument("--teacher", type=Path, default=Path("models/ner/accurate"))
    options.add_argument("--pieces", type=int, default=300_000, help="of raw news to label")
    options.add_argument("--steps", type=int, default=700)
    options.add_argument(
        "--rate", type=float, default=2e-3, help="of a fresh start or from here on"
    )
    args = options.parse_args(argv)
    prepared(args)
    place = args.work / "stanza" / "ner"
    place.mkdir(parents=True, exist_ok=True)
    rng = random.Random(args.seed)
    silver = place / "silver.jsonl"
    if not silver.exists():
        found = labelled(folder(args, CORPORA) / "text", args.teacher, args.pieces, rng)
        rows = [json.dumps([s.tokens, s.labels], ensure_ascii=False) for s in found]
        silver.write_text("\n".join(rows), encoding="utf-8")
    write_data(args.work, place, rng)
    train(place, args.work / "stanza" / "pretrain" / "news.pt", args)


def labelled(text: Path, teacher: Path, wanted: int, rng: random.Random) -> Iterator[Sentence]:
    """Sentences of raw news with the labels of an exported tagger."""
    pieces = Pieces(teacher / "tokenizer.json")
    model = onnx_model(teacher / "model.onnx", outputs=("logits",))
    runs = sorted(draw(text, pieces, wanted, rng), key=len)
    for start in range(0, len(runs), BATCH):
        part = runs[start : start + BATCH]
        read = model([window(run, pieces, "") for run in part])
        for run, logits in zip(part, read, strict=True):
            yield from sentences(run, viterbi(logits, HEADS["peyma"]))


def sentences(run: Sequence[Unit], labels: Sequence[str]) -> Iterator[Sentence]:
    """The sentences of a window; parts that half-spaces tie are one word again."""
    words: list[str] = []
    kinds: list[str] = []
    for unit, label in zip(run, labels, strict=True):
        if not unit.text:
            continue
        if unit.inner and words:
            words[-1] += HALF_SPACE + unit.text
            continue
        words.append(unit.text)
        kinds.append(label)
        if unit.text in STOPS:
            yield Sentence(tuple(words), tuple(kinds))
            words, kinds = [], []
    if words:
        yield Sentence(tuple(words), tuple(kinds))


def write_data(work: Path, place: Path, rng: random.Random) -> None:
    """PEYMA as it is and typed otherwise, the silver sentences, and PEYMA's other parts."""
    gold = [written(s) for s in load_sentences(work / "peyma.train.jsonl")]
    rows = map(json.loads, (place / "silver.jsonl").read_text(encoding="utf-8").splitlines())
    silver = [Sentence(tuple(words), tuple(labels)) for words, labels in rows]
    train = [*gold, *(retyped(s, rng) for s in gold), *(retyped(s, rng) for s in silver)]
    write(place / "train.json", train)
    for split in ("dev", "test"):
        write(
            place / f"{split}.json",
            [written(s) for s in load_sentences(work / f"peyma.{split}.jsonl")],
        )
    print(f"{len(gold)} sentences, twice, and {len(silver)} labelled ones to train on")


def written(sentence: Sentence) -> Sentence:
    """The sentence with half-spaces where PEYMA has spaces inside a word."""
    return Sentence(
        tuple(HALF_SPACE.join(units(word)) for word in sentence.tokens), sentence.labels
    )


def retyped(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence without half-spaces, with Persian digits, without its stop, or as it is."""
    words, labels = list(sentence.tokens), sentence.labels
    if rng.random() < LOST:
        words = [word.replace(HALF_SPACE, "") or word for word in words]
    if rng.random() < 0.3:
        words = [word.translate(PERSIAN_DIGITS) for word in words]
    if len(words) > 3 and words[-1] in STOPS and rng.random() < 0.3:
        words, labels = words[:-1], labels[:-1]
    return Sentence(tuple(words), labels)


def write(path: Path, found: Iterable[Sentence]) -> None:
    """Write sentences as stanza's NER trainer reads them."""
    rows = [
        [{"text": word, "ner": label} for word, label in zip(s.tokens, s.labels, strict=True)]
        for s in found
    ]
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def train(place: Path, vectors: Path, args: argparse.Namespace) -> None:
    """stanza's own trainer; the best checkpoint on PEYMA dev stays."""
    from stanza.models.ner_tagger import main as run

    steps, seed, device = (str(getattr(args, name)) for name in ("steps", "seed", "device"))
    given = ["--train_file", str(place / "train.json"), "--eval_file", str(place / "dev.json")]
    given += ["--wordvec_pretrain_file", str(vectors), "--emb_finetune_known_only"]
    given += ["--shorthand", "fa_peyma", "--save_dir", str(place), "--save_name", "peyma.pt"]
    given += ["--max_steps", steps, "--seed", seed, "--device", device, "--hidden_dim", "160"]
    given += ["--char_emb_dim", "32", "--char_hidden_dim", "48", "--dropout", "0.35"]
    given += [
        "--optim",
        "adam",
        "--lr",
        str(args.rate),
        "--patience",
        "2",
        "--word_dropout",
        "0.02",
    ]
    given += ["--batch_size", "64", "--max_batch_words", "2500", "--eval_interval", "100"]
    if (place / "peyma.pt").exists():
        set_rate(place / "peyma.pt", args.rate)
        given += ["--finetune"]
    run(given)


def set_rate(checkpoint: Path, rate: float) -> None:
    """Set the rate at which a checkpoint is trained on: stanza takes it from there."""
    held = torch.load(checkpoint, weights_only=True)
    held["config"]["lr"] = rate
    torch.save(held, checkpoint, _use_new_zipfile_serialization=False)


if __name__ == "__main__":
    command(main)
