"""The fullest name that a text has for a person."""

from persian_news_ie.document import Document, Mention


def fullest(doc: Document, mention: Mention) -> Mention:
    """The longest name of the person a mention means, of equals the first; else the mention."""
    link = doc.link(mention)
    if link is None or not link.entity.startswith("person"):
        return mention
    names = [
        m
        for m in doc.mentions
        if m.label == "PERSON" and (other := doc.link(m)) and other.entity == link.entity
    ]
    return max(names, key=lambda m: m.at.stop - m.at.start, default=mention)
