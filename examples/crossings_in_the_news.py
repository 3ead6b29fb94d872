"""Border crossings that articles name, as CSV for a map.

Prints:
پرویزخان,IQ
"""

import csv
import sys
from pathlib import Path

import persian_news_ie as pni
from persian_news_ie.facts import BorderCrossing

nlp = pni.load()
rows = csv.writer(sys.stdout)
rows.writerow(["name", "neighbour", "counterpart", "latitude", "longitude", "mentions", "file"])
for path in sorted(Path(__file__).parent.joinpath("articles").glob("*.txt")):
    for place in nlp(pni.read_path(path)).places:
        if isinstance(place, BorderCrossing):
            where = (place.latitude, place.longitude, len(place.mentions), path.name)
            rows.writerow([place.name, place.neighbour, place.counterpart, *where])
