"""How far scores can be trusted: precision of facts by score, and by rule, on a gold of your own.

`python -m benchmarks.reliability` prints the table for the gold that `PNI_GOLD` names (see
quality.py); `--write` sets the score of every rule that fired often enough to its precision, drawn
toward the mean of all rules where it fired seldom.
"""

import argparse
import importlib.util
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import persian_news_ie as pni
from benchmarks.texts import HOME
from persian_news_ie.match.scores import FILE

LAYERS = ("agreements", "events", "quotes")
BINS = (0.0, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
WEIGHT = 8  # facts that the mean of all rules counts for against a rule's own
HEAD = (
    "# Precision of each rule on the gold used while developing, drawn toward the mean of its",
    "# layer; made by python -m benchmarks.reliability --write",
)
Fact = dict[str, Any]


def _scorer(home: Path) -> Any:
    spec = importlib.util.spec_from_file_location("gold_score", home / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{home}: no score.py; name the folder of a gold in PNI_GOLD")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(home: Path) -> Iterator[tuple[str, Fact, bool]]:
    """Every fact found in the gold's texts: its layer, itself, and whether the gold has it."""
    nlp, scorer = pni.load(), _scorer(home)
    for path in sorted((home / "dev").glob("*/*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        day = path.with_suffix(".ref")
        raw = path.with_suffix(".txt").read_text(encoding="utf-8")
        reference = day.read_text(encoding="utf-8").strip() if day.exists() else None
        plain = nlp(raw, reference_date=reference).to_dict()
        tally = scorer.Tally()
        scorer.score(raw, gold, plain, tally, path.stem)
        for layer in (name for name in LAYERS if name in gold):
            wrong = [id(e[2]) for e in tally.errors[layer] if e[1] == "wrong"]
            for fact in plain[layer]:
                if fact.get("kind") != "statement":
                    yield layer, fact, id(fact) not in wrong


def table(found: list[tuple[str, Fact, bool]]) -> Iterator[str]:
    """Lines of a reliability table: per layer and bin of scores, how many facts, how many right."""
    yield f"{'layer':<12}{'score':>12}{'facts':>8}{'right':>8}{'mean score':>12}"
    for layer in LAYERS:
        for low, high in pairwise(BINS):
            held = [(f["score"], ok) for name, f, ok in found if name == layer]
            held = [(score, ok) for score, ok in held if low <= score < high]
            if held:
                right = sum(ok for _, ok in held) / len(held)
                mean = sum(score for score, _ in held) / len(held)
                span = f"{low:.2f}-{min(high, 1):.2f}"
                yield f"{layer:<12}{span:>12}{len(held):>8}{right:>8.2f}{mean:>12.2f}"


def by_rule(found: list[tuple[str, Fact, bool]]) -> dict[str, float]:
    """The score that each rule has earned."""
    counts: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    means: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for layer, fact, ok in found:
        counts[fact["by"]][ok] += 1
        means[layer][ok] += 1
    layers = {fact["by"]: layer for layer, fact, _ in found}
    mean = {layer: c[True] / c.total() for layer, c in means.items()}
    return {
        rule: round((c[True] + WEIGHT * mean[layers[rule]]) / (c.total() + WEIGHT), 2)
        for rule, c in sorted(counts.items())
    }


def main() -> None:
    """Print the table; with `--write`, keep the scores that the rules have earned."""
    parser = argparse.ArgumentParser(prog="benchmarks.reliability", description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the scores of the rules")
    options = parser.parse_args()
    home = os.environ.get("PNI_GOLD") or sys.exit("name the folder of a gold in PNI_GOLD")
    found = list(judged(Path(home)))
    print("\n".join(table(found)))
    if options.write:
        lines = [f'"{rule}" = {score}' for rule, score in by_rule(found).items()]
        path = HOME / "src" / "persian_news_ie" / "rules" / FILE
        path.write_text("\n".join([*HEAD, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
