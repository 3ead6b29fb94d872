"""Fuzz one target with atheris: `python -m tests.fuzz TARGET [SECONDS] [libFuzzer options]`.

Needs `pip install atheris`. What fails is written to the current folder as `crash-…`; it becomes a
row of `findings.py`, then a fix.
"""

import sys

import atheris

with atheris.instrument_imports(include=["persian_news_ie"]):
    from .targets import TARGETS, prepare


def main() -> None:
    """Run until the time is over or something fails."""
    program, name, seconds, *options = [*sys.argv, "60"] if len(sys.argv) == 2 else sys.argv
    prepare()
    limits = [f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=3000"]
    atheris.Setup([program, *limits, *options], TARGETS[name])
    atheris.Fuzz()


main()
