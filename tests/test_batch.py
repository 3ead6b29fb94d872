"""JSONL to JSONL: a line for every record, whatever happens on the way."""

import gzip
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import persian_news_ie as pni
from persian_news_ie import batch
from persian_news_ie.batch import Answer, Record, answers, progress, read, records, rest
from persian_news_ie.batch_cli import batch as command
from persian_news_ie.errors import InputError
from persian_news_ie.nlp import Settings

CITIES = (
    "بانه",
    "مریوان",
    "سردشت",
    "پیرانشهر",
    "مهران",
)
BROKEN = b'{"id": "torn", "text": "\n'
TEXTLESS = b'{"id": 17, "body": "x"}\n'
# A run started in the background of a script would not hear the interrupt: it inherits that.
PROGRAM = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from persian_news_ie.cli import main
main()
"""


def lines(count: int) -> list[bytes]:
    """Records of a few sentences; here and there one that fails, or a blank line."""
    made = []
    for n in range(count):
        text = f"فرماندار {CITIES[n % len(CITIES)]} روز {n % 28 + 1} مهر از گمرک بازدید کرد. " * 3
        record = {"id": f"a{n}", "text": text, "published": "2024-10-19"}
        made.append(json.dumps(record, ensure_ascii=False).encode() + b"\n")
        made += [BROKEN] * (n % 17 == 3) + [b" \n"] * (n % 11 == 2) + [TEXTLESS] * (n % 23 == 7)
    return made


INPUT = lines(200)


@pytest.fixture(scope="module")
def expected(nlp: pni.NLP) -> list[Answer]:
    return read(nlp, list(records(INPUT)))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"".join(INPUT))
    return path


def written(found: Iterable[Answer]) -> bytes:
    return b"".join(answer.line for answer in found)


def started(*arguments: object) -> "subprocess.Popen[bytes]":
    """The command as a process at the head of a group, as a shell starts it."""
    call = [sys.executable, "-c", PROGRAM, "batch", "--names", "none", *map(str, arguments)]
    return subprocess.Popen(call, stderr=subprocess.PIPE, start_new_session=True)


def grown(path: Path, size: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the file is so large, or the process has ended."""
    while process.poll() is None and (not path.exists() or path.stat().st_size < size):
        time.sleep(0.01)


def test_every_record_has_its_line(expected: list[Answer]) -> None:
    found = [json.loads(answer.line) for answer in expected]
    assert len(found) == sum(bool(line.strip()) for line in INPUT)
    assert {line["schema"] for line in found} == {"persian-news-ie/1"}
    assert next(line for line in found if line["article"]["id"] == "17") == {
        "schema": "persian-news-ie/1",
        "error": {
            "where": "line 11",
            "reason": "no field 'text'",
            "cure": "write one JSON object a line with a string field 'text'",
        },
        "article": {"id": "17"},
    }
    good = [line for line in found if "error" not in line]
    assert [line["article"]["id"] for line in good] == [f"a{n}" for n in range(200)]
    assert all(line["events"] for line in good)


def test_a_fault_of_ours_costs_one_article(nlp: pni.NLP, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(doc: pni.Document) -> str:
        if doc.article.id == "a1":
            raise KeyError("oops")
        return doc.to_json()

    monkeypatch.setattr(batch, "to_json", faulty)
    first, second, third = read(nlp, list(records(lines(3)))[:3])
    assert json.loads(second.line)["error"] == {
        "where": "line 2",
        "reason": "KeyError: 'oops'",
        "cure": "please report it, with the article",
    }
    assert second.error == "line 2: KeyError: 'oops'; please report it, with the article"
    assert first.error is third.error is None


def deadly(nlp: pni.NLP, found: Sequence[Record]) -> list[Answer]:
    if any(record.line == TEXTLESS for record in found):
        os._exit(3)
    return read(nlp, found)


def test_an_article_that_ends_its_process_is_reported(
    expected: list[Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "read", deadly)
    monkeypatch.setattr(batch, "RECORDS", 4)
    found = list(answers(records(INPUT[:20]), Settings(names=None), 1))
    position = next(n for n, answer in enumerate(found) if answer.error and b'"17"' in answer.line)
    reason = "its process died twice (exit code 3)"
    assert json.loads(found[position].line)["error"]["reason"] == reason
    assert json.loads(found[position].line)["article"] == {"id": "17"}
    rest_of = found[:position] + found[position + 1 :]
    assert rest_of == expected[:position] + expected[position + 1 : len(found)]


def slow(nlp: pni.NLP, found: Sequence[Record]) -> list[Answer]:
    if any(record.line == TEXTLESS for record in found):
        re.match("(a+)+b", "a" * 60)  # a loop in compiled code, which hears no signal
    return read(nlp, found)


def test_an_article_that_takes_too_long_is_an_error_record(
    tmp_path: Path, expected: list[Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "read", slow)
    (tmp_path / "in.jsonl").write_bytes(b"".join(INPUT[:40]))
    output = tmp_path / "out.jsonl"
    code, said = run(tmp_path / "in.jsonl", "-o", output, "--timeout", 3, "--workers", 2)
    found = output.read_bytes().splitlines(keepends=True)
    late = [n for n, line in enumerate(found) if b"took longer than 3 seconds" in line]
    assert [line for n, line in enumerate(found) if n not in late] == [
        answer.line for n, answer in enumerate(expected[: len(found)]) if n not in late
    ]
    assert [n for n, record in enumerate(records(INPUT[:40])) if record.line == TEXTLESS] == late
    assert json.loads(found[late[0]]) == {
        "schema": "persian-news-ie/1",
        "error": {
            "where": "line 11",
            "reason": "took longer than 3 seconds",
            "cure": "allow more time, or leave it out",
        },
        "article": {"id": "17"},
    }
    assert "line 11: took longer than 3 seconds; allow more time, or leave it out" in said
    assert code == 1


def test_long_records_make_short_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "RECORDS", 3)
    monkeypatch.setattr(batch, "BYTES", 10)
    found = batch.batches(Record(n, b"x" * (12 if n == 2 else 3)) for n in range(8))
    assert [[record.number for record in one] for one in found] == [[0, 1, 2], [3, 4, 5], [6, 7]]


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_an_output_cut_anywhere_goes_on_where_it_stood(
    data: st.DataObject, expected: list[Answer]
) -> None:
    whole = written(expected)
    cut = data.draw(st.integers(0, len(whole)))
    done = progress(BytesIO(whole[:cut]))
    assert whole[: done.size] == written(expected[: done.lines])
    assert done.errors == sum(bool(answer.error) for answer in expected[: done.lines])
    left = list(rest(records(INPUT), done))
    assert left == list(records(INPUT))[done.lines :]


@pytest.mark.parametrize(
    "output, given_lines, message",
    [
        (b"a line of something else\n", INPUT, "line 1 is none of an earlier run"),
        (b'{"schema": "other"}\n', INPUT, "line 1 is none of an earlier run"),
        (b'{"schema": "persian-news-ie/1", "article": {"id": "b"}}\n', INPUT, "article b, .* a0"),
        (b'{"schema": "persian-news-ie/1"}\n' * 3, INPUT[:2], "holds 3 records, more than"),
    ],
)
def test_what_is_of_another_run_is_refused(
    output: bytes, given_lines: list[bytes], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        rest(records(given_lines), progress(BytesIO(output)))


def killed(source: Path, output: Path, expected: list[Answer], times: int, seed: int) -> None:
    """Kill a run, and the runs that go on with it, at random; then let one finish."""
    whole, chance = written(expected), random.Random(seed)
    output.write_bytes(b"")
    for _ in range(times):
        process = started(source, "-o", output, "--workers", 2, "--resume")
        before = output.stat().st_size
        grown(output, before + chance.randrange(1, len(whole) // times), process)
        if chance.random() < 0.5:
            os.killpg(process.pid, signal.SIGKILL)  # with its workers
        else:
            process.kill()  # they notice and leave
        process.communicate()
        if chance.random() < 0.5:  # what a system that went down may leave of the last line
            size = output.stat().st_size
            os.truncate(output, max(0, size - chance.randrange(2000)))
        assert whole.startswith(output.read_bytes())
    process = started(source, "-o", output, "--resume")
    _, said = process.communicate()
    assert process.returncode == 1, said  # some records are broken
    assert output.read_bytes() == whole


def test_kill_and_resume(source: Path, tmp_path: Path, expected: list[Answer]) -> None:
    killed(source, tmp_path / "out.jsonl", expected, times=3, seed=1)


@pytest.mark.slow
def test_kill_and_resume_thirty_times(source: Path, tmp_path: Path, expected: list[Answer]) -> None:
    for seed in range(3):
        killed(source, tmp_path / "out.jsonl", expected, times=10, seed=seed)


def test_a_worker_killed_from_outside_is_replaced(
    source: Path, tmp_path: Path, expected: list[Answer]
) -> None:
    output = tmp_path / "out.jsonl"
    process = started(source, "-o", output, "--workers", 2)
    grown(output, 1, process)
    for child in children(process.pid)[:1]:
        os.kill(child, signal.SIGKILL)
    _, said = process.communicate()
    assert output.read_bytes() == written(expected)
    assert said.decode().splitlines() == [
        f"persian-news-ie: {answer.error}" for answer in expected if answer.error
    ]


def children(pid: int) -> list[int]:
    """The worker processes of a run, where the system tells (else none)."""
    with suppress(OSError):
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(c) for c in found if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()]
    return []


def test_ctrl_c_says_how_to_go_on(tmp_path: Path, expected: list[Answer]) -> None:
    source, output = tmp_path / "long.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b"".join(INPUT) * 40)  # more than a machine reads before the key is pressed
    process = started(source, "-o", output, "--workers", 2)
    grown(output, 1, process)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    last = said.decode().splitlines()[-1]
    assert re.fullmatch(r"persian-news-ie: stopped after \d+ records; go on with --resume", last)
    assert "Traceback" not in said.decode()
    assert process.returncode == 130
    whole, done = written(expected), output.read_bytes()
    assert done[: len(whole)] == whole[: len(done)]


def run(*arguments: object, **options: Any) -> tuple[int, str]:
    result = CliRunner().invoke(command, ["--names", "none", *map(str, arguments)], **options)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_what_stood_in_the_output_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(INPUT[0]))
    output = tmp_path / "out.jsonl"
    output.write_bytes(b"something older and longer\n" * 10_000)
    assert run(tmp_path / "in.jsonl.gz", "-o", output) == (0, "")
    assert [json.loads(line)["article"]["id"] for line in output.read_bytes().splitlines()] == [
        "a0"
    ]


def test_standard_input_and_output() -> None:
    code, output = run("-", "-o", "-", input=INPUT[1])
    assert (code, json.loads(output)["article"]["id"]) == (0, "a1")


def test_nothing_in_nothing_out(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_text("old\n", encoding="utf-8")
    assert run("-", "-o", output, input=b"\n \n") == (0, "")
    assert output.read_bytes() == b""


def test_errors_of_the_run_before_still_count(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_bytes(b'{"schema":"persian-news-ie/1","error":{},"article":{"id":null}}\n')
    assert run("-", "-o", output, "--resume", input=BROKEN)[0] == 1


@pytest.mark.parametrize(
    "arguments, code, message",
    [
        (["{in}", "-o", "{in}"], 2, "is the input; name another output"),
        (["{in}", "-o", "{folder}/./in.jsonl"], 2, "is the input; name another output"),
        (["{in}", "-o", "{folder}/link"], 2, "is the input; name another output"),
        (["{in}", "-o", "{folder}/hardlink"], 2, "is the input; name another output"),
        (["{in}", "-o", "{folder}"], 2, "cannot write {folder}: Is a directory"),
        (["{in}", "-o", "{folder}/none/x"], 2, "No such file or directory"),
        (["{in}", "-o", "{folder}/in.jsonl/x"], 2, "Not a directory"),
        (["{in}", "-o", "{folder}/" + "x" * 300], 2, "name too long"),
        (["{in}", "-o", "a\0b"], 2, "cannot write a\0b:"),
        (["{in}", "-o", "/dev/null", "--resume"], 2, "no file that a run could be resumed in"),
        (["{in}", "-o", "-", "--resume"], 2, "no file that a run could be resumed in"),
        (["{in}", "-o", "/dev/full"], 1, "No space left on device"),
        (["{in}", "-o", "{folder}/old", "--resume"], 2, "none of an earlier run"),
        (["{in}", "-o", "{folder}/old", "--names", "nope"], 2, "no model 'nope'"),
        (["{in}", "-o", "{folder}/old", "--rules", "nope.toml"], 2, "nope.toml"),
        (["{folder}/nothing", "-o", "{folder}/old"], 1, "no such file; check the name"),
        (["{folder}", "-o", "{folder}/old"], 1, "a directory; name the files in it"),
        (["{folder}/broken.gz", "-o", "{folder}/out"], 1, "broken gzip"),
        (["{in}", "-o", "{folder}/out", "--workers", "0"], 2, "0 is not in the range"),
        (["{in}", "-o", "{folder}/out", "--timeout", "0"], 2, "0 is not in the range"),
        (["{in}", "-o", "{folder}/out", "--timeout", "nan"], 2, "'nan' is not a valid integer"),
    ],
)
def test_wrong_paths_and_options_are_named(
    arguments: list[str], code: int, message: str, source: Path, tmp_path: Path
) -> None:
    (tmp_path / "old").write_text("not to be lost\n", encoding="utf-8")
    (tmp_path / "broken.gz").write_bytes(gzip.compress(INPUT[0])[:40])
    (tmp_path / "link").symlink_to(source)
    (tmp_path / "hardlink").hardlink_to(source)
    names = {"in": str(source), "folder": str(tmp_path)}
    found, said = run(*(one.format(**names) for one in arguments))
    assert message.format(**names).lower() in " ".join(said.split()).lower()
    assert found == code
    assert (tmp_path / "old").read_text(encoding="utf-8") == "not to be lost\n"
    assert source.read_bytes() == b"".join(INPUT)


def test_two_runs_do_not_write_one_file(source: Path, tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    with (tmp_path / "out.jsonl").open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        code, said = run(source, "-o", tmp_path / "out.jsonl")
    assert code == 2
    assert "another run is writing" in said
