"""How good: each layer on the project's own articles and, where given, on a gold of your own.

`PNI_GOLD` may name a folder that holds `score.py GOLD PREDICTIONS --json` and folders of gold
(`*.txt` with `*.json`) under `dev/`.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import persian_news_ie as pni
from benchmarks.texts import HOME

Scores = dict[str, float]


def own(nlp: pni.NLP) -> Scores:
    """F1 of each layer on the articles of the tests, compared as rows of text."""
    sys.path.insert(0, str(HOME / "tests"))
    gold_of = import_module("articles")  # the tests' own reading of their gold
    counts: dict[str, Counter[str]] = {}
    for path in sorted(gold_of.FOLDER.glob("*.txt")):
        gold = gold_of.read_gold(path.with_suffix(".facts").read_text(encoding="utf-8"))
        for layer, rows in gold_of.current(gold, gold_of.read(nlp, path)).items():
            counts.setdefault(layer, Counter()).update(row.state for row in rows)
    return {layer: _f1(found) for layer, found in counts.items()}


def _f1(found: Counter[str]) -> float:
    twice = 2 * found["found"]
    total = twice + found["missed"] + found["wrong"]
    return round(twice / total, 3) if total else 1.0


def given(nlp: pni.NLP) -> dict[str, Scores]:
    """F1 of each layer on each folder of the gold that PNI_GOLD names."""
    home = os.environ.get("PNI_GOLD")
    if not home:
        return {}
    folders = sorted(path for path in (Path(home) / "dev").iterdir() if path.is_dir())
    return {folder.name: _scored(nlp, Path(home), folder) for folder in folders}


def _scored(nlp: pni.NLP, home: Path, folder: Path) -> Scores:
    with TemporaryDirectory() as out:
        for path in sorted(folder.glob("*.txt")):
            day = path.with_suffix(".ref")
            reference = day.read_text(encoding="utf-8").strip() if day.exists() else None
            doc = nlp(path.read_text(encoding="utf-8"), reference_date=reference)
            Path(out, path.stem).with_suffix(".json").write_text(doc.to_json(), encoding="utf-8")
        call = [sys.executable, str(home / "score.py"), str(folder), out, "--json"]
        found = json.loads(subprocess.check_output(call, text=True))
    return {layer: row.get("f1", row.get("accuracy")) for layer, row in found.items()}
