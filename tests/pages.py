"""Two documents to make pages of: one from an article, one in which every text is an attack."""

from dataclasses import replace
from functools import cache
from typing import Any

import persian_news_ie as pni
from persian_news_ie.document import Document
from persian_news_ie.facts import (
    Agreement,
    Amount,
    Assertion,
    BorderCrossing,
    DateExpression,
    DateSlot,
    Event,
    Occurrence,
    Organization,
    Participant,
    Person,
    Place,
    Quote,
    Role,
    Slot,
    Speaker,
)

HOSTILE = (
    "</title></style></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u202e\0"
)
ARTICLE = """استاندار کرمانشاه با همتای حلبچه دیدار کرد
کد خبر: 5512
سه شنبه ۱۸ دی ۱۴۰۳ - ۱۳:۲۵
مریم نیک‌پی، استاندار کرمانشاه، روز دوشنبه در مرز پرویزخان با استاندار حلبچه دیدار کرد.
وی گفت: صادرات از این مرز به ۱۲۰ میلیون دلار رسید و ایران و عراق تفاهم‌نامه گمرکی امضا کردند.
"""


@cache
def nlp() -> pni.NLP:
    return pni.load(names=None)


@cache
def document() -> Document:
    return nlp()(ARTICLE)


def hostile() -> Document:
    """A document in which every text is an attack."""
    words = f"{HOSTILE}\n{HOSTILE}\n"
    at = Occurrence(start=0, stop=5, text=HOSTILE, kind=HOSTILE, by=HOSTILE)
    slot = Slot(text=HOSTILE, start=3, stop=9, entity="person-1")
    day = DateSlot(text=HOSTILE, value="2024-03-14", start=2, stop=7)
    said = (Assertion(start=1, stop=60, status=HOSTILE),)
    parties = (slot, replace(slot, entity=None))
    roles = tuple(
        Participant(text=HOSTILE, start=3, stop=9, role=role, entity=entity)
        for role, entity in (("agent", "person-1"), ("counterpart", None), (HOSTILE, "org-1"))
    )
    told: dict[str, Any] = {
        "mentions": said,
        "start": 1,
        "stop": 60,
        "by": HOSTILE,
        "score": 1.0,
        "place": slot,
        "date": day,
    }
    article = replace(
        pni.read_article(words, title=HOSTILE, source=HOSTILE, url=HOSTILE, id=HOSTILE),
        code=HOSTILE,
        tags=(HOSTILE,),
        title_span=None,
    )
    return replace(
        nlp()(article),
        people=(
            Person(
                id="person-1",
                name=HOSTILE,
                roles=(Role(text=HOSTILE, title=HOSTILE, start=0, stop=5),),
                mentions=(at,),
            ),
        ),
        places=(
            Place(
                id="place-1",
                name=HOSTILE,
                kind=HOSTILE,
                country="I<R",
                province=HOSTILE,
                latitude=35.0,
                longitude=46.0,
                mentions=(at,),
            ),
            BorderCrossing(
                id="place-2",
                name=HOSTILE,
                kind="border_crossing",
                counterpart=HOSTILE,
                neighbour=HOSTILE,
                latitude=35.5,
                longitude=46.5,
                mentions=(replace(at, start=90, stop=95),),
            ),
        ),
        organizations=(Organization(id="org-1", name=HOSTILE, kind=HOSTILE, mentions=(at,)),),
        agreements=(
            Agreement(
                id="agreement-1",
                kind=HOSTILE,
                status=HOSTILE,
                parties=parties,
                subject=slot,
                amount=slot,
                **told,
            ),
        ),
        events=(
            Event(
                id="event-1",
                kind="meeting",
                modality=HOSTILE,
                participants=roles,
                position=slot,
                **told,
            ),
        ),
        quotes=(
            Quote(
                speaker=Speaker(text=HOSTILE),
                cue=HOSTILE,
                kind=HOSTILE,
                start=0,
                stop=80,
                by=HOSTILE,
            ),
        ),
        dates=(
            DateExpression(
                text=HOSTILE,
                value="2024-03-14/2024-03-16",
                calendar=HOSTILE,
                precision=HOSTILE,
                start=10,
                stop=12,
                note=HOSTILE,
            ),
        ),
        amounts=(Amount(text=HOSTILE, value="1", unit=HOSTILE, kind=HOSTILE, start=13, stop=15),),
    )
