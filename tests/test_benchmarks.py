from typing import Any

import pytest

from benchmarks.ner import document
from benchmarks.peers.crf import features, shape
from benchmarks.peers.measure import Row
from benchmarks.peers.page import standing
from benchmarks.peers.table import OURS, PEERS
from benchmarks.report import PAGE, page
from benchmarks.results import kept
from training.corpora import Sentence


def row(peer: str, rate: float, step: str = "tokenise", **more: Any) -> Row:
    return Row(step, peer, more.pop("how", ""), "", "fa", rate=rate, **more)


@pytest.mark.parametrize(
    "others, expected",
    [
        ([row("hazm", 10)], ["- tokenise: ahead of hazm 2.0 times."]),
        ([row("hazm", 10, how="a"), row("shekar", 5)],
         ["- tokenise: ahead of shekar 4.0 times, hazm (a) 2.0 times."]),
        ([row("parsivar", 60)],
         ["- tokenise: behind parsivar, 3.0 times as fast: cuts at spaces only: «گفت:در» stays "
          "one word."]),
        ([row("new", 40)], ["- tokenise: behind new, 2.0 times as fast: not explained yet."]),
        ([row("hazm", 0, reason="could not be installed")], []),
        ([row("hazm", 10, step="dates")], []),  # another step
    ],
)  # fmt: skip
def test_where_we_stand(others: list[Row], expected: list[str]) -> None:
    assert list(standing("tokenise", [row(OURS.name, 20), *others])) == expected


def test_the_page_is_what_was_kept() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(kept())


def test_no_peer_is_dropped() -> None:
    found = kept()
    assert found.peers is not None
    assert found.ner is not None
    rows = (*found.peers.rows, *found.ner.rows)
    wanted = {(peer.name, step.name, step.how) for peer in PEERS for step in peer.steps}
    assert {(r.peer, r.step, r.how) for r in rows} == wanted
    assert all(bool(r.rate) != bool(r.reason) for r in rows)


@pytest.mark.parametrize("word, expected", [("۱۲,۵۰۰", "9,9"), ("کتاب", "x"), ("a1b", "x9x")])
def test_shape(word: str, expected: str) -> None:
    assert shape(word) == expected


def test_features_look_two_words_around() -> None:
    middle = features(["در", "شهر", "مهران", "بود", "."])[2]
    assert {"w=مهران", "-2w=در", "2w=.", "pair=شهر مهران"} < set(middle)
    assert "-2none" in features(["در", "شهر"])[1]


@pytest.mark.parametrize(
    "half_spaces, norms", [("kept", ["می\u200cرود", "12"]), ("removed", ["میرود", "12"])]
)
def test_a_corpus_is_read_with_or_without_half_spaces(half_spaces: str, norms: list[str]) -> None:
    sentences = [Sentence(("مي رود",), ("O",)), Sentence(("۱۲",), ("O",))]  # with an Arabic yeh
    doc = document(sentences, half_spaces)
    assert list(doc.tokens.norms) == norms
    assert [tuple(span) for span in doc.sentences] == [(0, 1), (1, 2)]
    assert [doc.quoted(doc.source_span(span)) for span in doc.sentences] == norms
