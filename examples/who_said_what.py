"""Quotations of one article with their speakers, marked in the text by exact offsets.

Prints:
بهمن رستگارفر
"""

from pathlib import Path

import persian_news_ie as pni

doc = pni.load()(pni.read_path(Path(__file__).parent / "articles" / "garmian.txt"))
people = {person.id: person.name for person in doc.people}
for quote in doc.quotes:
    speaker = quote.speaker and (people.get(quote.speaker.entity or "") or quote.speaker.text)
    print(speaker, quote.kind, f"«{doc.article.text[quote.start : quote.stop]}»", sep="\t")
