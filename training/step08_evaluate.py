"""Step 8: strict F1 per kind, clean and without half-spaces, calibration, and speed."""

import json
import math
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from .corpora import HEADS, Sentence, load_sentences
from .judge import Model, judged, predicted
from .onnx_model import onnx_model
from .runtime import ENCODER, command, folder, parser, prepared
from .scores import Floats, entities, viterbi
from .silver import read
from .step06_export import OUTPUTS
from .windows import Pieces, Window, window

TOGETHER = 5  # sentences a window; the library takes as many as fit
WAYS = {
    "float": (("kept", TOGETHER),),
    "model": (("kept", 1), ("kept", TOGETHER), ("removed", TOGETHER)),
}


def main(argv: list[str] | None = None) -> None:
    """Write <work>/<name>/scores.json for float.onnx and model.onnx."""
    options = parser(__doc__)
    options.add_argument("--encoder", help="folder with tokenizer.json")
    options.add_argument("--name", default="student", help="the tagger's folder under --work")
    options.add_argument("--splits", nargs="+", default=["dev"], help="test: once, at the end")
    options.add_argument("--files", nargs="+", default=["float.onnx", "model.onnx"])
    args = options.parse_args(argv)
    prepared(args)
    home, pieces = args.work / args.name, Pieces(folder(args, ENCODER) / "tokenizer.json")
    path = home / "scores.json"
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for file in args.files:
        for split in args.splits:
            found |= scored(home / file, args.work, split, pieces)
    dev = load_sentences(args.work / "peyma.dev.jsonl")
    model = onnx_model(home / "model.onnx", ["logits"])
    found["temperature"] = temperature(predicted(model, dev, pieces, together=TOGETHER), dev)
    lines = (args.work / "silver" / "windows.txt").read_text(encoding="utf-8").split("\n")[:400]
    found["words_per_second"] = speeds(home / "model.onnx", lines, pieces)
    path.write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(path.read_text(encoding="utf-8"))


def scored(path: Path, work: Path, split: str, pieces: Pieces) -> dict[str, dict[str, float]]:
    """F1 in percent per kind, for each output and each way of treating half-spaces."""
    found = {}
    for output, head in OUTPUTS.items():
        sentences = load_sentences(work / f"{head}.{split}.jsonl")
        model = onnx_model(path, [output])
        for half_spaces, together in WAYS[path.stem]:
            logits = predicted(model, sentences, pieces, half_spaces=half_spaces, together=together)
            scores = judged(logits, sentences, head)
            key = f"{path.stem}/{head}.{split}/half-spaces {half_spaces}/{together} a window"
            found[key] = {k: round(100 * s.f1, 2) for k, s in scores.items()}
            print(key, found[key]["all"], flush=True)
    return found


def temperature(logits: Sequence[Floats], sentences: Sequence[Sentence]) -> float:
    """What to divide logits by so that a mention's score is the chance of its being right.

    A mention's score is the mean probability of its labels; the temperature with the least
    log loss over the mentions found is taken.
    """
    labels = HEADS["peyma"]
    mentions = [
        (rows[a:b], [labels.index(x) for x in guess[a:b]], (a, b, kind) in entities(s.labels))
        for rows, s in zip(logits, sentences, strict=True)
        for guess in [viterbi(rows, labels)]
        for a, b, kind in entities(guess)
    ]

    def cost(t: float) -> float:
        total = 0.0
        for rows, chosen, right in mentions:
            e = np.exp((rows - rows.max(1, keepdims=True)) / t)
            p = float((e / e.sum(1, keepdims=True))[range(len(chosen)), chosen].mean())
            total -= math.log(min(1.0, max(1e-6, p if right else 1 - p)))
        return total

    choices: list[float] = [0.5 + 0.05 * i for i in range(61)]
    best = min(choices, key=cost)
    return round(best, 2)


def speeds(path: Path, lines: Sequence[str], pieces: Pieces) -> dict[str, int]:
    """Words a second on raw news, windows of like length side by side.

    One core is timed in CPU seconds, which other work on the machine does not stretch; two are
    timed by the clock and should have no other work.
    """
    runs = sorted((window(read(x), pieces, "") for x in lines if x), key=lambda w: len(w.ids))
    words = sum(not u.inner for w in runs for u in w.units)
    ways = {
        "one core, a window at a time": (1, 1, time.process_time),
        "one core, batches of 16": (1, 16, time.process_time),
        "two cores, a window at a time on each (by the clock)": (2, 1, time.perf_counter),
    }
    model = onnx_model(path)
    return {
        name: round(words / best_time(model, batches_of(runs, size), threads, clock))
        for name, (threads, size, clock) in ways.items()
    }


def batches_of(runs: Sequence[Window], size: int) -> list[Sequence[Window]]:
    """Neighbours together."""
    return [runs[start : start + size] for start in range(0, len(runs), size)]


def best_time(
    model: Model,
    batches: Sequence[Sequence[Window]],
    threads: int,
    clock: Callable[[], float],
    rounds: int = 3,
) -> float:
    """The least of several times, in seconds."""
    times = []
    for _ in range(rounds):
        began = clock()
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(model, batches))
        times.append(clock() - began)
    return min(times)


if __name__ == "__main__":
    command(main)
