"""The notebooks of `examples/`, run anew; `python tests/test_notebooks.py` writes their outputs."""

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import persian_news_ie as pni
from persian_news_ie.match.rulebook import read_book
from persian_news_ie.match.trial import failures

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))
REASON = 'needs pip install "persian-news-ie[notebooks]"'
LARGEST = 300_000  # bytes of a notebook, which GitHub still shows
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def run(path: Path) -> Any:
    """A notebook after all its cells ran, in a kernel of this interpreter."""
    nbformat = pytest.importorskip("nbformat", reason=REASON)
    nbclient = pytest.importorskip("nbclient", reason=REASON)
    made = nbformat.read(path, as_version=4)
    client = nbclient.NotebookClient(
        made,
        kernel_name="python3",
        timeout=300,
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    scripts = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    client.execute(env={**os.environ, "PATH": scripts})
    return made


def outputs(notebook: Any) -> list[Any]:
    """What the cells of a notebook gave, in order."""
    return [out for cell in notebook["cells"] for out in cell.get("outputs", ())]


@pytest.mark.slow
@pytest.mark.parametrize(
    "name, shown",
    [
        ("quickstart", "memorandum signed"),
        ("corpus", "هیوا قادر"),
        ("own_rule", "2 rules, 4 of 4 examples as written"),
        ("other_pipelines", "news-02"),
    ],
)
def test_notebook_runs(name: str, shown: str) -> None:
    pytest.importorskip("matplotlib", reason=REASON)
    assert shown in json.dumps(outputs(run(EXAMPLES / f"{name}.ipynb")), ensure_ascii=False)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.name)
def test_notebook_is_shown_as_it_ran(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    counts = [c["execution_count"] for c in notebook["cells"] if c["cell_type"] == "code"]
    assert path.stat().st_size < LARGEST
    assert notebook["metadata"]["kernelspec"] == KERNEL
    assert counts == list(range(1, len(counts) + 1))
    assert outputs(notebook)
    assert not [out for out in outputs(notebook) if "stderr" in out.values()]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("rules/*.toml")), ids=lambda p: p.name)
def test_rule_book_finds_its_examples(path: Path) -> None:
    book = read_book(path.stem, path.read_text(encoding="utf-8"))
    assert not list(failures(book, pni.load(rules=[path])))


def test_corpus() -> None:
    lines = (EXAMPLES / "corpus.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert len({record["id"] for record in records}) == len(records) == 60
    for record in records:
        assert 100 <= len(record["text"].split()) <= 300
        assert datetime.fromisoformat(record["published"]).tzinfo


def main() -> None:
    """Write every notebook with what comes out now, less what goes to standard error."""
    import nbformat

    for path in NOTEBOOKS:
        made = run(path)
        for cell in made["cells"]:
            if "outputs" in cell:
                cell["outputs"] = [o for o in cell["outputs"] if o.get("name") != "stderr"]
        nbformat.write(made, path)


if __name__ == "__main__":
    main()
