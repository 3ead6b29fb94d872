"""Agreements of many articles as rows: status, kind, parties, file.

Prints:
signed memorandum اتاق بازرگانی همدان, اتاق بازرگانی سلیمانیه garmian.txt
"""

from pathlib import Path

import persian_news_ie as pni

ARTICLES = sorted(Path(__file__).parent.joinpath("articles").glob("*.txt"))

nlp = pni.load()
for path, doc in zip(ARTICLES, nlp.pipe(map(pni.read_path, ARTICLES)), strict=True):
    for fact in doc.agreements:
        print(fact.status, fact.kind, ", ".join(p.text for p in fact.parties), path.name)
