"""`python -m benchmarks` measures all and writes docs/performance.md; `--check` looks at floors."""

import argparse
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import persian_news_ie as pni
from benchmarks import quality, speed
from benchmarks.report import Results, page, write

FLOORS = Path(__file__).with_name("floors.toml")
BARE, FULL, TOKENS = "pipeline without the tagger", "pipeline", "tokens and sentences"
COUNT, FULL_COUNT = 256, 64  # articles


def main() -> None:
    """Measure; leave with 1 if a floor is broken."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only what has a floor; exit 1 below")
    check = parser.parse_args().check
    found = measured(check)
    if check:
        broken = list(below(found))
        print("\n".join(broken) or "no floor is broken")
        sys.exit(bool(broken))
    print(page(found))
    print(f"written to {write(found)}", file=sys.stderr)


def measured(check: bool) -> Results:
    """The results; those without a floor are left out of a check."""
    found = Results(reference=speed.reference_rate())
    found.speeds = {TOKENS: speed.tokens(), BARE: speed.whole(None, COUNT)}
    if not check:
        found.speeds[FULL] = speed.whole("default", FULL_COUNT)
        found.stages = speed.stages(None, COUNT)
        found.full_stages = speed.stages("default", FULL_COUNT)
        found.fresh = speed.fresh()
    found.lengths, found.exponent = speed.long_texts()
    nlp = pni.load()
    found.quality = {"own articles": quality.own(nlp), **quality.given(nlp)}
    found.memory = speed.memory()
    return found


def below(found: Results) -> Iterator[str]:
    """What is below its floor, or above its ceiling."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    for name, least in floors["ratio"].items():
        if found.ratio(name) < least:
            yield f"{name}: {found.ratio(name):.4f} of the reference loop, floor {least}"
    if found.exponent > floors["exponent"]:
        yield f"time grows with the power {found.exponent:.2f}, ceiling {floors['exponent']}"
    for where, scores in floors["quality"].items():
        for layer, least in scores.items() if where in found.quality else ():
            score = found.quality[where].get(layer, 0.0)
            if score < least:
                yield f"{where}, {layer}: {score:.3f}, floor {least}"


main()
