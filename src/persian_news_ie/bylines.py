"""Who reports: the agency of a dateline, of «as X reports», or of an interview."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from persian_news_ie.resources import rows_of
from persian_news_ie.wordlists import any_of, compact, keys, whole, words

DASH = r"\-_\u2013\u2014"
DATELINE_REACH = 80  # letters of a paragraph in which its dateline must end
REPORT_REACH = 400  # letters of a paragraph in which it must name its source
NAME_REACH = 90
SENTENCE_MARK = re.compile('[\u060c,\u061b;:.\u00ab"()\\[\n]')


@dataclass(frozen=True, slots=True)
class Dateline:
    """The first `stop` letters of a paragraph: place and agency, of which one may be missing."""

    stop: int
    source: str | None


@cache
def _agencies(with_cue: bool) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, variants, cue in rows_of("words", "agencies.tsv"):
        if cue and not with_cue:
            continue
        for form in (*([] if cue else [name]), *variants.split(";")):
            found[form] = name
    found.pop("", None)
    return MappingProxyType(found)


@cache
def _names(with_cue: bool) -> Mapping[str, str]:
    return MappingProxyType({compact(k): v for k, v in _agencies(with_cue).items()})


def _canonical(form: str) -> str | None:
    return _names(True).get(compact(form))


def dateline(line: str) -> Dateline | None:
    """The dateline a folded paragraph opens with, if it has one."""
    head = line[:DATELINE_REACH]
    for pattern in _dateline_patterns():
        if match := pattern.match(head):
            agency = match.groupdict().get("agency")
            if agency or compact(match["place"]) in keys("towns"):
                return Dateline(match.end(), _canonical(agency) if agency else None)
    return None


def credit(line: str) -> Dateline | None:
    """The place and agency that are all of a folded line, which its date has been taken from."""
    line = " ".join(line.split())
    match = _credit_pattern().fullmatch(line) if len(line) <= DATELINE_REACH else None
    if match is None:
        return None
    return Dateline(len(line), _canonical(match["agency"] or match["cued"] or match["desk"]))


def reported(line: str) -> str | None:
    """The source of a folded paragraph that begins «as X reports»."""
    head = line[:REPORT_REACH]
    report = _report_pattern().search(head)
    return _reported(head[report.end() : report.end() + NAME_REACH]) if report else None


def interviewer(line: str) -> str | None:
    """The agency that a folded paragraph says the speaker talked to."""
    head = line[:REPORT_REACH]
    told = _interview_pattern().search(head)
    return _canonical(told[told.lastgroup or 0]) if told else None


def _reported(after: str) -> str | None:
    mark = SENTENCE_MARK.search(after)
    name = after[: mark.start()] if mark else after
    for pattern in _agency_patterns():
        if agency := pattern.search(name):
            return _canonical(agency["agency"])
    stop = _stop_pattern().search(name, 2)
    is_closed = bool(mark or stop)
    name = (name[: stop.start()] if stop else name).strip()
    if head := _head_pattern().search(name):
        return name[head.start() :] if is_closed and len(name) > len(head[0]) else None
    return name if is_closed and _is_title(name) else None


def _is_title(name: str) -> bool:
    parts = name.split()
    return 1 <= len(parts) <= 3 and not _reporter_pattern().match(name) and len(name) > 3


@cache
def _dateline_patterns() -> tuple[re.Pattern[str], ...]:
    sure, any_agency = any_of(_agencies(False)), any_of(_agencies(True))
    word = rf"(?!{whole(words('cite', 'speech'))})[^\W\d_]{{2,14}}"
    place = rf"{word}(?:\s{word}){{0,3}}"
    after = rf"\s?[{DASH}:/)\]](?:\s?[{DASH}:])?"
    area = rf"(?:{whole(words('areas'))}|{word})"
    tail = rf"(?:(?<=/)\s?{area}(?:\s?[{DASH}:])?|(?<=[{DASH}])\s?{place}\s?[{DASH}:])?"
    day = rf"\d{{1,2}}\s{word}(?:\s\d{{4}})?"
    desk = whole(words("cite", "group"))
    forms = [
        rf"\W{{0,3}}(?P<agency>{sure}){after}{tail}",
        rf"\W{{0,3}}(?P<agency>{any_agency})\s?:",
        rf"{place}\s?[{DASH}/(\u060c,]\s?(?P<agency>{any_agency}){after}",
        rf"{place}\s?[{DASH}\u060c,]\s?{day}\s?[{DASH}(\u060c]\s?(?P<agency>{any_agency}){after}",
        rf"{desk}\s{place}\s(?P<agency>{sure})\s?[{DASH}:](?:\s?{place}\s?:)?",
        rf"(?P<place>{word}(?:\s{word})?)(?:\s?_+|\s?[{DASH}](?=\s))",
        rf"(?P<place>{word}(?:\s{word})?)\s?[{DASH}\u060c,]\s?{day}\s?[{DASH}:](?=\s)",
    ]
    return tuple(re.compile(form) for form in forms)


@cache
def _credit_pattern() -> re.Pattern[str]:
    """A line like «Rasht - agency» or «agency/Western Azerbaijan»."""
    sure, any_agency = any_of(_agencies(False)), any_of(_agencies(True))
    place = r"[^\W\d_]{2,14}(?:\s[^\W\d_]{2,14}){0,2}"
    area = rf"(?:{whole(words('areas'))}|[^\W\d_]{{2,14}}(?:\s[^\W\d_]{{2,14}})?)"
    edge = rf"[{DASH}\u060c,:|\s]{{0,4}}"
    forms = [
        rf"(?:{place}\s?[{DASH}\u060c,/(|]\s?)?(?P<agency>{sure})\)?",
        rf"{place}\s?[{DASH}(]\s?(?P<cued>{any_agency})\)?",
        rf"(?P<desk>{sure})\s?[/{DASH}|(]\s?{area}\)?",
    ]
    return re.compile(rf"{edge}(?:{'|'.join(forms)}){edge}")


@cache
def _report_pattern() -> re.Pattern[str]:
    return re.compile(whole(words("cite", "report")) + r"\s*")


@cache
def _interview_pattern() -> re.Pattern[str]:
    sure, any_agency = whole(_agencies(False)), whole(_agencies(True))
    person, interview = (whole(words("cite", name)) for name in ("correspondent", "interview"))
    return re.compile(
        rf"{person}(?:{_desk(4)}\s{{1,2}}(?P<agency>{sure})|{_desk(2)}\s{{1,2}}(?P<cued>{any_agency}))"
        rf"|{interview}\s{{1,2}}(?P<told>{any_agency})"
        rf"|{whole(words('cite', 'told'))}\s{{1,2}}(?P<given>{sure})"
    )


@cache
def _agency_patterns() -> tuple[re.Pattern[str], ...]:
    sure, any_agency = whole(_agencies(False)), whole(_agencies(True))
    person = whole((*words("cite", "correspondent"), *words("cite", "group")))
    named = rf"\s*(?:{person}{_desk(4)}\s{{1,2}})?(?P<agency>{any_agency})"
    return re.compile(rf"(?P<agency>{sure})"), re.compile("^" + named)


def _desk(most: int) -> str:
    """The desk between a correspondent and his agency."""
    return rf"(?:\s{{1,2}}[^\W\d_]{{2,14}}){{0,{most}}}?"


@cache
def _stop_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<=\s){whole(words('cite', 'stop'))}")


@cache
def _head_pattern() -> re.Pattern[str]:
    return re.compile(whole(words("cite", "head")))


@cache
def _reporter_pattern() -> re.Pattern[str]:
    return re.compile(whole(words("cite", "reporter")))
