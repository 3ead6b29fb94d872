"""What every step shares: options, device, seeds, and errors said in one line."""

import argparse
import random
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from .corpora import MissingMaterialError, located

CORPORA = ("corpora", "PERSIAN_NEWS_IE_CORPORA", "the folder of corpora")
ENCODER = ("encoder", "PERSIAN_NEWS_IE_ENCODER", "the encoder folder")
LEXICONS = ("lexicons", "PERSIAN_NEWS_IE_LEXICONS", "the folder of name lists")


def parser(about: str | None) -> argparse.ArgumentParser:
    """Options that all steps know."""
    made = argparse.ArgumentParser(description=about)
    made.add_argument("--work", type=Path, default=Path("build/training"), help="what steps write")
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--threads", type=int, default=0, help="CPU threads; 0 leaves it to PyTorch")
    made.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return made


def folder(args: argparse.Namespace, place: tuple[str, str, str]) -> Path:
    """The folder an option or its environment variable names."""
    option, variable, what = place
    return located(getattr(args, option), variable, what)


def prepared(args: argparse.Namespace) -> torch.device:
    """Seeds and threads set; the device to compute on."""
    random.seed(args.seed)
    np.random.seed(args.seed)
    torch.manual_seed(args.seed)
    if args.threads:
        torch.set_num_threads(args.threads)
    return torch.device(args.device)


def command(step: Callable[[list[str] | None], None]) -> None:
    """Run a step; missing material ends it with one line on standard error."""
    try:
        step(None)
    except MissingMaterialError as error:
        sys.exit(f"error: {error}")
