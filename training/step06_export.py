"""Step 6: write a tagger as a float32 ONNX graph and check it against PyTorch."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch

from .graph import Floats, build
from .network import Tagger, load_tagger
from .runtime import command, parser, prepared

OUTPUTS = {"logits": "peyma", "social": "parstwiner"}
TOLERANCE = 0.05  # logits; PyTorch computes GELU by its tanh form, the graph exactly


def main(argv: list[str] | None = None) -> None:
    """Write <work>/<name>/float.onnx."""
    options = parser(__doc__)
    options.add_argument("--name", default="student", help="the tagger's folder under --work")
    args = options.parse_args(argv)
    prepared(args)
    tagger = load_tagger(args.work / args.name).eval()
    path = args.work / args.name / "float.onnx"
    onnx.save(build(arrays(tagger), tagger.shape, OUTPUTS), path)
    worst = difference(path, tagger)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, largest difference {worst:.5f}")
    if worst > TOLERANCE:
        raise SystemExit("the exported graph does not compute what the tagger computes")


def arrays(tagger: Tagger) -> dict[str, Floats]:
    """The weights as numpy arrays."""
    return {k: v.detach().float().cpu().numpy() for k, v in tagger.state_dict().items()}


def difference(path: Path, tagger: Tagger) -> float:
    """The largest difference of logits on padded random pieces."""
    ids = np.random.default_rng(1).integers(4, tagger.shape.vocabulary, (3, 40))
    ids[1, 30:] = ids[2, 7:] = 1
    session = ort.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    found = session.run(list(OUTPUTS), {"input_ids": ids})
    with torch.inference_mode():
        wanted = tagger(torch.from_numpy(ids))
    real = ids != 1
    return max(
        float(np.abs(f[real] - w.numpy()[real]).max()) for f, w in zip(found, wanted, strict=True)
    )


if __name__ == "__main__":
    command(main)
