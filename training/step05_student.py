"""Step 5: distil a shallower student from silver labels and the annotated corpora."""

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import torch
from tqdm import tqdm

from .corpora import HEADS, load_sentences
from .corrected import corrected
from .fit import NOISY, add_schedule, fit, planned
from .gold import endless_mixed
from .int4 import packed, unpacked
from .network import Tagger, cut, load_tagger
from .runtime import ENCODER, LEXICONS, command, folder, parser, prepared
from .silver import load, silver_windows
from .swaps import read_names
from .windows import Batch, Pieces, batched, interleaved


def main(argv: list[str] | None = None) -> None:
    """Write <work>/<name>/tagger.safetensors, averaged over the last checkpoints."""
    options = parser(__doc__)
    options.add_argument("--encoder", help="folder with tokenizer.json")
    options.add_argument("--lexicons", help="folder with given_names.tsv, surnames.tsv, places")
    options.add_argument("--name", default="student")
    options.add_argument("--start", default="teacher", help="the tagger to cut layers from")
    options.add_argument("--layers", type=int, nargs="+", default=[0, 2, 4, 7, 9, 11])
    options.add_argument("--positions", type=int, default=256)
    options.add_argument("--silver", nargs="+", default=["teacher"], help="whose labels")
    options.add_argument("--gold-share", type=float, default=0.3, help="of all windows")
    options.add_argument("--steps", type=int, default=6000)
    add_schedule(options, rate=6e-4, every=200)
    args = options.parse_args(argv)
    device = prepared(args)
    pieces = Pieces(folder(args, ENCODER) / "tokenizer.json")
    names = read_names(folder(args, LEXICONS))
    corpora = {head: load_sentences(args.work / f"{head}.train.jsonl") for head in HEADS}
    lines = (args.work / "silver" / "windows.txt").read_text(encoding="utf-8").split("\n")[:-1]
    labelled = load(lines, [args.work / "silver" / name for name in args.silver])
    silver = list(tqdm(corrected(labelled), "correcting", len(labelled), mininterval=10))

    def epoch(rng: random.Random) -> Iterable[Batch]:
        items = rng.sample(silver, len(silver))
        streams = [silver_windows(items, pieces, rng), endless_mixed(corpora, names, pieces, rng)]
        return batched(interleaved(streams, [1 - args.gold_share, args.gold_share], rng), rng)

    tagger = student(args.work / args.start, args.layers, args.positions).to(device)
    plan = planned(args, layer_decay=0.95, head_factor=2.0, weights=NOISY)
    fit(tagger, epoch, plan, args, pieces)


def student(teacher: Path, layers: list[int], positions: int) -> Tagger:
    """A tagger with some of the teacher's layers, its heads, and its word vectors in four bits.

    The vectors stay as they are in training: the layers learn to live with the coarse ones.
    """
    full = load_tagger(teacher)
    weights = cut(full.state_dict(), layers, positions)
    sizes = {h: len(weights[f"heads.{h}.bias"]) for h in full.heads}
    made = Tagger(replace(full.shape, layers=len(layers), positions=positions), sizes)
    table = weights["word.weight"].numpy()
    weights["word.weight"] = torch.from_numpy(unpacked(*packed(table)))
    made.load_state_dict(weights)
    made.word.weight.requires_grad_(False)
    return made


if __name__ == "__main__":
    command(main)
