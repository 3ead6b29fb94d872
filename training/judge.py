"""What a model says about whole sentences, and how right it is."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from .corpora import HEADS, Sentence
from .noise import Unit, joined
from .scores import Floats, Score, strict, viterbi
from .text import units
from .windows import Pieces, Window, batch, fitted, window

Model = Callable[[Sequence[Window]], list[Floats]]


def text_units(sentence: Sentence, half_spaces: str) -> list[Unit]:
    """The units of a sentence; targets count tokens, -1 stands for the parts after the first."""
    found = []
    for i, token in enumerate(sentence.tokens):
        for j, part in enumerate(units(token)):
            found.append(Unit(part, i if j == 0 else -1, j > 0))
    return joined(found, lambda i: found[i].inner) if half_spaces == "removed" else found


def windows_of(
    sentences: Sequence[Sentence],
    pieces: Pieces,
    half_spaces: str,
    together: int,
    limit: int = 192,
) -> list[list[Window]]:
    """For each group of `together` sentences its windows; tokens are numbered in the group."""
    groups = []
    for start in range(0, len(sentences), together):
        held, offset = [], 0
        for s in sentences[start : start + together]:
            held += [shifted(u, offset) for u in text_units(s, half_spaces)]
            offset += len(s.tokens)
        groups.append([window(run, pieces, "") for run in fitted(held, pieces, limit)])
    return groups


def shifted(unit: Unit, offset: int) -> Unit:
    """The unit with its token's number counted from further back."""
    return replace(unit, target=unit.target + offset) if unit.target != -1 else unit


def torch_model(
    tagger: Callable[[Tensor], tuple[Tensor, ...]], head: int, device: torch.device
) -> Model:
    """The logits of a PyTorch tagger's head at the first pieces of each window."""

    @torch.inference_mode()
    def logits(windows: Sequence[Window]) -> list[Floats]:
        item = batch(windows, full=False)
        with torch.autocast(device.type, torch.bfloat16):
            out: Tensor = tagger(torch.from_numpy(item.ids).to(device))[head]
        rows = out.float().cpu().numpy()
        return [rows[i, list(w.firsts)] for i, w in enumerate(windows)]

    return logits


def predicted(
    model: Model,
    sentences: Sequence[Sentence],
    pieces: Pieces,
    *,
    half_spaces: str = "kept",
    together: int = 1,
    size: int = 16,
) -> list[Floats]:
    """Logits [tokens, labels] of each sentence, computed in batches of like length."""
    groups = windows_of(sentences, pieces, half_spaces, together)
    flat = [(g, w) for g, windows in enumerate(groups) for w in windows]
    tokens = [
        sum(len(s.tokens) for s in sentences[i : i + together])
        for i in range(0, len(sentences), together)
    ]
    out: list[Floats | None] = [None] * len(tokens)
    order = sorted(flat, key=lambda x: len(x[1].ids))
    for start in range(0, len(order), size):
        part = order[start : start + size]
        for (g, w), logits in zip(part, model([w for _, w in part]), strict=True):
            rows = out[g]
            if rows is None:
                rows = out[g] = np.zeros((tokens[g], logits.shape[1]), dtype=np.float32)
            for unit, row in zip(w.units, logits, strict=True):
                if unit.target != -1:
                    rows[unit.target] = row
    return split(out, sentences, together)


def split(
    groups: Sequence[Floats | None], sentences: Sequence[Sentence], together: int
) -> list[Floats]:
    """Logits of groups cut back into those of their sentences."""
    found = []
    for g, rows in enumerate(groups):
        start = 0
        for s in sentences[g * together : (g + 1) * together]:
            assert rows is not None
            found.append(rows[start : start + len(s.tokens)])
            start += len(s.tokens)
    return found


def judged(logits: Sequence[Floats], sentences: Sequence[Sentence], head: str) -> dict[str, Score]:
    """Strict scores per kind of logits against the gold."""
    labels = HEADS[head]
    guesses = (viterbi(rows, labels) for rows in logits)
    return strict((s.labels, g) for s, g in zip(sentences, guesses, strict=True))
