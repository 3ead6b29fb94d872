"""The linking stages: each gives one layer of entities; `links` joins what they know."""

from dataclasses import replace
from typing import Any

from persian_news_ie.document import Document
from persian_news_ie.link.organizations import link_organizations
from persian_news_ie.link.places import link_places

try:
    from persian_news_ie.link.people import link_people
except ModuleNotFoundError:
    link_people = None


def link(doc: Document) -> dict[str, Any]:
    """All entities of a document and the links of their mentions."""
    places, bodies = link_places(doc), link_organizations(doc)
    links = {**places.links, **bodies.links}
    doc = replace(doc, places=places.places, organizations=bodies.organizations, links=links)
    people: tuple[Any, ...] = ()
    if link_people is not None:
        layer = link_people(doc)
        people, links = layer.people, {**links, **layer.links}
    return {
        "places": places.places,
        "organizations": bodies.organizations,
        "people": people,
        "links": links,
    }
