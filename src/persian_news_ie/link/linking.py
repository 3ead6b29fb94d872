"""The linking stage: places and organisations first, then people, whose offices are of them."""

from dataclasses import replace
from typing import Any

from persian_news_ie.document import Document
from persian_news_ie.link.organizations import link_organizations
from persian_news_ie.link.people import link_people
from persian_news_ie.link.places import link_places
from persian_news_ie.link.pointers import pointers


def link(doc: Document) -> dict[str, Any]:
    """The entity layers of a document, and `links`: which entity each mention names."""
    places = link_places(doc)
    placed = replace(doc, places=places.places, links=places.links)
    bodies = link_organizations(placed)
    known: dict[str, Any] = {
        "places": places.places,
        "organizations": bodies.organizations,
        "links": {**places.links, **bodies.links},
    }
    back = pointers(replace(doc, **known))
    known = {
        "places": back.added(places.places),
        "organizations": back.added(bodies.organizations),
        "links": {**known["links"], **back.links},
    }
    people = link_people(replace(doc, **known))
    return {**known, "people": people.people, "links": {**known["links"], **people.links}}
