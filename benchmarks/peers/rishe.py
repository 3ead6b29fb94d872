"""rishe: a Persian toolkit written in Rust."""

from benchmarks.peers.step import Given, Peer, Run, Step


def _normalize(_: Given) -> Run:
    from rishe import Pipeline

    run: Run = Pipeline().normalize
    return run


def _tokenize(_: Given) -> Run:
    from rishe import Pipeline

    run: Run = Pipeline().word_tokenize
    return run


def _spans(_: Given) -> Run:
    from rishe import Pipeline

    run: Run = Pipeline().tokenize_spans
    return run


def _names(_: Given) -> Run:
    from rishe import hub

    run: Run = hub.pull_pack("ner-compact").tag
    return run


PEER = Peer(
    "rishe",
    ("rishe==0.5.1",),
    (
        Step("normalise", "letters, «می» joined; text only", _normalize),
        Step("tokenise", "words as text", _tokenize),
        Step("tokenise", "words with offsets", _spans, how="with offsets"),
        Step("names", "a label a word", _names),
    ),
)
