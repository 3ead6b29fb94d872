"""Step 3: fine-tune all layers of the encoder on the annotated corpora."""

import random
from collections.abc import Iterable

from .corpora import HEADS, load_sentences
from .fit import NOISY, add_schedule, fit, planned
from .gold import mixed
from .network import new_tagger
from .runtime import ENCODER, LEXICONS, command, folder, parser, prepared
from .swaps import read_names
from .windows import Batch, Pieces, batched


def main(argv: list[str] | None = None) -> None:
    """Write <work>/<name>/tagger.safetensors, averaged over the last checkpoints."""
    options = parser(__doc__)
    options.add_argument(
        "--encoder", help="folder with config.json, model.safetensors, tokenizer.json"
    )
    options.add_argument("--lexicons", help="folder with given_names.tsv, surnames.tsv, places")
    options.add_argument("--name", default="teacher")
    options.add_argument("--steps", type=int, default=1200)
    add_schedule(options, rate=3e-4, every=100)
    args = options.parse_args(argv)
    device = prepared(args)
    encoder = folder(args, ENCODER)
    pieces, names = Pieces(encoder / "tokenizer.json"), read_names(folder(args, LEXICONS))
    corpora = {head: load_sentences(args.work / f"{head}.train.jsonl") for head in HEADS}

    def epoch(rng: random.Random) -> Iterable[Batch]:
        return batched(mixed(corpora, names, pieces, rng), rng)

    sizes = {head: len(labels) for head, labels in HEADS.items()}
    tagger = new_tagger(encoder, sizes, None, 512, dropout=0.1).to(device)
    plan = planned(args, layer_decay=0.9, head_factor=5.0, weights=NOISY)
    fit(tagger, epoch, plan, args, pieces)


if __name__ == "__main__":
    command(main)
