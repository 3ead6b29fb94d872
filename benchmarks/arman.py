"""How far the encoder carries: fine-tuned on the folds of ARMAN, scored, and thrown away.

ARMAN is for research only, so nothing that is trained here is kept.
"""

import argparse
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from training.corpora import Sentence, read_conll
from training.fit import add_schedule, planned
from training.judge import predicted, torch_model
from training.learn import label_loss, train
from training.network import Tagger, new_tagger
from training.noise import noisy, sentence_units
from training.runtime import CORPORA, ENCODER, command, folder, parser, prepared
from training.scores import Score, strict, viterbi
from training.windows import Batch, Pieces, batched, packed

KINDS = ("event", "fac", "loc", "org", "pers", "pro")
LABELS = ("O", *(f"{prefix}-{kind}" for kind in KINDS for prefix in "BI"))
FOLDS = (1, 2, 3)
RESULTS = Path(__file__).with_name("arman.json")


def main(argv: list[str] | None = None) -> None:
    """Measure some folds and note their scores in `arman.json`."""
    options = parser(__doc__)
    options.add_argument("--corpora", help="folder with ner/arman.fold*.conll")
    options.add_argument("--encoder", help="folder with config.json, model.safetensors, tokenizer")
    options.add_argument("--fold", type=int, nargs="+", choices=FOLDS, default=FOLDS)
    options.add_argument("--steps", type=int, default=1000, help="70 see every sentence once")
    add_schedule(options, rate=3e-4, every=50)
    args = options.parse_args(argv)
    device = prepared(args)
    for fold in args.fold:
        tagger, steps = learned(fold, args, device)
        note(fold, steps, judged(tagger.eval(), fold, args, device))


def learned(fold: int, args: argparse.Namespace, device: torch.device) -> tuple[Tagger, int]:
    """A tagger that has learned the training part of a fold, and in how many steps."""
    encoder = folder(args, ENCODER)
    pieces, sentences = Pieces(encoder / "tokenizer.json"), sentences_of(fold, "train", args)
    tagger = new_tagger(encoder, {"arman": len(LABELS)}, None, 512, dropout=0.1).to(device)
    plan = planned(args, layer_decay=0.9, head_factor=5.0)
    with TemporaryDirectory() as home:
        loss = label_loss(["arman"], device)
        train(tagger, lambda rng: epoch(sentences, pieces, rng), plan, Path(home), loss)
        return tagger, max(int(file.stem) for file in Path(home).iterdir())


def epoch(sentences: Sequence[Sentence], pieces: Pieces, rng: random.Random) -> Iterable[Batch]:
    """One pass over a corpus, noisy, in batches."""
    index = {label: i for i, label in enumerate(LABELS)}
    texts = (noisy(sentence_units(s, index), rng) for s in sentences)
    return batched(packed(texts, pieces, "arman", rng), rng)


def judged(
    tagger: Tagger, fold: int, args: argparse.Namespace, device: torch.device
) -> dict[str, Score]:
    """Strict scores per kind on the test part of a fold, one sentence at a time."""
    pieces = Pieces(folder(args, ENCODER) / "tokenizer.json")
    sentences = sentences_of(fold, "test", args)
    logits = predicted(torch_model(tagger, 0, device), sentences, pieces)
    guesses = (viterbi(rows, LABELS) for rows in logits)
    return strict((s.labels, g) for s, g in zip(sentences, guesses, strict=True))


def sentences_of(fold: int, part: str, args: argparse.Namespace) -> tuple[Sentence, ...]:
    """The sentences of a part (train or test) of a fold."""
    return read_conll(folder(args, CORPORA) / "ner" / f"arman.fold{fold}.{part}.conll")


def note(fold: int, steps: int, scores: dict[str, Score]) -> None:
    """Print the F1 of a fold and write it beside those of the others."""
    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    f1 = {kind: round(100 * score.f1, 1) for kind, score in scores.items()}
    print(f"fold {fold}, {steps} steps:", f1, flush=True)
    known[str(fold)] = {"steps": steps, "strict_f1": f1}
    RESULTS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    command(main)
