"""parsivar: a normaliser, tokenizer and stemmer for Persian."""

from benchmarks.peers.step import Given, Peer, Run, Step


def _normalize(_: Given) -> Run:
    from parsivar import Normalizer

    run: Run = Normalizer().normalize
    return run


def _tokenize(_: Given) -> Run:
    from parsivar import Tokenizer

    run: Run = Tokenizer().tokenize_words
    return run


PEER = Peer(
    "parsivar",
    ("parsivar==0.2.3.1",),
    (
        Step("normalise", "letters, digits, spacing, half-spaces; text only", _normalize),
        Step("tokenise", "what stands between spaces, as text", _tokenize),
    ),
)
