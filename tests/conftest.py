from collections.abc import Callable

import pytest

import persian_news_ie as pni

Read = Callable[[str], pni.Document]


@pytest.fixture(scope="session")
def nlp() -> pni.NLP:
    """The pipeline without a tagger: names by rules and tables alone."""
    return pni.load(names=None)


@pytest.fixture(scope="session")
def full() -> pni.NLP:
    """The default pipeline."""
    return pni.load()
