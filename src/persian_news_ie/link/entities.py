"""The people and places of a text by what rules ask of them."""

from persian_news_ie.document import Document, Entities, Mention
from persian_news_ie.text.normalize import phrase_key


def entities(doc: Document) -> Entities:
    """What the people and places of a document are asked for while its facts are read."""
    return Entities(_names(doc), _holders(doc), _countries(doc))


def _names(doc: Document) -> dict[str, Mention]:
    """The longest name of each person, of equals the first."""
    found: dict[str, Mention] = {}
    for mention in doc.mentions:
        if mention.label == "PERSON" and (link := doc.link(mention)):
            best = found.setdefault(link.entity, mention)
            if mention.at.stop - mention.at.start > best.at.stop - best.at.start:
                found[link.entity] = mention
    return found


def _holders(doc: Document) -> dict[str, str]:
    """The one person who holds each office, by the words of the office."""
    held: dict[str, set[str]] = {}
    for person in doc.people:
        for role in person.roles:
            if role.status != "former":
                held.setdefault(phrase_key(role.text), set()).add(person.id)
    return {office: next(iter(people)) for office, people in held.items() if len(people) == 1}


def _countries(doc: Document) -> dict[str, str]:
    """For each place the country, as a place of the text, that it lies in."""
    named: dict[str, str] = {}
    for place in doc.places:
        if place.kind == "country" and place.country:
            named.setdefault(place.country, place.id)
    return {p.id: named[p.country] for p in doc.places if p.country in named}


def fullest(doc: Document, mention: Mention) -> Mention:
    """The longest name of the person a mention means; else the mention."""
    link = doc.link(mention)
    return doc.entities.names.get(link.entity, mention) if link else mention
