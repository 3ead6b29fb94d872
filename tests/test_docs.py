"""What the documentation shows is what comes out; `python tests/docblocks.py --update` mends it."""

import re
from pathlib import Path

import pytest
from docblocks import ROOT, Page, blocks, pages, run_command, trials

import persian_news_ie as pni

COUNTS = {"python": 28, "console": 5, "toml": 2, "text": 27}  # a block lost is a test lost


@pytest.mark.parametrize("path", pages(), ids=lambda p: p.name)
def test_page_shows_what_comes_out(path: Path) -> None:
    page = Page(path)
    assert page.made() == page.read()


def test_all_blocks_are_there() -> None:
    languages = [b.language for p in pages() for b in blocks(p.read_text(encoding="utf-8"))]
    assert {name: languages.count(name) for name in COUNTS} == COUNTS


@pytest.mark.parametrize("path", pages(), ids=lambda p: p.name)
def test_rule_books_find_their_examples(path: Path, tmp_path: Path) -> None:
    def load(name: str, text: str) -> pni.NLP:
        book = tmp_path / f"{name}.toml"
        book.write_text(text, encoding="utf-8")
        return pni.load(rules=[book])

    assert not list(trials(path.read_text(encoding="utf-8"), load))


def test_book_of_the_page_is_the_one_that_ships() -> None:
    text = (ROOT / "examples" / "rules" / "gas-swap.toml").read_text(encoding="utf-8")
    _, _, book = text.partition("\n")
    assert book in (ROOT / "docs" / "first-rule.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.py")), ids=lambda p: p.name)
def test_script_runs(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 40
    expected = text.rpartition('"""')[0].partition("Prints:\n")[2].partition('"""')[0]
    printed = run_command(f"python {path}")
    assert printed
    assert "Traceback" not in printed
    assert all(line.strip() in printed for line in expected.splitlines())


def test_links_lead_somewhere() -> None:
    for path in pages():
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (path.parent / target).exists(), f"{path.name}: {target}"
