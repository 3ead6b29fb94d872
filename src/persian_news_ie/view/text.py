"""The article as it was given, line by line, with its marks."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby

from persian_news_ie.aligned import Span
from persian_news_ie.document import Document
from persian_news_ie.view.labels import label
from persian_news_ie.view.marks import Mark, Piece, Stretch, marks, pieces, stretches
from persian_news_ie.view.markup import Html, joined, tag


@dataclass(slots=True)
class Anchors:
    """Which facts already have a place to jump to, and the prefix of all ids of a document."""

    prefix: str
    placed: set[str] = field(default_factory=set)

    def of(self, facts: Iterable[Stretch]) -> Html:
        """Empty anchors for the facts that begin here."""
        new = [f.fact for f in facts if f.fact not in self.placed]
        self.placed.update(new)
        return joined(tag("span", id=f"{self.prefix}at-{fact}") for fact in new)

    def first(self, mark: Mark) -> str | None:
        """The id of the first mention of an entity or value, once."""
        name = f"{self.prefix}at-{mark.target}"
        if name in self.placed:
            return None
        self.placed.add(name)
        return name


def _lines(text: str) -> list[Span]:
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        found.append(Span(start, start + len(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"))))
        start += len(line)
    return found


def _role(doc: Document, line: Span) -> str | None:
    article = doc.article
    named = {
        "title": article.title_span,
        "kicker": article.kicker,
        "lead": article.lead,
    }
    for role, span in named.items():
        if span and span.overlaps(line):
            return role
    at = bisect_left(article.furniture, line.stop, key=lambda f: f.start) - 1
    is_furniture = at >= 0 and article.furniture[at].overlaps(line)
    return "furniture" if is_furniture else None


def tip_of(mark: Mark) -> str:
    """What the hover says of a mention, a line each."""
    inside = [f"{label('page', 'inside')}: {other.tip[0]}" for other in mark.also]
    return "\n".join((*(" ".join(t.split()) for t in mark.tip), *dict.fromkeys(inside)))


def _fact(source: str, piece: Piece, anchors: Anchors) -> Html:
    shown = source[piece.start : piece.stop]
    if not piece.facts:
        return joined([shown])
    kinds = " ".join(dict.fromkeys(f.kind for f in piece.facts))
    names = " ".join(dict.fromkeys(f"{anchors.prefix}{f.fact}" for f in piece.facts))
    inner = tag("span", shown, class_=f"fact {kinds}", data_facts=names)
    return joined([anchors.of(piece.facts), inner])


def _marked(source: str, mark: Mark | None, run: Sequence[Piece], anchors: Anchors) -> Html:
    inside = joined(_fact(source, piece, anchors) for piece in run)
    if mark is None:
        return inside
    target = f"{anchors.prefix}{mark.target}"
    hidden = joined(tag("span", id=name) for name in map(anchors.first, mark.also) if name)
    link = tag(
        "a",
        inside,
        href=f"#{target}",
        id=anchors.first(mark),
        class_=f"mark {mark.kind}",
        data_entity=target,
        data_tip=tip_of(mark),
    )
    return joined([hidden, link])


def _element(doc: Document, line: Span, content: Html) -> Html:
    role = _role(doc, line)
    name = "h1" if role == "title" else "p"
    return tag(name, content, class_=role, dir="auto" if role == "furniture" else None)


def article_text(doc: Document, prefix: str) -> Html:
    """The whole text as paragraphs; title, lead and what is no prose look different."""
    source, found = doc.article.text, marks(doc)
    asserted, lines = stretches(doc), _lines(source)
    cuts = {at for x in chain[Mark | Stretch](found, asserted) for at in (x.start, x.stop)}
    cuts.update(at for line in lines for at in line)
    anchors, parts = Anchors(prefix), pieces(cuts, found, asserted)
    return joined(_paragraphs(doc, lines, parts, anchors), "\n")


def _paragraphs(
    doc: Document, lines: Sequence[Span], parts: Iterable[Piece], anchors: Anchors
) -> Iterator[Html]:
    waiting = iter(parts)
    piece = next(waiting, None)
    for line in lines:
        inside = []
        while piece and piece.start < line.stop:
            if piece.start >= line.start:
                inside.append(piece)
            piece = next(waiting, None)
        if inside and doc.article.text[line.start : line.stop].strip():
            runs = groupby(inside, key=lambda p: p.mark)
            content = joined(
                _marked(doc.article.text, mark, list(run), anchors) for mark, run in runs
            )
            yield _element(doc, line, content)
