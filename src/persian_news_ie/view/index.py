"""The list of findings beside the text, and the tables below it."""

from collections.abc import Iterator

from persian_news_ie.document import Document
from persian_news_ie.explain import explain
from persian_news_ie.export.summary import ISOLATE, POP
from persian_news_ie.facts import Agreement, Event, Quote
from persian_news_ie.view import cells, rows
from persian_news_ie.view.labels import digits, jalali, label
from persian_news_ie.view.marks import score
from persian_news_ie.view.markup import Child, Html, bdi, joined, tag

LONGEST = 110  # characters of a quote in the list


def _entry(id: str, kind: str, prefix: str, tip: str, *content: Child) -> Html:
    """A finding: a link to its place in the text, and what it says."""
    more = tag("a", label("page", "details"), href=f"#{prefix}{id}", class_="more")
    return tag(
        "li",
        *content,
        more,
        class_=f"entry {kind}",
        id=f"{prefix}card-{id}",
        data_fact=f"{prefix}{id}",
        data_tip=tip,
    )


def _head(id: str, kind: str, prefix: str) -> Html:
    return tag("a", kind, href=f"#{prefix}at-{id}", class_="head")


def _tip(doc: Document, fact: Agreement | Event | Quote, title: str) -> str:
    """The title and, from the explanation, the rule and the words."""
    lines = explain(doc, fact).replace(ISOLATE, "").replace(POP, "").splitlines()
    by = f"{label('page', 'rule')} {fact.by} · {label('page', 'score')} {score(fact.score)}"
    trigger = [line.strip() for line in lines if line.startswith("  trigger")]
    return "\n".join((title, by, *trigger))


def _where(fact: Agreement | Event, prefix: str) -> Html | None:
    """The place and the day of a fact, if it has any."""
    place = cells.linked(fact.place, prefix) if fact.place else None
    date = bdi(jalali(fact.date.value) or cells.flat(fact.date.text)) if fact.date else None
    known = [slot for slot in (place, date) if slot]
    return tag("p", joined(known, " · "), class_="where") if known else None


def _agreement(doc: Document, fact: Agreement, prefix: str) -> Html:
    kind = label("agreements", fact.kind)
    status = label("status", fact.status)
    parties = cells.listed(cells.linked(p, prefix) for p in fact.parties)
    return _entry(
        fact.id,
        "agreement",
        prefix,
        _tip(doc, fact, f"{kind} · {status}"),
        _head(fact.id, kind, prefix),
        cells.chip(status, f"status {fact.status}"),
        tag("p", parties) if parties else None,
        tag("p", bdi(cells.flat(fact.subject.text)), class_="subject") if fact.subject else None,
        _where(fact, prefix),
    )


def _event(doc: Document, fact: Event, prefix: str) -> Html:
    kind = label("events", fact.kind)
    modality = label("modality", fact.modality)
    people = cells.listed(cells.taking_part(p, prefix) for p in fact.participants)
    return _entry(
        fact.id,
        "event",
        prefix,
        _tip(doc, fact, f"{kind} · {modality}"),
        _head(fact.id, kind, prefix),
        cells.chip(modality, f"modality {fact.modality}"),
        tag("p", people) if people else None,
        tag("p", bdi(cells.flat(fact.position.text))) if fact.position else None,
        _where(fact, prefix),
    )


def _quote(doc: Document, number: int, quote: Quote, prefix: str) -> Html:
    words = cells.said(doc, quote)
    short = words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} …"
    title = f"{label('layer', 'quote')} · {label('quotes', quote.kind)}"
    id = f"quote-{number}"
    return _entry(
        id,
        "quote",
        prefix,
        _tip(doc, quote, title),
        tag("span", cells.speaker(quote, prefix), class_="speaker"),
        tag("p", tag("a", bdi(short), href=f"#{prefix}at-{id}", class_="head said")),
    )


def index(doc: Document, prefix: str) -> Html:
    """The findings of a document as lists, each linked to its place in the text."""
    lists = {
        "agreements": [_agreement(doc, a, prefix) for a in doc.agreements],
        "events": [_event(doc, e, prefix) for e in doc.events],
        "quotes": [_quote(doc, n, q, prefix) for n, q in enumerate(doc.quotes, 1)],
    }
    return joined(
        tag(
            "section",
            tag("h2", label("section", name), tag("small", digits(len(entries)))),
            tag("ol", *entries),
        )
        for name, entries in lists.items()
        if entries
    ) or tag("p", label("page", "nothing"), class_="nothing")


def tables(doc: Document, prefix: str) -> Iterator[Html]:
    """Every table, with a heading, in an area that scrolls sideways where it must."""
    for table in rows.tables(doc, prefix):
        name = f"{prefix}table-{table.section}"
        head = tag("tr", *(tag("th", label("column", c), scope="col") for c in table.columns))
        body = joined(
            tag("tr", *map(_cell, range(len(row)), row), id=f"{prefix}{id}")
            for id, row in table.rows
        )
        yield tag(
            "section",
            tag("h2", label("section", table.section), id=name),
            tag(
                "div",
                tag("table", tag("thead", head), tag("tbody", body), aria_labelledby=name),
                class_="scroll",
                tabindex="0",
                role="region",
                aria_labelledby=name,
            ),
        )


def _cell(number: int, content: Html) -> Html:
    return tag("td", content) if number else tag("th", content, scope="row")
