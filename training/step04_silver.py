"""Step 4: draw raw news and let one or more teachers label it with logits."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tqdm import tqdm

from .judge import Model, torch_model
from .network import Tagger, load_tagger
from .onnx_model import onnx_model
from .runtime import CORPORA, ENCODER, command, folder, parser, prepared
from .scores import Floats
from .silver import CHUNK, draw, label, written
from .windows import Pieces, Window


def main(argv: list[str] | None = None) -> None:
    """Write <work>/silver/windows.txt once, then <work>/silver/<teacher>/*.npy."""
    options = parser(__doc__)
    options.add_argument("--corpora", help="folder with text/*.txt[.xz]")
    options.add_argument("--encoder", help="folder with tokenizer.json")
    options.add_argument("--teacher", type=Path, required=True, help="a tagger folder or *.onnx")
    options.add_argument("--name", required=True, help="what to call this teacher's labels")
    options.add_argument("--pieces", type=int, default=3_000_000)
    args = options.parse_args(argv)
    device = prepared(args)
    pieces = Pieces(folder(args, ENCODER) / "tokenizer.json")
    lines = args.work / "silver" / "windows.txt"
    if not lines.exists():
        lines.parent.mkdir(parents=True, exist_ok=True)
        runs = draw(folder(args, CORPORA) / "text", pieces, args.pieces, random.Random(args.seed))
        lines.write_text("".join(written(r) + "\n" for r in runs), encoding="utf-8")
    rows = lines.read_text(encoding="utf-8").split("\n")[:-1]
    chunks = label(rows, teacher(args.teacher, device), pieces, lines.parent / args.name)
    for _ in tqdm(chunks, total=-(-len(rows) // CHUNK), mininterval=10):
        pass


def teacher(path: Path, device: torch.device) -> Model:
    """A model from an exported file, or from a tagger folder with all heads side by side."""
    if path.suffix == ".onnx":
        return onnx_model(path)
    tagger = load_tagger(path).to(device).eval()
    return side_by_side(tagger, device)


def side_by_side(tagger: Tagger, device: torch.device) -> Model:
    """All heads' logits in one row per unit."""
    run = torch_model(lambda ids: (torch.cat(tagger(ids), -1),), 0, device)

    def logits(windows: Sequence[Window]) -> list[Floats]:
        return [np.asarray(rows) for rows in run(windows)]

    return logits


if __name__ == "__main__":
    command(main)
