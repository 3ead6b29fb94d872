"""The encoder and its heads in plain PyTorch, and reading the weights of a BERT-like folder."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from .corpora import MissingMaterialError

QKV = ("query", "key", "value")
BERT_NAMES = {  # the layers of a block, and what a BertModel calls them
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of an encoder."""

    vocabulary: int
    hidden: int
    layers: int
    heads: int
    ffn: int
    positions: int


class Block(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        d = shape.hidden
        self.heads = shape.heads
        self.qkv = nn.Linear(d, 3 * d)
        self.out = nn.Linear(d, d)
        self.norm1 = nn.LayerNorm(d, eps=1e-12)
        self.up = nn.Linear(d, shape.ffn)
        self.down = nn.Linear(shape.ffn, d)
        self.norm2 = nn.LayerNorm(d, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """States [batch, length, hidden] to states; mask is true where there is a piece."""
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(b, n, d))))
        # The tanh form costs half of the erf form on CPU and differs by less than int8 does.
        wide = functional.gelu(self.up(x), approximate="tanh")
        end: Tensor = self.norm2(x + self.drop(self.down(wide)))
        return end


class Tagger(nn.Module):
    """An encoder with one linear head per label set."""

    def __init__(self, shape: Shape, heads: Mapping[str, int], dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.word = nn.Embedding(shape.vocabulary, shape.hidden)
        self.place = nn.Embedding(shape.positions, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(Block(shape, dropout) for _ in range(shape.layers))
        self.heads = nn.ModuleDict({k: nn.Linear(shape.hidden, n) for k, n in heads.items()})

    def states(self, ids: Tensor) -> Tensor:
        """Piece ids [batch, length], padded with 1, to states [batch, length, hidden]."""
        mask = ids != 1
        x: Tensor = self.word(ids) + self.place.weight[: ids.shape[1]]
        x = self.drop(self.norm(x))
        for block in self.blocks:
            x = block(x, mask)
        return x

    def forward(self, ids: Tensor) -> tuple[Tensor, ...]:
        """Logits [batch, length, labels], one tensor per head in the order of the heads."""
        x = self.states(ids)
        return tuple(head(x) for head in self.heads.values())


def read_shape(folder: Path) -> Shape:
    """The sizes that a BERT-like folder's config.json states."""
    if not (folder / "config.json").exists():
        raise MissingMaterialError(f"{folder}: not an encoder folder (config.json is missing)")
    c = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return Shape(
        c["vocab_size"],
        c["hidden_size"],
        c["num_hidden_layers"],
        c["num_attention_heads"],
        c["intermediate_size"],
        c["max_position_embeddings"],
    )


def from_bert(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The weights of a Hugging Face BertModel under this module's names, as float32."""
    old = {name.removeprefix("bert."): w.float() for name, w in weights.items()}
    # There is one sentence type only, so its vector is a constant of every position.
    place = old["embeddings.position_embeddings.weight"]
    new = {
        "word.weight": old["embeddings.word_embeddings.weight"],
        "place.weight": place + old["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    count = 1 + max(int(n.split(".")[2]) for n in old if n.startswith("encoder.layer."))
    for i in range(count):
        new |= block_from_bert(old, i)
    return new


def block_from_bert(old: Mapping[str, Tensor], i: int) -> dict[str, Tensor]:
    """The weights of layer i under this module's names."""
    new: dict[str, Tensor] = {}
    for part in ("weight", "bias"):
        qkv = [old[f"encoder.layer.{i}.attention.self.{x}.{part}"] for x in QKV]
        new[f"blocks.{i}.qkv.{part}"] = torch.cat(qkv)
        for ours, theirs in BERT_NAMES.items():
            new[f"blocks.{i}.{ours}.{part}"] = old[f"encoder.layer.{i}.{theirs}.{part}"]
    return new


def block_to_bert(weights: Mapping[str, Tensor], i: int) -> dict[str, Tensor]:
    """The weights of layer i under the names of a Hugging Face BertModel."""
    old: dict[str, Tensor] = {}
    for part in ("weight", "bias"):
        qkv = weights[f"blocks.{i}.qkv.{part}"].chunk(3)
        for name, w in zip(QKV, qkv, strict=True):
            old[f"encoder.layer.{i}.attention.self.{name}.{part}"] = w
        for ours, theirs in BERT_NAMES.items():
            old[f"encoder.layer.{i}.{theirs}.{part}"] = weights[f"blocks.{i}.{ours}.{part}"]
    return old


def cut(weights: Mapping[str, Tensor], layers: Sequence[int], positions: int) -> dict[str, Tensor]:
    """The weights of a shallower encoder: these layers in this order, fewer positions."""
    new = {n: w for n, w in weights.items() if not n.startswith("blocks.")}
    new["place.weight"] = weights["place.weight"][:positions].clone()
    for target, source in enumerate(layers):
        before = f"blocks.{source}."
        for name, w in weights.items():
            if name.startswith(before):
                new[f"blocks.{target}.{name.removeprefix(before)}"] = w
    return new


def save_tagger(tagger: Tagger, folder: Path, state: Mapping[str, Tensor] | None = None) -> None:
    """Write weights and sizes of a tagger; no pickle."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {k: v.contiguous().clone() for k, v in (state or tagger.state_dict()).items()}
    save_file(weights, folder / "tagger.safetensors")
    facts = asdict(tagger.shape) | {"outputs": {k: h.out_features for k, h in tagger.heads.items()}}
    (folder / "tagger.json").write_text(json.dumps(facts, indent=1), encoding="utf-8")


def load_tagger(folder: Path, dropout: float = 0.0) -> Tagger:
    """Read what save_tagger wrote."""
    if not (folder / "tagger.json").exists():
        raise MissingMaterialError(f"{folder}: no tagger there; run the step that trains it")
    facts = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
    heads = facts.pop("outputs")
    tagger = Tagger(Shape(**facts), heads, dropout)
    tagger.load_state_dict(load_file(folder / "tagger.safetensors"))
    return tagger


def new_tagger(
    encoder: Path,
    heads: Mapping[str, int],
    layers: Sequence[int] | None,
    positions: int,
    dropout: float,
) -> Tagger:
    """A tagger whose encoder starts from a BERT-like folder (all its layers, or those named)."""
    full = read_shape(encoder)
    chosen = tuple(layers) if layers is not None else tuple(range(full.layers))
    shape = Shape(
        full.vocabulary,
        full.hidden,
        len(chosen),
        full.heads,
        full.ffn,
        min(positions, full.positions),
    )
    tagger = Tagger(shape, heads, dropout)
    start = cut(from_bert(load_file(encoder / "model.safetensors")), chosen, shape.positions)
    found = tagger.load_state_dict(start, strict=False)
    if missing := [n for n in found.missing_keys if not n.startswith("heads.")]:
        raise MissingMaterialError(f"{encoder}: model.safetensors lacks {missing[:3]}")
    return tagger
