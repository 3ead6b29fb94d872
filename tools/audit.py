"""What an installed package brings along: a bill of materials, and what is known against it.

`python tools/audit.py PYTHON build/sbom.json` lists what is installed for that PYTHON (CycloneDX);
it fails if a name, version or licence is missing, or if a vulnerability is known. Where the service
that knows them does not answer, it says so and does not fail.
Needs `pip install cyclonedx-bom pip-audit`.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PATIENCE = 90  # seconds that the service gets
# Licences that stand in a file of the package and not in its metadata, by name and who wrote it.
UNDECLARED = {
    "jalali_core": "LGPL-2.1-or-later",
    "protobuf": "BSD-3-Clause",
}


def bill(python: str, path: Path) -> dict[str, Any]:
    """The bill of materials of what is installed for `python`, also written to a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    make = [sys.executable, "-m", "cyclonedx_py", "environment", python, "--output-reproducible"]
    found: dict[str, Any] = json.loads(subprocess.check_output(make, text=True))
    for component in found["components"]:
        if not component.get("licenses") and component["name"] in UNDECLARED:
            licence = {"id": UNDECLARED[component["name"]], "acknowledgement": "concluded"}
            component["licenses"] = [{"license": licence}]
    path.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return found


def missing(found: Mapping[str, Any]) -> Iterator[str]:
    """What a bill of materials does not say of its components."""
    if not found.get("components"):
        yield "the bill of materials is empty"
    for component in found.get("components", ()):
        for field in ("name", "version", "licenses"):
            if not component.get(field):
                name = component.get("name") or "?"
                yield f"{name}: no {field}; see UNDECLARED in tools/audit.py"


def known_of(found: Iterable[Mapping[str, Any]]) -> tuple[int, list[str]]:
    """How many packages the service knows, and what it knows against them."""
    looked_up = [one for one in found if "skip_reason" not in one]
    against = [
        f"{one['name']} {one['version']}: {flaw['id']}, mended in {flaw['fix_versions'] or 'none'}"
        for one in looked_up
        for flaw in one["vulns"]
    ]
    return len(looked_up), against


def audited(python: str) -> list[Mapping[str, Any]] | None:
    """What pip-audit finds for what is installed; None where the service does not answer."""
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.check_output([python, "-c", where], text=True).strip()
    with TemporaryDirectory() as folder:
        out = Path(folder, "audit.json")
        call = [sys.executable, "-m", "pip_audit", "--path", packages, "-f", "json", "-o", str(out)]
        try:
            done = subprocess.run(
                [*call, "--progress-spinner", "off"],
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
        if out.exists():
            read: list[Mapping[str, Any]] = json.loads(out.read_text("utf-8"))["dependencies"]
            return read
        print(*done.stderr.strip().splitlines()[-1:], file=sys.stderr)
    return None


def main(python: str, path: str) -> int:
    """Write the bill of materials, look for flaws; 1 if something is missing or known."""
    found = bill(python, Path(path))
    wrong = list(missing(found))
    print(f"{path}: {len(found['components'])} packages")
    answer = audited(python)
    count, against = known_of(answer or ())
    if not count:
        print("vulnerabilities: SKIPPED, the service that knows them cannot be reached")
    else:
        print(f"vulnerabilities: {len(against)} known in {count} of {len(answer or ())} packages")
    print("\n".join([*wrong, *against]))
    return bool(wrong or against)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
