"""Virtual environments under `build/peers`, one for each peer."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from benchmarks.texts import HOME

BUILD = HOME / "build" / "peers"
STAMP = "requirements.txt"
ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1"
)
NOT_THE_PEERS = ("pip", "setuptools", "pkg_resources", "_distutils_hack", "__pycache__")


class BuildError(Exception):
    """An environment cannot be built; the message is the last thing that pip said."""


@cache
def built(name: str, requirements: tuple[str, ...], python: str = "") -> Path:
    """The Python of an environment with these requirements, made if it is not there.

    `python` is a version to look for; without it, or where it is not found, the one that runs this
    is taken. A requirement that names a folder is installed anew. Raises BuildError.
    """
    home = BUILD / name
    stamp, wanted = home / STAMP, "\n".join((*requirements, python))
    inside = home / "bin" / "python"
    moves = any(requirement.startswith(str(HOME)) for requirement in requirements)
    if moves or not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(home, ignore_errors=True)
        _run(_python(python), "-m", "venv", str(home))
        _run(str(inside), "-m", "pip", "install", "-q", *requirements)
        stamp.write_text(wanted, encoding="utf-8")
    return inside


def _python(wanted: str) -> str:
    """A Python of that version, or this one."""
    finder = str(HOME / "tools" / "python-of")
    found = subprocess.run([finder, wanted], capture_output=True, text=True) if wanted else None
    return found.stdout.strip() if found and found.returncode == 0 else sys.executable


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise BuildError((said or [f"exit status {done.returncode}"])[-1])


def surroundings() -> dict[str, str]:
    """Variables of a measured process: one thread, and no packages but its own."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return {**kept, **ONE_THREAD}


def size(python: Path) -> float:
    """MB of what is installed beside pip, compiled caches left out."""
    packages = next(python.parents[1].glob("lib/python*/site-packages"))
    files = (path for path in packages.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files if _counts(path, packages)) / 1e6


def _counts(path: Path, packages: Path) -> bool:
    parts = path.relative_to(packages).parts
    return not any(part.split("-")[0] in NOT_THE_PEERS for part in (parts[0], *parts[-2:-1]))
