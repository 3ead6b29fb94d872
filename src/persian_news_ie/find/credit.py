"""What is worth keeping: mentions that nothing contests, and parts that name another thing."""

from persian_news_ie.document import Document, Mention
from persian_news_ie.find.contest import is_guarded
from persian_news_ie.find.gazetteer import BodyReading, PlaceReading, place_kind
from persian_news_ie.find.namewords import leading, listed
from persian_news_ie.find.offices import Office
from persian_news_ie.find.officewords import keys
from persian_news_ie.find.trim import is_model
from persian_news_ie.text.normalize import phrase_key

ALONE = 0.75  # of a rule's score for a person whom a tagger has read over
TABLE = "table:places"
KIN = "office:person"  # offices that are of a person: «the son of …»
UNSURE = 0.6  # below it a tagger is wrong more often than right
UNSURE_PERSON = 0.45  # a person is worth keeping earlier: seldom is it anything else
OF_PLACES = frozenset(("office:place",))  # offices that nothing but a place can follow
TERRITORIES = frozenset(("country", "region", "province", "governorate", "county", "city"))


def is_credible(doc: Document, mention: Mention, was_read: bool) -> bool:
    """Whether a mention that nothing contests is worth keeping; `was_read`: by a tagger."""
    unread = was_read and mention.evidence.by == TABLE
    if unread and doc.glued(mention.at) in listed("homographs") | listed("clubs"):
        return False
    if mention.label == "PERSON" and mention.evidence.by.startswith("person:"):
        weak = mention.evidence.by == "person:given name" and was_read
        return not weak and mention.score >= (ALONE if was_read else UNSURE)
    enough = UNSURE_PERSON if mention.label == "PERSON" else UNSURE
    return not is_guarded(mention) and (not is_model(mention) or mention.score >= enough)


def is_of_person(office: Mention) -> bool:
    """Whether what follows the head of an office is a person who does not hold it: «the son of»."""
    value = office.value
    always = isinstance(value, Office) and phrase_key(value.title) in keys(
        "lists", "always_of_person"
    )
    return office.evidence.by == KIN or always


def is_telling(doc: Document, whole: Mention, part: Mention) -> bool:
    """Whether a part is another thing than the whole, and known well enough."""
    before = doc.tokens.keys[whole.at.start : part.at.start]
    accepted = whole.evidence.by in OF_PLACES and bool(before)
    if part.label == "PERSON" and is_of_person(whole):
        return True
    if part.label == "ORG" and whole.label == "OFFICE" and _is_of_affairs(doc, whole, part):
        return False
    if part.label == "PLACE" and (_is_worldwide(whole) or _is_of_club(doc, whole, part)):
        return False
    if part.label == "PERSON" or (is_guarded(part) and not accepted):
        return False
    if part.label != whole.label:
        return whole.label != "ORG" or (bool(before) and _is_complement(doc, whole, part))
    if part.label == "PLACE":
        return len(before) > 1 and part.at.stop == whole.at.stop and _is_territory(part)
    if is_medium(doc, whole):
        return False
    starts = leading(doc.tokens.keys[slice(*part.at)], listed("bodies")) > 0
    return bool(before) and (starts or leading(before, listed("branches")) == len(before))


def _is_worldwide(body: Mention) -> bool:
    """Whether a body is of many countries: the region in its name is no place of the news."""
    value = body.value
    return isinstance(value, BodyReading) and bool(value.record) and value.kind == "international"


def _is_of_club(doc: Document, body: Mention, part: Mention) -> bool:
    """Whether a town is what a club is called by («رئال مادرید»)."""
    known = isinstance(body.value, BodyReading) and body.value.kind == "club"
    headed = doc.tokens.keys[body.at.start] in listed("club_heads")
    return body.label == "ORG" and (known or headed) and doc.glued(part.at) in listed("clubs")


def _is_of_affairs(doc: Document, office: Mention, part: Mention) -> bool:
    """Whether a body in an office is but one of its affairs: «deputy for law and parliament of»."""
    inside = part.at.stop < office.at.stop and part.at.stop - part.at.start == 1
    return inside and doc.tokens.keys[part.at.start - 1] in listed("joined")


def _is_complement(doc: Document, body: Mention, part: Mention) -> bool:
    """Whether a place stands where the place of a body does: last, or before «در» or «و»."""
    stop = part.at.stop
    return stop == body.at.stop or doc.tokens.keys[stop] in listed("behind_a_place")


def is_medium(doc: Document, body: Mention) -> bool:
    """Whether a body is an agency, paper or channel: «فارس» in its name is no place."""
    known = isinstance(body.value, BodyReading) and body.value.kind == "media"
    return known or leading(doc.tokens.keys[slice(*body.at)], listed("media")) > 0


def _is_territory(place: Mention) -> bool:
    value = place.value
    known = value.records[:1] if isinstance(value, PlaceReading) else ()
    return any(place_kind(record) in TERRITORIES for record in known)
