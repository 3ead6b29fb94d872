import random
import shutil
import sys
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import persian_news_ie as pni
from persian_news_ie.document import Document
from persian_news_ie.find.stanza import StanzaNames
from persian_news_ie.text.backends import Backend, backend
from persian_news_ie.text.builtin import tokenize
from persian_news_ie.text.normalize import fold
from persian_news_ie.text.stanza import Stanza

sys.path.insert(0, str(Path(__file__).parents[1]))

from training.stanza_noise import paragraphs, type_spaces
from training.stanza_treebank import Token, aligned, labelled


@dataclass
class Word:
    """A word as stanza gives it."""

    lemma: str | None


@dataclass
class Piece:
    """A token or entity as stanza gives it: by character offsets."""

    start_char: int
    end_char: int
    text: str = ""
    type: str = ""
    words: list[Word] = field(default_factory=lambda: [Word(None)])


@dataclass
class Sentence:
    """A sentence as stanza gives it."""

    tokens: list[Piece]


@dataclass
class Read:
    """What a stanza pipeline gives for a text."""

    sentences: list[Sentence]
    ents: list[Piece]


class Splitter:
    """Reads lines as a stanza pipeline does: words at spaces, the same two names in each."""

    def bulk_process(self, lines: list[str]) -> list[Read]:
        return [self.read(line) for line in lines]

    def read(self, line: str) -> Read:
        tokens, at = [], 0
        for word in line.split(" "):
            tokens.append(Piece(at, at + len(word), word))
            at += len(word) + 1
        return Read([Sentence(tokens)], [Piece(0, 11, type="pers"), Piece(12, 14, type="event")])


def document(text: str) -> Document:
    view = fold(text)
    return Document(pni.read_article(text), view, tokens=tokenize(view.text))


def test_tokens_stand_where_stanza_found_them() -> None:
    text = "احمد كرمی‌ها آمد"
    (layers,) = Stanza(Splitter()).run([document(text)])
    tokens: Any = layers["tokens"]
    assert [t.norm for t in tokens] == ["احمد", "کرمی‌ها", "آمد"]
    assert layers["sentences"] == ((0, 3),)


def test_a_line_break_ends_a_sentence() -> None:
    first, second = "احمد كرمی‌ها آمد", "مرز باز شد"
    (layers,) = Stanza(Splitter()).run([document(f"{first}\n\n{second}")])
    tokens: Any = layers["tokens"]
    assert layers["sentences"] == ((0, 3), (3, 6))
    assert (tokens[3].norm, tokens[3].span.start) == ("مرز", len(first) + 2)


def test_entities_are_candidates_by_label() -> None:
    (found,) = StanzaNames(Splitter()).run([document("احمد کرمی‌ها آمد")])
    assert [(m.label, m.text) for m in found] == [("PERSON", "احمد کرمی‌ها")]


def test_no_text_no_call() -> None:
    assert list(StanzaNames(None).run([document("  ")])) == [()]


def test_without_stanza_the_extra_is_named() -> None:
    try:
        import stanza
    except ImportError:
        with pytest.raises(ImportError, match=r'pip install "persian-news-ie\[stanza\]"'):
            pni.load(tokens="stanza")
    else:
        assert stanza
        with pytest.raises(pni.InputError, match="stanza cannot load"):
            pni.load(tokens="stanza", stanza_dir="nowhere")


MODELS = Path(__file__).parents[1] / "models" / "stanza"
TEXT = """نشست مرزی در مریوان
استاندار كردستان، آرش کیانی گفت:راه باشماق باز می‌شود. پدرم و برادرش در «سنندج» بودند؟ آری!
وزارت راه و شهرسازی ایران قرارداد تازه را با عراق امضا کرد."""


@pytest.fixture(scope="module")
def splitter() -> Backend:
    pytest.importorskip("stanza")
    return backend("stanza", stanza_dir=MODELS)


def layers(splitter: Backend, text: str) -> tuple[Document, Any, Any]:
    doc = document(text)
    (found,) = splitter.run([doc])
    return doc, found["tokens"], found["sentences"]


def test_offsets_of_our_model_are_exact(splitter: Backend) -> None:
    doc, tokens, _ = layers(splitter, TEXT)
    written = [TEXT[slice(*doc.view.origin(*token.span))] for token in tokens]
    assert "".join(written) == "".join(TEXT.split())
    assert written[4:8] == ["استاندار", "كردستان", "،", "آرش"]  # as typed, not as folded


@pytest.mark.parametrize(
    "text, words",
    [
        ("گفت:راه باز است.", ["گفت", ":", "راه", "باز", "است", "."]),
        ("مرز باز می‌شود.", ["مرز", "باز", "می‌شود", "."]),
        ("پدرم در مرز بود.", ["پدرم", "در", "مرز", "بود", "."]),  # of two words, stands once
        ("برایشان نامه نوشت.", ["برایشان", "نامه", "نوشت", "."]),
        ("به «سنندج» رفت.", ["به", "«", "سنندج", "»", "رفت", "."]),
    ],
)
def test_tokens_of_our_model(splitter: Backend, text: str, words: list[str]) -> None:
    _, tokens, _ = layers(splitter, text)
    assert [token.norm for token in tokens] == words


def test_sentences_of_our_model(splitter: Backend) -> None:
    _, tokens, sentences = layers(splitter, TEXT)
    last = [tokens[sentence.stop - 1].norm for sentence in sentences]
    assert last == ["مریوان", ".", "؟", "!", "."]
    assert sentences[0].start == 0
    assert all(a.stop == b.start for a, b in pairwise(sentences))


@given(st.text(alphabet="ابپ م‌یك۱2.،؛:؟!«»()\n\t a-", max_size=60))
@settings(max_examples=30, deadline=None)
def test_nothing_is_lost_or_doubled(splitter: Backend, text: str) -> None:
    doc, tokens, sentences = layers(splitter, text)
    view = doc.view.text
    assert "".join(view[slice(*t.span)] for t in tokens).split() == "".join(view.split()).split()
    assert sum(s.stop - s.start for s in sentences) == len(tokens)


def test_several_documents_are_read_at_once_as_one_by_one(splitter: Backend) -> None:
    texts = [TEXT, "", "\n", "مرز باز شد. راه بسته است.", TEXT[::-1]]
    together = list(splitter.run([document(text) for text in texts]))
    for text, found in zip(texts, together, strict=True):
        (alone,) = splitter.run([document(text)])
        assert found["sentences"] == alone["sentences"]
        assert list(found["tokens"].starts) == list(alone["tokens"].starts)


def test_our_model_finds_names() -> None:
    pytest.importorskip("stanza")
    (found,) = StanzaNames.load(MODELS).run([document(TEXT)])
    assert {("PERSON", "آرش کیانی"), ("PLACE", "سنندج"), ("PLACE", "عراق")} <= {
        (m.label, m.text) for m in found
    }
    assert "ORG" in {m.label for m in found}
    assert all(m.evidence.by == "model:stanza" for m in found)


def test_no_names_no_candidates() -> None:
    pytest.importorskip("stanza")
    (found,) = StanzaNames.load(MODELS).run([document("باران تندی بارید و هوا سرد شد.")])
    assert found == ()


def test_the_pipeline_reads_with_stanza(tmp_path: Path) -> None:
    pytest.importorskip("stanza")
    resources = tmp_path / "stanza_resources"  # a folder of the user's own
    shutil.copytree(MODELS, resources)
    doc = pni.load(tokens="stanza", names="stanza", stanza_dir=resources)(TEXT)
    assert "آرش کیانی" in [person.name for person in doc.people]
    assert TEXT[doc.quotes[0].start :].startswith("راه باشماق باز")
    assert [fact.kind for fact in doc.agreements] == ["contract"]
    by = {mention.evidence.by for mention in doc.mentions}
    assert "model:stanza" in by


def test_models_hold_no_code_and_no_paths() -> None:
    torch = pytest.importorskip("torch")
    files = sorted(MODELS.rglob("*.pt"))
    assert len(files) == 4
    for path in files:
        held = torch.load(path, weights_only=True)  # refuses anything but plain values
        assert "/" not in "".join(str(v) for v in held.get("config", {}).values())


def test_the_card_has_the_digests() -> None:
    card = (MODELS / "README.md").read_text(encoding="utf-8")
    for path in MODELS.rglob("*.pt"):
        assert sha256(path.read_bytes()).hexdigest() in card


@pytest.mark.parametrize(
    "text, words, tokens",
    [
        ("راه باز است.", "راه باز است .", "راه باز است ."),
        ("پدرم آمد", "پدر م آمد", "پدر+م آمد"),  # letters meet: a host and its clitic
        ("خانه\u200cشان را", "خانه\u200c شان را", "خانه\u200c+شان را"),
        ("«مرز»", "« مرز »", "« مرز »"),
        ("۵درصد", "۵ درصد", "۵ درصد"),
        ("راه باز", "راه بسته", None),  # the words are of another text
        ("راه باز است", "راه باز", None),
    ],
)
def test_words_are_put_where_they_stand(text: str, words: str, tokens: str | None) -> None:
    found = aligned(text, words.split())
    assert (found and " ".join("+".join(token.words) for token in found)) == tokens


def test_labels_stand_at_the_last_letter() -> None:
    sentence = (Token(("پدر", "م")), Token(("رفت",), False), Token((".",)))
    assert labelled([sentence, (Token(("مرز",)),)]) == ("پدرم رفت. مرز", "0003000120002")


def test_an_affix_behind_a_space_stays_in_its_word() -> None:
    typed = type_spaces((Token(("می\u200cشود",)), Token(("خانه\u200c", "شان"))), random.Random(0))
    assert [token.text for token in typed] == ["می شود", "خانه", "شان"]


@given(st.integers(0, 10_000))
def test_text_and_labels_have_one_length(seed: int) -> None:
    words = "پدر م ، « گفت » : راه\u200cها باز است ."
    sentence = aligned("پدرم، «گفت»: راه\u200cها باز است.", words.split())
    assert sentence
    for paragraph in paragraphs([sentence] * 3, random.Random(seed)):
        text, labels = labelled(paragraph)
        assert len(text) == len(labels)
        assert sum(label in "24" for label in labels) == len(paragraph)
