"""Score the packed stanza models on the treebanks and PEYMA, and write their card."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from .corpora import Sentence, load_sentences
from .runtime import command, folder, parser, prepared
from .scores import Score, strict
from .stanza_names import written
from .stanza_tokenizer import TOGETHER, TREEBANK
from .stanza_treebank import Tokens, conllu_sentences
from .text import HALF_SPACE

KINDS: Final = ("all", "PER", "LOC", "ORG", "DAT", "TIM", "MON", "PCT")
TEMPLATE: Final = Path(__file__).with_suffix(".md")
UNITS: Final = ("tokens", "sentences", "words", "multi-word tokens")


def main(argv: list[str] | None = None) -> None:
    """Write <models>/README.md."""
    options = parser(__doc__)
    options.add_argument("--treebank", help="folder with the development and test sets")
    options.add_argument("--models", type=Path, default=Path("models/stanza"))
    args = options.parse_args(argv)
    prepared(args)
    text = TEMPLATE.read_text(encoding="utf-8").format(
        date=datetime.now(UTC).date().isoformat(),
        files="\n".join(files(args.models)),
        units="\n".join(unit_rows(folder(args, TREEBANK), args.models)),
        names="\n".join(name_rows(args.work, args.models)),
    )
    (args.models / "README.md").write_text(text, encoding="utf-8")
    print(text)


def files(home: Path) -> Iterator[str]:
    """A row for each file: its size and its digest."""
    for path in sorted(home.rglob("*.pt")):
        content = path.read_bytes()
        size = f"{len(content) / 1e6:.2f}"
        yield f"| `{path.relative_to(home)}` | {size} | `{sha256(content).hexdigest()}` |"


def pipeline(home: Path, processors: str, **options: Any) -> Any:
    """A stanza pipeline from the packed models, on the CPU."""
    import stanza

    return stanza.Pipeline(
        "fa",
        dir=str(home),
        processors=processors,
        download_method=None,
        verbose=False,
        use_gpu=False,
        **options,
    )


def unit_rows(treebank: Path, home: Path) -> Iterator[str]:
    """F1 of exact character ranges, for each part of each treebank."""
    nlp = pipeline(home, "tokenize")
    for name in ("perdt", "seraji"):
        for split in ("dev", "test"):
            path = treebank / f"fa_{name}-ud-{split}.conllu"
            sentences = [tokens for _, tokens in conllu_sentences(path)]
            totals = {unit: [0, 0, 0] for unit in UNITS}
            for start in range(0, len(sentences), TOGETHER):
                count(totals, nlp, sentences[start : start + TOGETHER])
            found = " | ".join(f"{100 * Score(*totals[unit]).f1:.2f}" for unit in UNITS)
            yield f"| {name} {split} | {found} |"


def count(totals: dict[str, list[int]], nlp: Any, paragraph: Sequence[Tokens]) -> None:
    """Add the right, the found and the wanted ranges of one paragraph."""
    text, wanted = expected(paragraph)
    found = predicted(nlp(text))
    for unit in UNITS:
        both = len(found[unit] & wanted[unit])
        for i, number in enumerate((both, len(found[unit]), len(wanted[unit]))):
            totals[unit][i] += number


def expected(paragraph: Sequence[Tokens]) -> tuple[str, dict[str, set[Any]]]:
    """The text of a paragraph and the ranges of its units."""
    text = ""
    found: dict[str, set[Any]] = {unit: set() for unit in UNITS}
    for sentence in paragraph:
        first = len(text)
        for token in sentence:
            add(found, len(text), token.text, token.words)
            text += token.text + " " * token.spaced
        text = text.rstrip()
        found["sentences"].add((first, len(text)))
        text += " "
    return text.rstrip(), found


def add(found: dict[str, set[Any]], start: int, text: str, words: Sequence[str]) -> None:
    """Add a token and its words."""
    found["tokens"].add((start, start + len(text)))
    found["words"].update((start, i, word) for i, word in enumerate(words))
    if len(words) > 1:
        found["multi-word tokens"].add((start, start + len(text)))


def predicted(doc: Any) -> dict[str, set[Any]]:
    """The ranges of what stanza found."""
    found: dict[str, set[Any]] = {unit: set() for unit in UNITS}
    for sentence in doc.sentences:
        ends = sentence.tokens[0].start_char, sentence.tokens[-1].end_char
        found["sentences"].add(ends)
        for token in sentence.tokens:
            add(found, token.start_char, token.text, [word.text for word in token.words])
    return found


def name_rows(work: Path, home: Path) -> Iterator[str]:
    """Strict F1 on PEYMA's own tokens, with and without their half-spaces."""
    nlp = pipeline(home, "tokenize,ner", tokenize_pretokenized=True)
    for split in ("dev", "test"):
        gold = [written(s) for s in load_sentences(work / f"peyma.{split}.jsonl")]
        bare = [Sentence(tuple(map(without, s.tokens)), s.labels) for s in gold]
        for how, sentences in (("kept", gold), ("removed", bare)):
            doc = nlp([list(s.tokens) for s in sentences])
            tags = [[two_letters(t.ner) for t in s.tokens] for s in doc.sentences]
            scores = strict([(s.labels, t) for s, t in zip(sentences, tags, strict=True)])
            found = " | ".join(f"{100 * scores[kind].f1:.2f}" for kind in KINDS)
            yield f"| {split} | {how} | {found} |"


def without(word: str) -> str:
    """The word without half-spaces."""
    return word.replace(HALF_SPACE, "") or word


def two_letters(tag: str) -> str:
    """BIOES as BIO."""
    return {"S": "B", "E": "I"}.get(tag[0], tag[0]) + tag[1:]


if __name__ == "__main__":
    command(main)
