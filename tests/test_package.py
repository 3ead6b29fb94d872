"""What is shipped: the wheel, its size and version, its names and types, and that it runs alone."""

import ast
import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path
from types import ModuleType

import pytest

import persian_news_ie as pni

ROOT = Path(__file__).parents[1]
PROGRAM = Path(__file__).with_name("user_program.py")
LARGEST = 60_000_000  # bytes of the wheel, models included
EXTRAS = (
    *("pandas", "pyarrow", "spacy", "pyspark", "hazm", "stanza", "torch", "trafilatura", "lxml"),
    *("hypothesis", "pytest", "playwright", "polars"),
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network."""
    pytest.importorskip("hatchling", reason="the wheel is built with hatchling")
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare environment with the wheel in it, which finds its dependencies where we have them."""
    home = tmp_path_factory.mktemp("user") / "venv"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps"]
    subprocess.run([*install, "--no-index", str(wheel)], check=True, capture_output=True)
    (packages,) = home.glob("lib/python3*/site-packages")
    ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "dependencies.pth").write_text("\n".join(sorted(ours)), encoding="utf-8")
    return python


def output(*call: object, cwd: Path) -> str:
    """What a command prints; what it says on failure is shown."""
    alone = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    found = subprocess.run(
        [*map(str, call)], cwd=cwd, env=alone, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr
    return found.stdout


def test_the_wheel_is_small_and_whole(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert wheel.stat().st_size <= LARGEST
    assert "persian_news_ie/py.typed" in names
    assert any(re.fullmatch(r"persian_news_ie/models/ner/\w+/model\.onnx", name) for name in names)
    for folder, ending in (("words", ".tsv"), ("rules", ".toml")):
        held = {p.name for p in (ROOT / "src/persian_news_ie" / folder).glob(f"*{ending}")}
        assert held <= {Path(n).name for n in names if n.startswith(f"persian_news_ie/{folder}/")}
    assert not [
        name for name in names if not name.startswith(("persian_news_ie/", "persian_news_ie-"))
    ]


def test_versions_and_changelog_agree(wheel: Path) -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.findall(r"^## \[(\d[^]]*)\]", changes, re.MULTILINE)[0]
    assert newest == pni.__version__
    assert wheel.name.startswith(f"persian_news_ie-{newest}-py3")


def test_what_is_public_is_what_it_says() -> None:
    own = {
        name
        for name, value in vars(pni).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert own == set(pni.__all__)
    for name in pni.__all__:
        assert getattr(pni, name).__doc__, name


def test_the_core_needs_no_extra(installed: Path, tmp_path: Path) -> None:
    program = f"""
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {EXTRAS!r}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
import persian_news_ie as pni
assert "onnxruntime" not in sys.modules and "numpy" not in sys.modules
doc = pni.load()("استاندار ایلام در مهران با استاندار واسط دیدار کرد.")
pni.show(doc).save("page.html")
print(pni.explain(doc, doc.events[0]))
"""
    assert "meeting" in output(installed, "-c", program, cwd=tmp_path)


def core(wheel: Path) -> list[str]:
    """What the wheel asks for without any extra."""
    with zipfile.ZipFile(wheel) as packed:
        (name,) = (name for name in packed.namelist() if name.endswith(".dist-info/METADATA"))
        stated = message_from_bytes(packed.read(name)).get_all("Requires-Dist") or []
    return [one for one in stated if "extra ==" not in one]


def test_requirements_have_no_upper_limit(wheel: Path) -> None:
    assert core(wheel)
    assert not [one for one in core(wheel) if "<" in one or "==" in one]


def test_the_core_asks_for_what_it_imports_and_no_more(wheel: Path) -> None:
    imported = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.partition(".")[0])
    asked = {re.split(r"[^\w-]", one)[0] for one in core(wheel)} - {"tzdata"}  # tables, no code
    assert asked <= imported
    assert imported - asked - set(EXTRAS) - sys.stdlib_module_names == {"persian_news_ie"}


def test_it_runs_where_nothing_else_is(installed: Path, tmp_path: Path) -> None:
    where = output(
        installed, "-c", "import persian_news_ie as pni; print(pni.__file__)", cwd=tmp_path
    )
    assert Path(where).is_relative_to(installed.parents[1])
    (tmp_path / "a.txt").write_text("وزیر راه شنبه به ایلام سفر کرد.", encoding="utf-8")
    command = installed.with_name("persian-news-ie")
    found = json.loads(output(command, "extract", "a.txt", cwd=tmp_path))
    assert [event["kind"] for event in found["events"]] == ["visit"]
    assert output(command, "--version", cwd=tmp_path).split()[-1] == pni.__version__


def test_mypy_reads_a_users_program(installed: Path, tmp_path: Path) -> None:
    program = tmp_path / PROGRAM.name
    program.write_bytes(PROGRAM.read_bytes())
    options = ["--strict", "--config-file=", "--cache-dir", tmp_path / "cache"]
    mypy = [sys.executable, "-m", "mypy", "--python-executable", installed, *options]
    assert output(*mypy, program, cwd=tmp_path).startswith("Success")


def test_pyright_reads_a_users_program(installed: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyright", reason='pip install "pyright[nodejs]"')
    (tmp_path / PROGRAM.name).write_bytes(PROGRAM.read_bytes())
    settings = {"typeCheckingMode": "strict", "reportUnnecessaryTypeIgnoreComment": True}
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
    pyright = [sys.executable, "-m", "pyright", "--pythonpath", installed]
    assert output(*pyright, cwd=tmp_path).startswith("0 errors")
