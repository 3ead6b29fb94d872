"""What steps that train a tagger share: options, plan, and the run up to its report."""

import argparse
from pathlib import Path

import torch

from .corpora import HEADS, load_sentences
from .judge import judged, predicted, torch_model
from .learn import Epoch, Plan, label_loss, train
from .network import Tagger, save_tagger
from .windows import Pieces

NOISY = {"parstwiner": 0.5}  # tweets: their labels weigh half


def add_schedule(options: argparse.ArgumentParser, rate: float, every: int) -> None:
    """The options of a training run, next to `--steps`."""
    options.add_argument("--rate", type=float, default=rate)
    options.add_argument("--every", type=int, default=every, help="steps between checkpoints")
    options.add_argument("--minutes", type=float, default=0, help="stop early; 0 does all steps")
    options.add_argument("--eager", action="store_true", help="without a C++ compiler")


def planned(
    args: argparse.Namespace,
    layer_decay: float,
    head_factor: float,
    weights: dict[str, float] | None = None,
) -> Plan:
    """The plan that the options ask for, with the factors of the rates that a step sets."""
    return Plan(
        args.steps,
        args.rate,
        layer_decay=layer_decay,
        head_factor=head_factor,
        every=args.every,
        seed=args.seed,
        hurry=args.minutes,
        eager=args.eager,
        weights=weights or {},
    )


def fit(tagger: Tagger, epoch: Epoch, plan: Plan, args: argparse.Namespace, pieces: Pieces) -> None:
    """Train a tagger, write <work>/<name>/tagger.safetensors, print F1 on the development sets."""
    device, home = torch.device(args.device), args.work / args.name
    train(tagger, epoch, plan, home / "checkpoints", label_loss(list(HEADS), device))
    save_tagger(tagger, home)
    report(tagger.eval(), args.work, pieces, device)


def report(tagger: Tagger, work: Path, pieces: Pieces, device: torch.device) -> None:
    """Print strict F1 on the development sets."""
    for i, head in enumerate(tagger.heads):
        sentences = load_sentences(work / f"{head}.dev.jsonl")
        logits = predicted(torch_model(tagger, i, device), sentences, pieces, together=5)
        print(head, "dev", f"{judged(logits, sentences, head)['all'].f1:.4f}")
