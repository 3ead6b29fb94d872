"""Writes docs/crossings.md from words/crossings.tsv: `python tools/crossings_page.py`."""

from collections.abc import Iterator
from pathlib import Path

from persian_news_ie.find.tables import CrossingRecord, countries, crossings

PAGE = Path(__file__).parent.parent / "docs" / "crossings.md"
INTRO = """# Border crossings and border markets

Every land crossing and border market of Iran that Persian news names, the crossings of Iraq and
of the Kurdistan Region with their other neighbours, and a few abroad that are often in the news.
This page is made from `words/crossings.tsv` by `python tools/crossings_page.py`; a new crossing
is one line there.

- **Kind**: `official_terminal`, `border_market`, or `temporary` (also those only planned).
- **Coordinates** stand for the post itself (`crossing`, about 2 km), the stretch of border it
  lies on (`area`, about 10 km), or the nearest Iranian town (`town`).
- **Status** is what was last reported in 1404. It changes often.
- **Found**: `anywhere`, or only `behind a head word` (مرز، گذرگاه، پایانه، بازارچه، گمرک …)
  where the name is also something else.
"""
HEAD = """| Name | Also written | Kind | Place | Other side | Coordinates | Status | Found |
|-|-|-|-|-|-|-|-|"""


def coordinates(crossing: CrossingRecord) -> str:
    """Latitude and longitude with what they stand for."""
    if crossing.latitude is None or crossing.longitude is None:
        return "–"
    return f"{crossing.latitude:.2f}, {crossing.longitude:.2f} ({crossing.precision})"


def line(crossing: CrossingRecord) -> str:
    """The table row of one crossing."""
    there = "، ".join((*crossing.counterpart[:1], crossing.counterpart_admin))
    cells = (
        crossing.name,
        "، ".join((*crossing.variants, *crossing.guarded)),
        crossing.kind,
        "، ".join(filter(None, (crossing.county, crossing.province))),
        there.strip("، "),
        coordinates(crossing),
        crossing.status,
        "behind a head word" if crossing.needs_context else "anywhere",
    )
    return f"| {' | '.join(cell or '–' for cell in cells)} |"


def sections() -> Iterator[str]:
    """One table for each pair of countries, Iran's first."""
    names = {country.iso2: country.name for country in countries()}
    borders = {(c.country, c.neighbour) for c in crossings()}
    for side, other in sorted(borders, key=lambda pair: (pair[0] != "IR", pair)):
        rows = [line(c) for c in crossings() if (c.country, c.neighbour) == (side, other)]
        yield "\n".join((f"## {names[side]} – {names[other]}", "", HEAD, *rows))


def page() -> str:
    """The whole page as Markdown."""
    return "\n\n".join((INTRO.rstrip(), *sections())) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
