"""What CI says of the packages that come along: nothing missing passes, nothing known passes."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

from audit import known_of, missing

WHOLE = {"name": "click", "version": "8.1", "licenses": [{"license": {"id": "BSD-3-Clause"}}]}


@pytest.mark.parametrize(
    "components, said",
    [
        ([WHOLE], []),
        ([], ["the bill of materials is empty"]),
        ([{**WHOLE, "version": ""}], ["click: no version; see UNDECLARED in tools/audit.py"]),
        (
            [WHOLE, {**WHOLE, "licenses": []}],
            ["click: no licenses; see UNDECLARED in tools/audit.py"],
        ),
        ([{"version": "1", "licenses": [1]}], ["?: no name; see UNDECLARED in tools/audit.py"]),
    ],
)
def test_bill_of_materials(components: list[Mapping[str, Any]], said: list[str]) -> None:
    assert list(missing({"components": components})) == said


@pytest.mark.parametrize(
    "packages, count, against",
    [
        ([], 0, []),
        ([{"name": "a", "skip_reason": "not found"}], 0, []),  # not looked up is not clean
        ([{"name": "a", "version": "1", "vulns": []}], 1, []),
        (
            [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}],
            1,
            ["a 1: CVE-1, mended in ['2']"],
        ),
    ],
)
def test_known_flaws(packages: list[Mapping[str, Any]], count: int, against: list[str]) -> None:
    assert known_of(packages) == (count, against)
