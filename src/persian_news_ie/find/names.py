"""Names of people, places and organisations by a small neural tagger (ONNX, on the CPU)."""

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import accumulate, takewhile
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document, Mention
from persian_news_ie.find.decode import Scores, Tagset
from persian_news_ie.find.models import LABELS, Card, folder, read_card, read_file
from persian_news_ie.text.normalize import ZWNJ

KNOWN_WORDS: Final = 1 << 17  # words whose pieces are remembered; some 20 MB when full
LONGEST_WORD: Final = 48  # characters of one "word" that the tagger gets to see
OVERLAP: Final = 48  # pieces that two windows over one long sentence share
FIRST_LETTER: Final = "\u0620"
LAST_LETTER: Final = "\u06d3"

Pieces = Sequence[tuple[int, ...]]


class Window(NamedTuple):
    """Tokens of a document that are read together; labels are taken of `tokens[keep]`."""

    doc: int
    tokens: Sequence[int]
    keep: slice


class Names:
    """A tagger, loaded: `run` is the stage `names`.

    Each window is read on its own, so a name never depends on what else is in the batch, whatever
    model it is (int8 models with scales of their own would share them in a batch); on a CPU that is
    also the faster way. Several windows are read at once, one to a thread.
    """

    def __init__(self, card: Card, session: Any, tokenizer: Any, threads: int) -> None:
        self.card = card
        self.threads = threads
        self.tags = Tagset.of(card.labels)
        self._session = session
        self._tokenizer = tokenizer
        self._pieces = lru_cache(maxsize=KNOWN_WORDS)(self._encode)

    @classmethod
    def load(cls, model: str | Path = "accurate", threads: int | None = None) -> "Names":
        """A tagger by name, or from a folder with model.onnx, tokenizer.json and card.json.

        `threads` is how many windows are read at once (default: the CPUs this process may use).
        Raises ModelError (an InputError) for a file that is missing, altered or of another kind.
        """
        home = folder(model)
        card = read_card(home)
        session = _session(read_file(home, "model.onnx", card))
        tokenizer = _tokenizer(read_file(home, "tokenizer.json", card))
        return cls(card, session, tokenizer, threads or _cpus())

    def run(self, docs: Sequence[Document]) -> Iterator[tuple[Mention, ...]]:
        """The named people, places and organisations of each document, as candidates."""
        for doc, table in zip(docs, self.scores(docs), strict=True):
            yield tuple(self._mentions(doc, table))

    def scores(self, docs: Sequence[Document]) -> list[Scores]:
        """The scores [tokens, labels] of each document, before any decoding."""
        pieces = [[self._pieces(norm) for norm in doc.tokens.norms] for doc in docs]
        windows = [
            window
            for i, doc in enumerate(docs)
            for window in self._windows(i, readable(doc), pieces[i])
        ]
        tables = [self._blank(len(doc.tokens)) for doc in docs]
        for window, scores in zip(windows, self._read_all(windows, pieces), strict=True):
            tables[window.doc][window.tokens[window.keep]] = scores[window.keep]
        return tables

    def _mentions(self, doc: Document, table: Scores) -> Iterator[Mention]:
        by = f"model:{self.card.name}"
        for at, kind, score in self.tags.spans(table, doc.sentences, self.card.temperature):
            if kind in LABELS:
                yield doc.mention(LABELS[kind], at, by, score=score)

    def _blank(self, rows: int) -> Scores:
        """Scores that say O, for tokens that no window holds."""
        table = np.full((rows, len(self.card.labels)), -20, dtype=np.float32)
        table[:, 0] = 0
        return table

    def _encode(self, norm: str) -> tuple[int, ...]:
        """The pieces of a token; its parts, as half-spaces divide it, are encoded on their own."""
        parts = norm[:LONGEST_WORD].replace(ZWNJ, " ").split()
        found = self._tokenizer.encode_batch(parts, add_special_tokens=False)
        return tuple(i for part in found for i in part.ids) or (self.card.special.unk,)

    def _windows(self, doc: int, texts: Iterable[Span], pieces: Pieces) -> Iterator[Window]:
        """Consecutive sentences as long as they fit; a longer sentence in overlapping windows."""
        limit = self.card.max_pieces - 2
        held: list[int] = []
        size = 0
        for text in texts:
            lengths = [len(p) for p in pieces[slice(*text)]]
            need = sum(lengths)
            if held and size + need > limit:
                yield Window(doc, held, slice(0, len(held)))
                held, size = [], 0
            if need > limit:
                for read, keep in overlapping(lengths, limit):
                    yield Window(doc, range(*text)[slice(*read)], slice(*keep))
            else:
                held, size = [*held, *range(*text)], size + need
        if held:
            yield Window(doc, held, slice(0, len(held)))

    def _read_all(self, windows: Sequence[Window], pieces: Sequence[Pieces]) -> Iterator[Scores]:
        inputs = [[pieces[w.doc][i] for i in w.tokens] for w in windows]
        if self.threads == 1 or len(windows) < 2:
            yield from map(self._read, inputs)
            return
        with ThreadPoolExecutor(self.threads) as pool:
            yield from pool.map(self._read, inputs)

    def _read(self, words: Pieces) -> Scores:
        """The scores [words, labels] of one window, at the first piece of each word."""
        special = self.card.special
        ids = [special.bos, *(i for word in words for i in word), special.eos]
        firsts = list(accumulate(map(len, words), initial=1))[:-1]
        feed = {self.card.input: np.array([ids], dtype=np.int64)}
        logits: NDArray[np.float32] = self._session.run([self.card.output], feed)[0]
        return logits[0, firsts]


def readable(doc: Document) -> Iterator[Span]:
    """The parts of sentences outside page furniture that hold Persian, as token ranges."""
    norms, skipped = doc.tokens.norms, _skipped(doc)
    ends = [skip.stop for skip in skipped]
    for sentence in doc.sentences:
        later = map(skipped.__getitem__, range(bisect_right(ends, sentence.start), len(skipped)))
        near = takewhile(sentence.overlaps, later)
        for part in _outside(sentence, near):
            if any(FIRST_LETTER <= norm[0] <= LAST_LETTER for norm in norms[slice(*part)]):
                yield part


def _skipped(doc: Document) -> list[Span]:
    """Page furniture in tokens, in order."""
    starts, origin = doc.tokens.starts, doc.view.starts.__getitem__
    ranges = (
        Span(bisect_left(starts, f.start, key=origin), bisect_left(starts, f.stop, key=origin))
        for f in doc.article.furniture
    )
    return sorted(r for r in ranges if r.start < r.stop)


def _outside(sentence: Span, skipped: Iterable[Span]) -> Iterator[Span]:
    """What remains of a range without others that overlap it."""
    at = sentence.start
    for skip in skipped:
        if at < skip.start:
            yield Span(at, skip.start)
        at = max(at, skip.stop)
    if at < sentence.stop:
        yield Span(at, sentence.stop)


def overlapping(lengths: Sequence[int], limit: int) -> Iterator[tuple[Span, Span]]:
    """Windows over a long sentence as (words to read, of those: words to keep).

    Neighbours share OVERLAP pieces and meet in the middle of them; every word is kept once.
    """
    sums = list(accumulate(lengths, initial=0))
    total, start, kept = len(lengths), 0, 0
    while True:
        stop = min(total, bisect_right(sums, sums[start] + limit) - 1)
        if stop == total:
            yield Span(start, stop), Span(kept - start, stop - start)
            return
        back = max(start + 1, bisect_left(sums, sums[stop] - OVERLAP))
        middle = (back + stop) // 2
        yield Span(start, stop), Span(kept - start, middle - start)
        start, kept = back, middle


def _cpus() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _session(model: bytes) -> Any:
    """An onnxruntime session with one thread of its own: windows are what runs side by side."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _tokenizer(content: bytes) -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_str(content.decode("utf-8"))
