"""The cues of reported speech: where a text says that somebody said something."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.match.verbs import VerbForm
from persian_news_ie.match.words import WordList, list_entries
from persian_news_ie.resources import toml_of

PREFIX = "speech."
OPEN, CLOSE = "«", "»"
OPENING, CLOSING = OPEN + '"“', CLOSE + '"”'
REPORTING = frozenset(PREFIX + name for name in ("said", "that", "stating", "bare"))
OWN_PERSONS = frozenset(("1s", "2s", "2p", "1p"))
LONGEST = 3000  # tokens of a quotation; where none is closed, each opening costs so many looks
REACH = 12  # tokens between «while» and the verb
REPORTED = frozenset(
    ("past", "imperfect", "perfect", "pluperfect", "present", "future", "participle")
)


class Cue(NamedTuple):
    """A cue: its tokens, the sentence it is in, where the content starts, and the kind of quote."""

    at: Span
    sentence: Span
    content: int
    kind: str  # direct, indirect, stated, according, document, headline


@cache
def _lists() -> dict[str, WordList]:
    return toml_of("words", "speech.toml")


def entries() -> Iterable[tuple[str, Hashable]]:
    """The lexicon entries of the words that report speech."""
    for name, phrases in _lists().items():
        yield from list_entries(PREFIX + name, phrases)


def has(doc: Document, at: int, name: str) -> int:
    """Where the longest phrase of a speech list that starts at a token stops; 0 if none does."""
    return doc.words.has(at, PREFIX + name)


def _finite(doc: Document, at: int, name: str) -> int:
    """Where a form of a speech verb that reports, or a word that says as much, stops."""
    found = doc.words.at.get(at, {}).get(PREFIX + name, ())
    return max((f.stop for f in found if f.form is None or _reports(f.form)), default=0)


def _reports(form: VerbForm) -> bool:
    """Whether a form of a speech verb reports: no wish, no denial, no passive, no «I» or «you»."""
    is_real = form.tense in REPORTED and not form.negated and not form.passive
    return is_real and form.person not in OWN_PERSONS


def is_colon(doc: Document, at: int) -> bool:
    """Whether a token is a colon."""
    return at < len(doc.tokens) and doc.tokens.norms[at] == ":"


def _spoken(doc: Document, sentence: Span, at: int) -> Cue | None:
    """A speech verb with a colon, a that-clause, or its content right behind it."""
    stop = _finite(doc, at, "said")
    if not stop or has(doc, at - 1, "modal"):
        return None
    if is_colon(doc, stop):
        return Cue(Span(at, stop), sentence, stop + 1, "direct")
    behind = doc.tokens.norms[stop : stop + 1]
    if behind in (["؛"], ["«"]) and stop < sentence.stop - 1 and not _apposition(doc, stop + 1):
        return Cue(Span(at, stop), sentence, stop + 1, "direct")
    that = _finite(doc, at, "that")
    if that and (after := doc.words.has(that, "that")) and not _is_while(doc, sentence, at):
        return Cue(Span(at, that), sentence, after, "indirect")
    return _bare(doc, sentence, at)


def _is_while(doc: Document, sentence: Span, at: int) -> bool:
    """Whether the «that» behind a speech verb belongs to «while» before it, in one clause."""
    for before in range(at - 1, max(sentence.start, at - REACH) - 1, -1):
        verb = doc.words.verbs.get(before)
        if verb and verb.form and verb.form.is_finite:
            return False
        if has(doc, before, "while"):
            return True
    return False


def _apposition(doc: Document, at: int) -> bool:
    """Whether a noun with a relative clause starts at a token: it explains, it is not said."""
    return any(doc.words.has(t, "that") for t in range(at + 1, at + 3))


def _bare(doc: Document, sentence: Span, at: int) -> Cue | None:
    """A speech verb directly before a clause: content without a colon or a conjunction."""
    stop = _finite(doc, at, "bare")
    if not stop or stop >= sentence.stop:
        return None
    found = doc.words.verbs.get(stop - 1) or doc.words.verbs.get(at)
    if found and found.form and not found.form.is_finite:
        return None
    return _clause_behind(doc, sentence, Span(at, stop))


def _told(doc: Document, sentence: Span, at: int) -> Cue | None:
    """A participle that stands for the perfect, its auxiliary left out: «X has said …»."""
    stop = has(doc, at, "told")
    verb = doc.words.verbs.get(stop - 1)
    taken = any(doc.words.has(at - 1, name) for name in ("preposition", "ra"))
    if not stop or taken or at == sentence.start or verb is None or verb.stop > stop:
        return None
    that = doc.words.has(stop, "that")
    if that and that < sentence.stop:
        return Cue(Span(at, stop), sentence, that, "indirect")
    if is_colon(doc, stop):
        return Cue(Span(at, stop), sentence, stop + 1, "direct")
    ended = doc.words.has(stop, "comma") or _is_while(doc, sentence, at)
    return None if ended else _clause_behind(doc, sentence, Span(at, stop))


def _clause_behind(doc: Document, sentence: Span, verb: Span) -> Cue | None:
    """A speech verb with the clause behind it, if one is there."""
    at, stop = verb
    start = doc.words.has(stop, "comma") or stop
    blocked = ("and", "comma", "clause_break", "that")
    if any(doc.words.has(start, name) for name in blocked) or has(doc, start, "but"):
        return None
    if sentence.stop - start < 5 or doc.words.finite_form(start, sentence.stop) is None:
        return None
    return Cue(Span(at, stop), sentence, start, "indirect")


def _stated(doc: Document, sentence: Span, at: int) -> Cue | None:
    stop = has(doc, at, "stating")
    content = has(doc, stop, "content") if stop else 0
    return Cue(Span(at, content), sentence, content, "stated") if content else None


def _according(doc: Document, sentence: Span, at: int) -> Cue | None:
    stop = has(doc, at, "according")
    before = doc.tokens.norms[at - 1] if at > sentence.start else ""
    opens = not before or not before[0].isalnum() or bool(doc.words.has(at - 1, "and"))
    return Cue(Span(at, stop), sentence, stop, "according") if stop and opens else None


def _document(doc: Document, sentence: Span, at: int) -> Cue | None:
    stop = has(doc, at, "document")
    if not stop:
        return None
    if is_colon(doc, stop):
        return Cue(Span(at, stop), sentence, stop + 1, "document")
    paper = any(has(doc, t, "paper") for t in range(sentence.start, at))
    after = doc.words.has(stop, "that") or stop
    if paper and has(doc, at, "written") and after < sentence.stop - 4:
        return Cue(Span(at, stop), sentence, after, "document")
    return None


FINDERS = {
    "stating": _stated,
    "document": _document,
    "said": _spoken,
    "told": _told,
    "according": _according,
}  # by the list whose word starts the cue; the first that answers decides


CUES = frozenset(PREFIX + name for name in FINDERS)


def cues(doc: Document) -> list[Cue]:
    """The cues of a document in text order; of two at one place, the first finder's."""
    starts = defaultdict(list)
    places = doc.words.places(CUES)
    for name, finder in FINDERS.items():
        for at in places[PREFIX + name]:
            starts[at].append(finder)
    found, last, bounds = [], 0, [s.start for s in doc.sentences]
    for at in sorted(starts):
        if at < last:
            continue
        sentence = doc.sentences[bisect_right(bounds, at) - 1]
        cue = next((c for f in starts[at] if (c := f(doc, sentence, at))), None)
        if cue:
            found.append(cue)
            last = cue.at.stop
    return found


def reports(doc: Document) -> list[int]:
    """The tokens at which somebody is said to say something, in text order."""
    return sorted(
        at
        for at, lists in doc.words.at.items()
        if any(
            f.form is None or _reports(f.form)
            for name in REPORTING.intersection(lists)
            for f in lists[name]
        )
    )


def closed_at(norms: Sequence[str], at: int, last: int) -> int:
    """Where the quotation mark at a token is closed before another token; 0 if it is not."""
    pair, depth = CLOSING[OPENING.index(norms[at])], 0
    for here in range(at, min(last, at + LONGEST)):
        if norms[here] == pair and (depth == 1 or pair == '"') and here > at:
            return here
        depth += (norms[here] == norms[at]) - (norms[here] == pair)
    return 0


def starting(doc: Document, name: str) -> list[int]:
    """The tokens at which a phrase of a speech list starts."""
    name = PREFIX + name
    return [at for at, lists in doc.words.at.items() if name in lists]
