"""Input that nobody meant well: any bytes, huge and crooked texts, bombs, odd rule books."""

import gzip
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from click.testing import CliRunner
from fuzz.findings import FINDINGS
from fuzz.junk import PIECES
from fuzz.targets import BOOK, TARGETS, holds
from hypothesis import given, settings
from hypothesis import strategies as st

import persian_news_ie as pni
from persian_news_ie import sources
from persian_news_ie.article import Article, read_article
from persian_news_ie.cli import main
from persian_news_ie.errors import InputError
from persian_news_ie.link.scene import scene
from persian_news_ie.match.engine import Engine
from persian_news_ie.match.rulebook import RuleError, book_from_file, read_book
from persian_news_ie.page import read_page
from persian_news_ie.sources import Failure, read_lines, read_path, read_record, read_records
from persian_news_ie.text.builtin import LONGEST, sentences, tokenize
from persian_news_ie.text.normalize import fold

Given = TypeVar("Given")

junk = st.lists(st.sampled_from(PIECES), max_size=120).map("".join)
anything = st.text(st.characters(exclude_categories=[]), max_size=300)
mixed = st.lists(st.one_of(anything, junk), max_size=4).map("".join)
MANY = settings(max_examples=60, deadline=None)

NEWS = "وزیر خارجه ایران روز شنبه در بغداد با همتای عراقی خود دیدار کرد و تفاهم‌نامه امضا شد. "
ARTICLE = NEWS * 4


@pytest.mark.parametrize("name, data, what", FINDINGS)
def test_what_fuzzing_found(name: str, data: bytes, what: str) -> None:
    TARGETS[name](data)


@pytest.mark.parametrize("name", [name for name in TARGETS if name not in ("page", "pipeline")])
@given(data=st.binary(max_size=400))
@MANY
def test_any_bytes(name: str, data: bytes) -> None:
    TARGETS[name](data)


@given(text=mixed)
@MANY
def test_any_text_is_a_document(nlp: pni.NLP, text: str) -> None:
    holds(nlp(text, reference_date="2024-03-16"))


@given(line=junk, title=anything)
@MANY
def test_any_record_is_a_document(nlp: pni.NLP, line: str, title: str) -> None:
    raw = json.dumps({"text": line, "title": title, "id": 5})
    found = read_record(raw.encode(), "line 1")
    assert isinstance(found, Article)
    holds(nlp(found))


HALVES = ("\ud83d", "\ude00", "\ud83d\ud83d", "a\udfff")
CROOKED = {
    "nothing": "",
    "blank": " \n\t\u200c\u200f\ufeff\u00a0\n",
    "half characters": ARTICLE + "".join(HALVES) + ARTICLE,
    "null bytes": ARTICLE.replace(" ", "\0"),
    "control characters": "".join(map(chr, range(32))) + ARTICLE,
    "overrides": "\u202e" + ARTICLE.replace(" ", " \u202d\u2066") + "\u2069\u202c",
    "marks on every letter": "".join(c + "\u0651\u064e\u0670" for c in ARTICLE),
    "a tower of marks": "ب" + "\u0650" * 100_000 + " " + ARTICLE,
    "stretched": ARTICLE.replace("ا", "ا" + "\u0640" * 50),
    "Greek alike": ARTICLE.replace("o", "\u03bf").replace("ه", "\u06d5"),
    "Latin digits and signs": "1/2/3-4:5.6,7%8٪9" * 3000,
    "a long number": "9" * 100_000 + " میلیارد دلار",
    "numbers in words": "سه میلیارد و " * 5000,
    "nested quotations": "«" * 100_000 + "گفت" + "»" * 100_000,
    "open quotations": "وی گفت: « " * 5000,
    "open brackets": "( [ { " * 20_000,
    "one word": "ب" * 1_000_000,
    "half-spaces": "می\u200c" * 50_000,
    "lines": "\n" * 500_000,
    "stops": ". " * 50_000,
    "commas": "ایران، عراق، " * 3000,
    "conjunctions": "ایران و عراق و " * 3000,
    "names": "محمد صحرایی " * 3000,
    "pronouns": "وی " * 5000,
    "dates": "روز شنبه ۲۶ اسفند ۱۴۰۲ " * 1000,
    "stamps": "۲۶ اسفند ۱۴۰۲ - ۲۰:۱۷\n" * 2000,
    "furniture": "برچسب‌ها\nانتهای پیام\nکد خبر: ۱۲\n" * 2000,
    "HTML": "<script>alert(1)</script><p onclick='x'>" * 2000,
    "JSON": '{"text": "' * 10_000,
}


@pytest.mark.parametrize("text", CROOKED.values(), ids=CROOKED.keys())
def test_crooked_text_is_a_document_and_soon(nlp: pni.NLP, text: str) -> None:
    start = time.process_time()
    holds(nlp(text))
    assert time.process_time() - start < 30  # a minute for all; what is not linear takes hours


@pytest.mark.slow
def test_ten_megabytes_in_one_line(nlp: pni.NLP) -> None:
    text = "هوای کوهستان سرد و آسمان صاف بود "
    holds(nlp(text * (10_000_000 // len(text.encode()))))


DISGUISES = {
    "overrides": ARTICLE.replace(" ", " \u202d\u2066").replace(".", "\u2069\u202c."),
    "a reversed text": "\u202e" + ARTICLE,
    "a mark in every word": ARTICLE.replace("ر", "ر\u200f").replace("ا", "ا\u200e"),
    "joiners": ARTICLE.replace("ر", "ر\u200d").replace("د", "د\u2060"),
    "soft hyphens": ARTICLE.replace("ا", "ا\u00ad"),
    "byte order marks": ARTICLE.replace("ا", "ا\ufeff"),
    "hidden tags": ARTICLE.replace("ر", "ر\U000e0061\U000e007f"),
    "tatweel": ARTICLE.replace("ر", "ر\u0640"),
    "no-break spaces": ARTICLE.replace(" ", "\u00a0"),
    "Arabic letters": ARTICLE.replace("\u06cc", "\u064a").replace("\u06a9", "\u0643"),
    "alef maksura": ARTICLE.replace("\u06cc", "\u0649"),
    "heh goal": ARTICLE.replace("\u0647", "\u06c1"),
    "heh doachashmee": ARTICLE.replace("\u0647", "\u06be"),
    "ae": ARTICLE.replace("\u0647", "\u06d5"),
    "swash kaf": ARTICLE.replace("\u06a9", "\u06aa"),
    "presentation forms": ARTICLE.replace("\u0627", "\ufe8d").replace("\u062f", "\ufea9"),
}


@pytest.mark.parametrize("text", DISGUISES.values(), ids=DISGUISES.keys())
def test_what_looks_alike_is_read_alike(nlp: pni.NLP, text: str) -> None:
    assert text != ARTICLE
    assert seen(nlp(text)) == seen(nlp(ARTICLE))


def seen(doc: pni.Document) -> tuple[object, ...]:
    places = [place.name for place in doc.places]
    events = [(e.kind, len(e.participants), e.date and e.date.value) for e in doc.events]
    assert places
    assert events
    return places, events, [(a.kind, a.status) for a in doc.agreements]


def test_no_sentence_is_without_end() -> None:
    text = fold("ایران " * 3000 + "، " + "عراق " * 500).text
    found = sentences(text, tokenize(text))
    assert max(s.stop - s.start for s in found) <= LONGEST
    assert sum(s.stop - s.start for s in found) == 3501


def seconds(given: Given, read: Callable[[Given], object]) -> float:
    start = time.process_time()
    read(given)
    return time.process_time() - start


@pytest.mark.parametrize(
    "unit",
    [
        NEWS,
        NEWS.replace(".", ""),
        "وی گفت: « ",
        "ایران و عراق تفاهم‌نامه ",
        "استاندار کرمانشاه محمد صحرایی وی ",
        "روز شنبه سه میلیارد دلار ",
    ],
)
def test_four_times_the_text_takes_about_four_times_as_long(nlp: pni.NLP, unit: str) -> None:
    size = 12_000 // len(unit)
    nlp(unit * size)
    # The best of two: other programs take time too.
    once, more = (min(seconds(unit * n, nlp) for _ in range(2)) for n in (size, 4 * size))
    assert more < 9 * once + 0.5  # sixteen times as long were it not linear


BOMBS = {
    "arrays": "[" * 100_000,
    "objects": '{"text":' * 100_000,
    "a record with a deep field": '{"text": "a", "x": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "a long number": '{"text": "a", "id": ' + "9" * 10_000 + "}",
    "a list": '["a"]',
    "no text": "{}",
    "a number as text": '{"text": 5}',
    "a list as title": '{"text": "a", "title": ["b"]}',
    "torn": '{"text": "a',
    "an unknown escape": '{"text": "\\x"}',
}


@pytest.mark.parametrize("line", BOMBS.values(), ids=BOMBS.keys())
def test_a_crooked_record_is_named_and_the_next_is_read(line: str) -> None:
    found = list(read_records([line, '{"text": "سلام"}']))
    assert isinstance(found[0], Failure)
    assert found[0].where == "line 1"
    assert isinstance(found[1], Article)


def test_half_characters_in_records_become_escapes(nlp: pni.NLP) -> None:
    found = read_record(b'{"text": "\\ud83d \\u0627", "id": "\\udc00"}', "line 1")
    assert isinstance(found, Article)
    assert json.loads(nlp(found).to_json())["article"]["id"] == "\udc00"


def test_a_line_without_end_is_not_read_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LONGEST_LINE", 1000)
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"0" * 5_000_000 + b'\n{"text": "b"}\n'))
    lines = list(read_lines(path))
    assert [len(line) for line in lines] == [1001, 14]
    first, second = read_records(lines)
    assert str(first) == "line 1: longer than 1000 bytes; split it"
    assert isinstance(second, Article)


def test_a_packed_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LARGEST_UNPACKED", 10_000)
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b" " * 1_000_000))
    with pytest.raises(InputError, match="longer than 10000 bytes"):
        read_path(path)


def test_a_bomb_on_the_command_line_is_named_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LARGEST_UNPACKED", 10_000)
    bomb, nest, good = tmp_path / "bomb.gz", tmp_path / "nest.gz", tmp_path / "good.txt"
    bomb.write_bytes(gzip.compress(b" " * 1_000_000))
    nest.write_bytes(gzip.compress(gzip.compress(b"\0" * 5_000)))  # a packed file in a packed file
    good.write_text(NEWS, encoding="utf-8")
    found = CliRunner().invoke(main, ["extract", "--names", "none", *map(str, (bomb, nest, good))])
    assert found.exit_code == 1
    assert [line.split(": ")[1] for line in found.stderr.splitlines()] == [str(bomb), str(nest)]
    assert json.loads(found.stdout)["events"]


PAGES = {
    "a script": "<script>alert('دزدی')</script>",
    "a style": "<style>p::before {content: 'دزدی'}</style>",
    "a template": "<template><p>دزدی</p></template>",
    "no script": "<noscript><img src=x alt='دزدی'></noscript>",
    "an event": "<img src=x onerror='alert(\"دزدی\")'>",
    "a frame": "<iframe srcdoc='<p>دزدی</p>'></iframe>",
    "a drawing": "<svg><script>دزدی</script></svg>",
    "an entity": "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;</p>",
    "a comment": "<!-- دزدی -->",
}


@pytest.mark.parametrize("markup", PAGES.values(), ids=PAGES.keys())
def test_what_a_page_runs_is_no_text(markup: str) -> None:
    pytest.importorskip("trafilatura")
    body = f"<p>{NEWS}</p>" * 5
    found = read_page(f"<html><body><article>{body}{markup}{body}</article></body></html>")
    assert "دیدار کرد" in found.text
    assert "دزدی" not in found.text
    assert "root:" not in found.text


ODD_BOOKS = {
    "nothing": ("", "fact must be one of"),
    "no TOML": ("= [", "not valid TOML"),
    "a tower": ("a = " + "[" * 50_000, "nested too deep"),
    "long": ("#" * (1 << 22), "divide it into several books"),
    "words that are a string": ('fact = "event"\nwords = "a"', "words: Expected 'object'"),
    "a list of numbers": ('fact = "event"\nwords = { a = [1] }', "words: Expected 'str'"),
    "rules that are a table": ('fact = "event"\nrule = {}', "rule: Expected 'array'"),
    "a rule that is a string": ('fact = "event"\nrule = ["a"]', "rule: Expected 'object'"),
    "a need that is a string": (BOOK.replace('kind = "meeting"', 'need = "agent"'), "met: need"),
    "a score in words": (BOOK.replace('kind = "meeting"', 'score = "high"'), "met: score"),
    "a pattern that is a date": (BOOK.replace('["PERSON"]', "2024-01-01"), "met: agent"),
    "a long pattern": (BOOK.replace('["PERSON"]', f'"{"PERSON " * 1000}"'), "over 2000 characters"),
    "deep brackets": (BOOK.replace("PERSON", "(" * 900 + "PERSON" + ")" * 900), "too deep"),
    "code": (BOOK.replace("$meet", "__import__('os')"), "cannot read"),
    "a regular expression": (BOOK.replace("$meet", "(a+)+$"), "cannot read"),
    "a circle": (
        BOOK.replace("[words]", '[words]\na = { lists = ["b"] }\nb = { lists = ["a"] }'),
        "in a circle",
    ),
    "a list that grows": (
        BOOK.replace(
            "[words]",
            f"[words]\na0 = {json.dumps(['x'] * 60_000)}\na1 = {{ lists = ['a0', 'a0'] }}",
        ),
        "more than 100000 phrases",
    ),
    "an unknown verb": (BOOK.replace("دیدار کردن", "فلانیدن"), "not in words/verbs.tsv"),
}


@pytest.mark.parametrize("text, message", ODD_BOOKS.values(), ids=ODD_BOOKS.keys())
def test_an_odd_rule_book_is_refused_and_soon(text: str, message: str) -> None:
    start = time.process_time()
    with pytest.raises(RuleError, match=message):
        read_book("odd", text)
    assert time.process_time() - start < 10


def test_the_book_that_these_are_made_of_is_read() -> None:
    assert [rule.id for rule in read_book("odd", BOOK).rules] == ["odd.met"]


@pytest.mark.parametrize(
    "name, content, message",
    [
        ("folder", None, "not a file"),
        ("binary.toml", b"\xff\xfe\0", "cannot be read as UTF-8"),
        ("large.toml", b"#" * (1 << 22), "divide it into several books"),
        ("a\0b.toml", None, "cannot be read"),
    ],
)
def test_what_is_no_book_is_refused(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    elif "\0" not in name:
        path.mkdir()
    with pytest.raises(RuleError, match=message):
        book_from_file(path)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/stdin", "/proc/self/mem"])
def test_devices_are_no_books(path: str) -> None:
    if Path(path).exists():
        with pytest.raises(RuleError):
            book_from_file(path)


def nested(depth: int) -> str:
    return "PERSON?" if not depth else f"({nested(depth - 1)} ~)*"


# As many ways to match as fit into a pattern: each would hang an engine that tries them in turn.
PATTERNS = {
    "nested repetitions": ("", nested(150)),
    "gaps": (" ~" * 600, "PERSON"),
    "options": ("", "WHO? " * 390),
    "choices": ("", "(WHO|~|_|#|%|^)* " * 100),
    "captures": ("", "[# ~ ]* " * 100 + "ORG"),
    "long phrases": (" (# % _ ~)*" * 150, "% " * 600),
}


@pytest.mark.parametrize("trigger, agent", PATTERNS.values(), ids=PATTERNS.keys())
def test_no_pattern_of_a_users_rule_hangs(nlp: pni.NLP, trigger: str, agent: str) -> None:
    book = BOOK.replace("$meet", f"$say{trigger}").replace("PERSON", agent)
    engine = Engine(read_book("odd", book).rules)
    clause = "استاندار بانه و محمد صحرایی گفت که وزیر راه در ایلام و مهران "
    once, more = (scene(nlp(clause * count)) for count in (12, 48))
    engine.findings(once)
    soon, late = (seconds(one, engine.findings) for one in (once, more))
    assert late < 9 * soon + 0.5  # four times as much to read


def test_patterns_that_repeat_patterns_are_linear(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    path.write_text(BOOK.replace('["PERSON"]', '["((PERSON? ~)* (PERSON ~)+)+ ORG"]'))
    nlp = pni.load(names=None, rules=[path])
    start = time.process_time()
    nlp("محمد صحرایی با " * 2000 + "وزیر دیدار کرد.")
    assert time.process_time() - start < 20


def test_a_large_text_is_parsed_soon() -> None:
    start = time.process_time()
    read_article("\n".join([NEWS * 20, "کد خبر: ۱۲"] * 1500))
    assert time.process_time() - start < 20
