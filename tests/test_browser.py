"""The page in a real browser; skipped where there is none."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pages import document, hostile

from persian_news_ie.show import page, show

driver = pytest.importorskip("playwright.sync_api")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FOUND = next(filter(None, map(shutil.which, BROWSERS)), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(FOUND is None, reason="needs Chromium on the path"),
]
FRAME = "<!doctype html><title>notebook</title><base href='https://example.org/'>"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with driver.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=FOUND, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A tab that remembers what went wrong and what it tried to load."""
    opened = browser.new_page(viewport={"width": 1300, "height": 900})
    opened.problems = []
    opened.on("console", lambda m: opened.problems.append(m.text))
    opened.on("pageerror", lambda e: opened.problems.append(str(e)))
    opened.on("dialog", lambda d: opened.problems.append(f"dialog {d.message}"))
    opened.on("request", lambda r: opened.problems.append(r.url) if _is_outside(r.url) else None)
    yield opened
    opened.close()


def _is_outside(url: str) -> bool:
    return not url.startswith(("file:", "about:", "data:"))


def opened(tab: Any, html: str, folder: Path) -> Any:
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    tab.goto(path.as_uri())
    return tab


def test_hover_says_what_and_why(tab: Any, tmp_path: Path) -> None:
    opened(tab, page(document()), tmp_path)
    tab.hover(".text .mark.place >> nth=0")
    assert "table:places" in tab.inner_text("#tip")
    assert tab.locator(".lit").count() > 1  # every other mention of the place too
    tab.keyboard.press("Escape")
    assert tab.is_hidden("#tip")
    tab.hover(".text .fact.event >> nth=0")
    assert "meeting." in tab.inner_text("#tip")
    assert tab.problems == []


def test_keyboard_reaches_the_marks(tab: Any, tmp_path: Path) -> None:
    opened(tab, page(document()), tmp_path)
    tab.focus(".text .mark >> nth=0")
    assert tab.is_visible("#tip")
    assert tab.get_attribute(".text .mark >> nth=0", "aria-describedby") == "tip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.tagName") == "TR"


def test_a_fact_leads_to_its_place(tab: Any, tmp_path: Path) -> None:
    opened(tab, page(document()), tmp_path)
    tab.click(".entry.event .head >> nth=0")
    assert tab.locator(".text .fact.event.flash").count() >= 1
    assert tab.locator(".text .fact.event.flash >> nth=0").is_visible()


def test_boxes_hide_marks(tab: Any, tmp_path: Path) -> None:
    opened(tab, page(document()), tmp_path)
    color = "getComputedStyle(document.querySelector('.text .mark.place')).backgroundColor"
    before = tab.evaluate(color)
    tab.uncheck("input[data-layer=place]")
    assert tab.evaluate(color) != before


def test_text_can_be_selected(tab: Any, tmp_path: Path) -> None:
    doc = document()
    opened(tab, page(doc), tmp_path)
    chosen = tab.evaluate(
        "(() => { getSelection().selectAllChildren(document.querySelector('article'));"
        " return String(getSelection()) })()"
    )
    assert "".join(chosen.split()) == "".join(doc.article.text.split())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1300])
def test_fits_and_loads(tab: Any, tmp_path: Path, scheme: str, width: int) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": width, "height": 800})
    opened(tab, page(document()), tmp_path)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.problems == []


def test_a_hostile_article_does_nothing(tab: Any, tmp_path: Path) -> None:
    opened(tab, page(hostile()), tmp_path)
    for mark in tab.locator("[data-tip]").all()[:12]:
        if mark.is_visible():
            mark.hover(force=True)
    assert tab.locator("img, script + script").count() == 0
    assert tab.problems == []


def test_in_a_notebook(tab: Any, tmp_path: Path) -> None:
    opened(tab, FRAME + show(document())._repr_html_(), tmp_path)
    frame = tab.frame_locator("iframe")
    frame.locator(".entry .head").first.click()
    assert frame.locator(".flash").count() >= 1
    assert frame.locator("h1").count() == 1  # links move within the frame
    assert tab.problems == []
