import gzip
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persian_news_ie.article import Article
from persian_news_ie.errors import InputError
from persian_news_ie.sources import Failure, decode, read_lines, read_path, read_records, sniff

TEXT = "فرماندار بانه گفت: بازارچه مرزی از فردا باز است و راه تا سلیمانیه هموار شده است."
ARABIC = TEXT.translate(str.maketrans("یک", "\u064a\u0643"))  # the letters Windows-1256 has


@pytest.mark.parametrize(
    "data, text",
    [
        (TEXT.encode(), TEXT),
        (TEXT.encode("utf-8-sig"), TEXT),
        (TEXT.encode("utf-16"), TEXT),
        ("\ufeff".encode("utf-16-be") + TEXT.encode("utf-16-be"), TEXT),
        (TEXT.encode("utf-32"), TEXT),
        (ARABIC.encode("cp1256"), ARABIC),
        (f"<p>{ARABIC}</p> 2024".encode("cp1256"), f"<p>{ARABIC}</p> 2024"),
        (b"", ""),
        (b"plain ascii", "plain ascii"),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    "data, offset",
    [
        (b"abc\xff\xfedef", 3),
        (TEXT.encode()[:-3] + b"\xd8.", len(TEXT.encode()) - 3),  # broken UTF-8 is not Windows-1256
        (b"\x89PNG\r\n\x1a\n\x00\xff", 0),
        ("Voilà des mots français".encode("latin-1"), 4),
        (b"\xff\xfea", 2),
    ],
)
def test_bytes_that_are_no_text_name_the_offset_and_the_cure(data: bytes, offset: int) -> None:
    with pytest.raises(
        InputError, match=rf"at offset {offset} is not UTF-.*save the text as UTF-8"
    ):
        decode(data)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_was_encoded_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == text


@given(st.binary())
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    with suppress(InputError):
        assert isinstance(decode(data), str)


@pytest.mark.parametrize(
    "text, kind",
    [
        ('{"text": "…"}\n{"text": "…"}', "jsonl"),
        ('\n  {"id": 1}', "jsonl"),
        ("<!DOCTYPE html><html>", "html"),
        ("\n<html lang='fa'>", "html"),
        ("<?xml version='1.0'?>\n<html>", "html"),
        ("<div><p>متن</p></div>", "html"),
        (TEXT, "text"),
        ("<<گزارش>> امروز", "text"),
        ("{متن}", "text"),
        ("", "text"),
    ],
)
def test_sniff(text: str, kind: str) -> None:
    assert sniff(text) == kind


def test_records_keep_their_order_and_their_fields() -> None:
    rows = [
        {"text": TEXT, "id": 7, "title": "عنوان", "published": "2024-03-16T20:17", "url": "u"},
        {"text": TEXT, "source": "ایرنا", "more": [1, 2]},
    ]
    first, second = read_records(json.dumps(row) for row in rows)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.title, first.url) == ("7", "عنوان", "u")
    assert first.published is not None
    assert first.published.isoformat() == "2024-03-16T20:17:00+03:30"
    assert (second.id, second.source) == (None, "ایرنا")


@pytest.mark.parametrize(
    "line, reason",
    [
        ("{broken", "no valid JSON"),
        ("[1]", "JSON, but list"),
        ("null", "JSON, but NoneType"),
        ('{"title": "t"}', "no field 'text'"),
        ('{"text": 3}', "'text' is int"),
        ('{"text": "t", "title": 3}', "'title' is int"),
        ('{"text": "t", "published": "yesterday"}', "no ISO 8601"),
        ("[" * 100_000, "no valid JSON"),
        (b"\xff", "is not UTF-8"),
    ],
)
def test_a_broken_record_costs_only_itself(line: str | bytes, reason: str) -> None:
    good = json.dumps({"text": TEXT})
    before, failure, after = read_records([good, line, "", good])
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(failure, Failure)
    assert failure.where == "line 2"
    assert reason in failure.reason
    assert failure.cure
    assert str(failure) == f"line 2: {failure.reason}; {failure.cure}"


def test_a_mark_and_a_lone_surrogate_do_no_harm() -> None:
    (article,) = read_records(['\ufeff{"text": "\\ud800"}'])
    assert isinstance(article, Article)
    assert article.text == "\ud800"


@given(st.lists(st.text()))
def test_any_lines_give_articles_or_failures(lines: list[str]) -> None:
    for item in read_records(lines):
        assert isinstance(item, Article | Failure)


def test_read_path(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.txt", tmp_path / "a.txt.gz"
    plain.write_bytes(ARABIC.encode("cp1256"))
    packed.write_bytes(gzip.compress(TEXT.encode()))
    assert read_path(plain) == ARABIC
    assert read_path(packed) == TEXT
    assert read_path(str(plain)) == ARABIC


@pytest.mark.parametrize(
    "name, data, message",
    [
        ("missing.txt", None, "no such file"),
        ("", None, "a directory"),
        ("nul\0.txt", None, "check the name"),
        ("a.xz", b"\xfd7zXZ\0\0", "packed with xz; unpack it first"),
        ("a.gz", gzip.compress(b"text" * 99)[:-9], "broken gzip"),
        ("a.bin", b"\xff\x00\x80", "at offset 0 is not UTF-8"),
    ],
)
def test_paths_that_cannot_be_read_say_why(
    tmp_path: Path, name: str, data: bytes | None, message: str
) -> None:
    path = f"{tmp_path}/{name}"
    if data is not None:
        Path(path).write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        read_path(path)
    assert str(tmp_path) in str(caught.value)


def test_a_file_that_unpacks_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("persian_news_ie.sources.LARGEST_UNPACKED", 1000)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b" " * 1_000_000))
    with pytest.raises(InputError, match="longer than 1000 bytes"):
        read_path(path)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_lines_are_streamed(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(pack(b'{"text": "a"}\n{"text": "b"}\n'))
    assert [line.strip() for line in read_lines(path)] == [b'{"text": "a"}', b'{"text": "b"}']


def test_lines_of_other_encodings_and_broken_packing(tmp_path: Path) -> None:
    wide, broken = tmp_path / "wide.jsonl", tmp_path / "broken.gz"
    wide.write_bytes(f"{TEXT}\n{TEXT}".encode("utf-16"))
    broken.write_bytes(gzip.compress(b"line\n" * 99)[:-9])
    assert [line.decode() for line in read_lines(wide)] == [TEXT, TEXT]
    with pytest.raises(InputError, match="broken gzip"):
        list(read_lines(broken))
