"""parstdex: Persian expressions of time by patterns."""

from benchmarks.peers.step import Given, Peer, Run, Step


def _dates(_: Given) -> Run:
    from parstdex import Parstdex

    run: Run = Parstdex().extract_span
    return run


PEER = Peer(
    "parstdex",
    ("parstdex==1.3.1", "setuptools==65.5.0"),
    (Step("dates", "spans without values", _dates),),
)
