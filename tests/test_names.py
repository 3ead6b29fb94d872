"""The tagger: windows, decoding, the same names whatever is read beside them, refused models."""

import json
import shutil
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from persian_news_ie.aligned import Span
from persian_news_ie.article import read_article
from persian_news_ie.document import Document
from persian_news_ie.errors import InputError
from persian_news_ie.find.decode import Tagset
from persian_news_ie.find.models import ModelError, folder
from persian_news_ie.find.names import Names, overlapping
from persian_news_ie.text import builtin
from persian_news_ie.text.normalize import fold

LABELS = ("O", "B-LOC", "I-LOC", "B-PER", "I-PER")
TAGS = Tagset.of(LABELS)

VISIT = "مریم کاظمی‌نیا، استاندار کرمانشاه، روز گذشته به سلیمانیه سفر کرد."
CALL = "به گزارش ایسنا، سردار بهروز دانشور با وزارت نیرو گفت‌وگو کرد."
PLAIN = "هوا در روزهای آینده سردتر می‌شود و بارش‌ها ادامه دارد."


@pytest.fixture(scope="module")
def names() -> Names:
    return Names.load("accurate", threads=2)


def document(text: str) -> Document:
    view = fold(text)
    tokens = builtin.tokenize(view.text)
    sentences = builtin.sentences(view.text, tokens)
    return Document(read_article(text), view, tokens=tokens, sentences=sentences)


def found(names: Names, *texts: str) -> list[list[tuple[str, str]]]:
    return [[(m.label, m.text) for m in one] for one in names.run([*map(document, texts)])]


@pytest.mark.parametrize(
    "text, expected",
    [
        (VISIT, [("PERSON", "مریم کاظمی‌نیا"), ("PLACE", "کرمانشاه"), ("PLACE", "سلیمانیه")]),
        (CALL, [("ORG", "ایسنا"), ("PERSON", "بهروز دانشور"), ("ORG", "وزارت نیرو")]),
        (PLAIN, []),
        ("", []),
        ("No Persian at all, only London.", []),
    ],
)
def test_names_of_a_sentence(names: Names, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(names, text) == [expected]


def test_a_name_does_not_depend_on_the_batch_or_on_threads(names: Names) -> None:
    texts = [VISIT, CALL * 9, PLAIN, VISIT * 30, CALL]
    together = [*names.run([*map(document, texts)])]
    alone = [next(names.run([document(text)])) for text in texts]
    one_thread = Names.load("accurate", threads=1)
    assert together == alone == [*one_thread.run([*map(document, texts)])]


def test_spans_slice_to_what_they_claim(names: Names) -> None:
    text = VISIT.replace("\N{ARABIC LETTER FARSI YEH}", "\N{ARABIC LETTER YEH}") + "\u200f\n" + CALL
    mentions = next(names.run([document(text)]))
    assert [text[slice(*m.span)] for m in mentions] == [m.text for m in mentions]
    assert len(mentions) == 6


def test_a_sentence_longer_than_any_window_is_read_to_its_end(names: Names) -> None:
    clause = "آن روز در اصفهان باران بارید و "
    long = clause * 120
    assert found(names, long) == [[("PLACE", "اصفهان")] * 120]


def test_whole_windows_of_a_long_text_are_read_as_they_are_alone(names: Names) -> None:
    part = "\n".join([VISIT, CALL, PLAIN] * 2)
    size = sum(len(names._pieces(n)) for n in document(part).tokens.norms)
    assert size < names.card.max_pieces - 2 < 2 * size  # one part fills a window, two do not
    assert found(names, "\n".join([part] * 40)) == [found(names, part)[0] * 40]


def test_page_furniture_is_not_read(names: Names) -> None:
    text = f"{VISIT}\n\nبرچسب‌ها\n\nحسن روحانی\n"
    doc = document(text)
    assert doc.article.furniture
    labels = [m.text for m in next(names.run([doc]))]
    assert labels == ["مریم کاظمی‌نیا", "کرمانشاه", "سلیمانیه"]


def test_scores_are_probabilities(names: Names) -> None:
    assert all(0 < m.score <= 1 for m in next(names.run([document(VISIT + CALL)])))


# Windows


@given(st.lists(st.integers(1, 48), min_size=1, max_size=300), st.integers(120, 254))
def test_every_word_of_a_long_sentence_is_kept_once(lengths: list[int], limit: int) -> None:
    kept: list[int] = []
    for read, keep in overlapping(lengths, limit):
        assert sum(lengths[slice(*read)]) <= limit
        kept += range(*read)[slice(*keep)]
    assert kept == [*range(len(lengths))]


# Decoding


def best_by_hand(scores: np.ndarray) -> float:
    """The score of the best allowed sequence, all being tried."""
    paths = (p for p in product(range(len(LABELS)), repeat=len(scores)) if is_allowed(p))
    return max(float(sum(scores[i, label] for i, label in enumerate(p))) for p in paths)


def is_allowed(path: tuple[int, ...]) -> bool:
    before = "O"
    for name in (LABELS[i] for i in path):
        if name.startswith("I-") and before[2:] != name[2:]:
            return False
        before = name
    return True


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(-9, 9), min_size=5, max_size=5), min_size=1, max_size=4))
def test_the_path_is_the_best_allowed_one(rows: list[list[int]]) -> None:
    scores = np.array(rows, dtype=np.float32)
    path = TAGS.paths(scores, [Span(0, len(rows))])
    assert is_allowed(tuple(path))
    assert sum(scores[i, label] for i, label in enumerate(path)) == best_by_hand(scores)


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(-9, 9), min_size=5, max_size=5), min_size=2, max_size=30))
def test_sentences_are_decoded_apart(rows: list[list[int]]) -> None:
    scores = np.array(rows, dtype=np.float32)
    middle = len(rows) // 2
    halves = [Span(0, middle), Span(middle, len(rows))]
    together = TAGS.paths(scores, halves)
    apart = [TAGS.paths(scores[slice(*s)], [Span(0, s.stop - s.start)]) for s in halves]
    assert together.tolist() == np.concatenate(apart).tolist()


@pytest.mark.parametrize(
    "labels, expected",
    [
        ("B-PER I-PER O", [(0, 2, "PER")]),
        ("B-PER B-PER O", [(0, 1, "PER"), (1, 2, "PER")]),  # two neighbours
        ("O O B-LOC", [(2, 3, "LOC")]),
        ("O O O", []),
    ],
)
def test_spans_of_labels(labels: str, expected: list[tuple[int, int, str]]) -> None:
    scores = np.zeros((3, len(LABELS)), dtype=np.float32)
    for row, label in enumerate(labels.split()):
        scores[row, LABELS.index(label)] = 9
    spans = TAGS.spans(scores, [Span(0, 3)])
    assert [(*s.at, s.kind) for s in spans] == expected


# Models that cannot be used


@pytest.fixture
def model(tmp_path: Path) -> Path:
    home = folder("accurate")
    for name in ("card.json", "tokenizer.json", "model.onnx"):
        shutil.copy(home / name, tmp_path / name)
    return tmp_path


def edit_card(home: Path, **changes: object) -> None:
    path = home / "card.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes), encoding="utf-8")


def test_a_model_of_your_own_is_read_from_its_folder(model: Path) -> None:
    edit_card(model, name="mine", max_pieces=128)
    mine = Names.load(model)
    mentions = next(mine.run([document(VISIT)]))
    assert {m.evidence.by for m in mentions} == {"model:mine"}


def test_a_missing_file_is_named_with_its_digest_and_the_cure(model: Path) -> None:
    (model / "model.onnx").unlink()
    with pytest.raises(ModelError, match=r"model\.onnx: missing \(sha256 \w{64}\); rein"):
        Names.load(model)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_an_altered_file_is_refused(model: Path, name: str) -> None:
    with (model / name).open("r+b") as file:
        file.truncate(1000)
    with pytest.raises(ModelError, match=rf"{name}: sha256 is \w+, expected \w+; reinstall"):
        Names.load(model)


def test_other_labels_are_refused_with_the_list(model: Path) -> None:
    edit_card(model, labels=["O", "B-FILM", "I-FILM", "B-PER", "I-PER"])
    with pytest.raises(ModelError, match="B-FILM, I-FILM are not known; map them to: B-DAT"):
        Names.load(model)


@pytest.mark.parametrize(
    "text, message",
    [("{", "card.json"), ("{}", "card.json: Object missing required field"), ("[]", "card.json")],
)
def test_a_broken_card_is_refused(model: Path, text: str, message: str) -> None:
    (model / "card.json").write_text(text)
    with pytest.raises(ModelError, match=message):
        Names.load(model)


@pytest.mark.parametrize("name", ["huge", "../accurate", ""])
def test_an_unknown_name_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(InputError, match="accurate"):
        Names.load(name)
