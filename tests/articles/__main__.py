"""`python -m tests.articles [--update] [NAME …]`: show, or write, what changed against the gold."""

import difflib
import sys

import persian_news_ie as pni

from . import FOLDER, VARIANTS, current, read, read_gold, wanted, written


def main(arguments: list[str]) -> None:
    """Print the difference of each `.facts` file, or write it."""
    nlp, only = pni.load(), [a for a in arguments if not a.startswith("--")]
    for path in sorted([*FOLDER.glob("*.facts"), *VARIANTS.glob("*.facts")]):
        if only and path.stem not in only:
            continue
        before = path.read_text(encoding="utf-8")
        compare = wanted if path.parent == VARIANTS else current
        after = written(compare(read_gold(before), read(nlp, path.with_suffix(".txt"))))
        if "--update" in arguments:
            path.write_text(after, encoding="utf-8")
        lines = difflib.unified_diff(
            before.splitlines(), after.splitlines(), path.name, "now", "", "", 0, ""
        )
        print("\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1:])
