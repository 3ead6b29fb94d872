import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from books import LOAN
from click.testing import CliRunner, Result

import persian_news_ie as pni
from persian_news_ie.cli import main

TEXT = """فرماندار بانه و همتای پنجوینی دیدار کردند
سه شنبه ۱۸ دی ۱۴۰۳ - ۱۳:۲۵
مریم نیک‌پی، فرماندار بانه، روز دوشنبه در مرز سیران‌بند با قائم‌مقام پنجوین دیدار کرد.
وی گفت: صادرات از این مرز به ۱۲۰ میلیون دلار رسید.
"""
# What Windows-1256 has: Arabic letters, and neither Persian digits nor every half-space.
LETTERS: dict[str, str | int | None] = {"ی": "\u064a", "ک": "\u0643"}
DIGITS: dict[str, str | int | None] = {chr(0x6F0 + n): str(n) for n in range(10)}
ARABIC = TEXT.translate(str.maketrans(LETTERS | DIGITS))
PAGE = f"""<!doctype html><html lang="fa"><head><meta charset="utf-8"><title>دیدار</title></head>
<body><nav><a href="/">خانه</a></nav><article><h1>دیدار مرزی</h1>
<p>{TEXT.splitlines()[2]} {TEXT.splitlines()[2]}</p><p>{TEXT.splitlines()[3]}</p>
</article></body></html>"""
FAST = ("--names", "none")


def run(*arguments: str | Path, data: bytes | str | None = None) -> Result:
    """The command in this process; a crash is a failure of the test."""
    result = CliRunner().invoke(main, [*map(str, arguments)], input=data)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def extract(*arguments: str | Path, data: bytes | str | None = None) -> Result:
    return run("extract", *FAST, *arguments, data=data)


def documents(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "name, data",
    [
        ("plain.txt", TEXT.encode()),
        ("bom.txt", TEXT.encode("utf-8-sig")),
        ("utf16.txt", TEXT.encode("utf-16")),
        ("windows.txt", ARABIC.encode("cp1256")),
        ("packed.txt.gz", gzip.compress(TEXT.encode())),
        ("crlf.txt", TEXT.replace("\n", "\r\n").encode()),
        ("one.jsonl", json.dumps({"text": TEXT}).encode()),
        ("one.jsonl.gz", gzip.compress(json.dumps({"text": TEXT}).encode())),
        ("named-otherwise.txt", json.dumps({"text": TEXT}, ensure_ascii=False).encode()),
    ],
)
def test_inputs(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = extract(path)
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert found["schema"] == "persian-news-ie/1"
    assert found["article"]["published"] == "2025-01-07T13:25:00+03:30"
    assert {"بانه"} <= {p["name"] for p in found["places"]}


def test_html(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    found = json.loads(extract(path).stdout)
    assert "بانه" in {p["name"] for p in found["places"]}


@pytest.mark.parametrize(
    "name, data, message",
    [
        ("broken.txt", b"abc\xff\xfe\xfdx", "byte 0xff at offset 3"),
        ("zip.txt", b"PK\x03\x04rest", "packed with zip"),
        ("torn.gz", gzip.compress(TEXT.encode())[:-9], "broken gzip"),
        ("empty.html", b"<!doctype html><html><body><p></p></body></html>", "no article"),
        (
            "title.html",
            "<html><head><title>خبر</title></head><body></body></html>".encode(),
            "no a",
        ),
        ("torn.jsonl", b'{"text": "abc', "line 1: no valid JSON"),
        ("list.jsonl", b"[1]", "line 1: JSON, but list"),
        ("field.jsonl", b'{"body": "x"}', "line 1: no field 'text'"),
        ("number.jsonl", b'{"text": 5}', "line 1: 'text' is int"),
        ("date.jsonl", b'{"text": "x", "published": "soon"}', "line 1: published: 'soon'"),
    ],
)
def test_a_bad_input_costs_only_itself(
    tmp_path: Path, article: Path, name: str, data: bytes, message: str
) -> None:
    if name.endswith(".html"):
        pytest.importorskip("trafilatura")
    path = tmp_path / name
    path.write_bytes(data)
    result = extract(article, path, article, "--format", "jsonl")
    assert result.exit_code == 1
    assert str(path) in result.stderr
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert len(documents(result)) == 2


def test_what_cannot_be_opened(tmp_path: Path, article: Path) -> None:
    missing = tmp_path / "missing.txt"
    result = extract(missing, tmp_path, article)
    assert result.exit_code == 1
    first, second = result.stderr.splitlines()
    assert "missing.txt: no such file" in first
    assert "a directory" in second
    assert json.loads(result.stdout)["article"]["title"] == TEXT.splitlines()[0]


def test_messages_are_one_harmless_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("persian_news_ie.extraction.FORMS", {"json": failing()})
    record = json.dumps({"text": "x", "id": "a\n\x1b[31mb"})
    result = extract("-", data=f"{record}\n{record}".encode())
    assert len(result.stderr.splitlines()) == 1
    assert "record a [31mb: KeyError" in result.stderr


def test_broken_lines_of_records(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": TEXT, "id": "a"}),
        "{",
        "",
        json.dumps({"text": "با\u2028هم و \ud800", "id": 7}),
        "null",
    ]
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    result = extract(path, "--format", "jsonl")
    assert result.exit_code == 1
    assert [d["article"]["id"] for d in documents(result)] == ["a", "7"]  # type: ignore[index]
    assert [line.split(": ")[2] for line in result.stderr.splitlines()] == ["line 2", "line 5"]


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("text", [TEXT, TEXT.rstrip(), TEXT.replace("\n", "\r\n") + "\n\n"])
def test_standard_input_is_read_as_given(text: str, code: str) -> None:
    pieces = [gzip.compress(text.encode()), text.encode(code)]
    found = {extract("-", data=data).stdout for data in pieces}
    assert len(found) == 1
    mention = json.loads(found.pop())["places"][0]["mentions"][0]
    assert text[mention["start"] : mention["stop"]] == mention["text"]


@pytest.mark.parametrize("name", ["{file}", "{folder}/./{name}", "{folder}/link", "{folder}/hard"])
def test_the_input_is_not_overwritten(article: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "link").symlink_to(article)
    (tmp_path / "hard").hardlink_to(article)
    output = name.format(file=article, folder=article.parent, name=article.name)
    result = extract(article, "-o", output)
    assert result.exit_code == 2
    assert "is an input too" in result.stderr
    assert article.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    "data, count",
    [
        (TEXT, 1),
        ("\n".join(json.dumps({"text": TEXT}) for _ in range(3)), 3),
        (json.dumps({"text": TEXT}, ensure_ascii=False) + "\n\n", 1),
        ("", 1),  # an empty text is an article without facts
        (" \n\n", 1),
    ],
)
def test_standard_input(data: str, count: int) -> None:
    for arguments in ((), ("-",)):
        result = extract(*arguments, "--format", "jsonl", data=data.encode())
        assert result.exit_code == 0
        assert len(documents(result)) == count


def test_no_records_at_all(tmp_path: Path) -> None:
    path = tmp_path / "none.jsonl"
    path.write_text("\n")
    assert (extract(path).exit_code, extract(path).stdout) == (0, "")


def test_json_is_indented_for_one_and_lines_for_many(article: Path) -> None:
    one, two = extract(article), extract(article, article)
    assert len(one.stdout.splitlines()) > 10
    assert [json.loads(one.stdout)] * 2 == documents(two)


def test_lone_surrogates_stay_json() -> None:
    data = json.dumps({"text": "مرز \ud800 مهران", "title": "\udc80"}).encode()
    found = json.loads(extract(data=data).stdout)
    assert found["article"]["title"] == "\udc80"
    for form in ("text", "html"):
        assert extract("--format", form, data=data).exit_code == 0
    assert run("explain", *FAST, "-", data=data).exit_code == 0


def test_text_and_html(article: Path) -> None:
    text = extract(article, article, "--format", "text").stdout
    assert text.count("Places") == 2
    html = extract(article, article, "--format", "html").stdout
    assert html.startswith("<!doctype html>")
    assert html.count("<main") == html.count("</html>") == 1
    assert html.count('class="document"') == 2


def test_output_file(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    result = extract(article, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(out.read_text(encoding="utf-8"))["schema"] == "persian-news-ie/1"


def test_parquet(article: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    result = extract(article, article, "--format", "parquet", "-o", tmp_path / "tables")
    assert result.exit_code == 0
    table = parquet.read_table(tmp_path / "tables" / "places.parquet")
    assert set(table.column("document").to_pylist()) == {0, 1}


@pytest.mark.parametrize(
    "arguments, message",
    [
        (("extract", "--format", "xml"), "xml"),
        (("extract", "--workers", "0"), "--workers"),
        (("extract", "--reference-date", "tomorrow", "-"), "'tomorrow' is no ISO 8601 day"),
        (("extract", "--nonsense"), "--nonsense"),
        (("extract", "-o", "/no/such/folder/x.json", "-"), "cannot write"),
        (("extract", "--names", "nobody", "-"), "no model 'nobody'"),
        (("extract", "--tokens", "nothing", "-"), "nothing"),
        (("extract", *FAST, "--rules", "/no/such.toml", "-"), "/no/such.toml"),
        (("extract", *FAST, "--format", "parquet", "-"), "-o FOLDER"),
        (("rules", "test", "/no/such.toml"), "/no/such.toml"),
        (("fly",), "fly"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments, data=b"")
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_reference_date_counts_where_the_text_has_none() -> None:
    said = "امروز گذرگاه مهران باز شد."
    for data, day in ((said, "2024-03-16"), (f"۱ دی ۱۴۰۳ - ۰۸:۰۰\n{said}", "2024-12-21")):
        result = extract("--reference-date", "2024-03-16", data=data.encode())
        values = {d["text"]: d["value"] for d in json.loads(result.stdout)["dates"]}
        assert values["امروز"] == day


def test_explain(article: Path) -> None:
    result = run("explain", *FAST, article)
    assert result.exit_code == 0
    for part in ("place-1", "table:places", "rule meeting.", "trigger", "as in", "calendar"):
        assert part in result.stdout
    assert run("explain", *FAST, "/no/such").exit_code == 1


def test_rules(tmp_path: Path) -> None:
    assert "meeting." in run("rules").stdout
    book = tmp_path / "loan.toml"
    book.write_text(LOAN, encoding="utf-8")
    tried = run("rules", "test", *FAST, book)
    assert (tried.exit_code, tried.stdout) == (0, "1 rules, 2 of 2 examples as written\n")
    book.write_text(LOAN.replace("ارومیه وام گرفت", "ارومیه برگشت"), encoding="utf-8")
    tried = run("rules", "test", *FAST, book)
    assert tried.exit_code == 1
    assert "loan.taken" in tried.stderr


def test_schema() -> None:
    assert json.loads(run("schema").stdout)["title"] == "persian-news-ie/1"


def test_help_names_every_command() -> None:
    shown = run("--help").stdout
    assert all(name in shown for name in ("extract", "explain", "batch", "rules", "schema"))
    assert pni.__version__ in run("--version").stdout


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_stage_that_fails_costs_one_article(
    article: Path, monkeypatch: pytest.MonkeyPatch, workers: str
) -> None:
    if workers == "1":
        monkeypatch.setattr("persian_news_ie.extraction.FORMS", {"jsonl": failing()})
        result = extract(*[article] * 3, "--format", "jsonl")
        assert result.exit_code == 1
        assert "KeyError" in result.stderr
        assert len(result.stdout.splitlines()) == 2
    else:
        result = extract(*[article] * 3, "--format", "jsonl", "--workers", workers)
        assert len(documents(result)) == 3


def failing() -> Callable[[object, int], str]:
    def write(doc: object, number: int) -> str:
        if number == 1:
            raise KeyError(number)
        return f"{number}\n"

    return write


@pytest.mark.slow
def test_five_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text("کلمه‌ای بی‌معنا و دراز. " * 220_000, encoding="utf-8")
    assert path.stat().st_size > 5_000_000
    assert extract(path, "-o", tmp_path / "out").exit_code == 0


def test_as_a_process_in_any_locale(article: Path) -> None:
    environment = os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "persian_news_ie.cli", "extract", *FAST, "--format", "text"]
    done = subprocess.run(
        [*command, str(article), "بی‌نام.txt"], capture_output=True, env=environment, check=False
    )
    assert done.returncode == 1
    assert "بانه" in done.stdout.decode()
    assert "no such file" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_closed_pipe_is_no_traceback(article: Path) -> None:
    command = [sys.executable, "-m", "persian_news_ie.cli", "extract", *FAST, str(article)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.close()
        assert process.stderr
        said = process.stderr.read().decode()
    assert "Traceback" not in said
