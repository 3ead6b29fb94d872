"""spaCy: its Persian tokenizer and the entity ruler, given the phrases of our gazetteer."""

from benchmarks.peers.step import Given, Peer, Run, Step


def _tokenize(_: Given) -> Run:
    import spacy

    run: Run = spacy.blank("fa").make_doc
    return run


def _gazetteer(given: Given) -> Run:
    import spacy

    nlp = spacy.blank("fa")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PLACE", "pattern": phrase} for phrase in given.phrases])
    run: Run = nlp
    return run


PEER = Peer(
    "spacy",
    ("spacy==3.8.18",),
    (
        Step("tokenise", "words with offsets", _tokenize, how="blank fa"),
        Step("gazetteer", "spans by exact spelling", _gazetteer, how="entity ruler"),
    ),
)
