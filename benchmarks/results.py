"""What was measured, kept in `results.json`, so that parts can be measured again by themselves."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from benchmarks.ner_page import Ner
from benchmarks.own import Own
from benchmarks.peers.page import Peers
from benchmarks.spark import Spark

FILE = Path(__file__).with_name("results.json")


@dataclass(slots=True)
class Results:
    """The last results of each part; None where there are none yet."""

    own: Own | None = None
    peers: Peers | None = None
    ner: Ner | None = None
    spark: Spark | None = None


def kept() -> Results:
    """What was kept."""
    return msgspec.json.decode(FILE.read_bytes(), type=Results) if FILE.exists() else Results()


def keep(found: Results) -> None:
    """Keep it."""
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
