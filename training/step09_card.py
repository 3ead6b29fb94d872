"""Step 9: put a model into its folder with tokenizer, digests, scores and limits."""

import json
import shutil
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from .corpora import HEADS
from .runtime import ENCODER, command, folder, parser
from .step06_export import OUTPUTS

DECODE = {
    "folding": "Arabic letters and digits to Persian ones, diacritics and tatweel removed",
    "pieces": "each word is encoded on its own with a leading word mark; a half-space inside a "
    "token parts words; <s> and </s> enclose the window",
    "label": "read at the first piece of a token's first word",
    "transitions": "BIO-constrained Viterbi: I-X only after B-X or I-X",
    "window": "several consecutive sentences up to max_pieces; longer ones overlap",
}
LICENCES = {
    "PEYMA train": "MIT, as published in the ParsTwiNER repository",
    "ParsTwiNER train": "MIT",
    "encoder": "multilingual-e5-small (MIT), pruned to Persian, adapted to Persian news",
    "raw news": "read for soft labels and the scales of int8; the files hold no text of it",
    "not used": "ARMAN (research use only) is for evaluation alone",
}
LIMITS = (
    "News prose in Iranian Persian; informal text and other genres are read less well.",
    "PEYMA's labels hold mistakes (wire footers, ranks as organisations); some were learned.",
    "Titles are outside a person's name, offices are not organisations, as in PEYMA.",
    "An organisation may swallow a place or a person that follows it without a comma.",
)


def main(argv: list[str] | None = None) -> None:
    """Write <models>/<name>/{model.onnx,tokenizer.json,card.json,README.md}."""
    options = parser(__doc__)
    options.add_argument("--encoder", help="folder with tokenizer.json")
    options.add_argument("--from", dest="source", default="student", help="folder under --work")
    options.add_argument("--name", default="fast", help="what the library calls the model")
    options.add_argument("--models", type=Path, default=Path("models/ner"))
    options.add_argument("--story", required=True, help="one sentence: how it was made")
    args = options.parse_args(argv)
    source, home = args.work / args.source, args.models / args.name
    home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source / "model.onnx", home / "model.onnx")
    shutil.copyfile(folder(args, ENCODER) / "tokenizer.json", home / "tokenizer.json")
    facts = json.loads((source / "tagger.json").read_text(encoding="utf-8"))
    scores = json.loads((source / "scores.json").read_text(encoding="utf-8"))
    made = card(args.name, home, facts, scores, args.story)
    text = json.dumps(made, ensure_ascii=False, indent=1)
    (home / "card.json").write_text(text + "\n", encoding="utf-8")
    (home / "README.md").write_text(readable(made), encoding="utf-8")
    print(text)


def card(
    name: str, home: Path, facts: dict[str, Any], scores: dict[str, Any], story: str
) -> dict[str, Any]:
    """Everything about a model that programs or people ask."""
    files = ("model.onnx", "tokenizer.json")
    f1 = {k: v for k, v in scores.items() if "/" in k}
    return {
        "schema": "persian-news-ie-ner/1",
        "name": name,
        "date": datetime.now(UTC).date().isoformat(),
        "made": story,
        "labels": list(HEADS[OUTPUTS["logits"]]),
        "sha256": {f: sha256((home / f).read_bytes()).hexdigest() for f in files},
        "bytes": {f: (home / f).stat().st_size for f in files},
        "max_pieces": 192,
        "special": {"bos": 0, "pad": 1, "eos": 2, "unk": 3},
        "input": "input_ids",
        "output": "logits",
        "more_outputs": {o: list(HEADS[h]) for o, h in OUTPUTS.items() if o != "logits"},
        "quantized": "int8, fixed scales: results do not depend on the batch",
        "temperature": scores["temperature"],
        "decode": DECODE,
        "architecture": {k: v for k, v in facts.items() if k != "outputs"},
        "strict_f1": f1,
        "words_per_second": scores["words_per_second"],
        "licences": LICENCES,
        "licence": "MIT",
        "limits": list(LIMITS),
    }


def readable(made: dict[str, Any]) -> str:
    """The card in Markdown."""
    shape = made["architecture"]
    size = made["bytes"]["model.onnx"] / 1e6
    lines = [
        f"# `{made['name']}`: named entities in Persian news",
        "",
        f"{shape['layers']} layers of {shape['hidden']}, int8, {size:.1f} MB; {made['date']}. "
        f"{made['made']}",
        "",
        "Labels: BIO over PER LOC ORG DAT TIM MON PCT, in the order of `card.json`. "
        "Input `input_ids`, output `logits` [batch, length, labels], read at first pieces. "
        f"A second output, `{next(iter(made['more_outputs']), '')}`, has ParsTwiNER's labels.",
        "",
        "## Strict entity-level F1",
        *score_table(made["strict_f1"]),
        "",
        "## Speed",
        *(f"- {n}: {v:,} words/s" for n, v in made["words_per_second"].items()),
        "",
        f"Scores are softmax values at temperature {made['temperature']}, fitted on PEYMA dev.",
        "",
        "## Data and licences",
        *(f"- {what}: {terms}" for what, terms in made["licences"].items()),
        "",
        "## Limits",
        *(f"- {limit}" for limit in made["limits"]),
    ]
    return "\n".join(lines) + "\n"


def score_table(f1: dict[str, dict[str, float]]) -> list[str]:
    """Rows of all scores: model file, data, conditions, then F1 in all and per kind."""
    kinds = ("all", "PER", "LOC", "ORG", "DAT", "TIM", "MON", "PCT")
    rows = ["| file | data | half-spaces | window | " + " | ".join(kinds) + " |"]
    rows.append("|-" * (4 + len(kinds)) + "|")
    for key, scores in f1.items():
        cells = [
            *key.replace("half-spaces ", "").split("/"),
            *(str(scores.get(k, "")) for k in kinds),
        ]
        rows.append("| " + " | ".join(cells) + " |")
    return rows


if __name__ == "__main__":
    command(main)
