"""`python -m tests.articles [--update] [NNN …]`: show, or write, what changed against the gold."""

import difflib
import sys

import persian_news_ie as pni

from . import FOLDER, current, read, read_gold, written


def main(arguments: list[str]) -> None:
    """Print the difference of each `.facts` file, or write it."""
    nlp, only = pni.load(), [a for a in arguments if not a.startswith("--")]
    for path in sorted(FOLDER.glob("*.facts")):
        if only and path.stem not in only:
            continue
        before = path.read_text(encoding="utf-8")
        after = written(current(read_gold(before), read(nlp, path.with_suffix(".txt"))))
        if "--update" in arguments:
            path.write_text(after, encoding="utf-8")
        lines = difflib.unified_diff(
            before.splitlines(), after.splitlines(), path.name, "now", "", "", 0, ""
        )
        print("\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1:])
