"""Step 7: quantise to int8 with scales found on raw news, and check what that costs."""

import random
from collections.abc import Iterator
from pathlib import Path

import onnx
import torch
from torch import Tensor

from .corpora import load_sentences
from .graph import build
from .int4 import int4_words, on_grid
from .int8 import calibrated, int8_linear, int8_words, observed
from .judge import judged, predicted
from .network import load_tagger
from .onnx_model import onnx_model
from .runtime import ENCODER, command, folder, parser, prepared
from .silver import read
from .step06_export import OUTPUTS, arrays
from .windows import Pieces, batch, window


def main(argv: list[str] | None = None) -> None:
    """Write <work>/<name>/model.onnx; fails if int8 loses more than --most in F1."""
    options = parser(__doc__)
    options.add_argument("--encoder", help="folder with tokenizer.json")
    options.add_argument("--name", default="student", help="the tagger's folder under --work")
    options.add_argument("--bits", type=int, default=7, choices=(7, 8), help="of the weights")
    options.add_argument("--windows", type=int, default=160, help="of raw news to calibrate on")
    options.add_argument("--most", type=float, default=0.003, help="loss of F1 that is accepted")
    args = options.parse_args(argv)
    prepared(args)
    home, pieces = args.work / args.name, Pieces(folder(args, ENCODER) / "tokenizer.json")
    tagger = load_tagger(home).eval()
    lines = (args.work / "silver" / "windows.txt").read_text(encoding="utf-8").split("\n")[:-1]
    chosen = random.Random(args.seed).sample(lines, min(args.windows, len(lines)))
    weights = arrays(tagger)
    how = calibrated(weights, observed(tagger, blocks_of(chosen, pieces)))
    words = int4_words if on_grid(weights["word.weight"]) else int8_words
    model = build(weights, tagger.shape, OUTPUTS, int8_linear(how, args.bits), words)
    onnx.save(model, home / "model.onnx")
    before, after = (f1(home / x, args.work, pieces) for x in ("float.onnx", "model.onnx"))
    size = (home / "model.onnx").stat().st_size / 1e6
    print(f"{size:.1f} MB, PEYMA dev F1 float32 {before:.4f}, int8 {after:.4f}")
    if before - after > args.most:
        raise SystemExit("int8 loses too much: calibrate on more windows or use --bits 8")


def blocks_of(lines: list[str], pieces: Pieces) -> Iterator[Tensor]:
    """Padded blocks of piece ids."""
    for start in range(0, len(lines), 16):
        runs = [window(read(line), pieces, "") for line in lines[start : start + 16]]
        yield torch.from_numpy(batch(runs, full=False).ids)


def f1(path: Path, work: Path, pieces: Pieces) -> float:
    """Strict F1 on PEYMA dev, five sentences a window."""
    sentences = load_sentences(work / "peyma.dev.jsonl")
    logits = predicted(onnx_model(path, ["logits"]), sentences, pieces, together=5)
    return judged(logits, sentences, "peyma")["all"].f1


if __name__ == "__main__":
    command(main)
