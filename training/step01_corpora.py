"""Step 1: read the annotated corpora and write them as JSON lines with repaired labels."""

from collections import Counter

from .corpora import SPLITS, read_conll, save_sentences
from .runtime import CORPORA, command, folder, parser

CORPORA_READ = ("peyma", "parstwiner")


def main(argv: list[str] | None = None) -> None:
    """Write <work>/<corpus>.<split>.jsonl from <corpora>/ner/<corpus>.<split>.conll."""
    options = parser(__doc__)
    options.add_argument("--corpora", help="folder with ner/*.conll and text/*.txt[.xz]")
    args = options.parse_args(argv)
    source = folder(args, CORPORA) / "ner"
    for name in CORPORA_READ:
        for split in SPLITS:
            sentences = read_conll(source / f"{name}.{split}.conll")
            save_sentences(args.work / f"{name}.{split}.jsonl", sentences)
            kinds = Counter(x[2:] for s in sentences for x in s.labels if x.startswith("B-"))
            print(f"{name}.{split}: {len(sentences)} sentences, {dict(kinds)}")


if __name__ == "__main__":
    command(main)
