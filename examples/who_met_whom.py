"""Who met whom: pairs of participants of the meetings that took place, with day and place.

Prints:
استاندار سلیمانیه
"""

from itertools import combinations
from pathlib import Path

import persian_news_ie as pni

nlp = pni.load()
for path in sorted(Path(__file__).parent.joinpath("articles").glob("*.txt")):
    doc = nlp(pni.read_path(path))
    names = {person.id: person.name for person in doc.people}
    for event in doc.events:
        if event.kind != "meeting" or event.modality == "denied":
            continue
        people = [names.get(p.entity or "", p.text) for p in event.participants]
        day = event.date.value if event.date else ""
        place = event.place.text if event.place else ""
        if len(people) < 2:
            print(*people, day, place, sep=" · ")
        for pair in combinations(people, 2):
            print(*pair, day, place, sep=" · ")
