from dataclasses import dataclass, field
from typing import Any

import pytest

import persian_news_ie as pni
from persian_news_ie.document import Document
from persian_news_ie.find.stanza import StanzaNames
from persian_news_ie.text.builtin import tokenize
from persian_news_ie.text.normalize import fold
from persian_news_ie.text.stanza import Stanza


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


def splitter(text: str) -> Read:
    tokens, at = [], 0
    for word in text.split(" "):
        tokens.append(Piece(at, at + len(word), word))
        at += len(word) + 1
    return Read([Sentence(tokens)], [Piece(0, 11, type="pers"), Piece(12, 14, type="event")])


def document(text: str) -> Document:
    view = fold(text)
    return Document(pni.read_article(text), view, tokens=tokenize(view.text))


def test_tokens_stand_where_stanza_found_them() -> None:
    text = "احمد كرمی‌ها آمد"
    (layers,) = Stanza(splitter).run([document(text)])
    tokens: Any = layers["tokens"]
    assert [t.norm for t in tokens] == ["احمد", "کرمی‌ها", "آمد"]
    assert layers["sentences"] == ((0, 3),)


def test_entities_are_candidates_by_label() -> None:
    (found,) = StanzaNames(splitter).run([document("احمد کرمی‌ها آمد")])
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
