"""An exported model behind the same face as a PyTorch tagger."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime as ort

from .judge import Model
from .scores import Floats
from .windows import Window, batch


def onnx_model(path: Path, outputs: Sequence[str] = ()) -> Model:
    """The logits of some outputs (all by default), side by side, at the first pieces."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    wanted = list(outputs) or [o.name for o in session.get_outputs()]

    def logits(windows: Sequence[Window]) -> list[Floats]:
        longest = max(len(w.ids) for w in windows)
        ids = batch(windows, full=False).ids[:, :longest]
        rows = np.concatenate(session.run(wanted, {"input_ids": ids}), axis=-1)
        return [rows[i, list(w.firsts)] for i, w in enumerate(windows)]

    return logits
