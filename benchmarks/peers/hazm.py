"""hazm: the Persian toolkit that most others follow."""

from benchmarks.peers.step import Given, Peer, Run, Step


def _normalize(_: Given) -> Run:
    from hazm import Normalizer

    run: Run = Normalizer().normalize
    return run


def _letters(_: Given) -> Run:
    from hazm import Normalizer

    run: Run = Normalizer(correct_spacing=False).normalize
    return run


def _tokenize(_: Given) -> Run:
    from hazm import WordTokenizer

    run: Run = WordTokenizer().tokenize
    return run


def _function(_: Given) -> Run:
    from hazm import word_tokenize

    run: Run = word_tokenize
    return run


PEER = Peer(
    "hazm",
    (
        "hazm==0.12.1; python_version >= '3.12'",
        "hazm==0.10.0; python_version < '3.12'",
    ),
    (
        Step("normalise", "letters, digits, spacing, half-spaces; text only", _normalize),
        Step("normalise", "letters, digits; text only", _letters, how="spacing off"),
        Step("tokenise", "words as text", _tokenize, how="one WordTokenizer"),
        Step("tokenise", "words as text", _function, how="word_tokenize()"),
        Step("names", "names", reason="its wheel has no model: one must be downloaded"),
    ),
    python="3.12",
)
