"""shekar: normalising, tokenising and small models for Persian."""

from benchmarks.peers.step import Given, Peer, Run, Step


def _normalize(_: Given) -> Run:
    from shekar import Normalizer

    run: Run = Normalizer()
    return run


def _tokenize(_: Given) -> Run:
    from shekar import WordTokenizer

    words = WordTokenizer()
    return lambda text: list(words(text))


def _names(_: Given) -> Run:
    from shekar import NER

    run: Run = NER()
    return run


PEER = Peer(
    "shekar",
    ("shekar==1.7.0",),
    (
        Step("normalise", "letters, digits, spacing, half-spaces; text only", _normalize),
        Step("tokenise", "words as text", _tokenize),
        Step("names", "names as text", _names),
    ),
)
