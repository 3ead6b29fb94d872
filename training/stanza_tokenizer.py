"""Train stanza's tokenizer and its expander of multi-word tokens on a Persian treebank."""

import random
from pathlib import Path

from .runtime import command, folder, parser, prepared
from .stanza_noise import paragraphs
from .stanza_treebank import (
    conllu,
    conllu_sentences,
    train_sentences,
    write_labelled,
    write_several,
)

TREEBANK = ("treebank", "PERSIAN_NEWS_IE_TREEBANK", "the folder of the treebank")
PASSES = 2  # over the treebank, each typed in other ways
TOGETHER = 5  # development sentences in a paragraph


def main(argv: list[str] | None = None) -> None:
    """Write <work>/stanza/tokenize and <work>/stanza/mwt: data, checkpoints and logs of stanza."""
    options = parser(__doc__)
    options.add_argument("--treebank", help="folder with PerDT's text, words and development set")
    options.add_argument("--steps", type=int, default=300)
    args = options.parse_args(argv)
    prepared(args)
    place = args.work / "stanza" / "tokenize"
    place.mkdir(parents=True, exist_ok=True)
    write_data(folder(args, TREEBANK), place, random.Random(args.seed))
    common = ["--lang", "fa", "--shorthand", "fa_perdt", "--seed", str(args.seed)]
    common += ["--device", args.device]
    train_tokenizer(place, [*common, "--steps", str(args.steps)])
    train_expander(place, args.work / "stanza" / "mwt", common)


def write_data(treebank: Path, place: Path, rng: random.Random) -> None:
    """The treebank as stanza's trainers read it."""
    train = train_sentences(treebank)
    dev = [tokens for _, tokens in conllu_sentences(treebank / "fa_perdt-ud-dev.conllu")]
    typed = [paragraph for _ in range(PASSES) for paragraph in paragraphs(train, rng)]
    write_labelled(place / "train", typed)
    write_labelled(place / "dev", [dev[i : i + TOGETHER] for i in range(0, len(dev), TOGETHER)])
    write_several(place / "several.json", train)
    (place / "train.conllu").write_text(conllu(train), encoding="utf-8")
    (place / "dev.conllu").write_text(conllu(dev), encoding="utf-8")
    print(f"{len(train)} sentences to train on, {len(dev)} to develop with")


def train_tokenizer(place: Path, common: list[str]) -> None:
    """stanza's own trainer; the best checkpoint on the development set stays."""
    from stanza.models.tokenizer import main as train

    files = {"txt": "train.txt", "label": "train.toklabels", "mwt_json": "several.json"}
    files |= {"dev_txt": "dev.txt", "dev_label": "dev.toklabels", "conll": "predicted.conllu"}
    given = [part for k, v in files.items() for part in (f"--{k}_file", str(place / v))]
    given += ["--dev_conll_gold", str(place / "dev.conllu"), "--save_dir", str(place)]
    given += ["--save_name", "perdt.pt", "--max_seqlen", "200", "--hidden_dim", "96"]
    if (place / "perdt.pt").exists():
        given += ["--load_name", "perdt.pt"]
    given += ["--unit_dropout", "0.1", "--dropout", "0.25", "--last_char_move_prob", "0.05"]
    given += ["--lr0", "3e-3", "--batch_size", "64", "--comma_glue_prob", "0.03"]
    train([*common, *given, "--report_steps", "50", "--eval_steps", "100"])


def train_expander(tokens: Path, place: Path, common: list[str]) -> None:
    """stanza's own trainer again: where a multi-word token is divided into its words."""
    from stanza.models.mwt_expander import main as train

    train_file, dev_file = str(tokens / "train.conllu"), str(tokens / "dev.conllu")
    given = ["--train_file", train_file, "--eval_file", dev_file, "--gold_file", dev_file]
    given += ["--save_dir", str(place)]
    given += ["--save_name", "perdt.pt", "--hidden_dim", "48", "--emb_dim", "24"]
    train([*common, *given, "--num_epoch", "6"])


if __name__ == "__main__":
    command(main)
