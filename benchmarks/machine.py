"""What was measured on: the processor, how busy it was, the versions that matter."""

import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

PARTS = ("numpy", "onnxruntime", "tokenizers", "msgspec")


def today() -> str:
    """The date and the machine, for the head of a section."""
    return f"{date.today().isoformat()}, {description()}"


def description() -> str:
    """One line on this machine."""
    parts = ", ".join(f"{name} {version(name)}" for name in PARTS)
    load = f"{os.getloadavg()[0]:.1f} programs busy beside it" if hasattr(os, "getloadavg") else ""
    python = platform.python_version()
    return f"{_cpu()}, {os.cpu_count()} cores ({load}), Python {python}, {parts}"


def _cpu() -> str:
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())
