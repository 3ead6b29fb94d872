"""Step 3: fine-tune all layers of the encoder on the annotated corpora."""

import random
from collections.abc import Iterable
from pathlib import Path

import torch

from .corpora import HEADS, load_sentences
from .gold import mixed
from .judge import judged, predicted, torch_model
from .learn import Plan, label_loss, train
from .network import Tagger, new_tagger, save_tagger
from .runtime import ENCODER, LEXICONS, command, folder, parser, prepared
from .swaps import read_names
from .windows import Batch, Pieces, batched


def main(argv: list[str] | None = None) -> None:
    """Write <work>/<name>/tagger.safetensors, averaged over the last checkpoints."""
    options = parser(__doc__)
    options.add_argument(
        "--encoder", help="folder with config.json, model.safetensors, tokenizer.json"
    )
    options.add_argument("--lexicons", help="folder with given_names.tsv, surnames.tsv, places")
    options.add_argument("--name", default="teacher")
    options.add_argument("--steps", type=int, default=1200)
    options.add_argument("--rate", type=float, default=3e-4)
    options.add_argument("--every", type=int, default=100, help="steps between checkpoints")
    options.add_argument("--minutes", type=float, default=0, help="stop early; 0 does all steps")
    options.add_argument("--eager", action="store_true", help="without a C++ compiler")
    args = options.parse_args(argv)
    device = prepared(args)
    encoder = folder(args, ENCODER)
    pieces, names = Pieces(encoder / "tokenizer.json"), read_names(folder(args, LEXICONS))
    corpora = {head: load_sentences(args.work / f"{head}.train.jsonl") for head in HEADS}

    def epoch(rng: random.Random) -> Iterable[Batch]:
        return batched(mixed(corpora, names, pieces, rng), rng)

    sizes = {head: len(labels) for head, labels in HEADS.items()}
    tagger = new_tagger(encoder, sizes, None, 512, dropout=0.1).to(device)
    plan = Plan(
        args.steps,
        args.rate,
        every=args.every,
        seed=args.seed,
        hurry=args.minutes,
        eager=args.eager,
        weights={"parstwiner": 0.5},
    )
    train(
        tagger, epoch, plan, args.work / args.name / "checkpoints", label_loss(list(HEADS), device)
    )
    save_tagger(tagger, args.work / args.name)
    report(tagger.eval(), args.work, pieces, device)


def report(tagger: Tagger, work: Path, pieces: Pieces, device: torch.device) -> None:
    """Print strict F1 on the development sets."""
    for i, head in enumerate(tagger.heads):
        sentences = load_sentences(work / f"{head}.dev.jsonl")
        logits = predicted(torch_model(tagger, i, device), sentences, pieces, together=5)
        print(head, "dev", f"{judged(logits, sentences, head)['all'].f1:.4f}")


if __name__ == "__main__":
    command(main)
