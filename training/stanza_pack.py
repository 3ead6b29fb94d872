"""Put what stanza trained into its folder layout: small, without paths, read with weights_only."""

import json
from pathlib import Path
from typing import Any

import torch

from .runtime import command, parser

KEPT = ("tokenize/perdt.pt", "mwt/perdt.pt")
RESOURCES = {
    "fa": {
        "lang_name": "Persian",
        "tokenize": {"perdt": {}},
        "mwt": {"perdt": {}},
        "pretrain": {"news": {}},
        "ner": {"peyma": {"dependencies": [{"model": "pretrain", "package": "news"}]}},
        "packages": {"default": {"tokenize": "perdt", "mwt": "perdt", "ner": "peyma"}},
    }
}
PLACES = ("_file", "_dir", "_name", "conll_gold")  # ends of settings that name files


def main(argv: list[str] | None = None) -> None:
    """Write <models>/fa/{tokenize,mwt,pretrain,ner}/*.pt and <models>/resources.json."""
    options = parser(__doc__)
    options.add_argument("--models", type=Path, default=Path("models/stanza"))
    args = options.parse_args(argv)
    source, home = args.work / "stanza", args.models / "fa"
    for name in KEPT:
        save(home / name, anonymous(loaded(source / name)))
    vectors, tagger = merged(
        loaded(source / "pretrain" / "news.pt"), loaded(source / "ner" / "peyma.pt")
    )
    save(home / "pretrain" / "news.pt", vectors)
    save(home / "ner" / "peyma.pt", anonymous(tagger))
    text = json.dumps(RESOURCES, indent=1)
    (args.models / "resources.json").write_text(text + "\n", encoding="utf-8")


def loaded(path: Path) -> dict[str, Any]:
    """A file of stanza; only tensors and plain values are read."""
    found: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    return found


def anonymous(model: dict[str, Any]) -> dict[str, Any]:
    """The model without the paths of the machine that trained it."""
    config = {k: None if k.endswith(PLACES) else v for k, v in model["config"].items()}
    return model | {"config": config}


def merged(vectors: dict[str, Any], tagger: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """Vectors with the changes that training made to them, and the tagger without these.

    stanza keeps a second table of changes for the words of the training text; added to the first
    it costs nothing.
    """
    rows = vectors["emb"].clone()
    index = vectors["vocab"]["_unit2id"]
    changes = tagger["model"].pop("delta_emb.weight")
    for place, word in enumerate(tagger["vocab"].pop("delta")["_id2unit"]):
        if word in index:
            rows[index[word]] += changes[place]
    for table in (tagger["vocab"], tagger["vocab"]["_key2class"]):
        table.pop("delta", None)
    tagger["config"] |= {"emb_finetune": False}
    return vectors | {"emb": rows}, tagger


def save(path: Path, content: dict[str, Any]) -> None:
    """Write with weights in 16 bits, which stanza makes 32 again when it loads them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tensors = content.get("model") or {}
    if isinstance(tensors, dict):
        content = content | {"model": {k: halved(v) for k, v in tensors.items()}}
    if "emb" in content:
        content = {"vocab": content["vocab"], "emb": halved(content["emb"])}
    torch.save(content, path, _use_new_zipfile_serialization=False)
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB")


def halved(value: Any) -> Any:
    """A tensor of floats in 16 bits; anything else as it is."""
    return value.half() if torch.is_tensor(value) and value.is_floating_point() else value


if __name__ == "__main__":
    command(main)
