"""All that is compared, ourselves first."""

from benchmarks.peers import crf, hazm, natasha, ours, parsivar, parstdex, rishe, shekar, spacy

OURS = ours.PEER
PEERS = (
    OURS,
    hazm.PEER,
    parsivar.PEER,
    shekar.PEER,
    rishe.PEER,
    parstdex.PEER,
    spacy.PEER,
    crf.PEER,
    natasha.PEER,
)
