"""What the documentation shows, run: `python tests/docblocks.py --update` rewrites what came out.

Blocks of `python` run in order, in one namespace for each file; a `text` block right after one is
what it prints. In `console` blocks lines from `$ ` on are commands, the rest is their output; a
line `…` stands for any lines. `toml` blocks with a rule are rule books, and their examples are
tried. `sh`, `json` and other blocks are only shown. A block that imports an extra which is not
installed is left as it is.
"""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import persian_news_ie as pni
from persian_news_ie.match.rulebook import read_book
from persian_news_ie.match.trial import failures

ROOT = Path(__file__).resolve().parent.parent
MADE_ELSEWHERE = ("crossings.md", "performance.md")  # written by tools and benchmarks
FENCE = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MODELS = re.compile(r"(<!-- models:[^\n]*-->\n).*?(<!-- /models -->)", re.DOTALL)
ANY = "…"
EXTRAS = ("pandas", "pyarrow", "spacy", "hazm", "stanza")  # what a block may import and lack


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text and where the text stands in the file."""

    language: str
    text: str
    start: int
    stop: int


def pages() -> list[Path]:
    """The pages whose blocks are run."""
    listed = [*ROOT.glob("*.md"), *sorted((ROOT / "docs").glob("*.md"))]
    return [p for p in listed if p.name not in MADE_ELSEWHERE]


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page."""
    return [Block(m[1], m[2], m.start(2), m.end(2)) for m in FENCE.finditer(text)]


def commands(text: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with its output."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def run_command(command: str) -> str:
    """What a command prints, standard error too, in the root folder."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def lacking(text: str) -> str | None:
    """The first extra that a block of Python imports and that is not installed."""
    named = re.findall(r"^(?:import|from) (\w+)", text, flags=re.MULTILINE)
    return next((n for n in named if n in EXTRAS and not find_spec(n)), None)


def run_python(text: str, names: dict[str, Any]) -> str:
    """What a block of Python prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.chdir(ROOT):
        exec(compile(text, "<block>", "exec"), names)
    return out.getvalue()


def alike(shown: str, made: str) -> bool:
    """Whether an output is the one shown, in which a line `…` stands for any lines."""
    parts = [re.escape(p) for p in re.split(rf"^{ANY}\n", shown, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*\n)*?".join(parts), made) is not None


@dataclass(slots=True)
class Page:
    """A page that is run block by block, and written anew with what came out."""

    path: Path

    def read(self) -> str:
        """The page as it stands."""
        return self.path.read_text(encoding="utf-8")

    def made(self) -> str:
        """The page as it would stand if its outputs were made now."""
        text = self.read()
        edits: list[tuple[int, int, str]] = []
        names: dict[str, Any] = {"__name__": "page"}
        printed, end = "", -2
        for block in blocks(text):
            follows = not text[end : block.start].replace("```text", "").replace("```", "").strip()
            new = block.text
            if block.language == "python":
                printed = "" if lacking(block.text) else run_python(block.text, names)
            elif block.language == "text" and printed and follows:
                new = block.text if alike(block.text, printed) else printed
            elif block.language == "console":
                new = "".join(map(_redone, commands(block.text)))
            end = block.stop
            edits.append((block.start, block.stop, new))
        for start, stop, new in reversed(edits):
            text = text[:start] + new + text[stop:]
        return MODELS.sub(lambda m: m[1] + models_table() + m[2], text)


def _redone(shown: tuple[str, str]) -> str:
    command, output = shown
    made = run_command(command)
    return f"$ {command}\n{output if output and alike(output, made) else made}"


@cache
def models_table() -> str:
    """The models and their scores, from their cards."""
    rows = []
    for path in sorted((ROOT / "models" / "ner").glob("*/card.json")):
        card = json.loads(path.read_text(encoding="utf-8"))
        size = card["bytes"]["model.onnx"] / 1e6
        f1 = card["strict_f1"]
        kept, removed = (
            f1[f"model/peyma.test/half-spaces {state}/5 a window"]["all"]
            for state in ("kept", "removed")
        )
        speed = card["words_per_second"]["one core, a window at a time"]
        rows.append(
            f"| `{card['name']}` | {card['architecture']['layers']} | {size:.0f} MB "
            f"| {kept:.1f} | {removed:.1f} | {speed:,} |\n"
        )
    head = "| Model | Layers | Size | F1, PEYMA test | without half-spaces | words/s, one core |\n"
    return f"{head}|-|-|-|-|-|-|\n{''.join(rows)}"


def trials(text: str, read: Callable[[str, str], pni.NLP]) -> Iterator[str]:
    """What is not as the examples of the rule books on a page say."""
    for i, block in enumerate(b for b in blocks(text) if b.language == "toml"):
        if "[[rule]]" in block.text:
            book = read_book(f"page{i}", block.text)
            yield from failures(book, read(book.name, block.text))


def main() -> None:
    """Print which pages differ from what they show; `--update` rewrites them."""
    for path in pages():
        page = Page(path)
        try:
            text, made = page.read(), page.made()
        except Exception as error:  # a page that cannot be made must not stop the others
            print(f"{path.relative_to(ROOT)}: {type(error).__name__}: {error}")
            continue
        if text != made:
            print(path.relative_to(ROOT))
            if "--update" in sys.argv:
                path.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
