"""`python -m benchmarks [PART ...]` measures and writes docs/performance.md; `--check`: floors."""

import argparse
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import ner_page as ner
from benchmarks import own, spark
from benchmarks.own import Own
from benchmarks.peers import page as peers
from benchmarks.report import write
from benchmarks.results import keep, kept

FLOORS = Path(__file__).with_name("floors.toml")
PARTS: dict[str, Callable[[], object]] = {
    "own": own.measure,
    "peers": peers.measure,
    "ner": ner.measure,
    "spark": spark.measure,
}


def main() -> None:
    """Measure the parts; leave with 1 if a floor is broken."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only what has a floor; exit 1 below")
    parser.add_argument("--page", action="store_true", help="only write the page from what is kept")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS) + "; all if none")
    options = parser.parse_args()
    if options.check:
        broken = list(below(own.measure(check=True)))
        print("\n".join(broken) or "no floor is broken")
        sys.exit(bool(broken))
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    chosen = () if options.page else options.parts or PARTS
    for part in chosen:
        result = PARTS[part]()
        found = kept()
        setattr(found, part, result)
        keep(found)
    print(f"written to {write(kept())}", file=sys.stderr)


def below(found: Own) -> Iterator[str]:
    """What is below its floor, or above its ceiling."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    for name, least in floors["ratio"].items():
        if found.ratio(name) < least:
            yield f"{name}: {found.ratio(name):.4f} of the reference loop, floor {least}"
    if found.exponent > floors["exponent"]:
        yield f"time grows with the power {found.exponent:.2f}, ceiling {floors['exponent']}"
    for where, scores in floors["quality"].items():
        for layer, least in scores.items() if where in found.quality else ():
            score = found.quality[where].get(layer) or 0.0
            if score < least:
                yield f"{where}, {layer}: {score:.3f}, floor {least}"


if __name__ == "__main__":
    main()
